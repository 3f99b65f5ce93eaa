/* terms.h - which of many words stand in a text (Vectorscan).
 *
 *     const sy_slice words[] = {SY_TEXT("置业"), SY_TEXT("物业")};
 *     sy_terms_new(&t, NULL, words, 2, &err);
 *     sy_terms_each(t, text, on_hit, ctx);   // on_hit(ctx, 0, begin, end) ...
 *     sy_terms_free(t);
 *
 * Bytes are compared as they are: whoever wants full width, case or blanks not to
 * matter folds words and texts alike. Every place of every word is reported, also
 * where words overlap; which of them counts is the caller's to say. */
#ifndef SY_TEXT_TERMS_H
#define SY_TEXT_TERMS_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_terms sy_terms;

/* Words are numbered from 0 as they stand in the list; none may be empty; one may stand
 * there twice. SY_EENGINE where the processor is not one that Vectorscan knows. Cost:
 * about 10 ms for 400 words, 0.3 KB each. */
SY_MUST_USE sy_status sy_terms_new(sy_terms **out, const sy_alloc *al, const sy_slice *words,
                                   size_t n, sy_err *err);
void sy_terms_free(sy_terms *t);

/* Calls fn for each place of each word, by the end of the place. One thread at a time.
 * Cost: one pass, about 0.1 us for a company's name. */
typedef void sy_term_fn(void *ctx, uint32_t word, size_t begin, size_t end);
void sy_terms_each(const sy_terms *t, sy_slice text, sy_term_fn *fn, void *ctx);

#ifdef __cplusplus
}
#endif

#endif
