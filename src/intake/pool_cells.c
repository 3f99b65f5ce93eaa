/* pool_cells.c - what is kept of a register is the normal form, so that rows of different
 * offices can be compared; the words themselves stand in the original, at the same row.
 * An ID number with a wrong digit is kept as it stands (the register says so); one that a
 * spreadsheet has destroyed refuses its row. */
#include "intake/pool_cells.h"

#include <string.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "base/width.h"
#include "identifier/identifier.h"
#include "identifier/name.h"
#include "identifier/plate.h"
#include "intake/units.h"

typedef struct job {
    const sy_pool_column *column;
    sy_slice text; /* trimmed */
    bool is_number;
    int unit; /* of amounts */
    sy_arena *scratch;
    bool *has_no_memory;
} job;

static sy_slice keep(const job *j, sy_slice text)
{
    const char *copy = sy_arena_text(j->scratch, text.ptr ? text.ptr : "", text.len);
    if (!copy) *j->has_no_memory = true;
    return copy ? (sy_slice){copy, text.len} : (sy_slice){"", 0};
}

static sy_slice fold_name(const job *j, sy_slice name)
{
    sy_slice folded = sy_name_fold(j->scratch, name);

    if (!folded.ptr) {
        *j->has_no_memory = true;
        return (sy_slice){"", 0};
    }
    folded = sy_cell_trim(folded);
    return sy_cell_is_blank(folded) ? (sy_slice){"", 0} : folded; /* dashes in full width */
}

/* The normal form where the number has one, else as it stands without blanks. */
static sy_rule read_identity(const job *j, sy_slice text, sy_slice *out)
{
    char number[SY_ID_SPACE];
    sy_id_kind kind;
    const sy_id_verdict verdict = sy_id_read_person(number, &kind, text);

    if (verdict == SY_ID_DAMAGED) return SY_NUMBER_UNRECOVERABLE;
    *out = kind == SY_ID_NONE ? fold_name(j, text) : keep(j, sy_slice_of(number));
    return SY_FINE;
}

/* ---- several in a cell ---- */

/* Where one of several begins or ends: 、，；／ and the like. Bytes of a character; 0: not here. */
static size_t mark_at(sy_slice rest)
{
    switch ((unsigned char)*rest.ptr) {
    case ',':
    case ';':
    case '/':
        return 1;
    case 0xE3:
        return sy_slice_starts(rest, SY_TEXT("、")) ? 3 : 0;
    case 0xEF:
        return sy_slice_starts(rest, SY_TEXT("，")) || sy_slice_starts(rest, SY_TEXT("；")) ||
                       sy_slice_starts(rest, SY_TEXT("／"))
                   ? 3
                   : 0;
    default:
        return 0;
    }
}

/* The same, also where a line of a cell ends. */
static size_t mark_or_line_at(sy_slice rest)
{
    return *rest.ptr == '\n' || *rest.ptr == '\r' ? 1 : mark_at(rest);
}

/* A blank of any kind, also the end of a line: a long number is broken where the cell ends. */
static size_t blank_at(sy_slice rest)
{
    size_t n;
    return sy_half_width(sy_utf8_decode(rest.ptr, rest.len, &n)) == ' ' ? n : 0;
}

static size_t mark_or_blank_at(sy_slice rest)
{
    const size_t n = mark_at(rest);
    return n ? n : blank_at(rest);
}

typedef size_t find_mark(sy_slice rest);

/* Bytes before the first mark. */
static size_t one_of_several(sy_slice rest, find_mark *at)
{
    size_t n = 0;
    while (n < rest.len && at((sy_slice){rest.ptr + n, rest.len - n}) == 0) n++;
    return n;
}

/* Takes the next of several off the front of rest, trimmed. */
static sy_slice take_one(sy_slice *rest, find_mark *at)
{
    const size_t n = one_of_several(*rest, at);
    const sy_slice one = {rest->ptr, n};
    const sy_slice after = {rest->ptr + n, rest->len - n};
    const size_t mark = after.len > 0 ? at(after) : 0;

    *rest = (sy_slice){after.ptr + mark, after.len - mark};
    return sy_cell_trim(one);
}

static void add_one(sy_buf *all, sy_slice one)
{
    if (one.len == 0) return;
    if (all->len > 0) sy_buf_text(all, "、");
    sy_buf_slice(all, one);
}

/* ---- numbers with blanks inside ---- */

/* Fewer characters are of another document, which nothing checks: a passport, an officer's. */
enum { SHORTEST_CHECKED = 15 };

/* A number that nobody would write otherwise: its check digit holds, or part of it is hidden. */
static bool is_whole_number(sy_slice text)
{
    char number[SY_ID_SPACE];
    sy_id_kind kind;
    const sy_id_verdict verdict = sy_id_read_person(number, &kind, text);

    if (verdict == SY_ID_GOOD || verdict == SY_ID_MASKED || verdict == SY_ID_DAMAGED) return true;
    return sy_id_read(number, SY_ID_ORGANISATION, text) == SY_ID_GOOD ||
           sy_id_read(number, SY_ID_TRAVEL, text) == SY_ID_UNCHECKED;
}

static bool is_short(sy_slice text)
{
    char folded[SY_ID_SPACE];
    return sy_id_fold(folded, text, "") && strlen(folded) < SHORTEST_CHECKED;
}

/* A number of which a digit was set apart is one number, where it checks; numbers with blanks
 * between them are several, where each is one. What is neither would be read as numbers that
 * nobody has. */
static sy_rule read_blanks(const job *j, sy_slice item, bool may_be_several, sy_buf *all)
{
    sy_slice rest = item, one = {"", 0};
    sy_rule rule = SY_FINE;
    const bool is_one =
        one_of_several(item, blank_at) == item.len || is_whole_number(item) || is_short(item);

    for (bool more = !is_one; more; more = rest.len > 0) {
        const sy_slice part = take_one(&rest, blank_at);
        if (part.len > 0 && (!may_be_several || !is_whole_number(part))) return SY_NUMBER_UNCLEAR;
    }
    for (rest = item; rest.len > 0 && rule == SY_FINE; add_one(all, one)) {
        const sy_slice part = is_one ? rest : take_one(&rest, blank_at);
        if (is_one) rest.len = 0;
        one = (sy_slice){"", 0};
        if (!sy_cell_is_blank(part)) rule = read_identity(j, part, &one);
    }
    return rule;
}

static sy_rule finish_several(const job *j, sy_buf *all, sy_rule rule, sy_slice *out)
{
    if (sy_buf_status(all) != SY_OK) *j->has_no_memory = true;
    *out = keep(j, (sy_slice){all->ptr, all->ptr ? all->len : 0});
    sy_buf_dispose(all);
    return rule;
}

/* One number (an identity) or several. */
static sy_rule read_numbers(const job *j, bool may_be_several, sy_slice *out)
{
    sy_slice rest = j->text;
    sy_rule rule = SY_FINE;
    sy_buf all;

    if (one_of_several(rest, mark_or_blank_at) == rest.len) return read_identity(j, rest, out);
    sy_buf_init(&all, NULL, SY_MAX_CELL * 2);
    while (rest.len > 0 && rule == SY_FINE) {
        const sy_slice item = may_be_several ? take_one(&rest, mark_at) : rest;
        if (!may_be_several) rest.len = 0;
        rule = read_blanks(j, item, may_be_several, &all);
    }
    return finish_several(j, &all, rule, out);
}

static sy_rule read_names(const job *j, sy_slice *out)
{
    sy_slice rest = j->text;
    sy_buf all;

    if (one_of_several(rest, mark_or_line_at) == rest.len) {
        *out = fold_name(j, rest);
        return SY_FINE;
    }
    sy_buf_init(&all, NULL, SY_MAX_CELL * 2);
    while (rest.len > 0) {
        const sy_slice item = take_one(&rest, mark_or_line_at);
        if (!sy_cell_is_blank(item)) add_one(&all, fold_name(j, item));
    }
    return finish_several(j, &all, SY_FINE, out);
}

static sy_rule read_plate(const job *j, sy_slice *out)
{
    sy_plate plate;

    *out =
        sy_plate_read(&plate, j->text) ? keep(j, sy_slice_of(plate.text)) : fold_name(j, j->text);
    return SY_FINE;
}

static sy_rule read_vin(const job *j, sy_slice *out)
{
    char vin[SY_ID_SPACE];
    const sy_id_verdict verdict = sy_id_read(vin, SY_ID_VIN, j->text);

    if (verdict == SY_ID_DAMAGED) return SY_NUMBER_UNRECOVERABLE;
    *out = verdict == SY_ID_NOT ? fold_name(j, j->text) : keep(j, sy_slice_of(vin));
    return SY_FINE;
}

static bool is_no_day(sy_slice text)
{
    static const char *const words[] = {"长期", "终身", "永久", "至今", "无固定期限"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (sy_slice_is(text, sy_slice_of(words[i]))) return true;
    }
    return false;
}

/* Registers write the end of what has none as a day that nobody lives to see; the last two as a
 * workbook stores 9999-12-31 and 2999-12-31. */
static bool is_endless(sy_slice text)
{
    static const char *const days[] = {"99991231", "29991231", "99990101",
                                       "29990101", "2958465",  "401768"};
    char digits[9];
    size_t n = 0;

    for (size_t i = 0; i < text.len && n + 1 < sizeof digits; i++) {
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9') digits[n++] = text.ptr[i];
    }
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        if (sy_slice_is((sy_slice){digits, n}, sy_slice_of(days[i]))) return true;
    }
    return false;
}

/* 民国112年, 农历正月初五, 令和5年, R5.5.1, 癸卯年: a day, but of another calendar. */
static bool is_other_calendar(sy_slice text)
{
    static const char *const words[] = {
        "民国", "民國", "农历", "農曆", "阴历", "陰曆", "旧历", "舊曆", "令和", "平成",
        "昭和", "大正", "佛历", "回历", "正月", "腊月", "冬月", "闰",   "初一", "初二",
        "初三", "初四", "初五", "初六", "初七", "初八", "初九", "初十", "廿"};
    static const char stems[] = "甲乙丙丁戊己庚辛壬癸", branches[] = "子丑寅卯辰巳午未申酉戌亥";
    const size_t one = sizeof "甲" - 1;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (sy_slice_holds(text, sy_slice_of(words[i]))) return true;
    }
    if (text.len > 2 && memchr("RHSTM", *text.ptr, 5) && text.ptr[1] >= '0' && text.ptr[1] <= '9')
        return true;
    return text.len > 2 * one && memmem(stems, sizeof stems - 1, text.ptr, one) &&
           memmem(branches, sizeof branches - 1, text.ptr + one, one);
}

/* Of a date its day, of a time its second. */
static sy_rule read_time(const job *j, int64_t *number)
{
    sy_precision precision;
    int64_t at;

    if (is_no_day(j->text)) return SY_FINE;
    sy_rule rule = sy_parse_time(&at, &precision, j->text);
    if (rule == SY_TIME_NOT_A_TIME && j->is_number) {
        rule = sy_parse_day_number(&at, &precision, j->text);
    }
    if ((rule == SY_TIME_IMPOSSIBLE || (rule != SY_FINE && j->is_number)) && is_endless(j->text))
        return SY_FINE;
    if (rule == SY_TIME_NOT_A_TIME && is_other_calendar(j->text)) return SY_TIME_OTHER_CALENDAR;
    if (rule == SY_FINE) *number = j->column->type == SY_POOL_DATE ? sy_day_of(at) : at;
    return rule;
}

/* 1,234人 is 1234, 1.2万次 is 12000; money is no count. */
static sy_rule read_count(const job *j, int64_t *count)
{
    static const char *const units[] = {"人次", "次", "人", "件", "个", "户", "天", "日"};
    char folded[SY_WORD_TEXT], plain[SY_STORED_TEXT];
    sy_slice text = j->text;
    int64_t hundredths;

    if (j->is_number) {
        if (!sy_stored_number(plain, text)) return SY_COUNT_NOT_A_NUMBER;
        text = sy_slice_of(plain);
    }
    text = (sy_slice){folded, sy_word_fold(folded, text)};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!sy_slice_ends(text, sy_slice_of(units[i]))) continue;
        text.len -= strlen(units[i]);
        break;
    }
    const bool in_wan = sy_slice_ends(text, SY_TEXT("万"));
    if (in_wan) text.len -= sizeof "万" - 1;
    if (text.len == 0 || strspn(text.ptr, "0123456789,.") < text.len) return SY_COUNT_NOT_A_NUMBER;
    if (sy_parse_yuan(&hundredths, text, false, in_wan ? SY_IN_WAN : SY_IN_YUAN) != SY_FINE ||
        hundredths % 100 != 0) {
        return SY_COUNT_NOT_A_NUMBER;
    }
    *count = hundredths / 100;
    return SY_FINE;
}

static sy_rule read_text(const job *j, sy_slice *out)
{
    char plain[SY_STORED_TEXT];
    const bool is_plain = j->is_number && sy_stored_number(plain, j->text);

    *out = keep(j, is_plain ? sy_slice_of(plain) : j->text);
    return SY_FINE;
}

sy_rule sy_pool_read_cell(sy_pool_value *out, const sy_pool_column *c, const sy_single_cell *cell,
                          int unit, sy_arena *scratch, bool *has_no_memory)
{
    char plain[SY_STORED_TEXT];
    job j = {c, sy_cell_trim(cell->text), cell->is_number, unit, scratch, has_no_memory};

    *out = (sy_pool_value){.text = {"", 0}};
    if (!sy_pool_type_is_text(c->type)) out->number = sy_pool_nothing(c->type);
    if (c->takes_none && sy_slice_is(j.text, SY_TEXT("无"))) return read_text(&j, &out->text);
    if (sy_cell_is_blank(j.text)) return SY_FINE;
    switch (c->type) {
    case SY_POOL_DATE:
    case SY_POOL_TIME:
        return read_time(&j, &out->number);
    case SY_POOL_NUMBER:
        return read_count(&j, &out->number);
    case SY_POOL_AMOUNT:
        return sy_parse_yuan(&out->number, j.text, j.is_number, j.unit);
    case SY_POOL_TEXT:
        return read_text(&j, &out->text);
    default:
        break;
    }
    if (j.is_number && sy_stored_number(plain, j.text)) j.text = sy_slice_of(plain);
    switch (c->type) {
    case SY_POOL_IDENTITY:
    case SY_POOL_IDENTITIES:
        return read_numbers(&j, c->type == SY_POOL_IDENTITIES, &out->text);
    case SY_POOL_NAMES:
        return read_names(&j, &out->text);
    case SY_POOL_PLATE:
        return read_plate(&j, &out->text);
    case SY_POOL_VIN:
        return read_vin(&j, &out->text);
    default:
        out->text = fold_name(&j, j.text);
        return SY_FINE;
    }
}
