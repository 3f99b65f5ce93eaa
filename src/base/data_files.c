/* data_files.c - names are sorted, so that the same files give the same set. */
#include "base/data_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/lang.h"
#include "suyuan/limits.h"

typedef struct walk {
    const sy_alloc *al;
    sy_data_file_fn *fn;
    void *ctx;
} walk;

static int is_data_file(const struct dirent *entry)
{
    sy_slice name = sy_slice_of(entry->d_name);
    return name.len > 5 && entry->d_name[0] != '.' && sy_slice_ends(name, SY_TEXT(".yaml"));
}

static sy_status walk_folder(const walk *w, const char *folder, sy_err *err)
{
    struct dirent **entries = NULL;
    sy_status st = SY_OK;
    int n = scandir(folder, &entries, is_data_file, alphasort);

    if (n < 0) return errno == ENOENT || errno == ENOTDIR ? SY_OK : sy_fail_errno(err, folder);
    for (int i = 0; i < n; i++) {
        char *path = sy_path_join(w->al, folder, entries[i]->d_name);
        sy_yaml *y = NULL;
        if (st == SY_OK) st = path ? sy_yaml_open(&y, w->al, path, err) : sy_fail_nomem(err);
        if (y) st = w->fn(w->ctx, y, path, err);
        sy_drop(w->al, path);
        free(entries[i]);
    }
    free(entries);
    return st;
}

static bool users_folder(char out[SY_MAX_PATH], const char *kind)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    int n = 0;

    if (config && *config)
        n = snprintf(out, SY_MAX_PATH, "%s/suyuan/%s", config, kind);
    else if (home && *home)
        n = snprintf(out, SY_MAX_PATH, "%s/.config/suyuan/%s", home, kind);
    return n > 0 && n < (int)SY_MAX_PATH;
}

static sy_status walk_inside(const char *parent, const char *kind, const sy_alloc *al,
                             sy_data_folder_fn *fn, void *ctx, unsigned place, sy_err *err)
{
    char *folder = sy_path_join(al, parent, kind);
    sy_status st = folder ? fn(ctx, folder, place, err) : sy_fail_nomem(err);
    sy_drop(al, folder);
    return st;
}

sy_status sy_data_folders(const char *kind, const char *workspace, const sy_alloc *al,
                          sy_data_folder_fn *fn, void *ctx, sy_err *err)
{
    char *data = NULL, users[SY_MAX_PATH];
    sy_status st = sy_data_folder(&data, err);

    if (st == SY_OK) st = walk_inside(data, kind, al, fn, ctx, SY_DATA_OF_PROGRAM, err);
    if (st == SY_OK && users_folder(users, kind)) st = fn(ctx, users, SY_DATA_OF_USER, err);
    if (st == SY_OK && workspace)
        st = walk_inside(workspace, kind, al, fn, ctx, SY_DATA_OF_WORKSPACE, err);
    sy_drop(NULL, data);
    return st;
}

static sy_status on_folder(void *ctx, const char *folder, unsigned place, sy_err *err)
{
    (void)place;
    return walk_folder(ctx, folder, err);
}

sy_status sy_data_files(const char *kind, const char *workspace, const sy_alloc *al,
                        sy_data_file_fn *fn, void *ctx, sy_err *err)
{
    walk w = {al, fn, ctx};
    return sy_data_folders(kind, workspace, al, on_folder, &w, err);
}
