/* span.c - digits, then at most one unit; nothing is guessed. */
#include "cli/span.h"

#include <string.h>

#include "base/civil.h"
#include "base/lang.h"

enum { MOST_DIGITS = 18, MOST_DAYS = 1000000, MOST_COUNT = 1000000 };

/* The digits at the beginning of text; *rest is what follows. */
static bool read_digits(uint64_t *value, const char *text, const char **rest)
{
    const size_t n = strspn(text, "0123456789");

    *value = 0;
    for (size_t i = 0; i < n && i < MOST_DIGITS; i++) {
        *value = *value * 10 + (uint64_t)(text[i] - '0');
    }
    *rest = text + n;
    return n > 0 && n <= MOST_DIGITS;
}

static int64_t seconds_of(const char *unit)
{
    if (!*unit || strcmp(unit, "s") == 0) return 1;
    if (strcmp(unit, "m") == 0) return 60;
    if (strcmp(unit, "h") == 0) return 3600;
    return strcmp(unit, "d") == 0 ? SY_DAY : 0;
}

bool sy_span_parse(int64_t *seconds, const char *text)
{
    const uint64_t most = (uint64_t)MOST_DAYS * SY_DAY;
    const char *unit = NULL;
    uint64_t value = 0;

    const bool is_number = read_digits(&value, text, &unit);
    const int64_t each = seconds_of(unit);
    if (!is_number || each == 0 || value > most / (uint64_t)each) return false;
    *seconds = (int64_t)value * each;
    return true;
}

bool sy_count_parse(int64_t *count, const char *text)
{
    const char *rest = NULL;
    uint64_t value = 0;

    if (!read_digits(&value, text, &rest) || *rest || value == 0 || value > MOST_COUNT)
        return false;
    *count = (int64_t)value;
    return true;
}

sy_status sy_call_span(const sy_call *call, const char *name, int64_t *seconds, sy_err *err)
{
    const char *text = sy_call_option(call, name);

    if (!text || sy_span_parse(seconds, text)) return SY_OK;
    return sy_fail(err, SY_EINVAL,
                   N_("--%s \"%.60s\" is not a length of time: 7d, 36h, 90m or seconds"), name,
                   text);
}

sy_status sy_call_amount(const sy_call *call, const char *name, sy_minor *amount, sy_err *err)
{
    const char *text = sy_call_option(call, name);
    sy_minor value = 0;

    if (!text) return SY_OK;
    if (!sy_minor_parse(&value, sy_slice_of(text)) || value < 0) {
        return sy_fail(err, SY_EINVAL, N_("--%s \"%.60s\" is not an amount in yuan, as 5000.00"),
                       name, text);
    }
    *amount = value;
    return SY_OK;
}

sy_status sy_call_share(const sy_call *call, const char *name, uint32_t *share, sy_err *err)
{
    const char *text = sy_call_option(call, name);
    sy_minor value = 0; /* hundredths of a percent look like fen */

    if (!text) return SY_OK;
    sy_slice number = sy_slice_of(text);
    if (number.len > 0 && number.ptr[number.len - 1] == '%') number.len--;
    if (!sy_minor_parse(&value, number) || value < 0 || value > 10000) {
        return sy_fail(err, SY_EINVAL, N_("--%s \"%.60s\" is not a share from 0 to 100 percent"),
                       name, text);
    }
    *share = (uint32_t)value;
    return SY_OK;
}

sy_status sy_call_whole(const sy_call *call, const char *name, uint64_t *number, sy_err *err)
{
    const char *text = sy_call_option(call, name), *rest = NULL;

    if (!text || (read_digits(number, text, &rest) && !*rest)) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("--%s \"%.60s\" is not a whole number"), name, text);
}

sy_status sy_call_count(const sy_call *call, const char *name, uint64_t *count, uint64_t most,
                        sy_err *err)
{
    const char *text = sy_call_option(call, name), *rest = NULL;
    uint64_t value = 0;

    if (!text) return SY_OK;
    if (!read_digits(&value, text, &rest) || *rest || value == 0 || value > most) {
        return sy_fail(err, SY_EINVAL, N_("--%s \"%.60s\" is not a whole number from 1 to %llu"),
                       name, text, (unsigned long long)most);
    }
    *count = value;
    return SY_OK;
}

sy_status sy_call_word(const sy_call *call, const char *name, unsigned *which,
                       const char *const *words, size_t n, sy_err *err)
{
    const char *text = sy_call_option(call, name);

    for (unsigned i = 0; i < n; i++) {
        if (text && strcmp(text, words[i]) == 0) {
            *which = i;
            return SY_OK;
        }
    }
    return text ? sy_fail(err, SY_EINVAL, N_("--%s \"%.60s\" is not one of its words"), name, text)
                : SY_OK;
}
