/* words.h - words of which plainly invented names are made: people called after lines of
 * poems, firms in towns that do not exist. */
#ifndef SY_SYNTH_WORDS_H
#define SY_SYNTH_WORDS_H

enum { SY_SURNAMES = 30, SY_GIVEN_NAMES = 70, SY_FIRM_WORDS = 60, SY_TOWNS = 6 };

extern const char *const sy_surnames[SY_SURNAMES];
extern const char *const sy_given_names[SY_GIVEN_NAMES];
extern const char *const sy_firm_words[SY_FIRM_WORDS];
extern const char *const sy_towns[SY_TOWNS];

#endif
