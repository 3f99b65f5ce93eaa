/* unseen.h - the money that ledgers must have held and no row shows; private to
 * the builder.
 *
 * A ledger's arithmetic depends on its own rows and their order alone
 * (design/tracing.md 2.4, 2.5): so each statement is a walk of its own, and all
 * of them run side by side. The ledgers of accounts without a statement are made
 * of other ledgers' rows, in the order of the pass. */
#ifndef SY_FLOW_UNSEEN_H
#define SY_FLOW_UNSEEN_H

#include "flow/pass.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What comes in, or leaves into a gap, just before an item. */
typedef struct sy_unseen {
    int64_t amount;
    uint32_t item;
    uint8_t kind;   /* sy_outside */
    bool is_others; /* of the unsupplied ledger at the row's other side */
} sy_unseen;

/* A debt that the first fen of what comes in repay. */
typedef struct sy_repaid {
    int64_t amount;
    uint32_t item;
    uint32_t nth; /* by that one of the item's unseen; SY_NONE: by the item */
} sy_repaid;

/* Of some ledgers, in their order and that of their rows. */
typedef struct sy_unseen_part {
    uint32_t first, end; /* ledgers */
    sy_unseen *unseen;
    sy_repaid *repaid;
    size_t n_unseen, n_repaid, unseen_capacity, repaid_capacity;
    uint64_t missing_inflows, differences;
} sy_unseen_part;

/* A row that touches an unsupplied ledger: ledger << 32 | its position in the pass. */
typedef uint64_t sy_touch;

typedef struct sy_moving {
    uint32_t item, from, to; /* before the row's own transfer: see sy_move */
} sy_moving;

enum {                             /* of an item */
       SY_ITEM_UNSEEN = 15,        /* how many unseen of its own ledger come before it */
       SY_ITEM_OTHERS_UNSEEN = 16, /* and one of the unsupplied ledger at its other side */
       SY_ITEM_IS_TRANSFER = 32,
       SY_ITEM_IS_SELF = 64 /* moves nothing */
};

typedef struct sy_unseens {
    const sy_alloc *al;
    bool has_lists;                      /* then items have two slots a place: see sy_item_slot */
    uint8_t *kinds;                      /* by slot: SY_ITEM_... */
    sy_unseen_part *parts, *other_parts; /* of ledgers with rows; of unsupplied ones */
    size_t n_parts, n_other_parts;
    sy_touch *touches; /* ascending */
    size_t n_touches;
    uint64_t *touch_begin; /* by ledger, n_ledgers + 1 */
    sy_moving *moving;     /* in no order */
    size_t n_moving, moving_capacity;
} sy_unseens;

static inline size_t sy_item_slot(const sy_unseens *u, uint32_t item)
{
    return u->has_lists ? item : item / 2;
}

/* How many transfers come with an item, all in all. */
static inline uint32_t sy_item_transfers(uint8_t kind)
{
    return (uint32_t)(kind & SY_ITEM_UNSEEN) + (kind / SY_ITEM_OTHERS_UNSEEN & 1u) +
           (kind / SY_ITEM_IS_TRANSFER & 1u);
}

/* SY_ELIMIT names the account whose sums do not fit. */
SY_MUST_USE sy_status sy_unseens_find(sy_unseens *u, const sy_alloc *al, const sy_rows *rows,
                                      const sy_books *books, const sy_pass *pass, sy_err *err);
void sy_unseens_dispose(sy_unseens *u);

#ifdef __cplusplus
}
#endif

#endif
