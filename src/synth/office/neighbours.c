/* Ordinary people buy things too: with their own wages and savings, by the same words. And a
 * deposit that was paid and given back is no property of anybody. */
#include "synth/office/names.h"
#include "synth/office/schemes.h"

typedef struct purchase {
    const char *kind, *item, *trade, *word;
    int64_t least, most; /* yuan */
    int times, every;    /* days apart; 0: once */
} purchase;

static const purchase purchases[] = {
    {"vehicle", "car", "汽车销售服务有限公司", "购车款", 80000, 260000, 1, 0},
    {"real_estate", "flat", "置业有限公司", "首付款", 200000, 600000, 1, 0},
    {"insurance", "life policy", "人寿保险股份有限公司", "保费", 3000, 20000, 3, 365},
    {"vehicle", "car insurance", "财产保险股份有限公司", "车险保费", 2000, 6000, 3, 365},
    {"real_estate", "mortgage", "住房贷款专户", "按揭还款", 2000, 6000, 30, 30},
    {"precious_metal", "gold", "黄金珠宝有限公司", "黄金", 3000, 30000, 1, 0},
    {"real_estate", "decoration", "装饰工程有限公司", "装修款", 20000, 90000, 2, 40}};
enum { PURCHASES = sizeof purchases / sizeof *purchases };

static int innocent(sy_cast *c, const purchase *p, const char *payee, int account)
{
    const sy_asset a = {.kind = p->kind,
                        .item = p->item,
                        .payee = payee,
                        .holder = c->w->accounts[account].holder,
                        .account = account,
                        .is_innocent = true};

    return sy_world_asset(c->w, &a);
}

/* Savings fall due, or the family lends: none of it is the debtor's. */
static void save(sy_cast *c, int account, int64_t at, sy_minor fen)
{
    static const char *const words[] = {"定期支取", "大额存单到期", "公积金提取", "奖金"};
    sy_world *w = c->w;
    const sy_office_payee from = {.type = "转入"};

    sy_world_get(w, account, at - sy_between(w, 3600, 5 * SY_DAY), fen + 100000,
                 sy_world_payee(w, &from), SY_ONE_OF(w, words));
}

static void buy(sy_cast *c, int account, const purchase *p)
{
    sy_world *w = c->w;
    const char *name = sy_name_firm(w, p->trade);
    const sy_office_payee *seller = sy_cast_seller(c, name);
    const int asset = innocent(c, p, name, account);
    const sy_minor fen = sy_between(w, p->least, p->most) * SY_YUAN;
    const int64_t day = w->from_day + 20 + sy_below(w, p->every ? 60 : 600);

    for (int i = 0; i < p->times; i++) {
        const int64_t at = sy_clock(w, day + (int64_t)i * p->every, 9, 17);
        if (at >= w->to_day * SY_DAY) return;
        save(c, account, at, fen);
        sy_world_mark(sy_world_pay(w, account, at, fen, seller, p->word), asset, SY_PART_PRICE);
    }
}

/* Somebody with a statement and a wage, nobody of the story. */
static int bystander(sy_cast *c)
{
    sy_world *w = c->w;

    for (int tries = 0; tries < 200; tries++) {
        const int account = (int)sy_below(w, (uint32_t)w->n_accounts);
        const char *role = w->actors[w->accounts[account].holder].role;
        if (w->accounts[account].is_supplied &&
            sy_slice_is(sy_slice_of(role), SY_TEXT("bystander")))
            return account;
    }
    return c->parent_account;
}

static bool has_estate(const sy_world *w, int account)
{
    for (size_t i = 0; i < w->n_assets; i++) {
        const sy_asset *a = &w->assets[i];
        if (a->account == account && sy_slice_is(sy_slice_of(a->kind), SY_TEXT("real_estate")))
            return true;
    }
    return false;
}

/* A deposit for a flat that is not bought after all: it comes back. Not by an account that
 * buys another: nobody could tell whose fitting-out is whose. */
static void give_back(sy_cast *c)
{
    static const purchase p = {.kind = "real_estate", .item = "deposit given back"};
    sy_world *w = c->w;
    const int account = sy_cast_buyer(c);
    if (has_estate(w, account)) return;
    const char *name = sy_name_firm(w, "房地产开发有限公司");
    const sy_office_payee *seller = sy_cast_seller(c, name);
    const int asset = innocent(c, &p, name, account);
    const int64_t at = sy_clock(w, sy_cast_bad_day(c, 60), 9, 17);
    const sy_minor fen = sy_round_sum(w, 10000, 50000, 10000);

    sy_cast_fund(c, account, at, fen, SY_NOBODY);
    sy_world_mark(sy_world_pay(w, account, at, fen, seller, "认购金"), asset, SY_PART_PRICE);
    sy_world_mark(
        sy_world_get(w, account, at + sy_between(w, 3, 30) * SY_DAY, fen, seller, "退认购金"),
        asset, SY_PART_RECEIPT);
}

/* The debtor supports an honest parent, as sons do. */
static void support(sy_cast *c)
{
    sy_world *w = c->w;
    const sy_minor fen = sy_round_sum(w, 500, 3000, 100);

    for (int i = 0; i < 60; i++) {
        const int64_t at = sy_clock(w, sy_month_day(w->from_day, i, 8), 9, 21);
        if (at >= w->to_day * SY_DAY) return;
        if (at < (w->from_day + 1) * SY_DAY) continue;
        sy_world_move(w, c->own[1], c->parent_account, at, fen, "生活费", "")->flags |=
            SY_MOVE_OPTIONAL;
    }
}

void sy_scheme_neighbours(sy_cast *c)
{
    const int n = 3 + (int)sy_below(c->w, 8);

    for (int i = 0; i < n; i++) {
        buy(c, bystander(c), &purchases[sy_below(c->w, PURCHASES)]);
    }
    if (sy_chance(c->w, 50)) give_back(c);
    if (sy_chance(c->w, 70)) support(c);
}
