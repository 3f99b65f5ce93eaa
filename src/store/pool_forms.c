/* pool_forms.c - what SQL says and what C says of a value must be the same: pool_forms_test.c
 * asks both. */
#include "store/pool_forms.h"

#include <stdio.h>

#define BETWEEN "、"

size_t sy_pool_forms_of(sy_pool_form out[2], const sy_pool *pool, size_t column)
{
    const sy_pool_column *c = &pool->columns[column];
    const size_t n = c->type == SY_POOL_IDENTITIES                            ? 2
                     : c->type == SY_POOL_IDENTITY || c->type == SY_POOL_CASE ? 1
                                                                              : 0;

    for (size_t i = 0; i < n; i++) {
        out[i] = (sy_pool_form){.column = (uint8_t)column, .of_several = i == 1, .type = c->type};
        snprintf(out[i].sql, sizeof out[i].sql, "%s%s", c->sql, i == 1 ? "_norms" : "_norm");
    }
    return n;
}

size_t sy_pool_forms(sy_pool_form out[SY_POOL_FORMS], const sy_pool *pool)
{
    size_t n = 0;

    for (size_t i = 0; i < pool->n_columns; i++) n += sy_pool_forms_of(out + n, pool, i);
    return n;
}

/* ---- in C ---- */

static sy_slice identity(sy_slice value, sy_form_space *space)
{
    return sy_id_one_form(space->number, value) ? sy_slice_of(space->number) : SY_TEXT("");
}

static sy_slice case_number(sy_slice value, sy_form_space *space)
{
    sy_case_number c;

    if (!sy_case_number_read(&c, value)) return value;
    return sy_slice_of(sy_case_number_print(space->case_number, &c));
}

static sy_slice several(sy_slice value, sy_form_space *space)
{
    sy_buf_clear(&space->several);
    while (value.len > 0) {
        const sy_slice form = identity(sy_slice_cut(&value, SY_TEXT(BETWEEN)), space);
        if (form.len == 0) continue;
        if (space->several.len > 0) sy_buf_text(&space->several, BETWEEN);
        sy_buf_slice(&space->several, form);
    }
    return (sy_slice){space->several.ptr, space->several.len};
}

sy_slice sy_pool_form_make(const sy_pool_form *form, sy_slice value, sy_form_space *space)
{
    if (value.len == 0) return value;
    if (form->type == SY_POOL_CASE) return case_number(value, space);
    if (form->type == SY_POOL_IDENTITY) return identity(value, space);
    const bool are_several = sy_slice_holds(value, SY_TEXT(BETWEEN));
    if (are_several != form->of_several) return SY_TEXT("");
    return are_several ? several(value, space) : identity(value, space);
}

/* ---- in SQL ---- */

void sy_pool_form_sql(sy_buf *sql, const sy_pool_form *form, const char *expression)
{
    if (form->type == SY_POOL_CASE)
        sy_buf_printf(sql, "coalesce(norm_case(%s), %s)", expression, expression);
    else if (form->type == SY_POOL_IDENTITY)
        sy_buf_printf(sql, "norm_id(%s)", expression);
    else if (!form->of_several)
        sy_buf_printf(sql, "CASE WHEN NOT contains(%s, '" BETWEEN "') THEN norm_id(%s) END",
                      expression, expression);
    else
        sy_buf_printf(sql,
                      "CASE WHEN contains(%s, '" BETWEEN "') THEN list_aggregate(list_transform("
                      "string_split(%s, '" BETWEEN "'), lambda number: norm_id(number)),"
                      " 'string_agg', '" BETWEEN "') END",
                      expression, expression);
}
