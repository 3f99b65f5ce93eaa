/* evaluate.h - runs the findings on made-up cases and compares them with their truth.
 *
 *     sy_evaluation *e;
 *     st = sy_evaluate(&e, "office-101", &(sy_evaluate_options){0}, &arena, &err);
 *     e->classes[i].found of e->classes[i].n_true ...
 *     sy_evaluation_add(&all, e);              // over many cases
 *
 * What counts as right:
 *   clue      its class is that of a true asset, and at least half of the money of its rows is
 *             of that asset's rows (so account, holder and payee agree). A second clue of an
 *             asset is `repeated`, one of an innocent purchase or of nothing is `wrong`; an
 *             `open` asset counts neither way. Precision = found / (found + repeated + wrong).
 *   proxy     its account stands among the first (true ones + 2).
 *   inquiry   the withheld account stands among the first (withheld ones + 1).
 *   amount    the figure of a rule for a true row equals that of the plain model.
 * Figures on made-up data prove the code, not the world. */
#ifndef SY_EVALUATE_EVALUATE_H
#define SY_EVALUATE_EVALUATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/money.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The classes of clues (as `clues --json` names them), then high consumption. */
enum { SY_SCORED_CLASSES = 15, SY_MAIN_CLASSES = 3 };
const char *sy_scored_class(int i);           /* the three main ones first */
const char *sy_scored_class_label(int i);     /* translated: 不动产 */
int sy_scored_class_number(const char *name); /* -1: none of them */

typedef struct sy_class_score {
    uint32_t n_true, found, wrong, repeated;
    uint32_t innocent; /* of wrong: those of a true purchase with other people's money */
} sy_class_score;

typedef struct sy_proxy_score {
    uint32_t n_true, in_top, by_turnover, by_degree; /* by_...: in the top by that baseline */
    uint32_t cases, whole_cases;                     /* cases in which all are in the top */
    uint32_t whole_by_turnover, whole_by_degree;
    uint32_t hard_negatives, hard_negatives_60, others_60; /* scored 60 or more */
} sy_proxy_score;

typedef struct sy_inquiry_score {
    uint32_t withheld, in_top, by_amount; /* by_amount: by what they received in all */
    uint32_t gaps, gaps_found;
} sy_inquiry_score;

typedef struct sy_amount_score {
    uint64_t checked, exact;
    sy_minor of, off; /* sums of the true figures, and of the differences from them */
} sy_amount_score;

/* What was missed or wrong, for who looks into it. */
typedef struct sy_miss {
    const char *what; /* "missed-clue", "wrong-clue", "repeated-clue", "missed-proxy", ... */
    const char *kind, *account, *holder, *payee;
    int32_t rank, score; /* of proxies and inquiries; rank 0: not listed */
} sy_miss;

typedef struct sy_evaluation {
    const char *dir;
    uint64_t rows, findings_ms; /* findings_ms: scene, clues, proxies, inquiries together */
    uint32_t cases;
    sy_class_score classes[SY_SCORED_CLASSES];
    sy_proxy_score proxies;
    sy_inquiry_score inquiries;
    sy_amount_score amounts;
    sy_miss *misses;
    size_t n_misses, room_misses;
} sy_evaluation;

typedef struct sy_evaluate_options {
    const char *keep; /* a folder in which the workspace stays; NULL: it is removed */
} sy_evaluate_options;

/* One case. From the arena. SY_EDATA for a folder without the truth of an office case. Cost:
 * an import, and each finding once. */
SY_MUST_USE sy_status sy_evaluate(sy_evaluation **out, const char *dir,
                                  const sy_evaluate_options *options, sy_arena *arena, sy_err *err);

/* Adds the counts of one to another; misses stay where they are. */
void sy_evaluation_add(sy_evaluation *sum, const sy_evaluation *e);

#ifdef __cplusplus
}
#endif

#endif
