/* columns.c - headings are found from below: the first line with a date and an
 * amount is a row, and the nearest line above it that is words without digits,
 * three or more of them, at least one Chinese, are its headings. A second line
 * of headings is added to the first; one that only translates is passed by. */
#include "text/columns.h"

#include <string.h>

enum {
    FEWEST = 3,
    SEARCHED = 12,      /* lines above the first row */
    CLOSE_HEADING = 30, /* gaps, in percent of the height */
    CLOSE_CELL = 60,
    SAME_PLACE = 3000 /* three points: headings of the next page */
};

static bool is_row(const sy_lines *l, const sy_line *line)
{
    bool has_date = false, has_amount = false;

    for (uint32_t i = 0; i < line->n; i++) {
        const sy_slice text = sy_word_text(l->words, sy_lines_word(l, line->first + i));
        has_date = has_date || sy_word_is_date(text);
        has_amount = has_amount || sy_word_is_amount(text);
    }
    return has_date && has_amount;
}

/* Segments of words without digits; 0 when one has a digit. has_han: any. */
static unsigned words_of(const sy_lines *l, const sy_line *line, bool *has_han)
{
    sy_segment s;
    unsigned n = 0;

    *has_han = false;
    for (uint32_t at = 0; sy_segment_next(l, line, &at, CLOSE_HEADING, &s); n++) {
        for (uint32_t i = s.first; i < s.first + s.n; i++) {
            const sy_slice text = sy_word_text(l->words, sy_lines_word(l, i));
            if (sy_word_has_digit(text)) return 0;
            *has_han = *has_han || sy_word_has_han(text);
        }
    }
    return n;
}

static int64_t overlap(int32_t a0, int32_t a1, int32_t b0, int32_t b1)
{
    const int64_t from = a0 > b0 ? a0 : b0, to = a1 < b1 ? a1 : b1;
    return to - from;
}

/* The heading that a segment lies under; c->n when none or several. */
static unsigned only_heading(const sy_columns *c, sy_box box)
{
    unsigned found = c->n;

    for (unsigned i = 0; i < c->n; i++) {
        const sy_box h = c->items[i].heading;
        if (overlap(box.x0, box.x1, h.x0, h.x1) <= 0) continue;
        if (found < c->n) return c->n;
        found = i;
    }
    return found;
}

static void take_headings(sy_columns *c, const sy_lines *l, const sy_line *line)
{
    sy_segment s;

    c->n = 0;
    sy_buf_clear(&c->text);
    for (uint32_t at = 0;
         c->n < SY_MOST_GRID_COLUMNS && sy_segment_next(l, line, &at, CLOSE_HEADING, &s);) {
        sy_grid_column *k = &c->items[c->n++];
        *k = (sy_grid_column){s.box, s.box.x0, s.box.x1, (uint32_t)c->text.len, 0};
        sy_segment_text(l, s.first, s.n, &c->text);
        k->n = (uint32_t)(c->text.len - k->at);
    }
}

/* Appends a second line's words to the headings above them. */
static void add_to_headings(sy_columns *c, const sy_lines *l, const sy_line *line)
{
    sy_segment s;

    for (uint32_t at = 0; sy_segment_next(l, line, &at, CLOSE_HEADING, &s);) {
        const unsigned k = only_heading(c, s.box);
        if (k == c->n) continue;
        const size_t moved = c->text.len;
        const sy_slice before = {c->text.ptr + c->items[k].at, c->items[k].n};
        char copy[256];
        if (before.len > sizeof copy) continue;
        memcpy(copy, before.ptr, before.len); /* the buffer may move */
        sy_buf_add(&c->text, copy, before.len);
        sy_segment_text(l, s.first, s.n, &c->text);
        c->items[k].at = (uint32_t)moved;
        c->items[k].n = (uint32_t)(c->text.len - moved);
        sy_box_join(&c->items[k].heading, s.box);
    }
}

/* Is a line between headings and the first row nearer to the headings? */
static bool belongs_to_headings(const sy_lines *l, size_t line, size_t row)
{
    const sy_box above = l->items[line - 1].box, here = l->items[line].box,
                 below = l->items[line + 1 < row ? line + 1 : row].box;
    bool has_han;

    return words_of(l, &l->items[line], &has_han) > 0 &&
           (int64_t)here.y0 - above.y1 <= (int64_t)below.y0 - here.y1;
}

static size_t find_line(const sy_lines *l, size_t row)
{
    bool has_han;

    for (size_t i = row; i-- > 0 && row - i <= SEARCHED;) {
        if (words_of(l, &l->items[i], &has_han) >= FEWEST && has_han) return i;
    }
    return l->n;
}

/* The column of the first date of a row. */
static unsigned date_column(const sy_columns *c, const sy_lines *l, const sy_line *row)
{
    for (uint32_t i = 0; i < row->n; i++) {
        const sy_word *word = sy_lines_word(l, row->first + i);
        if (sy_word_is_date(sy_word_text(l->words, word))) return sy_columns_of(c, word->box);
    }
    return 0;
}

static bool is_near(int32_t a, int32_t b)
{
    const int64_t apart = (int64_t)a - b;
    return apart < SAME_PLACE && apart > -SAME_PLACE;
}

/* The same words as before? Then what was learned holds, where they also stand
 * in the same places. */
static bool compare(sy_columns *c, const sy_columns *before)
{
    bool is_same_place = c->n == before->n;

    if (c->n != before->n || c->text.len != before->text.len ||
        memcmp(c->text.ptr, before->text.ptr, c->text.len) != 0) {
        return false;
    }
    for (unsigned i = 0; i < c->n; i++) {
        is_same_place = is_same_place &&
                        is_near(c->items[i].heading.x0, before->items[i].heading.x0) &&
                        is_near(c->items[i].heading.x1, before->items[i].heading.x1);
    }
    for (unsigned i = 0; i < c->n && is_same_place; i++) {
        c->items[i].x0 = before->items[i].x0;
        c->items[i].x1 = before->items[i].x1;
    }
    return true;
}

void sy_columns_find(sy_columns *c, const sy_lines *l, size_t *first, size_t *end, bool *is_new)
{
    sy_columns found = {.n = 0};
    size_t row = 0;

    *is_new = false;
    while (row < l->n && !is_row(l, &l->items[row])) row++;
    *first = *end = row < l->n ? find_line(l, row) : l->n;
    if (*first == l->n) return;
    sy_buf_init(&found.text, c->text.al, c->text.max);
    take_headings(&found, l, &l->items[*first]);
    for (*end = *first + 1; *end < row && belongs_to_headings(l, *end, row); ++*end) {
        bool has_han;
        words_of(l, &l->items[*end], &has_han);
        if (has_han) add_to_headings(&found, l, &l->items[*end]);
    }
    *is_new = !compare(&found, c);
    found.date = date_column(&found, l, &l->items[row]);
    sy_buf_dispose(&c->text);
    *c = found;
}

void sy_columns_learn(sy_columns *c, const sy_lines *l, const sy_line *line)
{
    sy_segment s;
    unsigned n = 0;

    for (uint32_t at = 0; sy_segment_next(l, line, &at, CLOSE_CELL, &s);) n++;
    const bool is_full = n == c->n;
    n = 0;
    for (uint32_t at = 0; sy_segment_next(l, line, &at, CLOSE_CELL, &s); n++) {
        const unsigned k = is_full ? n : only_heading(c, s.box);
        if (k == c->n) continue;
        if (s.box.x0 < c->items[k].x0) c->items[k].x0 = s.box.x0;
        if (s.box.x1 > c->items[k].x1) c->items[k].x1 = s.box.x1;
    }
}

unsigned sy_columns_of(const sy_columns *c, sy_box box)
{
    unsigned best = 0;
    int64_t most = INT64_MIN;

    for (unsigned i = 0; i < c->n; i++) { /* a negative overlap is a distance */
        const int64_t here = overlap(box.x0, box.x1, c->items[i].x0, c->items[i].x1);
        if (here <= most) continue;
        most = here;
        best = i;
    }
    return best;
}

bool sy_columns_begins_row(const sy_columns *c, const sy_lines *l, const sy_line *line)
{
    for (uint32_t i = 0; i < line->n; i++) {
        const sy_word *word = sy_lines_word(l, line->first + i);
        if (sy_columns_of(c, word->box) == c->date &&
            sy_word_is_date(sy_word_text(l->words, word))) {
            return true;
        }
    }
    return false;
}
