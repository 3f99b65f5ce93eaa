/* key_places.c - the rows behind a reason, as places in files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "casework/key_rows.h"
#include "cli/key_cases.h"
#include "cli/pool.h"
#include "cli/reply.h"

static int by_place(const void *a, const void *b)
{
    const sy_key_place *x = a, *y = b;
    int order = strcmp(x->pool->id, y->pool->id);

    if (order == 0) order = strcmp(x->source->sha256, y->source->sha256);
    if (order == 0)
        order = (x->source->sheet > y->source->sheet) - (x->source->sheet < y->source->sheet);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

sy_status sy_key_desk_sources(sy_key_desk *desk, sy_call *call, sy_err *err)
{
    return sy_facts_source_names(desk->leads.ws, &desk->sources, &desk->n_sources, &call->arena,
                                 err);
}

sy_status sy_key_places_of(sy_key_places *out, const sy_key_desk *desk, const sy_key_case *k,
                           const sy_key_reason *r, sy_call *call, sy_err *err)
{
    sy_key_rows rows;
    const sy_status st = sy_key_rows_read(&rows, &desk->list, k, r, &call->arena, err);

    *out = (sy_key_places){0};
    if (st != SY_OK) return st;
    out->items = sy_arena_get(&call->arena, (rows.n + 1) * sizeof *out->items);
    if (!out->items) return sy_fail_nomem(err);
    for (size_t i = 0; i < rows.n; i++) {
        const sy_key_row *row = &rows.items[i];
        const sy_key_place p = {
            sy_pools_find(desk->leads.pools, row->pool),
            sy_source_with_id(desk->sources, desk->n_sources, (uint32_t)(row->place >> 32)),
            (uint32_t)row->place};
        if (p.pool && p.source) out->items[out->n++] = p;
    }
    qsort(out->items, out->n, sizeof *out->items, by_place);
    return SY_OK;
}

void sy_key_places_json(sy_json *j, const sy_key_places *places)
{
    char id[SY_ENTRY_ID];

    sy_json_key(j, "rows");
    sy_json_array(j);
    for (size_t i = 0; i < places->n; i++) {
        const sy_key_place *p = &places->items[i];
        sy_json_object(j);
        sy_reply_string(j, "id",
                        sy_entry_id_print(id, p->source->sha256, p->source->sheet, p->row));
        sy_reply_string(j, "pool", p->pool->id);
        sy_reply_string(j, "name", p->pool->zh);
        sy_reply_string(j, "name_en", p->pool->en);
        sy_reply_string(j, "path", p->source->path);
        sy_reply_string(j, "sheet", *p->source->sheet_name ? p->source->sheet_name : NULL);
        sy_reply_int(j, "row", p->row);
        sy_json_end(j);
    }
    sy_json_end(j);
}

void sy_key_places_print(const sy_key_places *places)
{
    for (size_t i = 0; i < places->n; i++) {
        const sy_key_place *p = &places->items[i];
        printf("       ");
        sy_print_shown(stdout, sy_pool_title(p->pool));
        printf("  ");
        sy_print_shown(stdout, sy_path_name(p->source->path));
        printf(" ");
        if (*p->source->sheet_name) {
            sy_print_shown(stdout, p->source->sheet_name);
            printf(" ");
        }
        printf(_("row %u"), p->row);
        putchar('\n');
    }
}
