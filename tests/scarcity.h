/* scarcity.h - no memory for our own objects, at the n-th request, where they take theirs
 * from malloc. The linker leads calloc and realloc through here (-Wl,--wrap=calloc,
 * -Wl,--wrap=realloc); what the engines allocate is not touched.
 *
 *     begin_scarcity(n);
 *     st = call(...);            // SY_ENOMEM, or SY_OK where n was enough
 *     end_scarcity(); */
#ifndef SY_SCARCITY_H
#define SY_SCARCITY_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

static atomic_bool is_scarce;
static atomic_long left; /* requests that still get something */

static inline bool is_refused(void)
{
    return atomic_load(&is_scarce) && atomic_fetch_sub(&left, 1) <= 0;
}

void *__real_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size)
{
    return is_refused() ? NULL : __real_calloc(n, size);
}

void *__real_realloc(void *p, size_t size);
void *__wrap_realloc(void *p, size_t size);
void *__wrap_realloc(void *p, size_t size)
{
    return is_refused() ? NULL : __real_realloc(p, size);
}

static inline void begin_scarcity(long n)
{
    atomic_store(&left, n);
    atomic_store(&is_scarce, true);
}

static inline void end_scarcity(void)
{
    atomic_store(&is_scarce, false);
}

#endif
