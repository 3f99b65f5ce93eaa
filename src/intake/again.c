/* again.c - one walk over the rejects a table; they are few, or the file is
 * doubtful from end to end. */
#include "intake/again.h"

#include <stdlib.h>

#include "base/lang.h"

static void count_votes(sy_votes *v, const sy_findings *findings, size_t table)
{
    *v = (sy_votes){.blank = 0};
    for (const sy_findings *f = findings; f; f = f->next) sy_votes_add(v, &f->counts[table].votes);
}

static int by_number(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* ---- rows at the ends of batches ---- */

static bool is_told_by_row(sy_rule rule)
{
    return rule == SY_DIRECTION_MISSING || rule == SY_SIGN_AND_DIRECTION;
}

static bool needs_edges(const sy_findings *findings, size_t table)
{
    for (const sy_findings *f = findings; f; f = f->next) {
        for (size_t i = 0; i < f->n_rejects; i++) {
            const sy_reject *x = &f->rejects[i];
            if (x->table == table && is_told_by_row((sy_rule)x->rule)) return true;
        }
    }
    return false;
}

/* The edges of one table, for the second reading. */
static sy_status take_edges(sy_intake_table *t, size_t table, const sy_findings *findings,
                            sy_err *err)
{
    size_t n = 0;

    for (const sy_findings *f = findings; f; f = f->next) {
        for (size_t i = 0; i < f->n_edges; i++) n += f->edges[i].table == table;
    }
    t->edges = sy_new_array(NULL, n, sizeof *t->edges);
    if (!t->edges) return sy_fail_nomem(err);
    for (const sy_findings *f = findings; f; f = f->next) {
        for (size_t i = 0; i < f->n_edges; i++) {
            if (f->edges[i].table == table) t->edges[t->n_edges++] = f->edges[i];
        }
    }
    sy_edges_sort(t->edges, t->n_edges);
    return SY_OK;
}

/* The rows of its edges, whatever their ledgers; sorted. */
typedef struct ends {
    uint32_t *rows;
    size_t n;
} ends;

static sy_status list_ends(ends *e, const sy_intake_table *t, sy_err *err)
{
    e->rows = sy_new_array(NULL, t->n_edges, sizeof *e->rows);
    if (!e->rows) return sy_fail_nomem(err);
    for (size_t i = 0; i < t->n_edges; i++) e->rows[e->n++] = t->edges[i].row;
    if (e->n) qsort(e->rows, e->n, sizeof *e->rows, by_number);
    return SY_OK;
}

static bool is_near(const ends *e, uint32_t row)
{
    size_t low = 0, high = e->n; /* the first at row or below it in the file */

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (e->rows[middle] < row)
            low = middle + 1;
        else
            high = middle;
    }
    return (low < e->n && e->rows[low] - row <= SY_EDGE_ROWS) ||
           (low > 0 && row - e->rows[low - 1] <= SY_EDGE_ROWS);
}

static bool waits(const sy_reject *x, size_t table, const sy_intake_table *t, const ends *e)
{
    const sy_question q = sy_question_of((sy_rule)x->rule);

    if (x->table != table) return false;
    if (q != SY_QUESTIONS && t->decided[q].is_decided) return true;
    return is_told_by_row((sy_rule)x->rule) && is_near(e, x->row);
}

static sy_status take_back(sy_intake_table *t, size_t table, const ends *e, sy_findings *findings,
                           sy_err *err)
{
    size_t n = 0;

    for (const sy_findings *f = findings; f; f = f->next) {
        for (size_t i = 0; i < f->n_rejects; i++) n += waits(&f->rejects[i], table, t, e);
    }
    if (n == 0) return SY_OK;
    t->again = sy_new_array(NULL, n, sizeof *t->again);
    if (!t->again) return sy_fail_nomem(err);
    for (sy_findings *f = findings; f; f = f->next) {
        size_t kept = 0;
        for (size_t i = 0; i < f->n_rejects; i++) {
            if (waits(&f->rejects[i], table, t, e)) {
                t->again[t->n_again++] = f->rejects[i].row;
                f->counts[table].rows--;
                f->counts[table].rejected--;
            } else {
                f->rejects[kept++] = f->rejects[i];
            }
        }
        f->n_rejects = kept;
    }
    qsort(t->again, n, sizeof *t->again, by_number);
    return SY_OK;
}

static sy_status plan_table(sy_intake_table *t, size_t table, sy_findings *findings, sy_err *err)
{
    ends e = {.n = 0};
    sy_status st = SY_OK;

    if (needs_edges(findings, table)) {
        st = take_edges(t, table, findings, err);
        if (st == SY_OK) st = list_ends(&e, t, err);
    }
    if (st == SY_OK) st = take_back(t, table, &e, findings, err);
    sy_drop(NULL, e.rows);
    return st;
}

void sy_again_count(const sy_found_tables *tables, const sy_findings *findings)
{
    for (const sy_findings *f = findings; f; f = f->next) {
        for (size_t i = 0; i < tables->n; i++) {
            sy_decided *d = &tables->items[i]->decided[SY_ASK_BLANK];
            d->chosen += f->counts[i].told_again;
            d->is_decided = d->chosen == d->rows;
        }
    }
}

sy_status sy_again_plan(bool *any, const sy_found_tables *tables, sy_findings *findings,
                        sy_err *err)
{
    *any = false;
    for (size_t i = 0; i < tables->n; i++) {
        sy_intake_table *t = tables->items[i];
        sy_votes v;
        count_votes(&v, findings, i);
        sy_orient(&t->orientation, t->decided, &v);
        if (t->decided[SY_ASK_SUCCESS].contradicts) {
            return sy_fail(
                err, SY_EDATA,
                N_("%s: by its balances 0 means success and 1 failure, not the usual way "
                   "round; import it with --success 0=yes,1=no"),
                t->path);
        }
        sy_status st = plan_table(t, i, findings, err);
        if (st != SY_OK) return st;
        *any = *any || t->again;
    }
    return SY_OK;
}
