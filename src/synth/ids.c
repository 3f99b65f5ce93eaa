/* The check characters of domain standards, each by its own definition:
 * ISO 7064 MOD 11-2 for identity numbers, Luhn for cards, weights 3^i mod 31
 * for social credit codes. Nothing here judges numbers of others; that is
 * intake's business. */
#include "synth/ids.h"

#include <string.h>

#include "base/err.h"

static void put_digits(char *out, unsigned n, uint64_t value)
{
    for (unsigned i = n; i-- > 0; value /= 10) out[i] = (char)('0' + value % 10);
}

char sy_synth_id_check(const char *first17)
{
    static const int weight[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;

    for (int i = 0; i < 17; i++) sum += weight[i] * (first17[i] - '0');
    return "10X98765432"[sum % 11];
}

void sy_synth_id(char out[SY_ID_TEXT], int year, int month, int day, unsigned serial)
{
    memcpy(out, "330699", 6);
    put_digits(out + 6, 4, (uint64_t)year);
    put_digits(out + 10, 2, (uint64_t)month);
    put_digits(out + 12, 2, (uint64_t)day);
    put_digits(out + 14, 3, serial);
    out[17] = sy_synth_id_check(out);
    out[18] = '\0';
}

char sy_synth_luhn_check(const char *digits, unsigned n)
{
    unsigned sum = 0;

    for (unsigned i = 0; i < n; i++) {
        unsigned d = (unsigned)(digits[n - 1 - i] - '0');
        if (i % 2 == 0) d = d > 4 ? 2 * d - 9 : 2 * d; /* beside the check digit: doubled */
        sum += d;
    }
    return (char)('0' + (10 - sum % 10) % 10);
}

void sy_synth_card(char out[SY_CARD_TEXT], uint32_t bin, uint64_t body)
{
    put_digits(out, 6, bin);
    put_digits(out + 6, 12, body);
    out[18] = sy_synth_luhn_check(out, 18);
    out[19] = '\0';
}

static const char credit_alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

char sy_synth_credit_check(const char *first17)
{
    unsigned sum = 0, weight = 1;

    for (int i = 0; i < 17; i++, weight = weight * 3 % 31) {
        const char *at = strchr(credit_alphabet, first17[i]);
        SY_ASSERT(at && *at);
        sum += weight * (unsigned)(at - credit_alphabet);
    }
    return credit_alphabet[(31 - sum % 31) % 31];
}

/* The ninth character of an organisation code (GB 11714). */
static char organisation_check(const char *first8)
{
    static const unsigned weight[8] = {3, 7, 9, 10, 5, 8, 4, 2};
    unsigned sum = 0;

    for (int i = 0; i < 8; i++) {
        const char c = first8[i];
        sum += weight[i] * (unsigned)(c <= '9' ? c - '0' : c - 'A' + 10);
    }
    const unsigned check = 11 - sum % 11;
    return check == 10 ? 'X' : check == 11 ? '0' : (char)('0' + check);
}

void sy_synth_credit_code(char out[SY_ID_TEXT], uint32_t serial)
{
    memcpy(out, "91330699M", 9);
    out[9] = (char)('A' + serial / 1000000);
    put_digits(out + 10, 6, serial % 1000000);
    out[16] = organisation_check(out + 8);
    out[17] = sy_synth_credit_check(out);
    out[18] = '\0';
}
