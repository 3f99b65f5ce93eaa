/* trace TRANSFERS RUNS FOLDER: whole traces over a list made up in memory: one seed,
 * no bounds, the answer as sinks. Ten transfers an account, ends heavy-tailed
 * (the rank of an account is the cube of an even draw, as in synth/random.h),
 * accounts numbered at random, amounts even by their logarithm from 1 to
 * 100,000 yuan. Seeds: the busiest account, and the one a hundredth down the
 * ranks. Then a ping-pong: 100,000 lots, tainted and clean by turns, go to and fro
 * 200,000 times. The index goes to FOLDER and away again. Prints lines of CSV:
 * what, CPU seconds, transfers, peak MB (of "open index": the file's MB). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/alloc.h"
#include "base/file.h"
#include "flow/build.h"
#include "flow/index.h"
#include "flow/trace.h"
#include "synth/random.h"

typedef struct world {
    uint32_t n, accounts;
    int64_t *at, *amount, *balance;
    uint32_t *ledger, *other, *match, *rows, *proved_begin, *by_rank;
    uint8_t *flags;
    uint64_t *row_begin;
    sy_ledger *ledgers;
    sy_place_base source;
} world;

static void *need(size_t n, size_t size)
{
    void *p = sy_new_array(NULL, n, size);

    if (!p) {
        fputs("trace: out of memory\n", stderr);
        exit(4);
    }
    return p;
}

static void stop(const char *what, const sy_err *err)
{
    fprintf(stderr, "trace: %s: %s\n", what, err->text);
    exit(4);
}

static double cpu_seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double peak_mb(void)
{
    struct rusage used;

    getrusage(RUSAGE_SELF, &used);
    return (double)used.ru_maxrss / 1024;
}

static void shuffle_ranks(world *w, sy_random *r)
{
    w->by_rank = need(w->accounts, sizeof *w->by_rank);
    for (uint32_t a = 0; a < w->accounts; a++) w->by_rank[a] = a;
    for (uint32_t a = w->accounts; a-- > 1;) {
        const uint32_t b = sy_random_below(r, a + 1), kept = w->by_rank[a];
        w->by_rank[a] = w->by_rank[b];
        w->by_rank[b] = kept;
    }
}

static void need_rows(world *w)
{
    w->at = need(w->n, sizeof *w->at);
    w->amount = need(w->n, sizeof *w->amount);
    w->balance = need(w->n, sizeof *w->balance);
    w->ledger = need(w->n, sizeof *w->ledger);
    w->other = need(w->n, sizeof *w->other);
    w->match = need(w->n, sizeof *w->match);
    w->flags = need(w->n, sizeof *w->flags);
}

static void put_row(world *w, uint32_t i, uint32_t from, uint32_t to, int64_t amount)
{
    w->at[i] = i;
    w->amount[i] = -amount;
    w->ledger[i] = from;
    w->other[i] = to;
    w->match[i] = SY_NONE;
    w->flags[i] = SY_ROW_TRANSFER;
}

static void draw_transfers(world *w)
{
    sy_random r = {1};

    shuffle_ranks(w, &r);
    need_rows(w);
    for (uint32_t i = 0; i < w->n; i++) {
        const uint32_t from = sy_random_heavy(&r, w->accounts);
        uint32_t to = sy_random_heavy(&r, w->accounts);
        const uint64_t draw = sy_random_next(&r);
        const int64_t yuan = 1ll << (draw % 17);

        if (to == from) to = to + 1 < w->accounts ? to + 1 : 0;
        put_row(w, i, w->by_rank[from], w->by_rank[to],
                yuan * 100 + (int64_t)((draw >> 8) % (uint64_t)(yuan * 100)));
    }
}

/* 0 (the seed) and 1 pay 2 by turns; then 2 and 3 pay each other all they have. */
enum { LOTS = 100000, ROUNDS = 200000 };

static void write_ping_pong(world *w)
{
    *w = (world){.n = LOTS + ROUNDS, .accounts = 4};
    need_rows(w);
    for (uint32_t i = 0; i < LOTS; i++) put_row(w, i, i % 2, 2, 100);
    for (uint32_t i = 0; i < ROUNDS; i++) {
        put_row(w, LOTS + i, 2 + i % 2, 3 - i % 2, (int64_t)LOTS * 100);
    }
}

/* Each ledger's rows in their order: a counting sort. */
static void make_ledgers(world *w)
{
    uint64_t *begin = w->row_begin = need((size_t)w->accounts + 1, sizeof *w->row_begin);

    w->rows = need((size_t)w->n * 2, sizeof *w->rows);
    w->proved_begin = need((size_t)w->accounts + 1, sizeof *w->proved_begin);
    w->ledgers = need(w->accounts, sizeof *w->ledgers);
    for (uint32_t i = 0; i < w->n; i++) {
        begin[w->ledger[i] + 1]++;
        begin[w->other[i] + 1]++;
    }
    for (uint32_t a = 0; a < w->accounts; a++) begin[a + 1] += begin[a];
    for (uint32_t i = 0; i < w->n; i++) {
        w->rows[begin[w->ledger[i]]++] = i * 2;
        w->rows[begin[w->other[i]]++] = i * 2 + 1;
    }
    /* each beginning has moved to its end, which is the next one's beginning */
    memmove(begin + 1, begin, w->accounts * sizeof *begin);
    begin[0] = 0;
    for (uint32_t a = 0; a < w->accounts; a++) {
        w->ledgers[a] =
            (sy_ledger){.account = a, .flags = SY_L_CLOSED, .continues = SY_NONE, .as_of = w->n};
    }
}

static sy_built_flow *build(world *w, const char *what)
{
    sy_built_flow *flow = NULL;
    sy_err err = {0};
    const sy_rows rows = {.n = w->n,
                          .at = w->at,
                          .amount = w->amount,
                          .balance = w->balance,
                          .ledger = w->ledger,
                          .other = w->other,
                          .match = w->match,
                          .flags = w->flags};
    w->source.rows = w->n;
    const sy_books books = {.n_ledgers = w->accounts,
                            .n_accounts = w->accounts,
                            .n_sources = 1,
                            .ledgers = w->ledgers,
                            .row_begin = w->row_begin,
                            .rows = w->rows,
                            .proved_begin = w->proved_begin,
                            .sources = &w->source,
                            .texts = "",
                            .texts_size = 1};
    const double begun = cpu_seconds();

    if (sy_flow_build(&flow, NULL, &rows, &books, NULL, &err) != SY_OK) stop("build", &err);
    printf("%s,%.3f,%u,%.0f\n", what, cpu_seconds() - begun, w->n, peak_mb());
    return flow;
}

static void print_line(const char *what, const char *whose, double begun, const sy_flow *flow)
{
    printf("%s %s,%.3f,%u,%.0f\n", what, whose, cpu_seconds() - begun, flow->n_transfers,
           peak_mb());
    fflush(stdout);
}

static void ask(const sy_flow *flow, const sy_trace_query *query, const char *what,
                const char *whose)
{
    sy_trace *t = NULL;
    sy_err err = {0};
    const double begun = cpu_seconds();

    if (sy_trace_run(&t, NULL, flow, query, &err) != SY_OK) stop("trace", &err);
    print_line(what, whose, begun, flow);
    sy_trace_free(t);
}

static void trace_once(const sy_flow *flow, uint32_t account, const char *whose, sy_rule rule)
{
    const sy_seed seed = {.kind = SY_SEED_ACCOUNT, .account = account, .since = INT64_MIN};
    const sy_trace_query query = {.rule = rule, .seeds = &seed, .n_seeds = 1, .summary = true};

    ask(flow, &query, sy_rule_name(rule), whose);
}

/* What is asked beside the rules: the list with its bounds, a hop limit, pairs. */
static void ask_more(const sy_flow *flow, uint32_t account, const char *whose)
{
    const sy_seed seed = {.kind = SY_SEED_ACCOUNT, .account = account, .since = INT64_MIN};
    sy_trace_query query = {.rule = SY_FIFO, .seeds = &seed, .n_seeds = 1, .bounds = true};
    sy_matched *pairs = NULL;
    size_t n = 0;
    sy_err err = {0};

    ask(flow, &query, "fifo with bounds", whose);
    query.max_hops = 3;
    query.bounds = false;
    query.summary = true;
    ask(flow, &query, "fifo 3 hops", whose);
    query.max_hops = 0;
    const double begun = cpu_seconds();
    if (sy_trace_matched(&pairs, &n, NULL, flow, &query, &err) != SY_OK) stop("matched", &err);
    print_line("one to one", whose, begun, flow);
    sy_drop(NULL, pairs);
}

/* The index of the same flow, written and mapped again. */
static void open_index(const sy_flow *flow, const char *folder)
{
    char *path = sy_path_join(NULL, folder, "bench-index");
    sy_index *index = NULL;
    sy_err err = {0};
    double begun = cpu_seconds();

    if (!path || sy_index_write(path, flow, 1, &err) != SY_OK) stop("index", &err);
    printf("write index,%.3f,%u,%.0f\n", cpu_seconds() - begun, flow->n_transfers, peak_mb());
    begun = cpu_seconds();
    if (sy_index_open(&index, path, &err) != SY_OK) stop("index", &err);
    printf("open index,%.3f,%u,%.0f\n", cpu_seconds() - begun, flow->n_transfers,
           (double)sy_index_bytes(index) / 1048576);
    sy_index_close(index);
    remove(path);
    sy_drop(NULL, path);
}

static void ping_pong(int runs)
{
    world w;

    write_ping_pong(&w);
    make_ledgers(&w);
    sy_built_flow *built = build(&w, "build ping-pong");
    for (int run = 0; run < runs; run++) {
        for (int rule = 0; rule < SY_RULES; rule++) {
            trace_once(sy_built_flow_view(built), 0, "ping-pong", (sy_rule)rule);
        }
    }
    sy_built_flow_free(built);
}

int main(int argc, char **argv)
{
    world w = {0};

    if (argc != 4 || strtoull(argv[1], NULL, 10) < 100) {
        fputs("usage: trace TRANSFERS RUNS FOLDER\n", stderr);
        return 2;
    }
    w.n = (uint32_t)strtoul(argv[1], NULL, 10);
    w.accounts = w.n / 10;
    draw_transfers(&w);
    make_ledgers(&w);
    sy_built_flow *built = build(&w, "build");
    const sy_flow *flow = sy_built_flow_view(built);
    for (int run = 0; run < atoi(argv[2]); run++) {
        for (int rule = 0; rule < SY_RULES; rule++) {
            trace_once(flow, w.by_rank[0], "busiest", (sy_rule)rule);
            trace_once(flow, w.by_rank[w.accounts / 100], "hundredth", (sy_rule)rule);
        }
        ask_more(flow, w.by_rank[0], "busiest");
        ask_more(flow, w.by_rank[w.accounts / 100], "hundredth");
    }
    ping_pong(atoi(argv[2]));
    open_index(flow, argv[3]);
    sy_built_flow_free(built); /* the rest goes with the process */
    return 0;
}
