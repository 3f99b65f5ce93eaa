/* xlsx_format.c - walks the letters of a format code and skips what only looks
 * like letters: quoted text, escaped letters, colours, conditions, languages. */
#include "text/xlsx_format.h"

#include <stdio.h>
#include <strings.h>

#include "base/civil.h"

unsigned sy_format_of_id(uint32_t id)
{
    if (id >= 14 && id <= 17) return SY_SHOWS_DATE;
    if (id >= 18 && id <= 21) return SY_SHOWS_CLOCK;
    if (id == 22) return SY_SHOWS_DATE | SY_SHOWS_CLOCK;
    if (id >= 32 && id <= 35) return SY_SHOWS_CLOCK; /* h"时"mm"分" and its kin */
    if (id >= 27 && id <= 36) return SY_SHOWS_DATE;
    if (id == 46) return SY_SHOWS_CLOCK | SY_SHOWS_ELAPSED;
    if (id == 45 || id == 47) return SY_SHOWS_CLOCK;
    if (id == 55 || id == 56) return SY_SHOWS_CLOCK;
    if (id >= 50 && id <= 58) return SY_SHOWS_DATE;
    return 0;
}

static bool starts(sy_slice s, const char *word)
{
    size_t n = strlen(word);
    return s.len >= n && strncasecmp(s.ptr, word, n) == 0;
}

/* Bytes at the front of the code that say nothing about numbers or times;
 * *shows gets what a bracket such as [h] says. 0 when there are none. */
static size_t skip_literal(sy_slice code, unsigned *shows)
{
    const char c = code.ptr[0];

    if (c == '"' || c == '[') {
        const char *end = memchr(code.ptr + 1, c == '"' ? '"' : ']', code.len - 1);
        size_t n = end ? (size_t)(end - code.ptr) + 1 : code.len;
        const char inside = c == '[' && n > 2 ? (char)(code.ptr[1] | 0x20) : '\0';
        bool is_elapsed = inside == 'h' || inside == 'm' || inside == 's';
        for (size_t i = 1; is_elapsed && i + 1 < n; i++) {
            is_elapsed = (code.ptr[i] | 0x20) == inside; /* [mm], not [magenta] */
        }
        if (is_elapsed) *shows |= SY_SHOWS_CLOCK | SY_SHOWS_ELAPSED;
        return n;
    }
    if (c == '\\' || c == '_' || c == '*') return code.len > 1 ? 2 : 1;
    if (starts(code, "General")) return 7;
    if (starts(code, "AM/PM")) return 5;
    if (starts(code, "A/P")) return 3;
    return 0;
}

/* m is minutes after hours and before seconds, else a month. */
static unsigned shown_by_m(char before, sy_slice rest)
{
    unsigned ignored = 0;

    if (before == 'h') return SY_SHOWS_CLOCK;
    while (rest.len) {
        size_t n = skip_literal(rest, &ignored);
        const char c = (char)(rest.ptr[0] | 0x20);
        if (n == 0 && c == 's') return SY_SHOWS_CLOCK;
        if (n == 0 && c >= 'a' && c <= 'z') break;
        if (n > 1 && rest.ptr[0] == '[' && (rest.ptr[1] | 0x20) == 's') return SY_SHOWS_CLOCK;
        if (rest.ptr[0] == ';') break;
        if (n == 0) n = 1;
        rest.ptr += n;
        rest.len -= n;
    }
    return SY_SHOWS_DATE;
}

unsigned sy_format_of_code(sy_slice code)
{
    unsigned shows = 0;
    char before = '\0'; /* the last letter of a time that was met */

    while (code.len && code.ptr[0] != ';') { /* the first section is for what is above zero */
        const char c =
            (char)(code.ptr[0] >= 'A' && code.ptr[0] <= 'Z' ? code.ptr[0] | 0x20 : code.ptr[0]);
        const unsigned had = shows;
        size_t n = skip_literal(code, &shows);

        if (n == 0) {
            n = 1;
            while (n < code.len && code.ptr[n] == code.ptr[0]) n++;
            if (c == 'e' && code.len > 1 && (code.ptr[1] == '+' || code.ptr[1] == '-')) return 0;
            if (c == '0' && before != 's') return 0; /* ss.000 is still a time */
            if (c == '#' || c == '?' || c == '@' || c == '%') return 0;
            if (c == 'y' || c == 'd' || c == 'e' || c == 'b' || (c == 'a' && n >= 3)) {
                shows |= SY_SHOWS_DATE;
                before = c;
            } else if (c == 'h' || c == 's') {
                shows |= SY_SHOWS_CLOCK;
                before = c;
            } else if (c == 'm') {
                shows |= shown_by_m(before, (sy_slice){code.ptr + n, code.len - n});
                before = c;
            }
        } else if (shows != had) {
            before = (char)(code.ptr[1] | 0x20);
        }
        code.ptr += n;
        code.len -= n;
    }
    return shows;
}

/* Digits, a point, an exponent: what a workbook stores, whatever the locale. */
static bool parse_serial(long double *value, sy_slice text)
{
    long double v = 0;
    int places = 0, exponent = 0, digits = 0;
    bool has_point = false, is_negative = false;
    size_t i = 0;

    for (; i < text.len && (text.ptr[i] == '.' || (text.ptr[i] >= '0' && text.ptr[i] <= '9'));
         i++) {
        if (text.ptr[i] == '.') {
            if (has_point) return false;
            has_point = true;
            continue;
        }
        v = v * 10 + (text.ptr[i] - '0');
        if (has_point) places++;
        if (++digits > 40) return false;
    }
    if (digits == 0) return false;
    if (i < text.len) {
        if ((text.ptr[i] | 0x20) != 'e' || ++i == text.len) return false;
        if (text.ptr[i] == '-' || text.ptr[i] == '+') is_negative = text.ptr[i++] == '-';
        if (i == text.len || text.len - i > 3) return false;
        for (; i < text.len; i++) {
            if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
            exponent = exponent * 10 + (text.ptr[i] - '0');
        }
    }
    for (int e = (is_negative ? -exponent : exponent) - places; e != 0; e += e < 0 ? 1 : -1) {
        v = e < 0 ? v / 10 : v * 10;
    }
    *value = v;
    return true;
}

static unsigned print_date(char *out, int64_t day, bool is_1904)
{
    sy_civil c;
    int64_t epoch = is_1904 ? sy_days_from_civil(1904, 1, 1) : sy_days_from_civil(1899, 12, 30);

    if (!is_1904 && day == 0) return (unsigned)sprintf(out, "1900-01-00");
    if (!is_1904 && day == 60) return (unsigned)sprintf(out, "1900-02-29");
    if (!is_1904 && day < 60) epoch++; /* before the day that never was */
    sy_civil_from_seconds(&c, (epoch + day) * SY_DAY);
    return (unsigned)snprintf(out, 16, "%04d-%02d-%02d", c.year, c.month, c.day);
}

unsigned sy_serial_print(char out[SY_SERIAL_TEXT], sy_slice serial, unsigned shows, bool is_1904)
{
    enum { DAY_10000 = 2958466, DAYS_TO_1904 = 1462 };
    long double value;
    unsigned n = 0;

    if (!parse_serial(&value, serial)) return 0;
    if (value >= DAY_10000 - (is_1904 ? DAYS_TO_1904 : 0)) return 0;
    const int64_t seconds = (int64_t)(value * SY_DAY + 0.5L);
    const int64_t day = seconds / SY_DAY, rest = seconds % SY_DAY;
    const bool is_clock_only = !(shows & SY_SHOWS_DATE) && (day == 0 || (shows & SY_SHOWS_ELAPSED));
    const int hours = (int)(is_clock_only ? seconds / 3600 : rest / 3600);

    if (!is_clock_only) n = print_date(out, day, is_1904);
    if (!is_clock_only && rest == 0 && !(shows & SY_SHOWS_CLOCK)) return n;
    if (n) out[n++] = ' ';
    n += (unsigned)snprintf(out + n, 20, "%02d:%02d:%02d", hours, (int)(rest / 60 % 60),
                            (int)(rest % 60));
    return n;
}
