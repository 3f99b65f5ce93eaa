/* stage.c - a row is written by the list of its fields. Cells never hold a comma or a quote. */
#include "synth/province/stage.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "synth/province/planted.h"
#include "synth/put.h"

enum { OF_SCENE = 64, MOST_ROW = 1 << 14 };

void sy_stage_begin(sy_stage *s, uint64_t n)
{
    s->scene = n;
    s->random.state = sy_chance_of(s->p, OF_SCENE, n);
    s->n_people = s->n_firms = s->n_cases = s->n_vehicles = s->n_numbers = s->n_suits = 0;
    s->n_cards = s->n_payments = 0;
    s->said = 0;
}

const char *sy_say(sy_stage *s, const char *format, ...)
{
    char *text = s->text + s->said;
    const size_t room = sizeof s->text - s->said;
    va_list arguments;

    va_start(arguments, format);
    const int n = vsnprintf(text, room, format, arguments);
    va_end(arguments);
    SY_ASSERT(n >= 0 && (size_t)n < room);
    s->said += (size_t)n + 1;
    return text;
}

const char *sy_say_day(sy_stage *s, int64_t day)
{
    char text[SY_TIME_TEXT];
    return sy_say(s, "%s", sy_time_print(text, day * SY_DAY, SY_DATE));
}

const char *sy_say_id(sy_stage *s, const sy_somebody *who)
{
    char id[SY_ID_TEXT];

    if (!who->is_firm) return sy_say(s, "%s", who->id);
    sy_province_old_id(id, who->id);
    return sy_say(s, "%s", id);
}

int32_t *sy_stage_field(sy_enforcement *e, size_t offset)
{
    return (int32_t *)(void *)((char *)e + offset);
}

uint32_t sy_stage_draw(sy_stage *s, uint32_t n)
{
    return sy_random_below(&s->random, n);
}

/* ---- rows ---- */

static char *put_day(char *p, int64_t day)
{
    sy_civil c;

    sy_civil_from_seconds(&c, day * SY_DAY);
    p = sy_put_digits(p, 4, (uint64_t)c.year);
    *p++ = '-';
    p = sy_put_digits(p, 2, (uint64_t)c.month);
    *p++ = '-';
    return sy_put_digits(p, 2, (uint64_t)c.day);
}

static char *put_second(char *p, int64_t at)
{
    p = put_day(p, sy_day_of(at));
    *p++ = ' ';
    return sy_put_clock(p, (uint32_t)(at - sy_day_of(at) * SY_DAY));
}

static char *put_cell(char *p, const sy_province_field *f, const char *at)
{
    int64_t number;

    switch (f->kind) {
    case SY_CELL_text: {
        const char *text;
        memcpy(&text, at, sizeof text);
        return text ? stpcpy(p, text) : p;
    }
    case SY_CELL_day: {
        int32_t day;
        memcpy(&day, at, sizeof day);
        return day ? put_day(p, day) : p;
    }
    default:
        memcpy(&number, at, sizeof number);
        if (number == 0) return p;
        if (number == SY_ZERO) number = 0;
        return f->kind == SY_CELL_fen      ? sy_put_fen(p, number)
               : f->kind == SY_CELL_second ? put_second(p, number)
                                           : sy_put_number(p, (uint64_t)number);
    }
}

void sy_stage_row(sy_stage *s, sy_province_pool pool, const void *row)
{
    const sy_province_table *t = &sy_province_tables[pool];
    char *p = sy_out_room(&s->outs[pool], MOST_ROW);

    for (size_t i = 0; i < t->n; i++) {
        if (i) *p++ = ',';
        p = put_cell(p, &t->fields[i], (const char *)row + t->fields[i].offset);
    }
    *p++ = '\n';
    sy_out_used(&s->outs[pool], p);
    s->rows[pool]++;
}

/* ---- of this scene ---- */

void sy_stage_person(sy_somebody *out, sy_stage *s)
{
    SY_ASSERT(s->n_people < SY_SCENE_PEOPLE);
    sy_province_person(out, s->p,
                       SY_SCENE_PEOPLE_FROM + s->scene * SY_SCENE_PEOPLE + s->n_people++);
}

void sy_stage_stranger(sy_somebody *out, sy_stage *s, const sy_enforcement *e)
{
    do {
        sy_stage_person(out, s);
    } while (strcmp(out->name, e->debtors[0].name) == 0 ||
             strcmp(out->name, e->debtors[1].name) == 0);
}

void sy_stage_firm(sy_somebody *out, sy_stage *s)
{
    SY_ASSERT(s->n_firms < 2);
    sy_province_firm(out, s->p, SY_FIRMS + s->scene * 2 + s->n_firms++);
}

/* Far above the numbers of the background. */
static uint64_t case_number(sy_stage *s)
{
    SY_ASSERT(s->n_cases < 16);
    return SY_SCENE_CASES_FROM + s->scene * 16 + s->n_cases++;
}

void sy_stage_case_filed(sy_enforcement *out, sy_stage *s, int32_t filed, sy_closing closing)
{
    sy_province_case(out, s->p, case_number(s), filed, closing);
    for (int i = 0; i < SY_CASE_DEBTORS; i++) sy_stage_person(&out->debtors[i], s);
    sy_stage_person(&out->creditors[1], s);
}

void sy_stage_case(sy_enforcement *out, sy_stage *s, sy_closing closing)
{
    const int32_t ago = closing == SY_OPEN ? 30 + (int32_t)sy_stage_draw(s, 100)
                                           : 500 + (int32_t)sy_stage_draw(s, 900);

    sy_stage_case_filed(out, s, s->p->today - ago, closing);
}

sy_row_vehicles sy_stage_vehicle(sy_stage *s, const sy_somebody *owner, int32_t since)
{
    static const char *const makes[] = {"乌有牌", "子虚牌", "无名牌", "追日牌"};
    char plate[SY_MADE_PLATE], vin[SY_MADE_VIN];
    const uint64_t n = 25000000 + s->scene * 8 + s->n_vehicles++;

    SY_ASSERT(s->n_vehicles <= 8);
    sy_province_plate(plate, n);
    sy_province_vin(vin, n);
    return (sy_row_vehicles){.plate = sy_say(s, "%s", plate),
                             .vin = sy_say(s, "%s", vin),
                             .make = makes[sy_stage_draw(s, 4)],
                             .use = "非营运",
                             .owner = sy_say(s, "%s", owner->name),
                             .owner_id = sy_say(s, "%s", owner->id),
                             .first_registered = since,
                             .since = since,
                             .inspected = s->p->today - 300,
                             .inspection_until = s->p->today + 200,
                             .scrap_by = s->p->today + 3000,
                             .state = "A",
                             .mortgaged = "否",
                             .acquired = "购买",
                             .price = 15000000,
                             .insured_until = s->p->today + 60};
}

const char *sy_stage_number(sy_stage *s, const char *prefix)
{
    SY_ASSERT(s->n_numbers < 100);
    return sy_say(s, "%s9%08llu%02u", prefix, (unsigned long long)s->scene, s->n_numbers++);
}

/* ---- the truth ---- */

void sy_plant(sy_stage *s, const char *model, const char *rule, const char *key)
{
    if (s->planted) sy_planted_add(s->planted, model, rule, NULL, key);
}

void sy_near(sy_stage *s, const char *model, const char *rule, const char *why, const char *key)
{
    if (s->planted) sy_planted_add(s->planted, model, rule, why, key);
}
