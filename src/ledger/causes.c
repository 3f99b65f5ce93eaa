/* causes.c - file by file: the rejected rows that may be payments, in order; each gap
 * whose rows stand in the file finds those between them by halving. */
#include "ledger/causes.h"

#include "intake/rules.h"

typedef struct rejected {
    uint32_t row;
    const char *rule; /* its id, static */
} rejected;

typedef struct collector {
    rejected *items; /* ascending */
    size_t n, capacity;
} collector;

static sy_status take(void *ctx, const sy_reject_row *r, sy_err *err)
{
    collector *k = ctx;
    void *items = k->items;
    const char *rule = sy_rule_of_payment(r->rule);

    if (!rule || (k->n && k->items[k->n - 1].row == r->row)) return SY_OK;
    if (!sy_grow(NULL, &items, &k->capacity, k->n, k->n + 1, sizeof *k->items)) {
        return sy_fail_nomem(err);
    }
    k->items = items;
    k->items[k->n++] = (rejected){r->row, rule};
    return SY_OK;
}

/* The first that stands at row or below it. */
static size_t first_from(const collector *k, uint32_t row)
{
    size_t low = 0, high = k->n;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (k->items[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void explain(sy_chain_gap *g, const collector *k, uint32_t row, uint32_t other)
{
    const uint32_t upper = row < other ? row : other, lower = row < other ? other : row;
    const size_t first = first_from(k, upper), end = first_from(k, lower);

    if (first == end) return;
    g->rejected = end - first;
    g->rejected_row = k->items[first].row;
    g->rejected_rule = k->items[first].rule;
}

/* Calls explain for the gaps inside this source; with NULL only asks whether there are any. */
static bool each_gap(sy_quality *q, const sy_source *source, const collector *k)
{
    bool any = false;

    for (size_t l = 0; l < q->n_ledgers; l++) {
        for (size_t i = 0; i < q->ledgers[l].n_gaps; i++) {
            sy_chain_gap *g = &q->ledgers[l].gaps[i];
            uint32_t row, other;
            if (sy_quality_row(q, g->before, &row) != source) continue;
            if (sy_quality_row(q, g->place, &other) != source) continue;
            any = true;
            if (k) explain(g, k, row, other);
        }
    }
    return any;
}

sy_status sy_gap_causes(sy_quality *q, sy_workspace *ws, sy_err *err)
{
    sy_status st = SY_OK;

    for (uint32_t i = 0; st == SY_OK && i < q->n_sources; i++) {
        const sy_source *source = &q->sources[i];
        collector k = {.items = NULL};
        if (source->rejected == 0 || !each_gap(q, source, NULL)) continue;
        st = sy_facts_rejects(ws, source->id, 0, take, &k, err);
        if (st == SY_OK) each_gap(q, source, &k);
        sy_drop(NULL, k.items);
    }
    return st;
}
