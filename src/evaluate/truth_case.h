/* truth_case.h - what a made-up case with statements says of itself: facts, people, folders. */
#ifndef SY_EVALUATE_TRUTH_CASE_H
#define SY_EVALUATE_TRUTH_CASE_H

#include <jansson.h>

#include "evaluate/truth.h"

#ifdef __cplusplus
extern "C" {
#endif

/* "case", "imports" and "people" of a truth.json (path: for words). From the arena. */
SY_MUST_USE sy_status sy_truth_case_read(sy_truth *t, const json_t *root, const char *path,
                                         sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
