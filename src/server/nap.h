/* nap.h - waiting for a change, at most so long. */
#ifndef SY_SERVER_NAP_H
#define SY_SERVER_NAP_H

#include <pthread.h>
#include <time.h>

static inline void sy_nap(pthread_cond_t *changed, pthread_mutex_t *lock, unsigned ms)
{
    struct timespec until;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += (long)(ms % 1000) * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    pthread_cond_timedwait(changed, lock, &until);
}

#endif
