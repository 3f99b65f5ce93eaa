/* workspace.h - a case is a folder, and one program at a time holds it.
 *
 *     NAME.suyuan/
 *       originals/SHA256     the imported files as they came, read-only
 *       facts.duckdb         what was read from them; can be rebuilt
 *       decisions.sqlite     what people decided; cannot be made again
 *       boards.sqlite        pictures that people arranged (boards.h); outside lock and turns
 *       exchange.json        from which folder the server takes files (exchange.h); as boards
 *       arrivals.jsonl       what became of them (arrivals.h)
 *       index/               the ledger index, rebuilt when missing or stale
 *       lock                 who holds it
 *
 * Facts are written only by an import (facts.h), decisions by everybody.
 * An import is whole or not there: its number is marked done in
 * decisions.sqlite after its facts are safe; facts of an import that is not
 * done are deleted when the workspace is next opened (design/parts.md tells
 * how a killed DuckDB commit tears, and what survives that). */
#ifndef SY_STORE_WORKSPACE_H
#define SY_STORE_WORKSPACE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_workspace sy_workspace;

/* Makes the folder and both stores. SY_EINVAL when path exists and is not an
 * empty folder. Leaves nothing behind when it fails. */
SY_MUST_USE sy_status sy_workspace_create(const char *path, sy_err *err);

typedef enum sy_access { SY_READ, SY_WRITE } sy_access;

/* Opens, migrates older schemas, clears the rest of an import that was cut
 * off. SY_READ shares the workspace with other readers; SY_WRITE is alone. A
 * second writer (or a reader beside a writer) gets SY_EIO with the holder's
 * process and program named. A workspace of a newer version: SY_EINVAL. */
SY_MUST_USE sy_status sy_workspace_open(sy_workspace **out, const char *path, sy_access access,
                                        sy_err *err);
void sy_workspace_close(sy_workspace *ws);

const char *sy_workspace_path(const sy_workspace *ws);
/* What was cleared at opening, for a note to the user: number of cut-off imports. */
unsigned sy_workspace_recovered(const sy_workspace *ws);
/* Changes whenever facts or decisions that shape ledgers change: the ledger
 * index carries it and is stale when it differs. */
SY_MUST_USE sy_status sy_workspace_generation(sy_workspace *ws, uint64_t *generation, sy_err *err);

/* The case: all may come later, all may be changed; who and when is kept. */
typedef struct sy_case_facts {
    char *name, *number;          /* 案件名, 案号; NULL when not known */
    char *debtor, *debtor_id;     /* 被执行人, 证件号码 */
    char *claim;                  /* yuan as text "300000.00" */
    char *suit_served, *judgment_effective, *enforcement_filed, *report_ordered,
        *consumption_restricted, *terminated, *resumed; /* YYYY-MM-DD */
} sy_case_facts;

/* Only the fields that are not NULL are set; "" clears one. */
SY_MUST_USE sy_status sy_case_set(sy_workspace *ws, const sy_case_facts *facts, sy_err *err);
/* All texts from the arena. */
SY_MUST_USE sy_status sy_case_get(sy_workspace *ws, sy_case_facts *facts, sy_arena *arena,
                                  sy_err *err);

/* Decisions on what belongs together. Kept by the entries' stable ids (and by
 * the accounts' numbers), so they survive a re-import. Nothing is overwritten:
 * of several verdicts on one pair the newest that stands counts. */
typedef enum sy_verdict { SY_VERDICT_CONFIRMED = 1, SY_VERDICT_REJECTED = 2 } sy_verdict;
typedef enum sy_match_kind {
    SY_MATCH_SIDES,     /* both sides of one transfer: (row out, row in) */
    SY_MATCH_REVERSAL,  /* a row and the one that takes it back (冲正) */
    SY_MATCH_DUPLICATE, /* one row given twice: (the one kept, its repeat) */
    SY_MATCH_SHADOW,    /* one payment in a card's statement and a wallet's */
    SY_MATCH_ACCOUNT,   /* one account under two numbers: (number, number) */
    SY_MATCH_KINDS
} sy_match_kind;
const char *sy_match_kind_name(sy_match_kind kind); /* "sides", "reversal", ... */

typedef struct sy_match_decision {
    sy_match_kind kind;
    sy_slice a, b; /* entry ids (facts.h), NUL after them when read; account numbers */
    sy_verdict verdict;
    /* When read: */
    int64_t id, bulk; /* bulk: id of the first of those decided at once */
    const char *who, *decided_at, *undone_by, *undone_at; /* NULL: it stands */
} sy_match_decision;

/* Decides all of them at once or none: kind, a, b and verdict are read. One that
 * stands already is left as it is; *decided: how many were new. */
SY_MUST_USE sy_status sy_match_decide(sy_workspace *ws, size_t *decided,
                                      const sy_match_decision *list, size_t n, sy_err *err);
/* Takes back decision id (0: the newest that stands) and those decided at once
 * with it; *undone: how many, 0 when it is not there or has been undone. */
SY_MUST_USE sy_status sy_match_undo(sy_workspace *ws, int64_t id, size_t *undone, sy_err *err);
/* By id: the decisions that count or, with the whole history, all that were ever
 * made. Array and texts from the arena. */
SY_MUST_USE sy_status sy_match_decisions(sy_workspace *ws, sy_match_decision **list, size_t *n,
                                         bool whole_history, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
