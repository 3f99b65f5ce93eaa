/* radix.c - least digit first. Each part of the array counts its digits, the
 * counts say where each part's numbers of each digit go, and all parts move
 * theirs at once: stable, and the same on any number of threads. */
#include "base/radix.h"

#include <string.h>

#include "base/parallel.h"

enum { BITS = 11, BUCKETS = 1 << BITS, PART = 1 << 17, MOST_PARTS = 64 };

typedef struct sorter {
    const uint64_t *from;
    uint64_t *to;
    size_t n, part, (*counts)[BUCKETS]; /* by part */
    unsigned shift;
} sorter;

static size_t end_of(const sorter *s, size_t part)
{
    const size_t end = (part + 1) * s->part;
    return end < s->n ? end : s->n;
}

static size_t digit(const sorter *s, uint64_t x)
{
    return x >> s->shift & (BUCKETS - 1);
}

static sy_status count(void *ctx, size_t part, sy_err *err)
{
    const sorter *s = ctx;
    size_t *counts = s->counts[part];

    (void)err;
    memset(counts, 0, sizeof s->counts[part]);
    for (size_t i = part * s->part; i < end_of(s, part); i++) counts[digit(s, s->from[i])]++;
    return SY_OK;
}

static sy_status move(void *ctx, size_t part, sy_err *err)
{
    const sorter *s = ctx;
    size_t *next = s->counts[part];

    (void)err;
    for (size_t i = part * s->part; i < end_of(s, part); i++) {
        const uint64_t x = s->from[i];
        s->to[next[digit(s, x)]++] = x;
    }
    return SY_OK;
}

/* From how many there are to where the first of them goes. */
static void place(const sorter *s, size_t parts)
{
    size_t sum = 0;

    for (size_t d = 0; d < BUCKETS; d++) {
        for (size_t p = 0; p < parts; p++) {
            const size_t here = s->counts[p][d];
            s->counts[p][d] = sum;
            sum += here;
        }
    }
}

static uint64_t bits_that_differ(const uint64_t *items, size_t n)
{
    uint64_t differ = 0;

    for (size_t i = 1; i < n; i++) differ |= items[i] ^ items[0];
    return differ;
}

sy_status sy_radix_sort(uint64_t **items, size_t n, unsigned low, const sy_alloc *al, sy_err *err)
{
    const uint64_t differ = bits_that_differ(*items, n);
    const size_t parts = n / PART + 1 < MOST_PARTS ? n / PART + 1 : MOST_PARTS;
    sorter s = {.n = n, .part = (n + parts - 1) / parts};
    sy_status st = SY_OK;

    if (low >= 64 || differ >> low == 0) return SY_OK;
    uint64_t *other = sy_new_array(al, n, sizeof *other);
    s.counts = sy_new_array(al, parts, sizeof *s.counts);
    if (!other || !s.counts) st = sy_fail_nomem(err);
    for (s.shift = low; st == SY_OK && s.shift < 64 && differ >> s.shift != 0; s.shift += BITS) {
        if ((differ >> s.shift & (BUCKETS - 1)) == 0) continue;
        s.from = *items;
        s.to = other;
        st = sy_parallel(parts, count, &s, err);
        if (st == SY_OK) place(&s, parts);
        if (st == SY_OK) st = sy_parallel(parts, move, &s, err);
        other = *items;
        *items = s.to;
    }
    sy_drop(al, other);
    sy_drop(al, s.counts);
    return st;
}
