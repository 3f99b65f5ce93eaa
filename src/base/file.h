/* file.h - small helpers for paths and whole files. */
#ifndef SY_BASE_FILE_H
#define SY_BASE_FILE_H

#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/alloc.h"
#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

/* "folder/name" as a new text (sy_drop). NULL when out of memory. */
char *sy_path_join(const sy_alloc *al, const char *folder, const char *name);
/* The part after the last slash: a view into path. */
const char *sy_path_name(const char *path);
/* What stands before it: "a/b" of "a/b/c", "/" of "/c", "." of "c". A new text (sy_drop). NULL when
 * out of memory. */
char *sy_path_folder(const sy_alloc *al, const char *path);

/* What scandir(3) lists of a folder: all but itself and the one above. */
int sy_is_inside(const struct dirent *entry);

/* mkdir -p with mode 0700: a case is nobody else's business. */
SY_MUST_USE sy_status sy_make_folder(const char *path, sy_err *err);

/* The whole file with a NUL after it. SY_ELIMIT past max bytes. */
SY_MUST_USE sy_status sy_file_read(const sy_alloc *al, char **text, size_t *len, const char *path,
                                   size_t max, sy_err *err);

/* Writes path whole or not at all: a temporary file beside it, fsync, rename. */
SY_MUST_USE sy_status sy_file_write(const char *path, const void *bytes, size_t n, sy_err *err);

/* Gives a file another place on its file system; what is there is never replaced: false, errno
 * EEXIST. False with errno for all else, too. */
bool sy_file_move(const char *from, const char *to);
/* Removes a folder and all that is in it, read-only files too. */
SY_MUST_USE sy_status sy_remove_folder(const char *path, sy_err *err);

/* write(2) until everything is out. The path is for the message only. */
SY_MUST_USE sy_status sy_write_all(int fd, const void *bytes, size_t n, const char *path,
                                   sy_err *err);

/* fsync of the folder that holds path, so that a rename survives a power cut. */
SY_MUST_USE sy_status sy_sync_folder_of(const char *path, sy_err *err);

/* The folder of the data files that come with the program (profiles/, dict/):
 * SUYUAN_DATA if set, else beside the program when it runs from a build
 * folder, else where it was installed. A new text. */
SY_MUST_USE sy_status sy_data_folder(char **folder, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
