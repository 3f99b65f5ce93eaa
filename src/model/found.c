/* found.c - keeps of each lead what it takes to know it again; what it says goes. */
#include "model/found.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

typedef struct keeper {
    sy_found *found;
    size_t capacity;
    sy_arena *arena;
} keeper;

/* The arena has no realloc: a doubled copy, the old one stays until the end. */
static sy_found_lead *next_lead(keeper *k)
{
    sy_found *f = k->found;

    if (f->n == k->capacity) {
        const size_t capacity = k->capacity ? 2 * k->capacity : 64;
        sy_found_lead *items = sy_arena_get(k->arena, capacity * sizeof *items);
        if (!items) return NULL;
        if (f->n) memcpy(items, f->items, f->n * sizeof *items);
        f->items = items;
        k->capacity = capacity;
    }
    return &f->items[f->n++];
}

static const char *keep(keeper *k, const char *text, bool *is_whole)
{
    const char *copy = sy_arena_text(k->arena, text ? text : "", text ? strlen(text) : 0);

    *is_whole = *is_whole && copy;
    return copy;
}

static sy_status on_lead(void *ctx, const sy_lead *lead, sy_err *err)
{
    keeper *k = ctx;
    json_t *parties = json_loads(lead->parties, JSON_ALLOW_NUL, NULL);
    sy_found_lead *f = parties ? next_lead(k) : NULL;
    bool is_whole = f != NULL;

    if (f) {
        const json_t *party = json_array_get(parties, 0);
        *f = (sy_found_lead){
            .id = keep(k, lead->id, &is_whole),
            .key = keep(k, lead->key, &is_whole),
            .rule = keep(k, lead->rule, &is_whole),
            .case_number = keep(k, lead->case_number, &is_whole),
            .court = keep(k, lead->court, &is_whole),
            .party = keep(k, json_string_value(party), &is_whole),
            .grade = lead->grade,
            .has_amount = lead->has_amount,
            .amount = lead->amount,
            .rank = lead->rank};
    }
    json_decref(parties);
    return is_whole ? SY_OK : sy_fail_nomem(err);
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const sy_found_lead *)a)->key, ((const sy_found_lead *)b)->key);
}

static int by_rank(const void *a, const void *b)
{
    const sy_found_lead *x = a, *y = b;

    if (x->rank != y->rank) return x->rank > y->rank ? -1 : 1;
    return strcmp(x->key, y->key);
}

void sy_found_by_rank(sy_found *found)
{
    if (found->n) qsort(found->items, found->n, sizeof *found->items, by_rank);
}

sy_status sy_model_find_on(sy_found *out, sy_workspace *ws, const sy_pools *pools,
                           const sy_model *m, const sy_model_run_options *options, sy_arena *arena,
                           sy_err *err)
{
    sy_model_run_options o = *options;
    keeper k = {out, 0, arena};

    *out = (sy_found){0};
    o.on_lead = on_lead;
    o.lead_ctx = &k;
    sy_status st = sy_model_run_on(&out->outcome, ws, pools, m, &o, arena, err);
    if (st == SY_OK && out->n) qsort(out->items, out->n, sizeof *out->items, by_key);
    for (size_t i = 1; i < out->n && st == SY_OK; i++) {
        if (strcmp(out->items[i - 1].key, out->items[i].key) == 0)
            st = sy_fail(err, SY_EDATA,
                         N_("the model gave two leads with the key %s: each needs one of its own"),
                         out->items[i].key);
    }
    return st;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

sy_status sy_found_weigh(sy_found *found, const sy_lead *recorded, size_t n, sy_arena *arena,
                         sy_err *err)
{
    const char **ids = sy_arena_get(arena, (n + 1) * sizeof *ids);
    sy_model_run_tally *tally = &found->outcome.tally;

    if (!ids) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) ids[i] = recorded[i].id;
    if (n) qsort(ids, n, sizeof *ids, by_text);
    tally->added = 0;
    for (size_t i = 0; i < found->n; i++) {
        sy_found_lead *f = &found->items[i];
        f->is_new = n == 0 || !bsearch(&f->id, ids, n, sizeof *ids, by_text);
        tally->added += f->is_new;
    }
    tally->vanished = n - (found->n - tally->added);
    return SY_OK;
}

/* ---- two of them ---- */

static sy_compared pair_of(const sy_found_lead *one, const sy_found_lead *other)
{
    const bool is_same =
        one && other && one->grade == other->grade && strcmp(one->rule, other->rule) == 0;

    return (sy_compared){!other    ? SY_COMPARED_ONLY_ONE
                         : !one    ? SY_COMPARED_ONLY_OTHER
                         : is_same ? SY_COMPARED_SAME
                                   : SY_COMPARED_DIFFERS,
                         one, other};
}

/* One step of a merge: which of both is next, or both. */
static sy_compared next_pair(const sy_found *one, size_t *i, const sy_found *other, size_t *k)
{
    const sy_found_lead *a = *i < one->n ? &one->items[*i] : NULL,
                        *b = *k < other->n ? &other->items[*k] : NULL;
    const int order = !a ? 1 : !b ? -1 : strcmp(a->key, b->key);

    *i += order <= 0;
    *k += order >= 0;
    return pair_of(order <= 0 ? a : NULL, order >= 0 ? b : NULL);
}

sy_status sy_found_compare(sy_compared **list, size_t *n, const sy_found *one,
                           const sy_found *other, sy_arena *arena, sy_err *err)
{
    size_t at[SY_COMPARED_KINDS + 1] = {0};

    *list = sy_arena_get(arena, (one->n + other->n + 1) * sizeof **list);
    if (!*list) return sy_fail_nomem(err);
    for (size_t i = 0, k = 0; i < one->n || k < other->n;)
        at[next_pair(one, &i, other, &k).kind + 1]++;
    for (int kind = 0; kind < SY_COMPARED_KINDS; kind++) at[kind + 1] += at[kind];
    *n = at[SY_COMPARED_KINDS];
    for (size_t i = 0, k = 0; i < one->n || k < other->n;) {
        const sy_compared c = next_pair(one, &i, other, &k);
        (*list)[at[c.kind]++] = c;
    }
    return SY_OK;
}
