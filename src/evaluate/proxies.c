/* Accounts that the debtor may use: where the true ones stand in the list, and beside it in
 * those of the plain baselines. */
#include "insight/proxies.h"

#include <string.h>

#include "evaluate/score.h"

enum { LIKELY = 60 };

static const sy_proxy *listed(const sy_proxies *p, const char *account)
{
    for (size_t i = 0; i < p->n; i++) {
        if (strcmp(p->items[i].number, account) == 0) return &p->items[i];
    }
    return NULL;
}

static bool is_in(const sy_true_account *list, size_t n, const char *account)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(list[i].account, account) == 0) return true;
    }
    return false;
}

static sy_status rank_true(sy_scoring *x, const sy_proxies *p)
{
    sy_proxy_score *score = &x->e->proxies;
    const uint32_t n = (uint32_t)x->t->n_proxies, top = n + 2;
    uint32_t here = 0, by_turnover = 0, by_degree = 0;
    sy_status st = SY_OK;

    for (uint32_t i = 0; i < n && st == SY_OK; i++) {
        const sy_true_account *t = &x->t->proxies[i];
        const sy_proxy *found = listed(p, t->account);
        const bool is_top = found && found->rank <= top;
        here += is_top;
        by_turnover += found && found->turnover_rank <= top;
        by_degree += found && found->degree_rank <= top;
        if (is_top) continue;
        const sy_miss miss = {.what = "missed-proxy",
                              .kind = t->make,
                              .account = t->account,
                              .holder = t->holder,
                              .rank = found ? (int32_t)found->rank : 0,
                              .score = found ? found->score : 0};
        st = sy_score_miss(x, &miss);
    }
    score->n_true += n;
    score->in_top += here;
    score->by_turnover += by_turnover;
    score->by_degree += by_degree;
    score->cases++;
    score->whole_cases += here == n;
    score->whole_by_turnover += by_turnover == n;
    score->whole_by_degree += by_degree == n;
    return st;
}

/* Those who score 60 and are no true ones. */
static sy_status count_likely(sy_scoring *x, const sy_proxies *p)
{
    const sy_truth *t = x->t;
    sy_status st = SY_OK;

    x->e->proxies.hard_negatives += (uint32_t)t->n_hard_negatives;
    for (size_t i = 0; i < p->n && st == SY_OK; i++) {
        const sy_proxy *found = &p->items[i];
        if (found->score < LIKELY || is_in(t->proxies, t->n_proxies, found->number)) continue;
        const bool is_hard = is_in(t->hard_negatives, t->n_hard_negatives, found->number);
        if (is_hard)
            x->e->proxies.hard_negatives_60++;
        else
            x->e->proxies.others_60++;
        const sy_miss miss = {.what = is_hard ? "hard-negative-60" : "other-60",
                              .account = found->number,
                              .holder = found->holder,
                              .rank = (int32_t)found->rank,
                              .score = found->score};
        st = sy_score_miss(x, &miss);
    }
    return st;
}

sy_status sy_score_proxies(sy_scoring *x)
{
    sy_proxies *found = NULL;
    sy_status st = sy_proxies_find(&found, x->s, NULL, x->err);

    if (st == SY_OK) st = rank_true(x, found);
    return st == SY_OK ? count_likely(x, found) : st;
}
