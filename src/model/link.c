/* link.c - counts readers, gathers columns. Of the program's own models: others read all rows. */
#include "model/link.h"

#include <string.h>

#include "store/linked.h"

static const sy_model_data *linked_data(const sy_model *m, const sy_pool *pool)
{
    for (size_t i = 0; i < m->n_data && m->origin == SY_MODEL_OF_PROGRAM; i++) {
        if (m->data[i].is_linked && strcmp(m->data[i].pool, pool->id) == 0) return &m->data[i];
    }
    return NULL;
}

static sy_linked_columns bits_of(const sy_pool *pool, const char *const *ids, size_t n)
{
    sy_linked_columns bits = 0;

    for (size_t i = 0; i < n; i++) {
        const int column = sy_pool_column_named(pool, ids[i]);
        if (column >= 0) bits |= sy_linked_columns_of(&column, 1);
    }
    return bits;
}

static sy_linked_columns columns_read(const sy_models *library, const sy_pool *pool)
{
    sy_linked_columns bits = 0;

    for (size_t i = 0; i < sy_models_count(library); i++) {
        const sy_model_data *d = linked_data(sy_models_at(library, i), pool);
        if (!d) continue;
        bits |= bits_of(pool, d->columns, d->n_columns) | bits_of(pool, d->optional, d->n_optional);
    }
    return bits;
}

sy_status sy_models_link(sy_workspace *ws, const sy_pools *pools, const sy_models *library,
                         const sy_model *const *models, size_t n, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t p = 0; p < sy_pools_count(pools) && st == SY_OK; p++) {
        const sy_pool *pool = sy_pools_at(pools, p);
        size_t readers = 0;
        for (size_t i = 0; i < (models ? n : sy_models_count(library)); i++)
            readers += linked_data(models ? models[i] : sy_models_at(library, i), pool) != NULL;
        if (readers >= 2) st = sy_linked_make(ws, pools, pool, columns_read(library, pool), err);
    }
    return st;
}
