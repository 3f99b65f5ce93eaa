/* identifier.h - numbers that name a person, a company, an account, a car.
 *
 * One text in; out comes its normal form and what the check digit says:
 *
 *     char out[SY_ID_SPACE];
 *     sy_id_read(out, SY_ID_CITIZEN, SY_TEXT("３３０６９９ 800101001"));
 *                                     // SY_ID_GOOD, "330699198001010014"
 *     sy_id_guess(out, &verdict, SY_TEXT("4111 1111 1111 1111"));
 *                                     // SY_ID_CARD, SY_ID_GOOD
 *
 * Full width, lower case, blanks of all kinds and marks without width do not
 * matter; nothing is ever guessed: a digit that is wrong, hidden or lost is
 * said to be so. Two texts name the same thing when kind and normal form are
 * equal and the verdict is SY_ID_GOOD (or SY_ID_UNCHECKED for kinds that have no
 * check digit). Functions here keep and own nothing; one pass over the text. */
#ifndef SY_IDENTIFIER_IDENTIFIER_H
#define SY_IDENTIFIER_IDENTIFIER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_id_kind {
    SY_ID_NONE,         /* nothing of what follows */
    SY_ID_CITIZEN,      /* 公民身份号码, GB 11643: 18 characters; of 15 the 18 are made */
    SY_ID_CREDIT,       /* 统一社会信用代码, GB 32100 */
    SY_ID_ORGANISATION, /* 组织机构代码, GB 11714: D2143569-X */
    SY_ID_REGISTRATION, /* 工商注册号, 15 digits */
    SY_ID_CARD,         /* bank card, ISO/IEC 7812: 13 to 19 digits */
    SY_ID_ACCOUNT,      /* another account number: no check digit */
    SY_ID_ALIPAY,       /* 2088 and 12 digits */
    SY_ID_WECHAT,       /* wxid_... */
    SY_ID_PHONE,        /* mobile number, 11 digits */
    SY_ID_TRAVEL, /* 港澳通行证 H/M and 8 digits, passport E and 8 digits: no check digit */
    SY_ID_VIN,    /* 车辆识别代号, GB 16735 */
    SY_ID_PLATE,  /* 号牌号码, GA 36 (plate.h) */
    SY_ID_CASE,   /* 案号 (case_number.h) */
    SY_ID_KINDS
} sy_id_kind;

typedef enum sy_id_verdict {
    SY_ID_NOT,         /* not of this form */
    SY_ID_GOOD,        /* the form is right and the check digit holds */
    SY_ID_UNCHECKED,   /* the form is right; there is nothing that could prove it */
    SY_ID_WRONG_CHECK, /* one character or more is wrong */
    SY_ID_IMPOSSIBLE,  /* a day or region that does not exist */
    SY_ID_DAMAGED,     /* a spreadsheet has destroyed digits: 3.3E+17, 330699198503150000 */
    SY_ID_MASKED       /* digits are hidden: 330699********0025 (mask.h) */
} sy_id_verdict;

const char *sy_id_kind_name(sy_id_kind kind);          /* "citizen", ... */
const char *sy_id_verdict_name(sy_id_verdict verdict); /* "good", ... */

enum { SY_ID_SPACE = 96 };

/* Reads text as this kind. out: the normal form, empty for SY_ID_NOT and
 * SY_ID_DAMAGED; for a masked number the pattern as mask.h reads it. A citizen's
 * year of birth must lie in 1850 to 2099: what is "in the future" is the
 * caller's to say, who knows which day it was (sy_citizen_born). */
sy_id_verdict sy_id_read(char out[SY_ID_SPACE], sy_id_kind kind, sy_slice text);

/* The kind whose form and check digit fit best; SY_ID_NONE when none does.
 * Where two fit (a number of 18 digits may be both) the one higher in the list. */
sy_id_kind sy_id_guess(char out[SY_ID_SPACE], sy_id_verdict *verdict, sy_slice text);

/* A person's ID number or a company's credit code, whichever the text is: *kind SY_ID_CITIZEN,
 * SY_ID_CREDIT, or SY_ID_NONE for other documents, with out as the text without blanks (empty
 * where it is too long) and SY_ID_NOT. */
sy_id_verdict sy_id_read_person(char out[SY_ID_SPACE], sy_id_kind *kind, sy_slice text);

/* The form in which numbers of one person or organisation are equal: 15 digits as 18, a credit
 * code as the organisation's code in it; another document without blanks. False: nothing, a
 * masked number, one that a spreadsheet destroyed. */
bool sy_id_one_form(char out[SY_ID_SPACE], sy_slice number);

/* Of that form, with a character that is wrong: a check digit, a day or region that does not
 * exist. Such numbers are taken all the same (files have slips of the pen), with a warning. */
bool sy_id_is_mistyped(sy_slice text);

/* Is it in normal form as it stands, and good? False says nothing. */
bool sy_citizen_is_plain(sy_slice text);
bool sy_credit_is_plain(sy_slice text);

/* ---- of a citizen's number in normal form ---- */

void sy_citizen_born(const char *number, int *year, int *month, int *day);
bool sy_citizen_is_woman(const char *number);

/* ---- check digits; digits and letters in half width, upper case ---- */

/* The check digit of ISO/IEC 7812 over all digits. */
bool sy_luhn_holds(sy_slice digits);
/* The 18th character for the first 17 digits; '\0' when they are no digits. */
char sy_citizen_check(sy_slice first17);
/* The 18th character; '\0' when a character is none of the 31. */
char sy_credit_check(sy_slice first17);
/* The 9th character of an organisation code. */
char sy_organisation_check(sy_slice first8);
/* The 15th digit of a registration number (ISO 7064, MOD 11,10). */
char sy_registration_check(sy_slice first14);
/* The 9th character that a VIN ought to have; '\0' when a character is none. */
char sy_vin_check(sy_slice vin17);

/* Half width, upper case, without blanks, marks without width and the characters
 * of `also`; stops at what is no UTF-8. False (out empty) when it does not fit. */
bool sy_id_fold(char out[SY_ID_SPACE], sy_slice text, const char *also);
/* 6.22202E+18: how a spreadsheet shows what it could not keep. */
bool sy_is_scientific(sy_slice text);

#ifdef __cplusplus
}
#endif

#endif
