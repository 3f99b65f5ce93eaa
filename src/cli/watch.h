/* watch.h - the parts of suyuan watch: what is said, line by line; files in; models. */
#ifndef SY_CLI_WATCH_H
#define SY_CLI_WATCH_H

#include "base/inbox.h"
#include "cli/command.h"
#include "intake/import.h"
#include "store/workspace.h"

typedef struct sy_watch {
    sy_call *call; /* its arena is of one round */
    const char *workspace;
    sy_inbox *inbox;
    bool puts_away;      /* into done/ */
    bool runs_models;    /* after what has come in */
    const char **models; /* ids; n 0: all */
    size_t n_models;
    int daily;     /* minute of the day at which they run anyway; -1: never */
    bool is_blind; /* the folder is gone, for the time being */
    size_t bad;    /* files that could not be taken, so far */
    bool is_kept;  /* what is said, with the workspace (store/arrivals.h) */
} sy_watch;

/* A line on stdout, with the time; as JSON an object on a line. file: NULL for none. What says
 * something of files or models is kept with the workspace. */
void sy_watch_say(const sy_watch *w, const char *event, const char *file, const char *fmt, ...)
    SY_PRINTF(4, 5);

/* Opens it for writing; waits while somebody else has it, and says so once. SY_ECANCEL where
 * somebody stops it, SY_EIO at once with --once and without --wait. */
SY_MUST_USE sy_status sy_watch_open(sy_watch *w, sy_workspace **ws, sy_err *err);

/* Takes each file, says what became of it, puts it away. *has_news: facts have changed. A
 * file that is wrong is no failure. */
SY_MUST_USE sy_status sy_watch_take(sy_watch *w, const sy_inbox_file *files, size_t n,
                                    bool *has_news, sy_err *err);

/* SY_EINVAL for a model that there is not, SY_EDATA for one that cannot be read. */
SY_MUST_USE sy_status sy_watch_check_models(sy_watch *w, sy_err *err);
/* Runs the models and says what is new. One that cannot run stops no other. */
SY_MUST_USE sy_status sy_watch_models(sy_watch *w, sy_err *err);

#endif
