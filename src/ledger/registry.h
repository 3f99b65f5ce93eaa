/* registry.h - what account and person files say, row by row, found by number.
 *
 *     sy_registry *r;
 *     sy_registry_load(&r, NULL, ws, &err);
 *     const sy_record *rec = sy_registry_holder(r, SY_TEXT("6222021234567890003"));
 *     if (rec) name = sy_record_get(r, rec, SY_PART_NAME);
 *
 * Statements often leave the holder blank and the account file names him; facts
 * are never rewritten for that: who shows a ledger asks here. */
#ifndef SY_LEDGER_REGISTRY_H
#define SY_LEDGER_REGISTRY_H

#include "base/alloc.h"
#include "store/particulars.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_saying {
    sy_particular what;
    uint32_t column;
    sy_slice value;
} sy_saying;

/* One row of a file, by (sha256, sheet, row) in the registry. */
typedef struct sy_record {
    const sy_source *source;
    sy_source_kind kind;
    uint32_t row;
    size_t first, n; /* of the registry's sayings, by column */
} sy_record;

typedef struct sy_registry {
    const sy_alloc *al;
    sy_arena arena;
    sy_source *sources;
    size_t n_sources;
    sy_saying *sayings;
    size_t n_sayings, sayings_capacity;
    sy_record *records;
    size_t n_records, records_capacity;
    struct sy_numbered *numbers; /* by (number, record); private */
    size_t n_numbers, numbers_capacity;
} sy_registry;

/* Cost: one pass over the particulars; all of them stay in memory. */
SY_MUST_USE sy_status sy_registry_load(sy_registry **out, const sy_alloc *al, sy_workspace *ws,
                                       sy_err *err);
void sy_registry_free(sy_registry *r);

/* The first thing said of this kind; empty when nothing is. */
sy_slice sy_record_get(const sy_registry *r, const sy_record *record, sy_particular what);

/* The i-th record of kind accounts or sub-accounts that names this number as its card
 * or account; NULL past the last. Numbers compare as sy_parse_number makes them,
 * or letter by letter (ids of payment firms). */
const sy_record *sy_registry_account(const sy_registry *r, sy_slice number, size_t i);
/* The first of them that names the holder (SY_PART_NAME, or another kind). */
sy_slice sy_registry_of_account(const sy_registry *r, sy_slice number, sy_particular what);

#ifdef __cplusplus
}
#endif

#endif
