/* totals.c - a line of totals that names no ledger belongs to the one ledger of
 * its source (and currency); where there are several, it is left alone. */
#include "ledger/totals.h"

#include <stdlib.h>

#include "base/civil.h"
#include "base/money.h"
#include "store/stated.h"

enum {
    COUNTS = SY_STATED_COUNT | SY_STATED_COUNT_IN | SY_STATED_COUNT_OUT,
    SUMS = SY_STATED_SUM_IN | SY_STATED_SUM_OUT
};

static bool is_row(const sy_case_tables *t, size_t p)
{
    return t->ledger[p] != SY_NONE && !(t->flags[p] & SY_ENTRY_TRANSFER);
}

/* The ledger that the line is about; SY_NONE where that is not clear. */
static uint32_t find_ledger(const sy_case_tables *t, uint32_t rank, const sy_totals_row *bank)
{
    const size_t begin = (size_t)t->bases[rank].base, end = begin + t->bases[rank].rows + 1;
    uint32_t found = SY_NONE;

    if (bank->ledger && bank->ledger < t->n_ledgers && t->ledgers[bank->ledger].exists) {
        return t->ledgers[bank->ledger].same_as;
    }
    for (size_t p = begin; p < end; p++) {
        const uint32_t l = t->ledger[p];
        if (!is_row(t, p) || l == found) continue;
        if (bank->currency.len && !sy_slice_is(bank->currency, t->ledgers[l].currency)) continue;
        if (found != SY_NONE) return SY_NONE;
        found = l;
    }
    return found;
}

static void meet(sy_totals_check *c, int64_t amount)
{
    if (amount > 0) {
        c->count_in++;
        c->sum_in = (int64_t)((uint64_t)c->sum_in + (uint64_t)amount);
    } else {
        c->count_out += amount < 0;
        c->sum_out = (int64_t)((uint64_t)c->sum_out - (uint64_t)amount);
    }
    c->count++;
}

/* A date says nothing of the order inside it: any row of the first day may be the
 * one after the opening balance, any of the last day the one that leaves the
 * closing balance. Where none fits, the file's first and last are shown. */
static void meet_balance(sy_totals_check *c, const sy_case_tables *t, size_t p, int32_t first,
                         int32_t last, bool *has_opening)
{
    const int32_t day = (int32_t)sy_day_of(t->at[p]);
    const int64_t before = (int64_t)((uint64_t)t->balance[p] - (uint64_t)t->amount[p]);

    if (!(t->flags[p] & SY_ENTRY_HAS_BALANCE)) return;
    if (day == first && (!*has_opening || before == c->bank.opening)) {
        c->opening = before;
        *has_opening = true;
    }
    if (day == last && c->closing != c->bank.closing) c->closing = t->balance[p];
}

static bool is_counted(const sy_totals_check *c, const sy_case_tables *t, size_t p)
{
    const int32_t day = (int32_t)sy_day_of(t->at[p]);

    if (!is_row(t, p) || t->ledger[p] != c->ledger) return false;
    if (!(c->bank.stated & SY_STATED_PERIOD)) return true;
    return day >= c->bank.from_day && day <= c->bank.to_day;
}

static void count_rows(sy_totals_check *c, const sy_case_tables *t)
{
    const size_t begin = (size_t)t->bases[c->rank].base, end = begin + t->bases[c->rank].rows + 1;
    const bool has_period = c->bank.stated & SY_STATED_PERIOD;
    int32_t first = INT32_MAX, last = INT32_MIN;
    bool has_opening = false;

    for (size_t p = begin; p < end; p++) {
        if (!is_counted(c, t, p)) continue;
        const int32_t day = (int32_t)sy_day_of(t->at[p]);
        if (day < first) first = day;
        if (day > last) last = day;
        meet(c, t->amount[p]);
    }
    for (size_t p = begin; p < end; p++) {
        if (is_counted(c, t, p)) meet_balance(c, t, p, first, last, &has_opening);
    }
    c->from_day = has_period ? c->bank.from_day : first;
    c->to_day = has_period ? c->bank.to_day : last;
}

static void compare(sy_totals_check *c)
{
    const sy_totals_row *b = &c->bank;

    c->stated = b->stated;
    if (b->count != c->count) c->wrong |= SY_STATED_COUNT;
    if (b->count_in != c->count_in) c->wrong |= SY_STATED_COUNT_IN;
    if (b->count_out != c->count_out) c->wrong |= SY_STATED_COUNT_OUT;
    if (b->sum_in != c->sum_in) c->wrong |= SY_STATED_SUM_IN;
    if (b->sum_out != c->sum_out) c->wrong |= SY_STATED_SUM_OUT;
    if (b->opening != c->opening) c->wrong |= SY_STATED_OPENING;
    if (b->closing != c->closing) c->wrong |= SY_STATED_CLOSING;
    c->wrong &= c->stated;
    /* Enough to notice a missing row: how many there were, or both sums. */
    const bool is_enough = c->stated & SY_STATED_COUNT || (c->stated & SUMS) == SUMS ||
                           (c->stated & COUNTS) == (SY_STATED_COUNT_IN | SY_STATED_COUNT_OUT);
    c->proves = is_enough && c->wrong == 0 && c->count > 0;
}

static int by_place(const void *a, const void *b)
{
    const sy_totals_check *x = a, *y = b;

    if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
    if (x->row != y->row) return x->row < y->row ? -1 : 1;
    return (x->ledger > y->ledger) - (x->ledger < y->ledger);
}

sy_status sy_totals_check_all(sy_case_tables *t, sy_workspace *ws, sy_err *err)
{
    sy_totals_row *rows = NULL;
    size_t n = 0;
    sy_status st = sy_facts_totals(ws, &rows, &n, &t->arena, err);

    if (st != SY_OK) return st;
    t->totals = sy_arena_get(&t->arena, (n + 1) * sizeof *t->totals);
    if (!t->totals) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        if (rows[i].source >= t->rank_capacity || t->rank[rows[i].source] == SY_NONE) continue;
        sy_totals_check c = {.rank = t->rank[rows[i].source], .row = rows[i].row, .bank = rows[i]};
        c.ledger = find_ledger(t, c.rank, &rows[i]);
        if (c.ledger == SY_NONE) continue;
        count_rows(&c, t);
        compare(&c);
        t->totals[t->n_totals++] = c;
    }
    if (t->n_totals) qsort(t->totals, t->n_totals, sizeof *t->totals, by_place);
    return SY_OK;
}
