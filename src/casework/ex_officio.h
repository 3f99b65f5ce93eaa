/* ex_officio.h - the cases in which a procuratorate acts without an application (依职权):
 * the items of article 37 of the rules on supervision (监督规则), dict/ex-officio.yaml.
 *
 *     sy_ex_officio e;
 *     st = sy_ex_officio_load(&e, NULL, &arena, &err);
 *     const sy_ex_officio_item *i = sy_ex_officio_for(&e, "debtor");   // what fits often
 *
 * The words are data, since nobody here has the official text: an office checks them. */
#ifndef SY_CASEWORK_EX_OFFICIO_H
#define SY_CASEWORK_EX_OFFICIO_H

#include "model/model.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_ex_officio_item {
    const char *id; /* "1" to "6" */
    sy_words2 words;
    bool is_checked;     /* against the official text */
    unsigned suggest_of; /* bits 1 << sy_model_object */
} sy_ex_officio_item;

typedef struct sy_ex_officio {
    sy_ex_officio_item *items; /* as they stand in the file */
    size_t n;
} sy_ex_officio;

/* path: NULL for the program's own. From the arena. SY_EDATA with file:line:column. */
SY_MUST_USE sy_status sy_ex_officio_load(sy_ex_officio *e, const char *path, sy_arena *arena,
                                         sy_err *err);
/* NULL where there is none. */
const sy_ex_officio_item *sy_ex_officio_find(const sy_ex_officio *e, const char *id);
/* The first that is suggested for a lead of this object (sy_model_object_name); NULL. */
const sy_ex_officio_item *sy_ex_officio_for(const sy_ex_officio *e, const char *object);

#ifdef __cplusplus
}
#endif

#endif
