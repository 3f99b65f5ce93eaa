/* tick.h - a bar for searches that tell how far they are in thousandths.
 *
 *     sy_ticker bar;
 *     sy_ticker_begin(&bar, _("looking for cycles"), flow->n_transfers);
 *     q.tick = sy_tick;  q.tick_ctx = &bar;
 *     ...
 *     sy_ticker_end(&bar); */
#ifndef SY_CLI_TICK_H
#define SY_CLI_TICK_H

#include "base/progress.h"

typedef struct sy_ticker {
    sy_progress bar;
    uint64_t told;
} sy_ticker;

static inline void sy_ticker_begin(sy_ticker *t, const char *label, uint64_t rows)
{
    t->told = 0;
    sy_progress_begin(&t->bar, label, rows, SY_UNIT_ROWS);
}

static inline bool sy_tick(void *ctx, unsigned permille)
{
    sy_ticker *t = ctx;
    const uint64_t done = t->bar.total / 1000 * permille + t->bar.total % 1000 * permille / 1000;

    if (done > t->told) {
        sy_progress_add(&t->bar, done - t->told);
        t->told = done;
    }
    return true;
}

static inline void sy_ticker_end(sy_ticker *t)
{
    sy_progress_end(&t->bar);
}

#endif
