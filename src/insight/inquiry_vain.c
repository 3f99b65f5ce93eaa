/* inquiry_vain.c - what a bank was asked for before and did not give: accounts that a task
 * file names and of which there is no statement, not even under the card's or the account's
 * other number. A task that names a person only says nothing of an account. */
#include <string.h>

#include "base/lang.h"
#include "insight/inquiry_parts.h"
#include "ledger/joined.h"
#include "ledger/tasks.h"

typedef struct vain {
    sy_asking *a;
    sy_task *tasks;    /* by number */
    uint32_t *fact;    /* by task: account of facts; SY_NONE: no row has it */
    uint32_t *account; /* by task: of the flow; SY_NONE */
    size_t n;
} vain;

/* ---- which accounts these are ---- */

static sy_status see_number(void *ctx, uint32_t id, sy_slice number, sy_err *err)
{
    vain *v = ctx;
    size_t low = 0, high = v->n;

    (void)err;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (sy_slice_compare(sy_slice_of(v->tasks[middle].number), number) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < v->n && sy_slice_is(sy_slice_of(v->tasks[low].number), number)) v->fact[low] = id;
    return SY_OK;
}

static sy_status see_account(void *ctx, uint32_t id, sy_slice number, sy_err *err)
{
    vain *v = ctx;

    (void)err;
    for (size_t i = 0; i < v->n; i++) {
        if (v->fact[i] == id) v->account[i] = sy_case_find_account(v->a->s->c, number);
    }
    return SY_OK;
}

static sy_status find_accounts(vain *v, sy_err *err)
{
    sy_workspace *ws = sy_case_workspace(v->a->s->c);
    sy_arena *arena = v->a->s->arena;
    sy_aliases *aliases = NULL;

    v->fact = sy_arena_get(arena, v->n * sizeof *v->fact);
    v->account = sy_arena_get(arena, v->n * sizeof *v->account);
    if (!v->fact || !v->account) return sy_fail_nomem(err);
    for (size_t i = 0; i < v->n; i++) v->fact[i] = v->account[i] = SY_NONE;
    sy_status st = sy_facts_accounts(ws, see_number, v, err);
    if (st == SY_OK) st = sy_joined_aliases(&aliases, NULL, ws, err);
    for (size_t i = 0; i < v->n && st == SY_OK; i++) {
        if (v->fact[i] != SY_NONE) v->fact[i] = sy_aliases_account(aliases, v->fact[i]);
    }
    sy_aliases_free(aliases);
    return st == SY_OK ? sy_facts_accounts(ws, see_account, v, err) : st;
}

/* ---- items ---- */

static sy_status ask_again(sy_asking *a, const sy_task *t, sy_err *err)
{
    sy_inquiry *i = sy_ask_new(a, SY_INQUIRY_STATEMENT, SY_NONE);

    if (!i) return sy_fail_nomem(err);
    i->account = t->number;
    i->holder = t->holder;
    i->bank = t->bank;
    i->answer = t->result;
    sy_ask_because(i, SY_ASK_IN_VAIN);
    if (t->has_days) sy_ask_days(i, t->from, t->to);
    return SY_OK;
}

/* An item that an account file's word has made; n_known of them there were. */
static sy_inquiry *find_listed(const sy_asking *a, size_t n_known, const sy_task *t)
{
    for (size_t i = 0; i < n_known; i++) {
        if (strcmp(a->items[i].account, t->number) == 0) return &a->items[i];
    }
    return NULL;
}

static sy_status ask(sy_asking *a, size_t n_known, const sy_task *t, uint32_t account, sy_err *err)
{
    sy_inquiry *i;

    if (account != SY_NONE && a->is_supplied[account]) return SY_OK;
    i = account != SY_NONE ? sy_ask_of_account(a, account) : find_listed(a, n_known, t);
    if (account != SY_NONE && !i) return sy_fail_nomem(err);
    if (!i) return t->is_account ? ask_again(a, t, err) : SY_OK;
    sy_ask_because(i, SY_ASK_IN_VAIN);
    i->answer = t->result;
    return SY_OK;
}

sy_status sy_ask_in_vain(sy_asking *a, sy_err *err)
{
    vain v = {.a = a};
    sy_status st = sy_tasks(&v.tasks, &v.n, a->registry, a->s->arena, err);

    if (st == SY_OK && v.n) st = find_accounts(&v, err);
    const size_t n_known = a->n;
    for (size_t i = 0; i < v.n && st == SY_OK; i++) {
        st = ask(a, n_known, &v.tasks[i], v.account[i], err);
    }
    return st;
}
