/* search.h - accounts and transfers by what a person types: part of a name or number, pinyin, an
 * amount.
 *
 *     sy_search s;
 *     sy_case_search(&s, c, SY_TEXT(">5万"), 20, &arena, &err);
 *
 * Several readings of one text are all followed: 50000 is part of a number and an amount. */
#ifndef SY_LEDGER_SEARCH_H
#define SY_LEDGER_SEARCH_H

#include "base/money.h"
#include "ledger/case.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_found_by { SY_FOUND_NAME, SY_FOUND_NUMBER, SY_FOUND_PINYIN } sy_found_by;

typedef struct sy_found {
    uint32_t account;
    sy_found_by by;
} sy_found;

/* least <= amount <= most */
typedef struct sy_amount_wish {
    sy_minor least, most;
} sy_amount_wish;

typedef struct sy_search {
    sy_found *accounts; /* names first, then numbers, then pinyin; n_listed of n_accounts */
    size_t n_accounts, n_listed;
    bool has_amount;
    sy_amount_wish amount;
    uint32_t *transfers; /* the largest first, then the earliest; n_transfers_listed of n_transfers */
    size_t n_transfers, n_transfers_listed;
} sy_search;

/* "5万", "50000", "1.2亿", "50,000.00元", ">5万", "<= 3千": false where it is no amount, or has
 * parts of a fen. */
bool sy_amount_asked(sy_amount_wish *wish, sy_slice text);

/* At most `most` accounts and as many transfers. Lists from the arena. Cost: one walk over the
 * ledgers; one over the transfers where the text is an amount. */
SY_MUST_USE sy_status sy_case_search(sy_search *s, sy_case *c, sy_slice text, size_t most,
                                     sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
