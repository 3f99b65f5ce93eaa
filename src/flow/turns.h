/* turns.h - the numbers of transfers: which come with which row; private to the
 * builder.
 *
 * With an item of the pass come, in this order: the unseen money of its own
 * ledger, that of the unsupplied ledger at its other side, and its own transfer,
 * if it has one. */
#ifndef SY_FLOW_TURNS_H
#define SY_FLOW_TURNS_H

#include "flow/unseen.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_PASS_PART = 1 << 16 }; /* items of the pass in a part */

typedef struct sy_turns {
    const sy_alloc *al;
    const sy_rows *rows;
    const sy_books *books;
    const sy_pass *pass;
    const sy_unseens *unseens;
    uint32_t *first;         /* by slot: the first transfer that comes with the item */
    uint64_t *first_of_part; /* by part of the pass; the last one is how many there are */
    size_t n_parts;
} sy_turns;

/* SY_ELIMIT when there are too many. */
SY_MUST_USE sy_status sy_turns_make(sy_turns *t, sy_err *err);
void sy_turns_dispose(sy_turns *t);

static inline size_t sy_pass_part_end(const sy_pass *p, size_t part)
{
    const size_t end = (part + 1) * SY_PASS_PART;
    return end < p->n ? end : p->n;
}

static inline uint8_t sy_turns_kind(const sy_turns *t, uint32_t item)
{
    return t->unseens->kinds[sy_item_slot(t->unseens, item)];
}

/* The first of the transfers that come with an item. */
static inline uint32_t sy_turns_first(const sy_turns *t, uint32_t item)
{
    return t->first[sy_item_slot(t->unseens, item)];
}

/* The transfer that an item is a side of: its own or its departure's. The item
 * must not be a self transfer. */
static inline uint32_t sy_turns_transfer(const sy_turns *t, uint32_t item)
{
    const uint32_t departure = sy_item_departure(t->rows, t->pass->undone, item);
    const uint32_t of = departure == SY_NONE ? item : departure;
    return sy_turns_first(t, of) + sy_item_transfers(sy_turns_kind(t, of)) - 1;
}

#ifdef __cplusplus
}
#endif

#endif
