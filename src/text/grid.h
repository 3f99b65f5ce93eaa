/* grid.h - words that lie on pages, back into the rows of a table.
 *
 *     sy_grid *g;
 *     sy_grid_make(&g, NULL, &words, &err);
 *     while (sy_grid_next(g, &row)) ...
 *     sy_grid_free(g);
 *
 * A printed statement has no cells, only words with places. The headings are
 * the line above the first line with a date and an amount; each word belongs to
 * the column whose heading (or whose words in full rows) it lies under; a date
 * in the column of dates begins a row, and lines of a cell that was wrapped go
 * to the row they stand beside. Headings that come again on each page are left
 * out, as are page numbers. Every other line is a row of its own, cut where
 * there is a wide gap: titles, account numbers, totals.
 *
 * A row's number says its page: 12007 is line 7 of page 12.
 * Private to this folder. */
#ifndef SY_TEXT_GRID_H
#define SY_TEXT_GRID_H

#include "base/err.h"
#include "text/table.h"
#include "text/words.h"

typedef struct sy_grid sy_grid;

/* words: page after page; not needed afterwards. SY_ELIMIT past
 * SY_MAX_WORDS_OF_PAGE or SY_MAX_LINES_OF_PAGE. Cost: a sort of each page. */
SY_MUST_USE sy_status sy_grid_make(sy_grid **out, const sy_alloc *al, const sy_words *words,
                                   sy_err *err);
/* False after the last. The row is valid until the next call. */
bool sy_grid_next(sy_grid *g, sy_row *row);
void sy_grid_rewind(sy_grid *g);
void sy_grid_free(sy_grid *g);

#endif
