/* encoding.h - which encoding a text file is in, proved by decoding it.
 *
 * A byte order mark decides; else strict UTF-8; else strict GB18030 (GB 18030-2022
 * as glibc's iconv has it; a lone 0x80 is the euro of CP936, taken with a
 * warning); UTF-16 without a mark only where the zero bytes lie as its commas
 * and line ends put them. Nobody guesses from letter frequencies: those guesses
 * are wrong on short files (design/parts.md).
 *
 *     sy_encoding_evidence e;
 *     sy_encoding_begin(&e);
 *     while (read a piece) sy_encoding_feed(&e, piece, n);
 *     switch (sy_encoding_decide(&e)) ... */
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

/* SY_EIO where this system's iconv has no GB18030: such files would all look
 * unknown. Cost: two milliseconds the first time, then nothing. Any thread. */
SY_MUST_USE sy_status sy_encoding_ready(sy_err *err);

/* One explanation of the bytes so far: still possible, or refuted at bad_at. */
typedef struct sy_encoding_claim {
    bool ok;
    unsigned char n_held; /* bytes at the end that begin a character */
    uint64_t bad_at;      /* offset of the first wrong character */
} sy_encoding_claim;

/* Evidence collected while a file streams by; feed pieces in order, characters
 * may be cut at piece ends. Cost: one pass, UTF-8 at memory speed. */
typedef struct sy_encoding_evidence {
    sy_encoding_claim utf8, gb18030, utf16le, utf16be;
    bool saw_euro_byte; /* says something only where the answer is GB18030 */
    bool saw_nul;
    sy_encoding mark;           /* by the byte order mark, or SY_UNKNOWN_ENCODING */
    uint64_t bytes;             /* fed so far */
    uint64_t bad_at;            /* set by sy_encoding_decide: first byte nothing explains */
    uint32_t nul_even, nul_odd; /* zero bytes at the beginning of the file */
    unsigned char last[4];      /* the last bytes fed */
} sy_encoding_evidence;

void sy_encoding_begin(sy_encoding_evidence *e);
void sy_encoding_feed(sy_encoding_evidence *e, const void *bytes, size_t n);

/* Adds the evidence of the bytes that follow, gathered on its own by another
 * thread. The cut must be after a line end, where no UTF-8 or GB18030
 * character is open; UTF-16 is not followed across it. */
void sy_encoding_join(sy_encoding_evidence *e, const sy_encoding_evidence *next);

/* The answer. ASCII and an empty file are SY_UTF8. */
sy_encoding sy_encoding_decide(sy_encoding_evidence *e);

/* Appends text to out as UTF-8 (a byte order mark is the caller's to skip). GB18030: an own
 * two-byte table made from iconv once, ASCII by words. SY_UNKNOWN_ENCODING
 * lets ASCII through. Returns false at the first byte that is not text of that
 * encoding (out keeps what came before), and when out failed (its status). */
bool sy_decode(sy_buf *out, sy_slice text, sy_encoding encoding);

#ifdef __cplusplus
}
#endif

#endif
