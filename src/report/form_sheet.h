/* form_sheet.h - sheets that a person fills in and the program reads back.
 *
 * Row 1 says what the sheet is for, row 2 has the headings, the data stand from row 3 on.
 * A column says what its cells may hold; a spreadsheet refuses the rest while it is typed
 * and shows the help beside the cell. Headings are Chinese in every language: the reader
 * knows them. Numbers of people and accounts are text cells, so that no digit is lost. */
#ifndef SY_REPORT_FORM_SHEET_H
#define SY_REPORT_FORM_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_form_kind {
    SY_FORM_TEXT,
    SY_FORM_DATE,
    SY_FORM_TIME,
    SY_FORM_COUNT,
    SY_FORM_MONEY,
    SY_FORM_CHOICE /* one of the column's choices */
} sy_form_kind;

typedef struct sy_form_column {
    const char *heading;
    const char *help; /* shown beside the cell; "" */
    unsigned width;   /* in characters; 0: by the heading */
    sy_form_kind kind;
    const char *const *choices; /* at most 255 bytes together, as a spreadsheet allows */
    size_t n_choices;
    bool is_required; /* its heading is marked */
} sy_form_column;

/* A sheet with a line a field: label, a cell to fill in, what it is. */
typedef struct sy_form_field {
    const char *label, *help;
    sy_form_kind kind;
} sy_form_field;

typedef struct sy_form_sheet {
    const char *name, *title;
    const sy_form_column *columns;
    size_t n_columns;
    const sy_form_field *fields; /* NULL: a table; else columns are label, value, help */
    size_t n_fields;
} sy_form_sheet;

/* The same form gives the same bytes. SY_EIO. */
SY_MUST_USE sy_status sy_form_write(const char *path, const sy_form_sheet *sheets, size_t n,
                                    sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
