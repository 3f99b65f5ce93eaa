/* Statements to ask for: where the withheld accounts stand in the list, and where they would
 * stand by what they received in all. */
#include "insight/inquiries.h"

#include <string.h>

#include "evaluate/score.h"

static uint32_t rank_of(const sy_inquiries *q, const char *account)
{
    for (size_t i = 0; i < q->n; i++) {
        if (strcmp(q->items[i].account, account) == 0) return (uint32_t)i + 1;
    }
    return 0;
}

/* What has come into each account without a statement, as others' rows show it. */
static sy_status sum_received(sy_minor **received, const sy_scoring *x)
{
    const sy_flow *f = x->s->f;
    sy_minor *sums = sy_arena_get(x->arena, (f->n_accounts + 1) * sizeof *sums);

    *received = sums;
    if (!sums) return sy_fail_nomem(x->err);
    for (uint32_t t = 0; t < f->n_transfers; t++) {
        if (sy_is_outside(f->to[t])) continue;
        const sy_ledger *to = &f->ledgers[f->to[t]];
        if (to->flags & SY_L_UNSUPPLIED) sums[to->account] += f->amount[t];
    }
    return SY_OK;
}

/* Its place among them, the largest first; 0: it has none. */
static uint32_t rank_by_amount(const sy_scoring *x, const sy_minor *received, const char *account)
{
    const uint32_t at = sy_case_find_account(x->s->c, sy_slice_of(account));
    uint32_t rank = 1;

    if (at == SY_NONE || received[at] == 0) return 0;
    for (uint32_t a = 0; a < x->s->f->n_accounts; a++) rank += received[a] > received[at];
    return rank;
}

static sy_status rank_withheld(sy_scoring *x, const sy_inquiries *q)
{
    sy_inquiry_score *score = &x->e->inquiries;
    const uint32_t n = (uint32_t)x->t->n_withheld, top = n + 1;
    sy_minor *received = NULL;
    sy_status st = sum_received(&received, x);

    for (uint32_t i = 0; i < n && st == SY_OK; i++) {
        const sy_true_account *t = &x->t->withheld[i];
        const uint32_t rank = rank_of(q, t->account);
        const uint32_t by_amount = rank_by_amount(x, received, t->account);
        score->withheld++;
        score->in_top += rank && rank <= top;
        score->by_amount += by_amount && by_amount <= top;
        if (rank && rank <= top) continue;
        const sy_miss miss = {.what = "missed-inquiry",
                              .account = t->account,
                              .holder = t->holder,
                              .rank = (int32_t)rank};
        st = sy_score_miss(x, &miss);
    }
    return st;
}

static bool is_asked(const sy_inquiries *q, const char *account)
{
    for (size_t i = 0; i < q->n; i++) {
        const sy_inquiry_kind kind = q->items[i].kind;
        if ((kind == SY_INQUIRY_DAYS || kind == SY_INQUIRY_ROWS) &&
            strcmp(q->items[i].account, account) == 0) {
            return true;
        }
    }
    return false;
}

sy_status sy_score_inquiries(sy_scoring *x)
{
    sy_inquiries *found = NULL;
    sy_status st = sy_inquiries_find(&found, x->s, x->err);

    if (st == SY_OK) st = rank_withheld(x, found);
    for (size_t i = 0; i < x->t->n_gaps && st == SY_OK; i++) {
        x->e->inquiries.gaps++;
        x->e->inquiries.gaps_found += is_asked(found, x->t->gaps[i].account);
    }
    return st;
}
