/* rules.c - the table of reject rules: id and words. */
#include "intake/rules.h"

#include <string.h>

#include "base/err.h"
#include "base/lang.h"

static const struct {
    const char *id, *words;
} rules[SY_RULES] = {
    [SY_FINE] = {"fine", N_("nothing is wrong")},
    [SY_AMOUNT_MISSING] = {"amount-missing", N_("there is no amount")},
    [SY_AMOUNT_NOT_A_NUMBER] = {"amount-not-a-number", N_("the amount is not a number")},
    [SY_AMOUNT_BELOW_FEN] = {"amount-below-fen", N_("the amount has parts of a fen")},
    [SY_AMOUNT_TOO_LARGE] = {"amount-too-large", N_("the amount is too large")},
    [SY_AMOUNT_NEGATIVE] = {"amount-negative", N_("the amount of a list of transfers is negative")},
    [SY_AMOUNT_ON_BOTH_SIDES] = {"amount-on-both-sides",
                                 N_("money in and money out stand in one row")},
    [SY_BALANCE_NOT_A_NUMBER] = {"balance-not-a-number", N_("the balance is not a number")},
    [SY_BALANCE_TOO_LARGE] = {"balance-too-large", N_("the balance is too large")},
    [SY_TIME_MISSING] = {"time-missing", N_("there is no time")},
    [SY_TIME_NOT_A_TIME] = {"time-not-a-time", N_("the time has a form that nobody knows")},
    [SY_TIME_IMPOSSIBLE] = {"time-impossible", N_("there is no such day or time of day")},
    [SY_DIRECTION_MISSING] = {"direction-missing", N_("nothing says whether money came or went")},
    [SY_DIRECTION_UNKNOWN] = {"direction-unknown", N_("the direction is not a known word")},
    [SY_DIRECTION_AMBIGUOUS] = {"direction-ambiguous",
                                N_("the direction means in at one bank and out at another")},
    [SY_SIGN_AND_DIRECTION] = {"sign-and-direction",
                               N_("a negative amount with a direction, and no balance that tells "
                                  "which of them holds")},
    [SY_CURRENCY_UNKNOWN] = {"currency-unknown", N_("the currency is not a known word")},
    [SY_SUCCESS_UNKNOWN] = {"success-unknown",
                            N_("whether the payment succeeded is not a known word")},
    [SY_ACCOUNT_MISSING] = {"account-missing", N_("there is no account number")},
    [SY_ACCOUNT_UNRECOVERABLE] = {"account-unrecoverable",
                                  N_("a spreadsheet has destroyed digits of the account number")},
    [SY_ACCOUNT_NOT_AN_ACCOUNT] = {"account-not-a-number",
                                   N_("the account number is no account number")},
    [SY_NAME_MISSING] = {"name-missing", N_("there is neither a name nor an ID number")},
    [SY_VALUE_MISSING] = {"value-missing", N_("what the register must say is missing")},
    [SY_NUMBER_UNRECOVERABLE] = {"number-unrecoverable",
                                 N_("a spreadsheet has destroyed digits of the number")},
    [SY_NUMBER_UNCLEAR] = {"number-unclear",
                           N_("blanks inside, and neither one number that checks nor several")},
    [SY_COUNT_NOT_A_NUMBER] = {"count-not-a-number", N_("the count is not a whole number")},
    [SY_KEY_AGAIN] = {"key-again", N_("another row has the same key and says otherwise")},
    [SY_UNIT_UNKNOWN] = {"unit-unknown",
                         N_("the amount is in a unit or a currency that is not known here")},
    [SY_TIME_OTHER_CALENDAR] = {"time-other-calendar",
                                N_("a day of another calendar (民国, 农历, 令和): write it as "
                                   "2023-05-01")},
    [SY_TIME_AFTER_LOAD] = {"time-after-load",
                            N_("the register says that it was read on a day that has not come")},
    [SY_TEXT_NOT_DECODABLE] = {"text-not-decodable",
                               N_("the bytes are not text in the encoding of the file")},
    [SY_TOO_MANY_CELLS] = {"too-many-cells", N_("the row has more cells than the header")},
    [SY_QUERY_NOTE] = {"query-note", N_("a remark on the query, not a payment")},
    [SY_TITLE_LINE] = {"title-line", N_("the head or foot of a page")},
    [SY_NOTE_LINE] = {"note-line", N_("words, no payment")},
    [SY_REPEATED_HEADER] = {"repeated-header", N_("the header stands here once more")},
    [SY_TOTAL_LINE] = {"total-line", N_("a line of totals, not a payment")},
    [SY_AFTER_END] = {"after-end", N_("stands below the line that ends the table")},
};

const char *sy_rule_id(sy_rule rule)
{
    SY_ASSERT(rule < SY_RULES);
    return rules[rule].id;
}

const char *sy_rule_of_payment(sy_slice id)
{
    for (size_t i = SY_FINE + 1; i < SY_QUERY_NOTE; i++) {
        if (sy_slice_is(id, sy_slice_of(rules[i].id))) return rules[i].id;
    }
    return NULL;
}

const char *sy_rule_words_of(const char *id)
{
    for (size_t i = 0; i < SY_RULES; i++) {
        if (strcmp(rules[i].id, id) == 0) return sy_tr(rules[i].words);
    }
    return id;
}
