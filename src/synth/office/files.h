/* files.h - a closed world as the files that banks send, with their faults. */
#ifndef SY_SYNTH_OFFICE_FILES_H
#define SY_SYNTH_OFFICE_FILES_H

#include "base/digest.h"
#include "synth/office/world.h"

typedef struct sy_office_file {
    const char *path; /* from the case's folder */
    char sha256[SY_DIGEST_TEXT];
    const char *layout; /* 交易明细 ...; 账户信息, 人员信息 are no statements */
    int account;        /* SY_NOBODY: of several */
    uint32_t rows, damaged;
    int64_t from_day, to_day; /* of its rows' period */
} sy_office_file;

/* A stretch of an account's cover that no file holds. */
typedef struct sy_office_gap {
    int account;
    int64_t from_day, to_day;
} sy_office_gap;

typedef struct sy_office_files {
    sy_office_file *list;
    size_t n, room;
    uint64_t rows, repeated, damaged;
    sy_office_gap gap; /* account SY_NOBODY: none */
} sy_office_files;

/* Folders of the case: whole statements, whose period is known; parts of statements. */
#define SY_OFFICE_WHOLE "statements"
#define SY_OFFICE_PARTS "parts"

/* Writes DIR/statements/... and DIR/parts/..., notes in the movements where each row stands.
 * gap_account: the one of which some months are missing, or SY_NOBODY. */
SY_MUST_USE sy_status sy_office_files_write(sy_office_files *f, sy_world *w, int gap_account,
                                            const char *dir, sy_err *err);
void sy_office_files_dispose(sy_office_files *f);

#endif
