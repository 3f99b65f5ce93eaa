/* files.c - reading a model's folder under its limits. */
#include "model/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/lang.h"

static const char *const always[] = {"README.md", "model.yaml", "query.sql"};

bool sy_model_file_name_is_good(sy_slice name)
{
    for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
        if (sy_slice_is(name, sy_slice_of(always[i]))) return true;
    }
    if (name.len >= SY_MODEL_FILE_NAME || !sy_slice_starts(name, SY_TEXT("test/")) ||
        !sy_slice_ends(name, SY_TEXT(".test")) || name.len <= strlen("test/.test"))
        return false;
    for (size_t i = strlen("test/"); i < name.len - strlen(".test"); i++) {
        const char c = name.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
            return false;
    }
    return true;
}

sy_status sy_model_files_add(sy_model_files *files, sy_slice name, sy_slice bytes, sy_err *err)
{
    size_t at = 0, total = bytes.len;

    if (!sy_model_file_name_is_good(name))
        return sy_fail(err, SY_EDATA, N_("\"%.*s\" is no file of a model"),
                       (int)(name.len < 60 ? name.len : 60), name.ptr);
    if (files->n == SY_MAX_MODEL_FILES)
        return sy_fail(err, SY_ELIMIT, N_("a model of more than %u files"), SY_MAX_MODEL_FILES);
    for (size_t i = 0; i < files->n; i++) total += files->items[i].bytes.len;
    if (total > SY_MAX_MODEL_BYTES)
        return sy_fail(err, SY_ELIMIT, N_("a model of more than %u bytes"), SY_MAX_MODEL_BYTES);
    while (at < files->n && sy_slice_compare(sy_slice_of(files->items[at].name), name) < 0) at++;
    if (at < files->n && sy_slice_is(sy_slice_of(files->items[at].name), name))
        return sy_fail(err, SY_EDATA, N_("the file \"%s\" stands twice"), files->items[at].name);
    memmove(files->items + at + 1, files->items + at, (files->n - at) * sizeof *files->items);
    snprintf(files->items[at].name, SY_MODEL_FILE_NAME, "%.*s", (int)name.len, name.ptr);
    files->items[at].bytes = bytes;
    files->n++;
    return SY_OK;
}

static sy_status read_file(sy_model_files *files, sy_arena *arena, const char *folder,
                           const char *name, bool may_be_missing, sy_err *err)
{
    char *path = sy_path_join(NULL, folder, name), *text = NULL;
    size_t len = 0;
    sy_err why = {0};

    if (!path) return sy_fail_nomem(err);
    sy_status st = sy_file_read(NULL, &text, &len, path, SY_MAX_MODEL_BYTES, &why);
    sy_drop(NULL, path);
    if (st == SY_EIO && may_be_missing) return SY_OK; /* what is missing is said at the end */
    if (st != SY_OK) return sy_fail(err, st, "%s", why.text);
    char *copy = sy_arena_text(arena, text, len);
    sy_drop(NULL, text);
    if (!copy) return sy_fail_nomem(err);
    return sy_model_files_add(files, sy_slice_of(name), (sy_slice){copy, len}, err);
}

static int is_test(const struct dirent *entry)
{
    char name[SY_MODEL_FILE_NAME];
    const int n = snprintf(name, sizeof name, "test/%s", entry->d_name);
    return n > 0 && (size_t)n < sizeof name && sy_model_file_name_is_good(sy_slice_of(name));
}

static sy_status read_tests(sy_model_files *files, sy_arena *arena, const char *folder, sy_err *err)
{
    char *tests = sy_path_join(NULL, folder, "test");
    struct dirent **entries = NULL;
    sy_status st = SY_OK;

    if (!tests) return sy_fail_nomem(err);
    const int n = scandir(tests, &entries, is_test, alphasort);
    for (int i = 0; i < n; i++) {
        char name[SY_MODEL_FILE_NAME];
        snprintf(name, sizeof name, "test/%.50s", entries[i]->d_name);
        if (st == SY_OK) st = read_file(files, arena, folder, name, false, err);
        free(entries[i]);
    }
    free(entries);
    sy_drop(NULL, tests);
    return st;
}

sy_status sy_model_files_read(sy_model_files *files, sy_arena *arena, const char *folder,
                              sy_err *err)
{
    sy_status st = SY_OK;

    files->n = 0;
    for (size_t i = 0; i < sizeof always / sizeof *always && st == SY_OK; i++) {
        st = read_file(files, arena, folder, always[i], true, err);
    }
    if (st == SY_OK) st = read_tests(files, arena, folder, err);
    return st == SY_OK ? sy_model_files_complete(files, folder, err) : st;
}

sy_slice sy_model_files_get(const sy_model_files *files, const char *name)
{
    for (size_t i = 0; i < files->n; i++) {
        if (strcmp(files->items[i].name, name) == 0) return files->items[i].bytes;
    }
    return (sy_slice){"", 0};
}

sy_status sy_model_files_complete(const sy_model_files *files, const char *title, sy_err *err)
{
    for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
        if (sy_model_files_get(files, always[i]).len == 0)
            return sy_fail(err, SY_EDATA, N_("%s: the model has no %s"), title, always[i]);
    }
    return SY_OK;
}
