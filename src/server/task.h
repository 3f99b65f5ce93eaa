/* task.h - a command of this program, run in a process of its own.
 *
 * The server does no analysis itself: it runs `suyuan clues WS --json` and hands on what
 * that says. So the page gets what the command line gets, byte for byte; a fault ends one
 * answer and not the server; work that nobody waits for any more is ended by ending its
 * process; and each answer has its own language.
 *
 *     sy_task_order order = {.spawner = spawner, .words = words, .seconds = 60};
 *     sy_task_end end;
 *     sy_task_run(&end, &order, &err);          // until it has ended
 *     ... end.exit_code, end.out (a file in memory), end.said ...
 *     sy_task_end_dispose(&end);
 *
 * Cost: some 2 ms for a process; what the command takes comes on top. */
#ifndef SY_SERVER_TASK_H
#define SY_SERVER_TASK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"
#include "server/spawner.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How far it is, as base/progress.h tells it. total 0: not known. */
typedef struct sy_task_progress {
    uint64_t done, total;
    char unit[12], label[200];
    bool is_held; /* has taken effect: it is not stopped before it has told what it did */
} sy_task_progress;

typedef struct sy_task_order {
    sy_spawner *spawner;          /* what starts it */
    const char *const *words;     /* what follows the program's name; NULL ends it */
    const char *user;             /* whose decisions are recorded; "" or NULL: this account's */
    const char *from;             /* the address that asks; "" or NULL: none */
    const char *folder;           /* it works there; NULL: where the server does */
    sy_slice input;               /* what it reads from stdin */
    unsigned seconds;             /* by the clock; 0: as long as it takes */
    uint64_t most_bytes;          /* of what goes to stdout; 0: any number */
    bool (*is_wanted)(void *ctx); /* asked several times a second; false ends it. NULL: always */
    void *wanted_ctx;
    void (*on_progress)(void *ctx, const sy_task_progress *p);
    void *progress_ctx;
} sy_task_order;

enum { SY_TASK_SAID = 4096 };
typedef struct sy_task_end {
    int exit_code;           /* as the command line gives it; 5 where it died of a signal */
    int out;                 /* a file in memory with what went to stdout; -1 */
    uint64_t len;            /* of it */
    char said[SY_TASK_SAID]; /* the last that it said on stderr, NUL after it */
} sy_task_end;

/* SY_ECANCEL when it was not wanted any more (while it holds on to what it does it is left to
 * end: sy_progress_hold), SY_ELIMIT past its seconds or bytes; its whole
 * process group is gone then. SY_OK says only that it ended by itself. */
SY_MUST_USE sy_status sy_task_run(sy_task_end *end, const sy_task_order *order, sy_err *err);
/* What went to stdout, NUL after it (sy_drop); NULL when out of memory. */
char *sy_task_answer(const sy_task_end *end);
void sy_task_end_dispose(sy_task_end *end);

#ifdef __cplusplus
}
#endif

#endif
