/* pool_loads.c - the sources of a pool, joined with who imported them, with counts of what their
 * rows did, and with those that removals name. */
#include "store/pool_loads.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/deliveries.h"
#include "store/pool_history.h"
#include "store/private.h"

typedef struct loads {
    sy_pool_load *items;
    size_t n;
    sy_arena *arena;
} loads;

static sy_pool_load *load_of(const loads *l, uint32_t source)
{
    for (size_t i = 0; i < l->n; i++) {
        if (l->items[i].source == source) return &l->items[i];
    }
    return NULL;
}

/* ---- what is there ---- */

/* Until changed and earlier are known, all that was accepted counts as new. */
static sy_status copy_source(void *item, sy_rows *r, size_t row, sy_arena *arena, sy_err *err)
{
    sy_slice path, sheet, sha256;
    sy_status st = sy_row_text(&path, r, 3, row, arena, err);

    if (st == SY_OK) st = sy_row_text(&sheet, r, 4, row, arena, err);
    if (st == SY_OK) st = sy_row_text(&sha256, r, 5, row, arena, err);
    if (st != SY_OK) return st;
    *(sy_pool_load *)item = (sy_pool_load){.import = sy_rows_u32(r, 0, row),
                                           .source = sy_rows_u32(r, 1, row),
                                           .sheet_number = sy_rows_u32(r, 2, row),
                                           .path = path.ptr,
                                           .sheet = sheet.ptr,
                                           .sha256 = sha256.ptr,
                                           .who = "",
                                           .at = "",
                                           .rows = sy_rows_u64(r, 6, row),
                                           .added = sy_rows_u64(r, 7, row),
                                           .same = sy_rows_u64(r, 8, row),
                                           .rejected = sy_rows_u64(r, 9, row)};
    return SY_OK;
}

static sy_status on_count(void *ctx, uint32_t source, sy_load_kind kind, uint64_t rows, sy_err *err)
{
    sy_pool_load *load = load_of(ctx, source);
    (void)err;

    if (!load) return SY_OK;
    *(kind == SY_LOAD_CHANGED ? &load->changed : &load->earlier) = rows;
    load->added -= rows;
    return SY_OK;
}

static sy_status on_reason(void *ctx, sy_rows *r, size_t row, sy_err *err)
{
    loads *l = ctx;
    sy_pool_load *load = load_of(l, sy_rows_u32(r, 0, row));

    if (!load) return SY_OK;
    /* Each load's come one after the other, so the array grows at the end of the arena. */
    sy_slice rule;
    sy_load_reason *all = sy_arena_get(l->arena, (load->n_reasons + 1) * sizeof *all);
    if (!all) return sy_fail_nomem(err);
    if (load->n_reasons) memcpy(all, load->reasons, load->n_reasons * sizeof *all);
    const sy_status st = sy_row_text(&rule, r, 1, row, l->arena, err);
    if (st != SY_OK) return st;
    all[load->n_reasons] = (sy_load_reason){.rule = rule.ptr, .rows = sy_rows_u64(r, 2, row)};
    load->reasons = all;
    load->n_reasons++;
    return SY_OK;
}

static sy_status read_facts(loads *l, sy_workspace *ws, const sy_pool *pool, const char *profile,
                            sy_err *err)
{
    char sql[1024];
    void *items;

    snprintf(sql, sizeof sql,
             "SELECT import, id, sheet, path, coalesce(sheet_name, ''), sha256, rows, accepted,"
             " duplicate, rejected FROM sources WHERE profile = '%s'",
             profile);
    sy_status st =
        sy_facts_list(ws, &items, &l->n, sizeof *l->items, sql, copy_source, l->arena, err);
    l->items = items;
    if (st == SY_OK && l->n) st = sy_pool_load_counts(ws, pool, on_count, l, err);
    snprintf(sql, sizeof sql,
             "SELECT r.source, r.rule, count(DISTINCT r.\"row\")::UBIGINT FROM rejects r"
             " JOIN sources s ON s.id = r.source WHERE s.profile = '%s'"
             " GROUP BY r.source, r.rule ORDER BY r.source, r.rule",
             profile);
    return st == SY_OK && l->n ? sy_facts_each(ws, sql, on_reason, l, err) : st;
}

/* ---- what was taken out ---- */

static sy_status read_removed(void *item, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    sy_pool_load *load = item;

    *load = (sy_pool_load){.path = sy_sqlite_text(q, 0, arena),
                           .sha256 = sy_sqlite_text(q, 1, arena),
                           .removed_by = sy_sqlite_text(q, 2, arena),
                           .removed_at = sy_sqlite_text(q, 3, arena),
                           .import = (uint32_t)sqlite3_column_int64(q, 4),
                           .sheet_number = (uint32_t)sqlite3_column_int64(q, 5),
                           .sheet = sy_sqlite_text(q, 6, arena),
                           .rows = (uint64_t)sqlite3_column_int64(q, 7),
                           .who = "",
                           .at = ""};
    return load->path && load->sha256 && load->removed_by && load->removed_at && load->sheet
               ? SY_OK
               : sy_fail_nomem(err);
}

static sy_status add_removed(loads *l, sy_workspace *ws, const char *profile, sy_err *err)
{
    const sy_slice text = sy_slice_of(profile);
    void *removed = NULL;
    size_t n = 0;
    sy_status st = sy_sqlite_list(
        ws, &removed, &n, sizeof *l->items,
        "SELECT r.path, r.sha256, r.who, r.done_at, json_extract(t.value, '$.import'),"
        " json_extract(t.value, '$.sheet'), json_extract(t.value, '$.sheet_name'),"
        " json_extract(t.value, '$.rows') FROM removals r, json_each(r.tables) t"
        " WHERE r.done_at IS NOT NULL AND json_extract(t.value, '$.profile') = ?1",
        &text, 1, read_removed, l->arena, err);
    if (st != SY_OK || n == 0) return st;
    sy_pool_load *all = sy_arena_get(l->arena, (l->n + n) * sizeof *all);
    if (!all) return sy_fail_nomem(err);
    memcpy(all, l->items, l->n * sizeof *all);
    memcpy(all + l->n, removed, n * sizeof *all);
    l->items = all;
    l->n += n;
    return SY_OK;
}

/* ---- by whom, in which order ---- */

static sy_status name_them(loads *l, sy_workspace *ws, sy_err *err)
{
    sy_delivery *imports = NULL;
    size_t n = 0;
    sy_status st = sy_deliveries(ws, &imports, &n, l->arena, err);

    for (size_t i = 0; i < l->n && st == SY_OK; i++) {
        for (size_t k = 0; k < n; k++) {
            if (imports[k].import != l->items[i].import) continue;
            l->items[i].who = imports[k].who;
            l->items[i].at = imports[k].at;
        }
    }
    return st;
}

static int in_order(const void *x, const void *y)
{
    const sy_pool_load *a = x, *b = y;

    if (a->import != b->import) return a->import < b->import ? -1 : 1;
    const int by_file = strcmp(a->sha256, b->sha256);
    if (by_file) return by_file;
    return a->sheet_number < b->sheet_number ? -1 : a->sheet_number > b->sheet_number;
}

sy_status sy_pool_loads(sy_workspace *ws, const sy_pool *pool, sy_pool_load **list, size_t *n,
                        sy_arena *arena, sy_err *err)
{
    loads l = {.arena = arena};
    char profile[SY_POOL_PROFILE];

    sy_pool_profile(profile, pool->id);
    sy_status st = read_facts(&l, ws, pool, profile, err);
    if (st == SY_OK) st = add_removed(&l, ws, profile, err);
    if (st == SY_OK) st = name_them(&l, ws, err);
    if (st == SY_OK && l.n > 0) qsort(l.items, l.n, sizeof *l.items, in_order);
    *list = st == SY_OK ? l.items : NULL;
    *n = st == SY_OK ? l.n : 0;
    return st;
}
