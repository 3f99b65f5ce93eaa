/* sealed_vehicles.c - vehicles that a court missed, sealed, impounded or lost; that their owner
 * did not report, or passed on. */
#include "synth/province/keys.h"
#include "synth/province/schemes.h"

#include "base/civil.h"

/* ---- missed: closed for now although a vehicle was registered ---- */

/* What each of these is besides: the vehicle was there on the day of closing. */
static void end_missed(sy_stage *s, sy_enforcement *e, const sy_row_vehicles *v)
{
    sy_put_case(s, e);
    sy_put_vehicles(s, v);
    sy_scheme_judge(s, sy_key_debtor(s, e, 0));
    sy_plant(s, "vehicle-two-files", "registered", sy_key_vehicle(s, e, v));
    sy_plant(s, "vehicle-not-reported", "not-named",
             sy_say(s, "%s %s %s", e->number, e->debtors[0].id, sy_say_day(s, e->reported)));
    sy_plant_vehicle_left(s, e);
}

static void answered_none(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_CLOSED_FOR_NOW);
    const sy_row_vehicles v = sy_stage_vehicle(s, &e.debtors[0], e.made - 500);
    end_missed(s, &e, &v);
}

static void debtor_not_queried(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_CLOSED_FOR_NOW);
    const sy_row_vehicles v = sy_stage_vehicle(s, &e.debtors[0], e.made - 500);
    e.not_queried = 1;
    end_missed(s, &e, &v);
}

static void vehicles_not_queried(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_CLOSED_FOR_NOW);
    const sy_row_vehicles v = sy_stage_vehicle(s, &e.debtors[0], e.made - 500);
    e.queried_kinds &= ~2u;
    end_missed(s, &e, &v);
    for (int i = 0; i < SY_CASE_DEBTORS; i++)
        sy_plant(s, "termination-query", "kinds", sy_key_debtor(s, &e, i));
}

/* Closed so lately that no later query is due. */
static void case_not_in_the_list(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case_filed(&e, s, s->p->today - 240, SY_CLOSED_FOR_NOW);
    const sy_row_vehicles v = sy_stage_vehicle(s, &e.debtors[0], e.made - 500);
    e.queried = 0;
    e.queried_kinds = 0;
    e.is_not_requeried = true;
    end_missed(s, &e, &v);
    sy_plant(s, "nodes-missing", "missing", sy_say(s, "%s", e.number));
    for (int i = 0; i < SY_CASE_DEBTORS; i++)
        sy_plant(s, "termination-query", "never", sy_key_debtor(s, &e, i));
}

static void found_by_the_court(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_CLOSED_FOR_NOW);
    const sy_row_vehicles v = sy_stage_vehicle(s, &e.debtors[0], e.made - 500);
    e.vehicle = v.plate;
    sy_put_case(s, &e);
    sy_put_vehicles(s, &v);
    sy_scheme_judge(s, sy_key_debtor(s, &e, 0));
    sy_plant(s, "vehicle-two-files", "registered", sy_key_vehicle(s, &e, &v));
    sy_plant_vehicle_left(s, &e);
}

/* ---- not reported; in an open case ---- */

static void begin_open(sy_enforcement *e, sy_stage *s, int32_t ago)
{
    sy_stage_case_filed(e, s, s->p->today - ago, SY_OPEN);
    e->extended = s->p->today + 60;
}

static const char *key_of_report(sy_stage *s, const sy_enforcement *e, const char *more)
{
    return sy_say(s, "%s %s %s%s", e->number, e->debtors[0].id, sy_say_day(s, e->reported), more);
}

static void said_to_have_none(sy_stage *s)
{
    sy_enforcement e;

    begin_open(&e, s, 300);
    const sy_row_vehicles v = sy_stage_vehicle(s, &e.debtors[0], e.reported - s->scheme->days);
    e.vehicle = "无";
    sy_put_case(s, &e);
    sy_put_vehicles(s, &v);
    sy_scheme_judge(s, key_of_report(s, &e, ""));
}

static void not_named(sy_stage *s)
{
    sy_enforcement e;

    begin_open(&e, s, 300);
    const sy_row_vehicles v = sy_stage_vehicle(s, &e.debtors[0], e.made - 500);
    if (s->scheme->why) e.vehicle = v.plate;
    sy_put_case(s, &e);
    sy_put_vehicles(s, &v);
    sy_scheme_judge(s, key_of_report(s, &e, ""));
}

/* Got 200 days later, before consumption was restricted. */
static void not_supplemented(sy_stage *s)
{
    sy_enforcement e;

    begin_open(&e, s, 300);
    e.restricted = 0;
    const sy_row_vehicles v = sy_stage_vehicle(s, &e.debtors[0], e.reported + 100);
    if (s->scheme->why) {
        e.vehicle = v.plate;
        e.vehicle_since = v.since;
    }
    sy_put_case(s, &e);
    sy_put_vehicles(s, &v);
    sy_scheme_judge(s, key_of_report(s, &e, " not-supplemented"));
}

/* ---- passed on ---- */

/* Registered to somebody else on this day. */
static sy_row_vehicles pass_on(sy_stage *s, sy_enforcement *e, int32_t day, const sy_somebody *to,
                               const char *acquired)
{
    const sy_row_vehicles v = sy_stage_vehicle(s, &e->debtors[0], e->made - 900);
    sy_row_vehicles later = v;

    later.owner = to->name;
    later.owner_id = to->id;
    later.former = v.owner;
    later.former_id = v.owner_id;
    later.since = day;
    later.acquired = acquired;
    if (day > e->reported) e->vehicle = v.plate;
    sy_put_case(s, e);
    sy_put_vehicles(s, &v);
    sy_put_vehicles(s, &later);
    sy_scheme_judge(s, sy_key_vehicle(s, e, &v));
    return v;
}

static void passed_on_after_title(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody other;

    begin_open(&e, s, 300);
    sy_stage_person(&other, s);
    pass_on(s, &e, e.effective + s->scheme->days, &other, "购买");
}

static void passed_on_by_the_court(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody other;

    begin_open(&e, s, 300);
    sy_stage_person(&other, s);
    pass_on(s, &e, e.filed + 60, &other, "法院拍卖");
}

/* To a wife, divorced so many days before. */
static void passed_on_to_former_wife(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody wife;

    begin_open(&e, s, 300);
    sy_stage_person(&wife, s);
    const sy_row_kin tie = {.person = e.debtors[0].name,
                            .person_id = e.debtors[0].id,
                            .relative = wife.name,
                            .relative_id = wife.id,
                            .relation = "配偶",
                            .since = e.made - 5000,
                            .until = e.filed + 60 - s->scheme->days};
    sy_put_kin(s, &tie);
    const sy_row_vehicles v = pass_on(s, &e, e.filed + 60, &wife, "购买");
    if (s->scheme->why)
        sy_plant(s, "vehicle-transferred", "after-title", sy_key_vehicle(s, &e, &v));
    else
        sy_plant(s, "refusal-transfer-property", "after-effective",
                 sy_say(s, "车辆 %s %s", v.vin, sy_say_day(s, e.filed + 60)));
}

static void passed_on_to_kin(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody child;

    begin_open(&e, s, 300);
    sy_stage_person(&child, s);
    const sy_row_kin tie = {.person = e.debtors[0].name,
                            .person_id = e.debtors[0].id,
                            .relative = child.name,
                            .relative_id = child.id,
                            .relation = "子女",
                            .since = e.made - 5000};
    sy_put_kin(s, &tie);
    const sy_row_vehicles v = pass_on(s, &e, e.filed + 60, &child, "购买");
    sy_plant(s, "refusal-transfer-property", "after-effective",
             sy_say(s, "车辆 %s %s", v.vin, sy_say_day(s, e.filed + 60)));
}

/* After the suit was filed, before its judgment took effect. */
static void passed_on_after_suit(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody other;

    begin_open(&e, s, 300);
    sy_stage_person(&other, s);
    const sy_row_suits suit = {.case_number = e.title,
                               .court = e.court,
                               .cause = "买卖合同纠纷",
                               .plaintiffs = e.creditors[0].name,
                               .plaintiff_ids = e.creditors[0].id,
                               .defendants = e.debtors[0].name,
                               .defendant_ids = e.debtors[0].id,
                               .amount = e.claim,
                               .filed = e.made - 60,
                               .closed = e.made,
                               .outcome = "判决",
                               .award = e.claim,
                               .contested = "有争议"};
    sy_put_suits(s, &suit);
    pass_on(s, &e, e.made - 60 + s->scheme->days, &other, "购买");
}

/* ---- sealed ---- */

/* Of an open case: a vehicle that nobody has used since it was sealed. */
static sy_row_vehicles idle_vehicle(sy_stage *s, const sy_somebody *owner, int32_t since,
                                    int32_t sealed)
{
    sy_row_vehicles v = sy_stage_vehicle(s, owner, since);

    v.state = "K";
    v.inspected = sealed - 30;
    v.inspection_until = v.insured_until = sealed + 100;
    return v;
}

static sy_row_seals seal_of(sy_stage *s, const sy_enforcement *e, const sy_row_vehicles *v,
                            int32_t start)
{
    return (sy_row_seals){.case_number = sy_say(s, "%s", e->number),
                          .court = sy_say(s, "%s", e->court),
                          .measure = "查封",
                          .kind = "首封",
                          .property_kind = "车辆",
                          .plate = v->plate,
                          .vin = v->vin,
                          .property = v->make,
                          .owner = sy_say(s, "%s", e->debtors[0].name),
                          .owner_id = sy_say(s, "%s", e->debtors[0].id),
                          .start = start,
                          .end = sy_province_add_months(start, 24),
                          .confirmed = "无",
                          .value = e->claim / 2,
                          .mortgage = SY_ZERO,
                          .indivisible = "是",
                          .as_of = s->p->today};
}

/* Nothing is done about it for half a year and more. */
static void plant_idle(sy_stage *s, const sy_enforcement *e)
{
    sy_plant(s, "passive-overdue", "property-idle", sy_say(s, "%s property", e->number));
}

static const char *key_of_seal(sy_stage *s, const sy_row_seals *seal)
{
    return sy_say(s, "%s %s %s", seal->case_number, seal->vin, sy_say_day(s, seal->start));
}

/* Inspected so many days after it was sealed. */
static void sealed_in_use(sy_stage *s)
{
    sy_enforcement e;

    begin_open(&e, s, 500);
    const int32_t start = e.filed + 20;
    sy_row_vehicles v = idle_vehicle(s, &e.debtors[0], e.made - 900, start);
    const sy_row_seals seal = seal_of(s, &e, &v, start);
    v.inspected = start + s->scheme->days;
    e.vehicle = v.plate;
    sy_put_case(s, &e);
    sy_put_vehicles(s, &v);
    sy_put_seals(s, &seal);
    sy_scheme_judge(s, v.vin);
    plant_idle(s, &e);
}

static void impound(sy_stage *s, const sy_enforcement *e, const sy_row_vehicles *v, int32_t day,
                    int32_t returned)
{
    const sy_row_impounds row = {.case_number = e->number,
                                 .court = e->court,
                                 .plate = v->plate,
                                 .vin = v->vin,
                                 .property = v->make,
                                 .owner = e->debtors[0].name,
                                 .owner_id = e->debtors[0].id,
                                 .impounded = day,
                                 .keeper = "虚构停车场",
                                 .returned = returned};
    sy_put_impounds(s, &row);
}

static void appraise(sy_stage *s, const sy_enforcement *e, const sy_row_vehicles *v, int32_t day)
{
    const sy_row_appraisals row = {.case_number = e->number,
                                   .court = e->court,
                                   .plate = v->plate,
                                   .property = v->make,
                                   .way = "网络询价",
                                   .started = day,
                                   .fixed = day + 5,
                                   .price = 5000000,
                                   .valid_until = day + 370,
                                   .objected = day + 8}; /* so that no sale is due */
    sy_put_appraisals(s, &row);
}

static void sealed_in_use_and_impounded(sy_stage *s)
{
    sy_enforcement e;

    begin_open(&e, s, 500);
    const int32_t start = e.filed + 20;
    sy_row_vehicles v = idle_vehicle(s, &e.debtors[0], e.made - 900, start);
    const sy_row_seals seal = seal_of(s, &e, &v, start);
    v.inspected = start + 30;
    e.vehicle = v.plate;
    sy_put_case(s, &e);
    sy_put_vehicles(s, &v);
    sy_put_seals(s, &seal);
    impound(s, &e, &v, start + 60, 0);
    appraise(s, &e, &v, start + 70);
    sy_scheme_judge(s, v.vin);
    plant_idle(s, &e);
}

/* Impounded on a Wednesday whose thirtieth day is a Friday. */
static void impounded(sy_stage *s)
{
    const int32_t day = (int32_t)sy_days_from_civil(2025, 3, 12);
    sy_enforcement e;

    sy_stage_case_filed(&e, s, day - 60, SY_OPEN);
    e.extended = s->p->today + 60;
    sy_row_vehicles v = idle_vehicle(s, &e.debtors[0], e.made - 900, day - 10);
    const sy_row_seals seal = seal_of(s, &e, &v, day - 10);
    e.vehicle = v.plate;
    sy_put_case(s, &e);
    sy_put_vehicles(s, &v);
    sy_put_seals(s, &seal);
    impound(s, &e, &v, day, s->scheme->field ? day + 30 : 0);
    if (s->scheme->days) appraise(s, &e, &v, day + s->scheme->days);
    sy_scheme_judge(
        s, key_of_seal(
               s, &(sy_row_seals){.case_number = seal.case_number, .vin = v.vin, .start = day}));
    plant_idle(s, &e);
}

/* ---- the term ended, and then it was lost ---- */

static void lapse(sy_enforcement *e, sy_stage *s, sy_row_vehicles *v, sy_row_seals *seal)
{
    const int32_t end = s->p->today - 200 - (int32_t)sy_stage_draw(s, 100);
    const int32_t start = sy_province_add_months(end, -24);

    sy_stage_case_filed(e, s, start - 20, SY_OPEN);
    e->extended = s->p->today + 60;
    *v = idle_vehicle(s, &e->debtors[0], e->made - 900, start);
    *seal = seal_of(s, e, v, start);
    seal->end = end;
    e->vehicle = v->plate;
}

static void judge_lapsed(sy_stage *s, const sy_enforcement *e, const sy_row_vehicles *v,
                         const sy_row_seals *seal)
{
    const char *key = key_of_seal(s, seal);

    sy_put_case(s, e);
    sy_put_vehicles(s, v);
    sy_put_seals(s, seal);
    sy_scheme_judge(s, key);
    sy_plant(s, "seal-lapsed", seal->applied ? "applied-not-extended" : "not-extended", key);
}

/* Passed on so many days after the end; field: the creditor had applied, or a court sold it. */
static void lapsed_and_lost(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody other;
    sy_row_vehicles v;
    sy_row_seals seal;

    lapse(&e, s, &v, &seal);
    sy_stage_person(&other, s);
    if (s->scheme->field == 1) seal.applied = seal.end - 10;
    sy_row_vehicles later = v;
    later.owner = other.name;
    later.owner_id = other.id;
    later.former = v.owner;
    later.former_id = v.owner_id;
    later.since = seal.end + s->scheme->days;
    later.state = "A";
    if (s->scheme->field == 2) later.acquired = "法院裁定";
    sy_put_vehicles(s, &later);
    judge_lapsed(s, &e, &v, &seal);
    if (s->scheme->field != 2)
        sy_plant(s, "vehicle-transferred", "after-title", sy_key_vehicle(s, &e, &v));
    if (s->scheme->days == 0)
        sy_plant(s, "refusal-sealed-moved", "moved",
                 sy_say(s, "%s %s", v.plate, sy_say_day(s, later.since)));
}

static void lapsed_and_gone(sy_stage *s)
{
    sy_enforcement e;
    sy_row_vehicles v;
    sy_row_seals seal;

    lapse(&e, s, &v, &seal);
    v.state = "B";
    judge_lapsed(s, &e, &v, &seal);
}

static void lapsed_and_mortgaged(sy_stage *s)
{
    sy_enforcement e;
    sy_row_vehicles v;
    sy_row_seals seal;

    lapse(&e, s, &v, &seal);
    v.mortgaged = s->scheme->why ? "否" : "是";
    judge_lapsed(s, &e, &v, &seal);
}

/* ---- not the debtor's ---- */

/* Registered to somebody else so many days before it was sealed; field: he had it of the
 * debtor, or is a party himself. */
static void sealed_of_another(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody other;

    begin_open(&e, s, 300);
    const int32_t start = e.filed + 20;
    sy_stage_stranger(&other, s, &e);
    if (s->scheme->field == 2) other = e.debtors[1];
    sy_row_vehicles v = idle_vehicle(s, &other, start - s->scheme->days, start);
    const sy_row_seals seal = seal_of(s, &e, &v, start);
    if (s->scheme->field == 1) {
        v.former = e.debtors[0].name;
        v.former_id = e.debtors[0].id;
    }
    sy_put_case(s, &e);
    sy_put_vehicles(s, &v);
    sy_put_seals(s, &seal);
    sy_scheme_judge(s, key_of_seal(s, &seal));
    if (s->scheme->field == 1)
        sy_plant(s, "vehicle-transferred", "after-title", sy_key_vehicle(s, &e, &v));
    plant_idle(s, &e);
}

#define MISSED .model = "vehicle-not-queried"
#define REPORTED .model = "vehicle-not-reported"
#define PASSED .model = "vehicle-transferred"
#define USED .model = "vehicle-sealed-not-seized"
#define LEFT .model = "vehicle-impounded-not-disposed"
#define LOST .model = "vehicle-seal-lapsed-lost"
#define ANOTHER .model = "vehicle-third-party-sealed"

const sy_scheme sy_sealed_vehicle_schemes[] = {
    {answered_none, MISSED, .rule = "said-none"},
    {debtor_not_queried, MISSED, .rule = "not-queried"},
    {vehicles_not_queried, MISSED, .rule = "no-vehicle-query"},
    {case_not_in_the_list, MISSED, .rule = "case-not-listed"},
    {found_by_the_court, MISSED, .rule = NULL, .why = "the court found it"},

    {said_to_have_none, REPORTED, .rule = "said-none", .days = 1},
    {said_to_have_none, REPORTED, .rule = "said-none",
     .why = "registered on the day of the report"},
    {not_named, REPORTED, .rule = "not-named"},
    {not_named, REPORTED, .rule = "not-named", .why = "its plate is in the report"},
    {not_supplemented, REPORTED, .rule = "not-supplemented"},
    {not_supplemented, REPORTED, .rule = "not-supplemented", .why = "reported within ten days"},

    {passed_on_after_title, PASSED, .rule = "after-title", .days = 1},
    {passed_on_after_title, PASSED, .rule = "after-title", .why = "on the day it took effect"},
    {passed_on_by_the_court, PASSED, .rule = "after-title", .why = "sold by the court"},
    {passed_on_to_kin, PASSED, .rule = "to-kin"},
    {passed_on_to_former_wife, PASSED, .rule = "to-kin"},
    {passed_on_to_former_wife, PASSED, .rule = "to-kin", .days = 1,
     .why = "divorced the day before"},
    {passed_on_after_suit, PASSED, .rule = "after-suit", .days = 1},
    {passed_on_after_suit, PASSED, .rule = "after-suit", .why = "on the day of the suit"},

    {sealed_in_use, USED, .rule = "in-use", .days = 1},
    {sealed_in_use, USED, .rule = "in-use", .why = "inspected on the day it was sealed"},
    {sealed_in_use_and_impounded, USED, .rule = "in-use", .why = "impounded"},
    {impounded, LEFT, .rule = "not-started"},
    {impounded, LEFT, .rule = "late", .days = 31},
    {impounded, LEFT, .rule = "late", .days = 30, .why = "begun on the thirtieth day"},
    {impounded, LEFT, .rule = "not-started", .field = 1, .why = "given back on the thirtieth day"},

    {lapsed_and_lost, LOST, .rule = "applied-lost", .days = 1, .field = 1},
    {lapsed_and_lost, LOST, .rule = "lost", .days = 1},
    {lapsed_and_lost, LOST, .rule = "lost", .why = "passed on on the last day"},
    {lapsed_and_lost, LOST, .rule = "lost", .days = 1, .field = 2, .why = "got from a court"},
    {lapsed_and_gone, LOST, .rule = "gone"},
    {lapsed_and_mortgaged, LOST, .rule = "mortgaged"},
    {lapsed_and_mortgaged, LOST, .rule = NULL, .why = "nothing has happened to it"},

    {sealed_of_another, ANOTHER, .rule = "not-party", .days = 1},
    {sealed_of_another, ANOTHER, .rule = "not-party", .why = "registered on the day it was sealed"},
    {sealed_of_another, ANOTHER, .rule = "not-party", .days = 100, .field = 2,
     .why = "the other debtor's"},
    {sealed_of_another, ANOTHER, .rule = "transferred-before", .days = 15, .field = 1},
    {sealed_of_another, ANOTHER, .rule = NULL, .field = 1, .why = "his until that day"},

    {.play = NULL},
};
