/* overview_rows.h - the rows of a holder's statements, each judged once; private to
 * overview.c and its tests. */
#ifndef SY_INSIGHT_OVERVIEW_ROWS_H
#define SY_INSIGHT_OVERVIEW_ROWS_H

#include "insight/overview.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A counterparty is a number: first the holders, then the texts (names, and where there is
 * none account numbers), then the kinds that are nobody, then the ledgers of nobody. */
typedef struct sy_counterparties_range {
    uint32_t texts, kinds, ledgers, end; /* where each begins */
} sy_counterparties_range;
sy_counterparties_range sy_counterparty_range(const sy_holders *h);

/* Fills o->rows and n_rows: o->h, holder and currency are set. In order of (time, place). */
SY_MUST_USE sy_status sy_overview_read_rows(sy_overview *o, sy_holders *h, sy_arena *arena,
                                            sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
