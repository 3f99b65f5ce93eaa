/* clue_finish.c - from assets and their rows to clues: whose money, how sure, which days
 * had come, what is set aside, in which order, and the id that names each for good. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/digest.h"
#include "identifier/name.h"
#include "insight/clue_parts.h"

enum {
    FEWEST_MONTHS = 3,      /* of wages and pension */
    FEWEST_RENTS = 2,       /* months of rent ... */
    LEAST_RENT = 1000000,   /* ... or so much at once, fen */
    FEWEST_RECEIPTS = 2,    /* of a customer ... */
    RECEIPTS_WITHIN = 365,  /* ... the last so many days before the data end */
    LEAST_NAMED = 1000000,  /* fen: a named seller who got less is grade C */
    FEWEST_EQUAL = 6
};

/* ---- rows of an asset ---- */

static int by_asset(const void *a, const void *b)
{
    const sy_clue_hit *x = a, *y = b;

    if (x->asset != y->asset) return x->asset < y->asset ? -1 : 1;
    if (x->row.at != y->row.at) return x->row.at < y->row.at ? -1 : 1;
    if (x->row.transfer != y->row.transfer) return x->row.transfer < y->row.transfer ? -1 : 1;
    return (int)x->row.comes_in - (int)y->row.comes_in;
}

static bool counts(sy_asset_class asset, const sy_clue_row *r)
{
    if (r->is_back) return false;
    if (!r->sign) return asset == SY_ASSET_OWN_ACCOUNT && r->comes_in;
    switch (r->sign->role) {
    case SY_BUYS:
    case SY_TAXES:
    case SY_OWNS:
    case SY_REPAYS:
        return true;
    case SY_EARNS:
        return asset == SY_ASSET_INCOME || asset == SY_ASSET_RENT || asset == SY_ASSET_RECEIVABLE;
    case SY_USES:
        return asset == SY_ASSET_CONSUMPTION;
    default:
        return false;
    }
}

/* How much a row weighs in the choice of the sign that names the clue. */
static int weight_of(const sy_clue_hit *h)
{
    static const int weights[SY_PROPERTY_ROLES] = {
        [SY_BUYS] = 7, [SY_TAXES] = 6, [SY_OWNS] = 5, [SY_REPAYS] = 4, [SY_EARNS] = 3,
        [SY_USES] = 2, [SY_FITS] = 1};
    return h->row.sign ? weights[h->row.sign->role] : 0;
}

static void extend(sy_clue *k, const sy_clue_row *r)
{
    if (k->first > k->last) {
        k->first = k->last = r->at;
        k->date_only = r->date_only;
    }
    if (r->at > k->last) k->last = r->at;
    k->date_only |= r->date_only;
}

static void take_keys(const sy_scene *s, sy_clue *k, const sy_clue_row *r)
{
    static const sy_entry_text where[] = {SY_NOTE, SY_SUMMARY};

    if (r->place == SY_NONE) return;
    for (size_t i = 0; i < 2; i++) {
        const sy_slice text = sy_scene_text(s, r->place, where[i]);
        if (k->asset == SY_ASSET_VEHICLE && !k->plate[0]) sy_clue_plate_in(k->plate, text);
        if (k->asset == SY_ASSET_VEHICLE && !k->vin[0]) sy_clue_vin_in(k->vin, text);
        if (k->asset == SY_ASSET_INSURANCE && !k->policy[0]) sy_clue_policy_in(k->policy, text);
        if (k->asset == SY_ASSET_REAL_ESTATE && !k->address.len && sy_clue_is_address(text)) {
            k->address = text;
        }
    }
}

/* ---- whose money ---- */

static bool is_his(const sy_scene *s, uint32_t ledger)
{
    return sy_scene_is_debtor(s, sy_scene_party(s, ledger));
}

/* sign: +1 for what the row puts in, -1 for what it takes out again. */
static void add_money(sy_clue_money *money, const sy_clue_maker *m, const sy_clue_row *r, int sign)
{
    const sy_scene *s = m->s;
    const sy_traced *bounds = sy_scene_traced(s, SY_FIFO, r->transfer);
    const bool own = is_his(s, r->ledger);

    for (int rule = 0; rule < SY_RULES; rule++) {
        const sy_traced *t = own ? NULL : sy_scene_traced(s, (sy_rule)rule, r->transfer);
        const int64_t his = own ? r->amount : t ? t->tainted : 0;
        const int64_t wide = own ? his : sy_clue_diverted_in(m, (sy_rule)rule, r->transfer);
        money->by_rule[rule] += sign * his;
        money->with_diverted[rule] += sign * (m->wide[rule] ? wide : his);
    }
    money->least += sign * (own ? r->amount : bounds ? bounds->lower : 0);
    money->most += sign * (own ? r->amount : bounds ? bounds->upper : 0);
    if (!own && sy_scene_is_matched(s, r->transfer)) money->matched += sign * r->amount;
    money->is_known |= own || s->traces[SY_FIFO] != NULL;
}

static bool is_pocket(const sy_clue_asset *a)
{
    return a->left > 0;
}

static void at_least_0(int64_t *amount)
{
    if (*amount < 0) *amount = 0;
}

static void find_money(sy_clue *k, const sy_clue_maker *m, const sy_clue_asset *a)
{
    for (size_t i = 0; i < k->n_rows; i++) {
        const sy_clue_row *r = &k->rows[i];
        if (is_pocket(a))
            add_money(&k->money, m, r, r->comes_in ? 1 : -1);
        else if (r->counts && !r->comes_in)
            add_money(&k->money, m, r, 1);
    }
    for (int rule = 0; rule < SY_RULES; rule++) {
        at_least_0(&k->money.by_rule[rule]);
        at_least_0(&k->money.with_diverted[rule]);
        k->money.has_diverted |= k->money.by_rule[rule] != k->money.with_diverted[rule];
    }
    at_least_0(&k->money.least);
    at_least_0(&k->money.most);
    at_least_0(&k->money.matched);
}

/* ---- what the rows show together ---- */

static bool has_role(const sy_clue *k, sy_property_role role)
{
    for (size_t i = 0; i < k->n_rows; i++) {
        if (k->rows[i].sign && k->rows[i].sign->role == role) return true;
    }
    return false;
}

static void find_shapes(sy_clue *k)
{
    const sy_clue_beat beat = sy_clue_monthly(k->rows, k->n_rows);

    if (beat.times >= FEWEST_EQUAL) {
        k->shapes |= SY_CLUE_MONTHLY;
        k->times = beat.times;
        k->each = beat.each;
    }
    if (k->asset == SY_ASSET_INSURANCE && sy_clue_is_yearly(k->rows, k->n_rows)) {
        k->shapes |= SY_CLUE_YEARLY;
        if (k->grade == 'C') k->grade = 'B';
    }
    if (has_role(k, SY_BUYS) && (has_role(k, SY_TAXES) || has_role(k, SY_OWNS) ||
                                 has_role(k, SY_REPAYS) || has_role(k, SY_FITS))) {
        k->shapes |= SY_CLUE_STORY;
    }
}

/* Deed tax is 1 to 3 % of the price; purchase tax 10 % of the price without 13 % value
 * added tax, for electric cars half of that in 2026 and 2027 (domain.md 5.7). */
static void find_price(sy_clue *k)
{
    int64_t tax = 0;
    bool may_be_half = false;

    for (size_t i = 0; i < k->n_rows; i++) {
        const sy_clue_row *r = &k->rows[i];
        sy_civil c;
        if (!r->sign || r->sign->role != SY_TAXES || r->is_back) continue;
        sy_civil_from_seconds(&c, r->at);
        may_be_half |= c.year == 2026 || c.year == 2027;
        if (!sy_minor_add(&tax, tax, r->amount) || tax > INT64_MAX / 200) return;
    }
    if (tax == 0) return;
    k->price_least = k->asset == SY_ASSET_REAL_ESTATE ? tax * 100 / 3 : tax * 113 / 10;
    k->price_most = k->asset == SY_ASSET_REAL_ESTATE ? tax * 100
                                                     : k->price_least * (may_be_half ? 2 : 1);
}

/* ---- one clue ---- */

static void take_rows(sy_clue *k, const sy_scene *s, const sy_clue_hit *hits, sy_clue_row *rows)
{
    const sy_clue_hit *strongest = NULL;
    int64_t used = 0;
    bool counted = false;

    k->rows = rows;
    for (size_t i = 0; i < k->n_rows; i++) {
        sy_clue_row *r = &rows[i];
        *r = hits[i].row;
        r->counts = counts(k->asset, r);
        take_keys(s, k, r);
        if (r->is_back) k->returned += r->amount;
        if (!strongest || weight_of(&hits[i]) > weight_of(strongest)) strongest = &hits[i];
        if (r->sign && r->sign->role == SY_USES) used += r->amount;
        if (!r->counts) continue;
        counted = true;
        k->amount += r->amount;
        extend(k, r);
        if (r->sign && hits[i].grade < k->grade) k->grade = hits[i].grade;
    }
    if (strongest) k->sign = strongest->row.sign;
    for (size_t i = 0; !counted && i < k->n_rows; i++) extend(k, &rows[i]);
    if (!counted && used) k->amount = used;
}

/* A named seller is grade B only for a sum that a thing of that kind costs. */
static void judge_sum(sy_clue *k)
{
    const bool is_named_thing =
        k->asset == SY_ASSET_REAL_ESTATE || k->asset == SY_ASSET_VEHICLE;
    if (is_named_thing && k->grade == 'B' && k->amount < LEAST_NAMED && has_role(k, SY_BUYS)) {
        k->grade = 'C';
    }
}

static void name_holder(sy_clue *k, const sy_clue_maker *m, const sy_clue_asset *a)
{
    const sy_scene *s = m->s;

    k->party = a->holder < s->parties->n ? a->holder : SY_NONE;
    k->ledger = a->ledger;
    for (size_t i = 0, best = 0; a->ledger == SY_NONE && i < k->n_rows; i++) {
        if (i == 0 || k->rows[i].amount > k->rows[best].amount) best = i;
        k->ledger = k->rows[best].ledger;
    }
    if (k->party != SY_NONE) k->holder = sy_slice_of(s->parties->items[k->party].name);
    if (!k->holder.len && k->ledger != SY_NONE) {
        k->holder = sy_slice_of(sy_flow_text(s->f, s->f->ledgers[k->ledger].holder));
    }
    k->account = a->account;
    if (!k->account.len && k->ledger != SY_NONE) {
        k->account = sy_slice_of(sy_flow_text(s->f, s->f->ledgers[k->ledger].number));
    }
}

static void make_clue(sy_clue *k, const sy_clue_maker *m, const sy_clue_asset *a,
                      const sy_clue_hit *hits, size_t n, sy_clue_row *rows)
{
    *k = (sy_clue){.asset = a->asset,
                   .grade = a->grade ? a->grade : 'C',
                   .standing = sy_clue_standing_of(m, a->holder),
                   .payee = a->payee,
                   .is_frozen = a->is_frozen,
                   .is_supplied = a->is_supplied,
                   .first = 1,
                   .last = 0,
                   .n_rows = n};
    take_rows(k, m->s, hits, rows);
    if (is_pocket(a)) k->amount = a->left;
    name_holder(k, m, a);
    if (a->is_supplied) k->first = k->last = m->s->f->ledgers[a->ledger].last;
    judge_sum(k);
    find_shapes(k);
    find_price(k);
    find_money(k, m, a);
    k->grounds = sy_clue_grounds(m, k, a->holder);
    k->after = k->first > k->last ? SY_CASE_DAYS : sy_scene_after(m->s, k->last);
    k->after_judgment = k->first <= k->last &&
                        sy_scene_is_after(m->s, k->last, SY_DAY_JUDGMENT_EFFECTIVE);
}

/* ---- which are none ---- */

static int64_t end_of_data(const sy_flow *f)
{
    return f->n_transfers ? sy_flow_at(f, f->n_transfers - 1) : 0;
}

static bool is_regular_enough(const sy_clue *k, const sy_scene *s)
{
    const uint32_t months = sy_clue_months(k->rows, k->n_rows);

    switch (k->asset) {
    case SY_ASSET_INCOME:
        return months >= FEWEST_MONTHS || k->amount >= LEAST_RENT;
    case SY_ASSET_RENT:
        return months >= FEWEST_RENTS || k->amount >= LEAST_RENT;
    case SY_ASSET_RECEIVABLE:
        return k->n_rows >= FEWEST_RECEIPTS && (!k->sign->joins || months >= FEWEST_MONTHS) &&
               k->last >= end_of_data(s->f) - (int64_t)RECEIPTS_WITHIN * SY_DAY;
    default:
        return true;
    }
}

/* A use names the thing by plate or address, or by a tag that is bound to one (a sign of
 * grade B or better) for three months. */
static bool betrays_a_thing(const sy_clue *k)
{
    bool is_bound = false;

    for (size_t i = 0; i < k->n_rows; i++) is_bound |= k->rows[i].sign->grade < 'C';
    return k->plate[0] || k->address.len ||
           (is_bound && sy_clue_months(k->rows, k->n_rows) >= FEWEST_MONTHS);
}

static bool is_use_only(const sy_clue *k)
{
    for (size_t i = 0; i < k->n_rows; i++) {
        if (!k->rows[i].sign || k->rows[i].sign->role != SY_USES) return false;
    }
    return k->n_rows > 0 && k->asset != SY_ASSET_CONSUMPTION;
}

static sy_clue_aside aside_of(const sy_clue *k)
{
    const bool is_bought = !k->rows || has_role(k, SY_BUYS);

    if (k->decision && k->decision->verdict == SY_VERDICT_REJECTED) return SY_CLUE_REFUTED;
    if (k->is_frozen) return SY_CLUE_FROZEN;
    if (is_bought && k->returned > 0 && k->returned >= k->amount) return SY_CLUE_GIVEN_BACK;
    if (is_use_only(k)) return SY_CLUE_USE_ONLY;
    if (!k->grounds) return SY_CLUE_OWN_MONEY;
    return SY_CLUE_IS_SHOWN;
}

/* ---- names that last ---- */

static void digest_part(sy_digest *d, sy_slice text)
{
    sy_digest_add(d, text.ptr, text.len);
    sy_digest_add(d, "", 1);
}

/* Of what it is about: class, holder's name (else his account), seller, and which of
 * several alike by time. */
static sy_status name_clue(sy_clue *k, unsigned ordinal, sy_arena *arena, sy_err *err)
{
    char hex[SY_DIGEST_TEXT], number[16];
    const sy_slice holder = sy_name_fold(arena, k->holder.len ? k->holder : k->account);
    const sy_slice payee = sy_name_fold(arena, k->payee);
    const bool is_account = k->asset == SY_ASSET_OWN_ACCOUNT;
    sy_digest d = {0};
    sy_status st = sy_digest_begin(&d, SY_SHA256, err);

    if (st != SY_OK) return st;
    if (!holder.ptr || !payee.ptr) {
        sy_digest_dispose(&d);
        return sy_fail_nomem(err);
    }
    snprintf(number, sizeof number, "%u", ordinal);
    digest_part(&d, sy_slice_of(SY_CLUE_KIND));
    digest_part(&d, sy_slice_of(sy_asset_class_name(k->asset)));
    digest_part(&d, holder);
    digest_part(&d, is_account ? k->account : payee);
    digest_part(&d, sy_slice_of(k->policy));
    digest_part(&d, sy_slice_of(number));
    sy_digest_end(&d, hex);
    memcpy(k->id, hex, SY_CLUE_ID - 1);
    return SY_OK;
}

static int by_what(const void *a, const void *b)
{
    const sy_clue *x = a, *y = b;
    int c = (int)x->asset - (int)y->asset;

    if (!c) c = sy_slice_compare(x->holder, y->holder);
    if (!c) c = sy_slice_compare(x->payee, y->payee);
    if (!c) c = strcmp(x->policy, y->policy);
    if (!c && x->first != y->first) c = x->first < y->first ? -1 : 1;
    if (!c && x->amount != y->amount) c = x->amount < y->amount ? -1 : 1;
    return c ? c : sy_slice_compare(x->account, y->account);
}

static bool is_alike(const sy_clue *x, const sy_clue *y)
{
    return x->asset == y->asset && sy_slice_is(x->holder, y->holder) &&
           sy_slice_is(x->payee, y->payee) && strcmp(x->policy, y->policy) == 0;
}

static sy_status name_all(sy_clue *list, size_t n, sy_arena *arena, sy_err *err)
{
    unsigned ordinal = 0;
    sy_status st = SY_OK;

    if (n) qsort(list, n, sizeof *list, by_what);
    for (size_t i = 0; st == SY_OK && i < n; i++) {
        ordinal = i > 0 && is_alike(&list[i - 1], &list[i]) ? ordinal + 1 : 0;
        st = name_clue(&list[i], ordinal, arena, err);
    }
    return st;
}

/* ---- what people said ---- */

static int by_finding(const void *key, const void *item)
{
    return strcmp(key, ((const sy_finding_decision *)item)->finding);
}

static sy_status take_decisions(sy_clue *list, size_t n, const sy_clue_maker *m, sy_err *err)
{
    sy_finding_decision *said = NULL;
    size_t n_said = 0;
    sy_status st = sy_finding_decisions(sy_case_workspace(m->s->c), SY_CLUE_KIND, &said, &n_said,
                                        m->arena, err);

    for (size_t i = 0; st == SY_OK && n_said && i < n; i++) {
        list[i].decision = bsearch(list[i].id, said, n_said, sizeof *said, by_finding);
    }
    return st;
}

/* ---- order ---- */

static int by_use(const void *a, const void *b)
{
    const sy_clue *x = a, *y = b;
    int c = (x->aside != SY_CLUE_IS_SHOWN) - (y->aside != SY_CLUE_IS_SHOWN);

    if (!c) c = (int)x->standing - (int)y->standing;
    if (!c) c = (int)x->asset - (int)y->asset;
    if (!c) c = x->grade - y->grade;
    if (!c && x->amount != y->amount) c = x->amount > y->amount ? -1 : 1;
    return c ? c : strcmp(x->id, y->id);
}

/* Spending stands behind the clues and is split off. */
static void split(sy_clues *out, sy_clue *list, size_t n)
{
    size_t kept = 0;

    if (n) qsort(list, n, sizeof *list, by_use);
    out->items = list;
    for (size_t i = 0; i < n; i++) {
        if (list[i].asset == SY_ASSET_CONSUMPTION)
            out->spending[out->n_spending++] = list[i];
        else
            list[kept++] = list[i];
    }
    out->n = kept;
    for (size_t i = 0; i < kept; i++) out->n_shown += list[i].aside == SY_CLUE_IS_SHOWN;
}

sy_status sy_clue_finish(sy_clues *out, sy_clue_maker *m, sy_err *err)
{
    sy_clue *list = sy_arena_get(m->arena, (m->n_assets + 1) * sizeof *list);
    sy_clue_row *rows = sy_arena_get(m->arena, (m->n_hits + 1) * sizeof *rows);
    size_t n = 0, begin = 0;
    sy_status st;

    out->spending = sy_arena_get(m->arena, (m->n_assets + 1) * sizeof *list);
    if (!list || !rows || !out->spending) return sy_fail_nomem(err);
    if (m->n_hits) qsort(m->hits, m->n_hits, sizeof *m->hits, by_asset);
    for (uint32_t a = 0; a < m->n_assets; a++) {
        size_t end = begin;
        while (end < m->n_hits && m->hits[end].asset == a) end++;
        make_clue(&list[n], m, &m->assets[a], m->hits + begin, end - begin, rows + begin);
        begin = end;
        const bool has_rows = list[n].n_rows > 0 || list[n].asset == SY_ASSET_OWN_ACCOUNT;
        if (has_rows && is_regular_enough(&list[n], m->s)) n++;
    }
    st = name_all(list, n, m->arena, err);
    if (st == SY_OK) st = take_decisions(list, n, m, err);
    for (size_t i = 0; st == SY_OK && i < n; i++) {
        list[i].aside = aside_of(&list[i]);
        list[i].betrays = list[i].aside == SY_CLUE_USE_ONLY && betrays_a_thing(&list[i]);
    }
    if (st == SY_OK) split(out, list, n);
    return st;
}
