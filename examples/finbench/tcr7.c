/* tcr7 FOLDER - from how many an account got money, to how many it paid, and the
 * ratio of the sums; transfers above a threshold only.
 *
 * Question: account threshold start end. Answer: payers|payees|ratio with three
 * decimals, -1 where nobody was paid. */
#include <inttypes.h>
#include <stdio.h>

#include "snapshot.h"

typedef struct side {
    uint64_t accounts;
    money sum;
} side;

static side add_up(const snapshot *s, uint32_t account, bool comes_in, money above, window when)
{
    bool *is_met = need(s->n_accounts, sizeof *is_met);
    side x = {0};
    uint32_t n;
    const uint32_t *rows = rows_of(s, account, &n);

    for (uint32_t i = 0; i < n; i++) {
        const uint32_t t = rows[i] / 2;
        if (rows[i] % 2 != comes_in || s->flow->flags[t] & SY_T_PSEUDO) continue;
        const edge *e = edge_of(s, t);
        const uint32_t other = comes_in ? e->from : e->to;
        if (!is_in(when, e->ms) || e->amount <= above) continue;
        x.sum += e->amount;
        x.accounts += !is_met[other];
        is_met[other] = true;
    }
    sy_drop(NULL, is_met);
    return x;
}

int main(int argc, char **argv)
{
    snapshot s;
    char *words[4];

    if (argc != 2) return 2;
    snapshot_open(&s, argv[1], WITHOUT_WITHDRAWALS);
    while (next_question(words, 4)) {
        const uint32_t account = account_of(&s, id_in(words[0]));
        const money above = money_in(words[1]);
        const window when = {id_in(words[2]), id_in(words[3])};
        const side in = add_up(&s, account, true, above, when);
        const side out = add_up(&s, account, false, above, when);
        printf("%" PRIu64 "|%" PRIu64 "|", in.accounts, out.accounts);
        if (out.accounts)
            print_thousandths(thousandths(in.sum, out.sum));
        else
            printf("-1");
        printf("\n\n");
    }
    snapshot_close(&s);
    return 0;
}
