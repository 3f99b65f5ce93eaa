/* pass.c - rows whose ledger is in order of time, and whose departure is earlier,
 * come when their time does: they are sorted by it. The others are found first
 * (waits.h) and put in behind the rows that they wait for. */
#include "flow/pass.h"

#include <stdatomic.h>
#include <string.h>

#include "base/civil.h"
#include "base/lang.h"
#include "base/parallel.h"
#include "base/radix.h"
#include "flow/waits.h"

enum { PART = 1 << 16 };

typedef struct maker {
    sy_pass *p;
    const sy_rows *rows;
    const sy_books *books;
    _Atomic uint8_t *sides; /* by place: bit 0, 1: this side stands in a ledger */
    atomic_bool somebody_waits;
    sy_waits waits;
    uint64_t *sorted; /* time from the base << 32 | item */
    size_t n_sorted;
    size_t *begin; /* of sorted, by part of the places */
} maker;

static uint64_t n_items(const maker *m)
{
    return m->books->row_begin[m->books->n_ledgers];
}

static size_t parts_of(uint64_t n)
{
    return (size_t)((n + PART - 1) / PART);
}

static size_t part_end(uint64_t n, size_t part)
{
    const uint64_t end = ((uint64_t)part + 1) * PART;
    return (size_t)(end < n ? end : n);
}

/* ---- does anybody wait? ---- */

static uint32_t ledger_at(const sy_books *books, uint64_t position)
{
    uint32_t low = 0, n = books->n_ledgers;

    while (n > 1) {
        const uint32_t half = n / 2;
        if (books->row_begin[low + half] <= position) low += half;
        n -= half;
    }
    return low;
}

static sy_status look(void *ctx, size_t part, sy_err *err)
{
    maker *m = ctx;
    const sy_rows *rows = m->rows;
    const uint64_t *begin = m->books->row_begin;
    const size_t end = part_end(n_items(m), part);
    uint32_t ledger = ledger_at(m->books, (uint64_t)part * PART);
    bool waits = false;

    (void)err;
    for (size_t i = part * PART; i < end; i++) {
        const uint32_t item = m->books->rows[i];
        while (begin[ledger + 1] <= i) ledger++;
        const uint32_t before = i > begin[ledger] ? m->books->rows[i - 1] : SY_NONE;
        const uint32_t from = sy_item_departure(rows, m->p->undone, item);
        atomic_fetch_or_explicit(&m->sides[item / 2], (uint8_t)(1 + item % 2),
                                 memory_order_relaxed);
        if (before != SY_NONE && sy_item_is_before(rows, item, before)) waits = true;
        if (from != SY_NONE && sy_item_is_before(rows, item, from)) waits = true;
    }
    if (waits) atomic_store(&m->somebody_waits, true);
    return SY_OK;
}

/* ---- the rest, by time ---- */

/* Times are kept in 32 bits from the earliest one: 136 years. A wrong date is
 * named with the one that it is too far away from. */
static sy_status too_far_apart(const maker *m, size_t first, size_t last, sy_err *err)
{
    const sy_rows *rows = m->rows;
    const sy_books *books = m->books;
    char early[SY_TIME_TEXT], late[SY_TIME_TEXT];

    sy_time_print(early, rows->at[first], SY_DATE);
    sy_time_print(late, rows->at[last], SY_DATE);
    return sy_fail(err, SY_ELIMIT,
                   N_("account %s has a row of %s and account %s one of %s: more than 136 years "
                      "apart; import again into a new workspace, without the file with the "
                      "wrong date"),
                   books->texts + books->ledgers[rows->ledger[first]].number, early,
                   books->texts + books->ledgers[rows->ledger[last]].number, late);
}

static sy_status find_base(maker *m, sy_err *err)
{
    const sy_rows *rows = m->rows;
    size_t first = SIZE_MAX, last = SIZE_MAX;

    for (size_t i = 0; i < rows->n; i++) {
        if (rows->ledger[i] == SY_NONE) continue;
        if (first == SIZE_MAX || rows->at[i] < rows->at[first]) first = i;
        if (last == SIZE_MAX || rows->at[i] > rows->at[last]) last = i;
    }
    m->p->time_base = first == SIZE_MAX ? 0 : rows->at[first];
    if (first == SIZE_MAX) return SY_OK;
    const uint64_t span = (uint64_t)rows->at[last] - (uint64_t)rows->at[first];
    return span > UINT32_MAX ? too_far_apart(m, first, last, err) : SY_OK;
}

static bool comes_by_time(const maker *m, uint32_t item)
{
    const uint8_t side = (uint8_t)(1 + item % 2);
    return m->sides[item / 2] & side && !sy_waits_hold_back(&m->waits, item);
}

static sy_status count_part(void *ctx, size_t part, sy_err *err)
{
    maker *m = ctx;
    size_t n = 0;

    (void)err;
    for (size_t p = part * PART; p < part_end(m->rows->n, part); p++) {
        if (!m->sides[p]) continue;
        n += (size_t)comes_by_time(m, (uint32_t)p * 2) + comes_by_time(m, (uint32_t)p * 2 + 1);
    }
    m->begin[part + 1] = n;
    return SY_OK;
}

static sy_status list_part(void *ctx, size_t part, sy_err *err)
{
    maker *m = ctx;
    size_t at = m->begin[part];

    (void)err;
    for (size_t p = part * PART; p < part_end(m->rows->n, part); p++) {
        if (!m->sides[p]) continue;
        const uint64_t since = (uint64_t)m->rows->at[p] - (uint64_t)m->p->time_base;
        for (uint32_t item = (uint32_t)p * 2; item <= (uint32_t)p * 2 + 1; item++) {
            if (comes_by_time(m, item)) m->sorted[at++] = since << 32 | item;
        }
    }
    return SY_OK;
}

static sy_status sort_rest(maker *m, sy_err *err)
{
    const size_t parts = parts_of(m->rows->n);
    sy_status st;

    m->begin = sy_new_array(m->p->al, parts + 1, sizeof *m->begin);
    if (!m->begin) return sy_fail_nomem(err);
    st = sy_parallel(parts, count_part, m, err);
    if (st != SY_OK) return st;
    for (size_t i = 0; i < parts; i++) m->begin[i + 1] += m->begin[i];
    m->n_sorted = m->begin[parts];
    m->sorted = sy_new_array(m->p->al, m->n_sorted, sizeof *m->sorted);
    if (!m->sorted) return sy_fail_nomem(err);
    st = sy_parallel(parts, list_part, m, err);
    return st == SY_OK ? sy_radix_sort(&m->sorted, m->n_sorted, 32, m->p->al, err) : st;
}

/* ---- both together ---- */

static void put_together(maker *m)
{
    const sy_waits *w = &m->waits;
    uint32_t *out = m->p->items;
    size_t next = 0;

    for (size_t i = 0; i < m->n_sorted; i++) {
        const uint32_t item = (uint32_t)m->sorted[i];
        *out++ = item;
        while (next < w->n && w->leaders[next] == item) *out++ = w->items[next++];
    }
    for (size_t i = 0; i < w->n_last; i++) *out++ = w->last[i];
    m->p->n = (size_t)(out - m->p->items);
    SY_ASSERT(m->p->n == n_items(m) && next == w->n);
}

sy_status sy_pass_make(sy_pass *p, const sy_alloc *al, const sy_rows *rows, const sy_books *books,
                       sy_err *err)
{
    maker m = {.p = p, .rows = rows, .books = books};
    sy_status st = SY_OK;

    *p = (sy_pass){.al = al};
    st = find_base(&m, err);
    if (st != SY_OK) return st;
    p->undone = sy_new_array(al, rows->n, 1);
    m.sides = sy_new_array(al, rows->n, 1);
    if (!p->undone || !m.sides) st = sy_fail_nomem(err);
    if (st == SY_OK) st = sy_parallel(parts_of(n_items(&m)), look, &m, err);
    if (st == SY_OK && m.somebody_waits) {
        st = sy_waits_find(&m.waits, al, rows, books, p->undone, &p->n_undone, err);
    }
    if (st == SY_OK) st = sort_rest(&m, err);
    sy_drop(al, (void *)m.sides);
    if (st == SY_OK) {
        p->items = sy_new_array(al, (size_t)n_items(&m), sizeof *p->items);
        if (p->items)
            put_together(&m);
        else
            st = sy_fail_nomem(err);
    }
    sy_drop(al, m.sorted);
    sy_drop(al, m.begin);
    sy_waits_dispose(&m.waits, al);
    return st;
}

void sy_pass_dispose(sy_pass *p)
{
    sy_drop(p->al, p->items);
    sy_drop(p->al, p->undone);
    p->items = NULL;
    p->undone = NULL;
}
