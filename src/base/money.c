/* money.c - printing and parsing of fen as yuan, digit by digit. */
#include "base/money.h"

bool sy_minor_parse(sy_minor *out, sy_slice text)
{
    const char *p = text.ptr, *end = text.ptr + text.len;
    bool negative = p < end && *p == '-';
    uint64_t value = 0;
    const uint64_t most = (uint64_t)INT64_MAX + negative;
    int decimals = -1;

    if (negative) p++;
    if (p == end || *p == '.') return false;
    for (; p < end; p++) {
        if (*p == '.') {
            if (decimals >= 0) return false;
            decimals = 0;
            continue;
        }
        if (*p < '0' || *p > '9' || decimals == 2) return false;
        unsigned digit = (unsigned)(*p - '0');
        if (value > (most - digit) / 10) return false;
        value = value * 10 + digit;
        if (decimals >= 0) decimals++;
    }
    if (decimals == 0) return false;
    for (int i = decimals < 0 ? 0 : decimals; i < 2; i++) {
        if (value > most / 10) return false;
        value *= 10;
    }
    *out = negative ? (value ? -(int64_t)(value - 1) - 1 : 0) : (int64_t)value;
    return true;
}

static char *print(char out[SY_MINOR_TEXT], sy_minor amount, bool grouped)
{
    char reversed[SY_MINOR_TEXT];
    uint64_t v = sy_minor_size(amount);
    int n = 0, whole = 0;

    for (int i = 0; i < 2; i++, v /= 10) reversed[n++] = (char)('0' + v % 10);
    reversed[n++] = '.';
    do {
        if (grouped && whole && whole % 3 == 0) reversed[n++] = ',';
        reversed[n++] = (char)('0' + v % 10);
        whole++;
    } while ((v /= 10) != 0);
    if (amount < 0) reversed[n++] = '-';
    for (int i = 0; i < n; i++) out[i] = reversed[n - 1 - i];
    out[n] = '\0';
    return out;
}

char *sy_minor_print(char out[SY_MINOR_TEXT], sy_minor amount)
{
    return print(out, amount, false);
}

char *sy_minor_print_grouped(char out[SY_MINOR_TEXT], sy_minor amount)
{
    return print(out, amount, true);
}
