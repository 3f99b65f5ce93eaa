/* settle_joined.c - repeats between ledgers that aliases or a decision have made one.
 *
 * The import compares accounts as the files write them. A bank that answers for a
 * card and again for its account's number gives every row twice, in one file or in
 * two; that both are one account may be known only later. Rows of such ledgers are
 * one where all that the import compares is equal, the bank's serial among it. */
#include <stdlib.h>

#include "ledger/settle.h"

typedef struct serial_row {
    uint32_t place;
    sy_slice serial; /* in the arena */
} serial_row;

typedef struct finder {
    sy_settler *s;
    sy_arena arena;
    serial_row *rows;
    size_t n, capacity;
} finder;

static sy_status take(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    finder *f = ctx;
    const sy_case_tables *t = f->s->t;

    for (size_t i = 0; i < b->n; i++) {
        const uint32_t place = sy_case_tables_place(t, b->source[i], b->row[i]);
        void *items = f->rows;
        if (place == SY_NONE || t->ledger[place] == SY_NONE || b->serial[i].len == 0) continue;
        const char *serial = sy_arena_bytes(&f->arena, b->serial[i].ptr, b->serial[i].len);
        if (!serial || !sy_grow(f->s->al, &items, &f->capacity, f->n, f->n + 1, sizeof *f->rows)) {
            return sy_fail_nomem(err);
        }
        f->rows = items;
        f->rows[f->n++] = (serial_row){place, {serial, b->serial[i].len}};
    }
    return SY_OK;
}

static int by_content(const serial_row *x, const serial_row *y, const sy_case_tables *t)
{
    const uint32_t p = x->place, q = y->place;

    if (t->ledger[p] != t->ledger[q]) return t->ledger[p] < t->ledger[q] ? -1 : 1;
    if (t->at[p] != t->at[q]) return t->at[p] < t->at[q] ? -1 : 1;
    if (t->amount[p] != t->amount[q]) return t->amount[p] < t->amount[q] ? -1 : 1;
    if (t->balance[p] != t->balance[q]) return t->balance[p] < t->balance[q] ? -1 : 1;
    if (t->flags[p] != t->flags[q]) return t->flags[p] < t->flags[q] ? -1 : 1;
    if (t->other[p] != t->other[q]) return t->other[p] < t->other[q] ? -1 : 1;
    return sy_slice_compare(x->serial, y->serial);
}

static int by_content_and_place(const void *a, const void *b, void *tables)
{
    const int c = by_content(a, b, tables);
    const uint32_t p = ((const serial_row *)a)->place, q = ((const serial_row *)b)->place;
    return c ? c : (p > q) - (p < q);
}

/* Ledgers of facts that are one with another that was written otherwise. */
static sy_status list_joined(sy_settler *s, uint32_t **list, size_t *n)
{
    const sy_case_tables *t = s->t;

    *n = 0;
    *list = sy_new_array(s->al, t->n_ledgers, sizeof **list);
    if (!*list) return sy_fail_nomem(s->err);
    for (uint32_t l = 0; l < t->n_ledgers; l++) {
        if (t->ledgers[l].exists && t->ledgers[t->ledgers[l].same_as].is_joined) {
            (*list)[(*n)++] = l;
        }
    }
    return SY_OK;
}

static sy_status settle(finder *f, const sy_pair *rejected, size_t n_rejected)
{
    sy_settler *s = f->s;
    sy_status st = SY_OK;

    if (f->n) qsort_r(f->rows, f->n, sizeof *f->rows, by_content_and_place, s->t);
    for (size_t i = 0, first = 0; st == SY_OK && i < f->n; i++) {
        if (by_content(&f->rows[first], &f->rows[i], s->t) != 0) first = i;
        const sy_pair pair = {f->rows[first].place, f->rows[i].place, true, SY_WHY_SAME_ROW};
        if (first == i || sy_pairs_have(rejected, n_rejected, pair.out, pair.in)) continue;
        s->t->ledger[pair.in] = SY_NONE;
        st = sy_settle_note(s, SY_MATCH_DUPLICATE, pair, false);
    }
    return st;
}

sy_status sy_settle_joined(sy_settler *s, const sy_pair *rejected, size_t n_rejected)
{
    finder f = {.s = s};
    uint32_t *ledgers = NULL;
    sy_entry_filter filter = {.with_serial = true,
                              .without_failed = true,
                              .without_fingerprints = true,
                              .without_amounts = true};
    sy_status st = list_joined(s, &ledgers, &filter.n_ledgers);

    filter.ledgers = ledgers;
    sy_arena_init(&f.arena, s->al);
    if (st == SY_OK && filter.n_ledgers) st = sy_facts_entries(s->ws, &filter, take, &f, s->err);
    if (st == SY_OK) st = settle(&f, rejected, n_rejected);
    sy_drop(s->al, f.rows);
    sy_drop(s->al, ledgers);
    sy_arena_dispose(&f.arena);
    return st;
}
