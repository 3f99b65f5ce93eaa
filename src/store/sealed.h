/* sealed.h - a file that only its password opens: libsodium's secretstream under argon2id.
 *
 *     "SUYUAN SEALED 1\n", salt (16), header (24), pieces of 64 KiB + 17 bytes, the last shorter
 *
 * A piece that was changed, left out or moved is refused, and so is a file that ends early: the
 * last piece is marked as the last. Private to src/store. */
#ifndef SY_STORE_SEALED_H
#define SY_STORE_SEALED_H

#include <sodium.h>
#include <stdbool.h>

#include "base/err.h"

enum { SY_SEALED_PIECE = 64 << 10 };

typedef struct sy_sealed {
    crypto_secretstream_xchacha20poly1305_state state;
    unsigned char plain[SY_SEALED_PIECE];
    unsigned char piece[SY_SEALED_PIECE + crypto_secretstream_xchacha20poly1305_ABYTES];
    size_t n, at; /* of plain: how much is there, and how much of it was taken */
    int fd;
    const char *path; /* for messages */
    bool is_last;     /* reading: the last piece has come */
    bool has_begun;   /* reading: some piece was opened, so the password is right */
} sy_sealed;

/* Writing to fd from where it stands. */
SY_MUST_USE sy_status sy_seal_begin(sy_sealed *s, int fd, const char *path, const char *password,
                                    sy_err *err);
SY_MUST_USE sy_status sy_seal_put(sy_sealed *s, const void *bytes, size_t n, sy_err *err);
SY_MUST_USE sy_status sy_seal_end(sy_sealed *s, sy_err *err);

/* Reading. SY_EDATA: no such file, a wrong password (told by the first piece), or damaged. */
SY_MUST_USE sy_status sy_unseal_begin(sy_sealed *s, int fd, const char *path, const char *password,
                                      sy_err *err);
/* Just n bytes: fewer are SY_EDATA. */
SY_MUST_USE sy_status sy_unseal_get(sy_sealed *s, void *bytes, size_t n, sy_err *err);
/* SY_EDATA where there is more. */
SY_MUST_USE sy_status sy_unseal_end(sy_sealed *s, sy_err *err);
void sy_sealed_wipe(sy_sealed *s);

#endif
