/* list.h - a flow out of a plain list of transfers: the door for programs that
 * have no statements of banks.
 *
 *     const sy_listed list[] = {{0, 1, 1, 300000}, {1, 2, 2, 200000}};
 *     sy_list *l;
 *     st = sy_list_build(&l, NULL, list, 2, 3, NULL, &err);
 *     ... sy_list_flow(l) ...
 *     sy_list_free(l);
 *
 * Each account has one ledger of its own number, complete by assumption: money
 * that it pays and never got comes in unexplained (design/tracing.md 2.5). The
 * pass is the list by time, its own order where times are equal. */
#ifndef SY_FLOW_LIST_H
#define SY_FLOW_LIST_H

#include "base/alloc.h"
#include "base/err.h"
#include "flow/flow.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_listed {
    uint32_t from, to; /* accounts, 0 .. accounts - 1; from == to moves nothing */
    int64_t at;        /* seconds since 1970, or any whole number that orders them; all of
                        * a list less than 2^32 apart */
    int64_t amount;    /* fen, > 0 */
} sy_listed;

typedef struct sy_list sy_list;

/* names: of the accounts, for messages; NULL: their numbers. Item i of the list has
 * the place i: sy_flow's out_place leads back to it. The list is not needed
 * afterwards. SY_EINVAL names an item with an unknown account or an amount of 0
 * or less; SY_ELIMIT an account whose sums do not fit. Cost: about that of
 * sorting the list; 60 bytes a transfer while it builds. */
SY_MUST_USE sy_status sy_list_build(sy_list **out, const sy_alloc *al, const sy_listed *list,
                                    size_t n, uint32_t accounts, const char *const *names,
                                    sy_err *err);
const sy_flow *sy_list_flow(const sy_list *l);
void sy_list_free(sy_list *l);

#ifdef __cplusplus
}
#endif

#endif
