/* models WORKSPACE DAY MODEL: the same question typed as plain SQL into DuckDB. The query of a
 * model on the pools of a workspace, in this process: no process of its own, no check of its
 * tree, no limits, no lead made of a row, nothing recorded. The functions that the query calls
 * are ours, as in the sandbox; settings are DuckDB's own. Prints how many rows it gave. */
#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/lang.h"
#include "model/library.h"
#include "model/needs.h"
#include "store/facts.h"
#include "store/scalars.h"

typedef struct plain {
    sy_workspace *ws;
    sy_pools *pools;
    sy_models *models;
    const sy_model *model;
    sy_model_needs needs;
    sy_workdays *calendar;
    duckdb_database db;
    duckdb_connection con;
} plain;

static sy_status fail(const char *words, sy_err *err)
{
    return sy_fail(err, SY_EENGINE, "%.180s", words ? words : "?");
}

static sy_status find_views(plain *p, const char *workspace, const char *id, int32_t day,
                            sy_err *err)
{
    sy_status st = sy_workspace_open(&p->ws, workspace, SY_READ, err);

    if (st == SY_OK) st = sy_pools_load(&p->pools, NULL, workspace, err);
    if (st == SY_OK) st = sy_models_load(&p->models, NULL, workspace, err);
    if (st == SY_OK) p->model = sy_models_find(p->models, id);
    if (st == SY_OK && !p->model) st = sy_fail(err, SY_EINVAL, "no model %s", id);
    if (st == SY_OK) st = sy_model_needs_find(&p->needs, p->model, p->pools, err);
    for (size_t i = 0; i < p->needs.n && st == SY_OK; i++)
        st = sy_pool_table_read(&p->needs.items[i].table, p->ws, p->needs.items[i].pool, err);
    if (st == SY_OK) st = sy_model_needs_views(&p->needs, true, err);
    if (st == SY_OK) st = sy_model_needs_arguments(&p->needs, p->model, NULL, 0, day, err);
    sy_workspace_close(p->ws); /* the file may be opened by one connection at a time */
    return st;
}

static sy_status open_plain(plain *p, const char *workspace, sy_err *err)
{
    char *path = sy_path_join(NULL, workspace, "facts.duckdb"), *calendar = NULL, *words = NULL;
    duckdb_config config = NULL;
    sy_status st = path ? sy_model_calendar(&calendar, err) : sy_fail_nomem(err);

    if (st == SY_OK) st = sy_workdays_load(&p->calendar, NULL, calendar, err);
    if (st == SY_OK && (duckdb_create_config(&config) != DuckDBSuccess ||
                        duckdb_set_config(config, "access_mode", "READ_ONLY") != DuckDBSuccess ||
                        duckdb_open_ext(path, &p->db, config, &words) != DuckDBSuccess ||
                        duckdb_connect(p->db, &p->con) != DuckDBSuccess))
        st = fail(words, err);
    if (st == SY_OK) st = sy_scalars_register(p->con, p->calendar, err);
    for (size_t i = 0; i < p->needs.n && st == SY_OK; i++) {
        char sql[1 << 14];
        duckdb_result result;
        snprintf(sql, sizeof sql, "CREATE TEMP VIEW \"%s\" AS %s", p->needs.views[i].name,
                 p->needs.views[i].sql);
        if (duckdb_query(p->con, sql, &result) != DuckDBSuccess)
            st = fail(duckdb_result_error(&result), err);
        duckdb_destroy_result(&result);
    }
    duckdb_destroy_config(&config);
    sy_drop(NULL, calendar);
    sy_drop(NULL, path);
    return st;
}

static void bind(duckdb_prepared_statement q, const sy_sandbox_argument *a)
{
    idx_t at;

    if (duckdb_bind_parameter_index(q, &at, a->name) != DuckDBSuccess) return;
    if (a->type == SY_ARGUMENT_TEXT)
        duckdb_bind_varchar(q, at, a->text);
    else if (a->type == SY_ARGUMENT_DAY)
        duckdb_bind_date(q, at, (duckdb_date){(int32_t)a->number});
    else
        duckdb_bind_int64(q, at, a->number);
}

static sy_status ask(plain *p, uint64_t *rows, sy_err *err)
{
    duckdb_prepared_statement q = NULL;
    duckdb_result result = {0};
    duckdb_data_chunk chunk;
    sy_status st = SY_OK;

    if (duckdb_prepare(p->con, p->model->sql, &q) != DuckDBSuccess)
        return fail(duckdb_prepare_error(q), err);
    for (size_t i = 0; i < p->needs.n_arguments; i++) bind(q, &p->needs.arguments[i]);
    if (duckdb_execute_prepared(q, &result) != DuckDBSuccess)
        st = fail(duckdb_result_error(&result), err);
    while (st == SY_OK && (chunk = duckdb_fetch_chunk(result)) != NULL) {
        *rows += duckdb_data_chunk_get_size(chunk);
        duckdb_destroy_data_chunk(&chunk);
    }
    duckdb_destroy_result(&result);
    duckdb_destroy_prepare(&q);
    return st;
}

int main(int argc, char **argv)
{
    static plain p;
    sy_precision precision;
    sy_err err = {0};
    uint64_t rows = 0;
    int64_t at;

    if (argc != 4 || !sy_time_parse_iso(&at, &precision, sy_slice_of(argv[2]))) {
        fputs("usage: models WORKSPACE DAY MODEL\n", stderr);
        return 2;
    }
    sy_status st = find_views(&p, argv[1], argv[3], (int32_t)sy_day_of(at), &err);
    if (st == SY_OK) st = open_plain(&p, argv[1], &err);
    if (st == SY_OK) st = ask(&p, &rows, &err);
    if (st != SY_OK) {
        fprintf(stderr, "%s: %s\n", argv[3], err.text);
        return 4;
    }
    printf("%llu\n", (unsigned long long)rows);
    return 0;
}
