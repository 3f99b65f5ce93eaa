/* put.h - numbers and times as text, at the speed of bulk files. Each writes at
 * p and returns the place after it. */
#ifndef SY_SYNTH_PUT_H
#define SY_SYNTH_PUT_H

#include <stdint.h>

/* Exactly n digits, zeros in front. */
static inline char *sy_put_digits(char *p, unsigned n, uint64_t value)
{
    for (unsigned i = n; i-- > 0; value /= 10) p[i] = (char)('0' + value % 10);
    return p + n;
}

static inline char *sy_put_number(char *p, uint64_t value)
{
    unsigned n = 1;

    for (uint64_t v = value; v >= 10; v /= 10) n++;
    return sy_put_digits(p, n, value);
}

/* Yuan with two decimals; fen is not negative. */
static inline char *sy_put_fen(char *p, int64_t fen)
{
    p = sy_put_number(p, (uint64_t)fen / 100);
    *p++ = '.';
    return sy_put_digits(p, 2, (uint64_t)fen % 100);
}

/* HH:MM:SS of a second of the day. */
static inline char *sy_put_clock(char *p, uint32_t second)
{
    p = sy_put_digits(p, 2, second / 3600);
    *p++ = ':';
    p = sy_put_digits(p, 2, second / 60 % 60);
    *p++ = ':';
    return sy_put_digits(p, 2, second % 60);
}

#endif
