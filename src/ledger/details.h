/* details.h - what a second view of the same money says of a row's other side.
 *
 * Payment firms answer with two tables of one account: its balance, which is the
 * ledger, and its payments, which say who paid whom for what (SY_ENTRY_ASIDE).
 * They are never added. Where a row of the ledger has no name for its other side,
 * the payment with the same account and the same serial lends it:
 *
 *     余额明细   2088…0011  交易号 …02   -300.00
 *     账户明细   2088…0011  交易号 …02   2088…0033 (某某商贸有限公司)
 *
 * A payment also lends its own side to its counterparty's row of that serial,
 * unless that account has a payment of its own. Where two payments of one
 * account and serial name different others, nothing is lent. Nothing hangs on
 * the order of imports; facts are not rewritten. Private to src/ledger. */
#ifndef SY_LEDGER_DETAILS_H
#define SY_LEDGER_DETAILS_H

#include "ledger/tables.h"

/* The other side, in numbers of facts; 0: not said. */
typedef struct sy_detail {
    uint32_t account; /* seen through aliases */
    uint32_t name, bank;
} sy_detail;

/* A row that does not name its other side, and what is lent; it may have the account. */
typedef void sy_detail_fn(void *ctx, uint32_t place, const sy_detail *detail);

/* Calls fn for each such row; the accounts, ledgers and aliases of t are loaded.
 * Cost: one look at the flags of all entries; only where there are second views
 * the entries of their accounts are read once more. */
SY_MUST_USE sy_status sy_details_lend(const sy_case_tables *t, sy_workspace *ws, sy_detail_fn *fn,
                                      void *ctx, sy_err *err);

#endif
