/* lines.h - the words of one page, in lines from top to bottom and from left to
 * right. Private to this folder. */
#ifndef SY_TEXT_LINES_H
#define SY_TEXT_LINES_H

#include "base/err.h"
#include "text/words.h"

typedef struct sy_line {
    uint32_t first, n; /* words order[first .. first + n), by x */
    sy_box box;
} sy_line;

typedef struct sy_lines {
    const sy_alloc *al;
    const sy_words *words;
    uint32_t *order; /* words of the page, line by line */
    sy_line *items;
    size_t n, n_order;
    size_t order_capacity, capacity;
} sy_lines;

void sy_lines_init(sy_lines *l, const sy_alloc *al, const sy_words *words);
void sy_lines_dispose(sy_lines *l);

/* The lines of words[first .. end), which are one page. SY_ELIMIT past
 * SY_MAX_WORDS_OF_PAGE. What was there before is gone. */
SY_MUST_USE sy_status sy_lines_take(sy_lines *l, size_t first, size_t end, sy_err *err);

static inline int32_t sy_box_middle(sy_box b)
{
    return (int32_t)(((int64_t)b.y0 + b.y1) / 2);
}

static inline int32_t sy_box_height(sy_box b)
{
    return b.y1 > b.y0 ? b.y1 - b.y0 : 1;
}

void sy_box_join(sy_box *b, sy_box other);

/* Words that stand close together, as a cell that was printed does. Takes the
 * next of a line off *at (from 0); false at the end. gap: in percent of the
 * height, what still counts as close. */
typedef struct sy_segment {
    uint32_t first, n; /* in order[] */
    sy_box box;
} sy_segment;
bool sy_segment_next(const sy_lines *l, const sy_line *line, uint32_t *at, int gap,
                     sy_segment *segment);

/* Appends words order[first .. first + n): a blank where they stand apart. */
void sy_segment_text(const sy_lines *l, uint32_t first, uint32_t n, sy_buf *out);

static inline const sy_word *sy_lines_word(const sy_lines *l, uint32_t i)
{
    return &l->words->items[l->order[i]];
}

#endif
