/* reverse.h - rows that take another row back: 冲正, 抹账, 撤销, 退汇, 退票, 红字.
 *
 *     10:00  -5,000.00  转账  孙多多      <- taken back
 *     10:02  +5,000.00  冲正  孙多多      <- takes it back
 *
 * The two are a pair when they stand in one ledger with one amount and opposite
 * effects, the second not before the first and within the days that its word
 * allows, and nothing contradicts. With the bank's serial or the counterparty in
 * common the pair is confirmed; where the row that takes back names nobody, and
 * for goods sent back (退款), it is suspected. Pairs are one to one, the nearest
 * first. A row that takes back and finds nothing stays an ordinary row. */
#ifndef SY_LEDGER_REVERSE_H
#define SY_LEDGER_REVERSE_H

#include "intake/corrections.h"
#include "ledger/match.h"

typedef struct sy_turn {
    uint32_t place, ledger;
    int64_t at, amount;
    uint32_t other;  /* the account at the other side; 0: none */
    uint32_t name;   /* a number for the other side's name; 0: none */
    uint32_t serial; /* a number for the bank's serial; 0: none */
    bool date_only;
    uint8_t word; /* sy_correction; SY_NO_CORRECTION: a row that may be taken back */
} sy_turn;

/* days: how many days a word of each kind reaches back. rows are sorted in
 * place; rejected (sorted): pairs that a person said no to. result: out is the
 * row taken back, in the one that takes it back, by place of out; the array is
 * the caller's. Cost: O(n log n), and the rows of equal amounts. */
SY_MUST_USE sy_status sy_reversals_find(sy_match_result *result, sy_turn *rows, size_t n,
                                        const int days[SY_CORRECTIONS], const sy_pair *rejected,
                                        size_t n_rejected, const sy_alloc *al, sy_err *err);

#endif
