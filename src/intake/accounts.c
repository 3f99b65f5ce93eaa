/* accounts.c - whose ledger a row stands in, and the account on its other side.
 * A number is taken apart once for each distinct text (sy_ident); a batch has
 * few distinct ledgers, so the recent ones are kept at hand. */
#include "intake/batch.h"

/* A number cell of a workbook becomes its digits, or refuses the row. */
static void restore_numbers(sy_batch *b, sy_field f)
{
    if (!b->is_sheet || b->table->profile->takes_any_account) return;
    for (size_t k = 0; k < b->n_live; k++) {
        const size_t i = b->live[k];
        sy_number number;
        if (!sy_batch_is_number(b, f, i)) continue;
        sy_batch_refuse(b, i, sy_parse_number(&number, b->cells[f][i], true), f);
        const char *digits = sy_arena_bytes(&b->scratch, number.text, number.len);
        if (digits)
            b->cells[f][i] = (sy_slice){digits, number.len};
        else
            b->has_no_memory = true;
    }
}

/* The counterparty's card stands in where its account is blank. */
static void choose_other(sy_batch *b)
{
    const bool has_number = sy_batch_has(b, SY_FIELD_OTHER_NUMBER);

    if (!sy_batch_has(b, SY_FIELD_OTHER_CARD)) return;
    for (size_t i = 0; i < b->n; i++) {
        const sy_slice number = b->cells[SY_FIELD_OTHER_NUMBER][i];
        if (has_number && !sy_cell_is_blank(sy_cell_trim(number))) continue;
        b->cells[SY_FIELD_OTHER_NUMBER][i] = b->cells[SY_FIELD_OTHER_CARD][i];
        b->kinds[SY_FIELD_OTHER_NUMBER][i] = b->kinds[SY_FIELD_OTHER_CARD][i];
    }
}

/* Texts of the columns that hold numbers; 0 where there is none. */
static sy_status read_numbers(sy_batch *b, sy_field f, sy_entry_text column, sy_err *err)
{
    uint32_t *out = b->text[column];
    const bool by_card = f == SY_FIELD_OTHER_NUMBER && sy_batch_has(b, SY_FIELD_OTHER_CARD);

    if (!sy_batch_has(b, f) && !by_card) {
        memset(out, 0, sizeof b->text[column]);
        return SY_OK;
    }
    restore_numbers(b, f);
    sy_batch_keep_live(b);
    return sy_batch_number_texts(b, f, out, column, err);
}

/* The ident of a text, with its rule against the row. */
static sy_status ident_of(sy_batch *b, size_t i, sy_field f, uint32_t text, sy_ident **out,
                          sy_err *err)
{
    sy_status st = sy_shared_ident(b->shared, text, b->table->profile->takes_any_account, out, err);
    if (st != SY_OK) return st;
    uint32_t rule = atomic_load_explicit(&(*out)->state, memory_order_relaxed) % SY_IDENT_SEEN;
    sy_batch_refuse(b, i, (sy_rule)rule, f);
    return SY_OK;
}

static bool is_named(const sy_ident *ident)
{
    return atomic_load_explicit(&ident->number, memory_order_relaxed) != 0;
}

/* account = the card if there is one; sub-account = what tells its ledgers
 * apart: the account number under the card, else a suffix; of a wallet, the
 * pocket. */
static sy_status make_ledger(sy_batch *b, sy_ident *card, sy_ident *account, uint32_t currency,
                             uint32_t pocket, uint32_t *ledger, sy_err *err)
{
    sy_ident *own = is_named(card) ? card : account;
    sy_ledger_key key = {.sub = atomic_load(&own->sub), .currency = currency};

    if (own == card && is_named(account) &&
        atomic_load(&account->number) != atomic_load(&card->number)) {
        key.sub = atomic_load(&account->number);
    }
    if (pocket) key.sub = pocket;
    if (key.currency == 0) key.currency = atomic_load(&card->currency);
    if (key.currency == 0) key.currency = atomic_load(&account->currency);
    sy_status st = sy_shared_account(b->shared, own, &key.account, err);
    if (st == SY_OK && key.currency == 0) {
        const sy_slice usual = sy_slice_of(b->table->profile->currency);
        st = sy_shared_value(b->shared, usual, SY_TEXT_PLAIN, &key.currency, err);
    }
    return st == SY_OK ? sy_shared_ledger(b->shared, key, ledger, err) : st;
}

static sy_status find_ledger(sy_batch *b, size_t i, sy_ledger_line *l, sy_err *err)
{
    const uint32_t texts[] = {b->text[SY_OWN_CARD][i], b->text[SY_OWN_ACCOUNT][i]};
    sy_ident *card, *account;

    sy_status st = ident_of(b, i, SY_FIELD_CARD, texts[0], &card, err);
    if (st == SY_OK) st = ident_of(b, i, SY_FIELD_ACCOUNT, texts[1], &account, err);
    if (st != SY_OK || b->rule[i] != SY_FINE) return st;
    if (!is_named(card) && !is_named(account)) {
        sy_batch_refuse(b, i, SY_ACCOUNT_MISSING,
                        sy_batch_has(b, SY_FIELD_CARD) ? SY_FIELD_CARD : SY_FIELD_ACCOUNT);
        return SY_OK;
    }
    *l = (sy_ledger_line){
        texts[0],     texts[1], b->currency[i],
        b->pocket[i], 0,        atomic_load(is_named(card) ? &card->hash : &account->hash)};
    return make_ledger(b, card, account, b->currency[i], b->pocket[i], &l->ledger, err);
}

static sy_status find_ledgers(sy_batch *b, sy_err *err)
{
    const uint32_t *cards = b->text[SY_OWN_CARD], *accounts = b->text[SY_OWN_ACCOUNT];

    for (size_t k = 0; k < b->n_live; k++) {
        const size_t i = b->live[k];
        const uint32_t key = cards[i] * 31u + accounts[i] * 7u + b->currency[i] + b->pocket[i] * 3u;
        sy_ledger_line *l = &b->ledgers[key % SY_LEDGER_LINES];
        if (!l->ledger || l->card != cards[i] || l->account != accounts[i] ||
            l->currency != b->currency[i] || l->pocket != b->pocket[i]) {
            sy_status st = find_ledger(b, i, l, err);
            if (st != SY_OK) return st;
            if (b->rule[i] != SY_FINE) continue;
        }
        b->ledger[i] = l->ledger;
        b->own_hash[i] = l->hash;
    }
    return SY_OK;
}

static sy_status find_others(sy_batch *b, sy_err *err)
{
    const uint32_t *others = b->text[SY_OTHER_NUMBER];
    const bool any = b->table->profile->takes_any_account;

    for (size_t k = 0; k < b->n_live; k++) {
        __builtin_prefetch(sy_shared_ident_place(b->shared, others[b->live[k]], any));
    }
    for (size_t k = 0; k < b->n_live; k++) {
        const size_t i = b->live[k];
        sy_ident *ident;
        sy_status st = ident_of(b, i, SY_FIELD_OTHER_NUMBER, others[i], &ident, err);
        if (st != SY_OK) return st;
        b->other[i] = 0;
        b->other_hash[i] = atomic_load_explicit(&ident->hash, memory_order_relaxed);
        if (b->rule[i] != SY_FINE) continue;
        if (is_named(ident) &&
            (b->table->profile->is_transfers ||
             atomic_load_explicit(&ident->state, memory_order_relaxed) & SY_IDENT_HOLDS)) {
            st = sy_shared_account(b->shared, ident, &b->other[i], err);
            if (st != SY_OK) return st;
        } else if (b->table->profile->is_transfers) {
            sy_batch_refuse(b, i, SY_ACCOUNT_MISSING, SY_FIELD_OTHER_NUMBER);
        }
    }
    return SY_OK;
}

sy_status sy_batch_accounts(sy_batch *b, sy_err *err)
{
    sy_status st;

    choose_other(b);
    st = read_numbers(b, SY_FIELD_CARD, SY_OWN_CARD, err);
    if (st == SY_OK) st = read_numbers(b, SY_FIELD_ACCOUNT, SY_OWN_ACCOUNT, err);
    if (st == SY_OK) st = read_numbers(b, SY_FIELD_OTHER_NUMBER, SY_OTHER_NUMBER, err);
    if (st == SY_OK && b->account.len > 0) {
        uint32_t text;
        st = sy_shared_value(b->shared, b->account, SY_TEXT_NUMBER, &text, err);
        for (size_t i = 0; i < b->n; i++) b->text[SY_OWN_ACCOUNT][i] = text;
    }
    sy_batch_keep_live(b);
    if (st == SY_OK) st = find_ledgers(b, err);
    sy_batch_keep_live(b);
    if (st == SY_OK) st = find_others(b, err);
    sy_batch_keep_live(b);
    return st;
}
