/* sheet.h - one table written cell by cell, whatever the kind of file.
 *
 *     sy_office_sheet s;
 *     st = sy_office_sheet_open(&s, path, SY_FORM_GB18030, '\t', "表", &err);
 *     sy_office_sheet_cell(&s, text);  ...  sy_office_sheet_end_row(&s);
 *     st = sy_office_sheet_close(&s, &err);     // the first failure of all
 */
#ifndef SY_SYNTH_OFFICE_SHEET_H
#define SY_SYNTH_OFFICE_SHEET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

typedef enum sy_form {
    SY_FORM_GB18030,
    SY_FORM_UTF8,
    SY_FORM_UTF8_BOM,
    SY_FORM_XLSX,
    SY_FORM_HTML
} sy_form;

typedef struct sy_office_sheet {
    const char *path; /* borrowed */
    sy_form form;
    char mark; /* between the cells of a text */
    sy_buf text;
    void *book, *table; /* of a workbook */
    uint32_t row;       /* of the next row, from 1 */
    uint16_t column;
} sy_office_sheet;

SY_MUST_USE sy_status sy_office_sheet_open(sy_office_sheet *s, const char *path, sy_form form,
                                           char mark, const char *name, sy_err *err);
void sy_office_sheet_cell(sy_office_sheet *s, const sy_buf *text);
void sy_office_sheet_text(sy_office_sheet *s, const char *text);
void sy_office_sheet_end_row(sy_office_sheet *s);
SY_MUST_USE sy_status sy_office_sheet_close(sy_office_sheet *s, sy_err *err);
/* "csv", "txt", "xlsx", "xls" */
const char *sy_form_ending(sy_form form, char mark);

#endif
