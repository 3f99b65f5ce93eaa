/* inquiry_numbers.c - from accounts of the facts to those of the flow: one pass to know how
 * many there are, one to look up those that are wanted. */
#include "insight/inquiry_parts.h"

typedef struct numbering {
    const sy_asking *a;
    uint32_t *account; /* by account of facts: of the flow; SY_NONE where not wanted or not there */
    bool *wanted;
    size_t n;
} numbering;

static sy_status count_account(void *ctx, uint32_t id, sy_slice number, sy_err *err)
{
    numbering *m = ctx;

    (void)number, (void)err;
    if (id >= m->n) m->n = (size_t)id + 1;
    return SY_OK;
}

static sy_status find_account(void *ctx, uint32_t id, sy_slice number, sy_err *err)
{
    numbering *m = ctx;

    (void)err;
    m->account[id] = m->wanted[id] ? sy_case_find_account(m->a->s->c, number) : SY_NONE;
    return SY_OK;
}

sy_status sy_ask_number(const sy_asking *a, uint32_t *accounts, size_t n, sy_err *err)
{
    sy_workspace *ws = sy_case_workspace(a->s->c);
    sy_arena *arena = a->s->arena;
    numbering m = {.a = a};
    sy_status st = sy_facts_accounts(ws, count_account, &m, err);

    m.account = sy_arena_get(arena, (m.n + 1) * sizeof *m.account);
    m.wanted = sy_arena_get(arena, m.n + 1);
    if (st == SY_OK && (!m.account || !m.wanted)) st = sy_fail_nomem(err);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        if (accounts[i] < m.n) m.wanted[accounts[i]] = true;
    }
    if (st == SY_OK) st = sy_facts_accounts(ws, find_account, &m, err);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        accounts[i] = accounts[i] < m.n ? m.account[accounts[i]] : SY_NONE;
    }
    return st;
}
