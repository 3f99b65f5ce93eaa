/* What is the debtor's own: an account at a bank that nobody has asked, income that goes on,
 * rent from a house, customers who still pay him. */
#include "synth/office/names.h"
#include "synth/office/schemes.h"

static int own_asset(sy_cast *c, const char *class, const char *item, const char *payee,
                     int account)
{
    const sy_asset a = {.kind = class,
                        .item = item,
                        .payee = payee,
                        .holder = c->w->accounts[account].holder,
                        .account = account};

    return sy_world_asset(c->w, &a);
}

void sy_scheme_own_account(sy_cast *c)
{
    sy_world *w = c->w;
    const int from = c->own[sy_below(w, 2)], hidden = sy_cast_unsupplied(c, c->debtor);
    const int asset = own_asset(c, "own_account", "account", w->actors[c->debtor].name, from);
    const int n = 2 + (int)sy_below(w, 6);

    w->accounts[hidden].opening = 0;
    w->assets[asset].own_number = w->accounts[hidden].number;
    w->assets[asset].own_bank = w->accounts[hidden].bank->name;
    for (int i = 0; i < n; i++) {
        const int64_t at = sy_clock(w, sy_cast_bad_day(c, 20), 9, 20);
        const sy_minor fen = sy_round_sum(w, 5000, 80000, 1000);
        sy_cast_earn(c, from, at, fen);
        sy_world_mark(
            sy_world_move(w, from, hidden, at, fen, sy_chance(w, 60) ? "转账" : "跨行转出", ""),
            asset, SY_PART_PRICE);
    }
}

/* Each month from a drawn month on, until the end. */
static void monthly(sy_cast *c, int account, const sy_office_payee *from, sy_minor fen,
                    int64_t spread, const char *word, int64_t since, int asset)
{
    sy_world *w = c->w;
    const int day = 3 + (int)sy_below(w, 20);

    for (int i = 0; i < 60; i++) {
        const int64_t at = sy_clock(w, sy_month_day(since, i, day), 9, 17);
        if (at >= w->to_day * SY_DAY) break;
        sy_world_mark(sy_world_get(w, account, at, fen + sy_between(w, 0, spread), from, word),
                      asset, SY_PART_RECEIPT);
    }
}

void sy_scheme_income(sy_cast *c)
{
    static const char *const words[] = {"工资", "代发工资", "劳务费", "薪资", "绩效奖金"};
    sy_world *w = c->w;
    const int account = c->own[c->n_own - 1];
    const char *name = sy_name_firm(w, sy_chance(w, 50) ? "实业有限公司" : "人力资源有限公司");
    const int asset = own_asset(c, "income", "wages", name, account);

    monthly(c, account, sy_cast_seller(c, name), sy_between(w, 400000, 1800000), 60000,
            SY_ONE_OF(w, words), w->days[SY_WD_JUDGMENT] - sy_below(w, 300), asset);
}

void sy_scheme_rent(sy_cast *c)
{
    static const char *const words[] = {"房租", "租金", "店面租金", "厂房租金"};
    sy_world *w = c->w;
    const bool is_hers = c->spouse_account != SY_NOBODY && sy_chance(w, 30);
    const int account = is_hers ? c->spouse_account : c->own[1];
    const char *name =
        sy_chance(w, 50) ? sy_name_person(w, c->next_name++) : sy_name_firm(w, "百货商行");
    const int asset = own_asset(c, "rent", "rent received", name, account);

    monthly(c, account, sy_cast_seller(c, name), sy_round_sum(w, 1500, 12000, 100), 0,
            SY_ONE_OF(w, words), w->days[SY_WD_SUIT] - sy_below(w, 200), asset);
}

/* Somebody who buys from him and pays into his own account, month by month or so, to the end. */
void sy_scheme_receivable(sy_cast *c)
{
    static const char *const words[] = {"货款", "结算款", "加工费", "工程款", "材料款"};
    sy_world *w = c->w;
    const char *name = sy_name_firm(w, sy_chance(w, 50) ? "商贸有限公司" : "制造有限公司");
    const sy_office_payee *from = sy_cast_seller(c, name);
    const int asset = own_asset(c, "receivable", "customer", name, c->own[0]);
    const int every = 25 + (int)sy_below(w, 40);
    const char *word = SY_ONE_OF(w, words);

    for (int64_t day = w->days[SY_WD_SUIT] - 200; day < w->to_day - 10;
         day += every + sy_below(w, 12)) {
        sy_world_mark(sy_world_get(w, c->own[0], sy_clock(w, day, 9, 17),
                                   sy_between(w, 600000, 9000000), from, word),
                      asset, SY_PART_RECEIPT);
    }
}
