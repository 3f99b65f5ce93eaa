/* duck.h - a thin coat over DuckDB's C API; private to src/store.
 *
 *     sy_rows r = {0};
 *     st = sy_rows_open(&r, con, &err, "SELECT id, text FROM texts");
 *     while (st == SY_OK && (st = sy_rows_next(&r, &err)) == SY_OK && r.n > 0) {
 *         const uint32_t *ids = sy_rows_column(&r, 0);
 *         for (size_t i = 0; i < r.n; i++) use(ids[i], sy_rows_text(&r, 1, i));
 *     }
 *     sy_rows_close(&r);
 *
 * What it is for: a failed call of DuckDB still leaves a result to destroy
 * (here, always), answers are streamed and never held whole, errors come as
 * sy_err, and a full disk is told apart from the engine's own troubles. */
#ifndef SY_STORE_DUCK_H
#define SY_STORE_DUCK_H

#include <duckdb.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/slice.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_duck {
    duckdb_database db;
    duckdb_connection con;         /* of the one who opened it */
    char *spill;                   /* folder for what does not fit in memory; gone when closed */
    bool is_attached, has_threads; /* the engine was made ahead (sy_duck_prepare) */
} sy_duck;

typedef struct sy_duck_options {
    bool can_write;
    unsigned memory_mb;
    const char *spill; /* must not exist; made when needed */
    /* So much of its memory goes from query to query without going back to the system, which
     * would clear each page of it again; 0: none. */
    unsigned blocks_mb;
} sy_duck_options;

/* Opens the file path. Nothing but that file and the spill folder is touched:
 * no extensions, no other files, settings locked. */
SY_MUST_USE sy_status sy_duck_open(sy_duck *d, const char *path, const sy_duck_options *options,
                                   sy_err *err);
void sy_duck_close(sy_duck *d); /* zeroed or open */
/* One connection more; duckdb_disconnect, whether it fails or not. */
SY_MUST_USE sy_status sy_duck_connect(const sy_duck *d, duckdb_connection *con, sy_err *err);

/* Makes an engine for the next sy_duck_open that reads, here or in a child that is forked
 * after this: 25 ms of processor that this open does not take then. It has no threads. */
void sy_duck_prepare(void);

/* Runs statements without an answer. The form with a format is for numbers and
 * names of our own; text of users never goes into SQL. */
SY_MUST_USE sy_status sy_duck_run(duckdb_connection con, const char *sql, sy_err *err);
SY_MUST_USE sy_status sy_duck_runf(duckdb_connection con, sy_err *err, const char *format, ...)
    SY_PRINTF(3, 4);
/* Runs what was written, whose failure is told here, and empties it for the next. */
SY_MUST_USE sy_status sy_duck_run_buf(duckdb_connection con, sy_buf *sql, sy_err *err);
/* The one number that a statement answers (its type: UBIGINT). */
SY_MUST_USE sy_status sy_duck_number(duckdb_connection con, uint64_t *number, sy_err *err,
                                     const char *format, ...) SY_PRINTF(4, 5);

/* An answer, chunk by chunk. While one is open its connection does nothing else. */
typedef struct sy_rows {
    size_t n; /* rows of this chunk; 0: the end */
    duckdb_prepared_statement statement;
    duckdb_pending_result pending;
    duckdb_result result;
    duckdb_data_chunk chunk;
} sy_rows;
SY_MUST_USE sy_status sy_rows_open(sy_rows *r, duckdb_connection con, sy_err *err,
                                   const char *format, ...) SY_PRINTF(4, 5);
SY_MUST_USE sy_status sy_rows_next(sy_rows *r, sy_err *err);
void *sy_rows_column(sy_rows *r, size_t column);
/* Borrowed until the next chunk. */
sy_slice sy_rows_text(sy_rows *r, size_t column, size_t row);
void sy_rows_close(sy_rows *r);

/* One value of a column that is of this type in the answer. */
#define SY_ROWS_VALUE(name, type)                                                                  \
    static inline type name(sy_rows *r, size_t column, size_t row)                                 \
    {                                                                                              \
        return ((const type *)sy_rows_column(r, column))[row];                                     \
    }
SY_ROWS_VALUE(sy_rows_u32, uint32_t)
SY_ROWS_VALUE(sy_rows_i32, int32_t)
SY_ROWS_VALUE(sy_rows_u64, uint64_t)
SY_ROWS_VALUE(sy_rows_i64, int64_t)
SY_ROWS_VALUE(sy_rows_bool, bool)
#undef SY_ROWS_VALUE

/* Gives each row of an answer to fn, of a statement of any length. */
typedef sy_status sy_row_fn(void *ctx, sy_rows *r, size_t row, sy_err *err);
SY_MUST_USE sy_status sy_rows_each(duckdb_connection con, const char *sql, sy_row_fn *fn, void *ctx,
                                   sy_err *err);

/* Rows into a table, value by value, column after column of each row; handed
 * over by chunks. The first failure is kept for the end. */
enum { SY_APPEND_COLUMNS = 208 };
typedef struct sy_append {
    duckdb_appender appender;
    duckdb_data_chunk chunk;
    duckdb_vector vectors[SY_APPEND_COLUMNS];
    size_t n_columns, column, row; /* where the next value goes */
    duckdb_state state;
} sy_append;
/* catalog: NULL, or "temp" for a temporary table. */
SY_MUST_USE sy_status sy_append_begin(sy_append *a, duckdb_connection con, const char *catalog,
                                      const char *table, sy_err *err);
void sy_append_u32(sy_append *a, uint32_t value);
void sy_append_i32(sy_append *a, int32_t value);
void sy_append_u64(sy_append *a, uint64_t value);
void sy_append_i64(sy_append *a, int64_t value);
void sy_append_bool(sy_append *a, bool value);
/* Bytes that are no UTF-8 become U+FFFD: DuckDB takes nothing else. */
void sy_append_text(sy_append *a, sy_slice text);
void sy_append_null(sy_append *a);
void sy_append_row(sy_append *a); /* ends a row */
/* Flushes and gives everything back, also after a failure. */
SY_MUST_USE sy_status sy_append_end(sy_append *a, sy_err *err);

/* A text into a vector of strings, as sy_append_text. False: out of memory. */
bool sy_vector_text(duckdb_vector vector, size_t row, sy_slice text);

#ifdef __cplusplus
}
#endif

#endif
