/* sandbox_test.c - what a model's query may do, and each way of doing more that was tried
 * on DuckDB. The queries run in the real process, on a real file. */
#include "test.h"

#include <dirent.h>
#include <duckdb.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "scratch.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/progress.h"
#include "store/query_tree.h"
#include "store/sandbox.h"

typedef struct bench {
    char folder[SCRATCH], facts[SCRATCH + 16], calendar[SCRATCH * 2];
} bench;

static void make_facts(const char *path)
{
    static const char *const steps[] = {
        "CREATE TABLE pool_cars(plate VARCHAR, owner_id VARCHAR, since DATE, price BIGINT,"
        " source UINTEGER, \"row\" UINTEGER)",
        "INSERT INTO pool_cars VALUES ('浙D00001', '330699198503150025', '2023-11-30', 12345, 7, "
        "9),"
        " ('浙D00002', '330699800101001', NULL, NULL, 7, 10)",
        "CREATE TABLE secrets(word VARCHAR)",
        "INSERT INTO secrets VALUES ('never')",
    };
    duckdb_database db;
    duckdb_connection con;

    assert_int_equal(duckdb_open(path, &db), DuckDBSuccess);
    assert_int_equal(duckdb_connect(db, &con), DuckDBSuccess);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        assert_int_equal(duckdb_query(con, steps[i], NULL), DuckDBSuccess);
    }
    duckdb_disconnect(&con);
    duckdb_close(&db);
}

static int set_up(void **state)
{
    bench *b = calloc(1, sizeof *b);
    if (!b) return -1;
    scratch_make(b->folder);
    snprintf(b->facts, sizeof b->facts, "%s/facts.duckdb", b->folder);
    snprintf(b->calendar, sizeof b->calendar, "%s/dict/workdays.yaml", getenv("SUYUAN_DATA"));
    make_facts(b->facts);
    sy_lang_set(SY_LANG_EN);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    bench *b = *state;
    scratch_remove(b->folder);
    free(b);
    return 0;
}

/* ---- running ---- */

typedef struct seen {
    sy_buf text; /* leads, a line each */
    size_t n;
} seen;

static void put_list(sy_buf *out, const char *name, const sy_slice *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sy_buf_printf(out, " %s=%.*s", name, (int)list[i].len, list[i].ptr);
}

static sy_status on_lead(void *ctx, const sy_lead_row *row, sy_err *err)
{
    seen *s = ctx;
    (void)err;

    s->n++;
    sy_buf_printf(&s->text, "%.*s", (int)row->key.len, row->key.ptr);
    if (row->rule.len) sy_buf_printf(&s->text, " rule=%.*s", (int)row->rule.len, row->rule.ptr);
    if (row->has_amount) sy_buf_printf(&s->text, " amount=%lld", (long long)row->amount);
    if (row->has_act_date) sy_buf_printf(&s->text, " day=%d", row->act_date);
    put_list(&s->text, "party", row->parties, row->n_parties);
    put_list(&s->text, "missing", row->missing, row->n_missing);
    put_list(&s->text, "question", row->questions, row->n_questions);
    for (size_t i = 0; i < row->n_facts; i++) {
        const sy_lead_fact *f = &row->facts[i];
        sy_buf_printf(&s->text, " %.*s:%.*s", (int)f->name.len, f->name.ptr, (int)f->value.len,
                      f->value.ptr);
        if (f->has_place) sy_buf_printf(&s->text, "@%u-%u", f->source, f->row);
    }
    sy_buf_char(&s->text, '\n');
    return SY_OK;
}

static const sy_sandbox_view cars = {
    "cars", "SELECT *, (source::UBIGINT << 32) | \"row\" AS place FROM pool_cars"};
static const sy_sandbox_argument given[] = {{"days", SY_ARGUMENT_INTEGER, 30, NULL},
                                            {"today", SY_ARGUMENT_DAY, 20000, NULL},
                                            {"who", SY_ARGUMENT_TEXT, 0, "样'"}};

static sy_sandbox_job job_of(const bench *b, const char *sql)
{
    return (sy_sandbox_job){.facts = b->facts,
                            .sql = sql,
                            .sql_len = strlen(sql),
                            .name = "query.sql",
                            .views = &cars,
                            .n_views = 1,
                            .arguments = given,
                            .n_arguments = 3,
                            .workdays = b->calendar,
                            .seconds = 20,
                            .memory_mb = 512};
}

static sy_status run_job(const sy_sandbox_job *job, seen *s, sy_err *err)
{
    *s = (seen){0};
    *err = (sy_err){0};
    sy_buf_init(&s->text, NULL, 1 << 20);
    return sy_sandbox_run(job, on_lead, s, err);
}

static void gives(const bench *b, const char *sql, const char *leads)
{
    const sy_sandbox_job job = job_of(b, sql);
    sy_err err;
    seen s;

    assert_ok(run_job(&job, &s, &err), err);
    assert_string_equal(s.text.ptr ? s.text.ptr : "", leads);
    sy_buf_dispose(&s.text);
}

static void refuses(const bench *b, const char *sql, const char *words)
{
    const sy_sandbox_job job = job_of(b, sql);
    const int64_t begun = sy_now_ms();
    sy_err err;
    seen s;

    const sy_status st = run_job(&job, &s, &err);
    if (st != SY_EDATA || !strstr(err.text, words))
        fail_msg("%s\n  status %d: %s\n  wanted: %s", sql, (int)st, err.text, words);
    assert_true(sy_now_ms() - begun < 60000);
    sy_buf_dispose(&s.text);
}

static void open_memory(duckdb_database *db, duckdb_connection *con)
{
    assert_int_equal(duckdb_open(NULL, db), DuckDBSuccess);
    assert_int_equal(duckdb_connect(*db, con), DuckDBSuccess);
}

/* The list alone, on the tree as DuckDB gives it: no process for each of a hundred. */
static void list_refuses(duckdb_connection con, const char *sql, const char *words)
{
    static const char *const tables[] = {"cars"};
    const sy_query_rules rules = {.tables = tables, .n_tables = 1};
    duckdb_prepared_statement q;
    duckdb_result result;
    sy_query_place place;
    sy_err err = {0};

    assert_int_equal(duckdb_prepare(con, "SELECT json_serialize_sql(?::VARCHAR)", &q),
                     DuckDBSuccess);
    assert_int_equal(duckdb_bind_varchar(q, 1, sql), DuckDBSuccess);
    assert_int_equal(duckdb_execute_prepared(q, &result), DuckDBSuccess);
    char *tree = duckdb_value_varchar(&result, 0, 0);
    const sy_status st =
        sy_query_tree_check(sy_slice_of(tree), sy_slice_of(sql), &rules, &place, &err);
    if (st != SY_EDATA || !strstr(err.text, words))
        fail_msg("%s\n  status %d: %s\n  wanted: %s", sql, (int)st, err.text, words);
    duckdb_free(tree);
    duckdb_destroy_result(&result);
    duckdb_destroy_prepare(&q);
}

/* ---- what works ---- */

static void leads_come_back_with_their_facts(void **state)
{
    gives(*state,
          "WITH mine AS (SELECT * FROM cars WHERE since IS NOT NULL)\n"
          "SELECT plate AS key, 'bought' AS rule, sum(price) AS amount, max(since) AS act_date,\n"
          " [$who, NULL] AS parties, ['sealed'] AS missing, NULL::VARCHAR[] AS questions,\n"
          " list(fact('号牌', plate, place)) || [fact('天数', $days, NULL)] AS facts\n"
          "FROM mine GROUP BY plate;",
          "浙D00001 rule=bought amount=12345 day=19691 party=样' missing=sealed"
          " 号牌:浙D00001@7-9 天数:30\n");
}

static void no_rows_are_no_leads(void **state)
{
    gives(*state, "SELECT plate AS key FROM cars WHERE false", "");
}

static void our_functions_know_numbers_and_days(void **state)
{
    gives(*state,
          "SELECT concat_ws(' ', norm_id('３３０６９９800101001'), norm_id('91330683MA2000019N'),"
          " norm_id('MA200001-9'), norm_id('330699********0025') IS NULL,"
          " check_id('citizen', '110105194912310021'), norm_plate('浙d·12345'),"
          " norm_case('（2023）浙0683执恢00056号'), case_court('(2023)浙0683执恢56号'),"
          " case_kind('(2023)浙0683执恢56号'), case_year('(2023)浙0683执恢56号')) AS key",
          "330699198001010014 MA200001-9 MA200001-9 true wrong-check 浙D12345"
          " (2023)浙0683执恢56号 浙0683 执恢 2023\n");
    gives(*state,
          /* to the end of the month; three years from 2021-06-25; 2024-02-09 + 1 is a holiday */
          "SELECT concat_ws(' ', add_months(DATE '2023-11-30', 3), seal_end(DATE '2021-06-25', 3),"
          " period_end(DATE '2024-02-09', 1), period_end(DATE '2024-05-09', 1),"
          " add_workdays(DATE '2024-02-09', 2), is_workday(DATE '2024-02-18'),"
          " period_end(DATE '1999-01-01', 1) IS NULL, yuan(123450)) AS key",
          "2024-02-29 2024-06-24 2024-02-18 2024-05-10 2024-02-19 true true 1234.50\n");
}

static void a_query_is_checked_without_data(void **state)
{
    static const sy_sandbox_view none = {"cars", "SELECT NULL::VARCHAR AS plate WHERE false"};
    sy_sandbox_job job = job_of(*state, "SELECT plate AS key FROM cars");
    sy_err err;
    seen s;

    job.facts = NULL;
    job.views = &none;
    assert_ok(run_job(&job, &s, &err), err);
    assert_int_equal(s.n, 0);
    sy_buf_dispose(&s.text);
}

/* ---- what is wrong is said with its place ---- */

static void mistakes_are_named_with_their_line(void **state)
{
    refuses(*state, "SELECT plate AS key\nFROM cars\nWHERE colour = 1",
            "query.sql:3: there is no column");
    refuses(*state, "SELECT plate AS key\nFORM cars",
            "query.sql:2:1: the query cannot be read here (DuckDB: syntax error");
    refuses(*state, "SELECT plate AS 键, plate AS key,\n 样样(1) FROM cars",
            "query.sql:2:2: the function \"样样\" is not allowed in a model");
    refuses(*state, "SELECT plate FROM cars", "\"plate\" is no column of a lead");
    refuses(*state, "SELECT 1 AS key", "\"key\" must be of the type VARCHAR");
    refuses(*state, "SELECT 'a' AS key, 1.5 AS amount", "\"amount\" must be of the type BIGINT");
    refuses(*state, "SELECT 'a' AS rule", "\"key\" is missing");
    refuses(*state, "SELECT 'a' AS key, 'b' AS key", "\"key\" stands twice");
    refuses(*state, "SELECT NULL::VARCHAR AS key", "a lead without a key");
    refuses(*state, "SELECT 'a' AS key, $other AS rule", "\"$other\" is not among those");
    refuses(*state, "SELECT 'a' AS key, 170141183460469231731687303715884105727 AS amount",
            "does not fit in 64 bits");
    refuses(*state, "SELECT 'a' AS key, 'infinity'::DATE AS act_date", "the years 1 to 9999");
    refuses(*state, "SELECT 'a' AS key, DATE '12345-01-01' AS act_date", "the years 1 to 9999");
    refuses(*state, "", "one SELECT and nothing else");
}

/* What only the rows show: DuckDB's reason, in our words, with the line where it has one. */
static void what_fails_while_it_runs_says_why(void **state)
{
    static const struct {
        const char *sql, *words;
    } slips[] = {
        {"SELECT plate AS key,\n plate::BIGINT AS amount FROM cars",
         "query.sql:2: a text does not read as the type it is given, such as a number; TRY_CAST "
         "gives NULL instead (DuckDB: Conversion Error: Could not convert string '浙D0…' to INT64 "
         "when casting from source column plate)"},
        {"SELECT plate AS key FROM cars WHERE plate::DATE > since",
         "that is no date YYYY-MM-DD is read as one"},
        {"SELECT plate AS key,\n replace('2020-02-3浙', left(plate, 1), '0')::DATE AS act_date"
         " FROM cars",
         "query.sql:2: a text is read as a date that does not exist"},
        {"SELECT plate AS key, make_date(2020, 2, 30) AS act_date FROM cars",
         "query.sql: a date that does not exist"},
        {"SELECT plate AS key, since + INTERVAL 1000000 YEAR AS act_date FROM cars",
         "too far away"},
        {"SELECT plate AS key, price * 9223372036854775807 AS amount FROM cars",
         "a number becomes too large for its type (DuckDB: Out of Range Error: Overflow in "
         "multiplication of INT64 (12345 * 9223…)!)"},
        {"SELECT plate AS key, owner_id::HUGEINT::INTEGER AS amount FROM cars",
         "a number is too large for the type it is given"},
        {"SELECT plate AS key, (SELECT price FROM cars) AS amount FROM cars",
         "a subquery that stands for one value gives several rows"},
        {"SELECT plate AS key, date_part(plate, since) AS amount FROM cars",
         "there is no such part of a date"},
        {"SELECT plate AS key FROM cars WHERE plate LIKE 'a' ESCAPE plate", "ESCAPE takes one"},
        {"SELECT plate AS key FROM cars LIMIT (SELECT -max(price) FROM cars)", "Invalid Input"},
    };
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        refuses(*state, slips[i].sql, slips[i].words);
    }
}

/* Whose number it is stays in the case: an error is printed and logged. */
static void a_failure_tells_no_whole_value(void **state)
{
    static const char *const sqls[] = {
        "SELECT plate AS key FROM cars WHERE owner_id::DATE > since",
        "SELECT plate AS key, owner_id::HUGEINT::INTEGER AS amount FROM cars",
        "SELECT plate AS key, owner_id::INTEGER AS amount FROM cars",
        "SELECT plate AS key, ('''' || owner_id || ''' can''t ''')::INTEGER AS amount FROM cars",
        "SELECT plate AS key, ('a\n' || owner_id)::INTEGER AS amount FROM cars",
        "SELECT plate AS key, (owner_id || '\nLINE 7: x')::INTEGER AS amount FROM cars",
    };
    for (size_t i = 0; i < sizeof sqls / sizeof *sqls; i++) {
        const sy_sandbox_job job = job_of(*state, sqls[i]);
        sy_err err;
        seen s;
        assert_int_equal(run_job(&job, &s, &err), SY_EDATA);
        if (strstr(err.text, "33069919") || strstr(err.text, "33069980") ||
            !strstr(err.text, "DuckDB: "))
            fail_msg("%s\n  %s", sqls[i], err.text);
        sy_buf_dispose(&s.text);
    }
}

/* DuckDB's reasons are known by their words alone: none that is told apart was reworded. */
static void common_slips_are_told_in_our_words(void **state)
{
    static const struct {
        const char *sql, *words;
    } slips[] = {
        {"SELECT plate AS key FROM cars WHERE (price = 1", "query.sql:1:47: the query ends"},
        {"SELECT plate AS key FROM cars WHERE plate = 'x", "a quotation mark is not closed"},
        {"SELECT c.plate AS key\nFROM cars", "query.sql:1: there is no such table or short name"},
        {"SELECT plate AS key FROM cars a, cars b", "several tables have this column"},
        {"SELECT cars.nothing AS key FROM cars", "the table has no such column"},
        {"SELECT plate AS key, max(price) AS amount FROM cars", "name it in GROUP BY"},
        {"SELECT plate AS key FROM cars WHERE max(price) > 1", "HAVING is for these"},
        {"SELECT max(max(plate)) AS key FROM cars", "a sum over rows stands within another"},
        {"SELECT plate AS key FROM cars UNION SELECT plate, price FROM cars",
         "different numbers of columns"},
        {"SELECT plate AS key FROM cars WHERE since > plate", "two types are compared"},
        {"SELECT coalesce(price, plate) AS key FROM cars", "one column would hold two types"},
        {"SELECT plate - price AS key FROM cars", "the function takes other"},
        {"SELECT nothing AS key", "there is no column \"nothing\""},
    };
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        refuses(*state, slips[i].sql, slips[i].words);
    }
}

/* ---- attacks ---- */

static void only_one_select_is_taken(void **state)
{
    duckdb_database db;
    duckdb_connection con;
    (void)state;

    open_memory(&db, &con);
    static const char *const others[] = {
        "SELECT 'a' AS key; SELECT 'b' AS key",
        "COPY cars TO '/tmp/suyuan-stolen.csv'",
        "ATTACH '/tmp/suyuan-other.db' AS other",
        "PRAGMA database_list",
        "SET memory_limit = '100GB'",
        "CALL enable_logging('QueryLog', storage = 'file', storage_path = '/tmp/suyuan-log')",
        "CREATE TABLE x AS SELECT 1",
        "INSERT INTO cars VALUES (1)",
        "DELETE FROM cars",
        "EXPLAIN ANALYZE SELECT 1",
        "INSTALL httpfs",
        "LOAD '/tmp/evil.so'",
        "EXPORT DATABASE '/tmp/suyuan-out'",
        "CHECKPOINT",
        "PIVOT cars ON plate USING sum(price)",
        "BEGIN TRANSACTION",
        "USE other",
        "RESET memory_limit",
        "SET VARIABLE x = 1",
        "PREPARE q AS SELECT 1",
        "EXECUTE q",
        "CREATE MACRO f(x) AS x",
        "DROP TABLE cars",
        "ALTER TABLE cars ADD COLUMN x INT",
        "UPDATE cars SET price = 0",
        "VACUUM",
        "DETACH other",
        "COMMENT ON TABLE cars IS 'x'",
        "SELECT * FROM (PIVOT cars ON plate USING sum(price))",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        list_refuses(con, others[i], "one SELECT and nothing else");
    }
    duckdb_disconnect(&con);
    duckdb_close(&db);
}

static void what_is_not_on_the_list_is_refused_before_anything_is_computed(void **state)
{
    duckdb_database db;
    duckdb_connection con;
    (void)state;

    open_memory(&db, &con);
    static const struct {
        const char *sql, *words;
    } attacks[] = {
        {"SELECT * FROM read_csv('/etc/passwd')", "\"read_csv\" is not allowed"},
        {"SELECT * FROM read_text('/etc/passwd')", "\"read_text\" is not allowed"},
        {"SELECT * FROM read_blob('/proc/self/environ')", "\"read_blob\" is not allowed"},
        {"SELECT * FROM glob('/**')", "\"glob\" is not allowed"},
        {"SELECT * FROM '/etc/passwd'", "\"/etc/passwd\" is not among the data"},
        {"SELECT * FROM query('SELECT 1')", "\"query\" is not allowed"},
        {"SELECT * FROM query_table('secrets')", "\"query_table\" is not allowed"},
        {"SELECT * FROM enable_logging('QueryLog')", "\"enable_logging\" is not allowed"},
        {"SELECT * FROM force_checkpoint()", "\"force_checkpoint\" is not allowed"},
        {"SELECT * FROM json_execute_serialized_sql('{}')", "\"json_execute_serialized_sql\""},
        {"SELECT * FROM duckdb_settings()", "\"duckdb_settings\" is not allowed"},
        {"SELECT * FROM pragma_table_info('secrets')", "\"pragma_table_info\" is not allowed"},
        {"SELECT * FROM range(1000000000000)", "\"range\" is not allowed"},
        {"SELECT * FROM generate_series(1, 1000000000000)", "\"generate_series\" is not allowed"},
        {"SELECT unnest(range(1000000000000))::VARCHAR AS key", "\"range\" is not allowed"},
        {"SELECT repeat('a', 10000000000) AS key", "\"repeat\" is not allowed"},
        {"SELECT lpad('a', 2000000000, 'b') AS key", "\"lpad\" is not allowed"},
        {"SELECT pg_sleep(100)::VARCHAR AS key", "\"pg_sleep\" is not allowed"},
        {"SELECT sleep_ms(100000)::VARCHAR AS key", "\"sleep_ms\" is not allowed"},
        {"SELECT regexp_matches('aaaa', '(a*)*b')::VARCHAR AS key", "\"regexp_matches\""},
        {"SELECT 'a' AS key WHERE 'aaa' SIMILAR TO '(a*)*b'", "\"regexp_full_match\""},
        {"SELECT current_setting('temp_directory') AS key", "\"current_setting\" is not allowed"},
        {"SELECT getvariable('x') AS key", "\"getvariable\" is not allowed"},
        {"SELECT getenv('HOME') AS key", "\"getenv\" is not allowed"},
        {"SELECT random()::VARCHAR AS key", "\"random\" is not allowed"},
        {"SELECT now()::VARCHAR AS key", "\"now\" is not allowed"},
        {"SELECT nextval('s')::VARCHAR AS key", "\"nextval\" is not allowed"},
        {"SELECT system.main.version() AS key", "\"version\""},
        {"SELECT word AS key FROM secrets", "\"secrets\" is not among the data"},
        {"SELECT word AS key FROM main.secrets", "\"secrets\" may not be asked of another schema"},
        {"SELECT name AS key FROM duckdb_tables", "\"duckdb_tables\" is not among the data"},
        {"SELECT table_name AS key FROM information_schema.tables", "another schema"},
        /* A name of WITH is none outside of it. */
        {"SELECT word AS key FROM secrets WHERE EXISTS (WITH secrets AS (SELECT 1) FROM secrets)",
         "\"secrets\" is not among the data"},
        {"WITH a AS (SELECT word AS key FROM b), b AS (SELECT 1) SELECT * FROM a",
         "\"b\" is not among the data"},
        {"WITH RECURSIVE t AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM t) SELECT x FROM t",
         "a recursion (WITH RECURSIVE) is not allowed"},
        {"SELECT COLUMNS('pla.*') AS key FROM cars", "COLUMNS is not allowed"},
        {"SELECT plate AS key FROM cars USING SAMPLE 1", "SAMPLE is not allowed"},
        {"DESCRIBE cars", "DESCRIBE, SHOW, SUMMARIZE is not allowed"},
        {"SHOW TABLES", "is not allowed"},
        {"SUMMARIZE cars", "DESCRIBE, SHOW, SUMMARIZE is not allowed"},
        {"SELECT list_transform([1], lambda x: x)::VARCHAR AS key", "is not allowed"},
        {"SELECT 'a'::BLOB::VARCHAR AS key", "the type BLOB is not allowed"},
        {"SELECT 'a' COLLATE nocase AS key", "COLLATE is not allowed"},
        {"SELECT 'a' AS key FROM cars LIMIT 10%", "LIMIT % is not allowed"},
        {"SELECT 'a' AS key FROM cars ORDER BY read_text('x')", "\"read_text\""},
        {"SELECT 'a' AS key FROM cars GROUP BY repeat('a', 9)", "\"repeat\""},
        {"SELECT max(plate) FILTER (repeat('a', 9) = 'b') AS key FROM cars", "\"repeat\""},
        {"SELECT 'a' AS key FROM cars QUALIFY row_number() OVER (ORDER BY repeat('a', 9)) = 1",
         "\"repeat\""},
        {"SELECT * FROM (VALUES (repeat('a', 9))) t(key)", "\"repeat\""},
        {"SELECT 'a' AS key FROM cars JOIN LATERAL (SELECT repeat('a', 9)) ON true", "\"repeat\""},
        {"SELECT * REPLACE (repeat('a', 9) AS plate) FROM cars", "\"repeat\""},
        /* Ways that look like others. */
        {"SELECT * SIMILAR TO '(a*)*b' FROM cars", "\"regexp_full_match\""},
        {"SELECT *COLUMNS('pla.*') FROM cars", "COLUMNS is not allowed"},
        {"SELECT 'a' AS key FROM cars WHERE plate ~ '(a*)*b'", "\"regexp_full_match\""},
        {"SELECT [x FOR x IN [1, 2]]::VARCHAR AS key", "is not allowed"},
        {"SELECT list_transform([1], x -> x)::VARCHAR AS key", "is not allowed"},
        {"SELECT list_reduce([1], lambda x, y: x)::VARCHAR AS key", "is not allowed"},
        {"SELECT MAP {'a': 1}::VARCHAR AS key", "\"map\""},
        {"SELECT #1 FROM cars", "#1 is not allowed"},
        {"SELECT ARRAY(SELECT plate FROM cars)::VARCHAR AS key", "is not allowed"},
        {"SELECT cars.plate AS key FROM cars POSITIONAL JOIN cars c", "POSITIONAL JOIN is not"},
        {"SELECT * FROM cars PIVOT (sum(price) FOR plate IN ('p'))", "PIVOT, UNPIVOT is not"},
        {"SELECT * FROM cars UNPIVOT (v FOR n IN (plate))", "PIVOT, UNPIVOT is not allowed"},
        {"UNPIVOT cars ON plate INTO NAME n VALUE v", "PIVOT, UNPIVOT is not allowed"},
        {"SELECT * FROM (DESCRIBE cars)", "DESCRIBE, SHOW, SUMMARIZE is not allowed"},
        {"SELECT * FROM (SUMMARIZE cars)", "DESCRIBE, SHOW, SUMMARIZE is not allowed"},
        {"SELECT * FROM (SHOW ALL TABLES)", "DESCRIBE, SHOW, SUMMARIZE is not allowed"},
        {"SELECT plate AS key FROM cars TABLESAMPLE 10%", "SAMPLE is not allowed"},
        {"SELECT plate AS key FROM cars TABLESAMPLE reservoir(1 ROWS)", "SAMPLE is not allowed"},
        {"SELECT plate AS key FROM cars AT (VERSION => 1)", "AT is not allowed"},
        {"SELECT plate AS key FROM cars, '/etc/passwd'", "\"/etc/passwd\" is not among"},
        {"TABLE '/etc/passwd'", "\"/etc/passwd\" is not among"},
        {"FROM 'https://example.org/x.parquet'", "is not among the data"},
        {"SELECT plate.upper() AS key FROM cars", "may not be asked of another schema"},
        {"SELECT plate COLLATE \"de\" AS key FROM cars", "COLLATE is not allowed"},
        {"SELECT max(plate COLLATE nocase) AS key FROM cars", "COLLATE is not allowed"},
        {"SELECT '{}'::JSON::VARCHAR AS key", "the type JSON is not allowed"},
        {"SELECT 'a'::ENUM('a', 'b')::VARCHAR AS key", "the type ENUM is not allowed"},
        {"SELECT 1::UNION(a INT)::VARCHAR AS key", "the type UNION is not allowed"},
        {"SELECT '101'::BIT::VARCHAR AS key", "the type BIT is not allowed"},
        {"SELECT 1::BIGNUM::VARCHAR AS key", "the type BIGNUM is not allowed"},
        {"SELECT '[1]'::INT[1]::VARCHAR AS key", "the type ARRAY is not allowed"},
        {"SELECT since::TIMESTAMPTZ::VARCHAR AS key FROM cars", "TIME ZONE is not allowed"},
        {"SELECT (since AT TIME ZONE 'UTC')::VARCHAR AS key FROM cars", "\"timezone\""},
        {"SELECT UUID '0'::VARCHAR AS key", "the type UUID is not allowed"},
        {"SELECT (2 ** 100)::VARCHAR AS key", "\"**\" is not allowed"},
        {"SELECT 30!::VARCHAR AS key", "\"!__postfix\" is not allowed"},
        {"SELECT ('a' || ?) AS key", "is not among those"},
        {"SELECT $1 AS key", "is not among those"},
        {"SELECT plate AS key FROM cars LIMIT length(getenv('HOME'))", "\"getenv\""},
        {"SELECT max(price) OVER (ORDER BY price ROWS BETWEEN length(getenv('HOME')) PRECEDING AND"
         " CURRENT ROW)::VARCHAR AS key FROM cars",
         "\"getenv\""},
        {"SELECT 'a' AS key FROM cars a ASOF JOIN cars b ON a.since >= b.since AND random() > 0",
         "\"random\""},
    };
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
        list_refuses(con, attacks[i].sql, attacks[i].words);
    }
    duckdb_disconnect(&con);
    duckdb_close(&db);
}

/* The clock without brackets, wherever a column may stand. */
static void functions_that_look_like_columns_are_refused(void **state)
{
    static const struct {
        const char *before, *after;
    } places[] = {
        {"SELECT ", "::VARCHAR AS key FROM cars"},
        {"SELECT plate AS key FROM cars WHERE since < ", ""},
        {"SELECT max(plate) AS key FROM cars GROUP BY ", ""},
        {"SELECT max(plate) AS key FROM cars HAVING ", " IS NULL"},
        {"SELECT plate AS key FROM cars ORDER BY ", ""},
        {"SELECT DISTINCT ON (", ") plate AS key FROM cars"},
        {"SELECT plate AS key FROM cars QUALIFY row_number() OVER (PARTITION BY ", ") = 1"},
        {"SELECT max(plate) FILTER (", " IS NULL) AS key FROM cars"},
        {"SELECT string_agg(plate, ',' ORDER BY ", ") AS key FROM cars"},
        {"SELECT * REPLACE (", " AS plate) FROM cars"},
        {"SELECT a.plate AS key FROM cars a JOIN cars b ON ", " IS NULL"},
        {"SELECT * FROM (VALUES (", ")) t(key)"},
        {"SELECT plate AS key FROM cars LIMIT date_part('day', ", ")"},
        {"WITH t AS (SELECT ", " AS d) SELECT d::VARCHAR AS key FROM t"},
        {"SELECT (SELECT ", ")::VARCHAR AS key"},
        {"SELECT CASE WHEN plate IN (", ") THEN 'a' END AS key FROM cars"},
        {"SELECT {'a': ", "}::VARCHAR AS key"},
        {"SELECT [", "]::VARCHAR AS key"},
        {"SELECT 'a' AS key UNION SELECT ", ""},
        {"SELECT sum(1) OVER (ORDER BY price ROWS BETWEEN date_part('day', ",
         ") PRECEDING AND CURRENT ROW)::VARCHAR AS key FROM cars"},
    };
    static const char *const names[] = {
        "current_catalog", "current_date",      "current_role", "current_schema",
        "current_time",    "current_timestamp", "current_user", "localtime",
        "localtimestamp",  "session_user",      "user",         "\"User\"",
        "CURRENT_DATE",
    };
    duckdb_database db;
    duckdb_connection con;
    (void)state;

    open_memory(&db, &con);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
            char sql[300];
            snprintf(sql, sizeof sql, "%s%s%s", places[k].before, names[i], places[k].after);
            list_refuses(con, sql, "is a function of DuckDB, also without brackets");
        }
    }
    duckdb_disconnect(&con);
    duckdb_close(&db);
}

/* Whatever functions this DuckDB has: one that it takes for a column's name is refused. */
static void no_other_function_is_called_without_brackets(void **state)
{
    duckdb_database db;
    duckdb_connection con;
    duckdb_result names;
    int taken = 0;
    (void)state;

    open_memory(&db, &con);
    assert_int_equal(
        duckdb_query(con,
                     "SELECT DISTINCT function_name FROM duckdb_functions()"
                     " UNION SELECT DISTINCT keyword_name FROM duckdb_keywords() ORDER BY 1",
                     &names),
        DuckDBSuccess);
    const idx_t n = duckdb_row_count(&names);
    assert_true(n > 500);
    for (idx_t i = 0; i < n; i++) {
        char *name = duckdb_value_varchar(&names, 0, i), sql[200];
        duckdb_prepared_statement q = NULL;
        snprintf(sql, sizeof sql, "SELECT \"%s\"", name);
        if (duckdb_prepare(con, sql, &q) == DuckDBSuccess) {
            list_refuses(con, sql, "is a function of DuckDB");
            taken++;
        }
        duckdb_destroy_prepare(&q);
        duckdb_free(name);
    }
    assert_true(taken > 5);
    duckdb_destroy_result(&names);
    duckdb_disconnect(&con);
    duckdb_close(&db);
}

/* A column that the query calls so itself is one, where its table says whose it is. */
static void a_column_called_like_a_function_is_one_behind_its_table(void **state)
{
    gives(*state, "SELECT t.user AS key FROM (SELECT min(plate) AS user FROM cars) t",
          "浙D00001\n");
    refuses(*state, "SELECT plate AS key\nFROM cars WHERE\n  since < current_date",
            "query.sql:3:11: \"current_date\" is a function of DuckDB");
    refuses(*state, "SELECT current_date.year AS key", "there is no such table");
    /* Nor by a text that DuckDB once read as a day. */
    refuses(*state, "SELECT 'today'::DATE::VARCHAR AS key", "is no date YYYY-MM-DD");
    refuses(*state, "SELECT 'now'::TIMESTAMP::VARCHAR AS key", "invalid timestamp");
}

/* The same through the process: what the list refuses never gets to DuckDB. */
static void attacks_end_at_the_list(void **state)
{
    refuses(*state, "COPY cars TO '/tmp/suyuan-stolen.csv'", "query.sql:1:1: a model's query is");
    refuses(*state, "SELECT 'a' AS key; DROP TABLE cars", "one SELECT and nothing else");
    refuses(*state, "SELECT *\nFROM read_csv('/etc/passwd')", "query.sql:2:6: the table function");
    refuses(*state, "SELECT * FROM enable_logging('QueryLog')", "\"enable_logging\"");
    refuses(*state, "SELECT\n  repeat('a', 10000000000) AS key", "query.sql:2:3: the function");
}

/* Brackets, AND, concatenations by the thousand. */
static void deep_nesting_ends_well(void **state)
{
    static const struct {
        const char *head, *piece, *middle, *close, *tail;
    } shapes[] = {
        {"SELECT ", "(", "'a'", ")", " AS key"},
        {"SELECT ", "upper(", "'a'", ")", " AS key"},
        {"SELECT 'a' AS key WHERE ", "NOT ", "true", "", ""},
        {"SELECT 'a' AS key FROM ", "(SELECT * FROM ", "cars", ")", ""},
        {"SELECT ", "'a' || ", "'a'", "", " AS key"},
    };
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        for (int depth = 500; depth <= 5000; depth += 4500) {
            sy_buf sql;
            sy_buf_init(&sql, NULL, 1 << 20);
            sy_buf_text(&sql, shapes[i].head);
            for (int k = 0; k < depth; k++) sy_buf_text(&sql, shapes[i].piece);
            sy_buf_text(&sql, shapes[i].middle);
            for (int k = 0; k < depth; k++) sy_buf_text(&sql, shapes[i].close);
            sy_buf_text(&sql, shapes[i].tail);
            sy_sandbox_job job = job_of(*state, sql.ptr);
            sy_err err;
            seen s;
            const sy_status st = run_job(&job, &s, &err);
            /* Brackets alone leave no trace in the tree. */
            if (st != SY_OK && st != SY_EDATA && st != SY_ELIMIT) fail_msg("%d: %s", st, err.text);
            sy_buf_dispose(&s.text);
            sy_buf_dispose(&sql);
        }
    }
}

/* Functions that are allowed can still be asked for too much: the limits end it, and the
 * constants are folded while DuckDB prepares, which is already inside. */
static void limits_end_what_the_list_lets_through(void **state)
{
    const bench *b = *state;
    sy_buf sql;
    sy_err err;
    seen s;

    sy_buf_init(&sql, NULL, 1 << 16);
    sy_buf_text(&sql, "SELECT 'a' AS key FROM cars a");
    for (int i = 0; i < 36; i++) sy_buf_printf(&sql, ", cars a%d", i);
    sy_buf_text(&sql, " GROUP BY 1"); /* 2^37 pairs, and little memory */
    sy_sandbox_job job = job_of(b, sql.ptr);
    job.seconds = 1;
    const int64_t begun = sy_now_ms();
    assert_int_equal(run_job(&job, &s, &err), SY_ELIMIT);
    if (!strstr(err.text, "stopped after 1 seconds")) fail_msg("%s", err.text);
    assert_true(sy_now_ms() - begun < 30000);
    sy_buf_dispose(&s.text);

#ifndef __SANITIZE_ADDRESS__ /* whose allocator stops at sizes of its own */
    sy_buf_clear(&sql);
    sy_buf_text(&sql, "SELECT ");
    for (int i = 0; i < 40; i++) sy_buf_text(&sql, "replace(");
    sy_buf_text(&sql, "'aaaaaaaa'");
    for (int i = 0; i < 40; i++) sy_buf_text(&sql, ", 'a', 'aaaa')");
    sy_buf_text(&sql, " AS key"); /* 8 * 4^40 bytes, folded in preparing */
    job = job_of(b, sql.ptr);
    const sy_status st = run_job(&job, &s, &err);
    if (st != SY_ELIMIT) fail_msg("%d: %s", st, err.text);
    sy_buf_dispose(&s.text);
#endif
    sy_buf_dispose(&sql);
}

static void too_many_leads_are_refused(void **state)
{
    const bench *b = *state;
    sy_buf sql;
    sy_err err;
    seen s;

    sy_buf_init(&sql, NULL, 1 << 16);
    sy_buf_text(&sql, "SELECT 'a' AS key FROM cars a");
    for (int i = 0; i < 19; i++) sy_buf_printf(&sql, ", cars a%d", i); /* 2^20 */
    const sy_sandbox_job job = job_of(b, sql.ptr);
    assert_int_equal(run_job(&job, &s, &err), SY_ELIMIT);
    assert_non_null(strstr(err.text, "at least 1048576 leads, more than the 1000000"));
    sy_buf_dispose(&s.text);
    sy_buf_dispose(&sql);
}

/* ---- cancelling ---- */

static const char *const endless =
    "SELECT max(a.plate) AS key FROM cars a, cars b, cars c, cars d,"
    " cars e, cars f, cars g, cars h, cars i, cars j, cars k, cars l, cars m, cars n, cars o,"
    " cars p, cars q, cars r, cars s, cars t, cars u, cars v, cars w, cars x, cars y, cars z,"
    " cars aa, cars bb, cars cc, cars dd, cars ee, cars ff, cars gg, cars hh, cars ii, cars jj";

static bool soon(void *ctx)
{
    return ++*(int *)ctx > 6;
}

static void a_run_can_be_stopped(void **state)
{
    sy_sandbox_job job = job_of(*state, endless);
    const int64_t begun = sy_now_ms();
    int asked = 0;
    sy_err err;
    seen s;

    job.should_stop = soon;
    job.stop_ctx = &asked;
    assert_int_equal(run_job(&job, &s, &err), SY_ECANCEL);
    assert_true(sy_now_ms() - begun < 30000);
    sy_buf_dispose(&s.text);
}

static pid_t child_of(pid_t parent)
{
    DIR *proc = opendir("/proc");
    pid_t found = 0;

    assert_non_null(proc);
    for (struct dirent *e; !found && (e = readdir(proc)) != NULL;) {
        char path[300];
        int pid, its_parent;
        snprintf(path, sizeof path, "/proc/%s/stat", e->d_name);
        FILE *f = fopen(path, "r");
        if (!f) continue;
        if (fscanf(f, "%d %*s %*c %d", &pid, &its_parent) == 2 && its_parent == parent) found = pid;
        fclose(f);
    }
    closedir(proc);
    return found;
}

static void it_dies_with_its_parent(void **state)
{
    int ends[2];
    pid_t pid;

    assert_int_equal(pipe(ends), 0);
    pid = fork();
    if (pid == 0) { /* the model's process inherits nothing of the pipe: it is O_CLOEXEC there */
        const sy_sandbox_job job = job_of(*state, endless);
        sy_err err;
        seen s;
        close(ends[0]);
        (void)!run_job(&job, &s, &err);
        _exit(0);
    }
    close(ends[1]);
    pid_t model = 0;
    for (int i = 0; i < 1200 && model == 0; i++) {
        usleep(50000);
        model = child_of(pid);
    }
    usleep(300000); /* it is at work */
    assert_true(model > 0);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    close(ends[0]);
    for (int i = 0; i < 1200 && kill(model, 0) == 0; i++) usleep(50000);
    /* Gone, or waiting for a reaper: it computes no more. */
    char stat_path[64], stat_text[256] = "";
    snprintf(stat_path, sizeof stat_path, "/proc/%d/stat", (int)model);
    FILE *f = fopen(stat_path, "r");
    if (f) {
        if (!fgets(stat_text, sizeof stat_text, f)) stat_text[0] = '\0';
        fclose(f);
        assert_non_null(strstr(stat_text, ") Z"));
    }
}

/* ---- processes that are kept ---- */

static sy_sandbox_end ended; /* of the last job that was asked */

/* What it gave, or the words of its failure. */
static void asks(const bench *b, sy_sandbox_kept *kept, const sy_sandbox_view *view,
                 const char *sql, const char *wanted)
{
    sy_sandbox_job job = job_of(b, sql);
    sy_err err;
    seen s;

    job.kept = kept;
    job.end = &ended;
    if (view) job.views = view;
    const sy_status st = run_job(&job, &s, &err);
    const char *got = st != SY_OK ? err.text : s.text.ptr ? s.text.ptr : "";
    if (!strstr(got, wanted)) fail_msg("%s\n  %s\n  wanted: %s", sql, got, wanted);
    sy_buf_dispose(&s.text);
}

static void a_kept_process_answers_as_one_of_its_own(void **state)
{
    static const sy_sandbox_view plates = {"plates", "SELECT plate FROM pool_cars"},
                                 fewer = {"cars", "SELECT plate FROM pool_cars WHERE price > 0"};
    static const char *const count = "SELECT count(*)::VARCHAR AS key FROM cars";
    const bench *b = *state;
    sy_sandbox_kept kept = {0};

    asks(b, &kept, NULL, count, "2\n");
    assert_int_equal(kept.n_idle, 1);
    const pid_t first = kept.idle[0].pid;
    asks(b, &kept, NULL, "SELECT owner_id AS key FROM cars WHERE $days = 30 ORDER BY 1", "33069");
    /* It sees what this job shows, under that name too, and nothing of the jobs before. */
    asks(b, &kept, &fewer, count, "1\n");
    asks(b, &kept, &plates, "SELECT min(plate) AS key FROM plates", "浙D00001\n");
    assert_int_equal(kept.n_idle, 1);
    assert_int_equal(kept.idle[0].pid, first);
    asks(b, &kept, &plates, count, "cars");
    assert_int_equal(kept.n_idle, 0); /* refused: this one is not asked again */
    asks(b, &kept, &fewer, "SELECT owner_id AS key FROM cars", "owner_id");
    asks(b, &kept, NULL, "SELECT word AS key FROM secrets", "secrets");
    assert_int_equal(kept.n_idle, 0);
    asks(b, &kept, NULL, count, "2\n");
    assert_int_not_equal(kept.idle[0].pid, first);
    sy_sandbox_end_kept(&kept);
    assert_int_equal(kept.n_idle, 0);
    assert_int_equal(child_of(getpid()), 0);
}

/* Sorts so many rows: all of them are in memory at once, and nothing may be spilled. */
static sy_status sort_rows(const bench *b, sy_sandbox_kept *kept, unsigned thousands)
{
    char numbers[64];
    snprintf(numbers, sizeof numbers, "SELECT range AS n FROM range(%u000)", thousands);
    const sy_sandbox_view view = {"numbers", numbers};
    sy_sandbox_job job = job_of(b, "SELECT max(n)::VARCHAR AS key FROM (SELECT n, row_number()"
                                   " OVER (ORDER BY n % 7919, n) AS place FROM numbers)"
                                   " WHERE n <> place");
    sy_err err = {0};
    seen s;

    job.views = &view;
    job.n_views = 1;
    job.memory_mb = 192;
    job.kept = kept;
    job.end = &ended;
    const sy_status st = run_job(&job, &s, &err);
    sy_buf_dispose(&s.text);
    return st;
}

/* What a process that is kept has too little memory for, one of its own can do; and only that
 * is said to be so. */
static void memory_that_is_lacking_is_told(void **state)
{
    const bench *b = *state;
    sy_sandbox_kept kept = {0};
    unsigned thousands = 3000;

    asks(b, &kept, NULL, "SELECT nothing AS key FROM cars", "nothing");
    assert_false(ended.lacked_memory);
    assert_int_equal(sort_rows(b, &kept, thousands), SY_OK);
    while (sort_rows(b, &kept, thousands) == SY_OK) {
        assert_false(ended.lacked_memory);
        thousands += thousands / 20;
        assert_true(thousands < 1000000);
    }
    assert_true(ended.lacked_memory);
    assert_int_equal(sort_rows(b, NULL, thousands), SY_OK);
    asks(b, &kept, NULL, "SELECT count(*)::VARCHAR AS key FROM cars", "2\n");
    assert_false(ended.lacked_memory);
    sy_sandbox_end_kept(&kept);
}

static void two_kept_processes_overlap(void **state)
{
    sy_sandbox_kept kept = {0};
    sy_sandbox_job job = job_of(*state, "SELECT max(plate) AS key FROM cars");
    sy_err err = {0};

    job.kept = &kept;
    for (int round = 0; round < 3; round++) {
        sy_sandbox *a, *b;
        seen s = {0};
        sy_buf_init(&s.text, NULL, 1 << 20);
        assert_ok(sy_sandbox_start(&a, &job, &err), err);
        assert_ok(sy_sandbox_start(&b, &job, &err), err);
        assert_ok(sy_sandbox_finish(a, on_lead, &s, &err), err);
        assert_ok(sy_sandbox_finish(b, on_lead, &s, &err), err);
        assert_int_equal(kept.n_idle, 2);
        assert_int_equal(s.n, 2);
        sy_buf_dispose(&s.text);
    }
    sy_sandbox *left;
    assert_ok(sy_sandbox_start(&left, &job, &err), err);
    sy_sandbox_drop(left); /* wherever it is, it ends */
    assert_int_equal(kept.n_idle, 1);
    sy_sandbox_end_kept(&kept);
    assert_int_equal(child_of(getpid()), 0);
}

/* ---- jobs that are started ahead ---- */

enum { JOBS = 6 };

typedef struct slow_taker {
    seen seen;
    const sy_sandbox_end *ends; /* of all jobs */
} slow_taker;

static bool are_done(const sy_sandbox_end ends[JOBS])
{
    for (int i = 0; i < JOBS; i++) {
        if (ends[i].last_word_ms == 0) return false;
    }
    return true;
}

/* As if recording took its time, until all jobs are done: a minute at most. */
static sy_status take_slowly(void *ctx, const sy_lead_row *row, sy_err *err)
{
    slow_taker *t = ctx;

    if (!are_done(t->ends)) nanosleep(&(struct timespec){0, 12000000}, NULL);
    return on_lead(&t->seen, row, err);
}

/* Queries of all kinds, the first with many leads; those that are apart or wrong are in between. */
static void start_all(sy_sandbox *jobs[JOBS], sy_sandbox_end ends[JOBS], const bench *b,
                      sy_sandbox_kept *kept, const sy_sandbox_view *numbers)
{
    static const char *const sql[JOBS] = {
        "SELECT n::VARCHAR AS key FROM numbers WHERE n < 5000 ORDER BY n",
        "SELECT 'b' AS key FROM numbers WHERE n = 1",
        "SELECT nothing AS key FROM numbers",
        "SELECT 'd' AS key FROM numbers WHERE n = 1",
        "SELECT 'e' || n AS key FROM numbers WHERE n < 60000 ORDER BY n",
        "SELECT 'f' AS key FROM numbers WHERE n = 1",
    };
    sy_err err = {0};

    for (int i = 0; i < JOBS; i++) {
        sy_sandbox_job job = job_of(b, sql[i]);
        job.kept = kept;
        job.end = &ends[i];
        job.is_apart = i == 3;
        job.seconds = 120;
        job.views = numbers;
        job.n_views = 1;
        assert_ok(sy_sandbox_start(&jobs[i], &job, &err), err);
    }
}

static void finish_all(sy_sandbox *jobs[JOBS], sy_sandbox_end ends[JOBS])
{
    static const char *const last[JOBS] = {"4999\n", "b\n", NULL, "d\n", "e59999\n", "f\n"};
    static const size_t n_leads[JOBS] = {5000, 1, 0, 1, 60000, 1};

    for (int i = 0; i < JOBS; i++) {
        slow_taker t = {.ends = ends};
        sy_err err = {0};
        sy_buf_init(&t.seen.text, NULL, 1 << 20);
        const sy_status st = i ? sy_sandbox_finish(jobs[i], on_lead, &t.seen, &err)
                               : sy_sandbox_finish(jobs[i], take_slowly, &t, &err);
        assert_int_equal(t.seen.n, n_leads[i]);
        if (last[i]) {
            assert_ok(st, err);
            assert_string_equal(t.seen.text.ptr + t.seen.text.len - strlen(last[i]), last[i]);
        } else {
            assert_int_equal(st, SY_EDATA);
            assert_non_null(strstr(err.text, "nothing"));
        }
        assert_true(are_done(ends)); /* once the first was taken */
        assert_true(ends[i].last_word_ms >= ends[i].asked_ms);
        sy_buf_dispose(&t.seen.text);
    }
}

/* With memory for two processes, and with memory for one. */
static void jobs_ahead_work_while_leads_are_taken(void **state)
{
    static const sy_sandbox_view numbers = {"numbers", "SELECT range AS n FROM range(100000)"};

    for (size_t most = 1; most <= SY_SANDBOX_KEPT; most++) {
        sy_sandbox_kept kept = {.most = most};
        sy_sandbox *jobs[JOBS];
        sy_sandbox_end ends[JOBS];

        start_all(jobs, ends, *state, &kept, &numbers);
        finish_all(jobs, ends);
        assert_in_range(kept.n_idle, 1, most);
        sy_sandbox_end_kept(&kept);
        assert_int_equal(child_of(getpid()), 0);
    }
}

static void those_that_wait_are_dropped(void **state)
{
    static const sy_sandbox_view numbers = {"numbers", "SELECT range AS n FROM range(100000)"};
    sy_sandbox_kept kept = {0};
    sy_sandbox *jobs[JOBS];
    sy_sandbox_end ends[JOBS];

    start_all(jobs, ends, *state, &kept, &numbers);
    for (int i = JOBS; i > 0; i--) sy_sandbox_drop(jobs[i - 1]);
    assert_null(kept.first);
    sy_sandbox_end_kept(&kept);
    assert_int_equal(child_of(getpid()), 0);
}

/* ---- the wire ---- */

static void a_row_is_read_strictly(void **state)
{
    sy_arena arena;
    sy_lead_row row;
    sy_buf b;
    sy_err err = {0};
    (void)state;

    sy_arena_init(&arena, NULL);
    sy_buf_init(&b, NULL, 1 << 16);
    sy_lead_put_text(&b, SY_TEXT("k"));
    for (int i = 0; i < 3; i++) sy_lead_put_text(&b, SY_TEXT(""));
    sy_lead_put_number(&b, true, -5);
    sy_lead_put_number(&b, false, 0);
    sy_lead_put_number(&b, true, 3);
    for (int i = 0; i < 3; i++) sy_lead_put_count(&b, 0);
    sy_lead_put_count(&b, 1);
    sy_lead_put_text(&b, SY_TEXT("n"));
    sy_lead_put_text(&b, SY_TEXT("v"));
    sy_lead_put_number(&b, true, ((int64_t)4 << 32) | 9);
    assert_ok(sy_lead_row_read(&row, (sy_slice){b.ptr, b.len}, &arena, &err), err);
    assert_int_equal(row.amount, -5);
    assert_int_equal(row.facts[0].source, 4);
    assert_int_equal(row.facts[0].row, 9);
    for (size_t n = 0; n < b.len; n++) { /* cut anywhere */
        assert_int_equal(sy_lead_row_read(&row, (sy_slice){b.ptr, n}, &arena, NULL), SY_EDATA);
    }
    sy_buf_char(&b, 'x');
    assert_int_equal(sy_lead_row_read(&row, (sy_slice){b.ptr, b.len}, &arena, NULL), SY_EDATA);
    sy_buf_dispose(&b);
    sy_arena_dispose(&arena);
}

static void nothing_was_changed(void **state)
{
    gives(*state, "SELECT count(*)::VARCHAR AS key FROM cars", "2\n");
    assert_int_not_equal(access("/tmp/suyuan-stolen.csv", F_OK), 0);
    assert_int_not_equal(access("/tmp/suyuan-log", F_OK), 0);
    assert_int_not_equal(access("/tmp/suyuan-out", F_OK), 0);
}

int main(int argc, char **argv)
{
    if (sy_sandbox_is_wanted(argc, argv)) return sy_sandbox_serve();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(leads_come_back_with_their_facts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_rows_are_no_leads, set_up, tear_down),
        cmocka_unit_test_setup_teardown(our_functions_know_numbers_and_days, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_query_is_checked_without_data, set_up, tear_down),
        cmocka_unit_test_setup_teardown(mistakes_are_named_with_their_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_one_select_is_taken, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            what_is_not_on_the_list_is_refused_before_anything_is_computed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_fails_while_it_runs_says_why, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_failure_tells_no_whole_value, set_up, tear_down),
        cmocka_unit_test_setup_teardown(common_slips_are_told_in_our_words, set_up, tear_down),
        cmocka_unit_test_setup_teardown(functions_that_look_like_columns_are_refused, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(no_other_function_is_called_without_brackets, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_column_called_like_a_function_is_one_behind_its_table,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(attacks_end_at_the_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(deep_nesting_ends_well, set_up, tear_down),
        cmocka_unit_test_setup_teardown(limits_end_what_the_list_lets_through, set_up, tear_down),
        cmocka_unit_test_setup_teardown(too_many_leads_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_run_can_be_stopped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_dies_with_its_parent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_kept_process_answers_as_one_of_its_own, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(memory_that_is_lacking_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(two_kept_processes_overlap, set_up, tear_down),
        cmocka_unit_test_setup_teardown(jobs_ahead_work_while_leads_are_taken, set_up, tear_down),
        cmocka_unit_test_setup_teardown(those_that_wait_are_dropped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_row_is_read_strictly, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_was_changed, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("sandbox", tests, NULL, NULL);
}
