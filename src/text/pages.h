/* pages.h - documents of printed pages (PDF, OFD) as one table.
 *
 *     sy_pages *p;
 *     sy_pages_open(&p, NULL, "a.pdf", SY_FILE_PDF, &err);
 *     while (sy_pages_next(p, &row)) ...
 *     sy_pages_free(p);
 *
 * Numbers of rows: grid.h. Every cell is text. Private to this folder: table.h
 * is the door. */
#ifndef SY_TEXT_PAGES_H
#define SY_TEXT_PAGES_H

#include "base/alloc.h"
#include "base/err.h"
#include "text/table.h"

typedef struct sy_pages sy_pages;

/* Reads all of it. SY_EDATA when it is damaged, locked, its pages are
 * pictures without text, or the program that reads PDFs (pdftotext) is not
 * there; SY_ELIMIT. Cost: memory for all words. */
SY_MUST_USE sy_status sy_pages_open(sy_pages **out, const sy_alloc *al, const char *path,
                                    sy_file_kind kind, sy_err *err);
/* False after the last row, which begins anew. */
bool sy_pages_next(sy_pages *p, sy_row *row);
void sy_pages_free(sy_pages *p);

#endif
