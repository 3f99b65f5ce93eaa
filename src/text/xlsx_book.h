/* xlsx_book.h - what the sheets of a workbook share. Private to this folder. */
#ifndef SY_TEXT_XLSX_BOOK_H
#define SY_TEXT_XLSX_BOOK_H

#include "base/buf.h"
#include "text/xlsx.h"
#include "text/xlsx_part.h"

typedef struct sy_book_sheet {
    sy_slice name;
    const char *part;
} sy_book_sheet;

struct sy_book {
    const sy_alloc *al;
    char *path;
    zip_t *zip;
    sy_arena arena; /* names */
    sy_book_sheet *sheets;
    size_t n_sheets, sheets_capacity;
    const char *styles_part, *strings_part; /* NULL: there is none */
    bool is_1904;

    unsigned char *styles; /* what each cell style shows (xlsx_format.h) */
    size_t n_styles, styles_capacity;

    sy_buf strings;        /* the shared strings, one after the other */
    uint32_t *string_ends; /* where each ends */
    size_t n_strings, strings_capacity;
    bool has_strings; /* they have been read */
};

SY_MUST_USE sy_status sy_book_read_strings(sy_book *b, sy_err *err);

/* Shared string number i; false when there is none. */
bool sy_book_string(const sy_book *b, uint64_t i, sy_slice *text);

#endif
