/* inquiry_known.c - accounts that are known and without a statement: the debtor's and his
 * household's wherever a row or a file shows them, and all that account files list. */
#include <string.h>

#include "base/lang.h"
#include "insight/inquiry_parts.h"

static uint32_t reasons_of(const sy_asking *a, sy_slice number, sy_relation relation)
{
    uint32_t reasons = 0;

    if (relation == SY_RELATION_DEBTOR) reasons |= 1u << SY_ASK_OWN;
    if (sy_relation_is_household(relation)) reasons |= 1u << SY_ASK_HOUSEHOLD;
    if (sy_registry_account(a->registry, number, 0)) reasons |= 1u << SY_ASK_LISTED;
    return reasons;
}

static sy_relation relation_of(const sy_asking *a, uint32_t party)
{
    return party == SY_NONE ? SY_RELATION_NONE : a->s->relation[party];
}

/* Accounts with rows, if only in others' statements. */
static sy_status look_at_rows(sy_asking *a, sy_err *err)
{
    for (uint32_t account = 0; account < a->f->n_accounts; account++) {
        const char *number =
            sy_flow_text(a->f, a->f->ledgers[sy_flow_first_ledger(a->f, account)].number);
        if (a->is_supplied[account] || strchr(number, '#')) continue;
        const uint32_t reasons =
            reasons_of(a, sy_slice_of(number), relation_of(a, a->s->party_of[account]));
        if (!reasons) continue;
        sy_inquiry *i = sy_ask_of_account(a, account);
        if (!i) return sy_fail_nomem(err);
        i->reasons |= reasons;
    }
    return SY_OK;
}

/* Accounts that only files name. */
static sy_status look_at_files(sy_asking *a, sy_err *err)
{
    for (uint32_t p = 0; p < a->s->parties->n; p++) {
        const sy_identity *who = &a->s->parties->items[p];
        for (size_t k = 0; k < who->n_accounts; k++) {
            const sy_party_account *c = &who->accounts[k];
            if (c->rows || c->is_supplied) continue;
            if (k && strcmp(who->accounts[k - 1].number, c->number) == 0) continue; /* currency */
            const uint32_t reasons = reasons_of(a, sy_slice_of(c->number), a->s->relation[p]);
            sy_inquiry *i = reasons ? sy_ask_new(a, SY_INQUIRY_STATEMENT, SY_NONE) : NULL;
            if (reasons && !i) return sy_fail_nomem(err);
            if (!i) continue;
            i->account = c->number;
            i->party = p;
            i->reasons = reasons;
            if (c->holder) i->holder = c->holder;
        }
    }
    return SY_OK;
}

sy_status sy_ask_known(sy_asking *a, sy_err *err)
{
    sy_status st = look_at_rows(a, err);
    return st == SY_OK ? look_at_files(a, err) : st;
}
