/* circular.c - money that comes round nearly whole (资金回流): from hop to hop about the
 * same amount, soon after, home again. Amounts and gaps prune so well that a plain
 * depth-first search will do; a start that branches too often is cut and said. */
#include <string.h>

#include "base/lang.h"
#include "flow/patterns/book.h"
#include "suyuan/limits.h"

enum { MOST_HOPS = 16 };

typedef struct search {
    const sy_flow *f;
    const sy_pattern_query *q;
    sy_findings *out;
    uint32_t *begin, *outs;  /* by ledger: departures to accounts, in pass order */
    uint32_t way[MOST_HOPS]; /* transfers */
    uint32_t n;
    uint32_t home; /* account */
    uint64_t looks;
    bool is_cut;
} search;

static uint32_t account_at(const sy_flow *f, uint32_t end)
{
    return f->ledgers[end].account;
}

static bool is_hop(const sy_flow *f, uint32_t t, int64_t least)
{
    return !(f->flags[t] & SY_T_PSEUDO) && f->amount[t] >= least && !sy_is_outside(f->from[t]) &&
           !sy_is_outside(f->to[t]) && account_at(f, f->from[t]) != account_at(f, f->to[t]);
}

static sy_status list_outs(search *s)
{
    const sy_flow *f = s->f;
    const int64_t least = sy_share_of(s->q->circular_amount, s->q->circular_low);
    uint32_t n = 0;

    s->begin = sy_new_array(s->out->al, (size_t)f->n_ledgers + 2, sizeof *s->begin);
    if (!s->begin) return sy_fail_nomem(s->out->err);
    for (uint32_t t = 0; t < f->n_transfers; t++) {
        if (!is_hop(f, t, least)) continue;
        s->begin[f->from[t] + 2]++;
        n++;
    }
    for (uint32_t l = 0; l < f->n_ledgers; l++) s->begin[l + 2] += s->begin[l + 1];
    s->outs = sy_new_array(s->out->al, n, sizeof *s->outs);
    if (!s->outs) return sy_fail_nomem(s->out->err);
    for (uint32_t t = 0; t < f->n_transfers; t++) {
        if (is_hop(f, t, least)) s->outs[s->begin[f->from[t] + 1]++] = t;
    }
    return SY_OK;
}

/* The first departure of a ledger behind transfer t. */
static uint32_t first_behind(const search *s, uint32_t ledger, uint32_t t)
{
    uint32_t low = s->begin[ledger], high = s->begin[ledger + 1];

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (s->outs[middle] > t)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static bool goes_on(const search *s, uint32_t t, uint32_t u)
{
    const sy_flow *f = s->f;
    const int64_t gap = sy_flow_at(f, u) - sy_flow_at(f, t);

    return gap >= 0 && gap <= s->q->circular_gap &&
           sy_flow_at(f, u) - sy_flow_at(f, s->way[0]) <= s->q->circular_days * SY_DAY &&
           f->amount[u] >= sy_share_of(f->amount[t], s->q->circular_low) &&
           f->amount[u] <= sy_share_of(f->amount[t], s->q->circular_high);
}

static bool was_there(const search *s, uint32_t account)
{
    for (uint32_t i = 0; i < s->n; i++) {
        if (account_at(s->f, s->f->to[s->way[i]]) == account) return true;
    }
    return false;
}

static sy_status add(search *s)
{
    const sy_flow *f = s->f;
    const uint32_t first = s->way[0], last = s->way[s->n - 1];
    const sy_book home = {.flow = f, .ledger = f->from[first]};
    sy_status st = sy_findings_begin(s->out, SY_PATTERN_CIRCULAR, &home, SY_NONE);

    for (uint32_t i = 0; st == SY_OK && i < s->n; i++) {
        const sy_book_row row = {.transfer = s->way[i],
                                 .at = sy_flow_at(f, s->way[i]),
                                 .date_only = f->flags[s->way[i]] & SY_T_DATE_ONLY};
        st = sy_findings_row(s->out, &row);
    }
    if (st != SY_OK) return st;
    sy_findings_last(s->out)->amount = f->amount[last];
    sy_findings_last(s->out)->share = sy_permille(f->amount[last], f->amount[first]);
    sy_findings_last(s->out)->count = s->n;
    return SY_OK;
}

/* Depth at most circular_length. */
static sy_status go_on(search *s)
{
    const sy_flow *f = s->f;
    const uint32_t t = s->way[s->n - 1], ledger = f->to[t];
    sy_status st = SY_OK;

    for (uint32_t i = first_behind(s, ledger, t); st == SY_OK && i < s->begin[ledger + 1]; i++) {
        const uint32_t u = s->outs[i];
        if (sy_flow_at(f, u) - sy_flow_at(f, t) > s->q->circular_gap) break;
        if (++s->looks > SY_CIRCULAR_WORK) {
            s->is_cut = true;
            return SY_OK;
        }
        const uint32_t to = account_at(f, f->to[u]);
        if (!goes_on(s, t, u) || (to != s->home && was_there(s, to))) continue;
        s->way[s->n++] = u;
        if (to == s->home)
            st = add(s);
        else if (s->n < s->q->circular_length)
            st = go_on(s);
        s->n--;
    }
    return st;
}

sy_status sy_find_circular(sy_findings *out, const sy_shelf *shelf, const sy_pattern_query *q,
                           bool *is_cut)
{
    search s = {.f = shelf->flow, .q = q, .out = out};
    sy_status st = SY_OK;

    if (q->circular_length < 2 || q->circular_length > MOST_HOPS) {
        return sy_fail(out->err, SY_EINVAL,
                       N_("money that comes round is looked for over 2 to %d "
                          "transfers"),
                       MOST_HOPS);
    }
    st = list_outs(&s);
    for (uint32_t t = 0; st == SY_OK && t < s.f->n_transfers; t++) {
        if (!is_hop(s.f, t, q->circular_amount) || !sy_shelf_has(shelf, s.f->from[t])) continue;
        s.home = account_at(s.f, s.f->from[t]);
        s.way[0] = t;
        s.n = 1;
        s.looks = 0;
        st = go_on(&s);
    }
    *is_cut = s.is_cut;
    sy_drop(out->al, s.begin);
    sy_drop(out->al, s.outs);
    return st;
}
