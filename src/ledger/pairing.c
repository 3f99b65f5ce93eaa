/* pairing.c - sort, then take what is free. */
#include "ledger/pairing.h"

#include <stdlib.h>

const char *sy_match_reason_name(sy_match_reason reason)
{
    static const char *const names[SY_WHYS] = {"decided",
                                               "same-day",
                                               "within-week",
                                               "pattern",
                                               "serial",
                                               "counterparty",
                                               "no-counterparty",
                                               "refund",
                                               "same-row",
                                               "same-balance",
                                               "same-words",
                                               "date-only",
                                               "card",
                                               "holder",
                                               "iban",
                                               "same-rows",
                                               "retry",
                                               "order",
                                               "part-by-number",
                                               "part-by-shop"};
    return names[reason];
}

static int by_nearness(const void *a, const void *b)
{
    const sy_candidate *x = a, *y = b;

    if (x->confirmed != y->confirmed) return x->confirmed ? -1 : 1;
    if (x->distance != y->distance) return x->distance < y->distance ? -1 : 1;
    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

size_t sy_pairing_settle(sy_candidate *list, size_t n, uint8_t *taken)
{
    size_t kept = 0;

    if (n) qsort(list, n, sizeof *list, by_nearness);
    for (size_t i = 0; i < n; i++) {
        if (taken[list[i].a] || taken[list[i].b]) continue;
        taken[list[i].a] = taken[list[i].b] = 1;
        list[kept++] = list[i];
    }
    return kept;
}
