/* paths.c - the best ways first.
 *
 * What a way is worth never rises when a transfer is added. So a heap of ways
 * begun, the best on top, meets the whole paths in the order of their rank: the
 * first k that come out are the k best, and when the work limit cuts, what is on
 * top bounds all that was left out. Of equal ones those go first that can be whole
 * by the fewest transfers; layers backward from the target (paths_back.c) tell how
 * many that is, and are made when they cost no more than going on blindly has.
 *
 * Rounds keep this small. The widest paths are looked for among the largest
 * transfers first: a round that leaves all below some amount aside and finds
 * enough has found the best, since what it left aside carries less. Else the next
 * round takes smaller ones too. The earliest are looked for among those that
 * arrive by the first rows of the target, then by twice as many, and so on. */
#include "flow/paths.h"

#include "base/lang.h"
#include "flow/paths_search.h"

enum {
    TICK_WORK = 100000, /* rows between two calls of tick */
    FIRST_PASS = 16,    /* transfers of the first round for the earliest, */
    FIRST_WINDOW = 60,  /* seconds of the one for the shortest; */
    WIDER = 16          /* of each later round, times as many */
};

#define HOPELESS INT64_MIN

/* ---- what a way is worth ---- */

static int64_t later_by(int64_t a, int64_t b) /* a - b, at most INT64_MAX, at least 0 */
{
    if (a <= b) return 0;
    const uint64_t by = (uint64_t)a - (uint64_t)b;
    return by > INT64_MAX ? INT64_MAX : (int64_t)by;
}

/* Of the way that goes on from `before` (NULL: begins) by t. Never more than that
 * of the way before: the one thing that the search asks of a rank. */
static int64_t value_of(const sy_finding *d, const sy_begun *before, uint32_t t, uint32_t onward)
{
    const sy_flow *f = d->f;
    int64_t value = 0;

    switch (d->q->rank) {
    case SY_RANK_WIDEST:
        value = f->amount[t];
        break;
    case SY_RANK_FIFO:
    case SY_RANK_LIFO:
        return sy_fens_carried(d);
    case SY_RANK_SHORTEST:
        value = before ? -later_by(sy_flow_at(f, t), sy_flow_at(f, before->root)) : 0;
        break;
    case SY_RANK_EARLIEST:
        return -(int64_t)onward;
    case SY_RANK_FEWEST:
        break;
    }
    return before && before->value < value ? before->value : value;
}

/* ---- forwards ---- */

static bool keeps_share(const sy_finding *d, int64_t amount, int64_t first)
{
    return (__extension__(__int128) amount) * 10000 >=
           (__extension__(__int128) first) * d->q->min_share;
}

static bool has_passed(const sy_finding *d, const sy_begun *b, uint32_t account)
{
    for (;; b = &d->begun[b->parent]) {
        if (b->account == account) return true;
        if (b->hops == 1) return false; /* and the source's places are barred */
    }
}

/* The first departure, from `onward` on, by which something comes to the target.
 * SY_NONE: by none. */
static uint32_t next_to_target(sy_finding *d, uint32_t onward)
{
    const sy_ways *w = d->w;
    const uint32_t to = d->q->to;
    uint32_t first = SY_NONE;

    for (uint32_t i = w->owned_begin[to]; i < w->owned_begin[to + 1]; i++) {
        for (uint32_t l = w->owned[i]; l != SY_NONE; l = w->places[l].next) {
            const uint32_t *row = d->f->rows + sy_ways_row(w, l, onward);
            const uint32_t *end = d->f->rows + d->f->row_begin[l + 1];
            d->work += SY_SEARCH_WORK;
            while (row < end && (*row % 2 == 0 || *row / 2 < onward)) row++, d->work++;
            if (row < end && *row / 2 < first) first = *row / 2;
        }
    }
    return first;
}

/* No whole path that goes on from this way is better. */
static int64_t best_of(sy_finding *d, const sy_begun *b)
{
    int64_t best = b->value;

    if (d->q->rank == SY_RANK_EARLIEST && b->account != d->q->to) {
        const uint32_t first = next_to_target(d, b->onward);
        if (first >= d->until) return HOPELESS; /* in this round, or SY_NONE: at all */
        if (-(int64_t)first - 1 < best) best = -(int64_t)first - 1;
    }
    return best < d->cap ? best : d->cap;
}

static bool is_too_late(sy_finding *d, const sy_begun *b, uint32_t t)
{
    const sy_path_query *q = d->q;

    if (!q->has_max_gap && d->window == INT64_MAX) return false;
    const int64_t at = sy_flow_at(d->f, t);

    if (q->has_max_gap && later_by(at, sy_flow_at(d->f, b->transfer)) > q->max_gap) return true;
    if (later_by(at, sy_flow_at(d->f, b->root)) <= d->window) return false;
    d->has_aside = true;
    return true;
}

/* Not now: it was begun before, or it takes more transfers than others that wait. */
static bool is_put_off(sy_finding *d, const sy_begun *before, uint32_t hops, uint32_t rest)
{
    if (!before) return false;
    const uint32_t known = before->done_layers + 1u; /* then it looked no further away */
    if (hops + (rest < known ? rest : known) <= before->done) return true;
    if (hops + rest <= d->whole) return false;
    if (hops + rest < d->next_whole) d->next_whole = hops + rest;
    return true;
}

static bool is_by_fen(const sy_finding *d)
{
    return d->q->rank == SY_RANK_FIFO || d->q->rank == SY_RANK_LIFO;
}

/* Less than this round looks for: the next one may. */
static bool is_too_little(sy_finding *d, int64_t fen)
{
    if (!is_by_fen(d) || fen >= d->least) return false;
    if (fen > d->aside) d->aside = fen;
    return true;
}

/* By how many transfers more it can be whole, at least; 0: it is. False: by none. */
static bool can_be_whole(const sy_finding *d, sy_place to, uint32_t onward, uint32_t hops,
                         uint32_t *rest)
{
    *rest = 0;
    if (to.account == d->q->to) return onward <= d->until;
    *rest = sy_back_rest(d, to.id, onward, d->max_hops - hops);
    return *rest != 0;
}

/* What most transfers are refused for is asked first, before memory far away is. */
sy_status sy_path_go_on(sy_finding *d, uint32_t parent, uint32_t t)
{
    const sy_begun *before = parent == SY_NONE ? NULL : &d->begun[parent];
    const sy_place to = d->w->places[d->f->to[t]];
    const uint32_t onward = sy_ways_onward(d->w, t), hops = before ? before->hops + 1u : 1;
    uint32_t rest;

    if (before && is_too_late(d, before, t)) return SY_OK;
    if (!can_be_whole(d, to, onward, hops, &rest)) return SY_OK;
    if (is_put_off(d, before, hops, rest)) return SY_OK;
    const sy_begun b = {.value = value_of(d, before, t, onward),
                        .transfer = t,
                        .onward = onward,
                        .parent = parent,
                        .root = before ? before->root : t,
                        .account = to.account,
                        .spans = (uint32_t)d->carried,
                        .n_spans = (uint32_t)(d->n_spans - d->carried),
                        .hops = (uint16_t)hops};
    if (is_too_little(d, b.value)) return SY_OK;
    const int64_t best = best_of(d, &b);
    if (best == HOPELESS || sy_begun_is_too_bad(d, best)) return SY_OK;
    if (before && !keeps_share(d, d->f->amount[t], d->f->amount[b.root])) return SY_OK;
    if (before && has_passed(d, before, to.account)) return SY_OK;
    if (!rest && b.value > d->cap) return SY_OK; /* it has been found */
    if (!rest) sy_begun_note_whole(d, b.value);
    return sy_begun_add(d, b, best, hops + rest);
}

/* By all that leaves a ledger from a row on. */
static sy_status begin_at(sy_finding *d, uint32_t ledger)
{
    uint32_t row = d->f->row_begin[ledger], batch[SY_BATCH], n;

    while ((n = sy_batch(d, &row, d->f->row_begin[ledger + 1], SY_OUT_ROWS, batch)) > 0) {
        for (uint32_t i = 0; i < n; i++) {
            sy_status st = is_by_fen(d) ? sy_fens_begin(d, batch[i]) : SY_OK;
            if (st == SY_OK) st = sy_path_go_on(d, SY_NONE, batch[i]);
            if (st != SY_OK) return st;
        }
    }
    return SY_OK;
}

static sy_status begin_ways(sy_finding *d)
{
    const sy_ways *w = d->w;
    sy_status st = SY_OK;

    for (uint32_t i = w->owned_begin[d->q->from]; i < w->owned_begin[d->q->from + 1]; i++) {
        for (uint32_t l = w->owned[i]; l != SY_NONE && st == SY_OK; l = w->places[l].next) {
            st = begin_at(d, l);
        }
    }
    return st;
}

static int64_t sum_capped(int64_t a, int64_t b) /* b >= 0 */
{
    return a > INT64_MAX - b ? INT64_MAX : a + b;
}

/* From this departure on everything is too late for a way. */
static uint32_t end_of(const sy_finding *d, const sy_begun *b)
{
    const sy_path_query *q = d->q;
    int64_t last = sum_capped(sy_flow_at(d->f, b->root), d->window);

    if (q->has_until && q->until < last) last = q->until;
    if (q->has_max_gap) {
        const int64_t gap = sum_capped(sy_flow_at(d->f, b->transfer), q->max_gap);
        if (gap < last) last = gap;
    }
    const uint32_t end = last == INT64_MAX ? SY_NONE : sy_ways_all_after(d->w, last);
    return end < d->until ? end : d->until;
}

/* By what leaves a ledger after the way came; stops where the work ends. */
static sy_status expand_by_rows(sy_finding *d, uint32_t parent, uint32_t ledger, uint32_t end)
{
    const sy_begun b = d->begun[parent];
    uint32_t row = sy_ways_row(d->w, ledger, b.onward), batch[SY_BATCH], n;
    const uint32_t rows_end = sy_ways_row(d->w, ledger, end);

    d->work += 2 * SY_SEARCH_WORK;
    if (rows_end < d->f->row_begin[ledger + 1]) d->has_aside = true; /* perhaps */
    while (d->work < d->max_work && (n = sy_batch(d, &row, rows_end, SY_OUT_ROWS, batch)) > 0) {
        for (uint32_t i = 0; i < n; i++) {
            sy_status st = sy_path_go_on(d, parent, batch[i]);
            if (st != SY_OK) return st;
        }
    }
    return SY_OK;
}

/* By departures that are known to lead to the target. */
static sy_status expand_by_leads(sy_finding *d, uint32_t parent, uint32_t lead, uint32_t end)
{
    const sy_begun b = d->begun[parent];
    sy_status st = SY_OK;

    for (; lead != SY_NONE && st == SY_OK && d->work < d->max_work; lead = d->leads[lead].next) {
        const uint32_t t = d->leads[lead].transfer;
        d->work++;
        if (t >= end) d->has_aside = true;
        if (t >= b.onward && t < end) st = sy_path_go_on(d, parent, t);
    }
    return st;
}

static sy_status expand_from(sy_finding *d, uint32_t parent)
{
    const sy_begun b = d->begun[parent];
    const uint32_t place = d->w->places[d->f->to[b.transfer]].id, end = end_of(d, &b);
    const uint32_t most = d->max_hops - b.hops;
    uint32_t lead;
    sy_status st = SY_OK;

    if (is_by_fen(d)) return sy_fens_expand(d, parent);
    if (sy_back_knows(d, most)) {
        return expand_by_leads(d, parent, sy_back_leads(d, place), end);
    }
    if (most == d->layers + 1) {
        st = sy_back_ahead(d, &lead, place, b.onward, end);
        return st == SY_OK ? expand_by_leads(d, parent, lead, end) : st;
    }
    for (uint32_t l = place; l != SY_NONE && st == SY_OK; l = d->w->places[l].next) {
        st = expand_by_rows(d, parent, l, end);
    }
    return st;
}

/* The ways that go on from one and can be whole by as few transfers as it; it is
 * put back for the others. */
static sy_status expand(sy_finding *d, sy_waiting top)
{
    d->whole = top.whole;
    d->next_whole = SY_NONE;
    sy_status st = expand_from(d, top.begun);
    if (st != SY_OK || d->next_whole == SY_NONE) return st;
    d->begun[top.begun].done = (uint8_t)top.whole;
    d->begun[top.begun].done_layers = (uint8_t)d->layers;
    top.whole = d->next_whole;
    return sy_begun_push(d, top);
}

/* ---- the answer ---- */

static void describe(const sy_finding *d, sy_path *p, uint32_t *way, const sy_begun *b)
{
    const sy_flow *f = d->f;

    sy_begun_write(d, b, way);
    *p = (sy_path){.transfers = way, .n = b->hops, .least = INT64_MAX};
    if (is_by_fen(d)) p->fen = b->value;
    for (uint32_t i = 0; i < b->hops; i++) {
        const int64_t took = later_by(sy_flow_at(f, way[i]), sy_flow_at(f, way[0]));
        if (f->amount[way[i]] < p->least) p->least = f->amount[way[i]];
        if (took > p->took) p->took = took;
        if (i + 1 == b->hops) break;
        const uint32_t in = f->to[way[i]], out = f->from[way[i + 1]];
        if ((f->ledgers[in].flags | f->ledgers[out].flags) & SY_L_UNSUPPLIED) {
            p->breakpoints |= 1u << i;
        }
    }
}

/* The search ends here: what it left out is no better than this. */
static void leave_out(const sy_finding *d, sy_paths *p, const sy_waiting *top)
{
    const int64_t by_rank[] = {[SY_RANK_WIDEST] = top->best,        [SY_RANK_FIFO] = top->best,
                               [SY_RANK_LIFO] = top->best,          [SY_RANK_SHORTEST] = -top->best,
                               [SY_RANK_EARLIEST] = -top->best - 1, [SY_RANK_FEWEST] = top->whole};

    if (!p->is_cut) p->left_out = by_rank[d->q->rank]; /* the best of them comes first */
    p->is_cut = true;
}

/* Is it better to make a layer than to go on from the way on top? */
static bool layer_pays(const sy_finding *d)
{
    const uint64_t forward = d->work - d->layer_work;

    return !d->is_closed && d->layers + 1 < d->max_hops &&
           d->layer_work + d->next_work <= forward && d->work + d->next_work <= d->max_work;
}

/* What layers made since have told about a way in the heap. */
static bool is_still_good(const sy_finding *d, const sy_begun *b, sy_waiting *item)
{
    const uint32_t place = d->w->places[d->f->to[b->transfer]].id;
    const uint32_t rest = sy_back_rest(d, place, b->onward, d->max_hops - b->hops);

    if (b->hops + rest > item->whole) item->whole = b->hops + rest;
    return rest != 0;
}

static sy_status tick(sy_finding *d)
{
    const sy_path_query *q = d->q;
    const uint64_t permille = d->work * 1000 / d->max_work;

    if (!q->tick || d->work < d->next_tick) return SY_OK;
    d->next_tick = d->work + TICK_WORK;
    if (q->tick(q->tick_ctx, permille < 1000 ? (unsigned)permille : 1000)) return SY_OK;
    return sy_fail(d->err, SY_ECANCEL, N_("cancelled"));
}

/* Takes the best way begun again and again: a whole one is an answer, another
 * is gone on with while there is work left. */
static sy_status collect(sy_finding *d, sy_paths *p)
{
    const size_t wanted = p->n + d->wanted;
    sy_status st = SY_OK;

    while (d->n_heap > 0 && p->n < wanted && st == SY_OK) {
        st = tick(d);
        if (st != SY_OK) break;
        sy_waiting top = sy_begun_pop(d);
        const sy_begun *b = &d->begun[top.begun];
        if (b->account == d->q->to) {
            describe(d, &p->paths[p->n], p->transfers + p->n * SY_MAX_PATH_HOPS, b);
            p->n++;
            continue;
        }
        const uint32_t whole = top.whole;
        while (st == SY_OK && top.whole > b->hops + d->layers && layer_pays(d))
            st = sy_back_extend(d);
        if (st != SY_OK || !is_still_good(d, b, &top)) continue;
        if (top.whole > whole) {
            st = sy_begun_push(d, top);
            continue;
        }
        if (d->work < d->max_work) {
            st = expand(d, top);
            if (d->work < d->max_work) continue;
        }
        leave_out(d, p, &top); /* as good as surely: the last row was looked at */
    }
    return st;
}
/* ---- rounds ---- */

/* The largest amount that leaves the source, or comes to the target. */
static int64_t largest(sy_finding *d, uint32_t account, uint32_t direction)
{
    const sy_ways *w = d->w;
    const sy_flow *f = d->f;
    int64_t most = 0;

    for (uint32_t i = w->owned_begin[account]; i < w->owned_begin[account + 1]; i++) {
        for (uint32_t l = w->owned[i]; l != SY_NONE; l = w->places[l].next) {
            d->work += f->row_begin[l + 1] - f->row_begin[l];
            for (uint32_t r = f->row_begin[l]; r < f->row_begin[l + 1]; r++) {
                const uint32_t t = f->rows[r] / 2;
                if (f->rows[r] % 2 != direction || sy_amount_of_row(f, r) <= most) continue;
                if (!sy_is_outside(f->from[t]) && !sy_is_outside(f->to[t])) most = f->amount[t];
            }
        }
    }
    return most;
}

/* What the first round leaves aside. */
static void first_round(sy_finding *d)
{
    const sy_path_query *q = d->q;

    d->cap = INT64_MAX;
    d->until = SY_NONE;
    d->window = q->has_window ? q->window : INT64_MAX;
    if (q->rank == SY_RANK_WIDEST || is_by_fen(d)) {
        const int64_t out = largest(d, q->from, 0), in = largest(d, q->to, 1);
        d->least = d->cap = out < in ? out : in;
    } else if (q->rank == SY_RANK_SHORTEST && FIRST_WINDOW < d->window) {
        d->window = FIRST_WINDOW;
    } else if (q->rank == SY_RANK_EARLIEST) {
        d->until = FIRST_PASS;
    }
}

/* What the next one does; false: nothing was left aside. */
static bool next_round(sy_finding *d)
{
    const sy_path_query *q = d->q;

    switch (q->rank) {
    case SY_RANK_WIDEST:
    case SY_RANK_FIFO:
    case SY_RANK_LIFO:
        d->cap = d->aside;
        d->least = d->aside / d->step;
        return d->aside > 0;
    case SY_RANK_SHORTEST:
        d->cap = -d->window - 1;
        d->window = d->window > INT64_MAX / WIDER ? INT64_MAX : d->window * WIDER;
        if (q->has_window && d->window > q->window) d->window = q->window;
        return d->has_aside && d->cap + 1 > -d->window;
    case SY_RANK_EARLIEST:
        d->cap = -(int64_t)d->until - 1;
        if (d->until >= d->f->n_transfers) return false;
        d->until = d->until < d->f->n_transfers / WIDER ? d->until * WIDER : SY_NONE;
        return true;
    case SY_RANK_FEWEST:
        break;
    }
    return false;
}

static sy_status search(sy_finding *d, sy_paths *p)
{
    sy_status st = SY_OK;

    first_round(d);
    d->wanted = d->limit;
    d->step = 1;
    do {
        d->step = d->wanted > d->limit - p->n || d->step > INT32_MAX ? 2 : 2 * d->step;
        d->wanted = d->limit - (uint32_t)p->n;
        d->n_begun = d->n_heap = d->n_spans = d->carried = 0;
        d->n_good = 0;
        d->aside = 0;
        d->has_aside = false;
        st = sy_back_begin(d);
        if (st == SY_OK) st = begin_ways(d);
        if (st == SY_OK) st = collect(d, p);
        if (st != SY_OK || p->is_cut || p->n == d->limit || !next_round(d)) return st;
    } while (d->work < d->max_work);
    leave_out(d, p, &(sy_waiting){.best = d->cap, .whole = 1});
    return SY_OK;
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
    if (!sy_path_rank_name(q->rank)) return sy_fail(err, SY_EINVAL, N_("there is no such rank"));
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

static sy_status find(sy_finding *d, sy_paths *p)
{
    d->first_mark = 1;
    d->stride = SY_MARK_WORDS + d->max_hops;
    d->slots = sy_new_array(d->al, d->f->n_ledgers, sizeof *d->slots);
    d->good = sy_new_array(d->al, d->limit, sizeof *d->good);
    p->paths = sy_new_array(d->al, d->limit, sizeof *p->paths);
    p->transfers = sy_new_array(d->al, d->limit, SY_MAX_PATH_HOPS * sizeof *p->transfers);
    if (!d->slots || !d->good || !p->paths || !p->transfers) return sy_fail_nomem(d->err);
    sy_status st = SY_OK;
    if (is_by_fen(d)) {
        const sy_rule rule = d->q->rank == SY_RANK_FIFO ? SY_FIFO : SY_LIFO;
        st = sy_fens_new(&d->fens, d->al, d->f, rule, false, d->err);
    }
    if (st == SY_OK) st = search(d, p);
    p->work = d->work;
    return st;
}

sy_status sy_paths_find(sy_paths **out, const sy_alloc *al, const sy_ways *ways,
                        const sy_path_query *query, sy_err *err)
{
    sy_finding d = {.w = ways,
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
    sy_fens_free(d.fens);
    sy_drop(al, d.spans);
    sy_drop(al, d.slots);
    sy_drop(al, d.marks);
    sy_drop(al, d.good);
    sy_drop(al, d.leads);
    sy_drop(al, d.line);
    sy_drop(al, d.next_line);
    sy_drop(al, d.begun);
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

const char *sy_path_rank_name(sy_path_rank rank)
{
    static const char *const names[] = {
        [SY_RANK_WIDEST] = "widest",     [SY_RANK_FIFO] = "fifo",
        [SY_RANK_LIFO] = "lifo",         [SY_RANK_SHORTEST] = "shortest",
        [SY_RANK_EARLIEST] = "earliest", [SY_RANK_FEWEST] = "fewest"};

    return (size_t)rank < sizeof names / sizeof *names ? names[rank] : NULL;
}
