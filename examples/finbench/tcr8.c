/* tcr8 FOLDER - where a loan can have gone: from the accounts into which it was
 * paid along at most three transfers or withdrawals, each of more than a share
 * of the one before, in any order of time.
 *
 * Question: loan share start end. Answer: account|what the last transfers of all
 * these ways brought there, as a ratio to the loan|distance from the loan; the
 * furthest first, then the largest ratio. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flow/explore.h"
#include "snapshot.h"

enum { HOPS = 3 };

typedef struct reached {
    uint32_t account, distance; /* 0: not at all */
    money sum;
    int64_t ratio; /* thousandths */
} reached;

typedef struct search {
    const snapshot *s;
    window when;
    money share; /* of MONEY_ONE */
    reached *by_account;
    bool *is_last; /* by edge: some way ends with it */
    /* The way that goes on from a transfer of an account to itself: */
    uint32_t hops; /* that it has had, */
    money before;  /* ... the amount of the last, 0: it has just begun */
    const uint32_t *prefix;
    uint32_t n_prefix;
} search;

/* a > b * share, exactly: both sides stay below 2^127 for amounts below 10^17. */
static bool is_more_than_share(money a, money b, money share)
{
    return a * 1000 > b * (share / (MONEY_ONE / 1000));
}

static bool may_take(const search *q, const edge *e, money before)
{
    return is_in(q->when, e->ms) && (!before || is_more_than_share(e->amount, before, q->share));
}

static void arrive(search *q, const edge *e, uint32_t hops)
{
    reached *r = &q->by_account[e->to];
    bool *is_last = &q->is_last[e - q->s->edges];

    if (!*is_last) r->sum += e->amount;
    *is_last = true;
    if (!r->distance || hops + 1 < r->distance) r->distance = hops + 1;
}

static void walk_from(search *q, uint32_t account);

/* What an account pays to itself moves nothing and is in no ledger. In this net it
 * is a step like others, so it is taken here. No way takes two of them. */
static void go_round(search *q, uint32_t account, const uint32_t *way, uint32_t n, uint32_t hops,
                     money before)
{
    const search was = *q;

    if (hops == HOPS || q->n_prefix || q->hops) return;
    for (size_t i = 0; i < q->s->n_edges; i++) {
        const edge *e = &q->s->edges[i];
        if (e->from != e->to) break; /* they stand first */
        if (e->from != account || !may_take(q, e, before)) continue;
        arrive(q, e, hops + 1);
        q->hops = hops + 1;
        q->before = e->amount;
        q->prefix = way;
        q->n_prefix = n;
        walk_from(q, account);
        *q = was;
    }
}

static bool is_taken(const search *q, uint32_t transfer)
{
    for (uint32_t i = 0; i < q->n_prefix; i++) {
        if (q->prefix[i] == transfer) return true;
    }
    return false;
}

static sy_explore_step note(void *ctx, const uint32_t *transfers, uint32_t n)
{
    search *q = ctx;
    const edge *last = edge_of(q->s, transfers[n - 1]);
    const money before = n > 1 ? edge_of(q->s, transfers[n - 2])->amount : q->before;

    if (!may_take(q, last, before) || is_taken(q, transfers[n - 1])) return SY_EXPLORE_TURN;
    arrive(q, last, q->hops + n);
    go_round(q, last->to, transfers, n, q->hops + n, last->amount);
    return SY_EXPLORE_ON;
}

static void walk_from(search *q, uint32_t account)
{
    const sy_explore_query walk = {.account = account,
                                   .any_order = true,
                                   .may_return = true,
                                   .max_hops = HOPS - q->hops,
                                   .max_work = SY_MAX_PATH_WORK,
                                   .each = note,
                                   .ctx = q};
    sy_err err = {0};
    sy_explored walked;

    if (q->hops == HOPS) return;
    must(sy_explore(&walked, q->s->ways, &walk, &err), &err);
}

static int furthest_first(const void *a, const void *b)
{
    const reached *x = a, *y = b;
    if (x->distance != y->distance) return x->distance > y->distance ? -1 : 1;
    if (x->ratio != y->ratio) return x->ratio > y->ratio ? -1 : 1;
    return (x->account > y->account) - (x->account < y->account);
}

static void print_reached(const search *q, const loan *l)
{
    const snapshot *s = q->s;
    size_t n = 0;

    for (uint32_t a = 0; a < s->n_accounts; a++) {
        reached r = q->by_account[a];
        if (!r.distance) continue;
        r.account = a;
        r.ratio = thousandths(r.sum, l->amount);
        q->by_account[n++] = r;
    }
    qsort(q->by_account, n, sizeof *q->by_account, furthest_first);
    for (size_t i = 0; i < n; i++) {
        const reached *r = &q->by_account[i];
        printf("%" PRId64 "|", s->account_ids[r->account]);
        print_thousandths(r->ratio);
        printf("|%" PRIu32 "\n", r->distance);
    }
    putchar('\n');
}

int main(int argc, char **argv)
{
    snapshot s;
    search q = {.s = &s};
    char *words[4];

    if (argc != 2) return 2;
    snapshot_open(&s, argv[1], WITH_WITHDRAWALS);
    q.by_account = need(s.n_accounts, sizeof *q.by_account);
    q.is_last = need(s.n_edges, sizeof *q.is_last);
    while (next_question(words, 4)) {
        const uint32_t number = loan_of(&s, id_in(words[0]));
        q.share = money_in(words[1]);
        q.when = (window){id_in(words[2]), id_in(words[3])};
        memset(q.by_account, 0, s.n_accounts * sizeof *q.by_account);
        memset(q.is_last, 0, s.n_edges * sizeof *q.is_last);
        for (size_t i = 0; i < s.n_deposits; i++) {
            const deposit *d = &s.deposits[i];
            if (d->loan != number || !is_in(q.when, d->ms)) continue;
            walk_from(&q, d->account);
            go_round(&q, d->account, NULL, 0, 0, 0);
        }
        print_reached(&q, &s.loans[number]);
    }
    sy_drop(NULL, q.by_account);
    sy_drop(NULL, q.is_last);
    snapshot_close(&s);
    return 0;
}
