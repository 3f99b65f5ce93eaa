/* civil.h - dates and times as statements write them.
 *
 * A time is the statement's wall clock in seconds, stored as if UTC; nothing
 * is ever shifted. Its precision stands beside it: a date without a clock
 * counts as 00:00:00 and prints as a date (tracing.md 2.3). */
#ifndef SY_BASE_CIVIL_H
#define SY_BASE_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SY_DAY 86400
#define SY_MICROSECONDS 1000000 /* of a second: how the engine keeps times */

typedef enum sy_precision { SY_SECOND = 0, SY_DATE = 1 } sy_precision;

typedef struct sy_civil {
    int year, month, day, hour, minute, second;
} sy_civil;

/* Days since 1970-01-01 of a proleptic Gregorian date. */
int64_t sy_days_from_civil(int year, int month, int day);
bool sy_date_exists(int year, int month, int day);
/* Seconds; the date must exist. */
int64_t sy_seconds_from_civil(const sy_civil *c);
void sy_civil_from_seconds(sy_civil *c, int64_t at);

/* floor(at / SY_DAY): the day number of a time. */
static inline int64_t sy_day_of(int64_t at)
{
    return at >= 0 ? at / SY_DAY : -((-at + SY_DAY - 1) / SY_DAY);
}

/* The day it is where the computer stands, by its clock; days since 1970. */
int32_t sy_today(void);

/* YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SS (a blank may stand for the T). */
bool sy_time_parse_iso(int64_t *at, sy_precision *precision, sy_slice text);
/* YYYY-MM-DD in form, whether or not there is such a day: for what to say of one that is none. */
bool sy_date_is_shaped(sy_slice text);

#define SY_TIME_TEXT 40
/* ISO 8601 by precision; years outside 0..9999 keep their digits. Returns out. */
char *sy_time_print(char out[SY_TIME_TEXT], int64_t at, sy_precision precision);

/* A moment of a computer's clock, seconds since 1970: YYYY-MM-DDTHH:MM:SSZ. Returns out. */
#define SY_UTC_TEXT 24
char *sy_utc_print(char out[SY_UTC_TEXT], int64_t at);

#ifdef __cplusplus
}
#endif

#endif
