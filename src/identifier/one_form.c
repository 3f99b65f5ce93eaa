/* one_form.c - one form for numbers that are one: 15 digits as 18, a credit code as the
 * organisation's code in it, since registers have either. */
#include <stdio.h>
#include <string.h>

#include "identifier/identifier.h"

/* Characters 9 to 17 of a credit code are the organisation's code: registers have either. */
static void organisation_of_credit(char out[SY_ID_SPACE], const char *credit)
{
    memcpy(out, credit + 8, 8);
    out[8] = '-';
    out[9] = credit[16];
    out[10] = '\0';
}

bool sy_id_one_form(char out[SY_ID_SPACE], sy_slice number)
{
    static const sy_id_kind kinds[] = {SY_ID_CITIZEN, SY_ID_CREDIT, SY_ID_ORGANISATION};
    char normal[SY_ID_SPACE];

    if (sy_citizen_is_plain(number)) {
        memcpy(out, number.ptr, number.len);
        out[number.len] = '\0';
        return true;
    }
    if (sy_credit_is_plain(number)) {
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
