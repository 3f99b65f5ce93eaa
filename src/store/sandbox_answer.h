/* sandbox_answer.h - DuckDB's columns as leads; private to the model's process.
 *
 *     sy_answer a;
 *     st = sy_answer_columns(&a, &result, &err);      // are they a lead's columns?
 *     st = sy_answer_row(&a, chunk, row, &out, &err); // one lead in wire form
 */
#ifndef SY_STORE_SANDBOX_ANSWER_H
#define SY_STORE_SANDBOX_ANSWER_H

#include <duckdb.h>

#include "store/lead_row.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_answer {
    int column[SY_LEAD_COLUMNS]; /* of the result; -1: not given */
    duckdb_type type[SY_LEAD_COLUMNS];
} sy_answer;

/* SY_EDATA names the column. */
SY_MUST_USE sy_status sy_answer_columns(sy_answer *a, duckdb_result *result, sy_err *err);
SY_MUST_USE sy_status sy_answer_row(const sy_answer *a, duckdb_data_chunk chunk, idx_t row,
                                    sy_buf *out, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
