/* pool_history.c - suyuan pool history: what a register said before, a line for each value that
 * is another one now. */
#include <stdio.h>

#include "cli/open.h"
#include "cli/pool.h"
#include "cli/reply.h"
#include "cli/span.h"

typedef struct history {
    sy_pool_telling rows;
    const char *text; /* NULL: all */
    uint64_t offset, limit, n;
} history;

static sy_status on_row(void *ctx, const sy_pool_replaced *row, sy_err *err)
{
    history *h = ctx;

    (void)err;
    if (h->text && sy_slice_find(row->key, sy_slice_of(h->text)) == row->key.len) return SY_OK;
    const uint64_t at = h->n++;
    if (at >= h->offset && at - h->offset < h->limit) sy_pool_tell_row(&h->rows, row);
    return SY_OK;
}

static void begin(history *h)
{
    if (h->rows.call->json) {
        sy_call_answer(h->rows.call, &h->rows.json);
        sy_json_object(&h->rows.json);
        sy_reply_string(&h->rows.json, "pool", h->rows.pool->id);
    }
    sy_pool_tell_begin(&h->rows);
}

static sy_status finish(history *h, sy_err *err)
{
    if (h->n == 0 && !h->rows.call->json) {
        puts(_("no row of this pool has been replaced"));
        return SY_OK;
    }
    return sy_pool_tell_end(&h->rows, h->n, h->offset, h->limit, err);
}

sy_status sy_pool_tell_history(sy_call *call, sy_err *err)
{
    history h = {.rows = {.call = call},
                 .text = call->n_words > 3 ? call->words[3] : NULL,
                 .limit = call->json ? UINT64_MAX : SY_POOL_ROWS_FOR_PEOPLE};
    sy_workspace *ws = NULL;
    sy_pools *pools = NULL;
    sy_status st = sy_call_whole(call, "offset", &h.offset, err);

    if (st == SY_OK) st = sy_call_whole(call, "limit", &h.limit, err);
    if (st == SY_OK) st = sy_pools_load(&pools, NULL, call->words[0], err);
    if (st == SY_OK) st = sy_pool_named(pools, call, &h.rows.pool, err);
    if (st == SY_OK) st = sy_open_workspace(&ws, call, SY_READ, err);
    if (st == SY_OK) {
        begin(&h);
        st = sy_pool_history(ws, h.rows.pool, on_row, &h, err);
    }
    if (st == SY_OK) st = finish(&h, err);
    sy_workspace_close(ws);
    sy_pools_free(pools);
    return st;
}
