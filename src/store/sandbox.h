/* sandbox.h - a model's query, run where it can do no harm.
 *
 *     int main(int argc, char **argv)
 *     {
 *         if (sy_sandbox_is_wanted(argc, argv)) return sy_sandbox_serve();
 *         ...
 *     const sy_sandbox_job job = {.facts = "a/facts.duckdb", .sql = sql, .name = "query.sql",
 *                                 .views = views, .n_views = n};
 *     st = sy_sandbox_run(&job, on_lead, ctx, &err);
 *
 * The program starts itself once more, as a process that opens the facts READ_ONLY, makes
 * the views, gives up every right (no other file, no network, no new process; limits of
 * memory, processor, time), checks the query's tree against the allow-list (query_tree.h),
 * and only then lets DuckDB prepare it. Leads come back through a pipe in a strict form
 * (lead_row.h). Whatever happens to that process, nothing happens to this one or to the
 * facts; it dies when told to stop and when its parent dies.
 *
 * A process may be kept for the next query of the same maker (decision 0044).
 *
 * All leads are of one state: the facts cannot be written while the caller holds the
 * workspace. */
#ifndef SY_STORE_SANDBOX_H
#define SY_STORE_SANDBOX_H

#include <sys/types.h>

#include "base/workdays.h"
#include "store/lead_row.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A table that the query may name; sql is ours, never the model's. */
typedef struct sy_sandbox_view {
    const char *name, *sql; /* CREATE TEMP VIEW name AS sql */
} sy_sandbox_view;

typedef enum sy_argument_type {
    SY_ARGUMENT_INTEGER,
    SY_ARGUMENT_DAY,
    SY_ARGUMENT_TEXT
} sy_argument_type;
typedef struct sy_sandbox_argument {
    const char *name; /* $name */
    sy_argument_type type;
    int64_t number; /* also days since 1970 */
    const char *text;
} sy_sandbox_argument;

/* A process of a model (sandbox_process.h). */
typedef struct sy_sandbox_process {
    pid_t pid;    /* 0: none */
    int to, from; /* -1: closed */
} sy_sandbox_process;

/* Processes that answer one query after another: their memory is there already, and what they read
 * of the facts is in it. One that a query had broken could tell leads of the next, so this is for
 * queries of one maker. All jobs have one file of facts, one calendar and one limit of memory;
 * their leads are those of a process of its own. Zeroed: none yet.
 *
 * There are two where memory is enough for the largest queries of both. Jobs may be started ahead:
 * they get a process in the order of their start as one comes free, whichever of them is being
 * finished, and what they say meanwhile waits in memory (64 MB) and then in their pipes. */
enum { SY_SANDBOX_KEPT = 2 };
typedef struct sy_sandbox_kept {
    sy_sandbox_process idle[SY_SANDBOX_KEPT];
    size_t n_idle, most;      /* most: at work at once; 0: not known yet */
    struct sy_sandbox *first; /* started and not finished, in that order */
} sy_sandbox_kept;

/* What becomes of a job, as it does: 0 is not yet. */
typedef struct sy_sandbox_end {
    bool lacked_memory; /* that is why it failed: a process of its own has more than a kept one */
    int64_t asked_ms, last_word_ms; /* sy_now_ms() */
} sy_sandbox_end;

typedef struct sy_sandbox_job {
    const char
        *facts; /* the database; NULL: an empty one, to check a query on views without rows */
    const char *sql;
    size_t sql_len;
    const char *name; /* what people call the SQL, for messages */
    const sy_sandbox_view *views;
    size_t n_views;
    const sy_sandbox_argument *arguments;
    size_t n_arguments;
    const char *workdays;        /* the calendar's file; NULL: none, so working days are unknown */
    unsigned memory_mb, seconds; /* 0: limits.h */
    sy_sandbox_kept *kept;       /* where its process comes from and goes to; NULL: its own, now */
    bool is_apart;               /* of another maker: it takes its turn, and has its own process */
    sy_sandbox_end *end;         /* lasts as long as the job; NULL: nobody asks */
    bool (*should_stop)(void *ctx); /* asked about twenty times a second; NULL: never */
    void *stop_ctx;
} sy_sandbox_job;

/* The row and what it points to last until fn returns. */
typedef sy_status sy_sandbox_fn(void *ctx, const sy_lead_row *row, sy_err *err);

/* Gives each lead to fn, in the order of the query. SY_EDATA: the query is refused or
 * wrong, with NAME:line:column where that is known; SY_ELIMIT: it was stopped at a limit,
 * which is named; SY_ECANCEL: should_stop said so. What fn was given before is void then. */
SY_MUST_USE sy_status sy_sandbox_run(const sy_sandbox_job *job, sy_sandbox_fn *fn, void *ctx,
                                     sy_err *err);

/* The same in two steps, so that queries run while the leads of others are taken: its time begins
 * with the second step, until which it may only work. The job's texts must last until then. Those
 * that share processes are finished in the order of their start. finish and drop give s back; drop
 * ends it wherever it is. */
typedef struct sy_sandbox sy_sandbox;
SY_MUST_USE sy_status sy_sandbox_start(sy_sandbox **out, const sy_sandbox_job *job, sy_err *err);
SY_MUST_USE sy_status sy_sandbox_finish(sy_sandbox *s, sy_sandbox_fn *fn, void *ctx, sy_err *err);
void sy_sandbox_drop(sy_sandbox *s);
void sy_sandbox_end_kept(sy_sandbox_kept *kept); /* all jobs are finished or dropped */

bool sy_sandbox_is_wanted(int argc, char **argv);
int sy_sandbox_serve(void); /* the exit code */

#ifdef __cplusplus
}
#endif

#endif
