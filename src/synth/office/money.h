/* money.h - how much of each movement was the debtor's money, worked out the plain way.
 *
 * A second model of design/tracing.md, beside the one in src/flow, as slow and simple as
 * it can be: all movements in order of true time, one pass a rule. It knows what the files
 * can show: where no statement is, money stops. */
#ifndef SY_SYNTH_OFFICE_MONEY_H
#define SY_SYNTH_OFFICE_MONEY_H

#include "synth/office/world.h"

enum { SY_MONEY_RULES = 5 }; /* fifo, lifo, prorata, clean-first, taint-first */

/* Of a closed world: for each movement (of w->moves) the fen that came from the debtor's
 * accounts since a day, under one rule. sees_all: also through accounts without statement.
 * Caller owns *tainted (sy_drop). */
SY_MUST_USE sy_status sy_money_follow(sy_minor **tainted, const sy_world *w, int debtor, int rule,
                                      int64_t since_day, bool sees_all, sy_err *err);

#endif
