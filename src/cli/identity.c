/* identity.c - the two check sums of 18 characters, told apart by their form:
 * an identity number is digits but for the last, a credit code begins with the
 * code of a registry (1, 5, 9, A, N, Y) and is no possible date of birth. */
#include "cli/identity.h"

#include <string.h>

#include "base/civil.h"

enum { LENGTH = 18 };

static bool all_digits(const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (p[i] < '0' || p[i] > '9') return false;
    }
    return true;
}

static int number_at(const char *p, size_t n)
{
    int value = 0;
    for (size_t i = 0; i < n; i++) value = value * 10 + (p[i] - '0');
    return value;
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool is_identity_number(const char *p)
{
    static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;

    if (!sy_date_exists(number_at(p + 6, 4), number_at(p + 10, 2), number_at(p + 12, 2))) {
        return false;
    }
    for (int i = 0; i < LENGTH - 1; i++) sum += weights[i] * (p[i] - '0');
    return upper(p[LENGTH - 1]) == "10X98765432"[sum % 11];
}

static bool is_credit_code(const char *p)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    int sum = 0, weight = 1;

    for (int i = 0; i < LENGTH - 1; i++) {
        const char *at = strchr(alphabet, upper(p[i]));
        if (!p[i] || !at) return false;
        sum += (int)(at - alphabet) * weight;
        weight = weight * 3 % 31;
    }
    return upper(p[LENGTH - 1]) == alphabet[(31 - sum % 31) % 31];
}

sy_identity sy_identity_check(sy_slice number)
{
    if (number.len != LENGTH) return SY_IDENTITY_OTHER;
    const bool digits = all_digits(number.ptr, LENGTH - 1);
    if (digits && is_identity_number(number.ptr)) return SY_IDENTITY_RIGHT;
    if (number.ptr[0] && strchr("159ANY", upper(number.ptr[0])) && is_credit_code(number.ptr)) {
        return SY_IDENTITY_RIGHT;
    }
    return SY_IDENTITY_WRONG;
}
