/* xlsx.h - workbooks, streaming: the small parts at once, a sheet row by row.
 *
 *     sy_book *b;
 *     sy_book_open(&b, NULL, "a.xlsx", &err);
 *     sy_sheet_open(&s, b, 0, &err);          // needs b until it is freed
 *     while ((st = sy_sheet_next(s, &row, &err)) == SY_OK && row.n_cells != SY_NO_MORE_ROWS) ...
 *     sy_sheet_free(s);
 *     sy_book_free(b);
 *
 * Private to this folder: table.h is the door. Everything is counted while it
 * streams (limits.h); what a header of the archive claims is never trusted. */
#ifndef SY_TEXT_XLSX_H
#define SY_TEXT_XLSX_H

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"
#include "text/table.h"

/* What a zip file is: SY_FILE_XLSX when it has a workbook in it, SY_FILE_OFD,
 * SY_FILE_WORD for text documents, else SY_FILE_ARCHIVE. SY_EDATA when it is
 * damaged or cut off. */
SY_MUST_USE sy_status sy_zip_probe(sy_file_kind *kind, const char *path, sy_err *err);

typedef struct sy_book sy_book;

/* Reads the workbook's list of sheets, its styles and where the parts are. */
SY_MUST_USE sy_status sy_book_open(sy_book **out, const sy_alloc *al, const char *path,
                                   sy_err *err);
uint32_t sy_book_sheets(const sy_book *b); /* those that are worksheets */
sy_slice sy_book_sheet_name(const sy_book *b, uint32_t sheet);
void sy_book_free(sy_book *b);

typedef struct sy_sheet sy_sheet;

/* Reads the shared strings the first time. */
SY_MUST_USE sy_status sy_sheet_open(sy_sheet **out, sy_book *b, uint32_t sheet, sy_err *err);
SY_MUST_USE sy_status sy_sheet_next(sy_sheet *s, sy_row *row, sy_err *err);
void sy_sheet_free(sy_sheet *s);

/* Does the sheet have a cell with something in it? Reads up to the first. */
SY_MUST_USE sy_status sy_sheet_has_cells(bool *has, sy_book *b, uint32_t sheet, sy_err *err);

#endif
