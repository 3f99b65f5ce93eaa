/* mapping.h - a mapping of columns for people and as JSON. */
#ifndef SY_CLI_MAPPING_H
#define SY_CLI_MAPPING_H

#include "base/json.h"
#include "cli/command.h"
#include "intake/import.h"

/* The columns, then the first rows as they are read. */
SY_MUST_USE sy_status sy_mapping_print(sy_call *call, const sy_table_report *t, sy_err *err);
/* The key "mapping" and its object. */
void sy_mapping_json(sy_json *j, const sy_mapping_report *m);

#endif
