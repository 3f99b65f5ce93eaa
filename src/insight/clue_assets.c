/* clue_assets.c - which rows are one asset.
 *
 *   1. what pays for the thing itself makes assets: one for each holder and seller
 *   2. tax, fund, insurance, loan go to the holder's asset that they fit by time (or by
 *      plate), else to the one asset of another that they fit, else they are an asset of
 *      their own: it was bought where no statement shows it
 *   3. fitting-out and use go to an asset of the holder that is there already; use alone
 *      makes one that is not shown by itself
 *
 * Rows come by time, so of two steps that fit the later asset wins. What a person bought
 * twice of one seller is one asset, unless a long silence lies between. */
#include <string.h>

#include "base/civil.h"
#include "insight/clue_parts.h"

/* Days around a purchase in which something still belongs to it. */
typedef struct window {
    int before, after;
} window;

static int64_t days(int n)
{
    return (int64_t)n * SY_DAY;
}

/* ---- assets ---- */

sy_status sy_clue_add_asset(sy_clue_maker *m, const sy_clue_asset *a, uint32_t *number,
                            sy_err *err)
{
    void *items = m->assets;

    if (!sy_grow(NULL, &items, &m->assets_capacity, m->n_assets, m->n_assets + 1, sizeof *a)) {
        return sy_fail_nomem(err);
    }
    m->assets = items;
    *number = (uint32_t)m->n_assets++;
    m->assets[*number] = *a;
    m->assets[*number].next = m->latest[a->holder];
    m->latest[a->holder] = *number;
    return SY_OK;
}

static sy_status asset_of_hit(sy_clue_maker *m, sy_clue_hit *h, sy_err *err)
{
    sy_clue_asset a = {.asset = h->row.sign->asset,
                       .holder = h->holder,
                       .payee_number = h->payee_number,
                       .payee = h->payee,
                       .is_apart = h->row.sign->is_apart,
                       .is_bought = h->row.sign->role == SY_BUYS,
                       .begin = h->row.at,
                       .end = h->row.at,
                       .ledger = SY_NONE};
    return sy_clue_add_asset(m, &a, &h->asset, err);
}

static void join(sy_clue_maker *m, sy_clue_hit *h, uint32_t number)
{
    sy_clue_asset *a = &m->assets[number];

    h->asset = number;
    a->is_taxed |= h->row.sign->role == SY_TAXES;
    if (h->row.is_back) a->back += h->row.amount;
    if (h->row.is_back || h->row.sign->role != SY_BUYS) return;
    if (h->row.at < a->begin) a->begin = h->row.at;
    if (h->row.at > a->end) a->end = h->row.at;
    a->paid += h->row.amount;
}

/* The keys of a register in the row's own words. */
static void keys_of(const sy_clue_maker *m, const sy_clue_hit *h, char plate[SY_CLUE_KEY],
                    char policy[SY_CLUE_KEY])
{
    static const sy_entry_text where[] = {SY_NOTE, SY_SUMMARY};

    plate[0] = policy[0] = '\0';
    for (size_t i = 0; i < 2; i++) {
        const sy_slice text = sy_scene_text(m->s, h->row.place, where[i]);
        if (h->row.sign->asset == SY_ASSET_VEHICLE && !plate[0]) sy_clue_plate_in(plate, text);
        if (h->row.sign->asset == SY_ASSET_INSURANCE && !policy[0]) sy_clue_policy_in(policy, text);
    }
}

/* All of it came back: nothing later belongs to it. */
static bool is_given_back(const sy_clue_asset *a)
{
    return a->back > 0 && a->back >= a->paid;
}

/* One key not known is no contradiction. */
static bool may_be_same(const char *a, const char *b)
{
    return !a[0] || !b[0] || strcmp(a, b) == 0;
}

static void learn_keys(sy_clue_asset *a, const char *plate, const char *policy)
{
    if (!a->plate[0]) strcpy(a->plate, plate);
    if (!a->policy[0]) strcpy(a->policy, policy);
}

/* ---- 1. purchases ---- */

/* How long nothing may be paid before the next payment is another thing. */
static int64_t silence_of(sy_asset_class c)
{
    switch (c) {
    case SY_ASSET_REAL_ESTATE:
        return days(3 * 365);
    case SY_ASSET_VEHICLE:
        return days(270);
    default:
        return INT64_MAX / 2;
    }
}

static uint32_t find_purchase(const sy_clue_maker *m, const sy_clue_hit *h, const char *plate,
                              const char *policy)
{
    const sy_asset_class c = h->row.sign->asset;

    for (uint32_t i = m->latest[h->holder]; i != SY_NONE; i = m->assets[i].next) {
        const sy_clue_asset *a = &m->assets[i];
        if (a->asset != c) continue;
        /* Coins are bought of many strangers: what he has of them is one asset. */
        if (a->payee_number != h->payee_number && c != SY_ASSET_CRYPTO) continue;
        if (a->is_apart != h->row.sign->is_apart && !h->row.is_back) continue;
        if (h->row.at - a->end > silence_of(c)) continue;
        if (!may_be_same(a->plate, plate) || !may_be_same(a->policy, policy)) continue;
        return i;
    }
    return SY_NONE;
}

/* A payment that names nobody: of the holder's thing bought next to it in time. */
static uint32_t find_nearest(const sy_clue_maker *m, const sy_clue_hit *h)
{
    const int64_t most = h->row.sign->asset == SY_ASSET_VEHICLE ? days(90) : days(400);
    uint32_t found = SY_NONE;
    int64_t least = most + 1;

    for (uint32_t i = m->latest[h->holder]; i != SY_NONE; i = m->assets[i].next) {
        const sy_clue_asset *a = &m->assets[i];
        if (a->asset != h->row.sign->asset || a->is_apart != h->row.sign->is_apart) continue;
        const int64_t gap = h->row.at < a->begin ? a->begin - h->row.at
                            : h->row.at > a->end ? h->row.at - a->end
                                                 : 0;
        if (gap >= least || is_given_back(a)) continue;
        found = i;
        least = gap;
    }
    return found;
}

static bool is_a_thing(sy_asset_class c)
{
    switch (c) {
    case SY_ASSET_REAL_ESTATE:
    case SY_ASSET_VEHICLE:
    case SY_ASSET_INSURANCE:
    case SY_ASSET_SECURITIES:
    case SY_ASSET_WEALTH:
    case SY_ASSET_DEPOSIT:
    case SY_ASSET_EQUITY:
    case SY_ASSET_PRECIOUS_METAL:
    case SY_ASSET_CRYPTO:
        return true;
    default:
        return false;
    }
}

static sy_status take_purchase(sy_clue_maker *m, sy_clue_hit *h, sy_err *err)
{
    char plate[SY_CLUE_KEY], policy[SY_CLUE_KEY];
    sy_status st = SY_OK;

    keys_of(m, h, plate, policy);
    uint32_t a = find_purchase(m, h, plate, policy);
    if (a == SY_NONE && h->row.is_back) return SY_OK;
    if (a == SY_NONE && !h->payee_number) a = find_nearest(m, h);
    if (a == SY_NONE) {
        st = asset_of_hit(m, h, err);
        a = h->asset;
    }
    if (st != SY_OK) return st;
    join(m, h, a);
    learn_keys(&m->assets[a], plate, policy);
    return SY_OK;
}

/* Those that name the seller first. */
static sy_status take_purchases(sy_clue_maker *m, sy_err *err)
{
    sy_status st = SY_OK;

    for (int named = 1; named >= 0; named--) {
        for (size_t i = 0; st == SY_OK && i < m->n_hits; i++) {
            sy_clue_hit *h = &m->hits[i];
            if (!is_a_thing(h->row.sign->asset) || h->row.sign->role != SY_BUYS) continue;
            if (h->to_person || h->row.sign->joins || (h->payee_number > 0) != named) continue;
            st = take_purchase(m, h, err);
        }
    }
    return st;
}

/* 定金, 尾款: of whatever else is bought of the same payee. */
static void take_earnest(sy_clue_maker *m)
{
    for (size_t k = 0; k < m->n_hits; k++) {
        sy_clue_hit *h = &m->hits[k];
        if (!h->row.sign->joins || h->row.sign->role != SY_BUYS || !h->payee_number) continue;
        for (uint32_t i = m->latest[h->holder]; i != SY_NONE; i = m->assets[i].next) {
            sy_clue_asset *a = &m->assets[i];
            if (a->payee_number != h->payee_number || !a->is_bought) continue;
            if (h->row.at < a->begin - days(180) || h->row.at > a->end + days(365)) continue;
            if (h->row.at < a->begin) a->begin = h->row.at;
            h->asset = i;
            a->paid += h->row.amount;
            break;
        }
    }
}

/* ---- 2. what only an owner pays ---- */

static window window_of(const sy_property_sign *s)
{
    const bool is_flat = s->asset == SY_ASSET_REAL_ESTATE;

    switch (s->role) {
    case SY_TAXES:
        return is_flat ? (window){60, 3 * 365} : (window){30, 120};
    case SY_OWNS:
        return is_flat ? (window){60, 3 * 365} : (window){45, 20 * 365};
    case SY_REPAYS:
        return (window){60, 30 * 365};
    case SY_FITS:
        return (window){60, 3 * 365};
    default:
        return (window){0, 100 * 365};
    }
}

/* Does a tax fit what was paid? Deed tax is at most 3 %, so the price at least tax / 3 %;
 * what was paid is at most the price, which is at most tax / 1 %. */
static bool tax_fits(const sy_clue_asset *a, const sy_clue_hit *h)
{
    if (h->row.sign->role != SY_TAXES || h->row.sign->asset != SY_ASSET_REAL_ESTATE) return true;
    return a->paid / 100 <= h->row.amount + h->row.amount / 10;
}

static bool is_in_window(const sy_clue_asset *a, int64_t at, window w)
{
    return at >= a->begin - days(w.before) && at <= a->end + days(w.after);
}

/* Of two that fit the one not taxed yet, for a tax; then the one begun last before the
 * payment, else the one begun first after it. */
static bool fits_better(const sy_clue_asset *a, const sy_clue_asset *b, const sy_clue_row *r)
{
    const bool a_before = a->begin <= r->at, b_before = b->begin <= r->at;

    if (r->sign->role == SY_TAXES && a->is_taxed != b->is_taxed) return !a->is_taxed;
    if (a_before != b_before) return a_before;
    return a_before ? a->begin > b->begin : a->begin < b->begin;
}

/* The asset of the holder to which a tax, a loan, a use belongs. */
static uint32_t find_own(const sy_clue_maker *m, const sy_clue_hit *h, const char *plate)
{
    const window w = window_of(h->row.sign);
    uint32_t found = SY_NONE;

    for (uint32_t i = m->latest[h->holder]; i != SY_NONE; i = m->assets[i].next) {
        const sy_clue_asset *a = &m->assets[i];
        if (a->asset != h->row.sign->asset || a->is_apart || is_given_back(a)) continue;
        if (!is_in_window(a, h->row.at, w) || !may_be_same(a->plate, plate)) continue;
        if (!tax_fits(a, h)) continue;
        if (found == SY_NONE || fits_better(a, &m->assets[found], &h->row)) found = i;
    }
    return found;
}

/* Somebody else paid the tax of it, soon after: only where no second asset fits. */
static uint32_t find_others(const sy_clue_maker *m, const sy_clue_hit *h, const char *plate)
{
    const window w = h->row.sign->asset == SY_ASSET_REAL_ESTATE ? (window){30, 400}
                                                                : (window){15, 60};
    uint32_t found = SY_NONE;

    if (h->row.sign->role != SY_TAXES && h->row.sign->role != SY_OWNS) return SY_NONE;
    for (size_t i = 0; i < m->n_assets; i++) {
        const sy_clue_asset *a = &m->assets[i];
        if (a->asset != h->row.sign->asset || !a->is_bought || a->is_apart) continue;
        if (is_given_back(a)) continue;
        if (!is_in_window(a, h->row.at, w) || !may_be_same(a->plate, plate)) continue;
        if (!tax_fits(a, h)) continue;
        if (found != SY_NONE) return SY_NONE;
        found = (uint32_t)i;
    }
    return found;
}

static sy_status take_one_attached(sy_clue_maker *m, sy_clue_hit *h, sy_err *err)
{
    char plate[SY_CLUE_KEY], policy[SY_CLUE_KEY];
    const sy_property_role role = h->row.sign->role;
    /* That a stranger uses a car is nothing to the case. */
    const bool may_begin =
        role != SY_FITS &&
        (role != SY_USES || sy_clue_standing_of(m, h->holder) != SY_CLUE_OF_OTHERS);
    sy_status st = SY_OK;

    keys_of(m, h, plate, policy);
    uint32_t a = find_own(m, h, plate);
    if (a == SY_NONE) a = find_others(m, h, plate);
    if (a == SY_NONE && !may_begin) return SY_OK;
    if (a == SY_NONE) {
        st = asset_of_hit(m, h, err);
        a = h->asset;
    }
    if (st != SY_OK) return st;
    join(m, h, a);
    learn_keys(&m->assets[a], plate, policy);
    return SY_OK;
}

static sy_status take_role(sy_clue_maker *m, sy_property_role role, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < m->n_hits; i++) {
        sy_clue_hit *h = &m->hits[i];
        const sy_asset_class c = h->row.sign->asset;
        if (h->row.sign->role != role || h->asset != SY_NONE) continue;
        if (!is_a_thing(c) || h->row.sign->joins) continue;
        st = take_one_attached(m, h, err);
    }
    return st;
}

/* ---- policies and securities that pay out ---- */

/* Of the holder's assets of the class the one with this payee, else the latest. */
static uint32_t find_payer(const sy_clue_maker *m, const sy_clue_hit *h)
{
    uint32_t found = SY_NONE;

    for (uint32_t i = m->latest[h->holder]; i != SY_NONE; i = m->assets[i].next) {
        const sy_clue_asset *a = &m->assets[i];
        if (a->asset != h->row.sign->asset) continue;
        if (a->payee_number == h->payee_number) return i;
        if (found == SY_NONE && (!h->payee_number || !a->payee_number)) found = i;
    }
    return found;
}

static sy_status take_payouts(sy_clue_maker *m, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < m->n_hits; i++) {
        sy_clue_hit *h = &m->hits[i];
        if (h->row.sign->role != SY_EARNS || !is_a_thing(h->row.sign->asset)) continue;
        const uint32_t a = find_payer(m, h);
        if (a != SY_NONE)
            h->asset = a;
        else
            st = asset_of_hit(m, h, err);
    }
    return st;
}

sy_status sy_clue_group(sy_clue_maker *m, sy_err *err)
{
    static const sy_property_role roles[] = {SY_TAXES, SY_OWNS, SY_REPAYS, SY_FITS, SY_USES};
    const size_t n_holders = m->s->parties->n + m->s->f->n_accounts;
    sy_status st;

    m->latest = sy_arena_get(m->arena, (n_holders + 1) * sizeof *m->latest);
    if (!m->latest) return sy_fail_nomem(err);
    memset(m->latest, 0xff, (n_holders + 1) * sizeof *m->latest);
    st = take_purchases(m, err);
    if (st == SY_OK) take_earnest(m);
    for (size_t i = 0; st == SY_OK && i < sizeof roles / sizeof *roles; i++) {
        st = take_role(m, roles[i], err);
    }
    return st == SY_OK ? take_payouts(m, err) : st;
}
