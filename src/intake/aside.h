/* aside.h - rows of a table that are no payments: the header once more, heads
 * and feet of pages, totals, remarks. Private to intake.
 *
 * They are refused with the rule that tells what they are, so that they are
 * counted like every row and never become entries; what the bank says in them
 * (totals, balances, whose account follows) is kept. */
#ifndef SY_INTAKE_ASIDE_H
#define SY_INTAKE_ASIDE_H

#include "intake/reader.h"

#ifndef __cplusplus /* atomics of C */

#include "intake/batch.h"

/* Row i is gathered: it may be no payment when no date stands where one should,
 * or when its summary is a word of totals. Costs a look at two bytes a row. */
bool sy_aside_may_be(sy_batch *b, size_t i);

/* What such a row is, from all its cells. account: set when the rows below it
 * are another account's (the text is of the findings' arena); else empty. */
SY_MUST_USE sy_status sy_aside_read(sy_batch *b, sy_findings *out, const sy_slice *cells,
                                    uint32_t n, size_t i, sy_slice *account, sy_err *err);

/* Gives the rows that were refused the rule that tells what they are. */
void sy_aside_name(sy_batch *b);

/* The totals of all findings for the store: figures of several lines of one
 * account go into one row. rows: *n of them, by (source, row), from the arena. */
SY_MUST_USE sy_status sy_aside_totals(sy_totals_row **rows, size_t *n,
                                      const sy_found_tables *tables, const sy_findings *findings,
                                      sy_arena *arena, sy_err *err);

#endif

#endif
