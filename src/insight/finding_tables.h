/* finding_tables.h - findings as tables that models read (store/findings.h).
 *
 *     st = sy_finding_tables_make(c, 1u << SY_FINDING_PROXIES, &err);
 *
 * A snapshot is made where there is none, or where something that it rests on has changed:
 * files, decisions, what was said of the case and its people, dictionaries, weights, the
 * program. What stands in it is what `suyuan proxies`, `clues` and `cycles` say, in Chinese
 * whatever the language at hand, so that the same case gives the same bytes:
 *
 *   clues      those shown, and spending under restriction
 *   proxies    every account looked at, with its score
 *   cycles     of people, whatever the account: 30 days, at most five transfers of 10,000
 *              yuan and more
 *   transfers  of 1,000 yuan and more between two people that are named
 *   onward     of the largest 2,000 transfers of 10,000 yuan and more between two people, the
 *              payee's statement at hand: where the money was seven days later, after at most four
 *              further transfers; a row for each who has some of it. What came back to the payer is
 * "returned". least and most are those of the five rules, each of which gives the whole sum out
 * once */
#ifndef SY_INSIGHT_FINDING_TABLES_H
#define SY_INSIGHT_FINDING_TABLES_H

#include "ledger/case.h"
#include "store/findings.h"

#ifdef __cplusplus
extern "C" {
#endif

/* kinds: bits 1 << sy_finding_kind. The case must be open for writing. A case without
 * statements gets none. Without a debtor clues and proxies are empty. Cost: as the commands
 * of those names; onward: at most 10,000 traces of one payment each. */
SY_MUST_USE sy_status sy_finding_tables_make(sy_case *c, unsigned kinds, sy_err *err);

/* Which of these kinds are not as they would be made now; 0 in a case without statements. */
SY_MUST_USE sy_status sy_finding_tables_stale(unsigned *stale, sy_workspace *ws, unsigned kinds,
                                              sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
