/* workbook.h - plain tables as a workbook: one head, rows from top to bottom.
 *
 *     sy_workbook w;
 *     st = sy_workbook_open(&w, "list.xlsx", &err);
 *     sy_workbook_sheet(&w, _("accounts"), (const double[]){24, 16}, 2);
 *     sy_workbook_head(&w, _("account"));  sy_workbook_head(&w, _("amount"));
 *     sy_workbook_next(&w);
 *     sy_workbook_string(&w, number);      sy_workbook_money(&w, 1234500);
 *     sy_workbook_next(&w);
 *     st = sy_workbook_close(&w, st, &err);
 *
 * Constant memory, so a row that is done is out of reach. Text is shown as shown.h says
 * and never a formula. The same calls give the same bytes. A failure is remembered and
 * comes out at the close: whole or not there. */
#ifndef SY_REPORT_WORKBOOK_H
#define SY_REPORT_WORKBOOK_H

#include "base/buf.h"
#include "base/civil.h"
#include "base/money.h"
#include "base/slice.h"
#include "report/new_book.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_SHEET_ROWS = 1048576 };

typedef struct sy_workbook {
    sy_new_book file;
    lxw_worksheet *sheet;
    lxw_format *head, *money, *text;
    sy_buf cell;
    lxw_row_t row;
    lxw_col_t column;
} sy_workbook;

/* path must live until the close. After a failure there is nothing to close. */
SY_MUST_USE sy_status sy_workbook_open(sy_workbook *w, const char *path, sy_err *err);
/* so_far: SY_OK, or why what was to be written failed: then nothing is left of it. */
SY_MUST_USE sy_status sy_workbook_close(sy_workbook *w, sy_status so_far, sy_err *err);

/* Begins a sheet with a head that stays when it is scrolled and stands on every page of
 * paper (A4 on its side; one page wide where that can be read); n column widths. */
void sy_workbook_sheet(sy_workbook *w, const char *name, const double *widths, size_t n);
void sy_workbook_head(sy_workbook *w, const char *text);

/* Cells from left to right. An amount of 2^53 fen and more, which a sheet's numbers
 * cannot hold, is written as text. */
void sy_workbook_text(sy_workbook *w, sy_slice text);
void sy_workbook_string(sy_workbook *w, const char *text);
void sy_workbook_money(sy_workbook *w, sy_minor amount);
void sy_workbook_count(sy_workbook *w, size_t n);
void sy_workbook_time(sy_workbook *w, int64_t at, sy_precision precision);
void sy_workbook_skip(sy_workbook *w, unsigned columns);
void sy_workbook_next(sy_workbook *w);

/* The same in formats of the caller's: text of at most so many columns, an amount. */
void sy_workbook_text_as(sy_workbook *w, sy_slice text, size_t max_width, lxw_format *format);
void sy_workbook_money_as(sy_workbook *w, sy_minor amount, lxw_format *format);
/* Remembers what a call of the library answered. */
void sy_workbook_note(sy_workbook *w, lxw_error e);

#ifdef __cplusplus
}
#endif

#endif
