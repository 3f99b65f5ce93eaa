/* destinations.h - the sinks of a trace put together for people: one line a
 * place where money ended, beside each other under several rules.
 *
 * A payee that is no account is one line by its name; an account where money
 * lies is one line; cash and the like are a line for each account they left.
 * Property comes first. The sums are those of the sinks, exactly. */
#ifndef SY_REPORT_DESTINATIONS_H
#define SY_REPORT_DESTINATIONS_H

#include "report/telling.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_destination {
    sy_sink_kind kind;
    sy_slice name, number;  /* payee or holder, account number; "" where not known */
    uint32_t ledger;        /* where it lies, or what it left; SY_NONE: several */
    const char *class_name; /* property: translated; else NULL */
    int64_t amount[SY_RULES];
    int64_t as_of; /* held */
    size_t rank;   /* among the lines of its kind, from 0: largest first */
    /* Payments and arrivals under the rule that is shown; empty for what stays. */
    uint32_t *transfers; /* with traced money, in pass order */
    size_t n_transfers;
    bool has_bounds;
    int64_t lower, upper; /* at least, at most, of all of them together */
} sy_destination;

/* traces: n of them, one for each rule asked; shown is the one (with bounds, if
 * they are wanted) whose transfers are listed and by whose amounts lines are
 * sorted. Everything from the arena. */
SY_MUST_USE sy_status sy_destinations(sy_destination **list, size_t *n_list, const sy_telling *t,
                                      const sy_trace *const *traces, size_t n,
                                      const sy_trace *shown, sy_arena *arena, sy_err *err);

/* Of the amounts under these rules: is this one the least, and not all equal? */
bool sy_is_least(const sy_destination *d, const sy_trace *const *traces, size_t n, sy_rule rule);

#ifdef __cplusplus
}
#endif

#endif
