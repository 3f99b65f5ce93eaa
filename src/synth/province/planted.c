/* planted.c - a list that is sorted once, at the end. */
#include "synth/province/planted.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

typedef struct item {
    const char *model, *rule, *why, *key;
    size_t order;
} item;

struct sy_planted {
    sy_arena arena;
    item *items;
    size_t n, capacity;
    bool has_no_memory;
};

sy_status sy_planted_new(sy_planted **out, sy_err *err)
{
    sy_planted *p = sy_new(NULL, sizeof *p);

    *out = p;
    if (!p) return sy_fail_nomem(err);
    sy_arena_init(&p->arena, NULL);
    return SY_OK;
}

void sy_planted_free(sy_planted *p)
{
    if (!p) return;
    sy_arena_dispose(&p->arena);
    sy_drop(NULL, p->items);
    sy_drop(NULL, p);
}

void sy_planted_add(sy_planted *p, const char *model, const char *rule, const char *why,
                    const char *key)
{
    void *items = p->items;
    const char *copy = sy_arena_text(&p->arena, key, strlen(key));

    if (!copy || !sy_grow(NULL, &items, &p->capacity, p->n, p->n + 1, sizeof *p->items)) {
        p->has_no_memory = true;
        return;
    }
    p->items = items;
    p->items[p->n] = (item){model, rule ? rule : "", why, copy, p->n};
    p->n++;
}

static int compare_why(const char *a, const char *b)
{
    if (!a || !b) return (a != NULL) - (b != NULL);
    return strcmp(a, b);
}

static int compare(const void *left, const void *right)
{
    const item *a = left, *b = right;
    int c = strcmp(a->model, b->model);

    if (c == 0) c = strcmp(a->rule, b->rule);
    if (c == 0) c = compare_why(a->why, b->why);
    return c ? c : (a->order > b->order) - (a->order < b->order);
}

static void put(sy_out *out, const char *text)
{
    const size_t n = strlen(text);
    char *p = sy_out_room(out, n);

    memcpy(p, text, n);
    sy_out_used(out, p + n);
}

/* Keys are of plates, numbers and Chinese words: nothing that JSON would escape. */
static void put_text(sy_out *out, const char *text)
{
    SY_ASSERT(!strpbrk(text, "\"\\\n"));
    put(out, "\"");
    put(out, text);
    put(out, "\"");
}

/* The items from i that are equal to it by model, rule and why; the first that is not. */
static size_t put_keys(const sy_planted *p, sy_out *out, size_t i)
{
    const item *first = &p->items[i];

    put(out, "[");
    for (size_t begun = i; i < p->n; i++) {
        const item *at = &p->items[i];
        if (strcmp(at->model, first->model) || strcmp(at->rule, first->rule) ||
            compare_why(at->why, first->why))
            break;
        if (i > begun) put(out, ",\n");
        put_text(out, at->key);
    }
    put(out, "]");
    return i;
}

static size_t put_near(const sy_planted *p, sy_out *out, size_t i, const item *rule)
{
    bool is_first = true;

    put(out, ", \"near\": [");
    while (i < p->n && strcmp(p->items[i].model, rule->model) == 0 &&
           strcmp(p->items[i].rule, rule->rule) == 0) {
        put(out, is_first ? "\n{\"why\": " : ",\n{\"why\": ");
        put_text(out, p->items[i].why);
        put(out, ", \"keys\": ");
        i = put_keys(p, out, i);
        put(out, "}");
        is_first = false;
    }
    put(out, "]}");
    return i;
}

static size_t put_rule(const sy_planted *p, sy_out *out, size_t i)
{
    const item *rule = &p->items[i];

    put(out, "\n{\"rule\": ");
    put_text(out, rule->rule);
    put(out, ", \"planted\": ");
    if (rule->why)
        put(out, "[]");
    else
        i = put_keys(p, out, i);
    return put_near(p, out, i, rule);
}

sy_status sy_planted_write(sy_planted *p, sy_out *out, sy_err *err)
{
    if (p->has_no_memory) return sy_fail_nomem(err);
    if (p->n) qsort(p->items, p->n, sizeof *p->items, compare);
    put(out, "\"models\": [");
    for (size_t i = 0; i < p->n;) {
        const char *model = p->items[i].model;
        put(out, i ? ",\n{\"model\": " : "\n{\"model\": ");
        put_text(out, model);
        put(out, ", \"rules\": [");
        for (bool is_first = true; i < p->n && strcmp(p->items[i].model, model) == 0;
             is_first = false) {
            if (!is_first) put(out, ",");
            i = put_rule(p, out, i);
        }
        put(out, "]}");
    }
    put(out, "]");
    return SY_OK;
}
