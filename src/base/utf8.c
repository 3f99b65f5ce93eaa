/* utf8.c - one table-free decoder; long ASCII runs are skipped by words. */
#include "base/utf8.h"

#include <string.h>

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

size_t sy_utf8_valid_prefix(const char *p, size_t n)
{
    size_t at = 0;

    while (at < n) {
        while (n - at >= 32) {
            uint64_t w[4];
            memcpy(w, p + at, 32);
            if ((w[0] | w[1] | w[2] | w[3]) & 0x8080808080808080ull) break;
            at += 32;
        }
        if (at == n) break;
        size_t length = sy_utf8_length(p + at, n - at);
        if (length == 0) break;
        at += length;
    }
    return at;
}
