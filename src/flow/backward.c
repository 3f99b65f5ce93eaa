/* backward.c - which money paid for this?
 *
 * fifo, lifo: a ledger is simulated once, when it is first asked about, with
 * lots that remember which fen of which arrival they are; each departure then
 * has a list of pieces, and a question is walked from payment to arrivals to
 * the payers' departures, range by range, until every fen meets an origin. The
 * order inside a transfer is kept by offsets alone (design/tracing.md 9).
 *
 * prorata: each possible origin is a seed, forward, read at the payment. Shares
 * are floors of sums of seeds 1..s, so a later batch carries all earlier seeds
 * as its first: the parts then add up over batches too. */
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/lang.h"
#include "base/money.h"
#include "flow/holdings.h"
#include "flow/scope.h"

enum { MOST_PIECES = 50 * 1000 * 1000, MOST_HELD = 1 << 24 };

/* Fen [begin, begin + size) of what arrived by a transfer (0: the first to leave
 * the payer). */
typedef struct part {
    uint32_t transfer, hops;
    int64_t begin, size;
} part;

/* What a departure consists of: its fen [at, at + size) were fen [begin, begin +
 * size) of an arrival; under lifo in reverse. */
typedef struct piece {
    int64_t at, size, begin;
    uint32_t arrival;
} piece;

typedef struct ledger_map {
    piece *pieces;      /* of all departures, in their order */
    uint32_t *begin;    /* by departure: index of its first piece; one more at the end */
    uint32_t *departures; /* transfers, in the ledger's order */
    uint32_t n_departures;
    part *left;         /* what it holds when that goes on elsewhere, oldest first */
    size_t n_left;
    bool made;
} ledger_map;

typedef struct run {
    const sy_flow *f;
    const sy_backward_query *q;
    const sy_alloc *al;
    sy_err *err;
    uint8_t *role;  /* by ledger: SCOPE_SOURCE, SCOPE_BLIND */
    uint32_t *gone; /* by ledger: before this transfer its money goes on elsewhere; SY_NONE */
    sy_late *late;  /* the flow's, by transfer; NULL when nothing goes on elsewhere */
    ledger_map *maps;
    part *todo;
    size_t n_todo, todo_capacity;
    sy_origin *origins;
    size_t n_origins, origins_capacity;
} run;

static sy_status add_origin(run *r, uint32_t transfer, int64_t amount)
{
    void *items = r->origins;

    if (amount == 0) return SY_OK;
    if (!sy_grow(r->al, &items, &r->origins_capacity, r->n_origins, r->n_origins + 1,
                 sizeof *r->origins)) {
        return sy_fail_nomem(r->err);
    }
    r->origins = items;
    r->origins[r->n_origins++] = (sy_origin){transfer, amount};
    return SY_OK;
}

static bool is_origin(const run *r, uint32_t t)
{
    uint32_t from = r->f->from[t];
    return sy_is_outside(from) || r->role[from];
}

/* ---- fifo, lifo: one ledger ---- */

typedef struct lots {
    const sy_alloc *al;
    part *items; /* [first, end): oldest to newest */
    size_t first, end, capacity;
} lots;

static sy_status lots_push(lots *l, part p, sy_err *err)
{
    void *items = l->items;

    if (p.size == 0) return SY_OK;
    if (!sy_grow(l->al, &items, &l->capacity, l->end, l->end + 1, sizeof p)) {
        return sy_fail_nomem(err);
    }
    l->items = items;
    l->items[l->end++] = p;
    return SY_OK;
}

typedef struct piece_list {
    piece *items;
    size_t n, capacity;
} piece_list;

static sy_status add_piece(run *r, piece_list *list, piece p)
{
    void *items = list->items;

    if (!sy_grow(r->al, &items, &list->capacity, list->n, list->n + 1, sizeof p)) {
        return sy_fail_nomem(r->err);
    }
    list->items = items;
    list->items[list->n++] = p;
    return SY_OK;
}

static sy_status pay(run *r, lots *held, uint32_t t, piece_list *pieces)
{
    bool fifo = r->q->rule == SY_FIFO;
    int64_t at = 0, amount = r->f->amount[t];
    size_t first = pieces->n;
    sy_status st = SY_OK;

    while (st == SY_OK && at < amount && held->first < held->end) {
        part *lot = fifo ? &held->items[held->first] : &held->items[held->end - 1];
        int64_t size = lot->size < amount - at ? lot->size : amount - at;
        int64_t begin = fifo ? lot->begin : lot->begin + lot->size - size;
        st = add_piece(r, pieces, (piece){at, size, begin, lot->transfer});
        if (fifo) lot->begin += size;
        lot->size -= size;
        at += size;
        if (lot->size == 0) {
            if (fifo) held->first++;
            else held->end--;
        }
    }
    /* What the ledger lacks is its newest money. */
    for (size_t i = first; !fifo && i < pieces->n; i++) pieces->items[i].at += amount - at;
    return st;
}

static sy_status make_map(run *r, uint32_t ledger);

/* Where an unsupplied ledger goes on with what its covered one held. */
static sy_status go_on(run *r, uint32_t covered, lots *held)
{
    sy_status st = make_map(r, covered);
    const ledger_map *map = &r->maps[covered];

    for (size_t i = 0; st == SY_OK && i < map->n_left; i++) {
        st = lots_push(held, map->left[i], r->err);
    }
    return st;
}

/* From here on the ledger's money is elsewhere. */
static sy_status leave_all(run *r, ledger_map *map, lots *held)
{
    map->n_left = held->end - held->first;
    map->left = sy_new_array(r->al, map->n_left, sizeof *map->left);
    if (!map->left) return sy_fail_nomem(r->err);
    if (map->n_left) memcpy(map->left, held->items + held->first, map->n_left * sizeof *map->left);
    held->first = held->end;
    return SY_OK;
}

static int by_late_transfer(const void *a, const void *b)
{
    uint32_t x = ((const sy_late *)a)->transfer, y = ((const sy_late *)b)->transfer;
    return (x > y) - (x < y);
}

/* Does this entry of a ledger stand behind the point just before transfer t? */
static bool is_behind(const run *r, uint32_t entry, uint32_t t)
{
    const sy_late key = {.transfer = entry / 2};

    if (entry % 2 == 0 || !(r->f->flags[entry / 2] & SY_T_LATE)) return entry / 2 >= t;
    const sy_late *late = bsearch(&key, r->late, r->f->n_late, sizeof key, by_late_transfer);
    return late && late->before > t;
}

static sy_status simulate(run *r, uint32_t ledger, ledger_map *map, lots *held, piece_list *pieces)
{
    const sy_flow *f = r->f;
    uint32_t covered = f->ledgers[ledger].continues, gone = r->gone[ledger];
    uint32_t comes = covered == SY_NONE ? SY_NONE : r->gone[covered];
    sy_status st = SY_OK;

    for (uint32_t i = f->row_begin[ledger]; st == SY_OK && i < f->row_begin[ledger + 1]; i++) {
        uint32_t t = f->rows[i] / 2;
        if (comes != SY_NONE && t >= comes) {
            st = go_on(r, covered, held);
            comes = SY_NONE;
        }
        if (st == SY_OK && gone != SY_NONE && is_behind(r, f->rows[i], gone)) {
            st = leave_all(r, map, held);
            gone = SY_NONE;
        }
        if (st != SY_OK) break;
        if (f->rows[i] % 2) {
            int64_t debt = sy_scope_debt(f, t);
            int64_t size = f->amount[t] - sy_scope_fee(f, t) - debt;
            st = lots_push(held, (part){t, 0, debt, size}, r->err);
        } else {
            map->departures[map->n_departures] = t;
            map->begin[map->n_departures++] = (uint32_t)pieces->n;
            st = pay(r, held, t, pieces);
            if (pieces->n >= UINT32_MAX) st = sy_fail(r->err, SY_ELIMIT, N_("too many pieces"));
        }
    }
    map->begin[map->n_departures] = (uint32_t)pieces->n;
    return st == SY_OK && gone != SY_NONE ? leave_all(r, map, held) : st;
}

static sy_status make_map(run *r, uint32_t ledger)
{
    const sy_flow *f = r->f;
    ledger_map *map = &r->maps[ledger];
    lots held = {.al = r->al};
    piece_list pieces = {0};
    uint32_t n = f->row_begin[ledger + 1] - f->row_begin[ledger];
    sy_status st;

    if (map->made) return SY_OK;
    map->made = true;
    map->begin = sy_new_array(r->al, (size_t)n + 1, sizeof *map->begin);
    map->departures = sy_new_array(r->al, n, sizeof *map->departures);
    if (!map->begin || !map->departures) return sy_fail_nomem(r->err);
    st = simulate(r, ledger, map, &held, &pieces);
    map->pieces = pieces.items;
    sy_drop(r->al, held.items);
    return st;
}

/* ---- fifo, lifo: the walk ---- */

static sy_status push(run *r, part p)
{
    void *items = r->todo;

    if (p.size == 0) return SY_OK;
    if (r->n_todo >= MOST_HELD) {
        return sy_fail(r->err, SY_ELIMIT, N_("the question branches too often; limit it with "
                                             "--max-hops"));
    }
    if (!sy_grow(r->al, &items, &r->todo_capacity, r->n_todo, r->n_todo + 1, sizeof p)) {
        return sy_fail_nomem(r->err);
    }
    r->todo = items;
    r->todo[r->n_todo++] = p;
    return SY_OK;
}

static uint32_t number_of(const ledger_map *map, uint32_t transfer)
{
    uint32_t low = 0, high = map->n_departures;

    /* A ledger's departures are in pass order. */
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (map->departures[middle] <= transfer) low = middle;
        else high = middle;
    }
    return low;
}

/* The arrivals that fen [p.begin, p.begin + p.size) of departure p.transfer were. */
static sy_status expand(run *r, part p)
{
    uint32_t ledger = r->f->from[p.transfer];
    sy_status st = make_map(r, ledger);

    if (st != SY_OK) return st;
    const ledger_map *map = &r->maps[ledger];
    uint32_t d = number_of(map, p.transfer);
    SY_ASSERT(map->departures[d] == p.transfer);
    int64_t covered = 0;
    for (uint32_t i = map->begin[d]; st == SY_OK && i < map->begin[d + 1]; i++) {
        const piece *q = &map->pieces[i];
        int64_t from = q->at > p.begin ? q->at : p.begin;
        int64_t to = q->at + q->size < p.begin + p.size ? q->at + q->size : p.begin + p.size;
        if (from >= to) continue;
        int64_t begin = r->q->rule == SY_FIFO ? q->begin + (from - q->at)
                                              : q->begin + q->size - (to - q->at);
        st = push(r, (part){q->arrival, p.hops + 1, begin, to - from});
        covered += to - from;
    }
    /* The index holds every missing inflow, but not of money that has gone on elsewhere. */
    if (st == SY_OK && covered < p.size) st = add_origin(r, p.transfer, p.size - covered);
    return st;
}

static sy_status walk_back(run *r)
{
    uint64_t pieces = 0;
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < r->q->n_payments; i++) {
        uint32_t t = r->q->payments[i];
        /* A payment is taken apart even where its payer is a source. */
        st = push(r, (part){t, 0, 0, r->f->amount[t]});
        if (st == SY_OK && !sy_is_outside(r->f->from[t]) && !(r->role[r->f->from[t]] & SCOPE_BLIND)) {
            st = expand(r, r->todo[--r->n_todo]);
        }
        while (st == SY_OK && r->n_todo > 0) {
            part p = r->todo[--r->n_todo];
            bool is_limit = r->q->max_hops && p.hops >= r->q->max_hops;
            if (++pieces > MOST_PIECES) {
                return sy_fail(r->err, SY_ELIMIT, N_("the question branches too often; limit it "
                                                     "with --max-hops"));
            }
            if (is_limit || is_origin(r, p.transfer)) st = add_origin(r, p.transfer, p.size);
            else st = expand(r, p);
        }
    }
    return st;
}

/* ---- prorata ---- */

/* Does money out of here begin here? A payment is taken apart even so, where its
 * payer's ledger is known. */
static bool is_blind(const run *r, uint32_t end)
{
    return sy_is_outside(end) || r->role[end] & SCOPE_BLIND;
}

/* Transfers that bring money in and from which a payment can be reached. */
static sy_status find_possible(run *r, uint32_t last, const uint8_t *paying, uint32_t **list,
                               size_t *n)
{
    const sy_flow *f = r->f;
    uint8_t *wanted = sy_new_array(r->al, f->n_ledgers, 1);
    size_t capacity = 0;
    sy_status st = SY_OK;

    *list = NULL;
    *n = 0;
    if (!wanted) {
        st = sy_fail_nomem(r->err);
        goto done;
    }
    for (uint32_t t = last + 1; t-- > 0;) {
        uint32_t from = f->from[t], to = f->to[t];
        bool arrives = !sy_is_outside(to) && wanted[to];
        if (!arrives && !paying[t]) continue;
        bool blind = is_blind(r, from), origin = blind || (arrives && r->role[from]);
        if (!blind && (paying[t] || !origin)) {
            /* A late arrival may stand behind wanted rows: taking it is harmless. */
            uint32_t covered = f->ledgers[from].continues;
            wanted[from] = 1;
            if (covered != SY_NONE) wanted[covered] = 1;
            if (t >= r->gone[from]) origin = true; /* what it pays may come from nowhere */
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
    return st;
}

typedef struct batch {
    run *r;
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
        if (b->earlier_and_now[middle] > t) low = middle + 1;
        else high = middle;
    }
    if (low == b->n || b->earlier_and_now[low] != t) return 0;
    if (low < b->first) return 1;
    return low < b->first + b->size ? (uint32_t)(low - b->first) + 2 : 0;
}

static sy_status batch_arrive(batch *b, uint32_t t, sy_lot *pieces, size_t n)
{
    const sy_flow *f = b->r->f;
    uint32_t to = f->to[t];
    int64_t gone = sy_scope_debt(f, t);

    if (sy_is_outside(to) || b->r->role[to] & SCOPE_BLIND) return SY_OK;
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
    const sy_flow *f = b->r->f;
    uint32_t from = f->from[t], tag = tag_of(b, t);
    bool blind = is_blind(b->r, from);
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
    if (blind || !b->r->role[from]) return SY_OK;
    b->leaving.n = 0;
    return sy_pieces_add(&b->leaving, f->amount[t], tag, b->r->err);
}

static sy_status batch_transfer(batch *b, uint32_t t, bool paying)
{
    const sy_flow *f = b->r->f;
    sy_status st;

    if (f->flags[t] & SY_T_PSEUDO && !sy_is_outside(f->to[t]) && is_blind(b->r, f->to[t])) {
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
    uint32_t slot = sy_scope_slot(&b->scope, t);
    b->slots[slot] = sy_new_array(b->r->al, b->leaving.n, sizeof **b->slots);
    if (!b->slots[slot]) return sy_fail_nomem(b->r->err);
    memcpy(b->slots[slot], b->leaving.items, b->leaving.n * sizeof **b->slots);
    b->slot_sizes[slot] = b->leaving.n;
    return SY_OK;
}

static sy_status batch_walk(batch *b, uint32_t last, const uint8_t *paying)
{
    const sy_flow *f = b->r->f;
    uint32_t late = 0, move = 0;
    sy_status st = SY_OK;

    for (uint32_t t = 0; st == SY_OK && t <= last; t++) {
        for (; st == SY_OK && late < f->n_late && f->late[late].before == t; late++) {
            uint32_t slot = sy_scope_slot(&b->scope, f->late[late].transfer);
            st = batch_arrive(b, f->late[late].transfer, b->slots[slot], b->slot_sizes[slot]);
        }
        for (; st == SY_OK && move < f->n_moves && f->moves[move].before == t; move++) {
            if (!b->r->q->follow) continue;
            st = sy_holdings_move(&b->holdings, f->moves[move].from, f->moves[move].to, b->r->err);
        }
        if (st == SY_OK) st = batch_transfer(b, t, paying[t]);
    }
    return st;
}

static sy_status run_batch(run *r, batch *b, uint32_t last, const uint8_t *paying)
{
    const sy_flow *f = r->f;
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
        st = add_origin(r, b->earlier_and_now[b->first + i], b->amounts[i + 1]);
    }
    for (uint32_t i = 0; b->slots && i < f->n_late; i++) sy_drop(r->al, b->slots[i]);
    sy_drop(r->al, b->slots);
    sy_drop(r->al, b->slot_sizes);
    sy_drop(r->al, b->leaving.items);
    sy_holdings_dispose(&b->holdings);
    sy_scope_dispose(&b->scope);
    return st;
}

static sy_status share_back(run *r)
{
    const sy_flow *f = r->f;
    uint32_t last = 0, *possible = NULL;
    size_t n = 0;
    uint8_t *paying = NULL;
    sy_status st = SY_OK;

    if (r->q->max_hops) {
        return sy_fail(r->err, SY_EINVAL, N_("a hop limit has no meaning backward under prorata"));
    }
    for (size_t i = 0; i < r->q->n_payments; i++) {
        if (r->q->payments[i] > last) last = r->q->payments[i];
    }
    paying = sy_new_array(r->al, f->n_transfers, 1);
    if (!paying) return sy_fail_nomem(r->err);
    for (size_t i = 0; i < r->q->n_payments; i++) paying[r->q->payments[i]] = 1;
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

/* ---- the question ---- */

static int by_transfer(const void *a, const void *b)
{
    uint32_t x = ((const sy_origin *)a)->transfer, y = ((const sy_origin *)b)->transfer;
    return (x > y) - (x < y);
}

static void add_up(run *r)
{
    size_t n = 0;

    if (r->n_origins) qsort(r->origins, r->n_origins, sizeof *r->origins, by_transfer);
    for (size_t i = 0; i < r->n_origins; i++) {
        if (n > 0 && r->origins[n - 1].transfer == r->origins[i].transfer) {
            r->origins[n - 1].amount += r->origins[i].amount;
        } else {
            r->origins[n++] = r->origins[i];
        }
    }
    r->n_origins = n;
}

static sy_status check(run *r)
{
    const sy_flow *f = r->f;
    const sy_backward_query *q = r->q;
    int64_t sum = 0;

    if (q->rule != SY_FIFO && q->rule != SY_LIFO && q->rule != SY_PRORATA) {
        return sy_fail(r->err, SY_EINVAL,
                       N_("%s has no meaning backward: it needs a seed; trace forward from the "
                          "account in question"),
                       sy_rule_name(q->rule));
    }
    for (size_t i = 0; i < q->n_payments; i++) {
        if (q->payments[i] >= f->n_transfers) {
            return sy_fail(r->err, SY_EINVAL, N_("payment %zu: there is no such transfer"), i + 1);
        }
        if (!sy_minor_add(&sum, sum, f->amount[q->payments[i]])) {
            return sy_fail(r->err, SY_ELIMIT, N_("the payments add up to more than can be counted"));
        }
    }
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        if (f->ledgers[l].flags & SY_L_UNSUPPLIED && !q->follow) r->role[l] |= SCOPE_BLIND;
        for (size_t i = 0; i < q->n_sources; i++) {
            if (f->ledgers[l].account == q->sources[i]) r->role[l] |= SCOPE_SOURCE;
        }
    }
    return SY_OK;
}

static sy_status find_moves(run *r)
{
    const sy_flow *f = r->f;

    r->gone = sy_new_array(r->al, f->n_ledgers, sizeof *r->gone);
    if (!r->gone) return sy_fail_nomem(r->err);
    memset(r->gone, 0xFF, f->n_ledgers * sizeof *r->gone);
    if (!r->q->follow || f->n_moves == 0) return SY_OK;
    for (uint32_t m = 0; m < f->n_moves; m++) r->gone[f->moves[m].from] = f->moves[m].before;
    r->late = sy_new_array(r->al, f->n_late, sizeof *r->late);
    if (!r->late) return sy_fail_nomem(r->err);
    if (f->n_late == 0) return SY_OK;
    memcpy(r->late, f->late, f->n_late * sizeof *r->late);
    qsort(r->late, f->n_late, sizeof *r->late, by_late_transfer);
    return SY_OK;
}

sy_status sy_trace_backward(sy_origin **origins, size_t *n, const sy_alloc *al,
                            const sy_flow *flow, const sy_backward_query *query, sy_err *err)
{
    run r = {.f = flow, .q = query, .al = al, .err = err};
    sy_status st = SY_OK;

    *origins = NULL;
    *n = 0;
    r.role = sy_new_array(al, flow->n_ledgers, 1);
    r.maps = sy_new_array(al, flow->n_ledgers, sizeof *r.maps);
    r.origins = sy_new_array(al, 1, sizeof *r.origins);
    r.origins_capacity = 1;
    if (!r.role || !r.maps || !r.origins) {
        st = sy_fail_nomem(err);
        goto done;
    }
    st = check(&r);
    if (st == SY_OK) st = find_moves(&r);
    if (st == SY_OK) st = query->rule == SY_PRORATA ? share_back(&r) : walk_back(&r);
    if (st != SY_OK) goto done;
    add_up(&r);
    *origins = r.origins;
    *n = r.n_origins;
    r.origins = NULL;

done:
    for (uint32_t l = 0; r.maps && l < flow->n_ledgers; l++) {
        sy_drop(al, r.maps[l].pieces);
        sy_drop(al, r.maps[l].begin);
        sy_drop(al, r.maps[l].departures);
        sy_drop(al, r.maps[l].left);
    }
    sy_drop(al, r.maps);
    sy_drop(al, r.role);
    sy_drop(al, r.gone);
    sy_drop(al, r.late);
    sy_drop(al, r.todo);
    sy_drop(al, r.origins);
    return st;
}
