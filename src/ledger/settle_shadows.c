/* settle_shadows.c - payments by card that a wallet's statement shows as well.
 *
 * A ledger whose bank is a payment firm is a wallet's. Its rows and the rows in
 * which other ledgers name a payment firm are asked; of the wallet's rows the
 * words too, for the card that they name. A confirmed pair counts once: as the
 * card's row, with the counterparty that the wallet's row names. */
#include <stdlib.h>
#include <string.h>

#include "ledger/map.h"
#include "ledger/settle.h"
#include "ledger/shadow.h"

enum { CLEARING = SY_OUT_MERCHANT | SY_NO_ACCOUNT }; /* as load.c judges it */

/* The card's row gets what the wallet's row knows. */
static bool see_through(sy_settler *s, uint32_t card, uint32_t wallet)
{
    sy_case_tables *t = s->t;
    void *pictures = t->pictures;

    if (!sy_settle_is_free(s, card) || !sy_settle_is_free(s, wallet)) return false;
    if (t->amount[card] != t->amount[wallet] || t->ledger[card] == t->ledger[wallet]) return false;
    if (!sy_grow(s->al, &pictures, &t->pictures_capacity, t->n_pictures, t->n_pictures + 1,
                 sizeof *t->pictures)) {
        return false; /* the caller reports it: see settle() below */
    }
    t->pictures = pictures;
    t->pictures[t->n_pictures++] =
        (sy_picture){card, wallet, t->ledgers[t->ledger[wallet]].account};
    t->other[card] = t->other[wallet];
    t->outside[card] = t->outside[wallet];
    t->ledger[wallet] = SY_NONE;
    return true;
}

bool sy_settle_decided_shadow(sy_settler *s, const sy_decided *d)
{
    return see_through(s, d->a, d->b);
}

typedef struct collector {
    sy_settler *s;
    sy_shade *rows;
    size_t n;
    sy_map row_of;  /* (source, row) of a wallet's row -> row */
    sy_map numbers; /* hash of an account's number -> account */
    sy_map texts;   /* text id -> what it names: index into named */
    struct named {
        uint32_t id, account, tail;
    } * named;
    size_t n_named, named_capacity;
} collector;

/* ---- which rows ---- */

static bool is_wallet(const sy_case_tables *t, size_t place)
{
    return t->ledgers[t->ledger[place]].is_wallet;
}

static bool may_cast(const sy_settler *s, size_t place)
{
    const sy_case_tables *t = s->t;

    if (!sy_settle_is_free(s, place) || t->amount[place] == 0) return false;
    if (t->flags[place] & SY_ENTRY_TRANSFER) return false;
    return is_wallet(t, place) || t->outside[place] == CLEARING;
}

static uint32_t tail_of(sy_slice number)
{
    uint32_t value = 0;

    if (number.len < SY_TAIL) return 0;
    for (size_t i = number.len - SY_TAIL; i < number.len; i++) {
        if (number.ptr[i] < '0' || number.ptr[i] > '9') return 0;
        value = value * 10 + (uint32_t)(number.ptr[i] - '0');
    }
    return value + 1;
}

/* The same currency, the same number: that of its first ledger. */
static uint32_t currency_of(const sy_case_tables *t, uint32_t ledger)
{
    uint32_t first = 0;
    while (!sy_slice_is(t->ledgers[first].currency, t->ledgers[ledger].currency)) first++;
    return first;
}

static sy_status collect(collector *k)
{
    sy_settler *s = k->s;
    const sy_case_tables *t = s->t;

    for (int pass = 0; pass < 2; pass++) {
        k->n = 0;
        for (size_t p = 0; p < t->n; p++) {
            if (!may_cast(s, p)) continue;
            if (k->rows) {
                const sy_fact_ledger *l = &t->ledgers[t->ledger[p]];
                k->rows[k->n] =
                    (sy_shade){.place = (uint32_t)p,
                               .own = l->account,
                               .holder = l->holder.text,
                               .currency = currency_of(t, t->ledger[p]),
                               .at = t->at[p],
                               .amount = t->amount[p],
                               .date_only = t->flags[p] & SY_ENTRY_DATE_ONLY,
                               .is_wallet = l->is_wallet,
                               .other = t->outside[p] & SY_NO_ACCOUNT ? 0 : t->other[p],
                               .tail = l->is_wallet ? 0 : tail_of(t->accounts[l->account].number)};
            }
            k->n++;
        }
        if (pass == 0) k->rows = sy_new_array(s->al, k->n, sizeof *k->rows);
        if (!k->rows) return sy_fail_nomem(s->err);
    }
    return SY_OK;
}

/* ---- the card that a wallet's words name ---- */

static uint64_t hash_of(sy_slice text)
{
    uint64_t h = 1469598103934665603ull;
    for (size_t i = 0; i < text.len; i++) h = (h ^ (unsigned char)text.ptr[i]) * 1099511628211ull;
    return h;
}

static sy_status list_numbers(collector *k)
{
    const sy_case_tables *t = k->s->t;
    sy_status st = SY_OK;

    for (uint32_t a = 0; st == SY_OK && a < t->n_accounts; a++) {
        const uint32_t is = sy_aliases_account(t->aliases, a);
        if (t->accounts[a].number.len < 8 || !t->accounts[is].has_statement) continue;
        st = sy_map_put(&k->numbers, hash_of(t->accounts[a].number), a, k->s->err);
    }
    return st;
}

/* The supplied account whose number stands in the words. */
static uint32_t named_account(const collector *k, sy_slice words)
{
    const sy_case_tables *t = k->s->t;

    for (size_t i = 0, end; i < words.len; i = end + 1) {
        uint32_t account;
        for (end = i; end < words.len && words.ptr[end] >= '0' && words.ptr[end] <= '9'; end++) {
        }
        const sy_slice digits = {words.ptr + i, end - i};
        if (digits.len < 8 || !sy_map_get(&k->numbers, hash_of(digits), &account)) continue;
        if (sy_slice_is(t->accounts[account].number, digits)) {
            return sy_aliases_account(t->aliases, account);
        }
    }
    return 0;
}

static const sy_entry_text asked[] = {SY_OWN_CARD, SY_NOTE,     SY_SUMMARY,    SY_MERCHANT,
                                      SY_BRANCH,   SY_TERMINAL, SY_ENTRY_TYPE, SY_OTHER_BANK};
enum { ASKED = sizeof asked / sizeof *asked };

typedef struct wordings {
    collector *k;
    uint32_t (*ids)[ASKED]; /* by row */
} wordings;

static sy_status take_ids(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    wordings *w = ctx;
    collector *k = w->k;

    for (size_t j = 0; j < b->n; j++) {
        uint32_t i, seen;
        if (!sy_map_get(&k->row_of, (uint64_t)b->source[j] << 32 | b->row[j], &i)) continue;
        for (size_t c = 0; c < ASKED; c++) {
            const uint32_t id = b->text[asked[c]][j];
            void *items = k->named;
            w->ids[i][c] = id;
            if (id == 0 || sy_map_get(&k->texts, id, &seen)) continue;
            if (!sy_grow(k->s->al, &items, &k->named_capacity, k->n_named, k->n_named + 1,
                         sizeof *k->named)) {
                return sy_fail_nomem(err);
            }
            k->named = items;
            k->named[k->n_named].id = id;
            sy_status st = sy_map_put(&k->texts, id, (uint32_t)k->n_named++, err);
            if (st != SY_OK) return st;
        }
    }
    return SY_OK;
}

static sy_status take_text(void *ctx, uint32_t id, sy_slice text, sy_err *err)
{
    collector *k = ctx;
    uint32_t i;

    (void)err;
    if (!sy_map_get(&k->texts, id, &i)) return SY_OK;
    k->named[i].account = named_account(k, text);
    k->named[i].tail = sy_shadow_tail(text);
    return SY_OK;
}

/* The ledger's own name comes first: it is the card. */
static void give_names(collector *k, const wordings *w)
{
    const sy_case_tables *t = k->s->t;

    for (size_t i = 0; i < k->n; i++) {
        sy_shade *r = &k->rows[i];
        if (!r->is_wallet) continue;
        const sy_slice sub = t->ledgers[t->ledger[r->place]].sub;
        r->names = named_account(k, sub);
        r->tail = sy_shadow_tail(sub);
        for (size_t c = 0; c < ASKED && !r->names && !r->tail; c++) {
            uint32_t n;
            if (!w->ids[i][c] || !sy_map_get(&k->texts, w->ids[i][c], &n)) continue;
            if (k->named[n].account != r->own) r->names = k->named[n].account;
            r->tail = k->named[n].tail;
        }
    }
}

static sy_status ask_for_words(collector *k)
{
    sy_settler *s = k->s;
    const sy_case_tables *t = s->t;
    wordings w = {.k = k, .ids = sy_new_array(s->al, k->n, sizeof *w.ids)};
    uint64_t *wanted = sy_new_array(s->al, k->n, sizeof *wanted);
    uint32_t *ids = NULL;
    size_t n = 0;
    sy_status st = w.ids && wanted ? list_numbers(k) : sy_fail_nomem(s->err);

    for (uint32_t i = 0; st == SY_OK && i < k->n; i++) {
        uint32_t row, rank;
        if (!k->rows[i].is_wallet) continue;
        rank = sy_place_rank(t->bases, (uint32_t)t->n_sources, k->rows[i].place, &row);
        wanted[n] = (uint64_t)t->sources[rank].id << 32 | row;
        st = sy_map_put(&k->row_of, wanted[n++], i, s->err);
    }
    sy_entry_filter filter = {
        .places = wanted, .n_places = n, .without_fingerprints = true, .without_amounts = true};
    for (size_t c = 0; c < ASKED; c++) filter.text_columns |= 1u << asked[c];
    if (st == SY_OK) st = sy_facts_entries(s->ws, &filter, take_ids, &w, s->err);
    if (st == SY_OK) {
        ids = sy_new_array(s->al, k->n_named, sizeof *ids);
        if (!ids) st = sy_fail_nomem(s->err);
    }
    for (size_t i = 0; st == SY_OK && i < k->n_named; i++) ids[i] = k->named[i].id;
    if (st == SY_OK && k->n_named) {
        st = sy_facts_texts_of(s->ws, ids, k->n_named, take_text, k, s->err);
    }
    if (st == SY_OK) give_names(k, &w);
    sy_drop(s->al, ids);
    sy_drop(s->al, wanted);
    sy_drop(s->al, w.ids);
    return st;
}

/* ---- pairs ---- */

static sy_status settle(collector *k, const sy_shadows *found)
{
    sy_settler *s = k->s;
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < found->payments.n; i++) {
        const sy_pair *p = &found->payments.pairs[i];
        if (p->confirmed && !see_through(s, p->out, p->in)) return sy_fail_nomem(s->err);
        st = sy_settle_note(s, SY_MATCH_SHADOW, *p, false);
    }
    for (size_t i = 0; st == SY_OK && i < found->sides.n; i++) {
        const sy_pair *p = &found->sides.pairs[i];
        if (p->confirmed) sy_settle_join(s, p->out, p->in);
        st = sy_settle_note(s, SY_MATCH_SIDES, *p, false);
    }
    return st;
}

static sy_status find(collector *k)
{
    sy_settler *s = k->s;
    sy_shadows found = {.payments = {.al = s->al}, .sides = {.al = s->al}};
    sy_pair *no_payments = NULL, *no_sides = NULL;
    size_t n_no_payments = 0, n_no_sides = 0;
    sy_status st = sy_settle_rejected(s, SY_MATCH_SHADOW, &no_payments, &n_no_payments);

    if (st == SY_OK) st = sy_settle_rejected(s, SY_MATCH_SIDES, &no_sides, &n_no_sides);
    if (st == SY_OK) {
        st = sy_shadows_find(&found, k->rows, k->n, no_payments, n_no_payments, no_sides,
                             n_no_sides, s->al, s->err);
    }
    if (st == SY_OK) st = settle(k, &found);
    sy_drop(s->al, found.payments.pairs);
    sy_drop(s->al, found.sides.pairs);
    sy_drop(s->al, no_payments);
    sy_drop(s->al, no_sides);
    return st;
}

sy_status sy_settle_shadows(sy_settler *s)
{
    collector k = {
        .s = s, .row_of = {.al = s->al}, .numbers = {.al = s->al}, .texts = {.al = s->al}};
    bool any = false;
    sy_status st = SY_OK;

    for (size_t l = 0; l < s->t->n_ledgers; l++) any = any || s->t->ledgers[l].is_wallet;
    if (!any) return SY_OK;
    st = collect(&k);
    if (st == SY_OK) st = ask_for_words(&k);
    if (st == SY_OK) st = sy_settle_orders(s, k.rows, k.n);
    if (st == SY_OK) st = find(&k);
    void *const pieces[] = {k.rows, k.row_of.cells, k.numbers.cells, k.texts.cells, k.named};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) sy_drop(s->al, pieces[i]);
    return st;
}
