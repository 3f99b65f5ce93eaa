/* try.h - a model on the small pools of its own tests.
 *
 * A test is a text (test/NAME.test), in the manner of sqllogictest:
 *
 *     # what this shows
 *     today 2026-01-15
 *     set days 30
 *
 *     pool vehicles
 *     plate,owner-id,state
 *     浙D00001,330699198503150025,A
 *
 *     leads key,grade,rule,questions
 *     ----
 *     浙D00001,B,registered,sold
 *
 * A finding that the model reads is given like a pool (finding proxies). Rows of
 * pools and leads are CSV; a blank line ends them. Columns of leads: key, rule,
 * grade, case, court, amount (yuan), date, rank, parties, missing, questions (lists with a
 * blank between), law (yes, or no where no article was in force), and fact:NAME. The order
 * of leads does not matter. What runs is what runs on a workspace: the same process, the same
 * views, the same grades. A model that reads linked rows (store/linked.h) runs on all and on
 * those alone, and must give the same. */
#ifndef SY_MODEL_TRY_H
#define SY_MODEL_TRY_H

#include "base/buf.h"
#include "model/model.h"
#include "store/pools.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_model_trial {
    bool has_passed;
    size_t leads; /* expected */
} sy_model_trial;

/* name: for messages. difference: lines "-wanted" and "+came" where it has not passed, and a last
 * one where it has on all rows and not on the linked ones.
 * SY_EDATA with NAME:line where the test itself is wrong, or the query is. */
SY_MUST_USE sy_status sy_model_try(sy_model_trial *out, const sy_model *m, const sy_pools *pools,
                                   const char *name, sy_slice test, sy_buf *difference,
                                   sy_err *err);

/* ---- reading one, without running it ---- */

enum { SY_TRY_COLUMNS = 64, SY_TRY_POOLS = 32, SY_TRY_ROWS = 2000 };
typedef struct sy_try_row {
    sy_slice *cells;
    uint32_t line;
} sy_try_row;
typedef struct sy_try_table {
    sy_slice name; /* of a pool or (finding NAME) of a finding */
    bool is_finding;
    uint32_t line;
    sy_slice columns[SY_TRY_COLUMNS];
    size_t n_columns;
    sy_try_row *rows;
    size_t n_rows;
} sy_try_table;
typedef struct sy_try_test {
    int32_t today;
    struct {
        const char *id, *value;
    } settings[SY_TRY_COLUMNS];
    size_t n_settings;
    sy_try_table pools[SY_TRY_POOLS], leads;
    size_t n_pools;
} sy_try_test;
/* Slices into text or the arena. */
/* SY_EDATA, "NAME:line: words: what". */
sy_status sy_try_wrong(sy_err *err, const char *name, uint32_t line, const char *words,
                       sy_slice what);
SY_MUST_USE sy_status sy_try_parse(sy_try_test *out, const char *name, sy_slice text,
                                   sy_arena *arena, sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
