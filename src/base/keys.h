/* keys.h - texts, each once, with a number: 0, 1, 2, ... in the order in which they came.
 *
 *     sy_keys k;
 *     sy_keys_init(&k, NULL);
 *     st = sy_keys_put(&k, SY_TEXT("a"), &at, &is_new, &err);   // at 0, is_new
 *     st = sy_keys_put(&k, SY_TEXT("a"), &at, &is_new, &err);   // at 0, not new
 *     sy_keys_dispose(&k);
 *
 * What belongs to a text stands in an array of the caller's, at its number. For one thread. */
#ifndef SY_BASE_KEYS_H
#define SY_BASE_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_keys {
    const sy_alloc *al;
    sy_arena arena;
    struct sy_keys_item *items;
    uint32_t *slots; /* number + 1; 0: free */
    size_t n, capacity, n_slots;
} sy_keys;

void sy_keys_init(sy_keys *k, const sy_alloc *al);
void sy_keys_dispose(sy_keys *k);

/* The number of the text, which is copied where it is new. SY_ENOMEM: nothing was changed.
 * Cost: O(length). */
SY_MUST_USE sy_status sy_keys_put(sy_keys *k, sy_slice text, uint32_t *at, bool *is_new,
                                  sy_err *err);
/* The copy, with a NUL after it; lasts as long as the keys. at < k->n. */
const char *sy_keys_text(const sy_keys *k, uint32_t at);

#ifdef __cplusplus
}
#endif

#endif
