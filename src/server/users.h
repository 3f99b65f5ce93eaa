/* users.h - who may log in to a folder of cases: its file users.json.
 *
 *     {"users": [{"name": "钱某", "role": "prosecutor", "password": "$argon2id$..."}]}
 *
 * "locked": true, where somebody is not to log in for now; "unlocks": how often failures have
 * been forgiven (logins.h). The file is read by its owner only and is written whole or not at
 * all. A password is kept as what argon2id makes of it. Why a file of its own:
 * docs/decisions/0033. */
#ifndef SY_SERVER_USERS_H
#define SY_SERVER_USERS_H

#include "base/alloc.h"
#include "server/sessions.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    SY_MOST_USERS = 1000,
    SY_PASSWORD_LEAST = 10, /* characters */
    SY_PASSWORD_HASH = 128  /* crypto_pwhash_STRBYTES */
};

typedef struct sy_user {
    const char *name;
    sy_role role;
    bool is_locked;
    unsigned unlocks;
    char password[SY_PASSWORD_HASH]; /* hashed */
} sy_user;

typedef struct sy_users {
    sy_user *items; /* sorted by name */
    size_t n;
} sy_users;

extern const char *const sy_role_ids[SY_WEB_ROLES]; /* "reader" ... */
const char *sy_role_title(sy_role role);            /* in the user's language */
/* By its id, or its title in either language. SY_EINVAL. */
SY_MUST_USE sy_status sy_role_read(sy_role *out, const char *text, sy_err *err);

/* The path of the file; a new text (sy_drop), NULL when out of memory. */
char *sy_users_path(const char *folder);
/* Names and list are from the arena. No file: no users. SY_EDATA when it is not what this
 * program writes, or is open to others. */
SY_MUST_USE sy_status sy_users_read(sy_users *out, const char *folder, sy_arena *arena,
                                    sy_err *err);
/* The same of a text; name stands in messages. */
SY_MUST_USE sy_status sy_users_parse(sy_users *out, sy_slice text, const char *name,
                                     sy_arena *arena, sy_err *err);
const sy_user *sy_users_find(const sy_users *all, const char *name); /* NULL */

typedef enum sy_user_change {
    SY_USER_ADD,
    SY_USER_ROLE,
    SY_USER_PASSWORD,
    SY_USER_REMOVE,
    SY_USER_LOCK,   /* may not log in until he is unlocked */
    SY_USER_UNLOCK, /* that, and what too many failures have locked */
    SY_USER_CHANGES
} sy_user_change;

/* What a change is called, in commands, calls and the log, and what it takes beside a name. */
typedef struct sy_user_verb {
    const char *name;
    bool takes_role, takes_password;
} sy_user_verb;
extern const sy_user_verb sy_user_verbs[SY_USER_CHANGES];
bool sy_user_verb_read(sy_user_change *out, const char *name); /* false: there is none */

/* Two at once wait for each other. password: as it is typed. SY_EINVAL for a name that is
 * there already (or is not), a password that is too short or too long, or where nobody
 * would be left who may change users. */
SY_MUST_USE sy_status sy_users_change(const char *folder, sy_user_change change, const char *name,
                                      sy_role role, const char *password, sy_err *err);

typedef struct sy_user_order {
    sy_user_change change;
    const char *name;
    sy_role role;           /* where the change takes one */
    const char *password;   /* likewise */
    const char *who, *from; /* of the log's row (store/folder_log.h) */
    bool is_own;            /* he who asks changes his own password */
} sy_user_order;
/* The same, and then its row in the folder's log, which is made where it is not there
 * (docs/decisions/0045). Where that cannot be written the change stands; err says both. */
SY_MUST_USE sy_status sy_users_change_logged(const char *folder, const sy_user_order *order,
                                             sy_err *err);

/* Hashing: 64 MiB and some 50 ms, by one at a time. SY_ENOMEM: nobody knows whether it is. */
SY_MUST_USE sy_status sy_password_hash(char out[SY_PASSWORD_HASH], const char *password,
                                       sy_err *err);
SY_MUST_USE sy_status sy_password_is(bool *is, const char hash[SY_PASSWORD_HASH],
                                     const char *password, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
