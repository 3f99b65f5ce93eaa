/* logins.h - names and passwords that browsers send, and who is no user any more.
 *
 * Five wrong passwords for a name within 15 minutes, and that name is not looked at for
 * 15 minutes. A name that nobody has is treated the same in all: the same work, the same
 * answer, the same lock. Whoever changes users may end a lock (SY_USER_UNLOCK), or lock
 * somebody for good. The file of users (users.h) may change while the server runs. */
#ifndef SY_SERVER_LOGINS_H
#define SY_SERVER_LOGINS_H

#include <stdint.h>

#include "server/users.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_LOGIN_TRIES = 5 };
#define SY_LOGIN_LOCK_MS (15 * 60 * INT64_C(1000))

typedef struct sy_logins sy_logins;
/* SY_EINVAL where nobody could log in. */
SY_MUST_USE sy_status sy_logins_open(sy_logins **out, const char *folder, sy_err *err);
void sy_logins_close(sy_logins *all); /* NULL is fine */
const char *sy_logins_folder(const sy_logins *all);

typedef enum sy_login {
    SY_LOGIN_OK,
    SY_LOGIN_WRONG,
    SY_LOGIN_LOCKED,
    SY_LOGIN_BARRED,   /* the password is right, and the administrator has locked the user */
    SY_LOGIN_NO_MEMORY /* nobody knows whether it is right; it does not count as a failure */
} sy_login;

/* Who somebody is known to be: what a session keeps of it. */
typedef struct sy_known {
    sy_role role;
    uint64_t mark; /* of the password: another one ends the sessions that the old one began */
} sy_known;

/* *out: of a user, whatever the end; mark 0 where nobody has the name. now_ms: a clock that only
 * grows. Any thread; about 50 ms. */
sy_login sy_logins_try(sy_known *out, sy_logins *all, const char *name, const char *password,
                       int64_t now_ms);
/* For how long a user's name is not looked at; 0: it is. */
int64_t sy_logins_locked_ms(sy_logins *all, const sy_user *u, int64_t now_ms);
/* Is he still a user, not locked, with that password? role: what it is now. Cost: one stat. */
bool sy_logins_is_known(sy_role *role, sy_logins *all, const char *name, uint64_t mark);

#ifdef __cplusplus
}
#endif

#endif
