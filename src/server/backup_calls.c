/* backup_calls.c - backups of a case, kept in the folder `backups` beside the cases; for
 * administrators. Each is a job (suyuan backup, suyuan restore), to which the password goes by
 * its stdin.
 *
 *     GET  cases/NAME/backups                 those in the folder, the newest first
 *     POST cases/NAME/backups                 {"password": ...}: a new one
 *     GET  cases/NAME/backups/FILE            to take away
 *     POST cases/NAME/backups/FILE/check      {"password": ...}
 *     POST cases/NAME/backups/FILE/restore    {"password": ..., "name": ...}: as a new case
 */
#include <dirent.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/file.h"
#include "server/body.h"
#include "server/said.h"
#include "server/serving.h"
#include "store/folder_log.h"
#include "suyuan/limits.h"

#define ENDING ".backup"

typedef struct asked {
    sy_server *server;
    sy_request *r;
    const char *case_name, *workspace, *folder;
} asked;

static const char *joined(asked *a, const char *folder, const char *name)
{
    char *path = sy_path_join(NULL, folder, name);
    const char *copy = path ? sy_arena_text(&a->r->arena, path, strlen(path)) : NULL;

    sy_drop(NULL, path);
    if (!copy) sy_fail_nomem(&a->r->err);
    return copy;
}

static bool is_backup(const char *name)
{
    const size_t n = strlen(name), end = sizeof ENDING - 1;

    return name[0] != '.' && !strchr(name, '/') && n > end && strcmp(name + n - end, ENDING) == 0;
}

/* ---- which there are ---- */

static int is_listed(const struct dirent *e)
{
    return is_backup(e->d_name);
}

static void say_file(sy_json *j, const asked *a, const char *name)
{
    char *path = sy_path_join(NULL, a->folder, name), when[SY_UTC_TEXT];
    struct stat info;

    if (path && stat(path, &info) == 0) {
        sy_json_object(j);
        sy_reply_string(j, "file", name);
        sy_reply_int(j, "bytes", (uint64_t)info.st_size);
        sy_reply_string(j, "made_at", sy_utc_print(when, info.st_mtime));
        sy_json_end(j);
    }
    sy_drop(NULL, path);
}

static enum MHD_Result send_list(asked *a)
{
    struct dirent **found = NULL;
    const int n = scandir(a->folder, &found, is_listed, alphasort);
    sy_said s;
    const bool is_begun = sy_said_begin(&s);

    if (is_begun) {
        sy_json_object(&s.j);
        sy_reply_string(&s.j, "folder", a->folder);
        sy_reply_bool(&s.j, "may_restore", sy_cases_may_grow(a->server->cases));
        sy_json_key(&s.j, "backups");
        sy_json_array(&s.j);
        for (int i = n; i-- > 0;) say_file(&s.j, a, found[i]->d_name);
        sy_json_end(&s.j);
        sy_json_end(&s.j);
    }
    for (int i = 0; i < n; i++) free(found[i]);
    free(found);
    return is_begun ? sy_said_send(&s, a->r, MHD_HTTP_OK) : MHD_NO;
}

static enum MHD_Result send_file(asked *a, const char *name)
{
    const char *path = joined(a, a->folder, name);

    if (!path) return sy_send_error(a->r, &a->r->err);
    if (access(path, F_OK) != 0) return sy_send_not_found(a->r);
    const sy_folder_act act = {.kind = "backup",
                               .what = "taken",
                               .subject = name,
                               .who = a->r->session.user,
                               .from = a->r->address};
    if (sy_folder_log_add(sy_cases_folder(a->server->cases), &act, &a->r->err) != SY_OK)
        return sy_send_error(a->r, &a->r->err);
    return sy_send_file(a->r, path, "application/octet-stream", name);
}

/* ---- jobs ---- */

static enum MHD_Result begin(asked *a, const char *case_name, const char *workspace,
                             const char *const *words, const char *password, bool only_reads)
{
    char line[SY_MAX_PASSWORD + 3];
    sy_request *r = a->r;
    uint64_t id = 0;

    snprintf(line, sizeof line, "%s\n", password);
    const sy_job_order order = {.case_name = case_name,
                                .workspace = workspace,
                                .title = words[0],
                                .user = r->session.user,
                                .from = r->address,
                                .words = words,
                                .input = sy_slice_of(line),
                                .only_reads = only_reads};
    const sy_status st = sy_jobs_begin(&id, a->server->jobs, &order, &r->err);
    sodium_memzero(line, sizeof line);
    return st == SY_OK ? sy_send_job(r, id) : sy_send_error(r, &r->err);
}

#define LANG_WORD(r) ((r)->lang == SY_LANG_EN ? "--lang=en" : "--lang=zh")

static enum MHD_Result make(asked *a, const char *password)
{
    char name[300];
    const time_t now = time(NULL);
    struct tm tm;
    sy_request *r = a->r;

    localtime_r(&now, &tm);
    const int n = snprintf(name, sizeof name, "%s-", a->case_name);
    strftime(name + n, sizeof name - (size_t)n, "%Y%m%d-%H%M%S" ENDING, &tm);
    const char *path = joined(a, a->folder, name);
    if (!path || sy_make_folder(a->folder, &r->err) != SY_OK) return sy_send_error(r, &r->err);
    const char *const words[] = {"backup", a->workspace,      "--json", LANG_WORD(r), "-o",
                                 path,     "--password-file", "-",      NULL};
    return begin(a, a->case_name, a->workspace, words, password, true);
}

static enum MHD_Result check(asked *a, const char *path, const char *password)
{
    const char *const words[] = {"restore",         path, "--check", "--json", LANG_WORD(a->r),
                                 "--password-file", "-",  NULL};
    return begin(a, a->case_name, a->workspace, words, password, true);
}

static enum MHD_Result restore(asked *a, const char *path, const char *password, const char *name)
{
    const char *to = NULL;
    sy_request *r = a->r;
    sy_status st = SY_OK;

    if (!sy_cases_may_grow(a->server->cases))
        st = sy_fail(&r->err, SY_EINVAL, N_("this server shows one case; suyuan serve shows all"));
    if (st == SY_OK) st = sy_cases_path(&to, a->server->cases, name, &r->arena, &r->err);
    if (st == SY_OK && access(to, F_OK) == 0)
        st = sy_fail(&r->err, SY_EINVAL, N_("there is a case \"%.100s\" already"), name);
    if (st != SY_OK) return sy_send_error(r, &r->err);
    const char *const words[] = {"restore",         path, to,  "--json", LANG_WORD(r),
                                 "--password-file", "-",  NULL};
    return begin(a, name, to, words, password, false);
}

/* rest: what follows .../backups. */
static enum MHD_Result change(asked *a, const char *const *rest, size_t n)
{
    char password[SY_MAX_PASSWORD + 2] = "", name[300] = "";
    const bool is_restore = n == 2 && strcmp(rest[1], "restore") == 0;
    const char *path = n ? joined(a, a->folder, rest[0]) : NULL;
    json_t *body = sy_body_read(a->r);
    enum MHD_Result sent;

    const bool is_whole = json_object_size(body) == 1u + is_restore &&
                          sy_body_text(password, sizeof password, body, "password") &&
                          !strchr(password, '\n') &&
                          (!is_restore || sy_body_text(name, sizeof name, body, "name"));
    json_decref(body);
    if (!is_whole)
        sent = sy_body_is_wrong(a->r, is_restore ? "\"password\": ..., \"name\": ..."
                                                 : "\"password\": ...");
    else if (n == 0)
        sent = make(a, password);
    else if (!path)
        sent = sy_send_error(a->r, &a->r->err);
    else
        sent = is_restore ? restore(a, path, password, name) : check(a, path, password);
    sodium_memzero(password, sizeof password);
    return sent;
}

enum MHD_Result sy_backups_handle(sy_server *s, sy_request *r, const char *case_name,
                                  const char *workspace, const char *const *rest, size_t n)
{
    asked a = {.server = s, .r = r, .case_name = case_name, .workspace = workspace};
    const bool is_get = sy_request_is(r, MHD_HTTP_METHOD_GET);
    const bool is_check = n == 2 && strcmp(rest[1], "check") == 0;

    if (r->session.role < SY_ROLE_ADMIN) return sy_send_forbidden(r);
    a.folder = joined(&a, sy_cases_folder(s->cases), "backups");
    if (!a.folder) return sy_send_error(r, &r->err);
    if (n == 0) return is_get ? send_list(&a) : change(&a, rest, n);
    if (is_backup(rest[0]) && n == 1 && is_get) return send_file(&a, rest[0]);
    if (is_backup(rest[0]) && !is_get && (is_check || (n == 2 && strcmp(rest[1], "restore") == 0)))
        return change(&a, rest, n);
    return sy_send_not_found(r);
}
