/* workdays.h - periods of days by the rules of procedure (民诉法 85).
 *
 *     sy_workdays *w;
 *     sy_workdays_load(&w, NULL, "dict/workdays.yaml", &err);
 *     sy_period_end(&day, w, received, 10);   // 10日内: the start day is not counted
 *
 * The start day is not counted; a period whose last day is a holiday ends on the next
 * working day (85(2), 85(3)). Which days are holidays and which Saturdays are worked is
 * said each year by the State Council: a table, as data. A day of a year that is not in
 * the table is unknown, and so is whatever depends on it. The term of a seal is no period
 * of procedure and does not roll. */
#ifndef SY_BASE_WORKDAYS_H
#define SY_BASE_WORKDAYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_workdays sy_workdays;

/* Errors name line and column. */
SY_MUST_USE sy_status sy_workdays_load(sy_workdays **out, const sy_alloc *al, const char *path,
                                       sy_err *err);
SY_MUST_USE sy_status sy_workdays_parse(sy_workdays **out, const sy_alloc *al, const char *name,
                                        sy_slice text, sy_err *err);
void sy_workdays_free(sy_workdays *w);

/* False where the year is not in the table; *is_workday otherwise. Days since 1970. */
bool sy_is_workday(bool *is_workday, const sy_workdays *w, int64_t day);
/* Start and that many days, moved on to a working day; 0 days: the start day itself moved
 * on. False where the table does not reach, or the dates leave the years 1 to 9999. */
bool sy_period_end(int64_t *end, const sy_workdays *w, int64_t start, int64_t days);
/* The n-th working day after start (n >= 1). */
bool sy_workdays_after(int64_t *end, const sy_workdays *w, int64_t start, int64_t n);

/* The same day so many months later; the last of the month where there is no such day. */
bool sy_add_months(int64_t *end, int64_t start, int64_t months);

#ifdef __cplusplus
}
#endif

#endif
