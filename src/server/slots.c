/* slots.c - a queue of those who wait, each with a bell of his own. */
#include "server/slots.h"

#include "base/lang.h"
#include "server/nap.h"

enum { TICK_MS = 50 };

struct sy_slot_waiter { /* in the stack of the one who waits */
    sy_slot_waiter *next;
    pthread_cond_t bell;
    bool has_slot;
};

void sy_slots_init(sy_slots *slots, unsigned n)
{
    *slots = (sy_slots){.free = n};
    pthread_mutex_init(&slots->lock, NULL);
}

void sy_slots_dispose(sy_slots *slots)
{
    pthread_mutex_destroy(&slots->lock);
}

static void join(sy_slots *slots, sy_slot_waiter *me)
{
    if (slots->last)
        slots->last->next = me;
    else
        slots->first = me;
    slots->last = me;
}

static void leave(sy_slots *slots, const sy_slot_waiter *me)
{
    sy_slot_waiter *before = NULL;

    for (sy_slot_waiter *w = slots->first; w != me; w = w->next) before = w;
    if (before)
        before->next = me->next;
    else
        slots->first = me->next;
    if (slots->last == me) slots->last = before;
}

/* Locked, but while is_wanted is asked. */
static sy_status wait_in_turn(sy_slots *slots, bool (*is_wanted)(void *), void *ctx, sy_err *err)
{
    sy_slot_waiter me = {.bell = PTHREAD_COND_INITIALIZER};
    sy_status st = SY_OK;

    join(slots, &me);
    while (!me.has_slot && st == SY_OK) {
        sy_nap(&me.bell, &slots->lock, TICK_MS);
        if (me.has_slot) break;
        pthread_mutex_unlock(&slots->lock);
        if (!is_wanted(ctx)) st = sy_fail(err, SY_ECANCEL, N_("stopped; nothing was changed"));
        pthread_mutex_lock(&slots->lock);
    }
    if (me.has_slot)
        st = SY_OK; /* whoever is not wanted any more gives it back at once */
    else
        leave(slots, &me);
    pthread_cond_destroy(&me.bell);
    return st;
}

sy_status sy_slots_take(sy_slots *slots, bool (*is_wanted)(void *), void *ctx, sy_err *err)
{
    sy_status st = SY_OK;

    pthread_mutex_lock(&slots->lock);
    if (slots->free > 0)
        slots->free--;
    else
        st = wait_in_turn(slots, is_wanted, ctx, err);
    pthread_mutex_unlock(&slots->lock);
    return st;
}

void sy_slots_give(sy_slots *slots)
{
    pthread_mutex_lock(&slots->lock);
    sy_slot_waiter *next = slots->first;
    if (next) {
        leave(slots, next);
        next->has_slot = true;
        pthread_cond_signal(&next->bell);
    } else {
        slots->free++;
    }
    pthread_mutex_unlock(&slots->lock);
}
