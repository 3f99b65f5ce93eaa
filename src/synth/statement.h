/* statement.h - a closed book as the files that banks send. */
#ifndef SY_SYNTH_STATEMENT_H
#define SY_SYNTH_STATEMENT_H

#include <stdint.h>

#include "base/digest.h"
#include "base/err.h"
#include "synth/book.h"

enum { SY_STATEMENT_FILES = 16, SY_SHEET_REJECTS = 8 };

typedef struct sy_planted_reject {
    uint32_t row;
    const char *column;
    char value[64];
} sy_planted_reject;

/* One table as an import of all files finds it: of a row in two files, the one
 * in the file with the lesser hash counts. */
typedef struct sy_sheet_truth {
    char path[256]; /* from the case's folder */
    char sha256[SY_DIGEST_TEXT];
    int sheet;                      /* from 0 */
    char sheet_name[64];            /* "" for text */
    const char *profile, *encoding; /* encoding NULL for workbooks */
    int account;
    uint32_t rows, accepted, duplicate, rejected;
    sy_planted_reject rejects[SY_SHEET_REJECTS];
} sy_sheet_truth;

typedef struct sy_statements {
    sy_sheet_truth sheets[SY_STATEMENT_FILES];
    int n_sheets;
    uint32_t n_files;
} sy_statements;

/* Writes DIR/statements/... and DIR/supplement/..., notes in the book's rows where each stands
 * first. Errors: SY_EIO names the file, SY_ENOMEM. */
SY_MUST_USE sy_status sy_statements_write(sy_statements *s, sy_book *b, const char *dir,
                                          sy_err *err);

#endif
