/* digest.h - SHA-256 and SM3 (GM/T 0004) by OpenSSL, fed piece by piece.
 *
 *     sy_digest d = {0};
 *     sy_digest_begin(&d, SY_SHA256, &err);
 *     sy_digest_add(&d, bytes, n);
 *     sy_digest_end(&d, hex);      // also disposes
 */
#ifndef SY_BASE_DIGEST_H
#define SY_BASE_DIGEST_H

#include <stddef.h>

#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_digest_kind { SY_SHA256, SY_SM3 } sy_digest_kind;

#define SY_DIGEST_TEXT 65 /* 64 hex digits, lower case, and a NUL */

typedef struct sy_digest {
    void *context;
} sy_digest;

SY_MUST_USE sy_status sy_digest_begin(sy_digest *d, sy_digest_kind kind, sy_err *err);
void sy_digest_add(sy_digest *d, const void *bytes, size_t n);
void sy_digest_end(sy_digest *d, char hex[SY_DIGEST_TEXT]);
void sy_digest_dispose(sy_digest *d); /* after a failure; harmless after _end */

/* The digest of a whole file. */
SY_MUST_USE sy_status sy_digest_file(char hex[SY_DIGEST_TEXT], sy_digest_kind kind,
                                     const char *path, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
