/* xls_text.c - a text that goes on in the next record has a new option byte
 * there, which says anew whether its units have one byte or two; the lists
 * behind the text go on without one. */
#include "text/xls_text.h"

#include "base/utf8.h"
#include "text/xls_bytes.h"

enum { CONTINUE = 0x3C, HEAD = 4 };
enum { IS_WIDE = 1, IS_SPOKEN = 4, IS_RICH = 8 };
#define REPLACEMENT 0xFFFDu

bool sy_record_at(sy_record *r, const unsigned char *stream, size_t n, size_t at)
{
    if (at > n || n - at < HEAD) return false;
    r->kind = sy_little16(stream + at);
    r->n = sy_little16(stream + at + 2);
    r->bytes = stream + at + HEAD;
    r->next = at + HEAD + r->n;
    return r->next <= n;
}

sy_record_cursor sy_record_walk(const unsigned char *stream, size_t n, const sy_record *r,
                                size_t skip)
{
    return (sy_record_cursor){
        .stream = stream, .n = n, .at = (size_t)(r->bytes - stream) + skip, .end = r->next};
}

/* Is there a byte to read? Moves on to the next part where this one is done. */
static bool has_more(sy_record_cursor *c)
{
    sy_record next;

    while (c->at >= c->end) {
        if (!sy_record_at(&next, c->stream, c->n, c->end) || next.kind != CONTINUE) return false;
        c->at = c->end + HEAD;
        c->end = next.next;
    }
    return true;
}

bool sy_record_is_done(sy_record_cursor *c)
{
    return !has_more(c);
}

uint32_t sy_record_byte(sy_record_cursor *c)
{
    if (c->has_failed || !has_more(c)) {
        c->has_failed = true;
        return 0;
    }
    return c->stream[c->at++];
}

uint32_t sy_record_16(sy_record_cursor *c)
{
    const uint32_t low = sy_record_byte(c);
    return low | sy_record_byte(c) << 8;
}

uint32_t sy_record_32(sy_record_cursor *c)
{
    const uint32_t low = sy_record_16(c);
    return low | sy_record_16(c) << 16;
}

static void skip_bytes(sy_record_cursor *c, uint64_t n)
{
    while (n > 0 && !c->has_failed) {
        if (!has_more(c)) {
            c->has_failed = true;
            return;
        }
        const uint64_t here = c->end - c->at;
        const uint64_t k = n < here ? n : here;
        c->at += (size_t)k;
        n -= k;
    }
}

/* One unit; *high is the first half of a pair that waits for its second, or 0. */
static size_t put_unit(char *to, uint32_t unit, uint32_t *high)
{
    size_t n = 0;

    if (unit >= 0xDC00 && unit < 0xE000) {
        const uint32_t code =
            *high ? 0x10000 + ((*high - 0xD800) << 10) + (unit - 0xDC00) : REPLACEMENT;
        *high = 0;
        return sy_utf8_encode(to, code);
    }
    if (*high) n = sy_utf8_encode(to, REPLACEMENT);
    *high = 0;
    if (unit >= 0xD800 && unit < 0xDC00)
        *high = unit;
    else
        n += sy_utf8_encode(to + n, unit);
    return n;
}

/* Up to n_units units of this part; how many. */
static uint32_t put_units(sy_record_cursor *c, sy_buf *out, uint32_t n_units, bool is_wide,
                          uint32_t *high)
{
    enum { PIECE = 256, MOST = 8 }; /* bytes that one unit can make: U+FFFD and a character */
    const size_t size = is_wide ? 2 : 1;
    const size_t here = (c->end - c->at) / size;
    char piece[PIECE * MOST];
    uint32_t n = n_units < here ? n_units : (uint32_t)here;
    size_t used = 0;

    if (n > PIECE) n = PIECE;
    for (uint32_t i = 0; i < n; i++, c->at += size) {
        const unsigned char *p = c->stream + c->at;
        used += put_unit(piece + used, is_wide ? sy_little16(p) : *p, high);
    }
    sy_buf_add(out, piece, used);
    return n;
}

void sy_record_text(sy_record_cursor *c, sy_buf *out, uint32_t n_units)
{
    const uint32_t options = sy_record_byte(c);
    const uint64_t runs = options & IS_RICH ? sy_record_16(c) : 0;
    const uint64_t spoken = options & IS_SPOKEN ? sy_record_32(c) : 0;
    bool is_wide = options & IS_WIDE;
    uint32_t high = 0;

    while (n_units > 0 && !c->has_failed) {
        if (c->at >= c->end) is_wide = sy_record_byte(c) & IS_WIDE;
        if (c->has_failed) break;
        const uint32_t n = put_units(c, out, n_units, is_wide, &high);
        if (n == 0 && c->at < c->end) c->has_failed = true; /* half a unit */
        n_units -= n;
    }
    if (high) sy_buf_text(out, "\xEF\xBF\xBD");
    skip_bytes(c, 4 * runs + spoken);
}
