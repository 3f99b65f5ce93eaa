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

#define SY_ENTRY_ID 40
/* "HHHHHHHHHHHH-S-R" of a place. Returns out. */
char *sy_case_entry_id(const sy_flow *f, char out[SY_ENTRY_ID], uint32_t place);
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
/* All rows of one account, ledger by ledger and in ledger order: their places. */
SY_MUST_USE sy_status sy_case_account_places(sy_case *c, uint32_t account, uint32_t **places,
                                             size_t *n, sy_arena *arena, sy_err *err);

/* ---- matches: both sides of one transfer ---- */

typedef enum sy_match_state {
    SY_MATCH_CONFIRMED,
    SY_MATCH_SUSPECTED,
    SY_MATCH_REJECTED
} sy_match_state;

typedef struct sy_match {
    uint32_t out, in; /* places */
    sy_match_state state;
    bool decided; /* by a person, not by the rule */
} sy_match;

/* ---- quality: what the statements prove about themselves ---- */

typedef enum sy_month_state {
    SY_MONTH_PROVED,  /* chains, and a query period covers it */
    SY_MONTH_CHAINED, /* balances follow from each other: 余额衔接 */
    SY_MONTH_BROKEN,
    SY_MONTH_MISSING, /* no statement for any of its days, between first and last */
    SY_MONTH_UNKNOWN  /* rows without balances */
} sy_month_state;

const char *sy_month_state_name(sy_month_state s); /* "proved", ... */

typedef struct sy_month {
    int year, month;
    int64_t in, out, opening, closing; /* opening, closing: only with has_balance */
    bool has_balance;
    sy_month_state state;
} sy_month;

typedef struct sy_chain_gap {
    int64_t from, to; /* times of the rows before and after */
    sy_precision precision;
    uint32_t place; /* of the row after */
    int64_t difference;
} sy_chain_gap;

typedef struct sy_ledger_quality {
    const char *number, *sub, *currency, *holder, *bank;
    uint64_t entries, chain_ok, chain_broken, reordered;
    int64_t first, last;
    sy_precision precision; /* of first and last */
    sy_chain_gap *gaps;
    size_t n_gaps;
    sy_month *months;
    size_t n_months;
    bool is_list; /* of a plain list: no balances by nature */
} sy_ledger_quality;

typedef struct sy_quality {
    sy_ledger_quality *ledgers; /* by number, sub, currency; only those with rows */
    size_t n_ledgers;
    sy_match *matches; /* by place of the out row */
    size_t n_matches;
    uint64_t confirmed, suspected, rejected;
    uint64_t entries, duplicates;
} sy_quality;

/* Computed from the facts each time: cost as building the index. From the arena. */
SY_MUST_USE sy_status sy_case_quality(sy_case *c, sy_quality **out, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
