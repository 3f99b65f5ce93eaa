/* unproved.c - the complement of the proved days, ledger by ledger. */
#include "flow/unproved.h"

#include "base/civil.h"

static size_t complement(sy_unproved *out, const sy_flow *f, uint32_t ledger, int64_t first)
{
    const int32_t last = (int32_t)sy_day_of(f->ledgers[ledger].as_of);
    int32_t next = (int32_t)sy_day_of(first);
    size_t n = 0;

    for (uint32_t i = f->proved_begin[ledger]; i < f->proved_begin[ledger + 1]; i++) {
        const sy_days *p = &f->proved[i];
        if (p->to < next || next > last) continue;
        if (p->from > next) {
            const int32_t to = p->from - 1 < last ? p->from - 1 : last;
            out[n++] = (sy_unproved){ledger, {next, to}};
        }
        next = p->to + 1;
    }
    if (next <= last) out[n++] = (sy_unproved){ledger, {next, last}};
    return n;
}

sy_status sy_unproved_days(sy_unproved **list, size_t *n, const sy_flow *f, const sy_trace *trace,
                           sy_arena *arena, sy_err *err)
{
    int64_t *first = sy_new_array(NULL, f->n_ledgers, sizeof *first);
    size_t most = 0;
    sy_status st = SY_OK;

    *list = NULL;
    *n = 0;
    if (!first) return sy_fail_nomem(err);
    for (uint32_t l = 0; l < f->n_ledgers; l++) first[l] = INT64_MAX;
    for (size_t i = 0; i < trace->n_transfers && !f->closed_world; i++) {
        const uint32_t x = trace->transfers[i].transfer, to = f->to[x];
        if (trace->transfers[i].tainted == 0 || sy_is_outside(to)) continue;
        if (f->ledgers[to].flags & (SY_L_UNSUPPLIED | SY_L_CLOSED)) continue;
        if (first[to] == INT64_MAX) most += f->proved_begin[to + 1] - f->proved_begin[to] + 1;
        if (sy_flow_at(f, x) < first[to]) first[to] = sy_flow_at(f, x);
    }
    *list = sy_arena_get(arena, most * sizeof **list);
    if (!*list) st = sy_fail_nomem(err);
    for (uint32_t l = 0; l < f->n_ledgers && st == SY_OK; l++) {
        if (first[l] != INT64_MAX) *n += complement(*list + *n, f, l, first[l]);
    }
    sy_drop(NULL, first);
    return st;
}
