/* test.h - what every test file needs: cmocka in the order it wants, and an
 * allocator that fails on cue.
 *
 *     static void adds_up(void **state) { (void)state; assert_int_equal(1 + 1, 2); }
 *     int main(void) { const struct CMUnitTest tests[] = {cmocka_unit_test(adds_up)};
 *                      return cmocka_run_group_tests_name("sums", tests, NULL, NULL); }
 */
#ifndef SY_TEST_H
#define SY_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/err.h"

/* scarce: hands out `left` pieces, then NULL; counts what is live. */
typedef struct scarce {
    size_t left, live;
} scarce;

static inline void *scarce_get(void *ctx, size_t size)
{
    scarce *s = ctx;
    if (s->left == 0) return NULL;
    s->left--;
    void *p = malloc(size);
    if (p) s->live++;
    return p;
}

static inline void scarce_put(void *ctx, void *p)
{
    scarce *s = ctx;
    if (p) s->live--;
    free(p);
}

/* SY_OK or the reason, in the test's output. */
#define assert_ok(st, err)                                                                   \
    do {                                                                                     \
        if ((st) != SY_OK) fail_msg("status %d: %s", (int)(st), (err).text);                 \
    } while (0)

/* A small generator that is the same everywhere (xorshift64*). */
typedef struct dice {
    uint64_t state;
} dice;

static inline uint64_t roll(dice *d)
{
    d->state ^= d->state >> 12;
    d->state ^= d->state << 25;
    d->state ^= d->state >> 27;
    return d->state * 0x2545F4914F6CDD1Dull;
}

static inline uint64_t roll_below(dice *d, uint64_t n)
{
    return roll(d) % n;
}

#endif
