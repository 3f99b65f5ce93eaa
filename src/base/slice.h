/* slice.h - text that somebody else keeps: a pointer and a length.
 *
 * NUL is an ordinary byte. SY_TEXT("进") makes one of a literal. */
#ifndef SY_BASE_SLICE_H
#define SY_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct sy_slice {
    const char *ptr;
    size_t len;
} sy_slice;

#define SY_TEXT(literal) ((sy_slice){(literal), sizeof(literal) - 1})

static inline sy_slice sy_slice_of(const char *text)
{
    return (sy_slice){text, text ? strlen(text) : 0};
}

static inline bool sy_slice_is(sy_slice a, sy_slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool sy_slice_starts(sy_slice a, sy_slice b)
{
    return a.len >= b.len && (b.len == 0 || memcmp(a.ptr, b.ptr, b.len) == 0);
}

static inline bool sy_slice_ends(sy_slice a, sy_slice b)
{
    return a.len >= b.len && (b.len == 0 || memcmp(a.ptr + a.len - b.len, b.ptr, b.len) == 0);
}

/* Bytewise order, the shorter first among equal beginnings. */
static inline int sy_slice_compare(sy_slice a, sy_slice b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int c = n ? memcmp(a.ptr, b.ptr, n) : 0;
    if (c) return c;
    return a.len < b.len ? -1 : a.len > b.len;
}

/* Where b begins in a, or a.len when it does not. */
static inline size_t sy_slice_find(sy_slice a, sy_slice b)
{
    if (b.len == 0) return 0;
    const char *p = a.len >= b.len ? (const char *)memmem(a.ptr, a.len, b.ptr, b.len) : NULL;
    return p ? (size_t)(p - a.ptr) : a.len;
}

static inline bool sy_slice_holds(sy_slice a, sy_slice b)
{
    return b.len == 0 || sy_slice_find(a, b) < a.len;
}

/* Takes what stands before the next `between` off *rest, which then begins behind it; the last
 * part is all of it, and so it is where `between` is empty. Until rest->len is 0: an empty part at
 * the end is none. */
static inline sy_slice sy_slice_cut(sy_slice *rest, sy_slice between)
{
    const size_t cut = between.len ? sy_slice_find(*rest, between) : rest->len;
    const size_t used = cut < rest->len ? cut + between.len : rest->len;
    const sy_slice part = {rest->ptr, cut};

    *rest = (sy_slice){rest->ptr ? rest->ptr + used : NULL, rest->len - used};
    return part;
}

#endif
