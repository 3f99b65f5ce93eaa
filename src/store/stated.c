/* stated.c - titles and totals, in and out; and what a confirmed title does to
 * covers. The few rows of either table are sorted here, not by the engine. */
#include "store/stated.h"

#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/lang.h"
#include "store/private.h"

/* ---- writing ---- */

static void put_title(sy_append *a, const void *row)
{
    const sy_title_row *title = row;

    sy_append_u32(a, title->source);
    sy_append_u32(a, title->row);
    sy_append_u32(a, title->field);
    sy_append_u32(a, title->place);
    sy_append_text(a, title->value);
}

static void put_totals(sy_append *a, const void *row)
{
    const sy_totals_row *totals = row;

    sy_append_u32(a, totals->source);
    sy_append_u32(a, totals->row);
    sy_append_u32(a, totals->ledger);
    sy_append_u32(a, totals->stated);
    sy_append_text(a, totals->account);
    sy_append_text(a, totals->currency);
    sy_append_i32(a, totals->from_day);
    sy_append_i32(a, totals->to_day);
    sy_append_u64(a, totals->count);
    sy_append_u64(a, totals->count_in);
    sy_append_u64(a, totals->count_out);
    sy_append_i64(a, totals->sum_in);
    sy_append_i64(a, totals->sum_out);
    sy_append_i64(a, totals->opening);
    sy_append_i64(a, totals->closing);
}

sy_status sy_import_titles(sy_import *imp, const sy_title_row *rows, size_t n, sy_err *err)
{
    return sy_import_rows(imp, "titles", rows, n, sizeof *rows, put_title, err);
}

sy_status sy_import_totals(sy_import *imp, const sy_totals_row *rows, size_t n, sy_err *err)
{
    return sy_import_rows(imp, "totals", rows, n, sizeof *rows, put_totals, err);
}

/* ---- reading ---- */

static sy_status copy_title(void *to, sy_rows *r, size_t row, sy_arena *arena, sy_err *err)
{
    sy_title_row *t = to;

    *t = (sy_title_row){.source = sy_rows_u32(r, 0, row),
                        .row = sy_rows_u32(r, 1, row),
                        .field = (sy_title_field)sy_rows_u32(r, 2, row),
                        .place = (sy_title_place)sy_rows_u32(r, 3, row)};
    return sy_row_text(&t->value, r, 4, row, arena, err);
}

static sy_status copy_totals(void *to, sy_rows *r, size_t row, sy_arena *arena, sy_err *err)
{
    sy_totals_row *t = to;

    *t = (sy_totals_row){.source = sy_rows_u32(r, 0, row),
                         .row = sy_rows_u32(r, 1, row),
                         .ledger = sy_rows_u32(r, 2, row),
                         .stated = sy_rows_u32(r, 3, row),
                         .from_day = (int32_t)sy_rows_u32(r, 6, row),
                         .to_day = (int32_t)sy_rows_u32(r, 7, row),
                         .count = (uint64_t)sy_rows_i64(r, 8, row),
                         .count_in = (uint64_t)sy_rows_i64(r, 9, row),
                         .count_out = (uint64_t)sy_rows_i64(r, 10, row),
                         .sum_in = sy_rows_i64(r, 11, row),
                         .sum_out = sy_rows_i64(r, 12, row),
                         .opening = sy_rows_i64(r, 13, row),
                         .closing = sy_rows_i64(r, 14, row)};
    const sy_status st = sy_row_text(&t->account, r, 4, row, arena, err);
    return st == SY_OK ? sy_row_text(&t->currency, r, 5, row, arena, err) : st;
}

static int by_field(const void *a, const void *b)
{
    const sy_title_row *x = a, *y = b;
    if (x->source != y->source) return x->source < y->source ? -1 : 1;
    return (x->field > y->field) - (x->field < y->field);
}

static int by_row(const void *a, const void *b)
{
    const sy_totals_row *x = a, *y = b;
    if (x->source != y->source) return x->source < y->source ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

sy_status sy_facts_titles(sy_workspace *ws, sy_title_row **rows, size_t *n, sy_arena *arena,
                          sy_err *err)
{
    void *items;
    const sy_status st =
        sy_facts_list(ws, &items, n, sizeof **rows, "SELECT * EXCLUDE (import) FROM titles",
                      copy_title, arena, err);

    if (*n) qsort(items, *n, sizeof **rows, by_field);
    *rows = items;
    return st;
}

sy_status sy_facts_totals(sy_workspace *ws, sy_totals_row **rows, size_t *n, sy_arena *arena,
                          sy_err *err)
{
    void *items;
    const sy_status st =
        sy_facts_list(ws, &items, n, sizeof **rows, "SELECT * EXCLUDE (import) FROM totals",
                      copy_totals, arena, err);

    if (*n) qsort(items, *n, sizeof **rows, by_row);
    *rows = items;
    return st;
}

/* ---- covers ---- */

static bool is_confirmed(const sy_title_decision *decisions, size_t n, const sy_source *s)
{
    for (size_t i = 0; i < n; i++) {
        if (decisions[i].sheet == s->sheet && strcmp(decisions[i].sha256, s->sha256) == 0) {
            return decisions[i].verdict == SY_VERDICT_CONFIRMED;
        }
    }
    return false;
}

static bool read_period(int32_t *from, int32_t *to, sy_slice value)
{
    int64_t a, b;
    sy_precision precision;

    if (value.len != 22) return false; /* YYYY-MM-DD..YYYY-MM-DD */
    if (!sy_time_parse_iso(&a, &precision, (sy_slice){value.ptr, 10}) ||
        !sy_time_parse_iso(&b, &precision, (sy_slice){value.ptr + 12, 10})) {
        return false;
    }
    *from = (int32_t)sy_day_of(a);
    *to = (int32_t)sy_day_of(b);
    return true;
}

static void state_covers(sy_cover_row *covers, size_t n, uint32_t source, int32_t from, int32_t to)
{
    for (size_t i = 0; i < n; i++) {
        if (covers[i].source != source || covers[i].stated) continue;
        covers[i].from_day = from;
        covers[i].to_day = to;
        covers[i].stated = true;
    }
}

sy_status sy_covers_confirm(sy_workspace *ws, sy_cover_row *covers, size_t n, sy_err *err)
{
    sy_arena arena;
    sy_title_decision *decisions;
    sy_title_row *titles = NULL;
    sy_source *sources = NULL;
    size_t n_decisions, n_titles = 0, n_sources = 0;

    sy_arena_init(&arena, NULL);
    sy_status st = sy_title_decisions(ws, &decisions, &n_decisions, &arena, err);
    if (st == SY_OK && n_decisions > 0) {
        st = sy_facts_titles(ws, &titles, &n_titles, &arena, err);
        if (st == SY_OK) st = sy_facts_source_names(ws, &sources, &n_sources, &arena, err);
    }
    for (size_t i = 0; i < n_titles && st == SY_OK; i++) {
        int32_t from, to;
        if (titles[i].field != SY_TITLE_PERIOD || !read_period(&from, &to, titles[i].value)) {
            continue;
        }
        for (size_t k = 0; k < n_sources; k++) {
            if (sources[k].id == titles[i].source &&
                is_confirmed(decisions, n_decisions, &sources[k])) {
                state_covers(covers, n, titles[i].source, from, to);
            }
        }
    }
    sy_arena_dispose(&arena);
    return st;
}
