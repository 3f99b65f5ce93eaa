/* private.h - what the files of src/store share. */
#ifndef SY_STORE_PRIVATE_H
#define SY_STORE_PRIVATE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/duck.h"
#include "store/facts.h"
#include "store/pools.h"
#include "store/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sy_known_table sy_known_table;

struct sy_workspace {
    char *path;
    sy_access access;
    int lock; /* lock.c */
    sqlite3 *decisions;
    sy_duck facts;     /* READ_ONLY, but READ_WRITE while import is not NULL */
    sy_import *import; /* the one under way */
    unsigned recovered;
    bool is_torn;           /* an import failed and its rest could not be cleared yet */
    sy_known_table *tables; /* pool_table.c; NULL at first */
};

/* ---- pool_table.c: what was seen of pools' tables holds no longer ---- */

void sy_pool_tables_forget(sy_workspace *ws);

/* ---- lock.c: one writer or several readers ---- */

SY_MUST_USE sy_status sy_lock_open(int *fd, const char *folder, bool alone, sy_err *err);
/* From shared to alone and back. Not atomic: what was known before must be looked at again. */
SY_MUST_USE sy_status sy_lock_change(int fd, const char *folder, bool alone, sy_err *err);
void sy_lock_close(int fd);

/* ---- schema.c: the tables of both stores, and how older ones become these ---- */

typedef enum sy_schema_state { SY_SCHEMA_CURRENT, SY_SCHEMA_OLDER } sy_schema_state;
/* SY_EINVAL when the store was made by a newer program. */
SY_MUST_USE sy_status sy_schema_of_decisions(sqlite3 *db, sy_schema_state *state, sy_err *err);
SY_MUST_USE sy_status sy_schema_of_facts(duckdb_connection con, sy_schema_state *state,
                                         sy_err *err);
/* Brings an empty or older store to the current tables. */
SY_MUST_USE sy_status sy_schema_migrate_decisions(sqlite3 *db, sy_err *err);
SY_MUST_USE sy_status sy_schema_migrate_facts(duckdb_connection con, sy_err *err);

/* Every table of facts; each has a column import. Its name is NULL at the end. */
typedef struct sy_fact_table {
    const char *name, *source; /* the column that says of which source a row is; NULL: none */
} sy_fact_table;
extern const sy_fact_table sy_fact_tables[];

/* The columns of entries after import, in the order of the table. */
typedef struct sy_column {
    const char *name;
    duckdb_type type;
} sy_column;
enum { SY_FIXED_COLUMNS = 10, SY_ENTRY_COLUMNS = SY_FIXED_COLUMNS + SY_ENTRY_TEXTS };
/* Which is which. */
enum {
    SY_COL_SOURCE,
    SY_COL_ROW,
    SY_COL_LEDGER,
    SY_COL_OTHER,
    SY_COL_AT,
    SY_COL_AMOUNT,
    SY_COL_BALANCE,
    SY_COL_FLAGS,
    SY_COL_FINGERPRINT,
    SY_COL_SERIAL
};
extern const sy_column sy_entry_columns[SY_ENTRY_COLUMNS];

/* ---- log.c ---- */

/* What triggers of the log call. */
SY_MUST_USE sy_status sy_log_functions(sqlite3 *db, sy_err *err);
/* As those of log.h, of any store that has the table. The chain alone: missing, foreign are 0. */
struct sy_log_act;
struct sy_log_filter;
struct sy_log_check_result;
SY_MUST_USE sy_status sy_log_acts(sqlite3 *db, struct sy_log_act **list, size_t *n, size_t *total,
                                  const struct sy_log_filter *filter, sy_arena *arena, sy_err *err);
SY_MUST_USE sy_status sy_log_names(sqlite3 *db, const char ***list, size_t *n, sy_arena *arena,
                                   sy_err *err);
SY_MUST_USE sy_status sy_log_chain_check(sqlite3 *db, struct sy_log_check_result *out, sy_err *err);

/* ---- sqlite.c: decisions.sqlite, step by step ---- */

sy_status sy_sqlite_fail(sqlite3 *db, sy_err *err); /* the reason of the last failure */
SY_MUST_USE sy_status sy_sqlite_run(sqlite3 *db, const char *sql, sy_err *err);
/* Of a transaction that was begun: COMMIT where st is SY_OK; where it is not, or that fails,
 * ROLLBACK. */
SY_MUST_USE sy_status sy_sqlite_end(sqlite3 *db, sy_status st, sy_err *err);
SY_MUST_USE sy_status sy_sqlite_number(sqlite3 *db, int64_t *number, const char *sql, sy_err *err);

#define SY_SQL_NOW "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"

/* Prepares sql and binds the texts to ?1, ?2, ...; a NULL text binds NULL. */
SY_MUST_USE sy_status sy_sqlite_prepare(sqlite3 *db, sqlite3_stmt **q, const char *sql,
                                        const sy_slice *texts, int n, sy_err *err);
/* Runs one statement that answers nothing. */
SY_MUST_USE sy_status sy_sqlite_execute(sqlite3 *db, const char *sql, const sy_slice *texts, int n,
                                        sy_err *err);
char *sy_sqlite_text(sqlite3_stmt *q, int column, sy_arena *arena); /* a copy; NULL: no memory */
sy_slice sy_who_am_i(void);
SY_MUST_USE sy_status sy_needs_write(const sy_workspace *ws, sy_err *err);
/* All rows of a query as an array from the arena, never NULL but when it fails: read makes an item
 * of `size` bytes of one row. Cost: twice the array. */
typedef sy_status sy_sqlite_read(void *item, sqlite3_stmt *row, sy_arena *arena, sy_err *err);
SY_MUST_USE sy_status sy_sqlite_items(sqlite3 *db, void **list, size_t *n, size_t size,
                                      const char *sql, const sy_slice *texts, int n_texts,
                                      sy_sqlite_read *read, sy_arena *arena, sy_err *err);
/* The same, of decisions.sqlite. */
SY_MUST_USE sy_status sy_sqlite_list(sy_workspace *ws, void **list, size_t *n, size_t size,
                                     const char *sql, const sy_slice *texts, int n_texts,
                                     sy_sqlite_read *read, sy_arena *arena, sy_err *err);

/* ---- lead_older.c: lead_part(), lead_says(), for a step of schema.c ---- */

SY_MUST_USE sy_status sy_lead_functions(sqlite3 *db, sy_err *err);

/* ---- decisions.c ---- */

SY_MUST_USE sy_status sy_decisions_open(sqlite3 **db, const char *path, bool can_write,
                                        sy_err *err);
void sy_decisions_close(sqlite3 *db);
/* The journal of imports: begun, then done; or begun, then cleared. */
SY_MUST_USE sy_status sy_journal_begin(sqlite3 *db, uint32_t *number, sy_err *err);
SY_MUST_USE sy_status sy_journal_done(sqlite3 *db, uint32_t number, sy_err *err);
/* The oldest that is neither; 0: none. */
SY_MUST_USE sy_status sy_journal_unfinished(sqlite3 *db, uint32_t *number, sy_err *err);
SY_MUST_USE sy_status sy_journal_cleared(sqlite3 *db, uint32_t number, sy_err *err);

/* ---- workspace.c: opening the facts ---- */

enum sy_facts_mode { SY_FACTS_READ, SY_FACTS_IMPORT };
SY_MUST_USE sy_status sy_facts_open(sy_workspace *ws, enum sy_facts_mode mode, sy_err *err);
/* A connection of its own for one read, which sees what is committed. */
SY_MUST_USE sy_status sy_facts_connect(sy_workspace *ws, duckdb_connection *con, sy_err *err);

/* ---- removal.c: files that are taken out again ---- */

/* Sources of a file, by its hash. */
#define SY_GONE "(SELECT id FROM sources WHERE sha256 = '%s')"
/* The oldest that was begun and is not done; 0: none. */
SY_MUST_USE sy_status sy_removal_unfinished(sqlite3 *db, int64_t *id, sy_err *err);
/* Does all that were begun. The caller is alone; the facts are closed afterwards. */
SY_MUST_USE sy_status sy_removal_finish(sy_workspace *ws, sy_err *err);
/* Is it the original (or archive) of a removed file that was not released? */
SY_MUST_USE sy_status sy_removal_keeps(sqlite3 *db, const char *sha256, bool *keeps, sy_err *err);

/* ---- recover.c: what a cut-off import left behind ---- */

#define SY_NEW_PREFIX "new-"   /* originals that have no name yet */
#define SY_SPILL_PREFIX "tmp-" /* of the moment: what does not fit in memory, copies of stores */

/* Deletes what imports that are not done left: facts, originals, temporary
 * files. The caller is alone in the workspace; the facts are closed afterwards. */
SY_MUST_USE sy_status sy_recover(sy_workspace *ws, unsigned *imports, sy_err *err);
SY_MUST_USE sy_status sy_sweep_spills(sy_workspace *ws, sy_err *err);
/* Originals that neither a source nor a removal names. The facts are open. */
SY_MUST_USE sy_status sy_sweep_originals(sy_workspace *ws, sy_err *err);
bool sy_is_sha256(const char *name);
/* Tables of pools that are there, from the arena. */
SY_MUST_USE sy_status sy_pool_tables(duckdb_connection con, const char ***names, size_t *n,
                                     sy_arena *arena, sy_err *err);
/* Takes a load back: the rows that fit go, and those whose place one of the imports took stand
 * again (both SQL). *is_changed is set where there were any. */
SY_MUST_USE sy_status sy_pool_take_back(duckdb_connection con, const char *table, const char *rows,
                                        const char *imports, bool *is_changed, sy_err *err);

/* ---- read_entries.c ---- */

/* repeats: SQL for the (source, row) that without_duplicates leaves out. */
SY_MUST_USE sy_status sy_read_entries(duckdb_connection con, const sy_entry_filter *filter,
                                      const char *repeats, sy_entry_fn *fn, void *ctx, sy_err *err);

/* A list as a temporary table of the connection. */
typedef struct sy_value_list {
    const char *table, *columns;
    const void *values;
    size_t n;
    bool is_wide, is_place; /* 64 bits a value; two columns out of one */
} sy_value_list;
SY_MUST_USE sy_status sy_value_list_fill(duckdb_connection con, const sy_value_list *l,
                                         sy_err *err);

/* ---- read.c ---- */

/* Runs a statement on a connection of its own and gives each row to fn. */
SY_MUST_USE sy_status sy_facts_each(sy_workspace *ws, const char *sql, sy_row_fn *fn, void *ctx,
                                    sy_err *err);
/* All rows of a query as an array from the arena, never NULL but when it fails: copy makes an item
 * of `size` bytes of one row. Cost: three times the array. */
typedef sy_status sy_row_copy(void *item, sy_rows *r, size_t row, sy_arena *arena, sy_err *err);
SY_MUST_USE sy_status sy_rows_list(duckdb_connection con, void **list, size_t *n, size_t size,
                                   const char *sql, sy_row_copy *copy, sy_arena *arena,
                                   sy_err *err);
/* The same, on a connection of its own. */
SY_MUST_USE sy_status sy_facts_list(sy_workspace *ws, void **list, size_t *n, size_t size,
                                    const char *sql, sy_row_copy *copy, sy_arena *arena,
                                    sy_err *err);
/* An item that is the first column: a const char *. */
sy_row_copy sy_row_name;
/* A text of a row, for an item. */
SY_MUST_USE sy_status sy_row_text(sy_slice *to, sy_rows *r, size_t column, size_t row,
                                  sy_arena *arena, sy_err *err);

/* ---- standing.c ---- */

extern const char sy_sql_repeats[]; /* source, row, of_source, of_row */
extern const char sy_sql_sources[]; /* with accepted and duplicate to match */

/* ---- people.c ---- */

struct sy_case_person;
/* Adds a line with the number of its change, unless it stands there already. */
SY_MUST_USE sy_status sy_person_put(sy_workspace *ws, const struct sy_case_person *p,
                                    int64_t change, size_t *added, sy_err *err);

/* ---- import.c ---- */

sqlite3 *sy_import_decisions(const sy_import *imp);

duckdb_connection sy_import_connection(const sy_import *imp);

/* n rows of size bytes each into a table; put appends what follows the
 * import's number. */
typedef void sy_put_row(sy_append *a, const void *row);
SY_MUST_USE sy_status sy_import_rows(sy_import *imp, const char *table, const void *rows, size_t n,
                                     size_t size, sy_put_row *put, sy_err *err);

/* ---- registers_write.c ---- */

/* Tables of pools are made when they are needed: pool_... Each has import, source, row,
 * fingerprint, and replaced: the import that took the row's place (NULL: it stands). */
#define SY_POOL_TABLES                                                                             \
    "FROM duckdb_tables() WHERE NOT temporary AND starts_with(table_name, 'pool_')"
#define SY_POOL_FIXED                                                                              \
    "import UINTEGER, source UINTEGER, \"row\" UINTEGER, fingerprint UBIGINT, replaced UINTEGER"

/* What the table has of the definition's columns, since definitions change after a load. */
typedef struct sy_pool_shape {
    bool is_there, knows_replaced; /* the second: not of a table of an older program */
    bool has[SY_POOL_COLUMNS];
    bool has_norm[SY_POOL_COLUMNS]; /* its normal forms are there too (pool_forms.h) */
} sy_pool_shape;
SY_MUST_USE sy_status sy_pool_shape_read(sy_pool_shape *out, duckdb_connection con,
                                         const sy_pool *pool, sy_err *err);

/* A row of a table that has the pool's columns in its order; of no import. */
struct sy_pool_value;
void sy_pool_append(sy_append *a, const sy_pool *pool, uint32_t source, uint32_t row,
                    uint64_t fingerprint, const struct sy_pool_value *values);
/* The end of such a row: the normal forms of its texts, of which there is one a column. */
void sy_pool_append_forms(sy_append *a, const sy_pool *pool, const sy_slice *texts);

/* ---- pool_orphans.c ---- */

/* The temporary table `known`, column v: the standing keys of all pools to which this column
 * leads. *any false: none of those is loaded, and there is no table. */
SY_MUST_USE sy_status sy_pool_known_keys(bool *any, duckdb_connection con, const sy_pools *pools,
                                         const sy_pool_column *column, sy_err *err);

/* ---- registers.c ---- */

/* Makes the temporary view `registered` over a pool's table. *any false: nothing of this
 * pool was ever loaded, and there is no view. */
SY_MUST_USE sy_status sy_registers_view(duckdb_connection con, const sy_pool *pool, bool *any,
                                        sy_err *err);

/* ---- feed.c ---- */

typedef struct sy_feed sy_feed;
/* Once for each open database, which owns it. */
SY_MUST_USE sy_status sy_feed_register(sy_feed **out, duckdb_connection con, sy_err *err);

/* Where rows come from. open gives each thread a worker; fill puts at most a vector's rows
 * into the columns of a chunk (*n 0: this worker's end); scratch: so many bytes of each
 * thread's own, zeroed at first. */
typedef struct sy_feed_source {
    const sy_column *columns;
    size_t n_columns, scratch;
    void *ctx;
    sy_status (*open)(void *ctx, void **worker, sy_err *err);
    sy_status (*fill)(void *ctx, void *worker, void *scratch, duckdb_data_chunk chunk, size_t *n,
                      sy_err *err);
    void (*close)(void *worker);
} sy_feed_source;
/* into: a table with its columns, "t(import, a, b)"; the import's number comes first. */
SY_MUST_USE sy_status sy_feed_insert(sy_feed *state, duckdb_connection con, const char *into,
                                     uint32_t import, const sy_feed_source *source, sy_err *err);
SY_MUST_USE sy_status sy_feed_entries(sy_feed *state, duckdb_connection con, uint32_t import,
                                      const sy_entry_feed *feed, sy_err *err);

sy_feed *sy_import_feed(const sy_import *imp);

#ifdef __cplusplus
}
#endif

#endif
