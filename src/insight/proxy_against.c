/* proxy_against.c - what speaks for the holder: that he lives on the account, that money
 * between the two was a loan and repaid, that he trades with many, that it was so long
 * before, that the account keeps other people's money by its nature. */
#include <stdlib.h>

#include "insight/proxy_parts.h"

static bool counts(const sy_use_row *r)
{
    return r->side != SY_SIDE_UNSEEN && r->side != SY_SIDE_OWN;
}

/* ---- his own living ---- */

static bool is_living(const sy_use_row *r)
{
    if (r->side != SY_SIDE_OTHER || r->is_diverted) return false;
    if (r->amount > 0) return r->words & SY_WORD_WAGES || r->other == SY_OUTSIDE + SY_OUT_INCOME;
    if (r->words & (SY_WORD_DEBTOR | SY_WORD_PHONE) || r->fifo > r->size / 2) return false;
    return r->words & SY_WORD_LIVING || r->other == SY_OUTSIDE + SY_OUT_MERCHANT;
}

sy_status sy_hit_living(sy_hit *h, sy_proxy_case *c, const sy_use *u, sy_err *err)
{
    sy_minor whole = 0;

    if (!u->is_supplied) return SY_OK;
    for (size_t i = 0; i < u->n; i++) {
        if (!counts(&u->rows[i])) continue;
        if (!sy_minor_add(&whole, whole, u->rows[i].size)) return SY_OK;
        if (!is_living(&u->rows[i])) continue;
        const sy_status st = sy_hit_row(h, c, u, i, err);
        if (st != SY_OK) return st;
    }
    h->share = sy_part_of(h->amount, whole);
    return SY_OK;
}

/* ---- a loan, repaid before the day ---- */

/* The rows are marked by sy_mark_loan, before any reason looks. */
sy_status sy_hit_loan(sy_hit *h, sy_proxy_case *c, const sy_use *u, sy_err *err)
{
    sy_minor whole = 0;

    for (size_t i = 0; i < u->n; i++) {
        const sy_use_row *r = &u->rows[i];
        if (r->side != SY_SIDE_DEBTOR || !sy_minor_add(&whole, whole, r->size)) continue;
        if (!r->is_settled) continue;
        const sy_status st = sy_hit_row(h, c, u, i, err);
        if (st != SY_OK) return st;
    }
    h->share = sy_part_of(h->amount, whole);
    return SY_OK;
}

/* Before the day, what went one way came back: by its words a loan, or nearly the same
 * sum both ways. */
void sy_mark_loan(const sy_proxy_case *c, sy_use *u)
{
    const int64_t since = c->s->since;
    sy_minor in = 0, out = 0;

    for (size_t i = 0; i < u->n; i++) {
        const sy_use_row *r = &u->rows[i];
        if (r->side != SY_SIDE_DEBTOR || r->at >= since) continue;
        sy_minor *sum = r->amount > 0 ? &in : &out;
        if (!sy_minor_add(sum, *sum, r->size)) return;
    }
    const bool is_balanced = sy_part_of(in < out ? in : out, in < out ? out : in) >= 800;
    for (size_t i = 0; i < u->n; i++) {
        sy_use_row *r = &u->rows[i];
        if (r->side != SY_SIDE_DEBTOR || r->at >= since) continue;
        r->is_settled = is_balanced || r->words & SY_WORD_LOAN;
    }
}

/* ---- trade with many ---- */

/* The largest sum with one counterparty: the rows in groups by counterparty. */
static int by_who(const void *a, const void *b)
{
    const sy_use_row *x = *(const sy_use_row *const *)a, *y = *(const sy_use_row *const *)b;
    return (x->who > y->who) - (x->who < y->who);
}

static sy_status find_largest(sy_minor *largest, const sy_use *u, sy_err *err)
{
    const sy_use_row **list = sy_new_array(NULL, u->n, sizeof *list);
    size_t n = 0;
    sy_minor sum = 0;

    if (!list) return sy_fail_nomem(err);
    for (size_t i = 0; i < u->n; i++) {
        if (counts(&u->rows[i]) && u->rows[i].who != SY_NONE) list[n++] = &u->rows[i];
    }
    if (n) qsort(list, n, sizeof *list, by_who);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || list[i]->who != list[i - 1]->who) sum = 0;
        sum += list[i]->size; /* no more than in and out together, which fit */
        if (sum > *largest) *largest = sum;
    }
    sy_drop(NULL, list);
    return SY_OK;
}

sy_status sy_hit_trade(sy_hit *h, sy_proxy_case *c, const sy_use *u, sy_err *err)
{
    sy_minor whole, largest = 0;

    if (!u->is_supplied || u->counterparties < (uint32_t)c->k->trade_parties) return SY_OK;
    if (!sy_minor_add(&whole, u->in, u->out)) return SY_OK;
    sy_status st = find_largest(&largest, u, err);
    for (size_t i = 0; st == SY_OK && i < u->n; i++) {
        const sy_use_row *r = &u->rows[i];
        const bool is_strange = r->side == SY_SIDE_OTHER && !r->is_diverted && r->fifo == 0 &&
                                (r->who == SY_NONE || !c->deals_with_debtor[r->who]);
        if (is_strange) st = sy_hit_row(h, c, u, i, err);
    }
    h->share = sy_part_of(h->amount, whole);
    h->times = u->counterparties;
    h->number = sy_part_of(largest, whole);
    h->is_there = h->is_there && h->number <= c->k->trade_largest;
    return st;
}

/* ---- long before ---- */

/* What came in a month before the day, of what came in a month since: at most all. */
sy_status sy_hit_history(sy_hit *h, sy_proxy_case *c, const sy_use *u, sy_err *err)
{
    const int64_t since = c->s->since;
    sy_minor before = 0, after = 0;
    int64_t first = INT64_MAX, last = INT64_MIN;

    (void)err;
    if (!u->is_supplied || since == INT64_MIN) return SY_OK;
    for (size_t i = 0; i < u->n; i++) {
        const sy_use_row *r = &u->rows[i];
        if (!counts(r)) continue;
        if (r->at < first) first = r->at;
        if (r->at > last) last = r->at;
        sy_minor *sum = r->at < since ? &before : &after;
        if (!sy_minor_add(sum, *sum, r->size)) return SY_OK;
    }
    const int64_t months_before = (since - first) / (30LL * SY_DAY),
                  months_after = (last - since) / (30LL * SY_DAY) + 1;
    if (first >= since || months_before < c->k->history_months || before == 0) return SY_OK;
    h->is_there = true;
    h->number = (int32_t)months_before;
    h->amount = before;
    h->share = last < since ? 1000 : sy_part_of(before / months_before, after / months_after);
    return SY_OK;
}

/* ---- an account for other people's money ---- */

sy_status sy_hit_escrow(sy_hit *h, sy_proxy_case *c, const sy_use *u, sy_err *err)
{
    const sy_slice holder = sy_slice_of(sy_flow_text(c->f, c->f->ledgers[u->ledger].holder));
    const sy_slice number = sy_slice_of(sy_flow_text(c->f, c->f->ledgers[u->ledger].number));
    const sy_slice type = sy_registry_of_account(c->registry, number, SY_PART_TYPE);
    const bool by_name = sy_word_bits_in(c->k->terms, holder) & SY_WORD_ESCROW;

    (void)err;
    h->is_there = by_name || sy_word_bits_in(c->k->terms, type) & SY_WORD_ESCROW;
    h->what = by_name ? holder : type;
    return SY_OK;
}
