/* stage.h - a made-up case as an office would have it: a workspace with its facts, its people
 * and all its files imported. */
#ifndef SY_EVALUATE_STAGE_H
#define SY_EVALUATE_STAGE_H

#include "base/err.h"
#include "evaluate/truth.h"
#include "store/workspace.h"
#include "suyuan/limits.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Makes the workspace at path (not there yet) from the files in dir. rows: how many entries
 * were accepted. */
SY_MUST_USE sy_status sy_stage_set(const char *path, const char *dir, const sy_truth *t,
                                   uint64_t *rows, sy_err *err);

/* The same in a workspace that is there. */
SY_MUST_USE sy_status sy_stage_fill(sy_workspace *ws, const char *dir, const sy_truth *t,
                                    uint64_t *rows, sy_err *err);

/* NAME.suyuan of a folder DIR/NAME, in the folder `keep` or in a new one of its own. */
typedef struct sy_stage_place {
    char folder[SY_MAX_PATH];
    char *workspace;
    bool is_kept;
} sy_stage_place;
SY_MUST_USE sy_status sy_stage_place_find(sy_stage_place *place, const char *dir, const char *keep,
                                          sy_err *err);
/* Removes what is not kept. Returns st, or why it could not be removed. */
SY_MUST_USE sy_status sy_stage_place_leave(sy_stage_place *place, sy_status st, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
