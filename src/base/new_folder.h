/* new_folder.h - a folder that is filled piece by piece and is there whole or not at all.
 *
 *     sy_new_folder f;
 *     st = sy_new_folder_open(&f, "wang.suyuan", &err);
 *     if (st == SY_OK) st = fill(f.temporary, &err);
 *     st = sy_new_folder_close(&f, st, &err);
 *
 * Until it has its name it is PATH.new-HOST-PROCESS. Who is killed leaves it so: whoever makes the
 * next one beside it takes it away. That somebody is still at work in it is seen by his lock on
 * it, which ends with him, whatever container his number is of. HOST is this computer: on a shared
 * disk the locks of others may not be seen, so theirs are left alone. */
#ifndef SY_BASE_NEW_FOLDER_H
#define SY_BASE_NEW_FOLDER_H

#include "base/err.h"
#include "suyuan/limits.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_new_folder {
    int held; /* the folder with our lock; -1: not open */
    const char *path;
    char temporary[SY_MAX_PATH];
} sy_new_folder;

/* Begins beside path, which must live until the close; a slash at its end is nothing. */
SY_MUST_USE sy_status sy_new_folder_open(sy_new_folder *f, const char *path, sy_err *err);
/* Gives it its name, in the place of nothing or of an empty folder (else SY_EINVAL: it is there
 * already), unless so_far says otherwise: then nothing of it is left. To be called in either
 * case. */
SY_MUST_USE sy_status sy_new_folder_close(sy_new_folder *f, sy_status so_far, sy_err *err);

/* Takes away those in a folder, of ours, in which nobody is at work; best effort. Cost: one list
 * of the folder. */
void sy_new_folder_sweep(const char *folder);

#ifdef __cplusplus
}
#endif

#endif
