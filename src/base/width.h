/* width.h - characters of one meaning in one form: half width, one kind of blank.
 *
 *     sy_half_width(0xFF21)      // Ａ gives 'A'
 *     sy_half_width(0x200B)      // a zero-width blank gives SY_NO_WIDTH: drop it
 */
#ifndef SY_BASE_WIDTH_H
#define SY_BASE_WIDTH_H

#include <stdbool.h>
#include <stdint.h>

enum { SY_NO_WIDTH = 0x110000 }; /* no code point */

/* Blanks of all widths and marks without width; not NUL and its kin, which
 * are bytes of a damaged cell and spoil the value. */
static inline bool sy_is_blank_char(uint32_t code)
{
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xA0 || code == 0x3000 ||
           code == 0xFEFF || (code >= 0x2000 && code <= 0x200F) || code == 0x2060;
}

static inline uint32_t sy_half_width(uint32_t code)
{
    if (code >= 0xFF01 && code <= 0xFF5E) return code - 0xFEE0;
    if (code == 0x3000 || code == 0xA0 || (code >= '\t' && code <= '\r')) return ' ';
    if (code == 0x2212 || code == 0x2010 || code == 0x2011 || code == 0x2013) return '-';
    if (code == 0xFFE5) return 0xA5; /* the yen sign */
    if (code != ' ' && sy_is_blank_char(code)) return SY_NO_WIDTH;
    return code;
}

#endif
