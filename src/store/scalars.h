/* scalars.h - functions for models, registered in DuckDB; private to src/store.
 *
 *   norm_id(t)          one form of a citizen's number (15 or 18 digits), a credit code or an
 *                       organisation code: equal for the same person or company. NULL where
 *                       digits are hidden or lost; other papers as they stand.
 *   norm_plate(t) norm_vin(t) norm_case(t)     normal form; NULL when it is none
 *   check_id(kind, t)   "good", "wrong-check", ... (identifier.h) of a kind: 'citizen', ...
 *   case_court(t) case_kind(t) case_year(t)    浙0683, 执恢, 2023
 *   vehicle_state(t)    letters of GA/T 16 (vehicle_state.h): BK; ? where not understood
 *   auction_round(t)    'first', 'second', 'sale'; NULL: neither is said, or both
 *   lot_class(t)        'immovable', 'right', 'movable'; NULL: not known
 *   says_no(t)          true for 无 否 没有 / -       (all three: register_words.h)
 *   add_months(day, n)  clamped to the last of the month
 *   seal_end(day, n)    the last day of a term of n years: it does not roll to a working day
 *   period_end(day, n)  n days, the start day not counted, moved on to a working day
 *   add_workdays(day, n)  is_workday(day)      NULL in years without a calendar
 *   yuan(fen)           1234.50
 *   fact(name, value, place)   one fact of a lead, `place` as each view has it
 *
 * NULL in, NULL out. */
#ifndef SY_STORE_SCALARS_H
#define SY_STORE_SCALARS_H

#include <duckdb.h>

#include "base/workdays.h"

#ifdef __cplusplus
extern "C" {
#endif

/* calendar must outlive the database. */
SY_MUST_USE sy_status sy_scalars_register(duckdb_connection con, const sy_workdays *calendar,
                                          sy_err *err);

/* norm_id, norm_plate, norm_vin, norm_case alone; nothing where they are there already. */
SY_MUST_USE sy_status sy_scalars_register_norms(duckdb_connection con, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
