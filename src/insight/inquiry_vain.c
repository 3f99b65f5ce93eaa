/* inquiry_vain.c - what a bank was asked for before and did not give: accounts that a task
 * file names and of which there is no statement, not even under the card's or the account's
 * other number. A task that names a person only says nothing of an account. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "insight/inquiry_parts.h"
#include "ledger/joined.h"
#include "ledger/tasks.h"

typedef struct vain {
    sy_asking *a;
    sy_task *tasks;    /* by number */
    uint32_t *account; /* by task: of the flow; SY_NONE */
    size_t n;
    uint32_t *known; /* items that account files have made, by account number */
    size_t n_known;
} vain;

/* ---- which accounts these are ---- */

/* Of facts, until find_accounts is done with them. */
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
    if (low < v->n && sy_slice_is(sy_slice_of(v->tasks[low].number), number)) v->account[low] = id;
    return SY_OK;
}

static sy_status find_accounts(vain *v, sy_err *err)
{
    sy_workspace *ws = sy_case_workspace(v->a->s->c);
    sy_aliases *aliases = NULL;

    v->account = sy_arena_get(v->a->s->arena, v->n * sizeof *v->account);
    if (!v->account) return sy_fail_nomem(err);
    for (size_t i = 0; i < v->n; i++) v->account[i] = SY_NONE;
    sy_status st = sy_facts_accounts(ws, see_number, v, err);
    if (st == SY_OK) st = sy_joined_aliases(&aliases, NULL, ws, err);
    for (size_t i = 0; i < v->n && st == SY_OK; i++) {
        if (v->account[i] != SY_NONE) v->account[i] = sy_aliases_account(aliases, v->account[i]);
    }
    sy_aliases_free(aliases);
    return st == SY_OK ? sy_ask_number(v->a, v->account, v->n, err) : st;
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

static int by_account(const void *x, const void *y, void *ctx)
{
    const sy_inquiry *items = ctx;
    return strcmp(items[*(const uint32_t *)x].account, items[*(const uint32_t *)y].account);
}

static sy_status sort_known(vain *v, sy_err *err)
{
    v->n_known = v->a->n;
    v->known = sy_arena_get(v->a->s->arena, (v->n_known + 1) * sizeof *v->known);
    if (!v->known) return sy_fail_nomem(err);
    for (uint32_t i = 0; i < v->n_known; i++) v->known[i] = i;
    qsort_r(v->known, v->n_known, sizeof *v->known, by_account, v->a->items);
    return SY_OK;
}

static sy_inquiry *find_known(const vain *v, const char *number)
{
    size_t low = 0, high = v->n_known;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(v->a->items[v->known[middle]].account, number) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == v->n_known || strcmp(v->a->items[v->known[low]].account, number) != 0) return NULL;
    return &v->a->items[v->known[low]];
}

static sy_status ask(vain *v, size_t task, sy_err *err)
{
    const sy_task *t = &v->tasks[task];
    const uint32_t account = v->account[task];
    sy_inquiry *i;

    if (account != SY_NONE && v->a->is_supplied[account]) return SY_OK;
    i = account != SY_NONE ? sy_ask_of_account(v->a, account) : find_known(v, t->number);
    if (account != SY_NONE && !i) return sy_fail_nomem(err);
    if (!i) return t->is_account ? ask_again(v->a, t, err) : SY_OK;
    sy_ask_because(i, SY_ASK_IN_VAIN);
    i->answer = t->result;
    return SY_OK;
}

sy_status sy_ask_in_vain(sy_asking *a, sy_err *err)
{
    vain v = {.a = a};
    sy_status st = sy_tasks(&v.tasks, &v.n, a->registry, a->s->arena, err);

    if (st == SY_OK && v.n) st = find_accounts(&v, err);
    if (st == SY_OK && v.n) st = sort_known(&v, err);
    for (size_t i = 0; i < v.n && st == SY_OK; i++) st = ask(&v, i, err);
    return st;
}
