/* The small case. A debtor who "has nothing" moves his money through a friend
 * to his mother, who buys a flat; through his brother-in-law to that man's
 * wife, who buys a car; through a second account of a friend's company, which
 * pays for a policy. Those accounts are empty when his money comes and take in
 * nothing else while it passes, so every rule of tracing gives the same
 * figures, and truth.json can state them. In one place the rules do differ:
 * the company's first account holds money of its own when his arrives, and
 * pays on a part of both for a parking space.
 *
 * Around it goes everybody's daily life (life.c). */
#include "synth/story.h"

#include <string.h>

#include "base/civil.h"
#include "base/err.h"
#include "synth/life.h"
#include "synth/random.h"

const sy_story_case sy_story_facts = {
    .name = "磐石建材诉钱流水买卖合同纠纷执行案",
    .number = "(2023)浙0699执1234号",
    .court = "虚构市人民法院",
    .claim = 186000000,
    .suit_served = "2022-01-24",
    .judgment_effective = "2022-06-20",
    .enforcement_filed = "2023-02-15",
    .report_ordered = "2023-02-22",
    .consumption_restricted = "2023-03-17",
    .terminated = "2023-08-14",
    .period_from = "2022-01-01",
    .period_to = "2024-09-30",
};

typedef struct story {
    sy_book *b;
    sy_random r;
    int shift; /* days that this seed moves what was planned */
} story;

/* clang-format off */
static const sy_bank icbc = {"中国工商银行", 0, false}, rcb = {"浙江虚构农村商业银行", 2, false},
                     ccb = {"中国建设银行", -5, false}, psbc = {"中国邮政储蓄银行", 0, false},
                     abc = {"中国农业银行", 1, false}, boc = {"中国银行", 0, true},
                     bocom = {"交通银行", 3, false}, cmb = {"招商银行", 0, false},
                     spdb = {"浦发银行", -2, false}, cib = {"兴业银行", 0, false},
                     citic = {"中信银行", 4, false}, cmbc = {"民生银行", 0, false};

static const sy_payee
    developer = {"虚构市临江仙房地产开发有限公司", "99070112010900018", "中国建设银行虚构支行",
                 "购房款", "", "跨行转账", false},
    tax_office = {"国家税务总局虚构市税务局", "99010112010900026", "国家金库虚构市支库", "税款",
                  "", "缴税", false},
    car_dealer = {"虚构市千里马汽车销售服务有限公司", "99020112010900034", "中国农业银行虚构支行",
                  "购车款", "", "转账", false},
    car_insurer = {"岁岁安财产保险股份有限公司虚构中心支公司", "99030112010900042",
                   "中国工商银行虚构支行", "车险保费", "", "代扣", false},
    life_insurer = {"岁岁安人寿保险股份有限公司虚构中心支公司", "99030112010900059",
                    "中国工商银行虚构支行", "保费", "", "代扣", false},
    bridge_builder = {"虚构市长虹卧波桥梁工程有限公司", "99050112010900067",
                      "中国工商银行虚构支行", "工程款", "", "跨行转账", false},
    town_office = {"虚构市云溪街道办事处", "99010112010900075", "浙江虚构农村商业银行",
                   "征收补偿款", "", "代发", false},
    decorator = {"虚构市长风破浪装饰工程有限公司", "99050112010900083", "中国建设银行虚构支行",
                 "代发工资", "", "代发", false},
    supplier = {"虚构市青山依旧木业有限公司", "99060112010900091", "招商银行虚构支行", "货款", "",
                "对公转账", false},
    wholesaler = {"虚构市十里长亭建筑有限公司", "99060112010900125", "浦发银行虚构支行", "货款",
                  "", "对公转账", false},
    lender = {"中国工商银行虚构支行", "", "中国工商银行虚构支行", "归还贷款", "", "还贷", false},
    court = {"虚构市人民法院", "99010112010900133", "浙江虚构农村商业银行", "司法扣划", "", "扣划",
             false},
    atm = {"", "", "", "ATM取款", "", "ATM", true},
    counter = {"", "", "", "现金存入", "", "柜面", true},
    own_elsewhere = {"", "", "", "转账取出", "", "转账", true},
    transfer_fee = {"", "", "", "手续费", "", "收费", false};
/* clang-format on */

/* ---- the cast ---- */

static void add_person(story *s, int place, const char *name, const char *role, int year,
                       bool is_man)
{
    sy_person *p = &s->b->people[place];
    const unsigned serial = sy_random_below(&s->r, 499) * 2 + (is_man ? 1 : 2);

    SY_ASSERT(place == s->b->n_people);
    p->name = name;
    p->role = role;
    sy_synth_id(p->id, year, 1 + (int)sy_random_below(&s->r, 12),
                1 + (int)sy_random_below(&s->r, 28), serial);
    s->b->n_people++;
}

static void add_company(story *s, int place, const char *name, const char *role)
{
    sy_person *p = &s->b->people[place];

    SY_ASSERT(place == s->b->n_people);
    p->name = name;
    p->role = role;
    p->is_company = true;
    sy_synth_credit_code(p->id, 300000 + sy_random_below(&s->r, 600000));
    s->b->n_people++;
}

static void add_people(story *s)
{
    add_person(s, SY_DEBTOR, "钱流水", "debtor", 1978, true);
    add_person(s, SY_MOTHER, "向春暖", "mother", 1951, false);
    add_person(s, SY_WIFE, "花有期", "wife", 1981, false);
    add_person(s, SY_BROTHER_IN_LAW, "花有意", "brother-in-law", 1984, true);
    add_person(s, SY_HIS_WIFE, "柳成荫", "brother-in-law's wife", 1986, false);
    add_person(s, SY_FRIEND, "甄有财", "friend", 1977, true);
    add_company(s, SY_COMPANY, "虚构市云上商贸有限公司", "friend's company");
    add_person(s, SY_NEIGHBOUR, "石敢当", "neighbour", 1975, true);
    add_person(s, SY_STRAW_MAN, "钟有时", "straw man", 1990, true);
    add_person(s, SY_STRANGER, "云中鹤", "stranger", 1982, true);
    add_company(s, SY_CREDITOR, "虚构市磐石建材有限公司", "creditor");
}

static int64_t day_of(const char *date)
{
    sy_precision precision;
    int64_t at = 0;
    const bool is_date = sy_time_parse_iso(&at, &precision, sy_slice_of(date));

    SY_ASSERT(is_date);
    return sy_day_of(at);
}

static void add_account(story *s, int place, int holder, const sy_bank *bank, sy_minor opening)
{
    sy_book_account *a = &s->b->accounts[place];
    const uint32_t draw = sy_random_below(&s->r, 1000000000);

    SY_ASSERT(place == s->b->n_accounts);
    a->holder = holder;
    a->bank = bank;
    a->opening = opening;
    a->is_supplied = true;
    a->from_day = day_of(sy_story_facts.period_from);
    a->to_day = day_of(sy_story_facts.period_to);
    if (!s->b->people[holder].is_company) {
        sy_synth_card(a->card, 629999, (uint64_t)(place + 1) * 10000000000ull + draw);
    }
    /* 99, the place, a drawn number: no bank's accounts begin like that */
    memcpy(a->inner, "99", 2);
    for (uint64_t i = 17, v = (uint64_t)(place + 10) * 10000000000000ull + draw; i-- > 2; v /= 10) {
        a->inner[i] = (char)('0' + v % 10);
    }
    s->b->n_accounts++;
}

static void add_accounts(story *s)
{
    sy_book_account *a = s->b->accounts;

    add_account(s, SY_ACC_MAIN, SY_DEBTOR, &icbc, 4523167);
    add_account(s, SY_ACC_PAY, SY_DEBTOR, &rcb, 812040);
    add_account(s, SY_ACC_MOTHER, SY_MOTHER, &ccb, 0);
    add_account(s, SY_ACC_PENSION, SY_MOTHER, &psbc, 6120055);
    add_account(s, SY_ACC_WIFE, SY_WIFE, &citic, 2310010);
    add_account(s, SY_ACC_BROTHER, SY_BROTHER_IN_LAW, &boc, 1500088);
    add_account(s, SY_ACC_HIS_WIFE, SY_HIS_WIFE, &abc, 930000);
    add_account(s, SY_ACC_FRIEND, SY_FRIEND, &bocom, 2750066);
    add_account(s, SY_ACC_COMPANY, SY_COMPANY, &cmb, 12000000);
    add_account(s, SY_ACC_COMPANY_2, SY_COMPANY, &spdb, 505000);
    add_account(s, SY_ACC_NEIGHBOUR, SY_NEIGHBOUR, &cib, 4000000);
    add_account(s, SY_ACC_STRAW_MAN, SY_STRAW_MAN, &boc, 320000);
    add_account(s, SY_ACC_STRANGER, SY_STRANGER, &cmbc, 0);
    a[SY_ACC_MOTHER].from_day = day_of("2022-07-06");
    a[SY_ACC_NEIGHBOUR].from_day = day_of("2023-01-01");
    a[SY_ACC_STRANGER].is_supplied = false;
}

/* ---- scenes ---- */

/* A time of the plan, moved by the seed's days; seconds differ by seed. */
static int64_t on(story *s, int year, int month, int day, int hour, int minute)
{
    const int64_t date = sy_days_from_civil(year, month, day) + s->shift;

    return date * SY_DAY + hour * 3600 + minute * 60 + sy_random_below(&s->r, 60);
}

/* A movement made at the debtor's machine, whoever holds the account. */
static sy_posting *by_debtor(sy_posting *p)
{
    p->machine = SY_DEBTOR + 1;
    return p;
}

static sy_posting *move(story *s, int from, int to, int64_t at, sy_minor fen, const char *summary,
                        const char *note)
{
    return by_debtor(sy_book_move(s->b, from, to, at, fen, summary, note));
}

static void buy(story *s, int account, int64_t at, sy_minor fen, const sy_payee *payee,
                const char *summary, const char *kind, const char *item)
{
    sy_posting *p = by_debtor(sy_book_pay(s->b, account, at, fen, payee));

    p->summary = summary;
    sy_book_plant(s->b, p, kind, item);
}

static void income(story *s, int64_t at, sy_minor fen, const sy_payee *from)
{
    sy_book_get(s->b, SY_ACC_MAIN, at, fen, from);
}

static void debtors_income(story *s)
{
    income(s, on(s, 2022, 1, 18, 10, 4), 8600000, &bridge_builder);
    income(s, on(s, 2022, 3, 11, 14, 31), 12000000, &bridge_builder);
    income(s, on(s, 2022, 5, 20, 9, 40), 6400000, &bridge_builder);
    income(s, on(s, 2022, 7, 28, 15, 12), 78000000, &bridge_builder);
    income(s, on(s, 2022, 11, 10, 11, 25), 6000000, &bridge_builder);
    income(s, on(s, 2023, 2, 24, 16, 2), 42000000, &town_office);
    income(s, on(s, 2023, 5, 9, 10, 50), 56000000, &bridge_builder);
    income(s, on(s, 2023, 10, 20, 9, 33), 6000000, &bridge_builder);
    income(s, on(s, 2024, 3, 15, 13, 48), 8000000, &bridge_builder);
    /* what is left goes to a bank that he prefers; the court gets the small account */
    sy_book_sweep(s->b, SY_ACC_MAIN, on(s, 2022, 12, 20, 16, 10), 5000000, &lender);
    sy_book_sweep(s->b, SY_ACC_PAY, on(s, 2023, 2, 22, 10, 0), 0, &court);
    sy_book_sweep(s->b, SY_ACC_MAIN, on(s, 2023, 6, 12, 16, 10), 15000000, &lender);
    sy_book_sweep(s->b, SY_ACC_MAIN, on(s, 2024, 8, 21, 16, 10), 31245, &lender);
    for (int month = 1; month <= 6; month++) { /* the salary stops with the judgment */
        sy_book_get(s->b, SY_ACC_PAY, on(s, 2022, month, 8, 17, 30), 950000, &decorator);
    }
}

/* Deposit and first payment, through the friend to the mother; tax in winter. */
static void the_flat(story *s)
{
    const sy_minor price = 150000000 + 1000000 * (sy_minor)sy_random_below(&s->r, 49);
    const sy_minor first = price * 3 / 10, deposit = 5000000, extra = 8300000;
    const sy_minor tax = price * 15 / 1000;

    sy_book_sweep(s->b, SY_ACC_FRIEND, on(s, 2022, 8, 1, 9, 15), 0, &own_elsewhere);
    move(s, SY_ACC_MAIN, SY_ACC_FRIEND, on(s, 2022, 8, 3, 10, 12), deposit, "转账", "往来款");
    move(s, SY_ACC_FRIEND, SY_ACC_MOTHER, on(s, 2022, 8, 3, 10, 55), deposit, "转账", "");
    buy(s, SY_ACC_MOTHER, on(s, 2022, 8, 4, 9, 30), deposit, &developer, "购房定金", "real_estate",
        "deposit");

    move(s, SY_ACC_MAIN, SY_ACC_FRIEND, on(s, 2022, 8, 17, 9, 41), 20000000, "转账", "往来款");
    move(s, SY_ACC_MAIN, SY_ACC_FRIEND, on(s, 2022, 8, 18, 9, 38), 20000000, "转账", "往来款");
    move(s, SY_ACC_MAIN, SY_ACC_FRIEND, on(s, 2022, 8, 19, 14, 3), first - 40000000 + extra, "转账",
         "往来款");
    move(s, SY_ACC_FRIEND, SY_ACC_MOTHER, on(s, 2022, 8, 22, 9, 58), 26000000, "转账", "");
    const int64_t last = on(s, 2022, 8, 22, 10, 20);
    move(s, SY_ACC_FRIEND, SY_ACC_MOTHER, last, first - 26000000, "转账", "");
    /* Six seconds later, and by the banks' clocks two seconds before the money
     * left the friend: a trace by bare time would miss it. */
    buy(s, SY_ACC_MOTHER, last + 6, first, &developer, "首付款", "real_estate", "down payment");

    move(s, SY_ACC_FRIEND, SY_ACC_STRANGER, on(s, 2022, 8, 24, 16, 40), 8000000, "转账", "还款");
    sy_book_pay(s->b, SY_ACC_FRIEND, on(s, 2022, 8, 24, 16, 41), 1500, &transfer_fee);
    sy_book_pay(s->b, SY_ACC_FRIEND, on(s, 2022, 8, 25, 12, 10), 250000, &atm);

    move(s, SY_ACC_MAIN, SY_ACC_MOTHER, on(s, 2022, 12, 6, 9, 20), 4000000, "转账", "给妈");
    buy(s, SY_ACC_MOTHER, on(s, 2022, 12, 6, 15, 5), tax, &tax_office, "契税", "real_estate",
        "deed tax");
    move(s, SY_ACC_MOTHER, SY_ACC_PAY, on(s, 2022, 12, 8, 11, 0), 500000, "转账", "");
    sy_book_pay(s->b, SY_ACC_MOTHER, on(s, 2022, 12, 9, 10, 30), 200000, &atm);
}

/* Three parts through the brother-in-law, whose bank shows no clock. */
static void the_car(story *s)
{
    const sy_minor price = 22880000 + 100000 * (sy_minor)sy_random_below(&s->r, 60);
    const sy_minor tax = price * 10 / 113, insurance = 612000 + sy_random_below(&s->r, 240000);
    const sy_minor third = price + tax + insurance - 22000000 + 200000;

    sy_book_sweep(s->b, SY_ACC_BROTHER, on(s, 2023, 2, 26, 10, 0), 0, &own_elsewhere);
    sy_book_sweep(s->b, SY_ACC_HIS_WIFE, on(s, 2023, 2, 27, 10, 0), 0, &own_elsewhere);
    move(s, SY_ACC_MAIN, SY_ACC_BROTHER, on(s, 2023, 3, 1, 9, 10), 10000000, "转账", "");
    move(s, SY_ACC_BROTHER, SY_ACC_HIS_WIFE, on(s, 2023, 3, 1, 9, 47), 10000000, "转账", "");
    buy(s, SY_ACC_HIS_WIFE, on(s, 2023, 3, 1, 14, 20), 2000000, &car_dealer, "订车款", "vehicle",
        "deposit");
    move(s, SY_ACC_MAIN, SY_ACC_BROTHER, on(s, 2023, 3, 2, 9, 15), 12000000, "转账", "");
    move(s, SY_ACC_BROTHER, SY_ACC_HIS_WIFE, on(s, 2023, 3, 2, 10, 30), 12000000, "转账", "");
    move(s, SY_ACC_MAIN, SY_ACC_BROTHER, on(s, 2023, 3, 5, 9, 5), third + 100000, "转账", "");
    move(s, SY_ACC_BROTHER, SY_ACC_HIS_WIFE, on(s, 2023, 3, 5, 16, 44), third, "转账", "");
    buy(s, SY_ACC_HIS_WIFE, on(s, 2023, 3, 7, 10, 15), price - 2000000, &car_dealer, "购车尾款",
        "vehicle", "rest");
    buy(s, SY_ACC_HIS_WIFE, on(s, 2023, 3, 8, 9, 50), tax, &tax_office, "车辆购置税", "vehicle",
        "purchase tax");
    buy(s, SY_ACC_HIS_WIFE, on(s, 2023, 3, 8, 10, 35), insurance, &car_insurer, "车险保费",
        "vehicle", "insurance");
    sy_book_pay(s->b, SY_ACC_HIS_WIFE, on(s, 2023, 3, 9, 18, 20), 200000, &atm);
    sy_book_pay(s->b, SY_ACC_BROTHER, on(s, 2023, 3, 9, 18, 25), 100000, &atm);
}

/* The same premium every August, from an account of the friend's company. */
static void the_policy(story *s)
{
    static const char *const items[] = {"premium 2022", "premium 2023", "premium 2024"};
    const sy_minor premium = 2400000 + 100000 * (sy_minor)sy_random_below(&s->r, 13);

    sy_book_pay(s->b, SY_ACC_COMPANY_2, on(s, 2022, 3, 3, 10, 0), 120000, &supplier);
    sy_book_pay(s->b, SY_ACC_COMPANY_2, on(s, 2022, 5, 12, 10, 0), 5000, &transfer_fee);
    sy_book_sweep(s->b, SY_ACC_COMPANY_2, on(s, 2022, 8, 5, 14, 0), 0, &supplier);
    for (int i = 0; i < 3; i++) {
        move(s, SY_ACC_MAIN, SY_ACC_COMPANY_2, on(s, 2022 + i, 8, 9, 10, 21), premium + 20000,
             "货款", "货款");
        buy(s, SY_ACC_COMPANY_2, on(s, 2022 + i, 8, 10, 9, 2), premium, &life_insurer,
            i == 0 ? "首期保费" : "续期保费", "insurance", items[i]);
        sy_book_pay(s->b, SY_ACC_COMPANY_2, on(s, 2022 + i, 8, 10, 9, 3), 1000, &transfer_fee);
    }
}

/* Own money `own` lies in the company's account; `his` comes on top; `out`
 * goes to the straw man, own < out <= his. By the definitions of the rules:
 * first in leaves first, so own money first; newest first, so his alone; his
 * share of the whole; own first; his first. */
static void the_parking_space(story *s)
{
    const sy_minor own = 6000012 + 100000 * (sy_minor)sy_random_below(&s->r, 40);
    const sy_minor his = 50000000, out = 30000000;
    const sy_minor tainted[SY_RULES_OF_TRUTH] = {out - own, out, his * out / (own + his), out - own,
                                                 out};

    sy_book_get(s->b, SY_ACC_COMPANY, on(s, 2023, 5, 10, 9, 20), 15000000, &wholesaler);
    sy_book_sweep(s->b, SY_ACC_COMPANY, on(s, 2023, 5, 17, 16, 0), own, &supplier);
    move(s, SY_ACC_MAIN, SY_ACC_COMPANY, on(s, 2023, 5, 18, 10, 10), his, "货款", "材料款");
    sy_book_sweep(s->b, SY_ACC_STRAW_MAN, on(s, 2023, 5, 18, 11, 0), 0, &own_elsewhere);
    sy_book_move(s->b, SY_ACC_COMPANY, SY_ACC_STRAW_MAN, on(s, 2023, 5, 19, 9, 30), out, "转账",
                 "备用金");
    sy_posting *p =
        sy_book_pay(s->b, SY_ACC_STRAW_MAN, on(s, 2023, 5, 22, 14, 45), out, &developer);
    p->summary = "车位款";
    memcpy(sy_book_plant(s->b, p, "real_estate", "parking space")->tainted, tainted,
           sizeof tainted);
}

/* What stands in nobody's statement, and what goes round in circles. */
static void loose_ends(story *s)
{
    sy_book *b = s->b;

    move(s, SY_ACC_MAIN, SY_ACC_STRANGER, on(s, 2022, 10, 12, 15, 30), 15000000, "转账", "借款");
    move(s, SY_ACC_MAIN, SY_ACC_STRANGER, on(s, 2023, 9, 6, 15, 30), 6000000, "转账", "借款");
    move(s, SY_ACC_MAIN, SY_ACC_NEIGHBOUR, on(s, 2022, 11, 15, 10, 5), 6000000, "转账", "还借款");
    sy_book_move(b, SY_ACC_NEIGHBOUR, SY_ACC_WIFE, on(s, 2023, 3, 20, 19, 12), 3000000, "转账", "");

    static const struct {
        int year, month;
        sy_minor fen;
    } to_self[] = {{2022, 2, 800000},  {2022, 7, 2000000},  {2023, 1, 1000000},
                   {2023, 5, 1500000}, {2023, 11, 1500000}, {2024, 4, 1200000}};
    for (size_t i = 0; i < sizeof to_self / sizeof *to_self; i++) {
        move(s, SY_ACC_MAIN, SY_ACC_PAY, on(s, to_self[i].year, to_self[i].month, 14, 12, 7),
             to_self[i].fen, "转账", "");
    }
    for (int month = 0; month < 33; month += 1) {
        if (month % 3 == 2) continue;
        move(s, SY_ACC_MAIN, SY_ACC_WIFE, on(s, 2022 + month / 12, 1 + month % 12, 2, 20, 15),
             300000, "转账", "生活费");
    }
    /* into a fixed deposit of the same number: both legs are rows of one ledger */
    sy_book_move(b, SY_ACC_PAY, SY_ACC_PAY, on(s, 2022, 7, 16, 21, 30), 500000, "活期转定期", "");
    /* refused once, then done */
    sy_posting *refused = sy_book_pay(b, SY_ACC_PAY, on(s, 2022, 4, 11, 12, 1), 30000, &atm);
    refused->has_failed = true;
    sy_book_pay(b, SY_ACC_PAY, on(s, 2022, 4, 11, 12, 3), 30000, &atm);
    /* cash out here, cash in there, the same afternoon */
    sy_book_pay(b, SY_ACC_MAIN, on(s, 2023, 1, 18, 14, 5), 1000000, &atm);
    sy_book_get(b, SY_ACC_PENSION, on(s, 2023, 1, 18, 15, 20), 1000000, &counter);
}

/* Four rows of the wife's statement that no reader can save; single rows of
 * shops, so that nothing of the story hangs on them. */
static void spoil_rows(sy_book *b)
{
    static const sy_damage kinds[] = {SY_DAMAGE_SCIENTIFIC, SY_DAMAGE_LETTER, SY_DAMAGE_DATE,
                                      SY_DAMAGE_SCIENTIFIC};
    const sy_book_account *a = &b->accounts[SY_ACC_WIFE];
    size_t next = 0;

    for (size_t i = a->n / 5; i < a->n && next < sizeof kinds / sizeof *kinds; i++) {
        sy_posting *p = &b->rows[a->first + i];
        if (!p->is_optional || p->amount >= 0 || !sy_book_is_shown(b, p)) continue;
        p->damage = kinds[next++];
        i += a->n / 6;
    }
}

void sy_story_tell(sy_book *b, uint64_t seed)
{
    story s = {.b = b, .r = {sy_random_mix(seed + 1)}};

    s.shift = (int)sy_random_below(&s.r, 3);
    add_people(&s);
    add_accounts(&s);
    debtors_income(&s);
    the_flat(&s);
    the_car(&s);
    the_policy(&s);
    the_parking_space(&s);
    loose_ends(&s);
    sy_life_go_on(b, &s.r);
    sy_book_close(b);
    spoil_rows(b);
}
