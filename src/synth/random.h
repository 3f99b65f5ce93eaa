/* random.h - numbers that look random and are the same everywhere (splitmix64).
 *
 *     sy_random r = {seed};
 *     fen = sy_random_between(&r, 100, 5000);
 */
#ifndef SY_SYNTH_RANDOM_H
#define SY_SYNTH_RANDOM_H

#include <stdint.h>

typedef struct sy_random {
    uint64_t state;
} sy_random;

/* The finaliser alone: a hash of one number. */
static inline uint64_t sy_random_mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

static inline uint64_t sy_random_next(sy_random *r)
{
    r->state += 0x9E3779B97F4A7C15ull;
    return sy_random_mix(r->state);
}

/* 0 .. n - 1; n below 2^32. Multiply and shift: the bias is below n / 2^32. */
static inline uint32_t sy_random_below(sy_random *r, uint32_t n)
{
    return (uint32_t)(((sy_random_next(r) >> 32) * n) >> 32);
}

/* low .. high, both possible. */
static inline int64_t sy_random_between(sy_random *r, int64_t low, int64_t high)
{
    return low + (int64_t)(sy_random_next(r) % (uint64_t)(high - low + 1));
}

/* 0 .. n - 1, small numbers far more often: the cube of an even draw, so that
 * number 0 takes some cbrt(1 / n) of all. */
static inline uint32_t sy_random_heavy(sy_random *r, uint32_t n)
{
    const uint64_t u = sy_random_next(r) >> 32;

    return (uint32_t)(((((u * u) >> 32) * u >> 32) * n) >> 32);
}

#endif
