/* found.h - the leads of a run that is recorded nowhere, and two such runs side by side.
 *
 *     sy_found a, b;
 *     sy_model_find_on(&a, ws, pools, model, &options, &arena, &err);
 *     sy_model_find_on(&b, ws, pools, newer, &options, &arena, &err);
 *     sy_found_compare(&rows, &n, &a, &b, &arena, &err);
 *
 * The workspace may be open for reading. Leads of two versions of a model are the same when
 * they are about the same thing (key), whatever rule and grade say. */
#ifndef SY_MODEL_FOUND_H
#define SY_MODEL_FOUND_H

#include "model/run.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_found_lead {
    const char *id, *key, *rule, *case_number, *court;
    const char *party; /* the first; "" */
    char grade;
    bool has_amount, is_new; /* is_new: sy_found_weigh */
    int64_t amount, rank;
} sy_found_lead;

typedef struct sy_found {
    sy_found_lead *items; /* by key; no key stands twice */
    size_t n;
    sy_model_outcome outcome; /* has_run is false, and n 0, where there is not enough data */
} sy_found;

/* Everything from the arena. options->on_lead is not asked. Fails as sy_model_run_on does;
 * SY_EDATA when two leads have one key. */
SY_MUST_USE sy_status sy_model_find_on(sy_found *out, sy_workspace *ws, const sy_pools *pools,
                                       const sy_model *m, const sy_model_run_options *options,
                                       sy_arena *arena, sy_err *err);

/* Against the leads of the model that are recorded: which are new, and in the tally how many,
 * and how many of the recorded ones it does not give. Cost: O(n log n). */
SY_MUST_USE sy_status sy_found_weigh(sy_found *found, const sy_lead *recorded, size_t n,
                                     sy_arena *arena, sy_err *err);

/* In the order in which people look at them: by rank, the largest first, then by key. */
void sy_found_by_rank(sy_found *found);

typedef enum sy_compared_kind {
    SY_COMPARED_ONLY_ONE,
    SY_COMPARED_ONLY_OTHER,
    SY_COMPARED_DIFFERS, /* in both, with another grade or rule */
    SY_COMPARED_SAME,
    SY_COMPARED_KINDS
} sy_compared_kind;

typedef struct sy_compared {
    sy_compared_kind kind;
    const sy_found_lead *one, *other; /* NULL where it is not */
} sy_compared;

/* Every lead of both once, by kind and then by key. Both must be in order of key. Cost:
 * O(n). */
SY_MUST_USE sy_status sy_found_compare(sy_compared **list, size_t *n, const sy_found *one,
                                       const sy_found *other, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
