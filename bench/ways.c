/* ways TRANSFERS QUESTIONS [EDGES.csv DAYS...]: paths and cycles over a list made
 * up in memory (ten transfers an account, ends heavy-tailed, three years), and
 * cycles of a file FROM,TO,WEIGHT,TIME for windows of so many days. Paths: the ten
 * best between accounts drawn by their transfers, six hops, the standard work
 * limit, CPU time of one core. Cycles: wall-clock time on all threads. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/civil.h"
#include "base/parallel.h"
#include "flow/cycles.h"
#include "flow/paths.h"
#include "synth/random.h"

enum { YEARS_DAYS = 3 * 365, RUNS = 5, MOST_EDGES = 1 << 20 };

typedef struct list {
    uint32_t *from, *to, *at;
    int64_t *amount, *moved;
    uint8_t *flags;
    sy_ledger *ledgers;
    uint32_t *row_begin, *rows;
    sy_flow flow;
} list;

static void *need(size_t n, size_t size)
{
    void *p = sy_new_array(NULL, n, size);

    if (!p) {
        fputs("ways: out of memory\n", stderr);
        exit(4);
    }
    return p;
}

static void must(sy_status st, const sy_err *err)
{
    if (st == SY_OK) return;
    fprintf(stderr, "ways: %s\n", err->text);
    exit(4);
}

static double ms_of(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void list_make(list *l, uint32_t n, uint32_t accounts)
{
    l->from = need(n, sizeof *l->from);
    l->to = need(n, sizeof *l->to);
    l->at = need(n, sizeof *l->at);
    l->amount = need(n, sizeof *l->amount);
    l->flags = need(n, 1);
    l->ledgers = need(accounts, sizeof *l->ledgers);
    for (uint32_t a = 0; a < accounts; a++) {
        l->ledgers[a] = (sy_ledger){.account = a, .continues = SY_NONE};
    }
    l->flow = (sy_flow){.n_transfers = n,
                        .n_ledgers = accounts,
                        .n_accounts = accounts,
                        .from = l->from,
                        .to = l->to,
                        .at = l->at,
                        .amount = l->amount,
                        .flags = l->flags,
                        .ledgers = l->ledgers};
}

static void list_drop(list *l)
{
    sy_drop(NULL, l->from);
    sy_drop(NULL, l->to);
    sy_drop(NULL, l->at);
    sy_drop(NULL, l->amount);
    sy_drop(NULL, l->flags);
    sy_drop(NULL, l->ledgers);
    sy_drop(NULL, l->row_begin);
    sy_drop(NULL, l->rows);
    sy_drop(NULL, l->moved);
}

/* The rows of each ledger, as the index has them. */
static void make_rows(list *l)
{
    const uint32_t n = l->flow.n_transfers, ledgers = l->flow.n_ledgers;

    l->row_begin = need((size_t)ledgers + 2, sizeof *l->row_begin);
    l->rows = need(2 * (size_t)n, sizeof *l->rows);
    l->moved = need(2 * (size_t)n, sizeof *l->moved);
    uint32_t *next = l->row_begin + 1; /* where a ledger's next row goes */
    for (uint32_t t = 0; t < n; t++) {
        next[l->from[t] + 1]++;
        next[l->to[t] + 1]++;
    }
    for (uint32_t a = 0; a < ledgers; a++) next[a + 1] += next[a];
    for (uint32_t t = 0; t < n; t++) {
        const uint32_t out = next[l->from[t]]++, in = next[l->to[t]]++;
        l->rows[out] = t * 2;
        l->moved[out] = -l->amount[t];
        l->rows[in] = t * 2 + 1;
        l->moved[in] = l->amount[t];
    }
    l->flow.row_begin = l->row_begin;
    l->flow.rows = l->rows;
    l->flow.moved = l->moved;
}

static void draw(list *l, uint32_t n)
{
    const uint32_t accounts = n / 10 + 2;
    sy_random r = {1};

    list_make(l, n, accounts);
    for (uint32_t i = 0; i < n; i++) {
        const uint64_t drawn = sy_random_next(&r);
        const int64_t yuan = 1ll << (drawn % 17);
        l->from[i] = sy_random_heavy(&r, accounts);
        l->to[i] = sy_random_heavy(&r, accounts);
        l->at[i] = (uint32_t)((uint64_t)i * YEARS_DAYS * SY_DAY / n);
        l->amount[i] = yuan * 100 + (int64_t)((drawn >> 8) % (uint64_t)(yuan * 100));
    }
    make_rows(l);
}

/* The same questions whatever is asked about: ends drawn by their transfers. */
static sy_path_query question(const list *l, sy_random *r)
{
    sy_path_query q = {.from = l->from[sy_random_below(r, l->flow.n_transfers)]};

    do {
        q.to = l->to[sy_random_below(r, l->flow.n_transfers)];
    } while (q.to == q.from);
    return q;
}

static void ask(const list *l, const sy_ways *ways, uint32_t questions, sy_path_rank rank,
                uint64_t work)
{
    sy_random r = {2};
    sy_err err = {0};
    double *took = need(questions, sizeof *took);
    uint32_t cut = 0, found = 0;
    uint64_t looks = 0;

    for (uint32_t i = 0; i < questions; i++) {
        sy_path_query q = question(l, &r);
        sy_paths *p = NULL;
        q.rank = rank;
        q.max_work = work;
        const double began = ms_of(CLOCK_PROCESS_CPUTIME_ID);
        must(sy_paths_find(&p, NULL, ways, &q, &err), &err);
        took[i] = ms_of(CLOCK_PROCESS_CPUTIME_ID) - began;
        cut += p->is_cut;
        found += p->n > 0;
        looks += p->work;
        sy_paths_free(p);
    }
    qsort(took, questions, sizeof *took, by_size);
    printf("ten %s paths, six hops, %u questions, limit %.1f M rows: median %.1f ms CPU, p99 %.1f, "
           "most %.1f; %u with paths, %u cut, %.2f M rows each\n",
           sy_path_rank_name(rank), questions, (double)(work ? work : SY_PATH_WORK) / 1e6,
           took[questions / 2], took[questions * 99 / 100], took[questions - 1], found, cut,
           (double)looks / 1e6 / questions);
    sy_drop(NULL, took);
}

static void measure_paths(const list *l, uint32_t questions)
{
    sy_err err = {0};
    sy_ways *ways = NULL;
    const double began = ms_of(CLOCK_PROCESS_CPUTIME_ID);

    must(sy_ways_new(&ways, NULL, &l->flow, &err), &err);
    printf("ways of %u transfers, once: %.0f ms CPU\n", l->flow.n_transfers,
           ms_of(CLOCK_PROCESS_CPUTIME_ID) - began);
    ask(l, ways, questions, SY_RANK_WIDEST, 0);
    for (uint64_t work = SY_PATH_WORK / 4; work <= 4 * SY_PATH_WORK; work *= 4) {
        ask(l, ways, questions, SY_RANK_WIDEST, work);
    }
    for (sy_path_rank rank = SY_RANK_SHORTEST; sy_path_rank_name(rank); rank++) {
        ask(l, ways, questions, rank, 0);
    }
    sy_ways_free(ways);
}

static void measure_cycles(const list *l, const char *what, int64_t window, uint32_t max_length)
{
    const sy_cycle_query q = {.window = window, .max_length = max_length};
    sy_err err = {0};
    sy_cycle_count n;
    double took[RUNS];

    for (int i = 0; i < RUNS; i++) {
        const double began = ms_of(CLOCK_MONOTONIC);
        must(sy_cycles_find(&n, NULL, &l->flow, &q, NULL, NULL, &err), &err);
        took[i] = ms_of(CLOCK_MONOTONIC) - began;
    }
    qsort(took, RUNS, sizeof *took, by_size);
    printf("cycles of %s within %.2f days: %llu%s, median %.1f ms (%.1f to %.1f), %llu looks\n",
           what, (double)window / SY_DAY, (unsigned long long)n.total, n.cut_by ? " (cut)" : "",
           took[RUNS / 2], took[0], took[RUNS - 1], (unsigned long long)n.work);
}

static void read_edges(list *l, const char *path)
{
    FILE *in = fopen(path, "r");
    char line[256];
    unsigned from, to;
    long long at;

    if (!in) {
        perror(path);
        exit(3);
    }
    list_make(l, MOST_EDGES, MOST_EDGES);
    l->flow.n_transfers = 0;
    while (fgets(line, sizeof line, in) && l->flow.n_transfers < MOST_EDGES) {
        const uint32_t t = l->flow.n_transfers;
        if (sscanf(line, "%u,%u,%*d,%lld", &from, &to, &at) != 3) continue;
        if (from >= MOST_EDGES || to >= MOST_EDGES) continue;
        l->from[t] = from;
        l->to[t] = to;
        l->at[t] = (uint32_t)at;
        l->amount[t] = 1;
        l->flow.n_transfers++;
    }
    fclose(in);
    uint32_t accounts = 0;
    for (uint32_t t = 0; t < l->flow.n_transfers; t++) {
        if (l->from[t] >= accounts) accounts = l->from[t] + 1;
        if (l->to[t] >= accounts) accounts = l->to[t] + 1;
    }
    l->flow.n_ledgers = l->flow.n_accounts = accounts;
}

int main(int argc, char **argv)
{
    list l = {0};

    if (argc < 3) return 2;
    printf("%u threads\n", sy_threads());
    draw(&l, (uint32_t)strtoul(argv[1], NULL, 10));
    measure_paths(&l, (uint32_t)strtoul(argv[2], NULL, 10));
    measure_cycles(&l, "the list", SY_DAY / 4, 0);
    list_drop(&l);
    if (argc == 3) return 0;
    read_edges(&l, argv[3]);
    for (int i = 4; i < argc; i++)
        measure_cycles(&l, "bitcoin-alpha", strtol(argv[i], NULL, 10) * SY_DAY, 0);
    list_drop(&l);
    return 0;
}
