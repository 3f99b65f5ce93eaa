/* refusal.c - debtors who buy under restriction, or say nothing of what they have, are punished,
 * and go on. */
#include "synth/province/keys.h"
#include "synth/province/schemes.h"

static const char consumption[] = "refusal-consumption", report[] = "refusal-report";

static const char *key_of_house(sy_stage *s, const sy_enforcement *e, const sy_row_real_estate *h)
{
    return sy_say(s, "%s 不动产 %s", e->debtors[0].id, h->unit);
}

static sy_row_real_estate house(sy_stage *s, const sy_enforcement *e, int32_t since)
{
    return (sy_row_real_estate){.unit = sy_stage_number(s, "330699GE"),
                                .owner = e->debtors[0].name,
                                .owner_id = e->debtors[0].id,
                                .shares = "单独所有",
                                .use = "住宅",
                                .kind = "转移登记",
                                .since = since,
                                .price = 120000000,
                                .state = "现势"};
}

/* Fined, or detained, on that day. */
static void punish(sy_stage *s, const sy_enforcement *e, int32_t day, bool is_detained)
{
    const sy_row_property_reports row = {.case_number = e->number,
                                         .court = e->court,
                                         .debtor = e->debtors[0].name,
                                         .debtor_id = e->debtors[0].id,
                                         .ordered = e->report_ordered,
                                         .kind = "处罚",
                                         .fined = is_detained ? 0 : day,
                                         .detained = is_detained ? day : 0};
    sy_put_property_reports(s, &row);
}

/* ---- bought under restriction, in a case that ended performed ---- */

/* So many days after it was served; field: after it was lifted. */
static int32_t day_of(const sy_stage *s, const sy_enforcement *e)
{
    return (s->scheme->field ? e->lifted : e->restricted + 1) + s->scheme->days;
}

static void house_bought(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_PERFORMED);
    const sy_row_real_estate h = house(s, &e, day_of(s, &e));
    sy_put_case(s, &e);
    sy_put_real_estate(s, &h);
    sy_scheme_judge(s, key_of_house(s, &e, &h));
}

static void house_mortgaged(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_PERFORMED);
    sy_row_real_estate h = house(s, &e, day_of(s, &e));
    h.kind = "抵押登记";
    sy_put_case(s, &e);
    sy_put_real_estate(s, &h);
    sy_scheme_judge(s, key_of_house(s, &e, &h));
}

static void policy_bought(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_PERFORMED);
    const sy_row_insurance row = {.policy = sy_stage_number(s, "XJ"),
                                  .company = "虚构人寿保险股份有限公司",
                                  .product = "乌有终身寿险",
                                  .owner = e.debtors[0].name,
                                  .owner_id = e.debtors[0].id,
                                  .since = day_of(s, &e),
                                  .pays = "年交",
                                  .premium = 600000,
                                  .state = "有效"};
    sy_put_case(s, &e);
    sy_put_insurance(s, &row);
    sy_scheme_judge(s, sy_say(s, "%s 保单 %s", e.debtors[0].id, row.policy));
}

/* Bought so many days after he was fined for something else. */
static void bought_after_fine(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_PERFORMED);
    const sy_row_real_estate h = house(s, &e, e.restricted + 30);
    punish(s, &e, h.since - s->scheme->days, false);
    sy_put_case(s, &e);
    sy_put_real_estate(s, &h);
    sy_scheme_judge(s, key_of_house(s, &e, &h));
    if (s->scheme->why) sy_plant(s, consumption, "bought", key_of_house(s, &e, &h));
}

/* ---- no report, punished ---- */

/* An open case, in time; ordered to report, and silent. */
static void begin_silent(sy_enforcement *e, sy_stage *s)
{
    sy_stage_case_filed(e, s, s->p->today - 300, SY_OPEN);
    e->extended = s->p->today + 60;
    e->reported = e->report_checked = 0;
}

static void judge_report(sy_stage *s, const sy_enforcement *e)
{
    sy_put_case(s, e);
    sy_scheme_judge(s, sy_key_debtor(s, e, 0));
}

/* So many days after the thirtieth. */
static void silent(sy_stage *s)
{
    sy_enforcement e;

    begin_silent(&e, s);
    punish(s, &e, e.report_ordered + 30 + s->scheme->days, s->scheme->field);
    judge_report(s, &e);
}

/* Then a house came, so many days after the punishment. */
static void silent_and_bought(sy_stage *s)
{
    sy_enforcement e;

    begin_silent(&e, s);
    const int32_t punished = e.report_ordered + 60;
    const sy_row_real_estate h = house(s, &e, punished + s->scheme->days);
    punish(s, &e, punished, false);
    sy_put_real_estate(s, &h);
    judge_report(s, &e);
    sy_plant(s, consumption, s->scheme->why ? "bought" : "after-punishment",
             key_of_house(s, &e, &h));
    if (s->scheme->why) sy_plant(s, report, "two-dates", sy_key_debtor(s, &e, 0));
}

/* Punished so many days before all was paid. */
static void silent_and_paid(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_PERFORMED);
    e.reported = e.report_checked = 0;
    punish(s, &e, e.satisfied - s->scheme->days, false);
    judge_report(s, &e);
}

/* ---- a report of nothing, punished ---- */

/* His house since, until (0: now), days from the report; it is named in the report. */
typedef struct false_report {
    int32_t since, until, punished;
    bool is_named;
} false_report;

static void say_nothing(sy_stage *s, const false_report *f)
{
    sy_enforcement e;

    begin_silent(&e, s);
    e.reported = e.report_ordered + 6;
    e.report_checked = e.reported + 4;
    sy_row_real_estate h = house(s, &e, e.reported + f->since);
    if (f->until) {
        h.until = e.reported + f->until - 1;
        h.state = "历史";
    }
    const sy_row_property_reports named = {.case_number = e.number,
                                           .court = e.court,
                                           .debtor = e.debtors[0].name,
                                           .debtor_id = e.debtors[0].id,
                                           .ordered = e.report_ordered,
                                           .reported = e.reported,
                                           .kind = "不动产",
                                           .content = "乌有县房屋一处"};
    if (f->is_named) sy_put_property_reports(s, &named);
    punish(s, &e, e.reported + f->punished, false);
    sy_put_real_estate(s, &h);
    judge_report(s, &e);
}

static void said_nothing(sy_stage *s)
{
    say_nothing(s, &(false_report){.since = -900, .punished = 1});
}

static void said_nothing_that_day(sy_stage *s)
{
    say_nothing(s, &(false_report){.punished = 5});
}

static void said_nothing_the_day_before(sy_stage *s)
{
    say_nothing(s, &(false_report){.since = 1, .punished = 1});
}

static void punished_on_the_day_of_the_report(sy_stage *s)
{
    say_nothing(s, &(false_report){.since = -900});
}

static void had_it_until_the_report(sy_stage *s)
{
    say_nothing(s, &(false_report){.since = -900, .until = 1, .punished = 5});
}

static void had_it_until_the_next_day(sy_stage *s)
{
    say_nothing(s, &(false_report){.since = -900, .until = 2, .punished = 5});
}

static void named_it(sy_stage *s)
{
    say_nothing(s, &(false_report){.since = -900, .punished = 5, .is_named = true});
}

#define BOUGHT .model = consumption, .rule = "bought"
#define REPORT .model = report

const sy_scheme sy_refusal_schemes[] = {
    {house_bought, BOUGHT, .days = 1},
    {house_bought, BOUGHT, .why = "registered on the day of service"},
    {house_bought, BOUGHT, .days = -1, .field = 1},
    {house_bought, BOUGHT, .field = 1, .why = "registered on the day it was lifted"},
    {house_mortgaged, BOUGHT, .days = 10, .why = "a mortgage"},
    {policy_bought, BOUGHT, .days = 1},
    {policy_bought, BOUGHT, .why = "signed on the day of service"},
    {bought_after_fine, .model = consumption, .rule = "after-punishment", .days = 1},
    {bought_after_fine, .model = consumption, .rule = "after-punishment", .why = "fined that day"},

    {silent, REPORT, .rule = "two-dates", .days = 1},
    {silent, REPORT, .rule = "two-dates", .days = 1, .field = 1},
    {silent, REPORT, .rule = NULL, .why = "punished on the thirtieth day"},
    {silent_and_bought, REPORT, .rule = "three-dates", .days = 1},
    {silent_and_bought, REPORT, .rule = "three-dates", .why = "on the day of the punishment"},
    {silent_and_paid, REPORT, .rule = "two-dates", .days = 1},
    {silent_and_paid, REPORT, .rule = NULL, .why = "paid on the day of the punishment"},
    {said_nothing, REPORT, .rule = "two-dates"},
    {said_nothing_that_day, REPORT, .rule = "two-dates"},
    {said_nothing_the_day_before, REPORT, .rule = NULL, .why = "his the day after the report"},
    {punished_on_the_day_of_the_report, REPORT, .rule = NULL, .why = "punished that day"},
    {had_it_until_the_report, REPORT, .rule = NULL, .why = "gone on the day of the report"},
    {had_it_until_the_next_day, REPORT, .rule = "two-dates"},
    {named_it, REPORT, .rule = NULL, .why = "it is in the report"},
    {.play = NULL},
};
