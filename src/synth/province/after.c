/* after.c - what a debtor gets, or has, after his case was closed for now: houses, equity,
 * insurance, income. In each scheme `days` are counted from the closing. */
#include "synth/province/keys.h"
#include "synth/province/schemes.h"
#include "synth/province/suit.h"

#include "base/civil.h"

static void begin(sy_enforcement *e, sy_stage *s)
{
    sy_stage_case(e, s, SY_CLOSED_FOR_NOW);
}

/* It was his on the day of closing, or came the day after. */
static void judge_left(sy_stage *s, const sy_enforcement *e, const char *rule, int32_t days)
{
    if (days <= 0)
        sy_plant_property_left(s, e, rule);
    else
        sy_near(s, "termination-property", NULL, "the day after closing",
                sy_key_closed(s, e, rule));
}

/* ---- houses ---- */

static sy_row_real_estate house(sy_stage *s, const sy_somebody *owner, int32_t since)
{
    return (sy_row_real_estate){.unit = sy_stage_number(s, "330699GB"),
                                .owner = sy_say(s, "%s", owner->name),
                                .owner_id = sy_say(s, "%s", owner->id),
                                .shares = "单独所有",
                                .use = "住宅",
                                .kind = "转移登记",
                                .since = since,
                                .price = 120000000,
                                .state = "现势"};
}

static void judge_house(sy_stage *s, const sy_enforcement *e, const sy_row_real_estate *h)
{
    sy_put_case(s, e);
    sy_put_real_estate(s, h);
    sy_scheme_judge(s, sy_say(s, "%s %s", h->unit, e->debtors[0].id));
}

static void house_alone(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    const sy_row_real_estate h = house(s, &e.debtors[0], e.closed + s->scheme->days);
    judge_house(s, &e, &h);
    sy_plant_bought(s, &e.debtors[0], "不动产", h.unit);
    judge_left(s, &e, "real-estate", s->scheme->days);
}

static void house_together(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody other;

    begin(&e, s);
    sy_stage_person(&other, s);
    sy_row_real_estate h = house(s, &e.debtors[0], e.closed + s->scheme->days);
    h.owner = sy_say(s, "%s、%s", h.owner, other.name);
    h.owner_id = sy_say(s, "%s、%s", h.owner_id, other.id);
    h.shares = "共同共有";
    judge_house(s, &e, &h);
    sy_plant_bought(s, &e.debtors[0], "不动产", h.unit);
    judge_left(s, &e, "real-estate", s->scheme->days);
}

static void house_passed_on(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody other;

    begin(&e, s);
    sy_stage_person(&other, s);
    const sy_row_real_estate h = house(s, &e.debtors[0], e.closed + s->scheme->days);
    sy_row_real_estate later = h;
    later.owner = other.name;
    later.owner_id = other.id;
    later.since = h.since + 60;
    sy_put_real_estate(s, &later);
    judge_house(s, &e, &h);
    sy_plant_bought(s, &e.debtors[0], "不动产", h.unit);
    judge_left(s, &e, "real-estate", s->scheme->days);
}

static void house_only_changed(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_real_estate h = house(s, &e.debtors[0], e.closed + 10);
    h.kind = "变更登记";
    judge_house(s, &e, &h);
    sy_near(s, "refusal-consumption", NULL, "a change of the entry",
            sy_say(s, "%s 不动产 %s", e.debtors[0].id, h.unit));
}

static void house_after_resumption(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.resumed = e.closed + 5;
    const sy_row_real_estate h = house(s, &e.debtors[0], e.closed + 10);
    judge_house(s, &e, &h);
    sy_plant_bought(s, &e.debtors[0], "不动产", h.unit);
}

/* days: when they were divorced, from the day on which the house was registered; 0: not. */
static void house_of_spouse(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody spouse;

    begin(&e, s);
    sy_stage_person(&spouse, s);
    const sy_row_real_estate h = house(s, &spouse, e.closed + 30);
    const sy_row_kin tie = {.person = e.debtors[0].name,
                            .person_id = e.debtors[0].id,
                            .relative = spouse.name,
                            .relative_id = spouse.id,
                            .relation = "配偶",
                            .since = e.made - 2000,
                            .until = s->scheme->why ? h.since : 0};
    sy_put_kin(s, &tie);
    judge_house(s, &e, &h);
}

/* ---- equity ---- */

static sy_row_companies holding(sy_stage *s, const sy_somebody *firm, const sy_somebody *who,
                                int32_t registered, int32_t since)
{
    return (sy_row_companies){.credit_code = sy_say(s, "%s", firm->id),
                              .company = sy_say(s, "%s", firm->name),
                              .legal = sy_say(s, "%s", who->name),
                              .legal_id = sy_say(s, "%s", who->id),
                              .kind = "有限责任公司",
                              .capital = 100000000,
                              .registered = registered,
                              .owner = sy_say(s, "%s", who->name),
                              .owner_id = sy_say(s, "%s", who->id),
                              .subscribed = 50000000,
                              .paid = 10000000,
                              .share = "50%",
                              .since = since,
                              .state = "存续"};
}

static void judge_firm(sy_stage *s, const sy_enforcement *e, const sy_somebody *firm,
                       const sy_row_companies *row)
{
    sy_put_case(s, e);
    sy_put_companies(s, row);
    sy_scheme_judge(s, sy_say(s, "%s %s", sy_say_id(s, firm), e->debtors[0].id));
}

static void firm_founded(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody firm;

    begin(&e, s);
    sy_stage_firm(&firm, s);
    const int32_t day = e.closed + s->scheme->days;
    const sy_row_companies row = holding(s, &firm, &e.debtors[0], day, day);
    judge_firm(s, &e, &firm, &row);
    judge_left(s, &e, "equity", s->scheme->days);
}

static void shares_acquired(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody firm;

    begin(&e, s);
    sy_stage_firm(&firm, s);
    const sy_row_companies row =
        holding(s, &firm, &e.debtors[0], e.made - 900, e.closed + s->scheme->days);
    judge_firm(s, &e, &firm, &row);
    judge_left(s, &e, "equity", s->scheme->days);
}

static void shares_gone(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody firm;

    begin(&e, s);
    sy_stage_firm(&firm, s);
    sy_row_companies row =
        holding(s, &firm, &e.debtors[0], e.made - 900, e.closed + s->scheme->days);
    row.until = s->p->today;
    judge_firm(s, &e, &firm, &row);
    judge_left(s, &e, "equity", s->scheme->days);
}

static void legal_only(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody firm, other;

    begin(&e, s);
    sy_stage_firm(&firm, s);
    sy_stage_person(&other, s);
    sy_row_companies row =
        holding(s, &firm, &e.debtors[0], e.closed + s->scheme->days, e.closed + s->scheme->days);
    row.owner = other.name;
    row.owner_id = other.id;
    judge_firm(s, &e, &firm, &row);
}

static void firm_dissolved(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody firm;

    begin(&e, s);
    sy_stage_firm(&firm, s);
    sy_row_companies row = holding(s, &firm, &e.debtors[0], e.closed + 20, e.closed + 20);
    row.state = "注销";
    judge_firm(s, &e, &firm, &row);
}

/* ---- insurance ---- */

static sy_row_insurance policy(sy_stage *s, const sy_somebody *owner, int32_t since)
{
    return (sy_row_insurance){.policy = sy_stage_number(s, "XG"),
                              .company = "虚构人寿保险股份有限公司",
                              .product = "乌有终身寿险",
                              .owner = sy_say(s, "%s", owner->name),
                              .owner_id = sy_say(s, "%s", owner->id),
                              .since = since,
                              .pays = "趸交",
                              .premium = 300000,
                              .premiums = 300000,
                              .cash_value = 50000, /* too little to be listed */
                              .loan = SY_ZERO,
                              .state = "有效"};
}

static void judge_policy(sy_stage *s, const sy_enforcement *e, const sy_row_insurance *row)
{
    sy_put_case(s, e);
    sy_put_insurance(s, row);
    sy_scheme_judge(s, sy_say(s, "%s %s %s", row->policy, row->company, e->debtors[0].id));
}

static void policy_bought(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    const sy_row_insurance row = policy(s, &e.debtors[0], e.closed + s->scheme->days);
    judge_policy(s, &e, &row);
    sy_plant_bought(s, &e.debtors[0], "保单", row.policy);
}

/* While consumption is restricted and before the closing; days: yuan of the premium. */
static void policy_of_high_premium(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_insurance row = policy(s, &e.debtors[0], e.restricted + 2);
    row.premium = row.premiums = (int64_t)s->scheme->days * 100;
    judge_policy(s, &e, &row);
    sy_plant_bought(s, &e.debtors[0], "保单", row.policy);
}

static void policy_still_paid(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_insurance row = policy(s, &e.debtors[0], e.made - 900);
    row.pays = s->scheme->why ? "趸交" : "年交";
    judge_policy(s, &e, &row);
}

/* days: fen of cash value, beside a loan of a thousand yuan. */
static void policy_of_value(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_insurance row = policy(s, &e.debtors[0], e.made - 900);
    row.cash_value = 100000 + s->scheme->days;
    row.loan = 100000;
    judge_policy(s, &e, &row);
}

static void policy_frozen(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_insurance row = policy(s, &e.debtors[0], e.made - 900);
    row.cash_value = 5000000;
    const sy_row_seals seal = {.case_number = e.number,
                               .court = e.court,
                               .measure = "冻结",
                               .kind = "首封",
                               .property_kind = "保险",
                               .property_number = row.policy,
                               .property = row.product,
                               .owner = row.owner,
                               .owner_id = row.owner_id,
                               .start = e.closed - 20,
                               .end = s->p->today};
    sy_put_long_seal(s, &seal);
    judge_policy(s, &e, &row);
    sy_plant(s, "termination-found", "sealed-kept", sy_key_closed(s, &e, "sealed-kept"));
    sy_near(s, "termination-property", NULL, "frozen before the closing",
            sy_key_closed(s, &e, "insurance"));
}

static void policy_unvalued(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_insurance row = policy(s, &e.debtors[0], e.made - 900);
    row.cash_value = 0;
    row.premiums = 500000;
    judge_policy(s, &e, &row);
}

/* ---- income ---- */

static sy_row_incomes income(sy_stage *s, const sy_enforcement *e, const char *kind, int32_t until)
{
    return (sy_row_incomes){.person = sy_say(s, "%s", e->debtors[0].name),
                            .person_id = sy_say(s, "%s", e->debtors[0].id),
                            .kind = kind,
                            .unit = "虚构单位",
                            .from = e->made - 1000,
                            .until = until,
                            .monthly = 400000};
}

static void judge_income(sy_stage *s, const sy_enforcement *e, const sy_row_incomes *row)
{
    sy_put_case(s, e);
    sy_put_incomes(s, row);
    sy_scheme_judge(s, sy_say(s, "%s %s %s %s", row->person_id, row->kind, row->unit,
                              sy_say_day(s, row->from)));
}

/* Closed in the middle of a month; days: from then. */
static void income_until(sy_stage *s, const char *kind, int64_t monthly)
{
    const int32_t closed = (int32_t)sy_days_from_civil(2025, 6, 10);
    sy_enforcement e;

    sy_stage_case_filed(&e, s, closed - 120, SY_CLOSED_FOR_NOW);
    sy_province_close(&e, closed);
    sy_row_incomes row = income(s, &e, kind, closed + s->scheme->days);
    row.monthly = monthly;
    judge_income(s, &e, &row);
    if (monthly >= 300000)
        sy_plant_property_left(s, &e, "income");
    else
        sy_near(s, "termination-property", NULL, "too little a month",
                sy_key_closed(s, &e, "income"));
}

static void pension(sy_stage *s)
{
    income_until(s, "养老金", 400000);
}

static void pension_to_live_on(sy_stage *s)
{
    income_until(s, "养老金", 150000);
}

static void contributions(sy_stage *s)
{
    income_until(s, "社保", 400000);
}

/* days: fen from five thousand yuan. */
static void housing_fund(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_incomes row = income(s, &e, "公积金", e.made);
    row.balance = 500000 + s->scheme->days;
    judge_income(s, &e, &row);
}

static void compensation(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_incomes row = income(s, &e, "拆迁补偿", 0);
    row.from = e.closed + s->scheme->days;
    row.monthly = 0;
    row.paid_once = 80000000;
    judge_income(s, &e, &row);
}

static void income_undated(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    const sy_row_incomes row = income(s, &e, "养老金", 0);
    judge_income(s, &e, &row);
    sy_plant_property_left(s, &e, "income");
}

#define HOUSE .model = "after-termination-house"
#define EQUITY .model = "after-termination-equity"
#define INSURANCE .model = "after-termination-insurance"
#define VALUE .model = "after-termination-cash-value"
#define INCOME .model = "after-termination-income"

const sy_scheme sy_after_schemes[] = {
    {house_alone, HOUSE, .rule = "own", .days = 1},
    {house_alone, HOUSE, .rule = "own", .why = "registered on the day of closing"},
    {house_together, HOUSE, .rule = "joint", .days = 1},
    {house_together, HOUSE, .rule = NULL, .why = "registered on the day of closing"},
    {house_passed_on, HOUSE, .rule = "gone", .days = 1},
    {house_passed_on, HOUSE, .rule = NULL, .why = "registered on the day of closing"},
    {house_only_changed, HOUSE, .rule = "own", .why = "a change of the entry"},
    {house_after_resumption, HOUSE, .rule = "own", .why = "the case was resumed"},
    {house_of_spouse, HOUSE, .rule = "spouse"},
    {house_of_spouse, HOUSE, .rule = "spouse", .why = "divorced on the day of registration"},

    {firm_founded, EQUITY, .rule = "founded", .days = 1},
    {firm_founded, EQUITY, .rule = "founded", .why = "founded on the day of closing"},
    {shares_acquired, EQUITY, .rule = "acquired", .days = 1},
    {shares_acquired, EQUITY, .rule = "acquired", .why = "acquired on the day of closing"},
    {shares_gone, EQUITY, .rule = "gone", .days = 1},
    {shares_gone, EQUITY, .rule = NULL, .why = "acquired on the day of closing"},
    {legal_only, EQUITY, .rule = "legal", .days = 1},
    {legal_only, EQUITY, .rule = NULL, .why = "founded on the day of closing"},
    {firm_dissolved, EQUITY, .rule = "founded", .why = "struck off"},

    {policy_bought, INSURANCE, .rule = "bought", .days = 1},
    {policy_bought, INSURANCE, .rule = "bought", .why = "signed on the day of closing"},
    {policy_of_high_premium, INSURANCE, .rule = "restricted", .days = 10000},
    {policy_of_high_premium, INSURANCE, .rule = "restricted", .days = 9999,
     .why = "a yuan below a high premium"},
    {policy_still_paid, INSURANCE, .rule = "paying"},
    {policy_still_paid, INSURANCE, .rule = "paying", .why = "paid at once"},
    {policy_of_value, VALUE, .rule = "cash-value", .days = 100000},
    {policy_of_value, VALUE, .rule = "cash-value", .days = 99999, .why = "a fen too little"},
    {policy_frozen, VALUE, .rule = "cash-value", .why = "frozen"},
    {policy_unvalued, VALUE, .rule = "unvalued"},

    {pension, INCOME, .rule = "monthly", .days = 21},
    {pension, INCOME, .rule = "monthly", .days = 20, .why = "paid last in the month of closing"},
    {pension_to_live_on, INCOME, .rule = "monthly", .days = 60,
     .why = "no more than it takes to live"},
    {contributions, INCOME, .rule = "contributions", .days = 21},
    {housing_fund, INCOME, .rule = "balance"},
    {housing_fund, INCOME, .rule = "balance", .days = -1, .why = "a fen too little"},
    {compensation, INCOME, .rule = "compensation", .days = 1},
    {compensation, INCOME, .rule = "compensation", .why = "paid on the day of closing"},
    {income_undated, INCOME, .rule = "undated"},
    {.play = NULL},
};
