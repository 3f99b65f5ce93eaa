/* exhibit.h - a pinned path of a picture, as a page or a sheet: each payment of it, in order,
 * and where it stands in the files.
 *
 *     sy_exhibit_page(&page, &exhibit);     // between sy_page_open and the page's end
 *     sy_exhibit_sheet(&paper, &exhibit);   // a sheet of a workbook
 *
 * Both remember a failure in what they write to. The same exhibit gives the same bytes. */
#ifndef SY_REPORT_EXHIBIT_H
#define SY_REPORT_EXHIBIT_H

#include "base/buf.h"
#include "base/civil.h"
#include "base/money.h"
#include "report/paper.h"
#include "report/telling.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_exhibit_end {
    sy_slice name, number; /* empty where no row says */
} sy_exhibit_end;

typedef struct sy_exhibit_payment {
    int64_t at;
    sy_precision precision;
    sy_exhibit_end from, to;
    sy_minor amount, traced;
    sy_row_ref rows[2]; /* the payer's first */
    size_t n_rows;
} sy_exhibit_payment;

/* All payments from one card to another. */
typedef struct sy_exhibit_link {
    const char *from, *to, *note; /* titles of cards; "" */
    bool is_step;                 /* from a card of the path to the next */
    sy_minor sum, traced;
    size_t n; /* in the sum; more than are listed where that is cut */
    const sy_exhibit_payment *payments;
    size_t n_payments;
} sy_exhibit_link;

typedef struct sy_exhibit_card {
    const char *title, *note;
    bool is_gone; /* the case does not have it any more */
} sy_exhibit_card;

typedef struct sy_exhibit {
    size_t number; /* from 1 */
    const char *name, *board;
    const sy_case_facts *facts;
    const char *const *remarks; /* filters, rule, that it is a lead */
    size_t n_remarks;
    bool has_trace;
    const sy_exhibit_card *cards; /* in the order of the path */
    size_t n_cards;
    const sy_exhibit_link *links; /* the path's steps, then what else went between its cards */
    size_t n_links;
} sy_exhibit;

void sy_exhibit_page(sy_buf *b, const sy_exhibit *e);
void sy_exhibit_sheet(sy_paper *p, const sy_exhibit *e);

#ifdef __cplusplus
}
#endif

#endif
