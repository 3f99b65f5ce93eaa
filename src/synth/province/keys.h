/* keys.h - keys of leads as models write them, and leads that many schemes give besides their
 * own: what a thing of a debtor's is, whatever else it was played for. */
#ifndef SY_SYNTH_PROVINCE_KEYS_H
#define SY_SYNTH_PROVINCE_KEYS_H

#include "synth/province/stage.h"

/* "NUMBER ID" */
const char *sy_key_debtor(sy_stage *s, const sy_enforcement *e, int debtor);
/* "NUMBER RULE ID", of the first debtor */
const char *sy_key_closed(sy_stage *s, const sy_enforcement *e, const char *rule);
/* "VIN ID", of the first debtor */
const char *sy_key_vehicle(sy_stage *s, const sy_enforcement *e, const sy_row_vehicles *v);

/* His vehicle stood in the register on the day of closing, not sealed: termination-vehicle. */
void sy_plant_vehicle_left(sy_stage *s, const sy_enforcement *e);
/* termination-property: rule is real-estate, insurance, income or equity. */
void sy_plant_property_left(sy_stage *s, const sy_enforcement *e, const char *rule);
/* A house or policy ("不动产 UNIT", "保单 NUMBER") that he got under restriction:
 * refusal-consumption. */
void sy_plant_bought(sy_stage *s, const sy_somebody *who, const char *kind, const char *number);

#endif
