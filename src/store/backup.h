/* backup.h - a whole case as one sealed file, and back.
 *
 *     st = sy_backup_write(ws, "a.backup", password, &told, &err);
 *     st = sy_backup_read("a.backup", password, "b.suyuan", &told, &err);  // NULL: only checks
 *
 * The workspace is open (SY_READ is enough: nobody writes meanwhile), so all stores are of one
 * moment; SQLite's are copied by SQLite, since part of them may lie in its log. The ledger index
 * is left out: it is built anew. Each file is followed by its SHA-256, and the whole by the
 * number of files. A backup is there whole or not at all, and so is what is restored from it:
 * never over anything that is there. */
#ifndef SY_STORE_BACKUP_H
#define SY_STORE_BACKUP_H

#include "base/civil.h"
#include "base/digest.h"
#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_BACKUP_PASSWORD_LEAST = 10 /* characters */ };

typedef struct sy_backup_told {
    char case_name[256], who[64], made_at[SY_UTC_TEXT];
    char log_head[SY_DIGEST_TEXT]; /* the log's last hash; "" */
    int64_t log_rows;
    uint64_t files, bytes;
    uint64_t changed; /* originals that are not what was imported; they are in it as they are */
} sy_backup_told;

/* What would go in: files and bytes of what lies there now. Cost: a look at each file. */
SY_MUST_USE sy_status sy_backup_size(sy_workspace *ws, sy_backup_told *told, sy_err *err);

/* SY_EINVAL where path is there already, or the password is too short. */
SY_MUST_USE sy_status sy_backup_write(sy_workspace *ws, const char *path, const char *password,
                                      sy_backup_told *told, sy_err *err);

/* Reads all of it; with `to`, a workspace that must not be there, makes that. SY_EDATA for a
 * wrong password or a damaged file: then nothing is made. */
SY_MUST_USE sy_status sy_backup_read(const char *path, const char *password, const char *to,
                                     sy_backup_told *told, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
