/* settle.h - which rows count, and which belong together; private to src/ledger.
 *
 * Before ledgers are put in order it must be known of every row
 *
 *   1. is it a repeat of another one (an overlapping statement)?    settle_repeats.c, settle_joined.c
 *   2. what have people decided?                                    settle.c
 *   3. does it take another row back, or is it taken back?          settle_reversals.c,
 *                                                                   settle_refunds.c
 *   4. is it the wallet's picture of a card's payment?              settle_shadows.c
 *   5. which row is its other side?                                 settle_sides.c
 *
 * in this order: what an earlier step has used is no candidate later. Every
 * finding is a sy_match, confirmed, suspected or rejected; only confirmed ones
 * change what counts. Nothing is deleted, and the answer depends on the rows and
 * the decisions that stand, on nothing else: so undoing a decision brings back
 * exactly what was there before it. */
#ifndef SY_LEDGER_SETTLE_H
#define SY_LEDGER_SETTLE_H

#include "ledger/match.h"
#include "ledger/shadow.h"
#include "ledger/tables.h"

typedef struct sy_decided {
    sy_match_kind kind;
    sy_verdict verdict;
    uint32_t a, b; /* places */
} sy_decided;

typedef struct sy_settled {
    const sy_alloc *al;
    uint32_t *match;   /* by place, both ways: the other side, or in one ledger the row that
                        * takes it back; SY_NONE */
    sy_match *matches; /* all that is known, by (kind, a, b) */
    size_t n_matches, capacity;
} sy_settled;

typedef struct sy_settler {
    const sy_alloc *al;
    sy_case_tables *t;
    sy_workspace *ws;
    sy_err *err;
    sy_settled *out;
    sy_decided *decided; /* in the order of the decisions */
    size_t n_decided;
} sy_settler;

/* Settles all rows of the tables. In them repeats and the wallet's pictures lose
 * their ledger (SY_NONE), a card's payment gets the counterparty that its wallet
 * names, and rows that were taken back or take back are SY_ROW_VOID. */
SY_MUST_USE sy_status sy_settle(sy_settled *out, sy_case_tables *t, sy_workspace *ws, sy_err *err);
void sy_settled_dispose(sy_settled *s);

/* ---- for the steps ---- */

/* Notes a match. */
SY_MUST_USE sy_status sy_settle_note(sy_settler *s, sy_match_kind kind, sy_pair pair, bool decided);
/* The pairs of this kind that a person said no to, sorted; the caller's (sy_drop). */
SY_MUST_USE sy_status sy_settle_rejected(const sy_settler *s, sy_match_kind kind, sy_pair **list,
                                         size_t *n);
/* The two rows are joined: neither is a candidate any more. */
void sy_settle_join(sy_settler *s, uint32_t a, uint32_t b);
/* Does the row count and is it free? */
static inline bool sy_settle_is_free(const sy_settler *s, size_t place)
{
    return s->t->ledger[place] != SY_NONE && s->out->match[place] == SY_NONE;
}

SY_MUST_USE sy_status sy_settle_repeats(sy_settler *s);
/* Of repeats: between ledgers that were written under different numbers. */
SY_MUST_USE sy_status sy_settle_joined(sy_settler *s, const sy_pair *rejected, size_t n_rejected);
SY_MUST_USE sy_status sy_settle_reversals(sy_settler *s);
SY_MUST_USE sy_status sy_settle_refunds(sy_settler *s); /* of wallets, in part */
SY_MUST_USE sy_status sy_settle_shadows(sy_settler *s);
/* Of shadows: the orders that rows of cards and of wallets name. */
SY_MUST_USE sy_status sy_settle_orders(sy_settler *s, sy_shade *rows, size_t n);
SY_MUST_USE sy_status sy_settle_sides(sy_settler *s);
SY_MUST_USE sy_status sy_settle_masked(sy_settler *s);

/* A decision of a person is carried out; false where it makes no sense (any more). */
bool sy_settle_decided_repeat(sy_settler *s, const sy_decided *d);
bool sy_settle_decided_reversal(sy_settler *s, const sy_decided *d);
bool sy_settle_decided_shadow(sy_settler *s, const sy_decided *d);
bool sy_settle_decided_sides(sy_settler *s, const sy_decided *d);

#endif
