/* one_form.c - one form for numbers that are one: 15 digits as 18, a credit code as the
 * organisation's code in it, since registers have either. */
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "identifier/identifier.h"

/* Characters 9 to 17 of a credit code are the organisation's code: registers have either. */
static void organisation_of_credit(char out[SY_ID_SPACE], const char *credit)
{
    snprintf(out, SY_ID_SPACE, "%.8s-%c", credit + 8, credit[16]);
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

bool sy_id_one_form(char out[SY_ID_SPACE], sy_slice number)
{
    static const sy_id_kind kinds[] = {SY_ID_CITIZEN, SY_ID_CREDIT, SY_ID_ORGANISATION};
    char normal[SY_ID_SPACE];

    if (is_plain_citizen(number)) {
        memcpy(out, number.ptr, number.len);
        out[number.len] = '\0';
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
