/* inquiries.h - what is missing, and what asking for it would explain (补调清单).
 *
 *     sy_inquiries *q;
 *     st = sy_inquiries_find(&q, scene, &err);
 *     for (size_t i = 0; i < q->n; i++) ... q->items[i].account, .bank, .from, .to ...
 *
 * First whose accounts are to be listed (账户开立情况): a statement that nobody knows of
 * cannot be asked for. Then the statements: accounts never supplied where traced money
 * waits, days and rows that supplied ones lack, what a person has at a payment firm. Both
 * begin with what would explain most of the traced money.
 *
 * An inquiry says what an office does not know yet; that it may ask, only a ground can say
 * (grounds.h), and no court is ever told to query a non-party. */
#ifndef SY_INSIGHT_INQUIRIES_H
#define SY_INSIGHT_INQUIRIES_H

#include "insight/scene.h"
#include "store/requests.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_inquiry_kind {
    SY_INQUIRY_ACCOUNTS,  /* which accounts this person has */
    SY_INQUIRY_STATEMENT, /* an account without any statement */
    SY_INQUIRY_DAYS,      /* days that the statements of an account leave out */
    SY_INQUIRY_ROWS,      /* rows that they lack inside their days */
    SY_INQUIRY_WALLET,    /* what a person has at a payment firm: by person */
    SY_INQUIRY_KINDS
} sy_inquiry_kind;

const char *sy_inquiry_kind_name(sy_inquiry_kind k);  /* "accounts", "statement", ... */
const char *sy_inquiry_kind_label(sy_inquiry_kind k); /* translated: 账户开立情况 */

typedef enum sy_inquiry_reason {
    SY_ASK_WAITS,     /* traced money waits there */
    SY_ASK_OWN,       /* the debtor's own */
    SY_ASK_HOUSEHOLD, /* the spouse's or a minor child's */
    SY_ASK_LISTED,    /* an account file lists it */
    SY_ASK_IN_VAIN,   /* a task file asked for it, and nothing came */
    SY_ASK_SKIPS,     /* its balances do not follow from each other */
    SY_ASK_UNMATCHED, /* others' statements show rows that it lacks */
    SY_ASK_ENDS,      /* traced money is there when its statement ends, before others do */
    SY_ASK_BEGINS,    /* its statement begins after the first day of the case */
    SY_ASK_HOLES,     /* days between its statements */
    SY_ASK_NO_NUMBER, /* paid by name, without an account number */
    SY_ASK_NO_LIST,   /* no account file names the person */
    SY_ASK_REASONS
} sy_inquiry_reason;

const char *sy_inquiry_reason_name(sy_inquiry_reason r);  /* "traced-money-waits", ... */
const char *sy_inquiry_reason_label(sy_inquiry_reason r); /* translated */

/* Where known rows of others lead the traced money on, once it can be followed. */
typedef struct sy_onward {
    uint32_t to;         /* ledger, or SY_OUTSIDE + kind */
    uint32_t *transfers; /* the rows that are known, in pass order */
    size_t n_transfers;
    int64_t amount, first, last;
} sy_onward;
enum { SY_ONWARDS = 5 };

enum { SY_INQUIRY_ID = 9 };
typedef struct sy_inquiry {
    char id[SY_INQUIRY_ID]; /* of kind, account or person, firm: the same in every run */
    sy_inquiry_kind kind;
    uint32_t reasons;              /* bit 1 << reason */
    const char *account;           /* number; "" where the person is asked about */
    const char *holder, *identity; /* "" where not known */
    const char *bank;              /* or payment firm; "" */
    bool bank_is_guess;            /* by the card's first digits */
    const char *answer;   /* what came where it was asked for in vain: 查无此账户; "" */
    bool is_business;     /* a merchant's or seller's account: what was bought, not hidden */
    sy_relation relation; /* of its holder */
    uint32_t party;       /* of the scene; SY_NONE */
    int32_t from, to;     /* days to ask for; SY_NO_DATE where not known */
    sy_days *missing;     /* SY_INQUIRY_DAYS: which of them are not covered */
    size_t n_missing;
    /* the traced money that it would explain, by rule, and whatever the rule */
    int64_t waiting[SY_RULES];
    bool has_bounds;
    int64_t at_least, at_most;
    uint32_t *transfers; /* FIFO: by which it came there, in pass order */
    size_t n_transfers;
    /* FIFO: what of it known rows lead on from there, the largest first */
    int64_t opens;
    sy_onward onward[SY_ONWARDS];
    size_t n_onward, n_targets; /* n_targets: of all */
    /* what others' statements show of it */
    uint64_t rows;
    int64_t in, out;
    const sy_request *request; /* the newest that asks for this; NULL */
    bool is_answered;          /* it arrived, and what came is imported */
} sy_inquiry;

typedef struct sy_inquiries {
    sy_inquiry *people; /* SY_INQUIRY_ACCOUNTS: the debtor, his household, then by amount */
    size_t n_people;
    sy_inquiry *items; /* the rest, by what they would explain under FIFO, the largest first;
                        * businesses last */
    size_t n;
    int64_t seeded;      /* all that was traced */
    int64_t unexplained; /* FIFO: of it, what all items together would explain */
    int32_t horizon;     /* the last day of all statements; SY_NO_DATE */
    sy_request *requests;
    size_t n_requests;
} sy_inquiries;

/* All from the scene's arena. Without a trace (the debtor has no statement) all amounts
 * are 0. Cost: one more trace, and a pass over the ledgers, sinks and traced transfers. */
SY_MUST_USE sy_status sy_inquiries_find(sy_inquiries **out, const sy_scene *s, sy_err *err);

/* The one with this id; NULL. */
const sy_inquiry *sy_inquiry_find(const sy_inquiries *q, const char *id);

/* Is it worth asking by itself? Not where a business or an office was paid, where the answer
 * has been imported, or where it explains less than a hundredth of what is unexplained or a
 * thousandth of all that was traced, and is neither the debtor's nor his household's, nor asked for
 * in vain, nor days missing in what was supplied. */
bool sy_inquiry_is_shown(const sy_inquiries *q, const sy_inquiry *i);

#ifdef __cplusplus
}
#endif

#endif
