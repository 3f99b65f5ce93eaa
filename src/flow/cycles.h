/* cycles.h - money that comes back: temporal cycles (资金回流).
 *
 *     A -1-> B -2-> C -5-> A       a cycle of length 3 (the number is the time)
 *     A -1-> B -4-> C -3-> A       none: the last transfer is not later
 *
 * A temporal cycle passes no account twice, its times rise strictly, and last -
 * first <= window. It is a way through accounts, whatever the ledgers of one
 * account. Parallel transfers make cycles of their own, transfers of an account
 * to itself none. Each cycle is found once, beginning with its first transfer.
 *
 *     sy_cycle_query q = {.window = 30 * SY_DAY};
 *     sy_cycle_count n;
 *     st = sy_cycles_find(&n, NULL, flow, &q, NULL, NULL, &err);
 *     ... n.by_length[3], n.total, n.cut_by ... */
#ifndef SY_FLOW_CYCLES_H
#define SY_FLOW_CYCLES_H

#include "base/alloc.h"
#include "base/err.h"
#include "flow/flow.h"
#include "suyuan/limits.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What cut a search short. */
typedef enum sy_cycle_cut {
    SY_CYCLE_WHOLE = 0, /* nothing: every cycle was found */
    SY_CYCLE_CUT_WORK,  /* max_work or max_work_each */
    SY_CYCLE_CUT_LIST,  /* max_listed */
    SY_CYCLE_CUT_LENGTH /* ways longer than SY_MAX_CYCLE_LENGTH, where no max_length was asked */
} sy_cycle_cut;

const char *sy_cycle_cut_name(sy_cycle_cut cut); /* "work", "list", "length"; NULL: whole */

typedef struct sy_cycle_query {
    int64_t window;      /* seconds, >= 0 */
    uint32_t max_length; /* transfers; 0: no limit but SY_MAX_CYCLE_LENGTH */
    int64_t min_amount;  /* of every transfer; 0: any */
    /* Bounds on the work, in transfers looked at; 0: SY_CYCLE_WORK, SY_CYCLE_WORK_EACH. */
    uint64_t max_work, max_work_each; /* in all; for one starting transfer */
    uint64_t max_listed;              /* cycles handed to found; 0: SY_MAX_CYCLES_LISTED */
    /* Called now and then with the share of the starting transfers begun, 0..1000, by
     * any of the threads, one at a time; false cancels (SY_ECANCEL). */
    bool (*tick)(void *ctx, unsigned permille);
    void *tick_ctx;
} sy_cycle_query;

typedef struct sy_cycle_count {
    uint64_t by_length[SY_MAX_CYCLE_LENGTH + 1];
    uint64_t total;
    sy_cycle_cut cut_by; /* the first in the order of the enum */
    uint64_t cut_starts; /* transfers from which the search was cut or did not begin */
    uint64_t starts;     /* transfers from which one could begin */
    uint64_t work;       /* transfers looked at */
} sy_cycle_count;

/* One cycle: its transfers in order. false stops the listing (SY_ECANCEL). */
typedef bool sy_cycle_found(void *ctx, const uint32_t *transfers, uint32_t length);

/* Counts the cycles, and hands each to found (NULL: only counts) after the
 * search, by the time of the first transfer, on the caller's thread.
 *
 * SY_EINVAL: a window below 0, or a max_length above SY_MAX_CYCLE_LENGTH. The
 * search runs on sy_threads() threads; the answer, a cut one too, does not
 * depend on how many. Cost: 56 bytes a transfer, 16 more for cycles of three at most, 8 an account, 21 an account and thread;
 * for each starting transfer the transfers that can be reached in the window,
 * then the cycles. Listing holds the cycles: 4 bytes a transfer of each. */
SY_MUST_USE sy_status sy_cycles_find(sy_cycle_count *count, const sy_alloc *al, const sy_flow *flow,
                                     const sy_cycle_query *query, sy_cycle_found *found, void *ctx,
                                     sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
