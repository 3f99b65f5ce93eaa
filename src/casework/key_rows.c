/* key_rows.c - what a reason was weighed from is looked through again for the rows that say it. */
#include "casework/key_rows.h"

#include <string.h>

#include "casework/case_facts.h"

static bool says(const sy_facts_of_case *row, const sy_key_reason *r)
{
    switch (r->condition) {
    case SY_KEY_AMOUNT:
        return row->has_open && row->open == r->amount;
    case SY_KEY_VULNERABLE:
        return *row->vulnerable || strcmp(row->cause, r->value) == 0;
    case SY_KEY_TERMINATIONS:
        return row->is_terminated;
    default:
        return false;
    }
}

/* Of a case, those that say it. */
static sy_status add_facts(sy_key_rows *out, const sy_facts_of_cases *facts, const char *key,
                           const sy_key_reason *r, sy_arena *arena, sy_err *err)
{
    size_t n;
    const sy_facts_of_case *rows = sy_facts_rows_of(facts, key, &n);
    sy_key_row *items = sy_arena_get(arena, (out->n + n + 1) * sizeof *items);

    if (!items) return sy_fail_nomem(err);
    if (out->n) memcpy(items, out->items, out->n * sizeof *items);
    out->items = items;
    for (size_t i = 0; i < n; i++) {
        if (says(&rows[i], r)) items[out->n++] = (sy_key_row){rows[i].pool, rows[i].place};
    }
    return SY_OK;
}

static sy_status add_chain(sy_key_rows *out, const sy_facts_of_cases *facts, const char *key,
                           const sy_key_reason *r, sy_arena *arena, sy_err *err)
{
    const sy_facts_of_case *chain[SY_CASES_BEFORE + 1];
    const size_t n = sy_facts_chain(facts, key, chain);
    sy_status st = SY_OK;

    for (size_t i = 0; i < n && st == SY_OK; i++) {
        bool is_again = false; /* a ring of cases */
        for (size_t k = 0; k < i; k++) is_again = is_again || chain[k] == chain[i];
        if (!is_again) st = add_facts(out, facts, chain[i]->key, r, arena, err);
    }
    return st;
}

static sy_status add_petitions(sy_key_rows *out, const sy_petitions *p, const char *key,
                               sy_arena *arena, sy_err *err)
{
    const sy_petition *first = sy_petitions_on(p, key);
    size_t n = 0;

    while (first && first + n < p->items + p->n && strcmp(first[n].case_number, key) == 0) n++;
    out->items = sy_arena_get(arena, (n + 1) * sizeof *out->items);
    if (!out->items) return sy_fail_nomem(err);
    for (; out->n < n; out->n++)
        out->items[out->n] = (sy_key_row){"petitions", first[out->n].place};
    return SY_OK;
}

sy_status sy_key_rows_read(sy_key_rows *out, const sy_key_cases *list, const sy_key_case *k,
                           const sy_key_reason *r, sy_arena *arena, sy_err *err)
{
    *out = (sy_key_rows){0};
    if (!r) {
        out->items = sy_arena_get(arena, sizeof *out->items);
        if (!out->items) return sy_fail_nomem(err);
        if (k->is_named) out->items[out->n++] = (sy_key_row){"key-cases", k->named_at};
        return SY_OK;
    }
    if (r->is_of_leads) return SY_OK;
    switch (r->condition) {
    case SY_KEY_PETITION:
        return add_petitions(out, &list->petitions, k->case_number, arena, err);
    case SY_KEY_TERMINATIONS:
        return add_chain(out, list->facts, k->case_number, r, arena, err);
    default:
        return add_facts(out, list->facts, k->case_number, r, arena, err);
    }
}
