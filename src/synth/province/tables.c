/* The lists of tables.h as data. */
#include "synth/province/tables.h"

#define ENTRY(row, kind, field) {#field, SY_CELL_##kind, offsetof(sy_row_##row, field)},
#define FIELDS(NAME, name)                                                                         \
    static const sy_province_field fields_##name[] = {SY_FIELDS_##name(ENTRY, name)};
SY_PROVINCE_POOLS(FIELDS)

#define TABLE(NAME, name) {#name, fields_##name, sizeof fields_##name / sizeof *fields_##name},
const sy_province_table sy_province_tables[SY_PROVINCE_POOL_COUNT] = {SY_PROVINCE_POOLS(TABLE)};
