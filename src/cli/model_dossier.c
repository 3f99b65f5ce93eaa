/* model_dossier.c - a model as a document to be submitted. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/model.h"
#include "cli/today.h"
#include "report/submission.h"

enum { MOST_PAGE = 64 << 20, MOST_CASES = 100, USUAL_CASES = 3 };

static sy_status write_page(const char *path, const sy_submission *s, sy_err *err)
{
    sy_buf page;

    sy_buf_init(&page, NULL, MOST_PAGE);
    sy_status st = sy_submission_page(&page, s, err);
    if (st == SY_OK) st = sy_file_write(path, page.ptr, page.len, err);
    sy_buf_dispose(&page);
    return st;
}

typedef struct format {
    const char *ending;
    sy_status (*write)(const char *path, const sy_submission *s, sy_err *err);
} format;

/* NULL: there is none of that ending. */
static const format *format_of(const char *path)
{
    static const format formats[] = {
        {".docx", sy_submission_document}, {".html", write_page}, {".xlsx", sy_submission_book}};

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (sy_slice_ends(sy_slice_of(path), sy_slice_of(formats[i].ending))) return &formats[i];
    }
    return NULL;
}

static sy_status read_cases(size_t *cases, const sy_call *call, sy_err *err)
{
    const char *text = sy_call_option(call, "cases");
    const size_t n = text ? strspn(text, "0123456789") : 0;

    *cases = text ? (size_t)atoi(text) : USUAL_CASES;
    if (text && (n == 0 || n > 3 || text[n] || *cases > MOST_CASES))
        return sy_fail(err, SY_EINVAL, N_("--cases \"%.20s\" is no number up to %d"), text,
                       (int)MOST_CASES);
    return SY_OK;
}

static sy_status load_names(sy_names **names, sy_err *err)
{
    char *data = NULL;
    sy_status st = sy_data_folder(&data, err);
    char *path = st == SY_OK ? sy_path_join(NULL, data, "dict/names.yaml") : NULL;

    if (st == SY_OK) st = path ? sy_names_load(names, NULL, path, err) : sy_fail_nomem(err);
    sy_drop(NULL, path);
    sy_drop(NULL, data);
    return st;
}

static sy_status count_rows(const uint64_t **out, const sy_model_shop *shop, const sy_model *m,
                            sy_arena *arena, sy_err *err)
{
    uint64_t *rows = sy_arena_get(arena, (m->n_data + 1) * sizeof *rows);
    sy_status st = rows ? SY_OK : sy_fail_nomem(err);

    for (size_t i = 0; i < m->n_data && st == SY_OK; i++) {
        const sy_pool *pool = sy_pools_find(shop->pools, m->data[i].pool);
        sy_pool_table table = {0};
        if (pool) st = sy_pool_table_read(&table, shop->ws, pool, err);
        if (st == SY_OK) rows[i] = table.rows;
    }
    *out = rows;
    return st;
}

static sy_status write(sy_call *call, const sy_model_shop *shop, sy_submission_of *of,
                       const char *path, sy_err *err)
{
    const sy_feedback_options options = {.model = of->model->id};
    sy_feedback_line *lines = NULL;
    sy_names *names = NULL;
    sy_submission s;
    sy_status st = count_rows(&of->rows, shop, of->model, &call->arena, err);

    if (st == SY_OK)
        st = sy_feedback_read(&lines, &of->n_lines, shop->ws, &options, &call->arena, err);
    of->lines = lines;
    if (st == SY_OK)
        st = sy_docket_open(&of->docket, shop->ws, &(sy_docket_options){.model = of->model->id},
                            err);
    if (st == SY_OK) st = load_names(&names, err);
    of->names = names;
    if (st == SY_OK) st = sy_submission_make(&s, of, &call->arena, err);
    if (st == SY_OK) st = format_of(path)->write(path, &s, err);
    sy_names_free(names);
    sy_docket_close(of->docket);
    return st;
}

sy_status sy_model_dossier(sy_call *call, sy_err *err)
{
    const char *path = sy_call_option(call, "output");
    char today[SY_TIME_TEXT];
    sy_submission_of of = {.written = today};
    sy_model_shop shop = {0};
    int32_t day = 0;

    if (call->n_words != 3 || !path || !format_of(path))
        return sy_fail(err, SY_EINVAL,
                       N_("say which model and where to: suyuan model %s dossier ID -o FILE.docx "
                          "(or .html, .xlsx)"),
                       call->words[0]);
    sy_status st = read_cases(&of.cases, call, err);
    if (st == SY_OK) st = sy_call_today(&day, call, "as-of", err);
    sy_time_print(today, (int64_t)day * SY_DAY, SY_DATE);
    if (st == SY_OK) st = sy_model_shop_open(&shop, call, SY_READ, err);
    of.pools = shop.pools;
    if (st == SY_OK) st = sy_model_shop_find(&shop, &of.model, call->words[2], err);
    if (st == SY_OK) st = write(call, &shop, &of, path, err);
    sy_model_shop_close(&shop);
    if (st == SY_OK) printf(_("written: %s\n"), path);
    return st;
}
