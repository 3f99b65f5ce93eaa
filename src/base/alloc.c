/* alloc.c - checked sizes in one place; arenas are lists of blocks. */
#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { ARENA_BLOCK = 64 * 1024, ALIGN = 16 };
enum { HUGE_PAGE = 2 << 20, HUGE_FROM = 8 << 20 };

/* Large tables are met at random: with small pages every second access also
 * misses the page table (measured: a trace of 13 M transfers 1.3 s, then 0.9 s).
 * Advice only; where the kernel has none to take, nothing is lost. */
static void advise(void *p, size_t bytes)
{
    if (!p || bytes < HUGE_FROM) return;
    uintptr_t begin = ((uintptr_t)p + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1);
    uintptr_t end = ((uintptr_t)p + bytes) & ~(uintptr_t)(HUGE_PAGE - 1);
    if (end > begin) madvise((void *)begin, end - begin, MADV_HUGEPAGE);
}

struct sy_arena_block {
    sy_arena_block *older;
    size_t unused_keeps_alignment;
};

void *sy_new_array(const sy_alloc *al, size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / size) return NULL;

    size_t bytes = n * size;
    if (bytes == 0) bytes = 1;
    if (!al) {
        void *zeroed = calloc(1, bytes);
        advise(zeroed, bytes);
        return zeroed;
    }
    void *p = al->get(al->ctx, bytes);
    if (p) memset(p, 0, bytes);
    return p;
}

void *sy_new(const sy_alloc *al, size_t size)
{
    return sy_new_array(al, 1, size);
}

bool sy_grow(const sy_alloc *al, void **items, size_t *capacity, size_t used, size_t want,
             size_t size)
{
    if (want <= *capacity) return true;

    size_t capacity_new = *capacity ? *capacity : 16;
    while (capacity_new < want) {
        if (capacity_new > SIZE_MAX / 2) return false;
        capacity_new *= 2;
    }
    if (size != 0 && capacity_new > SIZE_MAX / size) return false;

    if (!al) {
        char *grown = realloc(*items, capacity_new * size);
        if (!grown) return false;
        memset(grown + used * size, 0, (capacity_new - used) * size);
        *items = grown;
    } else {
        char *grown = sy_new_array(al, capacity_new, size);
        if (!grown) return false;
        if (used) memcpy(grown, *items, used * size);
        sy_drop(al, *items);
        *items = grown;
    }
    *capacity = capacity_new;
    return true;
}

bool sy_resize(const sy_alloc *al, void **items, size_t used, size_t capacity, size_t size)
{
    if (size != 0 && capacity > SIZE_MAX / size) return false;

    size_t bytes = capacity * size;
    if (bytes == 0) bytes = 1;
    if (!al) {
        void *resized = realloc(*items, bytes);
        if (!resized) return false;
        advise(resized, bytes);
        *items = resized;
        return true;
    }
    void *resized = al->get(al->ctx, bytes);
    if (!resized) return false;
    if (used) memcpy(resized, *items, used * size);
    sy_drop(al, *items);
    *items = resized;
    return true;
}

void sy_drop(const sy_alloc *al, void *p)
{
    if (al) al->put(al->ctx, p);
    else free(p);
}

char *sy_copy_text(const sy_alloc *al, const char *text, size_t n)
{
    if (n == SIZE_MAX) return NULL;
    char *copy = sy_new_array(al, n + 1, 1);
    if (copy && n) memcpy(copy, text, n);
    return copy;
}

void sy_arena_init(sy_arena *a, const sy_alloc *al)
{
    *a = (sy_arena){.al = al};
}

void sy_arena_dispose(sy_arena *a)
{
    while (a->block) {
        sy_arena_block *older = a->block->older;
        sy_drop(a->al, a->block);
        a->block = older;
    }
    sy_arena_init(a, a->al);
}

void sy_arena_clear(sy_arena *a)
{
    sy_arena_block *kept = a->block;
    size_t size = a->size;

    if (!kept) return;
    a->block = kept->older;
    sy_arena_dispose(a);
    kept->older = NULL;
    a->block = kept;
    a->size = size;
    a->used = sizeof *kept;
    a->total = size;
}

static void *take(sy_arena *a, size_t size, size_t align)
{
    size_t at = (a->used + align - 1) & ~(align - 1);

    if (!a->block || at > a->size || size > a->size - at) {
        if (size > SIZE_MAX - sizeof(sy_arena_block) - ALIGN) return NULL;
        size_t need = size + sizeof(sy_arena_block) + ALIGN;
        size_t bytes = need > ARENA_BLOCK ? need : ARENA_BLOCK;
        sy_arena_block *b = sy_new_array(a->al, bytes, 1);
        if (!b) return NULL;
        b->older = a->block;
        a->block = b;
        a->size = bytes;
        a->total += bytes;
        at = sizeof *b;
    }
    a->used = at + size;
    return (char *)a->block + at;
}

void *sy_arena_get(sy_arena *a, size_t size)
{
    void *p = take(a, size ? size : 1, ALIGN);
    if (p) memset(p, 0, size);
    return p;
}

char *sy_arena_bytes(sy_arena *a, const void *bytes, size_t n)
{
    char *p = take(a, n ? n : 1, 1);
    if (p && n) memcpy(p, bytes, n);
    return p;
}

char *sy_arena_text(sy_arena *a, const char *text, size_t n)
{
    if (n == SIZE_MAX) return NULL;
    char *p = take(a, n + 1, 1);
    if (!p) return NULL;
    if (n) memcpy(p, text, n);
    p[n] = '\0';
    return p;
}
