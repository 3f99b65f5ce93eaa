/* arrivals.h - what became of the files that arrived in a case's folder of exchange.
 *
 *     sy_arrivals_add("wang.suyuan", &(sy_arrival){when, "loaded", "a.csv", "rows 3, ..."}, &err);
 *     sy_arrivals_read(&last, "wang.suyuan", &arena, &err);     // last.items, the oldest first
 *
 * WS/arrivals.jsonl: what suyuan watch says, whoever runs it, an object on a line. It outlives
 * the program that said it. A kill in the middle of a round shows: it began and did not end. */
#ifndef SY_STORE_ARRIVALS_H
#define SY_STORE_ARRIVALS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Events that are no line of the list but the bounds of a round of work. */
#define SY_ARRIVALS_BEGAN "began"
#define SY_ARRIVALS_ENDED "ended"

typedef struct sy_arrival {
    const char *time;  /* of this computer's clock, 2026-01-15T09:30:00 */
    const char *event; /* loaded, known, left, rejected, moved, note, ran, lead, failed */
    const char *file;  /* its name in the folder; NULL: of no one file */
    const char *text;  /* in the language of who set the folder */
} sy_arrival;

typedef struct sy_arrivals {
    sy_arrival *items; /* at most SY_MOST_ARRIVALS, the oldest first */
    size_t n;
    bool is_cut; /* the last round has not ended */
} sy_arrivals;

enum { SY_MOST_ARRIVALS = 200 };

/* In one write, so that lines of two programs never mix. Of the file a mebibyte is kept, and
 * one before it as arrivals.old.jsonl. */
SY_MUST_USE sy_status sy_arrivals_add(const char *workspace, const sy_arrival *a, sy_err *err);

/* The last ones; from the arena. No file: none. Lines that are none are passed over. Cost: the
 * last 64 KiB of the file. */
SY_MUST_USE sy_status sy_arrivals_read(sy_arrivals *out, const char *workspace, sy_arena *arena,
                                       sy_err *err);
/* The same of a text. SY_ENOMEM. */
SY_MUST_USE sy_status sy_arrivals_parse(sy_arrivals *out, sy_slice text, sy_arena *arena,
                                        sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
