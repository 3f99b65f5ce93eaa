/* asked.h - what was asked for, and how much of it came; private to src/ledger.
 *
 * Asked for is what a request's period says (import --period, a confirmed title)
 * and what a bank's task file lists: this number, from this day to that
 * (store/particulars.h). Supplied is every day that a statement covers. */
#ifndef SY_LEDGER_ASKED_H
#define SY_LEDGER_ASKED_H

#include "ledger/books.h"

typedef struct sy_asked {
    sy_slice number; /* as the task names it; empty for a stated period */
    uint32_t ledger; /* of facts; SY_NONE where no statement came */
    sy_days days;
    bool has_days;
} sy_asked;

/* Everything that was asked for. From the arena. */
SY_MUST_USE sy_status sy_asked_list(sy_asked **list, size_t *n, const sy_case_tables *t,
                                    sy_workspace *ws, sy_arena *arena, sy_err *err);
/* Fills asked_days, supplied_days and missing of the ledger that is fact (the
 * number of the one that has the rows), and its missing months. */
SY_MUST_USE sy_status sy_asked_of_ledger(sy_ledger_quality *q, const sy_asked *list, size_t n,
                                         const sy_case_tables *t, uint32_t fact, sy_arena *arena,
                                         sy_err *err);
/* Numbers of tasks of which no statement came, in order, each once. */
SY_MUST_USE sy_status sy_asked_in_vain(const char ***numbers, size_t *n_numbers,
                                       const sy_asked *list, size_t n, sy_arena *arena,
                                       sy_err *err);

#endif
