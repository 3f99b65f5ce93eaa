/* encoding.h - which encoding a text file is in, proved by decoding it.
 *
 * A byte order mark decides; else strict UTF-8; else strict GB18030 (GB 18030-2022
 * as glibc's iconv has it; a lone 0x80 is the euro of CP936, taken with a
 * warning). Nobody guesses from letter frequencies: those guesses are wrong on
 * short files (design/parts.md). */
#ifndef SY_TEXT_ENCODING_H
#define SY_TEXT_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_encoding {
    SY_UTF8,
    SY_UTF8_BOM,
    SY_GB18030,
    SY_UTF16LE,
    SY_UTF16BE,
    SY_UNKNOWN_ENCODING
} sy_encoding;

/* "UTF-8", "UTF-8-BOM", "GB18030", "UTF-16LE", "UTF-16BE", "unknown". */
const char *sy_encoding_name(sy_encoding e);

/* Evidence collected while a file streams by; feed pieces in order, characters
 * may be cut at piece ends. Cost: one pass, ASCII at memory speed. */
typedef struct sy_encoding_evidence {
    bool utf8_ok, gb18030_ok, saw_euro_byte, saw_nul, any;
    sy_encoding mark;          /* by the byte order mark, or SY_UNKNOWN_ENCODING */
    uint64_t bytes;            /* fed so far */
    uint64_t utf8_bad_at, gb18030_bad_at; /* offset of the first wrong byte */
    unsigned char held[8];     /* an unfinished character */
    unsigned n_held_utf8, n_held_gb;
} sy_encoding_evidence;

void sy_encoding_begin(sy_encoding_evidence *e);
void sy_encoding_feed(sy_encoding_evidence *e, const void *bytes, size_t n);
sy_encoding sy_encoding_decide(sy_encoding_evidence *e);

/* Appends text to out as UTF-8. GB18030: an own two-byte table made from iconv
 * once, ASCII by words. Returns false at the first byte that is not text of
 * that encoding (out keeps what came before). */
bool sy_decode(sy_buf *out, sy_slice text, sy_encoding encoding);

#ifdef __cplusplus
}
#endif

#endif
