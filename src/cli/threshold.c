/* threshold.c - one unit a threshold, both ways. */
#include "cli/threshold.h"

#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/lang.h"
#include "base/money.h"
#include "cli/command.h"
#include "cli/span.h"

enum { MOST_DAYS = 36500, NAME = 64 };

static const sy_threshold *find(const char *name, size_t len)
{
    for (size_t i = 0; i < sy_n_thresholds; i++) {
        const char *n = sy_thresholds[i].name;
        if (strlen(n) == len && memcmp(n, name, len) == 0) return &sy_thresholds[i];
    }
    return NULL;
}

static sy_status unknown(const char *name, size_t len, sy_err *err)
{
    const char *names[128];
    char typed[NAME];
    size_t n = 0;

    for (; n < sy_n_thresholds && n < sizeof names / sizeof *names; n++) {
        names[n] = sy_thresholds[n].name;
    }
    snprintf(typed, sizeof typed, "%.*s", (int)(len < NAME ? len : NAME - 1), name);
    const char *near = sy_nearest(typed, names, n);
    if (near) {
        return sy_fail(err, SY_EINVAL, N_("--set: there is no threshold \"%s\"; the nearest is %s"),
                       typed, near);
    }
    return sy_fail(err, SY_EINVAL,
                   N_("--set: there is no threshold \"%s\"; --thresholds lists them"), typed);
}

/* Whole numbers of a unit that is a letter, or none. */
static bool read_days(int64_t *days, const char *text)
{
    int64_t seconds = 0;
    const size_t n = strlen(text);

    if (n && text[n - 1] >= '0' && text[n - 1] <= '9') {
        if (!sy_span_parse(&seconds, text) || seconds > MOST_DAYS) return false;
        *days = seconds;
        return true;
    }
    if (!sy_span_parse(&seconds, text) || seconds % SY_DAY || seconds / SY_DAY > MOST_DAYS) {
        return false;
    }
    *days = seconds / SY_DAY;
    return true;
}

static bool read_permille(int64_t *value, const char *text)
{
    sy_slice number = sy_slice_of(text);
    sy_minor hundredths = 0; /* of a percent */

    if (number.len && number.ptr[number.len - 1] == '%') number.len--;
    if (!sy_minor_parse(&hundredths, number) || hundredths < 0 || hundredths % 10) return false;
    *value = hundredths / 10;
    return *value <= 10000;
}

static bool read_value(int64_t *value, const sy_threshold *t, const char *text)
{
    switch (t->unit) {
    case SY_UNIT_FEN:
        return sy_minor_parse(value, sy_slice_of(text)) && *value > 0;
    case SY_UNIT_PERMILLE:
        return read_permille(value, text);
    case SY_UNIT_SECONDS:
        return sy_span_parse(value, text);
    case SY_UNIT_DAYS:
        return read_days(value, text) && *value > 0;
    case SY_UNIT_COUNT:
        break;
    }
    return sy_count_parse(value, text);
}

static const char *example(sy_threshold_unit unit)
{
    switch (unit) {
    case SY_UNIT_FEN:
        return "50000.00";
    case SY_UNIT_PERMILLE:
        return "80%";
    case SY_UNIT_SECONDS:
        return "24h";
    case SY_UNIT_DAYS:
        return "30d";
    case SY_UNIT_COUNT:
        break;
    }
    return "3";
}

sy_status sy_threshold_read(sy_pattern_query *q, const char *text, sy_err *err)
{
    const char *equals = strchr(text, '=');
    const size_t len = equals ? (size_t)(equals - text) : strlen(text);
    const sy_threshold *t = find(text, len);
    int64_t value = 0;

    if (!t) return unknown(text, len, err);
    if (!equals || !read_value(&value, t, equals + 1)) {
        return sy_fail(err, SY_EINVAL,
                       N_("--set %s: \"%.40s\" is no value for it; write it as in %s=%s"), t->name,
                       equals ? equals + 1 : "", t->name, example(t->unit));
    }
    sy_threshold_set(q, t, value);
    return SY_OK;
}

char *sy_threshold_print(char out[SY_THRESHOLD_TEXT], const sy_threshold *t, int64_t value)
{
    const long long n = value;

    switch (t->unit) {
    case SY_UNIT_FEN: {
        char yuan[SY_MINOR_TEXT];
        snprintf(out, SY_THRESHOLD_TEXT, "%s", sy_minor_print(yuan, value));
        break;
    }
    case SY_UNIT_PERMILLE:
        if (n % 10)
            snprintf(out, SY_THRESHOLD_TEXT, "%lld.%lld%%", n / 10, n % 10);
        else
            snprintf(out, SY_THRESHOLD_TEXT, "%lld%%", n / 10);
        break;
    case SY_UNIT_SECONDS:
        if (n % 3600)
            snprintf(out, SY_THRESHOLD_TEXT, "%llds", n);
        else
            snprintf(out, SY_THRESHOLD_TEXT, "%lldh", n / 3600);
        break;
    case SY_UNIT_DAYS:
        snprintf(out, SY_THRESHOLD_TEXT, "%lldd", n);
        break;
    case SY_UNIT_COUNT:
        snprintf(out, SY_THRESHOLD_TEXT, "%lld", n);
        break;
    }
    return out;
}
