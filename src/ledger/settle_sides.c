/* settle_sides.c - both sides of one transfer (match.h), of the rows that are
 * still free and whose other side has a statement. */
#include <stdlib.h>

#include "ledger/map.h"
#include "ledger/settle.h"

/* A person's pair must still make sense: money out, no more money in. */
bool sy_settle_decided_sides(sy_settler *s, const sy_decided *d)
{
    const sy_case_tables *t = s->t;

    if (!sy_settle_is_free(s, d->a) || !sy_settle_is_free(s, d->b)) return false;
    if ((t->flags[d->a] | t->flags[d->b]) & SY_ENTRY_TRANSFER) return false;
    if (t->amount[d->a] >= 0 || t->amount[d->b] <= 0) return false;
    if (t->amount[d->a] == INT64_MIN || -t->amount[d->a] < t->amount[d->b]) return false;
    sy_settle_join(s, d->a, d->b);
    return true;
}

static bool may_have_other_side(const sy_settler *s, size_t place)
{
    const sy_case_tables *t = s->t;
    const uint32_t other = t->outside[place] & SY_NO_ACCOUNT ? 0 : t->other[place];

    return sy_settle_is_free(s, place) && t->amount[place] != 0 && t->amount[place] != INT64_MIN &&
           other != 0 && t->accounts[other].has_statement && !(t->flags[place] & SY_ENTRY_TRANSFER);
}

/* Currencies get numbers in the order of their first ledger: only equality counts. */
static sy_status number_currencies(const sy_settler *s, uint32_t **number)
{
    const sy_case_tables *t = s->t;
    uint32_t *firsts = sy_new_array(s->al, t->n_ledgers, sizeof *firsts);
    size_t n = 0;

    *number = sy_new_array(s->al, t->n_ledgers, sizeof **number);
    if (!firsts || !*number) {
        sy_drop(s->al, firsts);
        return sy_fail_nomem(s->err);
    }
    for (uint32_t l = 0; l < t->n_ledgers; l++) {
        size_t k = 0;
        while (k < n && !sy_slice_is(t->ledgers[firsts[k]].currency, t->ledgers[l].currency)) k++;
        if (k == n) firsts[n++] = l;
        (*number)[l] = (uint32_t)k;
    }
    sy_drop(s->al, firsts);
    return SY_OK;
}

/* A payment by card that a wallet shows as well is the wallet's for its payee. */
static sy_status list_wallets(const sy_settler *s, sy_map *wallet_of)
{
    sy_status st = SY_OK;
    for (size_t i = 0; st == SY_OK && i < s->t->n_pictures; i++) {
        st =
            sy_map_put(wallet_of, s->t->pictures[i].card, s->t->pictures[i].wallet_account, s->err);
    }
    return st;
}

static sy_status collect_legs(const sy_settler *s, sy_leg **legs, size_t *n)
{
    const sy_case_tables *t = s->t;
    uint32_t *currency = NULL;
    sy_map wallet_of = {.al = s->al};
    sy_status st = number_currencies(s, &currency);

    *n = 0;
    if (st == SY_OK) st = list_wallets(s, &wallet_of);
    for (size_t p = 0; st == SY_OK && p < t->n; p++) *n += may_have_other_side(s, p);
    *legs = st == SY_OK ? sy_new_array(s->al, *n, sizeof **legs) : NULL;
    if (st == SY_OK && !*legs) st = sy_fail_nomem(s->err);
    *n = 0;
    for (size_t p = 0; st == SY_OK && p < t->n; p++) {
        if (!may_have_other_side(s, p)) continue;
        const uint32_t l = t->ledger[p];
        uint32_t own = t->ledgers[l].account;
        sy_map_get(&wallet_of, p, &own);
        (*legs)[(*n)++] = (sy_leg){.place = (uint32_t)p,
                                   .own = own,
                                   .other = t->other[p],
                                   .currency = currency[l],
                                   .at = t->at[p],
                                   .amount = t->amount[p],
                                   .date_only = t->flags[p] & SY_ENTRY_DATE_ONLY};
    }
    sy_drop(s->al, currency);
    sy_drop(s->al, wallet_of.cells);
    return st;
}

sy_status sy_settle_sides(sy_settler *s)
{
    sy_match_result found = {.al = s->al};
    sy_pair *rejected = NULL;
    sy_leg *legs = NULL;
    size_t n = 0, n_rejected = 0;
    sy_status st = sy_settle_rejected(s, SY_MATCH_SIDES, &rejected, &n_rejected);

    if (st == SY_OK) st = collect_legs(s, &legs, &n);
    if (st == SY_OK) {
        st = sy_match_legs(&found, legs, n, rejected, n_rejected, s->al, s->err);
    }
    for (size_t i = 0; st == SY_OK && i < found.n; i++) {
        if (found.pairs[i].confirmed) sy_settle_join(s, found.pairs[i].out, found.pairs[i].in);
        st = sy_settle_note(s, SY_MATCH_SIDES, found.pairs[i], false);
    }
    sy_drop(s->al, legs);
    sy_drop(s->al, rejected);
    sy_drop(s->al, found.pairs);
    return st;
}
