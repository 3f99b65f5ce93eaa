/* keys.c - one function for each form of a key. */
#include "synth/province/keys.h"

const char *sy_key_debtor(sy_stage *s, const sy_enforcement *e, int debtor)
{
    return sy_say(s, "%s %s", e->number, sy_say_id(s, &e->debtors[debtor]));
}

const char *sy_key_closed(sy_stage *s, const sy_enforcement *e, const char *rule)
{
    return sy_say(s, "%s %s %s", e->number, rule, sy_say_id(s, &e->debtors[0]));
}

const char *sy_key_vehicle(sy_stage *s, const sy_enforcement *e, const sy_row_vehicles *v)
{
    return sy_say(s, "%s %s", v->vin ? v->vin : v->plate, sy_say_id(s, &e->debtors[0]));
}

void sy_plant_vehicle_left(sy_stage *s, const sy_enforcement *e)
{
    sy_plant(s, "termination-vehicle", "vehicle", sy_key_closed(s, e, "vehicle"));
}

void sy_plant_property_left(sy_stage *s, const sy_enforcement *e, const char *rule)
{
    sy_plant(s, "termination-property", rule, sy_key_closed(s, e, rule));
}

void sy_plant_bought(sy_stage *s, const sy_somebody *who, const char *kind, const char *number)
{
    sy_plant(s, "refusal-consumption", "bought",
             sy_say(s, "%s %s %s", sy_say_id(s, who), kind, number));
}
