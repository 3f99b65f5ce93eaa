/* match.c - legs sorted so that possible pairs stand together, then each group
 * by nearness. Groups are a handful of rows; where one is large (a standing
 * order of years), pairs further than a week apart are never looked at, and in
 * one with more possible pairs than fit, legs are joined in order of time. */
#include "ledger/match.h"

#include <stdlib.h>

#include "base/civil.h"

enum { MOST_CANDIDATES = 1 << 14 };

typedef struct candidate {
    int64_t distance; /* seconds, or whole days where a clock is missing */
    uint32_t out, in; /* indexes into the group */
    bool confirmed;
} candidate;

static uint32_t payer(const sy_leg *l)
{
    return l->amount < 0 ? l->own : l->other;
}

static uint32_t payee(const sy_leg *l)
{
    return l->amount < 0 ? l->other : l->own;
}

static int64_t size_of(const sy_leg *l)
{
    return l->amount < 0 ? -l->amount : l->amount;
}

static int by_group(const void *a, const void *b)
{
    const sy_leg *x = a, *y = b;

    if (payer(x) != payer(y)) return payer(x) < payer(y) ? -1 : 1;
    if (payee(x) != payee(y)) return payee(x) < payee(y) ? -1 : 1;
    if (size_of(x) != size_of(y)) return size_of(x) < size_of(y) ? -1 : 1;
    if (x->currency != y->currency) return x->currency < y->currency ? -1 : 1;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static bool same_group(const sy_leg *x, const sy_leg *y)
{
    return payer(x) == payer(y) && payee(x) == payee(y) && size_of(x) == size_of(y) &&
           x->currency == y->currency;
}

static int by_nearness(const void *a, const void *b)
{
    const candidate *x = a, *y = b;

    if (x->confirmed != y->confirmed) return x->confirmed ? -1 : 1;
    if (x->distance != y->distance) return x->distance < y->distance ? -1 : 1;
    if (x->out != y->out) return x->out < y->out ? -1 : 1;
    return (x->in > y->in) - (x->in < y->in);
}

static int by_out(const void *a, const void *b)
{
    const sy_pair *x = a, *y = b;

    if (x->out != y->out) return x->out < y->out ? -1 : 1;
    return (x->in > y->in) - (x->in < y->in);
}

/* Is this a possible pair, and how near? */
static bool is_possible(const sy_leg *out, const sy_leg *in, candidate *c)
{
    int64_t days = sy_day_of(out->at) - sy_day_of(in->at);
    int64_t seconds = out->at > in->at ? out->at - in->at : in->at - out->at;
    bool has_clocks = !out->date_only && !in->date_only;

    if (days < 0) days = -days;
    if (days > SY_MATCH_DAYS || out->place == in->place) return false;
    c->distance = has_clocks ? seconds : days * SY_DAY;
    c->confirmed = days == 0 || (has_clocks && seconds <= SY_MATCH_MINUTES * 60);
    return true;
}

static bool is_rejected(const sy_pair *rejected, size_t n, uint32_t out, uint32_t in)
{
    const sy_pair wanted = {.out = out, .in = in};
    return n > 0 && bsearch(&wanted, rejected, n, sizeof *rejected, by_out);
}

typedef struct matcher {
    sy_match_result *result;
    const sy_alloc *al;
    const sy_pair *rejected;
    size_t n_rejected;
    candidate *candidates;
    sy_err *err;
} matcher;

static sy_status take(matcher *m, sy_leg *out, sy_leg *in, bool confirmed)
{
    sy_match_result *r = m->result;
    void *pairs = r->pairs;

    if (!sy_grow(m->al, &pairs, &r->capacity, r->n, r->n + 1, sizeof *r->pairs)) {
        return sy_fail_nomem(m->err);
    }
    r->pairs = pairs;
    r->pairs[r->n++] = (sy_pair){out->place, in->place, confirmed};
    out->taken = in->taken = true;
    return SY_OK;
}

static sy_status match_group(matcher *m, sy_leg *legs, uint32_t n)
{
    size_t found = 0;
    uint32_t begin = 0;
    sy_status st = SY_OK;

    for (uint32_t o = 0; o < n; o++) {
        if (legs[o].amount > 0 || legs[o].taken) continue;
        while (legs[o].at - legs[begin].at > (SY_MATCH_DAYS + 1) * SY_DAY) begin++;
        for (uint32_t i = begin; i < n && found < MOST_CANDIDATES; i++) {
            candidate c = {.out = o, .in = i};
            if (legs[i].at - legs[o].at > (SY_MATCH_DAYS + 1) * SY_DAY) break;
            if (legs[i].amount < 0 || legs[i].taken || !is_possible(&legs[o], &legs[i], &c)) continue;
            if (is_rejected(m->rejected, m->n_rejected, legs[o].place, legs[i].place)) continue;
            m->candidates[found++] = c;
        }
    }
    qsort(m->candidates, found, sizeof *m->candidates, by_nearness);
    for (size_t k = 0; st == SY_OK && k < found; k++) {
        const candidate *c = &m->candidates[k];
        if (legs[c->out].taken || legs[c->in].taken) continue;
        st = take(m, &legs[c->out], &legs[c->in], c->confirmed);
    }
    return st;
}

/* Too many to compare each with each: in order of time, same day first. */
static sy_status match_in_order(matcher *m, sy_leg *legs, uint32_t n)
{
    sy_status st = SY_OK;

    for (int suspected = 0; suspected < 2; suspected++) {
        uint32_t first = 0;
        for (uint32_t o = 0; st == SY_OK && o < n; o++) {
            if (legs[o].amount > 0 || legs[o].taken) continue;
            for (uint32_t i = first; i < n; i++) {
                candidate c;
                if (i == first && (legs[i].amount < 0 || legs[i].taken ||
                                   legs[o].at - legs[i].at > (SY_MATCH_DAYS + 1) * SY_DAY)) {
                    first++;
                    continue;
                }
                if (legs[i].at - legs[o].at > (SY_MATCH_DAYS + 1) * SY_DAY) break;
                if (legs[i].amount < 0 || legs[i].taken) continue;
                if (!is_possible(&legs[o], &legs[i], &c)) continue;
                if (!c.confirmed && !suspected) continue;
                if (is_rejected(m->rejected, m->n_rejected, legs[o].place, legs[i].place)) continue;
                st = take(m, &legs[o], &legs[i], c.confirmed);
                break;
            }
        }
    }
    return st;
}

static bool has_both_sides(const sy_leg *legs, uint32_t n, uint64_t *pairs)
{
    uint64_t out = 0;
    for (uint32_t i = 0; i < n; i++) out += legs[i].amount < 0;
    *pairs = out * (n - out);
    return *pairs > 0;
}

sy_status sy_match_legs(sy_match_result *result, sy_leg *legs, size_t n, const sy_pair *rejected,
                        size_t n_rejected, const sy_alloc *al, sy_err *err)
{
    matcher m = {result, al, rejected, n_rejected, NULL, err};
    sy_status st = SY_OK;

    *result = (sy_match_result){.al = al};
    m.candidates = sy_new_array(al, MOST_CANDIDATES, sizeof *m.candidates);
    if (!m.candidates) return sy_fail_nomem(err);
    if (n) qsort(legs, n, sizeof *legs, by_group);
    for (size_t i = 0, end; st == SY_OK && i < n; i = end) {
        uint64_t pairs;
        for (end = i + 1; end < n && same_group(&legs[i], &legs[end]); end++) {}
        uint32_t size = (uint32_t)(end - i);
        if (!has_both_sides(&legs[i], size, &pairs)) continue;
        st = pairs < MOST_CANDIDATES ? match_group(&m, &legs[i], size)
                                     : match_in_order(&m, &legs[i], size);
    }
    sy_drop(al, m.candidates);
    if (result->n) qsort(result->pairs, result->n, sizeof *result->pairs, by_out);
    return st;
}
