/* tick.h - a bar for searches that tell how far they are in thousandths.
 *
 *     sy_ticker bar;
 *     sy_ticker_begin(&bar, _("looking for cycles"));
 *     q.tick = sy_tick;  q.tick_ctx = &bar;
 *     ...
 *     sy_ticker_end(&bar); */
#ifndef SY_CLI_TICK_H
#define SY_CLI_TICK_H

#include "base/progress.h"

#ifndef __cplusplus /* as sy_progress */
typedef struct sy_ticker {
    sy_progress bar;
    unsigned told;
} sy_ticker;

static inline void sy_ticker_begin(sy_ticker *t, const char *label)
{
    t->told = 0;
    sy_progress_begin(&t->bar, label, 1000, SY_UNIT_SHARES);
}

/* Never cancels. */
static inline bool sy_tick(void *ctx, unsigned permille)
{
    sy_ticker *t = ctx;

    if (permille > t->told) {
        sy_progress_add(&t->bar, permille - t->told);
        t->told = permille;
    }
    return true;
}

static inline void sy_ticker_end(sy_ticker *t)
{
    sy_progress_end(&t->bar);
}
#endif

#endif
