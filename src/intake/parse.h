/* parse.h - one cell into one value, in all the forms that banks write.
 *
 *     sy_parse_amount(&fen, SY_TEXT("（1，234.50）"));      // SY_FINE, -123450
 *     sy_parse_amount(&fen, SY_TEXT("12,5O"));           // SY_AMOUNT_NOT_A_NUMBER
 *
 * Nothing is guessed: a form with two readings is refused, and a refused cell
 * names its rule. Texts are UTF-8; outer blanks and the marks that keep
 * spreadsheets from converting numbers (TAB, ', =" ", U+200B, U+3000, NBSP,
 * U+FEFF) are not part of a value. No function here keeps or owns anything;
 * each costs one pass over the text. */
#ifndef SY_INTAKE_PARSE_H
#define SY_INTAKE_PARSE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/civil.h"
#include "base/money.h"
#include "base/slice.h"
#include "identifier/identifier.h"
#include "intake/rules.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The value inside the marks: a view into text. */
sy_slice sy_cell_trim(sy_slice text);

/* Is a trimmed cell one of the ways of writing nothing: empty, dashes, 无,
 * NULL, N/A, / ... */
bool sy_cell_is_blank(sy_slice trimmed);

/* Half width, upper case, no blanks: how words of headers, directions and
 * currencies are compared. Returns the length, at most SY_WORD_TEXT - 1 (longer
 * words are cut: they equal no word). */
#define SY_WORD_TEXT 96
size_t sy_word_fold(char out[SY_WORD_TEXT], sy_slice text);

/* ---- amounts ---- */

/* Thousands separators, full width, signs of yuan, a sign before or behind, parentheses, 元.
 * SY_AMOUNT_MISSING for a blank cell, SY_UNIT_UNKNOWN for other money (US$100). *out only when
 * SY_FINE. */
sy_rule sy_parse_amount(sy_minor *out, sy_slice text);
/* The same of money of the currency iso: $100 and US$100 are fine in USD, ¥100 is not. iso "":
 * any will do. */
sy_rule sy_parse_amount_in(sy_minor *out, sy_slice text, const char *iso);
/* 1234.56, as most files have it; false, with *out alone, for any other form. */
bool sy_parse_plain_amount(sy_minor *out, sy_slice text);

/* A number as a workbook stores it (6.2220212345678E+18, 0.30000000000000004)
 * as plain decimal digits, rounded to 15 significant ones, which is what the
 * spreadsheet shows. False when it is no number or has more digits before the
 * point than that. */
#define SY_STORED_TEXT 64
bool sy_stored_number(char out[SY_STORED_TEXT], sy_slice stored);

/* ---- times ---- */

/* A date, or a date with a clock; a clock of 00:00:00 says date only. */
sy_rule sy_parse_time(int64_t *at, sy_precision *precision, sy_slice text);
/* 10:19:28, 101928, 93012 (a zero was lost): seconds of the day. */
sy_rule sy_parse_clock(int32_t *seconds, sy_slice text);
/* A day number of a spreadsheet, 45000 or 45000.5, of the 1900 system. */
sy_rule sy_parse_day_number(int64_t *at, sy_precision *precision, sy_slice text);

/* ---- words ---- */

typedef enum sy_direction {
    SY_DIRECTION_BLANK,
    SY_DIRECTION_IN,
    SY_DIRECTION_OUT,
    SY_DIRECTION_BOTH_WAYS, /* 1/2, 0/1: differs from bank to bank */
    SY_DIRECTION_NO_WORD,
    SY_DIRECTION_NEUTRAL /* a profile's word: neither in nor out */
} sy_direction;
sy_direction sy_parse_direction(sy_slice text);

/* ISO code; CNY for a blank cell. False when unknown. */
bool sy_parse_currency(char iso[4], sy_slice text);

typedef enum sy_success {
    SY_SUCCESS_YES,
    SY_SUCCESS_NO,
    SY_SUCCESS_NO_WORD,
    SY_SUCCESS_REFUND /* by a profile's words only */
} sy_success;
sy_success sy_parse_success(sy_slice text); /* a blank cell: yes */

bool sy_parse_cash(sy_slice text);

/* ---- account numbers ---- */

enum { SY_NUMBER_TEXT = 64, SY_SUB_TEXT = 32 };
typedef struct sy_number {
    char text[SY_NUMBER_TEXT]; /* canonical: no blanks, no hyphens, upper case */
    char sub[SY_SUB_TEXT];     /* of the suffix or prefix: _156_1 gives 1 */
    char currency[4];          /* that the suffix names, or empty */
    uint8_t len, sub_len;      /* len 0: a blank cell */
} sy_number;

/* A bank's number. SY_ACCOUNT_UNRECOVERABLE for scientific notation and for
 * numbers that a spreadsheet has rounded; SY_ACCOUNT_NOT_AN_ACCOUNT for what
 * is too long. is_stored: the cell is a number of a workbook, not text. */
sy_rule sy_parse_number(sy_number *out, sy_slice text, bool is_stored);

#ifdef __cplusplus
}
#endif

#endif
