/* case.h - a workspace with its ledgers: what every analysis starts from.
 *
 *     sy_case *c;
 *     sy_case_open(&c, "a.suyuan", SY_READ, &err);
 *     const sy_flow *flow = sy_case_flow(c);       // current: rebuilt when stale
 *     ...
 *     sy_case_close(c);
 *
 * Between the facts as they were read and the arrays of flow stands this
 * module: it puts each ledger's rows in order (order.h), finds the two sides of
 * one transfer (match.h), knows for which days a statement is there, and names
 * what lies outside (counterparties). design/tracing.md 2. */
#ifndef SY_LEDGER_CASE_H
#define SY_LEDGER_CASE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/civil.h"
#include "base/err.h"
#include "flow/flow.h"
#include "ledger/pairing.h"
#include "store/facts.h"
#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_case sy_case;

/* Opens the workspace and its ledger index; builds the index (with progress)
 * when it is missing, stale or damaged. A case without imports has a flow
 * without transfers. */
SY_MUST_USE sy_status sy_case_open(sy_case **out, const char *path, sy_access access, sy_err *err);
void sy_case_close(sy_case *c);
sy_workspace *sy_case_workspace(const sy_case *c);
const sy_flow *sy_case_flow(const sy_case *c);
/* Why the index was built anew at opening, translated; NULL when it was not. */
const char *sy_case_rebuilt(const sy_case *c);
/* Was there one that could not be trusted: cut off, changed, of another version? */
bool sy_case_index_was_damaged(const sy_case *c);

/* Builds the index of an open workspace now, so that the next opening is quick:
 * the last step of an import. */
SY_MUST_USE sy_status sy_case_build_index(sy_workspace *ws, sy_err *err);

/* ---- names ---- */

/* The account (sy_ledger.account) with this number (or number@bank); SY_NONE
 * when there is none. Blanks and hyphens in the text do not matter; the number
 * of a card's account finds the card (intake/aliases.h). */
uint32_t sy_case_find_account(const sy_case *c, sy_slice number);
/* Up to n account numbers that look most like text, best first; how many. */
size_t sy_case_similar_accounts(const sy_case *c, sy_slice text, const char **numbers, size_t n);
/* Accounts with a statement whose holder has this name; how many. */
size_t sy_case_accounts_of(const sy_case *c, sy_slice holder, uint32_t *accounts, size_t n);
/* The transfer that shows the entry with this id; SY_NONE. */
uint32_t sy_case_find_entry(const sy_case *c, sy_slice entry_id);

/* "HHHHHHHHHHHH-S-R" of a place. Returns out. */
char *sy_case_entry_id(const sy_flow *f, char out[SY_ENTRY_ID], uint32_t place);
/* The place of the entry with this id, whether it moves money or not (a repeat, a
 * failed row); SY_NONE where no file has such a row. */
uint32_t sy_case_find_place(const sy_case *c, sy_slice entry_id);
/* The id of a transfer: of the row that pays, else of the one that receives. */
char *sy_case_transfer_id(const sy_flow *f, char out[SY_ENTRY_ID], uint32_t transfer);

/* ---- evidence: from a place back to the row ---- */

typedef struct sy_evidence {
    uint32_t place;
    char id[SY_ENTRY_ID];
    const sy_source *source; /* path, sha256, sheet, profile ... */
    uint32_t row;
    int64_t at, amount, balance;
    uint8_t flags; /* SY_ENTRY_... */
    sy_slice serial, text[SY_ENTRY_TEXTS];
} sy_evidence;

/* The rows at these places, in the same order. From the arena. Cost: one query. */
SY_MUST_USE sy_status sy_case_evidence(sy_case *c, sy_evidence **rows, const uint32_t *places,
                                       size_t n, sy_arena *arena, sy_err *err);
/* All rows of one account, ledger by ledger and in ledger order: their places. also: of
 * a card's payment the place of the wallet's row that shows it too, else SY_NONE. */
SY_MUST_USE sy_status sy_case_account_places(sy_case *c, uint32_t account, uint32_t **places,
                                             uint32_t **also, size_t *n, sy_arena *arena,
                                             sy_err *err);
/* Rows of the account with this number that are in no ledger and no sum, in the
 * order of their places: failed or closed payments, second views, rows that count
 * neither way (SY_ENTRY_FAILED, SY_ENTRY_ASIDE). From the arena. */
SY_MUST_USE sy_status sy_case_uncounted(sy_case *c, sy_slice number, uint32_t **places, size_t *n,
                                        sy_arena *arena, sy_err *err);

/* ---- matches: what belongs together ---- */

typedef enum sy_match_state {
    SY_MATCH_CONFIRMED,
    SY_MATCH_SUSPECTED,
    SY_MATCH_REJECTED
} sy_match_state;

typedef struct sy_match {
    sy_match_kind kind;
    uint32_t a, b; /* places, as store/workspace.h orders them */
    sy_match_state state;
    sy_match_reason reason;
    bool decided;   /* by a person, not by the program */
    int64_t amount; /* fen, >= 0: what is at stake */
} sy_match;

/* ---- quality: what the statements prove about themselves ---- */

typedef enum sy_month_state {
    SY_MONTH_PROVED,  /* chains, and the bank's own totals or a stated period cover it */
    SY_MONTH_CHAINED, /* balances follow from each other: 余额衔接 */
    SY_MONTH_BROKEN,
    SY_MONTH_MISSING, /* no statement for any of its days, though one was asked for or there
                       * are some before and after */
    SY_MONTH_UNKNOWN  /* rows without balances */
} sy_month_state;

const char *sy_month_state_name(sy_month_state s); /* "proved", ... */

typedef struct sy_month {
    int year, month;
    int64_t in, out, opening, closing; /* opening, closing: only with has_balance */
    int64_t reversed; /* of in and of out, what was taken back: not in them */
    bool has_balance;
    sy_month_state state;
} sy_month;

/* A row whose balance does not follow from the one before it. */
typedef struct sy_chain_gap {
    int64_t from, to; /* times of the rows before and after */
    sy_precision precision;
    uint32_t before, place; /* the row before, the row after */
    int64_t expected, stated; /* balances */
    int64_t difference;       /* stated - expected: what is missing */
    size_t rejected;          /* rejected rows between the two in their file: the likely cause */
    uint32_t rejected_row;    /* the first of them, and its rule's id */
    const char *rejected_rule;
} sy_chain_gap;

/* The bank's own totals beside those of the rows; sy_totals_row in store/stated.h. */
typedef struct sy_totals_shown {
    const sy_source *source;
    uint32_t row;
    uint32_t stated, wrong; /* SY_STATED_...: what the line gives, what differs */
    bool proves;            /* nothing differs, and enough is given to miss a row by */
    int32_t from_day, to_day;
    struct {
        uint64_t count, count_in, count_out;
        int64_t sum_in, sum_out, opening, closing;
    } bank, rows;
} sy_totals_shown;

typedef struct sy_ledger_quality {
    const char *number, *sub, *currency, *holder, *bank;
    uint64_t entries, chain_ok, chain_broken, reordered;
    uint64_t rounded;   /* rows that miss the one before by the bank's rounding (0.10) */
    uint64_t unordered; /* rows of instants that no order of theirs explains row by row */
    uint64_t reversed;             /* rows that were taken back or take back */
    int64_t in, out, reversed_sum; /* in, out: without them */
    int64_t first, last;
    sy_precision precision; /* of first and last */
    sy_chain_gap *gaps;
    size_t n_gaps;
    sy_month *months;
    size_t n_months;
    sy_totals_shown *totals;
    size_t n_totals;
    const sy_source **no_balances; /* files whose balance column says nothing */
    size_t n_no_balances;
    uint32_t asked_days, supplied_days; /* of the period asked for: how much is there; 0: not
                                         * known what was asked for */
    sy_days *missing; /* asked for, not supplied */
    size_t n_missing;
    bool is_list; /* of a plain list: no balances by nature */
    bool is_wallet;
} sy_ledger_quality;

/* Rows and their sums, of one currency. */
typedef struct sy_sums {
    uint64_t rows;
    int64_t in, out;
} sy_sums;

typedef struct sy_tally {
    const char *currency;
    sy_sums read;      /* every row of every statement, without failed ones */
    sy_sums failed;    /* payments that did not take place */
    sy_sums repeated;  /* rows that repeat another one */
    sy_sums reversed;  /* rows taken back, and those that take back */
    sy_sums shadows;   /* wallet's rows of payments that a card's row shows */
    sy_sums left;      /* what counts: read - repeated - reversed - shadows */
    uint64_t pairs;    /* both sides of one transfer ... */
    int64_t both;      /* ... and their sum: in left.in and in left.out */
    uint64_t opaque, seen_through; /* payments through payment firms; those whose payee a */
    int64_t opaque_sum, seen_sum;  /* wallet's statement names. opaque: both together */
} sy_tally;

/* One account under two numbers, proposed or decided. */
typedef struct sy_join {
    const char *a, *b; /* numbers, a before b */
    sy_match_state state;
    sy_match_reason reason;
    bool decided;
    uint64_t rows; /* that the join would touch */
    int64_t amount;
} sy_join;

/* A payment that failed, and the one that took its place: places. */
typedef struct sy_retry {
    uint32_t failed, retry; /* retry: SY_NONE where there is none */
    uint32_t ledger;        /* of facts */
    int64_t amount;         /* > 0 in, < 0 out */
} sy_retry;

typedef struct sy_quality {
    sy_ledger_quality *ledgers; /* by number, sub, currency; only those with rows */
    size_t n_ledgers;
    sy_match *matches; /* by kind, a, b */
    size_t n_matches;
    uint64_t counts[SY_MATCH_KINDS][SY_MATCH_REJECTED + 1]; /* of matches and joins */
    sy_join *joins; /* by a, b */
    size_t n_joins;
    sy_retry *retries; /* of failed rows, by place */
    size_t n_retries;
    uint32_t *unmatched_reversals; /* places */
    size_t n_unmatched_reversals;
    sy_tally *tallies; /* by currency */
    size_t n_tallies;
    const char **unanswered; /* numbers asked for of which nothing came */
    size_t n_unanswered;
    uint64_t entries, duplicates;
    const sy_source *sources; /* by (sha256, sheet) */
    const sy_place_base *bases;
    uint32_t n_sources;
} sy_quality;

/* Where a place of a quality is: its source; *row from 1. */
const sy_source *sy_quality_row(const sy_quality *q, uint32_t place, uint32_t *row);

/* Computed from the facts each time: cost as building the index. From the arena. */
SY_MUST_USE sy_status sy_case_quality(sy_case *c, sy_quality **out, sy_arena *arena, sy_err *err);

/* ---- questions: what a person may decide ---- */

/* Something suspected: of q->matches or q->joins. */
typedef struct sy_open_question {
    const sy_match *match; /* one of the two */
    const sy_join *join;
    int64_t amount;
} sy_open_question;

enum { SY_QUESTIONS_AT_ONCE = 50 };

/* All of them, the largest amount first. *n_asked: how many of these should be
 * asked: the first SY_QUESTIONS_AT_ONCE; the rest may stay open. Array from the arena. */
SY_MUST_USE sy_status sy_open_questions(sy_open_question **list, size_t *n, size_t *n_asked,
                                        const sy_quality *q, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
