/* order.c - file by file: direction, then time; then the instants.
 *
 * A way through balances is an Eulerian trail: each row is an edge from the
 * balance before it to the balance after it. Hierholzer's algorithm with each
 * balance's rows in file order finds the trail whose rows come first. */
#include "ledger/order.h"

#include <stdlib.h>
#include <string.h>

#include "suyuan/limits.h"

static uint64_t before(const sy_order_row *r)
{
    return (uint64_t)r->balance - (uint64_t)r->amount;
}

static bool chains(const sy_order_row *a, const sy_order_row *b)
{
    return a->has_balance && b->has_balance && sy_order_chains(a, b);
}

static void reverse(sy_order_row *rows, size_t n)
{
    for (size_t i = 0, j = n; i + 1 < j; i++) {
        sy_order_row swap = rows[i];
        rows[i] = rows[--j];
        rows[j] = swap;
    }
}

/* ---- one file ---- */

static void choose_direction(sy_order_row *rows, size_t n)
{
    size_t forward = 0, backward = 0;
    bool descends = n > 1 && rows[0].at > rows[n - 1].at;

    if (rows[0].of_list) return;
    for (size_t i = 1; i < n; i++) {
        forward += chains(&rows[i - 1], &rows[i]);
        backward += chains(&rows[i], &rows[i - 1]);
        if (rows[i].at > rows[i - 1].at) descends = false;
    }
    if (backward > forward || (backward == forward && descends)) reverse(rows, n);
}

static bool is_in_time(const sy_order_row *rows, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        if (rows[i].at < rows[i - 1].at) return false;
    }
    return true;
}

static size_t count_chained(const sy_order_row *rows, size_t n)
{
    size_t count = 0;
    for (size_t i = 1; i < n; i++) count += chains(&rows[i - 1], &rows[i]);
    return count;
}

/* Stable merge sort by time. */
static void sort_by_time(sy_order_row *rows, sy_order_row *scratch, size_t n)
{
    if (n < 2) return;
    size_t half = n / 2, i = 0, j = half, k = 0;
    sort_by_time(rows, scratch, half);
    sort_by_time(rows + half, scratch, n - half);
    if (rows[half - 1].at <= rows[half].at) return;
    while (i < half && j < n) scratch[k++] = rows[j].at < rows[i].at ? rows[j++] : rows[i++];
    while (i < half) scratch[k++] = rows[i++];
    memcpy(rows, scratch, k * sizeof *rows); /* the rest of the right half is in place */
}

static uint64_t order_file(sy_order_row *rows, sy_order_row *scratch, sy_order_row *kept, size_t n)
{
    uint64_t moved = 0;

    choose_direction(rows, n);
    if (is_in_time(rows, n)) return 0;
    memcpy(kept, rows, n * sizeof *rows);
    sort_by_time(rows, scratch, n);
    if (count_chained(kept, n) > count_chained(rows, n)) {
        memcpy(rows, kept, n * sizeof *rows);
        return 0;
    }
    for (size_t i = 0; i < n; i++) moved += rows[i].item != kept[i].item;
    return moved;
}

/* ---- several files ---- */

/* Where a file's order holds against time, a row counts as late as the latest
 * before it, so that merging keeps the file's order. */
static void merge_files(sy_order_row *rows, sy_order_row *scratch, int64_t *own_times, size_t n)
{
    int64_t latest = INT64_MIN;
    uint32_t source = 0;

    for (size_t i = 0; i < n; i++) {
        if (i == 0 || rows[i].source != source) latest = INT64_MIN;
        source = rows[i].source;
        own_times[i] = rows[i].at;
        if (rows[i].at > latest) latest = rows[i].at;
        rows[i].at = latest;
        rows[i].source = (uint32_t)i; /* by which its own time is found again */
    }
    sort_by_time(rows, scratch, n);
    for (size_t i = 0; i < n; i++) rows[i].at = own_times[rows[i].source];
}

/* ---- one instant ---- */

typedef struct edge {
    uint64_t from, to;
    uint32_t row;
} edge;

static int by_balance(const void *a, const void *b)
{
    const edge *x = a, *y = b;
    if (x->from != y->from) return x->from < y->from ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

static size_t first_from(const edge *edges, size_t n, uint64_t balance)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (edges[middle].from < balance)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

typedef struct scratch {
    edge *edges;
    uint32_t *next, *stack, *trail;
    sy_order_row *rows;
} scratch;

/* The trail's rows, last first, into s->trail; false when there is none from
 * start. next[first edge of a balance]: how many of its edges have been used. */
static bool find_trail(scratch *s, size_t n, uint64_t start)
{
    const edge *edges = s->edges;
    size_t depth = 0, found = 0;
    uint64_t here = start;

    memset(s->next, 0, n * sizeof *s->next);
    for (;;) {
        size_t first = first_from(edges, n, here);
        size_t use = first < n ? first + s->next[first] : n;
        if (use < n && edges[first].from == here && edges[use].from == here) {
            s->next[first]++;
            s->stack[depth++] = (uint32_t)use;
            here = edges[use].to;
        } else if (depth > 0) {
            uint32_t done = s->stack[--depth];
            s->trail[found++] = done;
            here = edges[done].from;
        } else {
            break;
        }
    }
    if (found != n) return false;
    for (size_t i = 1; i < n; i++) { /* a trail that jumps is none */
        if (edges[s->trail[i]].to != edges[s->trail[i - 1]].from) return false;
    }
    return edges[s->trail[n - 1]].from == start;
}

/* The balance from which more rows leave than arrive; the first row's if none. */
static uint64_t natural_start(const sy_order_row *run, scratch *s, size_t n)
{
    memset(s->next, 0, n * sizeof *s->next); /* arrivals, by the balance's first edge */
    for (size_t i = 0; i < n; i++) {
        size_t first = first_from(s->edges, n, s->edges[i].to);
        if (first < n && s->edges[first].from == s->edges[i].to) s->next[first]++;
    }
    for (size_t first = 0, end; first < n; first = end) {
        for (end = first; end < n && s->edges[end].from == s->edges[first].from; end++) {
        }
        if (end - first > s->next[first]) return s->edges[first].from;
    }
    return before(&run[0]);
}

static bool way_through(sy_order_row *run, size_t n, const uint64_t *start, scratch *s)
{
    for (size_t i = 0; i < n; i++) {
        s->edges[i] = (edge){before(&run[i]), (uint64_t)run[i].balance, (uint32_t)i};
    }
    qsort(s->edges, n, sizeof *s->edges, by_balance);
    if (!find_trail(s, n, start ? *start : natural_start(run, s, n))) return false;
    for (size_t i = 0; i < n; i++) s->rows[i] = run[s->edges[s->trail[n - 1 - i]].row];
    memcpy(run, s->rows, n * sizeof *run);
    return true;
}

static bool run_chains(const sy_order_row *run, size_t n, const uint64_t *start)
{
    return (!start || before(&run[0]) == *start) && count_chained(run, n) == n - 1;
}

static bool reversed_chains(const sy_order_row *run, size_t n, const uint64_t *start)
{
    if (start && before(&run[n - 1]) != *start) return false;
    for (size_t i = 1; i < n; i++) {
        if (!chains(&run[i], &run[i - 1])) return false;
    }
    return true;
}

/* Returns how many rows were moved. start: the balance before the instant. */
static uint64_t order_instant(sy_order_row *run, size_t n, const uint64_t *start, scratch *s)
{
    for (size_t i = 0; i < n; i++) {
        if (!run[i].has_balance) return 0;
    }
    if (n > SY_MAX_REORDER_RUN) return 0;
    /* First a way that also joins what came before, then any. */
    for (const uint64_t *from = start;; from = NULL) {
        if (run_chains(run, n, from)) return 0;
        if (reversed_chains(run, n, from)) {
            reverse(run, n);
            return n;
        }
        if (way_through(run, n, from, s)) return n;
        if (!from) return 0;
    }
}

static size_t end_of_instant(const sy_order_row *rows, size_t n, size_t begin)
{
    size_t end = begin + 1;
    while (end < n && rows[end].at == rows[begin].at) end++;
    return end;
}

static uint64_t order_instants(sy_order_row *rows, size_t n, scratch *s)
{
    uint64_t moved = 0;

    for (size_t i = 0, end; i < n; i = end) {
        end = end_of_instant(rows, n, i);
        uint64_t balance = i > 0 ? (uint64_t)rows[i - 1].balance : 0;
        const uint64_t *start = i > 0 && rows[i - 1].has_balance ? &balance : NULL;
        if (end - i > 1) moved += order_instant(&rows[i], end - i, start, s);
    }
    return moved;
}

static size_t longest_instant(const sy_order_row *rows, size_t n)
{
    size_t longest = 1;
    for (size_t i = 0, end; i < n; i = end) {
        end = end_of_instant(rows, n, i);
        if (end - i > longest) longest = end - i;
    }
    return longest < SY_MAX_REORDER_RUN ? longest : SY_MAX_REORDER_RUN;
}

/* ---- all of it ---- */

static sy_status order_all_instants(sy_order_row *rows, size_t n, sy_order_row *spare,
                                    uint64_t *moved, const sy_alloc *al, sy_err *err)
{
    size_t longest = longest_instant(rows, n);
    scratch s = {.rows = spare};

    if (longest == 1) return SY_OK;
    s.edges = sy_new_array(al, longest, sizeof *s.edges);
    s.next = sy_new_array(al, longest, sizeof *s.next);
    s.stack = sy_new_array(al, longest, sizeof *s.stack);
    s.trail = sy_new_array(al, longest, sizeof *s.trail);
    bool has_memory = s.edges && s.next && s.stack && s.trail;
    if (has_memory) *moved += order_instants(rows, n, &s);
    sy_drop(al, s.edges);
    sy_drop(al, s.next);
    sy_drop(al, s.stack);
    sy_drop(al, s.trail);
    return has_memory ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_order_rows(sy_order_row *rows, size_t n, sy_order_report *report, const sy_alloc *al,
                        sy_err *err)
{
    sy_order_row *one = sy_new_array(al, n, sizeof *one), *two = sy_new_array(al, n, sizeof *two);
    int64_t *times = sy_new_array(al, n, sizeof *times);
    bool is_one_file = true;
    sy_status st = SY_OK;

    *report = (sy_order_report){0};
    if (!one || !two || !times) {
        st = sy_fail_nomem(err);
        goto done;
    }
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && rows[end].source == rows[i].source; end++) {
        }
        report->reordered += order_file(&rows[i], one, two, end - i);
        if (end < n) is_one_file = false;
    }
    if (!is_one_file) merge_files(rows, one, times, n);
    st = order_all_instants(rows, n, one, &report->reordered, al, err);
    if (st != SY_OK) goto done;
    for (size_t i = 1; i < n; i++) {
        if (!rows[i].has_balance || !rows[i - 1].has_balance) continue;
        if (sy_order_chains(&rows[i - 1], &rows[i]))
            report->chain_ok++;
        else
            report->chain_broken++;
    }

done:
    sy_drop(al, one);
    sy_drop(al, two);
    sy_drop(al, times);
    return st;
}
