/* sample.h - the sample case: a made-up one with everything in it, to try the program on. */
#ifndef SY_EVALUATE_SAMPLE_H
#define SY_EVALUATE_SAMPLE_H

#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Makes the workspace at path (not there yet): statements imported, facts and people of the
 * case filled in. The same in every call. Works in another folder meanwhile (chdir): not beside
 * other threads. Cost: about a second. */
SY_MUST_USE sy_status sy_sample_make(const char *path, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
