/* counterparty.h - what the other side of an entry is, by its words.
 *
 * An account with a number is followed; cash, fees, clearing accounts of
 * payment firms and the bank's own accounts are not: each row of theirs ends
 * by itself (tracing.md 2.1). The words stand in dict/counterparties.yaml, which a
 * user may read and change. And some payees sell what can be enforced against: flats,
 * cars, policies; their words stand in dict/property.yaml (property.h).
 *
 *     kind = sy_counterparty_kind(d, &words);      // SY_OTHER_CASH for "ATM取款"
 */
#ifndef SY_INTAKE_COUNTERPARTY_H
#define SY_INTAKE_COUNTERPARTY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/err.h"
#include "base/slice.h"
#include "intake/property.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_other_kind {
    SY_OTHER_PLAIN, /* nothing known: a person, a company */
    SY_OTHER_CASH,
    SY_OTHER_FEE,      /* fees, interest, interest tax: the bank itself */
    SY_OTHER_CLEARING, /* 财付通, 支付宝, 银联, 网联 ... : hides the true party */
    SY_OTHER_INTERNAL, /* 内部账户, 待清算, 他行来账 ... */
    SY_OTHER_EXCHANGE, /* 结汇, 购汇 */
    SY_OTHER_MERCHANT,
    SY_OTHER_REAL_ESTATE, /* a property payee: a sink of kind property */
    SY_OTHER_VEHICLE,
    SY_OTHER_INSURANCE
} sy_other_kind;

typedef struct sy_counterparties sy_counterparties;

/* Reads path (dict/counterparties.yaml). Errors name line and column. property: borrowed
 * until sy_counterparties_free; NULL where sellers of property are not asked for. */
SY_MUST_USE sy_status sy_counterparties_load(sy_counterparties **out, const sy_alloc *al,
                                             const char *path, const sy_property_words *property,
                                             sy_err *err);
void sy_counterparties_free(sy_counterparties *d);

typedef struct sy_other_words {
    sy_slice name, summary, merchant, note, number;
    bool is_cash; /* the statement's own cash flag */
} sy_other_words;

/* Longest match wins, exclusions beat terms, a name's word beats a summary's.
 * term (may be NULL): the word that decided, owned by the dictionary. One thread at a
 * time. Cost: one pass over the words; callers cache by text id. */
sy_other_kind sy_counterparty_kind(const sy_counterparties *d, const sy_other_words *words,
                                   sy_slice *term);

/* True when number can hold money as an account of its own: enough digits, not
 * masked, no placeholder, not a merchant or internal number of a clearing firm. With an
 * empty name from any thread. */
bool sy_counterparty_has_account(const sy_counterparties *d, sy_slice number, sy_slice name);

#ifdef __cplusplus
}
#endif

#endif
