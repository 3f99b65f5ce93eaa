/* matcher.h - whose rows an extract keeps: those of the debtors of other pools, or of the cases
 * and things that these pools name. Private to intake.
 *
 * A row is kept where any of its numbers of people is a debtor's (in one form: 15 digits and
 * 18, credit code and organisation code), or where a key that both pools have under one id
 * (case-number, plate, lot) is there. A number that a spreadsheet has destroyed may be
 * anybody's: its row is kept, and rejected by the import with its place. */
#ifndef SY_INTAKE_MATCHER_H
#define SY_INTAKE_MATCHER_H

#include "intake/dict.h"
#include "store/registers.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_matcher sy_matcher;

/* of: the pools. SY_EINVAL where they have no rows, or nothing that both sides know. */
SY_MUST_USE sy_status sy_matcher_new(sy_matcher **out, sy_workspace *ws, const sy_pool *const *of,
                                     size_t n_of, const sy_pool *kept, sy_err *err);
void sy_matcher_free(sy_matcher *m);
/* people of those pools together, as sy_pool_people counts them */
uint64_t sy_matcher_people(const sy_matcher *m);
/* values: of a row of kept. Thread rule: any. */
bool sy_matcher_keeps(const sy_matcher *m, const sy_pool_value *values);

#ifdef __cplusplus
}
#endif

#endif
