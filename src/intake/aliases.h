/* aliases.h - one account under two numbers: its card's and its own.
 *
 * Banks give the same movements once under the card (交易卡号) and once under
 * the account's number (交易账号); some rows name both, and so do the account files
 * (账户信息) that come with them. So, over all facts:
 *
 *   - an account number that occurs under exactly one card is that card's
 *     account, also where it stands alone or as somebody's counterparty;
 *   - a card under which exactly one account number occurs has one ledger,
 *     whether a row names the number or not; with several numbers, each is a
 *     sub-account. What account files say of a card counts here where no row of
 *     a statement names a number beside it.
 *
 * Facts are not rewritten for this: who reads ledgers asks here, and the answer
 * follows from all imports together, whatever their order.
 *
 *     sy_aliases_load(&a, NULL, ws, &err);
 *     const sy_ledger_row *l = sy_aliases_ledger(a, ledger);   // account, sub, currency
 *     account = sy_aliases_account(a, other_account);
 *
 * Ledgers whose answers are equal are one ledger. */
#ifndef SY_INTAKE_ALIASES_H
#define SY_INTAKE_ALIASES_H

#include "store/facts.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_aliases sy_aliases;

/* From the facts of a workspace. Cost: O(n log n) in accounts and ledgers. */
SY_MUST_USE sy_status sy_aliases_load(sy_aliases **out, const sy_alloc *al, sy_workspace *ws,
                                      sy_err *err);
/* From arrays, which stay the caller's and must outlive the answer (their
 * texts too). In any order. */
typedef struct sy_card_number {
    sy_slice card, number; /* canonical */
} sy_card_number;
typedef struct sy_alias_facts {
    const sy_account_row *accounts;
    size_t n_accounts;
    const sy_ledger_row *ledgers;
    size_t n_ledgers;
    const sy_card_number *stated; /* by account files */
    size_t n_stated;
} sy_alias_facts;
SY_MUST_USE sy_status sy_aliases_make(sy_aliases **out, const sy_alloc *al,
                                      const sy_alias_facts *facts, sy_err *err);
void sy_aliases_free(sy_aliases *a);

/* A person says that two numbers are one account: what either is becomes one.
 * The one that has ledgers keeps its name; of two, the longer number, then the
 * lesser. An unknown number joins nothing. Cost: O(accounts + ledgers). */
SY_MUST_USE sy_status sy_aliases_join(sy_aliases *a, sy_slice one, sy_slice other, sy_err *err);

/* The account that this number is; the number itself where it is no alias. */
uint32_t sy_aliases_account(const sy_aliases *a, uint32_t account);
/* What a ledger is when aliases are seen through; NULL for an unknown number. */
const sy_ledger_row *sy_aliases_ledger(const sy_aliases *a, uint32_t ledger);

#ifdef __cplusplus
}
#endif

#endif
