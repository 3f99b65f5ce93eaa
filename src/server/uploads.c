/* uploads.c - files that a browser brings, kept beside each other until they are imported. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "server/serving.h"
#include "suyuan/limits.h"

enum { MOST_BATCH = 32, MOST_NAMES = 190 };

static bool is_batch(const char *text)
{
    return *text && strlen(text) <= MOST_BATCH &&
           strspn(text, "0123456789abcdefghijklmnopqrstuvwxyz") == strlen(text);
}

/* A name in a folder: never one that leads out of it. */
static bool is_file_name(const char *text)
{
    return *text && strcmp(text, ".") != 0 && strcmp(text, "..") != 0 && !strchr(text, '/') &&
           strlen(text) < 250;
}

static sy_status join(const char **out, sy_request *r, const char *folder, const char *name)
{
    char *joined = sy_path_join(NULL, folder, name);

    *out = joined ? sy_arena_text(&r->arena, joined, strlen(joined)) : NULL;
    sy_drop(NULL, joined);
    return *out ? SY_OK : sy_fail_nomem(&r->err);
}

static sy_status batch_folder(const char **out, sy_server *s, sy_request *r, const char *case_name,
                              const char *batch)
{
    if (!is_batch(batch))
        return sy_fail(&r->err, SY_EINVAL, N_("a batch is named by small letters and digits"));
    sy_status st = join(out, r, s->uploads, case_name);
    return st == SY_OK ? join(out, r, *out, batch) : st;
}

/* api v1 cases NAME uploads BATCH PATH... */
sy_status sy_upload_open(sy_server *s, sy_request *r)
{
    const char *path = NULL;
    sy_status st = r->n_segments > 6 && is_file_name(r->segments[3])
                       ? batch_folder(&path, s, r, r->segments[3], r->segments[5])
                       : sy_fail(&r->err, SY_EINVAL, N_("an upload needs a name"));

    for (size_t i = 6; i < r->n_segments && st == SY_OK; i++) {
        if (!is_file_name(r->segments[i]))
            return sy_fail(&r->err, SY_EINVAL, N_("\"%.100s\" cannot be the name of a file"),
                           r->segments[i]);
        st = sy_make_folder(path, &r->err);
        if (st == SY_OK) st = join(&path, r, path, r->segments[i]);
    }
    if (st != SY_OK) return st;
    r->upload = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (r->upload >= 0) return SY_OK;
    if (errno == EEXIST)
        return sy_fail(&r->err, SY_EINVAL, N_("%s was uploaded already"), sy_path_name(path));
    return sy_fail_errno(&r->err, path);
}

static int no_dots(const struct dirent *e)
{
    return strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
}

sy_status sy_upload_batch(const char **folder, const char *const **names, sy_server *s,
                          sy_request *r, const char *case_name, const char *batch)
{
    const char **list = sy_arena_get(&r->arena, (MOST_NAMES + 1) * sizeof *list);
    struct dirent **found = NULL;
    sy_status st = batch_folder(folder, s, r, case_name, batch);

    if (st != SY_OK || !list) return st != SY_OK ? st : sy_fail_nomem(&r->err);
    const int n = scandir(*folder, &found, no_dots, alphasort);
    if (n <= 0) st = sy_fail(&r->err, SY_EDATA, N_("nothing was uploaded"));
    /* So many at the top are given as one folder. */
    for (int i = 0; i < n; i++) {
        if (st == SY_OK && n <= MOST_NAMES) {
            list[i] = sy_arena_text(&r->arena, found[i]->d_name, strlen(found[i]->d_name));
            if (!list[i]) st = sy_fail_nomem(&r->err);
        }
        free(found[i]);
    }
    free(found);
    if (n > MOST_NAMES) list[0] = ".";
    list[n > MOST_NAMES ? 1 : n > 0 ? n : 0] = NULL;
    *names = list;
    return st;
}
