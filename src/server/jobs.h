/* jobs.h - long work that the page starts, watches and can stop: imports, loads, runs.
 *
 * A job is a command (task.h) in a thread of its own, alone in its workspace. What it
 * answers stays readable after its end, as long as it is among the last that were begun. Four run
 * at once, one in a case; more of them wait. */
#ifndef SY_SERVER_JOBS_H
#define SY_SERVER_JOBS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/json.h"
#include "server/cases.h"
#include "server/task.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_job_state {
    SY_JOB_WAITING, /* for its turn in the workspace */
    SY_JOB_RUNNING,
    SY_JOB_DONE,
    SY_JOB_FAILED,
    SY_JOB_CANCELLED,
    SY_JOB_STATES
} sy_job_state;

typedef struct sy_jobs sy_jobs;
sy_jobs *sy_jobs_new(sy_cases *cases, sy_spawner *spawner); /* NULL when out of memory */
void sy_jobs_free(sy_jobs *jobs);                           /* stops what runs and waits for it */

typedef struct sy_job_order {
    const char *case_name, *workspace, *title, *user;
    const char *from;         /* the address that asked; NULL: none did */
    const char *const *words; /* of the command; NULL ends it */
    const char *folder;       /* where it works; goes when the job has ended; NULL */
    sy_slice input;           /* what it reads from stdin: wiped when it has ended */
    bool only_reads;          /* it lets others read the workspace meanwhile */
} sy_job_order;

/* All is copied. *id: its number. SY_ELIMIT when too many run or wait. */
SY_MUST_USE sy_status sy_jobs_begin(uint64_t *id, sy_jobs *jobs, const sy_job_order *order,
                                    sy_err *err);
/* One that is forgotten is done. *exit_code: of one that has failed. */
sy_job_state sy_jobs_state(sy_jobs *jobs, uint64_t id, int *exit_code);
bool sy_jobs_cancel(sy_jobs *jobs, uint64_t id); /* false: there is none that runs */

/* Grows whenever a job changes. Waits until it is not `seen`, at most `ms`. */
uint64_t sy_jobs_wait(sy_jobs *jobs, uint64_t seen, unsigned ms);
/* An array of all jobs, the newest first, without what their commands answered. */
void sy_jobs_json(sy_json *j, sy_jobs *jobs);
/* One job with its answer: false where there is none. */
bool sy_jobs_json_one(sy_json *j, sy_jobs *jobs, uint64_t id);

#ifdef __cplusplus
}
#endif

#endif
