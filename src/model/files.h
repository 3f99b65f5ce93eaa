/* files.h - the files of a model, as they lie in a folder or in a pack.
 *
 * Only names that a model may have: model.yaml, query.sql, README.md, test/NAME.test.
 * Nothing else is read, packed or written; a name is never a path. */
#ifndef SY_MODEL_FILES_H
#define SY_MODEL_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"
#include "suyuan/limits.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_MODEL_FILE_NAME = 64 };

typedef struct sy_model_file {
    char name[SY_MODEL_FILE_NAME];
    sy_slice bytes;
} sy_model_file;

typedef struct sy_model_files {
    sy_model_file items[SY_MAX_MODEL_FILES]; /* by name */
    size_t n;
} sy_model_files;

/* May a file of a model be called so? */
bool sy_model_file_name_is_good(sy_slice name);
/* Keeps the order; SY_EDATA for a name that is not good or there already, SY_ELIMIT. The
 * bytes are the caller's. */
SY_MUST_USE sy_status sy_model_files_add(sy_model_files *files, sy_slice name, sy_slice bytes,
                                         sy_err *err);
/* Bytes from the arena. SY_EDATA where model.yaml, query.sql or README.md is missing. */
SY_MUST_USE sy_status sy_model_files_read(sy_model_files *files, sy_arena *arena,
                                          const char *folder, sy_err *err);
/* Empty where it is not there. */
sy_slice sy_model_files_get(const sy_model_files *files, const char *name);
/* Is everything there that a model must have? title: for the message. */
SY_MUST_USE sy_status sy_model_files_complete(const sy_model_files *files, const char *title,
                                              sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
