/* score.h - one comparison a finding: what was found beside what is true. */
#ifndef SY_EVALUATE_SCORE_H
#define SY_EVALUATE_SCORE_H

#include "evaluate/evaluate.h"
#include "evaluate/truth.h"
#include "insight/scene.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_scoring {
    sy_evaluation *e;
    const sy_truth *t;
    const sy_scene *s;
    uint32_t *clue_of; /* by transfer: the true clue whose row it is; SY_NONE */
    sy_arena *arena;
    sy_err *err;
} sy_scoring;

/* Fills clue_of. */
SY_MUST_USE sy_status sy_score_begin(sy_scoring *x);
SY_MUST_USE sy_status sy_score_amounts(sy_scoring *x);
SY_MUST_USE sy_status sy_score_clues(sy_scoring *x);
SY_MUST_USE sy_status sy_score_proxies(sy_scoring *x);
SY_MUST_USE sy_status sy_score_inquiries(sy_scoring *x);

/* The transfer of a true row; SY_NONE where no ledger has it. */
uint32_t sy_score_transfer(const sy_scoring *x, const sy_true_row *row);
SY_MUST_USE sy_status sy_score_miss(sy_scoring *x, const sy_miss *m);

#ifdef __cplusplus
}
#endif

#endif
