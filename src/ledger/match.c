/* match.c - legs sorted so that possible pairs stand together, then each group
 * by nearness. Groups are a handful of rows; where one is large (a standing
 * order of years), pairs further than a week apart are never looked at, and in
 * one with more possible pairs than fit, legs are joined in order of time. */
#include "ledger/match.h"

#include <stdlib.h>

#include "base/civil.h"
#include "base/lang.h"

enum { MOST_CANDIDATES = 1 << 14 };

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

static int by_out(const void *a, const void *b)
{
    const sy_pair *x = a, *y = b;

    if (x->out != y->out) return x->out < y->out ? -1 : 1;
    return (x->in > y->in) - (x->in < y->in);
}

sy_status sy_pairs_add(sy_match_result *r, sy_pair pair, sy_err *err)
{
    void *pairs = r->pairs;

    if (!sy_grow(r->al, &pairs, &r->capacity, r->n, r->n + 1, sizeof *r->pairs)) {
        return sy_fail_nomem(err);
    }
    r->pairs = pairs;
    r->pairs[r->n++] = pair;
    return SY_OK;
}

void sy_pairs_sort(sy_pair *pairs, size_t n)
{
    if (n) qsort(pairs, n, sizeof *pairs, by_out);
}

bool sy_pairs_have(const sy_pair *sorted, size_t n, uint32_t out, uint32_t in)
{
    const sy_pair wanted = {.out = out, .in = in};
    return n > 0 && bsearch(&wanted, sorted, n, sizeof *sorted, by_out);
}

/* Is this a possible pair, and how near? Seconds, or whole days where a clock is missing. */
static bool is_possible(const sy_leg *out, const sy_leg *in, sy_candidate *c)
{
    int64_t days = sy_day_of(out->at) - sy_day_of(in->at);
    int64_t seconds = out->at > in->at ? out->at - in->at : in->at - out->at;
    bool has_clocks = !out->date_only && !in->date_only;

    if (days < 0) days = -days;
    if (days > SY_MATCH_DAYS || out->place == in->place) return false;
    c->distance = has_clocks ? seconds : days * SY_DAY;
    c->confirmed = days == 0 || (has_clocks && seconds <= SY_MATCH_MINUTES * 60);
    c->reason = c->confirmed ? SY_WHY_SAME_DAY : SY_WHY_WITHIN_WEEK;
    return true;
}

typedef struct matcher {
    sy_match_result *result;
    const sy_pair *rejected;
    size_t n_rejected;
    sy_candidate *candidates;
    uint8_t *taken; /* by leg */
    sy_err *err;
} matcher;

static bool is_open(const matcher *m, const sy_leg *legs, uint32_t out, uint32_t in,
                    sy_candidate *c)
{
    return legs[in].amount > 0 && !m->taken[in] && is_possible(&legs[out], &legs[in], c) &&
           !sy_pairs_have(m->rejected, m->n_rejected, legs[out].place, legs[in].place);
}

static sy_status take(matcher *m, const sy_leg *legs, const sy_candidate *c)
{
    m->taken[c->a] = m->taken[c->b] = 1;
    return sy_pairs_add(
        m->result, (sy_pair){legs[c->a].place, legs[c->b].place, c->confirmed, c->reason}, m->err);
}

/* legs begin..end-1: one group. */
static sy_status match_group(matcher *m, const sy_leg *legs, uint32_t begin, uint32_t end)
{
    size_t found = 0;
    uint32_t first = begin;
    sy_status st = SY_OK;

    for (uint32_t o = begin; o < end; o++) {
        if (legs[o].amount > 0) continue;
        while (legs[o].at - legs[first].at > (SY_MATCH_DAYS + 1) * SY_DAY) first++;
        for (uint32_t i = first; i < end && found < MOST_CANDIDATES; i++) {
            sy_candidate c = {.a = o, .b = i};
            if (legs[i].at - legs[o].at > (SY_MATCH_DAYS + 1) * SY_DAY) break;
            if (is_open(m, legs, o, i, &c)) m->candidates[found++] = c;
        }
    }
    found = sy_pairing_settle(m->candidates, found, m->taken);
    for (size_t k = 0; st == SY_OK && k < found; k++) st = take(m, legs, &m->candidates[k]);
    return st;
}

/* Too many to compare each with each: in order of time, same day first. */
static sy_status match_in_order(matcher *m, const sy_leg *legs, uint32_t begin, uint32_t end)
{
    sy_status st = SY_OK;

    for (int suspected = 0; suspected < 2; suspected++) {
        uint32_t first = begin;
        for (uint32_t o = begin; st == SY_OK && o < end; o++) {
            if (legs[o].amount > 0 || m->taken[o]) continue;
            for (uint32_t i = first; i < end; i++) {
                sy_candidate c = {.a = o, .b = i};
                if (i == first && (legs[i].amount < 0 || m->taken[i] ||
                                   legs[o].at - legs[i].at > (SY_MATCH_DAYS + 1) * SY_DAY)) {
                    first++;
                    continue;
                }
                if (legs[i].at - legs[o].at > (SY_MATCH_DAYS + 1) * SY_DAY) break;
                if (!is_open(m, legs, o, i, &c) || (!c.confirmed && !suspected)) continue;
                st = take(m, legs, &c);
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
    matcher m = {.result = result, .rejected = rejected, .n_rejected = n_rejected, .err = err};
    sy_status st = SY_OK;

    *result = (sy_match_result){.al = al};
    if (n >= UINT32_MAX) return sy_fail(err, SY_ELIMIT, N_("too many rows"));
    m.candidates = sy_new_array(al, MOST_CANDIDATES, sizeof *m.candidates);
    m.taken = sy_new_array(al, n, 1);
    if (!m.candidates || !m.taken) st = sy_fail_nomem(err);
    if (st == SY_OK && n) qsort(legs, n, sizeof *legs, by_group);
    for (uint32_t i = 0, end; st == SY_OK && i < n; i = end) {
        uint64_t pairs;
        for (end = i + 1; end < n && same_group(&legs[i], &legs[end]); end++) {
        }
        if (!has_both_sides(&legs[i], end - i, &pairs)) continue;
        st = pairs < MOST_CANDIDATES ? match_group(&m, legs, i, end)
                                     : match_in_order(&m, legs, i, end);
    }
    sy_drop(al, m.candidates);
    sy_drop(al, m.taken);
    sy_pairs_sort(result->pairs, result->n);
    return st;
}
