/* lots.c - rings whose sizes are powers of two, in one pool; a ring that is
 * outgrown goes to the free list of its size, whose link is its first lot's tag.
 *
 * A payment walks the lots it takes, but no more than SY_LOTS_BY_ONE of them:
 * then the rest of the ring becomes a rope. A lot enters a rope once, and leaves
 * it alone only in company of few others, so that is paid for by its coming. */
#include "flow/lots.h"

#include <string.h>

enum { FEW = 16, QUEUE = sizeof(sy_queue) }; /* few: not worth a bundle */

sy_status sy_lots_init(sy_lots *l, const sy_alloc *al, uint32_t n_queues, sy_err *err)
{
    *l = (sy_lots){.al = al, .used = SY_RING_LOTS};
    sy_ropes_init(&l->ropes, al);
    l->memory = sy_new_array(al, (size_t)n_queues + 1, QUEUE);
    if (!l->memory) return sy_fail_nomem(err);
    l->queues = sy_align_up(l->memory, QUEUE);
    return SY_OK;
}

void sy_lots_dispose(sy_lots *l)
{
    sy_drop(l->al, l->memory);
    sy_drop(l->al, l->pool);
    sy_ropes_dispose(&l->ropes);
    *l = (sy_lots){.al = l->al};
}

/* ---- rings ---- */

static sy_lot *ring_at(const sy_lots *l, uint32_t ring)
{
    return &l->pool[(size_t)ring * SY_RING_LOTS];
}

/* A ring of 1 << log2 lots, not cleared. */
static sy_status take_ring(sy_lots *l, uint32_t log2, uint32_t *ring, sy_err *err)
{
    size_t lots = (size_t)1 << log2;

    if (l->free_rings[log2]) {
        *ring = l->free_rings[log2];
        l->free_rings[log2] = ring_at(l, *ring)->tag;
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
        const sy_lot *old = ring_at(l, k->ring);
        sy_lot *items = ring_at(l, ring);
        uint32_t size = 1u << k->log2, tail = size - k->head;
        memcpy(items, old + k->head, tail * sizeof *items);
        memcpy(items + tail, old, k->head * sizeof *items);
        ring_at(l, k->ring)->tag = l->free_rings[k->log2];
        l->free_rings[k->log2] = k->ring;
    }
    k->ring = ring;
    k->head = 0;
    k->log2 = log2;
    return SY_OK;
}

/* Lot number i of the ring, from the oldest. */
static sy_lot *ring_lot(const sy_lots *l, const sy_queue *k, uint32_t i)
{
    return &sy_lots_ring(l, k)[(k->head + i) & ((1u << k->log2) - 1)];
}

sy_status sy_lots_push(sy_lots *l, uint32_t q, int64_t fen, uint32_t tag, sy_err *err)
{
    sy_queue *k = &l->queues[q];

    if (fen == 0) return SY_OK;
    if (k->newest > 0 && k->tag != tag) {
        if (k->ring == 0 || k->n == 1u << k->log2) {
            sy_status st = grow(l, k, err);
            if (st != SY_OK) return st;
        }
        *ring_lot(l, k, k->n++) = (sy_lot){k->newest, k->tag, 0};
        k->newest = 0;
    }
    k->newest += fen;
    k->tag = tag;
    return SY_OK;
}

/* ---- pieces ---- */

static sy_status add_piece(sy_pieces *p, sy_lot piece, sy_err *err)
{
    void *items = p->items;

    if (p->n == p->capacity &&
        !sy_grow(p->al, &items, &p->capacity, p->n, p->n + 1, sizeof *p->items)) {
        return sy_fail_nomem(err);
    }
    p->items = items;
    p->items[p->n++] = piece;
    return SY_OK;
}

sy_status sy_pieces_add(sy_pieces *p, int64_t fen, uint32_t tag, sy_err *err)
{
    if (fen == 0) return SY_OK;
    if (p->n > 0 && p->items[p->n - 1].tag == tag) {
        p->items[p->n - 1].fen += fen;
        return SY_OK;
    }
    return add_piece(p, (sy_lot){fen, tag, 0}, err);
}

/* A rope leaves: as a bundle, or lot by lot. It is used up, but on failure. */
static sy_status add_rope(sy_lots *l, sy_pieces *p, sy_rope rope, sy_err *err)
{
    sy_lot few[FEW];
    uint32_t n = sy_rope_count(&l->ropes, rope);
    sy_status st = SY_OK;

    if (n > FEW) {
        return add_piece(p, (sy_lot){sy_rope_sum(&l->ropes, rope), SY_BUNDLE, rope}, err);
    }
    sy_rope_dissolve(&l->ropes, rope, few);
    for (uint32_t i = 0; st == SY_OK && i < n; i++) {
        st = sy_pieces_add(p, few[i].fen, few[i].tag, err);
    }
    return st;
}

sy_status sy_lots_cut(sy_lots *l, sy_lot *piece, int64_t fen, sy_lot *first, sy_err *err)
{
    *first = (sy_lot){fen, piece->tag, 0};
    piece->fen -= fen;
    if (!piece->rope) return SY_OK;
    return sy_rope_split(&l->ropes, piece->rope, fen, &first->rope, &piece->rope, err);
}

int64_t sy_lots_tainted(const sy_lots *l, const sy_lot *piece)
{
    if (piece->rope) return sy_rope_tainted(&l->ropes, piece->rope);
    return piece->tag ? piece->fen : 0;
}

void sy_lots_by_tag(const sy_lots *l, const sy_lot *piece, int64_t *amounts)
{
    if (piece->rope) sy_rope_by_tag(&l->ropes, piece->rope, amounts);
    else if (piece->tag) amounts[piece->tag - 1] += piece->fen;
}

void sy_lots_held(const sy_lots *l, uint32_t q, int64_t *amounts)
{
    const sy_queue *k = &l->queues[q];

    sy_rope_by_tag(&l->ropes, k->rope, amounts);
    for (uint32_t i = 0; i < k->n; i++) sy_lots_by_tag(l, ring_lot(l, k, i), amounts);
    if (k->tag) amounts[k->tag - 1] += k->newest;
}

/* ---- whole queues ---- */

/* Ring and newest lot go into the rope. */
static sy_status roll_up(sy_lots *l, sy_queue *k, sy_err *err)
{
    sy_status st = SY_OK;

    for (; st == SY_OK && k->n > 0; k->n--) {
        const sy_lot lot = *ring_lot(l, k, 0);
        st = sy_rope_push(&l->ropes, &k->rope, lot.fen, lot.tag, err);
        k->head = (k->head + 1) & ((1u << k->log2) - 1);
    }
    if (st == SY_OK && k->newest > 0) {
        st = sy_rope_push(&l->ropes, &k->rope, k->newest, k->tag, err);
    }
    k->newest = 0;
    return st;
}

sy_status sy_lots_receive(sy_lots *l, uint32_t q, const sy_lot *piece, sy_err *err)
{
    sy_queue *k = &l->queues[q];

    if (!piece->rope) return sy_lots_push(l, q, piece->fen, piece->tag, err);
    sy_status st = roll_up(l, k, err);
    if (st == SY_OK) k->rope = sy_rope_join(&l->ropes, k->rope, piece->rope);
    return st;
}

/* Takes up to *amount out of a lot. */
static sy_status take(int64_t *lot, uint32_t tag, int64_t *amount, sy_pieces *pieces, sy_err *err)
{
    int64_t fen = *lot < *amount ? *lot : *amount;

    *lot -= fen;
    *amount -= fen;
    return sy_pieces_add(pieces, fen, tag, err);
}

static sy_status take_first_of_rope(sy_lots *l, sy_queue *k, int64_t *amount, sy_pieces *pieces,
                                    sy_err *err)
{
    sy_rope first = k->rope, rest = 0;
    int64_t sum = sy_rope_sum(&l->ropes, first);
    sy_status st = SY_OK;

    if (sum > *amount) st = sy_rope_split(&l->ropes, k->rope, *amount, &first, &rest, err);
    if (st != SY_OK || !first) return st;
    *amount -= sum < *amount ? sum : *amount;
    k->rope = rest;
    return add_rope(l, pieces, first, err);
}

static sy_status take_last_of_rope(sy_lots *l, sy_queue *k, int64_t *amount, sy_pieces *pieces,
                                   sy_err *err)
{
    sy_rope last = k->rope, rest = 0;
    int64_t sum = sy_rope_sum(&l->ropes, last);
    sy_status st = SY_OK;

    if (sum > *amount) st = sy_rope_split(&l->ropes, k->rope, sum - *amount, &rest, &last, err);
    if (st != SY_OK || !last) return st;
    *amount -= sum < *amount ? sum : *amount;
    k->rope = rest;
    sy_rope_reverse(&l->ropes, last);
    return add_rope(l, pieces, last, err);
}

sy_status sy_lots_pay_oldest(sy_lots *l, uint32_t q, int64_t amount, sy_pieces *pieces,
                             int64_t *lacking, sy_err *err)
{
    sy_queue *k = &l->queues[q];
    sy_status st = take_first_of_rope(l, k, &amount, pieces, err);

    for (unsigned i = 0; st == SY_OK && amount > 0 && k->n > 0; i++) {
        if (i == SY_LOTS_BY_ONE) {
            st = roll_up(l, k, err);
            if (st == SY_OK) st = take_first_of_rope(l, k, &amount, pieces, err);
            break;
        }
        sy_lot *oldest = ring_lot(l, k, 0);
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

    for (unsigned i = 0; st == SY_OK && amount > 0 && k->newest > 0; i++) {
        if (i == SY_LOTS_BY_ONE) {
            st = roll_up(l, k, err);
            break;
        }
        st = take(&k->newest, k->tag, &amount, pieces, err);
        if (k->newest > 0 || k->n == 0) continue;
        const sy_lot *next = ring_lot(l, k, --k->n);
        k->newest = next->fen;
        k->tag = next->tag;
    }
    if (st == SY_OK && amount > 0) st = take_last_of_rope(l, k, &amount, pieces, err);
    *lacking = amount;
    return st;
}
