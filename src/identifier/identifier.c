/* identifier.c - one reader a kind, all over the same folded text, and a guess
 * that tries them from the most to the least certain. */
#include "identifier/identifier.h"

#include <string.h>

#include "base/civil.h"
#include "base/utf8.h"
#include "base/width.h"
#include "identifier/case_number.h"
#include "identifier/mask.h"
#include "identifier/plate.h"

enum { KEPT_DIGITS = 15, FIRST_YEAR = 1850, LAST_YEAR = 2099 };

const char *sy_id_kind_name(sy_id_kind kind)
{
    static const char *const names[SY_ID_KINDS] = {
        "none",         "citizen",     "credit-code", "organisation-code",
        "registration", "card",        "account",     "alipay",
        "wechat",       "phone",       "travel",      "vin",
        "plate",        "case-number",
    };
    return names[kind];
}

const char *sy_id_verdict_name(sy_id_verdict verdict)
{
    static const char *const names[] = {"not",        "good",    "unchecked", "wrong-check",
                                        "impossible", "damaged", "masked"};
    return names[verdict];
}

/* ---- folding ---- */

bool sy_id_fold(char out[SY_ID_SPACE], sy_slice text, const char *also)
{
    size_t n = 0;

    out[0] = '\0';
    for (size_t i = 0, step; i < text.len; i += step) {
        char bytes[4];
        const char c = text.ptr[i];
        if (((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) && n < SY_ID_SPACE - 1) {
            out[n++] = c; /* the most of it; no mark to leave out is one of these */
            step = 1;
            continue;
        }
        uint32_t code = sy_utf8_decode(text.ptr + i, text.len - i, &step);
        if (code == 0xFFFD || code == 0) {
            out[0] = '\0';
            return false;
        }
        code = sy_half_width(code);
        if (code == SY_NO_WIDTH || code == ' ') continue;
        if (code >= 'a' && code <= 'z') code -= 'a' - 'A';
        if (code < 128 && strchr(also, (int)code)) continue;
        const size_t k = sy_utf8_encode(bytes, code);
        if (n + k > SY_ID_SPACE - 1) {
            out[0] = '\0';
            return false;
        }
        memcpy(out + n, bytes, k);
        n += k;
    }
    out[n] = '\0';
    return true;
}

static size_t digits_ahead(const char *s)
{
    return strspn(s, "0123456789");
}

static bool is_digits(const char *s)
{
    return s[0] && s[digits_ahead(s)] == '\0';
}

/* digits [. digits] E [+] digits, with a point or a sign: 6.22202E+18, 6E+18. */
bool sy_is_scientific(sy_slice text)
{
    char folded[SY_ID_SPACE];
    const char *s = folded;

    if (!sy_id_fold(folded, text, "") || digits_ahead(s) == 0) return false;
    s += digits_ahead(s);
    const bool has_point = *s == '.';
    if (has_point) s += 1 + digits_ahead(s + 1);
    if (*s++ != 'E') return false;
    const bool has_sign = *s == '+';
    return (has_point || has_sign) && is_digits(s + has_sign);
}

/* Digits past those that a spreadsheet keeps are all zero. */
static bool is_rounded(const char *s)
{
    const size_t n = strlen(s);
    return n > KEPT_DIGITS && is_digits(s) && strspn(s + KEPT_DIGITS, "0") == n - KEPT_DIGITS;
}

/* ---- one kind each; s is folded, out may be s ---- */

/* Of the first digit the second ones: 11 to 15, 21 to 23, ... 91 to 99. */
static bool is_region(const char *s)
{
    static const char *const second[10] = {"",       "12345", "123", "1234567", "123456",
                                           "01234", "12345", "1",   "123",     "123456789"};
    return s[0] >= '0' && s[0] <= '9' && s[1] && strchr(second[s[0] - '0'], s[1]);
}

static int number_at(const char *s, int from, int n)
{
    int value = 0;
    for (int i = from; i < from + n; i++) value = value * 10 + (s[i] - '0');
    return value;
}

static sy_id_verdict read_citizen(char *out, const char *s)
{
    char full[19] = "";

    if (strlen(s) == 15 && is_digits(s)) { /* before 1999: two digits of the year, no check */
        memcpy(full, s, 6);
        memcpy(full + 6, "19", 2);
        memcpy(full + 8, s + 6, 9);
        full[17] = sy_citizen_check((sy_slice){full, 17});
    } else if (strlen(s) == 18 && digits_ahead(s) >= 17 &&
               (digits_ahead(s) == 18 || s[17] == 'X')) {
        memcpy(full, s, 18);
    } else {
        return SY_ID_NOT;
    }
    const bool holds = sy_citizen_check((sy_slice){full, 17}) == full[17];
    const int year = number_at(full, 6, 4);
    if (!holds && is_rounded(full)) return SY_ID_DAMAGED;
    strcpy(out, full);
    if (!is_region(full) || year < FIRST_YEAR || year > LAST_YEAR ||
        !sy_date_exists(year, number_at(full, 10, 2), number_at(full, 12, 2))) {
        return SY_ID_IMPOSSIBLE;
    }
    return holds ? SY_ID_GOOD : SY_ID_WRONG_CHECK;
}

static sy_id_verdict read_credit(char *out, const char *s)
{
    const size_t n = strlen(s);
    const char check = n == 18 ? sy_credit_check((sy_slice){s, 17}) : '\0';

    if (!check || strspn(s + 17, "0123456789ABCDEFGHJKLMNPQRTUWXY") != 1) return SY_ID_NOT;
    if (check != s[17] && is_rounded(s)) return SY_ID_DAMAGED;
    memmove(out, s, n + 1);
    return check == s[17] ? SY_ID_GOOD : SY_ID_WRONG_CHECK;
}

static sy_id_verdict read_organisation(char *out, const char *s)
{
    char code[11];
    const char check = strlen(s) == 9 ? sy_organisation_check((sy_slice){s, 8}) : '\0';

    if (!check || strspn(s + 8, "0123456789X") != 1) return SY_ID_NOT;
    memcpy(code, s, 8);
    code[8] = '-';
    code[9] = s[8];
    code[10] = '\0';
    strcpy(out, code);
    return check == code[9] ? SY_ID_GOOD : SY_ID_WRONG_CHECK;
}

static sy_id_verdict read_registration(char *out, const char *s)
{
    if (strlen(s) != 15 || !is_digits(s)) return SY_ID_NOT;
    memmove(out, s, 16);
    return sy_registration_check((sy_slice){s, 14}) == s[14] ? SY_ID_GOOD : SY_ID_WRONG_CHECK;
}

/* Failing is soft: passbooks, companies' accounts and some old cards have no
 * check digit; then it is no card number and perhaps an account's. */
static sy_id_verdict read_card(char *out, const char *s)
{
    const size_t n = strlen(s);

    if (n < 13 || n > 19 || !is_digits(s) || strspn(s, "0") == n) return SY_ID_NOT;
    const bool holds = sy_luhn_holds((sy_slice){s, n});
    if (!holds && n >= 18 && is_rounded(s)) return SY_ID_DAMAGED;
    memmove(out, s, n + 1);
    return holds ? SY_ID_GOOD : SY_ID_WRONG_CHECK;
}

static sy_id_verdict read_account(char *out, const char *s)
{
    const size_t n = strlen(s);
    size_t digits = 0;

    for (size_t i = 0; i < n; i++) {
        const bool is_letter = s[i] >= 'A' && s[i] <= 'Z';
        if (!is_letter && (s[i] < '0' || s[i] > '9')) return SY_ID_NOT;
        digits += !is_letter;
    }
    if (n < 8 || n > 34 || digits < 6 || strspn(s, "0") == n) return SY_ID_NOT;
    if (n >= 18 && is_rounded(s) && !sy_luhn_holds((sy_slice){s, n})) return SY_ID_DAMAGED;
    memmove(out, s, n + 1);
    return SY_ID_UNCHECKED;
}

static sy_id_verdict keep_if(bool fits, char *out, const char *s)
{
    if (!fits) return SY_ID_NOT;
    memmove(out, s, strlen(s) + 1);
    return SY_ID_UNCHECKED;
}

static sy_id_verdict read_alipay(char *out, const char *s)
{
    return keep_if(strlen(s) == 16 && is_digits(s) && strncmp(s, "2088", 4) == 0, out, s);
}

static sy_id_verdict read_phone(char *out, const char *s)
{
    if (strncmp(s, "+86", 3) == 0) s += 3;
    return keep_if(strlen(s) == 11 && is_digits(s) && s[0] == '1' && s[1] >= '3', out, s);
}

static sy_id_verdict read_travel(char *out, const char *s)
{
    const size_t n = strlen(s);
    const bool is_letter = n > 0 && strchr("HMECKPGDS", s[0]);
    return keep_if(is_letter && (n == 9 || (n == 11 && strchr("HM", s[0]))) && is_digits(s + 1),
                   out, s);
}

/* Imported cars may have any letter in the ninth place: no check digit then. */
static sy_id_verdict read_vin(char *out, const char *s)
{
    const char check = strlen(s) == 17 ? sy_vin_check((sy_slice){s, 17}) : '\0';

    if (!check) return SY_ID_NOT;
    memmove(out, s, 18);
    if (s[8] == check) return SY_ID_GOOD;
    return s[8] == 'X' || (s[8] >= '0' && s[8] <= '9') ? SY_ID_WRONG_CHECK : SY_ID_UNCHECKED;
}

static sy_id_verdict read_plate(char *out, sy_slice text)
{
    sy_plate plate;

    if (!sy_plate_read(&plate, text)) return SY_ID_NOT;
    strcpy(out, plate.text);
    return SY_ID_UNCHECKED;
}

static sy_id_verdict read_case(char *out, sy_slice text)
{
    sy_case_number number;
    char printed[SY_CASE_TEXT];

    if (!sy_case_number_read(&number, text)) return SY_ID_NOT;
    if (strlen(sy_case_number_print(printed, &number)) >= SY_ID_SPACE) return SY_ID_NOT;
    strcpy(out, printed);
    return SY_ID_UNCHECKED;
}

/* Case is kept: an id of WeChat tells a from A. */
static sy_id_verdict read_wechat(char *out, sy_slice text)
{
    size_t n = 0;

    while (text.len > 0 && sy_is_blank_char((unsigned char)text.ptr[0])) {
        text.ptr++;
        text.len--;
    }
    while (n < text.len && (strchr("_-@.", text.ptr[n])
                                ? text.ptr[n] != '\0'
                                : ((text.ptr[n] | 32) >= 'a' && (text.ptr[n] | 32) <= 'z') ||
                                      (text.ptr[n] >= '0' && text.ptr[n] <= '9'))) {
        n++;
    }
    while (text.len > n && sy_is_blank_char((unsigned char)text.ptr[text.len - 1])) text.len--;
    if (n != text.len || n < 8 || n > 40 || !sy_slice_starts(text, SY_TEXT("wxid_"))) {
        return SY_ID_NOT;
    }
    memcpy(out, text.ptr, n);
    out[n] = '\0';
    return SY_ID_UNCHECKED;
}

/* As a register mostly has it: nothing to fold, and everything holds. Three zeros at the end
 * may be what a spreadsheet left; those are read with care. */
bool sy_citizen_is_plain(sy_slice t)
{
    if (t.len != 18 || !is_region(t.ptr) || memcmp(t.ptr + 14, "000", 3) == 0) return false;
    for (int i = 0; i < 17; i++) {
        if (t.ptr[i] < '0' || t.ptr[i] > '9') return false;
    }
    const int year = number_at(t.ptr, 6, 4);
    return year >= FIRST_YEAR && year <= LAST_YEAR &&
           sy_date_exists(year, number_at(t.ptr, 10, 2), number_at(t.ptr, 12, 2)) &&
           sy_citizen_check((sy_slice){t.ptr, 17}) == t.ptr[17];
}

/* As a register mostly has a firm's code: a letter among its characters, so that it is no
 * citizen's number. */
bool sy_credit_is_plain(sy_slice t)
{
    bool has_letter = false;

    if (t.len != 18) return false;
    for (int i = 0; i < 18; i++) {
        const char c = t.ptr[i];
        const bool is_letter = c >= 'A' && c <= 'Z';
        if (!is_letter && !(c >= '0' && c <= '9')) return false;
        has_letter = has_letter || (is_letter && i < 17);
    }
    return has_letter && sy_credit_check((sy_slice){t.ptr, 17}) == t.ptr[17];
}

/* ---- all of them ---- */

typedef sy_id_verdict read_fn(char *out, const char *folded);
static read_fn *const readers[SY_ID_KINDS] = {
    [SY_ID_CITIZEN] = read_citizen,
    [SY_ID_CREDIT] = read_credit,
    [SY_ID_ORGANISATION] = read_organisation,
    [SY_ID_REGISTRATION] = read_registration,
    [SY_ID_CARD] = read_card,
    [SY_ID_ACCOUNT] = read_account,
    [SY_ID_ALIPAY] = read_alipay,
    [SY_ID_PHONE] = read_phone,
    [SY_ID_TRAVEL] = read_travel,
    [SY_ID_VIN] = read_vin,
};

static bool is_masked(const char *s)
{
    return strchr(s, '*') && strpbrk(s, "0123456789");
}

sy_id_verdict sy_id_read(char out[SY_ID_SPACE], sy_id_kind kind, sy_slice text)
{
    char s[SY_ID_SPACE];

    out[0] = '\0';
    if (kind == SY_ID_PLATE) return read_plate(out, text);
    if (kind == SY_ID_CASE) return read_case(out, text);
    if (kind == SY_ID_WECHAT) return read_wechat(out, text);
    if (!readers[kind] || !sy_id_fold(s, text, "-'\"=")) return SY_ID_NOT;
    if (strchr(s, 'E') && sy_is_scientific(text)) return SY_ID_DAMAGED;
    if (is_masked(s)) {
        strcpy(out, s);
        return SY_ID_MASKED;
    }
    const sy_id_verdict verdict = readers[kind](out, s);
    if (verdict == SY_ID_NOT || verdict == SY_ID_DAMAGED) out[0] = '\0';
    return verdict;
}

/* Tried in this order while only what is certain counts, then once more with
 * what only looks alike. A wrong check digit alone makes no card of an account. */
sy_id_kind sy_id_guess(char out[SY_ID_SPACE], sy_id_verdict *verdict, sy_slice text)
{
    static const sy_id_kind certain[] = {SY_ID_CITIZEN, SY_ID_CREDIT,       SY_ID_ALIPAY,
                                         SY_ID_CARD,    SY_ID_REGISTRATION, SY_ID_ORGANISATION,
                                         SY_ID_VIN,     SY_ID_CASE,         SY_ID_PLATE,
                                         SY_ID_WECHAT,  SY_ID_PHONE,        SY_ID_TRAVEL};
    static const sy_id_kind likely[] = {SY_ID_CITIZEN, SY_ID_CREDIT, SY_ID_VIN, SY_ID_ACCOUNT};

    for (size_t i = 0; i < sizeof certain / sizeof *certain; i++) {
        *verdict = sy_id_read(out, certain[i], text);
        if (certain[i] == SY_ID_VIN && is_digits(out)) continue; /* an account, rather */
        if (*verdict == SY_ID_GOOD || *verdict == SY_ID_UNCHECKED) return certain[i];
        if (*verdict == SY_ID_MASKED) return SY_ID_NONE;
    }
    for (size_t i = 0; i < sizeof likely / sizeof *likely; i++) {
        *verdict = sy_id_read(out, likely[i], text);
        if (likely[i] == SY_ID_VIN && is_digits(out)) continue;
        if (*verdict != SY_ID_NOT && *verdict != SY_ID_IMPOSSIBLE) return likely[i];
    }
    out[0] = '\0';
    *verdict = SY_ID_NOT;
    return SY_ID_NONE;
}

sy_id_verdict sy_id_read_person(char out[SY_ID_SPACE], sy_id_kind *kind, sy_slice text)
{
    char credit[SY_ID_SPACE];

    const bool is_plain_credit = sy_credit_is_plain(text);
    if (is_plain_credit || sy_citizen_is_plain(text)) {
        memcpy(out, text.ptr, text.len);
        out[text.len] = '\0';
        *kind = is_plain_credit ? SY_ID_CREDIT : SY_ID_CITIZEN;
        return SY_ID_GOOD;
    }
    const sy_id_verdict citizen = sy_id_read(out, SY_ID_CITIZEN, text);
    const sy_id_verdict company = sy_id_read(credit, SY_ID_CREDIT, text);
    const bool is_company = citizen != SY_ID_GOOD && citizen != SY_ID_DAMAGED &&
                            (company == SY_ID_GOOD || citizen == SY_ID_NOT) &&
                            company != SY_ID_NOT;

    *kind = is_company ? SY_ID_CREDIT : SY_ID_CITIZEN;
    if (is_company) memcpy(out, credit, SY_ID_SPACE);
    if (is_company || citizen != SY_ID_NOT) return is_company ? company : citizen;
    *kind = SY_ID_NONE;
    if (!sy_id_fold(out, text, "")) out[0] = '\0';
    return SY_ID_NOT;
}

bool sy_id_is_mistyped(sy_slice text)
{
    char out[SY_ID_SPACE];
    sy_id_kind kind;
    const sy_id_verdict verdict = sy_id_read_person(out, &kind, text);

    return verdict == SY_ID_WRONG_CHECK || verdict == SY_ID_IMPOSSIBLE;
}

void sy_citizen_born(const char *number, int *year, int *month, int *day)
{
    *year = number_at(number, 6, 4);
    *month = number_at(number, 10, 2);
    *day = number_at(number, 12, 2);
}

bool sy_citizen_is_woman(const char *number)
{
    return (number[16] - '0') % 2 == 0;
}
