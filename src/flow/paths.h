/* paths.h - ways by which money can have gone from one account to another.
 *
 *     A -t0-> B -t3-> C            in B's ledger the row of t3 stands after the row
 *     A -t2-> B -t1-> C            of t0: a path. t1 came before t2: none.
 *
 *     sy_ways *ways;                               // once for a flow
 *     st = sy_ways_new(&ways, NULL, flow, &err);
 *     sy_path_query q = {.from = a, .to = b, .limit = 10};
 *     sy_paths *p;                                 // for each question
 *     st = sy_paths_find(&p, NULL, ways, &q, &err);
 *     for (size_t i = 0; i < p->n; i++) ... p->paths[i].least ...
 *     sy_paths_free(p);
 *     sy_ways_free(ways);
 *
 * A path is time-respecting: at every account between the ends the next
 * transfer's row stands later in that account's ledger than the row by which
 * the money came; clocks do not matter for that. It passes no account twice. An
 * account's unsupplied continuation is the same ledger: a hop through it, or
 * through an account that was never supplied, is a breakpoint (断点), kept and
 * marked. Under SY_RANK_FIFO and SY_RANK_LIFO only paths are found by which money
 * did go under that rule. It does not go on from a covered ledger into its
 * continuation then, nor out of that: what it holds is not known from its rows. */
#ifndef SY_FLOW_PATHS_H
#define SY_FLOW_PATHS_H

#include "base/alloc.h"
#include "base/err.h"
#include "flow/flow.h"
#include "suyuan/limits.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What every question needs to know of a flow, which it borrows. Cost: one walk
 * along the ledgers and the times, 20 bytes a ledger. */
typedef struct sy_ways sy_ways;
SY_MUST_USE sy_status sy_ways_new(sy_ways **out, const sy_alloc *al, const sy_flow *flow,
                                  sy_err *err);
void sy_ways_free(sy_ways *ways);

/* Which path is better. What is equal in that: fewer transfers; then the earlier
 * transfers, from the first on. */
typedef enum sy_path_rank {
    SY_RANK_WIDEST = 0, /* the least amount on it: more cannot have gone all the way */
    SY_RANK_FIFO,       /* the fen that went all the way, where what came first leaves first, */
    SY_RANK_LIFO,       /* ... and where what came last does */
    SY_RANK_SHORTEST,   /* least time from the first transfer to the last */
    SY_RANK_EARLIEST,   /* what arrives first, in the order of the pass */
    SY_RANK_FEWEST      /* transfers */
} sy_path_rank;

const char *sy_path_rank_name(sy_path_rank rank); /* "widest", ...; NULL: there is none */

typedef struct sy_path_query {
    uint32_t from, to; /* accounts, not the same */
    sy_path_rank rank;
    bool has_since, has_until; /* of every transfer, both inclusive */
    int64_t since, until;
    bool has_window;
    int64_t window; /* seconds from the first transfer to the last, >= 0 */
    bool has_max_gap;
    int64_t max_gap;       /* seconds from one transfer to the next */
    uint32_t min_share;    /* every amount at least this part of the first, in 1/10,000 */
    uint32_t max_hops;     /* transfers; 0: SY_PATH_HOPS; at most SY_MAX_PATH_HOPS */
    uint32_t limit;        /* so many paths; 0: SY_PATHS */
    const uint32_t *avoid; /* accounts not to pass */
    size_t n_avoid;
    uint64_t max_work; /* rows looked at; 0: SY_PATH_WORK */
    /* Called now and then with the share of max_work done, 0..1000; false cancels
     * (SY_ECANCEL). NULL: nobody is asked. */
    bool (*tick)(void *ctx, unsigned permille);
    void *tick_ctx;
} sy_path_query;

typedef struct sy_path {
    const uint32_t *transfers; /* in order */
    uint32_t n;
    uint32_t breakpoints; /* bit i: between transfers i and i + 1 a statement is missing */
    int64_t least;        /* the least amount on the way: more cannot have gone all of it */
    int64_t fen;          /* what went all of it and arrived: SY_RANK_FIFO, _LIFO only */
    int64_t took;         /* seconds from the first transfer to the last of them by the clock */
} sy_path;

typedef struct sy_paths {
    sy_path *paths; /* the best first */
    size_t n;
    /* A search that was cut says how much it left out: a path that is not listed is
     * no better than this by the rank: it carries at most so many fen, takes at
     * least so many seconds, arrives no earlier than that, has no fewer transfers.
     * The paths listed that are better than it are the best there are all the
     * same. 0 when it was not cut. */
    bool is_cut; /* by max_work */
    int64_t left_out;
    uint64_t work; /* rows looked at */
    uint32_t *transfers;
    const sy_alloc *al;
} sy_paths;

/* SY_EINVAL: an account that is not there, from and to the same, a window or gap
 * below 0, too many hops, no such rank. Cost: about max_work rows looked at, at most;
 * 4 bytes a ledger, 28 + 4 * max_hops one that is met, 8 a departure that leads to
 * the target, 56 a way begun. */
SY_MUST_USE sy_status sy_paths_find(sy_paths **out, const sy_alloc *al, const sy_ways *ways,
                                    const sy_path_query *query, sy_err *err);
void sy_paths_free(sy_paths *p);

#ifdef __cplusplus
}
#endif

#endif
