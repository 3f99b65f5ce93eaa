/* pdf_child.h - pdftotext as a process with limits. Private to this folder.
 *
 *     sy_pdf_child *c;
 *     sy_pdf_child_start(&c, NULL, "a.pdf", &err);
 *     while (sy_pdf_child_read(c, bytes, n, &got, &err) == SY_OK && got == n) ...
 *     sy_pdf_child_end(c, &end, false);
 */
#ifndef SY_TEXT_PDF_CHILD_H
#define SY_TEXT_PDF_CHILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/alloc.h"
#include "base/err.h"

typedef struct sy_pdf_child sy_pdf_child;

/* SY_EIO when the file cannot be read; SY_EDATA when there is no pdftotext. */
SY_MUST_USE sy_status sy_pdf_child_start(sy_pdf_child **out, const sy_alloc *al, const char *path,
                                         sy_err *err);
/* Fewer than n bytes only at the end. SY_ELIMIT past SY_MAX_PDF_TEXT or
 * SY_MAX_PDF_SECONDS. */
SY_MUST_USE sy_status sy_pdf_child_read(sy_pdf_child *c, void *bytes, size_t n, size_t *got,
                                        sy_err *err);

typedef enum sy_pdf_verdict {
    SY_PDF_FINE,
    SY_PDF_LOCKED, /* it wants a password */
    SY_PDF_FAILED, /* it said why */
    SY_PDF_STOPPED /* by a limit */
} sy_pdf_verdict;

typedef struct sy_pdf_end {
    sy_pdf_verdict verdict;
    char words[200]; /* its first complaint */
} sy_pdf_end;

/* Waits for the process, or ends it, and frees. */
void sy_pdf_child_end(sy_pdf_child *c, sy_pdf_end *end, bool kill_it);

#endif
