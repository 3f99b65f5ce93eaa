/* trace_json.h - answers of tracing in JSON, as the contract of the commands
 * has it. Streams: memory does not grow with the transfers. */
#ifndef SY_REPORT_TRACE_JSON_H
#define SY_REPORT_TRACE_JSON_H

#include "base/json.h"
#include "report/telling.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One trace as an object. seed: those of the query. matched may be NULL with
 * n_matched 0. */
SY_MUST_USE sy_status sy_trace_json(sy_json *j, const sy_telling *t, const sy_trace *trace,
                                    const sy_seed *seed, const sy_matched *matched,
                                    size_t n_matched, sy_err *err);

/* "entries": the rows that show a transfer, as a member of an object. */
void sy_entries_json(sy_json *j, const sy_telling *t, uint32_t transfer);

/* One backward trace: origins in place of sinks. */
typedef struct sy_backward_answer {
    sy_rule rule;
    const uint32_t *payments, *stop_at;
    size_t n_payments, n_stop_at;
    const sy_origin *origins;
    size_t n_origins;
} sy_backward_answer;
SY_MUST_USE sy_status sy_backward_json(sy_json *j, const sy_telling *t, const sy_backward_answer *a,
                                       sy_err *err);

/* What kind of origin a transfer is: "opening", "income", ..., "unsupplied",
 * "source", "hop-limit". Static. */
const char *sy_origin_kind(const sy_flow *f, const sy_backward_answer *a, uint32_t transfer);

#ifdef __cplusplus
}
#endif

#endif
