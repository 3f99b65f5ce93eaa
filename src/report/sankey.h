/* sankey.h - a picture of money flowing from account to account, as SVG.
 *
 *     ┌────────┐▒▒▒▒▒▒▒▒▒▒▒▒┌────────┐▒▒▒▒▒▒▒▒▒┌────────┐
 *     │ debtor │▒▒▒▒▒▒▒▒▒▒▒▒│ mother │         │ a flat │
 *     └────────┘▒▒▒▒▒▒      └────────┘         └────────┘
 *                    ▒▒▒▒▒▒▒┌╌╌╌╌╌╌╌╌┐
 *                           ╎ friend ╎   no statement: dashed
 *                           └╌╌╌╌╌╌╌╌┘
 *
 * Cards stand in columns; bands are as wide as their amounts; long bands pass
 * between the cards, never under them; labels are inside the cards, so they
 * cannot overlap. Money that does not go to a later column is drawn as a dotted
 * line below. Nothing in the picture depends on colour alone. */
#ifndef SY_REPORT_SANKEY_H
#define SY_REPORT_SANKEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/money.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_card_look {
    SY_CARD_SOURCE,
    SY_CARD_ACCOUNT,
    SY_CARD_UNSUPPLIED, /* dashed */
    SY_CARD_PROPERTY,   /* heavy border */
    SY_CARD_END         /* cash, merchants, ...: rounded */
} sy_card_look;

typedef struct sy_card {
    const char *title;  /* who; up to two lines */
    const char *detail; /* account or kind; one line */
    sy_card_look look;
    unsigned column;    /* from 0, none of them empty */
    sy_minor amount;    /* what came in (of a source: what left) */
    sy_minor held;      /* of it still there; 0: none */
    const char *anchor; /* id of the element that it links to; NULL */
} sy_card;

typedef struct sy_band {
    uint32_t from, to; /* cards */
    sy_minor amount;   /* > 0 */
    const char *tip;   /* shown where the page is a screen; NULL */
} sy_band;

typedef struct sy_sankey {
    const sy_card *cards;
    size_t n_cards;
    const sy_band *bands; /* no two with the same ends */
    size_t n_bands;
} sy_sankey;

/* Appends <svg>...</svg> to b; its classes are styled by page.c. *columns (may
 * be NULL): how many there are, so that the page can turn. Nothing for no
 * cards. SY_ENOMEM, SY_ELIMIT of the buffer. Cost: cards and bands squared;
 * callers keep them below a hundred. */
SY_MUST_USE sy_status sy_sankey_draw(sy_buf *b, unsigned *columns, const sy_sankey *s, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
