/* inquiry_wallets.c - what people have at payment firms. A bank's row says "财付通" and
 * hides the payee; the wallet's own statement names him. It is asked for by person: the
 * numbers in the bank's row are the firm's or a merchant's. Where rows of a person already
 * have a wallet's picture beside them, his statement of that firm is there. */
#include <string.h>

#include "base/lang.h"
#include "base/money.h"
#include "insight/inquiry_parts.h"
#include "ledger/map.h"

enum { UNJUDGED = 254, FIRM_BITS = 8 };

typedef struct wallets {
    sy_asking *a;
    uint8_t *firm_of; /* by text */
    sy_map slots;     /* (account's party or account, firm) -> item + 1; 0: it is supplied */
} wallets;

static unsigned judge(wallets *w, uint32_t text)
{
    if (w->firm_of[text] == UNJUDGED) {
        w->firm_of[text] = (uint8_t)sy_inquiry_firm(&w->a->dict, w->a->s->texts[text]);
    }
    return w->firm_of[text];
}

/* Of a payment to a firm that hides the payee, or out of one; SY_NO_FIRM for the rest. */
static unsigned firm_of(wallets *w, uint32_t place)
{
    static const sy_entry_text where[] = {SY_OTHER_NAME, SY_MERCHANT, SY_SUMMARY, SY_NOTE};
    unsigned firm = SY_NO_FIRM;

    for (int i = 0; i < 4 && firm == SY_NO_FIRM; i++) {
        firm = judge(w, w->a->s->word[where[i]][place]);
    }
    return firm;
}

static bool is_wanted(const wallets *w, uint32_t x, uint32_t *ledger, uint32_t *place)
{
    const sy_flow *f = w->a->f;
    const uint32_t from = f->from[x], to = f->to[x];

    if (f->flags[x] & SY_T_PSEUDO) return false;
    *ledger = to == SY_OUTSIDE + SY_OUT_MERCHANT ? from : to;
    if (to != SY_OUTSIDE + SY_OUT_MERCHANT && from != SY_OUTSIDE + SY_OUT_MERCHANT) return false;
    *place = to == SY_OUTSIDE + SY_OUT_MERCHANT ? f->out_place[x] : f->in_place[x];
    return !sy_is_outside(*ledger) && *place != SY_NONE;
}

static uint64_t key_of(const wallets *w, uint32_t account, unsigned firm)
{
    const uint32_t party = w->a->s->party_of[account];
    const uint64_t who = party == SY_NONE ? (1ull << 32 | account) : party;

    return who << FIRM_BITS | firm;
}

/* The wallets whose statements are there. */
static sy_status find_supplied(wallets *w, sy_err *err)
{
    const sy_flow *f = w->a->f;
    sy_status st = SY_OK;

    for (uint32_t x = 0; x < f->n_transfers && st == SY_OK; x++) {
        uint32_t ledger, place;
        if (!is_wanted(w, x, &ledger, &place)) continue;
        if (f->to[x] != SY_OUTSIDE + SY_OUT_MERCHANT || f->in_place[x] == SY_NONE) continue;
        const unsigned firm = firm_of(w, place);
        if (firm == SY_NO_FIRM) continue;
        st = sy_map_put(&w->slots, key_of(w, f->ledgers[ledger].account, firm), 0, err);
    }
    return st;
}

static sy_relation relation_of(const sy_asking *a, uint32_t account)
{
    const uint32_t party = a->s->party_of[account];
    return party == SY_NONE ? SY_RELATION_NONE : a->s->relation[party];
}

static bool is_near(const sy_asking *a, uint32_t account)
{
    const sy_relation r = relation_of(a, account);
    return r == SY_RELATION_DEBTOR || sy_relation_is_household(r);
}

/* Whose: a person's, where the account's holder is known as one. */
static sy_status make(wallets *w, uint64_t key, uint32_t account, unsigned firm, uint32_t *slot,
                      sy_err *err)
{
    sy_inquiry *i = sy_ask_new(w->a, SY_INQUIRY_WALLET, account);

    if (!i) return sy_fail_nomem(err);
    if (i->party != SY_NONE) i->account = "";
    i->bank = w->a->dict.firms[firm];
    if (relation_of(w->a, account) == SY_RELATION_DEBTOR) sy_ask_because(i, SY_ASK_OWN);
    if (sy_relation_is_household(relation_of(w->a, account))) sy_ask_because(i, SY_ASK_HOUSEHOLD);
    i->has_bounds = true;
    *slot = (uint32_t)w->a->n;
    return sy_map_put(&w->slots, key, *slot, err);
}

static void count(sy_asking *a, sy_inquiry *i, uint32_t x)
{
    const bool goes = a->f->to[x] == SY_OUTSIDE + SY_OUT_MERCHANT;
    const int64_t at = sy_flow_at(a->f, x);
    const int32_t day = (int32_t)sy_day_of(at);

    i->rows++;
    /* As the wallet sees it: what the bank paid came in. */
    if (!sy_minor_add(goes ? &i->in : &i->out, goes ? i->in : i->out, a->f->amount[x])) {
        *(goes ? &i->in : &i->out) = INT64_MAX;
    }
    if (at >= a->s->since) sy_ask_days(i, day, day);
}

/* One item for each person and firm: of the debtor and his household whatever they paid, of
 * others where traced money went. */
static sy_status find_missing(wallets *w, sy_err *err)
{
    sy_asking *a = w->a;
    const sy_flow *f = a->f;
    sy_status st = SY_OK;

    for (uint32_t x = 0; x < f->n_transfers && st == SY_OK; x++) {
        uint32_t ledger, place, slot = 0;
        if (!is_wanted(w, x, &ledger, &place)) continue;
        const sy_traced *traced = sy_scene_traced(a->s, SY_FIFO, x);
        const bool goes = f->to[x] == SY_OUTSIDE + SY_OUT_MERCHANT;
        const uint32_t account = f->ledgers[ledger].account;
        const bool counts = is_near(a, account) || (goes && traced && traced->tainted > 0);
        const unsigned firm = counts ? firm_of(w, place) : SY_NO_FIRM;
        if (firm == SY_NO_FIRM) continue;
        const uint64_t key = key_of(w, account, firm);
        const bool is_known = sy_map_get(&w->slots, key, &slot);
        if (is_known && slot == 0) continue;
        if (!is_known) st = make(w, key, account, firm, &slot, err);
        if (st != SY_OK) break;
        count(a, &a->items[slot - 1], x);
        if (goes && traced) sy_ask_mark(a, x, slot - 1);
    }
    return st;
}

static void add_amounts(wallets *w)
{
    sy_asking *a = w->a;

    for (int rule = 0; rule < SY_RULES; rule++) {
        const sy_trace *t = a->s->traces[rule];
        for (size_t k = 0; t && k < t->n_sinks; k++) {
            const sy_sink *s = &t->sinks[k];
            uint32_t ledger, place, slot = 0;
            if (s->kind != SY_SINK_MERCHANT || s->transfer == SY_NONE) continue;
            if (!is_wanted(w, s->transfer, &ledger, &place)) continue;
            const unsigned firm = firm_of(w, place);
            if (firm == SY_NO_FIRM) continue;
            const uint64_t key = key_of(w, a->f->ledgers[ledger].account, firm);
            if (!sy_map_get(&w->slots, key, &slot) || slot == 0) continue;
            a->items[slot - 1].waiting[rule] += s->amount; /* of what was seeded: it fits */
            sy_ask_because(&a->items[slot - 1], SY_ASK_WAITS);
        }
    }
}

sy_status sy_ask_wallets(sy_asking *a, sy_err *err)
{
    wallets w = {.a = a};
    sy_status st;

    w.firm_of = sy_new_array(NULL, a->s->n_texts + 1, 1);
    if (!w.firm_of) return sy_fail_nomem(err);
    memset(w.firm_of, UNJUDGED, a->s->n_texts + 1);
    st = find_supplied(&w, err);
    if (st == SY_OK) st = find_missing(&w, err);
    if (st == SY_OK) add_amounts(&w);
    sy_drop(NULL, w.firm_of);
    sy_drop(NULL, w.slots.cells);
    return st;
}
