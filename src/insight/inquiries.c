/* inquiries.c - puts the steps together: items by account while they are found, then who
 * and what they are, then their order. Figures come from the scene's traces alone, so they
 * are those of suyuan trace with the same seeds. */
#include "insight/inquiries.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/money.h"
#include "insight/inquiry_parts.h"

static const struct {
    const char *name, *label;
} kinds[SY_INQUIRY_KINDS] = {
    [SY_INQUIRY_ACCOUNTS] = {"accounts", N_("which accounts there are")},
    [SY_INQUIRY_STATEMENT] = {"statement", N_("statement")},
    [SY_INQUIRY_DAYS] = {"days", N_("days that are missing")},
    [SY_INQUIRY_ROWS] = {"rows", N_("rows that are missing")},
    [SY_INQUIRY_WALLET] = {"wallet", N_("payment account")},
};

static const struct {
    const char *name, *label;
} reasons[SY_ASK_REASONS] = {
    [SY_ASK_WAITS] = {"traced-money-waits", N_("traced money waits there")},
    [SY_ASK_OWN] = {"debtors-own", N_("the debtor's own account")},
    [SY_ASK_HOUSEHOLD] = {"household", N_("account of the spouse or a minor child")},
    [SY_ASK_LISTED] = {"listed", N_("an account file lists it, no statement came")},
    [SY_ASK_IN_VAIN] = {"asked-in-vain", N_("asked for before, no statement came")},
    [SY_ASK_SKIPS] = {"balances-skip", N_("its balances do not follow from each other")},
    [SY_ASK_UNMATCHED] = {"rows-missing", N_("others' statements show rows that it lacks")},
    [SY_ASK_ENDS] = {"ends-early", N_("it ends early, with traced money in it")},
    [SY_ASK_BEGINS] = {"begins-late", N_("it begins after the first day of the case")},
    [SY_ASK_HOLES] = {"days-between", N_("days between its statements are missing")},
    [SY_ASK_NO_NUMBER] = {"no-number", N_("paid by name, no account number is given")},
    [SY_ASK_NO_LIST] = {"no-list", N_("no account file names this person")},
};

const char *sy_inquiry_kind_name(sy_inquiry_kind k)
{
    return kinds[k].name;
}

const char *sy_inquiry_kind_label(sy_inquiry_kind k)
{
    return _(kinds[k].label);
}

const char *sy_inquiry_reason_name(sy_inquiry_reason r)
{
    return reasons[r].name;
}

const char *sy_inquiry_reason_label(sy_inquiry_reason r)
{
    return _(reasons[r].label);
}

/* ---- items ---- */

sy_inquiry *sy_ask_new(sy_asking *a, sy_inquiry_kind kind, uint32_t account)
{
    void *items = a->items;

    if (!sy_grow(NULL, &items, &a->capacity, a->n, a->n + 1, sizeof *a->items)) return NULL;
    a->items = items;
    sy_inquiry *i = &a->items[a->n++];
    *i = (sy_inquiry){.kind = kind,
                      .account = "",
                      .holder = "",
                      .identity = "",
                      .bank = "",
                      .answer = "",
                      .party = SY_NONE,
                      .from = SY_NO_DATE,
                      .to = SY_NO_DATE};
    if (account == SY_NONE) return i;
    const uint32_t ledger = sy_flow_first_ledger(a->f, account);
    i->account = sy_flow_text(a->f, a->f->ledgers[ledger].number);
    i->holder = sy_flow_text(a->f, a->f->ledgers[ledger].holder);
    i->bank = sy_flow_text(a->f, a->f->ledgers[ledger].bank);
    i->party = a->s->party_of[account];
    return i;
}

/* "6222...#other": the other leg of a row that names its own account. */
static uint32_t base_of(const sy_asking *a, uint32_t account)
{
    const char *number =
        sy_flow_text(a->f, a->f->ledgers[sy_flow_first_ledger(a->f, account)].number);
    const char *mark = strchr(number, '#');

    if (!mark) return SY_NONE;
    return sy_case_find_account(a->s->c, (sy_slice){number, (size_t)(mark - number)});
}

sy_inquiry *sy_ask_of_account(sy_asking *a, uint32_t account)
{
    const uint32_t base = base_of(a, account);
    uint32_t *slot = base == SY_NONE ? &a->slot[account] : &a->rows_slot[base];
    sy_inquiry_kind kind = a->is_supplied[account] ? SY_INQUIRY_DAYS : SY_INQUIRY_STATEMENT;

    if (base != SY_NONE) kind = SY_INQUIRY_ROWS;
    if (*slot) return &a->items[*slot - 1];
    sy_inquiry *i = sy_ask_new(a, kind, base == SY_NONE ? account : base);
    if (i) *slot = (uint32_t)a->n;
    if (i && base != SY_NONE) sy_ask_because(i, SY_ASK_UNMATCHED);
    return i;
}

uint32_t sy_ask_slot(const sy_asking *a, uint32_t account)
{
    if (a->slot[account]) return a->slot[account];
    const uint32_t base = base_of(a, account);
    return base == SY_NONE ? 0 : a->rows_slot[base];
}

void sy_ask_days(sy_inquiry *i, int32_t from, int32_t to)
{
    if (i->from == SY_NO_DATE || from < i->from) i->from = from;
    if (i->to == SY_NO_DATE || to > i->to) i->to = to;
}

static int by_transfer(const void *key, const void *item)
{
    const uint32_t a = *(const uint32_t *)key, b = ((const sy_traced *)item)->transfer;
    return a < b ? -1 : a > b;
}

void sy_ask_mark(sy_asking *a, uint32_t transfer, size_t item)
{
    const sy_trace *t = a->s->traces[SY_FIFO];
    const sy_traced *found = t->n_transfers ? bsearch(&transfer, t->transfers, t->n_transfers,
                                                      sizeof *t->transfers, by_transfer)
                                            : NULL;

    if (found) a->item_of[found - t->transfers] = (uint32_t)item;
}

uint32_t sy_ask_place(const sy_asking *a, uint32_t transfer)
{
    return a->f->flags[transfer] & SY_T_PSEUDO ? SY_NONE : a->f->out_place[transfer];
}

bool sy_ask_is_business(const sy_asking *a, sy_slice name)
{
    const sy_other_words words = {.name = name};

    if (name.len == 0) return false;
    if (sy_inquiry_is_not_asked(&a->dict, name)) return true;
    switch (sy_counterparty_kind(a->words, &words, NULL)) {
    case SY_OTHER_PLAIN:
    case SY_OTHER_CASH:
        return false;
    default:
        return true;
    }
}

const char *sy_ask_identity(const sy_scene *s, uint32_t party)
{
    if (party == SY_NONE) return "";
    const sy_identity *who = &s->parties->items[party];
    for (size_t i = 0; i < who->n_ids; i++) {
        if (who->ids[i].verdict == SY_ID_GOOD) return who->ids[i].at.text;
    }
    return "";
}

/* ---- beginning ---- */

static sy_status load_words(sy_asking *a, sy_err *err)
{
    char *folder = NULL, *path = NULL;
    sy_status st = sy_data_folder(&folder, err);

    if (st == SY_OK) {
        path = sy_path_join(NULL, folder, "dict/counterparties.yaml");
        st = path ? sy_counterparties_load(&a->words, NULL, path, NULL, err) : sy_fail_nomem(err);
    }
    sy_drop(NULL, path);
    sy_drop(NULL, folder);
    return st == SY_OK ? sy_inquiry_dict_load(&a->dict, NULL, a->s->arena, err) : st;
}

static void look_at_ledgers(sy_asking *a)
{
    const sy_flow *f = a->f;

    a->horizon = SY_NO_DATE;
    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const sy_ledger *g = &f->ledgers[l];
        if (g->flags & SY_L_NO_STATEMENT) continue;
        a->is_supplied[g->account] = true;
        const int32_t end = (int32_t)sy_day_of(g->as_of);
        if (end > a->horizon) a->horizon = end;
    }
}

static sy_status begin(sy_asking *a, const sy_scene *s, sy_err *err)
{
    const size_t n = (size_t)s->f->n_accounts + 1;
    const sy_trace *t = s->traces[SY_FIFO];

    *a = (sy_asking){.s = s, .f = s->f};
    a->slot = sy_arena_get(s->arena, n * sizeof *a->slot);
    a->rows_slot = sy_arena_get(s->arena, n * sizeof *a->rows_slot);
    a->is_supplied = sy_arena_get(s->arena, n);
    a->item_of = sy_arena_get(s->arena, ((t ? t->n_transfers : 0) + 1) * sizeof *a->item_of);
    if (!a->slot || !a->rows_slot || !a->is_supplied || !a->item_of) {
        return sy_fail_nomem(err);
    }
    for (size_t i = 0; t && i < t->n_transfers; i++) a->item_of[i] = SY_NONE;
    look_at_ledgers(a);
    sy_status st = load_words(a, err);
    return st == SY_OK ? sy_registry_load(&a->registry, NULL, sy_case_workspace(s->c), err) : st;
}

/* ---- who and what ---- */

static int by_number(const void *key, const void *item)
{
    return strcmp(key, ((const sy_party_account *)item)->number);
}

static void describe(sy_asking *a, sy_inquiry *i)
{
    const sy_identity *who = i->party == SY_NONE ? NULL : &a->s->parties->items[i->party];

    if (who) {
        i->relation = a->s->relation[i->party];
        if (*i->holder == '\0' && who->name) i->holder = who->name;
        if (*i->identity == '\0') i->identity = sy_ask_identity(a->s, i->party);
    }
    i->is_business = i->relation == SY_RELATION_NONE && i->kind != SY_INQUIRY_WALLET &&
                     sy_ask_is_business(a, sy_slice_of(i->holder));
    if (!who || i->kind == SY_INQUIRY_WALLET || *i->account == '\0') return;
    const sy_party_account *known =
        bsearch(i->account, who->accounts, who->n_accounts, sizeof *who->accounts, by_number);
    if (!known) return;
    if (*i->bank == '\0' && known->bank) i->bank = known->bank;
    if (*i->bank == '\0' && known->bank_hint && *known->bank_hint) {
        i->bank = known->bank_hint;
        i->bank_is_guess = true;
    }
    if (i->kind != SY_INQUIRY_STATEMENT) return;
    i->rows = known->rows;
    i->in = known->in;
    i->out = known->out;
    if (known->first <= known->last && i->from == SY_NO_DATE) {
        sy_ask_days(i, (int32_t)sy_day_of(known->first), (int32_t)sy_day_of(known->last));
    }
}

/* Of the debtor's and his household's accounts all since the first day of the case is
 * asked for; whatever waits somewhere waits until the last day that anybody knows. */
static void stretch(const sy_asking *a, sy_inquiry *i)
{
    const bool is_near = i->relation == SY_RELATION_DEBTOR || sy_relation_is_household(i->relation);

    if (i->kind != SY_INQUIRY_STATEMENT && i->kind != SY_INQUIRY_WALLET) return;
    if (is_near && a->s->since != INT64_MIN && a->horizon != SY_NO_DATE) {
        const int32_t since = (int32_t)sy_day_of(a->s->since);
        sy_ask_days(i, since, since > a->horizon ? since : a->horizon);
    }
    if (i->from != SY_NO_DATE && a->horizon > i->to) i->to = a->horizon;
}

static sy_status name(sy_inquiry *i, sy_err *err)
{
    const char *const about = *i->account ? i->account : *i->identity ? i->identity : i->holder;
    const char *const firm = i->kind == SY_INQUIRY_WALLET ? i->bank : "";
    const char *const parts[] = {"inquiry", kinds[i->kind].name, about, firm};
    char sha256[SY_DIGEST_TEXT];
    sy_digest d = {0};
    sy_status st = sy_digest_begin(&d, SY_SHA256, err);

    if (st != SY_OK) return st;
    for (int k = 0; k < 4; k++) sy_digest_add(&d, parts[k], strlen(parts[k]) + 1);
    sy_digest_end(&d, sha256);
    memcpy(i->id, sha256, SY_INQUIRY_ID - 1);
    i->id[SY_INQUIRY_ID - 1] = '\0';
    return SY_OK;
}

/* ---- the rows behind each ---- */

static int64_t at_most_seeded(const sy_trace *t, int64_t upper)
{
    int64_t seeded = 0;

    for (size_t k = 0; k < t->n_seeds; k++) seeded += t->seeded[k];
    return upper < seeded ? upper : seeded;
}

/* Adds up to INT64_MAX; more than was seeded is cut off later anyway. */
static void add_up(int64_t *sum, int64_t amount)
{
    if (!sy_minor_add(sum, *sum, amount)) *sum = INT64_MAX;
}

static sy_status collect(sy_asking *a, sy_err *err)
{
    const sy_trace *t = a->s->traces[SY_FIFO];
    size_t *count = sy_arena_get(a->s->arena, (a->n + 1) * sizeof *count);

    if (!t) return SY_OK;
    if (!count) return sy_fail_nomem(err);
    for (size_t k = 0; k < t->n_transfers; k++) {
        if (a->item_of[k] != SY_NONE && t->transfers[k].tainted > 0) count[a->item_of[k]]++;
    }
    for (size_t i = 0; i < a->n; i++) {
        a->items[i].transfers = sy_arena_get(a->s->arena, (count[i] + 1) * sizeof(uint32_t));
        if (!a->items[i].transfers) return sy_fail_nomem(err);
    }
    for (size_t k = 0; k < t->n_transfers; k++) {
        if (a->item_of[k] == SY_NONE) continue;
        sy_inquiry *i = &a->items[a->item_of[k]];
        if (t->transfers[k].tainted > 0) i->transfers[i->n_transfers++] = t->transfers[k].transfer;
        add_up(&i->at_least, t->transfers[k].lower);
        add_up(&i->at_most, t->transfers[k].upper);
    }
    for (size_t i = 0; i < a->n; i++) {
        a->items[i].at_most = at_most_seeded(t, a->items[i].at_most);
    }
    return SY_OK;
}

sy_status sy_inquiries_find(sy_inquiries **out, const sy_scene *s, sy_err *err)
{
    sy_inquiries *q = sy_arena_get(s->arena, sizeof *q);
    sy_asking a;
    sy_status st = begin(&a, s, err);

    *out = NULL;
    if (st == SY_OK && !q) st = sy_fail_nomem(err);
    if (st == SY_OK && s->traces[SY_FIFO]) st = sy_ask_waiting(&a, err);
    if (st == SY_OK && s->traces[SY_FIFO]) st = sy_ask_onward(&a, err);
    if (st == SY_OK) st = sy_ask_known(&a, err);
    if (st == SY_OK) st = sy_ask_in_vain(&a, err);
    if (st == SY_OK) st = sy_ask_gaps(&a, err);
    if (st == SY_OK) st = sy_ask_wallets(&a, err);
    for (size_t i = 0; i < a.n; i++) describe(&a, &a.items[i]);
    if (st == SY_OK) st = sy_ask_people(&a, err);
    if (st == SY_OK) st = collect(&a, err);
    for (size_t i = 0; i < a.n; i++) stretch(&a, &a.items[i]);
    for (size_t i = 0; i < a.n && st == SY_OK; i++) st = name(&a.items[i], err);
    if (st == SY_OK) st = sy_ask_order(q, &a, err);
    if (st == SY_OK) *out = q;
    sy_registry_free(a.registry);
    sy_counterparties_free(a.words);
    sy_drop(NULL, a.items);
    return st;
}

const sy_inquiry *sy_inquiry_find(const sy_inquiries *q, const char *id)
{
    for (size_t i = 0; i < q->n; i++) {
        if (strcmp(q->items[i].id, id) == 0) return &q->items[i];
    }
    for (size_t i = 0; i < q->n_people; i++) {
        if (strcmp(q->people[i].id, id) == 0) return &q->people[i];
    }
    return NULL;
}
