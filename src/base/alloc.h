/* alloc.h - where memory comes from.
 *
 * A constructor takes a sy_alloc; everything it makes later uses the same one.
 * NULL means malloc and free. Tests pass one that fails on the n-th request.
 * malloc itself appears only in src/base. */
#ifndef SY_BASE_ALLOC_H
#define SY_BASE_ALLOC_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_alloc {
    void *(*get)(void *ctx, size_t size); /* size > 0; NULL when it cannot */
    void (*put)(void *ctx, void *p);      /* p may be NULL */
    void *ctx;
} sy_alloc;

/* Memory for n items of size bytes each, zeroed. NULL when out of memory or
 * when n * size does not fit in a size_t. n == 0 gives a valid pointer. */
void *sy_new_array(const sy_alloc *al, size_t n, size_t size);

/* One zeroed item. */
void *sy_new(const sy_alloc *al, size_t size);

/* Room for at least want items in *items (an array of *capacity items of size
 * bytes, *used of them live): at least doubles, zeroes the new part. Returns
 * false, with everything as it was, when out of memory. */
bool sy_grow(const sy_alloc *al, void **items, size_t *capacity, size_t used, size_t want,
             size_t size);

/* The array at exactly capacity items, the first used of them kept; the rest is
 * not zeroed. For large arrays that must not touch memory they do not need. */
bool sy_resize(const sy_alloc *al, void **items, size_t used, size_t capacity, size_t size);

void sy_drop(const sy_alloc *al, void *p);

/* A copy of n bytes with a NUL after them; NULL when out of memory. */
char *sy_copy_text(const sy_alloc *al, const char *text, size_t n);

/* An arena: many small pieces with one lifetime, given back together.
 *
 *     sy_arena a;
 *     sy_arena_init(&a, NULL);
 *     char *name = sy_arena_get(&a, 20);      // zeroed, aligned for anything
 *     sy_arena_dispose(&a);                   // name is gone
 */
typedef struct sy_arena_block sy_arena_block;
typedef struct sy_arena {
    const sy_alloc *al;
    sy_arena_block *block; /* newest */
    size_t used, size;     /* of the newest block */
    size_t total;          /* bytes taken from the allocator */
} sy_arena;

void sy_arena_init(sy_arena *a, const sy_alloc *al);
void sy_arena_dispose(sy_arena *a);
void sy_arena_clear(sy_arena *a); /* keeps the newest block for reuse */
void *sy_arena_get(sy_arena *a, size_t size);
char *sy_arena_text(sy_arena *a, const char *text, size_t n); /* copy, NUL after it */
/* Bytes without alignment or zeroing, for the text of dictionaries. */
char *sy_arena_bytes(sy_arena *a, const void *bytes, size_t n);

#ifdef __cplusplus
}
#endif

#endif
