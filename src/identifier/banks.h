/* banks.h - which bank a card number begins like: a hint, no more.
 *
 * The first digits of a card (BIN) belong to its bank; the list in
 * dict/bank-cards.yaml is short and may be added to. Unknown is normal. */
#ifndef SY_IDENTIFIER_BANKS_H
#define SY_IDENTIFIER_BANKS_H

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_banks sy_banks;

/* Errors name line and column. */
SY_MUST_USE sy_status sy_banks_load(sy_banks **out, const sy_alloc *al, const char *path,
                                    sy_err *err);
void sy_banks_free(sy_banks *b);

/* The bank whose longest beginning the number has; NULL when none is known or the
 * number is no card's (13 to 19 digits). Owned by b. */
const char *sy_bank_of_card(const sy_banks *b, sy_slice number);

#ifdef __cplusplus
}
#endif

#endif
