/* lead.h - rows of a query as leads that are kept. Private to this folder.
 *
 *     sy_lead_maker maker;
 *     sy_lead_maker_init(&maker, model, absent, n_absent, place, ctx);
 *     for (...) { sy_lead_make(&made, &maker, &row, &err); ... made.lead ... }
 *     sy_lead_maker_dispose(&maker);
 *
 * A lead says everything without the model at hand, in both languages, with file, sheet and
 * row of each fact: it outlives the next import. What it says like others is made once. */
#ifndef SY_MODEL_LEAD_H
#define SY_MODEL_LEAD_H

#include "base/buf.h"
#include "base/civil.h"
#include "base/keys.h"
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
    /* lead.c: what was made, and room for one lead */
    sy_keys kinds, sources;
    struct sy_lead_kind_text *commons; /* of each kind */
    const char **places;               /* of each source: JSON */
    const char **named;                /* places of the lead at hand */
    size_t n_commons, n_places, n_named;
    sy_buf kind, key, parties, body, wording_zh, wording_en;
    sy_arena arena;
} sy_lead_maker;

void sy_lead_maker_init(sy_lead_maker *maker, const sy_model *model, const char *const *absent,
                        size_t n_absent, sy_lead_place_fn *place, void *place_ctx);
void sy_lead_maker_dispose(sy_lead_maker *maker);

typedef struct sy_made_lead {
    sy_lead lead; /* its texts last until the next is made */
    bool is_outside_law; /* no article was in force on the day of the act */
    char id[SY_LEAD_ID], rule[64], case_number[256], court[128], act_date[SY_TIME_TEXT];
} sy_made_lead;

/* SY_EDATA where the row names a rule, condition or question that the model does not have. */
SY_MUST_USE sy_status sy_lead_make(sy_made_lead *out, sy_lead_maker *maker, const sy_lead_row *row,
                                   sy_err *err);

#endif
