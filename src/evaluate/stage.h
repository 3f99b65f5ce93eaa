/* stage.h - a made-up case as an office would have it: a workspace with its facts, its people
 * and all its files imported. */
#ifndef SY_EVALUATE_STAGE_H
#define SY_EVALUATE_STAGE_H

#include "base/err.h"
#include "evaluate/truth.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Makes the workspace at path (not there yet) from the files in dir. rows: how many entries
 * were accepted. */
SY_MUST_USE sy_status sy_stage_set(const char *path, const char *dir, const sy_truth *t,
                                   uint64_t *rows, sy_err *err);
/* Removes a folder and all that is in it, read-only files too. */
SY_MUST_USE sy_status sy_stage_remove(const char *path, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
