/* pool_sheet.c - the columns of a pool as a form. Amounts are typed in yuan, whatever unit
 * the offices' own exports have: the heading says so. */
#include "report/pool_sheet.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/lang.h"
#include "report/form_sheet.h"

static sy_form_kind kind_of(const sy_pool_column *c)
{
    return c->type == SY_POOL_DATE     ? SY_FORM_DATE
           : c->type == SY_POOL_TIME   ? SY_FORM_TIME
           : c->type == SY_POOL_AMOUNT ? SY_FORM_MONEY
           : c->type == SY_POOL_NUMBER ? SY_FORM_COUNT
                                       : SY_FORM_TEXT;
}

static const char *joined(sy_arena *arena, const char *a, const char *b)
{
    const size_t size = strlen(a) + strlen(b) + 1;
    char *out = sy_arena_get(arena, size);
    if (out) snprintf(out, size, "%s%s", a, b);
    return out;
}

static const char *help_of(sy_arena *arena, const sy_pool_column *c)
{
    if (*c->example) return joined(arena, _("for example "), c->example);
    if (c->type == SY_POOL_NAMES || c->type == SY_POOL_IDENTITIES) {
        return _("several: with 、 between them, in the same order");
    }
    return c->type == SY_POOL_AMOUNT ? _("in yuan") : "";
}

/* In the first list of what a row must have. */
static bool is_required(const sy_pool *pool, size_t column)
{
    return pool->n_required > 0 && (pool->required[0] >> column & 1);
}

static sy_status write(const char *path, const sy_pool *pool, sy_arena *arena, sy_err *err)
{
    sy_form_column *columns = sy_arena_get(arena, pool->n_columns * sizeof *columns);
    const char *name = sy_lang_get() == SY_LANG_EN ? pool->en : pool->zh;
    const char *title = joined(
        arena, name, _(": rows 1 and 2 stay as they are, data from row 3; red must be filled in"));

    if (!columns || !title) return sy_fail_nomem(err);
    for (size_t i = 0; i < pool->n_columns; i++) {
        const sy_pool_column *c = &pool->columns[i];
        columns[i] = (sy_form_column){
            .heading = c->type == SY_POOL_AMOUNT ? joined(arena, c->zh, "(元)") : c->zh,
            .help = help_of(arena, c),
            .width = c->type == SY_POOL_IDENTITY || c->type == SY_POOL_IDENTITIES ? 22 : 0,
            .kind = kind_of(c),
            .is_required = is_required(pool, i)};
        if (!columns[i].heading || !columns[i].help) return sy_fail_nomem(err);
    }
    const sy_form_sheet sheet = {
        .name = pool->zh, .title = title, .columns = columns, .n_columns = pool->n_columns};
    return sy_form_write(path, &sheet, 1, err);
}

sy_status sy_pool_sheet_write(const char *path, const sy_pool *pool, sy_err *err)
{
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    const sy_status st = write(path, pool, &arena, err);
    sy_arena_dispose(&arena);
    return st;
}
