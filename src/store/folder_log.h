/* folder_log.h - who did what to a folder of cases, and from where: what belongs to no case.
 *
 *     const sy_folder_act act = {.kind = "user", .what = "add", .subject = "钱某"};
 *     st = sy_folder_log_add("/srv/cases", &act, &err);
 *
 * Logins, users, backups, exchange folders. FOLDER/log.sqlite, for its owner only, beside
 * users.json; the table and its chain are those of a case's log (log.h). It is there where the
 * folder has users or is served; elsewhere nothing is written, so that a backup of a case that
 * lies anywhere leaves nothing beside it. Any number of processes and threads. */
#ifndef SY_STORE_FOLDER_LOG_H
#define SY_STORE_FOLDER_LOG_H

#include "store/log.h"

#ifdef __cplusplus
extern "C" {
#endif

bool sy_folder_log_is_there(const char *folder);
/* Makes it where it is not there. */
SY_MUST_USE sy_status sy_folder_log_make(const char *folder, sy_err *err);

typedef struct sy_folder_act {
    const char *kind;    /* "login", "user", "backup", "exchange" */
    const char *what;    /* that was done: "in", "add", "restored" ... */
    const char *subject; /* a user, a file, a case; NULL: who does it */
    const char *said;    /* with it: a role, a folder, a number; NULL */
    const char *result;  /* NULL: it was done; else why not: "wrong", "locked", "failed" ... */
    const char *who;     /* NULL or "": of this process (base/user.h) */
    const char *from;    /* an address; NULL or "": of this process */
} sy_folder_act;

/* Adds it; nothing where there is no log. Cost: one write that reaches the disk, some ms. */
SY_MUST_USE sy_status sy_folder_log_add(const char *folder, const sy_folder_act *act, sy_err *err);
/* The same, in the folder in which this path lies, about what it names there. */
SY_MUST_USE sy_status sy_folder_log_add_beside(const char *path, const sy_folder_act *act,
                                               sy_err *err);

typedef struct sy_folder_log sy_folder_log;
SY_MUST_USE sy_status sy_folder_log_open(sy_folder_log **out, const char *folder, sy_err *err);
void sy_folder_log_close(sy_folder_log *log); /* NULL is fine */

/* As those of log.h. */
SY_MUST_USE sy_status sy_folder_log_read(sy_folder_log *log, sy_log_act **list, size_t *n,
                                         size_t *total, const sy_log_filter *filter,
                                         sy_arena *arena, sy_err *err);
SY_MUST_USE sy_status sy_folder_log_people(sy_folder_log *log, const char ***list, size_t *n,
                                           sy_arena *arena, sy_err *err);
SY_MUST_USE sy_status sy_folder_log_check(sy_folder_log *log, sy_log_check_result *out,
                                          sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
