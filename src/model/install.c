/* install.c - the user's key, and a pack's files in a workspace. A folder is made beside the
 * place and then takes it by a rename. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/log.h"
#include "model/pack.h"

static sy_status too_long(sy_err *err, const char *path)
{
    return sy_fail(err, SY_EINVAL, N_("%.60s: the path is too long"), path);
}

/* ---- the key ---- */

static sy_status key_folder(char out[SY_MAX_PATH], sy_err *err)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    int n = -1;

    if (config && *config)
        n = snprintf(out, SY_MAX_PATH, "%s/suyuan", config);
    else if (home && *home)
        n = snprintf(out, SY_MAX_PATH, "%s/.config/suyuan", home);
    if (n > 0 && n + 16 < (int)SY_MAX_PATH) return SY_OK;
    return sy_fail(err, SY_EIO, N_("HOME is not set: there is no place for a key"));
}

static sy_status write_key(const char *path, const sy_pack_key *key, sy_err *err)
{
    const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (fd < 0) return sy_fail_errno(err, path);
    sy_status st = sy_write_all(fd, key->secret, sizeof key->secret, path, err);
    if (close(fd) != 0 && st == SY_OK) st = sy_fail_errno(err, path);
    if (st != SY_OK) unlink(path);
    return st;
}

sy_status sy_pack_key_load(sy_pack_key *key, bool *is_new, sy_err *err)
{
    char folder[SY_MAX_PATH], path[SY_MAX_PATH + 16];
    struct stat info;
    char *bytes = NULL;
    size_t n = 0;
    sy_status st = key_folder(folder, err);

    *is_new = false;
    if (st != SY_OK) return st;
    snprintf(path, sizeof path, "%s/model-key", folder);
    if (stat(path, &info) != 0) {
        *is_new = true;
        st = sy_make_folder(folder, err);
        if (st == SY_OK) st = sy_pack_key_make(key, err);
        return st == SY_OK ? write_key(path, key, err) : st;
    }
    st = sy_file_read(NULL, &bytes, &n, path, sizeof key->secret, err);
    if (st == SY_OK && n != sizeof key->secret)
        st = sy_fail(err, SY_EDATA, N_("%s: no key of this program"), path);
    if (st == SY_OK) {
        memcpy(key->secret, bytes, n);
        if (crypto_sign_ed25519_sk_to_pk(key->public_key, key->secret) != 0)
            st = sy_fail(err, SY_EDATA, N_("%s: no key of this program"), path);
        sodium_memzero(bytes, n);
    }
    sy_drop(NULL, bytes);
    return st;
}

/* ---- a model's folder ---- */

/* What stays is met again by the rename that it hinders. */
static void remove_folder(const char *folder)
{
    sy_err left = {0};

    if (access(folder, F_OK) == 0 && sy_remove_folder(folder, &left) != SY_OK)
        sy_debug("%s", left.text);
}

static sy_status write_folder(const sy_model_files *files, const char *folder,
                              const char *fingerprint, sy_err *err)
{
    char path[SY_MAX_PATH + SY_MODEL_FILE_NAME + 8];

    snprintf(path, sizeof path, "%s/test", folder);
    sy_status st = sy_make_folder(path, err);
    for (size_t i = 0; i < files->n && st == SY_OK; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, files->items[i].name);
        st = sy_file_write(path, files->items[i].bytes.ptr, files->items[i].bytes.len, err);
    }
    snprintf(path, sizeof path, "%s/MAKER", folder);
    return st == SY_OK ? sy_file_write(path, fingerprint, strlen(fingerprint), err) : st;
}

/* Another maker's model of the same name is not replaced behind anybody's back. */
static sy_status check_maker(const char *folder, const char *fingerprint, sy_err *err)
{
    char path[SY_MAX_PATH + 8], *was = NULL;
    struct stat info;
    size_t n = 0;

    if (stat(folder, &info) != 0) return SY_OK;
    snprintf(path, sizeof path, "%s/MAKER", folder);
    const bool is_same = sy_file_read(NULL, &was, &n, path, SY_PACK_FINGERPRINT, NULL) == SY_OK &&
                         strcmp(was, fingerprint) == 0;
    sy_status st = SY_OK;
    if (!is_same)
        st = sy_fail(err, SY_EDATA,
                     N_("%s: a model of this id by another maker (%s) is there; remove it first"),
                     folder, was ? was : "?");
    sy_drop(NULL, was);
    return st;
}

sy_status sy_pack_install(const sy_model_files *files, const char *id,
                          const unsigned char maker[SY_PACK_PUBLIC], const char *workspace,
                          sy_err *err)
{
    char folder[SY_MAX_PATH], fresh[SY_MAX_PATH], old[SY_MAX_PATH],
        fingerprint[SY_PACK_FINGERPRINT];
    const int n = snprintf(folder, sizeof folder, "%s/models/%s", workspace, id);

    if (n < 0 || n + SY_MODEL_FILE_NAME + 16 >= (int)sizeof folder) return too_long(err, workspace);
    snprintf(fresh, sizeof fresh, "%s/models/.new-%s", workspace, id);
    snprintf(old, sizeof old, "%s/models/.old-%s", workspace, id);
    sy_pack_fingerprint(fingerprint, maker);
    sy_status st = check_maker(folder, fingerprint, err);
    if (st != SY_OK) return st;
    remove_folder(fresh);
    remove_folder(old);
    st = write_folder(files, fresh, fingerprint, err);
    if (st == SY_OK && rename(folder, old) != 0 && errno != ENOENT) st = sy_fail_errno(err, folder);
    if (st == SY_OK && rename(fresh, folder) != 0) st = sy_fail_errno(err, folder);
    remove_folder(st == SY_OK ? old : fresh);
    return st;
}
