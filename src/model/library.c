/* library.c - folders by place, then by name, so that the same folders give the same set. */
#include "model/library.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/data_files.h"
#include "base/file.h"
#include "base/lang.h"
#include "suyuan/limits.h"

enum { MOST_MODELS = 256 };

struct sy_models {
    const sy_alloc *al;
    sy_arena arena; /* of the names of broken ones */
    sy_model *items[MOST_MODELS];
    size_t n;
    sy_broken_model *broken[MOST_MODELS];
    size_t n_broken;
};

static int is_name(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* Whatever has this id goes: something of a later place stands for it. */
static void forget(sy_models *set, const char *id)
{
    for (size_t i = 0; i < set->n; i++) {
        if (strcmp(set->items[i]->id, id) != 0) continue;
        sy_model_free(set->items[i]);
        set->n--;
        memmove(set->items + i, set->items + i + 1, (set->n - i) * sizeof *set->items);
        break;
    }
    for (size_t i = 0; i < set->n_broken; i++) {
        if (strcmp(set->broken[i]->id, id) != 0) continue;
        set->n_broken--;
        memmove(set->broken + i, set->broken + i + 1, (set->n_broken - i) * sizeof *set->broken);
        break;
    }
}

static bool is_before(const sy_model *a, const sy_model *b)
{
    return a->family != b->family ? a->family < b->family : strcmp(a->id, b->id) < 0;
}

static sy_status keep_model(sy_models *set, sy_model *m, sy_err *err)
{
    size_t i = 0;

    forget(set, m->id);
    if (set->n == MOST_MODELS) {
        sy_model_free(m);
        return sy_fail(err, SY_ELIMIT, N_("more than %d models"), (int)MOST_MODELS);
    }
    while (i < set->n && is_before(set->items[i], m)) i++;
    memmove(set->items + i + 1, set->items + i, (set->n - i) * sizeof *set->items);
    set->items[i] = m;
    set->n++;
    return SY_OK;
}

static sy_status keep_broken(sy_models *set, const char *folder, sy_model_origin origin,
                             const sy_err *why, sy_err *err)
{
    const char *id = sy_path_name(folder);
    size_t i = 0;

    forget(set, id);
    if (set->n_broken == MOST_MODELS)
        return sy_fail(err, SY_ELIMIT, N_("more than %d models"), (int)MOST_MODELS);
    sy_broken_model *b = sy_arena_get(&set->arena, sizeof *b);
    const char *copy = b ? sy_arena_text(&set->arena, folder, strlen(folder)) : NULL;
    if (!copy) return sy_fail_nomem(err);
    *b = (sy_broken_model){sy_path_name(copy), copy, origin, *why};
    while (i < set->n_broken && strcmp(set->broken[i]->id, id) < 0) i++;
    memmove(set->broken + i + 1, set->broken + i, (set->n_broken - i) * sizeof *set->broken);
    set->broken[i] = b;
    set->n_broken++;
    return SY_OK;
}

/* A folder with a model.yaml is a model; other names are somebody's own business. */
static sy_status load_at(sy_models *set, const char *folder, const char *name,
                         sy_model_origin origin, sy_err *err)
{
    char path[SY_MAX_PATH];
    struct stat info;
    sy_model *m = NULL;
    sy_err why = {0};

    const int n = snprintf(path, sizeof path, "%s/%s/model.yaml", folder, name);
    if (n < 0 || (size_t)n >= sizeof path)
        return sy_fail(err, SY_ELIMIT, N_("%.60s: the path is too long"), name);
    if (stat(path, &info) != 0 && (errno == ENOENT || errno == ENOTDIR)) return SY_OK;
    path[(size_t)n - strlen("/model.yaml")] = '\0';
    sy_status st = sy_model_load(&m, set->al, path, origin, &why);
    if (st == SY_OK && strcmp(name, m->id) != 0) {
        st = sy_fail(&why, SY_EDATA, N_("%s: its id is \"%s\", the folder is called otherwise"),
                     path, m->id);
        sy_model_free(m);
    }
    if (st == SY_OK) return keep_model(set, m, err);
    if (st == SY_ENOMEM) return sy_fail_nomem(err);
    return keep_broken(set, path, origin, &why, err);
}

static sy_status on_folder(void *ctx, const char *folder, unsigned place, sy_err *err)
{
    struct dirent **entries = NULL;
    sy_status st = SY_OK;
    const int n = scandir(folder, &entries, is_name, alphasort);

    if (n < 0 && errno != ENOENT && errno != ENOTDIR) return sy_fail_errno(err, folder);
    for (int i = 0; i < n; i++) {
        if (st == SY_OK) st = load_at(ctx, folder, entries[i]->d_name, (sy_model_origin)place, err);
        free(entries[i]);
    }
    free(entries);
    return st;
}

sy_status sy_models_load(sy_models **out, const sy_alloc *al, const char *workspace, sy_err *err)
{
    sy_models *set = sy_new(al, sizeof *set);

    *out = NULL;
    if (!set) return sy_fail_nomem(err);
    set->al = al;
    sy_arena_init(&set->arena, al);
    const sy_status st = sy_data_folders("models", workspace, al, on_folder, set, err);
    if (st == SY_OK)
        *out = set;
    else
        sy_models_free(set);
    return st;
}

void sy_models_free(sy_models *set)
{
    if (!set) return;
    for (size_t i = 0; i < set->n; i++) sy_model_free(set->items[i]);
    sy_arena_dispose(&set->arena);
    sy_drop(set->al, set);
}

size_t sy_models_count(const sy_models *set)
{
    return set->n;
}

const sy_model *sy_models_at(const sy_models *set, size_t i)
{
    return set->items[i];
}

const sy_model *sy_models_find(const sy_models *set, const char *id)
{
    for (size_t i = 0; i < set->n; i++) {
        if (strcmp(set->items[i]->id, id) == 0) return set->items[i];
    }
    return NULL;
}

size_t sy_models_broken(const sy_models *set)
{
    return set->n_broken;
}

const sy_broken_model *sy_models_broken_at(const sy_models *set, size_t i)
{
    return set->broken[i];
}

const sy_broken_model *sy_models_broken_find(const sy_models *set, const char *id)
{
    for (size_t i = 0; i < set->n_broken; i++) {
        if (strcmp(set->broken[i]->id, id) == 0) return set->broken[i];
    }
    return NULL;
}
