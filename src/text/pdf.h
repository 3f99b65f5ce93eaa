/* pdf.h - the words of a PDF that has a text layer, by pdftotext (poppler-utils)
 * in a process of its own. Private to this folder. */
#ifndef SY_TEXT_PDF_H
#define SY_TEXT_PDF_H

#include "base/err.h"
#include "text/words.h"
#include "text/xml.h"

/* Appends the words of all pages; none where the pages are pictures. SY_EDATA
 * when it is damaged or locked, or there is no pdftotext; SY_ELIMIT where pdftotext needed more than
 * SY_MAX_PDF_MEMORY, _SECONDS or _TEXT. */
SY_MUST_USE sy_status sy_pdf_words(sy_words *words, const char *path, sy_err *err);

/* The words in what `pdftotext -bbox-layout` says. For tests, which have no PDF. */
SY_MUST_USE sy_status sy_pdf_parse(sy_words *words, const char *path, const sy_xml_source *source,
                                   sy_err *err);

#endif
