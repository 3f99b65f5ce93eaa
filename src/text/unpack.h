/* unpack.h - the files inside an archive (zip, 7z, rar, tar, gz, bz2, xz, zst),
 * one after the other, unpacked while they stream.
 *
 *     sy_unpacked tally = {.in = size};
 *     sy_archive_open(&a, NULL, "a.zip", "a.zip", NULL, &tally, &err);
 *     while ((st = sy_archive_next(a, &member, &err)) == SY_OK && member.name) {
 *         if (member.is_file) st = sy_archive_unpack(a, fd, sha256, NULL, &err);
 *     }
 *     sy_archive_free(a);
 *
 * A member's name is for people and never a path: it may hold "../" or begin
 * with "/". What the archive claims about sizes is never trusted. */
#ifndef SY_TEXT_UNPACK_H
#define SY_TEXT_UNPACK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/progress.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What came out of one file, all archives inside it counted together. */
typedef struct sy_unpacked {
    uint64_t in;      /* bytes of that file */
    uint64_t out;     /* bytes out of it so far */
    uint32_t members; /* unpacked so far */
} sy_unpacked;

typedef struct sy_member {
    const char *name; /* UTF-8 without control characters, until the next; NULL at the end */
    bool is_file;     /* else a folder, a link, a device */
    bool is_locked;   /* its bytes need a password */
    uint64_t claimed; /* bytes, as the archive says: for a bar of progress only; 0: it does not */
} sy_member;

typedef struct sy_archive sy_archive;

/* title: what people call the file, for messages. password: the one to try, NULL for none. tally is added to, and must outlive
 * the archive. SY_EDATA when it is damaged or no archive; SY_EIO. */
SY_MUST_USE sy_status sy_archive_open(sy_archive **out, const sy_alloc *al, const char *path,
                                      const char *title, const char *password,
                                      sy_unpacked *tally, sy_err *err);

/* The next member. SY_EDATA where the archive is damaged (nothing follows then);
 * SY_ELIMIT past SY_MAX_ARCHIVE_MEMBERS. */
SY_MUST_USE sy_status sy_archive_next(sy_archive *a, sy_member *member, sy_err *err);

/* Reads up to n bytes of the member; *got is 0 at its end. SY_EDATA where it is
 * damaged or the password does not fit; SY_ELIMIT past SY_MAX_PART_BYTES,
 * SY_MAX_ARCHIVE_BYTES or SY_MAX_RATIO. */
SY_MUST_USE sy_status sy_archive_read(sy_archive *a, void *bytes, size_t n, size_t *got,
                                      sy_err *err);

#ifndef __cplusplus /* atomics of C in progress.h */
/* Writes the member to fd; its hash, its size. progress may be NULL. SY_ELIMIT also past
 * SY_MAX_ARCHIVE_MEMBERS that were unpacked. */
SY_MUST_USE sy_status sy_archive_unpack(sy_archive *a, int fd, char sha256[SY_DIGEST_TEXT],
                                        uint64_t *size, sy_progress *progress, sy_err *err);
#endif

/* Is it locked in a way that no password helps here (7z, rar)? Known once a
 * member was met or reading failed. */
bool sy_archive_is_sealed(const sy_archive *a);
void sy_archive_free(sy_archive *a);

#ifdef __cplusplus
}
#endif

#endif
