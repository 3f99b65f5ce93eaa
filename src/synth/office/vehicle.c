/* A car: deposit, price (whole, or down payment and a loan), purchase tax, registration,
 * insurance each year, then ETC and garages. */
#include "synth/office/names.h"
#include "synth/office/schemes.h"

typedef struct car {
    sy_cast *c;
    int asset, account;
    int64_t day;
    sy_minor price;
    bool is_electric, is_used;
} car;

static sy_office_move *pay(car *v, int64_t at, sy_minor fen, const sy_office_payee *to,
                           const char *word, sy_part part, bool is_funded)
{
    if (is_funded) sy_cast_fund(v->c, v->account, at, fen, v->asset);
    sy_office_move *m = sy_world_pay(v->c->w, v->account, at, fen, to, word);
    sy_world_mark(m, v->asset, part);
    return m;
}

static int64_t later(car *v, int from, int to)
{
    return sy_clock(v->c->w, v->day + sy_between(v->c->w, from, to), 9, 18);
}

static bool is_shown(const car *v, int64_t at)
{
    return at < v->c->w->to_day * SY_DAY;
}

static const sy_office_payee *named(sy_world *w, const char *name, const char *type)
{
    const sy_office_payee p = {.name = name, .type = type};

    return sy_world_payee(w, &p);
}

static void pay_price(car *v, const sy_office_payee *dealer)
{
    static const char *const deposits[] = {"购车定金", "订车款", "定车", "车辆订金"};
    static const char *const prices[] = {"购车款", "车款", "购车尾款", "提车款", "购车"};
    sy_world *w = v->c->w;
    const sy_minor deposit = sy_round_sum(w, 5000, 20000, 1000);

    if (!v->is_used) {
        pay(v, later(v, 0, 1), deposit, dealer, SY_ONE_OF(w, deposits), SY_PART_PRICE, true);
    }
    const bool is_loan = sy_chance(w, 30);
    const sy_minor rest = (is_loan ? v->price / 100 * 35 : v->price) - deposit;
    pay(v, later(v, 4, 14), rest, dealer, SY_ONE_OF(w, prices), SY_PART_PRICE, true);
    if (!is_loan) return;
    const sy_office_payee *lender =
        sy_cast_seller(v->c, sy_world_text(w, "%s汽车金融有限公司", sy_name_words(w)));
    const sy_minor each = v->price / 100 * 65 / 36 + 12300;
    for (int i = 1; i <= 36; i++) {
        const int64_t at = sy_clock(w, sy_month_day(v->day, i, 18), 3, 6);
        if (!is_shown(v, at)) return;
        pay(v, at, each, lender, sy_chance(w, 50) ? "车贷还款" : "贷款还款", SY_PART_PRICE, true);
    }
}

static void pay_tax(car *v)
{
    static const char *const words[] = {"车辆购置税", "购置税", "车购税", "缴税 车辆购置税"};
    sy_world *w = v->c->w;
    const int64_t at = later(v, 16, 30);

    if (v->is_electric || v->is_used || !is_shown(v, at)) return;
    pay(v, at, v->price / 113 * 10,
        named(w, sy_world_text(w, "国家税务总局%s税务局", sy_name_town(w)), "缴税"),
        SY_ONE_OF(w, words), SY_PART_TAX, true);
}

static void insure(car *v)
{
    static const char *const words[] = {"车险保费", "交强险", "机动车保险", "车险", "商业险保费"};
    sy_world *w = v->c->w;
    const sy_office_payee *insurer = named(
        w, sy_world_text(w, "%s财产保险股份有限公司%s支公司", sy_name_words(w), sy_name_town(w)),
        "代扣");

    for (int year = 0; year < 4; year++) {
        const int64_t at = later(v, 15 + year * 360, 25 + year * 360);
        if (!is_shown(v, at)) return;
        pay(v, at, sy_between(w, 180000, 820000), insurer, SY_ONE_OF(w, words), SY_PART_UPKEEP,
            year == 0);
    }
}

static void drive(car *v)
{
    static const char *const words[] = {"ETC通行费", "通行费", "高速通行费", "ETC扣款"};
    sy_world *w = v->c->w;
    const sy_office_payee *road =
        named(w, sy_world_text(w, "%s高速公路联网收费中心", sy_name_town(w)), "ETC");

    if (!sy_chance(w, 80)) return;
    for (int i = 0; i < 40; i++) {
        const int64_t at = later(v, 40 + i * 12, 50 + i * 12);
        if (!is_shown(v, at)) return;
        pay(v, at, sy_between(w, 900, 26000), road, SY_ONE_OF(w, words), SY_PART_UPKEEP, false)
            ->flags |= SY_MOVE_OPTIONAL;
    }
}

static void refuel(car *v)
{
    sy_world *w = v->c->w;
    const char *name = sy_world_text(w, "%s%s加油站", sy_name_town(w), sy_name_words(w));
    const sy_office_payee *station = named(w, name, "POS消费");

    if (v->is_electric || !sy_chance(w, 60)) return;
    for (int i = 0; i < 30; i++) {
        const int64_t at = later(v, 20 + i * 14, 30 + i * 14);
        if (!is_shown(v, at)) return;
        pay(v, at, sy_between(w, 15000, 48000), station, sy_chance(w, 60) ? "加油" : "消费",
            SY_PART_UPKEEP, false)
            ->flags |= SY_MOVE_OPTIONAL;
    }
}

void sy_scheme_vehicle(sy_cast *c)
{
    static const char *const new_trades[] = {"汽车销售服务有限公司", "汽车销售有限公司",
                                             "汽车贸易有限公司", "汽贸有限公司"};
    static const char *const used_trades[] = {"二手车经纪有限公司", "旧机动车交易市场有限公司"};
    sy_world *w = c->w;
    car v = {.c = c, .account = sy_cast_buyer(c), .day = sy_cast_bad_day(c, 60)};

    v.price = sy_round_sum(w, 110000, 680000, 1000);
    v.is_used = sy_chance(w, 20);
    v.is_electric = sy_chance(w, 25);
    const char *name =
        sy_name_firm(w, v.is_used ? SY_ONE_OF(w, used_trades) : SY_ONE_OF(w, new_trades));
    const sy_asset a = {.kind = "vehicle",
                        .item = v.is_used ? "used car" : "car",
                        .payee = name,
                        .holder = w->accounts[v.account].holder,
                        .account = v.account};
    v.asset = sy_world_asset(w, &a);
    pay_price(&v, sy_cast_seller(c, name));
    pay_tax(&v);
    insure(&v);
    drive(&v);
    refuel(&v);
}
