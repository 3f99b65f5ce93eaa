/* trace.h - where did this money go? The five rules of design/tracing.md.
 *
 *     sy_seed seed = {.kind = SY_SEED_ACCOUNT, .account = a, .since = t};
 *     sy_trace_query q = {.rule = SY_FIFO, .seeds = &seed, .n_seeds = 1};
 *     sy_trace *t;
 *     st = sy_trace_run(&t, NULL, flow, &q, &err);
 *     for (size_t i = 0; i < t->n_transfers; i++) ...
 *     sy_trace_free(t);
 *
 * seeded = the sum of the sinks, for each seed, exactly: checked at every run. */
#ifndef SY_FLOW_TRACE_H
#define SY_FLOW_TRACE_H

#include "base/alloc.h"
#include "base/err.h"
#include "flow/flow.h"
#include "suyuan/limits.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_rule {
    SY_FIFO,
    SY_LIFO,
    SY_PRORATA,
    SY_CLEAN_FIRST,
    SY_TAINT_FIRST,
    SY_RULES /* how many */
} sy_rule;

const char *sy_rule_name(sy_rule rule); /* "fifo", ... as on the command line */
bool sy_rule_from_name(sy_rule *rule, const char *name);

typedef enum sy_seed_kind { SY_SEED_ACCOUNT, SY_SEED_TRANSFER } sy_seed_kind;

typedef struct sy_seed {
    sy_seed_kind kind;
    uint32_t account;  /* every outflow of its ledgers ... */
    int64_t since;     /* ... at or after this; INT64_MIN: from the beginning */
    uint32_t transfer; /* SY_SEED_TRANSFER: what arrives by it */
} sy_seed;

/* How a question walks along the pass (walk.h): the program chooses. The answers
 * are the same; tests force one to compare them. */
typedef enum sy_walk_choice { SY_WALK_CHOOSE, SY_WALK_SPARSE, SY_WALK_FULL } sy_walk_choice;

typedef struct sy_trace_query {
    sy_rule rule;
    const sy_seed *seeds;
    size_t n_seeds; /* 1 .. SY_MAX_SEEDS */
    bool has_until;
    int64_t until;
    bool follow;             /* through unsupplied accounts */
    const uint32_t *stop_at; /* accounts */
    size_t n_stop_at;
    uint32_t max_hops;       /* 0: no limit */
    bool bounds;             /* lower and upper of every transfer listed */
    bool all_bounds;         /* list every transfer with upper > 0 */
    bool summary;            /* no list of transfers */
    sy_walk_choice walk;
    /* Called now and then with the share done, 0..1000, never falling; false cancels
     * (SY_ECANCEL). By sy_trace_together from several threads at once. */
    bool (*tick)(void *ctx, unsigned permille);
    void *tick_ctx;
} sy_trace_query;

/* In the order of precedence of tracing.md 6. */
typedef enum sy_sink_kind {
    SY_SINK_STOPPED,
    SY_SINK_RETURNED,
    SY_SINK_PROPERTY,
    SY_SINK_FEE,
    SY_SINK_CASH,
    SY_SINK_EXCHANGE,
    SY_SINK_MERCHANT,
    SY_SINK_OTHER, /* a counterparty without a number of which nothing else is known */
    SY_SINK_DEBT,
    SY_SINK_GAP,
    SY_SINK_HOP_LIMIT,
    SY_SINK_UNSUPPLIED,
    SY_SINK_UNMATCHED,
    SY_SINK_HELD
} sy_sink_kind;

const char *sy_sink_name(sy_sink_kind kind); /* "held", "hop-limit", ... */

typedef struct sy_sink {
    sy_sink_kind kind;
    uint32_t ledger;   /* where it lies; for outside sinks the ledger it left */
    uint32_t transfer; /* outside sinks: the row it left by; else SY_NONE */
    uint32_t seed;     /* from 0 */
    int64_t amount;    /* > 0, but `returned` stands for every seed, also with 0 */
    int64_t as_of;     /* held: the end of the cover, or until */
} sy_sink;

typedef struct sy_traced {
    uint32_t transfer;
    int64_t tainted;
    int64_t lower, upper;       /* 0 and 0 when bounds were not asked for */
    int64_t upper_with_unknown; /* as if all opening money were tainted too */
} sy_traced;

typedef struct sy_unexplained {
    uint32_t ledger;
    int64_t amount; /* missing inflows and differences; openings are not in it */
} sy_unexplained;

typedef struct sy_trace {
    sy_rule rule;
    int64_t seeded[SY_MAX_SEEDS];
    size_t n_seeds;
    sy_sink *sinks; /* by kind, ledger, transfer, seed */
    size_t n_sinks;
    sy_traced *transfers; /* in pass order */
    size_t n_transfers;
    sy_unexplained *unexplained; /* by ledger; none of the sources' */
    size_t n_unexplained;
    const sy_alloc *al;
} sy_trace;

/* SY_EINVAL: seeds out of range. SY_ELIMIT: sums that do not fit, with the
 * account's number. Cost: O(ledgers) with a very small constant, and O(rows of the
 * ledgers that hold taint * log of their number) where these are few, else
 * O(transfers + lots moved); a bulk of lots moves in the log of their number
 * (walk.h, lots.h). Memory: 32 bytes a ledger, 16 a live lot, 40 one in a bulk. */
SY_MUST_USE sy_status sy_trace_run(sy_trace **out, const sy_alloc *al, const sy_flow *flow,
                                   const sy_trace_query *query, sy_err *err);
void sy_trace_free(sy_trace *t);

/* The same answer, found by following the seeds' fen alone (forward.c): at once for
 * a few payments, whatever the size of the flow, and slower than a walk when they
 * spread. Only for questions that sy_trace_goes_by_spans; seeds must be in range
 * and no transfer named twice. SY_ELIMIT when it takes more than most_spans spans.
 * No bounds, and no unexplained money: that is not looked at. Cost: O(log of the
 * ledgers' rows) a span; with account seeds also one look at every ledger. */
bool sy_trace_goes_by_spans(const sy_flow *flow, const sy_trace_query *query);
SY_MUST_USE sy_status sy_trace_by_spans(sy_trace **out, const sy_alloc *al, const sy_flow *flow,
                                        const sy_trace_query *query, uint64_t most_spans,
                                        sy_err *err);

/* Matched one to one (逐笔对应), free of any rule: pairs (inflow, outflow) of
 * one ledger, in pass order of the outflow; chains begin at the seeds. */
typedef struct sy_matched {
    uint32_t in, out; /* transfers */
} sy_matched;
SY_MUST_USE sy_status sy_trace_matched(sy_matched **list, size_t *n, const sy_alloc *al,
                                       const sy_flow *flow, const sy_trace_query *query,
                                       sy_err *err);

/* Several questions of one flow side by side on all cores: traces[i] answers
 * queries[i]; matched, where not NULL, is queries[0]'s. The answers are those of
 * sy_trace_run. Memory is malloc's. After a failure all outputs are NULL. */
SY_MUST_USE sy_status sy_trace_together(sy_trace **traces, const sy_flow *flow,
                                        const sy_trace_query *queries, size_t n,
                                        sy_matched **matched, size_t *n_matched, sy_err *err);

/* Which money paid for these outflows? fifo, lifo, prorata only (SY_EINVAL). */
typedef struct sy_origin {
    uint32_t transfer; /* by which it came into the ledgers: from outside, pseudo, or
                        * out of an unsupplied ledger or a source */
    int64_t amount;
} sy_origin;
typedef struct sy_backward_query {
    sy_rule rule;
    const uint32_t *payments; /* transfers */
    size_t n_payments;
    const uint32_t *sources; /* accounts at which to stop */
    size_t n_sources;
    bool follow;
    uint32_t max_hops;   /* 0: no limit */
    uint64_t most_spans; /* fifo, lifo: SY_ELIMIT beyond so many; 0: SY_MAX_SPANS */
} sy_backward_query;
/* Origins by transfer; they sum to the payments. Under fifo and lifo nothing is
 * simulated: cost O(log of the ledgers' rows) a span, whatever the size of the
 * flow. Under prorata one walk for every 63 possible origins. */
SY_MUST_USE sy_status sy_trace_backward(sy_origin **origins, size_t *n, const sy_alloc *al,
                                        const sy_flow *flow, const sy_backward_query *query,
                                        sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
