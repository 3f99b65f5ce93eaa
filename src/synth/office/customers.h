/* customers.h - which of the debtor's customers still pay him, read off a closed world. */
#ifndef SY_SYNTH_OFFICE_CUSTOMERS_H
#define SY_SYNTH_OFFICE_CUSTOMERS_H

#include "synth/office/cast.h"

/* An asset (receivable) for each customer who paid accounts of his: true with three payments
 * in the last year of the statements, else open. */
void sy_customers_mark(sy_cast *c);

#endif
