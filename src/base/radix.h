/* radix.h - sorting many numbers by some of their bits, on all cores. */
#ifndef SY_BASE_RADIX_H
#define SY_BASE_RADIX_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Sorts n numbers by their bits low .. 63, smallest first; those in which these
 * bits are equal keep their order. Bits that are the same in all of them cost
 * nothing. The array may change hands: *items is the sorted one afterwards, made
 * by the same allocator. SY_ENOMEM leaves the numbers as they were. Cost: one
 * pass for every 11 bits that differ, another array of n for its time. */
SY_MUST_USE sy_status sy_radix_sort(uint64_t **items, size_t n, unsigned low, const sy_alloc *al,
                                    sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
