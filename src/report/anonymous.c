/* anonymous.c - one pass over the text: a name here? a number here? else a character. */
#include "report/anonymous.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

static const char hidden[] = "×××";

/* ---- names ---- */

static size_t first_character(sy_slice name)
{
    size_t n = 0;

    if (name.len) (void)sy_utf8_decode(name.ptr, name.len, &n);
    return n < name.len ? n : name.len;
}

/* "某有限公司": what kind of body it is stays. */
static const char *kind_of_body(sy_slice name)
{
    static const char *const ends[] = {
        "股份有限公司", "有限责任公司", "有限公司", "公司", "合作社", "事务所", "银行", "支行",
        "人民法院",     "法院",         "中心",     "厂",   "店",     "部",     "院",   "会"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (sy_slice_ends(name, sy_slice_of(ends[i]))) return ends[i];
    }
    return "单位";
}

static bool is_taken(const sy_anonymous *a, const char *instead)
{
    for (size_t i = 0; i < a->n; i++) {
        if (strcmp(a->items[i].instead, instead) == 0) return true;
    }
    return false;
}

/* 样某, then 样某乙, 样某丙. */
static const char *free_mask(const sy_anonymous *a, const char *plain, sy_arena *arena)
{
    static const char *const more[] = {"", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
    char mask[160];

    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        snprintf(mask, sizeof mask, "%s%s", plain, more[i]);
        if (!is_taken(a, mask)) break;
    }
    return sy_arena_text(arena, mask, strlen(mask));
}

bool sy_anonymous_add(sy_anonymous *a, const sy_names *names, sy_slice name, sy_arena *arena)
{
    enum { LONGEST_PERSON = 4 * 3 };
    const sy_name_kind_of kind = names                       ? sy_name_kind(names, name)
                                 : name.len > LONGEST_PERSON ? SY_NAME_COMPANY
                                                             : SY_NAME_PERSON;
    const int head = (int)first_character(name);
    char plain[128];
    size_t at = 0;

    if (name.len < 2 || kind == SY_NAME_PLACEHOLDER) return true;
    for (size_t i = 0; i < a->n; i++) {
        if (sy_slice_is(a->items[i].name, name)) return true;
    }
    if (kind == SY_NAME_COMPANY)
        snprintf(plain, sizeof plain, "某%s", kind_of_body(name));
    else
        snprintf(plain, sizeof plain, "%.*s某", head, name.ptr);
    const char *instead = a->n < SY_ANONYMOUS_NAMES ? free_mask(a, plain, arena) : NULL;
    const char *copy = instead ? sy_arena_text(arena, name.ptr, name.len) : NULL;
    if (!copy) return false;
    while (at < a->n && a->items[at].name.len >= name.len) at++;
    memmove(a->items + at + 1, a->items + at, (a->n - at) * sizeof *a->items);
    a->items[at].name = (sy_slice){copy, name.len};
    a->items[at].instead = instead;
    a->n++;
    return true;
}

/* ---- the text ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_sign(char c)
{
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '*';
}

static size_t signs(sy_slice s)
{
    size_t n = 0;

    while (n < s.len && is_sign(s.ptr[n])) n++;
    return n;
}

/* "80000.00"; an ID number is longer than any amount. */
static bool is_amount(sy_slice s, size_t n)
{
    enum { LONGEST_AMOUNT = 13 };

    if (n > LONGEST_AMOUNT) return false;
    for (size_t i = 0; i < n; i++) {
        if (!is_digit(s.ptr[i])) return false;
    }
    return s.len >= n + 3 && s.ptr[n] == '.' && is_digit(s.ptr[n + 1]) && is_digit(s.ptr[n + 2]) &&
           (s.len == n + 3 || !is_sign(s.ptr[n + 3]));
}

/* Letters and digits from here on: how many, and do they stay? */
static size_t put_signs(sy_buf *out, sy_slice s)
{
    enum { LONG = 6 };
    const size_t n = signs(s);
    const sy_slice rest = {s.ptr + n, s.len - n};

    if (is_amount(s, n)) {
        sy_buf_add(out, s.ptr, n + 3);
        return n + 3;
    }
    if (n >= LONG || sy_slice_starts(rest, SY_TEXT("号")))
        sy_buf_text(out, hidden);
    else
        sy_buf_add(out, s.ptr, n);
    return n;
}

static size_t put_name(sy_buf *out, sy_slice s, const sy_anonymous *a)
{
    for (size_t i = 0; i < a->n; i++) {
        if (!sy_slice_starts(s, a->items[i].name)) continue;
        sy_buf_text(out, a->items[i].instead);
        return a->items[i].name.len;
    }
    return 0;
}

void sy_anonymous_text(sy_buf *out, sy_slice text, const sy_anonymous *a)
{
    while (text.len) {
        size_t n = put_name(out, text, a);
        if (n == 0 && is_sign(text.ptr[0])) n = put_signs(out, text);
        if (n == 0) {
            n = first_character(text);
            sy_buf_add(out, text.ptr, n);
        }
        text.ptr += n;
        text.len -= n;
    }
}
