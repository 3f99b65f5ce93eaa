/* preservation.c - property that a court keeps for a suit: kept on after the suit was lost, not
 * taken into enforcement, run out, or its end told late, while others wait; in the list of
 * preservations and in that of seals.
 *
 * Courts of the numbers 浙9991 and above have no case of their own: an empty day of telling says
 * something only where a court fills in half of them. */
#include "synth/province/schemes.h"

#include <string.h>

#include "base/civil.h"

#define COURT_ELSEWHERE "浙9991"
#define COURT_THAT_FILLS_HALF "浙9992"
#define COURT_THAT_FILLS_NONE "浙9993"

typedef struct kept {
    sy_somebody applicant, respondent;
    char court[SY_MADE_NAME];
    sy_row_preservations row;
} kept;

/* A deposit kept from that day for a year, its end told in time, for a suit of nobody else's. */
static void keep(kept *k, sy_stage *s, const char *code, int32_t start)
{
    const unsigned long long number = s->scene + 20000000;

    sy_stage_person(&k->applicant, s);
    sy_stage_person(&k->respondent, s);
    sy_province_court(k->court, s->scene);
    k->row = (sy_row_preservations){.case_number = sy_say(s, "(2024)%s财保%llu号", code, number),
                                    .court = k->court,
                                    .suit = sy_say(s, "(2024)%s民初%llu号", code, number),
                                    .applicant = k->applicant.name,
                                    .applicant_id = k->applicant.id,
                                    .respondent = k->respondent.name,
                                    .respondent_id = k->respondent.id,
                                    .property_number = sy_stage_number(s, "6299"),
                                    .property = "虚构银行存款",
                                    .amount = 50000000,
                                    .start = start,
                                    .end = sy_province_add_months(start, 12),
                                    .told = start + 2};
}

static void judge(sy_stage *s, const kept *k)
{
    sy_put_preservations(s, &k->row);
    sy_scheme_judge(s, sy_say(s, "%s %s %s %s", k->row.case_number, k->row.property_number,
                              sy_say_day(s, k->row.start), s->scheme->rule));
}

/* ---- kept on after the suit was lost ---- */

typedef enum excuse {
    NO_EXCUSE,
    RELEASED,
    OVER,      /* since yesterday */
    LAST_DAY,  /* today */
    TAKEN,     /* into enforcement */
    SEALED,    /* by the enforcement case, so many days after the end */
    KEPT_ON,   /* by the case of preservation itself, so many days after the end */
    PERFORMED, /* the enforcement case */
    BY_TITLE,  /* only the title leads to the enforcement case */
    NOT_FILLED /* nor of any other thing */
} excuse;

/* So many days ago. */
static void lost(sy_stage *s)
{
    const int32_t today = s->p->today;
    kept k;

    keep(&k, s, "浙9902", today - 200);
    k.row.dismissed = today - s->scheme->days;
    if (s->scheme->field == RELEASED) k.row.released = today - 1;
    if (s->scheme->field == OVER) k.row.end = today - 1;
    if (s->scheme->field == LAST_DAY) k.row.end = today;
    judge(s, &k);
}

/* ---- not taken into enforcement ---- */

/* In force when the case was filed. */
static void keep_for(kept *k, sy_stage *s, const sy_enforcement *e, const char *code, int32_t start)
{
    keep(k, s, code, start);
    k->row.respondent = e->debtors[0].name;
    k->row.respondent_id = e->debtors[0].id;
    if (s->scheme->field == BY_TITLE)
        k->row.title = e->title;
    else
        k->row.enforcement_case = e->number;
}

static void put_seal(sy_stage *s, const kept *k, const char *case_number, int32_t start)
{
    const sy_row_seals row = {.case_number = case_number,
                              .court = k->court,
                              .measure = "冻结",
                              .kind = "续封",
                              .property_kind = "存款",
                              .property_number = k->row.property_number,
                              .property = k->row.property,
                              .owner = k->row.respondent,
                              .owner_id = k->row.respondent_id,
                              .start = start,
                              .end = sy_province_add_months(start, 12),
                              .told = start};
    sy_put_seals(s, &row);
}

/* The enforcement case was filed so many days ago. */
static void not_taken(sy_stage *s, const char *code)
{
    const excuse kind = (excuse)s->scheme->field;
    sy_enforcement e;
    kept k;

    sy_stage_case_filed(&e, s, s->p->today - s->scheme->days,
                        kind == PERFORMED ? SY_PERFORMED : SY_OPEN);
    keep_for(&k, s, &e, code ? code : sy_say(s, "%.7s", e.number + strlen("(2026)")),
             e.filed - 100);
    if (kind == TAKEN) k.row.enforced = e.filed + 3;
    if (kind == RELEASED) k.row.released = s->p->today - 1;
    if (kind == OVER) k.row.end = s->p->today - 1;
    sy_put_case(s, &e);
    if (kind == SEALED) put_seal(s, &k, e.number, e.filed + 5);
    judge(s, &k);
    if (kind == OVER)
        sy_plant(s, s->scheme->model, "lapsed",
                 sy_say(s, "%s %s %s lapsed", k.row.case_number, k.row.property_number,
                        sy_say_day(s, k.row.start)));
}

static void not_handed_over(sy_stage *s)
{
    not_taken(s, COURT_ELSEWHERE);
}

static void not_taken_by_itself(sy_stage *s)
{
    not_taken(s, NULL);
}

/* ---- run out in enforcement ---- */

/* Filed so many days before the end. */
static void run_out(sy_stage *s)
{
    const int32_t end = s->p->today - 20;
    sy_enforcement e;
    kept k;

    sy_stage_case_filed(&e, s, end - s->scheme->days, SY_OPEN);
    keep_for(&k, s, &e, COURT_ELSEWHERE, end - 365);
    k.row.end = end;
    sy_put_case(s, &e);
    judge(s, &k);
}

/* Within an open case; what happened so many days after the end. */
static void run_out_or_not(sy_stage *s)
{
    const int32_t end = s->p->today - 20, day = end + s->scheme->days;
    sy_enforcement e;
    kept k;

    sy_stage_case_filed(&e, s, s->p->today - 120, SY_OPEN);
    keep_for(&k, s, &e, COURT_ELSEWHERE, end - 365);
    k.row.end = end;
    k.row.enforced = e.filed + 3;
    if (s->scheme->field == RELEASED) k.row.released = day;
    if (s->scheme->field == SEALED) put_seal(s, &k, e.number, day);
    if (s->scheme->field == KEPT_ON) put_seal(s, &k, k.row.case_number, day);
    if (s->scheme->field == PERFORMED) e.satisfied = e.lifted = day;
    sy_put_case(s, &e);
    judge(s, &k);
}

/* ---- its end told late, or never ---- */

/* So many days after the end. */
static void told_late(sy_stage *s)
{
    kept k;

    keep(&k, s, "浙9902", (int32_t)sy_days_from_civil(2023, 10, 27));
    k.row.told = k.row.end + s->scheme->days;
    judge(s, &k);
}

/* Another one of the same court, told in time. */
static void put_another(sy_stage *s, const kept *k)
{
    sy_row_preservations row = k->row;

    row.property_number = sy_stage_number(s, "6299");
    row.told = row.start + 2;
    row.released = row.end - 10;
    sy_put_preservations(s, &row);
}

/* The term ended so many days ago. */
static void never_told(sy_stage *s)
{
    const bool fills = s->scheme->field != NOT_FILLED;
    const int32_t end = s->p->today - s->scheme->days;
    kept k;

    keep(&k, s, fills ? COURT_THAT_FILLS_HALF : COURT_THAT_FILLS_NONE, end - 365);
    k.row.end = end;
    k.row.told = 0;
    if (s->scheme->field == RELEASED) k.row.released = end;
    if (fills) put_another(s, &k);
    judge(s, &k);
}

/* ---- the same in the list of seals ---- */

static sy_row_seals seal_of(sy_stage *s, const kept *k, int32_t end)
{
    return (sy_row_seals){.case_number = k->row.case_number,
                          .court = k->court,
                          .measure = "冻结",
                          .kind = "首封",
                          .property_kind = "存款",
                          .property_number = sy_stage_number(s, "6299"),
                          .property = "虚构银行存款",
                          .owner = k->respondent.name,
                          .owner_id = k->respondent.id,
                          .start = end - 365,
                          .end = end,
                          .told = end - 360};
}

static void judge_seal(sy_stage *s, const sy_row_seals *row, const char *otherwise)
{
    const char *key =
        sy_say(s, "%s %s %s", row->case_number, row->property_number, sy_say_day(s, row->start));

    sy_put_seals(s, row);
    sy_scheme_judge(s, key);
    if (s->scheme->why) sy_plant(s, s->scheme->model, otherwise, key);
}

/* Ended, not extended, and told so many days after; field: the list of preservations has it, too,
 * and is the one that says so. */
static void seal_told_late(sy_stage *s)
{
    kept k;

    keep(&k, s, "浙9902", s->p->today - 400);
    sy_row_seals row = seal_of(s, &k, s->p->today - 40);
    row.told = row.end + s->scheme->days;
    if (s->scheme->field) {
        k.row.property_number = row.property_number;
        k.row.start = row.start;
        k.row.end = row.end;
        k.row.told = row.told;
        sy_put_preservations(s, &k.row);
        sy_plant(s, "passive-preservation", "told-after",
                 sy_say(s, "%s %s %s told-after", row.case_number, row.property_number,
                        sy_say_day(s, row.start)));
    }
    judge_seal(s, &row, "not-extended");
}

/* The creditor asked so many days before the end, in which time the court may not be ready. */
static void seal_applied(sy_stage *s)
{
    kept k;

    keep(&k, s, "浙9902", s->p->today - 400);
    sy_row_seals row = seal_of(s, &k, s->p->today - 40);
    row.applied = row.end - s->scheme->days;
    judge_seal(s, &row, "not-extended");
}

/* The court says of another when it told, or of none. */
static void seal_never_told(sy_stage *s)
{
    kept k;

    keep(&k, s, s->scheme->why ? COURT_THAT_FILLS_NONE : COURT_THAT_FILLS_HALF, s->p->today - 400);
    sy_row_seals row = seal_of(s, &k, s->p->today - 40), other = row;
    row.told = 0;
    other.property_number = sy_stage_number(s, "6299");
    other.lifted = other.end - 10;
    if (!s->scheme->why) sy_put_seals(s, &other);
    judge_seal(s, &row, "not-extended");
}

/* ---- another court waits ---- */

typedef enum first_seal {
    STANDS,
    IN_ENFORCEMENT, /* the first court enforces, too */
    GIVEN_UP,
    RAN_OUT,
    ONE_COURT,
    WAITS_FOR_SUIT, /* the other court enforces nothing */
    TAKEN_OVER,
    SUIT_LOST
} first_seal;

static sy_row_seals wait_for(sy_stage *s, const sy_enforcement *e)
{
    return (sy_row_seals){.case_number = e->number,
                          .court = e->court,
                          .measure = "查封",
                          .kind = "轮候",
                          .property_kind = "不动产",
                          .property_number = sy_say(s, "浙(2019)乌有县不动产权第9%09llu号",
                                                    (unsigned long long)s->scene),
                          .property = "乌有县亡是苑房屋",
                          .owner = e->debtors[0].name,
                          .owner_id = e->debtors[0].id,
                          .start = e->filed + 10,
                          .as_of = s->p->today};
}

/* What the list of preservations says of the first seal. */
static void put_first(sy_stage *s, const sy_enforcement *e, const sy_row_seals *first)
{
    const first_seal kind = (first_seal)s->scheme->field;
    const sy_row_preservations row = {.case_number = first->case_number,
                                      .court = first->court,
                                      .applicant = e->creditors[1].name,
                                      .applicant_id = e->creditors[1].id,
                                      .respondent = first->owner,
                                      .respondent_id = first->owner_id,
                                      .property_number = first->property_number,
                                      .property = first->property,
                                      .amount = e->claim,
                                      .start = first->start,
                                      .end = first->end,
                                      .told = first->start + 2,
                                      .enforced = kind == TAKEN_OVER ? s->p->today - 10 : 0,
                                      .dismissed = kind == SUIT_LOST ? s->p->today - 10 : 0};
    if (kind == TAKEN_OVER || kind == SUIT_LOST) sy_put_preservations(s, &row);
}

/* A first seal for a suit, a year and so many days ago. */
static void first_court_idle(sy_stage *s)
{
    const first_seal kind = (first_seal)s->scheme->field;
    const unsigned long long number = s->scene + 20000000;
    sy_enforcement e;

    sy_stage_case_filed(&e, s, s->p->today - 200, SY_OPEN);
    e.extended = s->p->today + 60;
    sy_row_seals waiting = wait_for(s, &e), first = waiting;
    if (kind == WAITS_FOR_SUIT) waiting.case_number = sy_say(s, "(2026)浙9996财保%llu号", number);
    first.case_number =
        sy_say(s, "(2025)浙9996%s%llu号", kind == IN_ENFORCEMENT ? "执" : "财保", number + 1);
    if (kind != ONE_COURT) first.court = "亡是县忘川区人民法院";
    first.kind = "首封";
    first.start = sy_province_add_months(s->p->today, -12) - s->scheme->days;
    first.end = kind == RAN_OUT ? s->p->today - 1 : sy_province_add_months(first.start, 36);
    if (kind == GIVEN_UP) first.lifted = s->p->today - 1;
    sy_put_case(s, &e);
    sy_put_seals(s, &waiting);
    sy_put_seals(s, &first);
    put_first(s, &e, &first);
    sy_scheme_judge(s, sy_say(s, "%s %s", first.case_number, first.property_number));
    if (kind == RAN_OUT)
        sy_plant(s, "seal-lapsed", "not-extended",
                 sy_say(s, "%s %s %s", first.case_number, first.property_number,
                        sy_say_day(s, first.start)));
}

#define PRESERVATION .model = "passive-preservation"
#define LAPSED .model = "seal-lapsed"
#define IDLE .model = "seal-first-court-idle", .rule = "idle"

const sy_scheme sy_preservation_schemes[] = {
    {lost, PRESERVATION, .rule = "dismissed", .days = 31},
    {lost, PRESERVATION, .rule = "dismissed", .days = 31, .field = LAST_DAY},
    {lost, PRESERVATION, .rule = "dismissed", .days = 30, .why = "lost thirty days ago"},
    {lost, PRESERVATION, .rule = "dismissed", .days = 60, .field = RELEASED, .why = "released"},
    {lost, PRESERVATION, .rule = "dismissed", .days = 60, .field = OVER, .why = "it is over"},

    {not_handed_over, PRESERVATION, .rule = "not-handed-over", .days = 31},
    {not_handed_over, PRESERVATION, .rule = "not-handed-over", .days = 31, .field = BY_TITLE},
    {not_handed_over, PRESERVATION, .rule = "not-handed-over", .days = 30,
     .why = "filed thirty days ago"},
    {not_handed_over, PRESERVATION, .rule = "not-handed-over", .days = 60, .field = TAKEN,
     .why = "handed over"},
    {not_handed_over, PRESERVATION, .rule = "not-handed-over", .days = 60, .field = SEALED,
     .why = "sealed by the other court"},
    {not_handed_over, PRESERVATION, .rule = "not-handed-over", .days = 60, .field = RELEASED,
     .why = "released"},
    {not_handed_over, PRESERVATION, .rule = "not-handed-over", .days = 60, .field = OVER,
     .why = "it is over"},
    {not_handed_over, PRESERVATION, .rule = "not-handed-over", .days = 200, .field = PERFORMED,
     .why = "performed"},
    {not_taken_by_itself, PRESERVATION, .rule = "not-taken", .days = 31},
    {not_taken_by_itself, PRESERVATION, .rule = "not-taken", .days = 31, .field = BY_TITLE},
    {not_taken_by_itself, PRESERVATION, .rule = "not-taken", .days = 30,
     .why = "filed thirty days ago"},
    {not_taken_by_itself, PRESERVATION, .rule = "not-taken", .days = 60, .field = TAKEN,
     .why = "taken over"},
    {not_taken_by_itself, PRESERVATION, .rule = "not-taken", .days = 60, .field = SEALED,
     .why = "sealed in enforcement"},

    {run_out, PRESERVATION, .rule = "lapsed"},
    {run_out, PRESERVATION, .rule = "lapsed", .days = -1, .why = "it ended before the filing"},
    {run_out_or_not, PRESERVATION, .rule = "lapsed", .days = 2, .field = SEALED},
    {run_out_or_not, PRESERVATION, .rule = "lapsed", .days = 1, .field = SEALED,
     .why = "sealed on the day after the end"},
    {run_out_or_not, PRESERVATION, .rule = "lapsed", .days = 2, .field = KEPT_ON},
    {run_out_or_not, PRESERVATION, .rule = "lapsed", .days = 1, .field = KEPT_ON,
     .why = "kept on from the day after the end"},
    {run_out_or_not, PRESERVATION, .rule = "lapsed", .days = 1, .field = RELEASED},
    {run_out_or_not, PRESERVATION, .rule = "lapsed", .field = RELEASED,
     .why = "released on the last day"},
    {run_out_or_not, PRESERVATION, .rule = "lapsed", .days = 1, .field = PERFORMED},
    {run_out_or_not, PRESERVATION, .rule = "lapsed", .field = PERFORMED,
     .why = "performed on the last day"},

    {told_late, PRESERVATION, .rule = "told-after", .days = 1},
    {told_late, PRESERVATION, .rule = "told-after", .why = "told on the last day"},
    {never_told, PRESERVATION, .rule = "not-told", .days = 1},
    {never_told, PRESERVATION, .rule = "not-told", .why = "its last day is today"},
    {never_told, PRESERVATION, .rule = "not-told", .days = 40, .field = RELEASED,
     .why = "released on the last day"},
    {never_told, PRESERVATION, .rule = "not-told", .days = 40, .field = NOT_FILLED,
     .why = "the court never says"},

    {seal_told_late, LAPSED, .rule = "told-after", .days = 1},
    {seal_told_late, LAPSED, .rule = "told-after", .why = "told on the last day"},
    {seal_told_late, LAPSED, .rule = "told-after", .days = 1, .field = 1,
     .why = "the list of preservations has it"},
    {seal_applied, LAPSED, .rule = "applied-not-extended", .days = 7},
    {seal_applied, LAPSED, .rule = "applied-not-extended", .days = 6,
     .why = "asked six days before the end"},
    {seal_never_told, LAPSED, .rule = "not-told"},
    {seal_never_told, LAPSED, .rule = "not-told", .why = "the court never says"},

    {first_court_idle, IDLE, .days = 1},
    {first_court_idle, IDLE, .why = "a year ago to the day"},
    {first_court_idle, IDLE, .days = 40, .field = IN_ENFORCEMENT, .why = "it enforces itself"},
    {first_court_idle, IDLE, .days = 40, .field = GIVEN_UP, .why = "the first seal was lifted"},
    {first_court_idle, IDLE, .days = 40, .field = RAN_OUT, .why = "the first seal has run out"},
    {first_court_idle, IDLE, .days = 40, .field = ONE_COURT, .why = "one court has both"},
    {first_court_idle, IDLE, .days = 40, .field = WAITS_FOR_SUIT,
     .why = "who waits enforces nothing yet"},
    {first_court_idle, IDLE, .days = 40, .field = TAKEN_OVER, .why = "taken into enforcement"},
    {first_court_idle, IDLE, .days = 40, .field = SUIT_LOST, .why = "the suit was lost"},
    {.play = NULL},
};
