/* clue_own.c - accounts in the debtor's name of which no statement is there, and pockets
 * (wealth products, deposits, 余额宝) of anybody in which money lies at the end. */
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "insight/clue_parts.h"

enum { LEAST_LEFT = 100000 }; /* fen: less in a pocket is small change */

/* ---- accounts ---- */

static bool is_supplied(const sy_scene *s, uint32_t party, const char *number)
{
    const sy_identity *who = &s->parties->items[party];

    for (size_t i = 0; i < who->n_accounts; i++) {
        const sy_party_account *a = &who->accounts[i];
        if (a->is_supplied && strcmp(a->number, number) == 0) return true;
    }
    return false;
}

/* What lies in a ledger after its last row. */
static int64_t left_in(const sy_flow *f, uint32_t ledger)
{
    int64_t left = 0;

    for (uint32_t row = f->row_begin[ledger]; row < f->row_begin[ledger + 1]; row++) {
        left += f->moved[row];
    }
    return left;
}

/* The ledger that others' statements make of an account; SY_NONE: none shows it. */
static uint32_t ledger_of(const sy_scene *s, const char *number)
{
    const uint32_t account = sy_case_find_account(s->c, sy_slice_of(number));
    return account == SY_NONE ? SY_NONE : sy_flow_first_ledger(s->f, account);
}

static sy_status add_rows(sy_clue_maker *m, uint32_t ledger, uint32_t asset, sy_err *err)
{
    const sy_flow *f = m->s->f;
    sy_status st = SY_OK;

    for (uint32_t row = f->row_begin[ledger]; st == SY_OK && row < f->row_begin[ledger + 1];
         row++) {
        const sy_scene_row r = sy_scene_row_at(m->s, ledger, row);
        if (f->flags[r.transfer] & SY_T_PSEUDO || sy_flow_is_reversed(f, r.transfer)) continue;
        const sy_clue_hit hit = {.row = {.transfer = r.transfer,
                                         .place = r.place != SY_NONE ? r.place : r.other_place,
                                         .ledger = ledger,
                                         .at = r.at,
                                         .amount = f->amount[r.transfer],
                                         .date_only = r.date_only,
                                         .comes_in = f->rows[row] & 1,
                                         .field = ""},
                                 .grade = 'C',
                                 .holder = m->assets[asset].holder,
                                 .asset = asset};
        st = sy_clue_add_hit(m, &hit, err);
    }
    return st;
}

static sy_status add_account(sy_clue_maker *m, uint32_t holder, const sy_party_account *a,
                             sy_err *err)
{
    const char *bank = a->bank && a->bank[0] ? a->bank : a->bank_hint;
    const bool is_registered = (a->opened && a->opened[0]) || (a->state && a->state[0]);
    const uint32_t ledger = ledger_of(m->s, a->number);
    const sy_clue_asset asset = {.asset = SY_ASSET_OWN_ACCOUNT,
                                 .holder = holder,
                                 .payee = sy_slice_of(bank ? bank : ""),
                                 .ledger = ledger,
                                 .account = sy_slice_of(a->number),
                                 .grade = is_registered ? 'A' : 'B',
                                 .is_frozen = sy_clue_is_frozen(m, a->number)};
    uint32_t number;
    sy_status st = sy_clue_add_asset(m, &asset, &number, err);

    if (st != SY_OK || ledger == SY_NONE) return st;
    return add_rows(m, ledger, number, err);
}

/* One of his with a statement, in which money lay at its end, where files say what is
 * frozen and it is not among that. */
static sy_status add_supplied(sy_clue_maker *m, uint32_t holder, const sy_party_account *a,
                              sy_err *err)
{
    const uint32_t ledger = ledger_of(m->s, a->number);
    uint32_t made;

    if (!m->knows_frozen || ledger == SY_NONE || sy_clue_is_frozen(m, a->number)) return SY_OK;
    const sy_clue_asset asset = {.asset = SY_ASSET_OWN_ACCOUNT,
                                 .holder = holder,
                                 .payee = sy_slice_of(a->bank ? a->bank : ""),
                                 .ledger = ledger,
                                 .account = sy_slice_of(a->number),
                                 .left = left_in(m->s->f, ledger),
                                 .grade = 'A',
                                 .is_supplied = true};
    return asset.left < LEAST_LEFT ? SY_OK : sy_clue_add_asset(m, &asset, &made, err);
}

static bool came_before(const sy_identity *who, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (strcmp(who->accounts[k].number, who->accounts[i].number) == 0) return true;
    }
    return false;
}

static sy_status accounts_of(sy_clue_maker *m, uint32_t party, sy_err *err)
{
    const sy_identity *who = &m->s->parties->items[party];
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < who->n_accounts; i++) {
        const sy_party_account *a = &who->accounts[i];
        if (strchr(a->number, '#')) continue; /* a pocket, or the other leg of an account */
        if (came_before(who, i)) continue;
        st = is_supplied(m->s, party, a->number) ? add_supplied(m, m->same[party], a, err)
                                                 : add_account(m, m->same[party], a, err);
    }
    return st;
}

/* ---- pockets ---- */

static sy_status add_pocket(sy_clue_maker *m, uint32_t ledger, sy_err *err)
{
    const sy_flow *f = m->s->f;
    const char *number = sy_flow_text(f, f->ledgers[ledger].number);
    const bool is_deposit = sy_slice_ends(sy_slice_of(number), SY_TEXT("#deposit"));
    const sy_clue_asset asset = {.asset = is_deposit ? SY_ASSET_DEPOSIT : SY_ASSET_WEALTH,
                                 .holder = sy_clue_holder_of(m, ledger),
                                 .payee = sy_slice_of(sy_flow_text(f, f->ledgers[ledger].bank)),
                                 .ledger = ledger,
                                 .account = sy_slice_of(number),
                                 .left = left_in(f, ledger),
                                 .grade = 'A'};
    uint32_t made;
    sy_status st;

    if (asset.left < LEAST_LEFT) return SY_OK;
    st = sy_clue_add_asset(m, &asset, &made, err);
    return st == SY_OK ? add_rows(m, ledger, made, err) : st;
}

sy_status sy_clue_own_accounts(sy_clue_maker *m, sy_err *err)
{
    const sy_scene *s = m->s;
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < s->n_debtors; i++) {
        st = accounts_of(m, s->debtors[i], err);
    }
    for (uint32_t l = 0; st == SY_OK && l < s->f->n_ledgers; l++) {
        if (s->f->ledgers[l].flags & SY_L_POCKET) st = add_pocket(m, l, err);
    }
    return st;
}
