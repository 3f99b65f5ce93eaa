/* batch.h - some rows of a table, by columns, on their way to entries. Private
 * to intake.
 *
 *     gathered     cells[field][i]: raw bytes as the file has them
 *     recast.c     cells that are not simply what their column says
 *     values.c     at, amount, balance
 *     strings.c    words (direction, currency, ...) and texts to numbers
 *     accounts.c   ledger, other account
 *
 * Each step marks what it refuses; the first refusal of a row counts. live
 * lists the rows that are left, in order. */
#ifndef SY_INTAKE_BATCH_H
#define SY_INTAKE_BATCH_H

#include "intake/reader.h"

#ifndef __cplusplus /* atomics of C */

enum { SY_WORD_FIELDS = 4, SY_LINES = 4096, SY_LINE_TEXT = 56, SY_LEDGER_LINES = 4096 };
enum { SY_CACHES = SY_ENTRY_TEXTS + SY_WORD_FIELDS };

/* A recent string and its number: one cache line. */
typedef struct sy_line {
    uint32_t value;
    uint16_t len, epoch;
    char text[SY_LINE_TEXT];
} sy_line;

/* A recent ledger, with what the row says of it. */
typedef struct sy_ledger_line {
    uint32_t card, account, currency, pocket, ledger; /* ledger 0: free */
    uint64_t hash;                                    /* of the own number */
} sy_ledger_line;

typedef struct sy_batch {
    sy_shared *shared;
    const sy_intake_table *table;
    sy_slice account;   /* the own one of its rows, where no column has it */
    bool is_sheet;      /* kinds are set */
    sy_arena scratch;   /* of this batch */
    bool has_no_memory; /* something was left out: the batch cannot be used */

    size_t n, n_live;
    uint16_t live[SY_BATCH_ROWS];
    uint8_t rule[SY_BATCH_ROWS], bad_field[SY_BATCH_ROWS], flags[SY_BATCH_ROWS];
    uint8_t doubt[SY_BATCH_ROWS];    /* sy_doubt: until the balances have been asked */
    uint8_t success[SY_BATCH_ROWS];  /* SY_DOUBT_ZERO, SY_DOUBT_ONE: a number as success */
    bool has_doubts;                 /* any of both */
    sy_votes *votes;                 /* of the table; NULL: they are counted */
    uint64_t *told_again;            /* of the table: see sy_counts */
    bool is_aside[SY_BATCH_ROWS];    /* words without a date and an amount: no payment */
    uint32_t number[SY_BATCH_ROWS];
    int64_t at[SY_BATCH_ROWS], amount[SY_BATCH_ROWS], balance[SY_BATCH_ROWS];
    uint32_t currency[SY_BATCH_ROWS], ledger[SY_BATCH_ROWS], other[SY_BATCH_ROWS];
    uint32_t pocket[SY_BATCH_ROWS]; /* a text: the wallet's row was paid from there; 0: itself */
    uint64_t own_hash[SY_BATCH_ROWS], other_hash[SY_BATCH_ROWS];
    uint32_t word[SY_BATCH_ROWS], text[SY_ENTRY_TEXTS][SY_BATCH_ROWS];
    sy_slice cells[SY_FIELDS][SY_BATCH_ROWS];
    uint8_t kinds[SY_FIELDS][SY_BATCH_ROWS]; /* of a workbook's cells */
    sy_slice serial[SY_BATCH_ROWS], notes[SY_BATCH_ROWS];

    uint16_t epoch; /* lines of another one mean nothing */
    sy_ledger_line ledgers[SY_LEDGER_LINES];
    sy_line *lines; /* SY_CACHES tables of SY_LINES */
} sy_batch;

/* ---- steps ---- */

/* Does the type or the summary of a row say one of the profile's words? */
bool sy_batch_says(sy_batch *b, size_t i, sy_word_kind kind);
/* Cells that hold several things, and those that stand in for blank ones. */
void sy_batch_split(sy_batch *b);
/* Payer and payee become own and other; after the directions. */
void sy_batch_sides(sy_batch *b);
/* Which pocket a wallet's row belongs to; after the sides. */
SY_MUST_USE sy_status sy_batch_pockets(sy_batch *b, sy_err *err);
void sy_batch_times(sy_batch *b);
void sy_batch_amounts(sy_batch *b); /* after the directions */
/* What the balances of neighbours say of doubtful rows; after the ledgers. */
void sy_batch_settle_doubts(sy_batch *b);

SY_MUST_USE sy_status sy_batch_directions(sy_batch *b, sy_err *err);
SY_MUST_USE sy_status sy_batch_flags(sy_batch *b, sy_err *err); /* and currencies */
SY_MUST_USE sy_status sy_batch_texts(sy_batch *b, sy_err *err);
void sy_batch_serials(sy_batch *b);
/* Texts of a column that holds numbers of accounts. */
SY_MUST_USE sy_status sy_batch_number_texts(sy_batch *b, sy_field f, uint32_t *out,
                                            sy_entry_text column, sy_err *err);

SY_MUST_USE sy_status sy_batch_accounts(sy_batch *b, sy_err *err);

/* ---- small things ---- */

static inline bool sy_batch_has(const sy_batch *b, sy_field f)
{
    return b->table->column[f] != SY_NO_COLUMN;
}

static inline bool sy_batch_is_number(const sy_batch *b, sy_field f, size_t i)
{
    return b->is_sheet && b->kinds[f][i] == SY_CELL_NUMBER;
}

static inline sy_slice sy_batch_utf8(sy_batch *b, sy_slice raw)
{
    const sy_slice text = sy_cell_utf8(b->table, raw, &b->scratch);
    if (text.ptr) return text;
    b->has_no_memory = true;
    return (sy_slice){"", 0};
}

static inline void sy_batch_refuse(sy_batch *b, size_t i, sy_rule rule, sy_field f)
{
    if (b->rule[i] != SY_FINE || rule == SY_FINE) return;
    b->rule[i] = (uint8_t)rule;
    b->bad_field[i] = (uint8_t)f;
}

static inline void sy_batch_keep_live(sy_batch *b)
{
    size_t n = 0;
    for (size_t k = 0; k < b->n_live; k++) {
        if (b->rule[b->live[k]] == SY_FINE) b->live[n++] = b->live[k];
    }
    b->n_live = n;
}

#endif

#endif
