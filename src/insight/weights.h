/* weights.h - how much each reason weighs in the order of suspected proxy accounts, as
 * dict/weights.yaml says: data that users may read and change.
 *
 *     sy_weights *w;
 *     st = sy_weights_load(&w, NULL, NULL, &err);          // the file of the program
 *     points = sy_weight_points(&w->code[SY_PROXY_DEBTOR_MONEY], amount, permille);
 *     sy_weights_free(w);
 *
 * Domain notes 5.6. Points order a screen; they prove nothing and stand in no document. */
#ifndef SY_INSIGHT_WEIGHTS_H
#define SY_INSIGHT_WEIGHTS_H

#include "base/money.h"
#include "insight/word_bits.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sy_proxy_code {
    /* reasons */
    SY_PROXY_PAYS_BILLS,
    SY_PROXY_RECEIVES_INCOME,
    SY_PROXY_SHARED_TRACE,
    SY_PROXY_MIRRORS,
    SY_PROXY_DEBTOR_MONEY,
    SY_PROXY_BUYS_PROPERTY,
    SY_PROXY_PROFILE,
    SY_PROXY_AROUND_DAYS,
    SY_PROXY_PLACES,
    SY_PROXY_NAMES_DEBTOR,
    /* counter-evidence */
    SY_PROXY_OWN_LIVING,
    SY_PROXY_LOAN_REPAID,
    SY_PROXY_TRADE,
    SY_PROXY_LONG_HISTORY,
    SY_PROXY_ESCROW,
    SY_PROXY_CODES
} sy_proxy_code;

const char *sy_proxy_code_name(sy_proxy_code code); /* "pays-debtor-bills", ... */
static inline bool sy_proxy_is_against(sy_proxy_code code)
{
    return code >= SY_PROXY_OWN_LIVING;
}

typedef struct sy_weight {
    int32_t points;      /* at most */
    sy_minor amount;     /* fen that give all of them; 0: no amount is asked */
    int32_t from, share; /* 1/1000 that give none and all of them; share 0: none is asked */
} sy_weight;

/* What things two accounts share, beside sy_trace_kind: one counter or machine. */
typedef enum sy_trace_weight {
    SY_WEIGH_MAC,
    SY_WEIGH_DEVICE,
    SY_WEIGH_PHONE,
    SY_WEIGH_AGENT,
    SY_WEIGH_IP,
    SY_WEIGH_ADDRESS,
    SY_WEIGH_COUNTER,
    SY_TRACE_WEIGHTS
} sy_trace_weight;

/* Words of rows, as bits of weights->terms. */
enum {
    SY_WORD_BILL = 1u << 0,
    SY_WORD_TUITION = 1u << 1,
    SY_WORD_WAGES = 1u << 2,
    SY_WORD_LIVING = 1u << 3,
    SY_WORD_LOAN = 1u << 4,
    SY_WORD_MEMO = 1u << 5,
    SY_WORD_ESCROW = 1u << 6,
    SY_WORD_PUBLIC = 1u << 7, /* pays half the town: social insurance, tax office */
    SY_WORD_STUDENT = 1u << 8,
    SY_WORD_OFFICE = 1u << 9,     /* a court, an authority: holds nothing for anybody */
    SY_WORD_LAST = SY_WORD_OFFICE /* callers may add bits above */
};

typedef struct sy_weights {
    sy_weight code[SY_PROXY_CODES];
    int32_t trace[SY_TRACE_WEIGHTS];                /* 1/1000 of shared-trace */
    int32_t one_sided, mirror_ratio, trade_largest; /* 1/1000 */
    int32_t mirror_hours, around_days, dormant_days, old, young, student, counter_minutes,
        shared_holders, bill_holders, trade_parties, history_months, income_times, income_receivers,
        shown_from;
    sy_minor income_amount, income_once;
    sy_word_bits *terms;
    const sy_alloc *al;
} sy_weights;

/* path NULL: dict/weights.yaml of the program. SY_EDATA: what is wrong, file:line:column
 * a line each; nothing may be missing, nothing unknown is passed over. */
SY_MUST_USE sy_status sy_weights_load(sy_weights **out, const sy_alloc *al, const char *path,
                                      sy_err *err);
void sy_weights_free(sy_weights *w);

/* All points where amount and share (1/1000) reach what the weight asks, in proportion
 * below: the lesser of the two. Never below 0. */
int32_t sy_weight_points(const sy_weight *w, sy_minor amount, int32_t share);

/* part / whole in 1/1000, rounded down, 0..1000; 0 of nothing. Both >= 0. */
int32_t sy_part_of(sy_minor part, sy_minor whole);

#ifdef __cplusplus
}
#endif

#endif
