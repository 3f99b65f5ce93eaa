/* login_log.h - logins that failed, in the folder's log (store/folder_log.h), never so many that
 * they fill the disk.
 *
 * In an hour 60 of names that are users' and 10 of others are written, each with its address; of
 * what comes beyond that only how many there were, once an hour. A name that nobody has is not
 * written: it may be a password that was typed into the wrong field. */
#ifndef SY_SERVER_LOGIN_LOG_H
#define SY_SERVER_LOGIN_LOG_H

#include "server/logins.h"
#include "server/request.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_FAILED_OF_USERS = 60, SY_FAILED_OF_OTHERS = 10 };
#define SY_FAILED_MS (3600 * INT64_C(1000))

typedef struct sy_login_log sy_login_log;
sy_login_log *sy_login_log_new(const char *folder); /* NULL when out of memory */
void sy_login_log_free(sy_login_log *log);          /* says what was not written; NULL is fine */

/* r->session.user has not got in. what: "in", "own-password". Any thread. */
void sy_login_log_failed(sy_login_log *log, const sy_request *r, bool is_user, sy_login end,
                         const char *what);
/* The same with its time: a clock that only grows. */
void sy_login_log_failed_at(sy_login_log *log, const char *name, const char *from, bool is_user,
                            sy_login end, const char *what, int64_t now_ms);
/* Says what was not written in an hour that is over. */
void sy_login_log_tick(sy_login_log *log, int64_t now_ms);

#ifdef __cplusplus
}
#endif

#endif
