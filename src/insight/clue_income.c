/* clue_income.c - what comes in: wages and the like, rent, customers' payments, one asset
 * for each payer; what he spends under restriction, one for each payee; and loans repaid in equal parts, which go to the flat or car that they
 * follow. Whether it is regular enough clue_finish.c says, which has the rows together. */
#include <stdlib.h>

#include "base/civil.h"
#include "insight/clue_parts.h"

/* The lender pays out when the thing is bought: within two years of its purchase. */
enum { LOAN_AFTER_DAYS = 730, LOAN_BEFORE_DAYS = 60, FEWEST_EQUAL = 6 };

static uint32_t find_same(const sy_clue_maker *m, const sy_clue_hit *h)
{
    for (uint32_t i = m->latest[h->holder]; i != SY_NONE; i = m->assets[i].next) {
        const sy_clue_asset *a = &m->assets[i];
        if (a->asset == h->row.sign->asset && a->payee_number == h->payee_number &&
            a->sign == h->row.sign) {
            return i;
        }
    }
    return SY_NONE;
}

static sy_status take_income(sy_clue_maker *m, sy_clue_hit *h, sy_err *err)
{
    const uint32_t a = find_same(m, h);
    const sy_clue_asset fresh = {.asset = h->row.sign->asset,
                                 .holder = h->holder,
                                 .payee_number = h->payee_number,
                                 .payee = h->payee,
                                 .begin = h->row.at,
                                 .end = h->row.at,
                                 .sign = h->row.sign,
                                 .ledger = SY_NONE};

    if (a == SY_NONE) return sy_clue_add_asset(m, &fresh, &h->asset, err);
    h->asset = a;
    m->assets[a].end = h->row.at;
    return SY_OK;
}

/* Whose counts: his; of rent also the spouse's, for the house may be common. */
static bool is_wanted(const sy_clue_maker *m, const sy_clue_hit *h)
{
    const sy_clue_standing standing = sy_clue_standing_of(m, h->holder);

    if (h->to_person && h->row.sign->asset != SY_ASSET_INCOME) return false;
    switch (h->row.sign->asset) {
    case SY_ASSET_INCOME:
    case SY_ASSET_RECEIVABLE:
        return standing == SY_CLUE_OF_DEBTOR;
    case SY_ASSET_RENT:
        return standing != SY_CLUE_OF_OTHERS;
    case SY_ASSET_CONSUMPTION: /* of others, only with his money: clue_finish.c */
        return sy_scene_is_after(m->s, h->row.at, SY_DAY_CONSUMPTION_RESTRICTED);
    default:
        return false;
    }
}

/* ---- loans ---- */

/* The thing bought last before the loan's first instalment. */
static uint32_t thing_before(const sy_clue_maker *m, const sy_clue_asset *loan)
{
    uint32_t found = SY_NONE;

    for (uint32_t i = m->latest[loan->holder]; i != SY_NONE; i = m->assets[i].next) {
        const sy_clue_asset *a = &m->assets[i];
        if (a->asset != SY_ASSET_REAL_ESTATE && a->asset != SY_ASSET_VEHICLE) continue;
        if (!a->is_bought || a->is_apart) continue;
        if (loan->begin < a->begin - (int64_t)LOAN_BEFORE_DAYS * SY_DAY) continue;
        if (loan->begin > a->end + (int64_t)LOAN_AFTER_DAYS * SY_DAY) continue;
        if (found == SY_NONE || m->assets[found].begin < a->begin) found = i;
    }
    return found;
}

static int by_asset(const void *a, const void *b, void *ctx)
{
    const sy_clue_hit *hits = ctx;
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    if (hits[x].asset != hits[y].asset) return hits[x].asset < hits[y].asset ? -1 : 1;
    return (x > y) - (x < y);
}

/* One loan: its instalments equal, a month apart? Then it follows a thing or is one. */
static sy_status settle_loan(sy_clue_maker *m, const uint32_t *list, size_t n, sy_err *err)
{
    sy_clue_row *rows = sy_new_array(NULL, n, sizeof *rows);
    const uint32_t loan = m->hits[list[0]].asset;

    if (!rows) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        rows[i] = m->hits[list[i]].row;
        rows[i].counts = true;
    }
    const sy_clue_beat beat = sy_clue_monthly(rows, n);
    const uint32_t thing = thing_before(m, &m->assets[loan]);
    for (size_t i = 0; i < n; i++) {
        uint32_t *asset = &m->hits[list[i]].asset;
        if (beat.times < FEWEST_EQUAL)
            *asset = SY_NONE;
        else if (thing != SY_NONE)
            *asset = thing;
    }
    sy_drop(NULL, rows);
    return SY_OK;
}

static sy_status settle_loans(sy_clue_maker *m, sy_err *err)
{
    uint32_t *list = sy_arena_get(m->arena, (m->n_hits + 1) * sizeof *list);
    size_t n = 0;
    sy_status st = SY_OK;

    if (!list) return sy_fail_nomem(err);
    for (size_t i = 0; st == SY_OK && i < m->n_hits; i++) {
        sy_clue_hit *h = &m->hits[i];
        if (!h->row.sign->joins || h->row.sign->role != SY_REPAYS) continue;
        st = take_income(m, h, err);
        list[n++] = (uint32_t)i;
    }
    if (n) qsort_r(list, n, sizeof *list, by_asset, m->hits);
    for (size_t i = 0, end; st == SY_OK && i < n; i = end) {
        const uint32_t loan = m->hits[list[i]].asset;
        for (end = i; end < n && m->hits[list[end]].asset == loan; end++) {}
        st = settle_loan(m, list + i, end - i, err);
    }
    return st;
}

static bool is_firm(sy_slice name)
{
    static const char *const ends[] = {"公司", "厂"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (sy_slice_ends(name, sy_slice_of(ends[i]))) return true;
    }
    return false;
}

/* 结算款: of whoever pays for goods, too; of a firm by itself. */
static sy_status take_settlement(sy_clue_maker *m, sy_clue_hit *h, sy_err *err)
{
    for (uint32_t i = m->latest[h->holder]; i != SY_NONE && h->payee_number; i = m->assets[i].next) {
        const sy_clue_asset *a = &m->assets[i];
        if (a->asset != h->row.sign->asset || a->payee_number != h->payee_number) continue;
        h->asset = i;
        return SY_OK;
    }
    return is_firm(h->payee) ? take_income(m, h, err) : SY_OK;
}

sy_status sy_clue_group_income(sy_clue_maker *m, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; st == SY_OK && i < m->n_hits; i++) {
        sy_clue_hit *h = &m->hits[i];
        if (!h->row.sign->joins && is_wanted(m, h)) st = take_income(m, h, err);
    }
    for (size_t i = 0; st == SY_OK && i < m->n_hits; i++) {
        sy_clue_hit *h = &m->hits[i];
        if (h->row.sign->joins && is_wanted(m, h)) st = take_settlement(m, h, err);
    }
    return st == SY_OK ? settle_loans(m, err) : st;
}
