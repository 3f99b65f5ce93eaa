/* feed.c - the bulk of an import: INSERT ... SELECT from a table function that
 * asks its source for rows.
 *
 * The arrays of entries are DuckDB's own vectors, so a row is written once.
 * DuckDB runs the function on several threads, each with a worker of the
 * source; the first failure is kept here, since an error that goes through
 * DuckDB keeps only its text. */
#include "store/private.h"

#include <pthread.h>

#include "base/alloc.h"
#include "base/lang.h"
#include "base/parallel.h"

struct sy_feed {
    const sy_feed_source *source; /* of the statement that runs */
    pthread_mutex_t mutex;        /* of err */
    sy_err err;
};

typedef struct feeder { /* one thread's */
    sy_feed *state;
    void *worker, *scratch;
} feeder;

static void keep(sy_feed *state, sy_status st, sy_err *err)
{
    err->status = st;
    pthread_mutex_lock(&state->mutex);
    if (state->err.status == SY_OK) state->err = *err;
    pthread_mutex_unlock(&state->mutex);
}

static void bind(duckdb_bind_info info)
{
    const sy_feed *state = duckdb_bind_get_extra_info(info);

    for (size_t i = 0; i < state->source->n_columns; i++) {
        const sy_column *c = &state->source->columns[i];
        duckdb_logical_type type = duckdb_create_logical_type(c->type);
        duckdb_bind_add_result_column(info, c->name, type);
        duckdb_destroy_logical_type(&type);
    }
}

static void init(duckdb_init_info info)
{
    duckdb_init_set_max_threads(info, sy_threads());
}

static void close_feeder(void *p)
{
    feeder *f = p;
    if (f->worker) f->state->source->close(f->worker);
    sy_drop(NULL, f->scratch);
    sy_drop(NULL, f);
}

static void open_feeder(duckdb_init_info info)
{
    sy_feed *state = duckdb_init_get_extra_info(info);
    feeder *f = sy_new(NULL, sizeof *f);
    sy_err err = {0};
    sy_status st;

    if (!f) {
        st = sy_fail_nomem(&err);
    } else {
        f->state = state;
        duckdb_init_set_init_data(info, f, close_feeder);
        f->scratch = sy_new(NULL, state->source->scratch);
        st = f->scratch ? state->source->open(state->source->ctx, &f->worker, &err)
                        : sy_fail_nomem(&err);
    }
    if (st == SY_OK) return;
    keep(state, st, &err);
    duckdb_init_set_error(info, err.text);
}

static void fill(duckdb_function_info info, duckdb_data_chunk chunk)
{
    feeder *f = duckdb_function_get_local_init_data(info);
    const sy_feed_source *source = f->state->source;
    sy_err err = {0};
    size_t n = 0;
    const sy_status st = source->fill(source->ctx, f->worker, f->scratch, chunk, &n, &err);

    if (st != SY_OK) {
        keep(f->state, st, &err);
        duckdb_function_set_error(info, err.text);
        n = 0;
    }
    duckdb_data_chunk_set_size(chunk, n);
}

static void drop_state(void *p)
{
    sy_feed *state = p;
    pthread_mutex_destroy(&state->mutex);
    sy_drop(NULL, state);
}

sy_status sy_feed_register(sy_feed **out, duckdb_connection con, sy_err *err)
{
    sy_feed *state = sy_new(NULL, sizeof *state);

    *out = NULL;
    if (!state) return sy_fail_nomem(err);
    pthread_mutex_init(&state->mutex, NULL);
    duckdb_table_function function = duckdb_create_table_function();
    duckdb_table_function_set_name(function, "sy_feed");
    duckdb_table_function_set_extra_info(function, state, drop_state);
    duckdb_table_function_set_bind(function, bind);
    duckdb_table_function_set_init(function, init);
    duckdb_table_function_set_local_init(function, open_feeder);
    duckdb_table_function_set_function(function, fill);
    duckdb_state registered = duckdb_register_table_function(con, function);
    duckdb_destroy_table_function(&function);
    if (registered != DuckDBSuccess) return sy_fail(err, SY_EENGINE, N_("DuckDB: %s"), "sy_feed");
    *out = state;
    return SY_OK;
}

sy_status sy_feed_insert(sy_feed *state, duckdb_connection con, const char *into, uint32_t import,
                         const sy_feed_source *source, sy_err *err)
{
    sy_err engine = {0};

    state->source = source;
    state->err = (sy_err){0};
    sy_status st =
        sy_duck_runf(con, &engine, "INSERT INTO %s SELECT %u, * FROM sy_feed()", into, import);
    state->source = NULL;
    if (st == SY_OK) return SY_OK;
    const sy_err *why = state->err.status != SY_OK ? &state->err : &engine;
    if (err && err->status == SY_OK) *err = *why;
    return why->status;
}

/* ---- entries ---- */

/* The fixed columns and then the texts, in the order of sy_entry_columns. */
static void point_into(sy_entry_batch *batch, duckdb_data_chunk chunk)
{
    void *columns[SY_ENTRY_COLUMNS];

    for (size_t i = 0; i < SY_ENTRY_COLUMNS; i++) {
        columns[i] = duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, i));
    }
    batch->source = columns[SY_COL_SOURCE];
    batch->row = columns[SY_COL_ROW];
    batch->ledger = columns[SY_COL_LEDGER];
    batch->other_account = columns[SY_COL_OTHER];
    batch->at = columns[SY_COL_AT];
    batch->amount = columns[SY_COL_AMOUNT];
    batch->balance = columns[SY_COL_BALANCE];
    batch->flags = columns[SY_COL_FLAGS];
    batch->fingerprint = columns[SY_COL_FINGERPRINT];
    for (size_t i = 0; i < SY_ENTRY_TEXTS; i++) batch->text[i] = columns[SY_FIXED_COLUMNS + i];
}

static sy_status open_entries(void *ctx, void **worker, sy_err *err)
{
    const sy_entry_feed *feed = ctx;
    return feed->open(feed->ctx, worker, err);
}

/* scratch: the serials of a batch. */
static sy_status fill_entries(void *ctx, void *worker, void *scratch, duckdb_data_chunk chunk,
                              size_t *n, sy_err *err)
{
    const sy_entry_feed *feed = ctx;
    duckdb_vector serials = duckdb_data_chunk_get_vector(chunk, SY_COL_SERIAL);
    sy_entry_batch batch = {.serial = scratch};

    point_into(&batch, chunk);
    sy_status st = feed->next(worker, &batch, err);
    SY_ASSERT(batch.n <= SY_BATCH_ROWS);
    for (size_t i = 0; st == SY_OK && i < batch.n; i++) {
        if (!sy_vector_text(serials, i, batch.serial[i])) st = sy_fail_nomem(err);
    }
    *n = batch.n;
    return st;
}

sy_status sy_feed_entries(sy_feed *state, duckdb_connection con, uint32_t import,
                          const sy_entry_feed *feed, sy_err *err)
{
    const sy_feed_source source = {.columns = sy_entry_columns,
                                   .n_columns = SY_ENTRY_COLUMNS,
                                   .scratch = SY_BATCH_ROWS * sizeof(sy_slice),
                                   .ctx = (void *)(uintptr_t)feed, /* only read */
                                   .open = open_entries,
                                   .fill = fill_entries,
                                   .close = feed->close};

    SY_ASSERT(duckdb_vector_size() >= SY_BATCH_ROWS);
    return sy_feed_insert(state, con, "entries", import, &source, err);
}
