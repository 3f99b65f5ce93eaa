/* duck.c - the only file that knows how DuckDB reports and frees.
 *
 * Answers are streamed: executing a prepared statement in the ordinary way
 * builds the whole answer first (75 million rows: 74 s). Its words for "no
 * space" and "locked" are looked for in the text, since the C API has no code
 * for either. */
#include "store/duck.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/parallel.h"
#include "base/utf8.h"
#include "suyuan/limits.h"

enum { MAX_SQL = 4096 };

static sy_status fail(sy_err *err, const char *words)
{
    if (!words) words = "?";
    if (strstr(words, "No space left") || strstr(words, "File too large")) {
        return sy_fail(err, SY_EIO, N_("the disk is full"));
    }
    if (strstr(words, "Could not set lock")) {
        return sy_fail(err, SY_EIO, N_("the facts are in use by another program"));
    }
    return sy_fail(err, SY_EENGINE, N_("DuckDB: %s"), words);
}

typedef struct setting {
    const char *name, *value;
} setting;

/* Of every engine. */
static const setting usual[] = {
    /* Else a bulk insert runs on one thread. */
    {"preserve_insertion_order", "false"},
    /* A bulk insert through the log is torn by a kill; with this the commit
     * is a checkpoint and nothing goes through the log. */
    {"checkpoint_threshold", "1KB"},
    {"autoload_known_extensions", "false"},
    {"autoinstall_known_extensions", "false"},
    {"allow_community_extensions", "false"},
};

static sy_status open_engine(duckdb_database *db, const char *path, const setting *own, size_t n,
                             sy_err *err)
{
    const size_t n_usual = sizeof usual / sizeof *usual;
    duckdb_config config = NULL;
    char *words = NULL;
    sy_status st = SY_OK;

    if (duckdb_create_config(&config) != DuckDBSuccess) st = sy_fail_nomem(err);
    for (size_t i = 0; i < n_usual + n && st == SY_OK; i++) {
        const setting *s = i < n_usual ? &usual[i] : &own[i - n_usual];
        if (duckdb_set_config(config, s->name, s->value) != DuckDBSuccess)
            st = sy_fail(err, SY_EENGINE, N_("DuckDB has no setting %s = %s"), s->name, s->value);
    }
    if (st == SY_OK && duckdb_open_ext(path, db, config, &words) != DuckDBSuccess)
        st = fail(err, words);
    duckdb_free(words);
    duckdb_destroy_config(&config);
    return st;
}

/* ---- an engine made ahead ---- */

static duckdb_database prepared, left_behind;

void sy_duck_prepare(void)
{
    /* A process that will fork has one thread. */
    static const setting alone[] = {{"threads", "1"}};

    if (open_engine(&prepared, ":memory:", alone, 1, NULL) != SY_OK) prepared = NULL;
}

/* What is quicker on one thread than it takes to wake another. */
static unsigned threads_for(const char *path)
{
    const uint64_t few = (uint64_t)16 << 20;
    struct stat info;

    return stat(path, &info) == 0 && (uint64_t)info.st_size < few ? 1 : sy_threads();
}

static void put_quoted(sy_buf *sql, const char *text)
{
    sy_buf_char(sql, '\'');
    for (; *text; text++) {
        if (*text == '\'') sy_buf_char(sql, '\'');
        sy_buf_char(sql, *text);
    }
    sy_buf_char(sql, '\'');
}

/* The same settings as of an engine of its own, in an order that they allow. */
static sy_status attach(sy_duck *d, const char *path, const sy_duck_options *options, sy_err *err)
{
    const unsigned threads = threads_for(path);
    sy_buf sql;

    d->db = prepared;
    d->is_attached = true;
    d->has_threads = threads > 1;
    prepared = NULL;
    if (duckdb_connect(d->db, &d->con) != DuckDBSuccess) return fail(err, "duckdb_connect");
    sy_buf_init(&sql, NULL, 2 * SY_MAX_PATH + MAX_SQL);
    sy_buf_printf(&sql, "SET memory_limit = '%uMB'; SET threads = %u; SET temp_directory = ",
                  options->memory_mb, threads);
    put_quoted(&sql, options->spill);
    sy_buf_text(&sql, "; ATTACH ");
    put_quoted(&sql, path);
    sy_buf_text(&sql, " AS facts (READ_ONLY); SET enable_external_access = false;"
                      " SET lock_configuration = true; USE facts");
    const sy_status st = sy_duck_run_buf(d->con, &sql, err);
    sy_buf_dispose(&sql);
    return st;
}

static sy_status open_own(sy_duck *d, const char *path, const sy_duck_options *options, sy_err *err)
{
    char memory[32], threads[16], blocks[32];
    snprintf(memory, sizeof memory, "%uMB", options->memory_mb);
    snprintf(blocks, sizeof blocks, "%uMB", options->blocks_mb);
    snprintf(threads, sizeof threads, "%u", sy_threads());
    const setting own[] = {
        {"access_mode", options->can_write ? "READ_WRITE" : "READ_ONLY"},
        {"memory_limit", memory},
        {"threads", threads},
        {"temp_directory", options->spill},
        {"enable_external_access", "false"},
        {"lock_configuration", "true"},
        {"block_allocator_memory", blocks},
    };
    const size_t n = sizeof own / sizeof *own - (options->blocks_mb == 0);
    sy_status st = open_engine(&d->db, path, own, n, err);

    if (st == SY_OK && duckdb_connect(d->db, &d->con) != DuckDBSuccess)
        st = fail(err, "duckdb_connect");
    return st;
}

sy_status sy_duck_open(sy_duck *d, const char *path, const sy_duck_options *options, sy_err *err)
{
    *d = (sy_duck){0};
    d->spill = sy_copy_text(NULL, options->spill, strlen(options->spill));
    if (!d->spill) return sy_fail_nomem(err);
    const sy_status st = prepared && !options->can_write ? attach(d, path, options, err)
                                                         : open_own(d, path, options, err);
    if (st != SY_OK) sy_duck_close(d);
    return st;
}

sy_status sy_duck_connect(const sy_duck *d, duckdb_connection *con, sy_err *err)
{
    if (duckdb_connect(d->db, con) != DuckDBSuccess) return fail(err, "duckdb_connect");
    return d->is_attached ? sy_duck_run(*con, "USE facts", err) : SY_OK;
}

/* An attached engine without threads is left for the end of the process to clear away: taking
 * it apart takes longer than most questions. */
static void close_engine(sy_duck *d)
{
    if (d->is_attached && !d->has_threads && !left_behind &&
        sy_duck_run(d->con, "USE memory; DETACH facts", NULL) == SY_OK) {
        left_behind = d->db;
        d->db = NULL;
    }
    if (d->con) duckdb_disconnect(&d->con);
    if (d->db) duckdb_close(&d->db);
}

void sy_duck_close(sy_duck *d)
{
    close_engine(d);
    if (d->spill) rmdir(d->spill);
    sy_drop(NULL, d->spill);
    *d = (sy_duck){0};
}

sy_status sy_duck_run(duckdb_connection con, const char *sql, sy_err *err)
{
    duckdb_result result = {0};
    sy_status st = SY_OK;

    if (duckdb_query(con, sql, &result) != DuckDBSuccess) {
        st = fail(err, duckdb_result_error(&result));
    }
    duckdb_destroy_result(&result);
    return st;
}

sy_status sy_duck_run_buf(duckdb_connection con, sy_buf *sql, sy_err *err)
{
    const sy_status st =
        sy_buf_status(sql) == SY_OK ? sy_duck_run(con, sql->ptr, err) : sy_fail_nomem(err);

    sy_buf_clear(sql);
    return st;
}

/* Our own statements are short; a longer one is a bug. */
static void print_sql(char sql[MAX_SQL], const char *format, va_list ap)
{
    int n = vsnprintf(sql, MAX_SQL, format, ap);
    SY_ASSERT(n >= 0 && n < MAX_SQL);
}

sy_status sy_duck_runf(duckdb_connection con, sy_err *err, const char *format, ...)
{
    char sql[MAX_SQL];
    va_list ap;

    va_start(ap, format);
    print_sql(sql, format, ap);
    va_end(ap);
    return sy_duck_run(con, sql, err);
}

static sy_status open_rows(sy_rows *r, duckdb_connection con, const char *sql, sy_err *err)
{
    *r = (sy_rows){0};
    if (duckdb_prepare(con, sql, &r->statement) != DuckDBSuccess) {
        return fail(err, duckdb_prepare_error(r->statement));
    }
    if (duckdb_pending_prepared_streaming(r->statement, &r->pending) != DuckDBSuccess) {
        return fail(err, duckdb_pending_error(r->pending));
    }
    if (duckdb_execute_pending(r->pending, &r->result) != DuckDBSuccess) {
        return fail(err, duckdb_result_error(&r->result));
    }
    return SY_OK;
}

sy_status sy_rows_open(sy_rows *r, duckdb_connection con, sy_err *err, const char *format, ...)
{
    char sql[MAX_SQL];
    va_list ap;

    va_start(ap, format);
    print_sql(sql, format, ap);
    va_end(ap);
    return open_rows(r, con, sql, err);
}

sy_status sy_rows_next(sy_rows *r, sy_err *err)
{
    do {
        duckdb_destroy_data_chunk(&r->chunk);
        r->chunk = duckdb_fetch_chunk(r->result);
        r->n = r->chunk ? duckdb_data_chunk_get_size(r->chunk) : 0;
    } while (r->chunk && r->n == 0);
    if (r->chunk) return SY_OK;
    const char *words = duckdb_result_error(&r->result);
    return words && *words ? fail(err, words) : SY_OK;
}

void *sy_rows_column(sy_rows *r, size_t column)
{
    return duckdb_vector_get_data(duckdb_data_chunk_get_vector(r->chunk, column));
}

sy_slice sy_rows_text(sy_rows *r, size_t column, size_t row)
{
    duckdb_string_t *strings = sy_rows_column(r, column);
    return (sy_slice){duckdb_string_t_data(&strings[row]), duckdb_string_t_length(strings[row])};
}

void sy_rows_close(sy_rows *r)
{
    duckdb_destroy_data_chunk(&r->chunk);
    duckdb_destroy_result(&r->result);
    duckdb_destroy_pending(&r->pending);
    duckdb_destroy_prepare(&r->statement);
    *r = (sy_rows){0};
}

sy_status sy_rows_each(duckdb_connection con, const char *sql, sy_row_fn *fn, void *ctx,
                       sy_err *err)
{
    sy_rows r;
    sy_status st = open_rows(&r, con, sql, err);

    while (st == SY_OK) {
        st = sy_rows_next(&r, err);
        if (st != SY_OK || r.n == 0) break;
        for (size_t i = 0; st == SY_OK && i < r.n; i++) st = fn(ctx, &r, i, err);
    }
    sy_rows_close(&r);
    return st;
}

sy_status sy_duck_number(duckdb_connection con, uint64_t *number, sy_err *err, const char *format,
                         ...)
{
    sy_rows r;
    char sql[MAX_SQL];
    va_list ap;

    *number = 0;
    va_start(ap, format);
    print_sql(sql, format, ap);
    va_end(ap);
    sy_status st = open_rows(&r, con, sql, err);
    if (st == SY_OK) st = sy_rows_next(&r, err);
    if (st == SY_OK && r.n > 0) {
        *number = *(const uint64_t *)sy_rows_column(&r, 0);
        st = sy_rows_next(&r, err); /* past the last row: until then the query stays open */
    }
    sy_rows_close(&r);
    return st;
}

static void note(sy_append *a, duckdb_state state)
{
    if (state != DuckDBSuccess) a->state = state;
}

/* An empty chunk of the table's columns. */
static bool make_chunk(sy_append *a)
{
    duckdb_logical_type types[SY_APPEND_COLUMNS];

    a->n_columns = duckdb_appender_column_count(a->appender);
    SY_ASSERT(a->n_columns <= SY_APPEND_COLUMNS);
    for (size_t i = 0; i < a->n_columns; i++) {
        types[i] = duckdb_appender_column_type(a->appender, i);
    }
    a->chunk = duckdb_create_data_chunk(types, a->n_columns);
    for (size_t i = 0; i < a->n_columns; i++) duckdb_destroy_logical_type(&types[i]);
    for (size_t i = 0; a->chunk && i < a->n_columns; i++) {
        a->vectors[i] = duckdb_data_chunk_get_vector(a->chunk, i);
    }
    return a->chunk != NULL;
}

sy_status sy_append_begin(sy_append *a, duckdb_connection con, const char *catalog,
                          const char *table, sy_err *err)
{
    *a = (sy_append){0};
    a->state = duckdb_appender_create_ext(con, catalog, NULL, table, &a->appender);
    if (a->state == DuckDBSuccess && make_chunk(a)) return SY_OK;
    const char *words = duckdb_appender_error(a->appender);
    sy_status st = words ? fail(err, words) : sy_fail_nomem(err);
    duckdb_appender_destroy(&a->appender);
    return st;
}

static void *next_value(sy_append *a)
{
    SY_ASSERT(a->column < a->n_columns);
    return duckdb_vector_get_data(a->vectors[a->column++]);
}

void sy_append_u32(sy_append *a, uint32_t value)
{
    ((uint32_t *)next_value(a))[a->row] = value;
}

void sy_append_i32(sy_append *a, int32_t value)
{
    ((int32_t *)next_value(a))[a->row] = value;
}

void sy_append_u64(sy_append *a, uint64_t value)
{
    ((uint64_t *)next_value(a))[a->row] = value;
}

void sy_append_i64(sy_append *a, int64_t value)
{
    ((int64_t *)next_value(a))[a->row] = value;
}

void sy_append_bool(sy_append *a, bool value)
{
    ((bool *)next_value(a))[a->row] = value;
}

static void flush(sy_append *a)
{
    if (a->row == 0) return;
    duckdb_data_chunk_set_size(a->chunk, a->row);
    note(a, duckdb_append_data_chunk(a->appender, a->chunk));
    duckdb_data_chunk_reset(a->chunk);
    a->row = 0;
}

void sy_append_row(sy_append *a)
{
    SY_ASSERT(a->column == a->n_columns);
    a->column = 0;
    if (++a->row == duckdb_vector_size()) flush(a);
}

/* Makes *text valid UTF-8, in *copy where it was not (the caller drops it).
 * False when out of memory. */
static bool mend_utf8(sy_slice *text, char **copy)
{
    const char *p = text->ptr;
    const size_t n = text->len;
    size_t i = n ? sy_utf8_valid_prefix(p, n) : 0, used = 0;

    *copy = NULL;
    if (n == 0) text->ptr = "";
    if (i == n) return true;
    char *out = *copy = sy_new_array(NULL, n, 3);
    if (!out) return false;
    for (i = 0; i < n;) {
        const size_t run = sy_utf8_valid_prefix(p + i, n - i);
        memcpy(out + used, p + i, run);
        used += run;
        i += run;
        if (i == n) break;
        used += sy_utf8_encode(out + used, 0xFFFD);
        i++;
    }
    *text = (sy_slice){out, used};
    return true;
}

bool sy_vector_text(duckdb_vector vector, size_t row, sy_slice text)
{
    char *copy;
    bool mended = mend_utf8(&text, &copy);

    if (mended) duckdb_vector_assign_string_element_len(vector, row, text.ptr, text.len);
    sy_drop(NULL, copy);
    return mended;
}

void sy_append_text(sy_append *a, sy_slice text)
{
    SY_ASSERT(a->column < a->n_columns);
    if (!sy_vector_text(a->vectors[a->column++], a->row, text)) a->state = DuckDBError;
}

void sy_append_null(sy_append *a)
{
    SY_ASSERT(a->column < a->n_columns);
    duckdb_vector vector = a->vectors[a->column++];
    duckdb_vector_ensure_validity_writable(vector);
    duckdb_validity_set_row_invalid(duckdb_vector_get_validity(vector), a->row);
}

sy_status sy_append_end(sy_append *a, sy_err *err)
{
    sy_status st = SY_OK;

    flush(a);
    note(a, duckdb_appender_close(a->appender));
    if (a->state != DuckDBSuccess) {
        const char *words = duckdb_appender_error(a->appender);
        st = words ? fail(err, words) : sy_fail_nomem(err);
    }
    duckdb_destroy_data_chunk(&a->chunk);
    duckdb_appender_destroy(&a->appender);
    return st;
}
