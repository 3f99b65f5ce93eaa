/* checks.c - the check digits, each as its standard defines it. */
#include "identifier/identifier.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* 0 to 35, or -1. */
static int value_of(char c)
{
    if (is_digit(c)) return c - '0';
    return c >= 'A' && c <= 'Z' ? c - 'A' + 10 : -1;
}

bool sy_luhn_holds(sy_slice digits)
{
    unsigned sum = 0;

    for (size_t i = 0; i < digits.len; i++) {
        unsigned d = (unsigned)(digits.ptr[digits.len - 1 - i] - '0');
        if (d > 9) return false;
        if (i % 2 == 1) d = d * 2 > 9 ? d * 2 - 9 : d * 2;
        sum += d;
    }
    return digits.len > 1 && sum % 10 == 0;
}

/* GB 11643-1999, ISO 7064 MOD 11-2. */
char sy_citizen_check(sy_slice s)
{
    static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;

    if (s.len < 17) return '\0';
    for (int i = 0; i < 17; i++) {
        if (!is_digit(s.ptr[i])) return '\0';
        sum += (s.ptr[i] - '0') * weights[i];
    }
    return "10X98765432"[sum % 11];
}

/* GB 32100-2015: 31 characters, weights 3^i mod 31. */
char sy_credit_check(sy_slice s)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    /* of A to Z their values; I, O, S, V, Z have none */
    static const signed char letters[26] = {10, 11, 12, 13, 14, 15, 16, 17, -1, 18, 19, 20, 21,
                                            22, -1, 23, 24, 25, -1, 26, 27, -1, 28, 29, 30, -1};
    int sum = 0, weight = 1;

    if (s.len < 17) return '\0';
    for (int i = 0; i < 17; i++) {
        const char c = s.ptr[i];
        const int value = is_digit(c) ? c - '0' : c >= 'A' && c <= 'Z' ? letters[c - 'A'] : -1;
        if (value < 0) return '\0';
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    return alphabet[(31 - sum % 31) % 31];
}

/* GB 11714. */
char sy_organisation_check(sy_slice s)
{
    static const int weights[8] = {3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;

    if (s.len < 8) return '\0';
    for (int i = 0; i < 8; i++) {
        const int value = value_of(s.ptr[i]);
        if (value < 0) return '\0';
        sum += value * weights[i];
    }
    return "0123456789X0"[11 - sum % 11];
}

/* ISO 7064 MOD 11,10, a hybrid system: the check digit makes the end 1. */
char sy_registration_check(sy_slice s)
{
    int p = 10;

    if (s.len < 14) return '\0';
    for (int i = 0; i < 14; i++) {
        if (!is_digit(s.ptr[i])) return '\0';
        const int sum = (p + s.ptr[i] - '0') % 10;
        p = (sum ? sum : 10) * 2 % 11;
    }
    return (char)('0' + (11 - p) % 10);
}

/* GB 16735-2019. */
char sy_vin_check(sy_slice s)
{
    /* of A to Z their values; I, O, Q have none */
    static const signed char letters[26] = {1, 2, 3, 4, 5, 6,  7, 8, -1, 1, 2, 3, 4,
                                            5, -1, 7, -1, 9, 2, 3, 4, 5, 6, 7, 8, 9};
    static const int weights[17] = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    int sum = 0;

    if (s.len < 17) return '\0';
    for (int i = 0; i < 17; i++) {
        const char c = s.ptr[i];
        const int value = is_digit(c) ? c - '0' : c >= 'A' && c <= 'Z' ? letters[c - 'A'] : -1;
        if (value < 0) return '\0';
        sum += value * weights[i];
    }
    return "0123456789X"[sum % 11];
}
