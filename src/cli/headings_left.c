/* headings_left.c - one wording for whoever loads and for the folder that is watched. */
#include "cli/headings_left.h"

#include "base/lang.h"

static void put_one(sy_buf *words, const sy_column_left *c)
{
    if (c->same_as)
        sy_buf_printf(words, _("%s (column %u; the same is taken from column %u, %s)"), c->heading,
                      c->column, c->same_as, c->same_heading);
    else if (c->near)
        sy_buf_printf(words, _("%s (is it %s?)"), c->heading, c->near);
    else
        sy_buf_text(words, c->heading);
}

bool sy_put_headings_left(sy_buf *words, const sy_table_report *t)
{
    bool is_slip = false;

    for (size_t i = 0; i < t->n_left; i++) {
        if (i > 0) sy_buf_text(words, _(", "));
        put_one(words, &t->left[i]);
        is_slip = is_slip || t->left[i].near || t->left[i].same_as;
    }
    return is_slip;
}
