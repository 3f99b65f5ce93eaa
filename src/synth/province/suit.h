/* suit.h - an ordinary suit between two people whom no case knows, and what stood before it.
 *
 *     sy_dispute d;
 *     sy_dispute_begin(&d, s);                        // contested, ended by judgment
 *     d.suit.outcome = "调解";
 *     sy_put_seal_before(s, &d.defendant, d.suit.filed - 1, 0); // of somebody else, on the
 * defendant sy_put_suits(s, &d.suit); */
#ifndef SY_SYNTH_PROVINCE_SUIT_H
#define SY_SYNTH_PROVINCE_SUIT_H

#include "synth/province/stage.h"

typedef struct sy_dispute {
    sy_somebody plaintiff, defendant;
    sy_row_suits suit;
} sy_dispute;

/* Of new people, a year or so ago, over 500,000 yuan lent. The suit borrows their names. */
void sy_dispute_begin(sy_dispute *d, sy_stage *s);
/* The same of these two; filed on that day, with a number of its own. */
sy_row_suits sy_suit_of(sy_stage *s, const sy_somebody *plaintiff, const sy_somebody *defendant,
                        int32_t filed);
/* Ended by mediation, not contested, fifty days after it was filed. */
void sy_suit_settle(sy_row_suits *suit);
/* The defendant's house, sealed in preservation by a creditor of his; lifted 0: not. */
sy_row_seals sy_seal_before(sy_stage *s, const sy_somebody *owner, int32_t start);
void sy_put_seal_before(sy_stage *s, const sy_somebody *owner, int32_t start, int32_t lifted);
/* Of a house, a car or a deposit; where it runs longer than the law allows, that is a lead. */
void sy_put_long_seal(sy_stage *s, const sy_row_seals *seal);
void sy_put_tie(sy_stage *s, const sy_somebody *a, const sy_somebody *b, const char *relation);

#endif
