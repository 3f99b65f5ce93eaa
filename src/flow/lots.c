/* lots.c - rings whose sizes are powers of two, in one pool; a ring that is
 * outgrown goes to the free list of its size, whose link is its first lot's tag.
 *
 * Long queues cost what they move: a payment out of a hundred thousand lots
 * walks those it takes. (Ropes for such queues: tracing.md 9.) */
#include "flow/lots.h"

#include <string.h>

sy_status sy_lots_init(sy_lots *l, const sy_alloc *al, uint32_t n_queues, sy_err *err)
{
    *l = (sy_lots){.al = al, .n_queues = n_queues, .used = SY_RING_LOTS};
    l->queues = sy_new_array(al, n_queues, sizeof *l->queues);
    if (!l->queues) return sy_fail_nomem(err);
    return SY_OK;
}

void sy_lots_dispose(sy_lots *l)
{
    sy_drop(l->al, l->queues);
    sy_drop(l->al, l->pool);
    *l = (sy_lots){.al = l->al};
}

static sy_lot *ring_of(const sy_lots *l, uint32_t ring)
{
    return &l->pool[(size_t)ring * SY_RING_LOTS];
}

/* A ring of 1 << log2 lots, not cleared. */
static sy_status take_ring(sy_lots *l, uint32_t log2, uint32_t *ring, sy_err *err)
{
    size_t lots = (size_t)1 << log2;

    if (l->free_rings[log2]) {
        *ring = l->free_rings[log2];
        l->free_rings[log2] = ring_of(l, *ring)->tag;
        return SY_OK;
    }
    if (l->used + lots > l->capacity) {
        size_t capacity = l->used + lots + l->capacity / 2 + 4096;
        void *pool = l->pool;
        if (capacity / SY_RING_LOTS >= UINT32_MAX ||
            !sy_resize(l->al, &pool, l->capacity, capacity, sizeof *l->pool)) {
            return sy_fail_nomem(err);
        }
        l->pool = pool;
        l->capacity = capacity;
    }
    *ring = (uint32_t)(l->used / SY_RING_LOTS);
    l->used += lots;
    return SY_OK;
}

static sy_status grow(sy_lots *l, sy_queue *k, sy_err *err)
{
    uint32_t log2 = k->ring ? k->log2 + 1 : SY_RING_LOG2, ring = 0;

    if (log2 >= SY_RING_CLASSES) return sy_fail_nomem(err);
    sy_status st = take_ring(l, log2, &ring, err);
    if (st != SY_OK) return st;
    if (k->ring) {
        const sy_lot *old = ring_of(l, k->ring);
        sy_lot *items = ring_of(l, ring);
        uint32_t size = 1u << k->log2, tail = size - k->head;
        memcpy(items, old + k->head, tail * sizeof *items);
        memcpy(items + tail, old, k->head * sizeof *items);
        ring_of(l, k->ring)->tag = l->free_rings[k->log2];
        l->free_rings[k->log2] = k->ring;
    }
    k->ring = ring;
    k->head = 0;
    k->log2 = log2;
    return SY_OK;
}

/* The newest lot goes into the ring, to make room for a newer one. */
static sy_status retire(sy_lots *l, sy_queue *k, sy_err *err)
{
    if (k->ring == 0 || k->n == 1u << k->log2) {
        sy_status st = grow(l, k, err);
        if (st != SY_OK) return st;
    }
    uint32_t mask = (1u << k->log2) - 1;
    ring_of(l, k->ring)[(k->head + k->n++) & mask] = (sy_lot){k->newest, k->tag, 0};
    return SY_OK;
}

sy_status sy_lots_push(sy_lots *l, uint32_t q, int64_t fen, uint32_t tag, sy_err *err)
{
    sy_queue *k = &l->queues[q];

    if (fen == 0) return SY_OK;
    if (k->newest > 0) {
        if (k->tag == tag) {
            k->newest += fen;
            return SY_OK;
        }
        sy_status st = retire(l, k, err);
        if (st != SY_OK) return st;
    }
    k->newest = fen;
    k->tag = tag;
    return SY_OK;
}

sy_status sy_pieces_add(sy_pieces *p, int64_t fen, uint32_t tag, sy_err *err)
{
    if (fen == 0) return SY_OK;
    if (p->n > 0 && p->items[p->n - 1].tag == tag) {
        p->items[p->n - 1].fen += fen;
        return SY_OK;
    }
    if (p->n == p->capacity) {
        void *items = p->items;
        if (!sy_grow(p->al, &items, &p->capacity, p->n, p->n + 1, sizeof *p->items)) {
            return sy_fail_nomem(err);
        }
        p->items = items;
    }
    p->items[p->n++] = (sy_lot){fen, tag, 0};
    return SY_OK;
}

/* Takes up to *amount out of a lot. */
static sy_status take(int64_t *lot, uint32_t tag, int64_t *amount, sy_pieces *pieces, sy_err *err)
{
    int64_t fen = *lot < *amount ? *lot : *amount;

    *lot -= fen;
    *amount -= fen;
    return sy_pieces_add(pieces, fen, tag, err);
}

sy_status sy_lots_pay_oldest(sy_lots *l, uint32_t q, int64_t amount, sy_pieces *pieces,
                             int64_t *lacking, sy_err *err)
{
    sy_queue *k = &l->queues[q];
    sy_status st = SY_OK;

    while (st == SY_OK && amount > 0 && k->n > 0) {
        sy_lot *oldest = &ring_of(l, k->ring)[k->head];
        st = take(&oldest->fen, oldest->tag, &amount, pieces, err);
        if (oldest->fen > 0) continue;
        k->head = (k->head + 1) & ((1u << k->log2) - 1);
        k->n--;
    }
    if (st == SY_OK && amount > 0) st = take(&k->newest, k->tag, &amount, pieces, err);
    *lacking = amount;
    return st;
}

sy_status sy_lots_pay_newest(sy_lots *l, uint32_t q, int64_t amount, sy_pieces *pieces,
                             int64_t *lacking, sy_err *err)
{
    sy_queue *k = &l->queues[q];
    sy_status st = SY_OK;

    while (st == SY_OK && amount > 0 && k->newest > 0) {
        st = take(&k->newest, k->tag, &amount, pieces, err);
        if (k->newest > 0 || k->n == 0) continue;
        const sy_lot *next = &ring_of(l, k->ring)[(k->head + --k->n) & ((1u << k->log2) - 1)];
        k->newest = next->fen;
        k->tag = next->tag;
    }
    *lacking = amount;
    return st;
}

sy_status sy_lots_move(sy_lots *l, uint32_t from, uint32_t to, sy_err *err)
{
    for (uint32_t i = 0; i < sy_lots_count(l, from); i++) {
        sy_lot lot = sy_lots_at(l, from, i);
        sy_status st = sy_lots_push(l, to, lot.fen, lot.tag, err);
        if (st != SY_OK) return st;
    }
    l->queues[from].n = 0;
    l->queues[from].newest = 0;
    return SY_OK;
}
