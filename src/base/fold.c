/* fold.c - one pass, character by character; what is not UTF-8 becomes U+FFFD. */
#include "base/fold.h"

#include <string.h>

#include "base/utf8.h"
#include "base/width.h"

size_t sy_words_fold(char *out, size_t room, sy_slice text)
{
    size_t n = 0;

    for (size_t i = 0, step; i < text.len; i += step) {
        char bytes[4];
        const unsigned char c = (unsigned char)text.ptr[i];
        if (c > ' ' && c < 0x80) { /* the most of it */
            if (n + 1 > room - 1) break;
            out[n++] = (char)(c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c);
            step = 1;
            continue;
        }
        uint32_t code = sy_half_width(sy_utf8_decode(text.ptr + i, text.len - i, &step));
        if (code == SY_NO_WIDTH || code == ' ') continue;
        if (code >= 'a' && code <= 'z') code -= 'a' - 'A';
        size_t k = sy_utf8_encode(bytes, code);
        if (n + k > room - 1) break;
        memcpy(out + n, bytes, k);
        n += k;
    }
    out[n] = '\0';
    return n;
}
