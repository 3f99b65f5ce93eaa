/* grounds.h - on what an office may ask a bank or a payment firm (调取依据).
 *
 *     sy_grounds g;
 *     st = sy_grounds_load(&g, NULL, &arena, &err);       // dict/request-grounds.yaml
 *     const sy_ground *ground = sy_ground_find(&g, "rules-64-4");
 *
 * The words are data, since they change and each office answers for its own reading;
 * a ground without an article of a law is refused. */
#ifndef SY_INSIGHT_GROUNDS_H
#define SY_INSIGHT_GROUNDS_H

#include <stdbool.h>

#include "base/alloc.h"
#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_ground {
    const char *id, *law, *rule, *occasion; /* occasion: the case of the rule that is met */
    bool banks, payment_firms;              /* whom it lets an office ask */
    bool is_checked;                        /* the articles were read in the official text */
} sy_ground;

typedef struct sy_grounds {
    sy_ground *items; /* as they stand in the file */
    size_t n;
} sy_grounds;

/* path: NULL for the program's own. From the arena. SY_EDATA with file:line:column of what
 * is wrong in it. */
SY_MUST_USE sy_status sy_grounds_load(sy_grounds *g, const char *path, sy_arena *arena,
                                      sy_err *err);
const sy_ground *sy_ground_find(const sy_grounds *g, const char *id); /* NULL */

#ifdef __cplusplus
}
#endif

#endif
