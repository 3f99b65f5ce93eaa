/* pinyin.c - the query is walked along the name as a set of places: bit i is set where its first
 * i characters stand just before the character that is looked at. */
#include "base/pinyin.h"

#include "base/utf8.h"
#include "base/width.h"
#include "base/pinyin_table.h" /* made by tools/pinyin_table.c */

enum { FIRST = 0x4E00, READINGS = 3, LEAST_LETTERS = 2 };

static uint32_t next_code(sy_slice text, size_t *i)
{
    size_t step;
    uint32_t code = sy_half_width(sy_utf8_decode(text.ptr + *i, text.len - *i, &step));

    *i += step;
    return code >= 'A' && code <= 'Z' ? code - 'A' + 'a' : code;
}

bool sy_pinyin_query_read(sy_pinyin_query *q, sy_slice text)
{
    unsigned letters = 0;

    q->n = 0;
    for (size_t i = 0; i < text.len;) {
        const uint32_t code = next_code(text, &i);
        if (code == SY_NO_WIDTH || code == ' ' || code == '\'' || code == 0x2019) continue;
        if (q->n == SY_PINYIN_MOST) return false;
        letters += code >= 'a' && code <= 'z';
        q->codes[q->n++] = code;
    }
    return letters >= LEAST_LETTERS;
}

static bool is_letter(uint32_t asked, char letter)
{
    return asked == (uint32_t)letter || (asked == 'u' && letter == 'v');
}

/* Where the query may stand after a character with this reading, having stood at place. */
static uint64_t past_reading(const sy_pinyin_query *q, unsigned place, const char *reading)
{
    uint64_t places = 0;

    for (unsigned k = 0; reading[k] && place + k < q->n; k++) {
        if (!is_letter(q->codes[place + k], reading[k])) break;
        places |= UINT64_C(1) << (place + k + 1);
    }
    return places;
}

static uint64_t past_character(const sy_pinyin_query *q, unsigned place, uint32_t code)
{
    uint64_t places = q->codes[place] == code ? UINT64_C(1) << (place + 1) : 0;

    if (code < FIRST || code - FIRST >= sizeof readings_of / sizeof *readings_of) return places;
    const uint16_t *readings = readings_of[code - FIRST];
    for (unsigned r = 0; r < READINGS && readings[r]; r++)
        places |= past_reading(q, place, syllables[readings[r]]);
    return places;
}

bool sy_pinyin_finds(const sy_pinyin_query *q, sy_slice name)
{
    uint64_t places = 0;

    for (size_t i = 0; i < name.len;) {
        const uint32_t code = next_code(name, &i);
        uint64_t next = 0;
        if (code == SY_NO_WIDTH || code == ' ') continue;
        places |= 1;
        for (uint64_t left = places; left; left &= left - 1)
            next |= past_character(q, (unsigned)__builtin_ctzll(left), code);
        if (next >> q->n & 1) return true;
        places = next;
    }
    return false;
}
