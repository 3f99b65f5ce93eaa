/* titles.h - whose statement a table is, from where no column says it: lines
 * before the header, the sheet's name, the file's name. Private to intake.
 *
 * What is found is shown and stored as "stated in the title"; the account is
 * used at once, since without it there is no ledger; a holder and a period
 * count once a person has confirmed them (store/stated.h). */
#ifndef SY_INTAKE_TITLES_H
#define SY_INTAKE_TITLES_H

#include "intake/sample.h"
#include "intake/tables.h"

/* Reads the first n rows of the sample, which stand before the header, and the
 * names. The table's profile, columns and account are known; sets t->titles
 * and t->head. */
SY_MUST_USE sy_status sy_titles_read(sy_intake_table *t, const sy_sample *sample, uint32_t n,
                                     sy_arena *arena, sy_err *err);

/* The bank's figures of several lines: what one said already stands. */
void sy_totals_add(sy_totals_row *to, const sy_totals_row *more);

#endif
