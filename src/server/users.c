/* users.c - read strictly; changed under a lock on the folder. */
#include "server/users.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "store/folder_log.h"
#include "suyuan/limits.h"

#define FILE_NAME "users.json"
enum { MOST_BYTES = SY_MOST_USERS * 512 };

_Static_assert(SY_PASSWORD_HASH == crypto_pwhash_argon2id_STRBYTES, "room for a hash");

/* ---- roles ---- */

const char *const sy_role_ids[SY_WEB_ROLES] = {"reader", "assistant", "prosecutor", "admin"};
static const char *const titles[SY_WEB_ROLES] = {N_("reader"), N_("assistant"), N_("prosecutor"),
                                                 N_("admin")};

const char *sy_role_title(sy_role role)
{
    return _(titles[role]);
}

sy_status sy_role_read(sy_role *out, const char *text, sy_err *err)
{
    for (int i = 0; i < SY_WEB_ROLES; i++) {
        *out = (sy_role)i;
        if (strcmp(text, sy_role_ids[i]) == 0) return SY_OK;
        if (strcmp(text, sy_tr_in(SY_LANG_ZH, titles[i])) == 0) return SY_OK;
    }
    return sy_fail(err, SY_EINVAL, N_("\"%.40s\" is no role: admin, prosecutor, assistant, reader"),
                   text);
}

/* ---- passwords ---- */

/* 64 MiB each: many who log in at once must not take the computer's memory. */
static pthread_mutex_t hashing = PTHREAD_MUTEX_INITIALIZER;

sy_status sy_password_hash(char out[SY_PASSWORD_HASH], const char *password, sy_err *err)
{
    memset(out, 0, SY_PASSWORD_HASH);
    if (sodium_init() < 0) return sy_fail(err, SY_EIO, N_("this computer gives no random numbers"));
    pthread_mutex_lock(&hashing);
    const int rc = crypto_pwhash_str_alg(
        out, password, strlen(password), crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE,
        crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13);
    pthread_mutex_unlock(&hashing);
    return rc == 0 ? SY_OK : sy_fail_nomem(err);
}

typedef struct hashed {
    unsigned kib, passes;
    unsigned char salt[crypto_pwhash_SALTBYTES], sum[32];
} hashed;

/* "$argon2id$v=19$m=65536,t=2,p=1$SALT$SUM", as libsodium writes it. */
static bool read_hash(hashed *h, const char *text)
{
    const int variant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
    size_t n_salt = 0, n_sum = 0;
    const char *end = NULL;
    int n = 0;

    if (sscanf(text, "$argon2id$v=19$m=%u,t=%u,p=1$%n", &h->kib, &h->passes, &n) != 2 || n == 0)
        return false;
    text += n;
    if (sodium_base642bin(h->salt, sizeof h->salt, text, strlen(text), NULL, &n_salt, &end,
                          variant) != 0 ||
        n_salt != sizeof h->salt || *end != '$')
        return false;
    text = end + 1;
    return sodium_base642bin(h->sum, sizeof h->sum, text, strlen(text), NULL, &n_sum, &end,
                             variant) == 0 &&
           n_sum == sizeof h->sum && *end == '\0';
}

/* crypto_pwhash_str_verify() takes a failed allocation for a wrong password. */
sy_status sy_password_is(bool *is, const char hash[SY_PASSWORD_HASH], const char *password,
                         sy_err *err)
{
    unsigned char sum[sizeof((hashed *)NULL)->sum];
    hashed h;

    *is = false;
    if (!read_hash(&h, hash)) return SY_OK; /* nobody's */
    pthread_mutex_lock(&hashing);
    errno = 0;
    const int rc = crypto_pwhash(sum, sizeof sum, password, strlen(password), h.salt, h.passes,
                                 (size_t)h.kib * 1024, crypto_pwhash_ALG_ARGON2ID13);
    const bool has_no_memory = rc != 0 && errno == ENOMEM;
    pthread_mutex_unlock(&hashing);
    *is = rc == 0 && sodium_memcmp(sum, h.sum, sizeof sum) == 0;
    sodium_memzero(sum, sizeof sum);
    return has_no_memory ? sy_fail_nomem(err) : SY_OK;
}

static sy_status check_password(const char *password, sy_err *err)
{
    const size_t n = strlen(password);

    if (sy_utf8_count(password, n) < SY_PASSWORD_LEAST)
        return sy_fail(err, SY_EINVAL, N_("the password has fewer than %d characters"),
                       SY_PASSWORD_LEAST);
    if (n > SY_MAX_PASSWORD)
        return sy_fail(err, SY_EINVAL, N_("the password has more than %u bytes"), SY_MAX_PASSWORD);
    return SY_OK;
}

/* It stands in lists, files and the environment of a process. */
static bool can_be_name(const char *name)
{
    const size_t n = strlen(name);

    if (n == 0 || n >= SY_USER_TEXT || sy_utf8_valid_prefix(name, n) != n) return false;
    if (name[0] == ' ' || name[0] == '-' || name[n - 1] == ' ') return false;
    for (const char *p = name; *p; p++) {
        if ((unsigned char)*p < ' ' || *p == 0x7F) return false;
    }
    return true;
}

/* ---- reading ---- */

/* What need not be there; nothing else may be beside the three that must. */
static bool read_locks(sy_user *u, const json_t *json)
{
    const json_t *locked = json_object_get(json, "locked"),
                 *unlocks = json_object_get(json, "unlocks");
    const json_int_t n = json_integer_value(unlocks);

    u->is_locked = json_is_true(locked);
    u->unlocks = (unsigned)n;
    return json_object_size(json) == 3u + !!locked + !!unlocks && (!locked || u->is_locked) &&
           (!unlocks || (n > 0 && n <= INT32_MAX));
}

static sy_status read_user(sy_user *u, const json_t *json, sy_arena *arena)
{
    const char *name = json_string_value(json_object_get(json, "name"));
    const char *role = json_string_value(json_object_get(json, "role"));
    const char *password = json_string_value(json_object_get(json, "password"));

    if (!name || !role || !password || !can_be_name(name) || !read_locks(u, json) ||
        strlen(password) >= SY_PASSWORD_HASH || strncmp(password, "$argon2id$", 10) != 0 ||
        sy_role_read(&u->role, role, NULL) != SY_OK)
        return SY_EDATA;
    snprintf(u->password, sizeof u->password, "%s", password);
    u->name = sy_arena_text(arena, name, strlen(name));
    return u->name ? SY_OK : SY_ENOMEM;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const sy_user *)a)->name, ((const sy_user *)b)->name);
}

static sy_status read_list(sy_users *out, const json_t *list, sy_arena *arena)
{
    const size_t n = json_array_size(list);
    sy_status st = json_is_array(list) && n <= SY_MOST_USERS ? SY_OK : SY_EDATA;

    out->items = st == SY_OK ? sy_arena_get(arena, (n + 1) * sizeof *out->items) : NULL;
    if (st == SY_OK && !out->items) st = SY_ENOMEM;
    for (size_t i = 0; i < n && st == SY_OK; i++)
        st = read_user(&out->items[i], json_array_get(list, i), arena);
    if (st != SY_OK) return st;
    if (n) qsort(out->items, n, sizeof *out->items, by_name);
    for (size_t i = 1; i < n; i++) {
        if (by_name(&out->items[i - 1], &out->items[i]) == 0) return SY_EDATA;
    }
    out->n = n;
    return SY_OK;
}

sy_status sy_users_parse(sy_users *out, sy_slice text, const char *name, sy_arena *arena,
                         sy_err *err)
{
    json_t *root = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES, NULL);

    *out = (sy_users){0};
    const sy_status st = read_list(out, json_object_get(root, "users"), arena);
    json_decref(root);
    if (st == SY_OK) return SY_OK;
    *out = (sy_users){0};
    return st == SY_ENOMEM ? sy_fail_nomem(err)
                           : sy_fail(err, SY_EDATA,
                                     N_("%s: not a list of users as suyuan users writes it"), name);
}

char *sy_users_path(const char *folder)
{
    return sy_path_join(NULL, folder, FILE_NAME);
}

static sy_status read_path(sy_users *out, const char *path, sy_arena *arena, sy_err *err)
{
    struct stat info;
    char *text = NULL;
    size_t n = 0;

    if (stat(path, &info) != 0) return errno == ENOENT ? SY_OK : sy_fail_errno(err, path);
    if (info.st_mode & 077)
        return sy_fail(err, SY_EDATA, N_("%s: others can read it; chmod 600 closes it"), path);
    sy_status st = sy_file_read(NULL, &text, &n, path, MOST_BYTES, err);
    if (st == SY_OK) st = sy_users_parse(out, (sy_slice){text, n}, path, arena, err);
    sy_drop(NULL, text);
    return st;
}

sy_status sy_users_read(sy_users *out, const char *folder, sy_arena *arena, sy_err *err)
{
    char *path = sy_users_path(folder);
    const sy_status st = path ? SY_OK : sy_fail_nomem(err);

    *out = (sy_users){0};
    const sy_status read = st == SY_OK ? read_path(out, path, arena, err) : st;
    sy_drop(NULL, path);
    return read;
}

const sy_user *sy_users_find(const sy_users *all, const char *name)
{
    const sy_user key = {.name = name};

    return all->n ? bsearch(&key, all->items, all->n, sizeof key, by_name) : NULL;
}

/* ---- changing ---- */

const sy_user_verb sy_user_verbs[SY_USER_CHANGES] = {
    [SY_USER_ADD] = {"add", true, true},
    [SY_USER_ROLE] = {"role", true, false},
    [SY_USER_PASSWORD] = {"password", false, true},
    [SY_USER_REMOVE] = {"remove", false, false},
    [SY_USER_LOCK] = {"lock", false, false},
    [SY_USER_UNLOCK] = {"unlock", false, false},
};

bool sy_user_verb_read(sy_user_change *out, const char *name)
{
    for (int i = 0; i < SY_USER_CHANGES; i++) {
        *out = (sy_user_change)i;
        if (strcmp(sy_user_verbs[i].name, name) == 0) return true;
    }
    return false;
}

static sy_status write_users(const sy_users *all, const char *folder, sy_err *err)
{
    char *text = NULL, *path = sy_users_path(folder);
    size_t n = 0;
    FILE *out = path ? open_memstream(&text, &n) : NULL;
    sy_json j;

    if (!out) {
        sy_drop(NULL, path);
        return sy_fail_nomem(err);
    }
    sy_json_init(&j, out);
    sy_json_object(&j);
    sy_json_key(&j, "users");
    sy_json_array(&j);
    for (size_t i = 0; i < all->n; i++) {
        const sy_user *u = &all->items[i];
        sy_json_object(&j);
        sy_json_key(&j, "name"), sy_json_string(&j, u->name);
        sy_json_key(&j, "role"), sy_json_string(&j, sy_role_ids[u->role]);
        sy_json_key(&j, "password"), sy_json_string(&j, u->password);
        if (u->is_locked) sy_json_key(&j, "locked"), sy_json_bool(&j, true);
        if (u->unlocks) sy_json_key(&j, "unlocks"), sy_json_int(&j, u->unlocks);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    sy_status st = sy_json_finish(&j, err);
    fclose(out);
    if (st == SY_OK) st = sy_file_write(path, text, n, err);
    free(text);
    sy_drop(NULL, path);
    return st;
}

static sy_status add(sy_users *all, const char *name, sy_role role, const char *hash,
                     sy_arena *arena, sy_err *err)
{
    if (sy_users_find(all, name))
        return sy_fail(err, SY_EINVAL, N_("there is a user \"%.63s\" already"), name);
    if (!can_be_name(name))
        return sy_fail(err, SY_EINVAL, N_("\"%.63s\" cannot be a user's name"), name);
    if (all->n == SY_MOST_USERS)
        return sy_fail(err, SY_ELIMIT, N_("more than %d users"), SY_MOST_USERS);
    sy_user *items = sy_arena_get(arena, (all->n + 1) * sizeof *items);
    if (!items) return sy_fail_nomem(err);
    if (all->n) memcpy(items, all->items, all->n * sizeof *items);
    items[all->n] = (sy_user){.name = name, .role = role};
    memcpy(items[all->n].password, hash, SY_PASSWORD_HASH);
    *all = (sy_users){items, all->n + 1};
    qsort(items, all->n, sizeof *items, by_name);
    return SY_OK;
}

/* Users could not be changed from the page any more. */
static bool is_last_admin(const sy_users *all, const sy_user *u)
{
    if (u->role != SY_ROLE_ADMIN || u->is_locked) return false;
    for (size_t i = 0; i < all->n; i++) {
        const sy_user *other = &all->items[i];
        if (other != u && other->role == SY_ROLE_ADMIN && !other->is_locked) return false;
    }
    return true;
}

static sy_status alter(sy_users *all, sy_user_change change, const char *name, sy_role role,
                       const char *hash, sy_err *err)
{
    sy_user *u = (sy_user *)(uintptr_t)sy_users_find(all, name);
    const bool leaves = change == SY_USER_REMOVE || change == SY_USER_LOCK ||
                        (change == SY_USER_ROLE && role != SY_ROLE_ADMIN);

    if (!u) return sy_fail(err, SY_EINVAL, N_("there is no user \"%.63s\""), name);
    if (leaves && is_last_admin(all, u))
        return sy_fail(err, SY_EINVAL,
                       N_("%.63s is the last administrator; make somebody else one first"), name);
    if (change == SY_USER_ROLE) u->role = role;
    if (change == SY_USER_PASSWORD) memcpy(u->password, hash, SY_PASSWORD_HASH);
    if (change == SY_USER_LOCK) u->is_locked = true;
    if (change == SY_USER_UNLOCK) {
        u->is_locked = false;
        u->unlocks = u->unlocks < INT32_MAX ? u->unlocks + 1 : 1;
    }
    if (change == SY_USER_REMOVE) {
        const size_t after = all->n - 1 - (size_t)(u - all->items);
        memmove(u, u + 1, after * sizeof *u);
        all->n--;
    }
    return SY_OK;
}

sy_status sy_users_change(const char *folder, sy_user_change change, const char *name, sy_role role,
                          const char *password, sy_err *err)
{
    const bool has_password = sy_user_verbs[change].takes_password;
    char hash[SY_PASSWORD_HASH] = "";
    sy_users all = {0};
    sy_arena arena;
    sy_status st = has_password ? check_password(password, err) : SY_OK;

    if (st == SY_OK && has_password) st = sy_password_hash(hash, password, err);
    if (st != SY_OK) return st;
    const int lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock < 0 || flock(lock, LOCK_EX) != 0) {
        st = sy_fail_errno(err, folder);
        if (lock >= 0) close(lock);
        return st;
    }
    sy_arena_init(&arena, NULL);
    st = sy_users_read(&all, folder, &arena, err);
    if (st == SY_OK)
        st = change == SY_USER_ADD ? add(&all, name, role, hash, &arena, err)
                                   : alter(&all, change, name, role, hash, err);
    if (st == SY_OK) st = write_users(&all, folder, err);
    sy_arena_dispose(&arena);
    close(lock);
    return st;
}

sy_status sy_users_change_logged(const char *folder, const sy_user_order *o, sy_err *err)
{
    const sy_user_verb *v = &sy_user_verbs[o->change];
    const sy_folder_act act = {.kind = "user",
                               .what = o->is_own ? "own-password" : v->name,
                               .subject = o->name,
                               .said = v->takes_role ? sy_role_ids[o->role] : NULL,
                               .who = o->who,
                               .from = o->from};
    sy_err unlogged = {0};
    sy_status st = sy_users_change(folder, o->change, o->name, o->role, o->password, err);

    if (st != SY_OK) return st;
    st = sy_folder_log_make(folder, &unlogged);
    if (st == SY_OK) st = sy_folder_log_add(folder, &act, &unlogged);
    if (st == SY_OK) return SY_OK;
    return sy_fail(err, st, N_("%.63s was changed, but the log of the folder does not say so: %s"),
                   o->name, unlogged.text);
}
