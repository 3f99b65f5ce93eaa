/* exchange.c - one small file of JSON; all care goes into which folders it may name. */
#include "store/exchange.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/file.h"
#include "store/json_text.h"
#include "store/private.h"
#include "suyuan/limits.h"

#define FILE_NAME "exchange.json"
enum { MOST_BYTES = 16 << 10 };

/* ---- which folder may be used ---- */

/* Is it the one, or below it? Both are without links. */
static bool is_within(const char *path, const char *folder)
{
    const size_t n = strlen(folder);

    if (strcmp(folder, "/") == 0) return true;
    return strncmp(path, folder, n) == 0 && (path[n] == '/' || !path[n]);
}

static const char *real_path(const char *path, sy_arena *arena, sy_err *err)
{
    char *real = realpath(path, NULL);

    if (!real) {
        sy_fail_errno(err, path);
        return NULL;
    }
    const char *copy = sy_arena_text(arena, real, strlen(real));
    free(real);
    if (!copy) sy_fail_nomem(err);
    return copy;
}

static bool has_file(const char *folder, size_t n, const char *name)
{
    char path[SY_MAX_PATH + 32];

    snprintf(path, sizeof path, "%.*s/%s", (int)n, folder, name);
    return access(path, F_OK) == 0;
}

/* The originals of any case would be moved. */
static bool is_in_workspace(const char *folder)
{
    for (size_t n = strlen(folder); n > 0;) {
        if (has_file(folder, n, "facts.duckdb") || has_file(folder, n, "decisions.sqlite"))
            return true;
        while (n > 0 && folder[n - 1] != '/') n--;
        n -= n > 0;
    }
    return false;
}

/* *real: without links, from the arena. */
static sy_status check_folder(const char **real, const char *workspace, const char *folder,
                              sy_arena *arena, sy_err *err)
{
    struct stat info;

    if (folder[0] != '/' || strlen(folder) >= SY_MAX_PATH)
        return sy_fail(err, SY_EINVAL, N_("\"%.120s\" is not an absolute path (/srv/...)"), folder);
    *real = real_path(folder, arena, NULL);
    if (!*real || stat(*real, &info) != 0)
        return sy_fail(err, SY_EINVAL, N_("%s: there is no such folder"), folder);
    if (!S_ISDIR(info.st_mode)) return sy_fail(err, SY_EINVAL, N_("%s is not a folder"), folder);
    if (access(*real, R_OK | W_OK | X_OK) != 0)
        return sy_fail(err, SY_EINVAL,
                       N_("%s: files cannot be taken from there; this account may not read or "
                          "write it"),
                       folder);
    if (is_within(workspace, *real) || is_in_workspace(*real))
        return sy_fail(err, SY_EINVAL,
                       N_("%s is in a workspace or around one; take a folder beside the cases"),
                       folder);
    return SY_OK;
}

/* ---- the file ---- */

/* A list of texts; none where it is no such list. false when out of memory. */
static bool take_models(sy_exchange *out, const json_t *list, sy_arena *arena)
{
    const size_t n = json_array_size(list);

    if (!json_is_array(list) || n > SY_MOST_EXCHANGE_MODELS) return true;
    const char **models = sy_arena_get(arena, (n + 1) * sizeof *models);
    if (!models) return false;
    for (size_t i = 0; i < n; i++) {
        if (!sy_json_take(&models[i], json_array_get(list, i), arena)) return false;
        if (!models[i]) return true;
    }
    out->models = models;
    out->n_models = n;
    return true;
}

/* *of: the case that it was set for. */
static sy_status read_texts(sy_exchange *out, const char **of, const json_t *root, const char *path,
                            sy_arena *arena, sy_err *err)
{
    const char *lang = NULL;

    if (!sy_json_take(&out->folder, json_object_get(root, "folder"), arena) ||
        !sy_json_take(&out->who, json_object_get(root, "who"), arena) ||
        !sy_json_take(&out->set_at, json_object_get(root, "set_at"), arena) ||
        !sy_json_take(&lang, json_object_get(root, "lang"), arena) ||
        !sy_json_take(of, json_object_get(root, "case"), arena) ||
        !take_models(out, json_object_get(root, "run"), arena))
        return sy_fail_nomem(err);
    out->lang = lang && strcmp(lang, "en") == 0 ? SY_LANG_EN : SY_LANG_ZH;
    if (out->folder && out->who && out->set_at && out->models && *of) return SY_OK;
    return sy_fail(err, SY_EDATA, N_("%s is not what suyuan exchange writes; set it again"), path);
}

static sy_status read_file(sy_exchange *out, const char **of, const char *workspace,
                           sy_arena *arena, sy_err *err)
{
    char *path = sy_path_join(NULL, workspace, FILE_NAME), *text = NULL;
    size_t n = 0;
    sy_status st = path ? SY_OK : sy_fail_nomem(err);

    *out = (sy_exchange){0};
    if (st == SY_OK && access(path, F_OK) == 0) {
        st = sy_file_read(NULL, &text, &n, path, MOST_BYTES, err);
        json_t *root = st == SY_OK ? json_loadb(text, n, JSON_REJECT_DUPLICATES, NULL) : NULL;
        if (st == SY_OK) st = read_texts(out, of, root, path, arena, err);
        json_decref(root);
        if (st != SY_OK) *out = (sy_exchange){0};
    }
    sy_drop(NULL, text);
    sy_drop(NULL, path);
    return st;
}

sy_status sy_exchange_read(sy_exchange *out, const char *workspace, sy_arena *arena, sy_err *err)
{
    const char *of = NULL, *here, *real;
    sy_status st = read_file(out, &of, workspace, arena, err);

    if (st != SY_OK || !out->folder) return st;
    here = real_path(workspace, arena, err);
    if (!here) return sy_fail(err, SY_EIO, "%s", workspace);
    if (strcmp(here, of) != 0)
        return sy_fail(err, SY_EINVAL, N_("it was set for the case at %s; set it again here"), of);
    st = check_folder(&real, here, out->folder, arena, err);
    if (st == SY_OK && strcmp(real, out->folder) != 0) /* a link has come in between */
        st = sy_fail(err, SY_EINVAL, N_("%s: there is no such folder"), out->folder);
    return st;
}

/* ---- setting it ---- */

static int is_case(const struct dirent *e)
{
    const size_t n = strlen(e->d_name);
    return n > 7 && strcmp(e->d_name + n - 7, ".suyuan") == 0;
}

/* Two cases that take from one folder would each get a part. */
static sy_status check_case_beside(const char *beside, const char *here, const char *folder,
                                   sy_arena *arena, sy_err *err)
{
    sy_exchange other;
    const char *of = NULL;

    if (strcmp(beside, here) == 0) return SY_OK;
    const sy_status st = read_file(&other, &of, beside, arena, NULL);
    if (st == SY_ENOMEM) return sy_fail_nomem(err);
    if (st != SY_OK || !other.folder) return SY_OK;
    if (!is_within(folder, other.folder) && !is_within(other.folder, folder)) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("the case %s takes from %s"), sy_path_name(beside),
                   other.folder);
}

static sy_status check_cases_beside(const char *here, const char *folder, sy_arena *arena,
                                    sy_err *err)
{
    char *parent = sy_path_folder(NULL, here);
    struct dirent **found = NULL;
    sy_status st = parent ? SY_OK : sy_fail_nomem(err);
    const int n_found = st == SY_OK ? scandir(parent, &found, is_case, alphasort) : 0;

    for (int i = 0; i < n_found; i++) {
        char *beside = sy_path_join(NULL, parent, found[i]->d_name);
        if (st == SY_OK)
            st = beside ? check_case_beside(beside, here, folder, arena, err) : sy_fail_nomem(err);
        sy_drop(NULL, beside);
        free(found[i]);
    }
    free(found);
    sy_drop(NULL, parent);
    return st;
}

static json_t *as_json(const char *here, const char *folder, const char *const *models, size_t n)
{
    const sy_slice who = sy_who_am_i();
    json_t *list = json_array();
    char when[SY_UTC_TEXT];

    for (size_t i = 0; i < n; i++) {
        if (json_array_append_new(list, json_string(models[i])) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return json_pack("{s:s, s:s, s:s%, s:s, s:s, s:o}", "folder", folder, "case", here, "who",
                     who.ptr, who.len, "set_at", sy_utc_print(when, time(NULL)), "lang",
                     sy_lang_get() == SY_LANG_EN ? "en" : "zh", "run", list);
}

static sy_status write_file(const char *path, json_t *root, const char *folder, sy_err *err)
{
    char *text = root ? json_dumps(root, JSON_COMPACT) : NULL;
    sy_status st = text ? SY_OK : sy_fail(err, SY_EINVAL, N_("%s: not a path"), folder);

    if (st == SY_OK && strlen(text) > MOST_BYTES)
        st = sy_fail(err, SY_ELIMIT, N_("that are too many models to name; all is shorter"));
    if (st == SY_OK) st = sy_file_write(path, text, strlen(text), err);
    json_decref(root);
    free(text);
    return st;
}

/* Where the case is, without links, and its file; from the arena. */
static sy_status locate(const char **here, const char **path, const char *workspace,
                        sy_arena *arena, sy_err *err)
{
    *here = real_path(workspace, arena, err);
    if (!*here) return sy_fail(err, SY_EIO, "%s", workspace);
    char *joined = sy_path_join(NULL, *here, FILE_NAME);
    *path = joined ? sy_arena_text(arena, joined, strlen(joined)) : NULL;
    sy_drop(NULL, joined);
    return *path ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_exchange_set(const char *workspace, const char *folder, const char *const *models,
                          size_t n_models, sy_arena *arena, sy_err *err)
{
    const char *here, *path, *real;
    sy_status st = locate(&here, &path, workspace, arena, err);

    if (st == SY_OK && n_models > SY_MOST_EXCHANGE_MODELS)
        st = sy_fail(err, SY_ELIMIT, N_("that are too many models to name; all is shorter"));
    if (st == SY_OK) st = check_folder(&real, here, folder, arena, err);
    if (st == SY_OK) st = check_cases_beside(here, real, arena, err);
    return st == SY_OK ? write_file(path, as_json(here, real, models, n_models), folder, err) : st;
}

sy_status sy_exchange_off(const char *workspace, sy_arena *arena, sy_err *err)
{
    const char *here, *path;
    const sy_status st = locate(&here, &path, workspace, arena, err);

    if (st != SY_OK || unlink(path) == 0 || errno == ENOENT) return st;
    return sy_fail_errno(err, path);
}
