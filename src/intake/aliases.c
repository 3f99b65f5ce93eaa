/* aliases.c - pairs (card, number) are ledgers whose sub-account is a number, and
 * what account files state.
 * Sorted by number they tell which number has one card, sorted by card which
 * card has one number; the rest is looking up. A card that is itself an alias
 * stays what it is: nothing is seen through twice. */
#include "intake/aliases.h"

#include <stdlib.h>
#include <string.h>

#include "intake/parse.h"
#include "store/particulars.h"

enum { SHORTEST_NUMBER = 6 }; /* a shorter sub-account is a suffix: 1, 156 */

typedef struct pair {
    uint32_t card;  /* 0: one that the facts name nowhere else */
    bool is_stated; /* by an account file only */
    sy_slice number;
} pair;

struct sy_aliases {
    const sy_alloc *al;
    sy_arena arena;           /* of what was loaded */
    sy_account_row *accounts; /* by number */
    size_t n_accounts;
    sy_ledger_row *ledgers; /* resolved, by id */
    size_t n_ledgers;
    uint32_t *card_of;  /* by account id; 0: no alias */
    uint32_t *place_of; /* by account id: in accounts */
    uint32_t *joined;   /* by account id: what it has been joined to; NULL: no joins */
    uint32_t most;      /* largest account id */
};

static int by_number(const void *a, const void *b)
{
    return sy_slice_compare(((const sy_account_row *)a)->number,
                            ((const sy_account_row *)b)->number);
}

static int by_ledger(const void *a, const void *b)
{
    uint32_t x = ((const sy_ledger_row *)a)->id, y = ((const sy_ledger_row *)b)->id;
    return (x > y) - (x < y);
}

static int by_pair_number(const void *a, const void *b)
{
    const pair *x = a, *y = b;
    int c = sy_slice_compare(x->number, y->number);
    if (c == 0) c = (x->card > y->card) - (x->card < y->card);
    return c ? c : (int)x->is_stated - (int)y->is_stated;
}

static int by_pair_card(const void *a, const void *b)
{
    const pair *x = a, *y = b;
    int c = (x->card > y->card) - (x->card < y->card);
    if (c == 0) c = (int)x->is_stated - (int)y->is_stated;
    return c ? c : sy_slice_compare(x->number, y->number);
}

/* A wallet's pocket ("经" and a card, recast.c) is no number of the wallet. */
static bool is_number(sy_slice sub)
{
    return sub.len >= SHORTEST_NUMBER && (unsigned char)sub.ptr[0] < 0x80 &&
           !memchr(sub.ptr, '*', sub.len);
}

static uint32_t account_of(const sy_aliases *a, sy_slice number)
{
    const sy_account_row key = {0, number};
    const sy_account_row *found = bsearch(&key, a->accounts, a->n_accounts, sizeof key, by_number);
    return found ? found->id : 0;
}

/* Pairs, sorted by number, each once: of a statement where one has it. */
static size_t collect_pairs(const sy_aliases *a, const sy_alias_facts *facts, pair *pairs)
{
    size_t n = 0, kept = 0;

    for (size_t i = 0; i < a->n_ledgers; i++) {
        if (is_number(a->ledgers[i].sub)) {
            pairs[n++] = (pair){a->ledgers[i].account, false, a->ledgers[i].sub};
        }
    }
    for (size_t i = 0; i < facts->n_stated; i++) {
        const sy_card_number *c = &facts->stated[i];
        if (is_number(c->number)) pairs[n++] = (pair){account_of(a, c->card), true, c->number};
    }
    qsort(pairs, n, sizeof *pairs, by_pair_number);
    for (size_t i = 0; i < n; i++) { /* a ledger a currency: the same pair again */
        const pair *last = kept > 0 ? &pairs[kept - 1] : NULL;
        if (last && last->card == pairs[i].card && sy_slice_is(last->number, pairs[i].number)) {
            continue;
        }
        pairs[kept++] = pairs[i];
    }
    return kept;
}

/* The one number of a card, or an empty slice: by statements, else by account files. Pairs
 * are by card. */
static sy_slice only_number(const pair *pairs, size_t n, uint32_t card)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (pairs[middle].card < card)
            low = middle + 1;
        else
            high = middle;
    }
    const bool is_there = low < n && pairs[low].card == card;
    const bool has_more = low + 1 < n && pairs[low + 1].card == card &&
                          pairs[low + 1].is_stated == pairs[low].is_stated;
    return is_there && !has_more ? pairs[low].number : (sy_slice){"", 0};
}

static void resolve(sy_aliases *a, pair *pairs, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const bool shared = (i > 0 && sy_slice_is(pairs[i - 1].number, pairs[i].number)) ||
                            (i + 1 < n && sy_slice_is(pairs[i + 1].number, pairs[i].number));
        const uint32_t account = shared ? 0 : account_of(a, pairs[i].number);
        if (account && account != pairs[i].card) a->card_of[account] = pairs[i].card;
    }
    qsort(pairs, n, sizeof *pairs, by_pair_card);
    for (size_t i = 0; i < a->n_ledgers; i++) {
        sy_ledger_row *l = &a->ledgers[i];
        const uint32_t account = sy_aliases_account(a, l->account);
        const sy_slice only = only_number(pairs, n, account);
        if (account != l->account && l->sub.len == 0) { /* the number stood alone */
            l->sub = a->accounts[a->place_of[l->account]].number;
        }
        l->account = account;
        if (only.len > 0 && sy_slice_is(l->sub, only)) l->sub = (sy_slice){"", 0};
    }
}

sy_status sy_aliases_make(sy_aliases **out, const sy_alloc *al, const sy_alias_facts *facts,
                          sy_err *err)
{
    const size_t n_accounts = facts->n_accounts, n_ledgers = facts->n_ledgers;
    const sy_account_row *accounts = facts->accounts;
    sy_aliases *a = sy_new(al, sizeof *a);
    pair *pairs = sy_new_array(al, n_ledgers + facts->n_stated, sizeof *pairs);

    *out = NULL;
    if (a) {
        a->al = al;
        sy_arena_init(&a->arena, al);
        a->n_accounts = n_accounts;
        a->n_ledgers = n_ledgers;
        for (size_t i = 0; i < n_accounts; i++) {
            if (accounts[i].id > a->most) a->most = accounts[i].id;
        }
        a->accounts = sy_new_array(al, n_accounts, sizeof *a->accounts);
        a->ledgers = sy_new_array(al, n_ledgers, sizeof *a->ledgers);
        a->card_of = sy_new_array(al, (size_t)a->most + 1, sizeof *a->card_of);
        a->place_of = sy_new_array(al, (size_t)a->most + 1, sizeof *a->place_of);
    }
    if (!a || !pairs || !a->accounts || !a->ledgers || !a->card_of || !a->place_of) {
        sy_drop(al, pairs);
        sy_aliases_free(a);
        return sy_fail_nomem(err);
    }
    if (n_accounts) memcpy(a->accounts, accounts, n_accounts * sizeof *accounts);
    if (n_ledgers) memcpy(a->ledgers, facts->ledgers, n_ledgers * sizeof *a->ledgers);
    qsort(a->accounts, n_accounts, sizeof *a->accounts, by_number);
    for (size_t i = 0; i < n_accounts; i++) a->place_of[a->accounts[i].id] = (uint32_t)i;
    qsort(a->ledgers, n_ledgers, sizeof *a->ledgers, by_ledger);
    resolve(a, pairs, collect_pairs(a, facts, pairs));
    sy_drop(al, pairs);
    *out = a;
    return SY_OK;
}

void sy_aliases_free(sy_aliases *a)
{
    if (!a) return;
    sy_arena_dispose(&a->arena);
    sy_drop(a->al, a->accounts);
    sy_drop(a->al, a->ledgers);
    sy_drop(a->al, a->card_of);
    sy_drop(a->al, a->place_of);
    sy_drop(a->al, a->joined);
    sy_drop(a->al, a);
}

uint32_t sy_aliases_account(const sy_aliases *a, uint32_t account)
{
    const uint32_t card = account <= a->most ? a->card_of[account] : 0;
    const uint32_t is = card && a->card_of[card] == 0 ? card : account;
    return a->joined && is <= a->most ? a->joined[is] : is;
}

const sy_ledger_row *sy_aliases_ledger(const sy_aliases *a, uint32_t ledger)
{
    const sy_ledger_row key = {.id = ledger};
    return bsearch(&key, a->ledgers, a->n_ledgers, sizeof key, by_ledger);
}

/* ---- joins ---- */

static sy_status begin_joins(sy_aliases *a, sy_err *err)
{
    if (a->joined) return SY_OK;
    a->joined = sy_new_array(a->al, (size_t)a->most + 1, sizeof *a->joined);
    if (!a->joined) return sy_fail_nomem(err);
    for (uint32_t i = 0; i <= a->most; i++) a->joined[i] = i;
    return SY_OK;
}

static bool has_ledgers(const sy_aliases *a, uint32_t account)
{
    for (size_t i = 0; i < a->n_ledgers; i++) {
        if (a->ledgers[i].account == account) return true;
    }
    return false;
}

/* Which of two accounts gives the name: by what is in the files, not by ids. */
static bool leads(const sy_aliases *a, uint32_t x, uint32_t y)
{
    const bool x_has = has_ledgers(a, x), y_has = has_ledgers(a, y);
    const sy_slice p = a->accounts[a->place_of[x]].number, q = a->accounts[a->place_of[y]].number;

    if (x_has != y_has) return x_has;
    if (p.len != q.len) return p.len > q.len;
    return sy_slice_compare(p, q) < 0;
}

sy_status sy_aliases_join(sy_aliases *a, sy_slice one, sy_slice other, sy_err *err)
{
    uint32_t x = account_of(a, one), y = account_of(a, other);
    sy_status st = x && y ? begin_joins(a, err) : SY_OK;

    if (st != SY_OK || !x || !y) return st;
    x = sy_aliases_account(a, x);
    y = sy_aliases_account(a, y);
    if (x == y) return SY_OK;
    if (!leads(a, x, y)) {
        const uint32_t swap = x;
        x = y;
        y = swap;
    }
    for (uint32_t i = 0; i <= a->most; i++) {
        if (a->joined[i] == y) a->joined[i] = x;
    }
    for (size_t i = 0; i < a->n_ledgers; i++) {
        if (a->ledgers[i].account == y) a->ledgers[i].account = x;
    }
    return SY_OK;
}

/* ---- from a workspace ---- */

typedef struct loader {
    const sy_alloc *al;
    sy_arena *arena;
    sy_account_row *accounts;
    sy_ledger_row *ledgers;
    sy_card_number *stated;
    size_t n_accounts, n_ledgers, n_stated;
    size_t accounts_capacity, ledgers_capacity, stated_capacity;
} loader;

static sy_status load_account(void *ctx, uint32_t id, sy_slice number, sy_err *err)
{
    loader *l = ctx;
    void *items = l->accounts;
    const char *copy = sy_arena_bytes(l->arena, number.ptr, number.len);

    if (!copy || !sy_grow(l->al, &items, &l->accounts_capacity, l->n_accounts, l->n_accounts + 1,
                          sizeof *l->accounts)) {
        return sy_fail_nomem(err);
    }
    l->accounts = items;
    l->accounts[l->n_accounts++] = (sy_account_row){id, {copy, number.len}};
    return SY_OK;
}

static sy_status load_ledger(void *ctx, uint32_t id, uint32_t account, sy_slice sub,
                             sy_slice currency, sy_err *err)
{
    loader *l = ctx;
    void *items = l->ledgers;
    const char *sub_copy = sy_arena_bytes(l->arena, sub.ptr, sub.len);
    const char *currency_copy = sy_arena_bytes(l->arena, currency.ptr, currency.len);

    if (!sub_copy || !currency_copy ||
        !sy_grow(l->al, &items, &l->ledgers_capacity, l->n_ledgers, l->n_ledgers + 1,
                 sizeof *l->ledgers)) {
        return sy_fail_nomem(err);
    }
    l->ledgers = items;
    l->ledgers[l->n_ledgers++] =
        (sy_ledger_row){id, account, {sub_copy, sub.len}, {currency_copy, currency.len}};
    return SY_OK;
}

/* The number as the import writes it; empty where the text is none. */
static sy_status read_number(loader *l, sy_slice *out, sy_slice text, sy_err *err)
{
    sy_number number;

    *out = SY_TEXT("");
    if (sy_parse_number(&number, text, false) != SY_FINE) return SY_OK;
    *out = (sy_slice){sy_arena_bytes(l->arena, number.text, number.len), number.len};
    return out->ptr ? SY_OK : sy_fail_nomem(err);
}

static sy_status load_stated(void *ctx, sy_slice card, sy_slice number, sy_err *err)
{
    loader *l = ctx;
    sy_card_number c;
    void *items = l->stated;
    sy_status st = read_number(l, &c.card, card, err);

    if (st == SY_OK) st = read_number(l, &c.number, number, err);
    if (st != SY_OK || c.card.len == 0) return st;
    if (sy_slice_is(c.card, c.number)) return SY_OK;
    if (!sy_grow(l->al, &items, &l->stated_capacity, l->n_stated, l->n_stated + 1,
                 sizeof *l->stated)) {
        return sy_fail_nomem(err);
    }
    l->stated = items;
    l->stated[l->n_stated++] = c;
    return SY_OK;
}

sy_status sy_aliases_load(sy_aliases **out, const sy_alloc *al, sy_workspace *ws, sy_err *err)
{
    sy_arena arena;
    loader l = {.al = al, .arena = &arena};

    *out = NULL;
    sy_arena_init(&arena, al);
    sy_status st = sy_facts_accounts(ws, load_account, &l, err);
    if (st == SY_OK) st = sy_facts_ledgers(ws, load_ledger, &l, err);
    if (st == SY_OK) st = sy_facts_card_numbers(ws, load_stated, &l, err);
    const sy_alias_facts facts = {l.accounts,  l.n_accounts, l.ledgers,
                                  l.n_ledgers, l.stated,     l.n_stated};
    if (st == SY_OK) st = sy_aliases_make(out, al, &facts, err);
    sy_drop(al, l.accounts);
    sy_drop(al, l.ledgers);
    sy_drop(al, l.stated);
    if (st == SY_OK)
        (*out)->arena = arena; /* the texts live as long as the answer */
    else
        sy_arena_dispose(&arena);
    return st;
}
