/* money.c - case money that came in, when it went out, to whom, and whether the books agree. */
#include <string.h>

#include "base/civil.h"
#include "synth/province/schemes.h"

static const char unpaid[] = "case-money-unpaid";

/* The claim, of which the judge was told on this day. */
static sy_row_receipts receive(sy_stage *s, const sy_enforcement *e, int32_t told)
{
    return (sy_row_receipts){.receipt_number = sy_stage_number(s, "SK"),
                             .case_number = sy_say(s, "%s", e->number),
                             .court = sy_say(s, "%s", e->court),
                             .received = told ? told - 1 : 0,
                             .notified = told,
                             .amount = e->claim,
                             .payer = sy_say(s, "%s", e->debtors[0].name)};
}

/* An open case, and its money. */
static sy_row_receipts begin(sy_enforcement *e, sy_stage *s, int32_t told)
{
    sy_stage_case(e, s, SY_OPEN);
    sy_put_case(s, e);
    return receive(s, e, told);
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
    in.deferred_until = s->p->today - 25; /* ten days more, moved on to a working day */
    sy_put_receipts(s, &in);
    sy_plant(s, unpaid, "unpaid-after", in.receipt_number);
}

/* Put off until 2026-06-12, a Friday: the tenth day after it is a Monday. All of it is paid on. */
static sy_row_receipts paid_after_delay(sy_stage *s, int32_t days)
{
    sy_enforcement e;
    sy_row_receipts in = begin(&e, s, told_before_wednesday());

    in.deferral = "参与分配";
    in.deferred_until = (int32_t)sy_days_from_civil(2026, 6, 12);
    sy_put_receipts(s, &in);
    pay(s, &e, &in, in.deferred_until + days, in.amount);
    return in;
}

static void paid_late_after_delay(sy_stage *s)
{
    const sy_row_receipts in = paid_after_delay(s, 11);
    sy_plant(s, unpaid, "paid-late-after", in.receipt_number);
}

static void paid_in_time_after_delay(sy_stage *s)
{
    const sy_row_receipts in = paid_after_delay(s, 10);
    sy_near(s, unpaid, NULL, "paid on the tenth day after the delay", in.receipt_number);
}

static void without_a_day(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_receipts in = begin(&e, s, 0);

    sy_put_receipts(s, &in);
    sy_plant(s, unpaid, "undated", in.receipt_number);
    sy_near(s, unpaid, "unpaid", "no day is recorded", in.receipt_number);
}

/* ---- books that do not agree: an open case, its claim received and paid on ---- */

/* So lately that nothing is late; of the books of the case alone. */
static sy_row_receipts begin_lately(sy_enforcement *e, sy_stage *s)
{
    return begin(e, s, s->p->today - 20);
}

static void pay_out(sy_stage *s, const sy_row_receipts *in, const char *use, const char *payee,
                    const char *payee_id, int64_t amount)
{
    const sy_row_payouts row = {.payout_number = sy_stage_number(s, "FK"),
                                .receipt_number = in->receipt_number,
                                .case_number = in->case_number,
                                .paid = in->notified + 5,
                                .amount = amount,
                                .use = use,
                                .payee = payee,
                                .payee_id = payee_id,
                                .authority = "有特别授权"};
    sy_put_payouts(s, &row);
}

/* days: fen. */
static void more_out(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_receipts in = begin_lately(&e, s);

    sy_put_receipts(s, &in);
    pay(s, &e, &in, in.notified + 5, in.amount);
    pay(s, &e, &in, in.notified + 6, s->scheme->days);
    sy_scheme_judge(s, in.case_number);
}

typedef enum refund { NO_REFUND, BY_USE, BY_NAME, BY_NUMBER, SHARED } refund;

static void put_share(sy_stage *s, const sy_enforcement *e, const sy_somebody *creditor)
{
    const sy_row_distributions row = {.case_number = e->number,
                                      .court = e->court,
                                      .plan = sy_stage_number(s, "FP"),
                                      .date = e->filed + 20,
                                      .order = "普通清偿",
                                      .debtor = e->debtors[0].name,
                                      .debtor_id = e->debtors[0].id,
                                      .creditor = creditor->name,
                                      .creditor_id = creditor->id,
                                      .title = e->title,
                                      .creditor_case = e->number,
                                      .claim = e->claim,
                                      .priority = "无",
                                      .amount = e->claim,
                                      .consent = "是"};
    sy_put_distributions(s, &row);
}

/* So many fen more came in than were owed, all paid to the creditor; or a yuan was given back. */
static void not_refunded(sy_stage *s)
{
    const refund kind = (refund)s->scheme->field;
    sy_enforcement e;
    sy_row_receipts in = begin_lately(&e, s);

    in.amount = sy_province_owed(&e, in.received) + s->scheme->days;
    const bool is_refunded = kind == BY_USE || kind == BY_NAME || kind == BY_NUMBER;
    sy_put_receipts(s, &in);
    pay(s, &e, &in, in.notified + 5, in.amount - (is_refunded ? 100 : 0));
    if (kind == BY_USE) pay_out(s, &in, "退还", e.creditors[1].name, e.creditors[1].id, 100);
    if (kind == BY_NAME) pay_out(s, &in, "其他", e.debtors[1].name, NULL, 100);
    if (kind == BY_NUMBER) pay_out(s, &in, "其他", "虚构代收处", e.debtors[0].id, 100);
    if (kind == SHARED) put_share(s, &e, &e.creditors[1]);
    sy_scheme_judge(s, in.case_number);
}

typedef enum left { FOR_31_DAYS, FOR_30_DAYS, PUT_OFF } left;

/* So many fen are left; performed, and consumption free again, a month ago. */
static void left_over(sy_stage *s)
{
    const left kind = (left)s->scheme->field;
    const int32_t satisfied = s->p->today - (kind == FOR_30_DAYS ? 30 : 31);
    sy_enforcement e;

    sy_stage_case_filed(&e, s, s->p->today - 120, SY_OPEN);
    e.satisfied = e.lifted = satisfied;
    sy_row_receipts in = receive(s, &e, s->p->today - 20);
    if (kind == PUT_OFF) in.deferral = "参与分配";
    sy_put_case(s, &e);
    sy_put_receipts(s, &in);
    pay(s, &e, &in, in.notified + 5, in.amount - s->scheme->days);
    sy_scheme_judge(s, in.case_number);
}

/* ---- fees; days: fen ---- */

/* A case in each step of the scale. */
static void fee(sy_stage *s)
{
    static const int64_t claims[] = {900000, 40000000, 300000000, 800000000, 3000000000};

    for (size_t i = 0; i < sizeof claims / sizeof *claims; i++) {
        sy_enforcement e;
        sy_stage_case(&e, s, SY_OPEN);
        e.claim = claims[i];
        const sy_row_receipts in = receive(s, &e, s->p->today - 20);
        sy_put_case(s, &e);
        sy_put_receipts(s, &in);
        pay_out(s, &in, "扣收执行申请费", e.court, NULL,
                sy_province_fee(e.claim) + s->scheme->days);
        sy_scheme_judge(s, in.case_number);
    }
}

/* Twice the claim came in, and the fee is that of what came in. */
static void fee_on_receipts(sy_stage *s)
{
    sy_enforcement e;
    sy_row_receipts in = begin_lately(&e, s);

    in.amount = e.claim * 2;
    sy_put_receipts(s, &in);
    pay_out(s, &in, "执行费", e.court, NULL, sy_province_fee(in.amount));
    sy_scheme_judge(s, in.case_number);
    sy_plant(s, "distribution-balance", "not-refunded", in.case_number);
}

/* ---- payees ---- */

typedef enum payee {
    STRANGER,
    SILENT, /* nothing is said of his authority */
    AUTHORIZED,
    NAMED_AS_CREDITOR,
    NUMBERED_AS_CREDITOR,
    FOR_A_FEE,
    FOR_REFUND,
    WITH_A_SHARE
} payee;

static void paid_to(sy_stage *s)
{
    const payee kind = (payee)s->scheme->field;
    sy_enforcement e;
    sy_somebody who;
    char old[SY_ID_TEXT];

    const sy_row_receipts in = begin_lately(&e, s);
    do {
        sy_stage_stranger(&who, s, &e);
    } while (strcmp(who.name, e.creditors[1].name) == 0);
    sy_row_payouts row = {.payout_number = sy_stage_number(s, "FK"),
                          .receipt_number = in.receipt_number,
                          .case_number = in.case_number,
                          .paid = in.notified + 5,
                          .amount = in.amount,
                          .use = "发放申请执行人",
                          .payee = who.name,
                          .payee_id = who.id,
                          .authority = kind == SILENT ? NULL : "无"};
    sy_province_old_id(old, e.creditors[1].id);
    if (kind == AUTHORIZED) row.authority = "特别授权委托书";
    if (kind == NAMED_AS_CREDITOR) row.payee = e.creditors[1].name;
    if (kind == NUMBERED_AS_CREDITOR) row.payee_id = old;
    if (kind == FOR_A_FEE) row.use = "支付评估费";
    if (kind == FOR_REFUND) row.use = "退还案外人";
    if (kind == WITH_A_SHARE) put_share(s, &e, &who);
    sy_put_receipts(s, &in);
    sy_put_payouts(s, &row);
    sy_scheme_judge(s, sy_say(s, "%s %s %s", row.payout_number, row.receipt_number, row.payee_id));
}

/* ---- unclaimed ---- */

typedef enum claimed { UNCLAIMED, NOTIFIED, AS_OF, ALL_BUT_99_FEN, ALL_BUT_A_YUAN } claimed;

/* Received so many days ago; that it is not paid out either is another matter. */
static void unclaimed(sy_stage *s)
{
    const claimed kind = (claimed)s->scheme->field;
    sy_enforcement e;
    sy_row_receipts in = begin_lately(&e, s);

    in.received = s->p->today - s->scheme->days;
    in.notified = kind == NOTIFIED ? in.received + 1 : 0;
    if (kind == AS_OF) in.as_of = in.received + 30;
    sy_put_receipts(s, &in);
    if (kind == ALL_BUT_99_FEN) pay(s, &e, &in, in.received + 5, in.amount - 99);
    if (kind == ALL_BUT_A_YUAN) pay(s, &e, &in, in.received + 5, in.amount - 100);
    sy_scheme_judge(s, in.receipt_number);
    if (s->scheme->days > 30) sy_plant(s, unpaid, "unpaid", in.receipt_number);
    if (kind == UNCLAIMED) sy_near(s, unpaid, "undated", "the receipt is dated", in.receipt_number);
}

#define BALANCE .model = "distribution-balance"
#define FEE .model = "distribution-fee", .rule = "too-much"
#define PAYEE .model = "distribution-payee"
#define UNCLAIMED_RULE .model = "distribution-unclaimed", .rule = "unclaimed"

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
    {.play = paid_late_after_delay},
    {.play = paid_in_time_after_delay},
    {.play = without_a_day},

    {more_out, BALANCE, .rule = "more-out", .days = 100},
    {more_out, BALANCE, .rule = "more-out", .days = 99, .why = "less than a yuan"},
    {not_refunded, BALANCE, .rule = "not-refunded", .days = 100},
    {not_refunded, BALANCE, .rule = "not-refunded", .days = 99, .why = "less than a yuan"},
    {not_refunded, BALANCE, .rule = "not-refunded", .days = 199, .field = BY_USE,
     .why = "a yuan was given back"},
    {not_refunded, BALANCE, .rule = "not-refunded", .days = 199, .field = BY_NAME,
     .why = "a yuan went to a debtor, by name"},
    {not_refunded, BALANCE, .rule = "not-refunded", .days = 199, .field = BY_NUMBER,
     .why = "a yuan went to a debtor, by number"},
    {not_refunded, BALANCE, .rule = "not-refunded", .days = 200, .field = BY_USE},
    {not_refunded, BALANCE, .rule = "not-refunded", .days = 5000, .field = SHARED,
     .why = "there is a plan of distribution"},
    {left_over, BALANCE, .rule = "left-over", .days = 100},
    {left_over, BALANCE, .rule = "left-over", .days = 99, .why = "less than a yuan"},
    {left_over, BALANCE, .rule = "left-over", .days = 100, .field = FOR_30_DAYS,
     .why = "performed thirty days ago"},
    {left_over, BALANCE, .rule = "left-over", .days = 5000, .field = PUT_OFF, .why = "put off"},

    {fee, FEE, .days = 100},
    {fee, FEE, .days = 99, .why = "less than a yuan"},
    {fee_on_receipts, FEE, .why = "more came in than was claimed"},

    {paid_to, PAYEE, .rule = "no-authority", .field = STRANGER},
    {paid_to, PAYEE, .rule = "other-payee", .field = SILENT},
    {paid_to, PAYEE, .rule = NULL, .field = AUTHORIZED, .why = "he has authority"},
    {paid_to, PAYEE, .rule = NULL, .field = NAMED_AS_CREDITOR, .why = "called like a creditor"},
    {paid_to, PAYEE, .rule = NULL, .field = NUMBERED_AS_CREDITOR,
     .why = "a creditor's number, in its old form"},
    {paid_to, PAYEE, .rule = NULL, .field = FOR_A_FEE, .why = "a fee"},
    {paid_to, PAYEE, .rule = NULL, .field = FOR_REFUND, .why = "given back"},
    {paid_to, PAYEE, .rule = NULL, .field = WITH_A_SHARE, .why = "he has a share in the plan"},

    {unclaimed, UNCLAIMED_RULE, .days = 31},
    {unclaimed, UNCLAIMED_RULE, .days = 30, .why = "received thirty days ago"},
    {unclaimed, UNCLAIMED_RULE, .days = 60, .field = NOTIFIED, .why = "the judge was told"},
    {unclaimed, UNCLAIMED_RULE, .days = 60, .field = AS_OF,
     .why = "the list ends after thirty days"},
    {unclaimed, UNCLAIMED_RULE, .days = 60, .field = ALL_BUT_99_FEN, .why = "99 fen are left"},
    {unclaimed, UNCLAIMED_RULE, .days = 60, .field = ALL_BUT_A_YUAN},
    {.play = NULL},
};
