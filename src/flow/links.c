/* links.c - transfers sorted by their ends, then summed run by run. */
#include "flow/links.h"

#include <string.h>

#include "base/lang.h"
#include "base/money.h"
#include "base/radix.h"

typedef struct making {
    const sy_flow *f;
    const sy_links_wish *wish;
    uint64_t *order; /* what it is sorted by << 32 | transfer */
} making;

static uint32_t payer(const making *m, uint32_t t)
{
    return sy_node_of(m->f, m->wish, m->f->from[t], false);
}

static uint32_t payee(const making *m, uint32_t t)
{
    return sy_node_of(m->f, m->wish, m->f->to[t], true);
}

/* Two stable sorts: by the payee, then by the payer. */
static sy_status sort_by_ends(making *m, size_t n, const sy_alloc *al, sy_err *err)
{
    for (size_t i = 0; i < n; i++) {
        const uint32_t t = (uint32_t)m->order[i];
        m->order[i] = (uint64_t)payee(m, t) << 32 | t;
    }
    sy_status st = sy_radix_sort(&m->order, n, 32, al, err);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        const uint32_t t = (uint32_t)m->order[i];
        m->order[i] = (uint64_t)payer(m, t) << 32 | t;
    }
    return st == SY_OK ? sy_radix_sort(&m->order, n, 32, al, err) : st;
}

static sy_status too_large(sy_err *err)
{
    return sy_fail(err, SY_ELIMIT, N_("the sum of these rows is too large"));
}

static sy_status add(sy_link *l, int64_t at, int64_t amount, sy_err *err)
{
    if (!sy_minor_add(&l->amount, l->amount, amount)) return too_large(err);
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
                       to = payee(m, t);
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

/* What counts and is a link goes into the order; what moved within a node is summed at once. */
static sy_status pick(sy_links *l, making *m, size_t *n, sy_err *err)
{
    const sy_flow *f = m->f;

    for (uint32_t t = 0; t < f->n_transfers; t++) {
        if (!sy_links_has(f, m->wish, t)) continue;
        const uint32_t from = payer(m, t);
        sy_inner *inner = &l->inner[from];
        if (from != payee(m, t)) {
            m->order[(*n)++] = t;
            continue;
        }
        inner->n++;
        if (!sy_minor_add(&inner->amount, inner->amount, f->amount[t])) return too_large(err);
    }
    return SY_OK;
}

static sy_status make(sy_links *l, making *m, sy_err *err)
{
    size_t n = 0;

    m->order = sy_new_array(l->al, (size_t)m->f->n_transfers + 1, sizeof *m->order);
    l->inner = sy_new_array(l->al, l->n_nodes, sizeof *l->inner);
    if (!m->order || !l->inner) return sy_fail_nomem(err);
    memset(l->inner, 0, l->n_nodes * sizeof *l->inner);
    sy_status st = pick(l, m, &n, err);
    if (st == SY_OK) st = sort_by_ends(m, n, l->al, err);
    if (st != SY_OK) return st;
    l->items = sy_new_array(l->al, n + 1, sizeof *l->items);
    return l->items ? sum_runs(l, m, n, err) : sy_fail_nomem(err);
}

sy_status sy_links_make(sy_links **out, const sy_alloc *al, const sy_flow *f,
                        const sy_links_wish *wish, sy_err *err)
{
    making m = {.f = f, .wish = wish};
    sy_links *l = sy_new(al, sizeof *l);

    *out = NULL;
    if (!l) return sy_fail_nomem(err);
    l->al = al;
    l->n_groups = sy_links_groups(f, wish);
    l->n_nodes = l->n_groups + 2 * SY_OUTSIDE_KINDS + wish->n_folds;
    const sy_status st = make(l, &m, err);
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
    sy_drop(l->al, l->inner);
    sy_drop(l->al, l);
}
