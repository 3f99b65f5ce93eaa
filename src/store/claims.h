/* claims.h - who the entries say holds an account, each saying once.
 *
 * Millions of rows repeat the same few names; the store counts them. */
#ifndef SY_STORE_CLAIMS_H
#define SY_STORE_CLAIMS_H

#include "store/facts.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_claim_row {
    uint32_t account; /* of facts */
    bool is_own;      /* its own statement says so; else another account's statement, of its
                       * counterparty */
    sy_slice name, id_number, bank; /* as written; may be empty */
    uint64_t rows;
    uint32_t rank, row; /* of the first entry that says so: the source's place by (sha256,
                         * sheet), the row */
} sy_claim_row;

/* Every different (account, name, ID number, bank), by (rank, row), own ones
 * first. Slices are borrowed for the call. Cost: one grouping of all entries. */
typedef sy_status sy_claim_fn(void *ctx, const sy_claim_row *claim, sy_err *err);
SY_MUST_USE sy_status sy_facts_claims(sy_workspace *ws, sy_claim_fn *fn, void *ctx, sy_err *err);

/* Which accounts each source has entries of, and what bank those rows name; in
 * order of (source's hash, sheet, first row). Slices are borrowed for the call. */
typedef sy_status sy_source_account_fn(void *ctx, uint32_t source, sy_slice number, sy_slice bank,
                                       sy_err *err);
SY_MUST_USE sy_status sy_facts_source_accounts(sy_workspace *ws, sy_source_account_fn *fn,
                                               void *ctx, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
