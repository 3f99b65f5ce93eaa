/* zip_file.h - parts in memory as one zip file: whole or not there, and the same parts give
 * the same bytes. Private to this folder. */
#ifndef SY_REPORT_ZIP_FILE_H
#define SY_REPORT_ZIP_FILE_H

#include "base/err.h"
#include "base/slice.h"

typedef struct sy_zip_part {
    const char *name;
    sy_slice bytes; /* borrowed during the call */
} sy_zip_part;

/* What is at path before is replaced. SY_ENOMEM, SY_EIO. */
SY_MUST_USE sy_status sy_zip_file_write(const char *path, const sy_zip_part *parts, size_t n,
                                        sy_err *err);

#endif
