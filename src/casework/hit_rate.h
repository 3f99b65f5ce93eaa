/* hit_rate.h - how often a rule's leads turned out to be true, and how far that can be
 * relied on.
 *
 *     const sy_hit_rate p = sy_hit_rate_of(3, 4);
 *     // p.share 750, p.low 194, p.high 994: three of four, so between 19.4 % and 99.4 %
 *
 * The interval is the exact one of Clopper and Pearson (1934) at 95 %: whatever the true
 * share is, the interval covers it in at least 95 of 100 samples of this size. It is wide
 * where verdicts are few, which is what it is there for: 1 of 1 says 2.5 % to 100 %.
 * docs/decisions tells why it is this one. Whole numbers only: the same everywhere. */
#ifndef SY_CASEWORK_HIT_RATE_H
#define SY_CASEWORK_HIT_RATE_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Per thousand: the share rounded, low rounded down, high rounded up. */
typedef struct sy_hit_rate {
    unsigned share, low, high;
} sy_hit_rate;

/* right of judged, which is at least 1 and at most 2^40. Cost: O(sqrt(judged)). */
sy_hit_rate sy_hit_rate_of(uint64_t right, uint64_t judged);

/* Is it so wide (more than 40 of 100) that it says little? */
bool sy_hit_rate_is_vague(const sy_hit_rate *p);

enum { SY_HIT_RATE_TEXT = 32 };
/* "19.4% - 99.4%". Returns out. */
char *sy_hit_rate_print(char out[SY_HIT_RATE_TEXT], const sy_hit_rate *p);

#ifdef __cplusplus
}
#endif

#endif
