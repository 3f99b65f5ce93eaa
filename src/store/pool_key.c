/* pool_key.c - values are compared as the table has them: of a column both rows are of one type. */
#include "store/pool_key.h"

static void put_part(sy_buf *sql, const sy_pool *pool, const bool *has,
                     const sy_pool_key_part *part)
{
    if (part->n > 1) sy_buf_text(sql, "coalesce(");
    for (uint8_t i = 0; i < part->n; i++) {
        const uint8_t column = part->columns[i];
        sy_buf_text(sql, i ? ", " : "");
        if (!has || has[column])
            sy_buf_printf(sql, "\"%s\"", pool->columns[column].sql);
        else
            sy_buf_text(sql, "NULL");
    }
    if (part->n > 1) sy_buf_char(sql, ')');
}

void sy_pool_key_sql(sy_buf *sql, const sy_pool *pool, const bool *has)
{
    for (size_t i = 0; i < pool->n_row_key; i++) {
        sy_buf_text(sql, ", ");
        put_part(sql, pool, has, &pool->row_key[i]);
        sy_buf_printf(sql, " AS k%zu", i);
    }
    sy_buf_text(sql, ", CASE WHEN true");
    for (size_t i = 0; i < pool->n_row_key; i++) {
        sy_buf_text(sql, " AND ");
        put_part(sql, pool, has, &pool->row_key[i]);
        sy_buf_text(sql, " IS NULL");
    }
    sy_buf_text(sql, " THEN fingerprint END AS whole");
}

void sy_pool_same_key_sql(sy_buf *sql, const sy_pool *pool)
{
    sy_buf_text(sql, "n.whole IS NOT DISTINCT FROM o.whole");
    for (size_t i = 0; i < pool->n_row_key; i++)
        sy_buf_printf(sql, " AND n.k%zu IS NOT DISTINCT FROM o.k%zu", i, i);
}
