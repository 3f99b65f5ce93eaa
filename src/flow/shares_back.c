/* shares_back.c - which money paid for this, under prorata?
 *
 * Each possible origin is a seed, forward, read at the payment. Shares are floors
 * of sums of seeds 1..s, so a later batch carries all earlier seeds as its first:
 * the parts then add up over batches too. */
#include <string.h>

#include "base/lang.h"
#include "flow/backward.h"
#include "flow/holdings.h"
#include "flow/scope.h"

/* Transfers that bring money in and from which a payment can be reached. */
static sy_status find_possible(sy_back *r, uint32_t last, const uint8_t *paying, uint32_t **list,
                               size_t *n)
{
    const sy_flow *f = r->flow;
    uint8_t *wanted = sy_new_array(r->al, f->n_ledgers, 1);
    uint32_t *gone = sy_new_array(r->al, f->n_ledgers, sizeof *gone);
    size_t capacity = 0;
    sy_status st = SY_OK;

    *list = NULL;
    *n = 0;
    if (!wanted || !gone) {
        st = sy_fail_nomem(r->err);
        goto done;
    }
    memset(gone, 0xFF, f->n_ledgers * sizeof *gone);
    for (uint32_t m = 0; r->query->follow && m < f->n_moves; m++) {
        gone[f->moves[m].from] = f->moves[m].before;
    }
    for (uint32_t t = last + 1; t-- > 0;) {
        uint32_t from = f->from[t], to = f->to[t];
        bool arrives = !sy_is_outside(to) && wanted[to];
        if (!arrives && !paying[t]) continue;
        bool blind = sy_back_is_blind(r, from),
             origin = blind || (arrives && sy_back_is_source(r, from));
        if (!blind && (paying[t] || !origin)) {
            /* A late arrival may stand behind wanted rows: taking it is harmless. */
            uint32_t covered = f->ledgers[from].continues;
            wanted[from] = 1;
            if (covered != SY_NONE) wanted[covered] = 1;
            if (t >= gone[from]) origin = true; /* what it pays may come from nowhere */
        }
        if (!origin) continue;
        void *items = *list;
        if (!sy_grow(r->al, &items, &capacity, *n, *n + 1, sizeof **list)) {
            st = sy_fail_nomem(r->err);
            goto done;
        }
        *list = items;
        (*list)[(*n)++] = t;
    }

done:
    sy_drop(r->al, wanted);
    sy_drop(r->al, gone);
    return st;
}

typedef struct batch {
    sy_back *r;
    const uint32_t *earlier_and_now; /* origins, by falling transfer */
    size_t n, first;                 /* of n in all; now come first .. first + size */
    size_t size;
    sy_holdings holdings;
    sy_pieces leaving;
    sy_lot **slots;
    size_t *slot_sizes;
    sy_scope scope;
    int64_t amounts[SY_MAX_SEEDS];
} batch;

/* 0: not an origin, or one of a later batch; 1: of an earlier one; 2 ..: of this. */
static uint32_t tag_of(const batch *b, uint32_t t)
{
    size_t low = 0, high = b->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (b->earlier_and_now[middle] > t)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == b->n || b->earlier_and_now[low] != t) return 0;
    if (low < b->first) return 1;
    return low < b->first + b->size ? (uint32_t)(low - b->first) + 2 : 0;
}

static sy_status batch_arrive(batch *b, uint32_t t, sy_lot *pieces, size_t n)
{
    const sy_flow *f = b->r->flow;
    uint32_t to = f->to[t];
    int64_t gone = sy_scope_debt(f, t);

    if (sy_back_is_blind(b->r, to)) return SY_OK;
    for (; gone > 0; pieces++, n--) {
        int64_t fen = pieces->fen < gone ? pieces->fen : gone;
        pieces->fen -= fen;
        gone -= fen;
        if (pieces->fen) break;
    }
    return sy_holdings_receive(&b->holdings, to, pieces, n, b->r->err);
}

/* What leaves by t, into b->leaving, each piece with its origin's tag. */
static sy_status batch_leave(batch *b, uint32_t t, bool paying)
{
    const sy_flow *f = b->r->flow;
    uint32_t from = f->from[t], tag = tag_of(b, t);
    bool blind = sy_back_is_blind(b->r, from);
    int64_t lacking = 0;
    sy_status st = SY_OK;

    b->leaving.n = 0;
    if (!blind) {
        st = sy_holdings_pay(&b->holdings, from, f->amount[t], &b->leaving, &lacking, b->r->err);
        if (st == SY_OK && lacking) b->leaving.items[b->leaving.n - 1].tag = tag;
    } else {
        st = sy_pieces_add(&b->leaving, f->amount[t], tag, b->r->err);
    }
    if (st != SY_OK) return st;
    for (size_t i = 0; paying && i < b->leaving.n; i++) {
        const sy_lot *lot = &b->leaving.items[i];
        if (lot->tag) b->amounts[lot->tag - 1] += lot->fen;
    }
    if (blind || !sy_back_is_source(b->r, from)) return SY_OK;
    b->leaving.n = 0;
    return sy_pieces_add(&b->leaving, f->amount[t], tag, b->r->err);
}

static sy_status batch_transfer(batch *b, uint32_t t, bool paying)
{
    const sy_flow *f = b->r->flow;
    sy_status st;

    if (f->flags[t] & SY_T_PSEUDO && !sy_is_outside(f->to[t]) && sy_back_is_blind(b->r, f->to[t])) {
        return SY_OK;
    }
    st = batch_leave(b, t, paying);
    if (st != SY_OK) return st;
    for (int64_t fee = sy_scope_fee(f, t); fee > 0;) {
        sy_lot *end = &b->leaving.items[b->leaving.n - 1];
        int64_t fen = end->fen < fee ? end->fen : fee;
        end->fen -= fen;
        fee -= fen;
        if (end->fen == 0) b->leaving.n--;
    }
    if (!(f->flags[t] & SY_T_LATE)) return batch_arrive(b, t, b->leaving.items, b->leaving.n);
    uint32_t slot = sy_flow_late(f, t);
    b->slots[slot] = sy_new_array(b->r->al, b->leaving.n, sizeof **b->slots);
    if (!b->slots[slot]) return sy_fail_nomem(b->r->err);
    memcpy(b->slots[slot], b->leaving.items, b->leaving.n * sizeof **b->slots);
    b->slot_sizes[slot] = b->leaving.n;
    return SY_OK;
}

static sy_status batch_walk(batch *b, uint32_t last, const uint8_t *paying)
{
    const sy_flow *f = b->r->flow;
    uint32_t late = 0, move = 0;
    sy_status st = SY_OK;

    for (uint32_t t = 0; st == SY_OK && t <= last; t++) {
        for (; st == SY_OK && late < f->n_late && f->late[late].before == t; late++) {
            st = batch_arrive(b, f->late[late].transfer, b->slots[late], b->slot_sizes[late]);
        }
        for (; st == SY_OK && move < f->n_moves && f->moves[move].before == t; move++) {
            if (!b->r->query->follow) continue;
            st = sy_holdings_move(&b->holdings, f->moves[move].from, f->moves[move].to, b->r->err);
        }
        if (st == SY_OK) st = batch_transfer(b, t, paying[t]);
    }
    return st;
}

static sy_status run_batch(sy_back *r, batch *b, uint32_t last, const uint8_t *paying)
{
    const sy_flow *f = r->flow;
    sy_trace_query nothing = {.seeds = &(sy_seed){.kind = SY_SEED_ACCOUNT}, .n_seeds = 1};
    sy_status st = sy_scope_init(&b->scope, r->al, f, &nothing, r->err);

    b->leaving.al = r->al;
    b->slots = sy_new_array(r->al, f->n_late, sizeof *b->slots);
    b->slot_sizes = sy_new_array(r->al, f->n_late, sizeof *b->slot_sizes);
    if (st == SY_OK && (!b->slots || !b->slot_sizes)) st = sy_fail_nomem(r->err);
    if (st == SY_OK) {
        st = sy_holdings_init(&b->holdings, r->al, SY_PRORATA, f->n_ledgers, SY_MAX_SEEDS, r->err);
    }
    if (st == SY_OK) st = batch_walk(b, last, paying);
    for (size_t i = 0; st == SY_OK && i < b->size; i++) {
        st = sy_back_add_origin(r, b->earlier_and_now[b->first + i], b->amounts[i + 1]);
    }
    for (uint32_t i = 0; b->slots && i < f->n_late; i++) sy_drop(r->al, b->slots[i]);
    sy_drop(r->al, b->slots);
    sy_drop(r->al, b->slot_sizes);
    sy_drop(r->al, b->leaving.items);
    sy_holdings_dispose(&b->holdings);
    sy_scope_dispose(&b->scope);
    return st;
}

sy_status sy_back_by_shares(sy_back *r)
{
    const sy_flow *f = r->flow;
    uint32_t last = 0, *possible = NULL;
    size_t n = 0;
    uint8_t *paying = NULL;
    sy_status st = SY_OK;

    if (r->query->max_hops) {
        return sy_fail(r->err, SY_EINVAL, N_("a hop limit has no meaning backward under prorata"));
    }
    for (size_t i = 0; i < r->query->n_payments; i++) {
        if (r->query->payments[i] > last) last = r->query->payments[i];
    }
    paying = sy_new_array(r->al, f->n_transfers, 1);
    if (!paying) return sy_fail_nomem(r->err);
    for (size_t i = 0; i < r->query->n_payments; i++) paying[r->query->payments[i]] = 1;
    st = find_possible(r, last, paying, &possible, &n);
    for (size_t first = 0; st == SY_OK && first < n; first += SY_MAX_SEEDS - 1) {
        batch b = {.r = r, .earlier_and_now = possible, .n = n, .first = first};
        b.holdings.al = r->al;
        b.size = n - first < SY_MAX_SEEDS - 1 ? n - first : SY_MAX_SEEDS - 1;
        st = run_batch(r, &b, last, paying);
    }
    sy_drop(r->al, paying);
    sy_drop(r->al, possible);
    return st;
}
