/* xls.h - workbooks of the old kind (BIFF8: Excel 97 to 2003, and most banks).
 *
 *     sy_xls *x;
 *     sy_xls_open(&x, NULL, "a.xls", &err);
 *     sy_xls_sheet_open(&s, x, 0, &err);      // needs x until it is freed
 *     while ((st = sy_xls_sheet_next(s, &row, &err)) == SY_OK && row.n_cells != SY_NO_MORE_ROWS)
 * ... sy_xls_sheet_free(s); sy_xls_free(x);
 *
 * Private to this folder: table.h is the door. */
#ifndef SY_TEXT_XLS_H
#define SY_TEXT_XLS_H

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"
#include "text/table.h"

/* Of a file that begins like one: SY_FILE_OTHER when it has no workbook in it
 * (a .doc, a .msg), else SY_FILE_XLS, also when it is damaged: whoever opens it
 * says how. SY_EDATA when a newer workbook is locked in it with a password. */
SY_MUST_USE sy_status sy_xls_probe(sy_file_kind *kind, const char *path, sy_err *err);

typedef struct sy_xls sy_xls;

/* Reads the whole workbook into memory, its list of sheets, styles and shared
 * strings. SY_EDATA when it is damaged, locked with a password, or older than
 * Excel 97; SY_ELIMIT. */
SY_MUST_USE sy_status sy_xls_open(sy_xls **out, const sy_alloc *al, const char *path, sy_err *err);
uint32_t sy_xls_sheets(const sy_xls *x); /* those that are worksheets */
sy_slice sy_xls_sheet_name(const sy_xls *x, uint32_t sheet);
void sy_xls_free(sy_xls *x);

typedef struct sy_xls_sheet sy_xls_sheet;

/* Lists the cells of the sheet, 8 bytes each, and puts them in order. */
SY_MUST_USE sy_status sy_xls_sheet_open(sy_xls_sheet **out, sy_xls *x, uint32_t sheet, sy_err *err);
SY_MUST_USE sy_status sy_xls_sheet_next(sy_xls_sheet *s, sy_row *row, sy_err *err);
void sy_xls_sheet_free(sy_xls_sheet *s);

/* Does the sheet have a cell with something in it? Reads up to the first. */
SY_MUST_USE sy_status sy_xls_has_cells(bool *has, const sy_xls *x, uint32_t sheet, sy_err *err);

#define SY_XLS_NUMBER 40
/* A number as newer workbooks store it: whole numbers below 2^53 in digits, any
 * other with the fewest of 15 to 17 significant digits that read back as the
 * same number; none is made up. 0 for infinities and what is no number. */
unsigned sy_xls_print(char out[SY_XLS_NUMBER], double value);

#endif
