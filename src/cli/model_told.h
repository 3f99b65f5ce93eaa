/* model_told.h - what became of each model that was checked or run, told at the end. */
#ifndef SY_CLI_MODEL_TOLD_H
#define SY_CLI_MODEL_TOLD_H

#include "cli/model.h"
#include "model/found.h"

typedef enum sy_told_kind { SY_TOLD_CHECKED, SY_TOLD_RAN, SY_TOLD_DRY } sy_told_kind;

typedef struct sy_told_model {
    const sy_model *model;
    bool was_tried; /* false: somebody stopped it before its turn */
    sy_model_outcome outcome;
    sy_found *found; /* of a run that is not recorded; NULL */
    sy_err err;      /* what went wrong with this one */
} sy_told_model;

typedef struct sy_told {
    sy_call *call;
    sy_told_kind kind;
    sy_told_model *list;
    size_t n;
    int32_t today;           /* of a check */
    const sy_models *models; /* whose broken ones are told too; NULL: only those named */
} sy_told;

/* Runs each, and makes the findings that they read, until all are done or somebody stops it.
 * What goes wrong with one is in its err, and stops no other. */
SY_MUST_USE sy_status sy_told_run(sy_told *told, sy_model_shop *shop, sy_model_run_options *o,
                                  sy_err *err);

/* Prints it. A model that failed, is broken or did not get its turn makes the whole a
 * failure, so that nobody believes that it ran: SY_EDATA, SY_ELIMIT or SY_ECANCEL. */
SY_MUST_USE sy_status sy_told_print(const sy_told *t, sy_err *err);

#endif
