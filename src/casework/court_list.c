/* court_list.c - headings and values. What people write for yes and no is a short list;
 * anything else is asked about, never guessed. */
#include "casework/court_list.h"

#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/digest.h"
#include "base/lang.h"
#include "intake/parse.h"
#include "store/edition.h"
#include "suyuan/limits.h"

static const char *const headings[SY_LIST_COLUMNS] = {
    "序号",   "线索编号", "案号",   "当事人",       "线索内容", "金额(元)",        "核对码",
    "已查封", "已扣押",   "已处置", "不能处置原因", "卷页",     "认定(检察院填写)"};

const char *sy_list_heading(sy_list_column c)
{
    return headings[c];
}

sy_list_column sy_list_column_of(sy_slice heading)
{
    char folded[SY_WORD_TEXT], other[SY_WORD_TEXT];
    const sy_slice text = {folded, sy_word_fold(folded, heading)};

    for (int c = 0; c < SY_LIST_COLUMNS; c++) {
        const sy_slice of = {other, sy_word_fold(other, sy_slice_of(headings[c]))};
        if (sy_slice_is(text, of)) return (sy_list_column)c;
    }
    return SY_LIST_COLUMNS;
}

sy_lead_field sy_list_field(sy_list_column c)
{
    static const sy_lead_field of[] = {SY_LEAD_SEALED, SY_LEAD_IMPOUNDED, SY_LEAD_DISPOSED,
                                       SY_LEAD_REASON, SY_LEAD_PAGES,     SY_LEAD_STATE};
    return c < SY_LIST_SEALED ? SY_LEAD_FIELDS : of[c - SY_LIST_SEALED];
}

/* ---- the code ---- */

enum { ID_DIGITS = 4 };

sy_status sy_list_code(char out[SY_LIST_CODE_TEXT], sy_docket_lead *lead, sy_err *err)
{
    char hex[SY_DIGEST_TEXT], edition[SY_EDITION_TEXT];
    sy_digest d = {0};
    sy_status st = sy_edition_digest(edition, &lead->lead, sy_docket_body(lead), err);

    if (st == SY_OK) st = sy_digest_begin(&d, SY_SHA256, err);
    if (st != SY_OK) return st;
    sy_digest_add(&d, lead->lead.id, strlen(lead->lead.id));
    sy_digest_end(&d, hex);
    snprintf(out, SY_LIST_CODE_TEXT, "%.*s-%s", ID_DIGITS, hex, edition);
    return SY_OK;
}

sy_status sy_list_code_check(sy_code_says *says, sy_slice code, sy_docket_lead *lead, sy_err *err)
{
    char right[SY_LIST_CODE_TEXT];
    const sy_status st = sy_list_code(right, lead, err);

    if (st != SY_OK) return st;
    const bool is_this = code.len == strlen(right) && memcmp(code.ptr, right, ID_DIGITS + 1) == 0;
    *says = !is_this                                ? SY_CODE_WRONG
            : sy_slice_is(code, sy_slice_of(right)) ? SY_CODE_RIGHT
                                                    : SY_CODE_CHANGED;
    return SY_OK;
}

/* ---- values ---- */

static bool is_one_of(sy_slice text, const char *const *words, size_t n)
{
    char folded[SY_WORD_TEXT];
    const sy_slice word = {folded, sy_word_fold(folded, text)};

    for (size_t i = 0; i < n; i++) {
        if (sy_slice_is(word, sy_slice_of(words[i]))) return true;
    }
    return false;
}

#define IS_ONE_OF(text, words) is_one_of(text, words, sizeof(words) / sizeof *(words))

static const char *kept(const char *text, sy_arena *arena)
{
    return sy_arena_text(arena, text, strlen(text));
}

/* Yes, no, or since when; a day says yes. */
static const char *read_yes(const char **what, const sy_cell *cell, sy_slice text, sy_arena *arena)
{
    static const char *const yes[] = {"是", "有", "已", "√", "✓", "Y", "YES", "TRUE"},
                             *const no[] = {"否", "无", "未", "没有", "×", "✗", "N", "NO", "FALSE"};
    char day[SY_TIME_TEXT];
    sy_precision precision;
    int64_t at;

    if (IS_ONE_OF(text, yes)) return "是";
    if (IS_ONE_OF(text, no)) return "否";
    if (sy_cell_is_blank(text)) return "";
    if (cell->kind != SY_CELL_NUMBER && sy_parse_time(&at, &precision, text) == SY_FINE) {
        sy_time_print(day, at, SY_DATE);
        return kept(day, arena);
    }
    *what = N_("is neither 是 nor 否 nor a day");
    return "";
}

static const char *read_verdict(const char **what, sy_slice text)
{
    static const char *const is_true[] = {"属实", "查证属实", "是", "CONFIRMED"},
                             *const is_false[] = {"不属实", "排除", "已排除", "否", "REFUTED"};

    if (IS_ONE_OF(text, is_true)) return sy_lead_state_name(SY_LEAD_CONFIRMED);
    if (IS_ONE_OF(text, is_false)) return sy_lead_state_name(SY_LEAD_REFUTED);
    if (sy_cell_is_blank(text)) return "";
    *what = N_("is neither 属实 nor 不属实");
    return "";
}

static const char *read_words(const char **what, const sy_cell *cell, sy_slice text,
                              sy_arena *arena)
{
    char number[SY_STORED_TEXT];

    if (cell->kind == SY_CELL_NUMBER && sy_stored_number(number, text))
        return kept(number, arena); /* pages: 12, not 12.000000000000002 */
    if (text.len <= SY_MAX_ANSWER) return sy_arena_text(arena, text.len ? text.ptr : "", text.len);
    *what = N_("is too long for an answer");
    return "";
}

sy_status sy_list_value(const char **out, const char **what, sy_list_column c, const sy_cell *cell,
                        sy_arena *arena, sy_err *err)
{
    const sy_slice text = sy_cell_trim(cell->text);

    *what = NULL;
    *out = "";
    if (cell->kind == SY_CELL_ERROR)
        *what = N_("is a formula without a value, or an error");
    else if (text.len && memchr(text.ptr, '\0', text.len))
        *what = N_("has bytes that are no text");
    else if (c >= SY_LIST_SEALED && c <= SY_LIST_DISPOSED)
        *out = read_yes(what, cell, text, arena);
    else if (c == SY_LIST_VERDICT)
        *out = read_verdict(what, text);
    else
        *out = read_words(what, cell, text, arena);
    return *out ? SY_OK : sy_fail_nomem(err);
}
