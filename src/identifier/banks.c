/* banks.c - beginnings sorted by length, the longest first; a few hundred. */
#include "identifier/banks.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/yaml.h"

enum { MOST_BEGINNINGS = 10000, SHORTEST = 4, LONGEST = 10 };

typedef struct beginning {
    sy_slice digits;
    const char *bank;
} beginning;

struct sy_banks {
    sy_arena arena;
    const sy_alloc *al;
    beginning *items;
    size_t n, capacity;
};

static bool is_digits(sy_slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
    }
    return s.len > 0;
}

static int longest_first(const void *a, const void *b)
{
    const beginning *x = a, *y = b;
    if (x->digits.len != y->digits.len) return x->digits.len > y->digits.len ? -1 : 1;
    return sy_slice_compare(x->digits, y->digits);
}

static sy_status read_bank(sy_banks *b, sy_yaml *y, const sy_yaml_node *name,
                           const sy_yaml_node *list, sy_err *err)
{
    const sy_slice text = sy_yaml_text(y, name);
    const char *bank = sy_arena_text(&b->arena, text.ptr, text.len);
    const size_t n = sy_yaml_items(y, list);

    if (!bank) return sy_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        const sy_yaml_node *item = sy_yaml_item(y, list, i);
        const sy_slice digits = sy_yaml_text(y, item);
        void *items = b->items;
        if (!is_digits(digits) || digits.len < SHORTEST || digits.len > LONGEST) {
            sy_yaml_wrong(y, item, N_("\"%.*s\" is no beginning of a card number"), (int)digits.len,
                          digits.ptr);
            continue;
        }
        if (b->n == MOST_BEGINNINGS) {
            sy_yaml_wrong(y, item, N_("more than %d items"), (int)MOST_BEGINNINGS);
            return SY_OK;
        }
        const char *copy = sy_arena_text(&b->arena, digits.ptr, digits.len);
        if (!copy || !sy_grow(b->al, &items, &b->capacity, b->n, b->n + 1, sizeof *b->items)) {
            return sy_fail_nomem(err);
        }
        b->items = items;
        b->items[b->n++] = (beginning){{copy, digits.len}, bank};
    }
    return SY_OK;
}

sy_status sy_banks_load(sy_banks **out, const sy_alloc *al, const char *path, sy_err *err)
{
    sy_banks *b = sy_new(al, sizeof *b);
    sy_yaml *y = NULL;

    *out = NULL;
    if (!b) return sy_fail_nomem(err);
    b->al = al;
    sy_arena_init(&b->arena, al);
    sy_status st = sy_yaml_open(&y, al, path, err);
    const sy_yaml_node *root = y ? sy_yaml_root(y) : NULL;
    const size_t n = y ? sy_yaml_pairs(y, root) : 0;
    for (size_t i = 0; i < n && st == SY_OK; i++) {
        const sy_yaml_node *name, *list;
        sy_yaml_pair(y, root, i, &name, &list);
        st = read_bank(b, y, name, list, err);
    }
    if (st == SY_OK) st = sy_yaml_finish(y, err);
    sy_yaml_free(y);
    if (st != SY_OK) {
        sy_banks_free(b);
        return st;
    }
    if (b->n) qsort(b->items, b->n, sizeof *b->items, longest_first);
    *out = b;
    return SY_OK;
}

void sy_banks_free(sy_banks *b)
{
    if (!b) return;
    sy_drop(b->al, b->items);
    sy_arena_dispose(&b->arena);
    sy_drop(b->al, b);
}

const char *sy_bank_of_card(const sy_banks *b, sy_slice number)
{
    if (number.len < 13 || number.len > 19 || !is_digits(number)) return NULL;
    for (size_t i = 0; i < b->n; i++) {
        if (sy_slice_starts(number, b->items[i].digits)) return b->items[i].bank;
    }
    return NULL;
}
