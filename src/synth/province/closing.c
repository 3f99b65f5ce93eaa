/* closing.c - what stood in the registers when a case was closed for now. In each scheme `days` (or
 * fen) are counted from the closing (or the threshold). */
#include "base/civil.h"
#include "synth/province/keys.h"
#include "synth/province/schemes.h"
#include "synth/province/suit.h"

static const char property[] = "termination-property", vehicle[] = "termination-vehicle";

static void begin(sy_enforcement *e, sy_stage *s)
{
    sy_stage_case(e, s, SY_CLOSED_FOR_NOW);
}

/* The lead is about a person and a kind of property: rules of termination-property. */
static void judge_kind(sy_stage *s, const sy_enforcement *e, const char *rule)
{
    sy_put_case(s, e);
    sy_scheme_judge(s, sy_key_closed(s, e, rule));
}

/* By another court, in preservation; still in force. */
static sy_row_seals sealed_elsewhere(sy_stage *s, const sy_enforcement *e, int32_t start)
{
    sy_row_seals seal = sy_seal_before(s, &e->debtors[0], start);

    seal.end = s->p->today + 400;
    return seal;
}

/* ---- houses ---- */

/* His for years. */
static sy_row_real_estate house(sy_stage *s, const sy_enforcement *e)
{
    return (sy_row_real_estate){.unit = sy_stage_number(s, "330699GD"),
                                .owner = e->debtors[0].name,
                                .owner_id = e->debtors[0].id,
                                .shares = "单独所有",
                                .use = "住宅",
                                .kind = "转移登记",
                                .since = e->made - 1500,
                                .price = 120000000,
                                .state = "现势"};
}

static void judge_house(sy_stage *s, const sy_enforcement *e, const sy_row_real_estate *h)
{
    sy_put_real_estate(s, h);
    judge_kind(s, e, "real-estate");
}

static void house_kept(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    const sy_row_real_estate h = house(s, &e);
    judge_house(s, &e, &h);
}

static void house_shared(sy_stage *s)
{
    sy_somebody spouse;
    sy_enforcement e;

    begin(&e, s);
    sy_stage_person(&spouse, s);
    sy_row_real_estate h = house(s, &e);
    h.owner = sy_say(s, "%s、%s", spouse.name, e.debtors[0].name);
    h.owner_id = sy_say(s, "%s、%s", spouse.id, e.debtors[0].id);
    h.shares = "共同共有";
    judge_house(s, &e, &h);
}

static void house_until(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_real_estate h = house(s, &e);
    h.until = e.closed + s->scheme->days;
    h.state = "历史";
    judge_house(s, &e, &h);
}

static void house_transferred(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_real_estate h = house(s, &e);
    h.state = "已转移";
    judge_house(s, &e, &h);
}

static void house_mortgaged_to_him(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_real_estate h = house(s, &e);
    h.kind = "抵押登记";
    judge_house(s, &e, &h);
}

static void house_passed_on(sy_stage *s)
{
    sy_somebody other;
    sy_enforcement e;

    begin(&e, s);
    sy_stage_person(&other, s);
    const sy_row_real_estate h = house(s, &e);
    sy_row_real_estate later = h;
    later.owner = other.name;
    later.owner_id = other.id;
    later.since = e.closed + s->scheme->days;
    sy_put_real_estate(s, &later);
    judge_house(s, &e, &h);
}

static void house_sealed(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    const sy_row_real_estate h = house(s, &e);
    sy_row_seals seal = sealed_elsewhere(s, &e, e.closed + s->scheme->days);
    seal.property_number = h.unit;
    sy_put_long_seal(s, &seal);
    judge_house(s, &e, &h);
}

/* ---- policies; all are worth enough to be named after the closing, too ---- */

static sy_row_insurance policy(sy_stage *s, const sy_enforcement *e)
{
    return (sy_row_insurance){.policy = sy_stage_number(s, "XH"),
                              .company = "虚构人寿保险股份有限公司",
                              .product = "乌有终身寿险",
                              .owner = e->debtors[0].name,
                              .owner_id = e->debtors[0].id,
                              .since = e->made - 900,
                              .pays = "趸交",
                              .premium = 3000000,
                              .premiums = 3000000,
                              .cash_value = 1000000,
                              .loan = SY_ZERO,
                              .state = "有效"};
}

static void judge_policy(sy_stage *s, const sy_enforcement *e, const sy_row_insurance *row,
                         const char *why_not_after)
{
    const char *key = sy_say(s, "%s %s %s", row->policy, row->company, e->debtors[0].id);

    sy_put_insurance(s, row);
    judge_kind(s, e, "insurance");
    if (why_not_after)
        sy_near(s, "after-termination-cash-value", NULL, why_not_after, key);
    else
        sy_plant(s, "after-termination-cash-value", "cash-value", key);
}

static void policy_of_value(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_insurance row = policy(s, &e);
    row.cash_value += s->scheme->days;
    judge_policy(s, &e, &row, NULL);
}

static void policy_until(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_insurance row = policy(s, &e);
    row.until = e.closed + s->scheme->days;
    judge_policy(s, &e, &row, "it has ended");
}

static void policy_surrendered(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_row_insurance row = policy(s, &e);
    row.state = "已退保";
    judge_policy(s, &e, &row, "surrendered");
}

/* ---- income ---- */

static void judge_income(sy_stage *s, const sy_enforcement *e, int64_t monthly, int64_t balance,
                         int32_t until, const char *after)
{
    const sy_row_incomes row = {.person = e->debtors[0].name,
                                .person_id = e->debtors[0].id,
                                .kind = balance ? "公积金" : "养老金",
                                .unit = "虚构单位",
                                .from = e->made - 1000,
                                .until = until,
                                .monthly = monthly,
                                .balance = balance};
    const char *key =
        sy_say(s, "%s %s %s %s", row.person_id, row.kind, row.unit, sy_say_day(s, row.from));

    sy_put_incomes(s, &row);
    judge_kind(s, e, "income");
    if (after)
        sy_plant(s, "after-termination-income", after, key);
    else
        sy_near(s, "after-termination-income", NULL, "paid last in the month of closing", key);
}

/* days: fen from three thousand yuan. */
static void income_monthly(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    judge_income(s, &e, 300000 + s->scheme->days, 0, s->p->today, "monthly");
}

/* Its last month, so many days after the day a month before the closing, in mid-June: a month
 * after a day at the end of a month is another thing. */
static void income_until(sy_stage *s)
{
    const int32_t closed = (int32_t)sy_days_from_civil(2025, 6, 10);
    sy_enforcement e;

    sy_stage_case_filed(&e, s, closed - 120, SY_CLOSED_FOR_NOW);
    sy_province_close(&e, closed);
    judge_income(s, &e, 400000, 0, sy_province_add_months(e.closed, -1) + s->scheme->days, NULL);
}

/* days: fen from ten thousand yuan. */
static void income_saved(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    judge_income(s, &e, 0, 1000000 + s->scheme->days, s->p->today, "balance");
}

/* ---- equity ---- */

static void judge_shares(sy_stage *s, const char *state, int64_t subscribed, int32_t until)
{
    sy_somebody firm, legal;
    sy_enforcement e;

    begin(&e, s);
    sy_stage_firm(&firm, s);
    sy_stage_person(&legal, s);
    const int32_t since = e.made - 900;
    const sy_row_companies row = {.credit_code = firm.id,
                                  .company = firm.name,
                                  .legal = legal.name,
                                  .legal_id = legal.id,
                                  .kind = "有限责任公司",
                                  .capital = 100000000,
                                  .registered = since,
                                  .owner = e.debtors[0].name,
                                  .owner_id = e.debtors[0].id,
                                  .subscribed = subscribed,
                                  .share = "50%",
                                  .since = since,
                                  .until = until ? e.closed + until - 1 : 0,
                                  .state = state};
    sy_put_companies(s, &row);
    judge_kind(s, &e, "equity");
}

/* days: fen from ten thousand yuan. */
static void shares_subscribed(sy_stage *s)
{
    judge_shares(s, "存续", 1000000 + s->scheme->days, 0);
}

static void shares_revoked(sy_stage *s)
{
    judge_shares(s, "吊销", 50000000, 0);
}

/* days: 1 on the day of closing, 2 on the next. */
static void shares_until(sy_stage *s)
{
    judge_shares(s, "存续", 50000000, s->scheme->days);
}

/* ---- vehicles ---- */

/* Found by the court and reported; his for years. All stand in the list of two files, too. */
static sy_row_vehicles car(sy_stage *s, sy_enforcement *e)
{
    begin(e, s);
    const sy_row_vehicles v = sy_stage_vehicle(s, &e->debtors[0], e->made - 900);

    e->vehicle = v.plate;
    return v;
}

static void judge_car(sy_stage *s, const sy_enforcement *e, const sy_row_vehicles *v,
                      const char *two_files)
{
    const char *key = sy_key_vehicle(s, e, v);

    sy_put_vehicles(s, v);
    judge_kind(s, e, "vehicle");
    if (two_files)
        sy_plant(s, "vehicle-two-files", two_files, key);
    else
        sy_near(s, "vehicle-two-files", NULL, "a later registration has another owner", key);
}

static void car_until(sy_stage *s)
{
    sy_enforcement e;
    sy_row_vehicles v = car(s, &e);

    v.until = e.closed + s->scheme->days;
    judge_car(s, &e, &v, "registered");
}

/* Registered first fifteen years ago, and so many days. */
static void car_of_age(sy_stage *s)
{
    sy_enforcement e;
    sy_row_vehicles v = car(s, &e);

    v.first_registered = sy_province_add_months(s->p->today, -180) - s->scheme->days;
    judge_car(s, &e, &v, "registered");
}

static void car_sealed(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_vehicles v = car(s, &e);
    sy_row_seals seal = sealed_elsewhere(s, &e, e.closed + s->scheme->days);

    seal.property_kind = "车辆";
    seal.property_number = NULL;
    seal.plate = v.plate;
    seal.vin = v.vin;
    sy_put_long_seal(s, &seal);
    judge_car(s, &e, &v, "registered");
    sy_plant(s, "vehicle-sealed-not-seized", "in-use", v.vin);
}

static void car_passed_on(sy_stage *s)
{
    sy_somebody other;
    sy_enforcement e;
    const sy_row_vehicles v = car(s, &e);
    sy_row_vehicles later = v;

    sy_stage_person(&other, s);
    later.owner = other.name;
    later.owner_id = other.id;
    later.former = v.owner;
    later.former_id = v.owner_id;
    later.since = e.closed + s->scheme->days;
    sy_put_vehicles(s, &later);
    judge_car(s, &e, &v, NULL);
    sy_plant(s, "vehicle-transferred", "after-title", sy_key_vehicle(s, &e, &v));
}

/* Nobody entered the day; field: only that of the first registration is there. */
static void car_undated(sy_stage *s)
{
    sy_enforcement e;
    sy_row_vehicles v = car(s, &e);

    v.since = 0;
    if (!s->scheme->field) v.first_registered = 0;
    sy_put_case(s, &e);
    sy_put_vehicles(s, &v);
    sy_scheme_judge(s, sy_key_vehicle(s, &e, &v));
    sy_plant_vehicle_left(s, &e);
    if (s->scheme->why) sy_plant(s, "vehicle-two-files", "registered", sy_key_vehicle(s, &e, &v));
}

#define PROPERTY .model = property
#define VEHICLE .model = vehicle

const sy_scheme sy_closing_schemes[] = {
    {house_kept, PROPERTY, .rule = "real-estate"},
    {house_shared, PROPERTY, .rule = "real-estate"},
    {house_until, PROPERTY, .rule = "real-estate", .days = 1},
    {house_until, PROPERTY, .rule = NULL, .why = "gone on the day of closing"},
    {house_transferred, PROPERTY, .rule = NULL, .why = "transferred, nobody knows when"},
    {house_mortgaged_to_him, PROPERTY, .rule = NULL, .why = "a mortgage"},
    {house_passed_on, PROPERTY, .rule = "real-estate", .days = 1},
    {house_passed_on, PROPERTY, .rule = NULL, .why = "somebody else's on the day of closing"},
    {house_sealed, PROPERTY, .rule = "real-estate", .days = 1},
    {house_sealed, PROPERTY, .rule = NULL, .why = "sealed on the day of closing"},
    {policy_of_value, PROPERTY, .rule = "insurance"},
    {policy_of_value, PROPERTY, .rule = NULL, .days = -1, .why = "a fen too little"},
    {policy_until, PROPERTY, .rule = "insurance", .days = 1},
    {policy_until, PROPERTY, .rule = NULL, .why = "ended on the day of closing"},
    {policy_surrendered, PROPERTY, .rule = NULL, .why = "surrendered"},
    {income_monthly, PROPERTY, .rule = "income"},
    {income_monthly, PROPERTY, .rule = NULL, .days = -1, .why = "a fen too little"},
    {income_until, PROPERTY, .rule = "income", .days = 1},
    {income_until, PROPERTY, .rule = NULL, .why = "ended on the day of closing"},
    {income_saved, PROPERTY, .rule = "income"},
    {income_saved, PROPERTY, .rule = NULL, .days = -1, .why = "a fen too little"},
    {shares_subscribed, PROPERTY, .rule = "equity"},
    {shares_subscribed, PROPERTY, .rule = NULL, .days = -1, .why = "a fen too little"},
    {shares_revoked, PROPERTY, .rule = NULL, .why = "struck off"},
    {shares_until, PROPERTY, .rule = "equity", .days = 2},
    {shares_until, PROPERTY, .rule = NULL, .days = 1, .why = "gone on the day of closing"},

    {car_until, VEHICLE, .rule = "vehicle", .days = 1},
    {car_until, VEHICLE, .rule = NULL, .why = "gone on the day of closing"},
    {car_of_age, VEHICLE, .rule = "vehicle"},
    {car_of_age, VEHICLE, .rule = NULL, .days = 1, .why = "fifteen years and a day old"},
    {car_sealed, VEHICLE, .rule = "vehicle", .days = 1},
    {car_sealed, VEHICLE, .rule = NULL, .why = "sealed on the day of closing"},
    {car_passed_on, VEHICLE, .rule = "vehicle", .days = 1},
    {car_passed_on, VEHICLE, .rule = NULL, .why = "somebody else's on the day of closing"},
    {car_undated, .model = "vehicle-two-files", .rule = "undated"},
    {car_undated, .model = "vehicle-two-files", .rule = "undated", .field = 1,
     .why = "registered first on a known day"},
    {.play = NULL},
};
