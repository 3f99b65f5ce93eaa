/* dossier.c - runs the five rules and collects. */
#include "report/dossier.h"

#include <stdlib.h>

static sy_status run_rules(sy_dossier *d, sy_rule shown, sy_err *err)
{
    sy_trace_query queries[SY_RULES];
    sy_trace *traces[SY_RULES];
    sy_matched *matched = NULL;

    /* The rule that is shown comes first: the pairs are those of the first question. */
    for (int i = 0; i < SY_RULES; i++) {
        queries[i] = sy_asked_query(d->asked, (sy_rule)((i + (int)shown) % SY_RULES));
        queries[i].summary = i > 0;
        queries[i].bounds = queries[i].all_bounds = i == 0;
    }
    sy_status st = sy_trace_together(traces, d->f, queries, SY_RULES, &matched, &d->n_matched, err);
    for (int i = 0; i < SY_RULES; i++) d->traces[(i + (int)shown) % SY_RULES] = traces[i];
    d->matched = matched;
    if (st != SY_OK) return st;
    d->shown = d->traces[shown];
    for (size_t i = 0; i < d->shown->n_seeds; i++) d->seeded += d->shown->seeded[i];
    return SY_OK;
}

/* The rows of all transfers with traced money, two places each at most. */
static sy_status find_rows(sy_dossier *d, sy_err *err)
{
    const sy_trace *trace = d->shown;
    uint32_t *places = sy_arena_get(d->arena, 2 * SY_DOSSIER_ROWS * sizeof *places);
    sy_evidence *found = NULL;
    size_t n = 0;

    d->rows = sy_arena_get(d->arena, SY_DOSSIER_ROWS * sizeof *d->rows);
    if (!places || !d->rows) return sy_fail_nomem(err);
    for (size_t i = 0; i < trace->n_transfers; i++) {
        uint32_t ends[2];
        const size_t n_ends = sy_places_of(d->f, trace->transfers[i].transfer, ends);
        if (trace->transfers[i].tainted == 0 || n_ends == 0) continue;
        if (d->n_rows == SY_DOSSIER_ROWS) {
            d->n_rows_left_out++;
            continue;
        }
        d->rows[d->n_rows++].traced = &trace->transfers[i];
        for (size_t k = 0; k < n_ends; k++) places[n++] = ends[k];
    }
    sy_status st = sy_case_evidence(d->t.c, &found, places, n, d->arena, err);
    for (size_t i = 0, k = 0; i < d->n_rows && st == SY_OK; i++) {
        const uint32_t x = d->rows[i].traced->transfer;
        uint32_t ends[2];
        const size_t n_ends = sy_places_of(d->f, x, ends);
        for (size_t e = 0; e < n_ends; e++, k++) {
            d->rows[i].rows[ends[e] == d->f->out_place[x] ? 0 : 1] = &found[k];
        }
    }
    return st;
}

sy_status sy_dossier_gather(sy_dossier *d, sy_case *c, const sy_asked *asked, sy_rule shown,
                            sy_arena *arena, sy_err *err)
{
    *d = (sy_dossier){.f = sy_case_flow(c), .arena = arena, .asked = asked};
    sy_status st = sy_telling_init(&d->t, c, arena, err);

    if (st == SY_OK) st = sy_case_get(sy_case_workspace(c), &d->facts, arena, err);
    if (st == SY_OK) st = sy_number_files(&d->files, &d->t, arena, err);
    if (st == SY_OK) st = run_rules(d, shown, err);
    if (st == SY_OK) {
        st =
            sy_destinations(&d->list, &d->n_list, &d->t, d->traces, SY_RULES, d->shown, arena, err);
    }
    if (st == SY_OK) {
        st = sy_breakpoints(&d->breakpoints, &d->n_breakpoints, d->f, d->shown, arena, err);
    }
    if (st == SY_OK) {
        st = sy_unproved_days(&d->unproved, &d->n_unproved, d->f, d->shown, arena, err);
    }
    if (st == SY_OK) st = sy_case_quality(c, &d->quality, arena, err);
    if (st == SY_OK) st = find_rows(d, err);
    return st;
}

void sy_dossier_dispose(sy_dossier *d)
{
    for (int rule = 0; rule < SY_RULES; rule++) sy_trace_free((sy_trace *)d->traces[rule]);
    sy_drop(NULL, (sy_matched *)d->matched);
}

static int by_transfer(const void *key, const void *item)
{
    const uint32_t a = *(const uint32_t *)key, b = ((const sy_dossier_row *)item)->traced->transfer;
    return a < b ? -1 : a > b;
}

size_t sy_dossier_row_number(const sy_dossier *d, uint32_t transfer)
{
    const sy_dossier_row *row =
        d->n_rows ? bsearch(&transfer, d->rows, d->n_rows, sizeof *row, by_transfer) : NULL;
    return row ? (size_t)(row - d->rows) + 1 : 0;
}
