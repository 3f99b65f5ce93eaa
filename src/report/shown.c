/* shown.c - widths by ranges of the Unicode tables (East Asian Width W and F),
 * coarse on purpose: what is drawn two columns wide in practice. The ambiguous
 * ones (quotes, box lines) count one, as terminals draw them. */
#include "report/shown.h"

#include <stdio.h>

#include "base/utf8.h"

typedef struct range {
    uint32_t first, last;
} range;

static bool is_in(const range *ranges, size_t n, uint32_t code)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code > ranges[middle].last)
            low = middle + 1;
        else if (code < ranges[middle].first)
            high = middle;
        else
            return true;
    }
    return false;
}

static const range wide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x18CFF}, {0x1B000, 0x1B2FF}, {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD},
};

static const range combining[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x20D0, 0x20F0}, {0x302A, 0x302D}, {0x3099, 0x309A}, {0xFE20, 0xFE2F},
};

/* Controls, soft hyphen, marks of direction, joiners, variation selectors,
 * surrogate-like and private oddities that have no glyph. */
static const range invisible[] = {
    {0x0000, 0x001F}, {0x007F, 0x009F}, {0x00AD, 0x00AD},   {0x034F, 0x034F},   {0x061C, 0x061C},
    {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F},   {0x200B, 0x200F},   {0x2028, 0x202E},
    {0x2060, 0x206F}, {0x3164, 0x3164}, {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},
    {0xFFF0, 0xFFFB}, {0xFFFE, 0xFFFF}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

bool sy_is_invisible(uint32_t code)
{
    return is_in(invisible, COUNT(invisible), code);
}

unsigned sy_char_width(uint32_t code)
{
    if (code < 0x0300) return code >= 0x20 && (code < 0x7F || code >= 0xA0);
    if (is_in(combining, COUNT(combining), code) || sy_is_invisible(code)) return 0;
    return is_in(wide, COUNT(wide), code) ? 2 : 1;
}

size_t sy_width(sy_slice text)
{
    size_t width = 0;

    for (size_t at = 0, n; at < text.len; at += n) {
        width += sy_char_width(sy_utf8_decode(text.ptr + at, text.len - at, &n));
    }
    return width;
}

/* The characters to show for one; returns their width. */
static size_t one_shown(char out[16], uint32_t code)
{
    if (code == '\n' || code == '\t' || code == '\r') code = ' ';
    if (sy_is_invisible(code)) {
        snprintf(out, 16, "⟨%04X⟩", (unsigned)code & 0xFFFFFFu);
        return sy_width(sy_slice_of(out));
    }
    out[sy_utf8_encode(out, code)] = '\0';
    return sy_char_width(code);
}

void sy_shown(sy_buf *b, sy_slice text, size_t max_width)
{
    size_t width = 0, room_for_dots = b->len; /* where to cut when … is needed */

    for (size_t at = 0, n; at < text.len; at += n) {
        char out[16];
        size_t w = one_shown(out, sy_utf8_decode(text.ptr + at, text.len - at, &n));
        if (max_width && width + w > max_width) {
            if (sy_buf_status(b) != SY_OK) return;
            b->len = room_for_dots;
            sy_buf_text(b, "…");
            return;
        }
        sy_buf_text(b, out);
        width += w;
        if (width + 1 <= max_width) room_for_dots = b->len;
    }
}
