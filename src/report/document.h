/* document.h - a text document for a word processor (.docx), in the layout of official documents
 * (GB/T 9704: A4, margins, 仿宋 of size 3, 28 points a line, headings in 黑体, the page's number
 * below).
 *
 *     sy_document d;
 *     sy_document_init(&d, NULL);
 *     sy_document_line(&d, SY_LINE_TITLE, sy_slice_of(title));
 *     sy_document_section(&d, "...");                       // 一、...
 *     sy_document_table(&d, (const unsigned[]){1, 3}, 2);   // widths, as shares
 *     sy_document_row(&d, (const char *const[]){"a", "b"}, 2, SY_ROW_HEAD);
 *     sy_document_table_end(&d);
 *     st = sy_document_save(&d, "model.docx", &err);
 *     sy_document_dispose(&d);
 *
 * Text may be hostile: it is escaped, what cannot be seen is written out (shown.h). No macro, no
 * link, nothing that is loaded. The same calls give the same bytes. A failure is remembered and
 * comes out at the saving. */
#ifndef SY_REPORT_DOCUMENT_H
#define SY_REPORT_DOCUMENT_H

#include "base/buf.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_line_style {
    SY_LINE_TITLE,
    SY_LINE_TEXT,
    SY_LINE_FLUSH,  /* text without the indentation of Chinese: whom a letter is to */
    SY_LINE_CENTRE, /* below a title: the number of a letter */
    SY_LINE_SIGN,   /* at the right, four characters from the edge: who signs, the day */
    SY_LINE_ITEM,   /* of a list */
    SY_LINE_CODE,   /* blanks stay */
    SY_LINE_STYLES
} sy_line_style;

typedef enum sy_row_style {
    SY_ROW_PLAIN,
    SY_ROW_HEAD, /* again at the top of each page */
    SY_ROW_FACT  /* its first cell says what the others are */
} sy_row_style;

enum { SY_DOCUMENT_COLUMNS = 16 };

typedef struct sy_document {
    sy_buf body;
    unsigned sections;
    unsigned widths[SY_DOCUMENT_COLUMNS]; /* of the open table, in twentieths of a point */
    size_t columns;
    bool is_new_page; /* before the next line */
} sy_document;

void sy_document_init(sy_document *d, const sy_alloc *al);
void sy_document_dispose(sy_document *d);

void sy_document_line(sy_document *d, sy_line_style style, sy_slice text);
/* "1. ..." as text: whoever adds one writes the numbers himself. */
void sy_document_numbered(sy_document *d, const char *number, sy_slice text);
/* The next line begins a page. */
void sy_document_page(sy_document *d);
/* A heading with its number: "一、..." or "1. ...". */
void sy_document_section(sy_document *d, const char *title);

/* n columns, at most SY_DOCUMENT_COLUMNS; rows may have fewer cells. No line until its end. */
void sy_document_table(sy_document *d, const unsigned *shares, size_t n);
void sy_document_row(sy_document *d, const char *const *cells, size_t n, sy_row_style style);
void sy_document_table_end(sy_document *d);

/* Whole or not there. SY_ENOMEM, SY_EIO. */
SY_MUST_USE sy_status sy_document_save(sy_document *d, const char *path, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
