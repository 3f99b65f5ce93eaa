/* words.c - one table a kind; designated, so that a new kind without a word is
 * NULL and found by the first test that meets it. */
#include "report/words.h"

#include "base/err.h"
#include "base/lang.h"

const char *sy_rule_title(sy_rule rule)
{
    static const char *const titles[SY_RULES] = {
        [SY_FIFO] = N_("first in, first out"),
        [SY_LIFO] = N_("last in, first out"),
        [SY_PRORATA] = N_("pro rata"),
        [SY_CLEAN_FIRST] = N_("lowest intermediate balance (clean first)"),
        [SY_TAINT_FIRST] = N_("traced money first"),
    };
    SY_ASSERT(rule < SY_RULES);
    return sy_tr(titles[rule]);
}

const char *sy_sink_title(sy_sink_kind kind)
{
    static const char *const titles[] = {
        [SY_SINK_STOPPED] = N_("stopped at the account named"),
        [SY_SINK_RETURNED] = N_("back to the source"),
        [SY_SINK_PROPERTY] = N_("property payee"),
        [SY_SINK_FEE] = N_("fees"),
        [SY_SINK_CASH] = N_("cash"),
        [SY_SINK_EXCHANGE] = N_("foreign exchange"),
        [SY_SINK_MERCHANT] = N_("merchants"),
        [SY_SINK_OTHER] = N_("payee without an account number"),
        [SY_SINK_DEBT] = N_("repaid an overdraft"),
        [SY_SINK_GAP] = N_("lost in a gap of the balances"),
        [SY_SINK_HOP_LIMIT] = N_("stopped at the hop limit"),
        [SY_SINK_UNSUPPLIED] = N_("account without a statement"),
        [SY_SINK_UNMATCHED] = N_("arrival not found in the payee's statement"),
        [SY_SINK_HELD] = N_("still in the account"),
    };
    SY_ASSERT(kind <= SY_SINK_HELD);
    return sy_tr(titles[kind]);
}

static const struct {
    sy_outside kind;
    const char *name, *title;
} outsides[] = {
    {SY_OUT_OTHER, "other", N_("payer without an account number")},
    {SY_OUT_CASH, "cash", N_("cash")},
    {SY_OUT_FEE, "fee", N_("fees and interest")},
    {SY_OUT_EXCHANGE, "exchange", N_("foreign exchange")},
    {SY_OUT_MERCHANT, "merchant", N_("merchants")},
    {SY_OUT_PROPERTY, "property", N_("property payee")},
    {SY_OUT_UNMATCHED, "unmatched", N_("departure not found in the payer's statement")},
    {SY_OUT_INCOME, "income", N_("income")},
    {SY_OUT_OPENING, "opening", N_("opening balance")},
    {SY_OUT_UNEXPLAINED, "unexplained", N_("unexplained inflow")},
    {SY_OUT_CREDIT, "credit", N_("the bank's credit")},
    {SY_OUT_GAP, "gap", N_("gap of the balances")},
};

static size_t place_of(sy_outside kind)
{
    size_t i = 0;

    while (i < sizeof outsides / sizeof *outsides && outsides[i].kind != kind) i++;
    SY_ASSERT(i < sizeof outsides / sizeof *outsides);
    return i;
}

const char *sy_outside_title(sy_outside kind)
{
    return sy_tr(outsides[place_of(kind)].title);
}

const char *sy_outside_name(sy_outside kind)
{
    return outsides[place_of(kind)].name;
}
