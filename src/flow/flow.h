/* flow.h - the ledgers of a case as arrays: what every algorithm here works on.
 *
 *        ledger 0           ledger 1           ledger 2
 *        ┌───────┐ t0       ┌───────┐ t2       ┌───────┐
 *        │ A     ├─────────►│ B     ├─────────►│ C     │      t3: B -> cash
 *        └───────┘          └───────┘          └───────┘
 *
 * A transfer is numbered by its place in the pass (design/tracing.md 3): the
 * merge of all ledgers in which every ledger keeps its own order and money
 * arrives only after it left. Walking the transfers 0, 1, 2, ... therefore
 * meets the rows of every ledger in that ledger's order.
 *
 * What a statement does not explain stands among them as pseudo transfers from
 * or to the outside: openings, chain differences, missing inflows. They are
 * entered so that no ledger is ever asked for more than it holds.
 *
 * flow knows no SQL, no files of banks, no law: ledgers have numbers, and
 * labels that it only hands through. */
#ifndef SY_FLOW_FLOW_H
#define SY_FLOW_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SY_NONE UINT32_MAX

/* Ends of a transfer that are no ledger: SY_OUTSIDE + kind. */
#define SY_OUTSIDE 0xFFFFFF00u

typedef enum sy_outside {
    SY_OUT_OTHER = 0,     /* a counterparty without a number */
    SY_OUT_CASH = 1,
    SY_OUT_FEE = 2,       /* fees, interest: the bank */
    SY_OUT_EXCHANGE = 3,
    SY_OUT_MERCHANT = 4,  /* merchants, and clearing accounts that hide one */
    SY_OUT_PROPERTY = 5,  /* a payee that a clue names */
    SY_OUT_UNMATCHED = 6, /* the other side ought to be in a supplied ledger and is not */
    SY_OUT_INCOME = 7,    /* wages and the like: only ever a payer */
    /* pseudo transfers */
    SY_OUT_OPENING = 16,     /* payer: the opening balance; unknown money */
    SY_OUT_UNEXPLAINED = 17, /* payer: chain difference above 0, missing inflow */
    SY_OUT_CREDIT = 18,      /* payer: the bank's credit */
    SY_OUT_GAP = 19          /* payee: chain difference below 0 */
} sy_outside;

static inline bool sy_is_outside(uint32_t end)
{
    return end >= SY_OUTSIDE;
}

static inline sy_outside sy_outside_kind(uint32_t end)
{
    return (sy_outside)(end - SY_OUTSIDE);
}

enum { /* of a transfer */
    SY_T_DATE_ONLY = 1,  /* the time has no clock */
    SY_T_LATE = 2,       /* arrives later in the pass: see sy_late */
    SY_T_FEE = 4,        /* less arrives than left: see sy_extra */
    SY_T_DEBT = 8,       /* its first fen repay a debt of the payee's: see sy_extra */
    SY_T_PSEUDO = 16,
    SY_T_CLOCK_OF_PAYEE = 32, /* the payer's row has only a date */
    SY_T_OTHER_CLOCK = 64     /* the payee's row has another time, not late: see sy_clock */
};

enum { /* of a ledger */
    SY_L_UNSUPPLIED = 1, /* no statement: built from what others' statements show */
    SY_L_CLOSED = 2,     /* of a plain list: complete by assumption */
    SY_L_POCKET = 4,     /* a pocket of a holder (tracing.md 2.9): no statement of its own, all its
                          * rows are those of his account; money passes through it */
    SY_L_NO_STATEMENT = SY_L_UNSUPPLIED | SY_L_POCKET
};

/* An arrival that does not follow its departure at once: it takes place just
 * before transfer `before` (n_transfers: after the last one). In pass order. */
typedef struct sy_late {
    uint32_t before, transfer;
    uint32_t at; /* of the arriving row; from time_base */
} sy_late;

/* The time of the payee's row, where it is not the transfer's. By transfer; late
 * ones have it in sy_late. */
typedef struct sy_clock {
    uint32_t transfer, at; /* from time_base */
} sy_clock;

/* The fee (or the repaid debt) of a transfer. By transfer. */
typedef struct sy_extra {
    uint32_t transfer, pad;
    int64_t amount;
} sy_extra;

/* Following only: before transfer `before`, what the covered ledger still holds
 * goes on in its unsupplied continuation. In pass order. */
typedef struct sy_move {
    uint32_t before, from, to;
} sy_move;

/* What had come into a ledger, and what of it was still there. */
typedef struct sy_mark {
    int64_t in, balance;
} sy_mark;

typedef struct sy_days {
    int32_t from, to; /* days since 1970, both inside */
} sy_days;

typedef struct sy_ledger {
    uint32_t account;  /* ledgers of one account share it; 0 .. n_accounts - 1 */
    uint32_t flags;
    uint32_t number, sub, currency, holder, bank; /* offsets into texts, NUL-terminated */
    uint32_t continues; /* an unsupplied ledger: the covered one whose money it goes on
                         * with after its cover; SY_NONE */
    int64_t as_of;      /* end of its cover, last second; of the data where it has none */
    int64_t first, last; /* times of its first and last row; first > last: no rows */
    int64_t unexplained; /* all that came in by pseudo transfers SY_OUT_UNEXPLAINED */
} sy_ledger;

/* Where a row stands: rows are numbered through all sources, place = base + row. */
typedef struct sy_place_base {
    uint64_t base;   /* of this source; sources by (sha256, sheet) */
    char sha256[64]; /* no NUL */
    uint32_t sheet, rows;
} sy_place_base;

/* Two rows that may be the two sides of one transfer; nobody has confirmed it. */
typedef struct sy_suspect {
    uint32_t out, in; /* transfers */
} sy_suspect;

/* A borrowed view (of a mapped index, or of a test's arrays). Arrays of
 * transfers have n_transfers items, arrays of ledgers n_ledgers. */
typedef struct sy_flow {
    uint32_t n_transfers, n_ledgers, n_accounts, n_sources;
    int64_t time_base; /* the earliest time of all rows; the last is under 2^32 s later */
    /* transfers, in pass order */
    const uint32_t *from, *to; /* ledger, or SY_OUTSIDE + kind */
    const int64_t *amount;     /* fen, > 0: what leaves */
    const uint32_t *at;        /* seconds from time_base: sy_flow_at */
    const uint8_t *flags;
    const uint32_t *out_place, *in_place; /* the rows that show it; SY_NONE. in_place of a
                                           * payment to the outside or to an unsupplied
                                           * ledger: another picture of it (a wallet's) */
    /* side tables */
    const sy_late *late;
    const uint32_t *late_by_transfer; /* numbers of late[], by its transfers: sy_flow_late */
    const sy_clock *clocks;
    const sy_extra *fees, *debts;
    const sy_move *moves;
    const sy_suspect *suspects;
    uint32_t n_late, n_clocks, n_fees, n_debts, n_moves, n_suspects;
    /* ledgers, by (number, sub, currency, supplied before unsupplied) */
    const sy_ledger *ledgers;
    const uint32_t *row_begin; /* n_ledgers + 1: a ledger's rows in its order ... */
    const uint32_t *rows;      /* ... as transfer * 2 + (1 when it comes in) */
    /* what the rows move, and how much is there then: see lines.h */
    const int64_t *moved; /* by row: > 0 comes in, < 0 leaves */
    const sy_mark *marks; /* one for SY_ROWS_A_MARK rows */
    const int64_t *low;   /* least balances, one for SY_ROWS_A_LOW rows, in levels */
    const uint32_t *proved_begin; /* n_ledgers + 1: days proved complete, ascending */
    const sy_days *proved;
    const sy_place_base *sources;
    const char *texts;
    bool closed_world; /* every ledger is SY_L_CLOSED */
} sy_flow;

static inline int64_t sy_flow_time(const sy_flow *f, uint32_t at)
{
    return f->time_base + at;
}

/* When a transfer left, in seconds since 1970, UTC (the statement's clock). */
static inline int64_t sy_flow_at(const sy_flow *f, uint32_t transfer)
{
    return f->time_base + f->at[transfer];
}

/* The number in late[] of a transfer that is SY_T_LATE. Cost: a binary search. */
static inline uint32_t sy_flow_late(const sy_flow *f, uint32_t transfer)
{
    uint32_t low = 0, n = f->n_late;

    while (n > 1) {
        const uint32_t half = n / 2;
        if (f->late[f->late_by_transfer[low + half]].transfer <= transfer) low += half;
        n -= half;
    }
    return f->late_by_transfer[low];
}

/* Was the transfer taken back (冲正)? It leaves a ledger, lies under way, and comes
 * back to it as the newest money (tracing.md 2.7); always SY_T_LATE. */
static inline bool sy_flow_is_reversed(const sy_flow *f, uint32_t transfer)
{
    return f->from[transfer] == f->to[transfer]; /* outside ends differ: payers and payees do */
}

/* The first ledger of an account; its others follow, as accounts ascend with the
 * ledgers. SY_NONE where none has it. */
static inline uint32_t sy_flow_first_ledger(const sy_flow *f, uint32_t account)
{
    uint32_t low = 0, high = f->n_ledgers;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (f->ledgers[middle].account < account)
            low = middle + 1;
        else
            high = middle;
    }
    return low < f->n_ledgers && f->ledgers[low].account == account ? low : SY_NONE;
}

static inline const char *sy_flow_text(const sy_flow *f, uint32_t offset)
{
    return f->texts + offset;
}

#ifdef __cplusplus
}
#endif

#endif
