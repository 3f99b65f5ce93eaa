/* province.h - runs the models on a made-up province and compares their leads with its truth.
 *
 *     bool is_one;
 *     sy_is_province(&is_one, "p1", &err);
 *     sy_province_evaluation *e;
 *     st = sy_evaluate_province(&e, "p1", &options, &arena, &err);
 *     for (i = 0; i < e->n_rules; i++) ... e->rules[i].found of e->rules[i].planted ...
 *
 * A planted lead is found when a lead of its rule has its key. Every other lead is wrong, a
 * near miss that became a lead (of the rule that it misses) too; both are listed. Precision is
 * found / (found + wrong), so all that the lawful background gives counts against the rule.
 * One thing only is neither: a lead about a case in which something else was planted, that
 * nobody foresaw (elsewhere); such a case is not lawful, so the lead may well be right. */
#ifndef SY_EVALUATE_PROVINCE_H
#define SY_EVALUATE_PROVINCE_H

#include "evaluate/evaluate.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_pool_load {
    const char *pool;
    uint64_t files, rows, duplicate, rejected;
    int64_t ms;
} sy_pool_load;

typedef struct sy_rule_score {
    const char *model, *rule; /* rule "": near misses of every rule of the model */
    char grade;               /* the best that the rule gives; ' ' for those */
    uint64_t planted, found, wrong, near, near_hit, elsewhere;
    uint64_t wrong_by_grade[3]; /* A, B, C: of the leads that are wrong, and */
    uint64_t found_by_grade[3]; /* of those found */
} sy_rule_score;

typedef struct sy_model_score {
    const char *model;
    const char *state;   /* "ran", "not-enough-data", "failed" */
    const char *trouble; /* what was missing or went wrong; "" */
    uint64_t leads, outside_law;
    int64_t ms;
} sy_model_score;

typedef struct sy_model_miss {
    const char *what; /* "missed", "wrong", "near-miss", "elsewhere" */
    const char *model, *rule, *key, *why;
    char grade; /* that the lead has; ' ' of missed ones */
} sy_model_miss;

typedef struct sy_province_evaluation {
    const char *dir;
    const char *as_of;
    sy_pool_load *pools;
    sy_model_score *models;
    sy_rule_score *rules; /* by model, then as the model has them */
    sy_model_miss *misses;
    uint64_t entries; /* of statements, that were loaded */
    size_t n_pools, n_models, n_rules, n_misses, room_misses;
} sy_province_evaluation;

/* Is DIR/truth.json that of a province? SY_EIO, SY_EDATA as for reading it. */
SY_MUST_USE sy_status sy_is_province(bool *is_one, const char *dir, sy_err *err);

/* From the arena. With options->keep, a workspace that an earlier call left there is taken as
 * it is: nothing is loaded again. Cost: the load, and each model once. */
SY_MUST_USE sy_status sy_evaluate_province(sy_province_evaluation **out, const char *dir,
                                           const sy_evaluate_options *options, sy_arena *arena,
                                           sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
