/* pool_rows.c - rows of a register for people or as JSON: what each said before and says now, and
 * where it stood and stands. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "cli/pool.h"
#include "cli/reply.h"
#include "store/facts.h"

sy_slice sy_pool_value_print(char out[SY_MINOR_TEXT], const sy_pool_column *c, sy_slice text)
{
    char fen[24];

    if (c->type != SY_POOL_AMOUNT || text.len == 0) return text;
    snprintf(fen, sizeof fen, "%.*s", (int)text.len, text.ptr);
    return sy_slice_of(sy_minor_print(out, strtoll(fen, NULL, 10)));
}

const char *sy_call_text(sy_call *call, sy_slice text)
{
    const char *copy = sy_arena_text(&call->arena, text.len ? text.ptr : "", text.len);
    return copy ? copy : "";
}

static void json_place(sy_pool_telling *t, const char *key, const sy_pool_place *p)
{
    char id[SY_ENTRY_ID];
    sy_json *j = &t->json;

    sy_json_key(j, key);
    if (p->row == 0) {
        sy_json_null(j);
        return;
    }
    sy_json_object(j);
    sy_reply_string(j, "id", sy_entry_id_print(id, p->sha256.ptr, p->number, p->row));
    sy_reply_text(j, "path", p->path);
    sy_reply_slice(j, "sheet", p->sheet);
    sy_reply_int(j, "row", p->row);
    sy_json_end(j);
}

static void json_row(sy_pool_telling *t, const sy_pool_replaced *row)
{
    sy_json *j = &t->json;
    char money[SY_MINOR_TEXT];

    sy_json_object(j);
    sy_reply_text(j, "key", row->key);
    json_place(t, "before", &row->before);
    json_place(t, "now", &row->now);
    sy_json_key(j, "changes");
    sy_json_array(j);
    for (size_t i = 0; i < row->n_changes; i++) {
        const sy_pool_column *c = &t->pool->columns[row->changes[i].column];
        sy_json_object(j);
        sy_reply_string(j, "column", c->id);
        sy_reply_string(j, "heading", c->zh);
        sy_reply_string(j, "en", c->en);
        sy_reply_text(j, "before", sy_pool_value_print(money, c, row->changes[i].before));
        sy_reply_text(j, "now", sy_pool_value_print(money, c, row->changes[i].now));
        sy_json_end(j);
    }
    sy_json_end(j);
    sy_json_end(j);
}

/* "a.xlsx 表一 17" */
static void table_place(sy_pool_telling *t, const sy_pool_place *p, const char *none)
{
    sy_buf text;

    sy_buf_init(&text, NULL, 4096);
    if (p->row)
        sy_buf_printf(&text, "%s%s%s %u", sy_path_name(sy_call_text(t->call, p->path)),
                      p->sheet.len ? " " : "", sy_call_text(t->call, p->sheet), p->row);
    sy_table_cell(&t->table, text.len ? text.ptr : none);
    sy_buf_dispose(&text);
}

static void table_row(sy_pool_telling *t, const sy_pool_replaced *row)
{
    char money[SY_MINOR_TEXT];
    const size_t lines = row->n_changes ? row->n_changes : 1;

    for (size_t i = 0; i < lines; i++) {
        const sy_pool_change *x = row->n_changes ? &row->changes[i] : NULL;
        const sy_pool_column *c = x ? &t->pool->columns[x->column] : NULL;
        sy_table_cell(&t->table, i ? "" : sy_call_text(t->call, row->key));
        sy_table_cell(&t->table, c ? sy_pool_column_title(c) : _("says the same"));
        sy_table_cell(&t->table,
                      x ? sy_call_text(t->call, sy_pool_value_print(money, c, x->before)) : "");
        sy_table_cell(&t->table,
                      x ? sy_call_text(t->call, sy_pool_value_print(money, c, x->now)) : "");
        if (i) {
            sy_table_cell(&t->table, "");
            sy_table_cell(&t->table, "");
            continue;
        }
        table_place(t, &row->before, "");
        table_place(t, &row->now, _("none stands"));
    }
}

void sy_pool_tell_begin(sy_pool_telling *t)
{
    if (t->call->json) {
        sy_json_key(&t->json, "rows");
        sy_json_array(&t->json);
        return;
    }
    sy_table_init(&t->table, &t->call->arena, "llllll");
    sy_table_head(&t->table, _("what it is about"), _("column"), _("said before"), _("says now"),
                  _("stood in"), _("now stands in"));
}

void sy_pool_tell_row(sy_pool_telling *t, const sy_pool_replaced *row)
{
    if (t->call->json)
        json_row(t, row);
    else
        table_row(t, row);
}

sy_status sy_pool_tell_end(sy_pool_telling *t, uint64_t total, uint64_t offset, uint64_t limit,
                           sy_err *err)
{
    if (t->call->json) {
        sy_json_end(&t->json);
        sy_reply_int(&t->json, "total", total);
        sy_reply_int(&t->json, "offset", offset);
        sy_json_end(&t->json);
        return sy_json_finish(&t->json, err);
    }
    if (total == 0) puts(_("no such rows"));
    const sy_status st = total ? sy_table_print(&t->table, stdout, err) : SY_OK;
    if (st == SY_OK && total > offset && total - offset > limit)
        puts(_("... more: --limit, --offset"));
    return st;
}
