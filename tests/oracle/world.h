/* world.h - small made-up worlds for the flow engine and its slow twin.
 *
 *     world *w = world_new();
 *     world_plain(w, 3);                       // three ledgers of a plain list
 *     world_pay(w, 0, 1, 5, 100);              // 0 pays 1 at time 5, 100 fen
 *     world_sort(w);
 *     world_view v;
 *     world_view_open(&v, w);                  // v.rows, v.books for sy_flow_build
 *
 * The same words as build.h: a row's number is its place, a ledger's order
 * holds place * 2 + (1 when it comes in). Everything is of fixed size: a world
 * that does not fit is a mistake of the test and stops it. */
#ifndef SY_ORACLE_WORLD_H
#define SY_ORACLE_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "flow/build.h"

enum { WORLD_ROWS = 1024, WORLD_LEDGERS = 24, WORLD_PROVED = 4, WORLD_SUSPECTS = 16 };

typedef struct world {
    uint32_t n_rows, n_ledgers, n_accounts;
    uint32_t split; /* the rows from this place on are of the second source */
    int64_t at[WORLD_ROWS], amount[WORLD_ROWS], balance[WORLD_ROWS];
    uint32_t ledger[WORLD_ROWS], other[WORLD_ROWS], match[WORLD_ROWS];
    uint8_t flags[WORLD_ROWS];
    sy_ledger ledgers[WORLD_LEDGERS];
    uint32_t n_order[WORLD_LEDGERS], order[WORLD_LEDGERS][2 * WORLD_ROWS];
    uint32_t n_proved[WORLD_LEDGERS];
    sy_days proved[WORLD_LEDGERS][WORLD_PROVED];
    uint32_t n_suspects, suspects[2 * WORLD_SUSPECTS]; /* pairs of places (out, in) */
} world;

world *world_new(void); /* free() */
void world_clear(world *w);

/* A ledger of an account (0, 1, ...). Ledgers are made in the order of flow.h. */
uint32_t world_ledger(world *w, uint32_t account, uint32_t flags);
/* The ledger of what is seen of an account outside its statement `continues`. */
uint32_t world_unsupplied(world *w, uint32_t account, uint32_t continues);
/* n accounts with one ledger each, of a plain list. */
void world_plain(world *w, uint32_t n);
void world_prove(world *w, uint32_t ledger, int32_t from, int32_t to);

/* The next row of a ledger: amount > 0 comes in; other as in build.h. */
uint32_t world_row(world *w, uint32_t ledger, int64_t at, int64_t amount, uint32_t other);
void world_state(world *w, uint32_t place, int64_t balance);
void world_match(world *w, uint32_t out, uint32_t in);
/* A row of a plain list; world_sort afterwards. */
uint32_t world_pay(world *w, uint32_t from, uint32_t to, int64_t at, int64_t amount);
void world_sort(world *w); /* every ledger of a plain list by (time, place) */

/* Row i becomes row place_of[i]; nothing else changes. */
void world_renumber(world *w, const uint32_t *place_of);
/* Takes a row (and the row that matches it) out; its place stays unused. */
void world_remove(world *w, uint32_t place);
void world_dump(FILE *out, const world *w);

/* Made by dice: what a random world of statements may have in it. */
enum {
    WORLD_BALANCES = 1,      /* stated balances, some rows without */
    WORLD_HIDDEN = 2,        /* rows that nobody has seen: differences, missing inflows */
    WORLD_CREDIT = 4,        /* balances below 0 */
    WORLD_SKEW = 8,          /* clocks that disagree */
    WORLD_SLOTS = 16,        /* money on its way for hours */
    WORLD_DATES = 32,        /* statements with dates only */
    WORLD_UNSUPPLIED = 64,   /* accounts without a statement */
    WORLD_COVERS = 128,      /* accounts with a statement for some of the days */
    WORLD_SELF = 256,        /* self transfers */
    WORLD_FEES = 512,        /* less arrives than left */
    WORLD_UNMATCHED = 1024,  /* rows whose other side is missing */
    WORLD_CONTRADICT = 2048, /* orders and matches that cannot be */
    WORLD_BIG = 4096,        /* amounts up to 10^15 fen */
    WORLD_SPIKES = 8192,     /* stated balances that are simply wrong */
    WORLD_REVERSED = 16384,  /* payments that are taken back */
    WORLD_ALL = 32767
};
void world_random_statements(world *w, uint64_t seed, unsigned with, uint32_t n_events);
void world_random_list(world *w, uint64_t seed, uint32_t n_accounts, uint32_t n, int64_t most,
                       int64_t times);
/* The code-th of the lists of n transfers among 3 accounts at the times 0, 1, 2
 * in order of time; false when that code is no such list. */
bool world_small_list(world *w, uint32_t n, uint64_t code, const int64_t *amounts);
enum { WORLD_SMALL_KINDS = 27 }; /* codes are below this to the power of n */

/* The example of tracing.md 11; ledgers W A B C X D E F are 0 .. 7. */
void world_worked_example(world *w);

/* What sy_flow_build takes. */
typedef struct world_view {
    sy_rows rows;
    sy_books books;
    void *kept[6];
} world_view;
void world_view_open(world_view *v, const world *w);
void world_view_close(world_view *v);

#endif
