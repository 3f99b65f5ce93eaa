/* tcr1 FOLDER - accounts within three transfers, each later than the one before, to
 * which somebody signed in from a blocked device.
 *
 * Question: account start end. Answer: account|distance|medium|type, and after
 * all of them the number of ways that were walked. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "flow/explore.h"
#include "snapshot.h"

enum { HOPS = 3 };

typedef struct search {
    const snapshot *s;
    window when;
    bool *is_at[HOPS + 1]; /* by distance and account */
    uint64_t ways;
} search;

static sy_explore_step note(void *ctx, const uint32_t *transfers, uint32_t n)
{
    search *q = ctx;
    const edge *last = edge_of(q->s, transfers[n - 1]);

    if (!is_in(q->when, last->ms)) return SY_EXPLORE_TURN;
    if (n > 1 && last->ms <= edge_of(q->s, transfers[n - 2])->ms) return SY_EXPLORE_TURN;
    q->is_at[n][last->to] = true;
    q->ways++;
    return SY_EXPLORE_ON;
}

/* Sign-ins stand by account, then medium: so do the answers. */
static void print_devices(const search *q, uint32_t distance)
{
    const snapshot *s = q->s;
    const sign_in *before = NULL;

    for (size_t i = 0; i < s->n_sign_ins; i++) {
        const sign_in *x = &s->sign_ins[i];
        if (!q->is_at[distance][x->account] || !is_in(q->when, x->ms)) continue;
        if (before && before->account == x->account && before->medium == x->medium) continue;
        before = x;
        printf("%" PRId64 "|%" PRIu32 "|%" PRId64 "|%s\n", s->account_ids[x->account], distance,
               x->medium, x->type);
    }
}

static void answer(search *q, uint32_t account)
{
    const sy_explore_query walk = {.account = account,
                                   .may_return = true,
                                   .max_hops = HOPS,
                                   .max_work = SY_MAX_PATH_WORK,
                                   .each = note,
                                   .ctx = q};
    sy_err err = {0};
    sy_explored walked;

    q->ways = 0;
    for (uint32_t d = 1; d <= HOPS; d++) memset(q->is_at[d], 0, q->s->n_accounts);
    must(sy_explore(&walked, q->s->ways, &walk, &err), &err);
    for (uint32_t d = 1; d <= HOPS; d++) print_devices(q, d);
    printf("%" PRIu64 "\n\n", q->ways);
}

int main(int argc, char **argv)
{
    snapshot s;
    search q = {.s = &s};
    char *words[3];

    if (argc != 2) return 2;
    snapshot_open(&s, argv[1], WITHOUT_WITHDRAWALS);
    for (uint32_t d = 1; d <= HOPS; d++) q.is_at[d] = need(s.n_accounts, sizeof *q.is_at[d]);
    while (next_question(words, 3)) {
        q.when = (window){id_in(words[1]), id_in(words[2])};
        answer(&q, account_of(&s, id_in(words[0])));
    }
    for (uint32_t d = 1; d <= HOPS; d++) sy_drop(NULL, q.is_at[d]);
    snapshot_close(&s);
    return 0;
}
