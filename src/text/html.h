/* html.h - the tables of a web page (html), which banks like to call .xls.
 *
 *     sy_html *p;
 *     sy_html_open(&p, NULL, "a.xls", &err);
 *     while ((st = sy_html_next(p, &row, &err)) == SY_OK && row.n_cells != SY_NO_MORE_ROWS) ...
 *     sy_html_free(p);
 *
 * All rows of all its tables, one below the other, as a spreadsheet program
 * shows them. Every cell is text. Private to this folder: table.h is the door. */
#ifndef SY_TEXT_HTML_H
#define SY_TEXT_HTML_H

#include "base/alloc.h"
#include "base/err.h"
#include "text/table.h"

typedef struct sy_html sy_html;

/* Reads the file and decodes it; what the page says about its own encoding is
 * not asked, its bytes are. SY_EDATA when they are no text, SY_ELIMIT past
 * SY_MAX_PAGE_BYTES. */
SY_MUST_USE sy_status sy_html_open(sy_html **out, const sy_alloc *al, const char *path,
                                   sy_err *err);

/* Rows with something in them; SY_EDATA when the page ends inside a table. */
SY_MUST_USE sy_status sy_html_next(sy_html *p, sy_row *row, sy_err *err);

/* Reads all rows, so that a page that is cut off is known before anything is
 * taken from it, and begins anew. */
SY_MUST_USE sy_status sy_html_has_cells(bool *has, sy_html *p, sy_err *err);
void sy_html_free(sy_html *p);

#endif
