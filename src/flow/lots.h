/* lots.h - what an account holds, as lots in order of age.
 *
 *     oldest [ 300 clean | 500 seed 1 | 200 clean ] newest
 *
 * A lot is some fen with a tag: 0 for clean money, else a number the caller
 * gives it (a seed; an origin). Neighbours of the same tag are one lot. The
 * newest lot stands in the queue itself, older ones in a ring out of one pool:
 * an account with a single lot, the usual case, is one cache line's half. */
#ifndef SY_FLOW_LOTS_H
#define SY_FLOW_LOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/cpu.h"
#include "base/err.h"

typedef struct sy_lot {
    int64_t fen;
    uint32_t tag, pad;
} sy_lot;

/* What a payment looks at first stands in the first 16 bytes: arrays are aligned
 * to 16, so those never lie in two cache lines. */
typedef struct sy_queue {
    int64_t newest; /* fen; 0: the queue is empty */
    uint32_t tag;   /* of the newest */
    uint32_t n;     /* older lots, in the ring */
    uint32_t ring;  /* in the pool, in units of SY_RING_LOTS lots; 0: no ring */
    uint32_t head;  /* of the ring: the oldest lot */
    uint32_t log2, pad; /* the ring has 1 << log2 lots */
} sy_queue;

enum { SY_RING_LOG2 = 1, SY_RING_LOTS = 1 << SY_RING_LOG2, SY_RING_CLASSES = 32 };

typedef struct sy_lots {
    const sy_alloc *al;
    sy_queue *queues;
    uint32_t n_queues;
    sy_lot *pool;
    size_t used, capacity; /* lots */
    uint32_t free_rings[SY_RING_CLASSES];
} sy_lots;

SY_MUST_USE sy_status sy_lots_init(sy_lots *l, const sy_alloc *al, uint32_t n_queues, sy_err *err);
void sy_lots_dispose(sy_lots *l);

/* The newest money of queue q. */
SY_MUST_USE sy_status sy_lots_push(sy_lots *l, uint32_t q, int64_t fen, uint32_t tag, sy_err *err);

/* Pieces in the order in which they left. */
typedef struct sy_pieces {
    const sy_alloc *al;
    sy_lot *items;
    size_t n, capacity;
} sy_pieces;

SY_MUST_USE sy_status sy_pieces_add(sy_pieces *p, int64_t fen, uint32_t tag, sy_err *err);

/* Removes amount, the oldest (newest) first, and appends it to pieces. What the
 * queue does not hold is returned in *lacking. */
SY_MUST_USE sy_status sy_lots_pay_oldest(sy_lots *l, uint32_t q, int64_t amount, sy_pieces *pieces,
                                         int64_t *lacking, sy_err *err);
SY_MUST_USE sy_status sy_lots_pay_newest(sy_lots *l, uint32_t q, int64_t amount, sy_pieces *pieces,
                                         int64_t *lacking, sy_err *err);

/* Everything of one queue to the end of another, in order. */
SY_MUST_USE sy_status sy_lots_move(sy_lots *l, uint32_t from, uint32_t to, sy_err *err);

static inline uint32_t sy_lots_count(const sy_lots *l, uint32_t q)
{
    return l->queues[q].n + (l->queues[q].newest > 0);
}

/* Lot number i of queue q from the oldest. */
static inline sy_lot sy_lots_at(const sy_lots *l, uint32_t q, uint32_t i)
{
    const sy_queue *k = &l->queues[q];
    if (i == k->n) return (sy_lot){k->newest, k->tag, 0};
    return l->pool[(size_t)k->ring * SY_RING_LOTS + ((k->head + i) & ((1u << k->log2) - 1))];
}

/* Fetches the queue; later, when that has come, the end of its ring. */
static inline void sy_lots_prefetch(const sy_lots *l, uint32_t q)
{
    SY_PREFETCH(&l->queues[q]);
    SY_PREFETCH(&l->queues[q].ring);
}

static inline void sy_lots_prefetch_ring(const sy_lots *l, uint32_t q, bool oldest)
{
    const sy_queue *k = &l->queues[q];
    if (k->n == 0) return;
    uint32_t at = oldest ? k->head : (k->head + k->n - 1) & ((1u << k->log2) - 1);
    SY_PREFETCH(&l->pool[(size_t)k->ring * SY_RING_LOTS + at]);
}

#endif
