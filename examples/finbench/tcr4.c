/* tcr4 FOLDER - who closes a triangle: where A paid B, the accounts that B paid and
 * that paid A, in any order.
 *
 * Question: A B start end. Answer: account, then how many transfers, their sum and
 * the largest of them, of those to A and of those from B; the largest first. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "snapshot.h"

typedef struct sums {
    uint64_t n;
    money sum, most;
} sums;

typedef struct third {
    uint32_t account;
    sums to_a, from_b;
} third;

static void add(sums *x, money amount)
{
    x->n++;
    x->sum += amount;
    if (amount > x->most) x->most = amount;
}

/* What account gets (comes_in) or pays, by the account on the other side. */
static bool add_up(const snapshot *s, third *by_account, uint32_t account, bool comes_in,
                   window when, uint32_t wanted)
{
    bool has_wanted = false;
    uint32_t n;
    const uint32_t *rows = rows_of(s, account, &n);

    for (uint32_t i = 0; i < n; i++) {
        const uint32_t t = rows[i] / 2;
        const uint32_t other = comes_in ? s->flow->from[t] : s->flow->to[t];
        if (rows[i] % 2 != comes_in || other >= s->n_accounts) continue;
        const edge *e = edge_of(s, t);
        if (!is_in(when, e->ms)) continue;
        has_wanted |= other == wanted;
        add(comes_in ? &by_account[other].to_a : &by_account[other].from_b, e->amount);
    }
    return has_wanted;
}

static int largest_first(const void *a, const void *b)
{
    const third *x = a, *y = b;
    if (x->to_a.sum != y->to_a.sum) return x->to_a.sum > y->to_a.sum ? -1 : 1;
    if (x->from_b.sum != y->from_b.sum) return x->from_b.sum > y->from_b.sum ? -1 : 1;
    return (x->account > y->account) - (x->account < y->account);
}

static void print_sums(const sums *x)
{
    printf("|%" PRIu64 "|", x->n);
    print_money(x->sum);
    putchar('|');
    print_money(x->most);
}

static void answer(const snapshot *s, uint32_t a, uint32_t b, window when)
{
    third *found = need(s->n_accounts, sizeof *found);
    size_t n = 0;

    for (uint32_t i = 0; i < s->n_accounts; i++) found[i].account = i;
    add_up(s, found, a, true, when, b);
    add_up(s, found, b, false, when, a);
    /* Did A pay B at all? Only asked; what A paid goes to a place of its own. */
    third *paid = need(s->n_accounts, sizeof *paid);
    if (add_up(s, paid, a, false, when, b)) {
        for (uint32_t i = 0; i < s->n_accounts; i++) {
            if (found[i].to_a.n && found[i].from_b.n) found[n++] = found[i];
        }
    }
    qsort(found, n, sizeof *found, largest_first);
    for (size_t i = 0; i < n; i++) {
        printf("%" PRId64, s->account_ids[found[i].account]);
        print_sums(&found[i].to_a);
        print_sums(&found[i].from_b);
        putchar('\n');
    }
    putchar('\n');
    sy_drop(NULL, paid);
    sy_drop(NULL, found);
}

int main(int argc, char **argv)
{
    snapshot s;
    char *words[4];

    if (argc != 2) return 2;
    snapshot_open(&s, argv[1], WITHOUT_WITHDRAWALS);
    while (next_question(words, 4)) {
        answer(&s, account_of(&s, id_in(words[0])), account_of(&s, id_in(words[1])),
               (window){id_in(words[2]), id_in(words[3])});
    }
    snapshot_close(&s);
    return 0;
}
