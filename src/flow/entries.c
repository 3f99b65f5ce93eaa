/* entries.c - a walk along each ledger: its unseen money and its rows, one after
 * the other, and for each arrival whether something has touched the ledger since
 * the money left. Each part of the ledgers has side tables of its own; in the end
 * they are put together by transfer. */
#include "flow/entries.h"

#include <string.h>

#include "base/civil.h"
#include "base/lang.h"
#include "base/parallel.h"
#include "base/radix.h"

/* A list of things that begin with the number by which they are sorted. */
typedef struct things {
    void *items;
    size_t n, capacity;
} things;

typedef struct side_tables {
    things late, clocks, fees, debts;
} side_tables;

typedef struct maker {
    sy_entries *out;
    const sy_turns *t;
    side_tables *tables; /* by part: those of the ledgers' own rows, then the others */
    sy_err *err;
} maker;

/* ---- one ledger's walk ---- */

typedef struct walk {
    const sy_turns *t;
    sy_entries *out;
    side_tables *tables;
    const sy_unseen_part *part;
    size_t unseen, repaid; /* next of the part's */
    uint32_t row;
    uint32_t touched; /* the last transfer of this ledger so far, + 1 */
    sy_err *err;
} walk;

static sy_status add(const walk *w, things *list, const void *thing, size_t size)
{
    if (!sy_grow(w->out->al, &list->items, &list->capacity, list->n, list->n + 1, size)) {
        return sy_fail_nomem(w->err);
    }
    memcpy((char *)list->items + list->n++ * size, thing, size);
    return SY_OK;
}

static sy_status note_extra(const walk *w, things *list, uint32_t transfer, int64_t amount)
{
    const sy_extra x = {.transfer = transfer, .amount = amount};
    return add(w, list, &x, sizeof x);
}

static void put(walk *w, uint32_t transfer, bool comes_in, int64_t amount)
{
    w->out->rows[w->row] = transfer * 2 + comes_in;
    w->out->moved[w->row++] = comes_in ? amount : -amount;
    w->touched = transfer + 1;
}

/* What of an inflow of the item repays a debt. */
static sy_status take_repaid(walk *w, uint32_t item, uint32_t nth, uint32_t transfer,
                             int64_t *amount)
{
    if (w->repaid == w->part->n_repaid) return SY_OK;
    const sy_repaid *r = &w->part->repaid[w->repaid];
    if (r->item != item || r->nth != nth) return SY_OK;
    w->repaid++;
    *amount -= r->amount;
    return note_extra(w, &w->tables->debts, transfer, r->amount);
}

/* n unseen of the item, from transfer `first` on. */
static sy_status put_unseen(walk *w, uint32_t item, uint32_t first, uint32_t n)
{
    sy_status st = SY_OK;

    for (uint32_t k = 0; st == SY_OK && k < n; k++) {
        const sy_unseen *u = &w->part->unseen[w->unseen++];
        int64_t amount = u->amount;
        SY_ASSERT(u->item == item);
        if (u->kind != SY_OUT_GAP) st = take_repaid(w, item, k, first + k, &amount);
        put(w, first + k, u->kind != SY_OUT_GAP, amount);
    }
    return st;
}

/* ---- rows of statements and lists ---- */

static sy_status note_fee(const walk *w, uint32_t item, uint32_t transfer)
{
    const sy_rows *rows = w->t->rows;
    const uint32_t arrival = sy_item_arrival(rows, w->t->pass->undone, item);

    if (arrival == SY_NONE) return SY_OK;
    const int64_t fee = sy_row_size(rows, item / 2) - sy_row_size(rows, arrival / 2);
    return fee > 0 ? note_extra(w, &w->tables->fees, transfer, fee) : SY_OK;
}

/* An arrival by its departure's transfer: does it come at once? */
static sy_status note_arrival(const walk *w, uint32_t item, uint32_t transfer, bool *is_late)
{
    const sy_rows *rows = w->t->rows;
    const uint32_t in = item / 2, out = sy_item_departure(rows, w->t->pass->undone, item) / 2;
    const uint32_t at = (uint32_t)(rows->at[in] - w->t->pass->time_base);

    *is_late = w->touched > transfer;
    if (*is_late) {
        const uint32_t now =
            sy_turns_first(w->t, item) + sy_item_transfers(sy_turns_kind(w->t, item));
        const sy_late late = {now, transfer, at};
        return add(w, &w->tables->late, &late, sizeof late);
    }
    if (rows->at[sy_row_of_time(rows, out, in)] == rows->at[in]) return SY_OK;
    const sy_clock clock = {transfer, at};
    return add(w, &w->tables->clocks, &clock, sizeof clock);
}

static sy_status put_item(walk *w, uint32_t item)
{
    const sy_turns *t = w->t;
    const uint8_t kind = sy_turns_kind(t, item);
    const uint32_t n = kind & SY_ITEM_UNSEEN;
    sy_status st = put_unseen(w, item, sy_turns_first(t, item), n);

    if (st != SY_OK || kind & SY_ITEM_IS_SELF) return st;
    const uint32_t transfer = sy_turns_transfer(t, item);
    int64_t amount = sy_row_size(t->rows, item / 2);
    bool is_late = false;
    if (item % 2 == 0) {
        st = note_fee(w, item, transfer);
    } else {
        if (!(kind & SY_ITEM_IS_TRANSFER)) {
            st = note_arrival(w, item, transfer, &is_late);
        }
        if (st == SY_OK) st = take_repaid(w, item, SY_NONE, transfer, &amount);
    }
    put(w, transfer, item % 2, amount);
    if (is_late) w->touched = sy_turns_first(t, item) + n;
    return st;
}

static sy_status put_ledgers(void *ctx, size_t part, sy_err *err)
{
    const maker *m = ctx;
    const sy_books *books = m->t->books;
    walk w = {.t = m->t,
              .out = m->out,
              .tables = &m->tables[part],
              .part = &m->t->unseens->parts[part],
              .err = err};
    sy_status st = SY_OK;

    for (uint32_t l = w.part->first; st == SY_OK && l < w.part->end; l++) {
        w.row = m->out->row_begin[l];
        w.touched = 0;
        for (uint64_t i = books->row_begin[l]; st == SY_OK && i < books->row_begin[l + 1]; i++) {
            st = put_item(&w, books->rows[i]);
        }
    }
    return st;
}

/* ---- rows of accounts without a statement ---- */

static sy_status put_others(void *ctx, size_t part, sy_err *err)
{
    const maker *m = ctx;
    const sy_unseens *u = m->t->unseens;
    walk w = {.t = m->t,
              .out = m->out,
              .tables = &m->tables[u->n_parts + part],
              .part = &u->other_parts[part],
              .err = err};
    sy_status st = SY_OK;

    for (uint32_t l = w.part->first; st == SY_OK && l < w.part->end; l++) {
        if (u->touch_begin[l] == u->touch_begin[l + 1]) continue;
        w.row = m->out->row_begin[l];
        for (uint64_t i = u->touch_begin[l]; st == SY_OK && i < u->touch_begin[l + 1]; i++) {
            const uint32_t item = m->t->pass->items[(uint32_t)u->touches[i]];
            const uint8_t kind = sy_turns_kind(m->t, item);
            const uint32_t transfer = sy_turns_transfer(m->t, item);
            if (kind & SY_ITEM_OTHERS_UNSEEN) st = put_unseen(&w, item, transfer - 1, 1);
            put(&w, transfer, item % 2 == 0, sy_row_size(m->t->rows, item / 2));
        }
    }
    return st;
}

/* ---- how many rows ---- */

static sy_status count_rows(void *ctx, size_t part, sy_err *err)
{
    const maker *m = ctx;
    const sy_unseen_part *p = &m->t->unseens->parts[part];
    const sy_books *books = m->t->books;

    (void)err;
    for (uint32_t l = p->first; l < p->end; l++) {
        uint32_t n = 0;
        for (uint64_t i = books->row_begin[l]; i < books->row_begin[l + 1]; i++) {
            const uint8_t kind = sy_turns_kind(m->t, books->rows[i]);
            n += kind & SY_ITEM_UNSEEN;
            n += !(kind & SY_ITEM_IS_SELF);
        }
        m->out->row_begin[l + 1] = n;
    }
    return SY_OK;
}

static sy_status make_rows(maker *m)
{
    const sy_unseens *u = m->t->unseens;
    const uint32_t n = m->t->books->n_ledgers;
    sy_entries *e = m->out;
    uint64_t total = 0;

    e->row_begin = sy_new_array(e->al, (size_t)n + 1, sizeof *e->row_begin);
    if (!e->row_begin) return sy_fail_nomem(m->err);
    sy_status st = sy_parallel(u->n_parts, count_rows, m, m->err);
    if (st != SY_OK) return st;
    for (size_t p = 0; p < u->n_other_parts; p++) {
        const sy_unseen_part *part = &u->other_parts[p];
        for (size_t i = 0; i < part->n_unseen; i++) {
            e->row_begin[m->t->rows->other[part->unseen[i].item / 2] + 1]++;
        }
    }
    for (uint32_t l = 0; l < n; l++) {
        total += e->row_begin[l + 1] + u->touch_begin[l + 1] - u->touch_begin[l];
        if (total >= SY_OUTSIDE) return sy_fail(m->err, SY_ELIMIT, N_("too many transfers"));
        e->row_begin[l + 1] = (uint32_t)total;
    }
    e->rows = sy_new_array(e->al, (size_t)total, sizeof *e->rows);
    e->moved = sy_new_array(e->al, (size_t)total, sizeof *e->moved);
    return e->rows && e->moved ? SY_OK : sy_fail_nomem(m->err);
}

/* ---- side tables ---- */

/* One list of all parts', by the number that its things begin with; in the parts'
 * order where that is equal. */
static sy_status gather(const maker *m, void **out, size_t *n, size_t list, size_t size)
{
    const size_t parts = m->t->unseens->n_parts + m->t->unseens->n_other_parts;
    const sy_alloc *al = m->out->al;
    size_t at = 0;

    *n = 0;
    for (size_t p = 0; p < parts; p++) {
        *n += ((const things *)((const char *)&m->tables[p] + list))->n;
    }
    char *all = sy_new_array(al, *n, size), *sorted = sy_new_array(al, *n, size);
    uint64_t *keys = sy_new_array(al, *n, sizeof *keys);
    sy_status st = all && sorted && keys ? SY_OK : sy_fail_nomem(m->err);
    for (size_t p = 0; st == SY_OK && p < parts; p++) {
        const things *t = (const void *)((const char *)&m->tables[p] + list);
        if (t->n) memcpy(all + at * size, t->items, t->n * size);
        at += t->n;
    }
    for (size_t i = 0; st == SY_OK && i < *n; i++) {
        uint32_t first;
        memcpy(&first, all + i * size, sizeof first);
        keys[i] = (uint64_t)first << 32 | i;
    }
    if (st == SY_OK) st = sy_radix_sort(&keys, *n, 32, al, m->err);
    for (size_t i = 0; st == SY_OK && i < *n; i++) {
        memcpy(sorted + i * size, all + (uint32_t)keys[i] * size, size);
    }
    sy_drop(al, all);
    sy_drop(al, keys);
    if (st == SY_OK)
        *out = sorted;
    else
        sy_drop(al, sorted);
    return st;
}

static sy_status gather_all(maker *m)
{
    sy_entries *e = m->out;
    void *late = NULL, *clocks = NULL, *fees = NULL, *debts = NULL;
    sy_status st = gather(m, &late, &e->n_late, offsetof(side_tables, late), sizeof(sy_late));

    if (st == SY_OK) {
        st = gather(m, &clocks, &e->n_clocks, offsetof(side_tables, clocks), sizeof(sy_clock));
    }
    if (st == SY_OK) {
        st = gather(m, &fees, &e->n_fees, offsetof(side_tables, fees), sizeof(sy_extra));
    }
    if (st == SY_OK) {
        st = gather(m, &debts, &e->n_debts, offsetof(side_tables, debts), sizeof(sy_extra));
    }
    e->late = late;
    e->clocks = clocks;
    e->fees = fees;
    e->debts = debts;
    return st;
}

/* Late arrivals are in order of arrival, and looked up by their transfers. */
static sy_status order_late(maker *m)
{
    sy_entries *e = m->out;
    uint64_t *keys = sy_new_array(e->al, e->n_late, sizeof *keys);

    e->late_by_transfer = sy_new_array(e->al, e->n_late, sizeof *e->late_by_transfer);
    sy_status st = keys && e->late_by_transfer ? SY_OK : sy_fail_nomem(m->err);
    for (size_t i = 0; st == SY_OK && i < e->n_late; i++) {
        keys[i] = (uint64_t)e->late[i].transfer << 32 | i;
    }
    if (st == SY_OK) st = sy_radix_sort(&keys, e->n_late, 32, e->al, m->err);
    for (size_t i = 0; st == SY_OK && i < e->n_late; i++) {
        e->late_by_transfer[i] = (uint32_t)keys[i];
    }
    sy_drop(e->al, keys);
    return st;
}

/* ---- all of it ---- */

sy_status sy_entries_make(sy_entries *e, const sy_alloc *al, const sy_turns *turns, sy_err *err)
{
    const sy_unseens *u = turns->unseens;
    const size_t parts = u->n_parts + u->n_other_parts;
    maker m = {.out = e, .t = turns, .err = err};

    *e = (sy_entries){.al = al};
    m.tables = sy_new_array(al, parts, sizeof *m.tables);
    if (!m.tables) return sy_fail_nomem(err);
    sy_status st = make_rows(&m);
    if (st == SY_OK) st = sy_parallel(u->n_parts, put_ledgers, &m, err);
    if (st == SY_OK) st = sy_parallel(u->n_other_parts, put_others, &m, err);
    if (st == SY_OK) st = gather_all(&m);
    if (st == SY_OK) st = order_late(&m);
    for (size_t p = 0; p < parts; p++) {
        sy_drop(al, m.tables[p].late.items);
        sy_drop(al, m.tables[p].clocks.items);
        sy_drop(al, m.tables[p].fees.items);
        sy_drop(al, m.tables[p].debts.items);
    }
    sy_drop(al, m.tables);
    return st;
}

void sy_entries_dispose(sy_entries *e)
{
    void *const pieces[] = {e->row_begin,        e->rows,   e->moved, e->late,
                            e->late_by_transfer, e->clocks, e->fees,  e->debts};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) sy_drop(e->al, pieces[i]);
    *e = (sy_entries){.al = e->al};
}
