/* key_cases.h - the parts of suyuan key-cases. */
#ifndef SY_CLI_KEY_CASES_H
#define SY_CLI_KEY_CASES_H

#include "casework/key_cases.h"
#include "cli/lead.h"
#include "store/facts.h"

/* What every verb needs; sy_key_desk_close in any case. */
typedef struct sy_key_desk {
    sy_lead_desk leads;
    sy_key_weights weights;
    sy_key_cases list;
    sy_source *sources; /* of places (sy_key_desk_sources) */
    size_t n_sources;
} sy_key_desk;
/* all: also cases that are not on the list. */
SY_MUST_USE sy_status sy_key_desk_open(sy_key_desk *desk, sy_call *call, sy_access access, bool all,
                                       sy_err *err);
void sy_key_desk_close(sy_key_desk *desk);
/* The case that word names, written in any way. SY_EDATA. */
SY_MUST_USE sy_status sy_key_desk_find(const sy_key_desk *desk, const sy_key_case **k,
                                       const char *word, sy_err *err);

/* Reads what places need. From the call's arena. */
SY_MUST_USE sy_status sy_key_desk_sources(sy_key_desk *desk, sy_call *call, sy_err *err);

/* The row of a register behind a reason; strings of the desk or the sources. */
typedef struct sy_key_place {
    const sy_pool *pool;
    const sy_source *source;
    uint32_t row;
} sy_key_place;
typedef struct sy_key_places {
    sy_key_place *items; /* by pool, file (its hash), sheet and row: in whatever order they came */
    size_t n;
} sy_key_places;
/* r: NULL for the document that names the case. From the call's arena; desk with its sources. */
SY_MUST_USE sy_status sy_key_places_of(sy_key_places *out, const sy_key_desk *desk,
                                       const sy_key_case *k, const sy_key_reason *r, sy_call *call,
                                       sy_err *err);
/* As member "rows" of an object. */
void sy_key_places_json(sy_json *j, const sy_key_places *places);
/* A line each. */
void sy_key_places_print(const sy_key_places *places);

SY_MUST_USE sy_status sy_key_list(sy_call *call, sy_err *err);
SY_MUST_USE sy_status sy_key_show(sy_call *call, sy_err *err);

#endif
