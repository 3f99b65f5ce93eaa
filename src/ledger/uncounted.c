/* uncounted.c - the rows of an account that no ledger has: payments that failed or
 * were closed, second views of money that other rows move, rows that the file
 * itself counts neither way. The index does not know them, so the facts are asked. */
#include <stdlib.h>
#include <string.h>

#include "intake/aliases.h"
#include "ledger/case.h"
#include "ledger/map.h"

typedef struct search {
    const sy_flow *flow;
    const sy_aliases *aliases;
    sy_slice number;
    uint32_t account; /* 0: no such number */
    uint32_t *ledgers;
    size_t n_ledgers, ledgers_capacity;
    const sy_source *sources;
    size_t n_sources;
    uint32_t *places;
    size_t n, capacity;
} search;

static sy_status take_account(void *ctx, uint32_t id, sy_slice number, sy_err *err)
{
    search *s = ctx;
    (void)err;
    if (sy_slice_is(number, s->number)) s->account = sy_aliases_account(s->aliases, id);
    return SY_OK;
}

static sy_status take_ledger(void *ctx, uint32_t id, uint32_t account, sy_slice sub,
                             sy_slice currency, sy_err *err)
{
    search *s = ctx;
    const sy_ledger_row *row = sy_aliases_ledger(s->aliases, id);
    void *ledgers = s->ledgers;

    (void)account, (void)sub, (void)currency;
    if (!row || row->account != s->account) return SY_OK;
    if (!sy_grow(NULL, &ledgers, &s->ledgers_capacity, s->n_ledgers, s->n_ledgers + 1,
                 sizeof *s->ledgers)) {
        return sy_fail_nomem(err);
    }
    s->ledgers = ledgers;
    s->ledgers[s->n_ledgers++] = id;
    return SY_OK;
}

static uint32_t place_of(const search *s, uint32_t source, uint32_t row)
{
    const sy_source *found = sy_source_with_id(s->sources, s->n_sources, source);

    for (uint32_t i = 0; found && i < s->flow->n_sources; i++) {
        const sy_place_base *b = &s->flow->sources[i];
        if (strcmp(b->sha256, found->sha256) == 0 && b->sheet == found->sheet) {
            return row <= b->rows ? (uint32_t)(b->base + row) : SY_NONE;
        }
    }
    return SY_NONE;
}

static sy_status take_rows(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    search *s = ctx;

    for (size_t i = 0; i < b->n; i++) {
        void *places = s->places;
        if (!(b->flags[i] & (SY_ENTRY_FAILED | SY_ENTRY_ASIDE))) continue;
        const uint32_t place = place_of(s, b->source[i], b->row[i]);
        if (place == SY_NONE) continue;
        if (!sy_grow(NULL, &places, &s->capacity, s->n, s->n + 1, sizeof *s->places)) {
            return sy_fail_nomem(err);
        }
        s->places = places;
        s->places[s->n++] = place;
    }
    return SY_OK;
}

/* A refund that the bill counts neither way may be a row of a ledger (refunds.h). */
static sy_status leave_out_counted(search *s, sy_case *c, sy_arena *arena, sy_err *err)
{
    const uint32_t account = sy_case_find_account(c, s->number);
    uint32_t *counted = NULL, *also = NULL;
    size_t n = 0, kept = 0;
    sy_map is_counted = {.al = NULL};
    sy_status st = SY_OK;

    if (account != SY_NONE) {
        st = sy_case_account_places(c, account, &counted, &also, &n, arena, err);
    }
    for (size_t i = 0; st == SY_OK && i < n; i++) {
        st = sy_map_put(&is_counted, counted[i], 1, err);
    }
    for (size_t i = 0; st == SY_OK && i < s->n; i++) {
        uint32_t value;
        if (!sy_map_get(&is_counted, s->places[i], &value)) s->places[kept++] = s->places[i];
    }
    if (st == SY_OK) s->n = kept;
    sy_drop(NULL, is_counted.cells);
    return st;
}

static int by_place(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

sy_status sy_case_uncounted(sy_case *c, sy_slice number, uint32_t **places, size_t *n,
                            sy_arena *arena, sy_err *err)
{
    sy_workspace *ws = sy_case_workspace(c);
    search s = {.flow = sy_case_flow(c), .number = number};
    sy_aliases *aliases = NULL;
    sy_source *sources = NULL;
    sy_status st = sy_aliases_load(&aliases, NULL, ws, err);

    *places = NULL;
    *n = 0;
    s.aliases = aliases;
    if (st == SY_OK) st = sy_facts_source_names(ws, &sources, &s.n_sources, arena, err);
    s.sources = sources;
    if (st == SY_OK) st = sy_facts_accounts(ws, take_account, &s, err);
    if (st == SY_OK && s.account) st = sy_facts_ledgers(ws, take_ledger, &s, err);
    if (st == SY_OK && s.n_ledgers) {
        const sy_entry_filter filter = {.ledgers = s.ledgers,
                                        .n_ledgers = s.n_ledgers,
                                        .without_duplicates = true,
                                        .without_fingerprints = true,
                                        .without_amounts = true};
        st = sy_facts_entries(ws, &filter, take_rows, &s, err);
    }
    if (st == SY_OK && s.n) st = leave_out_counted(&s, c, arena, err);
    if (st == SY_OK && s.n) {
        qsort(s.places, s.n, sizeof *s.places, by_place);
        *places = sy_arena_get(arena, s.n * sizeof **places);
        if (*places) {
            memcpy(*places, s.places, s.n * sizeof **places);
            *n = s.n;
        } else {
            st = sy_fail_nomem(err);
        }
    }
    sy_drop(NULL, s.places);
    sy_drop(NULL, s.ledgers);
    sy_aliases_free(aliases);
    return st;
}
