/* planted.c - the keys of each model, rule and reason in a list of their own; the lists are kept
 * in order. There are some hundred lists and, at full size, a million keys. */
#include "synth/province/planted.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"

typedef struct group {
    const char *model, *rule, *why;
    void *keys; /* const char * each, in the order in which they were planted */
    size_t n, capacity;
} group;

struct sy_planted {
    sy_arena arena; /* the texts of the keys */
    void *groups;
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

static group *group_at(const sy_planted *p, size_t i)
{
    return (group *)p->groups + i;
}

void sy_planted_free(sy_planted *p)
{
    if (!p) return;
    for (size_t i = 0; i < p->n; i++) sy_drop(NULL, group_at(p, i)->keys);
    sy_arena_dispose(&p->arena);
    sy_drop(NULL, p->groups);
    sy_drop(NULL, p);
}

/* What must come first. */
static int compare_why(const char *a, const char *b)
{
    if (!a || !b) return (a != NULL) - (b != NULL);
    return strcmp(a, b);
}

static int compare(const group *a, const group *b)
{
    int c = strcmp(a->model, b->model);

    if (c == 0) c = strcmp(a->rule, b->rule);
    return c ? c : compare_why(a->why, b->why);
}

/* The list with this heading, made where there was none; NULL: no memory. */
static group *group_of(sy_planted *p, const group *wanted)
{
    size_t low = 0, high = p->n;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int c = compare(group_at(p, middle), wanted);
        if (c == 0) return group_at(p, middle);
        if (c < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (!sy_grow(NULL, &p->groups, &p->capacity, p->n, p->n + 1, sizeof *wanted)) return NULL;
    memmove(group_at(p, low + 1), group_at(p, low), (p->n - low) * sizeof *wanted);
    *group_at(p, low) = *wanted;
    p->n++;
    return group_at(p, low);
}

void sy_planted_add(sy_planted *p, const char *model, const char *rule, const char *why,
                    const char *key)
{
    const char *copy = sy_arena_text(&p->arena, key, strlen(key));
    group *g = group_of(p, &(group){.model = model, .rule = rule ? rule : "", .why = why});

    if (!copy || !g || !sy_grow(NULL, &g->keys, &g->capacity, g->n, g->n + 1, sizeof copy)) {
        p->has_no_memory = true;
        return;
    }
    ((const char **)g->keys)[g->n++] = copy;
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

static void put_keys(sy_out *out, const group *g)
{
    const char *const *keys = g->keys;

    put(out, "[");
    for (size_t i = 0; i < g->n; i++) {
        if (i) put(out, ",\n");
        put_text(out, keys[i]);
    }
    put(out, "]");
}

/* The lists from i on that are of one rule; the first that is not. */
static size_t put_rule(const sy_planted *p, sy_out *out, size_t i)
{
    const group *first = group_at(p, i);

    put(out, "\n{\"rule\": ");
    put_text(out, first->rule);
    put(out, ", \"planted\": ");
    if (first->why)
        put(out, "[]");
    else
        put_keys(out, group_at(p, i++));
    put(out, ", \"near\": [");
    for (bool is_first = true; i < p->n; i++, is_first = false) {
        const group *g = group_at(p, i);
        if (strcmp(g->model, first->model) || strcmp(g->rule, first->rule)) break;
        put(out, is_first ? "\n{\"why\": " : ",\n{\"why\": ");
        put_text(out, g->why);
        put(out, ", \"keys\": ");
        put_keys(out, g);
        put(out, "}");
    }
    put(out, "]}");
    return i;
}

sy_status sy_planted_write(sy_planted *p, sy_out *out, sy_err *err)
{
    if (p->has_no_memory) return sy_fail_nomem(err);
    put(out, "\"models\": [");
    for (size_t i = 0; i < p->n;) {
        const char *model = group_at(p, i)->model;
        put(out, i ? ",\n{\"model\": " : "\n{\"model\": ");
        put_text(out, model);
        put(out, ", \"rules\": [");
        for (bool is_first = true; i < p->n && strcmp(group_at(p, i)->model, model) == 0;
             is_first = false) {
            if (!is_first) put(out, ",");
            i = put_rule(p, out, i);
        }
        put(out, "]}");
    }
    put(out, "]");
    return SY_OK;
}
