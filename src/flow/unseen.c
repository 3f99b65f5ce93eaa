/* unseen.c - one walk along each ledger with what it holds and what it owes. */
#include "flow/unseen.h"

#include "base/civil.h"
#include "base/lang.h"
#include "base/money.h"
#include "base/parallel.h"
#include "base/radix.h"

enum { PART = 1 << 16 }; /* rows of the ledgers of a part, about */

typedef struct finder {
    sy_unseens *u;
    const sy_rows *rows;
    const sy_books *books;
    const sy_pass *pass;
    uint32_t *position; /* by slot: in the pass; only where a ledger goes on elsewhere */
    uint64_t *begin;    /* of touches, by part of the pass */
    sy_moving *moves;   /* by ledger: of one that goes on with another's money */
    bool *has_moved;
} finder;

typedef struct walk {
    const finder *f;
    sy_unseen_part *part; /* NULL: nobody writes down what is found */
    sy_err *err;
    uint32_t ledger, item;
    int64_t held, debt;
    int64_t aside;     /* moved out of sight by the first leg of a self transfer */
    uint32_t n_unseen; /* of this item */
    bool has_begun;
} walk;

static sy_status limit(const walk *w)
{
    return sy_fail(w->err, SY_ELIMIT,
                   N_("account %s: its amounts add up to more than can be counted"),
                   w->f->books->texts + w->f->books->ledgers[w->ledger].number);
}

/* ---- writing down ---- */

static sy_status note_unseen(walk *w, sy_outside kind, int64_t amount, bool is_others)
{
    sy_unseen_part *p = w->part;

    w->n_unseen++;
    if (!p) return SY_OK;
    void *items = p->unseen;
    if (!sy_grow(w->f->u->al, &items, &p->unseen_capacity, p->n_unseen, p->n_unseen + 1,
                 sizeof *p->unseen)) {
        return sy_fail_nomem(w->err);
    }
    p->unseen = items;
    p->unseen[p->n_unseen++] = (sy_unseen){amount, w->item, (uint8_t)kind, is_others};
    return SY_OK;
}

static sy_status note_repaid(walk *w, int64_t amount, uint32_t nth)
{
    sy_unseen_part *p = w->part;

    if (!p) return SY_OK;
    void *items = p->repaid;
    if (!sy_grow(w->f->u->al, &items, &p->repaid_capacity, p->n_repaid, p->n_repaid + 1,
                 sizeof *p->repaid)) {
        return sy_fail_nomem(w->err);
    }
    p->repaid = items;
    p->repaid[p->n_repaid++] = (sy_repaid){amount, w->item, nth};
    return SY_OK;
}

/* ---- what comes in and leaves ---- */

/* A debt is repaid with the first fen of what comes in. */
static sy_status receive(walk *w, int64_t amount, uint32_t nth)
{
    const int64_t repaid = amount < w->debt ? amount : w->debt;
    sy_status st = SY_OK;

    if (repaid > 0) {
        st = note_repaid(w, repaid, nth);
        w->debt -= repaid;
    }
    if (st == SY_OK && !sy_minor_add(&w->held, w->held, amount - repaid)) st = limit(w);
    return st;
}

/* Unknown or unexplained money; like any other it repays a debt first. */
static sy_status come_in_unseen(walk *w, sy_outside kind, int64_t amount)
{
    sy_status st = note_unseen(w, kind, amount, false);
    return st == SY_OK ? receive(w, amount, w->n_unseen - 1) : st;
}

/* The ledger is about to pay amount; what it lacks comes in first, on credit or
 * unseen. It is there for the payment: it repays no debt. */
static sy_status cover(walk *w, int64_t amount, bool is_credit, bool is_others)
{
    const int64_t lacking = amount - w->held;

    if (lacking <= 0) return SY_OK;
    if (w->part) w->part->missing_inflows++;
    sy_status st =
        note_unseen(w, is_credit ? SY_OUT_CREDIT : SY_OUT_UNEXPLAINED, lacking, is_others);
    w->held = amount;
    if (st == SY_OK && is_credit && !sy_minor_add(&w->debt, w->debt, lacking)) st = limit(w);
    return st;
}

/* ---- along a statement ---- */

/* stated - signed - what came before, at the first row that states a balance. */
static sy_status opening(const walk *w, int64_t *amount)
{
    const sy_books *books = w->f->books;
    const sy_rows *rows = w->f->rows;
    int64_t sum = 0;

    *amount = 0;
    for (uint64_t i = books->row_begin[w->ledger]; i < books->row_begin[w->ledger + 1]; i++) {
        const uint32_t place = books->rows[i] / 2;
        const int64_t size = sy_row_size(rows, place);
        if (!sy_minor_add(&sum, sum, books->rows[i] % 2 ? size : -size)) return limit(w);
        if (!sy_row_has_balance(rows, place)) continue;
        return sy_minor_sub(amount, rows->balance[place], sum) ? SY_OK : limit(w);
    }
    return SY_OK;
}

static sy_status begin(walk *w)
{
    int64_t amount;
    sy_status st = opening(w, &amount);

    w->has_begun = true;
    if (st != SY_OK) return st;
    if (amount < 0) w->debt = -amount;
    return amount > 0 ? come_in_unseen(w, SY_OUT_OPENING, amount) : SY_OK;
}

/* The balance that a row states, as if self transfers were not there. */
static bool stated(const walk *w, int64_t *amount)
{
    return sy_minor_sub(amount, w->f->rows->balance[w->item / 2], w->aside);
}

/* Everything that is entered just before a row: opening, chain difference. */
static sy_status before_row(walk *w)
{
    const sy_rows *rows = w->f->rows;
    const uint32_t place = w->item / 2;
    int64_t wanted, difference;
    sy_status st = SY_OK;

    if (!w->has_begun) st = begin(w);
    if (st != SY_OK || !sy_row_has_balance(rows, place)) return st;
    if (!stated(w, &wanted) || !sy_minor_sub(&wanted, wanted, rows->amount[place]) ||
        !sy_minor_sub(&difference, wanted, w->held - w->debt) || difference == INT64_MIN) {
        return limit(w);
    }
    if (difference == 0) return SY_OK;
    if (w->part) w->part->differences++;
    if (difference > 0) return come_in_unseen(w, SY_OUT_UNEXPLAINED, difference);
    st = cover(w, -difference, wanted < 0, false);
    if (st != SY_OK) return st;
    w->held += difference;
    return note_unseen(w, SY_OUT_GAP, -difference, false);
}

static sy_status depart(walk *w)
{
    const uint32_t place = w->item / 2;
    const int64_t amount = sy_row_size(w->f->rows, place);
    int64_t after = 0;
    const bool is_credit = sy_row_has_balance(w->f->rows, place) && stated(w, &after) && after < 0;
    sy_status st = cover(w, amount, is_credit, false);

    w->held -= amount;
    return st;
}

static sy_status pass_row(walk *w)
{
    const sy_rows *rows = w->f->rows;
    const uint32_t place = w->item / 2;

    if (sy_row_is_self(rows, place)) {
        if (sy_row_is_list(rows, place)) return SY_OK;
        return sy_minor_add(&w->aside, w->aside, rows->amount[place]) ? SY_OK : limit(w);
    }
    return w->item % 2 ? receive(w, sy_row_size(rows, place), SY_NONE) : depart(w);
}

static sy_status walk_ledger(const finder *f, sy_unseen_part *part, uint32_t ledger, sy_err *err)
{
    const sy_books *books = f->books;
    walk w = {.f = f, .part = part, .err = err, .ledger = ledger};
    sy_status st = SY_OK;

    for (uint64_t i = books->row_begin[ledger]; st == SY_OK && i < books->row_begin[ledger + 1];
         i++) {
        w.item = books->rows[i];
        w.n_unseen = 0;
        st = before_row(&w);
        if (st == SY_OK) st = pass_row(&w);
        uint32_t kind = w.n_unseen;
        if (sy_row_is_self(f->rows, w.item / 2))
            kind |= SY_ITEM_IS_SELF;
        else if (sy_item_is_transfer(f->rows, f->pass->undone, w.item))
            kind |= SY_ITEM_IS_TRANSFER;
        f->u->kinds[sy_item_slot(f->u, w.item)] = (uint8_t)kind;
    }
    return st;
}

static sy_status walk_part(void *ctx, size_t part, sy_err *err)
{
    const finder *f = ctx;
    sy_unseen_part *p = &f->u->parts[part];
    sy_status st = SY_OK;

    for (uint32_t l = p->first; st == SY_OK && l < p->end; l++) st = walk_ledger(f, p, l, err);
    return st;
}

/* ---- ledgers of others' rows ---- */

/* The unsupplied ledger at the other side of an item; SY_NONE. */
static uint32_t touched_by(const finder *f, uint32_t item)
{
    const sy_rows *rows = f->rows;
    const uint32_t place = item / 2;

    if (rows->match[place] != SY_NONE || f->pass->undone[place]) return SY_NONE;
    if (sy_row_is_list(rows, place) || sy_is_outside(rows->other[place])) return SY_NONE;
    return sy_row_is_self(rows, place) ? SY_NONE : rows->other[place];
}

static size_t pass_end(const finder *f, size_t part)
{
    const size_t end = (part + 1) * PART;
    return end < f->pass->n ? end : f->pass->n;
}

static sy_status count_touches(void *ctx, size_t part, sy_err *err)
{
    const finder *f = ctx;
    uint64_t n = 0;

    (void)err;
    for (size_t i = part * PART; i < pass_end(f, part); i++) {
        n += touched_by(f, f->pass->items[i]) != SY_NONE;
    }
    f->begin[part + 1] = n;
    return SY_OK;
}

static sy_status list_touches(void *ctx, size_t part, sy_err *err)
{
    const finder *f = ctx;
    uint64_t at = f->begin[part];

    (void)err;
    for (size_t i = part * PART; i < pass_end(f, part); i++) {
        const uint32_t ledger = touched_by(f, f->pass->items[i]);
        if (ledger != SY_NONE) f->u->touches[at++] = (uint64_t)ledger << 32 | i;
    }
    return SY_OK;
}

static sy_status find_touches(finder *f, sy_err *err)
{
    sy_unseens *u = f->u;
    const uint32_t n = f->books->n_ledgers;
    const size_t parts = (f->pass->n + PART - 1) / PART;
    sy_status st;

    f->begin = sy_new_array(u->al, parts + 1, sizeof *f->begin);
    u->touch_begin = sy_new_array(u->al, (size_t)n + 1, sizeof *u->touch_begin);
    if (!f->begin || !u->touch_begin) return sy_fail_nomem(err);
    st = sy_parallel(parts, count_touches, f, err);
    if (st != SY_OK) return st;
    for (size_t i = 0; i < parts; i++) f->begin[i + 1] += f->begin[i];
    u->n_touches = (size_t)f->begin[parts];
    u->touches = sy_new_array(u->al, u->n_touches, sizeof *u->touches);
    if (!u->touches) return sy_fail_nomem(err);
    st = sy_parallel(parts, list_touches, f, err);
    if (st == SY_OK) st = sy_radix_sort(&u->touches, u->n_touches, 32, u->al, err);
    for (size_t i = 0; st == SY_OK && i < u->n_touches; i++) {
        u->touch_begin[(u->touches[i] >> 32) + 1]++;
    }
    for (uint32_t l = 0; l < n; l++) u->touch_begin[l + 1] += u->touch_begin[l];
    return st;
}

/* What the covered ledger holds when the pass comes to a position. */
static sy_status held_at(const finder *f, uint32_t covered, uint32_t position, int64_t *held,
                         sy_err *err)
{
    const sy_books *books = f->books;
    walk w = {.f = f, .err = err, .ledger = covered};
    sy_status st = SY_OK;

    for (uint64_t i = books->row_begin[covered]; st == SY_OK && i < books->row_begin[covered + 1];
         i++) {
        w.item = books->rows[i];
        const uint32_t at = f->position[sy_item_slot(f->u, w.item)];
        if (at > position) break;
        st = before_row(&w);
        if (st == SY_OK && (at < position || w.item % 2 == 0)) st = pass_row(&w);
    }
    *held = w.held;
    return st;
}

/* An unsupplied ledger goes on with what its covered one held at the end. */
static sy_status go_on(walk *w, uint32_t position)
{
    const finder *f = w->f;
    const sy_ledger *info = &f->books->ledgers[w->ledger];
    int64_t held = 0;

    if (info->continues == SY_NONE || f->has_moved[w->ledger]) return SY_OK;
    if (sy_day_of(f->rows->at[w->item / 2]) <=
        sy_day_of(f->books->ledgers[info->continues].as_of)) {
        return SY_OK;
    }
    sy_status st = held_at(f, info->continues, position, &held, w->err);
    if (st != SY_OK) return st;
    f->has_moved[w->ledger] = true;
    f->moves[w->ledger] = (sy_moving){w->item, info->continues, w->ledger};
    return sy_minor_add(&w->held, w->held, held) ? SY_OK : limit(w);
}

static sy_status walk_touches(const finder *f, sy_unseen_part *part, uint32_t ledger, sy_err *err)
{
    const sy_unseens *u = f->u;
    walk w = {.f = f, .part = part, .err = err, .ledger = ledger};
    sy_status st = SY_OK;

    for (uint64_t i = u->touch_begin[ledger]; st == SY_OK && i < u->touch_begin[ledger + 1]; i++) {
        const uint32_t position = (uint32_t)u->touches[i];
        w.item = f->pass->items[position];
        w.n_unseen = 0;
        st = go_on(&w, position);
        if (st != SY_OK) break;
        const int64_t amount = sy_row_size(f->rows, w.item / 2);
        if (w.item % 2) { /* the row's own ledger receives */
            st = cover(&w, amount, false, true);
            w.held -= amount;
        } else {
            st = receive(&w, amount, SY_NONE);
        }
        if (w.n_unseen) u->kinds[sy_item_slot(u, w.item)] |= SY_ITEM_OTHERS_UNSEEN;
    }
    return st;
}

static sy_status touch_part(void *ctx, size_t part, sy_err *err)
{
    const finder *f = ctx;
    sy_unseen_part *p = &f->u->other_parts[part];
    sy_status st = SY_OK;

    for (uint32_t l = p->first; st == SY_OK && l < p->end; l++) st = walk_touches(f, p, l, err);
    return st;
}

/* ---- all of it ---- */

/* Ledgers in parts of about as many rows. */
static sy_status share_out(sy_unseen_part **parts, size_t *n_parts, const uint64_t *begin,
                           uint32_t ledgers, const sy_alloc *al, sy_err *err)
{
    const size_t most = (size_t)(begin[ledgers] / PART + 1);
    sy_unseen_part *list = *parts = sy_new_array(al, most, sizeof *list);
    size_t n = 0;

    *n_parts = 0;
    if (!list) return sy_fail_nomem(err);
    for (uint32_t l = 0, first = 0; l < ledgers; l++) {
        if (l + 1 < ledgers && begin[l + 1] - begin[first] < PART) continue;
        list[n++] = (sy_unseen_part){.first = first, .end = l + 1};
        first = l + 1;
    }
    *n_parts = n;
    return SY_OK;
}

/* Where each item stands in the pass, for those that ask what another ledger held. */
static sy_status number_positions(finder *f, size_t slots, sy_err *err)
{
    bool is_wanted = false;

    for (uint32_t l = 0; l < f->books->n_ledgers; l++) {
        if (f->books->ledgers[l].continues != SY_NONE) is_wanted = true;
    }
    if (!is_wanted) return SY_OK;
    f->position = sy_new_array(f->u->al, slots, sizeof *f->position);
    f->moves = sy_new_array(f->u->al, f->books->n_ledgers, sizeof *f->moves);
    f->has_moved = sy_new_array(f->u->al, f->books->n_ledgers, sizeof *f->has_moved);
    if (!f->position || !f->moves || !f->has_moved) return sy_fail_nomem(err);
    for (size_t i = 0; i < f->pass->n; i++) {
        f->position[sy_item_slot(f->u, f->pass->items[i])] = (uint32_t)i;
    }
    return SY_OK;
}

static sy_status list_moving(finder *f, sy_err *err)
{
    sy_unseens *u = f->u;

    for (uint32_t l = 0; f->has_moved && l < f->books->n_ledgers; l++) {
        void *items = u->moving;
        if (!f->has_moved[l]) continue;
        if (!sy_grow(u->al, &items, &u->moving_capacity, u->n_moving, u->n_moving + 1,
                     sizeof *u->moving)) {
            return sy_fail_nomem(err);
        }
        u->moving = items;
        u->moving[u->n_moving++] = f->moves[l];
    }
    return SY_OK;
}

sy_status sy_unseens_find(sy_unseens *u, const sy_alloc *al, const sy_rows *rows,
                          const sy_books *books, const sy_pass *pass, sy_err *err)
{
    finder f = {.u = u, .rows = rows, .books = books, .pass = pass};
    const uint32_t n = books->n_ledgers;
    sy_status st;

    *u = (sy_unseens){.al = al};
    for (size_t i = 0; i < rows->n && !u->has_lists; i++) {
        u->has_lists = rows->ledger[i] != SY_NONE && sy_row_is_list(rows, (uint32_t)i);
    }
    const size_t slots = u->has_lists ? 2 * rows->n : rows->n;
    u->kinds = sy_new_array(al, slots, 1);
    st = u->kinds ? SY_OK : sy_fail_nomem(err);
    if (st == SY_OK) st = share_out(&u->parts, &u->n_parts, books->row_begin, n, al, err);
    if (st == SY_OK) st = sy_parallel(u->n_parts, walk_part, &f, err);
    if (st == SY_OK) st = find_touches(&f, err);
    if (st == SY_OK) st = number_positions(&f, slots, err);
    if (st == SY_OK) st = share_out(&u->other_parts, &u->n_other_parts, u->touch_begin, n, al, err);
    if (st == SY_OK) st = sy_parallel(u->n_other_parts, touch_part, &f, err);
    if (st == SY_OK) st = list_moving(&f, err);
    void *const pieces[] = {f.position, f.begin, f.moves, f.has_moved};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) sy_drop(al, pieces[i]);
    return st;
}

static void dispose_parts(sy_unseen_part *parts, size_t n, const sy_alloc *al)
{
    for (size_t i = 0; i < n; i++) {
        sy_drop(al, parts[i].unseen);
        sy_drop(al, parts[i].repaid);
    }
    sy_drop(al, parts);
}

void sy_unseens_dispose(sy_unseens *u)
{
    dispose_parts(u->parts, u->n_parts, u->al);
    dispose_parts(u->other_parts, u->n_other_parts, u->al);
    void *const pieces[] = {u->kinds, u->touches, u->touch_begin, u->moving};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) sy_drop(u->al, pieces[i]);
    *u = (sy_unseens){.al = u->al};
}
