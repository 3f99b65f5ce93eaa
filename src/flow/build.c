/* build.c - one walk over all rows makes the pass and every ledger's balance.
 *
 * The merge of design/tracing.md 3 asks again and again for the least (time,
 * place) among the rows that may come next. Rows sorted by (time, place) are
 * scanned once; a row that may not come yet (not first in its ledger, or an
 * arrival whose departure is still to come) is left behind, and when it may, it
 * waits in a small heap. Everything in that heap is older than the scan, so the
 * heap goes first. Ledgers in order of time, the usual case, never touch it.
 *
 * A row's balance is checked when the row comes: pseudo transfers (opening,
 * difference, missing inflow) are written just before it.
 *
 * Canonical places are kept even where an arrival could be drawn forward to its
 * departure: unsupplied ledgers are in the order in which the pass reaches them. */
#include "flow/build.h"

#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/cpu.h"
#include "base/lang.h"
#include "base/log.h"
#include "base/money.h"
#include "flow/lines_make.h"

typedef struct balance {
    int64_t held, debt;
    int64_t aside; /* moved out of sight by the first leg of a self transfer */
    uint32_t next, end; /* its next row, and the end of its rows, in books->rows */
    uint32_t touched; /* the last transfer that touched it, + 1 */
    bool begun, moved;
} balance;

typedef struct key {
    int64_t at;
    uint32_t item; /* place * 2 + side */
} key;

typedef struct heap {
    key *keys;
    size_t n, capacity;
} heap;

struct sy_built_flow {
    sy_flow view;
    const sy_alloc *al;
    uint32_t *from, *to, *out_place, *in_place, *row_begin, *list;
    int64_t *amount;
    uint32_t *at;
    sy_lines lines;
    uint8_t *flags;
    size_t capacity;
    sy_late *late;
    sy_clock *clocks;
    sy_extra *fees, *debts;
    sy_move *moves;
    sy_suspect *suspects;
    size_t late_capacity, clocks_capacity, fees_capacity, debts_capacity, moves_capacity;
};

/* The amount of a pseudo transfer: no row states it. */
typedef struct pseudo {
    uint32_t transfer, pad;
    int64_t amount;
} pseudo;

typedef struct builder {
    sy_built_flow *out;
    const sy_alloc *al;
    const sy_rows *rows;
    const sy_books *books;
    sy_build_report *report;
    sy_err *err;
    balance *balances;
    uint32_t *by_time;
    uint32_t *departed; /* by place of the out row: transfer + 1 */
    uint8_t *undone;    /* by place: this row's match is undone */
    heap ready, waiting;
    key scan; /* the scan stands here: what is less has been passed */
    bool scan_is_done;
    uint64_t rows_left;
    pseudo *pseudos; /* by transfer */
    size_t n_pseudos, pseudos_capacity;
} builder;

/* ---- keys and heaps ---- */

static bool less(key a, key b)
{
    return a.at < b.at || (a.at == b.at && a.item < b.item);
}

static sy_status heap_push(builder *b, heap *h, key k)
{
    void *keys = h->keys;

    if (!sy_grow(b->al, &keys, &h->capacity, h->n, h->n + 1, sizeof k)) {
        return sy_fail_nomem(b->err);
    }
    h->keys = keys;
    size_t i = h->n++;
    for (; i > 0 && less(k, h->keys[(i - 1) / 2]); i = (i - 1) / 2) {
        h->keys[i] = h->keys[(i - 1) / 2];
    }
    h->keys[i] = k;
    return SY_OK;
}

static key heap_pop(heap *h)
{
    key top = h->keys[0], last = h->keys[--h->n];
    size_t i = 0;

    for (;;) {
        size_t child = 2 * i + 1;
        if (child >= h->n) break;
        if (child + 1 < h->n && less(h->keys[child + 1], h->keys[child])) child++;
        if (!less(h->keys[child], last)) break;
        h->keys[i] = h->keys[child];
        i = child;
    }
    h->keys[i] = last;
    return top;
}

/* Times are kept in 32 bits from the earliest one: 136 years. A wrong date is
 * named with the one that it is too far away from. */
static sy_status too_far_apart(builder *b, size_t first, size_t last)
{
    const sy_rows *rows = b->rows;
    const sy_books *books = b->books;
    char early[SY_TIME_TEXT], late[SY_TIME_TEXT];

    sy_time_print(early, rows->at[first], SY_DATE);
    sy_time_print(late, rows->at[last], SY_DATE);
    return sy_fail(b->err, SY_ELIMIT,
                   N_("account %s has a row of %s and account %s one of %s: more than 136 years "
                      "apart; import again into a new workspace, without the file with the "
                      "wrong date"),
                   books->texts + books->ledgers[rows->ledger[first]].number, early,
                   books->texts + books->ledgers[rows->ledger[last]].number, late);
}

/* Places in order of time, stable: radix sort on the distance from the earliest
 * time, 11 bits a round, without a copy of the times. */
static sy_status sort_by_time(builder *b, size_t *n)
{
    enum { BITS = 11, BUCKETS = 1 << BITS };
    const sy_rows *rows = b->rows;
    size_t used = 0, first = 0, last = 0, counts[BUCKETS];
    int64_t least = INT64_MAX, most = INT64_MIN;
    uint32_t *a = NULL, *other = NULL;

    for (size_t p = 0; p < rows->n; p++) {
        if (rows->ledger[p] == SY_NONE) continue;
        if (rows->at[p] < least) least = rows->at[first = p];
        if (rows->at[p] > most) most = rows->at[last = p];
        used++;
    }
    *n = used;
    uint64_t span = used ? (uint64_t)most - (uint64_t)least : 0;
    if (span > UINT32_MAX) return too_far_apart(b, first, last);
    b->out->view.time_base = used ? least : 0;
    a = sy_new_array(b->al, used, sizeof *a);
    other = sy_new_array(b->al, used, sizeof *other);
    if (!a || !other) {
        sy_drop(b->al, a);
        sy_drop(b->al, other);
        return sy_fail_nomem(b->err);
    }
    used = 0;
    for (size_t p = 0; p < rows->n; p++) {
        if (rows->ledger[p] != SY_NONE) a[used++] = (uint32_t)p;
    }
    for (unsigned shift = 0; shift < 64 && span >> shift != 0; shift += BITS) {
        memset(counts, 0, sizeof counts);
        for (size_t i = 0; i < used; i++) {
            counts[((uint64_t)rows->at[a[i]] - (uint64_t)least) >> shift & (BUCKETS - 1)]++;
        }
        size_t sum = 0;
        for (size_t c = 0; c < BUCKETS; c++) {
            size_t count = counts[c];
            counts[c] = sum;
            sum += count;
        }
        for (size_t i = 0; i < used; i++) {
            other[counts[((uint64_t)rows->at[a[i]] - (uint64_t)least) >> shift &
                         (BUCKETS - 1)]++] = a[i];
        }
        uint32_t *swap = a;
        a = other;
        other = swap;
    }
    sy_drop(b->al, other);
    b->by_time = a;
    return SY_OK;
}

/* ---- writing transfers ---- */

static uint32_t since_base(const builder *b, int64_t at)
{
    return (uint32_t)(at - b->out->view.time_base);
}

static sy_status limit(builder *b, uint32_t ledger)
{
    const char *number = b->books->texts + b->books->ledgers[ledger].number;
    return sy_fail(b->err, SY_ELIMIT, N_("account %s: its amounts add up to more than can be "
                                         "counted"), number);
}

/* Room for one more transfer. Times and amounts come later (fill_in), when the
 * memory of the merge has been given back. */
static sy_status room(builder *b)
{
    sy_built_flow *o = b->out;
    size_t n = o->view.n_transfers, wanted = n + n / 8 + 1024;

    if (n < o->capacity) return SY_OK;
    if (n == 0) wanted += b->rows_left;
    if (wanted >= SY_OUTSIDE / 2) return sy_fail(b->err, SY_ELIMIT, N_("too many transfers"));
    struct { void **items; size_t size; } columns[] = {
        {(void **)&o->from, 4}, {(void **)&o->to, 4}, {(void **)&o->out_place, 4},
        {(void **)&o->in_place, 4}, {(void **)&o->flags, 1}};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (!sy_resize(b->al, columns[i].items, n, wanted, columns[i].size)) {
            return sy_fail_nomem(b->err);
        }
    }
    o->capacity = wanted;
    return SY_OK;
}

static sy_status emit(builder *b, uint32_t from, uint32_t to, uint8_t flags, uint32_t out_place,
                      uint32_t in_place)
{
    sy_built_flow *o = b->out;
    sy_status st = room(b);

    if (st != SY_OK) return st;
    uint32_t t = o->view.n_transfers++;
    o->from[t] = from;
    o->to[t] = to;
    o->flags[t] = flags;
    o->out_place[t] = out_place;
    o->in_place[t] = in_place;
    if (!sy_is_outside(from)) b->balances[from].touched = t + 1;
    if (!sy_is_outside(to)) b->balances[to].touched = t + 1;
    return SY_OK;
}

/* A pseudo transfer just before the row at place. */
static sy_status emit_pseudo(builder *b, uint32_t from, uint32_t to, int64_t amount, uint32_t place)
{
    uint8_t date_only = b->rows->flags[place] & SY_ROW_DATE_ONLY ? SY_T_DATE_ONLY : 0;
    bool comes_in = sy_is_outside(from);
    void *items = b->pseudos;
    sy_status st = emit(b, from, to, (uint8_t)(SY_T_PSEUDO | date_only),
                        comes_in ? SY_NONE : place, comes_in ? place : SY_NONE);

    if (st != SY_OK) return st;
    if (!sy_grow(b->al, &items, &b->pseudos_capacity, b->n_pseudos, b->n_pseudos + 1,
                 sizeof *b->pseudos)) {
        return sy_fail_nomem(b->err);
    }
    b->pseudos = items;
    b->pseudos[b->n_pseudos++] = (pseudo){.transfer = b->out->view.n_transfers - 1,
                                          .amount = amount};
    return SY_OK;
}

static sy_status note_extra(builder *b, sy_extra **list, size_t *capacity, uint32_t *n,
                            uint32_t transfer, int64_t amount)
{
    void *items = *list;

    if (!sy_grow(b->al, &items, capacity, *n, *n + 1u, sizeof **list)) {
        return sy_fail_nomem(b->err);
    }
    *list = items;
    (*list)[(*n)++] = (sy_extra){.transfer = transfer, .amount = amount};
    return SY_OK;
}

/* Money comes in by a transfer: a debt is repaid with its first fen. */
static sy_status receive(builder *b, uint32_t ledger, uint32_t transfer, int64_t amount)
{
    sy_built_flow *o = b->out;
    balance *to = &b->balances[ledger];
    int64_t repaid = amount < to->debt ? amount : to->debt;

    if (repaid > 0) {
        sy_status st = note_extra(b, &o->debts, &o->debts_capacity, &o->view.n_debts, transfer,
                                  repaid);
        if (st != SY_OK) return st;
        o->flags[transfer] |= SY_T_DEBT;
        to->debt -= repaid;
    }
    if (!sy_minor_add(&to->held, to->held, amount - repaid)) return limit(b, ledger);
    return SY_OK;
}

/* Unknown or unexplained money comes in; like any other it repays a debt first. */
static sy_status come_in_unseen(builder *b, uint32_t ledger, sy_outside kind, int64_t amount,
                                uint32_t place)
{
    sy_status st = emit_pseudo(b, SY_OUTSIDE + (uint32_t)kind, ledger, amount, place);
    return st == SY_OK ? receive(b, ledger, b->out->view.n_transfers - 1, amount) : st;
}

/* The ledger is about to pay amount; what it lacks comes in first, on credit or
 * unseen. It is there for the payment: it repays no debt. */
static sy_status cover(builder *b, uint32_t ledger, int64_t amount, bool is_credit, uint32_t place)
{
    balance *l = &b->balances[ledger];
    int64_t lacking = amount - l->held;

    if (lacking <= 0) return SY_OK;
    if (b->report) b->report->missing_inflows++;
    uint32_t kind = is_credit ? SY_OUT_CREDIT : SY_OUT_UNEXPLAINED;
    sy_status st = emit_pseudo(b, SY_OUTSIDE + kind, ledger, lacking, place);
    if (st != SY_OK) return st;
    l->held = amount;
    if (is_credit && !sy_minor_add(&l->debt, l->debt, lacking)) return limit(b, ledger);
    return SY_OK;
}

/* ---- a ledger's own arithmetic ---- */

/* Of a row that is not unused: does it move nothing? A self transfer does, and a
 * row of 0.00 (banks write them: account opened, card blocked). */
static bool is_self(const builder *b, uint32_t place)
{
    if (b->rows->amount[place] == 0) return true;
    uint32_t match = b->rows->match[place], ledger = b->rows->ledger[place];
    if (b->rows->flags[place] & SY_ROW_TRANSFER) return b->rows->other[place] == ledger;
    return match != SY_NONE && b->rows->ledger[match] == ledger;
}

static bool is_matched(const builder *b, uint32_t place)
{
    return b->rows->match[place] != SY_NONE && !b->undone[place];
}

static bool is_list_row(const builder *b, uint32_t place)
{
    return (b->rows->flags[place] & SY_ROW_TRANSFER) && !b->undone[place];
}

/* stated - signed - what came before, at the first row that states a balance. */
static sy_status opening(builder *b, uint32_t ledger, int64_t *amount)
{
    const sy_books *books = b->books;
    const sy_rows *rows = b->rows;
    int64_t sum = 0;

    *amount = 0;
    for (uint64_t i = books->row_begin[ledger]; i < books->row_begin[ledger + 1]; i++) {
        uint32_t place = books->rows[i] / 2;
        bool comes_in = books->rows[i] % 2;
        int64_t size = rows->amount[place] < 0 ? -rows->amount[place] : rows->amount[place];
        if (!sy_minor_add(&sum, sum, comes_in ? size : -size)) return limit(b, ledger);
        if (!(rows->flags[place] & SY_ROW_HAS_BALANCE)) continue;
        if (!sy_minor_sub(amount, rows->balance[place], sum)) return limit(b, ledger);
        return SY_OK;
    }
    return SY_OK;
}

static sy_status begin_ledger(builder *b, uint32_t ledger, uint32_t place)
{
    balance *l = &b->balances[ledger];
    int64_t amount;
    sy_status st = opening(b, ledger, &amount);

    l->begun = true;
    if (st != SY_OK) return st;
    if (amount < 0) l->debt = -amount;
    if (amount > 0) return come_in_unseen(b, ledger, SY_OUT_OPENING, amount, place);
    return SY_OK;
}

/* The balance that a row states, as if self transfers were not there. */
static bool stated(const builder *b, uint32_t ledger, uint32_t place, int64_t *amount)
{
    return sy_minor_sub(amount, b->rows->balance[place], b->balances[ledger].aside);
}

/* Everything that is entered just before a row: opening, chain difference. */
static sy_status before_row(builder *b, uint32_t ledger, uint32_t place)
{
    const sy_rows *rows = b->rows;
    balance *l = &b->balances[ledger];
    int64_t wanted, difference;
    sy_status st = SY_OK;

    if (!l->begun) st = begin_ledger(b, ledger, place);
    if (st != SY_OK || !(rows->flags[place] & SY_ROW_HAS_BALANCE)) return st;
    if (!stated(b, ledger, place, &wanted) ||
        !sy_minor_sub(&wanted, wanted, rows->amount[place]) ||
        !sy_minor_sub(&difference, wanted, l->held - l->debt) || difference == INT64_MIN) {
        return limit(b, ledger);
    }
    if (difference == 0) return SY_OK;
    if (b->report) b->report->differences++;
    if (difference > 0) {
        return come_in_unseen(b, ledger, SY_OUT_UNEXPLAINED, difference, place);
    }
    st = cover(b, ledger, -difference, wanted < 0, place);
    if (st != SY_OK) return st;
    l->held += difference;
    return emit_pseudo(b, ledger, SY_OUTSIDE + SY_OUT_GAP, -difference, place);
}

/* An unsupplied ledger goes on with what its covered one held at the end. */
static sy_status touch_unsupplied(builder *b, uint32_t ledger, int64_t at)
{
    sy_built_flow *o = b->out;
    const sy_ledger *info = &b->books->ledgers[ledger];
    balance *l = &b->balances[ledger];

    if (info->continues == SY_NONE || l->moved) return SY_OK;
    if (sy_day_of(at) <= sy_day_of(b->books->ledgers[info->continues].as_of)) return SY_OK;
    l->moved = true;
    if (!sy_minor_add(&l->held, l->held, b->balances[info->continues].held)) {
        return limit(b, ledger);
    }
    void *items = o->moves;
    if (!sy_grow(b->al, &items, &o->moves_capacity, o->view.n_moves, o->view.n_moves + 1u,
                 sizeof *o->moves)) {
        return sy_fail_nomem(b->err);
    }
    o->moves = items;
    o->moves[o->view.n_moves++] = (sy_move){o->view.n_transfers, info->continues, ledger};
    return SY_OK;
}

/* ---- rows ---- */

/* Whose clock a two-sided transfer goes by: the payee's where the payer's row has
 * only a date and the payee's a clock on that day. */
static uint8_t clock_of(const sy_rows *rows, uint32_t out, uint32_t in)
{
    bool out_is_date = rows->flags[out] & SY_ROW_DATE_ONLY;
    bool in_is_date = rows->flags[in] & SY_ROW_DATE_ONLY;

    if (!out_is_date) return 0;
    if (!in_is_date && sy_day_of(rows->at[in]) == sy_day_of(rows->at[out])) {
        return SY_T_CLOCK_OF_PAYEE;
    }
    return SY_T_DATE_ONLY;
}

/* The row by which a transfer's time goes. */
static uint32_t place_of_time(const sy_built_flow *o, uint32_t t)
{
    bool by_payee = o->flags[t] & SY_T_CLOCK_OF_PAYEE || o->out_place[t] == SY_NONE;
    return by_payee ? o->in_place[t] : o->out_place[t];
}

static sy_status depart(builder *b, uint32_t ledger, uint32_t place)
{
    const sy_rows *rows = b->rows;
    sy_built_flow *o = b->out;
    balance *l = &b->balances[ledger];
    bool matched = is_matched(b, place), is_list = is_list_row(b, place);
    int64_t amount = -rows->amount[place], after = 0;
    bool is_credit = rows->flags[place] & SY_ROW_HAS_BALANCE &&
                     stated(b, ledger, place, &after) && after < 0;
    uint8_t flags = rows->flags[place] & SY_ROW_DATE_ONLY ? SY_T_DATE_ONLY : 0;
    uint32_t to = rows->other[place];
    sy_status st = cover(b, ledger, amount, is_credit, place);

    if (st != SY_OK) return st;
    l->held -= amount;
    if (matched) {
        uint32_t in = rows->match[place];
        int64_t fee = amount - rows->amount[in];
        to = rows->ledger[in];
        flags = clock_of(rows, place, in);
        if (fee > 0) {
            flags |= SY_T_FEE;
            st = note_extra(b, &o->fees, &o->fees_capacity, &o->view.n_fees, o->view.n_transfers,
                            fee);
        }
    } else if (b->undone[place]) {
        to = SY_OUTSIDE + SY_OUT_UNMATCHED;
    }
    bool to_unsupplied = !matched && !is_list && !sy_is_outside(to);
    if (st == SY_OK && to_unsupplied) st = touch_unsupplied(b, to, rows->at[place]);
    if (st != SY_OK) return st;
    uint32_t touched = matched || is_list ? b->balances[to].touched : 0;
    st = emit(b, ledger, to, flags, place,
              matched ? rows->match[place] : is_list ? place : SY_NONE);
    if (st != SY_OK) return st;
    uint32_t t = o->view.n_transfers - 1;
    if (matched || is_list) {
        /* The money is under way: it has not touched the payee yet. */
        if (to != ledger) b->balances[to].touched = touched;
        b->departed[place] = t + 1;
        return SY_OK;
    }
    return to_unsupplied ? receive(b, to, t, amount) : SY_OK;
}

/* The payee's row has this time. */
static sy_status note_clock(builder *b, uint32_t t, int64_t at)
{
    sy_built_flow *o = b->out;
    void *items = o->clocks;

    if (at == b->rows->at[place_of_time(o, t)]) return SY_OK;
    if (!sy_grow(b->al, &items, &o->clocks_capacity, o->view.n_clocks, o->view.n_clocks + 1u,
                 sizeof *o->clocks)) {
        return sy_fail_nomem(b->err);
    }
    o->clocks = items;
    o->clocks[o->view.n_clocks++] = (sy_clock){.transfer = t, .at = since_base(b, at)};
    o->flags[t] |= SY_T_OTHER_CLOCK;
    return SY_OK;
}

/* The arrival of transfer t at this place in the pass. */
static sy_status arrive(builder *b, uint32_t ledger, uint32_t place, uint32_t t, int64_t amount)
{
    sy_built_flow *o = b->out;

    if (b->balances[ledger].touched > t) { /* something came between: it is late */
        void *items = o->late;
        if (!sy_grow(b->al, &items, &o->late_capacity, o->view.n_late, o->view.n_late + 1u,
                     sizeof *o->late)) {
            return sy_fail_nomem(b->err);
        }
        o->late = items;
        o->late[o->view.n_late++] =
            (sy_late){o->view.n_transfers, t, since_base(b, b->rows->at[place])};
        o->flags[t] |= SY_T_LATE;
        b->balances[ledger].touched = o->view.n_transfers;
    } else {
        sy_status st = note_clock(b, t, b->rows->at[place]);
        if (st != SY_OK) return st;
        b->balances[ledger].touched = t + 1;
    }
    return receive(b, ledger, t, amount);
}

static sy_status come_in(builder *b, uint32_t ledger, uint32_t place)
{
    const sy_rows *rows = b->rows;
    int64_t amount = rows->amount[place] < 0 ? -rows->amount[place] : rows->amount[place];
    uint8_t flags = rows->flags[place] & SY_ROW_DATE_ONLY ? SY_T_DATE_ONLY : 0;
    uint32_t from = rows->other[place];
    sy_status st = SY_OK;

    if (is_list_row(b, place)) {
        return arrive(b, ledger, place, b->departed[place] - 1, amount);
    }
    if (is_matched(b, place)) {
        return arrive(b, ledger, place, b->departed[rows->match[place]] - 1, amount);
    }
    if (b->undone[place]) from = SY_OUTSIDE + SY_OUT_UNMATCHED;
    if (!sy_is_outside(from)) {
        st = touch_unsupplied(b, from, rows->at[place]);
        if (st == SY_OK) st = cover(b, from, amount, false, place);
        if (st != SY_OK) return st;
        b->balances[from].held -= amount;
    }
    st = emit(b, from, ledger, flags, SY_NONE, place);
    if (st != SY_OK) return st;
    return receive(b, ledger, b->out->view.n_transfers - 1, amount);
}

/* ---- the merge ---- */

static uint32_t ledger_of(const builder *b, uint32_t item)
{
    uint32_t place = item / 2;
    bool payee = (b->rows->flags[place] & SY_ROW_TRANSFER) && item % 2;
    return payee ? b->rows->other[place] : b->rows->ledger[place];
}

/* The item that stands for a row in books->rows. */
static uint32_t item_of(const builder *b, uint32_t place)
{
    return place * 2 + (b->rows->amount[place] > 0);
}

static bool is_first(const builder *b, uint32_t item)
{
    uint32_t ledger = ledger_of(b, item);
    const balance *l = &b->balances[ledger];
    return l->next < l->end && b->books->rows[l->next] == item;
}

static bool is_waiting_for_departure(const builder *b, uint32_t item)
{
    uint32_t place = item / 2;

    if (item % 2 == 0) return false;
    if (is_self(b, place)) return false;
    if (is_list_row(b, place)) return b->departed[place] == 0;
    return is_matched(b, place) && b->departed[b->rows->match[place]] == 0;
}

static key key_of(const builder *b, uint32_t item)
{
    return (key){b->rows->at[item / 2], item};
}

/* A row that may now come, if the scan has passed it already. */
static sy_status offer(builder *b, uint32_t item)
{
    key k = key_of(b, item);

    if (!b->scan_is_done && !less(k, b->scan)) return SY_OK;
    if (!is_first(b, item)) return SY_OK;
    return heap_push(b, is_waiting_for_departure(b, item) ? &b->waiting : &b->ready, k);
}

static sy_status process(builder *b, uint32_t item)
{
    uint32_t place = item / 2, ledger = ledger_of(b, item);
    bool comes_in = item % 2;
    sy_status st = before_row(b, ledger, place);

    if (st == SY_OK && is_self(b, place)) {
        balance *l = &b->balances[ledger];
        bool is_list = b->rows->flags[place] & SY_ROW_TRANSFER; /* states no balance */
        if (!is_list && !sy_minor_add(&l->aside, l->aside, b->rows->amount[place])) {
            st = limit(b, ledger);
        }
    } else if (st == SY_OK) {
        st = comes_in ? come_in(b, ledger, place) : depart(b, ledger, place);
    }
    if (st != SY_OK) return st;

    balance *l = &b->balances[ledger];
    b->rows_left--;
    if (++l->next < l->end) st = offer(b, b->books->rows[l->next]);
    if (st == SY_OK && !comes_in && !is_self(b, place)) {
        if (is_list_row(b, place)) st = offer(b, item + 1);
        else if (is_matched(b, place)) st = offer(b, item_of(b, b->rows->match[place]));
    }
    return st;
}

/* No row may come next: clocks or matches contradict each other. */
static sy_status undo_a_match(builder *b)
{
    while (b->waiting.n > 0) {
        key k = heap_pop(&b->waiting);
        uint32_t place = k.item / 2;
        if (!is_first(b, k.item) || !is_waiting_for_departure(b, k.item)) continue;
        b->undone[place] = 1;
        if (b->rows->match[place] != SY_NONE) b->undone[b->rows->match[place]] = 1;
        if (b->report) b->report->undone_matches++;
        return heap_push(b, &b->ready, k);
    }
    SY_ASSERT(b->rows_left == 0 && "rows are left, and none of them waits");
    return SY_OK;
}

static sy_status scan(builder *b, uint32_t item)
{
    sy_status st = SY_OK;

    b->scan = key_of(b, item);
    while (st == SY_OK && b->ready.n > 0) st = process(b, heap_pop(&b->ready).item);
    if (st != SY_OK || !is_first(b, item)) return st;
    if (is_waiting_for_departure(b, item)) return heap_push(b, &b->waiting, b->scan);
    return process(b, item);
}

/* Rows are met in order of time, which is no order at all in memory: what the
 * next ones will touch is fetched ahead, in four steps that lean on each other. */
enum { AHEAD = 8 };

static void prefetch(const builder *b, size_t i, size_t n)
{
    const sy_rows *rows = b->rows;

    if (i + 4 * AHEAD >= n) return;
    uint32_t row = b->by_time[i + 4 * AHEAD];
    SY_PREFETCH(&rows->ledger[row]);
    SY_PREFETCH(&rows->amount[row]);
    SY_PREFETCH(&rows->balance[row]);
    SY_PREFETCH(&rows->at[row]);
    SY_PREFETCH(&rows->match[row]);
    SY_PREFETCH(&rows->other[row]);
    SY_PREFETCH(&rows->flags[row]);
    row = b->by_time[i + 3 * AHEAD];
    SY_PREFETCH(&b->balances[rows->ledger[row]].held);
    SY_PREFETCH(&b->balances[rows->ledger[row]].next);
    SY_PREFETCH(&b->undone[row]);
    SY_PREFETCH(&b->departed[row]);
    if (rows->match[row] != SY_NONE) SY_PREFETCH(&b->departed[rows->match[row]]);
    if (!sy_is_outside(rows->other[row])) SY_PREFETCH(&b->balances[rows->other[row]]);
    row = b->by_time[i + 2 * AHEAD];
    SY_PREFETCH(&b->books->rows[b->balances[rows->ledger[row]].next]);
    /* The time of the row after it decides whether that one has been passed. */
    const balance *l = &b->balances[rows->ledger[b->by_time[i + AHEAD]]];
    if (l->next + 1 < l->end) SY_PREFETCH(&rows->at[b->books->rows[l->next + 1] / 2]);
}

static sy_status merge(builder *b)
{
    size_t n = 0;
    sy_status st = sort_by_time(b, &n);

    b->rows_left = b->books->row_begin[b->books->n_ledgers];
    for (size_t i = 0; st == SY_OK && i < n; i++) {
        uint32_t place = b->by_time[i];
        bool is_list = b->rows->flags[place] & SY_ROW_TRANSFER;
        prefetch(b, i, n);
        st = scan(b, is_list ? place * 2 : item_of(b, place));
        if (st == SY_OK && is_list) st = scan(b, place * 2 + 1);
    }
    b->scan_is_done = true;
    while (st == SY_OK) {
        while (st == SY_OK && b->ready.n > 0) st = process(b, heap_pop(&b->ready).item);
        if (st != SY_OK || b->rows_left == 0) break;
        st = undo_a_match(b);
    }
    return st;
}

/* ---- finishing ---- */

static int by_transfer(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b; /* their first member */
    return (x > y) - (x < y);
}

/* Walks all departures and arrivals in the order of the pass. */
typedef void sy_touch(void *ctx, uint32_t ledger, uint32_t item);
static void walk(const sy_flow *f, sy_touch *touch, void *ctx)
{
    uint32_t late = 0;

    for (uint32_t t = 0; t <= f->n_transfers; t++) {
        for (; late < f->n_late && f->late[late].before == t; late++) {
            uint32_t arriving = f->late[late].transfer;
            touch(ctx, f->to[arriving], arriving * 2 + 1);
        }
        if (t == f->n_transfers) break;
        if (!sy_is_outside(f->from[t])) touch(ctx, f->from[t], t * 2);
        if (!sy_is_outside(f->to[t]) && !(f->flags[t] & SY_T_LATE)) touch(ctx, f->to[t], t * 2 + 1);
    }
}

static void count_row(void *ctx, uint32_t ledger, uint32_t item)
{
    (void)item;
    ((sy_built_flow *)ctx)->row_begin[ledger + 1]++;
}

static void list_row(void *ctx, uint32_t ledger, uint32_t item)
{
    sy_built_flow *o = ctx;
    o->list[o->row_begin[ledger]++] = item;
}

static sy_status list_rows(builder *b)
{
    sy_built_flow *o = b->out;
    uint32_t n = b->books->n_ledgers;

    o->row_begin = sy_new_array(b->al, (size_t)n + 2, sizeof *o->row_begin);
    if (!o->row_begin) return sy_fail_nomem(b->err);
    walk(&o->view, count_row, o);
    uint64_t total = 0;
    for (uint32_t l = 0; l <= n; l++) {
        total += o->row_begin[l];
        if (total >= SY_OUTSIDE) return sy_fail(b->err, SY_ELIMIT, N_("too many transfers"));
        o->row_begin[l] = (uint32_t)total;
    }
    o->list = sy_new_array(b->al, total, sizeof *o->list);
    if (!o->list) return sy_fail_nomem(b->err);
    walk(&o->view, list_row, o);
    /* Each begin has moved to the next one's place. */
    memmove(o->row_begin + 1, o->row_begin, n * sizeof *o->row_begin);
    o->row_begin[0] = 0;
    for (uint32_t l = 0; l < n; l++) {
        sy_ledger *info = &b->books->ledgers[l];
        uint32_t begin = o->row_begin[l], end = o->row_begin[l + 1];
        info->first = begin < end ? sy_flow_at(&o->view, o->list[begin] / 2) : 1;
        info->last = begin < end ? sy_flow_at(&o->view, o->list[end - 1] / 2) : 0;
    }
    o->view.row_begin = o->row_begin;
    o->view.rows = o->list;
    return SY_OK;
}

/* Sums along the ledgers, and of what nothing explains. */
static sy_status sum_ledgers(builder *b)
{
    sy_built_flow *o = b->out;
    sy_status st = sy_lines_make(&o->lines, b->al, &o->view, b->err);

    o->view.moved = o->lines.moved;
    o->view.marks = o->lines.marks;
    o->view.low = o->lines.low;
    for (uint32_t l = 0; l < b->books->n_ledgers; l++) b->books->ledgers[l].unexplained = 0;
    for (size_t i = 0; st == SY_OK && i < b->n_pseudos; i++) {
        const pseudo *p = &b->pseudos[i];
        if (o->from[p->transfer] != SY_OUTSIDE + SY_OUT_UNEXPLAINED) continue;
        const uint32_t ledger = o->to[p->transfer];
        int64_t *sum = &b->books->ledgers[ledger].unexplained;
        if (!sy_minor_add(sum, *sum, p->amount)) st = limit(b, ledger);
    }
    return st;
}

/* Suspected matches by the transfers of their two rows. */
static sy_status list_suspects(builder *b)
{
    sy_built_flow *o = b->out;
    const sy_books *books = b->books;

    o->suspects = sy_new_array(b->al, books->n_suspects, sizeof *o->suspects);
    if (!o->suspects) return sy_fail_nomem(b->err);
    if (books->n_suspects == 0) return SY_OK;
    /* departed[] is free now: place -> transfer + 1, for one-sided rows. */
    memset(b->departed, 0, b->rows->n * sizeof *b->departed);
    for (uint32_t t = 0; t < o->view.n_transfers; t++) {
        if (o->flags[t] & SY_T_PSEUDO) continue;
        if (o->out_place[t] != SY_NONE) b->departed[o->out_place[t]] = t + 1;
        if (o->in_place[t] != SY_NONE) b->departed[o->in_place[t]] = t + 1;
    }
    for (uint32_t i = 0; i < books->n_suspects; i++) {
        uint32_t out = b->departed[books->suspects[2 * i]];
        uint32_t in = b->departed[books->suspects[2 * i + 1]];
        if (out && in) o->suspects[o->view.n_suspects++] = (sy_suspect){out - 1, in - 1};
    }
    return SY_OK;
}

/* Times and amounts of the transfers, from their rows. */
static sy_status fill_in(builder *b)
{
    sy_built_flow *o = b->out;
    const sy_rows *rows = b->rows;
    size_t next = 0;

    o->at = sy_new_array(b->al, o->view.n_transfers, sizeof *o->at);
    o->amount = sy_new_array(b->al, o->view.n_transfers, sizeof *o->amount);
    if (!o->at || !o->amount) return sy_fail_nomem(b->err);
    for (uint32_t t = 0; t < o->view.n_transfers; t++) {
        uint32_t shown = o->out_place[t] != SY_NONE ? o->out_place[t] : o->in_place[t];
        o->at[t] = since_base(b, rows->at[place_of_time(o, t)]);
        if (next < b->n_pseudos && b->pseudos[next].transfer == t) {
            o->amount[t] = b->pseudos[next++].amount;
        } else {
            o->amount[t] = rows->amount[shown] < 0 ? -rows->amount[shown] : rows->amount[shown];
        }
    }
    return SY_OK;
}

static void finish(builder *b)
{
    sy_built_flow *o = b->out;
    sy_flow *v = &o->view;
    const sy_books *books = b->books;

    if (v->n_clocks) qsort(o->clocks, v->n_clocks, sizeof *o->clocks, by_transfer);
    if (v->n_fees) qsort(o->fees, v->n_fees, sizeof *o->fees, by_transfer);
    if (v->n_debts) qsort(o->debts, v->n_debts, sizeof *o->debts, by_transfer);
    v->n_ledgers = books->n_ledgers;
    v->n_accounts = books->n_accounts;
    v->n_sources = books->n_sources;
    v->from = o->from;
    v->to = o->to;
    v->amount = o->amount;
    v->at = o->at;
    v->flags = o->flags;
    v->out_place = o->out_place;
    v->in_place = o->in_place;
    v->late = o->late;
    v->clocks = o->clocks;
    v->fees = o->fees;
    v->debts = o->debts;
    v->moves = o->moves;
    v->ledgers = books->ledgers;
    v->proved_begin = books->proved_begin;
    v->proved = books->proved;
    v->sources = books->sources;
    v->texts = books->texts;
    v->closed_world = books->n_ledgers > 0;
    for (uint32_t l = 0; l < books->n_ledgers; l++) {
        if (!(books->ledgers[l].flags & SY_L_CLOSED)) v->closed_world = false;
    }
}

/* Everything that only the merge needs. */
static void dispose_merge(builder *b)
{
    void **const pieces[] = {(void **)&b->balances, (void **)&b->by_time, (void **)&b->undone,
                             (void **)&b->ready.keys, (void **)&b->waiting.keys};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        sy_drop(b->al, *pieces[i]);
        *pieces[i] = NULL;
    }
}

sy_status sy_flow_build(sy_built_flow **out, const sy_alloc *al, const sy_rows *rows,
                        const sy_books *books, sy_build_report *report, sy_err *err)
{
    builder b = {.al = al, .rows = rows, .books = books, .report = report, .err = err};
    sy_status st = SY_OK;

    *out = NULL;
    if (report) *report = (sy_build_report){0};
    if (rows->n >= SY_OUTSIDE / 2) return sy_fail(err, SY_ELIMIT, N_("too many rows"));
    b.out = sy_new(al, sizeof *b.out);
    if (!b.out) return sy_fail_nomem(err);
    b.out->al = al;
    b.balances = sy_new_array(al, books->n_ledgers, sizeof *b.balances);
    b.departed = sy_new_array(al, rows->n, sizeof *b.departed);
    b.undone = sy_new_array(al, rows->n, 1);
    if (!b.balances || !b.departed || !b.undone) {
        st = sy_fail_nomem(err);
        goto done;
    }
    for (uint32_t l = 0; l < books->n_ledgers; l++) {
        b.balances[l].next = (uint32_t)books->row_begin[l];
        b.balances[l].end = (uint32_t)books->row_begin[l + 1];
    }
    st = merge(&b);
    if (st != SY_OK) goto done;
    sy_debug("flow: merged");
    dispose_merge(&b);
    if (rows->merged) rows->merged(rows->merged_ctx);
    sy_debug("flow: given back");
    st = fill_in(&b);
    if (st != SY_OK) goto done;
    finish(&b);
    st = list_rows(&b);
    if (st == SY_OK) st = sum_ledgers(&b);
    if (st == SY_OK) st = list_suspects(&b);
    if (st != SY_OK) goto done;
    b.out->view.suspects = b.out->suspects;
    *out = b.out;
    b.out = NULL;

done:
    sy_built_flow_free(b.out);
    dispose_merge(&b);
    sy_drop(al, b.departed);
    sy_drop(al, b.pseudos);
    return st;
}

const sy_flow *sy_built_flow_view(const sy_built_flow *b)
{
    return &b->view;
}

void sy_built_flow_free(sy_built_flow *b)
{
    if (!b) return;
    void *const pieces[] = {b->from, b->to, b->out_place, b->in_place, b->amount, b->at,
                            b->flags, b->late, b->clocks, b->fees, b->debts, b->moves, b->suspects,
                            b->row_begin, b->list, b->lines.moved, b->lines.marks, b->lines.low};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) sy_drop(b->al, pieces[i]);
    sy_drop(b->al, b);
}
