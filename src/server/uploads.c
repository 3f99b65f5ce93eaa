/* uploads.c - files that a browser brings, kept beside each other until they are imported. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "base/progress.h"
#include "server/serving.h"
#include "suyuan/limits.h"

enum { MOST_BATCH = 32, MOST_NAMES = 190 };
#define KEPT_FREE (64ull << 20) /* bytes: the disk is not filled to its end */

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

static sy_status check_batch(const char *batch, sy_err *err)
{
    if (is_batch(batch)) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("a batch is named by small letters and digits"));
}

static sy_status batch_folder(const char **out, sy_server *s, sy_request *r, const char *case_name,
                              const char *batch)
{
    sy_status st = check_batch(batch, &r->err);

    if (st == SY_OK) st = join(out, r, s->uploads, case_name);
    return st == SY_OK ? join(out, r, *out, batch) : st;
}

static sy_status check_case(sy_server *s, sy_request *r)
{
    const char *workspace;
    const sy_status st = sy_cases_path(&workspace, s->cases, r->segments[3], &r->arena, &r->err);

    if (st != SY_OK || access(workspace, F_OK) == 0) return st;
    return sy_fail(&r->err, SY_EINVAL, N_("there is no case \"%.100s\""), r->segments[3]);
}

/* Refused before it comes: too large, or no room for it and for the import that follows. */
static sy_status check_room(const sy_server *s, sy_request *r)
{
    const char *said = sy_request_header(r, MHD_HTTP_HEADER_CONTENT_LENGTH);
    struct statvfs disk;

    if (!said)
        return sy_fail(&r->err, SY_EINVAL, N_("an upload needs its length (Content-Length)"));
    r->upload_size = strtoull(said, NULL, 10);
    if (r->upload_size > SY_MAX_UPLOAD)
        return sy_fail(&r->err, SY_ELIMIT,
                       N_("the file is larger than %llu GiB; suyuan import takes it"),
                       SY_MAX_UPLOAD >> 30);
    if (statvfs(s->uploads, &disk) == 0 &&
        r->upload_size + KEPT_FREE > disk.f_bavail * (uint64_t)disk.f_frsize)
        return sy_fail(&r->err, SY_ELIMIT, N_("there is no room for the file: %llu MiB are left"),
                       (unsigned long long)(disk.f_bavail * (uint64_t)disk.f_frsize >> 20));
    return SY_OK;
}

static sy_status was_uploaded(sy_request *r)
{
    return sy_fail(&r->err, SY_EINVAL, N_("%s was uploaded already"), sy_path_name(r->upload_path));
}

/* api v1 cases NAME uploads BATCH PATH... */
static sy_status final_path(sy_server *s, sy_request *r)
{
    const sy_batch_file file = {.session = r->session.id,
                                .case_name = r->segments[3],
                                .name = r->segments[5],
                                .bytes = r->upload_size,
                                .now_ms = sy_now_ms()};
    sy_status st = check_batch(file.name, &r->err);

    if (st == SY_OK)
        st = sy_batches_begin(&r->batch, &r->upload_path, s->batches, &file, &r->arena, &r->err);
    for (size_t i = 6; i < r->n_segments && st == SY_OK; i++) {
        if (!is_file_name(r->segments[i]))
            return sy_fail(&r->err, SY_EINVAL, N_("\"%.100s\" cannot be the name of a file"),
                           r->segments[i]);
        r->upload_folder = r->upload_path;
        st = join(&r->upload_path, r, r->upload_folder, r->segments[i]);
    }
    return st;
}

sy_status sy_upload_open(sy_server *s, sy_request *r)
{
    char *part = sy_path_join(NULL, s->uploads, "part-XXXXXX");
    sy_status st = r->n_segments > 6 ? check_case(s, r)
                                     : sy_fail(&r->err, SY_EINVAL, N_("an upload needs a name"));

    r->upload_part = part ? sy_arena_text(&r->arena, part, strlen(part)) : NULL;
    sy_drop(NULL, part);
    if (st == SY_OK) st = check_room(s, r);
    if (st == SY_OK) st = final_path(s, r);
    if (st == SY_OK && access(r->upload_path, F_OK) == 0) st = was_uploaded(r);
    if (st == SY_OK && !r->upload_part) st = sy_fail_nomem(&r->err);
    if (st != SY_OK) return st;
    r->upload = mkostemp(r->upload_part, O_CLOEXEC);
    return r->upload < 0 ? sy_fail_errno(&r->err, r->upload_part) : SY_OK;
}

void sy_upload_add(sy_request *r, const char *bytes, size_t n)
{
    r->uploaded += n;
    if (r->uploaded > r->upload_size) /* room was made for what was announced */
        sy_fail(&r->err, SY_EINVAL, N_("the upload has more bytes than its Content-Length"));
    else if (sy_write_all(r->upload, bytes, n, _("the upload"), &r->err) != SY_OK)
        sy_debug("upload: %s", r->err.text); /* told when its body has ended */
}

void sy_upload_end(sy_server *s, sy_request *r)
{
    if (r->upload >= 0) {
        close(r->upload);
        unlink(r->upload_part); /* nothing where it has its place */
    }
    if (r->batch) sy_batches_end(s->batches, r->batch, r->upload_size, r->is_placed, sy_now_ms());
    r->upload = -1;
    r->batch = NULL;
}

sy_status sy_upload_finish(sy_server *s, sy_request *r)
{
    sy_status st = sy_make_folder(r->upload_folder, &r->err);

    if (st == SY_OK) r->is_placed = sy_file_move(r->upload_part, r->upload_path);
    if (st == SY_OK && !r->is_placed)
        st = errno == EEXIST ? was_uploaded(r) : sy_fail_errno(&r->err, r->upload_path);
    sy_upload_end(s, r); /* before its sender hears of it */
    return st;
}

sy_status sy_upload_names(const char *const **names, sy_server *s, sy_request *r,
                          const char *case_name, const char *batch)
{
    const char **list = sy_arena_get(&r->arena, (MOST_NAMES + 1) * sizeof *list);
    const char *folder = NULL;
    struct dirent **found = NULL;
    sy_status st = batch_folder(&folder, s, r, case_name, batch);

    if (st != SY_OK || !list) return st != SY_OK ? st : sy_fail_nomem(&r->err);
    const int n = scandir(folder, &found, sy_is_inside, alphasort);
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

sy_status sy_upload_take(const char **folder, sy_server *s, sy_request *r, const char *case_name,
                         const char *batch)
{
    const char *from = NULL;
    char *pattern = sy_path_join(NULL, s->uploads, "job-XXXXXX");
    char *made = pattern ? mkdtemp(pattern) : NULL;
    sy_status st = batch_folder(&from, s, r, case_name, batch);

    *folder = made ? sy_arena_text(&r->arena, made, strlen(made)) : NULL;
    if (st == SY_OK && !*folder)
        st = pattern ? sy_fail_errno(&r->err, pattern) : sy_fail_nomem(&r->err);
    if (st == SY_OK && rename(from, *folder) != 0) { /* somebody else was quicker */
        rmdir(*folder);
        st = sy_fail(&r->err, SY_EDATA, N_("nothing was uploaded"));
    }
    if (st == SY_OK) sy_batches_take(s->batches, case_name, batch);
    sy_drop(NULL, pattern);
    return st;
}
