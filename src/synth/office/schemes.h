/* schemes.h - what can have happened in a case: one function each, in a file of its own.
 *
 * Each draws its own words, sums and days, posts the movements, and tells the world what is
 * true. A case is a drawn set of them (office.c). */
#ifndef SY_SYNTH_OFFICE_SCHEMES_H
#define SY_SYNTH_OFFICE_SCHEMES_H

#include "synth/office/cast.h"

/* property bought with the debtor's money */
void sy_scheme_estate(sy_cast *c);   /* deposit, down payment, deed tax, decoration, bills */
void sy_scheme_parking(sy_cast *c);  /* a parking space, in one payment */
void sy_scheme_mortgage(sy_cast *c); /* of a flat bought before: equal sums each month */
void sy_scheme_vehicle(sy_cast *c);  /* deposit, price, purchase tax, insurance, ETC */
void sy_scheme_policy(sy_cast *c);   /* life insurance, a premium a year */
void sy_scheme_securities(sy_cast *c);
void sy_scheme_wealth(sy_cast *c);
void sy_scheme_deposit(sy_cast *c);
void sy_scheme_gold(sy_cast *c);
void sy_scheme_crypto(sy_cast *c);
void sy_scheme_equity(sy_cast *c);
void sy_scheme_luxury(sy_cast *c); /* after the restriction */

/* the debtor's own */
void sy_scheme_own_account(sy_cast *c);
void sy_scheme_income(sy_cast *c);
void sy_scheme_rent(sy_cast *c);
void sy_scheme_receivable(sy_cast *c);

/* how helpers serve him */
void sy_scheme_helpers(sy_cast *c);
/* money waits where no statement is, and other accounts without one that only look so */
void sy_scheme_withheld(sy_cast *c);
/* an honest parent, a shop, an employer, an escrow account, a friend who lent him money */
void sy_scheme_innocents(sy_cast *c, size_t shop_rows);
/* what ordinary people buy with their own money, a deposit given back, a son's support */
void sy_scheme_neighbours(sy_cast *c);

#endif
