/* background.h - the province's ordinary rows: lawful, and as untidy as registers are. */
#ifndef SY_SYNTH_PROVINCE_BACKGROUND_H
#define SY_SYNTH_PROVINCE_BACKGROUND_H

#include "synth/province/stage.h"

/* The from-th to the to-th (without it) of `of` stretches of everything. */
void sy_background_put(sy_stage *s, uint64_t from, uint64_t to, uint64_t of);
/* The n-th case. */
void sy_background_case(sy_enforcement *out, const sy_province *p, uint64_t n);

#endif
