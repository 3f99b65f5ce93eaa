/* patterns.h - how accounts are used: habits that are worth a look.
 *
 *     sy_pattern_query q;
 *     sy_pattern_query_init(&q);             // the usual thresholds
 *     sy_patterns *p;
 *     st = sy_patterns_find(&p, NULL, flow, &q, NULL, &err);
 *     for (size_t i = 0; i < p->n; i++) ... p->findings[i] ...
 *     sy_patterns_free(p);
 *
 * A finding says what a supplied account's rows show, and which rows those are.
 * That many ordinary accounts show it too is said beside it: of the accounts with
 * about as many rows, how many have a finding of the same pattern. Thresholds are
 * starting values of practice without any force in law (domain notes 5.1 to 5.5);
 * all of them are in the query. */
#ifndef SY_FLOW_PATTERNS_H
#define SY_FLOW_PATTERNS_H

#include "base/alloc.h"
#include "base/err.h"
#include "flow/flow.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_pattern {
    SY_PATTERN_PASS_THROUGH,   /* 快进快出: what comes in is gone within a day */
    SY_PATTERN_BRIDGE,         /* 过桥账户: hardly used for anything else */
    SY_PATTERN_SETTLED,        /* 资金沉淀: much came in, and stayed */
    SY_PATTERN_SCATTER,        /* 集中转入分散转出 */
    SY_PATTERN_GATHER,         /* 分散转入集中转出 */
    SY_PATTERN_CIRCULAR,       /* 资金回流: money that comes round, nearly whole */
    SY_PATTERN_BACK_AND_FORTH, /* 对敲: like amounts to and fro between two accounts */
    SY_PATTERN_ROUND,          /* 大额整数 */
    SY_PATTERN_STRUCTURING,    /* 拆分: several rows just below a limit in a day */
    SY_PATTERN_NIGHT,          /* 夜间交易 */
    SY_PATTERN_PROBE,          /* 试探性小额: a few yuan, then much, to the same account */
    SY_PATTERN_DORMANT,        /* 休眠后激活 */
    SY_PATTERN_FREQUENCY,      /* 频次异常: a month unlike the twelve before it */
    SY_PATTERN_COMMON,         /* 共同对手: two accounts deal with the same few others */
    SY_PATTERN_OPENED,         /* 开户即用: much comes in soon after the opening */
    SY_PATTERN_EMPTIED,        /* 判后清空: around a day of the case */
    SY_PATTERN_CLOSED,         /* 销户突击: swept and closed after a day of the case */
    SY_PATTERNS                /* how many */
} sy_pattern;

const char *sy_pattern_name(sy_pattern p); /* "pass-through", ... */

/* Amounts in fen, shares in 1/1000, times in seconds unless the name says days. */
typedef struct sy_pattern_query {
    int64_t pass_amount, pass_seconds, pass_share, pass_days, pass_left_share;
    int64_t bridge_amount, bridge_seconds, bridge_low, bridge_high, bridge_own_use;
    int64_t settled_amount, settled_days, settled_share;
    int64_t spread_amount, spread_days, spread_many, spread_few, spread_few_share, spread_low,
        spread_high;
    int64_t circular_amount, circular_length, circular_gap, circular_days, circular_low,
        circular_high;
    int64_t forth_amount, forth_days, forth_difference, forth_times;
    int64_t round_amount, round_unit, round_times;
    int64_t structuring_cash, structuring_transfer, structuring_times, structuring_share,
        structuring_seconds;
    int64_t night_from, night_to, night_share, night_rows, night_times, night_amount;
    int64_t probe_small, probe_large, probe_seconds;
    int64_t dormant_days, dormant_amount, dormant_within_days;
    int64_t frequency_rows, frequency_amount;
    int64_t common_parties, common_share, common_degree;
    int64_t opened_days, opened_amount, emptied_days, emptied_share, emptied_amount, closed_days,
        closed_amount;
} sy_pattern_query;

/* A threshold by its name, for options and answers: "pass-through.share". */
typedef enum sy_threshold_unit {
    SY_UNIT_FEN,
    SY_UNIT_PERMILLE,
    SY_UNIT_SECONDS,
    SY_UNIT_DAYS,
    SY_UNIT_COUNT
} sy_threshold_unit;
typedef struct sy_threshold {
    const char *name;
    sy_pattern pattern; /* of the last, where it serves several */
    sy_threshold_unit unit;
    int64_t standard;
    size_t offset; /* in sy_pattern_query */
} sy_threshold;
extern const sy_threshold sy_thresholds[];
extern const size_t sy_n_thresholds;

void sy_pattern_query_init(sy_pattern_query *q);
int64_t sy_threshold_get(const sy_pattern_query *q, const sy_threshold *t);
void sy_threshold_set(sy_pattern_query *q, const sy_threshold *t, int64_t value);

/* What rows do not know, in days since 1970. All-zero: nothing is known. */
#define SY_NO_DAY INT32_MIN
typedef struct sy_pattern_known {
    const int32_t *opened, *closed; /* by account; SY_NO_DAY where not known; NULL: of none */
    const int32_t *days;            /* of the case: suit, judgment, enforcement ... */
    size_t n_days;
} sy_pattern_known;

typedef struct sy_finding {
    sy_pattern pattern;
    uint32_t ledger;               /* the supplied one whose rows they are */
    uint32_t other;                /* an account, where the pattern is between two; SY_NONE */
    int64_t from, to;              /* times of its first and last row */
    bool from_is_date, to_is_date; /* ... which have no clock */
    int64_t amount;                /* what the rows move: that came in, or went out; fen */
    uint32_t share;             /* 1/1000: passed on, returned, at night, shared ...; by pattern */
    uint32_t count;             /* rows; days, pairs, parties where the pattern counts those */
    uint32_t bridges;           /* of common others: paid by the one, paying the other */
    uint32_t rows, n_rows;      /* in sy_patterns.transfers, by time; n_rows may be cut ... */
    uint32_t rows_in_all;       /* ... at SY_MAX_FINDING_ROWS of these */
    uint32_t peers, peers_with; /* supplied ledgers of about that size; with such a finding */
} sy_finding;

typedef struct sy_patterns {
    sy_finding *findings; /* by pattern, amount (largest first), ledger, other, time */
    size_t n;
    uint32_t *transfers;
    bool circular_is_cut; /* the search for money that comes round met its work limit */
    bool common_is_cut;   /* more pairs of accounts with common others than are compared */
    const sy_alloc *al;
} sy_patterns;

/* known may be NULL. On all cores; the same answer on any number. SY_ELIMIT: sums that do not fit.
 * Cost: O(rows log rows), the search for circular money at most
 * SY_CIRCULAR_WORK looks; memory 40 bytes a row of the largest ledger and core. */
SY_MUST_USE sy_status sy_patterns_find(sy_patterns **out, const sy_alloc *al, const sy_flow *flow,
                                       const sy_pattern_query *query, const sy_pattern_known *known,
                                       sy_err *err);
void sy_patterns_free(sy_patterns *p);

#ifdef __cplusplus
}
#endif

#endif
