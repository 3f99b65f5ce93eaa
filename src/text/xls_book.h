/* xls_book.h - what the sheets of an old workbook share. Private to this folder. */
#ifndef SY_TEXT_XLS_BOOK_H
#define SY_TEXT_XLS_BOOK_H

#include "base/buf.h"
#include "text/xls.h"
#include "text/xls_text.h"

enum {
    SY_XLS_BOF = 0x809,
    SY_XLS_EOF = 0x0A,
    SY_XLS_WORKSHEET = 0x10 /* what a BOF begins */
};

typedef struct sy_xls_place {
    sy_slice name;
    uint32_t at; /* of its first record in the stream */
} sy_xls_place;

struct sy_xls {
    const sy_alloc *al;
    char *path;
    unsigned char *bytes; /* the stream of records */
    size_t n;
    sy_arena arena; /* names */
    sy_xls_place *sheets;
    size_t n_sheets, sheets_capacity;
    bool is_1904;

    unsigned char *styles; /* what each cell style shows (xlsx_format.h) */
    size_t n_styles;

    sy_buf strings;        /* the shared strings, one after the other */
    uint32_t *string_ends; /* where each ends */
    size_t n_strings, strings_capacity;
};

/* Shared string number i; false when there is none. */
bool sy_xls_string(const sy_xls *x, uint32_t i, sy_slice *text);

#endif
