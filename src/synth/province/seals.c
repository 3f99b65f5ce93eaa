/* seals.c - seals whose term ended. */
#include "synth/province/schemes.h"

static const char lapsed[] = "seal-lapsed";

/* A case that is still open with its president's leave, and a frozen deposit in it. */
static sy_row_seals begin(sy_enforcement *e, sy_stage *s, int32_t end)
{
    const int32_t start = sy_province_add_months(end, -12);

    sy_stage_case_filed(e, s, start - 12, SY_OPEN);
    e->extended = s->p->today + 60;
    sy_put_case(s, e);
    return (sy_row_seals){.case_number = sy_say(s, "%s", e->number),
                          .court = sy_say(s, "%s", e->court),
                          .measure = "冻结",
                          .kind = "首封",
                          .property_kind = "存款",
                          .property_number = sy_stage_number(s, "6299"),
                          .property = "虚构银行存款",
                          .owner = sy_say(s, "%s", e->debtors[0].name),
                          .owner_id = sy_say(s, "%s", e->debtors[0].id),
                          .start = start,
                          .end = end};
}

static const char *key_of(sy_stage *s, const sy_row_seals *row)
{
    return sy_say(s, "%s %s %s", row->case_number, row->property_number, sy_say_day(s, row->start));
}

static int32_t some_end(sy_stage *s)
{
    return s->p->today - 20 - (int32_t)sy_stage_draw(s, 300);
}

static void applied_in_time(sy_stage *s)
{
    const int32_t end = some_end(s);
    sy_enforcement e;
    sy_row_seals row = begin(&e, s, end);

    row.applied = end - (int32_t)sy_stage_draw(s, 2) * 20; /* on the last day, or before */
    sy_put_seals(s, &row);
    sy_plant(s, lapsed, "applied-not-extended", key_of(s, &row));
}

static void applied_late(sy_stage *s)
{
    const int32_t end = some_end(s);
    sy_enforcement e;
    sy_row_seals row = begin(&e, s, end);

    row.applied = end + 1;
    sy_put_seals(s, &row);
    sy_plant(s, lapsed, "not-extended", key_of(s, &row));
    sy_near(s, lapsed, "applied-not-extended", "the creditor applied a day after the end",
            key_of(s, &row));
}

static void nobody_applied(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_seals row = begin(&e, s, s->p->today - 1);

    sy_put_seals(s, &row);
    sy_plant(s, lapsed, "not-extended", key_of(s, &row));
}

static void without_an_end(sy_stage *s)
{
    sy_enforcement e;
    sy_row_seals row = begin(&e, s, some_end(s));

    row.end = 0;
    sy_put_seals(s, &row);
    sy_plant(s, lapsed, "assumed-end", key_of(s, &row));
}

/* Without an end on record: so many days short of the longest term of its kind. */
static void longest_term(sy_stage *s)
{
    static const struct {
        const char *kind;
        int months;
    } terms[] = {{"存款", 12}, {"车辆", 24}, {"债权", 36}};
    const int months = terms[s->scheme->field].months;
    const int32_t start = sy_province_add_months(s->p->today, -months) + s->scheme->days;
    sy_enforcement e;
    sy_row_seals row = begin(&e, s, sy_province_add_months(start, 12));

    row.property_kind = terms[s->scheme->field].kind;
    row.end = 0;
    sy_put_seals(s, &row);
    sy_scheme_judge(s, key_of(s, &row));
    if (months > 12) /* no deposit: it might have been sold */
        sy_plant(s, "passive-overdue", "property-idle", sy_say(s, "%s property", row.case_number));
}

/* A car, first by its plate, then by its VIN, from the day after the end. */
static void extended_under_its_vin(sy_stage *s)
{
    const int32_t end = s->p->today - 40;
    sy_enforcement e;
    sy_row_seals row = begin(&e, s, end), next;
    const sy_row_vehicles v = sy_stage_vehicle(s, &e.debtors[0], e.made - 900);

    row.property_kind = "车辆";
    row.property_number = NULL;
    row.plate = v.plate;
    next = row;
    next.vin = v.vin;
    next.kind = "续封";
    next.start = end + 1;
    next.end = sy_province_add_months(next.start, 24);
    sy_put_seals(s, &row);
    sy_put_seals(s, &next);
    sy_near(s, lapsed, NULL, "extended under its VIN",
            sy_say(s, "%s %s %s", row.case_number, row.plate, sy_say_day(s, row.start)));
}

/* A second seal begins so many days after the end of the first. */
static sy_row_seals extended(sy_stage *s, int32_t days)
{
    const int32_t end = some_end(s);
    sy_enforcement e;
    sy_row_seals row = begin(&e, s, end), next = row;

    row.applied = end - 30;
    next.kind = "续封";
    next.start = end + days;
    next.end = sy_province_add_months(next.start, 12);
    sy_put_seals(s, &row);
    sy_put_seals(s, &next);
    return row;
}

static void extended_in_time(sy_stage *s)
{
    const sy_row_seals row = extended(s, 1);
    sy_near(s, lapsed, NULL, "extended on the day after the end", key_of(s, &row));
}

static void extended_late(sy_stage *s)
{
    const sy_row_seals row = extended(s, 2);
    sy_plant(s, lapsed, "applied-not-extended", key_of(s, &row));
}

static void lifted_on_the_last_day(sy_stage *s)
{
    const int32_t end = some_end(s);
    sy_enforcement e;
    sy_row_seals row = begin(&e, s, end);

    row.applied = end - 30;
    row.lifted = end;
    sy_put_seals(s, &row);
    sy_near(s, lapsed, NULL, "lifted on the last day", key_of(s, &row));
}

/* A row of its own says that it was lifted. */
static void put_release(sy_stage *s, const sy_row_seals *row, const char *measure, int32_t day)
{
    sy_row_seals release = *row;

    release.measure = measure;
    release.kind = NULL;
    release.start = day;
    release.end = release.applied = 0;
    sy_put_seals(s, &release);
}

static sy_row_seals released(sy_stage *s, const char *measure, int32_t days)
{
    const int32_t end = some_end(s);
    sy_enforcement e;
    sy_row_seals row = begin(&e, s, end);

    row.applied = end - 30;
    sy_put_seals(s, &row);
    put_release(s, &row, measure, end + days);
    return row;
}

static void released_on_the_last_day(sy_stage *s)
{
    const sy_row_seals row = released(s, "解除冻结", 0);
    sy_near(s, lapsed, NULL, "released on the last day, in a row of its own", key_of(s, &row));
}

static void released_too_late(sy_stage *s)
{
    const sy_row_seals row = released(s, "解除冻结", 1);
    sy_plant(s, lapsed, "applied-not-extended", key_of(s, &row));
}

static void waiting_released(sy_stage *s)
{
    const sy_row_seals row = released(s, "解除轮候冻结", -1);
    sy_plant(s, lapsed, "applied-not-extended", key_of(s, &row));
}

static void released_nobody_knows_when(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_seals row = begin(&e, s, some_end(s));

    sy_put_seals(s, &row);
    put_release(s, &row, "解除冻结", 0);
    sy_plant(s, lapsed, "maybe-released", key_of(s, &row));
}

static void sold_on_the_last_day(sy_stage *s)
{
    const int32_t end = some_end(s);
    sy_enforcement e;
    sy_row_seals row = begin(&e, s, end);

    row.applied = end - 30;
    row.disposed = end;
    sy_put_seals(s, &row);
    sy_near(s, lapsed, NULL, "sold on the last day", key_of(s, &row));
}

static void waiting(sy_stage *s)
{
    sy_enforcement e;
    sy_row_seals row = begin(&e, s, some_end(s));

    row.kind = "轮候";
    row.applied = row.end - 30;
    sy_put_seals(s, &row);
    sy_near(s, lapsed, NULL, "a waiting seal", key_of(s, &row));
}

static void ends_today(sy_stage *s)
{
    sy_enforcement e;
    sy_row_seals row = begin(&e, s, s->p->today);

    row.applied = row.end - 30;
    sy_put_seals(s, &row);
    sy_near(s, lapsed, NULL, "its last day is today", key_of(s, &row));
}

#define LONGEST(kind)                                                                              \
    {longest_term, .model = lapsed, .rule = "assumed-end", .field = (kind)},                       \
    {                                                                                              \
        longest_term, .model = lapsed, .rule = "assumed-end", .field = (kind), .days = 1,          \
                      .why = "the longest term ends today"                                         \
    }

const sy_scheme sy_seal_schemes[] = {
    {.play = applied_in_time},
    {.play = applied_late},
    {.play = nobody_applied},
    {.play = without_an_end},
    LONGEST(0),
    LONGEST(1),
    LONGEST(2),
    {.play = extended_under_its_vin},
    {.play = extended_in_time},
    {.play = extended_late},
    {.play = lifted_on_the_last_day},
    {.play = released_on_the_last_day},
    {.play = released_too_late},
    {.play = waiting_released},
    {.play = released_nobody_knows_when},
    {.play = sold_on_the_last_day},
    {.play = waiting},
    {.play = ends_today},
    {.play = NULL},
};
