/* cycles.c - a depth-first search from every transfer, which enters an account
 * only where a way back is known to exist.
 *
 * The transfers become arcs between accounts, each account's in order of time,
 * so that "after this, within the window" is a binary search. For one starting
 * transfer a -> b the question whether money at v after time t can be back at a
 * in time does not depend on the way it came: it can exactly if t lies before
 * the latest departure from v that leads back. That time is found when it is
 * first asked for, by looking at v's arcs from the last one towards the past:
 * what was looked at in vain is never looked at again, so all these questions
 * together look at each arc of the window once. (2SCENT, Kumar and Calders
 * 2018, learns closing times while searching; knowing them beforehand keeps the
 * inner loop without lists to unblock.)
 *
 * Cycles of at most three transfers need none of that: what closes one is found
 * among the arcs of one account to another, in order of time.
 *
 * Threads take chunks of starting transfers. Where a limit of the whole cuts is
 * known for certain only when all chunks before have ended; that one chunk is
 * then searched again, alone, with exactly what is left. So an answer depends
 * on the transfers and the limits, never on the threads. */
#include "flow/cycles.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/parallel.h"

enum {
    CHUNKS = 4096,        /* at most; their size follows from the transfers alone */
    CHUNK_LEAST = 16,     /* starting transfers */
    WORK_PER_LOOK = 65536 /* between two looks at the limits of the whole */
};

typedef struct arc {
    int64_t at;
    uint32_t to, transfer;
} arc;

typedef struct start {
    uint32_t from, arc;
} start;

typedef struct graph {
    uint32_t n, accounts;
    arc *arcs;          /* by payer, then time, then transfer */
    uint32_t *begin;    /* accounts + 1 */
    start *starts;      /* by time, then transfer */
    arc *in;            /* by payee, then time; to: the payer */
    uint32_t *in_begin; /* accounts + 1 */
    arc *closing;       /* by payer, then payee, then time; for short cycles only */
} graph;

/* Of an account, for one starting transfer: arcs from `next` on do not lead
 * back in time; `latest` is the last that does, once it is found. */
typedef struct back {
    uint32_t stamp, next;
    int64_t latest; /* UNKNOWN: not found yet */
} back;
#define UNKNOWN INT64_MIN

typedef struct step { /* of the way so far: the arc taken, and those still to try */
    uint32_t account, next, end;
} step;

typedef struct chunk {
    atomic_ullong work, listed, items;
    uint64_t cut_starts;
    bool cut_each, cut_length;
    uint64_t *by_length; /* SY_MAX_CYCLE_LENGTH + 1 */
    uint32_t *cycles;    /* length, transfers; length, transfers; ... */
    size_t n_cycles, capacity;
} chunk;

typedef struct search {
    const sy_alloc *al;
    const sy_cycle_query *q;
    graph g;
    uint32_t max_length, chunk_size, n_chunks;
    uint64_t max_work, max_work_each, max_listed;
    bool lists;
    chunk *chunks;
    uint64_t *lengths; /* by_length of all chunks */
    atomic_uint next_chunk;
    pthread_mutex_t mutex; /* al and tick are asked by one thread at a time */
    atomic_bool is_cancelled;
    struct worker *workers;
} search;

typedef struct worker {
    search *s;
    const graph *g;
    chunk *c;
    uint32_t chunk_number;
    uint32_t stamp;
    back *backs;      /* by account */
    uint32_t *asking; /* accounts whose latest way back is being looked for */
    uint8_t *is_on_way;
    step way[SY_MAX_CYCLE_LENGTH + 1];
    uint32_t taken[SY_MAX_CYCLE_LENGTH]; /* transfers */
    uint32_t home;                       /* the account where the start departs */
    int64_t end;                         /* last time that counts */
    uint64_t work, work_at_start, next_look;
    bool is_over; /* the limits of the whole lie before this chunk's end */
    bool is_cut;  /* this start has had its share */
    bool is_last; /* the chunk searched alone, with exactly this left: */
    bool is_full; /* ... and this was the listing */
    uint64_t left_work, left_listed, left_items;
    sy_err *err;
    sy_status status;
} worker;

/* ---- the arcs ---- */

static uint32_t account_of(const sy_flow *f, uint32_t end)
{
    return sy_is_outside(end) ? SY_NONE : f->ledgers[end].account;
}

static bool is_arc(const sy_flow *f, uint32_t t, int64_t min_amount)
{
    const uint32_t from = account_of(f, f->from[t]), to = account_of(f, f->to[t]);

    return from != SY_NONE && to != SY_NONE && from != to && !(f->flags[t] & SY_T_PSEUDO) &&
           f->amount[t] >= min_amount;
}

static int by_time(const void *a, const void *b)
{
    const arc *x = a, *y = b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return x->transfer < y->transfer ? -1 : x->transfer > y->transfer;
}

/* The arcs in order of time; which is nearly always that of the pass. */
static sy_status arcs_by_time(arc **list, uint32_t *n, const sy_alloc *al, const sy_flow *f,
                              int64_t min_amount, sy_err *err)
{
    bool in_order = true;
    uint32_t count = 0;

    for (uint32_t t = 0; t < f->n_transfers; t++) count += is_arc(f, t, min_amount);
    *list = sy_new_array(al, count, sizeof **list);
    if (!*list) return sy_fail_nomem(err);
    *n = 0;
    for (uint32_t t = 0; t < f->n_transfers; t++) {
        if (!is_arc(f, t, min_amount)) continue;
        (*list)[*n] = (arc){.at = sy_flow_at(f, t), .to = account_of(f, f->to[t]), .transfer = t};
        if (*n > 0 && (*list)[*n - 1].at > sy_flow_at(f, t)) in_order = false;
        (*n)++;
    }
    if (!in_order) qsort(*list, *n, sizeof **list, by_time);
    return SY_OK;
}

static void sum_up(uint32_t *begin, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) begin[i + 1] += begin[i];
}

/* Counting sort: begin[a] is first where a's items end and, after they have been
 * put down from the last to the first, where they begin. */
static sy_status make_graph(graph *g, const sy_alloc *al, const sy_flow *f, int64_t min_amount,
                            sy_err *err)
{
    arc *list = NULL;
    sy_status st = arcs_by_time(&list, &g->n, al, f, min_amount, err);

    if (st != SY_OK) return st;
    g->accounts = f->n_accounts;
    g->arcs = sy_new_array(al, g->n, sizeof *g->arcs);
    g->starts = sy_new_array(al, g->n, sizeof *g->starts);
    g->in = sy_new_array(al, g->n, sizeof *g->in);
    g->begin = sy_new_array(al, (size_t)g->accounts + 1, sizeof *g->begin);
    g->in_begin = sy_new_array(al, (size_t)g->accounts + 1, sizeof *g->in_begin);
    if (!g->arcs || !g->starts || !g->in || !g->begin || !g->in_begin) {
        st = sy_fail_nomem(err);
        goto done;
    }
    for (uint32_t i = 0; i < g->n; i++) {
        g->begin[account_of(f, f->from[list[i].transfer])]++;
        g->in_begin[list[i].to]++;
    }
    sum_up(g->begin, g->accounts);
    sum_up(g->in_begin, g->accounts);
    for (uint32_t i = g->n; i-- > 0;) {
        const uint32_t from = account_of(f, f->from[list[i].transfer]);
        const uint32_t place = --g->begin[from];
        g->arcs[place] = list[i];
        g->starts[i] = (start){.from = from, .arc = place};
        g->in[--g->in_begin[list[i].to]] = (arc){list[i].at, from, list[i].transfer};
    }

done:
    sy_drop(al, list);
    return st;
}

static int by_payee(const void *a, const void *b)
{
    const arc *x = a, *y = b;
    if (x->to != y->to) return x->to < y->to ? -1 : 1;
    return by_time(a, b);
}

static sy_status order_closing(graph *g, const sy_alloc *al, sy_err *err)
{
    g->closing = sy_new_array(al, g->n, sizeof *g->closing);
    if (!g->closing) return sy_fail_nomem(err);
    if (g->n) memcpy(g->closing, g->arcs, g->n * sizeof *g->closing);
    for (uint32_t a = 0; a < g->accounts; a++) {
        const uint32_t n = g->begin[a + 1] - g->begin[a];
        if (n > 1) qsort(g->closing + g->begin[a], n, sizeof *g->closing, by_payee);
    }
    return SY_OK;
}

static void drop_graph(graph *g, const sy_alloc *al)
{
    sy_drop(al, g->closing);
    sy_drop(al, g->arcs);
    sy_drop(al, g->starts);
    sy_drop(al, g->in);
    sy_drop(al, g->begin);
    sy_drop(al, g->in_begin);
}

/* The first of arcs[low..high) after time t. */
static uint32_t first_after(const arc *arcs, uint32_t low, uint32_t high, int64_t t)
{
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (arcs[middle].at > t)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* The last arrival at an account in (after, until]; UNKNOWN where there is none. */
static int64_t last_arrival(const graph *g, uint32_t account, int64_t after, int64_t until)
{
    const uint32_t begin = g->in_begin[account];
    const uint32_t next = first_after(g->in, begin, g->in_begin[account + 1], until);

    return next > begin && g->in[next - 1].at > after ? g->in[next - 1].at : UNKNOWN;
}

/* ---- is there a way back? ---- */

static back *back_of(worker *w, uint32_t account)
{
    back *b = &w->backs[account];

    if (b->stamp != w->stamp) {
        const uint32_t *begin = &w->g->begin[account];
        *b = (back){.stamp = w->stamp, .latest = UNKNOWN};
        b->next = first_after(w->g->arcs, begin[0], begin[1], w->end);
    }
    return b;
}

/* Can money that is at an account since time t be home in time? The accounts
 * being asked about stand on a stack of their own: a chain of them can be as
 * long as there are accounts. None stands there twice, since the later question
 * about an account is about later arcs, which have been looked at. */
static bool can_return(worker *w, uint32_t account, int64_t t)
{
    const graph *g = w->g;
    size_t depth = 0;
    back *b = back_of(w, account);

    if (b->latest != UNKNOWN) return b->latest > t;
    w->asking[0] = account;
    int64_t since = t;
    for (;;) {
        bool goes_deeper = false;
        while (b->next > g->begin[w->asking[depth]]) {
            const arc *a = &g->arcs[b->next - 1];
            if (a->at <= since) break;
            w->work++;
            if (a->to == w->home) {
                b->latest = a->at;
                break;
            }
            back *onward = back_of(w, a->to);
            if (onward->latest == UNKNOWN && onward->next > g->begin[a->to] &&
                g->arcs[onward->next - 1].at > a->at) {
                w->asking[++depth] = a->to; /* ask there, then look at this arc again */
                b = onward;
                since = a->at;
                goes_deeper = true;
                break;
            }
            if (onward->latest != UNKNOWN && onward->latest > a->at) {
                b->latest = a->at;
                break;
            }
            b->next--;
        }
        if (goes_deeper) continue;
        if (depth == 0) return b->latest != UNKNOWN;
        depth--;
        b = &w->backs[w->asking[depth]];
        since = depth ? g->arcs[w->backs[w->asking[depth - 1]].next - 1].at : t;
    }
}

/* ---- one starting transfer ---- */

static sy_status keep(worker *w, uint32_t length)
{
    chunk *c = w->c;
    void *items = c->cycles;

    if (c->n_cycles + length + 1 > c->capacity) {
        pthread_mutex_lock(&w->s->mutex);
        const bool grown = sy_grow(w->s->al, &items, &c->capacity, c->n_cycles,
                                   c->n_cycles + length + 1, sizeof *c->cycles);
        pthread_mutex_unlock(&w->s->mutex);
        if (!grown) return sy_fail_nomem(w->err);
        c->cycles = items;
    }
    c->cycles[c->n_cycles] = length;
    memcpy(c->cycles + c->n_cycles + 1, w->taken, length * sizeof *w->taken);
    c->n_cycles += length + 1;
    return SY_OK;
}

static void found_one(worker *w, uint32_t length)
{
    chunk *c = w->c;

    if (w->s->lists) {
        const uint64_t listed = atomic_load_explicit(&c->listed, memory_order_relaxed);
        const uint64_t items = atomic_load_explicit(&c->items, memory_order_relaxed);
        if (w->is_last && (listed == w->left_listed || items + length > w->left_items)) {
            w->is_full = w->is_over = true;
            return;
        }
        w->status = keep(w, length);
        atomic_store_explicit(&c->listed, listed + 1, memory_order_relaxed);
        atomic_store_explicit(&c->items, items + length, memory_order_relaxed);
    }
    c->by_length[length]++;
}

/* What chunks up to this one have done so far: it can only grow, so a limit that
 * it passes is passed at the latest within this chunk. */
static void add_up(const search *s, uint32_t n, uint64_t *work, uint64_t *listed, uint64_t *items)
{
    *work = *listed = *items = 0;
    for (uint32_t i = 0; i < n; i++) {
        *work += atomic_load_explicit(&s->chunks[i].work, memory_order_relaxed);
        *listed += atomic_load_explicit(&s->chunks[i].listed, memory_order_relaxed);
        *items += atomic_load_explicit(&s->chunks[i].items, memory_order_relaxed);
    }
}

static bool is_past_limits(const search *s, uint32_t last)
{
    uint64_t work, listed, items;

    add_up(s, last + 1, &work, &listed, &items);
    return work > s->max_work || listed > s->max_listed || items > SY_MAX_CYCLE_ITEMS;
}

/* Asks the caller whether to go on. */
static void tick(worker *w)
{
    search *s = w->s;
    const uint64_t begun = atomic_load_explicit(&s->next_chunk, memory_order_relaxed);
    const uint64_t permille = begun * 1000 / s->n_chunks;

    if (!s->q->tick) return;
    pthread_mutex_lock(&s->mutex);
    if (!atomic_load(&s->is_cancelled) &&
        !s->q->tick(s->q->tick_ctx, permille < 1000 ? (unsigned)permille : 1000)) {
        atomic_store(&s->is_cancelled, true);
    }
    pthread_mutex_unlock(&s->mutex);
    if (atomic_load(&s->is_cancelled)) w->status = sy_fail(w->err, SY_ECANCEL, N_("cancelled"));
}

/* False: stop with this start, or with all. */
static bool may_go_on(worker *w)
{
    if (w->is_last && w->work > w->left_work) w->is_over = true;
    if (w->is_over) return false;
    if (w->work < w->next_look) return true;
    w->next_look = w->work + WORK_PER_LOOK;
    tick(w);
    atomic_store_explicit(&w->c->work, w->work, memory_order_relaxed);
    if (!w->is_last && is_past_limits(w->s, w->chunk_number)) w->is_over = true;
    if (w->work - w->work_at_start > w->s->max_work_each) {
        w->c->cut_each = w->is_cut = true;
        w->c->cut_starts++;
    }
    return !w->is_over && !w->is_cut;
}

static void enter(worker *w, uint32_t depth, uint32_t account, int64_t t)
{
    const graph *g = w->g;
    const int64_t latest = w->backs[account].latest; /* can_return has found it */
    const uint32_t end = g->begin[account + 1];
    const uint32_t next = first_after(g->arcs, g->begin[account], end, t);

    w->way[depth] =
        (step){.account = account, .next = next, .end = first_after(g->arcs, next, end, latest)};
    w->is_on_way[account] = 1;
}

/* way[d] is the account where the money is after d + 1 transfers. */
static void walk(worker *w, uint32_t first_account, int64_t first_at)
{
    const graph *g = w->g;
    uint32_t depth = 0;

    enter(w, 0, first_account, first_at);
    for (;;) {
        step *here = &w->way[depth];
        if (here->next == here->end) {
            w->is_on_way[here->account] = 0;
            if (depth == 0) return;
            depth--;
            continue;
        }
        if (w->status != SY_OK || !may_go_on(w)) break;
        const arc *a = &g->arcs[here->next++];
        const uint32_t length = depth + 2; /* of a cycle that this arc would close */
        w->work++;
        if (a->to == w->home) {
            w->taken[depth + 1] = a->transfer;
            found_one(w, length);
        } else if (!w->is_on_way[a->to] && can_return(w, a->to, a->at)) {
            if (length < w->s->max_length) {
                w->taken[depth + 1] = a->transfer;
                enter(w, ++depth, a->to, a->at);
            } else if (!w->s->q->max_length) {
                w->c->cut_length = true;
            }
        }
    }
    for (uint32_t d = 0; d <= depth; d++) w->is_on_way[w->way[d].account] = 0;
}

/* ---- short cycles ---- */

enum { SHORT = 3 };

/* The first arc from one account to another after time t, in g->closing. */
static uint32_t first_between(const graph *g, uint32_t from, uint32_t to, int64_t t)
{
    uint32_t low = g->begin[from], high = g->begin[from + 1];

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const arc *a = &g->closing[middle];
        if (a->to > to || (a->to == to && a->at > t))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Arcs from one account to another with times in (t, until], as transfer number n
 * of the way; the last one, where it is not given, closes the cycle. */
static void close_by(worker *w, uint32_t from, uint32_t to, int64_t t, int64_t until, uint32_t n,
                     uint32_t length)
{
    const arc *arcs = w->g->closing;
    uint32_t i = first_between(w->g, from, to, t);

    w->work++;
    for (; i < w->g->begin[from + 1] && arcs[i].to == to && arcs[i].at <= until; i++) {
        w->work++;
        w->taken[n] = arcs[i].transfer;
        found_one(w, length);
        if (w->is_over || w->status != SY_OK) return;
    }
}

/* a -> b has been taken. The third account is looked for where there are fewer:
 * among those that b pays, or those that pay a. */
static void search_short(worker *w, uint32_t b, int64_t t)
{
    const graph *g = w->g;
    const uint32_t home = w->home;

    if (w->s->max_length < SHORT) {
        close_by(w, b, home, t, w->end, 1, 2);
        return;
    }
    uint32_t out = first_after(g->arcs, g->begin[b], g->begin[b + 1], t);
    const uint32_t out_end = first_after(g->arcs, out, g->begin[b + 1], w->end);
    uint32_t in = first_after(g->in, g->in_begin[home], g->in_begin[home + 1], t);
    const uint32_t in_end = first_after(g->in, in, g->in_begin[home + 1], w->end);
    if (out_end - out <= in_end - in) {
        for (; out < out_end && w->status == SY_OK && may_go_on(w); out++) {
            const arc *a = &g->arcs[out];
            w->work++;
            w->taken[1] = a->transfer;
            if (a->to == home)
                found_one(w, 2);
            else
                close_by(w, a->to, home, a->at, w->end, 2, 3);
        }
        return;
    }
    for (; in < in_end && w->status == SY_OK && may_go_on(w); in++) {
        const arc *a = &g->in[in];
        w->work++;
        w->taken[a->to == b ? 1 : 2] = a->transfer;
        if (a->to == b)
            found_one(w, 2);
        else
            close_by(w, b, a->to, t, a->at - 1, 1, 3);
    }
}

static void search_from(worker *w, uint32_t start_number)
{
    const graph *g = w->g;
    const start *from = &g->starts[start_number];
    const arc *first = &g->arcs[from->arc];
    const int64_t window_end =
        first->at > INT64_MAX - w->s->q->window ? INT64_MAX : first->at + w->s->q->window;

    w->work_at_start = w->work++;
    w->is_cut = false;
    if (w->s->max_work_each < WORK_PER_LOOK) w->next_look = w->work + w->s->max_work_each;
    w->end = last_arrival(g, from->from, first->at, window_end);
    if (w->end == UNKNOWN || w->s->max_length < 2) return;
    w->home = from->from;
    w->taken[0] = first->transfer;
    if (g->closing) {
        search_short(w, first->to, first->at);
        return;
    }
    if (++w->stamp == 0) { /* once in four thousand million starts */
        memset(w->backs, 0, g->accounts * sizeof *w->backs);
        w->stamp = 1;
    }
    if (!can_return(w, first->to, first->at)) return;
    w->is_on_way[w->home] = 1;
    walk(w, first->to, first->at);
    w->is_on_way[w->home] = 0;
}

/* ---- threads ---- */

/* How many of the chunk's starts were searched to their end or to their share. */
static uint32_t do_chunk(worker *w, uint32_t number)
{
    const search *s = w->s;
    const uint32_t begin = number * s->chunk_size;
    const uint32_t n = s->g.n - begin < s->chunk_size ? s->g.n - begin : s->chunk_size;
    uint32_t i = 0;

    w->c = &s->chunks[number];
    w->chunk_number = number;
    w->work = 0;
    w->next_look = WORK_PER_LOOK;
    w->is_over = false;
    for (; i < n && w->status == SY_OK; i++) {
        search_from(w, begin + i);
        if (!may_go_on(w) && w->is_over) break;
    }
    atomic_store_explicit(&w->c->work, w->work, memory_order_relaxed);
    return i;
}

static sy_status worker_init(worker *w, search *s, sy_err *err)
{
    const uint32_t accounts = s->g.accounts;

    w->s = s;
    w->g = &s->g;
    w->backs = sy_new_array(s->al, accounts, sizeof *w->backs);
    w->asking = sy_new_array(s->al, accounts, sizeof *w->asking);
    w->is_on_way = sy_new_array(s->al, accounts, 1);
    return w->backs && w->asking && w->is_on_way ? SY_OK : sy_fail_nomem(err);
}

static void worker_dispose(worker *w)
{
    if (!w->s) return;
    sy_drop(w->s->al, w->backs);
    sy_drop(w->s->al, w->asking);
    sy_drop(w->s->al, w->is_on_way);
}

static sy_status work(void *ctx, size_t part, sy_err *err)
{
    search *s = ctx;
    worker *w = &s->workers[part];

    w->err = err;
    for (;;) {
        const uint32_t number = atomic_fetch_add(&s->next_chunk, 1);
        if (number >= s->n_chunks || w->status != SY_OK) break;
        tick(w);
        (void)do_chunk(w, number);
        if (w->is_over) break; /* and so are all later chunks */
    }
    return w->status;
}

/* ---- the whole ---- */

static sy_status make_chunks(search *s, sy_err *err)
{
    const uint32_t even = s->g.n / CHUNKS + 1;

    s->chunk_size = even > CHUNK_LEAST ? even : CHUNK_LEAST;
    s->n_chunks = (uint32_t)(((uint64_t)s->g.n + s->chunk_size - 1) / s->chunk_size);
    s->chunks = sy_new_array(s->al, s->n_chunks, sizeof *s->chunks);
    s->lengths = sy_new_array(s->al, s->n_chunks, (SY_MAX_CYCLE_LENGTH + 1) * sizeof *s->lengths);
    if (!s->chunks || !s->lengths) return sy_fail_nomem(err);
    for (uint32_t i = 0; i < s->n_chunks; i++) {
        s->chunks[i].by_length = s->lengths + (size_t)i * (SY_MAX_CYCLE_LENGTH + 1);
    }
    return SY_OK;
}

/* The first chunk at whose end a limit of the whole is passed; n_chunks: none. */
static uint32_t chunk_past_limits(const search *s)
{
    uint64_t work = 0, listed = 0, items = 0;
    uint32_t i = 0;

    for (; i < s->n_chunks; i++) {
        work += atomic_load(&s->chunks[i].work);
        listed += atomic_load(&s->chunks[i].listed);
        items += atomic_load(&s->chunks[i].items);
        if (work > s->max_work || listed > s->max_listed || items > SY_MAX_CYCLE_ITEMS) break;
    }
    return i;
}

/* Searches the chunk in which a limit lies once more, with what is left. */
static sy_status do_last_chunk(search *s, uint32_t number, sy_cycle_count *count, sy_err *err)
{
    worker *w = &s->workers[0];
    chunk *c = &s->chunks[number];
    uint64_t work_done, listed, items;

    add_up(s, number, &work_done, &listed, &items);
    w->err = err;
    w->is_last = true;
    w->left_work = s->max_work - work_done;
    w->left_listed = s->max_listed - listed;
    w->left_items = SY_MAX_CYCLE_ITEMS - items;
    atomic_store(&c->listed, 0);
    atomic_store(&c->items, 0);
    c->n_cycles = 0;
    c->cut_starts = 0;
    c->cut_each = c->cut_length = false;
    memset(c->by_length, 0, (SY_MAX_CYCLE_LENGTH + 1) * sizeof *c->by_length);
    const uint32_t done = do_chunk(w, number);
    count->cut_by = w->is_full ? SY_CYCLE_CUT_LIST : SY_CYCLE_CUT_WORK;
    count->cut_starts = s->g.n - (number * s->chunk_size + done);
    return w->status;
}

static void count_chunks(const search *s, uint32_t n, sy_cycle_count *count)
{
    bool cut_each = false, cut_length = false;

    count->starts = s->g.n;
    for (uint32_t i = 0; i < n; i++) {
        const chunk *c = &s->chunks[i];
        count->cut_starts += c->cut_starts;
        count->work += atomic_load(&c->work);
        cut_each |= c->cut_each;
        cut_length |= c->cut_length;
        for (uint32_t k = 0; k <= SY_MAX_CYCLE_LENGTH; k++) {
            count->by_length[k] += c->by_length[k];
            count->total += c->by_length[k];
        }
    }
    if (count->cut_by == SY_CYCLE_WHOLE && cut_length) count->cut_by = SY_CYCLE_CUT_LENGTH;
    if (cut_each) count->cut_by = SY_CYCLE_CUT_WORK;
}

static sy_status hand_over(const search *s, uint32_t n, sy_cycle_found *found, void *ctx,
                           sy_err *err)
{
    for (uint32_t i = 0; i < n; i++) {
        const chunk *c = &s->chunks[i];
        for (size_t k = 0; k < c->n_cycles; k += c->cycles[k] + 1) {
            if (found(ctx, c->cycles + k + 1, c->cycles[k])) continue;
            return sy_fail(err, SY_ECANCEL, N_("cancelled"));
        }
    }
    return SY_OK;
}

static uint64_t limit_or(uint64_t given, uint64_t standard)
{
    return given ? given : standard;
}

static sy_status check_query(const sy_cycle_query *q, sy_err *err)
{
    if (q->window < 0) return sy_fail(err, SY_EINVAL, N_("the window is below 0"));
    if (q->max_length <= SY_MAX_CYCLE_LENGTH) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("cycles of at most %u transfers can be looked for, not %u"),
                   SY_MAX_CYCLE_LENGTH, q->max_length);
}

sy_status sy_cycles_find(sy_cycle_count *count, const sy_alloc *al, const sy_flow *flow,
                         const sy_cycle_query *query, sy_cycle_found *found, void *ctx, sy_err *err)
{
    const unsigned threads = sy_threads();
    search s = {.al = al,
                .q = query,
                .max_length = query->max_length ? query->max_length : SY_MAX_CYCLE_LENGTH,
                .max_work = limit_or(query->max_work, SY_CYCLE_WORK),
                .max_work_each = limit_or(query->max_work_each, SY_CYCLE_WORK_EACH),
                .max_listed = limit_or(query->max_listed, SY_MAX_CYCLES_LISTED),
                .lists = found != NULL,
                .mutex = PTHREAD_MUTEX_INITIALIZER};
    sy_status st = check_query(query, err);

    memset(count, 0, sizeof *count);
    if (st == SY_OK) st = make_graph(&s.g, al, flow, query->min_amount, err);
    if (st == SY_OK && s.max_length <= SHORT) st = order_closing(&s.g, al, err);
    if (st == SY_OK) st = make_chunks(&s, err);
    if (st != SY_OK) goto done;
    s.workers = sy_new_array(al, threads, sizeof *s.workers);
    if (!s.workers) {
        st = sy_fail_nomem(err);
        goto done;
    }
    for (unsigned i = 0; i < threads && st == SY_OK; i++) st = worker_init(&s.workers[i], &s, err);
    if (st == SY_OK) st = sy_parallel(threads, work, &s, err);
    if (st != SY_OK) goto done;
    uint32_t n = chunk_past_limits(&s);
    if (n < s.n_chunks) st = do_last_chunk(&s, n++, count, err);
    if (st != SY_OK) goto done;
    count_chunks(&s, n, count);
    if (found) st = hand_over(&s, n, found, ctx, err);

done:
    for (unsigned i = 0; s.workers && i < threads; i++) worker_dispose(&s.workers[i]);
    for (uint32_t i = 0; s.chunks && i < s.n_chunks; i++) sy_drop(al, s.chunks[i].cycles);
    sy_drop(al, s.workers);
    sy_drop(al, s.chunks);
    sy_drop(al, s.lengths);
    drop_graph(&s.g, al);
    return st;
}

const char *sy_cycle_cut_name(sy_cycle_cut cut)
{
    switch (cut) {
    case SY_CYCLE_CUT_WORK:
        return "work";
    case SY_CYCLE_CUT_LIST:
        return "list";
    case SY_CYCLE_CUT_LENGTH:
        return "length";
    case SY_CYCLE_WHOLE:
        break;
    }
    return NULL;
}
