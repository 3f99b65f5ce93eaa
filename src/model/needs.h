/* needs.h - a model's data against the pools' definitions. Private to this folder. */
#ifndef SY_MODEL_NEEDS_H
#define SY_MODEL_NEEDS_H

#include "model/run.h"
#include "store/findings.h"
#include "store/linked.h"

enum { SY_MODEL_POOLS = 64 };

typedef struct sy_model_need {
    const sy_pool *pool;
    const sy_model_data *data;
    int columns[SY_POOL_COLUMNS]; /* those required first */
    size_t n_columns, n_required;
    sy_pool_table table;
    char view[SY_POOL_SQL];
    sy_finding_state finding; /* of a finding: its snapshot */
    sy_linked linked;         /* of a pool of which it reads these rows */
} sy_model_need;

typedef struct sy_model_needs {
    sy_model_need items[SY_MODEL_POOLS];
    size_t n;
    sy_sandbox_view views[SY_MODEL_POOLS];
    char *sql[SY_MODEL_POOLS]; /* of the views */
    sy_sandbox_argument arguments[SY_MODEL_POOLS + 1];
    size_t n_arguments;
} sy_model_needs;

/* Zeroed needs; SY_EDATA when a pool or column is not defined. */
SY_MUST_USE sy_status sy_model_needs_find(sy_model_needs *needs, const sy_model *m,
                                          const sy_pools *pools, sy_err *err);
/* The views, of the tables (with_rows) or without rows. */
SY_MUST_USE sy_status sy_model_needs_views(sy_model_needs *needs, bool with_rows, sy_err *err);
/* The parameters: defaults, then settings, and today. SY_EINVAL names what does not fit. */
SY_MUST_USE sy_status sy_model_needs_arguments(sy_model_needs *needs, const sy_model *m,
                                               const sy_model_setting *settings, size_t n,
                                               int32_t today, sy_err *err);
void sy_model_needs_dispose(sy_model_needs *needs);

/* dict/workdays.yaml as a path (sy_drop). */
SY_MUST_USE sy_status sy_model_calendar(char **path, sy_err *err);

#endif
