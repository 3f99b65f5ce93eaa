/* story.h - who does what in the small case. */
#ifndef SY_SYNTH_STORY_H
#define SY_SYNTH_STORY_H

#include <stdint.h>

#include "synth/book.h"

/* People, by their place in sy_book.people. */
enum {
    SY_DEBTOR,
    SY_MOTHER,
    SY_WIFE,
    SY_BROTHER_IN_LAW,
    SY_HIS_WIFE,
    SY_FRIEND,
    SY_COMPANY,
    SY_NEIGHBOUR,
    SY_STRAW_MAN,
    SY_STRANGER,
    SY_CREDITOR
};

/* Accounts, by their place in sy_book.accounts. */
enum {
    SY_ACC_MAIN,    /* the debtor's business: the source of the trace */
    SY_ACC_PAY,     /* the debtor's daily life */
    SY_ACC_MOTHER,  /* opened for the flat */
    SY_ACC_PENSION, /* the mother's own */
    SY_ACC_WIFE,
    SY_ACC_BROTHER,   /* passes on; dates without clock */
    SY_ACC_HIS_WIFE,  /* buys the car */
    SY_ACC_FRIEND,    /* passes on */
    SY_ACC_COMPANY,   /* mixes: the rules differ here */
    SY_ACC_COMPANY_2, /* pays the policy */
    SY_ACC_NEIGHBOUR, /* paid before its statement begins */
    SY_ACC_STRAW_MAN, /* buys a parking space with mixed money */
    SY_ACC_STRANGER,  /* no statement */
    SY_STORY_ACCOUNTS
};

/* The case that goes with it. Dates YYYY-MM-DD. */
typedef struct sy_story_case {
    const char *name, *number, *court;
    sy_minor claim;
    const char *suit_served, *judgment_effective, *enforcement_filed, *report_ordered,
        *consumption_restricted, *terminated;
    const char *period_from, *period_to; /* of the statements */
} sy_story_case;

extern const sy_story_case sy_story_facts;

/* Tells the story into an empty book and closes it. */
void sy_story_tell(sy_book *b, uint64_t seed);

#endif
