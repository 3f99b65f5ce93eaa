/* between.h - the transfers between the nodes that a picture shows, or of one of them, one by one
 * in the order of time, and by day, week or month.
 *
 *     sy_between *b;
 *     sy_between_make(&b, NULL, flow, &wish, &ends, &err);         // links.h
 *     sy_between_span(b, wish.since, wish.until, &first, &n);      // b->transfers + first, n
 *     sy_between_periods(&list, &n_periods, &unit, b, NULL, &err);
 *     sy_between_free(b);
 *
 * The links of the same wish between the same nodes add up to the same. */
#ifndef SY_FLOW_BETWEEN_H
#define SY_FLOW_BETWEEN_H

#include "flow/links.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_between {
    const sy_flow *f;
    uint32_t *transfers; /* by time, then as they are numbered */
    size_t n;
    const sy_alloc *al;
} sy_between;

typedef enum sy_unit_of_time { SY_A_DAY, SY_A_WEEK, SY_A_MONTH } sy_unit_of_time;

typedef struct sy_period {
    int64_t first, last; /* seconds, both included; weeks begin on Mondays */
    uint32_t n;          /* transfers; 0 in between */
    int64_t amount;      /* fen */
} sy_period;

/* Which transfers. Of all nodes with a card, unless a payer or a payee is named: then of that one
 * (of both where both are), whoever is at the other end. */
typedef struct sy_ends {
    const uint32_t *card_of; /* by node; SY_NONE: it has no card */
    uint32_t from, to;       /* nodes; SY_NONE: not named */
    bool is_within;          /* those that stay within a node, else those from one to another */
} sy_ends;

/* Transfers at any time that are not less than wish->least and have such ends. Cost: one walk over
 * the transfers, a sort of those. */
SY_MUST_USE sy_status sy_between_make(sy_between **out, const sy_alloc *al, const sy_flow *f,
                                      const sy_links_wish *wish, const sy_ends *ends, sy_err *err);
void sy_between_free(sy_between *b);

/* Those in a span of time, both ends included. */
void sy_between_span(const sy_between *b, int64_t since, int64_t until, size_t *first, size_t *n);

/* SY_ELIMIT where it does not fit. */
SY_MUST_USE sy_status sy_between_sum(int64_t *sum, const sy_between *b, size_t first, size_t n,
                                     sy_err *err);

/* From the first transfer's to the last one's, none left out: days up to three months, weeks up
 * to two years, else months. *list is the caller's: sy_drop(al, *list). */
SY_MUST_USE sy_status sy_between_periods(sy_period **list, size_t *n, sy_unit_of_time *unit,
                                         const sy_between *b, const sy_alloc *al, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
