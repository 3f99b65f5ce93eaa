/* run.h - a model on a workspace's pools: is there enough, and what it finds.
 *
 *     sy_model_outcome o;
 *     sy_model_run_on(&o, ws, pools, model, &(sy_model_run_options){.as_of = day}, &arena, &err);
 *
 * A run is one query on one state of the facts, in a process of its own (store/sandbox.h);
 * it is recorded with the model's hash, the parameters, the day that counted as today and
 * the state of the pools, so that it can be repeated; stopped or failed, nothing is kept.
 *
 * What the law was on the day of the act decides: an article that was not in force then is
 * not on the lead, and an act before all of them is no lead (counted as outside_law). A day
 * that is not known gives no violation: the lead says so, and asks. */
#ifndef SY_MODEL_RUN_H
#define SY_MODEL_RUN_H

#include "model/model.h"
#include "store/model_runs.h"
#include "store/pool_table.h"
#include "store/sandbox.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_model_setting {
    const char *id, *value; /* of a parameter */
} sy_model_setting;

/* lead and what it points to last until it returns. */
typedef sy_status sy_model_lead_fn(void *ctx, const sy_lead *lead, sy_err *err);

typedef struct sy_model_run_options {
    int32_t as_of; /* days since 1970: what the model sees as $today */
    const sy_model_setting *settings;
    size_t n_settings;
    bool (*should_stop)(void *ctx);
    void *stop_ctx;
    sy_model_lead_fn *on_lead; /* where given, leads go there and nothing is recorded: the */
    void *lead_ctx;            /* workspace may be open for reading; tally counts leads alone */
    sy_sandbox_kept *kept;     /* processes for the program's own models, of which the caller makes
                                * an end, and the turn of all; NULL: each has one of its own. */
} sy_model_run_options;

typedef struct sy_model_outcome {
    bool has_run;         /* false: not enough data */
    const char **missing; /* "pool", or "pool.column": what it cannot do without */
    size_t n_missing;
    const char **absent; /* optional columns that say nothing: leads will say so */
    size_t n_absent;
    sy_model_run_tally tally;
    uint64_t outside_law;
    int64_t ms;
} sy_model_outcome;

/* The id of the lead that a model gives about this key: the same in every run. */
enum { SY_LEAD_ID = 24 };
SY_MUST_USE sy_status sy_lead_id(char out[SY_LEAD_ID], const char *model, sy_slice key,
                                 sy_err *err);

/* What of its data is there; has_run stays false. SY_EDATA when it names a pool or column
 * that no definition has. */
SY_MUST_USE sy_status sy_model_check(sy_model_outcome *out, sy_workspace *ws, const sy_pools *pools,
                                     const sy_model *m, sy_arena *arena, sy_err *err);

/* Is the query one that may run, and does it fit the pools' columns and the columns of a
 * lead? Needs no data. */
SY_MUST_USE sy_status sy_model_check_query(const sy_model *m, const sy_pools *pools, sy_err *err);
/* The same in two steps, several started ahead and heard in that order. kept: as in the options of
 * a run, but of these alone. hear gives asking back. */
typedef struct sy_model_asking sy_model_asking;
SY_MUST_USE sy_status sy_model_query_ask(sy_model_asking **out, const sy_model *m,
                                         const sy_pools *pools, sy_sandbox_kept *kept, sy_err *err);
SY_MUST_USE sy_status sy_model_query_hear(sy_model_asking *asking, sy_err *err);

/* Checks, runs, records (or does not: on_lead). SY_EDATA, SY_ELIMIT, SY_ECANCEL as sandbox.h says.
 */
SY_MUST_USE sy_status sy_model_run_on(sy_model_outcome *out, sy_workspace *ws,
                                      const sy_pools *pools, const sy_model *m,
                                      const sy_model_run_options *options, sy_arena *arena,
                                      sy_err *err);

/* The same in two steps: queries of other models run while the leads of one are recorded.
 * Several may be started ahead, and are finished in that order. A model's time is that of its query
 * and of what was left to record after it. outcome: what of its data is there, as of a check.
 * finish and cancel (NULL: nothing) give running back. */
typedef struct sy_model_running sy_model_running;
SY_MUST_USE sy_status sy_model_run_start(sy_model_running **out, sy_model_outcome *outcome,
                                         sy_workspace *ws, const sy_pools *pools, const sy_model *m,
                                         const sy_model_run_options *options, sy_arena *arena,
                                         sy_err *err);
SY_MUST_USE sy_status sy_model_run_finish(sy_model_outcome *out, sy_model_running *running,
                                          sy_err *err);
void sy_model_run_cancel(sy_model_running *running);

#ifdef __cplusplus
}
#endif

#endif
