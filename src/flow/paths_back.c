/* paths_back.c - backwards from the target, layer by layer: when must money have
 * left a place at the latest to be there by so many transfers more?
 *
 * A layer looks only at arrivals that the one before did not allow yet: all layers
 * together look at each row about once. What is not known is "perhaps": a path is
 * never lost. That a place is passed twice, a window or a share is not seen here. */
#include "flow/paths_search.h"

#include <string.h>

/* What is known of a place: layers filled; the newest of its leads; those that
 * were found ahead of the layers, for how many, from which departure on and
 * before which; then for each layer the latest departure that leads on, and 1. 0:
 * there is none. */
enum {
    MARK_FILLED,
    MARK_LEADS,
    MARK_AHEAD,
    MARK_AHEAD_LAYERS,
    MARK_AHEAD_BEGIN,
    MARK_AHEAD_END,
    MARK_LAYERS = SY_MARK_WORDS
};
#define BARRED UINT32_MAX

/* A row whose transfer no path of this round may have on it. */
static bool is_left_out(sy_finding *d, uint32_t row)
{
    const sy_flow *f = d->f;
    const uint32_t t = f->rows[row] / 2;
    const int64_t amount = sy_amount_of_row(f, row);

    if (amount < d->least) {
        if (amount > d->aside && !sy_is_outside(f->from[t]) && !sy_is_outside(f->to[t])) {
            d->aside = amount;
        }
        return true;
    }
    return sy_is_out_of_time(d, t);
}

uint32_t sy_batch(sy_finding *d, uint32_t *row, uint32_t end, uint32_t direction,
                  uint32_t transfers[SY_BATCH])
{
    const sy_flow *f = d->f;
    const uint32_t *other = direction == SY_OUT_ROWS ? f->to : f->from;
    const uint32_t *own = direction == SY_OUT_ROWS ? f->from : f->to;
    uint32_t r = *row, found = 0, n = 0;

    while (n == 0 && r < end) {
        for (found = 0; r < end && found < SY_BATCH; r++) {
            if (f->rows[r] % 2 != direction || is_left_out(d, r)) continue;
            transfers[found++] = f->rows[r] / 2;
            __builtin_prefetch(&other[f->rows[r] / 2]);
        }
        for (uint32_t i = 0; i < found; i++) {
            const uint32_t t = transfers[i];
            if (sy_is_outside(other[t]) || other[t] == own[t]) continue;
            __builtin_prefetch(&d->w->places[other[t]]);
            __builtin_prefetch(&d->slots[other[t]]);
            transfers[n++] = t;
        }
    }
    d->work += r - *row;
    *row = r;
    return n;
}

/* Marks are numbered on through all rounds, so slots need not be cleared: those of
 * earlier rounds are below the first of this one. NULL: the place has none. */
static uint32_t *mark_of(const sy_finding *d, uint32_t place)
{
    const uint32_t slot = d->slots[place];

    return slot >= d->first_mark ? d->marks + (slot - d->first_mark) * d->stride : NULL;
}

static sy_status need_mark(sy_finding *d, uint32_t **mark, uint32_t place)
{
    void *items = d->marks;

    *mark = mark_of(d, place);
    if (*mark) return SY_OK;
    if (!sy_grow(d->al, &items, &d->marks_capacity, d->n_marks, d->n_marks + 1,
                 d->stride * sizeof *d->marks)) {
        return sy_fail_nomem(d->err);
    }
    d->marks = items;
    *mark = d->marks + d->n_marks * d->stride;
    memset(*mark, 0, d->stride * sizeof **mark);
    (*mark)[MARK_LEADS] = (*mark)[MARK_AHEAD] = SY_NONE;
    d->slots[place] = d->first_mark + (uint32_t)d->n_marks++;
    return SY_OK;
}

static sy_status bar(sy_finding *d, uint32_t account)
{
    const sy_ways *w = d->w;

    for (uint32_t i = w->owned_begin[account]; i < w->owned_begin[account + 1]; i++) {
        uint32_t *mark;
        sy_status st = need_mark(d, &mark, w->owned[i]);
        if (st != SY_OK) return st;
        mark[MARK_FILLED] = BARRED;
    }
    return SY_OK;
}

static uint64_t rows_of(const sy_finding *d, uint32_t place)
{
    uint64_t n = 0;

    for (uint32_t l = place; l != SY_NONE; l = d->w->places[l].next) {
        n += d->f->row_begin[l + 1] - d->f->row_begin[l];
    }
    return n;
}

static sy_status stand_in_line(sy_finding *d, uint32_t place)
{
    void *items = d->next_line;

    if (!sy_grow(d->al, &items, &d->next_capacity, d->n_next, d->n_next + 1, sizeof *d->line)) {
        return sy_fail_nomem(d->err);
    }
    d->next_line = items;
    d->next_line[d->n_next++] = place;
    d->next_work += rows_of(d, place);
    return SY_OK;
}

static void next_layer(sy_finding *d)
{
    uint32_t *line = d->line;
    const size_t capacity = d->line_capacity;

    d->line = d->next_line;
    d->line_capacity = d->next_capacity;
    d->n_line = d->n_next;
    d->next_line = line;
    d->next_capacity = capacity;
    d->n_next = 0;
    d->is_closed = d->n_line == 0;
}

sy_status sy_back_begin(sy_finding *d)
{
    const sy_ways *w = d->w;
    sy_status st = SY_OK;

    d->first_mark += (uint32_t)d->n_marks;
    d->n_marks = 0;
    st = bar(d, d->q->from);
    if (st == SY_OK) st = bar(d, d->q->to); /* paths end there */
    for (size_t i = 0; i < d->q->n_avoid && st == SY_OK; i++) st = bar(d, d->q->avoid[i]);
    d->layers = 0;
    d->n_leads = 0;
    d->n_next = 0;
    d->next_work = 0;
    for (uint32_t i = w->owned_begin[d->q->to]; i < w->owned_begin[d->q->to + 1]; i++) {
        if (st == SY_OK) st = stand_in_line(d, w->owned[i]);
    }
    next_layer(d);
    return st;
}

/* Departure t leads from a place to one of the last layer. */
static sy_status keep_lead(sy_finding *d, uint32_t *first, uint32_t t)
{
    void *items = d->leads;

    if (!sy_grow(d->al, &items, &d->leads_capacity, d->n_leads, d->n_leads + 1, sizeof *d->leads)) {
        return sy_fail_nomem(d->err);
    }
    d->leads = items;
    d->leads[d->n_leads] = (sy_lead){.transfer = t, .next = *first};
    *first = (uint32_t)d->n_leads++;
    return SY_OK;
}

static sy_status lead_on(sy_finding *d, uint32_t place, uint32_t t)
{
    const uint32_t layer = d->layers + 1;
    uint32_t *mark;
    sy_status st = need_mark(d, &mark, place);

    if (st != SY_OK || mark[MARK_FILLED] == BARRED) return st;
    uint32_t *last = mark + MARK_LAYERS - 1; /* last[h] is of layer h */
    const uint32_t filled = mark[MARK_FILLED], latest = filled ? last[filled] : 0;
    st = keep_lead(d, &mark[MARK_LEADS], t);
    if (st != SY_OK || t < latest) return st;
    for (uint32_t h = filled + 1; h < layer; h++) last[h] = latest;
    last[layer] = t + 1;
    if (filled == layer) return SY_OK;
    mark[MARK_FILLED] = layer;
    return stand_in_line(d, place);
}

uint32_t sy_back_leads(const sy_finding *d, uint32_t place)
{
    const uint32_t *mark = mark_of(d, place);

    return mark ? mark[MARK_LEADS] : SY_NONE;
}

static sy_status look_back(sy_finding *d, uint32_t begin, uint32_t end)
{
    uint32_t batch[SY_BATCH], n;

    d->layer_work += end - begin;
    while ((n = sy_batch(d, &begin, end, SY_IN_ROWS, batch)) > 0) {
        for (uint32_t i = 0; i < n; i++) {
            const uint32_t t = batch[i];
            const sy_place from = d->w->places[d->f->from[t]];
            if (from.account == d->w->places[d->f->to[t]].account) continue;
            sy_status st = lead_on(d, from.id, t);
            if (st != SY_OK) return st;
        }
    }
    return SY_OK;
}

/* The arrivals at a place that the last layer allows and the one before did not. */
static sy_status look_back_at(sy_finding *d, uint32_t place)
{
    const uint32_t *last = mark_of(d, place) + MARK_LAYERS - 1; /* the target has one too */
    const uint32_t h = d->layers;
    const uint32_t before = h > 1 ? last[h - 1] : 0, until = h > 0 ? last[h] - 1 : d->until;
    sy_status st = SY_OK;

    for (uint32_t l = place; l != SY_NONE && st == SY_OK; l = d->w->places[l].next) {
        const uint32_t *begin = &d->f->row_begin[l];
        const uint32_t low = before ? sy_ways_row(d->w, l, before - 1) : begin[0];
        st = look_back(d, low, until == SY_NONE ? begin[1] : sy_ways_row(d->w, l, until));
    }
    return st;
}

sy_status sy_back_extend(sy_finding *d)
{
    sy_status st = SY_OK;

    d->next_work = 0;
    for (size_t i = 0; i < d->n_line && st == SY_OK; i++) st = look_back_at(d, d->line[i]);
    d->layers++;
    next_layer(d);
    return st;
}

uint32_t sy_back_rest(const sy_finding *d, uint32_t place, uint32_t onward, uint32_t most)
{
    const uint32_t *mark = mark_of(d, place);

    if (mark) {
        const uint32_t *last = mark + MARK_LAYERS - 1, filled = mark[MARK_FILLED];
        if (filled == BARRED) return 0;
        for (uint32_t h = 1; h <= filled && h <= most; h++) {
            if (last[h] > onward) return h;
        }
    }
    return sy_back_knows(d, most) ? 0 : d->layers + 1;
}

/* ---- ahead of the layers ---- */

static bool leads_on(const sy_finding *d, uint32_t t)
{
    const sy_place to = d->w->places[d->f->to[t]];
    const uint32_t onward = sy_ways_onward(d->w, t);

    if (to.account == d->q->to) return onward <= d->until;
    return sy_back_rest(d, to.id, onward, d->layers) != 0;
}

static sy_status look_ahead(sy_finding *d, uint32_t *mark, uint32_t ledger, uint32_t begin,
                            uint32_t end)
{
    uint32_t row = sy_ways_row(d->w, ledger, begin), batch[SY_BATCH], n;
    const uint32_t rows_end = sy_ways_row(d->w, ledger, end);

    while ((n = sy_batch(d, &row, rows_end, SY_OUT_ROWS, batch)) > 0) {
        for (uint32_t i = 0; i < n; i++) {
            if (!leads_on(d, batch[i])) continue;
            sy_status st = keep_lead(d, &mark[MARK_AHEAD], batch[i]);
            if (st != SY_OK) return st;
        }
    }
    return SY_OK;
}

sy_status sy_back_ahead(sy_finding *d, uint32_t *first, uint32_t place, uint32_t onward,
                        uint32_t end)
{
    uint32_t *mark;
    sy_status st = need_mark(d, &mark, place);

    if (st != SY_OK) return st;
    if (mark[MARK_AHEAD_LAYERS] != d->layers + 1 ||
        mark[MARK_AHEAD_BEGIN] == mark[MARK_AHEAD_END]) {
        mark[MARK_AHEAD] = SY_NONE;
        mark[MARK_AHEAD_LAYERS] = d->layers + 1;
        mark[MARK_AHEAD_BEGIN] = mark[MARK_AHEAD_END] = onward;
    }
    const uint32_t begin = mark[MARK_AHEAD_BEGIN], known = mark[MARK_AHEAD_END];
    for (uint32_t l = place; l != SY_NONE && st == SY_OK; l = d->w->places[l].next) {
        if (onward < begin) st = look_ahead(d, mark, l, onward, begin);
        if (st == SY_OK && end > known) st = look_ahead(d, mark, l, known, end);
    }
    if (onward < begin) mark[MARK_AHEAD_BEGIN] = onward;
    if (end > known) mark[MARK_AHEAD_END] = end;
    *first = mark[MARK_AHEAD];
    return st;
}
