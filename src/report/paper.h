/* paper.h - a workbook laid out for paper: A4 on its side, one page wide, rows as high as
 * their texts, and cells that link to cells of other sheets.
 *
 *     sy_paper p;
 *     st = sy_paper_open(&p, "set.xlsx", &err);
 *     lxw_worksheet *files = sy_paper_add(&p, _("files"));   // tabs in this order
 *     sy_paper_go(&p, files, widths, n, true);               // from here on its rows
 *     sy_paper_text(&p, name, p.text);
 *     sy_paper_next(&p);
 *     st = sy_workbook_close(&p.w, st, &err);
 *
 * Rows of a sheet are written in order, sheets in any. As of workbook.h: nothing becomes a
 * formula, the same cells give the same bytes, a failure comes out at the close. */
#ifndef SY_REPORT_PAPER_H
#define SY_REPORT_PAPER_H

#include "report/workbook.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_PAPER_COLUMNS = 16 };

typedef struct sy_paper {
    sy_workbook w;
    lxw_format *title, *head, *head_right, *text, *number, *money, *share; /* of tables ... */
    lxw_format *strong, *strong_money, *strong_number;                     /* ... and sums */
    lxw_format *strong_head, *plain, *wrapped; /* of lines without a table */
    double widths[SY_PAPER_COLUMNS];           /* of the sheet that is written */
    unsigned lines;                            /* of the row, by its longest text */
} sy_paper;

/* As sy_workbook_open; close it with sy_workbook_close. */
SY_MUST_USE sy_status sy_paper_open(sy_paper *p, const char *path, sy_err *err);

/* NULL when out of memory, which is noted. name: at most 31 characters. */
lxw_worksheet *sy_paper_add(sy_paper *p, const char *name);
/* Begins a sheet at its first row; widths in characters. has_head: the first row is there
 * again on each page. */
void sy_paper_go(sy_paper *p, lxw_worksheet *sheet, const double *widths, size_t n, bool has_head);
void sy_paper_next(sy_paper *p); /* row */

/* Each writes a cell and goes one to the right. */
void sy_paper_text(sy_paper *p, sy_slice text, lxw_format *format);
void sy_paper_money(sy_paper *p, sy_minor amount, lxw_format *format);
void sy_paper_number(sy_paper *p, int64_t n, lxw_format *format);
void sy_paper_share(sy_paper *p, int64_t permille, lxw_format *format);
void sy_paper_time(sy_paper *p, int64_t at, sy_precision precision, lxw_format *format);
void sy_paper_empty(sy_paper *p); /* with the line below it of a table's cell */
/* Over n columns, wrapped, the row as high as needed; ends the row. */
void sy_paper_paragraph(sy_paper *p, sy_slice text, unsigned columns);
/* Makes the cell that is written next a link to cells of this workbook. */
void sy_paper_link(sy_paper *p, const char *sheet, lxw_row_t first, lxw_col_t first_column,
                   lxw_row_t last, lxw_col_t last_column, lxw_format *format);

#ifdef __cplusplus
}
#endif

#endif
