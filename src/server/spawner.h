/* spawner.h - the process that commands start from, with everything loaded.
 *
 * Starting this program costs some 20 ms of processor before its first line runs: libraries
 * are mapped and a hundred thousand addresses in them put right; as much again makes an engine
 * for the facts. The spawner does that once and then only forks: each command is a child of
 * it, a process of its own as before, that finds all this done.
 *
 * It is this program again (like store/sandbox.h), of one thread, so that forking is safe; it
 * knows nothing of the server (no session, no key), and ends, with all that it started, when
 * the server does.
 *
 *     sy_spawner_order order = {.words = words, .ends = {input, output, said, progress}};
 *     sy_spawner_begin(&fd, spawner, &order, &err);   // fd: readable when it has ended
 *     sy_spawner_status(fd, &status)                  // as of waitpid; or shutdown(fd) first,
 *     close(fd);                                      // which kills it and all of its group */
#ifndef SY_SERVER_SPAWNER_H
#define SY_SERVER_SPAWNER_H

#include <stdbool.h>

#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_spawner sy_spawner;

/* NULL when out of memory. The process comes with the first call of sy_spawner_begin, or
 * before it with sy_spawner_start; one that died is replaced. Any thread. */
sy_spawner *sy_spawner_new(void);
void sy_spawner_start(sy_spawner *spawner);
void sy_spawner_free(sy_spawner *spawner); /* NULL is fine */

enum { SY_SPAWNER_ENDS = 4 };
typedef struct sy_spawner_order {
    const char *const *words;  /* what follows the program's name; NULL ends it */
    const char *user;          /* whose decisions are recorded; "" or NULL: this account's */
    const char *from;          /* the address that asks; "" or NULL: none */
    const char *folder;        /* it works there; NULL: where the server does */
    int ends[SY_SPAWNER_ENDS]; /* its descriptors 0 .. 3; the caller's to close */
} sy_spawner_order;

/* *fd: the caller closes it, which ends the command too. SY_EIO where there is no process. */
SY_MUST_USE sy_status sy_spawner_begin(int *fd, sy_spawner *spawner, const sy_spawner_order *order,
                                       sy_err *err);
/* Waits until it has ended. shutdown(fd, SHUT_WR) before that kills it. False: the spawner is
 * gone, and the command with it. */
bool sy_spawner_status(int fd, int *status);

/* ---- in the process itself ---- */

bool sy_spawner_is_wanted(int argc, char **argv);
/* main() of it: run is the main() of a command. prepare: what is worth doing once. */
int sy_spawner_serve(int argc, char **argv, int (*run)(int argc, char **argv),
                     void (*prepare)(void));

#ifdef __cplusplus
}
#endif

#endif
