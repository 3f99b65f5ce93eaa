/* together.c - one part a question; they share nothing but the flow, which nobody
 * writes. */
#include "base/parallel.h"
#include "flow/trace.h"

typedef struct job {
    const sy_flow *flow;
    const sy_trace_query *queries;
    size_t n;
    sy_trace **traces;
    sy_matched **matched;
    size_t *n_matched;
} job;

static sy_status answer(void *ctx, size_t part, sy_err *err)
{
    const job *j = ctx;

    if (part < j->n) return sy_trace_run(&j->traces[part], NULL, j->flow, &j->queries[part], err);
    return sy_trace_matched(j->matched, j->n_matched, NULL, j->flow, &j->queries[0], err);
}

sy_status sy_trace_together(sy_trace **traces, const sy_flow *flow, const sy_trace_query *queries,
                            size_t n, sy_matched **matched, size_t *n_matched, sy_err *err)
{
    job j = {flow, queries, n, traces, matched, n_matched};

    for (size_t i = 0; i < n; i++) traces[i] = NULL;
    if (matched) *matched = NULL;
    sy_status st = sy_parallel(n + (matched != NULL), answer, &j, err);
    if (st == SY_OK) return SY_OK;
    for (size_t i = 0; i < n; i++) {
        sy_trace_free(traces[i]);
        traces[i] = NULL;
    }
    if (matched) {
        sy_drop(NULL, *matched);
        *matched = NULL;
        *n_matched = 0;
    }
    return st;
}
