/* reopening.c - what the court does after it closed a case for now: asks again, resumes, closes
 * once more; and what it does to those who are dead, or have paid. */
#include "synth/province/schemes.h"

#include <stdio.h>
#include <string.h>

#include "base/civil.h"

/* Closed on a Monday, as in termination.c: 2025-09-03 and 2026-03-03 end the half years. */
static void begin(sy_enforcement *e, sy_stage *s)
{
    const int32_t closed = (int32_t)sy_days_from_civil(2025, 3, 3);

    sy_stage_case_filed(e, s, closed - 110 - (int32_t)sy_stage_draw(s, 40), SY_CLOSED_FOR_NOW);
    sy_province_close(e, closed);
}

static void judge_case(sy_stage *s, const sy_enforcement *e)
{
    sy_put_case(s, e);
    sy_scheme_judge(s, sy_say(s, "%s", e->number));
}

static void judge_rule(sy_stage *s, const sy_enforcement *e)
{
    sy_put_case(s, e);
    sy_scheme_judge(s, sy_say(s, "%s %s", e->number, s->scheme->rule));
}

/* ---- queries after the closing ---- */

static void never_again(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.is_not_requeried = true;
    judge_case(s, &e);
}

/* The first query so many days after the end of the first half year. */
static void first_query_late(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.requeried[0] = sy_province_add_months(e.closed, 6) + s->scheme->days;
    e.requeried[1] = sy_province_add_months(e.closed, 12);
    judge_case(s, &e);
}

/* ---- resumed, or not ---- */

/* A deposit was found so many days before today. */
static void found_and_left(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.found_after = s->p->today - s->scheme->days;
    judge_rule(s, &e);
}

static void found_and_resumed(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.found_after = s->p->today - 100;
    e.resumed = e.found_after + 10;
    judge_rule(s, &e);
}

/* Asked for on a Monday; the seventh day is a Monday. */
static const int32_t asked_after = 14;

static void asked_in_vain(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.resume_applied = e.closed + asked_after;
    judge_rule(s, &e);
}

static void asked_a_week_ago(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.resume_applied = s->p->today - 7;
    judge_rule(s, &e);
}

static void resumed(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.resume_applied = e.closed + asked_after;
    e.resumed = e.resume_applied + 7 + s->scheme->days;
    judge_rule(s, &e);
}

/* A resumed case in which nothing was done; field: a kind of property was queried. */
static void closed_again(sy_stage *s)
{
    sy_enforcement e;
    char *at;

    begin(&e, s);
    at = strstr(e.number, "执");
    SY_ASSERT(at);
    memmove(at + 6, at + 3, strlen(at + 3) + 1); /* 执 becomes 执恢 */
    memcpy(at + 3, "恢", 3);
    e.previous = sy_say(s, "(2021)浙9901执9%07llu号", (unsigned long long)s->scene);
    e.restricted = e.queried = 0;
    e.queried_kinds = 0;
    if (s->scheme->why) {
        e.queried = e.filed;
        e.queried_kinds = 1;
    }
    judge_case(s, &e);
    sy_plant(s, "nodes-missing", "missing", sy_say(s, "%s", e.number));
}

/* ---- firms with many cases ---- */

/* days: in how many cases. */
static void insolvent(sy_stage *s)
{
    sy_somebody firm;

    sy_stage_firm(&firm, s);
    for (int i = 0; i < s->scheme->days; i++) {
        sy_enforcement e;
        begin(&e, s);
        e.debtors[0] = firm;
        e.claim = 500000000;
        sy_put_case(s, &e);
    }
    sy_scheme_judge(s, sy_say_id(s, &firm));
}

/* ---- the dead ---- */

static const char *key_of_dead(sy_stage *s, const sy_enforcement *e, const char *rule)
{
    return sy_say(s, "%s %s %s", e->number, e->debtors[1].id, rule);
}

/* In a case that ended performed, so that the order was lifted. */
static void restricted_though_dead(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_PERFORMED);
    e.died = e.restricted - s->scheme->days;
    sy_put_case(s, &e);
    sy_scheme_judge(s, key_of_dead(s, &e, "restricted"));
}

static void closed_though_dead(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.died = e.closed - s->scheme->days;
    sy_put_case(s, &e);
    sy_scheme_judge(s, key_of_dead(s, &e, "terminated"));
    sy_plant(s, s->scheme->model, "still", key_of_dead(s, &e, "still"));
}

/* Died so many days ago, and restricted still. */
static void restricted_still(sy_stage *s)
{
    sy_enforcement e;

    begin(&e, s);
    e.died = s->p->today - s->scheme->days;
    sy_put_case(s, &e);
    sy_scheme_judge(s, key_of_dead(s, &e, "still"));
}

static void put_listing(sy_stage *s, const sy_enforcement *e, const sy_somebody *who, int32_t made,
                        int32_t term_end, int32_t lifted)
{
    const sy_row_restrictions row = {.case_number = e->number,
                                     .court = e->court,
                                     .person = who->name,
                                     .person_id = who->id,
                                     .kind = "失信被执行人",
                                     .made = made,
                                     .served = made,
                                     .ground = "有履行能力而拒不履行",
                                     .term_end = term_end,
                                     .lifted = lifted};
    sy_put_restrictions(s, &row);
}

static void listed_though_dead(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_PERFORMED);
    e.died = e.restricted + 5;
    put_listing(s, &e, &e.debtors[1], e.died + s->scheme->days, 0, e.lifted);
    sy_put_case(s, &e);
    sy_scheme_judge(s, key_of_dead(s, &e, "listed"));
}

/* Ordered to report, so many days after his death, which came after he was restricted. */
static void ordered_though_dead(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_PERFORMED);
    e.died = e.restricted + 5;
    const sy_row_property_reports row = {.case_number = e.number,
                                         .court = e.court,
                                         .debtor = e.debtors[1].name,
                                         .debtor_id = e.debtors[1].id,
                                         .ordered = e.died + s->scheme->days};
    sy_put_property_reports(s, &row);
    sy_put_case(s, &e);
    sy_scheme_judge(s, key_of_dead(s, &e, "ordered"));
}

/* ---- those who have paid, whose term has ended, who are no adults ---- */

static const char *key_of_order(sy_stage *s, const sy_enforcement *e, const sy_somebody *who,
                                const char *kind, int32_t made, const char *more)
{
    return sy_say(s, "%s %s %s %s%s", e->number, who->id, kind, sy_say_day(s, made), more);
}

/* Performed on a Monday; three working days later it is Thursday. */
static void begin_performed(sy_enforcement *e, sy_stage *s)
{
    const int32_t satisfied = (int32_t)sy_days_from_civil(2025, 3, 10);

    sy_stage_case_filed(e, s, satisfied - 120, SY_PERFORMED);
    sy_province_close(e, satisfied + 4);
}

static void restriction_lifted(sy_stage *s)
{
    sy_enforcement e;

    begin_performed(&e, s);
    e.lifted = s->scheme->days ? e.satisfied + s->scheme->days : 0;
    sy_put_case(s, &e);
    for (int i = 0; i < SY_CASE_DEBTORS; i++)
        sy_scheme_judge(s, key_of_order(s, &e, &e.debtors[i], "restricted", e.restricted, ""));
}

/* Made so many days after performance, and in force. */
static void restricted_afterwards(sy_stage *s)
{
    sy_enforcement e;

    begin_performed(&e, s);
    e.restricted = e.satisfied + s->scheme->days;
    e.lifted = 0;
    sy_put_case(s, &e);
    for (int i = 0; i < SY_CASE_DEBTORS; i++)
        sy_scheme_judge(s, key_of_order(s, &e, &e.debtors[i], "restricted", e.restricted, ""));
}

static void listing_lifted(sy_stage *s)
{
    sy_enforcement e;

    begin_performed(&e, s);
    put_listing(s, &e, &e.debtors[0], e.restricted, 0, e.satisfied + s->scheme->days);
    sy_put_case(s, &e);
    sy_scheme_judge(s, key_of_order(s, &e, &e.debtors[0], "listed", e.restricted, ""));
}

static void term_ended(sy_stage *s)
{
    const int32_t end = (int32_t)sy_days_from_civil(2025, 3, 10);
    sy_enforcement e;

    begin(&e, s);
    put_listing(s, &e, &e.debtors[0], end - 700, end, end + s->scheme->days);
    sy_put_case(s, &e);
    sy_scheme_judge(s, key_of_order(s, &e, &e.debtors[0], "listed", end - 700, " term"));
}

/* Born in 2008, when nobody else here was; days: from the eighteenth birthday. */
static void listed_minor(sy_stage *s)
{
    const int32_t born = (int32_t)sy_days_from_civil(2008, 1, 1) + (int32_t)(s->scene / 1000 % 150);
    const int32_t made = sy_province_add_months(born, 216) + s->scheme->days;
    sy_somebody *who;
    sy_enforcement e;
    sy_civil c;

    sy_stage_case(&e, s, SY_CLOSED_FOR_NOW);
    who = &e.debtors[0];
    sy_civil_from_seconds(&c, (int64_t)born * SY_DAY);
    sy_synth_id(who->id, c.year, c.month, c.day, (unsigned)(s->scene % 1000));
    put_listing(s, &e, who, made, 0, 0);
    sy_put_case(s, &e);
    sy_scheme_judge(s, key_of_order(s, &e, who, "listed", made, " minor"));
}

#define REQUERY .model = "termination-requery"
#define RESUME .model = "termination-resume"
#define GONE .model = "termination-party-gone"
#define LIFTED .model = "restriction-not-lifted"

const sy_scheme sy_reopening_schemes[] = {
    {never_again, REQUERY, .rule = "none"},
    {first_query_late, REQUERY, .rule = "some", .days = 1},
    {first_query_late, REQUERY, .rule = NULL, .why = "queried on the last day"},

    {found_and_left, RESUME, .rule = "found", .days = 31},
    {found_and_left, RESUME, .rule = "found", .days = 30, .why = "found thirty days ago"},
    {found_and_resumed, RESUME, .rule = "found", .why = "resumed"},
    {asked_in_vain, RESUME, .rule = "applied-open"},
    {asked_a_week_ago, RESUME, .rule = "applied-open", .why = "asked seven days ago"},
    {resumed, RESUME, .rule = "applied-late", .days = 1},
    {resumed, RESUME, .rule = "applied-late", .why = "resumed on the seventh day"},

    {closed_again, .model = "termination-repeated", .rule = "idle"},
    {closed_again, .model = "termination-repeated", .rule = "idle", .why = "one query was made"},
    {insolvent, .model = "termination-insolvent", .rule = "many", .days = 3},
    {insolvent, .model = "termination-insolvent", .rule = "many", .days = 2, .why = "two cases"},

    {restricted_though_dead, GONE, .rule = "restricted", .days = 1},
    {restricted_though_dead, GONE, .rule = "restricted", .why = "died on that day"},
    {closed_though_dead, GONE, .rule = "terminated", .days = 1},
    {closed_though_dead, GONE, .rule = "terminated", .why = "died on that day"},
    {restricted_still, GONE, .rule = "still", .days = 31},
    {restricted_still, GONE, .rule = NULL, .days = 30, .why = "dead for thirty days"},
    {listed_though_dead, GONE, .rule = "listed", .days = 1},
    {listed_though_dead, GONE, .rule = "listed", .why = "died on that day"},
    {ordered_though_dead, GONE, .rule = "ordered", .days = 1},
    {ordered_though_dead, GONE, .rule = "ordered", .why = "died on that day"},

    {restriction_lifted, LIFTED, .rule = "restricted", .days = 4},
    {restriction_lifted, LIFTED, .rule = "restricted"},
    {restriction_lifted, LIFTED, .rule = "restricted", .days = 3,
     .why = "on the third working day"},
    {restricted_afterwards, LIFTED, .rule = "restricted"}, /* on the day of performance */
    {restricted_afterwards, LIFTED, .rule = "restricted", .days = 1,
     .why = "made after performance"},
    {listing_lifted, LIFTED, .rule = "listed", .days = 4},
    {listing_lifted, LIFTED, .rule = "listed", .days = 3, .why = "on the third working day"},
    {term_ended, LIFTED, .rule = "term", .days = 4},
    {term_ended, LIFTED, .rule = "term", .days = 3, .why = "on the third working day"},
    {listed_minor, LIFTED, .rule = "minor", .days = -1},
    {listed_minor, LIFTED, .rule = "minor", .why = "on the eighteenth birthday"},
    {.play = NULL},
};
