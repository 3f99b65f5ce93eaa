/* tcr3 FOLDER - the fewest transfers from one account to another, whatever their
 * order in time: the net, not the money. Breadth first over the rows of the
 * ledgers. (Paths that money can take: sy_paths_find with SY_RANK_FEWEST.)
 *
 * Question: account account start end. Answer: a number, -1 where there is none. */
#include <stdio.h>
#include <string.h>

#include "snapshot.h"

typedef struct search {
    const snapshot *s;
    window when;
    int *distance; /* by account; -1: not met */
    uint32_t *line;
} search;

static int distance(search *q, uint32_t from, uint32_t to)
{
    uint32_t first = 0, last = 0;

    for (size_t a = 0; a < q->s->n_accounts; a++) q->distance[a] = -1;
    q->distance[from] = 0;
    q->line[last++] = from;
    while (first < last && q->distance[to] < 0) {
        const uint32_t account = q->line[first++];
        uint32_t n;
        const uint32_t *rows = rows_of(q->s, account, &n);
        for (uint32_t i = 0; i < n; i++) {
            const uint32_t t = rows[i] / 2, other = q->s->flow->to[t];
            if (rows[i] % 2 || !is_in(q->when, edge_of(q->s, t)->ms)) continue;
            if (q->distance[other] >= 0) continue;
            q->distance[other] = q->distance[account] + 1;
            q->line[last++] = other;
        }
    }
    return q->distance[to];
}

int main(int argc, char **argv)
{
    snapshot s;
    search q = {.s = &s};
    char *words[4];

    if (argc != 2) return 2;
    snapshot_open(&s, argv[1], WITHOUT_WITHDRAWALS);
    q.distance = need(s.n_accounts, sizeof *q.distance);
    q.line = need(s.n_accounts, sizeof *q.line);
    while (next_question(words, 4)) {
        q.when = (window){id_in(words[2]), id_in(words[3])};
        printf("%d\n\n",
               distance(&q, account_of(&s, id_in(words[0])), account_of(&s, id_in(words[1]))));
    }
    sy_drop(NULL, q.distance);
    sy_drop(NULL, q.line);
    snapshot_close(&s);
    return 0;
}
