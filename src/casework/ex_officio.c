/* ex_officio.c - reads dict/ex-officio.yaml, strictly. */
#include "casework/ex_officio.h"

#include <string.h>

#include "base/data_files.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/yaml.h"

enum { MOST_ITEMS = 32 };

static bool copy(const char **out, sy_slice text, sy_arena *arena)
{
    *out = sy_arena_text(arena, text.len ? text.ptr : "", text.len);
    return *out != NULL;
}

static int object_named(sy_slice name)
{
    int o = 0;

    while (o < SY_OBJECTS &&
           !sy_slice_is(name, sy_slice_of(sy_model_object_name((sy_model_object)o))))
        o++;
    return o;
}

static unsigned read_objects(sy_yaml *y, const sy_yaml_node *list)
{
    unsigned objects = 0;

    for (size_t i = 0; i < sy_yaml_items(y, list); i++) {
        const sy_yaml_node *node = sy_yaml_item(y, list, i);
        const sy_slice name = sy_yaml_text(y, node);
        const int o = object_named(name);
        if (o == SY_OBJECTS)
            sy_yaml_wrong(y, node, N_("\"%.*s\": no object of a model is called so"), (int)name.len,
                          name.ptr);
        else
            objects |= 1u << o;
    }
    return objects;
}

static sy_status read_item(sy_ex_officio_item *item, sy_yaml *y, const sy_yaml_node *key,
                           const sy_yaml_node *value, sy_arena *arena, sy_err *err)
{
    static const char *const keys[] = {"words", "en", "checked", "suggest"};

    sy_yaml_known(y, value, keys, sizeof keys / sizeof *keys);
    item->is_checked = sy_yaml_get_bool(y, value, "checked", false);
    item->suggest_of = read_objects(y, sy_yaml_get(y, value, "suggest", false));
    if (!copy(&item->id, sy_yaml_text(y, key), arena) ||
        !copy(&item->words.zh, sy_yaml_get_text(y, value, "words", true), arena) ||
        !copy(&item->words.en, sy_yaml_get_text(y, value, "en", true), arena))
        return sy_fail_nomem(err);
    return SY_OK;
}

static sy_status read_all(sy_ex_officio *e, sy_yaml *y, sy_arena *arena, sy_err *err)
{
    const sy_yaml_node *root = sy_yaml_root(y), *key, *value;
    const size_t n = sy_yaml_pairs(y, root);
    sy_status st = SY_OK;

    if (n > MOST_ITEMS) {
        sy_yaml_wrong(y, root, N_("more than %d items"), (int)MOST_ITEMS);
        return SY_OK;
    }
    e->items = sy_arena_get(arena, (n + 1) * sizeof *e->items);
    if (!e->items) return sy_fail_nomem(err);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        sy_yaml_pair(y, root, i, &key, &value);
        e->items[i] = (sy_ex_officio_item){.id = ""};
        st = read_item(&e->items[i], y, key, value, arena, err);
        if (st != SY_OK) break;
        if (sy_ex_officio_find(e, e->items[i].id))
            sy_yaml_wrong(y, key, N_("\"%s\" stands twice"), e->items[i].id);
        e->n++;
    }
    return st;
}

sy_status sy_ex_officio_load(sy_ex_officio *e, const char *path, sy_arena *arena, sy_err *err)
{
    char *folder = NULL, *own = NULL;
    sy_yaml *y = NULL;
    sy_status st = path ? SY_OK : sy_data_folder(&folder, err);

    *e = (sy_ex_officio){0};
    if (st == SY_OK && !path) {
        own = sy_path_join(NULL, folder, "dict/ex-officio.yaml");
        if (!own) st = sy_fail_nomem(err);
        path = own;
    }
    if (st == SY_OK) st = sy_yaml_open(&y, NULL, path, err);
    if (st == SY_OK) st = read_all(e, y, arena, err);
    if (st == SY_OK) st = sy_yaml_finish(y, err);
    sy_yaml_free(y);
    sy_drop(NULL, own);
    sy_drop(NULL, folder);
    return st;
}

const sy_ex_officio_item *sy_ex_officio_find(const sy_ex_officio *e, const char *id)
{
    for (size_t i = 0; i < e->n; i++) {
        if (strcmp(e->items[i].id, id) == 0) return &e->items[i];
    }
    return NULL;
}

const sy_ex_officio_item *sy_ex_officio_for(const sy_ex_officio *e, const char *object)
{
    for (int o = 0; o < SY_OBJECTS; o++) {
        if (strcmp(object, sy_model_object_name((sy_model_object)o)) != 0) continue;
        for (size_t i = 0; i < e->n; i++) {
            if (e->items[i].suggest_of >> o & 1u) return &e->items[i];
        }
    }
    return NULL;
}
