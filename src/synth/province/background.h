/* background.h - the province's ordinary rows: lawful, and as untidy as registers are. */
#ifndef SY_SYNTH_PROVINCE_BACKGROUND_H
#define SY_SYNTH_PROVINCE_BACKGROUND_H

#include "synth/province/stage.h"

/* How many things the rows of this pool come from: cases, vehicles, ... */
uint64_t sy_background_count(const sy_province *p, sy_province_pool pool);
/* The rows that the n-th of them gives to the stage's pool: none, one or several. */
void sy_background_put(sy_stage *s, uint64_t n);
/* The n-th case. */
void sy_background_case(sy_enforcement *out, const sy_province *p, uint64_t n);

#endif
