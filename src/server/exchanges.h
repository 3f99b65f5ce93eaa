/* exchanges.h - folders from which cases take what arrives, while the server runs.
 *
 * Each case may have one (store/exchange.h), set or switched off at any time by whichever
 * program. When files in it are whole (base/inbox.h), `suyuan watch --once` runs as a job
 * (jobs.h): in its turn, to be seen in the list of jobs with what became of each file, and to
 * be stopped there. Files that were left are tried again with the next that arrives, and when
 * the server starts; a round that was cut by a kill is made up for then (store/arrivals.h). A
 * job that failed for another reason than its files is begun again, later and later.
 *
 * Cost: a thread; each second a look at the setting of each case and at each folder. */
#ifndef SY_SERVER_EXCHANGES_H
#define SY_SERVER_EXCHANGES_H

#include "server/cases.h"
#include "server/jobs.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_exchanges sy_exchanges;
/* cases and jobs are borrowed until the end. */
SY_MUST_USE sy_status sy_exchanges_begin(sy_exchanges **out, sy_cases *cases, sy_jobs *jobs,
                                         sy_err *err);
void sy_exchanges_end(sy_exchanges *all); /* jobs that it has begun go on; NULL is fine */

#ifdef __cplusplus
}
#endif

#endif
