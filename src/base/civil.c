/* civil.c - calendar arithmetic after Howard Hinnant's "chrono-compatible
 * low-level date algorithms": eras of 400 years that begin in March. */
#include "base/civil.h"

#include <stdio.h>
#include <time.h>

int64_t sy_days_from_civil(int year, int month, int day)
{
    int64_t y = (int64_t)year - (month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * 146097 + day_of_era - 719468;
}

bool sy_date_exists(int year, int month, int day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    if (month < 1 || month > 12 || day < 1) return false;
    return day <= days[month - 1] + (month == 2 && leap);
}

int64_t sy_seconds_from_civil(const sy_civil *c)
{
    return sy_days_from_civil(c->year, c->month, c->day) * SY_DAY + c->hour * 3600 +
           c->minute * 60 + c->second;
}

void sy_civil_from_seconds(sy_civil *c, int64_t at)
{
    int64_t days = sy_day_of(at), seconds = at - days * SY_DAY;
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;

    c->day = (int)(doy - (153 * mp + 2) / 5 + 1);
    c->month = (int)(mp < 10 ? mp + 3 : mp - 9);
    c->year = (int)(yoe + era * 400 + (c->month <= 2));
    c->hour = (int)(seconds / 3600);
    c->minute = (int)(seconds / 60 % 60);
    c->second = (int)(seconds % 60);
}

static bool number(const char *p, int digits, int *out)
{
    *out = 0;
    for (int i = 0; i < digits; i++) {
        if (p[i] < '0' || p[i] > '9') return false;
        *out = *out * 10 + (p[i] - '0');
    }
    return true;
}

int32_t sy_today(void)
{
    const time_t now = time(NULL);
    struct tm here;

    return localtime_r(&now, &here)
               ? (int32_t)sy_days_from_civil(here.tm_year + 1900, here.tm_mon + 1, here.tm_mday)
               : (int32_t)sy_day_of((int64_t)now);
}

bool sy_time_parse_iso(int64_t *at, sy_precision *precision, sy_slice text)
{
    sy_civil c = {0};
    const char *p = text.ptr;

    if (text.len != 10 && text.len != 19) return false;
    if (!number(p, 4, &c.year) || p[4] != '-' || !number(p + 5, 2, &c.month) || p[7] != '-' ||
        !number(p + 8, 2, &c.day) || !sy_date_exists(c.year, c.month, c.day)) {
        return false;
    }
    if (text.len == 19) {
        if ((p[10] != 'T' && p[10] != ' ') || p[13] != ':' || p[16] != ':') return false;
        if (!number(p + 11, 2, &c.hour) || !number(p + 14, 2, &c.minute) ||
            !number(p + 17, 2, &c.second) || c.hour > 23 || c.minute > 59 || c.second > 59) {
            return false;
        }
    }
    *precision = text.len == 19 ? SY_SECOND : SY_DATE;
    *at = sy_seconds_from_civil(&c);
    return true;
}

bool sy_date_is_shaped(sy_slice text)
{
    int n;

    return text.len == 10 && number(text.ptr, 4, &n) && text.ptr[4] == '-' &&
           number(text.ptr + 5, 2, &n) && text.ptr[7] == '-' && number(text.ptr + 8, 2, &n);
}

char *sy_time_print(char out[SY_TIME_TEXT], int64_t at, sy_precision precision)
{
    sy_civil c;

    sy_civil_from_seconds(&c, at);
    if (precision == SY_DATE) {
        snprintf(out, SY_TIME_TEXT, "%04d-%02d-%02d", c.year, c.month, c.day);
    } else {
        snprintf(out, SY_TIME_TEXT, "%04d-%02d-%02dT%02d:%02d:%02d", c.year, c.month, c.day, c.hour,
                 c.minute, c.second);
    }
    return out;
}

char *sy_utc_print(char out[SY_UTC_TEXT], int64_t at)
{
    char text[SY_TIME_TEXT];

    snprintf(out, SY_UTC_TEXT, "%.22sZ", sy_time_print(text, at, SY_SECOND));
    return out;
}
