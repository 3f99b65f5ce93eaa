/* data_files.h - data that come with the program and that users may add to or replace.
 *
 * A kind of data (profiles, pools) is a folder of YAML files. It is looked for in
 * three places, and what is read later replaces what has the same id: the
 * program's own folder, the user's (~/.config/suyuan/KIND), the workspace's. */
#ifndef SY_BASE_DATA_FILES_H
#define SY_BASE_DATA_FILES_H

#include "base/alloc.h"
#include "base/err.h"
#include "base/yaml.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Takes y. path: of the file, for messages. */
typedef sy_status sy_data_file_fn(void *ctx, sy_yaml *y, const char *path, sy_err *err);

/* Each file NAME.yaml of KIND, by place, then by name; a folder that is not there has
 * none. workspace: NULL where there is none. The first failure ends it. */
SY_MUST_USE sy_status sy_data_files(const char *kind, const char *workspace, const sy_alloc *al,
                                    sy_data_file_fn *fn, void *ctx, sy_err *err);

/* The folders themselves, for data that are no YAML files. They need not exist. */
enum { SY_DATA_OF_PROGRAM, SY_DATA_OF_USER, SY_DATA_OF_WORKSPACE };
typedef sy_status sy_data_folder_fn(void *ctx, const char *folder, unsigned place, sy_err *err);
SY_MUST_USE sy_status sy_data_folders(const char *kind, const char *workspace, const sy_alloc *al,
                                      sy_data_folder_fn *fn, void *ctx, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
