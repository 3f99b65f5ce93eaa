/* tcr2 FOLDER - whose loans can have come to a person's accounts: accounts from
 * which a way of at most three transfers, each later than the one before, leads
 * there, and into which loans were paid.
 *
 * Question: person start end. Answer: account|loans|what is left of them, the
 * largest first. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flow/explore.h"
#include "snapshot.h"

enum { HOPS = 3 };

typedef struct gathered {
    uint32_t account;
    money amount, balance;
} gathered;

typedef struct search {
    const snapshot *s;
    window when;
    bool *is_upstream; /* by account */
} search;

/* Backward: each transfer must be earlier than the one told before it. */
static sy_explore_step note(void *ctx, const uint32_t *transfers, uint32_t n)
{
    search *q = ctx;
    const edge *first = edge_of(q->s, transfers[n - 1]);

    if (!is_in(q->when, first->ms)) return SY_EXPLORE_TURN;
    if (n > 1 && first->ms >= edge_of(q->s, transfers[n - 2])->ms) return SY_EXPLORE_TURN;
    q->is_upstream[first->from] = true;
    return SY_EXPLORE_ON;
}

static void walk_back(search *q, uint32_t account)
{
    const sy_explore_query walk = {.account = account,
                                   .backward = true,
                                   .may_return = true,
                                   .max_hops = HOPS,
                                   .max_work = SY_MAX_PATH_WORK,
                                   .each = note,
                                   .ctx = q};
    sy_err err = {0};
    sy_explored walked;

    must(sy_explore(&walked, q->s->ways, &walk, &err), &err);
}

static int by_account_and_loan(const void *a, const void *b)
{
    const deposit *x = a, *y = b;
    if (x->account != y->account) return x->account < y->account ? -1 : 1;
    return (x->loan > y->loan) - (x->loan < y->loan);
}

static int largest_first(const void *a, const void *b)
{
    const gathered *x = a, *y = b;
    if (x->amount != y->amount) return x->amount > y->amount ? -1 : 1;
    return (x->account > y->account) - (x->account < y->account);
}

/* Deposits stand by account, then loan; a loan paid out in parts counts once. */
static void print_loans(const search *q)
{
    const snapshot *s = q->s;
    const deposit *before = NULL;
    gathered *found = need(s->n_deposits, sizeof *found);
    size_t n = 0;

    for (size_t i = 0; i < s->n_deposits; i++) {
        const deposit *d = &s->deposits[i];
        if (!q->is_upstream[d->account] || !is_in(q->when, d->ms)) continue;
        if (before && before->account == d->account && before->loan == d->loan) continue;
        if (!before || before->account != d->account) found[n++].account = d->account;
        before = d;
        found[n - 1].amount += s->loans[d->loan].amount;
        found[n - 1].balance += s->loans[d->loan].balance;
    }
    qsort(found, n, sizeof *found, largest_first);
    for (size_t i = 0; i < n; i++) {
        printf("%" PRId64 "|", s->account_ids[found[i].account]);
        print_money(found[i].amount);
        putchar('|');
        print_money(found[i].balance);
        putchar('\n');
    }
    putchar('\n');
    sy_drop(NULL, found);
}

int main(int argc, char **argv)
{
    snapshot s;
    search q = {.s = &s};
    char *words[3];

    if (argc != 2) return 2;
    snapshot_open(&s, argv[1], WITHOUT_WITHDRAWALS);
    qsort(s.deposits, s.n_deposits, sizeof *s.deposits, by_account_and_loan);
    q.is_upstream = need(s.n_accounts, sizeof *q.is_upstream);
    while (next_question(words, 3)) {
        const int64_t person = id_in(words[0]);
        q.when = (window){id_in(words[1]), id_in(words[2])};
        memset(q.is_upstream, 0, s.n_accounts);
        for (size_t i = 0; i < s.n_owners; i++) {
            if (s.owners[i].person == person) walk_back(&q, s.owners[i].account);
        }
        print_loans(&q);
    }
    sy_drop(NULL, q.is_upstream);
    snapshot_close(&s);
    return 0;
}
