/* pool_browse.c - suyuan pool rows: the rows of a pool that stand, all or those behind one number
 * of the check: a column's filled or blank ones, keys that lead nowhere. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/open.h"
#include "cli/pool.h"
#include "cli/reply.h"
#include "cli/span.h"
#include "cli/table.h"
#include "store/facts.h"
#include "store/pool_browse.h"

enum { ROWS_FOR_PEOPLE = 100, COLUMNS_FOR_PEOPLE = 6 };

typedef struct telling {
    sy_call *call;
    const sy_pool *pool;
    sy_pool_wish wish;
    sy_json json;
    sy_table table;
    size_t shown[COLUMNS_FOR_PEOPLE]; /* columns, of a table for people */
    size_t n_shown;
} telling;

static sy_status find_column(telling *t, const char *option, sy_pool_pick pick, sy_err *err)
{
    const char *id = sy_call_option(t->call, option);

    if (!id) return SY_OK;
    if (t->wish.pick != SY_POOL_ALL)
        return sy_fail(err, SY_EINVAL, N_("one of --filled, --blank and --lost, not several"));
    for (size_t i = 0; i < t->pool->n_columns; i++) {
        if (strcmp(t->pool->columns[i].id, id) != 0) continue;
        t->wish.pick = pick;
        t->wish.column = i;
        return SY_OK;
    }
    return sy_fail(err, SY_EINVAL, N_("the pool %s has no column \"%.60s\""), t->pool->id, id);
}

static sy_status read_wish(telling *t, sy_err *err)
{
    sy_status st = find_column(t, "filled", SY_POOL_FILLED, err);

    t->wish.limit = t->call->json ? UINT64_MAX : ROWS_FOR_PEOPLE;
    if (st == SY_OK) st = find_column(t, "blank", SY_POOL_BLANK, err);
    if (st == SY_OK) st = find_column(t, "lost", SY_POOL_LOST, err);
    if (st == SY_OK) st = sy_call_whole(t->call, "offset", &t->wish.offset, err);
    return st == SY_OK ? sy_call_whole(t->call, "limit", &t->wish.limit, err) : st;
}

/* ---- JSON ---- */

static void json_columns(sy_json *j, const sy_pool *pool)
{
    sy_json_key(j, "columns");
    sy_json_array(j);
    for (size_t i = 0; i < pool->n_columns; i++) {
        sy_json_object(j);
        sy_reply_string(j, "id", pool->columns[i].id);
        sy_reply_string(j, "heading", pool->columns[i].zh);
        sy_reply_string(j, "en", pool->columns[i].en);
        sy_json_end(j);
    }
    sy_json_end(j);
}

/* Straight from the row: as many as there are. */
static void json_line(telling *t, const sy_pool_line *line)
{
    char id[SY_ENTRY_ID], money[SY_MINOR_TEXT];
    sy_json *j = &t->json;

    sy_json_object(j);
    sy_reply_string(j, "id", sy_entry_id_print(id, line->sha256.ptr, line->sheet, line->row));
    sy_reply_text(j, "path", line->path);
    sy_reply_slice(j, "sheet", line->sheet_name);
    sy_reply_int(j, "row", line->row);
    sy_json_key(j, "values");
    sy_json_array(j);
    for (size_t i = 0; i < t->pool->n_columns; i++)
        sy_json_text(j, sy_pool_value_print(money, &t->pool->columns[i], line->values[i]));
    sy_json_end(j);
    sy_json_end(j);
}

static sy_status begin(telling *t, sy_err *err)
{
    if (t->call->json) {
        sy_call_answer(t->call, &t->json);
        sy_json_object(&t->json);
        sy_reply_string(&t->json, "pool", t->pool->id);
        json_columns(&t->json, t->pool);
        sy_json_key(&t->json, "rows");
        sy_json_array(&t->json);
        return SY_OK;
    }
    /* What was asked about first, then as many as a line holds. */
    if (t->wish.pick != SY_POOL_ALL) t->shown[t->n_shown++] = t->wish.column;
    for (size_t i = 0; i < t->pool->n_columns && t->n_shown < COLUMNS_FOR_PEOPLE; i++) {
        if (t->wish.pick == SY_POOL_ALL || i != t->wish.column) t->shown[t->n_shown++] = i;
    }
    char *align = sy_arena_get(&t->call->arena, COLUMNS_FOR_PEOPLE + 3);
    if (!align) return sy_fail_nomem(err);
    memset(align, 'l', t->n_shown + 2);
    align[t->n_shown + 2] = '\0';
    sy_table_init(&t->table, &t->call->arena, align);
    for (size_t i = 0; i < t->n_shown; i++)
        sy_table_cell(&t->table, sy_pool_column_title(&t->pool->columns[t->shown[i]]));
    sy_table_cell(&t->table, _("file"));
    sy_table_cell(&t->table, _("row"));
    return SY_OK;
}

static sy_status on_line(void *ctx, const sy_pool_line *line, sy_err *err)
{
    telling *t = ctx;
    char money[SY_MINOR_TEXT];

    (void)err;
    if (t->call->json) {
        json_line(t, line);
        return SY_OK;
    }
    for (size_t i = 0; i < t->n_shown; i++) {
        const size_t c = t->shown[i];
        sy_table_cell(&t->table,
                      sy_call_text(t->call, sy_pool_value_print(money, &t->pool->columns[c],
                                                                line->values[c])));
    }
    sy_table_cell(&t->table, sy_path_name(sy_call_text(t->call, line->path)));
    sy_table_int(&t->table, line->row);
    return SY_OK;
}

static sy_status finish(telling *t, uint64_t total, sy_err *err)
{
    if (t->call->json) {
        sy_json_end(&t->json);
        sy_reply_int(&t->json, "total", total);
        sy_reply_int(&t->json, "offset", t->wish.offset);
        sy_json_end(&t->json);
        return sy_json_finish(&t->json, err);
    }
    const sy_status st = sy_table_print(&t->table, stdout, err);
    if (st == SY_OK) printf(_("rows in all: %llu\n"), (unsigned long long)total);
    return st;
}

sy_status sy_pool_tell_rows(sy_call *call, sy_err *err)
{
    telling t = {.call = call};
    sy_workspace *ws = NULL;
    sy_pools *pools = NULL;
    uint64_t total = 0;
    sy_status st = sy_pools_load(&pools, NULL, call->words[0], err);

    if (st == SY_OK) st = sy_pool_named(pools, call, &t.pool, err);
    if (st == SY_OK) st = read_wish(&t, err);
    if (st == SY_OK) st = sy_open_workspace(&ws, call, SY_READ, err);
    if (st == SY_OK) st = begin(&t, err);
    if (st == SY_OK) st = sy_pool_browse(&total, ws, pools, t.pool, &t.wish, on_line, &t, err);
    if (st == SY_OK) st = finish(&t, total, err);
    sy_workspace_close(ws);
    sy_pools_free(pools);
    return st;
}
