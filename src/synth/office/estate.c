/* A flat as a story: deposit, down payment, deed tax, maintenance fund, decoration, and
 * then the bills of its address; a parking space; a mortgage that goes on. Sellers are
 * developers, or a person through an agency. */
#include "synth/office/names.h"
#include "synth/office/schemes.h"

static const char *const developers[] = {"置业有限公司", "房地产开发有限公司", "房产开发有限公司",
                                         "地产有限公司", "置业发展有限公司"};
static const char *const deposit_words[] = {"购房定金", "定金", "认购金", "订金", "购房意向金"};
static const char *const price_words[] = {"购房款", "房款", "首付款", "首付", "购房首付款", "楼款"};

typedef struct flat {
    sy_cast *c;
    int asset, account;
    int64_t day;
    sy_minor price;
    const char *address, *seller_name;
    bool is_new; /* from a developer */
    const sy_office_payee *seller;
} flat;

static sy_office_move *pay(flat *f, int64_t at, sy_minor fen, const sy_office_payee *to,
                           const char *word, sy_part part, bool is_funded)
{
    sy_world *w = f->c->w;

    if (is_funded) sy_cast_fund(f->c, f->account, at, fen, f->asset);
    sy_office_move *m = sy_world_pay(w, f->account, at, fen, to, word);
    sy_world_mark(m, f->asset, part);
    return m;
}

static int64_t later(flat *f, int from, int to)
{
    return sy_clock(f->c->w, f->day + sy_between(f->c->w, from, to), 9, 17);
}

/* Does the statement still cover it? */
static bool is_shown(const flat *f, int64_t at)
{
    return at < f->c->w->to_day * SY_DAY;
}

static const sy_office_payee *tax_office(sy_cast *c)
{
    sy_world *w = c->w;
    const char *town = sy_name_town(w);
    const char *names[] = {sy_world_text(w, "国家税务总局%s税务局", town),
                           sy_world_text(w, "国家金库%s支库", town),
                           sy_world_text(w, "待报解预算收入%s", town)};
    const sy_office_payee p = {.name = SY_ONE_OF(w, names), .type = "缴税"};

    return sy_world_payee(w, &p);
}

static void buy(flat *f, bool is_funded)
{
    static const char *const tax_words[] = {"契税", "缴纳契税", "税款 契税", "代征契税"};
    sy_world *w = f->c->w;
    const sy_minor deposit = sy_round_sum(w, 10000, 60000, 10000);
    const sy_minor down = f->price * sy_between(w, 25, 45) / 100 / 100000 * 100000;
    const int64_t tax_at = later(f, 60, 150);

    pay(f, later(f, 0, 1), deposit, f->seller, SY_ONE_OF(w, deposit_words), SY_PART_PRICE,
        is_funded);
    const int n = 1 + (int)sy_below(w, 3);
    const bool is_plain = !f->is_new && sy_chance(w, 30); /* a person's account, and no word */
    for (int i = 0; i < n; i++) {
        pay(f, later(f, 7 + i * 20, 20 + i * 20), down / n, f->seller,
            is_plain ? "转账" : SY_ONE_OF(w, price_words), SY_PART_PRICE, is_funded);
    }
    if (is_shown(f, tax_at) && sy_chance(w, 80)) {
        const sy_minor base = f->price / 105 * 100; /* without value added tax */
        pay(f, tax_at, base / 1000 * (sy_chance(w, 50) ? 10 : 15), tax_office(f->c),
            SY_ONE_OF(w, tax_words), SY_PART_TAX, is_funded);
    }
}

static void maintain(flat *f, bool is_funded)
{
    static const char *const words[] = {"维修资金", "住宅专项维修资金", "专项维修资金"};
    sy_world *w = f->c->w;
    const int64_t at = later(f, 80, 160);
    const sy_office_payee fund = {.name = sy_world_text(w, "%s住房和城乡建设局", sy_name_town(w)),
                                  .type = "缴费"};

    if (!is_shown(f, at) || !sy_chance(w, 60)) return;
    pay(f, at, sy_between(w, 600000, 1800000), sy_world_payee(w, &fund), SY_ONE_OF(w, words),
        SY_PART_UPKEEP, is_funded);
}

static void decorate(flat *f, bool is_funded)
{
    static const char *const trades[] = {"装饰工程有限公司", "装潢设计有限公司",
                                         "家居建材有限公司"};
    static const char *const words[] = {"装修款", "装修费", "装修工程款", "家装定金"};
    sy_world *w = f->c->w;
    const sy_office_payee *who = sy_cast_seller(f->c, sy_name_firm(w, SY_ONE_OF(w, trades)));

    if (!sy_chance(w, 70)) return;
    for (int i = 0; i < 3; i++) {
        const int64_t at = later(f, 170 + i * 25, 190 + i * 25);
        if (!is_shown(f, at)) return;
        pay(f, at, sy_round_sum(w, 20000, 90000, 5000), who, SY_ONE_OF(w, words), SY_PART_UPKEEP,
            is_funded);
    }
}

static void bills(flat *f)
{
    static const char *const words[] = {"物业费", "物业管理费", "物业服务费"};
    sy_world *w = f->c->w;
    const sy_office_payee *keeper = sy_cast_seller(f->c, sy_name_firm(w, "物业服务有限公司"));
    const sy_office_payee power = {.name = sy_world_text(w, "%s供电公司", sy_name_town(w)),
                                   .type = "代扣"};
    const sy_office_payee *grid = sy_world_payee(w, &power);

    if (!sy_chance(w, 75)) return;
    for (int i = 0; i < 18; i++) {
        const int64_t at = later(f, 200 + i * 30, 210 + i * 30);
        if (!is_shown(f, at)) return;
        pay(f, at, sy_between(w, 6000, 38000), grid, "电费", SY_PART_UPKEEP, false)->note =
            f->address;
        if (i % 6 == 0) {
            pay(f, at + 7200, sy_between(w, 90000, 240000), keeper, SY_ONE_OF(w, words),
                SY_PART_UPKEEP, false)
                ->note = f->address;
        }
    }
}

/* Bought from a person: the agency's fee gives it away. */
static void agency(flat *f, bool is_funded)
{
    static const char *const words[] = {"中介费", "居间服务费", "佣金 二手房"};
    sy_world *w = f->c->w;
    const sy_office_payee *who = sy_cast_seller(f->c, sy_name_firm(w, "房产经纪有限公司"));

    pay(f, later(f, 20, 40), f->price / 100, who, SY_ONE_OF(w, words), SY_PART_UPKEEP, is_funded);
}

static flat begin(sy_cast *c, int account, int64_t day, const char *item)
{
    sy_world *w = c->w;
    flat f = {.c = c, .account = account, .day = day};

    f.is_new = sy_chance(w, 75);
    f.price = sy_round_sum(w, 600000, 3200000, 10000);
    f.address = sy_name_address(w);
    f.seller_name =
        f.is_new ? sy_name_firm(w, SY_ONE_OF(w, developers)) : sy_name_person(w, c->next_name++);
    f.seller = sy_cast_seller(c, f.seller_name);
    const sy_asset a = {.kind = "real_estate",
                        .item = item,
                        .payee = f.seller_name,
                        .holder = w->accounts[account].holder,
                        .account = account};
    f.asset = sy_world_asset(w, &a);
    return f;
}

void sy_scheme_estate(sy_cast *c)
{
    const int account = sy_cast_buyer(c);
    flat f = begin(c, account, sy_cast_bad_day(c, 120), "flat");

    buy(&f, true);
    if (!f.is_new) agency(&f, true);
    maintain(&f, true);
    decorate(&f, true);
    bills(&f);
}

void sy_scheme_parking(sy_cast *c)
{
    static const char *const words[] = {"车位款", "购车位款", "地下车位款", "车位使用权转让款"};
    sy_world *w = c->w;
    const int account = sy_cast_buyer(c);
    const int64_t day = sy_cast_bad_day(c, 40);
    const char *name = sy_name_firm(w, SY_ONE_OF(w, developers));
    const sy_asset a = {.kind = "real_estate",
                        .item = "parking space",
                        .payee = name,
                        .holder = w->accounts[account].holder,
                        .account = account};
    flat f = {.c = c,
              .account = account,
              .day = day,
              .asset = sy_world_asset(w, &a),
              .seller = sy_cast_seller(c, name)};

    pay(&f, later(&f, 0, 5), sy_round_sum(w, 80000, 260000, 1000), f.seller, SY_ONE_OF(w, words),
        SY_PART_PRICE, true);
}

void sy_scheme_mortgage(sy_cast *c)
{
    static const char *const words[] = {"归还贷款", "个人住房贷款还款", "按揭还款", "房贷",
                                        "贷款扣款"};
    sy_world *w = c->w;
    const int account = sy_cast_buyer(c);
    const sy_office_bank *bank = w->accounts[account].bank;
    const sy_office_payee lender = {.name = sy_world_text(w, "%s个人贷款业务专户", bank->name),
                                    .bank = bank->name,
                                    .type = "还贷"};
    const sy_office_payee *to = sy_world_payee(w, &lender);
    const sy_asset a = {.kind = "real_estate",
                        .item = "mortgage",
                        .payee = to->name,
                        .holder = w->accounts[account].holder,
                        .account = account};
    flat f = {.c = c, .account = account, .asset = sy_world_asset(w, &a)};
    const sy_minor each = sy_between(w, 280000, 980000);
    const int64_t from = w->accounts[account].from_day + 60;
    const char *word = SY_ONE_OF(w, words);
    const int day_of_month = 5 + (int)sy_below(w, 20);

    for (int i = 0; i < 60; i++) {
        const int64_t at = sy_clock(w, sy_month_day(from, i, day_of_month), 2, 5);
        if (!is_shown(&f, at)) break;
        pay(&f, at, each, to, word, SY_PART_PRICE, at > w->days[SY_WD_SUIT] * SY_DAY);
    }
}
