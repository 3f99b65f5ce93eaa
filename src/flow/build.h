/* build.h - from ordered ledgers to transfers in pass order.
 *
 * The caller (src/ledger) has put each ledger's rows in order, found which rows
 * are the two sides of one transfer, and said what the other side of the rest
 * is. This finds openings, chain differences, missing inflows and debts
 * (design/tracing.md 2.4, 2.5) and merges the ledgers into the pass (3). */
#ifndef SY_FLOW_BUILD_H
#define SY_FLOW_BUILD_H

#include "base/alloc.h"
#include "base/err.h"
#include "flow/flow.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { /* of a row */
    SY_ROW_DATE_ONLY = 1,
    SY_ROW_HAS_BALANCE = 2,
    SY_ROW_TRANSFER = 16, /* of a plain list: both sides at once. amount < 0, ledger pays
                           * other (a ledger); it stands in both ledgers' orders */
    SY_ROW_REVERSED = 32  /* of two matched rows in one ledger, the first pays and the second
                           * takes it back (tracing.md 2.7); both bear it */
};

/* What the builder needs no longer, in this order. */
typedef enum sy_spent {
    SY_SPENT_BALANCES, /* sy_rows.balance */
    SY_SPENT_ORDERS,   /* sy_books.rows */
    SY_SPENT_ROWS      /* all arrays of sy_rows */
} sy_spent;

/* All rows by place; n places, of which unused ones have ledger SY_NONE. */
typedef struct sy_rows {
    size_t n;
    const int64_t *at, *amount, *balance; /* amount > 0 in, < 0 out, 0 moves nothing */
    const uint32_t *ledger;
    const uint32_t *other; /* a ledger that is SY_L_UNSUPPLIED (or any, for
                            * SY_ROW_TRANSFER), or SY_OUTSIDE + kind; not used when matched */
    const uint32_t *match; /* place of the other side's row, both ways; SY_NONE.
                            * out >= in; within one ledger: a self transfer, which moves nothing,
                            * or with SY_ROW_REVERSED a payment that was taken back */
    const uint8_t *flags;
    /* Of a row that pays and has no match: another row that shows the same payment (a
     * wallet's, of a card's payment). It becomes the transfer's in_place, for whoever asks
     * for evidence, and moves nothing. SY_NONE; NULL: there are none. */
    const uint32_t *also;
    /* Called as soon as arrays are needed no longer: whoever owns them may give
     * them back. NULL: they stay. */
    void (*spent)(void *ctx, sy_spent what);
    void *spent_ctx;
} sy_rows;

/* The ledgers and their orders; what becomes sy_flow's members of the same name. */
typedef struct sy_books {
    uint32_t n_ledgers, n_accounts, n_sources, n_suspects;
    sy_ledger *ledgers;        /* first and last are filled in here */
    const uint64_t *row_begin; /* n_ledgers + 1 */
    const uint32_t *rows;      /* place * 2 + (1 when it comes in); none for unsupplied ledgers */
    const uint32_t *proved_begin;
    const sy_days *proved;
    const sy_place_base *sources;
    const uint32_t *suspects; /* n_suspects pairs of places (out, in) */
    const char *texts;
    size_t texts_size;
} sy_books;

/* Undone matches: clocks or matches contradicted each other (tracing.md 3). */
typedef struct sy_build_report {
    uint32_t undone_matches;
    uint64_t missing_inflows, differences;
} sy_build_report;

/* Builds a flow in memory. *flow owns its arrays: sy_flow_free. SY_ELIMIT names
 * the account whose sums do not fit. Cost: a parallel sort and some walks along the
 * ledgers; with the input, given back as it is spent, 93 bytes a row of statements
 * at most, 125 a row of a list. */
typedef struct sy_built_flow sy_built_flow;
SY_MUST_USE sy_status sy_flow_build(sy_built_flow **out, const sy_alloc *al, const sy_rows *rows,
                                    const sy_books *books, sy_build_report *report, sy_err *err);
const sy_flow *sy_built_flow_view(const sy_built_flow *b);
void sy_built_flow_free(sy_built_flow *b);

#ifdef __cplusplus
}
#endif

#endif
