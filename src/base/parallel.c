/* parallel.c - threads take the next part from a counter. They live for one
 * call: a call is seconds of work, a thread's start is microseconds. */
#include "base/parallel.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

enum { MOST_THREADS = 256 };

typedef struct job {
    sy_work *work;
    void *ctx;
    size_t parts;
    atomic_size_t next;
    atomic_bool failed;
    pthread_mutex_t mutex;
    size_t failed_part;
    sy_err err;
} job;

unsigned sy_threads(void)
{
    const char *named = getenv("SUYUAN_THREADS");
    cpu_set_t set;

    if (named) {
        long n = strtol(named, NULL, 10);
        if (n >= 1 && n <= MOST_THREADS) return (unsigned)n;
    }
    if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
    int n = CPU_COUNT(&set);
    return n < 1 ? 1 : n > MOST_THREADS ? MOST_THREADS : (unsigned)n;
}

static void *run(void *p)
{
    job *j = p;

    while (!atomic_load(&j->failed)) {
        size_t part = atomic_fetch_add(&j->next, 1);
        if (part >= j->parts) break;
        sy_err err = {0};
        sy_status st = j->work(j->ctx, part, &err);
        if (st == SY_OK) continue;
        pthread_mutex_lock(&j->mutex);
        if (!atomic_load(&j->failed) || part < j->failed_part) {
            err.status = st;
            j->err = err;
            j->failed_part = part;
        }
        atomic_store(&j->failed, true);
        pthread_mutex_unlock(&j->mutex);
    }
    return NULL;
}

sy_status sy_parallel(size_t parts, sy_work *work, void *ctx, sy_err *err)
{
    job j = {.work = work, .ctx = ctx, .parts = parts, .mutex = PTHREAD_MUTEX_INITIALIZER};
    pthread_t threads[MOST_THREADS];
    size_t wanted = sy_threads(), started = 0;

    if (wanted > parts) wanted = parts;
    /* A thread that cannot be made is no failure: the others take its parts. */
    while (started + 1 < wanted &&
           pthread_create(&threads[started], NULL, run, &j) == 0) {
        started++;
    }
    run(&j);
    for (size_t i = 0; i < started; i++) pthread_join(threads[i], NULL);
    if (!atomic_load(&j.failed)) return SY_OK;
    if (err && err->status == SY_OK) *err = j.err;
    return j.err.status;
}
