/* table.h - a file as tables of cells, each with its place.
 *
 * Whatever the kind of file, intake sees the same thing: rows of cells in
 * UTF-8, counted from 1 as a spreadsheet program would show them (a record
 * with a line break inside quotes is one row, an empty line is a row).
 *
 *     sy_table *t;
 *     sy_table_open(&t, NULL, "a.xlsx", 0, &err);
 *     while ((st = sy_table_next(t, &row, &err)) == SY_OK && row.n_cells != SY_NO_MORE_ROWS) ...
 *     sy_table_free(t);
 *
 * This is the door for workbooks, for previews and for finding a header.
 * Large text files are imported through csv.h, by blocks and in parallel. */
#ifndef SY_TEXT_TABLE_H
#define SY_TEXT_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_file_kind {
    SY_FILE_EMPTY,
    SY_FILE_TEXT, /* csv, tsv, txt: anything that decodes */
    SY_FILE_XLSX,
    SY_FILE_XLS,     /* a workbook of Excel 97 to 2003, or older */
    SY_FILE_ARCHIVE, /* zip without a document in it, 7z, rar, tar, gz, ... (unpack.h) */
    SY_FILE_HTML,    /* markup; perhaps without a table in it */
    SY_FILE_PDF,     /* with a text layer or without */
    SY_FILE_OFD,     /* the Chinese standard for what is printed: GB/T 33190 */
    SY_FILE_WORD,    /* a text document or a presentation, old or new */
    SY_FILE_PICTURE,
    SY_FILE_PROGRAM, /* something that would run */
    SY_FILE_OTHER    /* binary of another kind */
} sy_file_kind;

/* From the first bytes (and the zip's directory), never from the name.
 * SY_EIO for folders, unreadable and missing files, with their own words;
 * SY_EDATA for a damaged archive and for a workbook locked with a password. */
SY_MUST_USE sy_status sy_file_kind_of(sy_file_kind *kind, const char *path, sy_err *err);

typedef enum sy_cell_kind {
    SY_CELL_EMPTY,
    SY_CELL_TEXT,   /* also every cell of a text file */
    SY_CELL_NUMBER, /* text is the number as the workbook stores it: 6.2220212345678E+18 */
    SY_CELL_TIME,   /* text is made: YYYY-MM-DD, YYYY-MM-DD HH:MM:SS, or HH:MM:SS;
                     * serial 0 is 1900-01-00 and serial 60 is 1900-02-29 */
    SY_CELL_BOOL,   /* TRUE or FALSE */
    SY_CELL_ERROR   /* #N/A and its kin; also a formula without a stored value ("") */
} sy_cell_kind;

typedef struct sy_cell {
    sy_slice text; /* UTF-8, valid until the next call of sy_table_next */
    sy_cell_kind kind;
} sy_cell;

#define SY_NO_MORE_ROWS UINT32_MAX

typedef struct sy_row {
    const sy_cell *cells; /* by column from A; gaps are SY_CELL_EMPTY */
    uint32_t n_cells;     /* SY_NO_MORE_ROWS after the last row */
    uint32_t number;      /* from 1 */
} sy_row;

typedef struct sy_table sy_table;

/* How many tables (sheets with cells, hidden ones too) a file has, in the
 * workbook's order; 1 for text. names: borrowed from the table of contents. */
typedef struct sy_contents sy_contents;
SY_MUST_USE sy_status sy_contents_open(sy_contents **out, const sy_alloc *al, const char *path,
                                       sy_err *err);
sy_file_kind sy_contents_kind(const sy_contents *c);
uint32_t sy_contents_count(const sy_contents *c);
sy_slice sy_contents_name(const sy_contents *c, uint32_t sheet); /* empty for text files */
void sy_contents_free(sy_contents *c);

/* Opens table number sheet (from 0, as in the contents). Errors name the file;
 * SY_EDATA says in words why a picture, or a PDF of pictures, is no table. Cost: a
 * text file is surveyed whole (csv.h), a workbook's shared strings are read. */
SY_MUST_USE sy_status sy_table_open(sy_table **out, const sy_alloc *al, const char *path,
                                    uint32_t sheet, sy_err *err);
/* The next row; n_cells == SY_NO_MORE_ROWS at the end. Rows of a sheet without
 * anything in them are left out: number jumps. SY_ELIMIT, SY_EDATA (damaged
 * file) with the row in err->line. */
SY_MUST_USE sy_status sy_table_next(sy_table *t, sy_row *row, sy_err *err);
void sy_table_free(sy_table *t);

#ifdef __cplusplus
}
#endif

#endif
