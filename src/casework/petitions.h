/* petitions.h - which cases somebody has written about (12309, 综治中心): the pool
 * petitions. A lead on such a case is followed on application (依申请), others ex officio. */
#ifndef SY_CASEWORK_PETITIONS_H
#define SY_CASEWORK_PETITIONS_H

#include "store/pools.h"
#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_petition {
    const char *case_number; /* one form for one case, without its part (之一); "": names none */
    const char *number, *received, *channel, *petitioner, *court; /* "" */
    const char *petitioner_id;                                    /* in its one form; "" */
    uint64_t place; /* of its row: source << 32 | row */
} sy_petition;

typedef struct sy_petitions {
    sy_petition *items; /* by case number, then number */
    size_t n;
} sy_petitions;

/* None where the pool is not defined or was never loaded. From the
 * arena. */
SY_MUST_USE sy_status sy_petitions_read(sy_petitions *out, sy_workspace *ws, const sy_pools *pools,
                                        sy_arena *arena, sy_err *err);
/* The first on this case, written in any way; NULL. */
const sy_petition *sy_petitions_on(const sy_petitions *p, const char *case_number);

enum { SY_CASE_KEY = 200 };
/* A case number in the form in which cases are compared; what is none stays as it is. */
void sy_case_key(char out[SY_CASE_KEY], const char *case_number);

#ifdef __cplusplus
}
#endif

#endif
