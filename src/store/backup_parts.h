/* backup_parts.h - what stands inside a sealed backup; private to backup.c and restore.c.
 *
 *     head    256 + 64 + 24 + 65 bytes of text with NULs: case, who, when, hash of the log;
 *             then 8 bytes each: rows of the log, files, bytes
 *     a file  'F', length of its name (1), name, size (8), bytes, SHA-256 as text (64)
 *     end     'E', number of files (8)
 *
 * Numbers are little-endian. */
#ifndef SY_STORE_BACKUP_PARTS_H
#define SY_STORE_BACKUP_PARTS_H

#include <stdint.h>

#include "store/backup.h"
#include "store/sealed.h"

enum { SY_BACKUP_NAME = 160, SY_BACKUP_NUMBER = 8 };

static inline void sy_backup_number_put(unsigned char out[SY_BACKUP_NUMBER], uint64_t n)
{
    for (int i = 0; i < SY_BACKUP_NUMBER; i++) out[i] = (unsigned char)(n >> (8 * i));
}

static inline uint64_t sy_backup_number(const unsigned char in[SY_BACKUP_NUMBER])
{
    uint64_t n = 0;

    for (int i = 0; i < SY_BACKUP_NUMBER; i++) n |= (uint64_t)in[i] << (8 * i);
    return n;
}

/* The rest of sy_backup_read, once the password has opened the file; path is for messages. */
SY_MUST_USE sy_status sy_backup_read_open(sy_sealed *sealed, const char *path, const char *to,
                                          sy_backup_told *told, sy_err *err);

#endif
