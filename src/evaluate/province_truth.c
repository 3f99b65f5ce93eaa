/* province_truth.c - jansson's tree, copied into one list that is sorted. */
#include "evaluate/province_truth.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/lang.h"
#include "evaluate/truth_case.h"

typedef struct reader {
    sy_arena *arena;
    sy_err *err;
    const char *path;
    sy_province_truth *t;
    size_t room;
    sy_status status;
} reader;

static void fail(reader *r, const char *key)
{
    if (r->status != SY_OK) return;
    r->status = sy_fail(r->err, SY_EDATA, N_("%s: \"%s\" is missing or not what it should be"),
                        r->path, key);
}

static const char *copy(reader *r, const json_t *value, const char *key)
{
    const char *text = json_string_value(value);
    char *out = text ? sy_arena_text(r->arena, text, strlen(text)) : NULL;

    if (!text) fail(r, key);
    if (text && !out && r->status == SY_OK) r->status = sy_fail_nomem(r->err);
    return out ? out : "";
}

static const json_t *list(reader *r, const json_t *from, const char *key)
{
    const json_t *value = json_object_get(from, key);

    if (!json_is_array(value)) fail(r, key);
    return value;
}

static void read_files(reader *r, const json_t *root)
{
    const json_t *from = list(r, root, "files");
    const size_t n = json_array_size(from);

    r->t->files = sy_arena_get(r->arena, (n + 1) * sizeof *r->t->files);
    if (!r->t->files && r->status == SY_OK) r->status = sy_fail_nomem(r->err);
    for (size_t i = 0; i < n && r->status == SY_OK; i++) {
        const json_t *one = json_array_get(from, i);
        r->t->files[i] = (sy_true_file){copy(r, json_object_get(one, "pool"), "pool"),
                                        copy(r, json_object_get(one, "path"), "path")};
    }
    r->t->n_files = n;
}

static size_t count_keys(const json_t *value)
{
    const char *key;
    json_t *child;
    size_t n = 0, i;

    if (json_is_string(value)) return 1;
    if (json_is_array(value)) {
        json_array_foreach(value, i, child) n += count_keys(child);
    } else {
        json_object_foreach((json_t *)(uintptr_t)value, key, child) n += count_keys(child);
    }
    return n;
}

static void read_keys(reader *r, const json_t *from, const char *model, const char *rule,
                      const char *why)
{
    const size_t n = json_array_size(from);

    for (size_t i = 0; i < n && r->status == SY_OK; i++) {
        sy_true_lead *lead = &r->t->leads[r->t->n_leads++];
        *lead = (sy_true_lead){.model = model, .rule = rule, .why = why};
        lead->key = copy(r, json_array_get(from, i), "keys");
        if (r->status == SY_OK)
            r->status = sy_lead_id(lead->id, model, sy_slice_of(lead->key), r->err);
    }
}

static void read_rule(reader *r, const json_t *from, const char *model)
{
    const char *rule = copy(r, json_object_get(from, "rule"), "rule");
    const json_t *near = list(r, from, "near");
    const size_t n = json_array_size(near);

    read_keys(r, list(r, from, "planted"), model, rule, NULL);
    for (size_t i = 0; i < n && r->status == SY_OK; i++) {
        const json_t *one = json_array_get(near, i);
        const char *why = copy(r, json_object_get(one, "why"), "why");
        read_keys(r, list(r, one, "keys"), model, rule, why);
    }
}

static void read_models(reader *r, const json_t *root)
{
    const json_t *models = list(r, root, "models");
    const size_t n = json_array_size(models);

    r->room = count_keys(models); /* more than there are keys */
    r->t->leads = sy_arena_get(r->arena, (r->room + 1) * sizeof *r->t->leads);
    if (!r->t->leads && r->status == SY_OK) r->status = sy_fail_nomem(r->err);
    for (size_t i = 0; i < n && r->status == SY_OK; i++) {
        const json_t *one = json_array_get(models, i);
        const char *model = copy(r, json_object_get(one, "model"), "model");
        const json_t *rules = list(r, one, "rules");
        for (size_t k = 0; k < json_array_size(rules) && r->status == SY_OK; k++)
            read_rule(r, json_array_get(rules, k), model);
    }
}

static int compare(const void *left, const void *right)
{
    const sy_true_lead *a = left, *b = right;
    int c = strcmp(a->model, b->model);

    if (c == 0) c = strcmp(a->id, b->id);
    if (c == 0) c = (a->why != NULL) - (b->why != NULL);
    return c ? c : strcmp(a->rule, b->rule);
}

void sy_province_truth_sort(sy_province_truth *t)
{
    if (t->n_leads) qsort(t->leads, t->n_leads, sizeof *t->leads, compare);
}

static void read_day(reader *r, const json_t *root)
{
    sy_precision precision;
    int64_t at = 0;

    r->t->as_of = copy(r, json_object_get(root, "as_of"), "as_of");
    if (!sy_time_parse_iso(&at, &precision, sy_slice_of(r->t->as_of))) fail(r, "as_of");
    r->t->day = (int32_t)sy_day_of(at);
}

static bool is_kind(const json_t *root, const char *kind)
{
    const char *text = json_string_value(json_object_get(root, "kind"));
    return text && strcmp(text, kind) == 0;
}

sy_status sy_province_truth_read(sy_province_truth *t, const char *dir, bool with_leads,
                                 sy_arena *arena, sy_err *err)
{
    char *path = sy_path_join(NULL, dir, "truth.json");
    json_error_t wrong;
    reader r = {.arena = arena, .err = err, .path = path, .t = t};

    *t = (sy_province_truth){0};
    if (!path) return sy_fail_nomem(err);
    json_t *root = json_load_file(path, 0, &wrong);
    if (!root) {
        r.status = wrong.line < 0
                       ? sy_fail(err, SY_EDATA,
                                 N_("%s: no made-up case: there is no truth.json in it"), dir)
                       : sy_fail(err, SY_EDATA, "%s:%d: %s", path, wrong.line, wrong.text);
    } else if (is_kind(root, "province")) {
        t->is_province = true;
        read_day(&r, root);
        t->planted_from = (uint32_t)json_integer_value(json_object_get(root, "planted_from"));
        read_files(&r, root);
        if (r.status == SY_OK && json_object_get(root, "case"))
            r.status = sy_truth_case_read(&t->statements, root, path, arena, err);
        if (with_leads && r.status == SY_OK) read_models(&r, root);
    }
    if (r.status == SY_OK) sy_province_truth_sort(t);
    json_decref(root);
    sy_drop(NULL, path);
    return r.status;
}

sy_true_lead *sy_province_truth_find(const sy_province_truth *t, const char *model, const char *id,
                                     size_t *n)
{
    size_t low = 0, high = t->n_leads;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const sy_true_lead *at = &t->leads[middle];
        const int c = strcmp(at->model, model);
        if (c < 0 || (c == 0 && strcmp(at->id, id) < 0))
            low = middle + 1;
        else
            high = middle;
    }
    *n = 0;
    while (low + *n < t->n_leads && strcmp(t->leads[low + *n].model, model) == 0 &&
           strcmp(t->leads[low + *n].id, id) == 0)
        (*n)++;
    return &t->leads[low];
}
