/* balances.c - counts source by source; a ledger's counts begin anew with each. */
#include "ledger/balances.h"

typedef struct tally {
    uint32_t source;                   /* rank + 1 of the source that is counted */
    uint32_t rows, nothing, as_amount; /* nothing: 0 or blank */
    uint32_t steps, forward, backward; /* that chain, read either way */
    uint32_t last;                     /* place of the row before, with a balance; + 1 */
    uint32_t bad_in;                   /* rank + 1 of the source in which it is no column */
} tally;

static void count(tally *y, const sy_case_tables *t, uint32_t p)
{
    const bool has_balance = t->flags[p] & SY_ENTRY_HAS_BALANCE;
    const uint64_t balance = (uint64_t)t->balance[p], amount = (uint64_t)t->amount[p];

    y->rows++;
    if (!has_balance || balance == 0) y->nothing++;
    if (has_balance && (balance == amount || balance == 0 - amount)) y->as_amount++;
    if (!has_balance) return;
    if (y->last) {
        const uint32_t q = y->last - 1;
        y->steps++;
        y->forward += balance - amount == (uint64_t)t->balance[q];
        y->backward += (uint64_t)t->balance[q] - (uint64_t)t->amount[q] == balance;
    }
    y->last = p + 1;
}

static bool is_no_column(const tally *y)
{
    const uint32_t chained = y->forward > y->backward ? y->forward : y->backward;

    if (y->rows < SY_FEWEST_ROWS_JUDGED) return false;
    if ((uint64_t)y->nothing * 2 <= y->rows && y->as_amount < y->rows) return false;
    return y->steps == 0 || (uint64_t)chained * 100 < (uint64_t)y->steps * SY_TRUSTED_PERCENT;
}

static bool is_counted(const sy_case_tables *t, size_t p)
{
    return t->ledger[p] != SY_NONE && t->amount[p] != 0 && !(t->flags[p] & SY_ENTRY_TRANSFER);
}

static sy_status note(sy_case_tables *t, uint32_t rank, uint32_t ledger, sy_err *err)
{
    void *items = t->no_balances;

    if (!sy_grow(t->al, &items, &t->no_balances_capacity, t->n_no_balances, t->n_no_balances + 1,
                 sizeof *t->no_balances)) {
        return sy_fail_nomem(err);
    }
    t->no_balances = items;
    t->no_balances[t->n_no_balances++] = (sy_no_balances){rank, ledger};
    return SY_OK;
}

/* A statement without any balance has no column to speak of: it is not listed. */
static sy_status judge_source(sy_case_tables *t, tally *tallies, uint32_t rank, sy_err *err)
{
    const size_t begin = (size_t)t->bases[rank].base, end = begin + t->bases[rank].rows + 1;
    bool any = false;
    sy_status st = SY_OK;

    for (size_t p = begin; p < end; p++) {
        if (!is_counted(t, p)) continue;
        tally *y = &tallies[t->ledger[p]];
        if (y->source != rank + 1) *y = (tally){.source = rank + 1};
        count(y, t, (uint32_t)p);
    }
    for (size_t p = begin; st == SY_OK && p < end; p++) {
        if (!is_counted(t, p)) continue;
        tally *y = &tallies[t->ledger[p]];
        if (y->source != rank + 1) continue;
        y->source = 0; /* once */
        if (!y->last || !is_no_column(y)) continue;
        y->bad_in = rank + 1;
        any = true;
        st = note(t, rank, t->ledger[p], err);
    }
    for (size_t p = begin; any && p < end; p++) {
        if (t->ledger[p] == SY_NONE || tallies[t->ledger[p]].bad_in != rank + 1) continue;
        t->flags[p] &= (uint8_t)~SY_ENTRY_HAS_BALANCE;
    }
    return st;
}

sy_status sy_balances_judge(sy_case_tables *t, sy_err *err)
{
    tally *tallies = sy_new_array(t->al, t->n_ledgers, sizeof *tallies);
    sy_status st = tallies ? SY_OK : sy_fail_nomem(err);

    for (uint32_t r = 0; st == SY_OK && r < t->n_sources; r++) {
        st = judge_source(t, tallies, r, err);
    }
    sy_drop(t->al, tallies);
    return st;
}
