/* duckdb_read FILE DATABASE THREADS: what DuckDB itself does with a file of the
 * 31-column layout: CREATE TABLE t AS SELECT * FROM read_csv(FILE,
 * all_varchar=true), into a new database file, with a checkpoint at the end so
 * that the rows are where a closed database keeps them. Every other setting is
 * DuckDB's own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <duckdb.h>

static bool run(duckdb_connection c, const char *sql)
{
    duckdb_result result;
    const bool ok = duckdb_query(c, sql, &result) == DuckDBSuccess;

    if (!ok) fprintf(stderr, "duckdb_read: %s\n", duckdb_result_error(&result));
    duckdb_destroy_result(&result);
    return ok;
}

int main(int argc, char **argv)
{
    char sql[4352];
    duckdb_database database = NULL;
    duckdb_connection connection = NULL;
    bool ok = false;

    if (argc != 4 || strlen(argv[1]) > 4096 || strchr(argv[1], '\'')) {
        fputs("usage: duckdb_read FILE DATABASE THREADS\n", stderr);
        return 2;
    }
    if (duckdb_open(argv[2], &database) == DuckDBSuccess &&
        duckdb_connect(database, &connection) == DuckDBSuccess) {
        snprintf(sql, sizeof sql, "SET threads = %d", atoi(argv[3]));
        ok = run(connection, sql);
        snprintf(sql, sizeof sql,
                 "CREATE TABLE t AS SELECT * FROM read_csv('%s', all_varchar=true)", argv[1]);
        ok = ok && run(connection, sql) && run(connection, "CHECKPOINT");
    }
    duckdb_disconnect(&connection);
    duckdb_close(&database);
    return ok ? 0 : 4;
}
