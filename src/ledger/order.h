/* order.h - the rows of one ledger in the order in which they happened.
 *
 * design/tracing.md 2.2: the file's order or its reverse, whichever makes more
 * balances chain; order of time where that chains as well; rows of one instant
 * in a way through their balances. What came from several files is merged by
 * time. The order of import never matters. */
#ifndef SY_LEDGER_ORDER_H
#define SY_LEDGER_ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"

typedef struct sy_order_row {
    int64_t at, amount, balance;
    uint32_t item;   /* the caller's; handed through */
    uint32_t source; /* rank of its file and sheet; not kept */
    bool has_balance;
    bool of_list; /* a row of a plain list, which stands in the payee's ledger as well: both
                   * must see equal times in one order, the file's (tracing.md 3) */
} sy_order_row;

typedef struct sy_order_report {
    uint64_t chain_ok, chain_broken; /* pairs of neighbours that state balances */
    uint64_t reordered;              /* rows that left the file's order */
} sy_order_report;

/* Puts rows (given by source, then in the file's order) into ledger order, in
 * place. Cost: O(n log n). */
SY_MUST_USE sy_status sy_order_rows(sy_order_row *rows, size_t n, sy_order_report *report,
                                    const sy_alloc *al, sy_err *err);

/* Does b follow a? Both must state a balance. Unsigned, since hostile values wrap. */
static inline bool sy_order_chains(const sy_order_row *a, const sy_order_row *b)
{
    return (uint64_t)b->balance - (uint64_t)b->amount == (uint64_t)a->balance;
}

#endif
