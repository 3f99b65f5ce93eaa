/* cpu.h - hints to the processor, behind macros. */
#ifndef SY_BASE_CPU_H
#define SY_BASE_CPU_H

#include <stddef.h>
#include <stdint.h>

/* A function that does nothing but prefetch has no effect in gcc's eyes, and goes
 * unless it is inlined at once: SY_MADE_TO_MEASURE. */
#if defined(__GNUC__)
#define SY_PREFETCH(p) __builtin_prefetch((p), 1)
#define SY_LIKELY(x) __builtin_expect(!!(x), 1)
/* For the body of a loop of which each caller wants its own, made for constant arguments. */
#define SY_MADE_TO_MEASURE inline __attribute__((always_inline))
/* The place of the lowest bit of a uint64_t that is not 0. */
#define SY_LOWEST_BIT(x) ((unsigned)__builtin_ctzll(x))
#else
#define SY_PREFETCH(p) ((void)(p))
#define SY_LIKELY(x) (x)
#define SY_MADE_TO_MEASURE inline
static inline unsigned sy_lowest_bit(uint64_t x)
{
    unsigned n = 0;
    for (; !(x & 1); x >>= 1) n++;
    return n;
}
#define SY_LOWEST_BIT(x) sy_lowest_bit(x)
#endif

/* The first multiple of size at or after p: an item there lies in one cache line. */
static inline void *sy_align_up(void *p, size_t size)
{
    return (char *)p + (size - (uintptr_t)p % size) % size;
}

#endif
