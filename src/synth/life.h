/* life.h - salaries, pensions, shops, cash, fees and interest of everybody in
 * the small case, outside the days on which the debtor's money passes through. */
#ifndef SY_SYNTH_LIFE_H
#define SY_SYNTH_LIFE_H

#include "synth/book.h"
#include "synth/random.h"

/* Posts them; all that is spent is optional (book.h). */
void sy_life_go_on(sy_book *b, sy_random *r);

#endif
