/* petition_links.h - the petitions that bear on a lead: those on its case, on other cases of
 * its debtor, and of its applicant about the same court.
 *
 *     sy_linked_petition *list;
 *     st = sy_petition_links_of(&list, &n, lead, ws, pools, &arena, &err);
 *     for (size_t i = 0; i < n; i++) ... list[i].link, .petition->number, .person ...
 *
 * Who is debtor and creditor of a case the registers say (pools cases, terminated-cases,
 * parties); who wrote about a case counts as its applicant, too. Two are the same by their ID
 * number; where one of them has none, by name, and that is said, since namesakes exist. A name
 * of which a part is hidden says nobody. Only what is shown with a lead: neither its rank nor
 * its source changes, a lead is followed on application only for its own case. */
#ifndef SY_CASEWORK_PETITION_LINKS_H
#define SY_CASEWORK_PETITION_LINKS_H

#include "casework/docket.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_petition_link {
    SY_PETITION_OF_CASE,
    SY_PETITION_OF_DEBTOR,    /* another case of the same debtor */
    SY_PETITION_OF_APPLICANT, /* another case, or none that is named; same applicant and court */
    SY_PETITION_LINKS
} sy_petition_link;
const char *sy_petition_link_name(sy_petition_link link); /* "case", "debtor", "applicant" */

typedef struct sy_linked_petition {
    const sy_petition *petition;
    sy_petition_link link; /* the first that holds */
    const char *person;    /* whom both cases share; "" of the case itself */
    bool is_by_name;       /* no ID number says that it is the same person */
} sy_linked_petition;

/* By link, then by case and number. From the arena; the petitions are the docket's, which must
 * have been opened with these pools. Cost: a scan of three pools' columns. */
SY_MUST_USE sy_status sy_petition_links_of(sy_linked_petition **out, size_t *n,
                                           const sy_docket_lead *lead, sy_workspace *ws,
                                           const sy_pools *pools, sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
