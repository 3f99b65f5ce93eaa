/* tcr5 FOLDER - all ways of money out of a person's accounts: at most three
 * transfers, each later than the one before, no account twice.
 *
 * Question: person start end. Answer: the accounts of each way, the longest ways
 * first, equal ones by account; parallel transfers make one way. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "flow/explore.h"
#include "snapshot.h"

enum { HOPS = 3 };

typedef struct way {
    uint32_t hops, accounts[HOPS + 1];
} way;

typedef struct search {
    const snapshot *s;
    window when;
    way *ways;
    size_t n, capacity;
} search;

static void keep(search *q, const uint32_t *transfers, uint32_t n)
{
    void *items = q->ways;

    if (!sy_grow(NULL, &items, &q->capacity, q->n, q->n + 1, sizeof *q->ways))
        must(SY_ENOMEM, NULL);
    q->ways = items;
    way *w = &q->ways[q->n++];
    *w = (way){.hops = n, .accounts = {edge_of(q->s, transfers[0])->from}};
    for (uint32_t i = 0; i < n; i++) w->accounts[i + 1] = edge_of(q->s, transfers[i])->to;
}

static sy_explore_step note(void *ctx, const uint32_t *transfers, uint32_t n)
{
    search *q = ctx;
    const edge *last = edge_of(q->s, transfers[n - 1]);

    if (!is_in(q->when, last->ms)) return SY_EXPLORE_TURN;
    if (n > 1 && last->ms <= edge_of(q->s, transfers[n - 2])->ms) return SY_EXPLORE_TURN;
    keep(q, transfers, n);
    return SY_EXPLORE_ON;
}

static int longest_first(const void *a, const void *b)
{
    const way *x = a, *y = b;
    if (x->hops != y->hops) return x->hops > y->hops ? -1 : 1;
    for (uint32_t i = 0; i <= x->hops; i++) {
        if (x->accounts[i] != y->accounts[i]) return x->accounts[i] < y->accounts[i] ? -1 : 1;
    }
    return 0;
}

static void print_ways(search *q)
{
    if (q->n) qsort(q->ways, q->n, sizeof *q->ways, longest_first);
    for (size_t i = 0; i < q->n; i++) {
        const way *w = &q->ways[i];
        if (i > 0 && longest_first(w, w - 1) == 0) continue;
        for (uint32_t k = 0; k <= w->hops; k++) {
            printf("%s%" PRId64, k ? "|" : "", q->s->account_ids[w->accounts[k]]);
        }
        putchar('\n');
    }
    putchar('\n');
}

static void walk_from(search *q, uint32_t account)
{
    const sy_explore_query walk = {
        .account = account, .max_hops = HOPS, .max_work = SY_MAX_PATH_WORK, .each = note, .ctx = q};
    sy_err err = {0};
    sy_explored walked;

    must(sy_explore(&walked, q->s->ways, &walk, &err), &err);
}

int main(int argc, char **argv)
{
    snapshot s;
    search q = {.s = &s};
    char *words[3];

    if (argc != 2) return 2;
    snapshot_open(&s, argv[1], WITHOUT_WITHDRAWALS);
    while (next_question(words, 3)) {
        const int64_t person = id_in(words[0]);
        q.when = (window){id_in(words[1]), id_in(words[2])};
        q.n = 0;
        for (size_t i = 0; i < s.n_owners; i++) {
            if (s.owners[i].person == person) walk_from(&q, s.owners[i].account);
        }
        print_ways(&q);
    }
    sy_drop(NULL, q.ways);
    snapshot_close(&s);
    return 0;
}
