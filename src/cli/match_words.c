/* match_words.c - names and titles of matches, and the options that choose them. */
#include <string.h>

#include "base/money.h"
#include "cli/match.h"
#include "cli/span.h"

const char *sy_match_state_word(sy_match_state state)
{
    static const char *const names[] = {[SY_MATCH_CONFIRMED] = "confirmed",
                                        [SY_MATCH_SUSPECTED] = "suspected",
                                        [SY_MATCH_REJECTED] = "rejected"};
    return names[state];
}

const char *sy_match_kind_title(sy_match_kind kind)
{
    static const char *const titles[SY_MATCH_KINDS] = {
        [SY_MATCH_SIDES] = N_("both sides of one transfer"),
        [SY_MATCH_REVERSAL] = N_("taken back"),
        [SY_MATCH_DUPLICATE] = N_("one row given twice"),
        [SY_MATCH_SHADOW] = N_("one payment, by card and in the wallet"),
        [SY_MATCH_ACCOUNT] = N_("one account under two numbers"),
    };
    return sy_tr(titles[kind]);
}

const char *sy_match_reason_title(sy_match_reason reason)
{
    static const char *const titles[SY_WHYS] = {
        [SY_WHY_DECIDED] = N_("decided by a person"),
        [SY_WHY_SAME_DAY] = N_("name each other, same day"),
        [SY_WHY_WITHIN_WEEK] = N_("name each other, one to seven days apart"),
        [SY_WHY_PATTERN] = N_("masked name or number fits"),
        [SY_WHY_SERIAL] = N_("same serial number"),
        [SY_WHY_COUNTERPARTY] = N_("same counterparty"),
        [SY_WHY_NO_COUNTERPARTY] = N_("same amount, names nobody"),
        [SY_WHY_REFUND] = N_("refund by the same counterparty"),
        [SY_WHY_SAME_ROW] = N_("same in every field"),
        [SY_WHY_SAME_BALANCE] = N_("same time, amount and balance"),
        [SY_WHY_SAME_WORDS] = N_("same time, amount and counterparty"),
        [SY_WHY_DATE_ONLY] = N_("same date, amount and balance"),
        [SY_WHY_CARD] = N_("the wallet names the card"),
        [SY_WHY_HOLDER] = N_("same holder, amount and time"),
        [SY_WHY_IBAN] = N_("the number stands inside the IBAN"),
        [SY_WHY_SAME_ROWS] = N_("two statements show the same rows"),
        [SY_WHY_RETRY] = N_("tried again"),
        [SY_WHY_ORDER] = N_("both name one order"),
        [SY_WHY_PART_BY_NUMBER] = N_("taken back in part, by its number"),
        [SY_WHY_PART_BY_SHOP] = N_("taken back in part, by the same shop"),
    };
    return sy_tr(titles[reason]);
}

static sy_status read_state(unsigned *states, const char *text, sy_err *err)
{
    if (!text) return SY_OK;
    for (int s = SY_MATCH_CONFIRMED; s <= SY_MATCH_REJECTED; s++) {
        if (strcmp(text, sy_match_state_word((sy_match_state)s)) != 0) continue;
        *states = 1u << s;
        return SY_OK;
    }
    return sy_fail(err, SY_EINVAL,
                   N_("--state \"%.60s\": the states are confirmed, suspected, rejected"), text);
}

static sy_status read_kind(unsigned *kinds, const char *text, sy_err *err)
{
    if (!text) return SY_OK;
    for (int k = 0; k < SY_MATCH_KINDS; k++) {
        if (strcmp(text, sy_match_kind_name((sy_match_kind)k)) != 0) continue;
        *kinds = 1u << k;
        return SY_OK;
    }
    return sy_fail(err, SY_EINVAL,
                   N_("--kind \"%.60s\": there is sides, reversal, duplicate, shadow, account"),
                   text);
}

/* A rule is a kind or a reason. */
static sy_status read_rule(sy_match_filter *f, const char *text, sy_err *err)
{
    if (!text || read_kind(&f->kinds, text, NULL) == SY_OK) return SY_OK;
    for (int r = SY_WHY_SAME_DAY; r < SY_WHYS; r++) {
        if (strcmp(text, sy_match_reason_name((sy_match_reason)r)) != 0) continue;
        f->reason = r;
        return SY_OK;
    }
    return sy_fail(err, SY_EINVAL,
                   N_("--rule \"%.60s\": a kind (sides, reversal, duplicate, shadow, account) or a "
                      "reason as suyuan match WS list --json names it (within-week, pattern, "
                      "no-counterparty, refund, same-words, holder, iban, same-rows)"),
                   text);
}

sy_status sy_match_read_filter(sy_match_filter *f, sy_call *call, sy_err *err)
{
    *f = (sy_match_filter){
        .states = ~0u, .kinds = ~0u, .reason = -1, .above = 0, .below = INT64_MAX};
    sy_status st = read_state(&f->states, sy_call_option(call, "state"), err);
    if (st == SY_OK) st = read_kind(&f->kinds, sy_call_option(call, "kind"), err);
    if (st == SY_OK) st = read_rule(f, sy_call_option(call, "rule"), err);
    if (st == SY_OK) st = sy_call_amount(call, "above", &f->above, err);
    if (st == SY_OK) st = sy_call_amount(call, "below", &f->below, err);
    return st;
}

bool sy_match_wanted(const sy_match_filter *f, sy_match_kind kind, sy_match_state state,
                     sy_match_reason reason, int64_t amount)
{
    return (f->kinds >> kind & 1) && (f->states >> state & 1) && amount >= f->above &&
           amount <= f->below && (f->reason < 0 || f->reason == (int)reason);
}
