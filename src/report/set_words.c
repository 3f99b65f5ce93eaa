/* set_words.c - what lines are called, the summary in words, and where rows stand. */
#include "report/set_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "report/shown.h"

/* ---- titles ---- */

static const struct {
    const char *cut, *key, *title;
} titles[] = {
    {"left-out", "own", N_("less: between his own accounts")},
    {"left-out", "pocket", N_("less: wealth products, deposits and other pockets of his own")},
    {"left-out", "reversed", N_("less: taken back")},
    {"left-out", "exchange", N_("less: changed into another currency")},
    {"kind", "income", N_("wages and other regular income")},
    {"kind", "related", N_("people of the case")},
    {"kind", "person", N_("other individuals")},
    {"kind", "company", N_("companies and offices")},
    {"kind", "property", N_("sellers of houses, cars, insurance")},
    {"kind", "merchant", N_("merchants and payment firms")},
    {"kind", "cash", N_("cash")},
    {"kind", "bank", N_("the bank: interest, fees")},
    {"kind", "other", N_("names that tell neither person nor company")},
    {"kind", "unnamed", N_("nobody named")},
    {"size", "0", N_("under 1,000")},
    {"size", "1000", N_("1,000 to under 10,000")},
    {"size", "10000", N_("10,000 to under 50,000")},
    {"size", "50000", N_("50,000 to under 100,000")},
    {"size", "100000", N_("100,000 to under 500,000")},
    {"size", "500000", N_("500,000 and more")},
    {"all", "all", N_("income and spending")},
};

sy_slice sy_set_line_title(const char *cut, const char *key, sy_slice name)
{
    if (name.len) return name;
    if (strcmp(cut, "counterparty") == 0) cut = "kind"; /* cash, the bank, nobody named */
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        if (strcmp(titles[i].cut, cut) == 0 && strcmp(titles[i].key, key) == 0)
            return sy_slice_of(sy_tr(titles[i].title));
    }
    return sy_slice_of(key); /* a month, an account, a threshold */
}

const char *sy_set_cut_title(const char *cut)
{
    static const struct {
        const char *cut;
        sy_set_part part;
    } parts[] = {{"account", SY_SET_ACCOUNTS}, {"left-out", SY_SET_OVERVIEW},
                 {"size", SY_SET_SIZES},       {"kind", SY_SET_KINDS},
                 {"month", SY_SET_MONTHS},     {"counterparty", SY_SET_COUNTERPARTY},
                 {"cash", SY_SET_CASH},        {"large", SY_SET_LARGE}};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (strcmp(parts[i].cut, cut) == 0) return sy_set_part_title(parts[i].part);
    }
    return _("all");
}

/* ---- the summary ---- */

static const char *money(char out[SY_MINOR_TEXT], sy_minor amount)
{
    return sy_minor_print_grouped(out, amount);
}

static void day(sy_buf *b, int64_t at)
{
    char text[SY_TIME_TEXT];
    sy_buf_text(b, sy_time_print(text, at, SY_DATE));
}

static void name(sy_buf *b, sy_slice text)
{
    sy_shown(b, text, 60);
}

/* Rows that are no income and no spending, by all cuts together. */
static uint64_t left_out(const sy_overview *o)
{
    const sy_overview_cut *cut = &o->cut[SY_BY_LEFT_OUT];
    uint64_t n = 0;

    for (size_t i = 0; i < cut->n; i++) n += cut->lines[i].n_in + cut->lines[i].n_out;
    return n;
}

static void largest_row(sy_buf *b, const sy_overview *o, uint32_t row)
{
    const sy_overview_row *r = &o->rows[row];
    const sy_slice other = sy_overview_other(o, r);
    char amount[SY_MINOR_TEXT];

    sy_buf_printf(b,
                  r->amount > 0 ? _(" The largest single income is %s yuan (")
                                : _(" The largest single payment is %s yuan ("),
                  money(amount, r->amount < 0 ? -r->amount : r->amount));
    day(b, r->at);
    if (other.len) {
        sy_buf_text(b, _(", "));
        name(b, other);
    }
    sy_buf_text(b, _(")."));
}

/* Up to three counterparties with the most on one side. */
static void leading(sy_buf *b, const sy_overview *o, bool is_in)
{
    enum { NAMED = 3 };
    const sy_overview_cut *cut = &o->cut[SY_BY_COUNTERPARTY];
    const sy_overview_line *top[NAMED] = {NULL};
    char amount[SY_MINOR_TEXT];

    for (size_t i = 0; i < cut->n; i++) {
        const sy_overview_line *l = &cut->lines[i];
        const sy_minor sum = is_in ? l->in : l->out;
        if (sum == 0 || !l->name.len) continue;
        for (int k = 0; k < NAMED; k++) {
            if (top[k] && (is_in ? top[k]->in : top[k]->out) >= sum) continue;
            memmove(top + k + 1, top + k, (size_t)(NAMED - 1 - k) * sizeof *top);
            top[k] = l;
            break;
        }
    }
    if (!top[0]) return;
    sy_buf_text(b, is_in ? _(" Most came from ") : _(" Most went to "));
    for (int k = 0; k < NAMED && top[k]; k++) {
        if (k) sy_buf_text(b, _(", "));
        name(b, top[k]->name);
        sy_buf_printf(b, _(" (%s yuan)"), money(amount, is_in ? top[k]->in : top[k]->out));
    }
    sy_buf_text(b, _("."));
}

static void listed(sy_buf *b, const sy_overview_line *l, sy_minor from, bool is_cash)
{
    char text[3][SY_MINOR_TEXT];

    if (l->end == 0) {
        sy_buf_printf(b,
                      is_cash ? _(" No cash rows of %s yuan and more.")
                              : _(" No transfers of %s yuan and more."),
                      money(text[0], from));
        return;
    }
    sy_buf_printf(b,
                  is_cash
                      ? _(" Cash of %s yuan and more: %llu rows, %s yuan paid in, %s yuan drawn.")
                      : _(" Transfers of %s yuan and more: %llu rows, %s yuan in, %s yuan out."),
                  money(text[0], from), (unsigned long long)(l->n_in + l->n_out),
                  money(text[1], l->in), money(text[2], l->out));
}

static void companies(sy_buf *b, const sy_overview *o)
{
    const sy_overview_cut *cut = &o->cut[SY_BY_COUNTERPARTY];
    sy_minor in = 0, out = 0;
    size_t n = 0;
    char text[2][SY_MINOR_TEXT];

    for (size_t i = 0; i < cut->n; i++) {
        if (!cut->lines[i].is_company) continue;
        n++;
        in += cut->lines[i].in; /* parts of sums that fit */
        out += cut->lines[i].out;
    }
    if (n == 0) return;
    sy_buf_printf(b, _(" Dealings with companies (%zu): %s yuan in, %s yuan out."), n,
                  money(text[0], in), money(text[1], out));
}

static void income_and_spending(sy_buf *b, const sy_overview *o)
{
    const sy_minor net = o->all.in - o->all.out; /* both are sums from 0 up: it fits */
    char text[3][SY_MINOR_TEXT];
    const uint64_t less = left_out(o);

    if (less) {
        sy_buf_printf(b,
                      _(" Left out are %llu rows between own accounts, of own wealth products and "
                        "deposits, taken back or changed into another currency."),
                      (unsigned long long)less);
    }
    sy_buf_printf(b,
                  net < 0 ? _(" Income: %llu rows, %s yuan; spending: %llu rows, %s yuan; "
                              "%s yuan more went than came.")
                          : _(" Income: %llu rows, %s yuan; spending: %llu rows, %s yuan; "
                              "%s yuan more came than went."),
                  (unsigned long long)o->all.n_in, money(text[0], o->all.in),
                  (unsigned long long)o->all.n_out, money(text[1], o->all.out),
                  money(text[2], net < 0 ? -net : net));
}

void sy_set_summary(sy_buf *b, const sy_set *set, const sy_set_person *p)
{
    const sy_overview *o = &p->o;

    sy_buf_text(b, _("As far as the statements supplied reach: "));
    name(b, sy_slice_of(p->title));
    if (o->n_rows == 0) {
        sy_buf_text(b, _(" has statements, and no row in them moves money."));
        return;
    }
    sy_buf_printf(b, _(" has statements (accounts: %zu, rows: %u) from "), o->cut[SY_BY_ACCOUNT].n,
                  o->n_rows);
    day(b, o->rows[0].at);
    sy_buf_text(b, _(" to "));
    day(b, o->rows[o->n_rows - 1].at);
    sy_buf_text(b, _("."));
    if (strcmp(p->currency, "CNY") != 0)
        sy_buf_printf(b, _(" All amounts here are in %s, where it says yuan too."), p->currency);
    income_and_spending(b, o);
    if (o->largest_in != SY_NONE) largest_row(b, o, o->largest_in);
    if (o->largest_out != SY_NONE) largest_row(b, o, o->largest_out);
    leading(b, o, true);
    leading(b, o, false);
    listed(b, &o->cash, set->terms.cash, true);
    listed(b, &o->large, set->terms.large, false);
    companies(b, o);
}

void sy_set_terms_words(sy_buf *b, const sy_set *set)
{
    char text[2][SY_MINOR_TEXT];

    sy_buf_printf(b, _("Cash is listed from %s yuan on, other transfers from %s yuan on"),
                  money(text[0], set->terms.cash), money(text[1], set->terms.large));
    if (set->large_from == SY_THRESHOLD_CLAIM)
        sy_buf_text(b,
                    _(" (5 percent of the claim in whole thousands, not under 10,000 and not over "
                      "500,000)"));
    sy_buf_text(b, _("."));
    if (set->holders_left_out) {
        sy_buf_printf(b,
                      _(" Of the holders with statements %u are listed, the debtor's people and "
                        "the largest first; %u more are not: --party NAME makes the set of one."),
                      set->n, set->holders_left_out);
    }
}
