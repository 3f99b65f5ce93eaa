/* passive.c - what the court does too late: filing, notice, the case itself, the
 * report on a price. Periods begin on Mondays. */
#include "synth/province/schemes.h"

#include "base/civil.h"
#include "synth/province/property.h"

static int32_t a_monday(void)
{
    return (int32_t)sy_days_from_civil(2025, 3, 10);
}

/* A case that is still open, with its president's leave. */
static void begin_open(sy_enforcement *e, sy_stage *s, int32_t filed)
{
    sy_stage_case_filed(e, s, filed, SY_OPEN);
    e->extended = s->p->today + 60;
}

static void judge_case(sy_stage *s, const sy_enforcement *e, const char *what)
{
    sy_put_case(s, e);
    sy_scheme_judge(s, sy_say(s, "%s %s", e->number, what));
}

/* ---- filing and notice; days: from the application ---- */

static void filed(sy_stage *s)
{
    sy_enforcement e;

    begin_open(&e, s, a_monday() + s->scheme->days);
    e.applied = a_monday();
    e.notified = e.report_ordered = e.filed + 1;
    judge_case(s, &e, "filed-late");
}

static void notified(sy_stage *s)
{
    sy_enforcement e;

    begin_open(&e, s, a_monday() + 2);
    e.applied = a_monday();
    e.notified = e.report_ordered = e.applied + s->scheme->days;
    judge_case(s, &e, "notified-late");
}

/* The application came on a Monday, or so many days ago. */
static void not_notified(sy_stage *s)
{
    sy_enforcement e;

    if (s->scheme->days) {
        begin_open(&e, s, s->p->today - s->scheme->days);
        e.applied = e.filed;
    } else {
        begin_open(&e, s, a_monday() + 2);
    }
    e.notified = 0;
    judge_case(s, &e, "not-notified");
}

/* ---- six months ---- */

/* The day after six months is today plus days. */
static void still_open(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case_filed(&e, s, (int32_t)sy_days_from_civil(2025, 12, 29) + s->scheme->days,
                        SY_OPEN);
    judge_case(s, &e, "case");
}

/* Six months end on Wednesday the third of September. */
static void closed_late(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case_filed(&e, s, (int32_t)sy_days_from_civil(2025, 3, 3), SY_PERFORMED);
    sy_province_close(&e, (int32_t)sy_days_from_civil(2025, 9, 3) + s->scheme->days);
    if (s->scheme->field) e.extended = e.closed;
    judge_case(s, &e, "case");
}

/* ---- the report on a price; days: from its receipt ---- */

static void report_sent(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_case_filed(&e, s, a_monday() - 25, SY_PERFORMED);
    sy_lot_of(&l, s, &e, false);
    l.appraisal.sent = l.appraisal.received + s->scheme->days;
    sy_put_sold(s, &e, &l);
    sy_scheme_judge(s, sy_say(s, "%s %s sent-late", e.number, l.property));
}

/* ---- bids ---- */

/* The second bid of somebody who did not pay, so many days after he failed to. */
static void defaulter_bids(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;
    sy_somebody who;

    sy_stage_sold(&e, &l, s, false);
    sy_stage_person(&who, s);
    const sy_row_auctions *r = &l.rounds[0];
    sy_row_bids first = {.lot = l.number,
                         .round = r->round,
                         .bidder = who.name,
                         .bidder_id = who.id,
                         .phone = sy_stage_number(s, "10"),
                         .payer_account = sy_stage_number(s, "62999901"),
                         .deposit = r->deposit,
                         .at = r->start + 3600 - 40 * SY_DAY,
                         .price = r->start_price,
                         .result = "悔拍",
                         .defaulted = (int32_t)sy_day_of(r->start) - s->scheme->days};
    sy_row_bids again = first;
    again.at = r->start + 7200;
    again.result = "未成交";
    again.defaulted = 0;
    sy_put_sold(s, &e, &l);
    sy_put_bids(s, &first);
    sy_put_bids(s, &again);
    sy_scheme_judge(s, sy_say(s, "%s %s", l.number, who.id));
}

#define FILING .model = "passive-filing"
#define OVERDUE .model = "passive-overdue"
#define APPRAISAL .model = "passive-appraisal"

const sy_scheme sy_passive_schemes[] = {
    {filed, FILING, .rule = "filed-late", .days = 8},
    {filed, FILING, .rule = "filed-late", .days = 7, .why = "filed on the seventh day"},
    {notified, FILING, .rule = "notified-late", .days = 11},
    {notified, FILING, .rule = "notified-late", .days = 10, .why = "notice on the tenth day"},
    {not_notified, FILING, .rule = "not-notified"},
    {not_notified, FILING, .rule = "not-notified", .days = 11},
    {not_notified, FILING, .rule = "not-notified", .days = 10, .why = "ten days end today"},
    {still_open, OVERDUE, .rule = "open"},
    {still_open, OVERDUE, .rule = "open", .days = 1, .why = "six months end today"},
    {closed_late, OVERDUE, .rule = "closed-late", .days = 1},
    {closed_late, OVERDUE, .rule = "closed-late", .why = "closed on the last day"},
    {closed_late, OVERDUE, .rule = "closed-late", .days = 20, .field = 1, .why = "extended"},
    {report_sent, APPRAISAL, .rule = "sent-late", .days = 4},
    {report_sent, APPRAISAL, .rule = "sent-late", .days = 3, .why = "sent on the third day"},
    {defaulter_bids, .model = "auction-defaulter", .rule = "bid-again", .days = 1},
    {defaulter_bids, .model = "auction-defaulter", .rule = "bid-again", .why = "both on one day"},
    {.play = NULL},
};
