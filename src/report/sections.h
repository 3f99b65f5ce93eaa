/* sections.h - the parts of the page of a trace, each in a file of its own. All
 * append to the page and remember a failure in its buffer. */
#ifndef SY_REPORT_SECTIONS_H
#define SY_REPORT_SECTIONS_H

#include "report/dossier.h"
#include "report/page.h"

#ifdef __cplusplus
extern "C" {
#endif

void sy_section_head(sy_page *p, const sy_dossier *d);
SY_MUST_USE sy_status sy_section_picture(sy_page *p, const sy_dossier *d, sy_err *err);
void sy_section_destinations(sy_page *p, const sy_dossier *d);
void sy_section_rules(sy_page *p, const sy_dossier *d);
void sy_section_matched(sy_page *p, const sy_dossier *d);
void sy_section_inquiries(sy_page *p, const sy_dossier *d);
SY_MUST_USE sy_status sy_section_files(sy_page *p, const sy_dossier *d, sy_err *err);
void sy_section_quality(sy_page *p, const sy_dossier *d);
void sy_section_evidence(sy_page *p, const sy_dossier *d);
void sy_section_notes(sy_page *p, const sy_dossier *d);

/* ---- pieces that they share ---- */

/* Case number, debtor, claim; then the days of the case as a line. */
void sy_write_case_facts(sy_buf *b, const sy_case_facts *facts);
/* The files that were imported, with their hashes; id "f1", "f2", ... */
void sy_write_files(sy_buf *b, const sy_files *files);

enum { SY_NAME_WIDTH = 60, SY_TEXT_WIDTH = 120 };

/* The name, and the account number small below it. */
void sy_write_party(sy_buf *b, sy_slice name, sy_slice number);
/* A link to a transfer's row of evidence, "[12]"; nothing where none is listed. */
void sy_write_row_link(sy_buf *b, const sy_dossier *d, uint32_t transfer);
/* Begins a table; aligns: one letter a head, l or n (a number, to the right). */
void sy_write_heads(sy_buf *b, const char *const *heads, const char *aligns);

#ifdef __cplusplus
}
#endif

#endif
