/* lead.h - a row of a query as the lead that is kept. Private to this folder.
 *
 * The body of a lead is JSON that says everything without the model at hand, in both
 * languages, with file, sheet and row of each fact: the lead outlives the next import. */
#ifndef SY_MODEL_LEAD_H
#define SY_MODEL_LEAD_H

#include "base/civil.h"
#include "model/run.h"

typedef struct sy_lead_place {
    const char *file, *sheet, *sha256; /* sheet: NULL for text */
} sy_lead_place;
/* Where a source of the facts is; false: there is none of that number. */
typedef bool sy_lead_place_fn(void *ctx, uint32_t source, sy_lead_place *place);

typedef struct sy_lead_maker {
    const sy_model *model;
    const char *const *absent; /* optional columns that say nothing: "pool.column" */
    size_t n_absent;
    sy_lead_place_fn *place;
    void *place_ctx;
} sy_lead_maker;

typedef struct sy_made_lead {
    sy_lead lead;
    bool is_outside_law; /* no article was in force on the day of the act */
    char id[SY_LEAD_ID], rule[64], case_number[256], court[128], act_date[SY_TIME_TEXT];
    char *body; /* sy_made_lead_dispose */
} sy_made_lead;

/* SY_EDATA where the row names a rule, condition or question that the model does not have. */
SY_MUST_USE sy_status sy_lead_make(sy_made_lead *out, const sy_lead_maker *maker,
                                   const sy_lead_row *row, sy_err *err);
void sy_made_lead_dispose(sy_made_lead *made);

#endif
