/* open.c - a model that lies anywhere: another version beside the installed one, or a pack
 * that nobody has installed. */
#include <sys/stat.h>

#include "base/file.h"
#include "model/pack.h"

sy_status sy_model_open(sy_model **out, const sy_alloc *al, const char *path, sy_err *err)
{
    unsigned char maker[SY_PACK_PUBLIC];
    struct stat info;
    char *bytes = NULL;
    size_t n = 0;

    *out = NULL;
    if (stat(path, &info) != 0) return sy_fail_errno(err, path);
    if (S_ISDIR(info.st_mode)) return sy_model_load(out, al, path, SY_MODEL_OF_FILE, err);
    sy_model_files *files = sy_new(al, sizeof *files);
    sy_status st =
        files ? sy_file_read(al, &bytes, &n, path, SY_PACK_MOST, err) : sy_fail_nomem(err);
    if (st == SY_OK) st = sy_pack_read(files, maker, (sy_slice){bytes, n}, path, err);
    if (st == SY_OK) st = sy_model_of_files(out, al, files, path, err);
    sy_drop(al, bytes);
    sy_drop(al, files);
    return st;
}
