/* questions.c - what is suspected, by what is at stake. */
#include <stdlib.h>
#include <string.h>

#include "ledger/case.h"

static int by_amount(const void *a, const void *b)
{
    const sy_open_question *x = a, *y = b;

    if (x->amount != y->amount) return x->amount > y->amount ? -1 : 1;
    if (!x->match != !y->match) return x->match ? 1 : -1; /* accounts first */
    if (!x->match) return strcmp(x->join->a, y->join->a);
    return x->match < y->match ? -1
                               : x->match > y->match; /* their order is the same in every run */
}

sy_status sy_open_questions(sy_open_question **list, size_t *n, size_t *n_asked,
                            const sy_quality *q, sy_arena *arena, sy_err *err)
{
    *n = *n_asked = 0;
    *list = sy_arena_get(arena, (q->n_matches + q->n_joins + 1) * sizeof **list);
    if (!*list) return sy_fail_nomem(err);
    for (size_t i = 0; i < q->n_joins; i++) {
        if (q->joins[i].state != SY_MATCH_SUSPECTED) continue;
        (*list)[(*n)++] = (sy_open_question){.join = &q->joins[i], .amount = q->joins[i].amount};
    }
    for (size_t i = 0; i < q->n_matches; i++) {
        if (q->matches[i].state != SY_MATCH_SUSPECTED) continue;
        (*list)[(*n)++] =
            (sy_open_question){.match = &q->matches[i], .amount = q->matches[i].amount};
    }
    qsort(*list, *n, sizeof **list, by_amount);
    *n_asked = *n < SY_QUESTIONS_AT_ONCE ? *n : SY_QUESTIONS_AT_ONCE;
    return SY_OK;
}
