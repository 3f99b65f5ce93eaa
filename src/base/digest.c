/* digest.c - a thin coat over EVP. */
#include "base/digest.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/lang.h"

/* Looked up once: EVP_sha256() is looked up again by each EVP_DigestInit_ex(). */
static EVP_MD *sha256, *sm3;

static void look_up(void)
{
    sha256 = EVP_MD_fetch(NULL, "SHA2-256", NULL);
    sm3 = EVP_MD_fetch(NULL, "SM3", NULL);
}

sy_status sy_digest_begin(sy_digest *d, sy_digest_kind kind, sy_err *err)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    SY_ASSERT(pthread_once(&once, look_up) == 0);
    const EVP_MD *md = kind == SY_SHA256 ? sha256 : sm3;
    d->context = EVP_MD_CTX_new();
    if (!d->context) return sy_fail_nomem(err);
    if (!md || EVP_DigestInit_ex(d->context, md, NULL) != 1) {
        sy_digest_dispose(d);
        return sy_fail(err, SY_EENGINE, N_("this OpenSSL offers no %s"),
                       kind == SY_SHA256 ? "SHA-256" : "SM3");
    }
    return SY_OK;
}

void sy_digest_add(sy_digest *d, const void *bytes, size_t n)
{
    SY_ASSERT(EVP_DigestUpdate(d->context, bytes, n) == 1);
}

void sy_digest_end(sy_digest *d, char hex[SY_DIGEST_TEXT])
{
    unsigned char raw[EVP_MAX_MD_SIZE];
    unsigned n = 0;

    SY_ASSERT(EVP_DigestFinal_ex(d->context, raw, &n) == 1 && n == 32);
    for (unsigned i = 0; i < n; i++) {
        hex[2 * i] = "0123456789abcdef"[raw[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[raw[i] & 15];
    }
    hex[64] = '\0';
    sy_digest_dispose(d);
}

void sy_digest_dispose(sy_digest *d)
{
    EVP_MD_CTX_free(d->context);
    d->context = NULL;
}

sy_status sy_digest_file(char hex[SY_DIGEST_TEXT], sy_digest_kind kind, const char *path,
                         sy_err *err)
{
    enum { PIECE = 1 << 20 };
    sy_digest d = {0};
    sy_status st = SY_OK;
    char *piece = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0) return sy_fail_errno(err, path);
    piece = sy_new_array(NULL, PIECE, 1);
    if (!piece) {
        st = sy_fail_nomem(err);
        goto done;
    }
    st = sy_digest_begin(&d, kind, err);
    if (st != SY_OK) goto done;
    for (;;) {
        ssize_t n = read(fd, piece, PIECE);
        if (n < 0) {
            st = sy_fail_errno(err, path);
            goto done;
        }
        if (n == 0) break;
        sy_digest_add(&d, piece, (size_t)n);
    }
    sy_digest_end(&d, hex);

done:
    sy_digest_dispose(&d);
    sy_drop(NULL, piece);
    close(fd);
    return st;
}
