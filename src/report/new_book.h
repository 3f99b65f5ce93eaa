/* new_book.h - a workbook that is there whole or not at all. Private to report.
 *
 *     sy_new_book b;
 *     st = sy_new_book_open(&b, "form.xlsx", &err);
 *     if (st == SY_OK) sy_new_book_note(&b, worksheet_write_string(...));
 *     st = sy_new_book_close(&b, st, &err); */
#ifndef SY_REPORT_NEW_BOOK_H
#define SY_REPORT_NEW_BOOK_H

#include <xlsxwriter.h>

#include "base/buf.h"
#include "base/err.h"

enum { SY_PAPER_A4 = 9 }; /* as spreadsheets number papers */

typedef struct sy_new_book {
    lxw_workbook *book;
    const char *path;
    sy_buf temporary;
    lxw_error failure; /* the first */
} sy_new_book;

/* Begins under a temporary name beside path; the same content gives the same bytes. */
SY_MUST_USE sy_status sy_new_book_open(sy_new_book *b, const char *path, sy_err *err);
/* The same in constant memory: rows from top to bottom, one that is done is out of reach. */
SY_MUST_USE sy_status sy_new_book_stream(sy_new_book *b, const char *path, sy_err *err);
/* Keeps the first failure; a writer tests once. */
void sy_new_book_note(sy_new_book *b, lxw_error e);
lxw_worksheet *sy_new_book_sheet(sy_new_book *b, const char *name); /* NULL: noted */
lxw_format *sy_new_book_format(sy_new_book *b);                     /* NULL: noted */
/* Gives it its name, unless st or a failure says otherwise; disposes in either case. */
SY_MUST_USE sy_status sy_new_book_close(sy_new_book *b, sy_status st, sy_err *err);

#endif
