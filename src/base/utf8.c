/* utf8.c - one table-free decoder; long texts are checked by vectors. */
#include "base/utf8.h"

#include <stdbool.h>

size_t sy_utf8_length(const char *text, size_t n)
{
    const unsigned char *p = (const unsigned char *)text;

    if (p[0] < 0x80) return 1;
    if (p[0] < 0xC2 || p[0] > 0xF4) return 0;
    if (n < 2 || (p[1] & 0xC0u) != 0x80u) return 0;
    if (p[0] < 0xE0) return 2;
    if (n < 3 || (p[2] & 0xC0u) != 0x80u) return 0;
    if (p[0] == 0xE0 && p[1] < 0xA0) return 0;
    if (p[0] == 0xED && p[1] > 0x9F) return 0;
    if (p[0] < 0xF0) return 3;
    if (n < 4 || (p[3] & 0xC0u) != 0x80u) return 0;
    if (p[0] == 0xF0 && p[1] < 0x90) return 0;
    if (p[0] == 0xF4 && p[1] > 0x8F) return 0;
    return 4;
}

size_t sy_utf8_count(const char *p, size_t n)
{
    size_t characters = 0;

    for (size_t i = 0; i < n; i++) characters += ((unsigned char)p[i] & 0xC0) != 0x80;
    return characters;
}

uint32_t sy_utf8_decode(const char *text, size_t n, size_t *length)
{
    const unsigned char *p = (const unsigned char *)text;

    *length = sy_utf8_length(text, n);
    switch (*length) {
    case 1: return p[0];
    case 2: return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    case 3: return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    case 4:
        return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
    default: *length = 1; return 0xFFFD;
    }
}

size_t sy_utf8_encode(char out[4], uint32_t code)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0u | code >> 6);
        out[1] = (char)(0x80u | (code & 0x3Fu));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0u | code >> 12);
        out[1] = (char)(0x80u | (code >> 6 & 0x3Fu));
        out[2] = (char)(0x80u | (code & 0x3Fu));
        return 3;
    }
    out[0] = (char)(0xF0u | code >> 18);
    out[1] = (char)(0x80u | (code >> 12 & 0x3Fu));
    out[2] = (char)(0x80u | (code >> 6 & 0x3Fu));
    out[3] = (char)(0x80u | (code & 0x3Fu));
    return 4;
}

/* Is p[0 .. CHUNK) right, seen with the three bytes before it? Whatever its last
 * bytes begin is left open. Every byte is judged by itself and the three before
 * it, without a branch: the compiler makes vectors of this loop. */
enum { CHUNK = 256 };

static bool chunk_is_valid(const unsigned char *p)
{
    const unsigned char *before = p - 3;
    unsigned char wrong = 0;

    for (size_t i = 3; i < CHUNK + 3; i++) {
        const unsigned char c = before[i], c1 = before[i - 1], c2 = before[i - 2], c3 = before[i - 3];
        const unsigned char follows = (c1 >= 0xC0) | (c2 >= 0xE0) | (c3 >= 0xF0);
        const unsigned char is_continuation = (c >= 0x80) & (c < 0xC0);
        const unsigned char is_never = (c == 0xC0) | (c == 0xC1) | (c >= 0xF5);
        const unsigned char is_overlong = ((c1 == 0xE0) & (c < 0xA0)) | ((c1 == 0xF0) & (c < 0x90));
        const unsigned char is_beyond = ((c1 == 0xED) & (c > 0x9F)) | ((c1 == 0xF4) & (c > 0x8F));
        wrong |= (unsigned char)((follows ^ is_continuation) | is_never | is_overlong | is_beyond);
    }
    return wrong == 0;
}

/* Where the last character of p[.. n) begins if it is cut off there, else n. */
static size_t last_boundary(const unsigned char *p, size_t n)
{
    if (p[n - 1] >= 0xC0) return n - 1;
    if (p[n - 2] >= 0xE0) return n - 2;
    if (p[n - 3] >= 0xF0) return n - 3;
    return n;
}

size_t sy_utf8_valid_prefix(const char *text, size_t n)
{
    const unsigned char *p = (const unsigned char *)text;
    size_t at = 0;

    while (at < n) {
        while (at >= 3 && n - at >= CHUNK && chunk_is_valid(p + at)) {
            at = last_boundary(p, at + CHUNK);
        }
        /* The first bytes, the last ones, and those around what is wrong. */
        for (size_t stop = n - at < CHUNK ? n : at + 3; at < stop;) {
            size_t length = sy_utf8_length(text + at, n - at);
            if (length == 0) return at;
            at += length;
        }
    }
    return at;
}
