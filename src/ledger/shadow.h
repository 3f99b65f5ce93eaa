/* shadow.h - one payment in two statements: the bank card's and the wallet's.
 *
 *     card    2023-05-01 10:00:03  -128.00  财付通支付科技有限公司
 *     wallet  2023-05-01 10:00:01  -128.00  某某超市   (paid with card ...0011)
 *
 * The bank sees only the payment firm, the wallet sees who was paid. Two rows
 * are one payment when amount and direction are equal and they are at most five
 * minutes apart (domain.md 3.10): confirmed where the wallet's row names the
 * card, suspected where only the holder is the same. Where both name one order
 * (网联单号) they are one within a day, and before all others. In opposite directions they
 * are the two sides of a transfer between card and wallet (充值, 提现). One to
 * one, the nearest first. */
#ifndef SY_LEDGER_SHADOW_H
#define SY_LEDGER_SHADOW_H

#include "base/slice.h"
#include "ledger/match.h"

enum { SY_SHADOW_SECONDS = 300, SY_TAIL = 4, SY_ORDERS = 4 };

typedef struct sy_shade {
    uint32_t place;
    uint32_t own;    /* the row's account */
    uint32_t names;  /* of a wallet's row: the account that its words name; 0: none */
    uint32_t other;  /* ... the account at its other side; 0: none */
    uint32_t holder; /* a number for the holder's name; 0: none */
    uint32_t currency;
    uint32_t tail; /* the last four digits of the card (or those the row names), + 1; 0: none */
    int64_t at, amount;
    uint32_t orders[SY_ORDERS]; /* numbers for orders that cards' and wallets' rows name; 0: none */
    bool date_only, is_wallet;
} sy_shade;

typedef struct sy_shadows {
    sy_match_result payments; /* out: the card's row, in: the wallet's */
    sy_match_result sides;    /* out: the row that pays, in: the one that receives */
} sy_shadows;

/* rows are sorted in place; no_payments, no_sides (sorted): pairs that a person
 * said no to. The arrays of the result are the caller's. Cost: O(n log n), and the
 * rows of one amount within five minutes. */
SY_MUST_USE sy_status sy_shadows_find(sy_shadows *result, sy_shade *rows, size_t n,
                                      const sy_pair *no_payments, size_t n_no_payments,
                                      const sy_pair *no_sides, size_t n_no_sides,
                                      const sy_alloc *al, sy_err *err);

/* The card that a wallet's words name by its last four digits: "工商银行(0011)",
 * "尾号0011". Their number + 1; 0: none. */
uint32_t sy_shadow_tail(sy_slice words);

#endif
