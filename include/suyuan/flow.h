/* suyuan/flow.h - libsuyuan-flow: money followed through accounts, to the fen.
 *
 * The engine of Suyuan without the rest of it: no files of banks, no database.
 *
 *     cc follow.c $(pkg-config --cflags --libs suyuan-flow)
 *
 *     sy_list *list;                       // transfers become a flow (flow/list.h)
 *     sy_list_build(&list, NULL, transfers, n, accounts, NULL, &err);
 *     const sy_flow *flow = sy_list_flow(list);
 *     sy_trace_run(&trace, NULL, flow, &query, &err);
 *
 * examples/follow.c is that in full. What the figures mean is defined in
 * docs/design/flow.md and the pages it names; each header is its part's contract:
 *
 *   flow/list.h      a flow out of a plain list of transfers
 *   flow/build.h     a flow out of ledgers with balances, both sides of a transfer
 *   flow/index.h     a flow in one mapped, checked file
 *   flow/trace.h     five rules forward, three backward, bounds, one to one
 *   flow/paths.h     time-respecting ways, best first
 *   flow/explore.h   every such way, told to a callback
 *   flow/reach.h     how far, how early
 *   flow/cycles.h    money that comes back
 *   flow/patterns.h  how accounts are used
 *   flow/lines.h     what a ledger held before any of its rows
 *
 * Rules that hold everywhere:
 *   - Amounts are whole fen in int64_t; sums that do not fit are SY_ELIMIT, never
 *     wrong. Ids are 32 bits: at most 2,147,483,520 transfers.
 *   - A function that can fail returns a sy_status and takes a sy_err * last,
 *     whose text says why, for a person, in the thread's language (base/lang.h).
 *   - Memory comes from a sy_alloc; NULL is malloc. What a call hands out is given
 *     back by the _free that its header names. Views are borrowed.
 *   - A flow is never written to: any number of threads may ask it at once. Calls
 *     that say "on all cores" start threads of their own (SUYUAN_THREADS) and use
 *     the given allocator from all of them.
 *   - Nothing is printed, nothing is kept between calls, answers depend on the
 *     input alone.
 *
 * Costs, measured (method and machine: bench/README.md): a trace walks what the
 * money touches, or some ten million transfers a second and rule; one payment's
 * provenance takes microseconds at any size; an index is 64 bytes a transfer or
 * less. */
#ifndef SUYUAN_FLOW_H
#define SUYUAN_FLOW_H

#include "base/alloc.h"
#include "base/err.h"
#include "base/lang.h"
#include "flow/build.h"
#include "flow/cycles.h"
#include "flow/explore.h"
#include "flow/flow.h"
#include "flow/index.h"
#include "flow/lines.h"
#include "flow/list.h"
#include "flow/paths.h"
#include "flow/patterns.h"
#include "flow/reach.h"
#include "flow/trace.h"

#endif
