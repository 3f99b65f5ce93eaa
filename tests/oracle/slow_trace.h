/* slow_trace.h - the rules of tracing.md 5 to 7 with explicit lists of segments.
 *
 *     slow_trace *t = slow_trace_of(book, &query);
 *     t->tainted[0], t->sinks[0] ...
 *     slow_trace_free(t);
 *
 * A query is that of flow/trace.h; its transfers carry the numbers of the slow
 * book, as do all results here. */
#ifndef SY_ORACLE_SLOW_TRACE_H
#define SY_ORACLE_SLOW_TRACE_H

#include "flow/trace.h"
#include "slow_book.h"

typedef struct slow_trace {
    size_t n_seeds, n_sinks, n_transfers;
    int64_t seeded[SY_MAX_SEEDS];
    sy_sink *sinks; /* amounts above 0, by kind, ledger, transfer, seed, as_of */
    /* of each transfer */
    int64_t *tainted, *lower, *upper, *upper_with_unknown;
    int64_t unexplained[WORLD_LEDGERS]; /* 0 for the sources */
} slow_trace;

slow_trace *slow_trace_of(const slow_book *b, const sy_trace_query *q);
void slow_trace_free(slow_trace *t);
/* All sinks of a kind together; seed SY_NONE: of every seed. */
int64_t slow_sunk(const slow_trace *t, sy_sink_kind kind, uint32_t ledger, uint32_t seed);

/* The fewest transfers on a time-respecting way from a seed to each account,
 * UINT32_MAX where there is none. */
void slow_distances(uint32_t *distance, const slow_book *b, const sy_trace_query *q);

/* Pairs in the order of the outflows; free() the list. */
size_t slow_matched(sy_matched **list, const slow_book *b, const sy_trace_query *q);

/* Origins by transfer; free() the list. */
size_t slow_backward(sy_origin **list, const slow_book *b, const sy_backward_query *q);

#endif
