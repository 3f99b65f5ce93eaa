/* people_of_cases.h - who is debtor and creditor of some cases, as registers of the court say.
 * Private to this folder. From the pools cases, terminated-cases and parties. */
#ifndef SY_CASEWORK_PEOPLE_OF_CASES_H
#define SY_CASEWORK_PEOPLE_OF_CASES_H

#include "casework/petitions.h"

typedef enum sy_side { SY_SIDE_DEBTOR, SY_SIDE_CREDITOR } sy_side;

typedef struct sy_person_of_case {
    const char *key; /* sy_case_key */
    const char *court;
    const char *name; /* "" also where a part of it is hidden */
    const char *id;   /* in its one form; "" */
    sy_side side;
} sy_person_of_case;

typedef struct sy_people_of_cases {
    sy_person_of_case *items; /* by key, side, name, id, court */
    size_t n;
} sy_people_of_cases;

/* Of the cases of these keys, in any of the forms in which they are given. A row that names
 * as many numbers as people gives each his own; else numbers stand without names. A name without a
 * number is left out where the same case and side has it with one. Cost: a scan of each pool's
 * columns. From the arena. */
SY_MUST_USE sy_status sy_people_of_cases_read(sy_people_of_cases *out, sy_workspace *ws,
                                              const sy_pools *pools, const char *const *keys,
                                              size_t n, sy_arena *arena, sy_err *err);

typedef struct sy_people_of_case {
    const sy_person_of_case *items;
    size_t n;
} sy_people_of_case;
sy_people_of_case sy_people_of(const sy_people_of_cases *p, const char *key);

/* The one form of an ID number, NULL: no memory. "" of what is none. */
const char *sy_person_id(sy_arena *arena, sy_slice cell);
/* A name that says who it is; "" where a part is hidden. NULL: no memory. */
const char *sy_person_name(sy_arena *arena, sy_slice cell);

#endif
