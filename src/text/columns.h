/* columns.h - the columns of a printed table: found by its line of headings,
 * widened by its full rows. Private to this folder. */
#ifndef SY_TEXT_COLUMNS_H
#define SY_TEXT_COLUMNS_H

#include "text/lines.h"

enum { SY_MOST_GRID_COLUMNS = 64 };

typedef struct sy_grid_column {
    sy_box heading;
    int32_t x0, x1; /* what it covers, as far as is known */
    uint32_t at, n; /* of its text in sy_columns.text */
} sy_grid_column;

typedef struct sy_columns {
    sy_grid_column items[SY_MOST_GRID_COLUMNS];
    unsigned n;    /* 0: no headings yet */
    unsigned date; /* the one whose dates begin rows */
    sy_buf text;
} sy_columns;

/* Looks for headings on a page: *first is its line, *end the line after what
 * belongs to them; n lines when there are none. is_new: they differ from those
 * before. What full rows told is kept where the headings stand where they did. */
void sy_columns_find(sy_columns *c, const sy_lines *l, size_t *first, size_t *end, bool *is_new);

/* A line with a word in each column tells how wide they are. */
void sy_columns_learn(sy_columns *c, const sy_lines *l, const sy_line *line);

/* The column of a word. c->n > 0. */
unsigned sy_columns_of(const sy_columns *c, sy_box box);

/* Does a row begin in this line? */
bool sy_columns_begins_row(const sy_columns *c, const sy_lines *l, const sy_line *line);

#endif
