/* workdays.c - a byte for each day of the years that the table has. Weekdays come from the
 * calendar, the table names what differs: holidays, and weekends that are worked. */
#include "base/workdays.h"

#include <string.h>

#include "base/civil.h"
#include "base/lang.h"
#include "base/yaml.h"

enum { FIRST_YEAR = 1990, LAST_YEAR = 2099, MOST_DAYS = (LAST_YEAR - FIRST_YEAR + 1) * 366 };
/* Periods and roads to the next working day beyond these are no dates of cases. */
enum { MOST_PERIOD = 36600, MOST_MONTHS = 12000 };
enum { FIRST_DAY = -719162, LAST_DAY = 2932896 }; /* 0001-01-01, 9999-12-31 */

struct sy_workdays {
    const sy_alloc *al;
    int64_t first; /* the day of free[0] */
    bool is_known[LAST_YEAR - FIRST_YEAR + 1];
    unsigned char is_free[MOST_DAYS];
};

static int64_t first_day(void)
{
    return sy_days_from_civil(FIRST_YEAR, 1, 1);
}

/* 1970-01-01 was a Thursday. */
static bool is_weekend(int64_t day)
{
    const int64_t weekday = ((day + 3) % 7 + 7) % 7; /* 0: Monday */
    return weekday >= 5;
}

static int year_of(int64_t day)
{
    sy_civil c;
    sy_civil_from_seconds(&c, day * SY_DAY);
    return c.year;
}

/* 2024-02-10, or 2024-02-10/2024-02-17. */
static bool read_span(int64_t *from, int64_t *to, sy_slice text)
{
    const size_t cut = sy_slice_find(text, SY_TEXT("/"));
    const sy_slice first = {text.ptr, cut};
    const sy_slice last =
        cut < text.len ? (sy_slice){text.ptr + cut + 1, text.len - cut - 1} : first;
    sy_precision a, b;

    if (!sy_time_parse_iso(from, &a, first) || !sy_time_parse_iso(to, &b, last)) return false;
    if (a != SY_DATE || b != SY_DATE) return false;
    *from = sy_day_of(*from);
    *to = sy_day_of(*to);
    return *from <= *to && *to - *from < 31;
}

static void read_days(sy_workdays *w, sy_yaml *y, const sy_yaml_node *list, int year, bool is_free)
{
    for (size_t i = 0, n = sy_yaml_items(y, list); i < n; i++) {
        const sy_yaml_node *item = sy_yaml_item(y, list, i);
        int64_t from, to;

        if (!read_span(&from, &to, sy_yaml_text(y, item)) || year_of(from) != year ||
            year_of(to) != year) {
            sy_yaml_wrong(y, item, N_("a day of %d, or DAY/DAY, is expected here"), year);
            continue;
        }
        for (int64_t day = from; day <= to; day++) w->is_free[day - w->first] = is_free;
    }
}

static void read_year(sy_workdays *w, sy_yaml *y, const sy_yaml_node *node)
{
    static const char *const keys[] = {"year", "free", "worked"};
    const sy_slice text = sy_yaml_get_text(y, node, "year", true);
    int year = 0;

    sy_yaml_known(y, node, keys, sizeof keys / sizeof *keys);
    for (size_t i = 0; i < text.len && text.len == 4; i++) year = year * 10 + (text.ptr[i] - '0');
    if (year < FIRST_YEAR || year > LAST_YEAR) {
        sy_yaml_wrong(y, node, N_("a year from %d to %d is expected here"), FIRST_YEAR, LAST_YEAR);
        return;
    }
    if (w->is_known[year - FIRST_YEAR]) sy_yaml_wrong(y, node, N_("\"%d\" stands twice"), year);
    w->is_known[year - FIRST_YEAR] = true;
    read_days(w, y, sy_yaml_get(y, node, "free", true), year, true);
    read_days(w, y, sy_yaml_get(y, node, "worked", true), year, false);
}

/* Takes y. */
static sy_status read_all(sy_workdays **out, const sy_alloc *al, sy_yaml *y, sy_err *err)
{
    static const char *const keys[] = {"years"};
    sy_workdays *w = sy_new(al, sizeof *w);
    sy_status st = SY_ENOMEM;

    if (w) {
        const sy_yaml_node *root = sy_yaml_root(y), *years;
        w->al = al;
        w->first = first_day();
        for (int64_t i = 0; i < MOST_DAYS; i++) w->is_free[i] = is_weekend(w->first + i);
        sy_yaml_known(y, root, keys, 1);
        years = sy_yaml_get(y, root, "years", true);
        for (size_t i = 0, n = sy_yaml_items(y, years); i < n; i++) {
            read_year(w, y, sy_yaml_item(y, years, i));
        }
        st = sy_yaml_finish(y, err);
    } else {
        st = sy_fail_nomem(err);
    }
    sy_yaml_free(y);
    if (st == SY_OK)
        *out = w;
    else
        sy_workdays_free(w);
    return st;
}

sy_status sy_workdays_load(sy_workdays **out, const sy_alloc *al, const char *path, sy_err *err)
{
    sy_yaml *y = NULL;

    *out = NULL;
    sy_status st = sy_yaml_open(&y, al, path, err);
    return st == SY_OK ? read_all(out, al, y, err) : st;
}

sy_status sy_workdays_parse(sy_workdays **out, const sy_alloc *al, const char *name, sy_slice text,
                            sy_err *err)
{
    sy_yaml *y = NULL;

    *out = NULL;
    sy_status st = sy_yaml_parse(&y, al, name, text, err);
    return st == SY_OK ? read_all(out, al, y, err) : st;
}

void sy_workdays_free(sy_workdays *w)
{
    if (w) sy_drop(w->al, w);
}

bool sy_is_workday(bool *is_workday, const sy_workdays *w, int64_t day)
{
    const int64_t last = sy_days_from_civil(LAST_YEAR, 12, 31);

    if (!w || day < w->first || day > last || !w->is_known[year_of(day) - FIRST_YEAR]) return false;
    *is_workday = !w->is_free[day - w->first];
    return true;
}

bool sy_period_end(int64_t *end, const sy_workdays *w, int64_t start, int64_t days)
{
    bool is_workday = false;

    if (days < 0 || days > MOST_PERIOD) return false;
    for (int64_t day = start + days;; day++) {
        if (!sy_is_workday(&is_workday, w, day)) return false;
        if (is_workday) {
            *end = day;
            return true;
        }
    }
}

bool sy_workdays_after(int64_t *end, const sy_workdays *w, int64_t start, int64_t n)
{
    bool is_workday = false;

    if (n < 1 || n > MOST_PERIOD) return false;
    for (int64_t day = start + 1;; day++) {
        if (!sy_is_workday(&is_workday, w, day)) return false;
        if (is_workday && --n == 0) {
            *end = day;
            return true;
        }
    }
}

bool sy_add_months(int64_t *end, int64_t start, int64_t months)
{
    sy_civil c;

    if (months < -MOST_MONTHS || months > MOST_MONTHS) return false;
    if (start < FIRST_DAY || start > LAST_DAY) return false;
    sy_civil_from_seconds(&c, start * SY_DAY);
    const int64_t month = (int64_t)c.year * 12 + c.month - 1 + months;
    if (month < 12 || month >= 10000 * 12) return false;
    const int year = (int)(month / 12), of_year = (int)(month % 12) + 1;
    int day = c.day;
    while (!sy_date_exists(year, of_year, day)) day--;
    *end = sy_days_from_civil(year, of_year, day);
    return true;
}
