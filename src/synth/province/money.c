/* money.c - case money that came in, and when it went out. */
#include "base/civil.h"
#include "synth/province/schemes.h"

static const char unpaid[] = "case-money-unpaid";

/* An open case and money in it of which the judge was told on this day. */
static sy_row_receipts begin(sy_enforcement *e, sy_stage *s, int32_t told)
{
    sy_stage_case(e, s, SY_OPEN);
    sy_put_case(s, e);
    return (sy_row_receipts){.receipt_number = sy_stage_number(s, "SK"),
                             .case_number = sy_say(s, "%s", e->number),
                             .court = sy_say(s, "%s", e->court),
                             .received = told ? told - 1 : 0,
                             .notified = told,
                             .amount = e->claim,
                             .payer = sy_say(s, "%s", e->debtors[0].name)};
}

static void pay(sy_stage *s, const sy_enforcement *e, const sy_row_receipts *in, int32_t day,
                int64_t amount)
{
    const sy_row_payouts row = {.payout_number = sy_stage_number(s, "FK"),
                                .receipt_number = in->receipt_number,
                                .case_number = in->case_number,
                                .paid = day,
                                .amount = amount,
                                .use = "发放申请执行人",
                                .payee = e->creditors[0].name,
                                .payee_id = e->creditors[0].id};
    sy_put_payouts(s, &row);
}

static void period_ended_yesterday(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_receipts in = begin(&e, s, s->p->today - 31);

    sy_put_receipts(s, &in);
    sy_plant(s, unpaid, "unpaid", in.receipt_number);
}

static void period_ends_today(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_receipts in = begin(&e, s, s->p->today - 30);

    sy_put_receipts(s, &in);
    sy_near(s, unpaid, NULL, "the period ends today", in.receipt_number);
}

static void a_fen_is_open(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_receipts in = begin(&e, s, s->p->today - 60);

    sy_put_receipts(s, &in);
    pay(s, &e, &in, in.notified + 10, in.amount - 1);
    sy_plant(s, unpaid, "unpaid", in.receipt_number);
}

/* 2026-05-11 and the 30th day after it, a Wednesday; 2026-05-14, whose 30th day is a Saturday. */
static int32_t told_before_wednesday(void)
{
    return (int32_t)sy_days_from_civil(2026, 5, 11);
}
static int32_t told_before_saturday(void)
{
    return (int32_t)sy_days_from_civil(2026, 5, 14);
}

static sy_row_receipts paid_after(sy_stage *s, int32_t told, int32_t days)
{
    sy_enforcement e;
    const sy_row_receipts in = begin(&e, s, told);

    sy_put_receipts(s, &in);
    pay(s, &e, &in, told + days, in.amount);
    return in;
}

static void paid_a_day_late(sy_stage *s)
{
    const sy_row_receipts in = paid_after(s, told_before_wednesday(), 31);
    sy_plant(s, unpaid, "paid-late", in.receipt_number);
}

static void paid_on_the_last_day(sy_stage *s)
{
    const sy_row_receipts in = paid_after(s, told_before_wednesday(), 30);
    sy_near(s, unpaid, NULL, "paid on the last day", in.receipt_number);
}

static void paid_on_monday(sy_stage *s)
{
    const sy_row_receipts in = paid_after(s, told_before_saturday(), 32);
    sy_near(s, unpaid, NULL, "paid on the Monday to which a Saturday moves", in.receipt_number);
}

static void paid_on_tuesday(sy_stage *s)
{
    const sy_row_receipts in = paid_after(s, told_before_saturday(), 33);
    sy_plant(s, unpaid, "paid-late", in.receipt_number);
}

static void deferred(sy_stage *s)
{
    sy_enforcement e;
    sy_row_receipts in = begin(&e, s, s->p->today - 60);

    in.deferral = "参与分配";
    in.deferred_until = sy_stage_draw(s, 2) ? s->p->today : 0;
    sy_put_receipts(s, &in);
    sy_near(s, unpaid, NULL, "put off, and the delay has not run out", in.receipt_number);
}

static void deferred_too_short(sy_stage *s)
{
    sy_enforcement e;
    sy_row_receipts in = begin(&e, s, s->p->today - 60);

    in.deferral = "参与分配";
    in.deferred_until = s->p->today - 1;
    sy_put_receipts(s, &in);
    sy_plant(s, unpaid, "unpaid", in.receipt_number);
}

static void without_a_day(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_receipts in = begin(&e, s, 0);

    sy_put_receipts(s, &in);
    sy_plant(s, unpaid, "undated", in.receipt_number);
    sy_near(s, unpaid, "unpaid", "no day is recorded", in.receipt_number);
}

const sy_scheme sy_money_schemes[] = {
    {.play = period_ended_yesterday},
    {.play = period_ends_today},
    {.play = a_fen_is_open},
    {.play = paid_a_day_late},
    {.play = paid_on_the_last_day},
    {.play = paid_on_monday},
    {.play = paid_on_tuesday},
    {.play = deferred},
    {.play = deferred_too_short},
    {.play = without_a_day},
    {.play = NULL},
};
