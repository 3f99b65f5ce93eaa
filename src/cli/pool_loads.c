/* pool_loads.c - suyuan pool loads: each load of a register, and the rows behind its numbers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "cli/import_report.h"
#include "cli/open.h"
#include "cli/pool.h"
#include "cli/reply.h"
#include "cli/span.h"
#include "intake/rules.h"
#include "store/extracts.h"
#include "store/pool_loads.h"

/* What became of a row, as a word of the command; the kinds of pool_history.h come first. */
enum { REJECTED = SY_LOAD_KINDS, KINDS };
static const char *const kind_words[KINDS] = {[SY_LOAD_NEW] = "new",
                                              [SY_LOAD_CHANGED] = "changed",
                                              [SY_LOAD_SAME] = "same",
                                              [SY_LOAD_EARLIER] = "earlier",
                                              [REJECTED] = "rejected"};

static uint64_t rows_of(const sy_pool_load *load, int kind)
{
    const uint64_t rows[KINDS] = {[SY_LOAD_NEW] = load->added,
                                  [SY_LOAD_CHANGED] = load->changed,
                                  [SY_LOAD_SAME] = load->same,
                                  [SY_LOAD_EARLIER] = load->earlier,
                                  [REJECTED] = load->rejected};
    return rows[kind];
}

/* ---- the list ---- */

typedef struct loads {
    sy_pool_load *items;
    size_t n;
    sy_extract *extracts; /* files of which only some rows were kept (--only-matching) */
    size_t n_extracts;
} loads;

/* NULL: the whole file was loaded. */
static const sy_extract *extract_of(const loads *all, const sy_pool_load *load)
{
    for (size_t i = 0; i < all->n_extracts; i++) {
        if (strcmp(all->extracts[i].sha256, load->sha256) == 0) return &all->extracts[i];
    }
    return NULL;
}

static void json_load(sy_json *j, const loads *all, size_t at)
{
    const sy_pool_load *load = &all->items[at];
    const sy_extract *extract = extract_of(all, load);

    sy_json_object(j);
    sy_reply_int(j, "load", at + 1);
    sy_reply_string(j, "path", load->path);
    sy_reply_string(j, "sheet", *load->sheet ? load->sheet : NULL);
    sy_reply_string(j, "sha256", load->sha256);
    sy_reply_string(j, "who", load->who);
    sy_reply_string(j, "at", load->at);
    sy_reply_int(j, "rows", load->rows);
    sy_json_key(j, "extract_of");
    if (extract)
        sy_json_int(j, (int64_t)extract->rows);
    else
        sy_json_null(j);
    for (int kind = 0; kind < KINDS; kind++) {
        sy_json_key(j, kind_words[kind]);
        if (load->removed_at)
            sy_json_null(j);
        else
            sy_json_int(j, (int64_t)rows_of(load, kind));
    }
    sy_json_key(j, "reasons");
    sy_json_array(j);
    for (size_t i = 0; i < load->n_reasons; i++) {
        sy_json_object(j);
        sy_reply_string(j, "rule", load->reasons[i].rule);
        sy_rule_words_json(j, load->reasons[i].rule);
        sy_reply_int(j, "rows", load->reasons[i].rows);
        sy_json_end(j);
    }
    sy_json_end(j);
    sy_reply_string(j, "removed_by", load->removed_by);
    sy_reply_string(j, "removed_at", load->removed_at);
    sy_json_end(j);
}

static sy_status list_json(sy_call *call, const sy_pool *pool, const loads *all, sy_err *err)
{
    sy_json j;

    sy_call_answer(call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "pool", pool->id);
    sy_json_key(&j, "loads");
    sy_json_array(&j);
    for (size_t i = 0; i < all->n; i++) json_load(&j, all, i);
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

/* Under the table: of what it is an extract, why rows were rejected, what was taken out. */
static void print_rest(const loads *all, size_t at)
{
    const sy_pool_load *load = &all->items[at];
    const sy_extract *extract = extract_of(all, load);
    const size_t number = at + 1;

    if (extract)
        printf(_("load %zu is an extract: %llu rows of %llu were kept (%s)\n"), number,
               (unsigned long long)extract->kept, (unsigned long long)extract->rows,
               extract->matching);
    for (size_t i = 0; i < load->n_reasons; i++) {
        printf(_("load %zu, rejected: %s, %llu rows\n"), number,
               sy_rule_words_of(load->reasons[i].rule), (unsigned long long)load->reasons[i].rows);
    }
    if (load->removed_at)
        printf(_("load %zu was taken out again by %s, %s\n"), number, load->removed_by,
               load->removed_at);
}

static sy_status list_table(sy_call *call, const loads *all, sy_err *err)
{
    const sy_pool_load *list = all->items;
    const size_t n = all->n;
    sy_table t;

    if (n == 0) {
        puts(_("nothing was loaded into this pool"));
        return SY_OK;
    }
    sy_table_init(&t, &call->arena, "rllllrrrrrr");
    sy_table_head(&t, _("load"), _("file"), _("sheet"), _("when"), _("loaded by"), _("rows"),
                  _("new"), _("says otherwise"), _("the same"), _("of an earlier day"),
                  _("rejected"));
    for (size_t i = 0; i < n; i++) {
        sy_table_int(&t, i + 1);
        sy_table_cell(&t, sy_path_name(list[i].path));
        sy_table_cell(&t, list[i].sheet);
        sy_table_cell(&t, list[i].at);
        sy_table_cell(&t, list[i].who);
        sy_table_int(&t, list[i].rows);
        for (int kind = 0; kind < KINDS; kind++) {
            if (list[i].removed_at)
                sy_table_cell(&t, "");
            else
                sy_table_int(&t, rows_of(&list[i], kind));
        }
    }
    const sy_status st = sy_table_print(&t, stdout, err);
    for (size_t i = 0; i < n && st == SY_OK; i++) print_rest(all, i);
    return st;
}

/* ---- the rows behind a number ---- */

typedef struct behind {
    sy_pool_telling rows;
    const sy_pool_load *load;
    size_t number;
    int kind;
    uint64_t offset, limit, n;
} behind;

static sy_status on_row(void *ctx, const sy_pool_replaced *row, sy_err *err)
{
    (void)err;
    sy_pool_tell_row(&((behind *)ctx)->rows, row);
    return SY_OK;
}

static sy_status on_reject(void *ctx, const sy_reject_row *r, sy_err *err)
{
    behind *b = ctx;
    sy_json *j = &b->rows.json;

    (void)err;
    if (b->n++ < b->offset) return SY_OK;
    if (!b->rows.call->json) {
        sy_table_int(&b->rows.table, r->row);
        sy_table_cell(&b->rows.table, sy_call_text(b->rows.call, r->column));
        sy_table_cell(&b->rows.table, sy_rule_words_of(sy_call_text(b->rows.call, r->rule)));
        sy_table_cell(&b->rows.table, sy_call_text(b->rows.call, r->value));
        return SY_OK;
    }
    sy_json_object(j);
    sy_reply_int(j, "row", r->row);
    sy_reply_text(j, "column", r->column);
    sy_reply_text(j, "rule", r->rule);
    sy_rule_words_json(j, sy_call_text(b->rows.call, r->rule));
    sy_reply_text(j, "value", r->value);
    sy_json_end(j);
    return SY_OK;
}

static void begin(behind *b)
{
    sy_pool_telling *t = &b->rows;

    if (t->call->json) {
        sy_call_answer(t->call, &t->json);
        sy_json_object(&t->json);
        sy_reply_string(&t->json, "pool", t->pool->id);
        sy_reply_int(&t->json, "load", b->number);
        sy_reply_string(&t->json, "kind", kind_words[b->kind]);
    }
    sy_pool_tell_begin(t);
    if (t->call->json || b->kind != REJECTED) return;
    sy_table_init(&t->table, &t->call->arena, "rlll");
    sy_table_head(&t->table, _("row"), _("column"), _("reason"), _("value"));
}

static sy_status tell_rows(behind *b, sy_workspace *ws, sy_err *err)
{
    const bool is_all = b->limit > UINT32_MAX, is_far = b->offset > UINT32_MAX;
    const uint64_t end = is_all ? 0 : b->offset + b->limit;
    sy_status st;

    begin(b);
    if (b->limit == 0 || is_far)
        st = SY_OK; /* no file has so many: only how many there are */
    else if (b->kind == REJECTED)
        st = sy_facts_rejects(ws, b->load->source, (size_t)end, on_reject, b, err);
    else
        st = sy_pool_load_rows(ws, b->rows.pool, b->load->import, b->load->source,
                               (sy_load_kind)b->kind, is_all ? 0 : b->limit, b->offset, on_row, b,
                               err);
    if (st != SY_OK) return st;
    return sy_pool_tell_end(&b->rows, rows_of(b->load, b->kind), b->offset, b->limit, err);
}

/* ---- what was asked for ---- */

static sy_status pick(behind *b, const sy_pool_load *list, size_t n, sy_err *err)
{
    const sy_call *call = b->rows.call;
    char *end = NULL;
    const unsigned long long number = strtoull(call->words[3], &end, 10);
    const char *word = call->n_words > 4 ? call->words[4] : "";

    if (*end || number == 0 || number > n)
        return sy_fail(err, SY_EINVAL,
                       N_("there is no load \"%.40s\": suyuan pool %s loads %s "
                          "lists them"),
                       call->words[3], call->words[0], b->rows.pool->id);
    b->number = (size_t)number;
    b->load = &list[number - 1];
    for (b->kind = 0; b->kind < KINDS; b->kind++) {
        if (strcmp(kind_words[b->kind], word) == 0) break;
    }
    if (b->kind == KINDS)
        return sy_fail(err, SY_EINVAL,
                       N_("say which rows: new, changed, same, earlier or rejected"));
    if (b->load->removed_at)
        return sy_fail(err, SY_EDATA, N_("load %zu was taken out again: its rows are not there"),
                       b->number);
    return SY_OK;
}

sy_status sy_pool_tell_loads(sy_call *call, sy_err *err)
{
    behind b = {.rows = {.call = call}, .limit = call->json ? UINT64_MAX : SY_POOL_ROWS_FOR_PEOPLE};
    loads all = {.n = 0};
    sy_workspace *ws = NULL;
    sy_pools *pools = NULL;
    sy_status st = sy_call_whole(call, "offset", &b.offset, err);

    if (st == SY_OK) st = sy_call_whole(call, "limit", &b.limit, err);
    if (st == SY_OK) st = sy_pools_load(&pools, NULL, call->words[0], err);
    if (st == SY_OK) st = sy_pool_named(pools, call, &b.rows.pool, err);
    if (st == SY_OK) st = sy_open_workspace(&ws, call, SY_READ, err);
    if (st == SY_OK) st = sy_pool_loads(ws, b.rows.pool, &all.items, &all.n, &call->arena, err);
    if (st == SY_OK) st = sy_extracts(ws, &all.extracts, &all.n_extracts, &call->arena, err);
    if (st == SY_OK && call->n_words > 3) {
        st = pick(&b, all.items, all.n, err);
        if (st == SY_OK) st = tell_rows(&b, ws, err);
    } else if (st == SY_OK) {
        st = call->json ? list_json(call, b.rows.pool, &all, err) : list_table(call, &all, err);
    }
    sy_workspace_close(ws);
    sy_pools_free(pools);
    return st;
}
