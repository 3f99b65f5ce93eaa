/* pool_forms.h - normal forms that a pool's table keeps beside what the files say, so that
 * models join on a column and not on a function of twenty million rows.
 *
 *   identity     x_norm    the one form of the number (norm_id); NULL where it has none
 *   identities   x_norm    the same where one number stands there
 *                x_norms   where several do: their forms with 、 between, those without left out
 *   case         x_norm    the case number in one form (norm_case), else the text itself
 *
 * A table of an older program has no such columns: a view gives the same by functions, until
 * the next load of the pool adds them (registers_write.c). */
#ifndef SY_STORE_POOL_FORMS_H
#define SY_STORE_POOL_FORMS_H

#include "base/buf.h"
#include "identifier/case_number.h"
#include "identifier/identifier.h"
#include "store/pools.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SY_POOL_FORMS = 2 * SY_POOL_COLUMNS };

typedef struct sy_pool_form {
    uint8_t column; /* of the pool */
    bool of_several;
    sy_pool_type type;           /* of that column */
    char sql[SY_POOL_SQL + 8]; /* its name: owner_id_norm */
} sy_pool_form;

/* All of a pool, in the order in which its table has them behind its own columns. */
size_t sy_pool_forms(sy_pool_form out[SY_POOL_FORMS], const sy_pool *pool);
/* Those of one column: none, one or two. */
size_t sy_pool_forms_of(sy_pool_form out[2], const sy_pool *pool, size_t column);

typedef struct sy_form_space {
    char number[SY_ID_SPACE], case_number[SY_CASE_TEXT];
    sy_buf several; /* sy_buf_init before the first, sy_buf_dispose after the last */
} sy_form_space;

/* The form of a value, in space until the next call, or the value itself; len 0: none.
 * Whether memory was lacking is in space->several. */
sy_slice sy_pool_form_make(const sy_pool_form *form, sy_slice value, sy_form_space *space);

/* The same as SQL over an expression, with the functions of scalars.h. */
void sy_pool_form_sql(sy_buf *sql, const sy_pool_form *form, const char *expression);

#ifdef __cplusplus
}
#endif

#endif
