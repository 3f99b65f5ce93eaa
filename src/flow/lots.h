/* lots.h - what an account holds, as lots in order of age; private to flow.
 *
 *     oldest [ 300 clean | 500 seed 1 | 200 clean ] newest
 *     ◄── rope ──►◄────── ring ──────►◄─ newest ─►
 *
 * A lot is some fen with a tag; neighbours of the same tag are one lot. The
 * newest lot stands in the queue itself: an account with a single lot, the usual
 * case, is half a cache line. Older ones stand in a ring out of one pool. What
 * was ever moved more than SY_LOTS_BY_ONE lots at a time is a rope (rope.h),
 * oldest of all: it is cut and joined as a whole, so that pushing a hundred
 * thousand lots to and fro costs no more than pushing one. */
#ifndef SY_FLOW_LOTS_H
#define SY_FLOW_LOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/cpu.h"
#include "base/err.h"
#include "flow/rope.h"

typedef struct sy_queue {
    int64_t newest; /* fen; 0 where there is none: the ring is empty then */
    uint32_t tag;   /* of the newest */
    uint32_t n;     /* older lots, in the ring */
    uint32_t ring;  /* in the pool, in units of SY_RING_LOTS lots; 0: no ring */
    uint32_t head;  /* of the ring: the oldest lot */
    uint32_t log2;  /* the ring has 1 << log2 lots */
    sy_rope rope;   /* older than the ring; 0: none */
} sy_queue;

enum { SY_RING_LOG2 = 1, SY_RING_LOTS = 1 << SY_RING_LOG2, SY_RING_CLASSES = 32 };
enum { SY_LOTS_BY_ONE = 64 };

typedef struct sy_lots {
    const sy_alloc *al;
    void *memory; /* of the queues, which stand at a multiple of their size */
    sy_queue *queues;
    sy_lot *pool;
    size_t used, capacity; /* lots */
    uint32_t free_rings[SY_RING_CLASSES];
    sy_ropes ropes;
} sy_lots;

SY_MUST_USE sy_status sy_lots_init(sy_lots *l, const sy_alloc *al, uint32_t n_queues, sy_err *err);
void sy_lots_dispose(sy_lots *l);

/* Money under way, in the order in which it left. A piece is a lot or a bundle:
 * a rope of lots, `fen` together; its tag is SY_BUNDLE. */
#define SY_BUNDLE (UINT32_MAX - 1)

typedef struct sy_pieces {
    const sy_alloc *al;
    sy_lot *items;
    size_t n, capacity;
} sy_pieces;

SY_MUST_USE sy_status sy_pieces_add(sy_pieces *p, int64_t fen, uint32_t tag, sy_err *err);

/* Cuts the first fen, less than it has, off a piece. */
SY_MUST_USE sy_status sy_lots_cut(sy_lots *l, sy_lot *piece, int64_t fen, sy_lot *first,
                                  sy_err *err);
/* How much of a piece is tainted; and added to amounts[tag - 1]. */
int64_t sy_lots_tainted(const sy_lots *l, const sy_lot *piece);
void sy_lots_by_tag(const sy_lots *l, const sy_lot *piece, int64_t *amounts);

/* The newest money of queue q. */
SY_MUST_USE sy_status sy_lots_push(sy_lots *l, uint32_t q, int64_t fen, uint32_t tag, sy_err *err);
/* The same of a piece; a bundle is used up. */
SY_MUST_USE sy_status sy_lots_receive(sy_lots *l, uint32_t q, const sy_lot *piece, sy_err *err);

/* Removes amount, the oldest (newest) first, and appends it to pieces. What the
 * queue does not hold is returned in *lacking. */
SY_MUST_USE sy_status sy_lots_pay_oldest(sy_lots *l, uint32_t q, int64_t amount, sy_pieces *pieces,
                                         int64_t *lacking, sy_err *err);
SY_MUST_USE sy_status sy_lots_pay_newest(sy_lots *l, uint32_t q, int64_t amount, sy_pieces *pieces,
                                         int64_t *lacking, sy_err *err);

/* Everything in queue q, added to amounts[tag - 1]. */
void sy_lots_held(const sy_lots *l, uint32_t q, int64_t *amounts);

/* All of it is clean: neighbours of one tag are one lot. */
static inline bool sy_lots_is_clean(const sy_lots *l, uint32_t q)
{
    const sy_queue *k = &l->queues[q];
    return k->n == 0 && k->rope == 0 && (k->newest == 0 || k->tag == 0);
}

static inline sy_lot *sy_lots_ring(const sy_lots *l, const sy_queue *k)
{
    return &l->pool[(size_t)k->ring * SY_RING_LOTS];
}

/* The same as paying and receiving, lot by lot and without pieces, as far as that
 * goes with what memory there is. Returns what is left of amount for the long
 * way; adds the taint that went to *tainted. */
static SY_MADE_TO_MEASURE int64_t sy_lots_pass(sy_lots *l, uint32_t from, uint32_t to, int64_t amount,
                                   bool newest_first, int64_t *tainted)
{
    sy_queue *payer = &l->queues[from], *payee = &l->queues[to];

    for (unsigned moved = 0; amount > 0 && moved < SY_LOTS_BY_ONE; moved++) {
        sy_lot *oldest = NULL;
        int64_t *held = &payer->newest;
        uint32_t tag = payer->tag;
        if (!newest_first) {
            if (payer->rope) break;
            if (payer->n > 0) {
                oldest = &sy_lots_ring(l, payer)[payer->head];
                held = &oldest->fen;
                tag = oldest->tag;
            }
        }
        if (*held == 0) break;
        if (payee->newest > 0 && payee->tag != tag) {
            if (payee->ring == 0 || payee->n == 1u << payee->log2) break;
            uint32_t end = (payee->head + payee->n++) & ((1u << payee->log2) - 1);
            sy_lots_ring(l, payee)[end] = (sy_lot){payee->newest, payee->tag, 0};
            payee->newest = 0;
        }
        int64_t fen = *held < amount ? *held : amount;
        payee->newest += fen;
        payee->tag = tag;
        *held -= fen;
        amount -= fen;
        if (tag) *tainted += fen;
        if (*held > 0) continue;
        if (oldest) {
            payer->head = (payer->head + 1) & ((1u << payer->log2) - 1);
            payer->n--;
        } else if (payer->n > 0) {
            uint32_t last = (payer->head + --payer->n) & ((1u << payer->log2) - 1);
            payer->newest = sy_lots_ring(l, payer)[last].fen;
            payer->tag = sy_lots_ring(l, payer)[last].tag;
        }
    }
    return amount;
}

/* Fetches the queue; later, when that has come, the end of its ring. */
static inline void sy_lots_prefetch(const sy_lots *l, uint32_t q)
{
    SY_PREFETCH(&l->queues[q]);
}

static inline void sy_lots_prefetch_ring(const sy_lots *l, uint32_t q, bool oldest)
{
    const sy_queue *k = &l->queues[q];
    if (k->n == 0) return;
    uint32_t at = oldest ? k->head : (k->head + k->n - 1) & ((1u << k->log2) - 1);
    SY_PREFETCH(&sy_lots_ring(l, k)[at]);
}

#endif
