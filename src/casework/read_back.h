/* read_back.h - a list of leads as it came back from a court, filled in.
 *
 *     sy_read_back r;
 *     st = sy_read_back_read(&r, docket, "list.xlsx", &options, &arena, &err);
 *     if (st == SY_OK && r.n_problems == 0) st = sy_read_back_keep(&r, ws, &arena, &err);
 *
 * Everything that is wrong is listed with its row: a lead that is not there, a code or a case
 * number of another lead (a column was sorted without the others), a lead that has changed
 * since the list was written, answers that are none, two rows that contradict each other, a
 * heading that stands twice, a column filled in whose heading is none of the list's where one
 * of answers is missing: it may be that one, renamed.
 * All of it is kept, as one act that can be taken back, or nothing. */
#ifndef SY_CASEWORK_READ_BACK_H
#define SY_CASEWORK_READ_BACK_H

#include "casework/court_list.h"
#include "casework/moves.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A problem, or something that was left out and is said. */
typedef struct sy_list_problem {
    const char *sheet; /* "" of a text file */
    uint32_t row;
    const char *column, *value;
    const char *what; /* translated */
} sy_list_problem;

typedef struct sy_list_answer {
    sy_docket_lead *lead;
    sy_lead_said said;
    const char *sheet;
    uint32_t row;
} sy_list_answer;

typedef struct sy_read_back {
    sy_list_answer *answers; /* those that say something new, in the order of the file */
    size_t n;
    sy_list_problem *problems;
    size_t n_problems;
    sy_list_problem *hints; /* columns of answers that are missing (row: of the headings), others
                               that are filled in (the first such row) and were not read */
    size_t n_hints;
    size_t rows, blank; /* rows with a lead; those without an answer */
    size_t same;        /* rows that say what is known already */
    size_t others;      /* of answers: those that say something else than an earlier list */
    char sha256[SY_DIGEST_TEXT];
} sy_read_back;

typedef struct sy_read_back_options {
    const sy_ex_officio *rules;
    const char *day;      /* of the verdicts: YYYY-MM-DD */
    bool accepts_changed; /* leads that have changed since are no problem */
} sy_read_back_options;

/* Reads every sheet that has the headings. SY_EDATA where none has, SY_ELIMIT for more rows
 * than there can be leads. From the arena. */
SY_MUST_USE sy_status sy_read_back_read(sy_read_back *out, sy_docket *docket, const char *path,
                                        const sy_read_back_options *options, sy_arena *arena,
                                        sy_err *err);
/* There must be no problem. */
SY_MUST_USE sy_status sy_read_back_keep(const sy_read_back *r, sy_workspace *ws, sy_arena *arena,
                                        sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
