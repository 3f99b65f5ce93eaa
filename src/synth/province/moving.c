/* moving.c - property that goes to somebody else: while it is sealed, or to kin after the dates
 * of a case. */
#include "synth/province/keys.h"
#include "synth/province/schemes.h"
#include "synth/province/suit.h"

static const char moved[] = "refusal-sealed-moved", transfer[] = "refusal-transfer-property";

static sy_row_real_estate house_from(sy_stage *s, const sy_somebody *from, const sy_somebody *to,
                                     int32_t day)
{
    return (sy_row_real_estate){.unit = sy_stage_number(s, "330699GF"),
                                .owner = to->name,
                                .owner_id = to->id,
                                .shares = "单独所有",
                                .use = "住宅",
                                .kind = "转移登记",
                                .reason = "买卖",
                                .since = day,
                                .price = 90000000,
                                .former = from->name,
                                .former_id = from->id,
                                .state = "现势"};
}

/* ---- while sealed; in preservation, so that no case is open ---- */

typedef struct sealed_house {
    sy_somebody owner, buyer;
    sy_row_real_estate house;
    sy_row_seals seal;
} sealed_house;

/* Bought so many days after it was sealed, two years ago for three. */
static void begin_sealed(sealed_house *x, sy_stage *s, int32_t days)
{
    const int32_t start = s->p->today - 700 - (int32_t)sy_stage_draw(s, 100);

    sy_stage_person(&x->owner, s);
    sy_stage_person(&x->buyer, s);
    x->house = house_from(s, &x->owner, &x->buyer, start + days);
    x->seal = sy_seal_before(s, &x->owner, start);
    x->seal.property_number = x->house.unit;
}

static void judge_sealed(sy_stage *s, const sealed_house *x)
{
    sy_put_real_estate(s, &x->house);
    sy_put_seals(s, &x->seal);
    sy_scheme_judge(s, sy_say(s, "%s %s", x->house.unit, sy_say_day(s, x->house.since)));
}

static void moved_after_seal(sy_stage *s)
{
    sealed_house x;

    begin_sealed(&x, s, s->scheme->days);
    judge_sealed(s, &x);
}

static void moved_after_end(sy_stage *s)
{
    sealed_house x;

    begin_sealed(&x, s, 100);
    x.seal.end = x.house.since - s->scheme->days;
    judge_sealed(s, &x);
    sy_plant(s, "seal-lapsed", "not-extended",
             sy_say(s, "%s %s %s", x.seal.case_number, x.house.unit, sy_say_day(s, x.seal.start)));
}

static void moved_and_lifted(sy_stage *s)
{
    sealed_house x;

    begin_sealed(&x, s, 100);
    x.seal.lifted = x.house.since + s->scheme->days;
    judge_sealed(s, &x);
}

static void moved_by_the_court(sy_stage *s)
{
    sealed_house x;

    begin_sealed(&x, s, 100);
    if (s->scheme->field == 1) x.seal.disposed = x.house.since;
    if (s->scheme->field == 2) x.house.reason = "法院裁定以物抵债";
    judge_sealed(s, &x);
}

/* The ruling came so many days after the entry. */
static void moved_and_disposed_of(sy_stage *s)
{
    sealed_house x;

    begin_sealed(&x, s, 100);
    const sy_row_disposals row = {.case_number = x.seal.case_number,
                                  .court = x.seal.court,
                                  .property_number = x.house.unit,
                                  .property = "亡是县亡是苑房屋",
                                  .way = "以物抵债",
                                  .ruled = x.house.since + s->scheme->days,
                                  .recipient = x.buyer.name,
                                  .recipient_id = x.buyer.id};
    sy_put_disposals(s, &row);
    judge_sealed(s, &x);
}

static void moved_in_waiting(sy_stage *s)
{
    sealed_house x;

    begin_sealed(&x, s, 100);
    x.seal.kind = "轮候";
    x.seal.end = 0;
    judge_sealed(s, &x);
}

static void moved_without_end(sy_stage *s)
{
    sealed_house x;

    begin_sealed(&x, s, 100);
    x.seal.end = 0;
    judge_sealed(s, &x);
}

static void moved_by_another(sy_stage *s)
{
    sealed_house x;
    sy_somebody other;

    begin_sealed(&x, s, 100);
    sy_stage_person(&other, s);
    x.house.former = other.name;
    x.house.former_id = other.id;
    judge_sealed(s, &x);
}

static void entered_again(sy_stage *s)
{
    sealed_house x;

    begin_sealed(&x, s, 100);
    x.house.owner = x.owner.name;
    x.house.owner_id = x.owner.id;
    judge_sealed(s, &x);
}

/* So many days after it was sealed. */
static void vehicle_moved(sy_stage *s)
{
    const int32_t start = s->p->today - 500;
    sy_somebody owner, buyer;

    sy_stage_person(&owner, s);
    sy_stage_person(&buyer, s);
    sy_row_vehicles v = sy_stage_vehicle(s, &buyer, start + s->scheme->days);
    v.first_registered = start - 900;
    v.former = owner.name;
    v.former_id = owner.id;
    sy_row_seals seal = sy_seal_before(s, &owner, start);
    seal.property_kind = "车辆";
    seal.property_number = NULL;
    seal.plate = v.plate;
    seal.vin = v.vin;
    seal.end = sy_province_add_months(start, 24);
    sy_put_vehicles(s, &v);
    sy_put_seals(s, &seal);
    sy_scheme_judge(s, sy_say(s, "%s %s", v.plate, sy_say_day(s, v.since)));
}

/* ---- to kin ---- */

/* A debtor with a child; the case is open and in time. */
static void begin_kin(sy_enforcement *e, sy_somebody *child, sy_stage *s)
{
    sy_stage_case_filed(e, s, s->p->today - 300, SY_OPEN);
    e->extended = s->p->today + 60;
    sy_stage_person(child, s);
    sy_put_tie(s, &e->debtors[0], child, "子女");
}

static void judge_transfer(sy_stage *s, const sy_enforcement *e, const char *kind,
                           const char *thing, int32_t day)
{
    sy_put_case(s, e);
    sy_scheme_judge(s, sy_say(s, "%s %s %s", kind, thing, sy_say_day(s, day)));
}

/* The suit that led to the title. */
static void put_suit(sy_stage *s, const sy_enforcement *e, int32_t filed)
{
    const sy_row_suits row = {.case_number = e->title,
                              .court = e->court,
                              .cause = "买卖合同纠纷",
                              .plaintiffs = e->creditors[1].name,
                              .plaintiff_ids = e->creditors[1].id,
                              .defendants = e->debtors[0].name,
                              .defendant_ids = e->debtors[0].id,
                              .amount = e->claim,
                              .filed = filed,
                              .closed = e->made,
                              .outcome = "判决",
                              .award = e->claim,
                              .contested = "有争议",
                              .priority = "无"};
    sy_put_suits(s, &row);
}

/* So many days after the judgment took effect. */
static void house_to_kin(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody child;

    begin_kin(&e, &child, s);
    const sy_row_real_estate h =
        house_from(s, &e.debtors[0], &child, e.effective + s->scheme->days);
    sy_put_real_estate(s, &h);
    judge_transfer(s, &e, "不动产", h.unit, h.since);
}

/* So many days after the suit was filed; field: after the judgment took effect. */
static void house_to_kin_in_suit(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody child;

    begin_kin(&e, &child, s);
    const int32_t from = s->scheme->field ? e.effective : e.made - 60;
    const sy_row_real_estate h = house_from(s, &e.debtors[0], &child, from + s->scheme->days);
    put_suit(s, &e, e.made - 60);
    sy_put_real_estate(s, &h);
    judge_transfer(s, &e, "不动产", h.unit, h.since);
}

static void house_to_stranger(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody child, other;

    begin_kin(&e, &child, s);
    sy_stage_person(&other, s);
    const sy_row_real_estate h = house_from(s, &e.debtors[0], &other, e.filed + 30);
    sy_put_real_estate(s, &h);
    judge_transfer(s, &e, "不动产", h.unit, h.since);
}

static void house_from_kin(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody child;

    begin_kin(&e, &child, s);
    e.restricted = 0;
    const sy_row_real_estate h = house_from(s, &child, &e.debtors[0], e.filed + 30);
    sy_put_real_estate(s, &h);
    judge_transfer(s, &e, "不动产", h.unit, h.since);
}

/* So many days after all was paid. */
static void house_to_kin_when_paid(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody child;

    sy_stage_case(&e, s, SY_PERFORMED);
    sy_stage_person(&child, s);
    sy_put_tie(s, &child, &e.debtors[0], "父母");
    const sy_row_real_estate h =
        house_from(s, &e.debtors[0], &child, e.satisfied + s->scheme->days);
    sy_put_real_estate(s, &h);
    judge_transfer(s, &e, "不动产", h.unit, h.since);
}

static void shares_to_kin(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody child, firm;

    begin_kin(&e, &child, s);
    sy_stage_firm(&firm, s);
    const int32_t day = e.effective + s->scheme->days;
    const sy_row_companies row = {.credit_code = firm.id,
                                  .company = firm.name,
                                  .kind = "有限责任公司",
                                  .capital = 100000000,
                                  .registered = e.made - 900,
                                  .owner = child.name,
                                  .owner_id = child.id,
                                  .subscribed = 50000000,
                                  .since = day,
                                  .former = e.debtors[0].name,
                                  .former_id = e.debtors[0].id,
                                  .state = "存续"};
    sy_put_companies(s, &row);
    judge_transfer(s, &e, "股权", firm.id, day);
}

static void policy_to_kin(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody child;

    begin_kin(&e, &child, s);
    const sy_row_insurance row = {.policy = sy_stage_number(s, "XK"),
                                  .company = "虚构人寿保险股份有限公司",
                                  .product = "乌有终身寿险",
                                  .owner = child.name,
                                  .owner_id = child.id,
                                  .since = e.effective + s->scheme->days,
                                  .cash_value = 8000000,
                                  .state = "有效",
                                  .former = e.debtors[0].name,
                                  .former_id = e.debtors[0].id};
    sy_put_insurance(s, &row);
    judge_transfer(s, &e, "保单", row.policy, row.since);
}

#define MOVED .model = moved
#define KIN .model = transfer

const sy_scheme sy_moving_schemes[] = {
    {moved_after_seal, MOVED, .rule = "moved", .days = 1},
    {moved_after_seal, MOVED, .rule = NULL, .why = "on the day it was sealed"},
    {moved_after_end, MOVED, .rule = "moved"},
    {moved_after_end, MOVED, .rule = NULL, .days = 1, .why = "the day after the seal ended"},
    {moved_and_lifted, MOVED, .rule = "moved", .days = 1},
    {moved_and_lifted, MOVED, .rule = NULL, .why = "lifted on that day"},
    {moved_by_the_court, MOVED, .rule = NULL, .field = 1, .why = "the seal says so"},
    {moved_by_the_court, MOVED, .rule = NULL, .field = 2, .why = "by a ruling"},
    {moved_and_disposed_of, MOVED, .rule = "moved", .days = 1},
    {moved_and_disposed_of, MOVED, .rule = NULL, .why = "disposed of on that day"},
    {moved_in_waiting, MOVED, .rule = NULL, .why = "it waited behind another"},
    {moved_without_end, MOVED, .rule = "moved-unknown-end"},
    {moved_by_another, MOVED, .rule = NULL, .why = "somebody else's before"},
    {entered_again, MOVED, .rule = NULL, .why = "it stayed his"},
    {vehicle_moved, MOVED, .rule = "moved", .days = 1},
    {vehicle_moved, MOVED, .rule = NULL, .why = "on the day it was sealed"},

    {house_to_kin, KIN, .rule = "after-effective", .days = 1},
    {house_to_kin, KIN, .rule = NULL, .why = "on the day it took effect"},
    {house_to_kin_in_suit, KIN, .rule = "during-suit", .days = 1},
    {house_to_kin_in_suit, KIN, .rule = NULL, .why = "on the day of the suit"},
    {house_to_kin_in_suit, KIN, .rule = "during-suit", .field = 1},
    {house_to_stranger, KIN, .rule = NULL, .why = "to a stranger"},
    {house_from_kin, KIN, .rule = NULL, .why = "from kin"},
    {house_to_kin_when_paid, KIN, .rule = "after-effective", .days = -1},
    {house_to_kin_when_paid, KIN, .rule = NULL, .why = "paid on that day"},
    {shares_to_kin, KIN, .rule = "after-effective", .days = 1},
    {shares_to_kin, KIN, .rule = NULL, .why = "on the day it took effect"},
    {policy_to_kin, KIN, .rule = "after-effective", .days = 1},
    {policy_to_kin, KIN, .rule = NULL, .why = "on the day it took effect"},
    {.play = NULL},
};
