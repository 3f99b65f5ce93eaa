/* key_weights.h - which cases are to be stepped into (重点案件介入), as data:
 * dict/key-cases.yaml. Points order a list; they prove nothing and stand in no document. */
#ifndef SY_CASEWORK_KEY_WEIGHTS_H
#define SY_CASEWORK_KEY_WEIGHTS_H

#include <stdbool.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/money.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_key_condition {
    SY_KEY_AMOUNT,
    SY_KEY_VULNERABLE,
    SY_KEY_MODELS,
    SY_KEY_PETITION,
    SY_KEY_TERMINATIONS,
    SY_KEY_CONDITIONS
} sy_key_condition;
const char *sy_key_condition_name(sy_key_condition c);  /* "amount", as in the file and JSON */
const char *sy_key_condition_title(sy_key_condition c); /* translated */

typedef struct sy_key_weights {
    int points[SY_KEY_CONDITIONS];
    sy_minor amount;          /* fen that give all points */
    int models, terminations; /* counts that do */
    int shown_from;
    const char **words; /* of a cause that needs special protection */
    size_t n_words;
} sy_key_weights;

/* path NULL: the program's own. From the arena. SY_EDATA: file:line:column of what is wrong;
 * nothing may be missing, nothing unknown is passed over. */
SY_MUST_USE sy_status sy_key_weights_load(sy_key_weights *w, const char *path, sy_arena *arena,
                                          sy_err *err);

/* Of an amount, or of a count that is at least 1; rounded down. */
int sy_key_points_of_amount(const sy_key_weights *w, sy_minor amount);
int sy_key_points_of_count(int points, int full, size_t count);

#ifdef __cplusplus
}
#endif

#endif
