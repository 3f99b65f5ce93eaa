/* one_form.c - one form for numbers that are one: 15 digits as 18, a credit code as the
 * organisation's code in it, since registers have either. */
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "identifier/identifier.h"

/* Characters 9 to 17 of a credit code are the organisation's code: registers have either. */
static void organisation_of_credit(char out[SY_ID_SPACE], const char *credit)
{
    memcpy(out, credit + 8, 8);
    out[8] = '-';
    out[9] = credit[16];
    out[10] = '\0';
}

/* As a register mostly has it: nothing to fold, and the check digit holds. Three zeros at the
 * end may be what a spreadsheet left; those are read with care. */
static bool is_plain_citizen(sy_slice t)
{
    if (t.len != 18 || t.ptr[0] < '1' || t.ptr[0] > '6' || memcmp(t.ptr + 14, "000", 3) == 0)
        return false;
    for (int i = 0; i < 17; i++) {
        if (t.ptr[i] < '0' || t.ptr[i] > '9') return false;
    }
    const int year = (t.ptr[6] - '0') * 1000 + (t.ptr[7] - '0') * 100 + (t.ptr[8] - '0') * 10 +
                     (t.ptr[9] - '0'),
              month = (t.ptr[10] - '0') * 10 + (t.ptr[11] - '0'),
              day = (t.ptr[12] - '0') * 10 + (t.ptr[13] - '0');
    return year >= 1850 && year <= 2099 && sy_date_exists(year, month, day) &&
           sy_citizen_check((sy_slice){t.ptr, 17}) == t.ptr[17];
}

/* The same of a firm's code: a letter among its characters, so that it is no citizen's number. */
static bool is_plain_credit(sy_slice t)
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

bool sy_id_one_form(char out[SY_ID_SPACE], sy_slice number)
{
    static const sy_id_kind kinds[] = {SY_ID_CITIZEN, SY_ID_CREDIT, SY_ID_ORGANISATION};
    char normal[SY_ID_SPACE];

    if (is_plain_citizen(number)) {
        memcpy(out, number.ptr, number.len);
        out[number.len] = '\0';
        return true;
    }
    if (is_plain_credit(number)) {
        organisation_of_credit(out, number.ptr);
        return true;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const sy_id_verdict verdict = sy_id_read(normal, kinds[i], number);
        if (verdict == SY_ID_DAMAGED || verdict == SY_ID_MASKED) return false;
        if (verdict != SY_ID_GOOD) continue;
        if (kinds[i] == SY_ID_CREDIT)
            organisation_of_credit(out, normal);
        else
            snprintf(out, SY_ID_SPACE, "%s", normal);
        return out[0] != '\0';
    }
    return sy_id_fold(out, number, "") && out[0] != '\0';
}
