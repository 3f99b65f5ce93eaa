/* logins.c - failures are counted in slots, not by name: memory does not grow with what is
 * tried, and a slot tells nothing of whether there is such a user. Which slot a name has
 * depends on a secret, so nobody can lock another's name by guessing one that shares it. With
 * each unlocking a user's failures go to another slot: those before are forgotten, whichever
 * program unlocked him. */
#include "server/logins.h"

#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/lang.h"

enum { SLOTS = 4096 };

typedef struct slot {
    unsigned failures;
    int64_t since_ms; /* of the first failure, or of the lock */
} slot;

struct sy_logins {
    pthread_mutex_t lock;
    char *folder, *path;
    sy_arena arena; /* of users */
    sy_users users;
    struct stat read; /* the file as it was when they were read */
    unsigned char secret[crypto_shorthash_KEYBYTES];
    char nobody[SY_PASSWORD_HASH]; /* a hash that no password has */
    slot slots[SLOTS];
};

static uint64_t short_hash(const sy_logins *all, const char *text)
{
    unsigned char bytes[crypto_shorthash_BYTES];
    uint64_t n;

    crypto_shorthash(bytes, (const unsigned char *)text, strlen(text), all->secret);
    memcpy(&n, bytes, sizeof n);
    return n;
}

/* ---- the users as they are now ---- */

static bool is_same_file(const struct stat *a, const struct stat *b)
{
    return a->st_ino == b->st_ino && a->st_size == b->st_size && a->st_mode == b->st_mode &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Locked. A file that is spoiled or gone lets nobody in. */
static sy_status refresh(sy_logins *all, sy_err *err)
{
    struct stat now;

    memset(&now, 0, sizeof now);
    if (stat(all->path, &now) != 0) memset(&now, 0, sizeof now);
    if (is_same_file(&now, &all->read)) return SY_OK;
    sy_arena_clear(&all->arena);
    const sy_status st = sy_users_read(&all->users, all->folder, &all->arena, err);
    all->read = now;
    if (st != SY_OK) all->read.st_size = -1; /* no file's: it is read again next time */
    return st;
}

sy_status sy_logins_open(sy_logins **out, const char *folder, sy_err *err)
{
    sy_logins *all = sodium_init() < 0 ? NULL : sy_new(NULL, sizeof *all);
    unsigned char random[16];
    char hex[sizeof random * 2 + 1];

    *out = NULL;
    if (!all) return sy_fail_nomem(err);
    pthread_mutex_init(&all->lock, NULL);
    sy_arena_init(&all->arena, NULL);
    crypto_shorthash_keygen(all->secret);
    randombytes_buf(random, sizeof random);
    sodium_bin2hex(hex, sizeof hex, random, sizeof random);
    all->folder = sy_copy_text(NULL, folder, strlen(folder));
    all->path = sy_users_path(folder);
    sy_status st =
        all->folder && all->path ? sy_password_hash(all->nobody, hex, err) : sy_fail_nomem(err);
    if (st == SY_OK) st = refresh(all, err);
    if (st == SY_OK && all->users.n == 0)
        st = sy_fail(err, SY_EINVAL,
                     N_("nobody could log in: suyuan users %s add NAME --role admin"), folder);
    if (st == SY_OK)
        *out = all;
    else
        sy_logins_close(all);
    return st;
}

void sy_logins_close(sy_logins *all)
{
    if (!all) return;
    pthread_mutex_destroy(&all->lock);
    sy_arena_dispose(&all->arena);
    sy_drop(NULL, all->folder);
    sy_drop(NULL, all->path);
    sodium_memzero(all, sizeof *all);
    sy_drop(NULL, all);
}

const char *sy_logins_folder(const sy_logins *all)
{
    return all->folder;
}

/* ---- logging in ---- */

/* Locked. Counts this try as a failure until it is known to be right, so that many at once
 * are counted too. */
static bool may_try(slot *s, int64_t now_ms)
{
    if (s->failures > 0 && now_ms - s->since_ms >= SY_LOGIN_LOCK_MS) *s = (slot){0};
    if (s->failures >= SY_LOGIN_TRIES) return false;
    if (s->failures == 0 || s->failures + 1 == SY_LOGIN_TRIES) s->since_ms = now_ms;
    s->failures++;
    return true;
}

/* Locked. */
static slot *slot_of(sy_logins *all, const char *name, unsigned unlocks)
{
    char text[SY_USER_TEXT + 16];

    snprintf(text, sizeof text, "%.*s\x1f%u", SY_USER_TEXT - 1, name, unlocks);
    return &all->slots[short_hash(all, text) % SLOTS];
}

int64_t sy_logins_locked_ms(sy_logins *all, const sy_user *u, int64_t now_ms)
{
    pthread_mutex_lock(&all->lock);
    const slot *s = slot_of(all, u->name, u->unlocks);
    const int64_t left = s->since_ms + SY_LOGIN_LOCK_MS - now_ms;
    const bool is_locked = s->failures >= SY_LOGIN_TRIES && left > 0;
    pthread_mutex_unlock(&all->lock);
    return is_locked ? left : 0;
}

sy_login sy_logins_try(sy_known *out, sy_logins *all, const char *name, const char *password,
                       int64_t now_ms)
{
    char hash[SY_PASSWORD_HASH];

    *out = (sy_known){0};
    pthread_mutex_lock(&all->lock);
    const sy_user *u = refresh(all, NULL) == SY_OK ? sy_users_find(&all->users, name) : NULL;
    slot *s = slot_of(all, name, u ? u->unlocks : 0);
    if (u) *out = (sy_known){u->role, short_hash(all, u->password)};
    if (!may_try(s, now_ms)) {
        pthread_mutex_unlock(&all->lock);
        return SY_LOGIN_LOCKED;
    }
    const bool is_user = u, is_barred = u && u->is_locked;
    memcpy(hash, is_user ? u->password : all->nobody, sizeof hash);
    pthread_mutex_unlock(&all->lock);

    bool is_right;
    const sy_status st = sy_password_is(&is_right, hash, password, NULL);
    pthread_mutex_lock(&all->lock);
    if (st != SY_OK && s->failures > 0) s->failures--;
    if (is_right && is_user) *s = (slot){0};
    pthread_mutex_unlock(&all->lock);
    if (st != SY_OK) return SY_LOGIN_NO_MEMORY;
    if (!is_right || !is_user) return SY_LOGIN_WRONG;
    return is_barred ? SY_LOGIN_BARRED : SY_LOGIN_OK;
}

bool sy_logins_is_known(sy_role *role, sy_logins *all, const char *name, uint64_t mark)
{
    bool is_known = false;

    pthread_mutex_lock(&all->lock);
    const sy_user *u = refresh(all, NULL) == SY_OK ? sy_users_find(&all->users, name) : NULL;
    if (u && !u->is_locked && short_hash(all, u->password) == mark) {
        is_known = true;
        *role = u->role;
    }
    pthread_mutex_unlock(&all->lock);
    return is_known;
}
