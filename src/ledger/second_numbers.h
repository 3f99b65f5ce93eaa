/* second_numbers.h - numbers under which an account is known beside the one that its
 * ledger bears: a card's account, numbers joined by a decision (joined.h); private to
 * src/ledger. Made once a case, when the first number is asked for that no ledger has. */
#ifndef SY_LEDGER_SECOND_NUMBERS_H
#define SY_LEDGER_SECOND_NUMBERS_H

#include "ledger/case.h"

typedef struct sy_second_numbers sy_second_numbers;

/* Cost: all accounts of the facts, and the aliases. */
SY_MUST_USE sy_status sy_second_numbers_make(sy_second_numbers **out, sy_workspace *ws,
                                             const sy_flow *f, sy_err *err);
void sy_second_numbers_free(sy_second_numbers *s);
/* The account of the flow that has this second number; SY_NONE. Cost: a binary search. */
uint32_t sy_second_numbers_find(const sy_second_numbers *s, const char *number);

/* As _find, of the case; what it needs is made at the first call. */
uint32_t sy_case_second_number(const sy_case *c, const char *number);

/* The account whose ledgers bear exactly this number; SY_NONE. Cost: a binary search. */
uint32_t sy_flow_account_numbered(const sy_flow *f, const char *number);

#endif
