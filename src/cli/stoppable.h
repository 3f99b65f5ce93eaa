/* stoppable.h - several pieces of long work that a person may stop: Ctrl-C ends the piece
 * that is running and those that wait, and the command still tells what was done.
 *
 *     sy_stoppable s;
 *     sy_stoppable_begin(&s, n);
 *     for (size_t i = 0; i < n && sy_stoppable_next(&s, name(i)); i++) work(sy_should_stop, &s);
 *     sy_stoppable_end(&s); */
#ifndef SY_CLI_STOPPABLE_H
#define SY_CLI_STOPPABLE_H

#include <signal.h>

#include "base/progress.h"

#ifndef __cplusplus /* as sy_progress */
typedef struct sy_stoppable {
    sy_progress bar;
    char label[160];
    size_t n, at;
    struct sigaction before_int, before_term;
} sy_stoppable;

void sy_stoppable_begin(sy_stoppable *s, size_t n);
/* The next piece, by its name; false: somebody stopped it. */
bool sy_stoppable_next(sy_stoppable *s, const char *name);
void sy_stoppable_end(sy_stoppable *s);
/* For who asks often while a piece runs: draws the bar too. ctx: the sy_stoppable. */
bool sy_should_stop(void *ctx);
bool sy_was_stopped(void);
#endif

#endif
