/* tcr6 FOLDER - many to one, then out: accounts that got more than three transfers
 * above a threshold, and from which one account withdrew above another.
 *
 * Question: account threshold1 (of the transfers) threshold2 (of the withdrawals)
 * start end. Answer: account|sum of the transfers|sum of the withdrawals, the most
 * withdrawn first. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "snapshot.h"

enum { MANY = 3 }; /* more than this */

typedef struct gathered {
    uint32_t account;
    uint64_t n;
    money in, out;
} gathered;

typedef struct question {
    window when;
    money in_above, out_above;
} question;

static void add_transfers(const snapshot *s, gathered *g, const question *q)
{
    uint32_t n;
    const uint32_t *rows = rows_of(s, g->account, &n);

    for (uint32_t i = 0; i < n; i++) {
        const uint32_t t = rows[i] / 2;
        if (rows[i] % 2 == 0 || s->flow->flags[t] & SY_T_PSEUDO) continue;
        const edge *e = edge_of(s, t);
        if (e->is_withdrawal || !is_in(q->when, e->ms) || e->amount <= q->in_above) continue;
        g->n++;
        g->in += e->amount;
    }
}

static int most_first(const void *a, const void *b)
{
    const gathered *x = a, *y = b;
    if (x->out != y->out) return x->out > y->out ? -1 : 1;
    return (x->account > y->account) - (x->account < y->account);
}

static void answer(const snapshot *s, uint32_t account, const question *q)
{
    gathered *by_account = need(s->n_accounts, sizeof *by_account);
    size_t found = 0;
    uint32_t n;
    const uint32_t *rows = rows_of(s, account, &n);

    for (uint32_t i = 0; i < n; i++) {
        const uint32_t t = rows[i] / 2;
        if (rows[i] % 2 == 0 || s->flow->flags[t] & SY_T_PSEUDO) continue;
        const edge *e = edge_of(s, t);
        if (!e->is_withdrawal || !is_in(q->when, e->ms) || e->amount <= q->out_above) continue;
        by_account[e->from].out += e->amount;
    }
    for (uint32_t a = 0; a < s->n_accounts; a++) {
        gathered g = {.account = a, .out = by_account[a].out};
        if (g.out == 0) continue;
        add_transfers(s, &g, q);
        if (g.n > MANY) by_account[found++] = g;
    }
    qsort(by_account, found, sizeof *by_account, most_first);
    for (size_t i = 0; i < found; i++) {
        printf("%" PRId64 "|", s->account_ids[by_account[i].account]);
        print_money(by_account[i].in);
        putchar('|');
        print_money(by_account[i].out);
        putchar('\n');
    }
    putchar('\n');
    sy_drop(NULL, by_account);
}

int main(int argc, char **argv)
{
    snapshot s;
    char *words[5];

    if (argc != 2) return 2;
    snapshot_open(&s, argv[1], WITH_WITHDRAWALS);
    while (next_question(words, 5)) {
        const question q = {.when = {id_in(words[3]), id_in(words[4])},
                            .in_above = money_in(words[1]),
                            .out_above = money_in(words[2])};
        answer(&s, account_of(&s, id_in(words[0])), &q);
    }
    snapshot_close(&s);
    return 0;
}
