/* planted.h - what was planted, by model and rule: gathered while the scenes are played,
 * written as the truth. */
#ifndef SY_SYNTH_PROVINCE_PLANTED_H
#define SY_SYNTH_PROVINCE_PLANTED_H

#include "base/err.h"
#include "synth/out.h"

typedef struct sy_planted sy_planted;

SY_MUST_USE sy_status sy_planted_new(sy_planted **out, sy_err *err);
void sy_planted_free(sy_planted *p);
/* why NULL: must come; else may not. A failure is kept for sy_planted_write. */
void sy_planted_add(sy_planted *p, const char *model, const char *rule, const char *why,
                    const char *key);
/* "models": [{"model": .., "rules": [{"rule": .., "planted": [..], "near": [{"why": .., "keys":
 * [..]}]}]}], by name; keys in the order in which they were planted. */
SY_MUST_USE sy_status sy_planted_write(sy_planted *p, sy_out *out, sy_err *err);

#endif
