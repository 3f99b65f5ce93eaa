/* ids.h - numbers with valid check digits that belong to nobody.
 *
 *     char id[SY_ID_TEXT];
 *     sy_synth_id(id, 1985, 3, 15, 2);      // "330699198503150025"
 */
#ifndef SY_SYNTH_IDS_H
#define SY_SYNTH_IDS_H

#include <stdint.h>

enum { SY_ID_TEXT = 19, SY_CARD_TEXT = 20 };

/* An identity number (GB 11643) of the unassigned region 330699: odd serial
 * 0..999 for a man, even for a woman. */
void sy_synth_id(char out[SY_ID_TEXT], int year, int month, int day, unsigned serial);

/* A card number of 19 digits with its Luhn digit: bin (6 digits), then body
 * (below 10^12). */
void sy_synth_card(char out[SY_CARD_TEXT], uint32_t bin, uint64_t body);

/* A social credit code (GB 32100) of a company of that region: 91330699, an
 * organisation code made of serial (below 8 * 10^6) with its check, the check. */
void sy_synth_credit_code(char out[SY_ID_TEXT], uint32_t serial);

/* The last character of each, for tests and for the makers above. */
char sy_synth_id_check(const char *first17);
char sy_synth_luhn_check(const char *digits, unsigned n);
char sy_synth_credit_check(const char *first17);

#endif
