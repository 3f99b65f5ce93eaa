/* province_findings.h - the statements of a province, and what models read of them: made as
 * `model run` makes it, in the workspace of the pools. */
#ifndef SY_EVALUATE_PROVINCE_FINDINGS_H
#define SY_EVALUATE_PROVINCE_FINDINGS_H

#include "evaluate/province_truth.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Makes the findings in the workspace at path, which nobody has open, and puts the ids of clues
 * into the keys of the truth that name them ("{HOLDER PAYEE}"); a clue that is not there leaves
 * its key as it is. Cost: all findings of the case. */
SY_MUST_USE sy_status sy_province_findings_make(sy_province_truth *t, const char *path,
                                                sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
