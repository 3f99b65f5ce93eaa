/* page.h - the frame of a self-contained HTML page: head, style, numbered
 * sections, foot. Nothing in it is loaded from anywhere, nothing needs a
 * script; a Content-Security-Policy in the page forbids both. */
#ifndef SY_REPORT_PAGE_H
#define SY_REPORT_PAGE_H

#include <stdbool.h>

#include "base/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_page {
    sy_buf *b;
    unsigned sections; /* so far */
} sy_page;

/* title: hostile text is fine. */
void sy_page_open(sy_page *p, sy_buf *b, const char *title);
/* Ends the section before and begins one: "一、..." or "1. ...". id: a literal. */
void sy_page_section(sy_page *p, const char *id, const char *title);
/* The same on sheets of paper turned on their side. */
void sy_page_wide_section(sy_page *p, const char *id, const char *title);
void sy_page_close(sy_page *p);
/* The number of a heading alone, from 1 to 10: "一、" or "1. ". */
void sy_page_number(sy_buf *b, unsigned n);

#ifdef __cplusplus
}
#endif

#endif
