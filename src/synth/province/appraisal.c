/* appraisal.c - sealed property that is not valued, not sold, or of which nobody was told the
 * price, in open cases; and property that is left for half a year.
 *
 * What a court's lists lack says something only up to their last day, so these cases have two
 * courts of their own: in 浙9994 another thing of each case is valued and announced today, in
 * 浙9995 the lists end sooner and one column is never filled in. */
#include "synth/province/schemes.h"

#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "synth/province/property.h"

typedef enum excuse {
    NO_EXCUSE,
    VALUED,
    LIFTED,
    SOLD,
    ENDED,
    WAITING,
    DEPOSIT,
    VEHICLE,
    AGREED,
    OBJECTED,
    SENT_LATER,
    SPARSE, /* the other court */
    PERFORMED
} excuse;

static excuse excuse_of(const sy_stage *s)
{
    return (excuse)s->scheme->field;
}

static void judge(sy_stage *s, const sy_enforcement *e, const char *thing)
{
    sy_put_case(s, e);
    sy_scheme_judge(s, sy_say(s, "%s %s %s", e->number, thing, s->scheme->rule));
}

/* ---- what the court's lists have ---- */

static sy_row_appraisals appraisal_of(const sy_enforcement *e, const char *thing)
{
    return (sy_row_appraisals){.case_number = e->number,
                               .court = e->court,
                               .property_number = thing,
                               .property = "虚构厂房",
                               .way = "委托评估",
                               .price = e->claim,
                               .appraiser = "虚构评估有限公司"};
}

/* Announced on that day, and not sold. */
static void announce(sy_stage *s, const sy_enforcement *e, const char *thing, int32_t day)
{
    sy_enforcement begun = *e;
    sy_lot l;

    begun.filed = day - 28;
    sy_lot_of(&l, s, &begun, false);
    sy_row_auctions row = sy_row_unsold(&l, "公告");
    row.lot = sy_stage_number(s, "BE");
    row.property_number = thing;
    sy_put_auctions(s, &row);
}

/* Another thing of the case, valued by agreement and announced on that day. */
static void put_another(sy_stage *s, const sy_enforcement *e, int32_t day)
{
    const char *thing = sy_stage_number(s, "CZ");
    sy_row_appraisals row = appraisal_of(e, thing);

    row.way = "当事人议价";
    row.started = row.fixed = day;
    if (excuse_of(s) != SPARSE) row.received = row.sent = day;
    sy_put_appraisals(s, &row);
    announce(s, e, thing, day);
}

/* An open case, and what its court's lists have by their last day (that of the other court). */
static void begin(sy_enforcement *e, sy_stage *s, int32_t filed, int32_t last)
{
    const bool is_sparse = excuse_of(s) == SPARSE;
    char year[8];

    sy_stage_case_filed(e, s, filed, SY_OPEN);
    snprintf(year, sizeof year, "%.6s", e->number);
    snprintf(e->number, sizeof e->number, "%s%s执%llu号", year, is_sparse ? "浙9995" : "浙9994",
             (unsigned long long)e->n);
    put_another(s, e, is_sparse ? last : s->p->today);
}

/* ---- not valued ---- */

static sy_row_seals seal_of(sy_stage *s, const sy_enforcement *e, int32_t start)
{
    return (sy_row_seals){.case_number = e->number,
                          .court = e->court,
                          .measure = "查封",
                          .kind = "首封",
                          .property_kind = "不动产",
                          .property_number = sy_stage_number(s, "CZ"),
                          .property = "虚构厂房",
                          .owner = e->debtors[0].name,
                          .owner_id = e->debtors[0].id,
                          .start = start,
                          .end = sy_province_add_months(start, 36),
                          .value = e->claim / 2,
                          .indivisible = "是"};
}

/* Sealed so many days ago; what excuses it happened on the last day of the thirty. */
static void not_valued(sy_stage *s)
{
    const int32_t start = s->p->today - s->scheme->days, due = start + 30;
    sy_enforcement e;

    begin(&e, s, start - 20, due);
    sy_row_seals seal = seal_of(s, &e, start);
    sy_row_appraisals row = appraisal_of(&e, seal.property_number);
    row.started = due;
    switch (excuse_of(s)) {
    case VALUED:
        sy_put_appraisals(s, &row);
        break;
    case LIFTED:
        seal.lifted = due;
        break;
    case SOLD:
        seal.disposed = due;
        break;
    case ENDED:
        seal.end = due;
        break;
    case WAITING:
        seal.kind = "轮候";
        break;
    case DEPOSIT:
        seal.property_kind = "存款";
        seal.end = sy_province_add_months(start, 12);
        break;
    case VEHICLE:
        seal.property_kind = "车辆";
        seal.end = sy_province_add_months(start, 24);
        break;
    default:
        break;
    }
    sy_put_seals(s, &seal);
    judge(s, &e, seal.property_number);
    if (excuse_of(s) == ENDED)
        sy_plant(s, "seal-lapsed", "not-extended",
                 sy_say(s, "%s %s %s", e.number, seal.property_number, sy_say_day(s, start)));
}

/* Sealed on a Monday; thirty days later it is Wednesday. Valuation began so many days after. */
static void valued_late(sy_stage *s)
{
    const int32_t start = (int32_t)sy_days_from_civil(2026, 4, 13);
    sy_enforcement e;

    begin(&e, s, start - 20, s->p->today);
    const sy_row_seals seal = seal_of(s, &e, start);
    sy_row_appraisals row = appraisal_of(&e, seal.property_number);
    row.started = start + 30 + s->scheme->days;
    sy_put_seals(s, &seal);
    sy_put_appraisals(s, &row);
    judge(s, &e, seal.property_number);
}

/* ---- not sent ---- */

/* The report was received so many days ago. */
static void not_sent(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s, s->p->today - 60, s->p->today - 20);
    const char *thing = sy_stage_number(s, "CZ");
    sy_row_appraisals row = appraisal_of(&e, thing);
    row.received = s->p->today - s->scheme->days;
    row.started = row.received - 15;
    if (excuse_of(s) == AGREED) row.way = "当事人议价";
    sy_put_appraisals(s, &row);
    judge(s, &e, thing);
}

/* ---- not sold ---- */

/* The parties agreed on a price so many days ago. */
static void not_announced(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s, s->p->today - 60, s->p->today - s->scheme->days + 10);
    const char *thing = sy_stage_number(s, "CZ");
    sy_row_appraisals row = appraisal_of(&e, thing);
    row.way = "当事人议价";
    row.started = row.fixed = s->p->today - s->scheme->days;
    if (excuse_of(s) == OBJECTED) row.objected = row.fixed + 1;
    sy_put_appraisals(s, &row);
    judge(s, &e, thing);
}

/* Asked of a platform, and sent on a Monday: the five days for objections end on the next one,
 * the ten for the sale on a Thursday; a week later they have not ended yet. */
static void not_announced_after_objections(sy_stage *s)
{
    const int32_t monday = (int32_t)sy_days_from_civil(2026, 6, 8);
    sy_enforcement e;

    begin(&e, s, monday - 60, s->p->today);
    const char *thing = sy_stage_number(s, "CZ");
    sy_row_appraisals row = appraisal_of(&e, thing);
    row.way = "网络询价";
    row.started = row.fixed = monday - 3;
    row.sent = monday + (excuse_of(s) == SENT_LATER ? 7 : 0);
    sy_put_appraisals(s, &row);
    judge(s, &e, thing);
}

/* Agreed on a Monday; ten days later it is Thursday. Announced so many days after. */
static void announced_late(sy_stage *s)
{
    const int32_t fixed = (int32_t)sy_days_from_civil(2026, 5, 11);
    sy_enforcement e;

    begin(&e, s, fixed - 60, s->p->today);
    const char *thing = sy_stage_number(s, "CZ");
    sy_row_appraisals row = appraisal_of(&e, thing);
    row.way = "当事人议价";
    row.started = row.fixed = fixed;
    sy_put_appraisals(s, &row);
    announce(s, &e, thing, fixed + 10 + s->scheme->days);
    judge(s, &e, thing);
}

/* ---- half a year, and nothing done ---- */

/* Sealed half a year and so many days ago: claims, which nobody has to value. */
static void idle(sy_stage *s)
{
    const int32_t start = sy_province_add_months(s->p->today, -6) - s->scheme->days;
    sy_enforcement e;

    sy_stage_case_filed(&e, s, start - 20, SY_OPEN);
    e.extended = s->p->today + 60;
    sy_row_seals seal = seal_of(s, &e, start);
    seal.property_kind = excuse_of(s) == DEPOSIT ? "存款" : "债权";
    if (excuse_of(s) == DEPOSIT) seal.end = sy_province_add_months(start, 12);
    if (excuse_of(s) == WAITING) seal.kind = "轮候";
    if (excuse_of(s) == LIFTED) seal.lifted = s->p->today - 1;
    if (excuse_of(s) == SOLD) seal.disposed = s->p->today - 1;
    if (excuse_of(s) == PERFORMED) e.satisfied = e.lifted = s->p->today - 10;
    sy_put_seals(s, &seal);
    sy_put_case(s, &e);
    sy_scheme_judge(s, sy_say(s, "%s property", e.number));
}

#define APPRAISAL .model = "passive-appraisal"
#define IDLE .model = "passive-overdue", .rule = "property-idle"

const sy_scheme sy_appraisal_schemes[] = {
    {not_valued, APPRAISAL, .rule = "not-valued", .days = 31},
    {not_valued, APPRAISAL, .rule = "not-valued", .days = 30, .why = "thirty days end today"},
    {not_valued, APPRAISAL, .rule = "not-valued", .days = 40, .field = VALUED,
     .why = "begun on the thirtieth day"},
    {not_valued, APPRAISAL, .rule = "not-valued", .days = 40, .field = LIFTED,
     .why = "lifted on the thirtieth day"},
    {not_valued, APPRAISAL, .rule = "not-valued", .days = 40, .field = SOLD,
     .why = "sold on the thirtieth day"},
    {not_valued, APPRAISAL, .rule = "not-valued", .days = 40, .field = ENDED,
     .why = "the seal ended on the thirtieth day"},
    {not_valued, APPRAISAL, .rule = "not-valued", .days = 40, .field = WAITING,
     .why = "a waiting seal"},
    {not_valued, APPRAISAL, .rule = "not-valued", .days = 40, .field = DEPOSIT, .why = "a deposit"},
    {not_valued, APPRAISAL, .rule = "not-valued", .days = 40, .field = VEHICLE, .why = "a vehicle"},
    {not_valued, APPRAISAL, .rule = "not-valued", .days = 31, .field = SPARSE,
     .why = "the court's list ends on the thirtieth day"},
    {valued_late, APPRAISAL, .rule = "valued-late", .days = 1},
    {valued_late, APPRAISAL, .rule = "valued-late", .why = "begun on the thirtieth day"},

    {not_sent, APPRAISAL, .rule = "not-sent", .days = 4},
    {not_sent, APPRAISAL, .rule = "not-sent", .days = 3, .why = "three days end today"},
    {not_sent, APPRAISAL, .rule = "not-sent", .days = 10, .field = AGREED,
     .why = "agreed: there is no report"},
    {not_sent, APPRAISAL, .rule = "not-sent", .days = 10, .field = SPARSE,
     .why = "the court never says"},

    {not_announced, APPRAISAL, .rule = "no-sale", .days = 11},
    {not_announced, APPRAISAL, .rule = "no-sale", .days = 10, .why = "ten days end today"},
    {not_announced, APPRAISAL, .rule = "no-sale", .days = 20, .field = OBJECTED,
     .why = "objected to"},
    {not_announced, APPRAISAL, .rule = "no-sale", .days = 11, .field = SPARSE,
     .why = "the court's list ends on the tenth day"},
    {not_announced_after_objections, APPRAISAL, .rule = "no-sale"},
    {not_announced_after_objections, APPRAISAL, .rule = "no-sale", .field = SENT_LATER,
     .why = "the days for objections count"},
    {announced_late, APPRAISAL, .rule = "sale-late", .days = 1},
    {announced_late, APPRAISAL, .rule = "sale-late", .why = "announced on the tenth day"},

    {idle, IDLE, .days = 1},
    {idle, IDLE, .why = "half a year ends today"},
    {idle, IDLE, .days = 20, .field = DEPOSIT, .why = "a deposit"},
    {idle, IDLE, .days = 20, .field = WAITING, .why = "a waiting seal"},
    {idle, IDLE, .days = 20, .field = LIFTED, .why = "lifted"},
    {idle, IDLE, .days = 20, .field = SOLD, .why = "sold"},
    {idle, IDLE, .days = 20, .field = PERFORMED, .why = "performed"},
    {.play = NULL},
};
