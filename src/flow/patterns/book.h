/* book.h - the rows of one ledger, ready to be looked through; private to patterns. */
#ifndef SY_FLOW_PATTERNS_BOOK_H
#define SY_FLOW_PATTERNS_BOOK_H

#include "base/civil.h"
#include "flow/patterns.h"

typedef struct sy_book_row {
    int64_t at;     /* by the ledger's own clock */
    int64_t amount; /* > 0 in, < 0 out */
    int64_t after;  /* what the ledger holds after it */
    uint32_t transfer;
    uint32_t party; /* account at the other side, or SY_OUTSIDE + kind */
    bool date_only;
    bool unseen; /* opening, difference, missing inflow: no row of a statement */
} sy_book_row;
static inline int64_t sy_book_row_size(const sy_book_row *r)
{
    return r->amount < 0 ? -r->amount : r->amount;
}

typedef struct sy_book {
    const sy_flow *flow;
    uint32_t ledger, account;
    sy_book_row *rows; /* by time; rows of one moment in the ledger's order */
    size_t n;
    const uint8_t *supplied; /* by account: has it a statement? */
    const sy_pattern_known *known;
    int64_t in, out; /* sums of rows that are not unseen */
    size_t seen;     /* how many */
} sy_book;

/* What reading any book needs. */
typedef struct sy_shelf {
    const sy_alloc *al;
    const sy_flow *flow;
    uint8_t *supplied; /* by account */
    sy_pattern_known known;
} sy_shelf;
SY_MUST_USE sy_status sy_shelf_init(sy_shelf *s, const sy_alloc *al, const sy_flow *f, sy_err *err);
void sy_shelf_dispose(sy_shelf *s);
static inline bool sy_shelf_has(const sy_shelf *s, uint32_t ledger)
{
    return !(s->flow->ledgers[ledger].flags & SY_L_UNSUPPLIED);
}

/* rows: room for *capacity, grown where it must be; the book borrows it. */
SY_MUST_USE sy_status sy_book_read(sy_book *b, sy_book_row **rows, size_t *capacity,
                                   const sy_shelf *shelf, uint32_t ledger, sy_err *err);

/* Findings while they are being collected. */
typedef struct sy_findings {
    const sy_alloc *al;
    sy_finding *items;
    size_t n, capacity;
    uint32_t *transfers;
    size_t n_transfers, transfers_capacity;
    sy_err *err;
} sy_findings;

/* Begins a finding; its rows follow. The caller fills in the rest of sy_finding
 * through sy_findings_last. */
SY_MUST_USE sy_status sy_findings_begin(sy_findings *f, sy_pattern pattern, const sy_book *b,
                                        uint32_t other);
SY_MUST_USE sy_status sy_findings_row(sy_findings *f, const sy_book_row *row);
/* The last one was none after all. */
void sy_findings_forget(sy_findings *f);
static inline sy_finding *sy_findings_last(sy_findings *f)
{
    return &f->items[f->n - 1];
}

/* part / whole in 1/1000, rounded down; 0 of nothing. Both >= 0. */
uint32_t sy_permille(int64_t part, int64_t whole);
/* amount * permille / 1000, rounded down. */
int64_t sy_share_of(int64_t amount, int64_t permille);

static inline int32_t sy_known_day(const int32_t *days, uint32_t account)
{
    return days ? days[account] : SY_NO_DAY;
}

static inline bool sy_is_account(uint32_t party)
{
    return !sy_is_outside(party);
}

/* ---- the patterns of one ledger, a file each ---- */

typedef sy_status sy_pattern_of_ledger(sy_findings *out, const sy_book *b,
                                       const sy_pattern_query *q);
sy_pattern_of_ledger sy_find_passing, /* pass-through, bridge */
    sy_find_settled, sy_find_spread /* scatter, gather */,
    sy_find_pairs /* back-and-forth, probe */, sy_find_amounts /* round, structuring */,
    sy_find_night, sy_find_dormant, sy_find_frequency, sy_find_opened, sy_find_emptied,
    sy_find_closed;

/* ---- and those between ledgers ---- */

/* *is_cut: some starting transfer met its work limit. */
SY_MUST_USE sy_status sy_find_circular(sy_findings *out, const sy_shelf *shelf,
                                       const sy_pattern_query *q, bool *is_cut);
SY_MUST_USE sy_status sy_find_common(sy_findings *out, const sy_shelf *shelf,
                                     const sy_pattern_query *q, bool *is_cut);

#endif
