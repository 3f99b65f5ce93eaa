/* province_truth.h - what was planted in a province, read from its truth.json. */
#ifndef SY_EVALUATE_PROVINCE_TRUTH_H
#define SY_EVALUATE_PROVINCE_TRUTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "evaluate/truth.h"
#include "model/run.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A key that must come of a rule, or (why) may not. */
typedef struct sy_true_lead {
    char id[SY_LEAD_ID];                  /* of the lead that has this key */
    const char *model, *rule, *key, *why; /* rule "": any; why NULL: planted */
    bool is_met;
} sy_true_lead;

typedef struct sy_true_file {
    const char *pool, *path;
} sy_true_file;

typedef struct sy_province_truth {
    bool is_province;
    const char *as_of;
    int32_t day;
    uint32_t planted_from; /* numbers of cases from here on belong to what was planted */
    sy_truth statements;   /* facts, people, folders of the one case; n_imports 0: none */
    sy_true_file *files;
    sy_true_lead *leads; /* by model and id, planted ones first */
    size_t n_files, n_leads;
} sy_province_truth;

/* From the arena. with_leads false: only what it is, and the files. */
SY_MUST_USE sy_status sy_province_truth_read(sy_province_truth *t, const char *dir, bool with_leads,
                                             sy_arena *arena, sy_err *err);
/* Again, after keys and ids were changed. */
void sy_province_truth_sort(sy_province_truth *t);
/* Those of a model with this id: the first, and how many. */
sy_true_lead *sy_province_truth_find(const sy_province_truth *t, const char *model, const char *id,
                                     size_t *n);

#ifdef __cplusplus
}
#endif

#endif
