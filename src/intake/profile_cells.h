/* profile_cells.h - the part of a profile that says how cells are to be read.
 * Private to the reading of profiles (profile.c, profile_cells.c). */
#ifndef SY_INTAKE_PROFILE_CELLS_H
#define SY_INTAKE_PROFILE_CELLS_H

#include "base/yaml.h"
#include "intake/profile.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_profile_reader {
    sy_yaml *y;
    sy_arena *arena;
    bool has_no_memory;
} sy_profile_reader;

/* ---- profile.c ---- */

/* Texts of a list, folded as headings are. */
void sy_profile_read_headings(sy_profile_reader *r, sy_texts *out, const sy_yaml_node *list);
/* A copy that lives as long as the profile. */
const char *sy_profile_read_keep(sy_profile_reader *r, sy_slice s);
/* One of the words under a key of the profile; 0 where it is missing or, noted, none of them. */
size_t sy_profile_read_choice(sy_profile_reader *r, const char *key, const char *const *words,
                              size_t n);
/* The place of a name among n names, or -1. */
int sy_profile_index_of(const char *const *names, int n, sy_slice name);
extern const char *const sy_field_names[SY_FIELDS]; /* "card", ...: as in profiles */

/* ---- profile_cells.c ---- */

#define SY_PROFILE_CELL_KEYS                                                                       \
    "split", "dates", "amount-unit", "sign-repeats", "view", "name-labels", "own-bank",            \
        "currency", "general", "columns-by-position", "stop-at"

/* Reads those keys; mistakes are noted in r. */
void sy_profile_read_cells(sy_profile_reader *r, sy_profile *p);
/* Does a form hold the field? */
bool sy_profile_split_has(const sy_profile *p, int field);
/* Finds the columns of splits among folded cells; the fields that they bring. */
uint64_t sy_header_splits(const sy_profile *p, const sy_slice *cells, size_t n, sy_header_match *m,
                          bool *is_used);
/* Equal headings become heading, heading#2, heading#3, ... where there is room. */
void sy_headings_number(sy_slice *texts, char (*room)[SY_WORD_TEXT], size_t n);

#ifdef __cplusplus
}
#endif

#endif
