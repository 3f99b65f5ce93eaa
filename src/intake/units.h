/* units.h - units of money, in headings and in cells. Private to intake.
 *
 * A unit is how many places the point moves to make it yuan: 万元 is 4, 分 is -2. */
#ifndef SY_INTAKE_UNITS_H
#define SY_INTAKE_UNITS_H

#include <stdbool.h>

#include "intake/parse.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_IN_YUAN = 0, SY_IN_WAN = 4, SY_UNIT_NOT_SAID = 100, SY_UNIT_STRANGE = 101 };

/* What a heading says in brackets at its end: 成交价(万元), 收款金额（分）. *base: what stands
 * before. STRANGE: something that speaks of money in another way (美元, 千美元). */
int sy_heading_unit(sy_slice heading, sy_slice *base);

/* What stands before the bracket at the end of a heading, whatever the bracket says. False: it
 * has none. */
bool sy_heading_bracket(sy_slice heading, sy_slice *base);

/* An amount as registers and people write it: 12.5万元, 1,250,000.50, or in the unit where
 * nothing in the cell says otherwise. is_number: as a workbook stores it. */
sy_rule sy_parse_yuan(int64_t *fen, sy_slice text, bool is_number, int unit);

#ifdef __cplusplus
}
#endif

#endif
