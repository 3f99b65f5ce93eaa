/* duckdb_test.c - the header of one npm package and the library of another fit
 * together: version, a query, a table function that writes into vectors. */
#include "test.h"

#include <duckdb.h>

enum { ROWS = 5000, BATCH = 1000 };

typedef struct engine {
    duckdb_database db;
    duckdb_connection con;
} engine;

static int open_engine(void **state)
{
    engine *e = calloc(1, sizeof *e);
    *state = e;
    return e && duckdb_open(NULL, &e->db) == DuckDBSuccess &&
                   duckdb_connect(e->db, &e->con) == DuckDBSuccess
               ? 0
               : -1;
}

static int close_engine(void **state)
{
    engine *e = *state;
    duckdb_disconnect(&e->con);
    duckdb_close(&e->db);
    free(e);
    return 0;
}

static int64_t ask(engine *e, const char *sql)
{
    duckdb_result result;
    if (duckdb_query(e->con, sql, &result) != DuckDBSuccess) {
        fail_msg("%s: %s", sql, duckdb_result_error(&result));
    }
    duckdb_data_chunk chunk = duckdb_fetch_chunk(result);
    assert_non_null(chunk);
    int64_t value = *(int64_t *)duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, 0));
    duckdb_destroy_data_chunk(&chunk);
    duckdb_destroy_result(&result);
    return value;
}

static void the_library_is_of_the_1_5_line(void **state)
{
    (void)state;
    const char *version = duckdb_library_version();
    if (strncmp(version, "v1.5.", 5) != 0) fail_msg("libduckdb.so says it is %s", version);
}

static void a_query_answers(void **state)
{
    assert_int_equal(ask(*state, "SELECT sum(i)::BIGINT FROM range(101) t(i)"), 5050);
}

static void bind(duckdb_bind_info info)
{
    duckdb_logical_type number = duckdb_create_logical_type(DUCKDB_TYPE_BIGINT);
    duckdb_logical_type text = duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR);
    duckdb_bind_add_result_column(info, "n", number);
    duckdb_bind_add_result_column(info, "s", text);
    duckdb_destroy_logical_type(&number);
    duckdb_destroy_logical_type(&text);
}

static void init(duckdb_init_info info)
{
    duckdb_init_set_init_data(info, calloc(1, sizeof(int64_t)), free);
}

static void produce(duckdb_function_info info, duckdb_data_chunk chunk)
{
    int64_t *next = duckdb_function_get_init_data(info);
    duckdb_vector texts = duckdb_data_chunk_get_vector(chunk, 1);
    int64_t *numbers = duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, 0));
    idx_t n = 0;

    for (; n < BATCH && *next < ROWS; n++, (*next)++) {
        numbers[n] = *next;
        duckdb_vector_assign_string_element_len(texts, n, "a\0long enough to be outside", 27);
    }
    duckdb_data_chunk_set_size(chunk, n);
}

static void a_table_function_feeds_an_insert(void **state)
{
    engine *e = *state;
    duckdb_table_function f = duckdb_create_table_function();
    duckdb_table_function_set_name(f, "rows_of_test");
    duckdb_table_function_set_bind(f, bind);
    duckdb_table_function_set_init(f, init);
    duckdb_table_function_set_function(f, produce);
    assert_int_equal(duckdb_register_table_function(e->con, f), DuckDBSuccess);
    duckdb_destroy_table_function(&f);

    assert_int_equal(ask(e, "CREATE TABLE t AS SELECT * FROM rows_of_test()"), ROWS);
    assert_int_equal(ask(e, "SELECT sum(n)::BIGINT FROM t"), (int64_t)ROWS * (ROWS - 1) / 2);
    assert_int_equal(ask(e, "SELECT sum(strlen(s))::BIGINT FROM t"), 27 * ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_library_is_of_the_1_5_line),
        cmocka_unit_test(a_query_answers),
        cmocka_unit_test(a_table_function_feeds_an_insert),
    };
    return cmocka_run_group_tests_name("duckdb", tests, open_engine, close_engine);
}
