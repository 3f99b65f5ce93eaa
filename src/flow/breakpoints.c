/* breakpoints.c - sums over the sinks of a trace, with the arrivals that brought them. */
#include "flow/breakpoints.h"

#include <stdlib.h>

static int by_amount(const void *a, const void *b)
{
    const sy_breakpoint *x = a, *y = b;
    if (x->amount != y->amount) return x->amount > y->amount ? -1 : 1;
    return x->ledger < y->ledger ? -1 : x->ledger > y->ledger;
}

static void arrive(sy_breakpoint *b, const sy_flow *f, uint32_t transfer)
{
    const int64_t at = sy_flow_at(f, transfer);

    b->arrivals++;
    if (at < b->first) b->first = at;
    if (at > b->last) b->last = at;
    if (!(f->flags[transfer] & SY_T_DATE_ONLY)) b->precision = SY_SECOND;
}

sy_status sy_breakpoints(sy_breakpoint **list, size_t *n, const sy_flow *f, const sy_trace *trace,
                         sy_arena *arena, sy_err *err)
{
    uint32_t *slot = NULL; /* of a ledger: its place in the list plus 1 */

    *n = 0;
    *list = sy_arena_get(arena, trace->n_sinks * sizeof **list);
    slot = sy_new_array(NULL, f->n_ledgers, sizeof *slot);
    if (!*list || !slot) {
        sy_drop(NULL, slot);
        return sy_fail_nomem(err);
    }
    for (size_t i = 0; i < trace->n_sinks; i++) {
        const sy_sink *s = &trace->sinks[i];
        if (s->kind != SY_SINK_UNSUPPLIED) continue;
        if (!slot[s->ledger]) {
            (*list)[(*n)++] = (sy_breakpoint){
                .ledger = s->ledger, .first = INT64_MAX, .last = INT64_MIN, .precision = SY_DATE};
            slot[s->ledger] = (uint32_t)*n;
        }
        (*list)[slot[s->ledger] - 1].amount += s->amount; /* all of what was seeded: it fits */
    }
    for (size_t i = 0; i < trace->n_transfers; i++) {
        const uint32_t x = trace->transfers[i].transfer;
        if (sy_is_outside(f->to[x]) || !slot[f->to[x]] || trace->transfers[i].tainted == 0)
            continue;
        arrive(&(*list)[slot[f->to[x]] - 1], f, x);
    }
    sy_drop(NULL, slot);
    qsort(*list, *n, sizeof **list, by_amount);
    return SY_OK;
}
