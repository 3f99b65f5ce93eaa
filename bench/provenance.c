/* provenance TRANSFERS QUESTIONS FOLDER: what paid for this, and where did it go?
 * Over the list of bench/trace.c (made here through flow/list.h), written as an
 * index and mapped again: one payment drawn at random a question, each way, fifo
 * and lifo, no more than 10,000 spans. Prints for each its times in
 * microseconds of CPU (median, 99th percentile, most), and how many questions
 * were cut by the limit. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/file.h"
#include "flow/index.h"
#include "flow/list.h"
#include "flow/trace.h"
#include "synth/random.h"

enum { MOST_SPANS = 10000 };

static void stop(const char *what, const sy_err *err)
{
    fprintf(stderr, "provenance: %s: %s\n", what, err->text);
    exit(4);
}

static double cpu_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static sy_list *make_list(uint32_t n)
{
    const uint32_t accounts = n / 10;
    sy_listed *list = sy_new_array(NULL, n, sizeof *list);
    uint32_t *by_rank = sy_new_array(NULL, accounts, sizeof *by_rank);
    sy_random r = {1};
    sy_list *l = NULL;
    sy_err err = {0};

    if (!list || !by_rank) exit(4);
    for (uint32_t a = 0; a < accounts; a++) by_rank[a] = a;
    for (uint32_t a = accounts; a-- > 1;) {
        const uint32_t b = sy_random_below(&r, a + 1), kept = by_rank[a];
        by_rank[a] = by_rank[b];
        by_rank[b] = kept;
    }
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t from = sy_random_heavy(&r, accounts);
        uint32_t to = sy_random_heavy(&r, accounts);
        const uint64_t draw = sy_random_next(&r);
        const int64_t yuan = 1ll << (draw % 17);

        if (to == from) to = to + 1 < accounts ? to + 1 : 0;
        list[i] = (sy_listed){by_rank[from], by_rank[to], i,
                              yuan * 100 + (int64_t)((draw >> 8) % (uint64_t)(yuan * 100))};
    }
    if (sy_list_build(&l, NULL, list, n, accounts, NULL, &err) != SY_OK) stop("build", &err);
    sy_drop(NULL, list);
    sy_drop(NULL, by_rank);
    return l;
}

static sy_status ask(const sy_flow *f, uint32_t t, sy_rule rule, bool backward)
{
    if (backward) {
        const sy_backward_query q = {
            .rule = rule, .payments = &t, .n_payments = 1, .most_spans = MOST_SPANS};
        sy_origin *origins = NULL;
        size_t n = 0;
        const sy_status st = sy_trace_backward(&origins, &n, NULL, f, &q, NULL);
        sy_drop(NULL, origins);
        return st;
    }
    const sy_seed seed = {.kind = SY_SEED_TRANSFER, .transfer = t};
    const sy_trace_query q = {.rule = rule, .seeds = &seed, .n_seeds = 1};
    sy_trace *trace = NULL;
    const sy_status st = sy_trace_by_spans(&trace, NULL, f, &q, MOST_SPANS, NULL);
    sy_trace_free(trace);
    return st;
}

static void measure(const sy_flow *f, uint32_t questions, sy_rule rule, bool backward)
{
    double *us = sy_new_array(NULL, questions, sizeof *us);
    uint32_t n = 0, cut = 0;
    sy_random r = {7};

    while (n + cut < questions) {
        const uint32_t t = sy_random_below(&r, f->n_transfers);
        if (f->flags[t] & SY_T_PSEUDO) continue;
        const double begun = cpu_us();
        const sy_status st = ask(f, t, rule, backward);
        if (st == SY_OK)
            us[n++] = cpu_us() - begun;
        else if (st == SY_ELIMIT)
            cut++;
        else
            exit(4);
    }
    qsort(us, n, sizeof *us, by_size);
    printf("%s %s,%.1f,%.1f,%.1f,%u,%u\n", sy_rule_name(rule), backward ? "backward" : "forward",
           n ? us[n / 2] : 0, n ? us[n - 1 - n / 100] : 0, n ? us[n - 1] : 0, questions, cut);
    fflush(stdout);
    sy_drop(NULL, us);
}

int main(int argc, char **argv)
{
    sy_index *index = NULL;
    sy_err err = {0};

    if (argc != 4 || strtoull(argv[1], NULL, 10) < 100) {
        fputs("usage: provenance TRANSFERS QUESTIONS FOLDER\n", stderr);
        return 2;
    }
    const uint32_t n = (uint32_t)strtoul(argv[1], NULL, 10);
    const uint32_t questions = (uint32_t)strtoul(argv[2], NULL, 10);
    char *path = sy_path_join(NULL, argv[3], "bench-index");
    sy_list *l = make_list(n);
    if (!path || sy_index_write(path, sy_list_flow(l), 1, &err) != SY_OK) stop("index", &err);
    sy_list_free(l);
    if (sy_index_open(&index, path, &err) != SY_OK) stop("index", &err);
    printf("question,median_us,p99_us,most_us,questions,cut\n");
    for (int backward = 1; backward >= 0; backward--) {
        measure(sy_index_flow(index), questions, SY_FIFO, backward);
        measure(sy_index_flow(index), questions, SY_LIFO, backward);
    }
    sy_index_close(index);
    remove(path);
    sy_drop(NULL, path);
    return 0;
}
