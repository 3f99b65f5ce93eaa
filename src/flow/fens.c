/* fens.c - opening a span of fen in one ledger.
 *
 * The index gives the lines of a ledger as it is by itself. Where a question
 * follows what goes on from a covered ledger in its continuation, both are not
 * by themselves any more: their lines are replayed once, with rows for what goes
 * on and for what is missing afterwards, and searched like any other. */
#include "flow/fens.h"

#include <stdlib.h>
#include <string.h>

#include "flow/lines_make.h"
#include "flow/scope.h"

/* Rows of a replayed line that are no transfers: what comes in for the departure
 * after it, and all that is held, which leaves or comes in elsewhere. No index
 * has so many transfers. */
#define MISSING (SY_OUTSIDE / 2)
#define GOES_ON (SY_OUTSIDE / 2 + 1)

/* A ledger's lines, and which transfers its rows are. */
typedef struct line {
    const sy_flow *f;
    uint32_t ledger;
    const uint32_t *rows;        /* transfer * 2 + (1 when it comes in) */
    const struct replay *replay; /* NULL: as the index has it */
} line;

/* A ledger that a move touches: the only one of a small flow, which has lines and
 * nothing else. */
typedef struct replay {
    uint32_t ledger; /* of the large flow */
    const sy_move *move;
    bool made;
    size_t capacity;
    uint32_t row_begin[2];
    uint32_t *rows; /* in the large flow's numbers */
    int64_t *moved; /* > 0 comes in, < 0 leaves */
    sy_lines lines;
    sy_flow flow;
} replay;

struct sy_fens {
    const sy_alloc *al;
    const sy_flow *f;
    bool fifo;
    replay *replays; /* by ledger: two for each move that is followed */
    uint32_t n_replays;
};

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b; /* their first member */
    return (x > y) - (x < y);
}

static sy_status list_replays(sy_fens *m, sy_err *err)
{
    const sy_flow *f = m->f;

    m->replays = sy_new_array(m->al, 2 * (size_t)f->n_moves, sizeof *m->replays);
    if (!m->replays) return sy_fail_nomem(err);
    for (uint32_t i = 0; i < f->n_moves; i++) {
        m->replays[m->n_replays].move = &f->moves[i];
        m->replays[m->n_replays++].ledger = f->moves[i].from;
        m->replays[m->n_replays].move = &f->moves[i];
        m->replays[m->n_replays++].ledger = f->moves[i].to;
    }
    qsort(m->replays, m->n_replays, sizeof *m->replays, by_number);
    return SY_OK;
}

sy_status sy_fens_new(sy_fens **out, const sy_alloc *al, const sy_flow *flow, sy_rule rule,
                      bool follow, sy_err *err)
{
    sy_fens *m = sy_new(al, sizeof *m);
    sy_status st = SY_OK;

    *out = NULL;
    if (!m) return sy_fail_nomem(err);
    m->al = al;
    m->f = flow;
    m->fifo = rule == SY_FIFO;
    if (st == SY_OK && follow && flow->n_moves) st = list_replays(m, err);
    if (st == SY_OK)
        *out = m;
    else
        sy_fens_free(m);
    return st;
}

void sy_fens_free(sy_fens *m)
{
    if (!m) return;
    for (uint32_t i = 0; i < m->n_replays; i++) {
        replay *r = &m->replays[i];
        void *const pieces[] = {r->rows, r->moved, r->lines.marks, r->lines.low};
        for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) sy_drop(m->al, pieces[k]);
    }
    sy_drop(m->al, m->replays);
    sy_drop(m->al, m);
}

/* ---- where a transfer's row is ---- */

/* Rises along a ledger; a late arrival comes just before a transfer, and so does
 * a move, behind it. */
static uint64_t moment(const sy_fens *m, uint32_t item)
{
    const uint32_t t = item / 2;

    if (item % 2 && m->f->flags[t] & SY_T_LATE) {
        return (uint64_t)m->f->late[sy_flow_late(m->f, t)].before * 2;
    }
    return (uint64_t)t * 2 + 1;
}

static uint32_t row_of(const sy_fens *m, const line *l, uint32_t item)
{
    uint32_t low = l->f->row_begin[l->ledger], high = l->f->row_begin[l->ledger + 1];

    if (!l->replay) { /* all rows are transfers */
        const uint64_t wanted = moment(m, item);
        while (low < high) {
            const uint32_t middle = low + (high - low) / 2;
            if (moment(m, l->rows[middle]) < wanted)
                low = middle + 1;
            else
                high = middle;
        }
    }
    while (l->rows[low] != item) low++;
    return low;
}

/* ---- replayed lines ---- */

static replay *replay_of(const sy_fens *m, uint32_t ledger)
{
    if (m->n_replays == 0) return NULL;
    return bsearch(&ledger, m->replays, m->n_replays, sizeof *m->replays, by_number);
}

static sy_status add_row(const sy_fens *m, replay *r, uint32_t item, int64_t moved, sy_err *err)
{
    const uint32_t n = r->row_begin[1];

    if (moved == 0) return SY_OK;
    if (n == r->capacity) {
        const size_t capacity = n ? (size_t)n * 2 : 16;
        if (!sy_resize(m->al, (void **)&r->rows, n, capacity, sizeof *r->rows) ||
            !sy_resize(m->al, (void **)&r->moved, n, capacity, sizeof *r->moved)) {
            return sy_fail_nomem(err);
        }
        r->capacity = capacity;
    }
    r->rows[n] = item;
    r->moved[n] = moved;
    r->row_begin[1]++;
    return SY_OK;
}

static sy_status replay_line(sy_fens *m, replay *r, sy_err *err);

/* What its covered ledger held comes in. */
static sy_status come_on(sy_fens *m, replay *r, int64_t *balance, sy_err *err)
{
    replay *covered = replay_of(m, r->move->from);
    sy_status st = replay_line(m, covered, err);
    int64_t held = 0;

    for (uint32_t i = 0; st == SY_OK && i < covered->row_begin[1]; i++) {
        if (covered->rows[i] == GOES_ON * 2) held = -covered->moved[i];
    }
    *balance += held;
    return st == SY_OK ? add_row(m, r, GOES_ON * 2 + 1, held, err) : st;
}

static sy_status turn(sy_fens *m, replay *r, int64_t *balance, sy_err *err)
{
    if (r->ledger == r->move->to) return come_on(m, r, balance, err);
    const int64_t held = *balance;
    *balance = 0;
    return add_row(m, r, GOES_ON * 2, -held, err);
}

static sy_status replay_rows(sy_fens *m, replay *r, sy_err *err)
{
    const sy_flow *f = m->f;
    const uint64_t when = (uint64_t)r->move->before * 2;
    int64_t balance = 0;
    bool turned = false;
    sy_status st = SY_OK;

    for (uint32_t i = f->row_begin[r->ledger]; st == SY_OK && i < f->row_begin[r->ledger + 1];
         i++) {
        const int64_t moved = f->moved[i];
        if (!turned && moment(m, f->rows[i]) > when) {
            turned = true;
            st = turn(m, r, &balance, err);
        }
        if (st == SY_OK && balance + moved < 0) {
            st = add_row(m, r, MISSING * 2 + 1, -moved - balance, err);
            balance = -moved;
        }
        if (st == SY_OK) st = add_row(m, r, f->rows[i], moved, err);
        balance += moved;
    }
    return st == SY_OK && !turned ? turn(m, r, &balance, err) : st;
}

static sy_status replay_line(sy_fens *m, replay *r, sy_err *err)
{
    if (r->made) return SY_OK;
    r->made = true;
    sy_status st = replay_rows(m, r, err);
    if (st != SY_OK) return st;
    r->flow = (sy_flow){.n_ledgers = 1,
                        .row_begin = r->row_begin,
                        .moved = r->moved,
                        .ledgers = &m->f->ledgers[r->ledger],
                        .texts = m->f->texts};
    st = sy_lines_make(&r->lines, m->al, &r->flow, err);
    r->flow.marks = r->lines.marks;
    r->flow.low = r->lines.low;
    return st;
}

static sy_status line_of(sy_fens *m, uint32_t ledger, line *l, sy_err *err)
{
    replay *r = replay_of(m, ledger);

    *l = (line){m->f, ledger, m->f->rows, NULL};
    if (!r) return SY_OK;
    sy_status st = replay_line(m, r, err);
    *l = (line){&r->flow, 0, r->rows, r};
    return st;
}

/* ---- onward ---- */

/* fen: places on the In line from where it was before the row. */
static sy_status onward_by_age(const line *l, uint32_t row, int64_t fen, int64_t size,
                               sy_span_fn *each, void *ctx, int64_t *held)
{
    int64_t place = sy_line_before(l->f, l->ledger, row).in + fen;
    sy_status st = SY_OK;

    while (st == SY_OK && size > 0) {
        sy_mark at;
        row = sy_line_row_out(l->f, l->ledger, place, &at);
        if (row == SY_NONE) break;
        const int64_t first = place - (at.in - at.balance), rest = -l->f->moved[row] - first;
        const int64_t n = size < rest ? size : rest;
        st = each(ctx, (sy_span){l->rows[row] / 2, first, n});
        place += n;
        size -= n;
    }
    *held += size;
    return st;
}

/* Levels [low, high), filled before the row. */
static sy_status onward_by_level(const line *l, uint32_t row, int64_t low, int64_t high,
                                 sy_span_fn *each, void *ctx, int64_t *held)
{
    sy_status st = SY_OK;

    while (st == SY_OK && low < high) {
        sy_mark after;
        row = sy_line_next_at_most(l->f, l->ledger, row, high - 1, &after);
        if (row == SY_NONE) break;
        const int64_t before = after.balance - l->f->moved[row];
        const int64_t down_to = after.balance > low ? after.balance : low;
        st = each(ctx, (sy_span){l->rows[row] / 2, before - high, high - down_to});
        high = down_to;
        row++;
    }
    *held += high - low;
    return st;
}

sy_status sy_fens_onward(const sy_fens *m, sy_span arrived, sy_span_fn *each, void *ctx,
                         int64_t *held)
{
    const sy_flow *f = m->f;
    const line l = {f, f->to[arrived.transfer], f->rows, NULL};
    const uint32_t row = row_of(m, &l, arrived.transfer * 2 + 1);
    const int64_t fen = arrived.begin - sy_scope_debt(f, arrived.transfer);

    SY_ASSERT(m->n_replays == 0 && fen >= 0 && fen + arrived.size <= f->moved[row]);
    if (m->fifo) return onward_by_age(&l, row, fen, arrived.size, each, ctx, held);
    const int64_t low = sy_line_before(f, l.ledger, row).balance + fen;
    return onward_by_level(&l, row + 1, low, low + arrived.size, each, ctx, held);
}

/* ---- before ---- */

typedef struct back {
    sy_fens *m;
    uint32_t asked; /* the departure in question */
    sy_span_fn *each;
    void *ctx;
} back;

static sy_status before_row(const back *b, const line *l, uint32_t row, int64_t fen, int64_t size);

/* Fen from `fen` on, of those that came in by a row. `left`: the first of them as
 * a fen of the departure. */
static sy_status came_by(const back *b, const line *l, uint32_t row, int64_t fen, int64_t size,
                         int64_t left)
{
    const uint32_t t = l->rows[row] / 2;

    if (t < MISSING) {
        return b->each(b->ctx, (sy_span){t, fen + sy_scope_debt(b->m->f, t), size});
    }
    if (t == MISSING) return b->each(b->ctx, (sy_span){b->asked, left, size});
    const replay *covered = replay_of(b->m, l->replay->move->from);
    const line c = {&covered->flow, 0, covered->rows, covered};
    row = row_of(b->m, &c, GOES_ON * 2);
    /* Money goes on in its own order, a departure under lifo in the reverse. */
    if (!b->m->fifo) fen = -covered->moved[row] - fen - size;
    return before_row(b, &c, row, fen, size);
}

static sy_status before_by_age(const back *b, const line *l, uint32_t row, int64_t fen,
                               int64_t size)
{
    const sy_mark at = sy_line_before(l->f, l->ledger, row);
    int64_t place = at.in - at.balance + fen;
    sy_status st = SY_OK;

    while (st == SY_OK && size > 0) {
        sy_mark before;
        row = sy_line_row_in(l->f, l->ledger, place, &before);
        SY_ASSERT(row != SY_NONE && "no ledger pays what it has not got");
        const int64_t first = place - before.in, rest = l->f->moved[row] - first;
        const int64_t n = size < rest ? size : rest;
        st = came_by(b, l, row, first, n, fen);
        place += n;
        fen += n;
        size -= n;
    }
    return st;
}

/* The last row before this one that began at a balance of at most level. */
static uint32_t risen_from(const line *l, uint32_t row, int64_t level, int64_t *began)
{
    sy_mark after = {0, 0};
    const uint32_t begin = l->f->row_begin[l->ledger];
    uint32_t last = SY_NONE;

    if (row > begin) last = sy_line_last_at_most(l->f, l->ledger, row - 1, level, &after);
    *began = last == SY_NONE ? 0 : after.balance;
    return last == SY_NONE ? begin : last + 1;
}

static sy_status before_by_level(const back *b, const line *l, uint32_t row, int64_t fen,
                                 int64_t size)
{
    const int64_t top = sy_line_before(l->f, l->ledger, row).balance;
    int64_t high = top - fen;
    const int64_t low = high - size;
    sy_status st = SY_OK;

    while (st == SY_OK && low < high) {
        int64_t began;
        row = risen_from(l, row, high - 1, &began);
        const int64_t down_to = began > low ? began : low;
        st = came_by(b, l, row, down_to - began, high - down_to, top - high);
        high = down_to;
    }
    return st;
}

/* Fen of a departure's row. */
static sy_status before_row(const back *b, const line *l, uint32_t row, int64_t fen, int64_t size)
{
    return b->m->fifo ? before_by_age(b, l, row, fen, size) : before_by_level(b, l, row, fen, size);
}

sy_status sy_fens_before(sy_fens *m, sy_span left, sy_span_fn *each, void *ctx, sy_err *err)
{
    const back b = {m, left.transfer, each, ctx};
    line l;
    sy_status st = line_of(m, m->f->from[left.transfer], &l, err);

    if (st != SY_OK) return st;
    return before_row(&b, &l, row_of(m, &l, left.transfer * 2), left.begin, left.size);
}
