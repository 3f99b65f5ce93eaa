/* overview.h - what the statements of one holder show, in figures, each with its rows.
 *
 *     sy_overview o;
 *     st = sy_overview_make(&o, &holders, who, "CNY", &(sy_overview_terms){...}, &arena, &err);
 *     o.all.in, o.all.out                               // his income and spending
 *     const sy_overview_cut *months = &o.cut[SY_BY_MONTH];
 *     for (size_t i = 0; i < months->n; i++) ...
 *         for (uint32_t k = line->begin; k < line->end; k++) o.rows[months->order[k]] ...
 *
 * Rows between his own accounts, into and out of pockets (tracing.md 2.9), taken back or
 * changed into another currency are no income and no spending: they are in SY_BY_LEFT_OUT
 * and SY_BY_ACCOUNT only. Repeated and failed rows, and a wallet's picture of a card's
 * payment, are no rows of a ledger and so nowhere. Each other row is in exactly one line of
 * every cut, so the lines of a cut add up to `all`. */
#ifndef SY_INSIGHT_OVERVIEW_H
#define SY_INSIGHT_OVERVIEW_H

#include "base/civil.h"
#include "base/money.h"
#include "insight/holders.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a row is to income and spending. */
typedef enum sy_row_use {
    SY_ROW_COUNTS,
    SY_ROW_OWN, /* between accounts of the holder, or with one under his name */
    SY_ROW_POCKET,
    SY_ROW_REVERSED, /* taken back, or takes back */
    SY_ROW_EXCHANGE,
    SY_ROW_USES
} sy_row_use;
const char *sy_row_use_name(sy_row_use use); /* "own", ... */

/* With whom, by kind. */
typedef enum sy_money_kind {
    SY_MONEY_INCOME,  /* wages and the like */
    SY_MONEY_RELATED, /* people of the case */
    SY_MONEY_PERSON,
    SY_MONEY_COMPANY,
    SY_MONEY_PROPERTY, /* sellers of flats, cars, policies */
    SY_MONEY_MERCHANT, /* merchants, and payment firms that hide one */
    SY_MONEY_CASH,
    SY_MONEY_BANK,  /* interest, fees */
    SY_MONEY_OTHER, /* names that tell neither person nor company */
    SY_MONEY_UNNAMED,
    SY_MONEY_KINDS
} sy_money_kind;
const char *sy_money_kind_name(sy_money_kind kind); /* "income", ... */

/* Bands of amounts: the n-th begins with sy_size_from[n] fen. */
enum { SY_SIZES = 6 };
extern const sy_minor sy_size_from[SY_SIZES];

typedef struct sy_overview_row {
    uint32_t ledger, row; /* of the flow: sy_scene_row_at */
    uint32_t place;
    uint32_t counterparty; /* overview_rows.h */
    int64_t at;
    sy_minor amount; /* > 0 came in */
    uint8_t use, kind;
    bool date_only, is_cash;
} sy_overview_row;

typedef struct sy_overview_line {
    const char *key;    /* stable in its cut: "2023-05", "name:...", "own" */
    sy_slice name;      /* of a counterparty */
    uint32_t what;      /* the ledger, sy_money_kind, sy_row_use, band, year * 12 + month - 1;
                         * of a counterparty the holder, or SY_NONE */
    sy_money_kind kind; /* of a counterparty's first row */
    bool is_company;    /* a counterparty that is a company, and not only a merchant */
    uint64_t n_in, n_out;
    sy_minor in, out;
    uint32_t begin, end; /* its rows, in order of time: order[begin .. end) */
} sy_overview_line;

typedef enum sy_overview_by {
    SY_BY_ACCOUNT,  /* all rows: what the statements themselves add up to */
    SY_BY_LEFT_OUT, /* those that are no income and no spending */
    SY_BY_SIZE,     /* from here on: those that are */
    SY_BY_KIND,
    SY_BY_COUNTERPARTY, /* by in and out together, the largest first */
    SY_BY_MONTH,
    SY_OVERVIEW_CUTS
} sy_overview_by;
const char *sy_overview_by_name(sy_overview_by by); /* "account", ... */

typedef struct sy_overview_cut {
    sy_overview_line *lines;
    size_t n;
    uint32_t *order; /* rows, line by line */
} sy_overview_cut;

typedef struct sy_overview_terms {
    sy_minor cash, large; /* what is listed row by row: from this amount on */
} sy_overview_terms;

typedef struct sy_overview {
    const sy_holders *h;
    uint32_t holder; /* number in h->items */
    const char *currency;
    sy_overview_row *rows; /* by (time, place) */
    uint32_t n_rows;
    sy_overview_line all;             /* what counts; without rows of its own */
    uint32_t largest_in, largest_out; /* rows; SY_NONE */
    sy_overview_cut cut[SY_OVERVIEW_CUTS];
    sy_overview_line cash, large;     /* their rows: cash_rows, large_rows */
    uint32_t *cash_rows, *large_rows; /* cash of terms.cash and more; what is no cash, of
                                       * terms.large and more; by time */
} sy_overview;

/* Of the holder's statements in this currency. SY_ELIMIT: sums that do not fit. From the
 * arena. Cost: his rows, sorted once; memory of all texts and holders. */
SY_MUST_USE sy_status sy_overview_make(sy_overview *o, sy_holders *h, uint32_t holder,
                                       const char *currency, const sy_overview_terms *terms,
                                       sy_arena *arena, sy_err *err);

/* Whom a row of it names at its other end; "" nobody. */
sy_slice sy_overview_other(const sy_overview *o, const sy_overview_row *row);

#ifdef __cplusplus
}
#endif

#endif
