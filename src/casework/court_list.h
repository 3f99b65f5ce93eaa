/* court_list.h - the list of leads that goes to a court and comes back filled in: what its
 * columns are called, and what may stand in them.
 *
 * The court fills in the five columns of its answers; the last column is the procuratorate's
 * own. A row is known again by the lead's id, and by a code of what the lead said, so that a row
 * that was moved, or a lead that has changed, is noticed. */
#ifndef SY_CASEWORK_COURT_LIST_H
#define SY_CASEWORK_COURT_LIST_H

#include "casework/docket.h"
#include "text/table.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_list_column {
    SY_LIST_NUMBER,
    SY_LIST_ID,
    SY_LIST_CASE,
    SY_LIST_PARTIES,
    SY_LIST_WORDING,
    SY_LIST_AMOUNT,
    SY_LIST_CODE,
    SY_LIST_SEALED, /* 是, 否, or the day */
    SY_LIST_IMPOUNDED,
    SY_LIST_DISPOSED,
    SY_LIST_REASON, /* words */
    SY_LIST_PAGES,
    SY_LIST_VERDICT, /* 属实, 不属实 */
    SY_LIST_COLUMNS
} sy_list_column;

/* Chinese in every language: a court reads it, and the reader knows it so. */
const char *sy_list_heading(sy_list_column c);
/* SY_LIST_COLUMNS: not one of them. Blanks and breaks inside a heading do not count. */
sy_list_column sy_list_column_of(sy_slice heading);
/* The word of a lead that an answer is; SY_LEAD_FIELDS for columns that are none. */
sy_lead_field sy_list_field(sy_list_column c);

typedef enum sy_code_says {
    SY_CODE_RIGHT,
    SY_CODE_CHANGED, /* of this lead, which says something else now */
    SY_CODE_WRONG    /* none, or another lead's */
} sy_code_says;
enum { SY_LIST_CODE_TEXT = 24 };
/* "3fa2-91c07b": a check of the id, and one of what the lead says (edition.h). */
SY_MUST_USE sy_status sy_list_code(char out[SY_LIST_CODE_TEXT], sy_docket_lead *lead, sy_err *err);
SY_MUST_USE sy_status sy_list_code_check(sy_code_says *says, sy_slice code, sy_docket_lead *lead,
                                         sy_err *err);

/* A cell of an answer, trimmed, in the form in which it is kept: "是", "否", "2026-03-01",
 * words, "confirmed", "refuted"; "" for a blank one. *what: NULL, or msgid of what is wrong.
 * SY_ENOMEM. */
SY_MUST_USE sy_status sy_list_value(const char **out, const char **what, sy_list_column c,
                                    const sy_cell *cell, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
