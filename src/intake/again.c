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

static bool waits(const sy_reject *x, size_t table, const sy_intake_table *t)
{
    const sy_question q = sy_question_of((sy_rule)x->rule);
    return x->table == table && q != SY_QUESTIONS && t->decided[q].is_decided;
}

static int by_number(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static sy_status take_back(sy_intake_table *t, size_t table, sy_findings *findings, sy_err *err)
{
    size_t n = 0;

    for (const sy_findings *f = findings; f; f = f->next) {
        for (size_t i = 0; i < f->n_rejects; i++) n += waits(&f->rejects[i], table, t);
    }
    if (n == 0) return SY_OK;
    t->again = sy_new_array(NULL, n, sizeof *t->again);
    if (!t->again) return sy_fail_nomem(err);
    for (sy_findings *f = findings; f; f = f->next) {
        size_t kept = 0;
        for (size_t i = 0; i < f->n_rejects; i++) {
            if (waits(&f->rejects[i], table, t)) {
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
        sy_status st = take_back(t, i, findings, err);
        if (st != SY_OK) return st;
        *any = *any || t->again;
    }
    return SY_OK;
}
