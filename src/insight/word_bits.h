/* word_bits.h - what the words of a text say, as bits of the caller's.
 *
 *     sy_word_bits *w;
 *     sy_word_bits_new(&w, NULL, &err);
 *     sy_word_bits_add(w, SY_TEXT("电费"), BILL, 0, &err);
 *     sy_word_bits_add(w, SY_TEXT("电费押金"), 0, BILL, &err);      // is none
 *     sy_word_bits_ready(w, &err);
 *     if (sy_word_bits_in(w, SY_TEXT("７月 电费")) & BILL) ...
 *
 * Full width, upper case and blanks do not matter (base/fold.h). The search itself is
 * text/terms.h. Callers ask once a distinct text. */
#ifndef SY_INSIGHT_WORD_BITS_H
#define SY_INSIGHT_WORD_BITS_H

#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_word_bits sy_word_bits;

SY_MUST_USE sy_status sy_word_bits_new(sy_word_bits **out, const sy_alloc *al, sy_err *err);
void sy_word_bits_free(sy_word_bits *w);

/* Where the word stands the text has the bits `gives`, and none of the bits `voids`,
 * whatever other words give. The word is copied; one of blanks only gives nothing. */
SY_MUST_USE sy_status sy_word_bits_add(sy_word_bits *w, sy_slice word, uint32_t gives,
                                       uint32_t voids, sy_err *err);
/* After the last word and before the first text. */
SY_MUST_USE sy_status sy_word_bits_ready(sy_word_bits *w, sy_err *err);

/* Looks at the first SY_WORD_BITS_TEXT bytes. One thread at a time. */
enum { SY_WORD_BITS_TEXT = 1024 };
uint32_t sy_word_bits_in(const sy_word_bits *w, sy_slice text);

#ifdef __cplusplus
}
#endif

#endif
