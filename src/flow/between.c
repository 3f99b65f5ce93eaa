/* between.c - one walk, one sort by time; periods are then runs of the sorted list. */
#include "flow/between.h"

#include "base/civil.h"
#include "base/lang.h"
#include "base/money.h"
#include "base/radix.h"

enum { MOST_DAYS = 92, MOST_DAYS_OF_WEEKS = 2 * 366, MONDAY_OF_1970 = 3 /* before Thursday */ };

static bool fits(const sy_ends *e, uint32_t from, uint32_t to)
{
    if ((from == to) != e->is_within) return false;
    if (e->from == SY_NONE && e->to == SY_NONE)
        return e->card_of[from] != SY_NONE && e->card_of[to] != SY_NONE;
    return (e->from == SY_NONE || e->from == from) && (e->to == SY_NONE || e->to == to);
}

static void pick(sy_between *b, const sy_links_wish *wish, const sy_ends *ends, uint64_t *order)
{
    const sy_flow *f = b->f;
    sy_links_wish any_time = *wish;

    any_time.since = INT64_MIN;
    any_time.until = INT64_MAX;
    for (uint32_t t = 0; t < f->n_transfers; t++) {
        if (!sy_links_has(f, &any_time, t)) continue;
        const uint32_t from = sy_node_of(f, wish, f->from[t], false),
                       to = sy_node_of(f, wish, f->to[t], true);
        if (fits(ends, from, to)) order[b->n++] = (uint64_t)f->at[t] << 32 | t;
    }
}

sy_status sy_between_make(sy_between **out, const sy_alloc *al, const sy_flow *f,
                          const sy_links_wish *wish, const sy_ends *ends, sy_err *err)
{
    sy_between *b = sy_new(al, sizeof *b);
    uint64_t *order = sy_new_array(al, (size_t)f->n_transfers + 1, sizeof *order);
    sy_status st = b && order ? SY_OK : sy_fail_nomem(err);

    *out = NULL;
    if (st == SY_OK) {
        b->al = al;
        b->f = f;
        pick(b, wish, ends, order);
    }
    if (st == SY_OK) st = sy_radix_sort(&order, b->n, 32, al, err);
    if (st == SY_OK) b->transfers = sy_new_array(al, b->n + 1, sizeof *b->transfers);
    if (st == SY_OK && !b->transfers) st = sy_fail_nomem(err);
    for (size_t i = 0; st == SY_OK && i < b->n; i++) b->transfers[i] = (uint32_t)order[i];
    sy_drop(al, order);
    if (st == SY_OK)
        *out = b;
    else
        sy_between_free(b);
    return st;
}

void sy_between_free(sy_between *b)
{
    if (!b) return;
    sy_drop(b->al, b->transfers);
    sy_drop(b->al, b);
}

/* How many of them are before a time. */
static size_t before(const sy_between *b, int64_t at)
{
    size_t low = 0, high = b->n;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (sy_flow_at(b->f, b->transfers[middle]) < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void sy_between_span(const sy_between *b, int64_t since, int64_t until, size_t *first, size_t *n)
{
    const size_t end = until == INT64_MAX ? b->n : before(b, until + 1);

    *first = before(b, since);
    *n = end > *first ? end - *first : 0;
}

sy_status sy_between_sum(int64_t *sum, const sy_between *b, size_t first, size_t n, sy_err *err)
{
    *sum = 0;
    for (size_t i = first; i < first + n; i++) {
        if (!sy_minor_add(sum, *sum, b->f->amount[b->transfers[i]]))
            return sy_fail(err, SY_ELIMIT, N_("the sum of these rows is too large"));
    }
    return SY_OK;
}

/* ---- periods ---- */

/* The first second of the period that a time is in. */
static int64_t begins(sy_unit_of_time unit, int64_t at)
{
    int64_t day = sy_day_of(at);

    if (unit == SY_A_WEEK) {
        const int64_t weekday = (day + MONDAY_OF_1970) % 7;
        day -= weekday < 0 ? weekday + 7 : weekday;
    }
    if (unit == SY_A_MONTH) {
        sy_civil c;
        sy_civil_from_seconds(&c, at);
        day = sy_days_from_civil(c.year, c.month, 1);
    }
    return day * SY_DAY;
}

static int64_t next(sy_unit_of_time unit, int64_t begun)
{
    const int days[] = {1, 7, 31 + 1}; /* the first of a month and 32 days are in the next one */

    return begins(unit, begun + days[unit] * SY_DAY);
}

static sy_unit_of_time unit_for(int64_t first, int64_t last)
{
    const int64_t days = sy_day_of(last) - sy_day_of(first) + 1;

    return days <= MOST_DAYS ? SY_A_DAY : days <= MOST_DAYS_OF_WEEKS ? SY_A_WEEK : SY_A_MONTH;
}

static size_t periods_in(sy_unit_of_time unit, int64_t first, int64_t last)
{
    size_t n = 0;

    for (int64_t at = begins(unit, first); at <= last; at = next(unit, at)) n++;
    return n;
}

sy_status sy_between_periods(sy_period **list, size_t *n, sy_unit_of_time *unit,
                             const sy_between *b, const sy_alloc *al, sy_err *err)
{
    const int64_t first = b->n ? sy_flow_at(b->f, b->transfers[0]) : 0,
                  last = b->n ? sy_flow_at(b->f, b->transfers[b->n - 1]) : -1;
    sy_status st = SY_OK;
    size_t done = 0;

    *unit = unit_for(first, last);
    *n = b->n ? periods_in(*unit, first, last) : 0;
    *list = sy_new_array(al, *n + 1, sizeof **list);
    if (!*list) return sy_fail_nomem(err);
    int64_t at = begins(*unit, first);
    for (size_t i = 0; i < *n && st == SY_OK; i++) {
        sy_period *p = &(*list)[i];
        const int64_t after = next(*unit, at);
        const size_t end = before(b, after);
        *p = (sy_period){.first = at, .last = after - 1, .n = (uint32_t)(end - done)};
        st = sy_between_sum(&p->amount, b, done, end - done, err);
        done = end;
        at = after;
    }
    if (st != SY_OK) {
        sy_drop(al, *list);
        *list = NULL;
    }
    return st;
}
