/* bits.h - many flags, 64 in a word: bit i of an array that the caller has zeroed.
 *
 *     uint64_t *seen = sy_new_array(NULL, SY_BIT_WORDS(n), sizeof *seen);
 *     sy_bit_set(seen, i);
 *     if (sy_bit(seen, i)) ...
 */
#ifndef SY_BASE_BITS_H
#define SY_BASE_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Words for n flags; one at least. */
#define SY_BIT_WORDS(n) ((size_t)(n) / 64 + 1)

static inline bool sy_bit(const uint64_t *bits, uint64_t i)
{
    return bits[i / 64] >> (i % 64) & 1;
}

static inline void sy_bit_set(uint64_t *bits, uint64_t i)
{
    bits[i / 64] |= UINT64_C(1) << (i % 64);
}

static inline void sy_bit_clear(uint64_t *bits, uint64_t i)
{
    bits[i / 64] &= ~(UINT64_C(1) << (i % 64));
}

#endif
