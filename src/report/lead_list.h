/* lead_list.h - leads as a list for people: beside a letter to a court (类案), or as a form
 * that a court fills in and sends back (casework/court_list.h).
 *
 *     st = sy_lead_list_xlsx("list.xlsx", &(sy_lead_table){.leads = leads, .n = n}, &err);
 *
 * Each lead stands in a row, with its own result. What is in cells is text, whatever it
 * begins with; the same leads give the same bytes. */
#ifndef SY_REPORT_LEAD_LIST_H
#define SY_REPORT_LEAD_LIST_H

#include "base/buf.h"
#include "casework/docket.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_lead_table {
    const char *title, *note; /* above the table; note may be "" */
    bool is_referral; /* with evidence, what is missing, and the law (not for a court's form) */
    sy_docket_lead *const *leads;
    size_t n;
} sy_lead_table;

/* For reading and printing: A4 on its side. .xlsx, or HTML into b. */
SY_MUST_USE sy_status sy_lead_list_xlsx(const char *path, const sy_lead_table *list, sy_err *err);
SY_MUST_USE sy_status sy_lead_list_page(sy_buf *b, const sy_lead_table *list, sy_err *err);

/* The letter itself, for a word processor (document.h), in the current language: whom it is to,
 * how many cases, the law, blanks for what only the office knows, and the list of cases behind it.
 * A recommendation where every lead may become one, else a letter that passes leads on. A draft:
 * leads that nobody has confirmed are counted in it. */
SY_MUST_USE sy_status sy_lead_letter_docx(const char *path, const sy_lead_table *list, sy_err *err);

/* For a court, in Chinese: everything but the columns of answers is protected (without a
 * password: against slips, not against people). */
SY_MUST_USE sy_status sy_court_list_xlsx(const char *path, const sy_lead_table *list, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
