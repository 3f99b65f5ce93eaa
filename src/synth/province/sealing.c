/* sealing.c - too much sealed, or what may not be, or for too long. */
#include "synth/province/schemes.h"

#include <string.h>

#include "base/civil.h"

static sy_row_seals seal_of(sy_stage *s, const sy_enforcement *e, const char *kind, int64_t value)
{
    const bool is_deposit = strcmp(kind, "存款") == 0;

    return (sy_row_seals){.case_number = sy_say(s, "%s", e->number),
                          .court = sy_say(s, "%s", e->court),
                          .measure = "查封",
                          .kind = "首封",
                          .property_kind = kind,
                          .property_number = sy_stage_number(s, "CZ"),
                          .property = "虚构财产",
                          .owner = sy_say(s, "%s", e->debtors[0].name),
                          .owner_id = sy_say(s, "%s", e->debtors[0].id),
                          .start = e->filed + 10,
                          .end = sy_province_add_months(e->filed + 10, is_deposit ? 12 : 36),
                          .confirmed = "无",
                          .value = value,
                          .mortgage = SY_ZERO,
                          .indivisible = "否",
                          .as_of = s->p->today};
}

static const char *key_of(sy_stage *s, const sy_row_seals *seal)
{
    return sy_say(s, "%s %s", seal->case_number, seal->property_number);
}

/* ---- too much ---- */

/* One thing worth so many percent; field: fen less. */
static void one_thing(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_OPEN);
    const sy_row_seals seal =
        seal_of(s, &e, "不动产",
                (sy_province_owed(&e, s->p->today) * s->scheme->days + 99) / 100 -
                    (int64_t)s->scheme->field);
    sy_put_case(s, &e);
    sy_put_seals(s, &seal);
    sy_scheme_judge(s, sy_say(s, "%s", e.number));
}

static void one_indivisible_thing(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_OPEN);
    sy_row_seals seal = seal_of(s, &e, "不动产", sy_province_owed(&e, s->p->today) * 2);
    seal.indivisible = "是";
    sy_put_case(s, &e);
    sy_put_seals(s, &seal);
    sy_scheme_judge(s, sy_say(s, "%s", e.number));
}

/* One thing is enough, and there is another of half its value; field: fen less of the first. */
static void a_thing_to_spare(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_OPEN);
    const int64_t debt = sy_province_owed(&e, s->p->today), less = (int64_t)s->scheme->field;
    const sy_row_seals first = seal_of(s, &e, "不动产", debt - less),
                       second = seal_of(s, &e, "不动产", (debt + 1) / 2 + less);
    sy_put_case(s, &e);
    sy_put_seals(s, &first);
    sy_put_seals(s, &second);
    sy_scheme_judge(s, sy_say(s, "%s", e.number));
    if (s->scheme->why) sy_plant(s, s->scheme->model, "excess", sy_say(s, "%s", e.number));
}

/* ---- money to live on ---- */

static void frozen(sy_stage *s, const char *nature, int64_t kept)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_OPEN);
    sy_row_seals seal = seal_of(s, &e, "存款", 300000);
    seal.measure = "冻结";
    seal.nature = nature;
    seal.limit = 300000;
    seal.kept = kept;
    sy_put_case(s, &e);
    sy_put_seals(s, &seal);
    sy_scheme_judge(s, key_of(s, &seal));
}

static void relief(sy_stage *s)
{
    frozen(s, s->scheme->why ? "活期存款" : "最低生活保障金", 0);
}

static void wages(sy_stage *s)
{
    frozen(s, "工资", s->scheme->why ? 1 : SY_ZERO);
}

static void special_account(sy_stage *s)
{
    frozen(s, s->scheme->why ? "一般存款账户" : "农民工工资专用账户", 0);
}

/* ---- not released ---- */

/* Performed so many days ago, and a seal in force. */
static void performed_and_sealed(sy_stage *s)
{
    const int32_t satisfied = s->p->today - s->scheme->days;
    sy_enforcement e;

    sy_stage_case_filed(&e, s, satisfied - 120, SY_PERFORMED);
    sy_province_close(&e, satisfied + 4);
    const sy_row_seals seal = seal_of(s, &e, "不动产", e.claim);
    sy_put_case(s, &e);
    sy_put_seals(s, &seal);
    sy_scheme_judge(s, key_of(s, &seal));
}

typedef enum lifting { NOT_LIFTED, LIFTED, WAITING, BEGUN_LATER } lifting;

/* Withdrawn so many days ago, in one wording or another, and a seal in force. */
static void withdrawn_and_sealed(sy_stage *s)
{
    static const char *const reasons[] = {"申请执行人撤回申请", "申请执行人撤销申请",
                                          "申请执行人放弃债权"};
    const lifting kind = (lifting)s->scheme->field;
    sy_enforcement e;

    sy_stage_case_filed(&e, s, s->p->today - 150, SY_OPEN);
    e.closed = s->p->today - s->scheme->days;
    e.ended = "终结执行";
    e.reason = reasons[sy_stage_draw(s, 3)];
    sy_row_seals seal = seal_of(s, &e, "不动产", e.claim);
    if (kind == WAITING) seal.kind = "轮候";
    if (kind == BEGUN_LATER) seal.start = e.closed + 1;
    sy_row_seals lifted = seal;
    lifted.kind = "解封";
    lifted.start = e.closed + 2;
    sy_put_case(s, &e);
    sy_put_seals(s, &seal);
    if (kind == LIFTED) sy_put_seals(s, &lifted);
    sy_scheme_judge(s, key_of(s, &seal));
    if (kind == BEGUN_LATER)
        sy_plant(s, "nodes-after-closing", "after-closing", sy_say(s, "%s", e.number));
}

/* ---- preservation ---- */

typedef enum answer { RELEASED, PENDING, ASKED_LATELY, RUN_OUT } answer;

/* Release asked for on a Monday, so that the fifth day, a Saturday, moves to a Monday; or on
 * the Thursday before the province's today, a Tuesday. */
static void release(sy_stage *s)
{
    const answer kind = (answer)s->scheme->field;
    const int32_t asked =
        kind == ASKED_LATELY ? s->p->today - 5 : (int32_t)sy_days_from_civil(2025, 3, 10);
    sy_somebody applicant, respondent;
    char court[SY_MADE_NAME];

    sy_stage_person(&applicant, s);
    sy_stage_person(&respondent, s);
    sy_province_court(court, s->scene);
    const sy_row_preservations row = {
        .case_number = sy_say(s, "(2024)浙9901财保%llu号", (unsigned long long)s->scene + 20000000),
        .court = court,
        .suit = sy_say(s, "(2024)浙9901民初9%llu号", (unsigned long long)s->scene),
        .applicant = applicant.name,
        .applicant_id = applicant.id,
        .respondent = respondent.name,
        .respondent_id = respondent.id,
        .property_number = sy_stage_number(s, "CZ"),
        .property = "虚构银行存款",
        .amount = 50000000,
        .start = asked - 300,
        .end = kind == RUN_OUT ? asked + 7 : asked + 800,
        .told = asked - 299,
        .released = kind ? 0 : asked + 7 + s->scheme->days,
        .dismissed = kind == ASKED_LATELY ? asked : asked - 20,
        .release_applied = asked};
    sy_put_preservations(s, &row);
    sy_scheme_judge(
        s, sy_say(s, "%s %s %s", row.case_number, row.property_number, sy_say_day(s, row.start)));
    if (kind == PENDING)
        sy_plant(s, "passive-preservation", "dismissed",
                 sy_say(s, "%s %s %s dismissed", row.case_number, row.property_number,
                        sy_say_day(s, row.start)));
}

/* ---- somebody else's ---- */

static void of_another(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody other;

    sy_stage_case(&e, s, SY_OPEN);
    sy_stage_stranger(&other, s, &e);
    sy_row_seals seal = seal_of(s, &e, "不动产", e.claim / 2);
    seal.owner = other.name;
    seal.owner_id = other.id;
    if (s->scheme->field == 1) seal.confirmed = "是";
    if (s->scheme->field == 2) {
        const sy_row_real_estate house = {.unit = sy_stage_number(s, "330699GD"),
                                          .certificate = seal.property_number,
                                          .owner = e.debtors[0].name,
                                          .owner_id = e.debtors[0].id,
                                          .kind = "转移登记",
                                          .since = e.made - 1000,
                                          .state = "现势"};
        sy_put_real_estate(s, &house);
    }
    sy_put_case(s, &e);
    sy_put_seals(s, &seal);
    sy_scheme_judge(s, key_of(s, &seal));
}

#define EXCESS .model = "sealing-excess"
#define EXEMPT .model = "sealing-exempt"
#define RELEASE .model = "sealing-preservation-release"
#define THIRD .model = "sealing-third-party"

const sy_scheme sy_sealing_schemes[] = {
    {one_thing, EXCESS, .rule = "excess", .days = 120},
    {one_thing, EXCESS, .rule = "excess", .days = 120, .field = 1,
     .why = "a fen below 120 percent"},
    {one_indivisible_thing, EXCESS, .rule = NULL, .why = "one thing that cannot be divided"},
    {a_thing_to_spare, EXCESS, .rule = "spare-item"},
    {a_thing_to_spare, EXCESS, .rule = "spare-item", .field = 1, .why = "each is needed"},
    {relief, EXEMPT, .rule = "relief"},
    {relief, EXEMPT, .rule = "relief", .why = "an ordinary deposit"},
    {wages, EXEMPT, .rule = "income"},
    {wages, EXEMPT, .rule = "income", .why = "something was left to live on"},
    {special_account, EXEMPT, .rule = "special"},
    {special_account, EXEMPT, .rule = "special", .why = "an ordinary account"},
    {performed_and_sealed, .model = "sealing-not-released", .rule = "paid", .days = 31},
    {performed_and_sealed, .model = "sealing-not-released", .rule = "paid", .days = 30,
     .why = "performed thirty days ago"},
    {withdrawn_and_sealed, .model = "sealing-not-released", .rule = "withdrawn", .days = 31},
    {withdrawn_and_sealed, .model = "sealing-not-released", .rule = "withdrawn", .days = 30,
     .why = "withdrawn thirty days ago"},
    {withdrawn_and_sealed, .model = "sealing-not-released", .rule = "withdrawn", .days = 40,
     .field = LIFTED, .why = "lifted"},
    {withdrawn_and_sealed, .model = "sealing-not-released", .rule = "withdrawn", .days = 40,
     .field = WAITING, .why = "a waiting seal"},
    {withdrawn_and_sealed, .model = "sealing-not-released", .rule = "withdrawn", .days = 40,
     .field = BEGUN_LATER, .why = "sealed after it was withdrawn"},
    {release, RELEASE, .rule = "late", .days = 1},
    {release, RELEASE, .rule = "late", .why = "released on the Monday"},
    {release, RELEASE, .rule = "pending", .field = PENDING},
    {release, RELEASE, .rule = "pending", .field = ASKED_LATELY, .why = "asked five days ago"},
    {release, RELEASE, .rule = "pending", .field = RUN_OUT, .why = "it ran out on the last day"},
    {of_another, THIRD, .rule = "third-party"},
    {of_another, THIRD, .rule = "third-party", .field = 1,
     .why = "he confirmed that it is the debtor's"},
    {of_another, THIRD, .rule = "third-party", .field = 2, .why = "the register has the debtor"},
    {.play = NULL},
};
