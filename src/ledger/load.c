/* load.c - the entries straight into arrays by place, numbers and words side by side.
 *
 * Since places are known before (sources and their lengths come first), rows
 * may arrive in any order and nothing is sorted. Words are judged once a
 * distinct text, not once a row. */
#include "ledger/details.h"
#include "ledger/pockets.h"
#include "ledger/refunds.h"
#include "ledger/tables.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/parallel.h"
#include "base/progress.h"
#include "identifier/mask.h"
#include "ledger/balances.h"
#include "ledger/joined.h"
#include "ledger/titled.h"
#include "ledger/totals.h"
#include "store/stated.h"

enum { AS_NAME, AS_WORDS, JUDGEMENTS };

/* A judgement: a sy_other_kind, and above it what else the text says. */
enum {
    KIND_BITS = 0x1F,
    IS_MASK = 0x20,      /* as a name: it has stars */
    CORRECTION_SHIFT = 5 /* as words: a sy_correction */
};

typedef struct loader {
    sy_case_tables *t;
    sy_workspace *ws;
    sy_property_words *property;
    sy_counterparties *dictionary;
    sy_correction_words *corrections;
    uint8_t *judged[JUDGEMENTS]; /* by text id */
    size_t n_judged, judged_capacity[JUDGEMENTS];
    sy_progress progress;
} loader;

/* ---- sources and places ---- */

static sy_status note_last_row(void *ctx, uint32_t source, uint32_t row, sy_err *err)
{
    sy_case_tables *t = ctx;
    (void)err;
    if (source < t->rank_capacity && t->rank[source] != SY_NONE) {
        t->bases[t->rank[source]].rows = row;
    }
    return SY_OK;
}

static sy_status load_sources(sy_case_tables *t, sy_workspace *ws, sy_err *err)
{
    uint64_t base = 0;
    uint32_t most = 0;
    sy_status st = sy_facts_source_names(ws, &t->sources, &t->n_sources, &t->arena, err);

    if (st != SY_OK) return st;
    for (size_t i = 0; i < t->n_sources; i++) {
        if (t->sources[i].id > most) most = t->sources[i].id;
    }
    t->rank_capacity = (size_t)most + 1;
    t->rank = sy_new_array(t->al, t->rank_capacity, sizeof *t->rank);
    t->bases = sy_new_array(t->al, t->n_sources, sizeof *t->bases);
    if (!t->rank || !t->bases) return sy_fail_nomem(err);
    memset(t->rank, 0xFF, t->rank_capacity * sizeof *t->rank);
    for (size_t i = 0; i < t->n_sources; i++) {
        t->rank[t->sources[i].id] = (uint32_t)i;
        memcpy(t->bases[i].sha256, t->sources[i].sha256, sizeof t->bases[i].sha256);
        t->bases[i].sheet = t->sources[i].sheet;
    }
    st = sy_facts_last_rows(ws, note_last_row, t, err);
    for (size_t i = 0; st == SY_OK && i < t->n_sources; i++) {
        t->bases[i].base = base;
        base += (uint64_t)t->bases[i].rows + 1; /* rows count from 1 */
    }
    if (st == SY_OK && base >= SY_OUTSIDE / 2) st = sy_fail(err, SY_ELIMIT, N_("too many rows"));
    t->n = (size_t)base;
    return st;
}

uint32_t sy_case_tables_place(const sy_case_tables *t, uint32_t source, uint32_t row)
{
    if (source >= t->rank_capacity || t->rank[source] == SY_NONE) return SY_NONE;
    const sy_place_base *b = &t->bases[t->rank[source]];
    return row > b->rows ? SY_NONE : (uint32_t)(b->base + row);
}

uint32_t sy_place_rank(const sy_place_base *bases, uint32_t n, uint32_t place, uint32_t *row)
{
    uint32_t low = 0;

    while (n > 1) {
        uint32_t half = n / 2;
        if (bases[low + half].base <= place) low += half;
        n -= half;
    }
    *row = (uint32_t)(place - bases[low].base);
    return low;
}

/* ---- accounts and ledgers ---- */

static sy_status take_account(void *ctx, uint32_t id, sy_slice number, sy_err *err)
{
    sy_case_tables *t = ctx;
    void *items = t->accounts;

    if (!sy_grow(t->al, &items, &t->accounts_capacity, t->n_accounts, (size_t)id + 1,
                 sizeof *t->accounts)) {
        return sy_fail_nomem(err);
    }
    t->accounts = items;
    if (id >= t->n_accounts) t->n_accounts = (size_t)id + 1;
    t->accounts[id].number.ptr = sy_arena_text(&t->arena, number.ptr, number.len);
    t->accounts[id].number.len = number.len;
    return t->accounts[id].number.ptr ? SY_OK : sy_fail_nomem(err);
}

static sy_status take_ledger(void *ctx, uint32_t id, uint32_t account, sy_slice sub,
                             sy_slice currency, sy_err *err)
{
    sy_case_tables *t = ctx;
    void *items = t->ledgers;

    if (!sy_grow(t->al, &items, &t->ledgers_capacity, t->n_ledgers, (size_t)id + 1,
                 sizeof *t->ledgers)) {
        return sy_fail_nomem(err);
    }
    t->ledgers = items;
    if (id >= t->n_ledgers) t->n_ledgers = (size_t)id + 1;
    sy_fact_ledger *l = &t->ledgers[id];
    l->account = account;
    l->sub = (sy_slice){sy_arena_text(&t->arena, sub.ptr, sub.len), sub.len};
    l->currency = (sy_slice){sy_arena_text(&t->arena, currency.ptr, currency.len), currency.len};
    l->exists = true;
    return l->sub.ptr && l->currency.ptr ? SY_OK : sy_fail_nomem(err);
}

typedef struct named {
    const sy_ledger_row *row;
    uint32_t id;
} named;

static int by_name(const void *a, const void *b)
{
    const named *x = a, *y = b;
    int c = 0;

    if (x->row->account != y->row->account) return x->row->account < y->row->account ? -1 : 1;
    c = sy_slice_compare(x->row->sub, y->row->sub);
    if (c == 0) c = sy_slice_compare(x->row->currency, y->row->currency);
    return c ? c : (x->id > y->id) - (x->id < y->id);
}

static bool is_same_ledger(const named *x, const named *y)
{
    return x->row->account == y->row->account && sy_slice_is(x->row->sub, y->row->sub) &&
           sy_slice_is(x->row->currency, y->row->currency);
}

/* One account under two numbers is one ledger. */
static sy_status see_through_aliases(sy_case_tables *t, sy_workspace *ws, sy_err *err)
{
    size_t n = 0;
    named *list = sy_new_array(t->al, t->n_ledgers, sizeof *list);
    sy_status st = list ? sy_joined_aliases(&t->aliases, t->al, ws, err) : sy_fail_nomem(err);

    for (uint32_t l = 0; st == SY_OK && l < t->n_ledgers; l++) {
        const sy_ledger_row *row = sy_aliases_ledger(t->aliases, l);
        t->ledgers[l].same_as = l;
        if (t->ledgers[l].exists && row) list[n++] = (named){row, l};
    }
    if (st == SY_OK && n) qsort(list, n, sizeof *list, by_name);
    for (size_t i = 0, first = 0; st == SY_OK && i < n; i++) {
        if (!is_same_ledger(&list[first], &list[i])) first = i;
        sy_fact_ledger *l = &t->ledgers[list[i].id];
        l->same_as = list[first].id;
        if (l->account != list[i].row->account) t->ledgers[l->same_as].is_joined = true;
        l->account = list[i].row->account;
        l->sub = list[i].row->sub;
        l->currency = list[i].row->currency;
    }
    for (size_t i = 0; st == SY_OK && i < t->n_covers; i++) {
        sy_cover_row *c = &t->covers[i];
        if (c->ledger < t->n_ledgers) c->ledger = t->ledgers[c->ledger].same_as;
    }
    sy_drop(t->al, list);
    return st;
}

/* ---- words ---- */

/* Most texts of a large case are numbers, and no word of the dictionary is one. */
static bool is_number(sy_slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c >= 0x80 || ((unsigned)c | 0x20u) - 'a' < 26u) return false;
    }
    return true;
}

static sy_status judge_text(void *ctx, uint32_t id, sy_slice text, sy_err *err)
{
    loader *l = ctx;
    const sy_other_words as_name = {.name = text}, as_words = {.summary = text};
    const sy_other_words *const words[JUDGEMENTS] = {&as_name, &as_words};

    for (int i = 0; i < JUDGEMENTS; i++) {
        void *items = l->judged[i];
        if (!sy_grow(l->t->al, &items, &l->judged_capacity[i], l->n_judged, (size_t)id + 1, 1)) {
            return sy_fail_nomem(err);
        }
        l->judged[i] = items;
        const bool is_plain_number = is_number(text);
        const bool may_hide = !is_plain_number || memchr(text.ptr, '*', text.len);
        l->judged[i][id] = i == AS_NAME && may_hide && sy_is_masked(text) ? IS_MASK : 0;
        if (is_plain_number) continue; /* SY_OTHER_PLAIN */
        l->judged[i][id] |= (uint8_t)sy_counterparty_kind(l->dictionary, words[i], NULL);
        if (i == AS_NAME) continue;
        l->judged[i][id] |= (uint8_t)(sy_correction_of(l->corrections, text) << CORRECTION_SHIFT);
    }
    if (id >= l->n_judged) l->n_judged = (size_t)id + 1;
    return SY_OK;
}

static unsigned said_of(const loader *l, int as, uint32_t text)
{
    return text < l->n_judged ? l->judged[as][text] : 0;
}

static sy_other_kind judgement(const loader *l, int as, uint32_t text)
{
    return (sy_other_kind)(said_of(l, as, text) & KIND_BITS);
}

static sy_outside outside_of(sy_other_kind kind)
{
    switch (kind) {
    case SY_OTHER_CASH:
        return SY_OUT_CASH;
    case SY_OTHER_FEE:
        return SY_OUT_FEE;
    case SY_OTHER_EXCHANGE:
        return SY_OUT_EXCHANGE;
    case SY_OTHER_CLEARING:
    case SY_OTHER_MERCHANT:
        return SY_OUT_MERCHANT;
    case SY_OTHER_REAL_ESTATE:
    case SY_OTHER_VEHICLE:
    case SY_OTHER_INSURANCE:
        return SY_OUT_PROPERTY;
    default:
        return SY_OUT_OTHER;
    }
}

/* By its name (sy_counterparty_has_account judges the number by itself at import). */
static bool is_no_account(sy_other_kind kind)
{
    return kind == SY_OTHER_CLEARING || kind == SY_OTHER_INTERNAL || kind == SY_OTHER_CASH ||
           kind == SY_OTHER_FEE || kind == SY_OTHER_EXCHANGE;
}

/* What the words of a row say of its other side: the name first, then the
 * merchant, the summary, the note. A payee with a merchant's name is a merchant. */
static sy_outside judge_row(const loader *l, const sy_entry_batch *b, size_t i, sy_other_kind kind)
{
    const uint32_t merchant = b->text[SY_MERCHANT][i];

    if (b->flags[i] & SY_ENTRY_CASH) return SY_OUT_CASH;
    if (kind == SY_OTHER_PLAIN) kind = judgement(l, AS_NAME, merchant);
    if (kind == SY_OTHER_PLAIN) kind = judgement(l, AS_WORDS, b->text[SY_SUMMARY][i]);
    if (kind == SY_OTHER_PLAIN) kind = judgement(l, AS_WORDS, b->text[SY_NOTE][i]);
    if (kind == SY_OTHER_PLAIN && merchant) return SY_OUT_MERCHANT;
    return outside_of(kind);
}

/* ---- entries ---- */

static void see(sy_seen *seen, uint32_t place, uint32_t text)
{
    if (text && (!seen->text || place < seen->place)) *seen = (sy_seen){place, text};
}

/* Where a row goes; SY_NONE when the facts contradict themselves. */
static uint32_t place_of(const sy_case_tables *t, const sy_entry_batch *b, size_t i)
{
    bool is_known = b->ledger[i] < t->n_ledgers &&
                    (b->other_account[i] == 0 || b->other_account[i] < t->n_accounts);
    return is_known ? sy_case_tables_place(t, b->source[i], b->row[i]) : SY_NONE;
}

static sy_status contradiction(sy_err *err)
{
    return sy_fail(err, SY_EENGINE,
                   N_("the facts contradict themselves; import the originals "
                      "into a new workspace"));
}

static sy_status take_numbers(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    loader *l = ctx;
    sy_case_tables *t = l->t;

    for (size_t i = 0; i < b->n; i++) {
        uint32_t place = place_of(t, b, i), other = b->other_account[i];
        if (place == SY_NONE) return contradiction(err);
        t->at[place] = b->at[i];
        t->amount[place] = b->amount[i];
        t->balance[place] = b->balance[i];
        t->ledger[place] = t->ledgers[b->ledger[i]].same_as;
        t->other[place] = other ? sy_aliases_account(t->aliases, other) : 0;
        t->flags[place] = b->flags[i];
    }
    t->entries += b->n;
    sy_progress_add(&l->progress, b->n);
    return SY_OK;
}

/* Does the row take another one back? Summary, note and type say so; a red amount
 * does where they say nothing. */
static sy_status note_correction(loader *l, const sy_entry_batch *b, size_t i, uint32_t place,
                                 sy_err *err)
{
    static const sy_entry_text asked[] = {SY_SUMMARY, SY_NOTE, SY_ENTRY_TYPE};
    sy_case_tables *t = l->t;
    unsigned what = b->flags[i] & SY_ENTRY_RED ? SY_CORRECTION_REVERSAL : SY_NO_CORRECTION;
    void *items = t->corrections;

    for (size_t k = 0; k < sizeof asked / sizeof *asked; k++) {
        const unsigned said = said_of(l, AS_WORDS, b->text[asked[k]][i]) >> CORRECTION_SHIFT;
        if (said && (!what || said < what)) what = said;
    }
    if (what == SY_NO_CORRECTION || b->flags[i] & SY_ENTRY_TRANSFER) return SY_OK;
    if (!sy_grow(t->al, &items, &t->corrections_capacity, t->n_corrections, t->n_corrections + 1,
                 sizeof *t->corrections)) {
        return sy_fail_nomem(err);
    }
    t->corrections = items;
    t->corrections[t->n_corrections++] = (sy_said){place, (uint8_t)what};
    return SY_OK;
}

/* A row without an account at its other side, but with a pattern. */
static sy_status note_mask(loader *l, const sy_entry_batch *b, size_t i, uint32_t place,
                           sy_err *err)
{
    sy_case_tables *t = l->t;
    const uint32_t name = b->text[SY_OTHER_NAME][i], number = b->text[SY_OTHER_NUMBER][i];
    const bool name_is = said_of(l, AS_NAME, name) & IS_MASK;
    const bool number_is = said_of(l, AS_NAME, number) & IS_MASK;
    void *items = t->masked;

    if (b->other_account[i] || !(name_is || number_is) || b->flags[i] & SY_ENTRY_TRANSFER) {
        return SY_OK;
    }
    if (!sy_grow(t->al, &items, &t->masked_capacity, t->n_masked, t->n_masked + 1,
                 sizeof *t->masked)) {
        return sy_fail_nomem(err);
    }
    t->masked = items;
    t->masked[t->n_masked++] = (sy_masked){place, name, number_is ? number : 0};
    return SY_OK;
}

static sy_status take_words(void *ctx, const sy_entry_batch *b, sy_err *err)
{
    loader *l = ctx;
    sy_case_tables *t = l->t;

    for (size_t i = 0; i < b->n; i++) {
        uint32_t place = place_of(t, b, i), other = b->other_account[i];
        if (place == SY_NONE) return contradiction(err);
        sy_fact_ledger *own = &t->ledgers[t->ledgers[b->ledger[i]].same_as];
        sy_other_kind kind = judgement(l, AS_NAME, b->text[SY_OTHER_NAME][i]);
        bool no_account = is_no_account(kind);
        t->outside[place] =
            (uint8_t)((unsigned)judge_row(l, b, i, kind) | (no_account ? SY_NO_ACCOUNT : 0u));
        see(&own->holder, place, b->text[SY_HOLDER][i]);
        see(&own->bank, place, b->text[SY_OWN_BANK][i]);
        own->rows++;
        if (judgement(l, AS_NAME, b->text[SY_OWN_BANK][i]) == SY_OTHER_CLEARING) {
            own->is_wallet = true;
        }
        sy_status st = note_correction(l, b, i, place, err);
        if (st == SY_OK) st = note_mask(l, b, i, place, err);
        if (st != SY_OK) return st;
        if (!(b->flags[i] & SY_ENTRY_TRANSFER)) t->accounts[own->account].has_statement = true;
        if (other == 0 || no_account) continue;
        other = sy_aliases_account(t->aliases, other);
        see(&t->accounts[other].name, place, b->text[SY_OTHER_NAME][i]);
        see(&t->accounts[other].bank, place, b->text[SY_OTHER_BANK][i]);
    }
    return SY_OK;
}

static sy_status make_arrays(sy_case_tables *t, sy_err *err)
{
    t->at = sy_new_array(t->al, t->n, sizeof *t->at);
    t->amount = sy_new_array(t->al, t->n, sizeof *t->amount);
    t->balance = sy_new_array(t->al, t->n, sizeof *t->balance);
    t->ledger = sy_new_array(t->al, t->n, sizeof *t->ledger);
    t->other = sy_new_array(t->al, t->n, sizeof *t->other);
    t->flags = sy_new_array(t->al, t->n, 1);
    t->outside = sy_new_array(t->al, t->n, 1);
    if (!t->at || !t->amount || !t->balance || !t->ledger || !t->other || !t->flags ||
        !t->outside) {
        return sy_fail_nomem(err);
    }
    memset(t->ledger, 0xFF, t->n * sizeof *t->ledger);
    return SY_OK;
}

static sy_status load_dictionaries(loader *l, sy_err *err)
{
    char *folder = NULL, *others = NULL, *corrections = NULL;
    sy_status st = sy_data_folder(&folder, err);

    if (st != SY_OK) return st;
    others = sy_path_join(NULL, folder, "dict/counterparties.yaml");
    corrections = sy_path_join(NULL, folder, "dict/corrections.yaml");
    if (!others || !corrections) st = sy_fail_nomem(err);
    if (st == SY_OK) st = sy_property_load_default(&l->property, NULL, err);
    if (st == SY_OK) st = sy_counterparties_load(&l->dictionary, NULL, others, l->property, err);
    if (st == SY_OK) st = sy_corrections_load(&l->corrections, NULL, corrections, err);
    for (int k = 0; st == SY_OK && k < SY_CORRECTIONS; k++) {
        l->t->correction_days[k] = sy_correction_days(l->corrections, (sy_correction)k);
    }
    sy_drop(NULL, folder);
    sy_drop(NULL, others);
    sy_drop(NULL, corrections);
    return st;
}

/* The other side of a row that names none, as a second view of it says. */
static void take_detail(void *ctx, uint32_t place, const sy_detail *d)
{
    loader *l = ctx;
    sy_case_tables *t = l->t;
    const sy_other_kind kind = judgement(l, AS_NAME, d->name);
    const bool no_account = is_no_account(kind);

    if (t->other[place] && t->other[place] != d->account) return; /* it says otherwise itself */
    if (kind != SY_OTHER_PLAIN) t->outside[place] = (uint8_t)outside_of(kind);
    if (no_account) t->outside[place] |= SY_NO_ACCOUNT;
    if (d->account == 0 || no_account) return;
    t->other[place] = d->account;
    see(&t->accounts[d->account].name, place, d->name);
    see(&t->accounts[d->account].bank, place, d->bank);
}

static int by_place(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b; /* both kinds of items begin with the place */
    return (*x > *y) - (*x < *y);
}

/* Wallets' statements are known by their profile; what a wallet paid by card is a
 * ledger of its own there, called after the card ("经...", intake/recast.c). */
static sy_status mark_wallets(sy_case_tables *t, sy_err *err)
{
    static const char *const profiles[] = {"tenpay-", "wechat-", "alipay-", "meituan-",
                                           "payment-flow"};
    uint8_t *has_wallet = sy_new_array(t->al, t->n_accounts, 1);

    if (!has_wallet) return sy_fail_nomem(err);
    for (size_t i = 0; i < t->n_covers; i++) {
        const sy_cover_row *c = &t->covers[i];
        if (c->ledger >= t->n_ledgers || c->source >= t->rank_capacity) continue;
        if (t->rank[c->source] == SY_NONE) continue;
        const char *profile = t->sources[t->rank[c->source]].profile;
        for (size_t k = 0; k < sizeof profiles / sizeof *profiles; k++) {
            if (strncmp(profile, profiles[k], strlen(profiles[k])) == 0) {
                t->ledgers[c->ledger].is_wallet = true;
            }
        }
    }
    for (size_t l = 0; l < t->n_ledgers; l++) {
        const sy_fact_ledger *g = &t->ledgers[l];
        if (g->exists && (g->is_wallet || sy_slice_starts(g->sub, SY_TEXT("经")))) {
            has_wallet[g->account] = 1;
        }
    }
    for (size_t l = 0; l < t->n_ledgers; l++) {
        if (t->ledgers[l].exists) t->ledgers[l].is_wallet = has_wallet[t->ledgers[l].account];
    }
    sy_drop(t->al, has_wallet);
    return SY_OK;
}

/* Numbers and words are read side by side: they fill different arrays. */
static sy_status load_part(void *ctx, size_t part, sy_err *err)
{
    loader *l = ctx;
    sy_entry_filter filter = {.without_failed = true, .without_fingerprints = true};

    if (part == 0) return sy_facts_entries(l->ws, &filter, take_numbers, l, err);
    filter.without_amounts = true;
    filter.text_columns = 1u << SY_HOLDER | 1u << SY_OWN_BANK | 1u << SY_OTHER_NAME |
                          1u << SY_OTHER_BANK | 1u << SY_SUMMARY | 1u << SY_NOTE |
                          1u << SY_MERCHANT | 1u << SY_ENTRY_TYPE | 1u << SY_OTHER_NUMBER;
    sy_status st = sy_facts_texts(l->ws, judge_text, l, err);
    return st == SY_OK ? sy_facts_entries(l->ws, &filter, take_words, l, err) : st;
}

sy_status sy_case_tables_load(sy_case_tables *t, const sy_alloc *al, sy_workspace *ws, sy_err *err)
{
    loader l = {.t = t, .ws = ws};
    uint64_t entries, duplicates;
    sy_status st;

    memset(t, 0, sizeof *t);
    t->al = al;
    sy_arena_init(&t->arena, al);
    st = load_sources(t, ws, err);
    if (st == SY_OK) st = make_arrays(t, err);
    if (st == SY_OK) st = sy_facts_accounts(ws, take_account, t, err);
    if (st == SY_OK) st = sy_facts_ledgers(ws, take_ledger, t, err);
    if (st == SY_OK) st = sy_facts_covers(ws, &t->covers, &t->n_covers, &t->arena, err);
    if (st == SY_OK) st = sy_covers_confirm(ws, t->covers, t->n_covers, err);
    if (st == SY_OK) st = see_through_aliases(t, ws, err);
    if (st == SY_OK) st = sy_registry_load(&t->registry, al, ws, err);
    if (st == SY_OK) st = load_dictionaries(&l, err);
    if (st == SY_OK) st = sy_facts_count_entries(ws, &entries, &duplicates, err);
    if (st == SY_OK) {
        sy_progress_begin(&l.progress, _("reading entries"), entries, SY_UNIT_ROWS);
        st = sy_parallel(2, load_part, &l, err);
        sy_progress_end(&l.progress);
    }
    if (st == SY_OK) st = sy_case_titles_apply(t, ws, err);
    if (st == SY_OK) st = sy_details_lend(t, ws, take_detail, &l, err);
    if (st == SY_OK) st = sy_refunds_lend(t, ws, err);
    if (st == SY_OK) st = sy_pockets_mark(t, ws, err);
    if (st == SY_OK) {
        st = sy_facts_duplicates(ws, &t->duplicates, &t->n_duplicates, &t->arena, err);
    }
    if (t->n_corrections) qsort(t->corrections, t->n_corrections, sizeof *t->corrections, by_place);
    if (t->n_masked) qsort(t->masked, t->n_masked, sizeof *t->masked, by_place);
    if (st == SY_OK) st = mark_wallets(t, err);
    if (st == SY_OK) st = sy_balances_judge(t, err);
    if (st == SY_OK) st = sy_totals_check_all(t, ws, err);
    sy_facts_release(ws);
    for (int i = 0; i < JUDGEMENTS; i++) sy_drop(al, l.judged[i]);
    sy_counterparties_free(l.dictionary);
    sy_property_free(l.property);
    sy_corrections_free(l.corrections);
    return st;
}

void sy_case_tables_forget(sy_case_tables *t)
{
    sy_aliases_free(t->aliases);
    sy_registry_free(t->registry);
    sy_drop(t->al, t->accounts);
    sy_drop(t->al, t->ledgers);
    sy_drop(t->al, t->rank);
    sy_drop(t->al, t->corrections);
    sy_drop(t->al, t->masked);
    sy_drop(t->al, t->pictures);
    sy_drop(t->al, t->no_balances);
    sy_arena_dispose(&t->arena);
    t->aliases = NULL;
    t->registry = NULL;
    t->accounts = NULL;
    t->ledgers = NULL;
    t->rank = NULL;
    t->sources = NULL;
    t->covers = NULL;
    t->duplicates = NULL;
    t->corrections = NULL;
    t->masked = NULL;
    t->pictures = NULL;
    t->no_balances = NULL;
    t->totals = NULL;
    t->n_totals = 0;
    t->n_duplicates = t->n_corrections = t->n_masked = t->n_pictures = t->n_no_balances = 0;
    t->n_accounts = t->n_ledgers = t->n_covers = t->rank_capacity = 0;
}

void sy_case_tables_give_back_rows(sy_case_tables *t)
{
    sy_drop(t->al, t->at);
    sy_drop(t->al, t->amount);
    sy_drop(t->al, t->flags);
    t->at = t->amount = NULL;
    t->flags = NULL;
}

void sy_case_tables_dispose(sy_case_tables *t)
{
    void *const pieces[] = {t->bases, t->at,    t->amount,  t->balance, t->ledger,
                            t->other, t->flags, t->outside, t->pocket};

    sy_case_tables_forget(t);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) sy_drop(t->al, pieces[i]);
    memset(t, 0, sizeof *t);
}
