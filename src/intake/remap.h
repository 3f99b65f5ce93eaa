/* remap.h - a mapping of one table's own: guessed, corrected by the user, or
 * shown as the profile has it. Private to intake. */
#ifndef SY_INTAKE_REMAP_H
#define SY_INTAKE_REMAP_H

#include "intake/guess.h"
#include "intake/mapping.h"
#include "intake/tables.h"

/* The mapping as it is before corrections: of the profile that knew the table. */
void sy_remap_of_table(sy_mapping *m, const sy_intake_table *t);
void sy_remap_of_guess(sy_mapping *m, const sy_guess *g);

/* Applies what the user said, writes the profile, and reads it into a set of
 * its own, which goes to tables->own. t->mapping is set; *profile is the new
 * one. guess may be NULL. SY_EINVAL: a correction is wrong. */
SY_MUST_USE sy_status sy_remap(sy_found_tables *tables, sy_intake_table *t, sy_mapping *m,
                               const sy_guess *guess, const sy_sample *sample,
                               const sy_import_options *ask, const sy_profile **profile,
                               sy_err *err);

#endif
