/* pool_rows.c - all tables of one pool are read together, on all threads (pool_reader.c);
 * then the store says which row of each key stands (pool_newest.h), and what it says is
 * counted and told by row. */
#include "intake/pool_rows.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/civil.h"
#include "base/file.h"
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

static sy_status add_note(const teller *t, sy_intake_table *table, const char *words, sy_err *err)
{
    char text[600];

    const int used = snprintf(text, sizeof text, "%s%s%s", table->note ? table->note : "",
                              table->note ? "; " : "", words);
    if (used < 0 || (size_t)used >= sizeof text) return SY_OK; /* what is there says enough */
    table->note = sy_arena_text(t->tables->arena, text, strlen(text));
    return table->note ? SY_OK : sy_fail_nomem(err);
}

static sy_status note(const teller *t, sy_intake_table *table, const char *words, uint64_t n,
                      sy_err *err)
{
    char text[300];

    if (n == 0) return SY_OK;
    snprintf(text, sizeof text, words, (unsigned long long)n);
    return add_note(t, table, text, err);
}

static sy_status on_fate(void *ctx, const sy_pool_fate *fate, sy_err *err)
{
    const teller *t = ctx;
    sy_intake_table *table = t->tables->items[index_of(t, fate->source)];

    table->duplicate += fate->duplicates;
    sy_status st =
        note(t, table, _("%llu rows take the place of rows loaded before"), fate->replacing, err);
    if (st != SY_OK) return st;
    return note(t, table,
                _("%llu rows are of an earlier day than those loaded before, which stand"),
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
    sy_buf value; /* and where the other row is, as histories write places: SK1 [a.csv 2] */
    sy_buf_init(&value, t->shared->al, SY_MAX_CELL + SY_MAX_PATH);
    sy_buf_slice(&value, clash->key);
    sy_buf_printf(&value, " [%s %u]",
                  sy_path_name(t->tables->items[index_of(t, clash->of_source)]->path),
                  clash->of_row);
    const sy_reject reject = {.source = clash->source,
                              .row = clash->row,
                              .rule = SY_KEY_AGAIN,
                              .table = index,
                              .column = column,
                              .value = {value.ptr, value.len}};
    const bool is_kept =
        sy_buf_status(&value) == SY_OK && sy_findings_reject(t->findings, t->shared->al, reject);
    sy_buf_dispose(&value);
    return is_kept ? SY_OK : sy_fail_nomem(err);
}

/* 2120-01-01 as the day of a registration. */
static sy_status note_days_to_come(const teller *t, sy_err *err)
{
    sy_status st = SY_OK;

    for (uint32_t i = 0; i < t->tables->n && st == SY_OK; i++) {
        sy_intake_table *table = t->tables->items[i];
        uint64_t n = 0;
        uint32_t row = UINT32_MAX;
        char words[300];
        if (table->profile->pool != t->pool) continue;
        for (const sy_findings *f = t->shared->findings; f; f = f->next) {
            const sy_counts *c = &f->counts[i];
            n += c->to_come;
            if (c->to_come && c->to_come_row < row) row = c->to_come_row;
        }
        if (n == 0) continue;
        snprintf(words, sizeof words,
                 _("%llu rows were registered on a day that has not come, as row %u: look at them "
                   "in the original"),
                 (unsigned long long)n, row);
        st = add_note(t, table, words, err);
    }
    return st;
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
    sy_status st = sy_import_pool_newest(import, w->pool, &tell, err);
    if (st == SY_OK) st = note_days_to_come(&t, err);
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
    sy_pool_work w = {.shared = shared, .tables = tables, .pool = pool, .today = sy_today()};
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
