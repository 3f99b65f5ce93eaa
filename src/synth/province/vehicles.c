/* vehicles.c - vehicles of debtors: registered when a case was closed for now, bought after it,
 * bought while consumption was restricted. */
#include "synth/province/keys.h"
#include "synth/province/schemes.h"

static const char two_files[] = "vehicle-two-files",
                  after_closing[] = "vehicle-bought-after-termination",
                  restricted[] = "vehicle-bought-under-restriction";

/* A case closed for now, and a vehicle of its first debtor's since the day given. */
static sy_row_vehicles begin(sy_enforcement *e, sy_stage *s, int32_t since_closing)
{
    sy_stage_case(e, s, SY_CLOSED_FOR_NOW);
    return sy_stage_vehicle(s, &e->debtors[0], e->closed + since_closing);
}

/* The court found the vehicle and the debtor reported it, so that nothing else is wrong. */
static void end(sy_stage *s, sy_enforcement *e, const sy_row_vehicles *v)
{
    e->vehicle = v->plate;
    e->vehicle_since = v->since;
    sy_put_case(s, e);
    sy_put_vehicles(s, v);
}

static void registered(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_vehicles v = begin(&e, s, -900);

    end(s, &e, &v);
    sy_plant(s, two_files, "registered", sy_key_vehicle(s, &e, &v));
    sy_plant_vehicle_left(s, &e);
    sy_near(s, "termination-found", NULL, "a vehicle was found", sy_key_closed(s, &e, "found"));
}

static void registered_by_old_number(sy_stage *s)
{
    char old[SY_ID_TEXT];
    sy_enforcement e;
    sy_row_vehicles v = begin(&e, s, -900);

    sy_province_old_id(old, e.debtors[0].id);
    v.owner_id = old;
    end(s, &e, &v);
    sy_plant(s, two_files, "registered", sy_key_vehicle(s, &e, &v));
    sy_plant_vehicle_left(s, &e);
}

static void registered_to_firm(sy_stage *s)
{
    char old[SY_ID_TEXT];
    sy_enforcement e;

    sy_stage_case(&e, s, SY_CLOSED_FOR_NOW);
    sy_stage_firm(&e.debtors[0], s);
    sy_row_vehicles v = sy_stage_vehicle(s, &e.debtors[0], e.closed - 700);
    sy_province_old_id(old, e.debtors[0].id);
    v.owner_id = old;
    end(s, &e, &v);
    sy_plant(s, two_files, "registered", sy_key_vehicle(s, &e, &v));
    sy_plant_vehicle_left(s, &e);
}

/* Consumption is restricted in every lawful case, so what is bought after its closing for now
 * is bought under restriction, too. */
static void bought_after(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_vehicles v = begin(&e, s, 1);
    const char *key = sy_key_vehicle(s, &e, &v);

    end(s, &e, &v);
    sy_plant(s, two_files, "bought-after", key);
    sy_plant(s, after_closing, "bought", key);
    sy_plant(s, restricted, "bought", key);
    sy_near(s, "termination-vehicle", NULL, "registered the day after closing",
            sy_key_closed(s, &e, "vehicle"));
}

static void bought_on_the_day(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_vehicles v = begin(&e, s, 0);
    const char *key = sy_key_vehicle(s, &e, &v);

    end(s, &e, &v);
    sy_plant(s, two_files, "registered", key);
    sy_plant(s, restricted, "bought", key);
    sy_near(s, two_files, "bought-after", "registered on the day of closing", key);
    sy_near(s, after_closing, NULL, "registered on the day of closing", key);
    sy_plant_vehicle_left(s, &e);
}

static void bought_after_and_sold(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody buyer;
    sy_row_vehicles v = begin(&e, s, 40), later = v;
    const char *key = sy_key_vehicle(s, &e, &v);

    sy_stage_person(&buyer, s);
    later.owner = buyer.name;
    later.owner_id = buyer.id;
    later.since = v.since + 90;
    end(s, &e, &v);
    sy_put_vehicles(s, &later);
    sy_plant(s, after_closing, "bought-and-gone", key);
    sy_plant(s, "vehicle-transferred", "after-title", key);
    sy_plant(s, restricted, "bought", key);
    sy_near(s, two_files, NULL, "a later registration has another owner", key);
}

static void moved_in_after(sy_stage *s)
{
    sy_enforcement e;
    sy_row_vehicles v = begin(&e, s, 40);
    const char *key = sy_key_vehicle(s, &e, &v);

    v.first_registered = e.made - 500;
    v.former = v.owner;
    v.former_id = v.owner_id;
    end(s, &e, &v);
    sy_plant(s, two_files, "bought-after", key);
    sy_near(s, after_closing, NULL, "it was his before", key);
    sy_near(s, restricted, NULL, "it was his before", key);
}

/* ---- bought while consumption was restricted ---- */

/* In a case that ended performed, so many days after the order was served, or from its end. */
static void bought_between(sy_stage *s, bool is_from_end, int32_t days, const char *use,
                           const char *why)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_PERFORMED);
    sy_row_vehicles v =
        sy_stage_vehicle(s, &e.debtors[0], (is_from_end ? e.lifted : e.restricted + 1) + days);
    const char *key = sy_key_vehicle(s, &e, &v);

    v.use = use;
    end(s, &e, &v);
    if (why)
        sy_near(s, restricted, NULL, why, key);
    else
        sy_plant(s, restricted, "bought", key);
}

static void bought_the_day_after_service(sy_stage *s)
{
    bought_between(s, false, 1, "非营运", NULL);
}

static void bought_on_the_day_of_service(sy_stage *s)
{
    bought_between(s, false, 0, "非营运", "bought on the day of service");
}

static void bought_the_day_before_it_was_lifted(sy_stage *s)
{
    bought_between(s, true, -1, "营转非", NULL);
}

static void bought_on_the_day_it_was_lifted(sy_stage *s)
{
    bought_between(s, true, 0, "非营运", "bought on the day it was lifted");
}

static void bought_for_business(sy_stage *s)
{
    bought_between(s, false, 1, "货运", "used for business");
}

static void bought_by_unit(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_PERFORMED);
    sy_stage_firm(&e.debtors[0], s);
    const sy_row_vehicles v = sy_stage_vehicle(s, &e.debtors[0], e.restricted + 2);
    end(s, &e, &v);
    sy_plant(s, restricted, "bought-by-unit", sy_key_vehicle(s, &e, &v));
}

/* ---- sealed ---- */

static void sealed_in_use(sy_stage *s)
{
    sy_enforcement e;
    sy_row_vehicles v = begin(&e, s, -900);

    v.state = "K";
    v.inspected = e.closed + 1;
    v.inspection_until = v.insured_until = s->p->today - 1;
    end(s, &e, &v);
    sy_plant(s, two_files, "sealed-in-use", sy_key_vehicle(s, &e, &v));
}

static void sealed_unused(sy_stage *s)
{
    sy_enforcement e;
    sy_row_vehicles v = begin(&e, s, -900);

    v.state = "K";
    v.inspected = e.closed;
    v.inspection_until = v.insured_until = s->p->today - 1;
    end(s, &e, &v);
    sy_near(s, two_files, NULL, "sealed, and the last sign of use is of the day of closing",
            sy_key_vehicle(s, &e, &v));
    sy_near(s, "termination-vehicle", NULL, "sealed by its state", sy_key_closed(s, &e, "vehicle"));
}

/* ---- exclusions ---- */

static void sold(sy_stage *s)
{
    sy_enforcement e;
    sy_somebody buyer;
    sy_row_vehicles v = begin(&e, s, -900), later = v;

    sy_stage_person(&buyer, s);
    later.owner = buyer.name;
    later.owner_id = buyer.id;
    later.former = v.owner;
    later.former_id = v.owner_id;
    later.since = e.made - 200;
    v.until = later.since;
    end(s, &e, &v);
    sy_put_vehicles(s, &later);
    sy_near(s, two_files, NULL, "a later registration has another owner",
            sy_key_vehicle(s, &e, &v));
    sy_near(s, "termination-vehicle", NULL, "sold before the closing",
            sy_key_closed(s, &e, "vehicle"));
}

static void scrapped(sy_stage *s)
{
    static const char *const states[] = {"B", "C", "E", "M", "P", "GM", "注销"};
    sy_enforcement e;
    sy_row_vehicles v = begin(&e, s, -900);

    v.state = states[sy_stage_draw(s, 7)];
    end(s, &e, &v);
    sy_near(s, two_files, NULL, "gone by its state", sy_key_vehicle(s, &e, &v));
    sy_near(s, "termination-vehicle", NULL, "gone by its state", sy_key_closed(s, &e, "vehicle"));
}

/* inspection_until is this long before today. */
static sy_row_vehicles not_inspected(sy_enforcement *e, sy_stage *s, int32_t days)
{
    sy_row_vehicles v = begin(e, s, -900);

    v.inspected = e->made - 400;
    v.inspection_until = sy_province_add_months(s->p->today, -36) - days;
    v.insured_until = v.inspection_until;
    end(s, e, &v);
    return v;
}

static void inspected_long_ago(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_vehicles v = not_inspected(&e, s, 1);

    sy_near(s, two_files, NULL, "inspection ran out 36 months and a day ago",
            sy_key_vehicle(s, &e, &v));
    sy_plant_vehicle_left(s, &e);
}

static void inspected_just_in_time(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_vehicles v = not_inspected(&e, s, 0);

    sy_plant(s, two_files, "registered", sy_key_vehicle(s, &e, &v));
    sy_plant_vehicle_left(s, &e);
}

static void resumed(sy_stage *s)
{
    sy_enforcement e;
    const sy_row_vehicles v = begin(&e, s, -900);

    e.resumed = e.closed + 200;
    end(s, &e, &v);
    sy_near(s, two_files, NULL, "the case was resumed", sy_key_vehicle(s, &e, &v));
    sy_plant_vehicle_left(s, &e);
}

static void performed(sy_stage *s)
{
    sy_enforcement e;

    sy_stage_case(&e, s, SY_PERFORMED);
    const sy_row_vehicles v = sy_stage_vehicle(s, &e.debtors[0], e.filed - 900);
    end(s, &e, &v);
    sy_near(s, two_files, NULL, "the case ended performed", sy_key_vehicle(s, &e, &v));
}

const sy_scheme sy_vehicle_schemes[] = {
    {.play = registered, .share = 60}, /* as many as a province has */
    {.play = registered_by_old_number},
    {.play = registered_to_firm},
    {.play = bought_after, .share = 3},
    {.play = bought_on_the_day},
    {.play = bought_after_and_sold},
    {.play = moved_in_after},
    {.play = bought_the_day_after_service},
    {.play = bought_on_the_day_of_service},
    {.play = bought_the_day_before_it_was_lifted},
    {.play = bought_on_the_day_it_was_lifted},
    {.play = bought_for_business},
    {.play = bought_by_unit},
    {.play = sealed_in_use},
    {.play = sealed_unused},
    {.play = sold},
    {.play = scrapped},
    {.play = inspected_long_ago},
    {.play = inspected_just_in_time},
    {.play = resumed},
    {.play = performed},
    {.play = NULL},
};
