/* clues.h - one call of suyuan clues, and the forms of its answer. */
#ifndef SY_CLI_CLUES_H
#define SY_CLI_CLUES_H

#include "cli/command.h"
#include "insight/registered.h"
#include "report/telling.h"
#include "store/model_runs.h"

typedef struct sy_clues_run {
    sy_call *call;
    sy_access access;
    bool all;
    sy_asset_class only; /* SY_ASSET_NONE: all classes */
    sy_case *c;
    sy_telling t;
    sy_scene *s;
    sy_property_words *words;
    sy_clues *k;
    sy_pools *pools;
    sy_registered *found; /* by clue of k->items */
    sy_lead *leads;       /* that were made of clues */
    size_t n_leads;
} sy_clues_run;

void sy_clues_run_dispose(sy_clues_run *r);

/* The lists of an answer: by standing, then uses that name a thing, then spending. */
typedef enum sy_clue_list {
    SY_CLUES_USES = SY_CLUE_STANDINGS,
    SY_CLUES_SPENDING,
    SY_CLUE_LISTS
} sy_clue_list;

static inline int sy_clue_list_of(const sy_clue *k)
{
    if (k->asset == SY_ASSET_CONSUMPTION) return SY_CLUES_SPENDING;
    return k->betrays ? SY_CLUES_USES : (int)k->standing;
}

static inline bool sy_clue_is_wanted(const sy_clues_run *r, const sy_clue *k)
{
    if (k->aside != SY_CLUE_IS_SHOWN && !k->betrays && !r->all) return false;
    return r->only == SY_ASSET_NONE || r->only == k->asset;
}

/* clues_register.c: what registers say of a clue, as a line and as the value of "register". */
SY_MUST_USE sy_status sy_clue_register_print(const sy_clues_run *r, const sy_clue *k, sy_err *err);
void sy_clue_register_json(sy_json *j, const sy_clues_run *r, const sy_clue *k);

/* clues_lead.c: a clue as a lead that is worked on (casework/by_hand.h). */
SY_MUST_USE sy_status sy_clue_make_lead(sy_clues_run *r, const sy_clue *k, sy_err *err);
SY_MUST_USE sy_status sy_clue_leads_read(sy_clues_run *r, sy_err *err);
/* The id of the lead that was made of it; NULL. */
const char *sy_clue_lead(const sy_clues_run *r, const sy_clue *k);

SY_MUST_USE sy_status sy_clues_print(sy_clues_run *r, sy_err *err);
SY_MUST_USE sy_status sy_clue_one_print(sy_clues_run *r, const sy_clue *k, sy_err *err);
SY_MUST_USE sy_status sy_clues_json(sy_clues_run *r, sy_err *err);
SY_MUST_USE sy_status sy_clue_one_json(sy_clues_run *r, const sy_clue *k, sy_err *err);

#endif
