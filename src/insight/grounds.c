/* grounds.c - reads dict/request-grounds.yaml, strictly. */
#include "insight/grounds.h"

#include <string.h>

#include "base/file.h"
#include "base/lang.h"
#include "base/yaml.h"

enum { MOST_GROUNDS = 200 };

static bool copy(const char **out, sy_yaml *y, const sy_yaml_node *from, const char *key,
                 bool required, sy_arena *arena)
{
    const sy_slice text = sy_yaml_get_text(y, from, key, required);

    *out = sy_arena_text(arena, text.len ? text.ptr : "", text.len);
    return *out != NULL;
}

static void read_institutions(sy_ground *g, sy_yaml *y, const sy_yaml_node *from)
{
    const sy_slice text = sy_yaml_get_text(y, from, "institutions", true);
    const bool any = sy_slice_is(text, SY_TEXT("any"));

    g->banks = any || sy_slice_is(text, SY_TEXT("bank"));
    g->payment_firms = any || sy_slice_is(text, SY_TEXT("payment"));
    if (text.len && !g->banks && !g->payment_firms) {
        sy_yaml_wrong(y, sy_yaml_get(y, from, "institutions", false),
                      N_("\"%.*s\": this is bank, payment or any"), (int)text.len, text.ptr);
    }
}

static sy_status read_ground(sy_ground *g, sy_yaml *y, const sy_yaml_node *key,
                             const sy_yaml_node *value, sy_arena *arena, sy_err *err)
{
    static const char *const keys[] = {"law", "rule", "case", "institutions", "checked"};
    const sy_slice id = sy_yaml_text(y, key);

    sy_yaml_known(y, value, keys, sizeof keys / sizeof *keys);
    read_institutions(g, y, value);
    g->is_checked = sy_yaml_get_bool(y, value, "checked", false);
    g->id = sy_arena_text(arena, id.len ? id.ptr : "", id.len);
    if (!g->id || !copy(&g->law, y, value, "law", true, arena) ||
        !copy(&g->rule, y, value, "rule", false, arena) ||
        !copy(&g->occasion, y, value, "case", true, arena)) {
        return sy_fail_nomem(err);
    }
    return SY_OK;
}

static sy_status read_all(sy_grounds *g, sy_yaml *y, sy_arena *arena, sy_err *err)
{
    const sy_yaml_node *root = sy_yaml_root(y), *key, *value;
    const size_t n = sy_yaml_pairs(y, root);
    sy_status st = SY_OK;

    if (n > MOST_GROUNDS) {
        sy_yaml_wrong(y, root, N_("more than %d items"), (int)MOST_GROUNDS);
        return SY_OK;
    }
    g->items = sy_arena_get(arena, (n + 1) * sizeof *g->items);
    if (!g->items) return sy_fail_nomem(err);
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        sy_yaml_pair(y, root, i, &key, &value);
        st = read_ground(&g->items[g->n], y, key, value, arena, err);
        if (st != SY_OK) break;
        if (sy_ground_find(g, g->items[g->n].id)) {
            sy_yaml_wrong(y, key, N_("\"%s\" stands twice"), g->items[g->n].id);
        }
        g->n++;
    }
    return st;
}

sy_status sy_grounds_load(sy_grounds *g, const char *path, sy_arena *arena, sy_err *err)
{
    char *folder = NULL, *own = NULL;
    sy_yaml *y = NULL;
    sy_status st = path ? SY_OK : sy_data_folder(&folder, err);

    *g = (sy_grounds){0};
    if (st == SY_OK && !path) {
        own = sy_path_join(NULL, folder, "dict/request-grounds.yaml");
        if (!own) st = sy_fail_nomem(err);
        path = own;
    }
    if (st == SY_OK) st = sy_yaml_open(&y, arena->al, path, err);
    if (st == SY_OK) st = read_all(g, y, arena, err);
    if (st == SY_OK) st = sy_yaml_finish(y, err);
    sy_yaml_free(y);
    sy_drop(NULL, own);
    sy_drop(NULL, folder);
    return st;
}

const sy_ground *sy_ground_find(const sy_grounds *g, const char *id)
{
    for (size_t i = 0; i < g->n; i++) {
        if (strcmp(g->items[i].id, id) == 0) return &g->items[i];
    }
    return NULL;
}
