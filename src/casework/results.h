/* results.h - what an office reports of its models: counts and money, signed, without a
 * person, a case or a number of either in it; and several of them added up.
 *
 *   "SUYUAN RESULTS 1\n"
 *   JSON, one object:
 *     office, part    who reports; part where an office keeps more than one workspace
 *     since, until    leads that were first given in this time ...
 *     written         ... and what had come of them on this day
 *     program
 *     lines           of each model, version, hash of its files and rule: leads, confirmed,
 *                     refuted, open, vanished, measures, replied, adopted, declined, recovered
 *   the key and the signature (model/pack.h)
 *
 * A lead counts once, for the version that gave it last, so lines of offices and of times
 * that do not overlap can be added. */
#ifndef SY_CASEWORK_RESULTS_H
#define SY_CASEWORK_RESULTS_H

#include "casework/feedback.h"
#include "model/pack.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_results {
    const char *office, *part;           /* part: "" */
    const char *since, *until, *written; /* YYYY-MM-DD */
    sy_feedback_line *lines;             /* of rules, in their order */
    size_t n;
    /* When read: */
    unsigned char maker[SY_PACK_PUBLIC];
    const char *title; /* the file, as it was named */
} sy_results;

/* Into the empty out. SY_EINVAL for what reading would refuse: an office without a name, a
 * time that ends before it begins. */
SY_MUST_USE sy_status sy_results_write(sy_buf *out, const sy_results *r, const sy_pack_key *key,
                                       sy_err *err);

/* Everything from the arena. SY_EDATA where it is not such a file, was changed after it was
 * signed, or says what cannot be: a count that is none, verdicts that are not the leads.
 * SY_ELIMIT past SY_MAX_RESULTS_BYTES, SY_MAX_RESULTS_LINES, SY_MAX_RESULTS_COUNT. */
SY_MUST_USE sy_status sy_results_read(sy_results *out, sy_slice bytes, const char *title,
                                      sy_arena *arena, sy_err *err);

/* All lines of all of them. SY_EDATA, with both files, where one office and part reports the
 * same days twice: nothing is counted twice, and nothing is left out in silence. */
SY_MUST_USE sy_status sy_results_sum(sy_feedback_line **lines, size_t *n, const sy_results *list,
                                     size_t n_list, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
