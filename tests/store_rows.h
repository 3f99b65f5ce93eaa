/* store_rows.h - synthetic entries for the tests of the store: every column is
 * a function of the row's number, so what comes back can be checked without
 * keeping it. */
#ifndef SY_STORE_ROWS_H
#define SY_STORE_ROWS_H

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/facts.h"

typedef struct row_maker {
    uint32_t source, rows;
    uint32_t fail_at; /* SY_EDATA when this row is due; 0: never */
    _Atomic uint32_t next;
} row_maker;

typedef struct row_worker {
    row_maker *maker;
    char serials[SY_BATCH_ROWS][24];
} row_worker;

static inline uint64_t mix(uint64_t row, uint64_t column)
{
    uint64_t x = row * 0x9E3779B97F4A7C15ull + column * 0xBF58476D1CE4E5B9ull + 1;
    x ^= x >> 31;
    x *= 0x94D049BB133111EBull;
    return x ^ x >> 29;
}

/* What a typical statement has: few banks and types, many counterparties. */
static inline uint32_t row_text(uint32_t row, int column)
{
    static const uint32_t distinct[SY_ENTRY_TEXTS] = {1000, 1000, 1500, 1500, 40,  200000, 150000,
                                                      5,    60,   300,  500,  100, 30,     2000,
                                                      400,  3,    2,    900,  700};
    return (uint32_t)(mix(row, (uint64_t)column + 40) % distinct[column]);
}

static inline void make_row(sy_entry_batch *b, size_t i, uint32_t source, uint32_t row,
                            char serial[24])
{
    b->source[i] = source;
    b->row[i] = row;
    b->ledger[i] = 1 + (uint32_t)(mix(row, 1) % 1500);
    b->other_account[i] = (uint32_t)(mix(row, 2) % 200000);
    b->at[i] = 1672531200 + (int64_t)(mix(row, 3) % 31536000) - (row % 7 == 0 ? 3000000000 : 0);
    b->amount[i] = (int64_t)mix(row, 4) >> (mix(row, 5) % 50);
    b->flags[i] = (uint8_t)(mix(row, 6) & 0x1F);
    b->balance[i] = b->flags[i] & SY_ENTRY_HAS_BALANCE ? (int64_t)(mix(row, 7) >> 20) : 0;
    b->fingerprint[i] = mix(row, 8);
    int n = row % 5 == 0 ? 0
                         : snprintf(serial, 24, "2023%016llu",
                                    (unsigned long long)mix(row, 9) % 10000000000000000ull);
    b->serial[i] = (sy_slice){serial, (size_t)n};
    for (int c = 0; c < SY_ENTRY_TEXTS; c++) b->text[c][i] = row_text(row, c);
}

static inline sy_status rows_open(void *ctx, void **worker, sy_err *err)
{
    row_worker *w = calloc(1, sizeof *w);
    if (!w) return sy_fail_nomem(err);
    w->maker = ctx;
    *worker = w;
    return SY_OK;
}

static inline sy_status rows_next(void *worker, sy_entry_batch *batch, sy_err *err)
{
    row_worker *w = worker;
    row_maker *m = w->maker;
    uint32_t first = atomic_fetch_add(&m->next, SY_BATCH_ROWS);

    batch->n = 0;
    for (uint32_t row = first + 1; row <= m->rows && batch->n < SY_BATCH_ROWS; row++) {
        if (row == m->fail_at) return sy_fail_at(err, SY_EDATA, row, "row %u is bad", row);
        make_row(batch, batch->n, m->source, row, w->serials[batch->n]);
        batch->n++;
    }
    return SY_OK;
}

static inline sy_entry_feed rows_feed(row_maker *m)
{
    return (sy_entry_feed){.ctx = m, .open = rows_open, .next = rows_next, .close = free};
}

#endif
