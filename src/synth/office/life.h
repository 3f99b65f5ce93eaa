/* life.h - wages, pensions, shops, bills, cash and gifts of everybody, month by month. */
#ifndef SY_SYNTH_OFFICE_LIFE_H
#define SY_SYNTH_OFFICE_LIFE_H

#include "synth/office/cast.h"

/* per_month: everyday rows of an account in a month, about. */
void sy_life_of_all(sy_cast *c, unsigned per_month);
/* A shop's account: customers in great number pay small sums, suppliers are paid: rows of it. */
void sy_life_of_shop(sy_cast *c, int account, size_t rows);
/* A company that sells to others than the debtor, buys, pays wages. */
void sy_life_of_company(sy_cast *c, int account, unsigned per_month);

#endif
