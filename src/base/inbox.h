/* inbox.h - a folder into which somebody else puts files: which of them are whole.
 *
 *     sy_inbox *b;
 *     st = sy_inbox_open(&b, "/srv/exchange/court", &err);
 *     for (;;) {
 *         sy_inbox_look(b, &files, &n, &arena, &err);
 *         for (size_t i = 0; i < n; i++) ... files[i].path ... sy_inbox_put_away(b, &files[i], ...)
 *         sy_inbox_wait(b, 60000);
 *     }
 *
 * Looks at the folder and at its subfolders, one level deep, and at plain files only: links,
 * hidden files and those of programs that are still at work (.part, .tmp, ~$...) are nobody's
 * business. A file is whole when no process has it open for writing (a lease of the kernel
 * tells); where the kernel does not tell, of another user's files or on a network, when its
 * size and time have stood still for some seconds. Nothing is ever deleted or overwritten.
 *
 * inotify is a bell, not the news: each look goes through the folder, so that an event that
 * was lost, or that a network does not send, costs a delay and no file. */
#ifndef SY_BASE_INBOX_H
#define SY_BASE_INBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/alloc.h"
#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SY_INBOX_DONE "done" /* the subfolder of what was put away */

typedef struct sy_inbox sy_inbox;

typedef struct sy_inbox_file {
    const char *path;
    const char *name;      /* in the folder: "a.csv", "vehicles/a.csv" */
    const char *subfolder; /* "" or "vehicles" */
} sy_inbox_file;

/* SY_EIO where it is no folder or cannot be read. */
SY_MUST_USE sy_status sy_inbox_open(sy_inbox **out, const char *folder, sy_err *err);
void sy_inbox_close(sy_inbox *b); /* NULL is fine */

/* Those that are whole and were not given before, by name, at most 1000 at once; one that has
 * changed since is given again. From the arena. *waiting: some are not whole yet, so look
 * again soon. SY_EIO where the folder is gone. */
SY_MUST_USE sy_status sy_inbox_look(sy_inbox *b, sy_inbox_file **list, size_t *n, bool *waiting,
                                    sy_arena *arena, sy_err *err);

/* Until something stirs, a signal comes, or that time is over. */
void sy_inbox_wait(sy_inbox *b, int ms);

/* Into done/, under its name, or "name (2).csv" where that is taken; to: where it is now.
 * SY_EIO where it cannot be moved; it is where it was then. */
SY_MUST_USE sy_status sy_inbox_put_away(sy_inbox *b, const sy_inbox_file *file, const char **to,
                                        sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
