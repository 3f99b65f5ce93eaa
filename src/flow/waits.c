/* waits.c - who waits for whom, as a least fixed point.
 *
 * Along a ledger the leader is the latest row so far. Where an arrival's leader is
 * before its departure's, that one becomes its leader too, and of what follows it
 * in its ledger, and of the arrivals of that. Taken in order of the new leaders,
 * the latest first, no row changes its leader twice. Rows in a circle end up in
 * one group and never come in it: they, and all that comes after them, are left
 * to the end, where matches are undone. */
#include "flow/waits.h"

#include <stdlib.h>

#include "base/parallel.h"

enum { PART = 1 << 16, PREVIOUS = 1, DEPARTURE = 2 };

typedef struct wait {
    int64_t at; /* of the leader */
    uint32_t leader, item;
} wait;

typedef struct wait_list {
    wait *waits;
    size_t n, capacity;
} wait_list;

typedef struct finder {
    const sy_alloc *al;
    const sy_rows *rows;
    const sy_books *books;
    uint8_t *undone;
    sy_waits *out;
    uint32_t *leader, *position; /* by item; position in books->rows */
    wait_list *parts;            /* by part of the positions */
    size_t n_parts;
    sy_err *err;
} finder;

/* ---- neighbours ---- */

static uint32_t previous(const finder *f, uint32_t item)
{
    const uint32_t ledger = sy_item_ledger(f->rows, item), at = f->position[item];
    return at > f->books->row_begin[ledger] ? f->books->rows[at - 1] : SY_NONE;
}

static uint32_t next(const finder *f, uint32_t item)
{
    const uint32_t ledger = sy_item_ledger(f->rows, item), at = f->position[item];
    return at + 1 < f->books->row_begin[ledger + 1] ? f->books->rows[at + 1] : SY_NONE;
}

static uint32_t departure(const finder *f, uint32_t item)
{
    return sy_item_departure(f->rows, f->undone, item);
}

static uint32_t arrival(const finder *f, uint32_t item)
{
    return sy_item_arrival(f->rows, f->undone, item);
}

/* ---- lists of waits ---- */

static sy_status add(const finder *f, wait_list *list, uint32_t leader, uint32_t item, sy_err *err)
{
    void *items = list->waits;

    if (!sy_grow(f->al, &items, &list->capacity, list->n, list->n + 1, sizeof *list->waits)) {
        return sy_fail_nomem(err);
    }
    list->waits = items;
    list->waits[list->n++] = (wait){f->rows->at[leader / 2], leader, item};
    return SY_OK;
}

/* By leader, then by item. */
static int by_leader(const void *a, const void *b)
{
    const wait *x = a, *y = b;

    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    if (x->leader != y->leader) return x->leader < y->leader ? -1 : 1;
    return (x->item > y->item) - (x->item < y->item);
}

/* All parts' lists in one, sorted; the parts are empty afterwards. */
static sy_status gather(finder *f, wait_list *all)
{
    size_t n = 0;

    *all = (wait_list){0};
    for (size_t i = 0; i < f->n_parts; i++) n += f->parts[i].n;
    all->waits = sy_new_array(f->al, n, sizeof *all->waits);
    if (!all->waits) return sy_fail_nomem(f->err);
    for (size_t i = 0; i < f->n_parts; i++) {
        for (size_t k = 0; k < f->parts[i].n; k++) all->waits[all->n++] = f->parts[i].waits[k];
        f->parts[i].n = 0;
    }
    if (n) qsort(all->waits, n, sizeof *all->waits, by_leader);
    return SY_OK;
}

/* ---- leaders ---- */

static uint64_t end_of(const finder *f, size_t part)
{
    const uint64_t end = ((uint64_t)part + 1) * PART, n = f->books->row_begin[f->books->n_ledgers];
    return end < n ? end : n;
}

/* Ledgers that begin in this part, whole: one may be long, but most are not. */
static sy_status lead_ledgers(void *ctx, size_t part, sy_err *err)
{
    const finder *f = ctx;
    const uint64_t *begin = f->books->row_begin;
    const uint32_t *rows = f->books->rows;
    uint32_t low = 0, n = f->books->n_ledgers;

    (void)err;
    while (n > 0) { /* to the first ledger that begins in this part */
        const uint32_t half = n / 2;
        if (begin[low + half] < (uint64_t)part * PART) {
            low += half + 1;
            n -= half + 1;
        } else {
            n = half;
        }
    }
    for (uint32_t l = low; l < f->books->n_ledgers && begin[l] < end_of(f, part); l++) {
        for (uint64_t i = begin[l]; i < begin[l + 1]; i++) {
            const uint32_t item = rows[i];
            const uint32_t latest = i > begin[l] ? f->leader[rows[i - 1]] : item;
            f->leader[item] = sy_item_is_before(f->rows, latest, item) ? item : latest;
            f->position[item] = (uint32_t)i;
        }
    }
    return SY_OK;
}

/* Arrivals whose leader is before their departure's. */
static sy_status find_early(void *ctx, size_t part, sy_err *err)
{
    const finder *f = ctx;
    sy_status st = SY_OK;

    for (uint64_t i = (uint64_t)part * PART; st == SY_OK && i < end_of(f, part); i++) {
        const uint32_t item = f->books->rows[i], from = departure(f, item);
        if (from == SY_NONE) continue;
        if (!sy_item_is_before(f->rows, f->leader[item], f->leader[from])) continue;
        st = add(f, &f->parts[part], f->leader[from], item, err);
    }
    return st;
}

static sy_status find_waiting(void *ctx, size_t part, sy_err *err)
{
    const finder *f = ctx;
    sy_status st = SY_OK;

    for (uint64_t i = (uint64_t)part * PART; st == SY_OK && i < end_of(f, part); i++) {
        const uint32_t item = f->books->rows[i];
        if (f->leader[item] != item) st = add(f, &f->parts[part], f->leader[item], item, err);
    }
    return st;
}

/* From item on, whatever is led by an earlier one. stack: for items to come. */
static sy_status lead_on(finder *f, uint32_t leader, uint32_t item, wait_list *stack)
{
    sy_status st = add(f, stack, leader, item, f->err);

    while (st == SY_OK && stack->n > 0) {
        uint32_t x = stack->waits[--stack->n].item;
        while (st == SY_OK && x != SY_NONE && sy_item_is_before(f->rows, f->leader[x], leader)) {
            f->leader[x] = leader;
            const uint32_t onward = arrival(f, x);
            if (onward != SY_NONE) st = add(f, stack, leader, onward, f->err);
            x = next(f, x);
        }
    }
    return st;
}

static sy_status lead(finder *f)
{
    wait_list early = {0}, stack = {0};
    sy_status st = sy_parallel(f->n_parts, lead_ledgers, f, f->err);

    if (st == SY_OK) st = sy_parallel(f->n_parts, find_early, f, f->err);
    if (st == SY_OK) st = gather(f, &early);
    for (size_t i = early.n; st == SY_OK && i-- > 0;) {
        st = lead_on(f, early.waits[i].leader, early.waits[i].item, &stack);
    }
    sy_drop(f->al, early.waits);
    sy_drop(f->al, stack.waits);
    return st;
}

/* ---- the order inside a group ---- */

typedef struct heap {
    uint32_t *members;
    size_t n;
} heap;

/* Items that come together, ascending, and what each still waits for. */
typedef struct group {
    const finder *f;
    const uint32_t *items;
    size_t n, came;
    uint8_t *waits; /* PREVIOUS, DEPARTURE: of items of the group */
    uint32_t *order;
    heap ready, arriving; /* members: may come; wait for their departure only */
} group;

static bool is_less(const group *g, uint32_t a, uint32_t b)
{
    return sy_item_is_before(g->f->rows, g->items[a], g->items[b]);
}

static void push(const group *g, heap *h, uint32_t member)
{
    size_t i = h->n++;

    for (; i > 0 && is_less(g, member, h->members[(i - 1) / 2]); i = (i - 1) / 2) {
        h->members[i] = h->members[(i - 1) / 2];
    }
    h->members[i] = member;
}

static uint32_t pop(const group *g, heap *h)
{
    const uint32_t top = h->members[0], last = h->members[--h->n];
    size_t i = 0;

    for (;;) {
        size_t child = 2 * i + 1;
        if (child >= h->n) break;
        if (child + 1 < h->n && is_less(g, h->members[child + 1], h->members[child])) child++;
        if (!is_less(g, h->members[child], last)) break;
        h->members[i] = h->members[child];
        i = child;
    }
    h->members[i] = last;
    return top;
}

static uint32_t member_of(const group *g, uint32_t item)
{
    size_t low = 0, n = g->n;

    if (item == SY_NONE) return SY_NONE;
    while (n > 0) {
        const size_t half = n / 2;
        if (g->items[low + half] < item) {
            low += half + 1;
            n -= half + 1;
        } else {
            n = half;
        }
    }
    return low < g->n && g->items[low] == item ? (uint32_t)low : SY_NONE;
}

static void settle(group *g, uint32_t member, uint8_t no_more)
{
    if (member == SY_NONE || !(g->waits[member] & no_more)) return;
    g->waits[member] &= (uint8_t)~no_more;
    if (g->waits[member] == 0) push(g, &g->ready, member);
    if (g->waits[member] == DEPARTURE) push(g, &g->arriving, member);
}

static void begin_group(group *g)
{
    g->came = g->ready.n = g->arriving.n = 0;
    for (uint32_t i = 0; i < g->n; i++) {
        const uint32_t item = g->items[i];
        g->waits[i] = 0;
        if (member_of(g, previous(g->f, item)) != SY_NONE) g->waits[i] |= PREVIOUS;
        if (member_of(g, departure(g->f, item)) != SY_NONE) g->waits[i] |= DEPARTURE;
        if (g->waits[i] == 0) push(g, &g->ready, i);
        if (g->waits[i] == DEPARTURE) push(g, &g->arriving, i);
    }
}

/* All that may come, the least first. */
static void release(group *g)
{
    while (g->ready.n > 0) {
        const uint32_t item = g->items[pop(g, &g->ready)];
        g->order[g->came++] = item;
        settle(g, member_of(g, next(g->f, item)), PREVIOUS);
        settle(g, member_of(g, arrival(g->f, item)), DEPARTURE);
    }
}

/* Nothing may come: clocks or matches contradict each other. */
static void undo_a_match(group *g, uint32_t *n_undone)
{
    while (g->arriving.n > 0) {
        const uint32_t member = pop(g, &g->arriving);
        if (g->waits[member] != DEPARTURE) continue;
        const uint32_t place = g->items[member] / 2, match = g->f->rows->match[place];
        g->f->undone[place] = 1;
        if (match != SY_NONE) g->f->undone[match] = 1;
        ++*n_undone;
        settle(g, member, DEPARTURE);
        return;
    }
    SY_ASSERT(g->came == g->n && "rows are left, and none of them waits");
}

static sy_status group_new(group *g, const finder *f, size_t most, sy_err *err)
{
    *g = (group){.f = f};
    g->waits = sy_new_array(f->al, most, 1);
    g->order = sy_new_array(f->al, most, sizeof *g->order);
    g->ready.members = sy_new_array(f->al, most, sizeof *g->ready.members);
    g->arriving.members = sy_new_array(f->al, most, sizeof *g->arriving.members);
    return g->waits && g->order && g->ready.members && g->arriving.members ? SY_OK
                                                                           : sy_fail_nomem(err);
}

static void group_dispose(group *g)
{
    void *const pieces[] = {g->waits, g->order, g->ready.members, g->arriving.members};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) sy_drop(g->f->al, pieces[i]);
}

/* ---- groups ---- */

static void hold_back(sy_waits *w, uint32_t item)
{
    w->holds_back[item / 8] |= (uint8_t)(1u << item % 8);
}

/* Orders one group in place; what cannot come goes to stuck. */
static sy_status order_group(finder *f, group *g, uint32_t leader, wait_list *stuck)
{
    const bool in_circle = member_of(g, previous(f, leader)) != SY_NONE ||
                           member_of(g, departure(f, leader)) != SY_NONE;
    sy_status st = SY_OK;

    begin_group(g);
    if (!in_circle)
        release(g);
    else
        st = add(f, stuck, leader, leader, f->err);
    for (uint32_t i = 0; st == SY_OK && g->came < g->n && i < g->n; i++) {
        if (in_circle || g->waits[i]) st = add(f, stuck, leader, g->items[i], f->err);
    }
    return st;
}

static size_t group_end(const sy_waits *w, size_t begin)
{
    size_t end = begin;
    while (end < w->n && w->leaders[end] == w->leaders[begin]) end++;
    return end;
}

static sy_status order_groups(finder *f, wait_list *stuck)
{
    sy_waits *w = f->out;
    size_t most = 1;
    group g;

    for (size_t i = 0, end; i < w->n; i = end) {
        end = group_end(w, i);
        if (end - i > most) most = end - i;
    }
    sy_status st = group_new(&g, f, most, f->err);
    for (size_t i = 0, end; st == SY_OK && i < w->n; i = end) {
        end = group_end(w, i);
        g.items = &w->items[i];
        g.n = end - i;
        st = order_group(f, &g, w->leaders[i], stuck);
        /* What did not come is stuck, and leaves the list below. */
        for (size_t k = 0; k < g.came; k++) w->items[i + k] = g.order[k];
        for (size_t k = g.came; k < g.n; k++) w->items[i + k] = SY_NONE;
    }
    group_dispose(&g);
    return st;
}

/* ---- the end of the pass ---- */

static int by_value(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* stuck grows by all that comes after its items, each once; bits say which. */
static sy_status spread(finder *f, wait_list *stuck, uint8_t *is_last)
{
    wait_list all = {0};
    sy_status st = SY_OK;

    while (st == SY_OK && stuck->n > 0) {
        const uint32_t item = stuck->waits[--stuck->n].item;
        if (is_last[item / 8] >> item % 8 & 1) continue;
        is_last[item / 8] |= (uint8_t)(1u << item % 8);
        st = add(f, &all, item, item, f->err);
        const uint32_t after[] = {next(f, item), arrival(f, item)};
        for (int i = 0; st == SY_OK && i < 2; i++) {
            if (after[i] != SY_NONE) st = add(f, stuck, item, after[i], f->err);
        }
    }
    sy_drop(f->al, stuck->waits);
    *stuck = all;
    return st;
}

static sy_status order_last(finder *f, const wait_list *stuck, uint32_t *n_undone)
{
    sy_waits *w = f->out;
    uint32_t *items = sy_new_array(f->al, stuck->n, sizeof *items);
    group g;
    sy_status st = group_new(&g, f, stuck->n, f->err);

    if (st == SY_OK && !items) st = sy_fail_nomem(f->err);
    if (st == SY_OK) {
        for (size_t i = 0; i < stuck->n; i++) items[i] = stuck->waits[i].item;
        qsort(items, stuck->n, sizeof *items, by_value);
        g.items = items;
        g.n = stuck->n;
        begin_group(&g);
        for (release(&g); g.came < g.n; release(&g)) undo_a_match(&g, n_undone);
        w->last = g.order;
        w->n_last = g.n;
        g.order = NULL;
    }
    group_dispose(&g);
    sy_drop(f->al, items);
    return st;
}

/* Those that are stuck, and all that comes after them, go to the end. */
static sy_status leave_to_the_end(finder *f, wait_list *stuck, uint32_t *n_undone)
{
    sy_waits *w = f->out;
    uint8_t *is_last = sy_new_array(f->al, f->rows->n / 4 + 1, 1);
    size_t kept = 0;
    sy_status st = is_last ? spread(f, stuck, is_last) : sy_fail_nomem(f->err);

    for (size_t i = 0; st == SY_OK && i < w->n; i++) {
        const uint32_t item = w->items[i];
        if (item == SY_NONE || is_last[item / 8] >> item % 8 & 1) continue;
        w->items[kept] = item;
        w->leaders[kept++] = w->leaders[i];
    }
    sy_drop(f->al, is_last);
    if (st != SY_OK) return st;
    w->n = kept;
    for (size_t i = 0; i < stuck->n; i++) hold_back(w, stuck->waits[i].item);
    return order_last(f, stuck, n_undone);
}

/* ---- all of it ---- */

static sy_status list_waiting(finder *f)
{
    sy_waits *w = f->out;
    wait_list all;
    sy_status st = sy_parallel(f->n_parts, find_waiting, f, f->err);

    if (st == SY_OK) st = gather(f, &all);
    if (st != SY_OK) return st;
    w->items = sy_new_array(f->al, all.n, sizeof *w->items);
    w->leaders = sy_new_array(f->al, all.n, sizeof *w->leaders);
    w->holds_back = sy_new_array(f->al, f->rows->n / 4 + 1, 1);
    if (!w->items || !w->leaders || !w->holds_back) st = sy_fail_nomem(f->err);
    for (size_t i = 0; st == SY_OK && i < all.n; i++) {
        w->items[i] = all.waits[i].item;
        w->leaders[i] = all.waits[i].leader;
        hold_back(w, all.waits[i].item);
    }
    if (st == SY_OK) w->n = all.n;
    sy_drop(f->al, all.waits);
    return st;
}

sy_status sy_waits_find(sy_waits *w, const sy_alloc *al, const sy_rows *rows, const sy_books *books,
                        uint8_t *undone, uint32_t *n_undone, sy_err *err)
{
    finder f = {.al = al, .rows = rows, .books = books, .undone = undone, .out = w, .err = err};
    wait_list stuck = {0};
    sy_status st = SY_OK;

    *w = (sy_waits){0};
    f.n_parts = (size_t)(books->row_begin[books->n_ledgers] / PART + 1);
    f.leader = sy_new_array(al, 2 * rows->n, sizeof *f.leader);
    f.position = sy_new_array(al, 2 * rows->n, sizeof *f.position);
    f.parts = sy_new_array(al, f.n_parts, sizeof *f.parts);
    if (!f.leader || !f.position || !f.parts) st = sy_fail_nomem(err);
    if (st == SY_OK) st = lead(&f);
    if (st == SY_OK) st = list_waiting(&f);
    if (st == SY_OK) st = order_groups(&f, &stuck);
    if (st == SY_OK && stuck.n > 0) st = leave_to_the_end(&f, &stuck, n_undone);
    for (size_t i = 0; f.parts && i < f.n_parts; i++) sy_drop(al, f.parts[i].waits);
    sy_drop(al, stuck.waits);
    sy_drop(al, f.parts);
    sy_drop(al, f.leader);
    sy_drop(al, f.position);
    return st;
}

void sy_waits_dispose(sy_waits *w, const sy_alloc *al)
{
    void *const pieces[] = {w->items, w->leaders, w->last, w->holds_back};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) sy_drop(al, pieces[i]);
    *w = (sy_waits){0};
}
