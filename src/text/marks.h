/* marks.h - where the delimiters and line ends are, 64 bytes at a time.
 *
 * Bit i of sy_marks(p, ',') says that p[i] is a comma, CR or LF. Taking the
 * lowest bit again and again walks the cells of a record without looking at
 * each byte. Private to this folder; the 64 bytes must be readable. */
#ifndef SY_TEXT_MARKS_H
#define SY_TEXT_MARKS_H

#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* The same by words, for machines without SSE2, and for the test. */
static inline uint64_t sy_marks_by_words(const unsigned char *p, unsigned char delimiter)
{
    const uint64_t low7 = 0x7F7F7F7F7F7F7F7Full, ones = 0x0101010101010101ull;
    const unsigned char wanted[3] = {delimiter, '\n', '\r'};
    uint64_t marks = 0;

    for (unsigned i = 0; i < 8; i++) {
        uint64_t w = 0, hits = 0;
        for (unsigned k = 0; k < 8; k++) w |= (uint64_t)p[i * 8 + k] << 8 * k;
        for (unsigned k = 0; k < 3; k++) {
            /* The top bit of each byte of hits: set where the byte is wanted. */
            uint64_t v = w ^ (ones * wanted[k]);
            hits |= ~(((v & low7) + low7) | v | low7);
        }
        /* Gathers the eight top bits into one byte. */
        marks |= ((hits >> 7) * 0x0102040810204080ull) >> 56 << 8 * i;
    }
    return marks;
}

#if defined(__SSE2__)
static inline uint64_t sy_marks(const unsigned char *p, unsigned char delimiter)
{
    const __m128i d = _mm_set1_epi8((char)delimiter), lf = _mm_set1_epi8('\n'),
                  cr = _mm_set1_epi8('\r');
    uint64_t marks = 0;

    for (unsigned i = 0; i < 4; i++) {
        const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i * 16));
        const __m128i hit = _mm_or_si128(
            _mm_cmpeq_epi8(v, d), _mm_or_si128(_mm_cmpeq_epi8(v, lf), _mm_cmpeq_epi8(v, cr)));
        marks |= (uint64_t)(unsigned)_mm_movemask_epi8(hit) << i * 16;
    }
    return marks;
}
#else
static inline uint64_t sy_marks(const unsigned char *p, unsigned char delimiter)
{
    return sy_marks_by_words(p, delimiter);
}
#endif

#endif
