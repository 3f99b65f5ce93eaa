/* money.h - amounts are whole minor units (fen) in 64 bits, never double.
 *
 * Arithmetic that can overflow says so; it never wraps. */
#ifndef SY_BASE_MONEY_H
#define SY_BASE_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef int64_t sy_minor;

/* *sum = a + b. Returns false, and leaves *sum alone, when it does not fit. */
static inline bool sy_minor_add(sy_minor *sum, sy_minor a, sy_minor b)
{
    if (b > 0 ? a > INT64_MAX - b : a < INT64_MIN - b) return false;
    *sum = a + b;
    return true;
}

/* *difference = a - b, with the same manners. */
static inline bool sy_minor_sub(sy_minor *difference, sy_minor a, sy_minor b)
{
    if (b < 0 ? a > INT64_MAX + b : a < INT64_MIN + b) return false;
    *difference = a - b;
    return true;
}

/* The amount without its sign; unsigned, so that the smallest one fits too. */
static inline uint64_t sy_minor_size(sy_minor amount)
{
    return amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;
}

/* Exactly [-]digits[.d[d]], nothing around it. Files of banks have many more
 * forms; those are intake's business (intake/parse.h). */
bool sy_minor_parse(sy_minor *out, sy_slice text);

#define SY_MINOR_TEXT 32
/* "-1234.50" into out; returns out. */
char *sy_minor_print(char out[SY_MINOR_TEXT], sy_minor amount);
/* "-1,234.50" for people. */
char *sy_minor_print_grouped(char out[SY_MINOR_TEXT], sy_minor amount);

#ifdef __cplusplus
}
#endif

#endif
