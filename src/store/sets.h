/* sets.h - what the sets that went out said of each person, so that a later set can say
 * which of their figures have changed since (数据已变动).
 *
 * An edition is all the figures that sets gave of one person, until one of them changed:
 * two sets of the same facts share it. Its lines are named by keys that survive a
 * re-import. An issue is one file that was written. Nothing here is ever changed. */
#ifndef SY_STORE_SETS_H
#define SY_STORE_SETS_H

#include "base/money.h"
#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_set_line {
    const char *cut, *key; /* "month", "2023-05": the same in every set */
    const char *title;     /* a name that the key does not give; "" */
    int64_t n_in, n_out;   /* rows */
    sy_minor in, out;
} sy_set_line;

typedef struct sy_set_edition {
    const char *person, *name; /* the person's key; the name as it was shown */
    const char *accounts;      /* numbers, a line each: by them a person is known again whom a
                                * decision gave another key */
    const sy_set_line *lines;  /* NULL when read by sy_set_editions */
    size_t n_lines;
    int64_t id; /* 0: to be added */
    /* When read: */
    const char *who, *made_at;
} sy_set_edition;

typedef struct sy_set_issue {
    int64_t id;
    const char *file, *terms; /* terms: thresholds, "cash=10000.00 large=500000.00" */
    const char *names;        /* of its persons, a line each, as they were shown */
    const char *who, *made_at;
} sy_set_issue;

/* Notes that a set was written: of each person the edition it shows, added where its id is
 * 0 (and then set). All or nothing. */
SY_MUST_USE sy_status sy_set_record(sy_workspace *ws, const char *file, const char *terms,
                                    sy_set_edition *editions, size_t n, sy_err *err);

/* All editions, the newest first, without their lines. From the arena. */
SY_MUST_USE sy_status sy_set_editions(sy_workspace *ws, sy_set_edition **list, size_t *n,
                                      sy_arena *arena, sy_err *err);
/* The lines of one, in the order in which they were given. From the arena. */
SY_MUST_USE sy_status sy_set_lines(sy_workspace *ws, int64_t edition, sy_set_line **lines,
                                   size_t *n, sy_arena *arena, sy_err *err);
/* All sets that were written, the oldest first. From the arena. */
SY_MUST_USE sy_status sy_set_issues(sy_workspace *ws, sy_set_issue **list, size_t *n,
                                    sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
