/* termination.c - cases closed for now of which one step is late, or not there. */
#include "synth/province/schemes.h"

#include "base/civil.h"

/* Closed on a Monday whose seventh day is a Monday, too, and no holiday between. */
static void begin(sy_enforcement *e, sy_stage *s)
{
    const int32_t closed = (int32_t)sy_days_from_civil(2025, 3, 3);

    sy_stage_case_filed(e, s, closed - 110 - (int32_t)sy_stage_draw(s, 40), SY_CLOSED_FOR_NOW);
    sy_province_close(e, closed);
}

/* What neither the list of cases nor the steps have is missing, whatever the scheme says of
 * it. */
static void put_case(sy_stage *s, const sy_enforcement *e)
{
    sy_put_case(s, e);
    if (!e->notified || !e->report_ordered || !e->queried || !e->restricted || !e->served)
        sy_plant(s, "nodes-missing", "missing", sy_say(s, "%s", e->number));
}

static void judge_case(sy_stage *s, const sy_enforcement *e)
{
    put_case(s, e);
    sy_scheme_judge(s, sy_say(s, "%s %s", e->number, s->scheme->rule));
}

/* A lead for each debtor. */
static void judge_debtors(sy_stage *s, const sy_enforcement *e, int from)
{
    put_case(s, e);
    for (int i = from; i < SY_CASE_DEBTORS; i++)
        sy_scheme_judge(s, sy_say(s, "%s %s", e->number, e->debtors[i].id));
}

/* ---- one day is moved ---- */

/* The field, so many days after closing. */
static void moved(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    *sy_stage_field(&e, s->scheme->field) = e.closed + s->scheme->days;
    judge_case(s, &e);
    if (s->scheme->field == offsetof(sy_enforcement, notified))
        sy_plant(s, "passive-filing", "notified-late", sy_say(s, "%s notified-late", e.number));
}

static void moved_unsigned(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.is_signed = "否";
    *sy_stage_field(&e, s->scheme->field) = e.closed + s->scheme->days;
    judge_case(s, &e);
}

static void not_there(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    *sy_stage_field(&e, s->scheme->field) = 0;
    judge_case(s, &e);
    if (s->scheme->field == offsetof(sy_enforcement, notified))
        sy_plant(s, "passive-filing", "not-notified", sy_say(s, "%s not-notified", e.number));
}

static void not_there_unsigned(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.is_signed = "否";
    *sy_stage_field(&e, s->scheme->field) = 0;
    judge_case(s, &e);
}

static void not_ordered_as_it_is_no_money(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.obligation = "交付房屋";
    e.report_ordered = 0;
    judge_case(s, &e);
    sy_plant(s, "termination-non-monetary", "other-duty", sy_say(s, "%s", e.number));
}

/* So many days after its third month. */
static void closed_early(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    sy_province_close(&e, sy_province_add_months(e.filed, 3) + s->scheme->days);
    judge_case(s, &e);
}

/* ---- queries and restrictions, debtor by debtor ---- */

static void never_queried(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.queried = 0;
    e.queried_kinds = 0;
    judge_debtors(s, &e, 0);
}

static void queried_by_the_case_alone(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.queried_kinds = 0;
    judge_debtors(s, &e, 0);
}

/* One kind only, and then all at once. */
static void all_kinds_queried(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.queried_kinds = 1;
    for (int i = 0; i < SY_CASE_DEBTORS; i++) {
        const sy_row_queries row = {.case_number = e.number,
                                    .court = e.court,
                                    .person = e.debtors[i].name,
                                    .person_id = e.debtors[i].id,
                                    .category = "总对总",
                                    .sent = e.queried,
                                    .answered = e.queried,
                                    .found = "无"};
        sy_put_queries(s, &row);
    }
    judge_debtors(s, &e, 0);
}

static void money_in_other_words(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.obligation = "支付货款及利息";
    sy_put_case(s, &e);
    sy_scheme_judge(s, e.number);
}

static void a_kind_not_queried(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.queried_kinds &= ~(1u << sy_stage_draw(s, SY_QUERY_KINDS));
    judge_debtors(s, &e, 0);
}

static void queried_before(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.queried = e.closed - s->scheme->days;
    judge_debtors(s, &e, 0);
}

static void restricted_after(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.restricted = e.closed + s->scheme->days;
    judge_debtors(s, &e, 0);
}

static void never_restricted(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.restricted = 0;
    judge_debtors(s, &e, 0);
}

/* The first debtor lives: his lead stays. */
static void never_restricted_and_dead(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.restricted = 0;
    e.died = e.closed;
    judge_debtors(s, &e, 1);
    sy_plant(s, s->scheme->model, s->scheme->rule, sy_say(s, "%s %s", e.number, e.debtors[0].id));
}

#define PROCEDURE .model = "termination-procedure"
#define REPORT .model = "termination-report"
#define QUERY .model = "termination-query"
#define RESTRICTION .model = "termination-restriction"
#define FIELD(name) .field = offsetof(sy_enforcement, name)

const sy_scheme sy_termination_schemes[] = {
    {closed_early, PROCEDURE, .rule = "early"},
    {closed_early, PROCEDURE, .rule = "early", .days = 1,
     .why = "closed the day after three months"},
    {moved, PROCEDURE, .rule = "told-after", FIELD(creditor_told), .days = 1},
    {moved, PROCEDURE, .rule = "told-after", FIELD(creditor_told), .why = "told on that day"},
    {not_there, PROCEDURE, .rule = "not-told", FIELD(creditor_told)},
    {moved, PROCEDURE, .rule = "not-told", FIELD(creditor_told), .why = "told on that day"},
    {moved_unsigned, PROCEDURE, .rule = "approved-after", FIELD(approved), .days = 1},
    {moved_unsigned, PROCEDURE, .rule = "approved-after", FIELD(collegial), .days = 1},
    {moved_unsigned, PROCEDURE, .rule = "approved-after", FIELD(approved),
     .why = "approved on that day"},
    {moved, PROCEDURE, .rule = "approved-after", FIELD(approved), .days = 1,
     .why = "the creditor signed"},
    {not_there_unsigned, PROCEDURE, .rule = "not-approved", FIELD(approved)},
    {not_there, PROCEDURE, .rule = "not-approved", FIELD(approved), .why = "the creditor signed"},
    {moved, PROCEDURE, .rule = "served-after", FIELD(served), .days = 1},
    {moved, PROCEDURE, .rule = "served-after", FIELD(served), .why = "served on that day"},
    {not_there, PROCEDURE, .rule = "not-served", FIELD(served)},
    {moved, PROCEDURE, .rule = "not-served", FIELD(served), .why = "served on that day"},
    {moved, PROCEDURE, .rule = "listed-late", FIELD(listed), .days = 8},
    {moved, PROCEDURE, .rule = "listed-late", FIELD(listed), .days = 7,
     .why = "listed on the seventh day"},
    {not_there, PROCEDURE, .rule = "not-listed", FIELD(listed)},
    {moved, PROCEDURE, .rule = "not-listed", FIELD(listed), .days = 7, .why = "listed in time"},

    {moved, REPORT, .rule = "notified-after", FIELD(notified), .days = 1},
    {moved, REPORT, .rule = "notified-after", FIELD(notified),
     .why = "late, but before it was closed"},
    {not_there, REPORT, .rule = "not-notified", FIELD(notified)},
    {moved, REPORT, .rule = "not-notified", FIELD(notified), .why = "late, but there"},
    {moved, REPORT, .rule = "ordered-after", FIELD(report_ordered), .days = 1},
    {moved, REPORT, .rule = "ordered-after", FIELD(report_ordered), .why = "ordered on that day"},
    {not_there, REPORT, .rule = "not-ordered", FIELD(report_ordered)},
    {not_ordered_as_it_is_no_money, REPORT, .rule = "not-ordered", .why = "no money is enforced"},
    {moved, REPORT, .rule = "checked-after", FIELD(report_checked), .days = 1},
    {moved, REPORT, .rule = "checked-after", FIELD(report_checked), .why = "verified on that day"},
    {not_there, REPORT, .rule = "not-checked", FIELD(report_checked)},
    {moved, REPORT, .rule = "not-checked", FIELD(report_checked), .why = "verified on that day"},

    {never_queried, QUERY, .rule = "never"},
    {queried_by_the_case_alone, QUERY, .rule = "never", .why = "the list of cases has a query"},
    {a_kind_not_queried, QUERY, .rule = "kinds"},
    {all_kinds_queried, QUERY, .rule = NULL, .why = "all kinds at once"},
    {queried_before, QUERY, .rule = "old", .days = 31},
    {queried_before, QUERY, .rule = "old", .days = 30, .why = "queried thirty days before"},

    {money_in_other_words, .model = "termination-non-monetary", .rule = "other-duty",
     .why = "money by another word"},

    {restricted_after, RESTRICTION, .rule = "after", .days = 1},
    {restricted_after, RESTRICTION, .rule = "after", .why = "restricted on that day"},
    {never_restricted, RESTRICTION, .rule = "none"},
    {never_restricted_and_dead, RESTRICTION, .rule = "none", .why = "dead by the day of closing"},
    {.play = NULL},
};
