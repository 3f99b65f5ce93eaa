/* index KIND ROWS FOLDER: the index of made-up rows, built, written and opened.
 *
 *   statements  thirty rows an account, each with its balance, in the order of the
 *               accounts; a third have their other side in another statement, up to
 *               seven seconds later; of the rest half go to accounts without one
 *   list        transfers between accounts in order of time, ten an account, ends
 *               heavy-tailed (the rank of an account is the cube of an even draw)
 *
 * Arrays are given back as the builder asks, as src/ledger does. Prints CSV: what,
 * wall seconds, CPU seconds, transfers, peak MB, bytes a transfer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/alloc.h"
#include "base/civil.h"
#include "base/file.h"
#include "base/parallel.h"
#include "base/radix.h"
#include "flow/build.h"
#include "flow/index.h"
#include "synth/random.h"

enum { ROWS_AN_ACCOUNT = 30, TRANSFERS_AN_ACCOUNT = 10, SPAN = 3 * 365 * SY_DAY, LATER = 7 };

typedef struct rows {
    uint32_t n, accounts, unsupplied;
    int64_t *at, *amount, *balance;
    uint32_t *ledger, *other, *match, *items, *proved_begin;
    uint8_t *flags;
    uint64_t *begin;
    sy_ledger *ledgers;
    sy_place_base source;
} rows;

static void stop(const char *what, const sy_err *err)
{
    fprintf(stderr, "index: %s: %s\n", what, err ? err->text : "out of memory");
    exit(4);
}

static void *need(size_t n, size_t size)
{
    void *p = sy_new_array(NULL, n, size);

    if (!p) stop("rows", NULL);
    return p;
}

static void *taken(void *p)
{
    void **slot = p, *was = *slot;
    *slot = NULL;
    return was;
}

static double seconds(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void print(const char *what, double wall, double cpu, uint32_t transfers, uint64_t bytes)
{
    struct rusage used;

    getrusage(RUSAGE_SELF, &used);
    printf("%s,%.3f,%.3f,%u,%.0f,%.1f\n", what, seconds(CLOCK_MONOTONIC) - wall,
           seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu, transfers, (double)used.ru_maxrss / 1024,
           (double)bytes / transfers);
    fflush(stdout);
}

static void make_arrays(rows *r)
{
    r->at = need(r->n, sizeof *r->at);
    r->amount = need(r->n, sizeof *r->amount);
    r->balance = need(r->n, sizeof *r->balance);
    r->ledger = need(r->n, sizeof *r->ledger);
    r->other = need(r->n, sizeof *r->other);
    r->match = need(r->n, sizeof *r->match);
    r->flags = need(r->n, sizeof *r->flags);
}

/* Amounts even by their logarithm from 1 to 100,000 yuan. */
static int64_t draw_amount(sy_random *r)
{
    const uint64_t draw = sy_random_next(r);
    const int64_t yuan = 1ll << (draw % 17);
    return yuan * 100 + (int64_t)((draw >> 8) % (uint64_t)(yuan * 100));
}

/* ---- statements ---- */

/* Row i of the draft stands at place[i]: by account, then by time. */
static uint32_t *sort_draft(const rows *r)
{
    uint64_t *keys = need(r->n, sizeof *keys);
    uint32_t *place = need(r->n, sizeof *place);
    sy_err err = {0};

    for (uint32_t i = 0; i < r->n; i++) keys[i] = (uint64_t)r->at[i] << 32 | i;
    if (sy_radix_sort(&keys, r->n, 32, NULL, &err) != SY_OK) stop("sort", &err);
    for (uint32_t i = 0; i < r->n; i++) {
        const uint32_t row = (uint32_t)keys[i];
        keys[i] = (uint64_t)r->ledger[row] << 32 | row;
    }
    if (sy_radix_sort(&keys, r->n, 32, NULL, &err) != SY_OK) stop("sort", &err);
    for (uint32_t i = 0; i < r->n; i++) place[(uint32_t)keys[i]] = i;
    sy_drop(NULL, keys);
    return place;
}

static void draw_row(rows *r, uint32_t i, uint32_t account, int64_t at, int64_t amount)
{
    r->ledger[i] = account;
    r->at[i] = at;
    r->amount[i] = amount;
    r->other[i] = SY_OUTSIDE + SY_OUT_OTHER;
    r->match[i] = SY_NONE;
    r->flags[i] = SY_ROW_HAS_BALANCE;
}

static void draw_draft(rows *r)
{
    sy_random random = {1};
    uint32_t i = 0;

    for (; i + 1 < r->n / 3; i += 2) {
        const uint32_t from = sy_random_below(&random, r->accounts);
        const uint32_t to = (from + 1 + sy_random_below(&random, r->accounts - 1)) % r->accounts;
        const int64_t at = sy_random_below(&random, SPAN), amount = draw_amount(&random);
        draw_row(r, i, from, at, -amount);
        draw_row(r, i + 1, to, at + sy_random_below(&random, LATER + 1), amount);
        r->match[i] = i + 1;
        r->match[i + 1] = i;
    }
    for (; i < r->n; i++) {
        const int64_t amount = draw_amount(&random);
        draw_row(r, i, sy_random_below(&random, r->accounts), sy_random_below(&random, SPAN),
                 i % 2 ? amount : -amount);
        if (i % 4 < 2) r->other[i] = r->accounts + sy_random_below(&random, r->unsupplied);
    }
}

static void *moved64(int64_t *from, const uint32_t *place, uint32_t n)
{
    int64_t *to = need(n, sizeof *to);
    for (uint32_t i = 0; i < n; i++) to[place[i]] = from[i];
    sy_drop(NULL, from);
    return to;
}

static void *moved32(uint32_t *from, const uint32_t *place, uint32_t n)
{
    uint32_t *to = need(n, sizeof *to);
    for (uint32_t i = 0; i < n; i++) to[place[i]] = from[i];
    sy_drop(NULL, from);
    return to;
}

static void number_items(rows *r)
{
    r->items = need(r->n, sizeof *r->items);
    for (uint32_t i = 0; i < r->n; i++) {
        r->items[i] = i * 2 + (r->amount[i] > 0);
        r->begin[r->ledger[i] + 1]++;
    }
    for (uint32_t a = 0; a < r->accounts + r->unsupplied; a++) r->begin[a + 1] += r->begin[a];
}

/* Each account opens with enough for all that it pays. */
static void state_balances(rows *r)
{
    for (uint32_t a = 0; a < r->accounts; a++) {
        int64_t balance = 0, least = 0;
        for (uint64_t i = r->begin[a]; i < r->begin[a + 1]; i++) {
            balance += r->amount[i];
            if (balance < least) least = balance;
        }
        balance = -least;
        for (uint64_t i = r->begin[a]; i < r->begin[a + 1]; i++) {
            balance += r->amount[i];
            r->balance[i] = balance;
        }
    }
}

static void make_statements(rows *r, uint32_t n)
{
    r->n = n;
    r->accounts = n / ROWS_AN_ACCOUNT + 2;
    r->unsupplied = r->accounts / 2 + 1;
    r->begin = need((size_t)r->accounts + r->unsupplied + 1, sizeof *r->begin);
    make_arrays(r);
    draw_draft(r);
    uint32_t *place = sort_draft(r);
    for (uint32_t i = 0; i < n; i++) {
        if (r->match[i] != SY_NONE) r->match[i] = place[r->match[i]];
    }
    r->at = moved64(r->at, place, n);
    r->amount = moved64(r->amount, place, n);
    r->ledger = moved32(r->ledger, place, n);
    r->other = moved32(r->other, place, n);
    r->match = moved32(r->match, place, n);
    sy_drop(NULL, place);
    number_items(r);
    state_balances(r);
}

/* ---- a list ---- */

static void make_list(rows *r, uint32_t n)
{
    sy_random random = {1};

    r->n = n;
    r->accounts = n / TRANSFERS_AN_ACCOUNT + 2;
    r->begin = need((size_t)r->accounts + 1, sizeof *r->begin);
    r->items = need((size_t)n * 2, sizeof *r->items);
    make_arrays(r);
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t from = sy_random_heavy(&random, r->accounts);
        uint32_t to = sy_random_heavy(&random, r->accounts);
        if (to == from) to = to + 1 < r->accounts ? to + 1 : 0;
        /* The busiest are spread over the numbers of the accounts. */
        r->ledger[i] = (uint32_t)((uint64_t)from * 2654435761u % r->accounts);
        r->other[i] = (uint32_t)((uint64_t)to * 2654435761u % r->accounts);
        r->at[i] = (int64_t)((uint64_t)i * SPAN / n);
        r->amount[i] = -draw_amount(&random);
        r->match[i] = SY_NONE;
        r->flags[i] = SY_ROW_TRANSFER;
        r->begin[r->ledger[i] + 1]++;
        r->begin[r->other[i] + 1]++;
    }
    for (uint32_t a = 0; a < r->accounts; a++) r->begin[a + 1] += r->begin[a];
    for (uint32_t i = 0; i < n; i++) {
        r->items[r->begin[r->ledger[i]]++] = i * 2;
        r->items[r->begin[r->other[i]]++] = i * 2 + 1;
    }
    memmove(r->begin + 1, r->begin, r->accounts * sizeof *r->begin);
    r->begin[0] = 0;
}

/* ---- the measurement ---- */

static void make_ledgers(rows *r, uint32_t flags)
{
    const uint32_t n = r->accounts + r->unsupplied;

    r->ledgers = need(n, sizeof *r->ledgers);
    r->proved_begin = need((size_t)n + 1, sizeof *r->proved_begin);
    for (uint32_t a = 0; a < n; a++) {
        r->ledgers[a] = (sy_ledger){.account = a,
                                    .continues = SY_NONE,
                                    .as_of = SPAN,
                                    .flags = a < r->accounts ? flags : SY_L_UNSUPPLIED};
    }
}

static void give_back(void *ctx, sy_spent what)
{
    rows *r = ctx;

    if (what == SY_SPENT_BALANCES) sy_drop(NULL, taken(&r->balance));
    if (what == SY_SPENT_ORDERS) sy_drop(NULL, taken(&r->items));
    if (what != SY_SPENT_ROWS) return;
    sy_drop(NULL, taken(&r->at));
    sy_drop(NULL, taken(&r->amount));
    sy_drop(NULL, taken(&r->ledger));
    sy_drop(NULL, taken(&r->other));
    sy_drop(NULL, taken(&r->match));
    sy_drop(NULL, taken(&r->flags));
}

static void measure(rows *r, const char *folder)
{
    const sy_rows view = {.n = r->n,
                          .at = r->at,
                          .amount = r->amount,
                          .balance = r->balance,
                          .ledger = r->ledger,
                          .other = r->other,
                          .match = r->match,
                          .flags = r->flags,
                          .spent = give_back,
                          .spent_ctx = r};
    r->source.rows = r->n;
    const uint32_t n = r->accounts + r->unsupplied;
    const sy_books books = {.n_ledgers = n,
                            .n_accounts = n,
                            .n_sources = 1,
                            .ledgers = r->ledgers,
                            .row_begin = r->begin,
                            .rows = r->items,
                            .proved_begin = r->proved_begin,
                            .sources = &r->source,
                            .texts = "",
                            .texts_size = 1};
    char *path = sy_path_join(NULL, folder, "bench-index");
    sy_built_flow *flow = NULL;
    sy_index *index = NULL;
    sy_err err = {0};
    double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);

    if (!path || sy_flow_build(&flow, NULL, &view, &books, NULL, &err) != SY_OK)
        stop("build", &err);
    const uint32_t transfers = sy_built_flow_view(flow)->n_transfers;
    print("build", wall, cpu, transfers, 0);
    wall = seconds(CLOCK_MONOTONIC);
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    if (sy_index_write(path, sy_built_flow_view(flow), 1, &err) != SY_OK) stop("write", &err);
    print("write", wall, cpu, transfers, 0);
    sy_built_flow_free(flow);
    wall = seconds(CLOCK_MONOTONIC);
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    if (sy_index_open(&index, path, &err) != SY_OK) stop("open", &err);
    print("open", wall, cpu, transfers, sy_index_bytes(index));
    sy_index_close(index);
    remove(path);
    sy_drop(NULL, path);
}

int main(int argc, char **argv)
{
    rows r = {0};
    const uint32_t n = argc == 4 ? (uint32_t)strtoul(argv[2], NULL, 10) : 0;

    if (n < 100 || (strcmp(argv[1], "statements") != 0 && strcmp(argv[1], "list") != 0)) {
        fputs("usage: index statements|list ROWS FOLDER\n", stderr);
        return 2;
    }
    printf("# %s, %u rows, %u threads\n", argv[1], n, sy_threads());
    if (argv[1][0] == 's')
        make_statements(&r, n);
    else
        make_list(&r, n);
    make_ledgers(&r, argv[1][0] == 's' ? 0 : SY_L_CLOSED);
    measure(&r, argv[3]);
    return 0; /* the rest goes with the process */
}
