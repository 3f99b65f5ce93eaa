/* walk.c - a heap of visits, or a scan. With --until a sparse walk goes over to a
 * scan (of sleepers too) where the window may begin to close: which ledger is
 * shut when depends on its neighbours, awake or not. */
#include "flow/walk.h"

#include <string.h>

#include "flow/lines.h"

enum { SCAN_TICK = 1 << 17, VISIT_TICK = 1 << 12, WIDE = 64 };
#define OF_TRANSFER UINT32_MAX

static uint64_t key_at(uint32_t before, uint32_t order)
{
    return (uint64_t)before << 32 | order;
}

static uint64_t key_of_late(const sy_walk *w, uint32_t late)
{
    return key_at(w->f->late[late].before, late);
}

static uint64_t key_of_move(const sy_walk *w, uint32_t move)
{
    return key_at(w->f->moves[move].before, w->f->n_late + move);
}

static uint64_t key_of_row(const sy_walk *w, uint32_t row)
{
    const uint32_t item = w->f->rows[row], t = item / 2;

    if (item % 2 == 0 || !(w->f->flags[t] & SY_T_LATE)) return key_at(t, OF_TRANSFER);
    return key_of_late(w, sy_flow_late(w->f, t));
}

/* ---- the heap ---- */

static void sift_down(sy_walk *w, size_t i)
{
    const sy_visit v = w->heap[i];

    for (;;) {
        size_t child = 2 * i + 1;
        if (child >= w->n_heap) break;
        if (child + 1 < w->n_heap && w->heap[child + 1].key < w->heap[child].key) child++;
        if (w->heap[child].key >= v.key) break;
        w->heap[i] = w->heap[child];
        i = child;
    }
    w->heap[i] = v;
}

static sy_status push(sy_walk *w, sy_visit v)
{
    void *heap = w->heap;

    if (!sy_grow(w->al, &heap, &w->heap_capacity, w->n_heap, w->n_heap + 1, sizeof v)) {
        return sy_fail_nomem(w->err);
    }
    w->heap = heap;
    size_t i = w->n_heap++;
    for (; i > 0 && v.key < w->heap[(i - 1) / 2].key; i = (i - 1) / 2) {
        w->heap[i] = w->heap[(i - 1) / 2];
    }
    w->heap[i] = v;
    return SY_OK;
}

static uint32_t rows_left(const sy_walk *w, const sy_visit *v)
{
    return v->ledger == SY_NONE ? 1 : w->f->row_begin[v->ledger + 1] - v->row;
}

/* The ledger's visits begin with this row. */
static sy_status queue_ledger(sy_walk *w, uint32_t ledger, uint32_t row)
{
    if (row == w->f->row_begin[ledger + 1]) return SY_OK;
    sy_visit v = {key_of_row(w, row), ledger, row};
    sy_bit_set(w->queued, ledger);
    w->ahead += rows_left(w, &v);
    return push(w, v);
}

static sy_status queue_event(sy_walk *w, uint64_t key)
{
    w->ahead++;
    return push(w, (sy_visit){key, SY_NONE, 0});
}

static void drop_top(sy_walk *w)
{
    const sy_visit top = w->heap[0];

    w->ahead -= rows_left(w, &top);
    if (top.ledger != SY_NONE) sy_bit_clear(w->queued, top.ledger);
    w->heap[0] = w->heap[--w->n_heap];
    if (w->n_heap > 0) sift_down(w, 0);
}

/* The visit on top is over: its ledger's next row, if it is still awake. */
static void pass_top(sy_walk *w)
{
    sy_visit *top = &w->heap[0];

    if (top->ledger == SY_NONE || !sy_walk_is_awake(w, top->ledger) || rows_left(w, top) == 1) {
        drop_top(w);
        return;
    }
    top->key = key_of_row(w, ++top->row);
    w->ahead--;
    sift_down(w, 0);
}

/* ---- beginning ---- */

/* The first row by which a seed leaves the source. */
static uint32_t first_seeding_row(const sy_walk *w, uint32_t ledger)
{
    const sy_flow *f = w->f;
    uint32_t row = f->row_begin[ledger];

    for (; row < f->row_begin[ledger + 1]; row++) {
        if (f->rows[row] % 2 == 0 && sy_scope_departing_seed(w->scope, f->rows[row] / 2)) break;
    }
    return row;
}

static sy_status queue_seeds(sy_walk *w)
{
    const sy_flow *f = w->f;
    const sy_scope *s = w->scope;
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < s->n_sources; i++) {
        sy_bit_set(w->awake, s->sources[i]);
        st = queue_ledger(w, s->sources[i], first_seeding_row(w, s->sources[i]));
    }
    for (size_t i = 0; st == SY_OK && i < s->n_entries; i++) {
        st = queue_event(w, key_at(s->entries[i].transfer, OF_TRANSFER));
    }
    for (uint32_t m = 0; st == SY_OK && s->query->follow && m < f->n_moves; m++) {
        st = queue_event(w, key_of_move(w, m));
    }
    return st;
}

sy_status sy_walk_init(sy_walk *w, const sy_alloc *al, sy_scope *scope, bool is_sparse, sy_err *err)
{
    const sy_flow *f = scope->flow;
    const size_t words = (size_t)f->n_ledgers / 64 + 1;

    *w = (sy_walk){.f = f,
                   .scope = scope,
                   .al = al,
                   .err = err,
                   .key = UINT64_MAX,
                   .open = scope->open,
                   .end = scope->end,
                   .is_scan = !is_sparse,
                   .is_full = !is_sparse};
    w->awake = sy_new_array(al, words, sizeof *w->awake);
    w->queued = sy_new_array(al, words, sizeof *w->queued);
    if (!w->awake || !w->queued) return sy_fail_nomem(err);
    if (!is_sparse) {
        memset(w->awake, 0xFF, words * sizeof *w->awake);
        return SY_OK;
    }
    w->most = scope->query->walk == SY_WALK_SPARSE ? UINT64_MAX : f->n_transfers / WIDE;
    return queue_seeds(w);
}

void sy_walk_dispose(sy_walk *w)
{
    sy_drop(w->al, w->awake);
    sy_drop(w->al, w->queued);
    sy_drop(w->al, w->heap);
    *w = (sy_walk){0};
}

/* ---- going on ---- */

static sy_status next_of_scan(sy_walk *w, sy_event *e)
{
    const sy_flow *f = w->f;

    /* Past the end nothing leaves; what is late still has to be told that. */
    while (w->late < f->n_late && (f->late[w->late].before == w->next || w->next == w->end)) {
        w->key = key_of_late(w, w->late);
        *e = (sy_event){SY_EVENT_LATE, w->late++};
        return SY_OK;
    }
    while (w->move < f->n_moves && f->moves[w->move].before <= w->next) {
        w->key = key_of_move(w, w->move);
        *e = (sy_event){SY_EVENT_MOVE, w->move++};
        if (w->scope->query->follow) return SY_OK;
    }
    if (w->next == w->end) {
        e->kind = SY_EVENT_END;
        return SY_OK;
    }
    w->key = key_at(w->next, OF_TRANSFER);
    *e = (sy_event){SY_EVENT_TRANSFER, w->next++};
    if (e->number < w->ticked) return SY_OK;
    w->ticked = e->number + SCAN_TICK;
    return sy_scope_tick(w->scope, e->number, w->err);
}

static sy_status begin_scan(sy_walk *w)
{
    const sy_flow *f = w->f;

    w->is_scan = true;
    w->next = w->open;
    while (w->late < f->n_late && f->late[w->late].before < w->next) w->late++;
    while (w->move < f->n_moves && f->moves[w->move].before < w->next) w->move++;
    w->ticked = 0;
    return SY_OK;
}

static sy_event event_of(const sy_walk *w, uint64_t key)
{
    const uint32_t order = (uint32_t)key, n_late = w->f->n_late;

    if (order == OF_TRANSFER) return (sy_event){SY_EVENT_TRANSFER, (uint32_t)(key >> 32)};
    if (order < n_late) return (sy_event){SY_EVENT_LATE, order};
    return (sy_event){SY_EVENT_MOVE, order - n_late};
}

sy_status sy_walk_next(sy_walk *w, sy_event *e)
{
    if (w->is_scan) return next_of_scan(w, e);
    for (; w->n_heap > 0;) {
        const sy_visit *top = &w->heap[0];
        if (top->key == w->key) {
            pass_top(w);
        } else if (top->ledger != SY_NONE && !sy_walk_is_awake(w, top->ledger)) {
            drop_top(w);
        } else {
            break;
        }
    }
    if (w->n_heap == 0 || w->heap[0].key >> 32 >= w->open) {
        e->kind = SY_EVENT_END;
        if (w->open == SY_NONE) return SY_OK;
        begin_scan(w);
        return next_of_scan(w, e);
    }
    if (w->met + w->ahead > w->most) {
        e->kind = SY_EVENT_TOO_WIDE;
        return SY_OK;
    }
    w->met++;
    w->key = w->heap[0].key;
    *e = event_of(w, w->key);
    if (w->met % VISIT_TICK != 1) return SY_OK;
    return sy_scope_tick(w->scope, (uint32_t)(w->key >> 32), w->err);
}

sy_status sy_walk_wake(sy_walk *w, uint32_t ledger, int64_t *balance)
{
    const uint32_t end = w->f->row_begin[ledger + 1];
    uint32_t row = w->f->row_begin[ledger], n = end - row;

    while (n > 0) { /* the first row at or after this event */
        const uint32_t half = n / 2;
        if (key_of_row(w, row + half) < w->key) {
            row += half + 1;
            n -= half + 1;
        } else {
            n = half;
        }
    }
    *balance = sy_line_before(w->f, ledger, row).balance;
    if (*balance < 0) *balance = 0; /* only in an index that somebody made up */
    sy_bit_set(w->awake, ledger);
    if (w->is_scan || sy_bit(w->queued, ledger)) return SY_OK;
    return queue_ledger(w, ledger, row < end && key_of_row(w, row) == w->key ? row + 1 : row);
}

sy_status sy_walk_meet_late(sy_walk *w, uint32_t late)
{
    return w->is_scan ? SY_OK : queue_event(w, key_of_late(w, late));
}

uint32_t sy_walk_stretch(const sy_walk *w, uint32_t t)
{
    const sy_flow *f = w->f;
    const sy_scope *s = w->scope;
    uint32_t stop = w->end < w->open ? w->end : w->open;

    if (w->ticked < stop) stop = w->ticked;
    if (w->late < f->n_late && f->late[w->late].before < stop) stop = f->late[w->late].before;
    if (w->move < f->n_moves && f->moves[w->move].before < stop) stop = f->moves[w->move].before;
    for (size_t i = 0; i < s->n_entries; i++) {
        if (s->entries[i].transfer < t) continue;
        if (s->entries[i].transfer < stop) stop = s->entries[i].transfer;
        break;
    }
    return stop;
}
