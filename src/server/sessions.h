/* sessions.h - who is at the other end.
 *
 * On loopback there is one user, whoever was given the address with its token; a server
 * with a certificate has users, who log in (logins.h). A browser that is let in gets a cookie
 * (HttpOnly, SameSite=Strict), and a second secret that every call which changes something must
 * carry in a header: a page of another site can make a browser send the cookie, and cannot know
 * that.
 *
 * Secrets are 256 random bits, compared in constant time; a session that nobody uses for
 * twelve hours ends. All of it is in memory: a restart ends them. */
#ifndef SY_SERVER_SESSIONS_H
#define SY_SERVER_SESSIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Each may do what the ones before it may. */
typedef enum sy_role {
    SY_ROLE_READER,     /* 只读 */
    SY_ROLE_ASSISTANT,  /* 助理: imports, notes, decisions on findings */
    SY_ROLE_PROSECUTOR, /* 检察官: moves leads */
    SY_ROLE_ADMIN,      /* 管理员: users, backup */
    SY_WEB_ROLES
} sy_role;

enum { SY_SECRET_TEXT = 65, SY_USER_TEXT = 64 };

typedef struct sy_session {
    char id[SY_SECRET_TEXT], token[SY_SECRET_TEXT]; /* of the cookie, of the header */
    char user[SY_USER_TEXT];
    sy_role role;
    uint64_t mark; /* of the password (logins.h) */
} sy_session;

typedef struct sy_sessions sy_sessions;
sy_sessions *sy_sessions_new(void); /* NULL when out of memory or the system has no randomness */
void sy_sessions_free(sy_sessions *all);
/* What the first address carries. */
const char *sy_sessions_first_token(const sy_sessions *all);
bool sy_sessions_is_first_token(const sy_sessions *all, const char *token);

/* SY_ELIMIT when there are too many. */
SY_MUST_USE sy_status sy_session_begin(sy_session *out, sy_sessions *all, const char *user,
                                       sy_role role, uint64_t mark, sy_err *err);
/* false: there is none of that id, or it has ended. */
bool sy_session_find(sy_session *out, sy_sessions *all, sy_slice id);
/* The same, without being a use of it. */
bool sy_sessions_has(sy_sessions *all, const char *id);
void sy_session_end(sy_sessions *all, const char *id);
bool sy_secret_is(const char *secret, const char *given); /* NULL is never right */

#ifdef __cplusplus
}
#endif

#endif
