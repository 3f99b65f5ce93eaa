/* stoppable.c - a signal only sets a flag; whoever works asks for it. */
#include "cli/stoppable.h"

#include <stdio.h>

#include "base/lang.h"

static volatile sig_atomic_t was_stopped;

static void on_stop(int number)
{
    (void)number;
    was_stopped = 1;
}

void sy_stoppable_begin(sy_stoppable *s, size_t n)
{
    const struct sigaction stop = {.sa_handler = on_stop};

    *s = (sy_stoppable){.n = n};
    sigaction(SIGINT, &stop, &s->before_int);
    sigaction(SIGTERM, &stop, &s->before_term);
    sy_progress_begin(&s->bar, s->label, n, SY_UNIT_SHARES);
}

bool sy_stoppable_next(sy_stoppable *s, const char *name)
{
    if (was_stopped) return false;
    snprintf(s->label, sizeof s->label, _("%zu of %zu, %s"), s->at + 1, s->n, name);
    sy_progress_add(&s->bar, s->at > 0); /* the one before is done */
    s->at++;
    return true;
}

void sy_stoppable_end(sy_stoppable *s)
{
    sy_progress_end(&s->bar);
    sigaction(SIGINT, &s->before_int, NULL);
    sigaction(SIGTERM, &s->before_term, NULL);
}

bool sy_should_stop(void *ctx)
{
    sy_stoppable *s = ctx;

    sy_progress_add(&s->bar, 0);
    return was_stopped != 0;
}

bool sy_was_stopped(void)
{
    return was_stopped != 0;
}
