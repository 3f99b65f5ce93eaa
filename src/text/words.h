/* words.h - words with their places on pages, as PDF and OFD files have them.
 *
 *     sy_words w;
 *     sy_words_init(&w, NULL);
 *     sy_words_add(&w, 1, (sy_box){72000, 90000, 120000, 100000}, SY_TEXT("余额"));
 *     if (sy_words_status(&w) != SY_OK) ...     // once, at the end
 *     sy_words_dispose(&w);
 *
 * Private to this folder. */
#ifndef SY_TEXT_WORDS_H
#define SY_TEXT_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/* Thousandths of whatever the document measures in; y grows downwards. */
typedef struct sy_box {
    int32_t x0, y0, x1, y1;
} sy_box;

typedef struct sy_word {
    uint32_t page; /* from 1 */
    sy_box box;
    uint32_t at, n; /* of its text in sy_words.text */
} sy_word;

typedef struct sy_words {
    const sy_alloc *al;
    sy_word *items;
    size_t n, capacity;
    sy_buf text;
    sy_status status;
} sy_words;

void sy_words_init(sy_words *w, const sy_alloc *al);
void sy_words_dispose(sy_words *w);
/* Blanks part words; boxes are cut in proportion. A failure is remembered:
 * SY_ELIMIT past SY_MAX_WORDS. */
void sy_words_add(sy_words *w, uint32_t page, sy_box box, sy_slice text);
sy_status sy_words_status(const sy_words *w);
sy_slice sy_word_text(const sy_words *w, const sy_word *word);

/* "123.456" as 123456: what follows is cut off; false for what is no number or
 * beyond a million. */
bool sy_thousandths(int32_t *value, sy_slice text);

/* 20230105, 2023-01-05, 2023年1月5日, 2023/1/5, 20230105093012; not 20231305. */
bool sy_word_is_date(sy_slice text);
bool sy_word_is_clock(sy_slice text);  /* 09:30:12 */
bool sy_word_is_amount(sy_slice text); /* -1,234.50 ¥3.00 */
bool sy_word_has_digit(sy_slice text);
bool sy_word_has_han(sy_slice text); /* a Chinese character */

#endif
