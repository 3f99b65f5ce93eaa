/* pool_rows.c - all tables of one pool are read together, on all threads (pool_reader.c);
 * then the store says which row of each key stands (pool_newest.h), and what it says is
 * counted and told by row. */
#include "intake/pool_rows.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "intake/pool_reader.h"
#include "store/pool_newest.h"

/* ---- what became of the rows ---- */

typedef struct teller {
    sy_shared *shared;
    const sy_found_tables *tables;
    const sy_pool *pool;
    sy_findings *findings;
} teller;

static uint32_t index_of(const teller *t, uint32_t source)
{
    uint32_t i = 0;
    while (t->tables->items[i]->source != source) i++;
    return i;
}

static sy_status note(const teller *t, sy_intake_table *table, const char *words, uint64_t n,
                      sy_err *err)
{
    char text[600];

    if (n == 0) return SY_OK;
    int used = snprintf(text, sizeof text, "%s%s", table->note ? table->note : "",
                        table->note ? "; " : "");
    if (used < 0 || (size_t)used >= sizeof text) return SY_OK; /* what is there says enough */
    snprintf(text + used, sizeof text - (size_t)used, words, (unsigned long long)n);
    table->note = sy_arena_text(t->tables->arena, text, strlen(text));
    return table->note ? SY_OK : sy_fail_nomem(err);
}

static sy_status on_fate(void *ctx, const sy_pool_fate *fate, sy_err *err)
{
    const teller *t = ctx;
    sy_intake_table *table = t->tables->items[index_of(t, fate->source)];

    table->duplicate += fate->duplicates;
    sy_status st =
        note(t, table, _("%llu rows take the place of rows loaded before"), fate->replacing, err);
    if (st != SY_OK) return st;
    return note(t, table, _("%llu rows are of an earlier day than those loaded before, which stand"),
                fate->late, err);
}

static sy_status on_clash(void *ctx, const sy_pool_clash *clash, sy_err *err)
{
    const teller *t = ctx;
    const uint32_t index = index_of(t, clash->source);
    const sy_pool_key_part *first = &t->pool->row_key[0];
    uint16_t column = SY_NO_COLUMN;

    for (uint8_t i = 0; i < first->n && column == SY_NO_COLUMN; i++) {
        column = sy_pool_cell_of(t->tables->items[index], first->columns[i]);
    }
    t->findings->counts[index].rejected++;
    const sy_reject reject = {.source = clash->source,
                              .row = clash->row,
                              .rule = SY_KEY_AGAIN,
                              .table = index,
                              .column = column,
                              .value = clash->key};
    return sy_findings_reject(t->findings, t->shared->al, reject) ? SY_OK : sy_fail_nomem(err);
}

/* Accepted is what was read, and is neither rejected nor a duplicate. */
static void count_accepted(const teller *t)
{
    for (uint32_t i = 0; i < t->tables->n; i++) {
        if (t->tables->items[i]->profile->pool != t->pool) continue;
        uint64_t rows = 0, gone = t->tables->items[i]->duplicate;
        for (const sy_findings *f = t->shared->findings; f; f = f->next) {
            rows += f->counts[i].rows;
            gone += f->counts[i].rejected;
        }
        t->findings->counts[i].accepted = rows - gone - t->findings->counts[i].rejected;
    }
}

static sy_status settle(sy_pool_work *w, sy_import *import, sy_err *err)
{
    teller t = {w->shared, w->tables, w->pool, sy_findings_new(w->shared)};
    const sy_pool_newest tell = {on_fate, on_clash, &t};

    if (!t.findings) return sy_fail_nomem(err);
    const sy_status st = sy_import_pool_newest(import, w->pool, &tell, err);
    if (st == SY_OK) count_accepted(&t);
    sy_findings_keep(w->shared, t.findings);
    return st;
}

/* ---- a pool ---- */

static size_t pieces_of(const sy_intake_table *t)
{
    return t->plan ? t->plan->n_blocks : 1;
}

sy_status sy_pool_plan(sy_pool_work *w, sy_err *err)
{
    size_t n = 0;

    for (size_t i = 0; i < w->tables->n; i++) {
        if (w->tables->items[i]->profile->pool == w->pool) n += pieces_of(w->tables->items[i]);
    }
    w->pieces = sy_new_array(w->shared->al, n, sizeof *w->pieces);
    if (!w->pieces) return sy_fail_nomem(err);
    for (size_t i = 0; i < w->tables->n; i++) {
        const sy_intake_table *t = w->tables->items[i];
        const size_t blocks = t->profile->pool == w->pool ? pieces_of(t) : 0;
        for (size_t b = 0; b < blocks; b++) {
            w->pieces[w->n_pieces++] = (sy_work_piece){(uint32_t)i, (uint32_t)b};
        }
    }
    return SY_OK;
}

/* All tables of one pool, so that a row in two files is one. */
static sy_status read_pool(sy_shared *shared, const sy_found_tables *tables, const sy_pool *pool,
                           sy_import *import, sy_err *err)
{
    sy_pool_work w = {.shared = shared, .tables = tables, .pool = pool};
    const sy_pool_feed feed = {&w, sy_pool_reader_open, sy_pool_reader_next, sy_pool_reader_close};
    sy_status st = sy_import_pool(import, pool, err);

    if (st == SY_OK) st = sy_pool_plan(&w, err);
    if (st == SY_OK) st = sy_import_pool_rows(import, pool, &feed, err);
    if (st == SY_OK) st = settle(&w, import, err);
    sy_drop(shared->al, w.pieces);
    return st;
}

static bool is_first_of_its_pool(const sy_found_tables *tables, uint32_t at)
{
    const sy_pool *pool = tables->items[at]->profile->pool;

    if (!pool) return false;
    for (uint32_t i = 0; i < at; i++) {
        if (tables->items[i]->profile->pool == pool) return false;
    }
    return true;
}

sy_status sy_pool_rows_read(sy_shared *shared, const sy_found_tables *tables, sy_import *import,
                            sy_err *err)
{
    sy_status st = SY_OK;

    for (uint32_t i = 0; i < tables->n && st == SY_OK; i++) {
        if (!is_first_of_its_pool(tables, i)) continue;
        st = read_pool(shared, tables, tables->items[i]->profile->pool, import, err);
    }
    return st;
}
