/* cast.h - the people of an office case and what the schemes do with their accounts.
 *
 * A scheme (estate.c, vehicle.c, ...) takes a cast, draws a buyer, posts what happened and
 * says what is true. Schemes know nothing of each other. */
#ifndef SY_SYNTH_OFFICE_CAST_H
#define SY_SYNTH_OFFICE_CAST_H

#include "synth/office/payees.h"
#include "synth/office/world.h"

/* How somebody's account serves the debtor. */
typedef enum sy_make {
    SY_MAKE_DIVERTED, /* his customers pay it instead of him */
    SY_MAKE_FRIEND,   /* lives on the debtor's phone */
    SY_MAKE_COMPANY,  /* a relative's company through which his business runs */
    SY_MAKE_EMPLOYEE, /* an account opened in an employee's name, by the debtor as agent */
    SY_MAKE_SIBLING,  /* money comes in and goes out again to him within a day */
    SY_MAKES
} sy_make;

typedef struct sy_helper {
    sy_make make;
    int actor, account, own_account; /* own_account: where he lives on; may be SY_NOBODY */
    int64_t since;                   /* day from which the debtor uses it */
} sy_helper;

enum { SY_HELPERS = 8, SY_CUSTOMERS = 12, SY_OWN = 4 };

typedef struct sy_cast {
    sy_world *w;
    sy_payees payees;
    uint32_t next_name;
    int debtor, own[SY_OWN], n_own; /* own[0]: business, own[1]: daily life */
    int spouse, spouse_account, child, child_account;
    int parent, parent_account;   /* an honest one */
    int company, company_account; /* the debtor's own, SY_NOBODY where he has none */
    sy_helper helpers[SY_HELPERS];
    int n_helpers;
    const sy_office_payee *customers[SY_CUSTOMERS]; /* who buy from him */
    int n_customers;
    const char *home;       /* where the debtor lives: on his bills */
    const char *home_meter; /* number of his electricity account */
} sy_cast;

/* Everybody, their accounts; nothing has happened yet. rows: about how many rows the case
 * will have. */
void sy_cast_make(sy_cast *c, sy_world *w);
/* More people who only live beside him, until there are n accounts with statements. */
void sy_cast_fill(sy_cast *c, size_t n);

int sy_cast_person(sy_cast *c, const char *relation, const char *role, int born_from, int born_to);
int sy_cast_firm(sy_cast *c, const char *trade, const char *relation, const char *role);
/* An account at a drawn bank, with a statement for the whole period. */
int sy_cast_account(sy_cast *c, int holder);
/* His wallet at a payment firm. */
int sy_cast_wallet(sy_cast *c, int holder);
/* One whose statement nobody has supplied yet. */
int sy_cast_unsupplied(sy_cast *c, int holder);
/* A payee of the name that gets money on an account of its own. */
const sy_office_payee *sy_cast_seller(sy_cast *c, const char *name);

/* ---- the debtor's money ---- */

/* A day of the case: one on which everything is over for him, drawn between suit and the
 * end of the statements, `margin` days before that end. */
int64_t sy_cast_bad_day(sy_cast *c, int margin);
/* Somebody who buys for the debtor: a helper, his wife, himself. */
int sy_cast_buyer(sy_cast *c);
/* His business pays him `fen` at some time in the weeks before. */
void sy_cast_earn(sy_cast *c, int account, int64_t at, sy_minor fen);
/* Brings the debtor's money to the account some hours or days before `at`: directly, or by
 * a helper's account in between; in one sum or several. asset: whose path it is, or SY_NOBODY. */
void sy_cast_fund(sy_cast *c, int account, int64_t at, sy_minor fen, int asset);

#endif
