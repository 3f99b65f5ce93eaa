/* continued.c - names and the shape of the first row decide together: neither
 * alone is enough to read a file by another's header. */
#include "intake/continued.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "suyuan/limits.h"

static bool is_one_of(char c, const char *set)
{
    return c && strchr(set, c);
}

/* Cuts any of the characters and words off the end. */
static sy_slice cut(sy_slice name, const char *set, const char *const *words, size_t n_words)
{
    for (size_t before = name.len + 1; name.len > 0 && name.len < before;) {
        before = name.len;
        if (is_one_of(name.ptr[name.len - 1], set)) name.len--;
        for (size_t i = 0; i < n_words; i++) {
            const size_t n = strlen(words[i]);
            if (name.len > n && memcmp(name.ptr + name.len - n, words[i], n) == 0) name.len -= n;
        }
    }
    return name;
}

/* A name without its ending and the number of its part: "a_part2.csv",
 * "a(2).csv", "a-02.csv", "a第2部分.csv" are all "a". A longer number is no part's. */
static sy_slice stem_of(sy_slice name)
{
    static const char *const after[] = {"部分"}, *const before[] = {"part", "PART", "Part", "第"};
    const char *dot = memrchr(name.ptr, '.', name.len);
    size_t digits = 0;

    if (dot && dot > name.ptr) name.len = (size_t)(dot - name.ptr);
    sy_slice stem = cut(name, ")_- ", after, 1);
    while (stem.len > digits && is_one_of(stem.ptr[stem.len - 1 - digits], "0123456789")) digits++;
    if (digits == 0 || digits > 3) return name;
    stem.len -= digits;
    return cut(stem, "(_- ", before, 4);
}

/* In one folder, with one stem; the part's own name has a number at its end. */
static bool is_part_of(const char *part, const char *whole)
{
    const char *a = sy_path_name(part), *b = sy_path_name(whole);
    const sy_slice x = stem_of(sy_slice_of(a)), y = stem_of(sy_slice_of(b));

    if (a - part != b - whole || strncmp(part, whole, (size_t)(a - part)) != 0) return false;
    return x.len > 0 && sy_slice_is(x, y) && a[x.len] && a[x.len] != '.';
}

static sy_slice cell_of(const sy_intake_table *t, sy_field f, const sy_slice *cells, uint32_t n)
{
    const uint16_t column = t->column[f];
    return column < n ? sy_cell_trim(cells[column]) : (sy_slice){"", 0};
}

static bool is_amount(const sy_intake_table *t, sy_field f, const sy_slice *cells, uint32_t n)
{
    const sy_slice cell = cell_of(t, f, cells, n);
    sy_minor fen;
    return cell.len > 0 && sy_parse_amount_in(&fen, cell, "") == SY_FINE;
}

/* Has the row a time and an amount where the table has them? */
static bool fits(const sy_intake_table *t, const sy_slice *cells, uint32_t n)
{
    const sy_slice date = cell_of(
        t, t->column[SY_FIELD_DATE] != SY_NO_COLUMN ? SY_FIELD_DATE : SY_FIELD_TIME, cells, n);
    sy_precision precision;
    int64_t at;

    while (n > 0 && sy_cell_trim(cells[n - 1]).len == 0) n--;
    return n <= t->n_columns && date.len > 0 && sy_parse_time(&at, &precision, date) == SY_FINE &&
           (is_amount(t, SY_FIELD_AMOUNT, cells, n) || is_amount(t, SY_FIELD_AMOUNT_IN, cells, n) ||
            is_amount(t, SY_FIELD_AMOUNT_OUT, cells, n));
}

const sy_intake_table *sy_continued_from(const sy_found_tables *tables, const sy_intake_table *t,
                                         const sy_slice *cells, uint32_t n)
{
    for (size_t i = tables->n; i-- > 0;) { /* the nearest */
        const sy_intake_table *from = tables->items[i];
        const bool is_same_file = strcmp(from->sha256, t->sha256) == 0;
        if (from->particular || (!is_same_file && !is_part_of(t->path, from->path))) continue;
        if (fits(from, cells, n)) return from;
    }
    return NULL;
}

sy_status sy_continue(sy_intake_table *t, const sy_intake_table *from, sy_arena *arena, sy_err *err)
{
    char words[600];

    t->profile = from->profile;
    t->profile_id = from->profile_id;
    memcpy(t->column, from->column, sizeof t->column);
    memcpy(t->split, from->split, sizeof t->split);
    t->in_fen = from->in_fen;
    t->month = from->month;
    t->n_columns = from->n_columns;
    t->headings = from->headings;
    t->extra = from->extra;
    t->n_extra = from->n_extra;
    t->account = from->account;
    t->has_integer_times = from->has_integer_times;
    t->titles[SY_TITLE_ACCOUNT].place = from->titles[SY_TITLE_ACCOUNT].place;
    t->header_row = 0;
    snprintf(words, sizeof words, _("without headings of its own: read as the continuation of %s"),
             from->sheet_name && strcmp(from->sha256, t->sha256) == 0 ? from->sheet_name
                                                                      : sy_path_name(from->path));
    t->note = sy_arena_text(arena, words, strlen(words));
    return t->note ? SY_OK : sy_fail_nomem(err);
}
