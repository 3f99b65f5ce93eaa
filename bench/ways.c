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
#include "flow/list.h"
#include "flow/paths.h"
#include "synth/random.h"

enum { YEARS_DAYS = 3 * 365, RUNS = 5, MOST_EDGES = 1 << 20 };

typedef struct list {
    sy_listed *rows;
    uint32_t n, accounts;
    sy_list *made;
    const sy_flow *flow;
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

static void list_make(list *l)
{
    sy_err err = {0};

    must(sy_list_build(&l->made, NULL, l->rows, l->n, l->accounts, NULL, &err), &err);
    l->flow = sy_list_flow(l->made);
}

static void list_drop(list *l)
{
    sy_list_free(l->made);
    sy_drop(NULL, l->rows);
}

static void draw(list *l, uint32_t n)
{
    sy_random r = {1};

    *l = (list){.rows = need(n, sizeof *l->rows), .n = n, .accounts = n / 10 + 2};
    for (uint32_t i = 0; i < n; i++) {
        const uint64_t drawn = sy_random_next(&r);
        const int64_t yuan = 1ll << (drawn % 17);
        sy_listed *x = &l->rows[i];
        x->from = sy_random_heavy(&r, l->accounts);
        x->to = sy_random_heavy(&r, l->accounts);
        x->at = (int64_t)((uint64_t)i * YEARS_DAYS * SY_DAY / n);
        x->amount = yuan * 100 + (int64_t)((drawn >> 8) % (uint64_t)(yuan * 100));
    }
    list_make(l);
}

/* The same questions whatever is asked about: ends drawn by their transfers. */
static sy_path_query question(const list *l, sy_random *r)
{
    sy_path_query q = {.from = l->rows[sy_random_below(r, l->n)].from};

    do {
        q.to = l->rows[sy_random_below(r, l->n)].to;
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

    must(sy_ways_new(&ways, NULL, l->flow, &err), &err);
    printf("ways of %u transfers, once: %.0f ms CPU\n", l->n,
           ms_of(CLOCK_PROCESS_CPUTIME_ID) - began);
    ask(l, ways, questions, SY_RANK_WIDEST, 0);
    for (uint64_t work = SY_PATH_WORK / 4; work <= 4 * SY_PATH_WORK; work *= 4) {
        ask(l, ways, questions, SY_RANK_WIDEST, work);
    }
    for (sy_path_rank rank = SY_RANK_FIFO; sy_path_rank_name(rank); rank++) {
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
        must(sy_cycles_find(&n, NULL, l->flow, &q, NULL, NULL, &err), &err);
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
    *l = (list){.rows = need(MOST_EDGES, sizeof *l->rows)};
    while (fgets(line, sizeof line, in) && l->n < MOST_EDGES) {
        if (sscanf(line, "%u,%u,%*d,%lld", &from, &to, &at) != 3) continue;
        if (from >= MOST_EDGES || to >= MOST_EDGES) continue;
        l->rows[l->n++] = (sy_listed){from, to, at, 1};
        if (from >= l->accounts) l->accounts = from + 1;
        if (to >= l->accounts) l->accounts = to + 1;
    }
    fclose(in);
    list_make(l);
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
