/* build.c - from ordered ledgers to a flow, in steps that all cores share.
 *
 *   pass      in which order all rows come                        pass.h, waits.h
 *   unseen    what ledgers must have held and no row shows        unseen.h
 *   turns     the numbers of the transfers                        turns.h
 *   entries   each ledger's rows, and the side tables             entries.h
 *   transfers themselves, from their rows                         here
 *   lines     sums along the ledgers                              lines_make.h
 *
 * Each step reads what those before it made and writes arrays of its own, whose
 * parts do not meet: so the result is the same on any number of threads. */
#include "flow/build.h"

#include <stdlib.h>

#include "base/cpu.h"
#include "base/lang.h"
#include "base/log.h"
#include "base/money.h"
#include "base/parallel.h"
#include "flow/entries.h"
#include "flow/lines_make.h"

struct sy_built_flow {
    sy_flow view;
    const sy_alloc *al;
    uint32_t *from, *to, *at, *out_place, *in_place;
    int64_t *amount;
    uint8_t *flags;
    sy_entries entries;
    sy_lines lines;
    sy_move *moves;
    sy_suspect *suspects;
};

typedef struct builder {
    sy_built_flow *out;
    const sy_alloc *al;
    const sy_rows *rows;
    const sy_books *books;
    sy_err *err;
    sy_pass pass;
    sy_unseens unseens;
    sy_turns turns;
} builder;

/* ---- transfers that rows show ---- */

static uint32_t since_base(const builder *b, uint32_t place)
{
    return (uint32_t)(b->rows->at[place] - b->pass.time_base);
}

static uint8_t date_only(const builder *b, uint32_t place)
{
    return b->rows->flags[place] & SY_ROW_DATE_ONLY ? SY_T_DATE_ONLY : 0;
}

static void fill_departure(builder *b, uint32_t t, uint32_t item)
{
    const sy_rows *rows = b->rows;
    sy_built_flow *o = b->out;
    const uint32_t place = item / 2, arrival = sy_item_arrival(rows, b->pass.undone, item);
    const uint32_t in = arrival == SY_NONE ? SY_NONE : arrival / 2;
    const bool is_undone = b->pass.undone[place];

    o->from[t] = rows->ledger[place];
    o->out_place[t] = place;
    o->in_place[t] = in;
    if (in == SY_NONE || in == place) {
        o->to[t] = is_undone ? SY_OUTSIDE + SY_OUT_UNMATCHED : rows->other[place];
        if (in == SY_NONE && rows->also) o->in_place[t] = rows->also[place];
        o->flags[t] = date_only(b, place);
        o->at[t] = since_base(b, place);
    } else {
        o->to[t] = rows->ledger[in];
        o->flags[t] = sy_row_clock(rows, place, in);
        o->at[t] = since_base(b, sy_row_of_time(rows, place, in));
    }
}

static void fill_inflow(builder *b, uint32_t t, uint32_t item)
{
    sy_built_flow *o = b->out;
    const uint32_t place = item / 2;

    o->from[t] = b->pass.undone[place] ? SY_OUTSIDE + SY_OUT_UNMATCHED : b->rows->other[place];
    o->to[t] = sy_item_ledger(b->rows, item);
    o->out_place[t] = SY_NONE;
    o->in_place[t] = place;
    o->flags[t] = date_only(b, place);
    o->at[t] = since_base(b, place);
}

/* Rows are met in the order of the pass, which is no order at all in memory: what
 * the next ones will touch is fetched ahead. */
enum { AHEAD = 24 };

static SY_MADE_TO_MEASURE void prefetch(const builder *b, size_t i)
{
    const sy_rows *rows = b->rows;

    if (i + 2 * AHEAD >= b->pass.n) return;
    const uint32_t far = b->pass.items[i + 2 * AHEAD] / 2, near = b->pass.items[i + AHEAD] / 2;
    SY_PREFETCH(&rows->match[far]);
    SY_PREFETCH(&rows->ledger[far]);
    SY_PREFETCH(&rows->other[far]);
    SY_PREFETCH(&rows->amount[far]);
    SY_PREFETCH(&rows->flags[far]);
    SY_PREFETCH(&rows->at[far]);
    SY_PREFETCH(&b->unseens.kinds[sy_item_slot(&b->unseens, b->pass.items[i + 2 * AHEAD])]);
    if (rows->match[near] == SY_NONE) return;
    SY_PREFETCH(&rows->at[rows->match[near]]);
    SY_PREFETCH(&rows->ledger[rows->match[near]]);
}

static sy_status fill_part(void *ctx, size_t part, sy_err *err)
{
    builder *b = ctx;
    uint32_t t = (uint32_t)b->turns.first_of_part[part];

    (void)err;
    for (size_t i = part * SY_PASS_PART; i < sy_pass_part_end(&b->pass, part); i++) {
        const uint32_t item = b->pass.items[i];
        const uint8_t kind = sy_turns_kind(&b->turns, item);
        prefetch(b, i);
        t += sy_item_transfers(kind);
        if (!(kind & SY_ITEM_IS_TRANSFER)) continue;
        b->out->amount[t - 1] = sy_row_size(b->rows, item / 2);
        if (item % 2)
            fill_inflow(b, t - 1, item);
        else
            fill_departure(b, t - 1, item);
    }
    return SY_OK;
}

/* ---- transfers that nothing shows ---- */

static sy_status limit(const builder *b, uint32_t ledger, sy_err *err)
{
    return sy_fail(err, SY_ELIMIT, N_("account %s: its amounts add up to more than can be counted"),
                   b->books->texts + b->books->ledgers[ledger].number);
}

static sy_status fill_unseen(builder *b, uint32_t t, const sy_unseen *u, sy_err *err)
{
    sy_built_flow *o = b->out;
    const uint32_t place = u->item / 2;
    const uint32_t ledger = u->is_others ? b->rows->other[place] : sy_item_ledger(b->rows, u->item);
    const bool leaves = u->kind == SY_OUT_GAP;
    int64_t *unexplained = &b->books->ledgers[ledger].unexplained;

    o->from[t] = leaves ? ledger : SY_OUTSIDE + u->kind;
    o->to[t] = leaves ? SY_OUTSIDE + u->kind : ledger;
    o->amount[t] = u->amount;
    o->at[t] = since_base(b, place);
    o->flags[t] = (uint8_t)(SY_T_PSEUDO | date_only(b, place));
    o->out_place[t] = leaves ? place : SY_NONE;
    o->in_place[t] = leaves ? SY_NONE : place;
    if (u->kind != SY_OUT_UNEXPLAINED) return SY_OK;
    return sy_minor_add(unexplained, *unexplained, u->amount) ? SY_OK : limit(b, ledger, err);
}

static sy_status fill_unseen_part(builder *b, const sy_unseen_part *p, sy_err *err)
{
    sy_status st = SY_OK;
    uint32_t nth = 0;

    for (size_t i = 0; st == SY_OK && i < p->n_unseen; i++) {
        const sy_unseen *u = &p->unseen[i];
        nth = i > 0 && u[-1].item == u->item ? nth + 1 : 0;
        const uint32_t t = u->is_others ? sy_turns_transfer(&b->turns, u->item) - 1
                                        : sy_turns_first(&b->turns, u->item) + nth;
        st = fill_unseen(b, t, u, err);
    }
    return st;
}

static sy_status fill_unseen_of_ledgers(void *ctx, size_t part, sy_err *err)
{
    builder *b = ctx;
    const size_t n = b->unseens.n_parts;
    return fill_unseen_part(
        b, part < n ? &b->unseens.parts[part] : &b->unseens.other_parts[part - n], err);
}

/* ---- all transfers ---- */

static sy_status make_transfers(builder *b)
{
    sy_built_flow *o = b->out;
    const size_t n = (size_t)b->turns.first_of_part[b->turns.n_parts];

    o->from = sy_new_array(b->al, n, sizeof *o->from);
    o->to = sy_new_array(b->al, n, sizeof *o->to);
    o->at = sy_new_array(b->al, n, sizeof *o->at);
    o->amount = sy_new_array(b->al, n, sizeof *o->amount);
    o->flags = sy_new_array(b->al, n, sizeof *o->flags);
    o->out_place = sy_new_array(b->al, n, sizeof *o->out_place);
    o->in_place = sy_new_array(b->al, n, sizeof *o->in_place);
    if (!o->from || !o->to || !o->at || !o->amount || !o->flags || !o->out_place || !o->in_place) {
        return sy_fail_nomem(b->err);
    }
    o->view.n_transfers = (uint32_t)n;
    for (uint32_t l = 0; l < b->books->n_ledgers; l++) b->books->ledgers[l].unexplained = 0;
    sy_status st = sy_parallel(b->turns.n_parts, fill_part, b, b->err);
    if (st != SY_OK) return st;
    return sy_parallel(b->unseens.n_parts + b->unseens.n_other_parts, fill_unseen_of_ledgers, b,
                       b->err);
}

/* What the side tables say is marked at the transfers. */
static void mark_transfers(builder *b)
{
    const sy_entries *e = &b->out->entries;
    uint8_t *flags = b->out->flags;

    for (size_t i = 0; i < e->n_late; i++) flags[e->late[i].transfer] |= SY_T_LATE;
    for (size_t i = 0; i < e->n_clocks; i++) flags[e->clocks[i].transfer] |= SY_T_OTHER_CLOCK;
    for (size_t i = 0; i < e->n_fees; i++) flags[e->fees[i].transfer] |= SY_T_FEE;
    for (size_t i = 0; i < e->n_debts; i++) flags[e->debts[i].transfer] |= SY_T_DEBT;
}

static int by_before(const void *a, const void *b)
{
    const sy_move *x = a, *y = b; /* each before another transfer */
    return (x->before > y->before) - (x->before < y->before);
}

static sy_status list_moves(builder *b)
{
    sy_built_flow *o = b->out;
    const size_t n = b->unseens.n_moving;

    o->moves = sy_new_array(b->al, n, sizeof *o->moves);
    if (!o->moves) return sy_fail_nomem(b->err);
    for (size_t i = 0; i < n; i++) {
        const sy_moving *m = &b->unseens.moving[i];
        const uint32_t own = sy_turns_kind(&b->turns, m->item) & SY_ITEM_UNSEEN;
        o->moves[i] = (sy_move){sy_turns_first(&b->turns, m->item) + own, m->from, m->to};
    }
    if (n) qsort(o->moves, n, sizeof *o->moves, by_before);
    o->view.n_moves = (uint32_t)n;
    return SY_OK;
}

/* The transfer of a row; SY_NONE where it moves nothing. */
static uint32_t transfer_of(const builder *b, uint32_t place)
{
    if (sy_row_is_self(b->rows, place)) return SY_NONE;
    return sy_turns_transfer(&b->turns, place * 2 + (b->rows->amount[place] > 0));
}

static sy_status list_suspects(builder *b)
{
    sy_built_flow *o = b->out;
    const sy_books *books = b->books;

    o->suspects = sy_new_array(b->al, books->n_suspects, sizeof *o->suspects);
    if (!o->suspects) return sy_fail_nomem(b->err);
    for (uint32_t i = 0; i < books->n_suspects; i++) {
        const uint32_t out = transfer_of(b, books->suspects[2 * i]);
        const uint32_t in = transfer_of(b, books->suspects[2 * i + 1]);
        if (out == SY_NONE || in == SY_NONE) continue;
        o->suspects[o->view.n_suspects++] = (sy_suspect){out, in};
    }
    return SY_OK;
}

/* ---- the view ---- */

static void point(builder *b)
{
    sy_built_flow *o = b->out;
    sy_flow *v = &o->view;
    const sy_books *books = b->books;
    const sy_entries *e = &o->entries;

    v->n_ledgers = books->n_ledgers;
    v->n_accounts = books->n_accounts;
    v->n_sources = books->n_sources;
    v->time_base = b->pass.time_base;
    v->from = o->from;
    v->to = o->to;
    v->amount = o->amount;
    v->at = o->at;
    v->flags = o->flags;
    v->out_place = o->out_place;
    v->in_place = o->in_place;
    v->late = e->late;
    v->late_by_transfer = e->late_by_transfer;
    v->clocks = e->clocks;
    v->fees = e->fees;
    v->debts = e->debts;
    v->n_late = (uint32_t)e->n_late;
    v->n_clocks = (uint32_t)e->n_clocks;
    v->n_fees = (uint32_t)e->n_fees;
    v->n_debts = (uint32_t)e->n_debts;
    v->moves = o->moves;
    v->suspects = o->suspects;
    v->ledgers = books->ledgers;
    v->row_begin = e->row_begin;
    v->rows = e->rows;
    v->moved = e->moved;
    v->proved_begin = books->proved_begin;
    v->proved = books->proved;
    v->sources = books->sources;
    v->texts = books->texts;
    v->closed_world = books->n_ledgers > 0;
    for (uint32_t l = 0; l < books->n_ledgers; l++) {
        if (!(books->ledgers[l].flags & SY_L_CLOSED)) v->closed_world = false;
    }
}

static void date_ledgers(builder *b)
{
    const sy_flow *v = &b->out->view;

    for (uint32_t l = 0; l < v->n_ledgers; l++) {
        sy_ledger *info = &b->books->ledgers[l];
        const uint32_t begin = v->row_begin[l], end = v->row_begin[l + 1];
        info->first = begin < end ? sy_flow_at(v, v->rows[begin] / 2) : 1;
        info->last = begin < end ? sy_flow_at(v, v->rows[end - 1] / 2) : 0;
    }
}

/* ---- all of it ---- */

static void spent(const builder *b, sy_spent what)
{
    if (b->rows->spent) b->rows->spent(b->rows->spent_ctx, what);
}

static void dispose_steps(builder *b)
{
    sy_turns_dispose(&b->turns);
    sy_unseens_dispose(&b->unseens);
    sy_pass_dispose(&b->pass);
}

static void report(const builder *b, sy_build_report *r)
{
    *r = (sy_build_report){.undone_matches = b->pass.n_undone};
    for (size_t i = 0; i < b->unseens.n_parts; i++) {
        r->missing_inflows += b->unseens.parts[i].missing_inflows;
        r->differences += b->unseens.parts[i].differences;
    }
    for (size_t i = 0; i < b->unseens.n_other_parts; i++) {
        r->missing_inflows += b->unseens.other_parts[i].missing_inflows;
    }
}

/* Order, unseen money, numbers: what the rest is made from. */
static sy_status take_steps(builder *b)
{
    sy_status st = sy_pass_make(&b->pass, b->al, b->rows, b->books, b->err);

    sy_debug("flow: rows in the order of the pass");
    if (st != SY_OK) return st;
    st = sy_unseens_find(&b->unseens, b->al, b->rows, b->books, &b->pass, b->err);
    spent(b, SY_SPENT_BALANCES);
    sy_debug("flow: balances followed");
    b->turns = (sy_turns){
        .al = b->al, .rows = b->rows, .books = b->books, .pass = &b->pass, .unseens = &b->unseens};
    return st == SY_OK ? sy_turns_make(&b->turns, b->err) : st;
}

static sy_status make(builder *b)
{
    sy_built_flow *o = b->out;
    sy_status st = sy_entries_make(&o->entries, b->al, &b->turns, b->err);

    spent(b, SY_SPENT_ORDERS);
    sy_debug("flow: ledgers listed");
    if (st == SY_OK) st = make_transfers(b);
    if (st == SY_OK) st = list_moves(b);
    if (st == SY_OK) st = list_suspects(b);
    dispose_steps(b);
    spent(b, SY_SPENT_ROWS);
    if (st != SY_OK) return st;
    mark_transfers(b);
    point(b);
    date_ledgers(b);
    sy_debug("flow: transfers filled in");
    st = sy_lines_make(&o->lines, b->al, &o->view, b->err);
    o->view.marks = o->lines.marks;
    o->view.low = o->lines.low;
    return st;
}

sy_status sy_flow_build(sy_built_flow **out, const sy_alloc *al, const sy_rows *rows,
                        const sy_books *books, sy_build_report *r, sy_err *err)
{
    builder b = {.al = al,
                 .rows = rows,
                 .books = books,
                 .err = err,
                 .pass.al = al,
                 .unseens.al = al,
                 .turns.al = al};
    sy_status st;

    *out = NULL;
    if (rows->n >= SY_OUTSIDE / 2) return sy_fail(err, SY_ELIMIT, N_("too many rows"));
    b.out = sy_new(al, sizeof *b.out);
    if (!b.out) return sy_fail_nomem(err);
    b.out->al = b.out->entries.al = al;
    st = take_steps(&b);
    if (st == SY_OK && r) report(&b, r);
    if (st == SY_OK) st = make(&b);
    dispose_steps(&b);
    if (st == SY_OK)
        *out = b.out;
    else
        sy_built_flow_free(b.out);
    return st;
}

const sy_flow *sy_built_flow_view(const sy_built_flow *b)
{
    return &b->view;
}

void sy_built_flow_free(sy_built_flow *b)
{
    if (!b) return;
    void *const pieces[] = {b->from,  b->to,    b->at,       b->out_place,   b->in_place, b->amount,
                            b->flags, b->moves, b->suspects, b->lines.marks, b->lines.low};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) sy_drop(b->al, pieces[i]);
    sy_entries_dispose(&b->entries);
    sy_drop(b->al, b);
}
