/* hit_rate.c - the bounds are where a tail of the binomial distribution is 2.5 %; they are
 * looked for on a grid of thousandths.
 *
 * A tail is summed outwards from the most likely count, whose weight is set to 2^60: each
 * weight follows from its neighbour by a ratio of whole numbers, they fall on both sides,
 * and the sum ends where they reach 0. All terms are positive, so nothing cancels: what is
 * cut off is below 2^-60 of the largest for each of the O(sqrt(n)) terms. */
#include "casework/hit_rate.h"

#include <stdio.h>

#include "base/err.h"

__extension__ typedef unsigned __int128 wide;

enum { WHOLE = 1000, TAIL_OF = 40 }; /* a tail of 1/40 on each side */
#define MOST ((uint64_t)1 << 40)
#define PEAK ((wide)1 << 60)

typedef struct binomial {
    uint64_t n;
    unsigned p; /* per thousand, neither 0 nor 1000 */
} binomial;

/* Of count i + 1 from that of i, and of i - 1. */
static wide above(const binomial *b, uint64_t i, wide weight)
{
    return weight * (b->n - i) * b->p / ((wide)(i + 1) * (WHOLE - b->p));
}

static wide below(const binomial *b, uint64_t i, wide weight)
{
    return weight * i * (WHOLE - b->p) / ((wide)(b->n - i + 1) * b->p);
}

/* Is the probability of `from` or more at most 1/40? */
static bool upper_tail_is_small(const binomial *b, uint64_t from)
{
    const uint64_t mode = (uint64_t)((wide)(b->n + 1) * b->p / WHOLE);
    const uint64_t peak = mode > b->n ? b->n : mode;
    wide tail = 0, all = 0, weight = PEAK;

    for (uint64_t i = peak;; i++) {
        all += weight;
        if (i >= from) tail += weight;
        if (i == b->n) break;
        weight = above(b, i, weight);
        if (weight == 0) break;
    }
    weight = PEAK;
    for (uint64_t i = peak; i > 0; i--) {
        weight = below(b, i, weight);
        if (weight == 0) break;
        all += weight;
        if (i - 1 >= from) tail += weight;
    }
    return tail * TAIL_OF <= all;
}

/* The largest share, in thousandths, at which so many hits would still be a surprise. */
static unsigned low_of(uint64_t right, uint64_t judged)
{
    unsigned low = 0, high = WHOLE; /* a surprise at low, none at high */

    if (right == 0) return 0;
    while (high - low > 1) {
        const unsigned middle = low + (high - low) / 2;
        if (upper_tail_is_small(&(binomial){judged, middle}, right))
            low = middle;
        else
            high = middle;
    }
    return low;
}

sy_hit_rate sy_hit_rate_of(uint64_t right, uint64_t judged)
{
    SY_ASSERT(judged > 0 && right <= judged && judged <= MOST);
    const uint64_t share = (right * WHOLE + judged / 2) / judged;

    /* The upper bound is one less the lower bound of the misses. */
    return (sy_hit_rate){(unsigned)share, low_of(right, judged),
                         WHOLE - low_of(judged - right, judged)};
}

bool sy_hit_rate_is_vague(const sy_hit_rate *p)
{
    return p->high - p->low > WHOLE * 4 / 10;
}

char *sy_hit_rate_print(char out[SY_HIT_RATE_TEXT], const sy_hit_rate *p)
{
    snprintf(out, SY_HIT_RATE_TEXT, "%u.%u%% - %u.%u%%", p->low / 10, p->low % 10, p->high / 10,
             p->high % 10);
    return out;
}
