/* mapping.h - which column is what, as a profile that a person can read, change
 * and keep. Private to intake.
 *
 * A guessed or corrected mapping is written as the YAML of a profile and read
 * back from there, so what is imported and what is saved is the same text. The
 * fingerprint of the header stands in it: a header with that fingerprint is
 * this profile's, whatever else fits. */
#ifndef SY_INTAKE_MAPPING_H
#define SY_INTAKE_MAPPING_H

#include "intake/profile.h"

typedef struct sy_mapping {
    const sy_slice *headings; /* n of them; blank ones: the column has no name */
    uint32_t n;
    bool has_header;
    bool is_signed;             /* the sign of the amount is the direction */
    uint16_t column[SY_FIELDS]; /* or SY_NO_COLUMN */
    const char *in, *out;       /* words of the direction, with commas; NULL: the common ones */
} sy_mapping;

/* One correction: "amount=5", "amount=交易金额", "balance=" (none). SY_EINVAL says
 * which part is wrong and what there is. */
SY_MUST_USE sy_status sy_mapping_set(sy_mapping *m, const char *text, sy_err *err);
/* "1=in,2=out" into words for m->in and m->out, from the arena. */
SY_MUST_USE sy_status sy_mapping_directions(sy_mapping *m, const char *text, sy_arena *arena,
                                            sy_err *err);
/* SY_EINVAL when money, direction or time has no column. */
SY_MUST_USE sy_status sy_mapping_check(const sy_mapping *m, sy_err *err);

/* The YAML of a profile; NUL-terminated, from the arena. */
SY_MUST_USE sy_status sy_mapping_write(const char **yaml, const sy_mapping *m, const char *id,
                                       sy_arena *arena, sy_err *err);
/* An id for a mapping that has no name: "mapping-" and the fingerprint. */
enum { SY_MAPPING_ID = 32 };
void sy_mapping_id(char id[SY_MAPPING_ID], const sy_mapping *m);

#endif
