/* sealed.c - pieces of one size; the key is made from password and salt as format 1 says. */
#include "store/sealed.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"

#define MAGIC "SUYUAN SEALED 1\n"
enum { MAGIC_BYTES = sizeof MAGIC - 1, SALT = crypto_pwhash_SALTBYTES };
#define STREAM(name) crypto_secretstream_xchacha20poly1305_##name
_Static_assert(SALT == 16 && STREAM(HEADERBYTES) == 24, "as the header says");

static sy_status make_key(unsigned char key[STREAM(KEYBYTES)], const char *password,
                          const unsigned char salt[SALT], sy_err *err)
{
    const int rc =
        crypto_pwhash(key, STREAM(KEYBYTES), password, strlen(password), salt,
                      crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE,
                      crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13);
    return rc == 0 ? SY_OK : sy_fail_nomem(err);
}

void sy_sealed_wipe(sy_sealed *s)
{
    sodium_memzero(s, sizeof *s);
}

static sy_status start(sy_sealed *s, int fd, const char *path, sy_err *err)
{
    memset(s, 0, sizeof *s);
    s->fd = fd;
    s->path = path;
    if (sodium_init() >= 0) return SY_OK;
    return sy_fail(err, SY_EIO, N_("this computer gives no random numbers"));
}

/* ---- writing ---- */

sy_status sy_seal_begin(sy_sealed *s, int fd, const char *path, const char *password, sy_err *err)
{
    unsigned char key[STREAM(KEYBYTES)], salt[SALT], header[STREAM(HEADERBYTES)];
    sy_status st = start(s, fd, path, err);

    if (st != SY_OK) return st;
    randombytes_buf(salt, sizeof salt);
    st = make_key(key, password, salt, err);
    if (st == SY_OK) {
        STREAM(init_push)(&s->state, header, key);
        st = sy_write_all(fd, MAGIC, MAGIC_BYTES, path, err);
    }
    sodium_memzero(key, sizeof key);
    if (st == SY_OK) st = sy_write_all(fd, salt, sizeof salt, path, err);
    return st == SY_OK ? sy_write_all(fd, header, sizeof header, path, err) : st;
}

static sy_status put_piece(sy_sealed *s, unsigned char tag, sy_err *err)
{
    unsigned long long len = 0;

    STREAM(push)(&s->state, s->piece, &len, s->plain, s->n, NULL, 0, tag);
    s->n = 0;
    return sy_write_all(s->fd, s->piece, (size_t)len, s->path, err);
}

sy_status sy_seal_put(sy_sealed *s, const void *bytes, size_t n, sy_err *err)
{
    const unsigned char *p = bytes;
    sy_status st = SY_OK;

    while (n > 0 && st == SY_OK) {
        const size_t room = sizeof s->plain - s->n, some = n < room ? n : room;
        memcpy(s->plain + s->n, p, some);
        s->n += some;
        p += some;
        n -= some;
        if (s->n == sizeof s->plain) st = put_piece(s, STREAM(TAG_MESSAGE), err);
    }
    return st;
}

sy_status sy_seal_end(sy_sealed *s, sy_err *err)
{
    return put_piece(s, STREAM(TAG_FINAL), err);
}

/* ---- reading ---- */

/* As many as there are, up to n. */
static sy_status read_some(sy_sealed *s, void *bytes, size_t n, size_t *got, sy_err *err)
{
    unsigned char *p = bytes;

    *got = 0;
    while (*got < n) {
        const ssize_t r = read(s->fd, p + *got, n - *got);
        if (r < 0 && errno == EINTR) continue;
        if (r < 0) return sy_fail_errno(err, s->path);
        if (r == 0) break;
        *got += (size_t)r;
    }
    return SY_OK;
}

sy_status sy_unseal_begin(sy_sealed *s, int fd, const char *path, const char *password, sy_err *err)
{
    unsigned char head[MAGIC_BYTES + SALT + STREAM(HEADERBYTES)], key[STREAM(KEYBYTES)];
    size_t got = 0;
    sy_status st = start(s, fd, path, err);

    if (st == SY_OK) st = read_some(s, head, sizeof head, &got, err);
    if (st != SY_OK) return st;
    if (got < sizeof head || memcmp(head, MAGIC, MAGIC_BYTES) != 0)
        return sy_fail(err, SY_EDATA, N_("%s: not a backup that suyuan backup has made"), path);
    st = make_key(key, password, head + MAGIC_BYTES, err);
    if (st == SY_OK && STREAM(init_pull)(&s->state, head + MAGIC_BYTES + SALT, key) != 0)
        st = sy_fail(err, SY_EDATA, N_("%s: damaged in its first bytes"), path);
    sodium_memzero(key, sizeof key);
    return st;
}

static sy_status next_piece(sy_sealed *s, sy_err *err)
{
    unsigned long long len = 0;
    unsigned char tag = 0;
    size_t got = 0;
    sy_status st = read_some(s, s->piece, sizeof s->piece, &got, err);

    if (st != SY_OK) return st;
    if (s->is_last || got == 0)
        return sy_fail(err, SY_EDATA, N_("%s: it ends too early; part of it is missing"), s->path);
    if (STREAM(pull)(&s->state, s->plain, &len, &tag, s->piece, got, NULL, 0) != 0)
        return s->has_begun
                   ? sy_fail(err, SY_EDATA, N_("%s: damaged; a copy from elsewhere may be whole"),
                             s->path)
                   : sy_fail(err, SY_EDATA, N_("%s: the password is wrong, or the file is damaged"),
                             s->path);
    s->has_begun = true;
    s->is_last = tag == STREAM(TAG_FINAL);
    s->n = (size_t)len;
    s->at = 0;
    return SY_OK;
}

sy_status sy_unseal_get(sy_sealed *s, void *bytes, size_t n, sy_err *err)
{
    unsigned char *p = bytes;
    sy_status st = SY_OK;

    while (n > 0 && st == SY_OK) {
        if (s->at == s->n) st = next_piece(s, err);
        if (st != SY_OK) break;
        const size_t left = s->n - s->at, some = n < left ? n : left;
        memcpy(p, s->plain + s->at, some);
        s->at += some;
        p += some;
        n -= some;
    }
    return st;
}

sy_status sy_unseal_end(sy_sealed *s, sy_err *err)
{
    unsigned char more;
    size_t got = 0;
    sy_status st = SY_OK;

    if (s->at == s->n && !s->is_last) st = next_piece(s, err);
    if (st == SY_OK) st = read_some(s, &more, 1, &got, err);
    if (st != SY_OK) return st;
    if (s->at == s->n && s->is_last && got == 0) return SY_OK;
    return sy_fail(err, SY_EDATA, N_("%s: there is more in it than a backup has"), s->path);
}
