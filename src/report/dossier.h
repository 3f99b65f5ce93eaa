/* dossier.h - everything that a report on one question shows, gathered once.
 *
 * The sections (section_*.c) only write: what they need to know stands here,
 * with numbers for the things that figures link to: files F1, F2, ..., rows of
 * evidence 1, 2, ... */
#ifndef SY_REPORT_DOSSIER_H
#define SY_REPORT_DOSSIER_H

#include "base/money.h"
#include "flow/breakpoints.h"
#include "flow/unproved.h"
#include "report/destinations.h"
#include "report/question.h"
#include "report/telling.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Rows of evidence that one page lists; the workbook and JSON have all. */
enum { SY_DOSSIER_ROWS = 3000 };

typedef struct sy_dossier_row { /* a transfer with traced money */
    const sy_traced *traced;
    const sy_evidence *rows[2]; /* the payer's, the payee's; NULL where not there */
} sy_dossier_row;

typedef struct sy_dossier {
    sy_telling t;
    const sy_flow *f;
    sy_arena *arena;
    sy_case_facts facts;
    const sy_asked *asked;
    const sy_trace *traces[SY_RULES]; /* by rule */
    const sy_trace *shown;
    sy_minor seeded;
    const sy_matched *matched;
    size_t n_matched;
    sy_destination *list;
    size_t n_list;
    sy_breakpoint *breakpoints;
    size_t n_breakpoints;
    sy_unproved *unproved;
    size_t n_unproved;
    sy_quality *quality;
    sy_files files;
    sy_dossier_row *rows;  /* in pass order */
    size_t n_rows, n_rows_left_out;
} sy_dossier;

/* All from the arena, but the traces and matches: those are freed by dispose. */
SY_MUST_USE sy_status sy_dossier_gather(sy_dossier *d, sy_case *c, const sy_asked *asked,
                                        sy_rule shown, sy_arena *arena, sy_err *err);
void sy_dossier_dispose(sy_dossier *d);

/* The number of a transfer's row of evidence, from 1; 0 when it is not listed. */
size_t sy_dossier_row_number(const sy_dossier *d, uint32_t transfer);

#ifdef __cplusplus
}
#endif

#endif
