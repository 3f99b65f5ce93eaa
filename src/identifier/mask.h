/* mask.h - names and numbers of which a part is hidden.
 *
 *     张*三     one character hidden: fits 张小三, not 张三
 *     *三       the family name hidden
 *     6222****1234   four stars, but the bank may hide more digits than that
 *
 * A mask never says who it is, only who it can be. Fewer than two candidates or
 * not: that decides between a proposal and nothing; it is never merged by itself. */
#ifndef SY_IDENTIFIER_MASK_H
#define SY_IDENTIFIER_MASK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Does a part stand hidden: *, ＊, and 某 in a name of two or three characters? */
bool sy_is_masked(sy_slice text);

/* Can the pattern be this name? Both are folded to half width and upper case;
 * as many characters, and the visible ones equal. A pattern that shows nothing
 * (**) fits nobody. */
bool sy_mask_fits_name(sy_slice pattern, sy_slice name);

/* Can the pattern be this number? A run of stars stands for one digit or more,
 * since banks print four for any number of them; exact: as many as stars (ID
 * numbers). At least four characters must be visible. */
bool sy_mask_fits_number(sy_slice pattern, sy_slice number, bool exact);

/* Which of the n names can it be? Their places in found, at most `most`; returns
 * how many there are in all. */
size_t sy_mask_candidates(sy_slice pattern, const sy_slice *names, size_t n, size_t *found,
                          size_t most);

#ifdef __cplusplus
}
#endif

#endif
