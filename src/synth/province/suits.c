/* suits.c - suits that take from creditors: brought when the defendant's property was sealed or
 * he was in enforcement already, claims that a debtor assigned, property given for too little. */
#include "synth/province/property.h"
#include "synth/province/schemes.h"
#include "synth/province/suit.h"

static const char after_seal[] = "sham-suit-after-seal", priority[] = "sham-suit-priority";

static void judge_suit(sy_stage *s, const sy_row_suits *suit)
{
    sy_put_suits(s, suit);
    sy_scheme_judge(s, suit->case_number);
}

/* ---- brought after a seal ---- */

/* Agreed to so many days after the seal. */
static void begin_late(sy_dispute *d, sy_stage *s, int32_t days)
{
    sy_dispute_begin(d, s);
    sy_suit_settle(&d->suit);
    sy_put_seal_before(s, &d->defendant, d->suit.filed - days, 0);
}

static void settled_after_seal(sy_stage *s)
{
    sy_dispute d;

    begin_late(&d, s, s->scheme->days);
    judge_suit(s, &d.suit);
}

/* So many days after the suit. */
static void settled_after_lifting(sy_stage *s)
{
    sy_dispute d;

    sy_dispute_begin(&d, s);
    sy_suit_settle(&d.suit);
    sy_put_seal_before(s, &d.defendant, d.suit.filed - 200, d.suit.filed + s->scheme->days);
    judge_suit(s, &d.suit);
}

static void judged_after_seal(sy_stage *s)
{
    sy_dispute d;

    begin_late(&d, s, 100);
    d.suit.outcome = "判决";
    d.suit.contested = s->scheme->why ? "有争议" : "无抗辩";
    judge_suit(s, &d.suit);
}

/* days: fen from ten thousand yuan. */
static void settled_for_little(sy_stage *s)
{
    sy_dispute d;

    begin_late(&d, s, 100);
    d.suit.amount = d.suit.award = 1000000 + s->scheme->days;
    judge_suit(s, &d.suit);
}

/* The creditor who had a deposit frozen sues the same debtor again. */
static void sued_by_own_creditor(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_OPEN);
    sy_put_case(s, &e);
    sy_put_property(s, &e);
    sy_row_suits suit = sy_suit_of(s, &e.creditors[1], &e.debtors[1], e.filed + 20);
    sy_suit_settle(&suit);
    judge_suit(s, &suit);
}

/* The debtor's house was sold, and the plaintiff got his share of it by this suit. */
static void shared_after_seal(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody plaintiff;
    sy_lot l;

    sy_stage_case(&e, s, SY_PERFORMED);
    sy_stage_stranger(&plaintiff, s, &e);
    sy_lot_of(&l, s, &e, false);
    sy_row_suits suit = sy_suit_of(s, &plaintiff, &e.debtors[0], l.sealed + 1);
    sy_suit_settle(&suit);
    suit.closed = l.sealed + 20;
    l.share.title = suit.case_number;
    l.share.creditor = plaintiff.name;
    l.share.creditor_id = plaintiff.id;
    sy_put_case(s, &e);
    sy_put_lot(s, &e, &l);
    judge_suit(s, &suit);
}

/* ---- brought after enforcement had begun ---- */

/* So many days after the case was filed. */
static void sued_in_enforcement(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody plaintiff;

    sy_stage_case(&e, s, SY_PERFORMED);
    sy_stage_stranger(&plaintiff, s, &e);
    sy_row_suits suit = sy_suit_of(s, &plaintiff, &e.debtors[0], e.filed + s->scheme->days);
    sy_suit_settle(&suit);
    sy_put_case(s, &e);
    judge_suit(s, &suit);
}

/* So many days after all was paid. */
static void sued_after_performance(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody plaintiff;

    sy_stage_case(&e, s, SY_PERFORMED);
    sy_stage_stranger(&plaintiff, s, &e);
    sy_row_suits suit = sy_suit_of(s, &plaintiff, &e.debtors[0], e.satisfied + s->scheme->days);
    sy_suit_settle(&suit);
    sy_put_case(s, &e);
    judge_suit(s, &suit);
}

/* ---- a priority over what is sealed ---- */

static const char works[] = "建设工程价款优先受偿权";

static void priority_after_seal(sy_stage *s)
{
    sy_dispute d;

    begin_late(&d, s, s->scheme->days);
    d.suit.priority = works;
    judge_suit(s, &d.suit);
    if (s->scheme->why)
        sy_near(s, after_seal, NULL, "filed on the day of the seal", d.suit.case_number);
    else
        sy_plant(s, after_seal, "sealed", d.suit.case_number);
}

static void priority_contested(sy_stage *s)
{
    sy_dispute d;

    begin_late(&d, s, 100);
    d.suit.priority = works;
    d.suit.contested = "有争议";
    judge_suit(s, &d.suit);
    sy_near(s, after_seal, NULL, "contested", d.suit.case_number);
}

static void no_priority_after_seal(sy_stage *s)
{
    sy_dispute d;

    begin_late(&d, s, 100);
    judge_suit(s, &d.suit);
    sy_plant(s, after_seal, "sealed", d.suit.case_number);
}

static void priority_after_lifting(sy_stage *s)
{
    sy_dispute d;

    sy_dispute_begin(&d, s);
    sy_suit_settle(&d.suit);
    d.suit.priority = works;
    sy_put_seal_before(s, &d.defendant, d.suit.filed - 200, d.suit.filed);
    judge_suit(s, &d.suit);
    sy_near(s, after_seal, NULL, "lifted on the day of the suit", d.suit.case_number);
}

/* ---- a claim that a debtor assigned ---- */

/* The assignee sues somebody who owes the assignor. */
static sy_row_suits assigned_suit(sy_stage *s, const sy_somebody *assignor, int32_t assigned)
{
    sy_somebody who[2];

    for (int i = 0; i < 2; i++) sy_stage_person(&who[i], s);
    sy_row_suits suit = sy_suit_of(s, &who[0], &who[1], assigned + 30);
    suit.plaintiffs = sy_say(s, "%s", who[0].name);
    suit.plaintiff_ids = sy_say(s, "%s", who[0].id);
    suit.defendants = sy_say(s, "%s", who[1].name);
    suit.defendant_ids = sy_say(s, "%s", who[1].id);
    suit.assignor = assignor->name;
    suit.assignor_id = assignor->id;
    suit.assigned = assigned;
    return suit;
}

/* On the list of dishonest debtors from filed + 30, in a case closed for now; assigned so many
 * days after that day (field: before it was taken off). */
static void assigned_by_dishonest(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_CLOSED_FOR_NOW);
    const int32_t made = e.filed + 30, lifted = e.closed + 60;
    const sy_row_suits suit = assigned_suit(
        s, &e.debtors[0], s->scheme->field ? lifted + s->scheme->days : made + s->scheme->days);
    const sy_row_restrictions row = {.case_number = e.number,
                                     .court = e.court,
                                     .person = e.debtors[0].name,
                                     .person_id = e.debtors[0].id,
                                     .kind = "失信被执行人",
                                     .made = made,
                                     .served = made,
                                     .ground = "有履行能力而拒不履行",
                                     .lifted = lifted};
    sy_put_restrictions(s, &row);
    sy_put_case(s, &e);
    judge_suit(s, &suit);
    if (s->scheme->why) sy_plant(s, s->scheme->model, "debtor", suit.case_number);
}

/* So many days from the filing of a case against him; field: from the day on which all was paid. */
static void assigned_by_debtor(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_PERFORMED);
    const int32_t from = s->scheme->field ? e.satisfied : e.filed;
    const sy_row_suits suit = assigned_suit(s, &e.debtors[0], from + s->scheme->days);
    sy_put_case(s, &e);
    judge_suit(s, &suit);
}

/* ---- property in place of payment ---- */

/* For a debt of 700,000 yuan and so many fen: a house worth a million. */
static sy_row_suits set_off(sy_dispute *d, sy_stage *s)
{
    sy_dispute_begin(d, s);
    d->suit.in_kind = "亡是县亡是苑房屋";
    d->suit.in_kind_value = 100000000;
    d->suit.award = d->suit.amount = 70000000 + s->scheme->days;
    d->suit.outcome = "调解";
    return d->suit;
}

static void set_off_low(sy_stage *s)
{
    sy_dispute d;
    const sy_row_suits suit = set_off(&d, s);

    judge_suit(s, &suit);
}

static void set_off_between_kin(sy_stage *s)
{
    sy_dispute d;
    const sy_row_suits suit = set_off(&d, s);

    sy_put_tie(s, &d.defendant, &d.plaintiff, "兄弟姐妹");
    judge_suit(s, &suit);
}

static void set_off_dismissed(sy_stage *s)
{
    sy_dispute d;
    sy_row_suits suit = set_off(&d, s);

    suit.outcome = "判决驳回诉讼请求";
    judge_suit(s, &suit);
}

static void set_off_unvalued(sy_stage *s)
{
    sy_dispute d;
    sy_row_suits suit = set_off(&d, s);

    suit.in_kind_value = 0;
    judge_suit(s, &suit);
}

#define LATE .model = after_seal
#define PRIORITY .model = priority
#define ASSIGNED .model = "sham-suit-assignment"
#define IN_KIND .model = "sham-suit-set-off"

const sy_scheme sy_suit_schemes[] = {
    {settled_after_seal, LATE, .rule = "sealed", .days = 1},
    {settled_after_seal, LATE, .rule = NULL, .why = "filed on the day of the seal"},
    {settled_after_lifting, LATE, .rule = "sealed", .days = 1},
    {settled_after_lifting, LATE, .rule = NULL, .why = "lifted on the day of the suit"},
    {judged_after_seal, LATE, .rule = "sealed"},
    {judged_after_seal, LATE, .rule = NULL, .why = "contested"},
    {settled_for_little, LATE, .rule = "sealed"},
    {settled_for_little, LATE, .rule = NULL, .days = -1, .why = "a fen too little"},
    {sued_by_own_creditor, LATE, .rule = NULL, .why = "the seal was the plaintiff's own"},
    {shared_after_seal, LATE, .rule = "distributed"},
    {sued_in_enforcement, LATE, .rule = "debtor", .days = 1},
    {sued_in_enforcement, LATE, .rule = NULL, .why = "filed on the same day"},
    {sued_after_performance, LATE, .rule = "debtor", .days = -1},
    {sued_after_performance, LATE, .rule = NULL, .why = "paid on the day of the suit"},

    {priority_after_seal, PRIORITY, .rule = "after-seal", .days = 1},
    {priority_after_seal, PRIORITY, .rule = "after-seal", .why = "filed on the day of the seal"},
    {priority_contested, PRIORITY, .rule = "after-seal", .why = "contested"},
    {no_priority_after_seal, PRIORITY, .rule = "after-seal", .why = "no priority was given"},
    {priority_after_lifting, PRIORITY, .rule = "after-seal",
     .why = "lifted on the day of the suit"},

    {assigned_by_dishonest, ASSIGNED, .rule = "dishonest"},
    {assigned_by_dishonest, ASSIGNED, .rule = "dishonest", .days = -1,
     .why = "assigned the day before he was listed"},
    {assigned_by_dishonest, ASSIGNED, .rule = "dishonest", .days = -1, .field = 1},
    {assigned_by_dishonest, ASSIGNED, .rule = "dishonest", .field = 1,
     .why = "assigned on the day he was taken off"},
    {assigned_by_debtor, ASSIGNED, .rule = "debtor"},
    {assigned_by_debtor, ASSIGNED, .rule = NULL, .days = -1,
     .why = "assigned the day before the case"},
    {assigned_by_debtor, ASSIGNED, .rule = "debtor", .days = -1, .field = 1},
    {assigned_by_debtor, ASSIGNED, .rule = NULL, .field = 1, .why = "assigned when all was paid"},

    {set_off_low, IN_KIND, .rule = "low-price", .days = -1},
    {set_off_low, IN_KIND, .rule = NULL, .why = "seventy percent"},
    {set_off_between_kin, IN_KIND, .rule = "between-kin"},
    {set_off_dismissed, IN_KIND, .rule = NULL, .days = -1, .why = "dismissed"},
    {set_off_unvalued, IN_KIND, .rule = NULL, .days = -1, .why = "nobody says what it is worth"},
    {.play = NULL},
};
