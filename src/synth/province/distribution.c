/* distribution.c - plans by which money was shared out: without a title, by ratio, by the order
 * of seals, twice for one claim; and against what was sold and what had been preserved. */
#include "synth/province/property.h"
#include "synth/province/schemes.h"

enum { YUAN = 100 };

/* A creditor's share of a plan of this case; his title is of another suit. */
static sy_row_distributions share_of(sy_stage *s, const sy_enforcement *e, const sy_somebody *who,
                                     int64_t claim, int64_t amount)
{
    return (sy_row_distributions){
        .case_number = e->number,
        .court = e->court,
        .plan = sy_say(s, "FP%09llu", (unsigned long long)e->n),
        .date = e->filed + 20,
        .order = "普通清偿",
        .debtor = e->debtors[0].name,
        .debtor_id = e->debtors[0].id,
        .creditor = who->name,
        .creditor_id = who->id,
        .title = sy_say(s, "(2024)浙9904民初9%07llu号", (unsigned long long)s->scene),
        .claim = claim,
        .priority = "无",
        .amount = amount,
        .consent = "否"};
}

static const char *key_of_plan(sy_stage *s, const sy_row_distributions *row)
{
    return sy_say(s, "%s %s", row->case_number, row->plan);
}

static const char *key_of_share(sy_stage *s, const sy_row_distributions *row)
{
    return sy_say(s, "%s %s %s %s", key_of_plan(s, row), row->creditor_id, row->title,
                  row->priority);
}

/* ---- shares without a title ---- */

typedef enum title { NO_TITLE, MORTGAGE, OWN_CASE, UNRECORDED, PRIORITY_UNRECORDED } title;

/* A share for somebody who has none, taken from the creditor's. */
static void without_title(sy_stage *s)
{
    const title kind = (title)s->scheme->field;
    sy_enforcement e;
    sy_lot l;
    sy_somebody other;

    sy_stage_sold(&e, &l, s, false);
    sy_stage_person(&other, s);
    sy_row_distributions row = l.share;
    row.creditor = other.name;
    row.creditor_id = other.id;
    row.title = kind == UNRECORDED ? NULL : "无";
    row.creditor_case = kind == OWN_CASE ? "(2024)浙9999执1号" : NULL;
    row.priority = kind == MORTGAGE ? "抵押权" : kind == PRIORITY_UNRECORDED ? NULL : "无";
    row.amount = row.claim = 100000;
    l.share.amount -= row.amount;
    row.sealed = row.seal_end = 0;
    sy_put_sold(s, &e, &l);
    sy_put_distributions(s, &row);
    sy_scheme_judge(s, sy_say(s, "%s %s %s %s%s%s%s", e.number, row.plan, row.lot, other.id,
                              row.title ? " 无" : "", row.priority ? " " : "",
                              row.priority ? row.priority : ""));
}

/* ---- by ratio: a mortgage, and three ordinary claims that get three tenths each ---- */

enum { SHARES = 4 };

typedef struct plan {
    sy_enforcement e;
    sy_somebody others[SHARES];
    sy_row_distributions rows[SHARES];
} plan;

static void begin_plan(plan *p, sy_stage *s)
{
    static const int64_t claims[SHARES] = {10000000, 20000000, 30000000, 10000000};
    static const int64_t amounts[SHARES] = {10000000, 6000000, 9000000, 3000000};

    sy_stage_case(&p->e, s, SY_OPEN);
    for (int i = 0; i < SHARES; i++) {
        sy_stage_person(&p->others[i], s);
        p->rows[i] = share_of(s, &p->e, &p->others[i], claims[i], amounts[i]);
        p->rows[i].order = "参与分配";
        p->rows[i].proceeds = 28000000;
    }
    p->rows[0].priority = "抵押权";
}

static void end_plan(plan *p, sy_stage *s, int from)
{
    sy_put_case(s, &p->e);
    for (int i = from; i < SHARES; i++) sy_put_distributions(s, &p->rows[i]);
    sy_scheme_judge(s, key_of_plan(s, &p->rows[0]));
}

typedef enum excuse { NO_EXCUSE, AGREED, BY_SEALS, CLAIM_UNKNOWN, ALL_PAID } excuse;

/* days: fen that one gets more, and another less. */
static void uneven(sy_stage *s)
{
    plan p;

    begin_plan(&p, s);
    p.rows[1].amount += s->scheme->days;
    p.rows[2].amount -= s->scheme->days;
    if (s->scheme->field == AGREED) p.rows[3].consent = "是";
    if (s->scheme->field == CLAIM_UNKNOWN) p.rows[3].claim = 0;
    for (int i = 0; s->scheme->field == BY_SEALS && i < SHARES; i++) p.rows[i].order = "按查封顺序";
    end_plan(&p, s, 0);
}

/* days: fen that there are more, or less, than are shared out. */
static void proceeds_moved(sy_stage *s)
{
    plan p;

    begin_plan(&p, s);
    for (int i = 0; i < SHARES; i++) {
        p.rows[i].proceeds += s->scheme->days;
        if (s->scheme->field == ALL_PAID) p.rows[i].claim = p.rows[i].amount;
    }
    end_plan(&p, s, 0);
    if (s->scheme->days < 0)
        sy_plant(s, "nodes-distribution", "more-than-plan", key_of_plan(s, &p.rows[0]));
}

/* ---- by the order of seals; the debtor is a firm ---- */

typedef enum order {
    SEALED,
    CONSENTED,
    PRIOR,
    GOT_NOTHING,
    OF_CITIZEN,
    FIRST_PAID,
    FIRST_LAPSED,
    ORDER_BY_RATIO,
    NOT_SOLD
} order;

static void begin_order(sy_enforcement *e, sy_stage *s)
{
    sy_stage_case(e, s, SY_OPEN);
    if (s->scheme->field != OF_CITIZEN) sy_stage_firm(&e->debtors[0], s);
}

static sy_row_distributions share_by_seal(sy_stage *s, const sy_enforcement *e,
                                          const sy_somebody *who, int64_t amount)
{
    sy_row_distributions row = share_of(s, e, who, 20000000, amount);

    row.proceeds = 20000000;
    row.order = s->scheme->field == ORDER_BY_RATIO ? "按查封先后，参与分配" : "按查封顺序清偿";
    row.sold = e->filed + 15;
    row.sealed = e->filed - 300;
    row.seal_end = e->filed + 700;
    return row;
}

/* His seal ended so many days before the sale. */
static void seal_had_lapsed(sy_stage *s)
{
    sy_somebody who;
    sy_enforcement e;

    begin_order(&e, s);
    sy_stage_person(&who, s);
    sy_row_distributions row = share_by_seal(s, &e, &who, 20000000);
    row.seal_end = row.sold - s->scheme->days;
    if (s->scheme->field == CONSENTED) row.consent = "是";
    if (s->scheme->field == PRIOR) row.priority = "建设工程价款优先受偿权";
    if (s->scheme->field == GOT_NOTHING) row.amount = SY_ZERO;
    if (s->scheme->field == NOT_SOLD) { /* the day of the plan counts */
        row.date = row.sold;
        row.sold = 0;
    }
    sy_put_case(s, &e);
    sy_put_distributions(s, &row);
    sy_scheme_judge(s, key_of_share(s, &row));
}

/* Two creditors get half each; the second sealed so many days later. */
static void later_first(sy_stage *s)
{
    sy_somebody people[2];
    sy_enforcement e;

    begin_order(&e, s);
    for (int i = 0; i < 2; i++) sy_stage_person(&people[i], s);
    sy_row_distributions first = share_by_seal(s, &e, &people[0], 10000000);
    sy_row_distributions second = share_by_seal(s, &e, &people[1], 10000000);
    second.sealed += s->scheme->days;
    if (s->scheme->field == CONSENTED) first.consent = second.consent = "是";
    if (s->scheme->field == PRIOR) second.priority = "抵押权";
    if (s->scheme->field == FIRST_PAID) first.claim = first.amount;
    if (s->scheme->field == FIRST_LAPSED) {
        first.seal_end = first.sold - 1;
        first.amount = SY_ZERO;
    }
    sy_put_case(s, &e);
    sy_put_distributions(s, &first);
    sy_put_distributions(s, &second);
    sy_scheme_judge(s, key_of_share(s, &second));
}

/* ---- one claim, two plans: half a million, of which the first pays two fifths ---- */

typedef enum again { TWICE, UNDATED, ANOTHER_TITLE } again;

static void twice(sy_stage *s, int64_t claim, int64_t amount)
{
    sy_enforcement e, other;

    sy_stage_case(&e, s, SY_OPEN);
    sy_stage_case(&other, s, SY_OPEN);
    sy_row_distributions first = share_of(s, &e, &e.creditors[1], 500000 * YUAN, 200000 * YUAN);
    sy_row_distributions second = share_of(s, &other, &e.creditors[1], claim, amount);
    first.date = s->p->today - 20;
    second.date = s->scheme->field == UNDATED ? 0 : s->p->today - 10;
    if (s->scheme->field == ANOTHER_TITLE) second.title = other.title;
    sy_put_case(s, &e);
    sy_put_case(s, &other);
    sy_put_distributions(s, &first);
    sy_put_distributions(s, &second);
    sy_scheme_judge(s, sy_say(s, "%s %s", e.creditors[1].id, first.title));
}

/* days: fen more than was left. */
static void paid_twice(sy_stage *s)
{
    twice(s, 300000 * YUAN, 300000 * YUAN + s->scheme->days);
}

/* days: fen that were not taken off. */
static void not_taken_off(sy_stage *s)
{
    twice(s, 300000 * YUAN + s->scheme->days, 50000 * YUAN);
}

/* ---- against what was sold ---- */

/* days: fen more to be shared out than the house brought; field: its price is not known. */
static void more_than_proceeds(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, false);
    l.share.proceeds += s->scheme->days;
    if (s->scheme->field) l.disposal.price = 0;
    sy_put_sold(s, &e, &l);
    sy_scheme_judge(s, sy_say(s, "%s 价款", e.number));
}

/* days: fen more than there were. */
static void more_than_plan(sy_stage *s)
{
    sy_enforcement e;
    sy_lot l;

    sy_stage_sold(&e, &l, s, false);
    l.share.amount += s->scheme->days;
    sy_put_sold(s, &e, &l);
    sy_scheme_judge(s, key_of_plan(s, &l.share));
}

/* ---- against what had been preserved ---- */

typedef enum kept {
    IN_FORCE,
    ENDED,    /* so many days before the sale */
    RELEASED, /* so many days after it */
    LOST,
    BEGUN, /* so many days after it */
    IN_PLAN,
    IN_PLAN_BY_NAME
} kept;

static sy_row_preservations preservation_of(sy_stage *s, const sy_enforcement *e, const sy_lot *l,
                                            const sy_somebody *who)
{
    const int32_t start = e->filed - 200, sold = l->disposal.ruled;

    return (sy_row_preservations){
        .case_number = sy_say(s, "(2022)浙9905财保%llu号", (unsigned long long)s->scene + 20000000),
        .court = e->court,
        .suit = sy_say(s, "(2022)浙9905民初9%07llu号", (unsigned long long)s->scene),
        .applicant = who->name,
        .applicant_id = who->id,
        .respondent = e->debtors[0].name,
        .respondent_id = e->debtors[0].id,
        .property_number = l->property,
        .property = l->name,
        .amount = e->claim / 2,
        .start = start,
        .end = sy_province_add_months(start, 36),
        .told = start + 2,
        .released = sold + 60};
}

static void put_his_share(sy_stage *s, sy_lot *l, const sy_somebody *who, bool has_number)
{
    sy_row_distributions row = l->share;

    row.creditor = who->name;
    row.creditor_id = has_number ? who->id : NULL;
    row.title = sy_say(s, "(2022)浙9905民初9%07llu号", (unsigned long long)s->scene);
    row.creditor_case = NULL;
    row.amount = 100000;
    l->share.amount -= row.amount;
    sy_put_distributions(s, &row);
}

static void left_out(sy_stage *s)
{
    const kept kind = (kept)s->scheme->field;
    sy_enforcement e;
    sy_lot l;
    sy_somebody who;

    sy_stage_sold(&e, &l, s, false);
    sy_stage_person(&who, s);
    sy_row_preservations row = preservation_of(s, &e, &l, &who);
    const int32_t sold = l.disposal.ruled;
    if (kind == ENDED) row.end = sold - s->scheme->days;
    if (kind == RELEASED) row.released = sold + s->scheme->days;
    if (kind == LOST) row.dismissed = sold - 10;
    if (kind == BEGUN) {
        row.start = sold + s->scheme->days;
        row.told = row.start + 2;
    }
    if (kind == IN_PLAN || kind == IN_PLAN_BY_NAME) put_his_share(s, &l, &who, kind == IN_PLAN);
    sy_put_preservations(s, &row);
    sy_put_sold(s, &e, &l);
    sy_scheme_judge(s, sy_say(s, "%s %s %s", e.number, who.id, l.name));
}

#define TITLE .model = "distribution-no-title"
#define RATIO .model = "distribution-ratio"
#define SEALS .model = "distribution-order"
#define AGAIN .model = "distribution-duplicate"
#define STEPS .model = "nodes-distribution"

const sy_scheme sy_distribution_schemes[] = {
    {without_title, TITLE, .rule = "untitled"},
    {without_title, TITLE, .rule = "untitled", .field = MORTGAGE, .why = "he has a mortgage"},
    {without_title, TITLE, .rule = "untitled", .field = OWN_CASE, .why = "he has a case"},
    {without_title, TITLE, .rule = "unrecorded", .field = UNRECORDED},
    {without_title, TITLE, .rule = "unrecorded", .field = PRIORITY_UNRECORDED,
     .why = "whether he has a priority is not recorded"},

    {uneven, RATIO, .rule = "uneven", .days = 101},
    {uneven, RATIO, .rule = "uneven", .days = 100, .why = "a yuan more and a yuan less"},
    {uneven, RATIO, .rule = "uneven", .days = 100000, .field = AGREED, .why = "all agreed"},
    {uneven, RATIO, .rule = "uneven", .days = 100000, .field = BY_SEALS,
     .why = "by the order of seals"},
    {uneven, RATIO, .rule = "uneven", .days = 100000, .field = CLAIM_UNKNOWN,
     .why = "a claim is not known"},
    {proceeds_moved, RATIO, .rule = "too-much", .days = -101},
    {proceeds_moved, RATIO, .rule = "too-much", .days = -100, .why = "a yuan more than there was"},
    {proceeds_moved, RATIO, .rule = "kept-back", .days = 101},
    {proceeds_moved, RATIO, .rule = "kept-back", .days = 100, .why = "a yuan is left"},
    {proceeds_moved, RATIO, .rule = "kept-back", .days = 100000, .field = ALL_PAID,
     .why = "everybody was paid in full"},

    {seal_had_lapsed, SEALS, .rule = "lapsed", .days = 1},
    {seal_had_lapsed, SEALS, .rule = "lapsed", .days = 1, .field = NOT_SOLD},
    {seal_had_lapsed, SEALS, .rule = "lapsed", .why = "sold on its last day"},
    {seal_had_lapsed, SEALS, .rule = "lapsed", .days = 1, .field = CONSENTED, .why = "all agreed"},
    {seal_had_lapsed, SEALS, .rule = "lapsed", .days = 1, .field = PRIOR,
     .why = "he has a priority"},
    {seal_had_lapsed, SEALS, .rule = "lapsed", .days = 1, .field = GOT_NOTHING,
     .why = "he got nothing"},
    {seal_had_lapsed, SEALS, .rule = "lapsed", .days = 1, .field = OF_CITIZEN,
     .why = "the debtor is a natural person"},
    {later_first, SEALS, .rule = "later-first", .days = 1},
    {later_first, SEALS, .rule = "later-first", .why = "both sealed on one day"},
    {later_first, SEALS, .rule = "later-first", .days = 1, .field = CONSENTED, .why = "all agreed"},
    {later_first, SEALS, .rule = "later-first", .days = 1, .field = PRIOR,
     .why = "he has a mortgage"},
    {later_first, SEALS, .rule = "later-first", .days = 1, .field = OF_CITIZEN,
     .why = "the debtor is a natural person"},
    {later_first, SEALS, .rule = "later-first", .days = 1, .field = FIRST_PAID,
     .why = "the first was paid in full"},
    {later_first, SEALS, .rule = "later-first", .days = 1, .field = FIRST_LAPSED,
     .why = "the first seal had lapsed"},
    {later_first, SEALS, .rule = "later-first", .days = 1, .field = ORDER_BY_RATIO,
     .why = "the plan goes by ratio"},

    {paid_twice, AGAIN, .rule = "over-claim", .days = 100},
    {paid_twice, AGAIN, .rule = "over-claim", .days = 99, .why = "less than a yuan"},
    {paid_twice, AGAIN, .rule = "over-claim", .days = 100, .field = ANOTHER_TITLE,
     .why = "of another title"},
    {not_taken_off, AGAIN, .rule = "undeducted", .days = 100},
    {not_taken_off, AGAIN, .rule = "undeducted", .days = 99, .why = "less than a yuan"},
    {not_taken_off, AGAIN, .rule = "undeducted", .days = 100, .field = UNDATED,
     .why = "which plan was first is not known"},

    {more_than_proceeds, STEPS, .rule = "more-than-proceeds", .days = 1},
    {more_than_proceeds, STEPS, .rule = "more-than-proceeds", .why = "all of the price"},
    {more_than_proceeds, STEPS, .rule = "more-than-proceeds", .days = 1, .field = 1,
     .why = "the price is not known"},
    {more_than_plan, STEPS, .rule = "more-than-plan", .days = 1},
    {more_than_plan, STEPS, .rule = "more-than-plan", .why = "all that there was"},
    {left_out, STEPS, .rule = "left-out"},
    {left_out, STEPS, .rule = "left-out", .field = ENDED}, /* on the day of the sale */
    {left_out, STEPS, .rule = "left-out", .field = ENDED, .days = 1, .why = "it had ended"},
    {left_out, STEPS, .rule = "left-out", .field = RELEASED, .days = 1},
    {left_out, STEPS, .rule = "left-out", .field = RELEASED, .why = "released on that day"},
    {left_out, STEPS, .rule = "left-out", .field = LOST, .why = "the suit was lost"},
    {left_out, STEPS, .rule = "left-out", .field = BEGUN},
    {left_out, STEPS, .rule = "left-out", .field = BEGUN, .days = 1, .why = "begun after the sale"},
    {left_out, STEPS, .rule = "left-out", .field = IN_PLAN, .why = "he has a share"},
    {left_out, STEPS, .rule = "left-out", .field = IN_PLAN_BY_NAME, .why = "he has one, by name"},
    {.play = NULL},
};
