/* overview_rows.h - the rows of a holder's statements, each judged once; private to
 * overview.c and its tests. */
#ifndef SY_INSIGHT_OVERVIEW_ROWS_H
#define SY_INSIGHT_OVERVIEW_ROWS_H

#include "insight/overview.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Fills o->rows and n_rows: o->h, holder and currency are set. In order of (time, place). */
SY_MUST_USE sy_status sy_overview_read_rows(sy_overview *o, sy_holders *h, sy_arena *arena,
                                            sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
