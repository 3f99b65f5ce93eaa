/* slow_book.h - the pass of tracing.md 3, step by step, by the definition.
 * Unsupplied ledgers have their missing inflows too; they count when followed.
 *
 *     slow_book *b = slow_book_of(w);
 *     for (size_t e = 0; e < b->n_events; e++) ...   // rows as the pass meets them
 *     slow_book_free(b);
 *
 * An event is one row of the pass: the pseudo transfers entered just before it
 * and what the row itself does. Each of its steps is one transfer leaving or
 * arriving. Transfers are numbered as they leave. */
#ifndef SY_ORACLE_SLOW_BOOK_H
#define SY_ORACLE_SLOW_BOOK_H

#include "world.h"

typedef struct slow_transfer {
    uint32_t from, to;     /* as in sy_flow */
    int64_t amount;        /* what leaves */
    int64_t fee, debt;     /* its last fen; the first fen that arrive */
    int64_t at;            /* the transfer's time */
    int64_t out_at, in_at; /* of its rows, each by its own clock */
    bool date_only, pseudo;
    uint32_t out_place, in_place;
    size_t left, arrived; /* numbers of steps; arrived is SIZE_MAX until it does */
} slow_transfer;

typedef struct slow_step {
    uint32_t transfer;
    bool arrives; /* else it leaves */
} slow_step;

typedef struct slow_event {
    uint32_t place;
    uint32_t ledger, other;   /* whose row it is; other: of a plain list's transfer, or SY_NONE */
    uint32_t waits_for;       /* the transfer that arrives, where it left at another event */
    int64_t at;               /* the row's time */
    size_t first_step, steps; /* of b->steps */
} slow_event;

typedef struct slow_book {
    const world *w;
    slow_transfer *transfers;
    slow_step *steps;
    slow_event *events;
    size_t n_transfers, n_steps, n_events;
    uint32_t undone;
    uint64_t missing_inflows, differences;
    size_t takeover[WORLD_LEDGERS];   /* the step before which an unsupplied ledger goes on
                                       * with what it continues; SIZE_MAX */
    uint32_t *entries[WORLD_LEDGERS]; /* transfer * 2 + (1 when it comes in), in ledger order */
    size_t n_entries[WORLD_LEDGERS];  /* of unsupplied ledgers: in the order of the pass */
} slow_book;

slow_book *slow_book_of(const world *w);
void slow_book_free(slow_book *b);

/* floor(at / one day), as tracing.md counts days. */
int64_t slow_day(int64_t at);

/* Room for one more in an array of n items; never fails. */
void *slow_grow(void *items, size_t n, size_t size);

#endif
