/* nodes.c - the steps of a case: out of order, missing, on other days than the lists of cases
 * have them, after its closing; and a seal from before it was filed. */
#include <string.h>

#include "synth/province/keys.h"
#include "synth/province/property.h"
#include "synth/province/schemes.h"

static void judge_case(sy_stage *s, const sy_enforcement *e)
{
    sy_scheme_judge(s, sy_say(s, "%s", e->number));
}

/* ---- out of order; days: of the later step, from the earlier one ---- */

/* Cases have the steps 执行立案, and 终本 or 结案, of their own. */
#define PAIRS(X)                                                                                   \
    X(0, SY_OPEN, "执行立案", "执行通知")                                                          \
    X(1, SY_OPEN, "执行立案", "发出报告财产令")                                                    \
    X(2, SY_OPEN, "执行立案", "网络查控")                                                          \
    X(3, SY_OPEN, "执行立案", "限制消费")                                                          \
    X(4, SY_OPEN, "执行立案", "确定参考价")                                                        \
    X(5, SY_CLOSED_FOR_NOW, "执行立案", "终本")                                                    \
    X(6, SY_PERFORMED, "执行立案", "结案")                                                         \
    X(7, SY_OPEN, "查封", "确定参考价")                                                            \
    X(8, SY_OPEN, "委托评估", "拍卖公告")                                                          \
    X(9, SY_OPEN, "拍卖公告", "开拍")                                                              \
    X(10, SY_OPEN, "拍卖公告", "成交")                                                             \
    X(11, SY_OPEN, "开拍", "成交")                                                                 \
    X(12, SY_OPEN, "成交", "成交裁定")                                                             \
    X(13, SY_OPEN, "案款到账", "案款发放")                                                         \
    X(14, SY_CLOSED_FOR_NOW, "终本", "终本裁定送达")                                               \
    X(15, SY_CLOSED_FOR_NOW, "终本", "恢复执行")

#define PAIR(i, closing, first, then) [i] = {closing, first, then},
static const struct {
    sy_closing closing;
    const char *first, *then;
} pairs[] = {PAIRS(PAIR)};

static void two_steps(sy_stage *s)
{
    const char *first = pairs[s->scheme->field].first;
    sy_enforcement e;

    sy_stage_case(&e, s, pairs[s->scheme->field].closing);
    int32_t day = e.filed + 15;
    if (strcmp(first, "执行立案") == 0)
        day = e.filed;
    else if (strcmp(first, "终本") == 0)
        day = e.closed;
    else
        sy_put_step(s, &e, first, day);
    sy_put_case(s, &e);
    sy_put_step(s, &e, "限制消费", e.restricted); /* as the list of cases has it */
    sy_put_step(s, &e, pairs[s->scheme->field].then, day + s->scheme->days);
    judge_case(s, &e);
}

/* ---- missing ---- */

typedef enum key_kind { OF_CASE, OF_CASE_AND_RULE, OF_DEBTORS } key_kind;

/* A day that the list of cases lacks, too; what else that is, and the step that makes up for
 * it. */
static const struct {
    size_t day;
    sy_closing closing;
    const char *step;
    key_kind kind; /* of the lead that another model gives */
    const char *model, *rule;
} gaps[] = {
    {offsetof(sy_enforcement, filed), SY_PERFORMED, "执行立案", OF_CASE, NULL, NULL},
    {offsetof(sy_enforcement, notified), SY_PERFORMED, "执行通知", OF_CASE_AND_RULE,
     "passive-filing", "not-notified"},
    {offsetof(sy_enforcement, report_ordered), SY_CLOSED_FOR_NOW, "报告财产令", OF_CASE_AND_RULE,
     "termination-report", "not-ordered"},
    {offsetof(sy_enforcement, queried), SY_CLOSED_FOR_NOW, "网络查控", OF_DEBTORS,
     "termination-query", "never"},
    {offsetof(sy_enforcement, restricted), SY_CLOSED_FOR_NOW, "限制消费", OF_DEBTORS,
     "termination-restriction", "none"},
    {offsetof(sy_enforcement, served), SY_CLOSED_FOR_NOW, "终本裁定送达", OF_CASE_AND_RULE,
     "termination-procedure", "not-served"},
};

static void plant_other(sy_stage *s, const sy_enforcement *e, size_t gap)
{
    const char *model = gaps[gap].model, *rule = gaps[gap].rule;

    if (gaps[gap].kind == OF_CASE_AND_RULE)
        sy_plant(s, model, rule, sy_say(s, "%s %s", e->number, rule));
    for (int i = 0; gaps[gap].kind == OF_DEBTORS && i < SY_CASE_DEBTORS; i++)
        sy_plant(s, model, rule, sy_say(s, "%s %s", e->number, e->debtors[i].id));
}

/* So old that every court has later restrictions and queries on record. */
static void begin_old(sy_enforcement *e, sy_stage *s, sy_closing closing)
{
    sy_stage_case_filed(e, s, s->p->today - 900 - (int32_t)sy_stage_draw(s, 200), closing);
}

static void day_missing(sy_stage *s)
{
    const size_t gap = s->scheme->field;
    sy_enforcement e;

    begin_old(&e, s, gaps[gap].closing);
    int32_t *day = sy_stage_field(&e, gaps[gap].day);
    if (s->scheme->why) sy_put_step(s, &e, gaps[gap].step, *day);
    *day = 0;
    if (!e.queried) e.queried_kinds = 0;
    sy_put_case(s, &e);
    judge_case(s, &e);
    plant_other(s, &e, gap);
}

static void filing_missing_but_resumed(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_PERFORMED);
    sy_put_step(s, &e, "恢复执行", e.filed);
    e.filed = 0;
    sy_put_case(s, &e);
    judge_case(s, &e);
}

static void without_steps(sy_stage *s)
{
    const size_t gap = s->scheme->field;
    sy_enforcement e;

    begin_old(&e, s, gaps[gap].closing);
    *sy_stage_field(&e, gaps[gap].day) = 0;
    e.has_no_steps = true;
    sy_put_case(s, &e);
    judge_case(s, &e);
    plant_other(s, &e, gap);
}

/* A step, and those that belong before it. */
static const char *const later_steps[][3] = {
    {"成交", "拍卖公告"}, {"成交裁定", "拍卖公告", "成交"}, {"案款发放", "案款到账"}};

static void step_missing(sy_stage *s, sy_closing closing, bool is_whole)
{
    const char *const *steps = later_steps[s->scheme->field];
    sy_enforcement e;

    sy_stage_case(&e, s, closing);
    for (int i = 0; i < (is_whole ? 3 : 1); i++) {
        if (steps[i]) sy_put_step(s, &e, steps[i], e.filed + 20);
    }
    sy_put_case(s, &e);
    judge_case(s, &e);
}

static void earlier_step_missing(sy_stage *s)
{
    step_missing(s, SY_PERFORMED, s->scheme->why);
}

static void earlier_step_missing_in_an_open_case(sy_stage *s)
{
    step_missing(s, SY_OPEN, false);
}

/* ---- on other days; days: of the step, from what the list of cases says ---- */

static void steps_moved(sy_stage *s)
{
    sy_enforcement e, moved;

    sy_stage_case(&e, s, SY_CLOSED_FOR_NOW);
    moved = e;
    *sy_stage_field(&moved, s->scheme->field) += s->scheme->days;
    e.has_no_steps = true;
    sy_put_case(s, &e);
    sy_put_steps(s, &moved);
    judge_case(s, &e);
}

/* A step that stands beside what the list of cases says, so many days from that. */
static void put_beside(sy_stage *s, const sy_enforcement *e, const char *step, int32_t listed)
{
    sy_put_case(s, e);
    sy_put_step(s, e, step, listed + s->scheme->days);
    judge_case(s, e);
}

static void one_of_two_fits(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_CLOSED_FOR_NOW);
    put_beside(s, &e, "执行通知", e.notified);
}

static void restriction_moved(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_CLOSED_FOR_NOW);
    put_beside(s, &e, "限制消费", e.restricted);
}

static void resumption_moved(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_CLOSED_FOR_NOW);
    e.resumed = e.closed + 100;
    put_beside(s, &e, "恢复执行", e.resumed);
}

static void listed_closing_moved(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_CLOSED_FOR_NOW);
    e.terminated = e.closed + s->scheme->days;
    sy_put_case(s, &e);
    judge_case(s, &e);
}

/* ---- after the closing; days: from it ---- */

typedef enum act { SEAL, DISPOSAL, DISTRIBUTION, AUCTION } act;

static void put_seal(sy_stage *s, const sy_enforcement *e, const char *kind, int32_t day)
{
    const sy_row_seals row = {.case_number = e->number,
                              .court = e->court,
                              .measure = "冻结",
                              .kind = kind,
                              .property_kind = "存款",
                              .property_number = sy_stage_number(s, "6299"),
                              .property = "虚构银行存款",
                              .owner = e->debtors[0].name,
                              .owner_id = e->debtors[0].id,
                              .start = day,
                              .end = sy_province_add_months(day, 12),
                              .lifted = day + 20};
    sy_put_seals(s, &row);
}

static void put_disposal(sy_stage *s, const sy_enforcement *e, int32_t day)
{
    const sy_row_disposals row = {.case_number = e->number,
                                  .court = e->court,
                                  .property_number = sy_stage_number(s, "CZ"),
                                  .property = "虚构机器",
                                  .way = "变卖成交",
                                  .price = 100000,
                                  .ruled = day};
    sy_put_disposals(s, &row);
}

static void put_share(sy_stage *s, const sy_enforcement *e, int32_t day)
{
    const sy_row_distributions row = {.case_number = e->number,
                                      .court = e->court,
                                      .plan = sy_stage_number(s, "FP"),
                                      .date = day,
                                      .proceeds = 100000,
                                      .order = "普通清偿",
                                      .debtor = e->debtors[0].name,
                                      .debtor_id = e->debtors[0].id,
                                      .creditor = e->creditors[1].name,
                                      .creditor_id = e->creditors[1].id,
                                      .title = e->title,
                                      .creditor_case = e->number,
                                      .claim = 100000,
                                      .priority = "无",
                                      .amount = 100000,
                                      .consent = "是"};
    sy_put_distributions(s, &row);
}

/* Nobody bid, and no second round is due. */
static void put_auction(sy_stage *s, const sy_enforcement *e, int32_t day)
{
    sy_enforcement later = *e;
    sy_lot l;

    later.filed = day - 60;
    sy_lot_of(&l, s, &later, false);
    sy_row_auctions row = sy_row_unsold(&l, "流拍");
    row.stay = "参与分配";
    sy_put_auctions(s, &row);
}

static void put_act(sy_stage *s, const sy_enforcement *e, act what, int32_t day)
{
    if (what == SEAL) put_seal(s, e, "首封", day);
    if (what == DISPOSAL) put_disposal(s, e, day);
    if (what == DISTRIBUTION) put_share(s, e, day);
    if (what == AUCTION) put_auction(s, e, day);
}

static void act_after(sy_stage *s, sy_closing closing)
{
    sy_enforcement e;

    sy_stage_case(&e, s, closing);
    sy_put_case(s, &e);
    put_act(s, &e, (act)s->scheme->field, e.closed + s->scheme->days);
    judge_case(s, &e);
}

static void act_after_performance(sy_stage *s)
{
    act_after(s, SY_PERFORMED);
}

static void act_after_termination(sy_stage *s)
{
    act_after(s, SY_CLOSED_FOR_NOW);
}

/* Sealed and closed on one day: the case was closed with it. */
static void sealed_on_the_day_of_termination(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_CLOSED_FOR_NOW);
    sy_put_case(s, &e);
    put_seal(s, &e, "首封", e.closed);
    judge_case(s, &e);
    sy_plant(s, "termination-found", "sealed-kept", sy_key_closed(s, &e, "sealed-kept"));
}

static void renewed_after(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_CLOSED_FOR_NOW);
    sy_put_case(s, &e);
    put_seal(s, &e, "续封", e.closed + 1);
    judge_case(s, &e);
}

/* Resumed on the hundredth day; days: of the seal, from then. */
static void resumed_before(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_CLOSED_FOR_NOW);
    e.resumed = e.closed + 100;
    sy_put_case(s, &e);
    put_seal(s, &e, "首封", e.resumed + s->scheme->days);
    judge_case(s, &e);
}

static void resumed_as_another_case(sy_stage *s)
{
    sy_enforcement e, next;

    sy_stage_case(&e, s, SY_CLOSED_FOR_NOW);
    sy_stage_case(&next, s, SY_OPEN);
    next.previous = e.number;
    sy_put_case(s, &e);
    sy_put_case(s, &next);
    put_seal(s, &e, "首封", e.closed + 1);
    judge_case(s, &e);
}

/* ---- a seal from before the filing; days: from it ---- */

typedef enum link { UNLINKED, BY_CASE, BY_SUIT, BY_TITLE, BY_THING, BY_WORDS } link;

static sy_row_seals begin_early(sy_enforcement *e, sy_stage *s)
{
    sy_stage_case(e, s, SY_OPEN);
    const int32_t start = e->filed + s->scheme->days;
    return (sy_row_seals){.case_number = e->number,
                          .court = e->court,
                          .measure = "冻结",
                          .kind = "首封",
                          .property_kind = "存款",
                          .property_number = sy_stage_number(s, "6299"),
                          .property = "虚构银行存款",
                          .owner = e->debtors[0].name,
                          .owner_id = e->debtors[0].id,
                          .start = start,
                          .end = sy_province_add_months(start, 12),
                          .value = e->claim / 200};
}

static void end_early(sy_stage *s, const sy_enforcement *e, const sy_row_seals *seal)
{
    sy_put_case(s, e);
    sy_put_seals(s, seal);
    sy_scheme_judge(s, sy_say(s, "%s %s", e->number, seal->property_number));
}

static void sealed_early(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_seals seal = begin_early(&e, s);

    end_early(s, &e, &seal);
}

static void lifted_early(sy_stage *s)
{
    sy_enforcement e;
    sy_row_seals seal = begin_early(&e, s);

    seal.kind = "解封";
    end_early(s, &e, &seal);
}

static void resumed_case_sealed_early(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_seals seal = begin_early(&e, s);

    e.previous = sy_say(s, "(2021)浙9901执9%07llu号", (unsigned long long)s->scene);
    end_early(s, &e, &seal);
}

/* A preservation of that day; taken over in time. */
static sy_row_preservations preserve(sy_stage *s, const sy_enforcement *e, const sy_row_seals *seal)
{
    return (sy_row_preservations){
        .case_number = sy_say(s, "(2025)浙9903财保%llu号", (unsigned long long)s->scene + 20000000),
        .court = e->court,
        .applicant = e->creditors[1].name,
        .applicant_id = e->creditors[1].id,
        .respondent = e->debtors[1].name,
        .respondent_id = e->debtors[1].id,
        .property_number = sy_stage_number(s, "6299"),
        .property = "另一虚构存款",
        .amount = e->claim,
        .start = seal->start,
        .end = seal->end,
        .told = seal->start + 2,
        .enforced = e->filed};
}

static void preserved(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_seals seal = begin_early(&e, s);
    sy_row_preservations row = preserve(s, &e, &seal);

    switch ((link)s->scheme->field) {
    case BY_CASE:
        row.enforcement_case = e.number;
        break;
    case BY_SUIT:
        row.suit = e.title;
        break;
    case BY_TITLE:
        row.title = e.title;
        break;
    case BY_THING:
        row.property_number = seal.property_number;
        break;
    case BY_WORDS:
        row.property = seal.property;
        row.respondent = seal.owner;
        row.respondent_id = seal.owner_id;
        break;
    default: /* somebody else's of the same description */
        row.property = seal.property;
    }
    sy_put_preservations(s, &row);
    end_early(s, &e, &seal);
}

/* Of the same case, but a day later than the seal. */
static void preserved_later(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_seals seal = begin_early(&e, s);
    sy_row_preservations row = preserve(s, &e, &seal);

    row.enforcement_case = e.number;
    row.start++;
    sy_put_preservations(s, &row);
    end_early(s, &e, &seal);
}

#define ORDER .model = "nodes-order", .rule = "reversed"
#define MISSING .model = "nodes-missing", .rule = "missing"
#define DIFFERS .model = "nodes-contradict", .rule = "differs"
#define CLOSED .model = "nodes-after-closing", .rule = "after-closing"
#define TERMINATED .model = "nodes-after-closing", .rule = "after-termination"
#define EARLY .model = "nodes-seal-early", .rule = "early"
#define FIELD(name) .field = offsetof(sy_enforcement, name)

#define PAIR_SCHEMES(i, closing, first, then)                                                      \
    {two_steps, ORDER, .field = (i), .days = -1},                                                  \
        {two_steps, ORDER, .field = (i), .why = "both on one day"},
#define GAP_SCHEMES(i)                                                                             \
    {day_missing, MISSING, .field = (i)},                                                          \
    {                                                                                              \
        day_missing, MISSING, .field = (i), .why = "the steps have it"                             \
    }
#define STEP_SCHEMES(i)                                                                            \
    {earlier_step_missing, MISSING, .field = (i)},                                                 \
    {                                                                                              \
        earlier_step_missing, MISSING, .field = (i), .why = "the step before is there"             \
    }
#define MOVED_SCHEMES(name, far, near)                                                             \
    {steps_moved, DIFFERS, FIELD(name), .days = (far)},                                            \
    {                                                                                              \
        steps_moved, DIFFERS, FIELD(name), .days = (near), .why = "three days"                     \
    }
#define ACT_SCHEMES(act)                                                                           \
    {act_after_performance, CLOSED, .field = (act), .days = 1},                                    \
        {act_after_performance, CLOSED, .field = (act), .why = "on the day of closing"},           \
    {                                                                                              \
        act_after_termination, TERMINATED, .field = (act), .days = 1                               \
    }

const sy_scheme sy_node_schemes[] = {
    PAIRS(PAIR_SCHEMES) /* sixteen pairs */

    GAP_SCHEMES(0),
    GAP_SCHEMES(1),
    GAP_SCHEMES(2),
    GAP_SCHEMES(3),
    GAP_SCHEMES(4),
    GAP_SCHEMES(5),
    {filing_missing_but_resumed, MISSING, .why = "the case was resumed"},
    {without_steps, MISSING, .field = 5, .why = "no step is on record"},
    STEP_SCHEMES(0),
    STEP_SCHEMES(1),
    STEP_SCHEMES(2),
    {earlier_step_missing_in_an_open_case, MISSING, .why = "it is still open"},

    MOVED_SCHEMES(filed, -4, -3),
    MOVED_SCHEMES(notified, 4, 3),
    MOVED_SCHEMES(closed, 4, 3),
    {restriction_moved, DIFFERS, .days = -4},
    {restriction_moved, DIFFERS, .days = -3, .why = "three days"},
    {resumption_moved, DIFFERS, .days = 4},
    {resumption_moved, DIFFERS, .days = 3, .why = "three days"},
    {listed_closing_moved, DIFFERS, .days = 4},
    {listed_closing_moved, DIFFERS, .days = 3, .why = "three days"},
    {one_of_two_fits, DIFFERS, .days = 40, .why = "one of two days fits"},

    ACT_SCHEMES(SEAL),
    ACT_SCHEMES(DISPOSAL),
    ACT_SCHEMES(DISTRIBUTION),
    ACT_SCHEMES(AUCTION),
    {sealed_on_the_day_of_termination, TERMINATED, .why = "on the day of closing"},
    {act_after_termination, TERMINATED, .field = DISPOSAL, .why = "on the day of closing"},
    {act_after_termination, TERMINATED, .field = DISTRIBUTION, .why = "on the day of closing"},
    {act_after_termination, TERMINATED, .field = AUCTION, .why = "on the day of closing"},
    {renewed_after, TERMINATED, .why = "a renewal"},
    {resumed_before, TERMINATED, .days = -1},
    {resumed_before, TERMINATED, .why = "resumed on that day"},
    {resumed_as_another_case, TERMINATED, .why = "resumed as another case"},

    {sealed_early, EARLY, .days = -1},
    {sealed_early, EARLY, .why = "sealed on the day of filing"},
    {lifted_early, EARLY, .days = -1, .why = "a lifting"},
    {resumed_case_sealed_early, EARLY, .days = -1, .why = "the case resumes another"},
    {preserved_later, EARLY, .days = -2},
    {preserved, EARLY, .days = -2, .field = UNLINKED},
    {preserved, EARLY, .days = -2, .field = BY_CASE, .why = "preserved: the case"},
    {preserved, EARLY, .days = -2, .field = BY_SUIT, .why = "preserved: the suit"},
    {preserved, EARLY, .days = -2, .field = BY_TITLE, .why = "preserved: the title"},
    {preserved, EARLY, .days = -2, .field = BY_THING, .why = "preserved: the thing"},
    {preserved, EARLY, .days = -2, .field = BY_WORDS, .why = "preserved: his, as described"},
    {.play = NULL},
};
