/* rules.h - why a row was not taken.
 *
 * A reject is data: it is stored, counted and shown with its row, its column
 * and the cell. The ids are part of the contract (cli.md); the words are for
 * people. */
#ifndef SY_INTAKE_RULES_H
#define SY_INTAKE_RULES_H

#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_rule {
    SY_FINE, /* not a rule: nothing is wrong */
    SY_AMOUNT_MISSING,
    SY_AMOUNT_NOT_A_NUMBER,
    SY_AMOUNT_BELOW_FEN,
    SY_AMOUNT_TOO_LARGE,
    SY_AMOUNT_NEGATIVE,
    SY_AMOUNT_ON_BOTH_SIDES,
    SY_BALANCE_NOT_A_NUMBER,
    SY_BALANCE_TOO_LARGE,
    SY_TIME_MISSING,
    SY_TIME_NOT_A_TIME,
    SY_TIME_IMPOSSIBLE,
    SY_DIRECTION_MISSING,
    SY_DIRECTION_UNKNOWN,
    SY_DIRECTION_AMBIGUOUS,
    SY_SIGN_AND_DIRECTION,
    SY_CURRENCY_UNKNOWN,
    SY_SUCCESS_UNKNOWN,
    SY_ACCOUNT_MISSING,
    SY_ACCOUNT_UNRECOVERABLE,
    SY_ACCOUNT_NOT_AN_ACCOUNT,
    SY_NAME_MISSING,
    SY_VALUE_MISSING,
    SY_NUMBER_UNRECOVERABLE,
    SY_NUMBER_UNCLEAR,
    SY_COUNT_NOT_A_NUMBER,
    SY_KEY_AGAIN,
    SY_UNIT_UNKNOWN,
    SY_TIME_OTHER_CALENDAR,
    SY_TIME_AFTER_LOAD,
    SY_TEXT_NOT_DECODABLE,
    SY_TOO_MANY_CELLS,
    SY_QUERY_NOTE, /* from here on: lines that are no payments */
    SY_REPEATED_HEADER,
    SY_TOTAL_LINE,
    SY_TITLE_LINE,
    SY_NOTE_LINE,
    SY_AFTER_END,
    SY_RULES /* how many */
} sy_rule;

/* "amount-not-a-number" */
const char *sy_rule_id(sy_rule rule);
/* The words of a stored id in the user's language; the id itself when it is of
 * a newer version. Static storage or the argument. */
const char *sy_rule_words_of(const char *id);
/* The id in static storage where a row with this rule may be a payment that was not read;
 * NULL for lines that are none: headers, totals, titles. */
const char *sy_rule_of_payment(sy_slice id);

#ifdef __cplusplus
}
#endif

#endif
