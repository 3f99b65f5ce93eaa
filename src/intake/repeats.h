/* repeats.h - rows that came before. Private to intake.
 *
 * Two rows are the same when account, currency, time, amount, balance, serial and
 * counterparty are, as the file writes them. That a card and an account's number are
 * one account may be known only after a later import: such rows are the ledger's to
 * find (ledger/overlap.h), which sees all files. Of the same row
 * in several sources as many are kept as the source with most of them has, so
 * overlapping statements count once and genuine repeats inside one statement
 * stay; inside one source only rows with the bank's serial are ever repeats
 * (domain.md 3.9). Which rows are one does not depend on the order of imports; which of
 * them stands for the others is decided on reading (store/standing.c). */
#ifndef SY_INTAKE_REPEATS_H
#define SY_INTAKE_REPEATS_H

#include "intake/reader.h"

#ifndef __cplusplus /* atomics of C */

/* Finds the repeats among the rows of this import and the facts before it,
 * stores them, and moves them from accepted to duplicate in the counts of the
 * tables. Uses up the fingerprints of the findings. */
SY_MUST_USE sy_status sy_repeats_find(sy_shared *shared, sy_import *import, sy_found_tables *tables,
                                      sy_err *err);

#endif

#endif
