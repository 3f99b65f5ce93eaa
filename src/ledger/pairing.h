/* pairing.h - who belongs to whom, one to one: the best candidates first.
 *
 *     candidates: (0,2) five seconds, (1,2) two minutes, (1,3) a day
 *     kept:       (0,2) and (1,3): 2 was taken when (1,2) came
 *
 * All matching in this program is this rule with its own candidates: confirmed
 * before suspected, then the nearest, then the earlier rows. It does not find
 * the most pairs, but it can be followed by hand, row by row. */
#ifndef SY_LEDGER_PAIRING_H
#define SY_LEDGER_PAIRING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Why two things are thought to belong together. Names: sy_match_reason_name. */
typedef enum sy_match_reason {
    SY_WHY_DECIDED,         /* a person says so */
    SY_WHY_SAME_DAY,        /* sides: they name each other, on one day or half an hour apart */
    SY_WHY_WITHIN_WEEK,     /* ... one to seven days apart */
    SY_WHY_PATTERN,         /* a masked name or number fits */
    SY_WHY_SERIAL,          /* reversals: the bank's serial is the same */
    SY_WHY_COUNTERPARTY,    /* ... the counterparty is the same */
    SY_WHY_NO_COUNTERPARTY, /* ... the row that takes back names nobody */
    SY_WHY_REFUND,          /* ... goods sent back: a payment, and a payment back */
    SY_WHY_SAME_ROW,        /* repeats: what the import compares is the same */
    SY_WHY_SAME_BALANCE,    /* ... time, amount and balance are the same */
    SY_WHY_SAME_WORDS,      /* ... time, amount and counterparty; there are no balances */
    SY_WHY_DATE_ONLY,       /* ... date, amount and balance; one file has no clock */
    SY_WHY_CARD,            /* shadows: the wallet's row names the card */
    SY_WHY_HOLDER,          /* ... card and wallet have one holder */
    SY_WHY_IBAN,            /* accounts: the number stands inside the IBAN, names agree */
    SY_WHY_SAME_ROWS,       /* ... two statements show the same rows */
    SY_WHY_RETRY,           /* failed: the same payment succeeded soon after */
    SY_WHY_ORDER,           /* shadows: both name one order of a clearing house or a wallet */
    SY_WHY_PART_BY_NUMBER,  /* reversals: part of a payment, named by its number */
    SY_WHY_PART_BY_SHOP,    /* ... by a shop with one payment that it can be part of */
    SY_WHYS
} sy_match_reason;
const char *sy_match_reason_name(sy_match_reason reason); /* "same-day", ... */

typedef struct sy_candidate {
    int64_t distance;
    uint32_t a, b; /* numbers of one sequence, ascending as rows do */
    bool confirmed;
    uint8_t reason; /* sy_match_reason */
} sy_candidate;

/* Keeps the candidates that stand, in the order in which they were chosen, at the
 * front of the list and marks their ends in taken[]; those with an end that is
 * taken already are out. Returns how many stand. Cost: O(n log n). */
size_t sy_pairing_settle(sy_candidate *list, size_t n, uint8_t *taken);

#endif
