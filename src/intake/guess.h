/* guess.h - what the columns of a table are that no profile knows. Private to
 * intake.
 *
 * Two kinds of evidence: headings (exact words of any profile, or nearly so:
 * 交易目期) and shapes of the columns below (dates, amounts, numbers of accounts,
 * few words that mean in and out, a balance that chains). A chain of balances
 * beats words, since it cannot come about by accident.
 *
 * Confidence, 0 to 100, is that of the weakest thing a ledger needs: when, how
 * much and in which direction, and whose. Each is worth
 *
 *     97  money whose balances chain on nearly all rows, at least SY_GUESS_STEPS
 *     90  a heading that a profile knows, above cells of the right shape
 *     75  the only column of that shape, under a heading that is nearly known
 *     60  the only column of that shape, under an unknown heading
 *     40  one of several
 *
 * and a second mapping that fits just as well caps it at 40. From
 * SY_GUESS_ENOUGH on a table is imported without a question. */
#ifndef SY_INTAKE_GUESS_H
#define SY_INTAKE_GUESS_H

#include "intake/profile.h"
#include "intake/sample.h"

enum { SY_GUESS_STEPS = 8, SY_GUESS_ENOUGH = 85, SY_GUESS_COLUMNS = 64 };

typedef struct sy_guess {
    uint32_t header, header_rows; /* of the sample; header_rows 0: no header, 1 or 2 */
    uint32_t first;               /* the first row of data, of the sample */
    uint32_t n_columns;
    const sy_slice *headings;   /* n_columns of them, in the arena; empty without a header */
    uint16_t column[SY_FIELDS]; /* or SY_NO_COLUMN */
    uint8_t certainty[SY_FIELDS];
    bool is_signed;          /* the sign of the amount is the direction */
    uint32_t steps, chained; /* of the balances, in the sample */
    unsigned confidence;     /* without the account: what a title says is not looked at here */
} sy_guess;

/* False: it does not look like a table of payments at all. Cost: the sample
 * once for each shape, and once for each way to read its numbers as money. */
SY_MUST_USE sy_status sy_guess_table(sy_guess *g, bool *found, const sy_profiles *p,
                                     const sy_sample *sample, sy_arena *arena, sy_err *err);

/* How alike two folded headings are, 0 to 100: 100 equal, 75 all but one
 * character of at least three, 60 one within the other, else 0. */
unsigned sy_heading_likeness(sy_slice a, sy_slice b);

#endif
