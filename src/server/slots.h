/* slots.h - so many commands run at once; who comes later waits, and is served in turn.
 *
 *     if (sy_slots_take(&slots, is_wanted, connection, &err) == SY_OK) {
 *         ...
 *         sy_slots_give(&slots);
 *     }
 *
 * A slot that becomes free is handed to whoever waits longest: a thread that is just passing
 * never overtakes him, so the slowest answer is not much slower than the others. */
#ifndef SY_SERVER_SLOTS_H
#define SY_SERVER_SLOTS_H

#include <pthread.h>
#include <stdbool.h>

#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_slot_waiter sy_slot_waiter;
typedef struct sy_slots {
    pthread_mutex_t lock;
    sy_slot_waiter *first, *last; /* who waits; nobody while a slot is free */
    unsigned free;
} sy_slots;

void sy_slots_init(sy_slots *slots, unsigned n);
void sy_slots_dispose(sy_slots *slots); /* nobody waits any more */
/* SY_ECANCEL when is_wanted, asked several times a second, has said no. */
SY_MUST_USE sy_status sy_slots_take(sy_slots *slots, bool (*is_wanted)(void *), void *ctx,
                                    sy_err *err);
void sy_slots_give(sy_slots *slots);

#ifdef __cplusplus
}
#endif

#endif
