/* links.c - transfers sorted by their ends, then summed run by run. */
#include "flow/links.h"

#include "base/lang.h"
#include "base/radix.h"

typedef struct making {
    const sy_flow *f;
    const sy_links_wish *wish;
    uint32_t n_groups;
    uint64_t *order; /* what it is sorted by << 32 | transfer */
} making;

static uint32_t node_of(const making *m, uint32_t end, bool is_payee)
{
    if (sy_is_outside(end)) return sy_node_outside(m->n_groups, sy_outside_kind(end), is_payee);
    const uint32_t account = m->f->ledgers[end].account;
    return m->wish->group_of ? m->wish->group_of[account] : account;
}

static bool fits(const making *m, uint32_t t)
{
    const sy_flow *f = m->f;
    const int64_t at = sy_flow_at(f, t);

    return !(f->flags[t] & SY_T_PSEUDO) && at >= m->wish->since && at <= m->wish->until &&
           f->amount[t] >= m->wish->least;
}

/* Two stable sorts: by the payee, then by the payer. */
static sy_status sort_by_ends(making *m, size_t n, const sy_alloc *al, sy_err *err)
{
    for (size_t i = 0; i < n; i++) {
        const uint32_t t = (uint32_t)m->order[i];
        m->order[i] = (uint64_t)node_of(m, m->f->to[t], true) << 32 | t;
    }
    sy_status st = sy_radix_sort(&m->order, n, 32, al, err);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        const uint32_t t = (uint32_t)m->order[i];
        m->order[i] = (uint64_t)node_of(m, m->f->from[t], false) << 32 | t;
    }
    return st == SY_OK ? sy_radix_sort(&m->order, n, 32, al, err) : st;
}

static sy_status add(sy_link *l, int64_t at, int64_t amount, sy_err *err)
{
    if (__builtin_add_overflow(l->amount, amount, &l->amount))
        return sy_fail(err, SY_ELIMIT, N_("the sum of these rows is too large"));
    l->n++;
    if (at < l->first) l->first = at;
    if (at > l->last) l->last = at;
    return SY_OK;
}

static sy_status sum_runs(sy_links *l, const making *m, size_t n, sy_err *err)
{
    const sy_flow *f = m->f;
    sy_status st = SY_OK;

    for (size_t i = 0; i < n && st == SY_OK; i++) {
        const uint32_t t = (uint32_t)m->order[i], from = (uint32_t)(m->order[i] >> 32),
                       to = node_of(m, f->to[t], true);
        sy_link *last = l->n ? &l->items[l->n - 1] : NULL;
        const int64_t at = sy_flow_at(f, t);
        if (!last || last->from != from || last->to != to) {
            last = &l->items[l->n++];
            *last = (sy_link){.from = from, .to = to, .first = at, .last = at};
        }
        st = add(last, at, f->amount[t], err);
    }
    return st;
}

sy_status sy_links_make(sy_links **out, const sy_alloc *al, const sy_flow *f,
                        const sy_links_wish *wish, sy_err *err)
{
    making m = {.f = f, .wish = wish};
    sy_links *l = sy_new(al, sizeof *l);
    sy_status st = SY_OK;
    size_t n = 0;

    *out = NULL;
    if (!l) return sy_fail_nomem(err);
    l->al = al;
    m.n_groups = l->n_groups = wish->group_of ? wish->n_groups : f->n_accounts;
    m.order = sy_new_array(al, (size_t)f->n_transfers + 1, sizeof *m.order);
    if (!m.order) st = sy_fail_nomem(err);
    for (uint32_t t = 0; st == SY_OK && t < f->n_transfers; t++) {
        if (fits(&m, t) && node_of(&m, f->from[t], false) != node_of(&m, f->to[t], true))
            m.order[n++] = t;
    }
    if (st == SY_OK) st = sort_by_ends(&m, n, al, err);
    if (st == SY_OK) {
        l->items = sy_new_array(al, n + 1, sizeof *l->items);
        st = l->items ? sum_runs(l, &m, n, err) : sy_fail_nomem(err);
    }
    sy_drop(al, m.order);
    if (st == SY_OK)
        *out = l;
    else
        sy_links_free(l);
    return st;
}

void sy_links_free(sy_links *l)
{
    if (!l) return;
    sy_drop(l->al, l->items);
    sy_drop(l->al, l);
}
