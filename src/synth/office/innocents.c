/* Those who look like it and are not: an honest parent who buys a flat with savings, a shop
 * with many customers, an employer, an escrow account, a friend who lent the debtor money and
 * got it back before the suit. */
#include "synth/office/life.h"
#include "synth/office/names.h"
#include "synth/office/schemes.h"

static void suspect(sy_cast *c, int account, const char *make)
{
    const sy_suspect s = {c->w->accounts[account].holder, account, make, false};

    sy_world_suspect(c->w, &s);
}

/* Fixed deposits of many years fall due, and a flat is bought of them. */
static void parent_buys(sy_cast *c)
{
    sy_world *w = c->w;
    const int account = c->parent_account;
    const char *name = sy_name_firm(w, "置业有限公司");
    const sy_office_payee *seller = sy_cast_seller(c, name);
    const sy_office_payee bank = {.type = "定期支取"};
    const sy_office_payee *deposit = sy_world_payee(w, &bank);
    const sy_asset a = {.kind = "real_estate",
                        .item = "flat",
                        .payee = name,
                        .holder = c->parent,
                        .account = account,
                        .is_innocent = true};
    const int asset = sy_world_asset(w, &a);
    const int64_t day = sy_cast_bad_day(c, 60);
    const sy_minor price = sy_round_sum(w, 400000, 900000, 10000);

    for (int i = 0; i < 4; i++) {
        sy_world_get(w, account, sy_clock(w, day - 30 - i * 40, 9, 16), price / 4 + 200000, deposit,
                     "定期支取");
    }
    sy_world_mark(sy_world_pay(w, account, sy_clock(w, day - 10, 9, 16), 2000000, seller, "定金"),
                  asset, SY_PART_PRICE);
    sy_world_mark(
        sy_world_pay(w, account, sy_clock(w, day, 9, 16), price - 2000000, seller, "购房款"), asset,
        SY_PART_PRICE);
    suspect(c, account, "honest-parent");
}

/* The debtor and his helpers shop there too. */
static void shop(sy_cast *c, size_t rows, bool is_wallet)
{
    sy_world *w = c->w;
    const int keeper = sy_cast_person(c, "", "shopkeeper", 1965, 1990);
    const int account = is_wallet ? sy_cast_wallet(c, keeper) : sy_cast_account(c, keeper);
    const int buyers[] = {c->own[1], c->helpers[0].account, c->helpers[c->n_helpers - 1].account};

    sy_life_of_shop(c, account, rows);
    for (int i = 0; i < 40; i++) {
        sy_world_move(w, buyers[sy_below(w, 3)], account,
                      sy_clock(w, sy_between(w, w->from_day + 5, w->to_day - 5), 8, 21),
                      sy_between(w, 1000, 30000), "消费", "")
            ->flags |= SY_MOVE_OPTIONAL;
    }
    suspect(c, account, "shop");
}

/* Pays wages to many, the debtor's wife and a helper among them. */
static void employer(sy_cast *c)
{
    sy_world *w = c->w;
    const int account = sy_cast_account(c, sy_cast_firm(c, "制衣有限公司", "", "employer"));
    int staff[12], n = 0;

    for (size_t i = 0; i < w->n_accounts && n < 12; i++) {
        const sy_office_account *a = &w->accounts[i];
        if (a->kind == SY_KIND_CARD && a->is_supplied && a->holder != c->debtor &&
            a->from_day == w->from_day && sy_chance(w, 40)) {
            staff[n++] = (int)i;
        }
    }
    sy_life_of_company(c, account, 40);
    for (int i = 0; i < 60; i++) {
        const int64_t day = sy_month_day(w->from_day, i, 10);
        if (day >= w->to_day) break;
        if (day <= w->from_day) continue;
        for (int k = 0; k < n; k++) {
            sy_world_move(w, account, staff[k], sy_clock(w, day, 14, 16),
                          sy_between(w, 350000, 900000), "代发工资", "");
        }
    }
    suspect(c, account, "employer");
}

/* Buyers of second-hand flats pay in, sellers are paid out: one sum through it is of a helper. */
static void escrow(sy_cast *c)
{
    sy_world *w = c->w;
    const int account = sy_cast_account(c, sy_cast_firm(c, "存量房交易资金监管专户", "", "escrow"));
    const int n = 30 + (int)sy_below(w, 60);

    for (int i = 0; i < n; i++) {
        const int64_t at = sy_clock(w, sy_between(w, w->from_day + 5, w->to_day - 30), 9, 16);
        const sy_minor fen = sy_round_sum(w, 200000, 1500000, 10000);
        const sy_office_payee *buyer = sy_cast_seller(c, sy_name_person(w, c->next_name++)),
                              *seller = sy_cast_seller(c, sy_name_person(w, c->next_name++));
        sy_world_get(w, account, at, fen, buyer, "资金监管");
        sy_world_pay(w, account, at + sy_between(w, SY_DAY, 20 * SY_DAY), fen, seller,
                     "监管资金划付");
    }
    suspect(c, account, "escrow");
}

/* He lent money with a contract and got it back before the suit. */
static void lender(sy_cast *c)
{
    sy_world *w = c->w;
    const int friend = sy_cast_person(c, "associate", "lender", 1968, 1988);
    const int account = sy_cast_account(c, friend);
    const sy_minor loan = sy_round_sum(w, 100000, 400000, 10000);
    const int64_t lent = w->from_day + 20 + sy_below(w, 60);
    const int64_t room = w->days[SY_WD_SUIT] - lent - 40;
    const int64_t back = lent + 30 + sy_below(w, (uint32_t)(room > 1 ? room : 1));
    const sy_office_payee due = {.type = "定期支取"};

    sy_world_get(w, account, sy_clock(w, lent - 2, 9, 15), loan + 50000, sy_world_payee(w, &due),
                 "定期支取");
    sy_world_move(w, account, c->own[0], sy_clock(w, lent, 10, 16), loan, "借款", "借条已签");
    const int64_t at = sy_clock(w, back, 10, 16);
    sy_cast_earn(c, c->own[0], at, loan);
    sy_world_move(w, c->own[0], account, at, loan + loan / 20, "还款", "归还借款本息");
    suspect(c, account, "lender");
}

void sy_scheme_innocents(sy_cast *c, size_t shop_rows)
{
    parent_buys(c);
    shop(c, shop_rows / 2, true);
    shop(c, shop_rows / 2, sy_chance(c->w, 30));
    employer(c);
    escrow(c);
    lender(c);
}
