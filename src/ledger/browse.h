/* browse.h - the rows of all statements, or those that fit, in one order: a page that is
 * scrolled through asks for a window of them.
 *
 *     sy_browse_wish wish = {.since = INT64_MIN, .until = INT64_MAX, .most = INT64_MAX,
 *                            .offset = 900000, .limit = 200};
 *     sy_browsed b;
 *     sy_case_browse(&b, c, &wish, &arena, &err);
 *     sy_case_evidence(c, &rows, b.places, b.n, &arena, &err);
 *
 * A row of a ledger is one that counts: repeats and failed payments are not among them. A
 * plain list shows a transfer in the ledgers of both its ends, so a place can come twice. */
#ifndef SY_LEDGER_BROWSE_H
#define SY_LEDGER_BROWSE_H

#include "ledger/case.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_browse_order {
    SY_BY_LEDGER, /* account by account, each in the order of its ledger */
    SY_BY_TIME,
    SY_BY_AMOUNT /* the smallest first */
} sy_browse_order;
typedef enum sy_browse_way { SY_BOTH_WAYS, SY_WAY_IN, SY_WAY_OUT } sy_browse_way;

typedef struct sy_browse_wish {
    const uint32_t *accounts; /* only these; n_accounts 0: all that have a statement */
    size_t n_accounts;
    int64_t since, until; /* seconds, both included */
    int64_t least, most;  /* fen, either way, both included */
    sy_browse_way way;
    sy_slice text; /* stands in holder, counterparty, its number, summary, note or merchant, in
                    * any width and case, or is the pinyin of one of the names; empty: all */
    sy_slice counterparty; /* the same of the other party alone, as the account sees it whose row
                            * it is: its name, its number or the merchant; empty: all */
    sy_browse_order order;
    bool backwards;
    uint64_t offset, limit; /* the window that is wanted; limit 0: sums alone */
} sy_browse_wish;

typedef struct sy_browsed {
    uint32_t *places;  /* of the rows in the window, for sy_case_evidence; from the arena */
    uint32_t *ledgers; /* whose row it is */
    size_t n;
    size_t total; /* of all that fit, as the sums are */
    uint64_t n_in, n_out;
    int64_t in, out; /* fen; SY_ELIMIT where they do not fit */
} sy_browsed;

/* Cost: one walk over the rows of the index and two over the numbers that order them, 20 ms a
 * million; the window alone is sorted. Text and counterparty take one walk over the facts each. */
SY_MUST_USE sy_status sy_case_browse(sy_browsed *out, sy_case *c, const sy_browse_wish *wish,
                                     sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
