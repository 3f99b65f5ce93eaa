/* paths.c - the best ways first.
 *
 * Adding a transfer never raises the least amount on a way, so a heap of ways
 * begun, the widest on top, meets the whole paths in the order of their rank:
 * the first k that come out are the k best, and when the work limit cuts, what
 * is on top bounds all that was left out.
 *
 * Backwards from the target, layer by layer and for a quarter of the work, each
 * ledger first learns how many transfers it is away and when money must have
 * left it at the latest. A way begun goes on only where the rest can still be
 * done; ledgers that the layers did not reach are known to be further away.
 * Both halves meet in the middle, so six transfers cost about as much as three
 * in each direction. */
#include "flow/paths.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

/* ---- ways ---- */

typedef struct late { /* by transfer */
    uint32_t transfer, before;
} late;

enum { NO_OUTS = 0, IN_TIME, NOT_IN_TIME };

struct sy_ways {
    const sy_alloc *al;
    const sy_flow *f;
    uint32_t *node;        /* by ledger: itself, or the one that it continues */
    uint32_t *out_begin;   /* by node, and one more */
    uint32_t *outs;        /* transfers out of a node, in pass order */
    uint32_t *in_begin;    /* by node, and one more */
    uint32_t *ins;         /* transfers into a node, in the order in which they arrive */
    uint8_t *order;        /* by node: do the times of its outs ever fall? */
    uint32_t *owned_begin; /* by account, and one more */
    uint32_t *owned;       /* nodes of an account */
    late *lates;
};

/* Between two ledgers of different accounts. */
static bool is_step(const sy_flow *f, uint32_t t)
{
    const uint32_t from = f->from[t], to = f->to[t];

    return !sy_is_outside(from) && !sy_is_outside(to) && !(f->flags[t] & SY_T_PSEUDO) &&
           f->ledgers[from].account != f->ledgers[to].account;
}

static int by_transfer(const void *a, const void *b)
{
    const late *x = a, *y = b;
    return x->transfer < y->transfer ? -1 : x->transfer > y->transfer;
}

/* The first transfer by which what t brought can go on. */
static uint32_t onward_from(const sy_ways *w, uint32_t t)
{
    uint32_t low = 0, n = w->f->n_late;

    if (!(w->f->flags[t] & SY_T_LATE)) return t + 1;
    while (n > 1) {
        const uint32_t half = n / 2;
        if (w->lates[low + half].transfer <= t) low += half;
        n -= half;
    }
    return w->lates[low].before;
}

static void sum_up(uint32_t *begin, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) begin[i + 1] += begin[i];
}

/* After the items have been put down begin[i] stands where i + 1 begins. */
static void step_back(uint32_t *begin, uint32_t n)
{
    memmove(begin + 1, begin, n * sizeof *begin);
    begin[0] = 0;
}

static void put_in(sy_ways *w, uint32_t t)
{
    if (is_step(w->f, t)) w->ins[w->in_begin[w->node[w->f->to[t]]]++] = t;
}

static void put_out(sy_ways *w, uint32_t t)
{
    const uint32_t node = w->node[w->f->from[t]];
    const uint32_t place = w->out_begin[node]++;

    w->outs[place] = t;
    if (w->order[node] == NO_OUTS) {
        w->order[node] = IN_TIME;
    } else if (sy_flow_at(w->f, w->outs[place - 1]) > sy_flow_at(w->f, t)) {
        w->order[node] = NOT_IN_TIME;
    }
}

static void fill_ways(sy_ways *w)
{
    const sy_flow *f = w->f;
    uint32_t arrived = 0;

    for (uint32_t t = 0; t < f->n_transfers; t++) {
        if (!is_step(f, t)) continue;
        w->out_begin[w->node[f->from[t]]]++;
        w->in_begin[w->node[f->to[t]]]++;
    }
    sum_up(w->out_begin, f->n_ledgers);
    sum_up(w->in_begin, f->n_ledgers);
    step_back(w->out_begin, f->n_ledgers);
    step_back(w->in_begin, f->n_ledgers);
    for (uint32_t t = 0; t < f->n_transfers; t++) {
        for (; arrived < f->n_late && f->late[arrived].before == t; arrived++) {
            put_in(w, f->late[arrived].transfer);
        }
        if (!is_step(f, t)) continue;
        put_out(w, t);
        if (!(f->flags[t] & SY_T_LATE)) put_in(w, t);
    }
    for (; arrived < f->n_late; arrived++) put_in(w, f->late[arrived].transfer);
    step_back(w->out_begin, f->n_ledgers);
    step_back(w->in_begin, f->n_ledgers);
}

static void fill_owned(sy_ways *w)
{
    const sy_flow *f = w->f;

    for (uint32_t l = 0; l < f->n_ledgers; l++) w->owned_begin[f->ledgers[l].account]++;
    sum_up(w->owned_begin, f->n_accounts);
    step_back(w->owned_begin, f->n_accounts);
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        w->owned[w->owned_begin[f->ledgers[l].account]++] = l;
    }
    step_back(w->owned_begin, f->n_accounts);
}

static uint32_t count_steps(const sy_flow *f)
{
    uint32_t n = 0;
    for (uint32_t t = 0; t < f->n_transfers; t++) n += is_step(f, t);
    return n;
}

sy_status sy_ways_new(sy_ways **out, const sy_alloc *al, const sy_flow *flow, sy_err *err)
{
    const size_t ledgers = flow->n_ledgers, accounts = flow->n_accounts;
    const uint32_t steps = count_steps(flow);
    sy_ways *w = sy_new(al, sizeof *w);

    *out = NULL;
    if (!w) return sy_fail_nomem(err);
    w->al = al;
    w->f = flow;
    w->node = sy_new_array(al, ledgers, sizeof *w->node);
    w->out_begin = sy_new_array(al, ledgers + 2, sizeof *w->out_begin);
    w->in_begin = sy_new_array(al, ledgers + 2, sizeof *w->in_begin);
    w->outs = sy_new_array(al, steps, sizeof *w->outs);
    w->ins = sy_new_array(al, steps, sizeof *w->ins);
    w->order = sy_new_array(al, ledgers, 1);
    w->owned_begin = sy_new_array(al, accounts + 2, sizeof *w->owned_begin);
    w->owned = sy_new_array(al, ledgers, sizeof *w->owned);
    w->lates = sy_new_array(al, flow->n_late, sizeof *w->lates);
    if (!w->node || !w->out_begin || !w->in_begin || !w->outs || !w->ins || !w->order ||
        !w->owned_begin || !w->owned || !w->lates) {
        sy_ways_free(w);
        return sy_fail_nomem(err);
    }
    for (uint32_t l = 0; l < flow->n_ledgers; l++) {
        const uint32_t covered = flow->ledgers[l].continues;
        w->node[l] = covered != SY_NONE ? covered : l;
    }
    for (uint32_t i = 0; i < flow->n_late; i++) {
        w->lates[i] = (late){flow->late[i].transfer, flow->late[i].before};
    }
    if (flow->n_late) qsort(w->lates, flow->n_late, sizeof *w->lates, by_transfer);
    fill_ways(w);
    fill_owned(w);
    *out = w;
    return SY_OK;
}

void sy_ways_free(sy_ways *w)
{
    if (!w) return;
    sy_drop(w->al, w->node);
    sy_drop(w->al, w->out_begin);
    sy_drop(w->al, w->in_begin);
    sy_drop(w->al, w->outs);
    sy_drop(w->al, w->ins);
    sy_drop(w->al, w->order);
    sy_drop(w->al, w->owned_begin);
    sy_drop(w->al, w->owned);
    sy_drop(w->al, w->lates);
    sy_drop(w->al, w);
}

/* ---- one question ---- */

/* What a node knows of the way to the target. */
typedef struct mark {
    uint32_t last;    /* latest transfer that leads on, and 1; 0: none is known */
    uint32_t scanned; /* ins that go on from before this have been looked at */
    uint8_t near;     /* transfers to the target, at least; 0: further than the layers */
    uint8_t queued;   /* the layer for which it stands in line */
    uint8_t is_barred;
} mark;

/* A way begun: its last transfer, and the way before that. */
typedef struct stub {
    int64_t least;
    uint32_t transfer, parent, root, hops;
} stub;

/* A way begun in the heap, with what nearly always tells which is better, so that
 * the stubs themselves, far apart in memory, are seldom asked. */
typedef struct waiting {
    int64_t least;
    uint32_t hops, stub;
} waiting;

typedef struct finding {
    const sy_ways *w;
    const sy_flow *f;
    const sy_path_query *q;
    const sy_alloc *al;
    sy_err *err;
    uint32_t max_hops, limit;
    uint64_t max_work, work;
    mark *marks;                /* by node */
    uint32_t *line, *next_line; /* nodes of a layer, and of the next */
    size_t line_capacity, next_capacity, n_line, n_next;
    uint32_t layers; /* complete ones */
    bool is_closed;  /* there is nothing beyond them */
    stub *stubs;
    size_t n_stubs, stubs_capacity;
    waiting *heap; /* best first */
    size_t n_heap, heap_capacity;
    int64_t *best;   /* the least amounts of the best whole paths begun: a heap, */
    uint32_t n_best; /* the least of them on top; `limit` of them are enough */
} finding;

static uint32_t account_at_end(const finding *d, uint32_t transfer)
{
    return d->f->ledgers[d->f->to[transfer]].account;
}

/* ---- backwards from the target ---- */

static sy_status stand_in_line(finding *d, uint32_t node, uint8_t layer)
{
    mark *m = &d->marks[node];
    void *items = d->next_line;

    if (m->queued == layer) return SY_OK;
    m->queued = layer;
    if (!sy_grow(d->al, &items, &d->next_capacity, d->n_next, d->n_next + 1, sizeof *d->line)) {
        return sy_fail_nomem(d->err);
    }
    d->next_line = items;
    d->next_line[d->n_next++] = node;
    return SY_OK;
}

/* The ins of a node that nobody has looked at, and that can still go on. */
static sy_status look_back(finding *d, uint32_t node, uint8_t layer, uint64_t most_work)
{
    const sy_ways *w = d->w;
    mark *m = &d->marks[node];
    const uint32_t until = m->last; /* departure last - 1 may follow what arrives before it */
    uint32_t low = w->in_begin[node], high = w->in_begin[node + 1];
    const uint32_t end = high;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (onward_from(w, w->ins[middle]) >= m->scanned)
            high = middle;
        else
            low = middle + 1;
    }
    for (; low < end && d->work <= most_work; low++) {
        const uint32_t t = w->ins[low], onward = onward_from(w, t);
        const uint32_t node_before = w->node[d->f->from[t]];
        mark *before = &d->marks[node_before];
        if (onward >= until) break;
        d->work++;
        if (before->is_barred || t < before->last) continue;
        before->last = t + 1;
        if (!before->near) before->near = layer;
        sy_status st = stand_in_line(d, node_before, layer);
        if (st != SY_OK) return st;
    }
    m->scanned = until;
    return SY_OK;
}

static void next_layer(finding *d)
{
    uint32_t *line = d->line;
    const size_t capacity = d->line_capacity;

    d->line = d->next_line;
    d->line_capacity = d->next_capacity;
    d->n_line = d->n_next;
    d->next_line = line;
    d->next_capacity = capacity;
    d->n_next = 0;
}

static sy_status look_back_from_target(finding *d)
{
    const sy_ways *w = d->w;
    const uint64_t most_work = d->max_work / 4;
    sy_status st = SY_OK;

    for (uint32_t i = w->owned_begin[d->q->to]; i < w->owned_begin[d->q->to + 1]; i++) {
        d->marks[w->owned[i]].last = SY_NONE; /* what arrives has arrived */
        st = stand_in_line(d, w->owned[i], UINT8_MAX);
        if (st != SY_OK) return st;
    }
    next_layer(d);
    while (d->layers < d->max_hops && d->n_line > 0) {
        for (size_t i = 0; i < d->n_line && st == SY_OK; i++) {
            st = look_back(d, d->line[i], (uint8_t)(d->layers + 1), most_work);
        }
        if (st != SY_OK || d->work > most_work) return st;
        d->layers++;
        next_layer(d);
    }
    d->is_closed = d->n_line == 0;
    return SY_OK;
}

/* Can what t brought to a node get to the target by at most `hops` transfers?
 * No is certain. */
static bool can_arrive(const finding *d, uint32_t t, uint32_t hops)
{
    const mark *m = &d->marks[d->w->node[d->f->to[t]]];
    const bool is_exact = d->is_closed || hops <= d->layers;

    if (m->is_barred) return false;
    if (!m->near) return !is_exact;
    if (m->near > hops) return false;
    return !is_exact || m->last > onward_from(d->w, t);
}

/* ---- the heap of ways begun ---- */

static void write_way(const finding *d, const stub *s, uint32_t *way)
{
    for (uint32_t i = s->hops;;) {
        way[--i] = s->transfer;
        if (i == 0) return;
        s = &d->stubs[s->parent];
    }
}

static int compare_transfers(const finding *d, uint32_t a, uint32_t b)
{
    const stub *x = &d->stubs[a], *y = &d->stubs[b];
    uint32_t way[2][SY_MAX_PATH_HOPS];

    if (x->parent == y->parent) return x->transfer < y->transfer ? -1 : x->transfer > y->transfer;
    write_way(d, x, way[0]);
    write_way(d, y, way[1]);
    for (uint32_t i = 0; i < x->hops; i++) {
        if (way[0][i] != way[1][i]) return way[0][i] < way[1][i] ? -1 : 1;
    }
    return 0;
}

static bool is_before(const finding *d, const waiting *x, const waiting *y)
{
    if (x->least != y->least) return x->least > y->least;
    if (x->hops != y->hops) return x->hops < y->hops;
    return compare_transfers(d, x->stub, y->stub) < 0;
}

static sy_status heap_push(finding *d, waiting item)
{
    void *items = d->heap;

    if (!sy_grow(d->al, &items, &d->heap_capacity, d->n_heap, d->n_heap + 1, sizeof *d->heap)) {
        return sy_fail_nomem(d->err);
    }
    d->heap = items;
    size_t i = d->n_heap++;
    for (; i > 0 && is_before(d, &item, &d->heap[(i - 1) / 2]); i = (i - 1) / 2) {
        d->heap[i] = d->heap[(i - 1) / 2];
    }
    d->heap[i] = item;
    return SY_OK;
}

static uint32_t heap_pop(finding *d)
{
    const uint32_t top = d->heap[0].stub;
    const waiting item = d->heap[--d->n_heap];
    size_t i = 0;

    for (;;) {
        size_t child = 2 * i + 1;
        if (child >= d->n_heap) break;
        if (child + 1 < d->n_heap && is_before(d, &d->heap[child + 1], &d->heap[child])) child++;
        if (!is_before(d, &d->heap[child], &item)) break;
        d->heap[i] = d->heap[child];
        i = child;
    }
    d->heap[i] = item;
    return top;
}

/* A whole path of this width has been begun. When there are `limit` of them,
 * narrower ways need not be. */
static void note_whole(finding *d, int64_t least)
{
    int64_t *best = d->best;
    uint32_t i = 0;

    if (d->n_best < d->limit) {
        i = d->n_best++;
        for (; i > 0 && best[(i - 1) / 2] > least; i = (i - 1) / 2) best[i] = best[(i - 1) / 2];
        best[i] = least;
        return;
    }
    if (least <= best[0]) return;
    for (;;) {
        uint32_t child = 2 * i + 1;
        if (child >= d->n_best) break;
        if (child + 1 < d->n_best && best[child + 1] < best[child]) child++;
        if (least <= best[child]) break;
        best[i] = best[child];
        i = child;
    }
    best[i] = least;
}

static bool is_too_narrow(const finding *d, int64_t least)
{
    return d->n_best == d->limit && least < d->best[0];
}

/* ---- forwards ---- */

static bool keeps_share(const finding *d, int64_t amount, int64_t first)
{
    return (__extension__(__int128) amount) * 10000 >=
           (__extension__(__int128) first) * d->q->min_share;
}

static bool has_passed(const finding *d, const stub *s, uint32_t account)
{
    for (;; s = &d->stubs[s->parent]) {
        if (account_at_end(d, s->transfer) == account) return true;
        if (s->hops == 1) return false; /* and the source's nodes are barred */
    }
}

/* One more transfer on the way of parent (SY_NONE: the first), if it may be. */
static sy_status go_on(finding *d, uint32_t parent, uint32_t t)
{
    const stub *s = parent == SY_NONE ? NULL : &d->stubs[parent];
    const uint32_t hops = s ? s->hops + 1 : 1, account = account_at_end(d, t);
    const int64_t amount = d->f->amount[t];
    const int64_t least = s && s->least < amount ? s->least : amount;
    void *items = d->stubs;

    if (is_too_narrow(d, least)) return SY_OK;
    if (s && !keeps_share(d, amount, d->f->amount[s->root])) return SY_OK;
    if (account != d->q->to && !can_arrive(d, t, d->max_hops - hops)) return SY_OK;
    if (s && has_passed(d, s, account)) return SY_OK;
    const uint32_t root = s ? s->root : t;
    if (!sy_grow(d->al, &items, &d->stubs_capacity, d->n_stubs, d->n_stubs + 1, sizeof *d->stubs)) {
        return sy_fail_nomem(d->err);
    }
    d->stubs = items;
    d->stubs[d->n_stubs] =
        (stub){.least = least, .transfer = t, .parent = parent, .root = root, .hops = hops};
    if (account == d->q->to) note_whole(d, least);
    return heap_push(d, (waiting){.least = least, .hops = hops, .stub = (uint32_t)d->n_stubs++});
}

static sy_status begin_ways(finding *d)
{
    const sy_ways *w = d->w;
    sy_status st = SY_OK;

    for (uint32_t i = w->owned_begin[d->q->from]; i < w->owned_begin[d->q->from + 1]; i++) {
        const uint32_t node = w->owned[i];
        for (uint32_t k = w->out_begin[node]; k < w->out_begin[node + 1] && st == SY_OK; k++) {
            d->work++;
            st = go_on(d, SY_NONE, w->outs[k]);
        }
    }
    return st;
}

/* a - b > most, whatever the times. */
static bool is_later_by(int64_t a, int64_t b, int64_t most)
{
    return a > b && (uint64_t)a - (uint64_t)b > (uint64_t)most;
}

/* All ways that go on from one; stops where the work ends. */
static sy_status expand(finding *d, uint32_t parent)
{
    const sy_ways *w = d->w;
    const sy_path_query *q = d->q;
    const uint32_t *at = d->f->at; /* only their differences matter */
    const stub s = d->stubs[parent];
    const uint32_t node = w->node[d->f->to[s.transfer]], onward = onward_from(w, s.transfer);
    uint32_t low = w->out_begin[node], high = w->out_begin[node + 1];
    const uint32_t end = high;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (w->outs[middle] >= onward)
            high = middle;
        else
            low = middle + 1;
    }
    for (; low < end && d->work < d->max_work; low++) {
        const uint32_t t = w->outs[low];
        d->work++;
        if ((q->has_window && is_later_by(at[t], at[s.root], q->window)) ||
            (q->has_max_gap && is_later_by(at[t], at[s.transfer], q->max_gap))) {
            if (w->order[node] == IN_TIME) break;
            continue;
        }
        sy_status st = go_on(d, parent, t);
        if (st != SY_OK) return st;
    }
    return SY_OK;
}

/* ---- the answer ---- */

static void describe(const finding *d, sy_path *p, uint32_t *way, const stub *s)
{
    const sy_flow *f = d->f;

    write_way(d, s, way);
    *p = (sy_path){.transfers = way, .n = s->hops, .least = s->least};
    for (uint32_t i = 0; i + 1 < s->hops; i++) {
        const uint32_t in = f->to[way[i]], out = f->from[way[i + 1]];
        if ((f->ledgers[in].flags | f->ledgers[out].flags) & SY_L_UNSUPPLIED) {
            p->breakpoints |= 1u << i;
        }
    }
}

/* Takes the best way begun again and again: a whole one is an answer, another
 * is gone on with while there is work left. */
static sy_status collect(finding *d, sy_paths *p)
{
    sy_status st = SY_OK;

    while (d->n_heap > 0 && p->n < d->limit && st == SY_OK) {
        const uint32_t top = heap_pop(d);
        const stub *s = &d->stubs[top];
        if (account_at_end(d, s->transfer) == d->q->to) {
            describe(d, &p->paths[p->n], p->transfers + (size_t)p->n * SY_MAX_PATH_HOPS, s);
            p->n++;
            continue;
        }
        const int64_t least = s->least;
        if (d->work < d->max_work) {
            st = expand(d, top);
            if (d->work < d->max_work) continue;
        }
        p->is_cut = true; /* as good as surely: the last transfer allowed was looked at */
        if (least > p->left_out_at_most) p->left_out_at_most = least;
    }
    return st;
}

static sy_status check_query(const sy_flow *f, const sy_path_query *q, sy_err *err)
{
    if (q->from >= f->n_accounts || q->to >= f->n_accounts) {
        return sy_fail(err, SY_EINVAL, N_("a path from or to an account that is not there"));
    }
    if (q->from == q->to) {
        return sy_fail(err, SY_EINVAL,
                       N_("a path goes from one account to another; for money "
                          "that comes back ask for cycles"));
    }
    if ((q->has_window && q->window < 0) || (q->has_max_gap && q->max_gap < 0)) {
        return sy_fail(err, SY_EINVAL, N_("the window is below 0"));
    }
    if (q->max_hops > SY_MAX_PATH_HOPS || q->limit > SY_MAX_PATHS ||
        q->max_work > SY_MAX_PATH_WORK) {
        return sy_fail(
            err, SY_EINVAL,
            N_("paths of at most %u transfers can be looked for, and at most %u of them"),
            SY_MAX_PATH_HOPS, SY_MAX_PATHS);
    }
    for (size_t i = 0; i < q->n_avoid; i++) {
        if (q->avoid[i] == q->from || q->avoid[i] == q->to || q->avoid[i] >= f->n_accounts) {
            return sy_fail(err, SY_EINVAL, N_("the ends of a path cannot be avoided"));
        }
    }
    return SY_OK;
}

/* Nodes that no way may come to: of the source, and of accounts to avoid. */
static void bar(finding *d, uint32_t account)
{
    const sy_ways *w = d->w;

    for (uint32_t i = w->owned_begin[account]; i < w->owned_begin[account + 1]; i++) {
        d->marks[w->owned[i]].is_barred = 1;
    }
}

static sy_status find(finding *d, sy_paths *p)
{
    const sy_path_query *q = d->q;

    d->marks = sy_new_array(d->al, d->f->n_ledgers, sizeof *d->marks);
    d->best = sy_new_array(d->al, d->limit, sizeof *d->best);
    p->paths = sy_new_array(d->al, d->limit, sizeof *p->paths);
    p->transfers = sy_new_array(d->al, d->limit, SY_MAX_PATH_HOPS * sizeof *p->transfers);
    if (!d->marks || !d->best || !p->paths || !p->transfers) return sy_fail_nomem(d->err);
    bar(d, q->from);
    for (size_t i = 0; i < q->n_avoid; i++) bar(d, q->avoid[i]);
    sy_status st = look_back_from_target(d);
    if (st == SY_OK) st = begin_ways(d);
    if (st == SY_OK) st = collect(d, p);
    p->work = d->work;
    return st;
}

sy_status sy_paths_find(sy_paths **out, const sy_alloc *al, const sy_ways *ways,
                        const sy_path_query *query, sy_err *err)
{
    finding d = {.w = ways,
                 .f = ways->f,
                 .q = query,
                 .al = al,
                 .err = err,
                 .max_hops = query->max_hops ? query->max_hops : SY_PATH_HOPS,
                 .limit = query->limit ? query->limit : SY_PATHS,
                 .max_work = query->max_work ? query->max_work : SY_PATH_WORK};
    sy_paths *p = NULL;
    sy_status st = check_query(ways->f, query, err);

    *out = NULL;
    if (st != SY_OK) return st;
    p = sy_new(al, sizeof *p);
    if (!p) return sy_fail_nomem(err);
    p->al = al;
    st = find(&d, p);
    if (st == SY_OK) {
        *out = p;
        p = NULL;
    }
    sy_paths_free(p);
    sy_drop(al, d.marks);
    sy_drop(al, d.best);
    sy_drop(al, d.line);
    sy_drop(al, d.next_line);
    sy_drop(al, d.stubs);
    sy_drop(al, d.heap);
    return st;
}

void sy_paths_free(sy_paths *p)
{
    if (!p) return;
    sy_drop(p->al, p->paths);
    sy_drop(p->al, p->transfers);
    sy_drop(p->al, p);
}
