/* spread.c - few pay in and many are paid (集中转入分散转出), or the other way round.
 * A window begins at each day on which the few side moves; of windows that
 * overlap the first is told. Counterparties without a number cannot be counted:
 * their money counts in the sums, they count as nobody. */
#include <stdlib.h>
#include <string.h>

#include "flow/patterns/book.h"

typedef struct flow_to { /* with one party in the window */
    uint32_t party;
    int64_t amount;
} flow_to;

typedef struct side {
    flow_to *parties;
    size_t n;
    int64_t sum;
} side;

static int by_party(const void *a, const void *b)
{
    const flow_to *x = a, *y = b;
    return (x->party > y->party) - (x->party < y->party);
}

static int by_amount(const void *a, const void *b)
{
    const flow_to *x = a, *y = b;
    if (x->amount != y->amount) return x->amount > y->amount ? -1 : 1;
    return by_party(a, b);
}

static bool counts(const sy_book *b, const sy_book_row *r)
{
    return !r->unseen && r->party != b->account;
}

/* Rows [i, end) of one direction by party. */
static void collect(const sy_book *b, size_t i, size_t end, bool in, side *s)
{
    size_t n = 0;

    s->n = 0;
    s->sum = 0;
    for (; i < end; i++) {
        const sy_book_row *r = &b->rows[i];
        if (!counts(b, r) || (r->amount > 0) != in) continue;
        s->sum += in ? r->amount : -r->amount;
        if (sy_is_account(r->party)) {
            s->parties[s->n++] = (flow_to){r->party, in ? r->amount : -r->amount};
        }
    }
    if (s->n) qsort(s->parties, s->n, sizeof *s->parties, by_party);
    for (size_t k = 0; k < s->n; k++) {
        if (n > 0 && s->parties[n - 1].party == s->parties[k].party) {
            s->parties[n - 1].amount += s->parties[k].amount;
        } else {
            s->parties[n++] = s->parties[k];
        }
    }
    s->n = n;
}

/* Does at most `few` of a side move so much of its sum? */
static bool is_narrow(side *s, const sy_pattern_query *q)
{
    int64_t sum = 0;

    if (s->n) qsort(s->parties, s->n, sizeof *s->parties, by_amount);
    for (size_t k = 0; k < s->n && (int64_t)k < q->spread_few; k++) sum += s->parties[k].amount;
    return s->sum > 0 && sum >= sy_share_of(s->sum, q->spread_few_share);
}

static sy_status add(sy_findings *out, const sy_book *b, size_t i, size_t end, sy_pattern pattern,
                     const side *few, const side *many)
{
    sy_status st = sy_findings_begin(out, pattern, b, few->parties[0].party);

    for (; st == SY_OK && i < end; i++) {
        if (counts(b, &b->rows[i])) st = sy_findings_row(out, &b->rows[i]);
    }
    if (st != SY_OK) return st;
    sy_finding *f = sy_findings_last(out);
    f->amount = few->sum;
    f->share = sy_permille(many->sum, few->sum);
    f->count = (uint32_t)many->n;
    return SY_OK;
}

static bool is_spread(const sy_book *b, size_t i, size_t end, bool scatter, side *few, side *many,
                      const sy_pattern_query *q)
{
    collect(b, i, end, !scatter, many);
    if ((int64_t)many->n < q->spread_many) return false;
    collect(b, i, end, scatter, few);
    const int64_t in = scatter ? few->sum : many->sum, out = scatter ? many->sum : few->sum;
    return in >= q->spread_amount && out >= sy_share_of(in, q->spread_low) &&
           out <= sy_share_of(in, q->spread_high) && is_narrow(few, q);
}

static sy_status find_one(sy_findings *out, const sy_book *b, bool scatter, side *few, side *many,
                          const sy_pattern_query *q)
{
    const sy_pattern pattern = scatter ? SY_PATTERN_SCATTER : SY_PATTERN_GATHER;
    sy_status st = SY_OK;

    for (size_t i = 0, end = 0; st == SY_OK && i < b->n;) {
        const int64_t day = sy_day_of(b->rows[i].at);
        while (end < b->n && sy_day_of(b->rows[end].at) < day + q->spread_days) end++;
        if (is_spread(b, i, end, scatter, few, many, q)) {
            st = add(out, b, i, end, pattern, few, many);
            i = end;
        } else {
            while (i < b->n && sy_day_of(b->rows[i].at) == day) i++;
        }
    }
    return st;
}

sy_status sy_find_spread(sy_findings *out, const sy_book *b, const sy_pattern_query *q)
{
    side few = {0}, many = {0};
    sy_status st = SY_OK;

    if (b->in < q->spread_amount || (int64_t)b->seen <= q->spread_many) return SY_OK;
    few.parties = sy_new_array(out->al, b->n, sizeof *few.parties);
    many.parties = sy_new_array(out->al, b->n, sizeof *many.parties);
    if (!few.parties || !many.parties) st = sy_fail_nomem(out->err);
    if (st == SY_OK) st = find_one(out, b, true, &few, &many, q);
    if (st == SY_OK) st = find_one(out, b, false, &few, &many, q);
    sy_drop(out->al, few.parties);
    sy_drop(out->al, many.parties);
    return st;
}
