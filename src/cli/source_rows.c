/* source_rows.c - suyuan sources rows: which rows of a file were accepted, which repeat another,
 * which were rejected and why. */
#include "store/source_rows.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "cli/import_report.h"
#include "cli/reply.h"
#include "cli/sources.h"
#include "cli/span.h"
#include "cli/table.h"
#include "intake/rules.h"

enum { ROWS_FOR_PEOPLE = 50, ROWS_IN_JSON = 200 };

typedef struct reason {
    uint32_t row;
    const char *column, *rule, *value;
} reason;

typedef struct telling {
    sy_call *call;
    sy_workspace *ws;
    sy_source *sources;
    size_t n_sources;
    const sy_source *source;
    sy_row_fate fate;
    uint64_t offset;
    sy_source_rows rows;
    reason *reasons; /* of all rejected rows, by row */
    size_t n_reasons, reasons_capacity;
} telling;

/* ---- which rows ---- */

/* A file has several tables where it is a workbook. */
static sy_status find_table(telling *t, const char *sha256, sy_err *err)
{
    const char *sheet = sy_call_option(t->call, "sheet");

    for (size_t i = 0; i < t->n_sources; i++) {
        const sy_source *s = &t->sources[i];
        if (strcmp(s->sha256, sha256) != 0 || (sheet && strcmp(s->sheet_name, sheet) != 0))
            continue;
        if (t->source)
            return sy_fail(err, SY_EINVAL, N_("%.200s has several sheets: say which with --sheet"),
                           sy_path_name(s->path));
        t->source = s;
    }
    if (t->source) return SY_OK;
    return sy_fail(err, SY_EDATA, N_("the file has no sheet \"%.200s\""), sheet ? sheet : "");
}

static const char *kept(telling *t, sy_slice text)
{
    return sy_arena_text(&t->call->arena, text.len ? text.ptr : "", text.len);
}

static sy_status take_reason(void *ctx, const sy_reject_row *row, sy_err *err)
{
    telling *t = ctx;
    const reason r = {row->row, kept(t, row->column), kept(t, row->rule), kept(t, row->value)};

    if (!r.column || !r.rule || !r.value ||
        !sy_grow(NULL, (void **)&t->reasons, &t->reasons_capacity, t->n_reasons, t->n_reasons + 1,
                 sizeof r))
        return sy_fail_nomem(err);
    t->reasons[t->n_reasons++] = r;
    return SY_OK;
}

/* The pool whose register it is; NULL. */
static const sy_pool *pool_of(const sy_pools *pools, const sy_source *s)
{
    const char *id = sy_pool_of_profile(s->profile);

    return id ? sy_pools_find(pools, id) : NULL;
}

static sy_status read_rows(telling *t, sy_err *err)
{
    const char *what = sy_call_option(t->call, "what");
    uint64_t limit = t->call->json ? ROWS_IN_JSON : ROWS_FOR_PEOPLE;
    sy_pools *pools = NULL;
    sy_status st = SY_OK;

    if (what && !sy_row_fate_from(&t->fate, what))
        return sy_fail(err, SY_EINVAL,
                       N_("--what \"%.40s\": there are accepted, duplicate, rejected and all"),
                       what);
    st = sy_call_whole(t->call, "offset", &t->offset, err);
    if (st == SY_OK) st = sy_call_whole(t->call, "limit", &limit, err);
    if (st == SY_OK) st = sy_pools_load(&pools, NULL, t->call->words[0], err);
    if (st == SY_OK)
        st = sy_source_rows_read(&t->rows, t->ws, t->source, pool_of(pools, t->source), t->fate,
                                 t->offset, limit, &t->call->arena, err);
    if (st == SY_OK && (t->fate == SY_ROW_REJECTED || t->fate == SY_ROW_ALL))
        st = sy_facts_rejects(t->ws, t->source->id, 0, take_reason, t, err);
    sy_pools_free(pools);
    return st;
}

/* ---- what is told of them ---- */

static const char *id_of(char out[SY_ENTRY_ID], const sy_source *s, uint32_t row)
{
    return sy_entry_id_print(out, s->sha256, s->sheet, row);
}

/* The first reason of a row, or of one after it. */
static size_t first_reason(const telling *t, uint32_t row)
{
    size_t low = 0, high = t->n_reasons;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (t->reasons[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void json_reasons(sy_json *j, const telling *t, uint32_t row)
{
    sy_json_key(j, "reasons");
    sy_json_array(j);
    for (size_t i = first_reason(t, row); i < t->n_reasons && t->reasons[i].row == row; i++) {
        const reason *r = &t->reasons[i];
        sy_json_object(j);
        sy_reply_string(j, "column", *r->column ? r->column : NULL);
        sy_reply_string(j, "rule", r->rule);
        sy_rule_words_json(j, r->rule);
        sy_reply_string(j, "value", *r->value ? r->value : NULL);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void json_repeated(sy_json *j, const telling *t, const sy_source_row *row)
{
    const sy_source *s = sy_source_with_id(t->sources, t->n_sources, row->of_source);
    char id[SY_ENTRY_ID];

    if (!s) return;
    sy_json_key(j, "of");
    sy_json_object(j);
    sy_reply_string(j, "id", id_of(id, s, row->of_row));
    sy_reply_string(j, "file", s->path);
    sy_reply_string(j, "sheet", s->sheet_name[0] ? s->sheet_name : NULL);
    sy_reply_int(j, "row", row->of_row);
    sy_json_end(j);
}

static sy_status print_json(telling *t, sy_err *err)
{
    const sy_source *s = t->source;
    char id[SY_ENTRY_ID];
    sy_json j;

    sy_call_answer(t->call, &j);
    sy_json_object(&j);
    sy_reply_string(&j, "file", s->path);
    sy_reply_string(&j, "sheet", s->sheet_name[0] ? s->sheet_name : NULL);
    sy_reply_string(&j, "sha256", s->sha256);
    sy_reply_string(&j, "kind", s->kind);
    sy_reply_string(&j, "what", sy_row_fate_name(t->fate));
    sy_reply_int(&j, "total", t->rows.total);
    sy_reply_int(&j, "offset", t->offset);
    sy_json_key(&j, "rows");
    sy_json_array(&j);
    for (size_t i = 0; i < t->rows.n; i++) {
        const sy_source_row *row = &t->rows.items[i];
        sy_json_object(&j);
        sy_reply_string(&j, "id", id_of(id, s, row->row));
        sy_reply_int(&j, "row", row->row);
        if (t->fate == SY_ROW_DUPLICATE) json_repeated(&j, t, row);
        if (t->fate == SY_ROW_REJECTED || t->fate == SY_ROW_ALL) json_reasons(&j, t, row->row);
        sy_json_end(&j);
    }
    sy_json_end(&j);
    sy_json_end(&j);
    return sy_json_finish(&j, err);
}

static void put_remark(sy_buf *b, const telling *t, const sy_source_row *row)
{
    const sy_source *of = t->fate == SY_ROW_DUPLICATE
                              ? sy_source_with_id(t->sources, t->n_sources, row->of_source)
                              : NULL;

    sy_buf_clear(b);
    if (of) sy_buf_printf(b, _("repeats %s, row %u"), sy_path_name(of->path), row->of_row);
    for (size_t i = first_reason(t, row->row); i < t->n_reasons && t->reasons[i].row == row->row;
         i++) {
        const reason *r = &t->reasons[i];
        sy_buf_printf(b, "%s%s%s%s", b->len ? _("; ") : "", r->column, *r->column ? " " : "",
                      sy_rule_words_of(r->rule));
        if (*r->value) sy_buf_printf(b, " \"%s\"", r->value);
    }
}

static sy_status print_table(telling *t, sy_err *err)
{
    char id[SY_ENTRY_ID];
    sy_table table;
    sy_buf remark;

    sy_buf_init(&remark, NULL, 1 << 16);
    sy_table_init(&table, &t->call->arena, "rll");
    sy_table_head(&table, _("row"), _("entry"), _("remark"));
    for (size_t i = 0; i < t->rows.n; i++) {
        sy_table_int(&table, t->rows.items[i].row);
        sy_table_cell(&table, id_of(id, t->source, t->rows.items[i].row));
        put_remark(&remark, t, &t->rows.items[i]);
        sy_table_cell(&table, remark.len ? remark.ptr : "");
    }
    sy_buf_dispose(&remark);
    const sy_status st = sy_table_print(&table, stdout, err);
    if (st == SY_OK && t->offset + t->rows.n < t->rows.total)
        puts(_("... more: --limit, --offset"));
    return st;
}

sy_status sy_source_tell_rows(sy_call *call, sy_workspace *ws, sy_err *err)
{
    telling t = {.call = call, .ws = ws};
    const char *sha256 = NULL;
    sy_status st = sy_source_named(&sha256, call, ws, err);

    if (st == SY_OK) st = sy_facts_source_names(ws, &t.sources, &t.n_sources, &call->arena, err);
    if (st == SY_OK) st = find_table(&t, sha256, err);
    if (st == SY_OK) st = read_rows(&t, err);
    if (st == SY_OK) st = call->json ? print_json(&t, err) : print_table(&t, err);
    sy_drop(NULL, t.reasons);
    return st;
}
