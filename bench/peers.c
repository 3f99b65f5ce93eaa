/* peers TRANSFERS FOLDER SECONDS: the same questions to this engine, to DuckDB and
 * to SQLite, over one list of transfers with heavy-tailed ends, a second apart.
 *
 *   reach   which accounts can money from an account have reached, in at most
 *           three transfers, each later than the one before; answer: how many,
 *           and the sum of the earliest times
 *   cycles  how many temporal cycles of at most three transfers within a window
 *   path    the widest time-respecting way of at most three transfers
 *
 * Each is asked in the SQL that a careful user would write, tables indexed and in
 * memory, and stopped after SECONDS. The list goes to FOLDER/list.csv for
 * peers.py. Prints CSV: question, program, seconds (0: no answer in time), answer;
 * exits with 1 where two programs answer differently. */
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <duckdb.h>
#include <sqlite3.h>

#include "base/alloc.h"
#include "flow/cycles.h"
#include "flow/list.h"
#include "flow/paths.h"
#include "flow/reach.h"
#include "flow/trace.h"
#include "synth/random.h"

enum { HOPS = 3, ANSWER = 64 };

typedef struct world {
    uint32_t n, accounts, from, to; /* the question's accounts */
    sy_listed *list;
    sy_list *flow;
    char folder[512];
    int window; /* seven days, where the list is three years */
    double limit;
} world;

typedef struct answers {
    char text[3][ANSWER]; /* of this engine */
    bool differs;
} answers;

static const char *const questions[] = {"reach", "cycles", "path"};

static void stop(const char *what, const char *why)
{
    fprintf(stderr, "peers: %s: %s\n", what, why);
    exit(4);
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void tell(answers *a, int question, const char *program, double seconds, const char *answer)
{
    printf("%s,%s,%.6f,%s\n", questions[question], program, answer ? seconds : 0,
           answer ? answer : "none");
    fflush(stdout);
    if (!answer) return;
    if (!a->text[question][0]) snprintf(a->text[question], ANSWER, "%s", answer);
    if (strcmp(a->text[question], answer) != 0) a->differs = true;
}

/* ---- the list ---- */

static void make_list(world *w)
{
    sy_random r = {1};
    sy_err err = {0};
    char path[600];

    w->list = sy_new_array(NULL, w->n, sizeof *w->list);
    if (!w->list) stop("list", "out of memory");
    for (uint32_t i = 0; i < w->n; i++) {
        const uint32_t from = sy_random_heavy(&r, w->accounts);
        uint32_t to = sy_random_heavy(&r, w->accounts);
        const uint64_t draw = sy_random_next(&r);
        const int64_t yuan = 1ll << (draw % 17);

        if (to == from) to = to + 1 < w->accounts ? to + 1 : 0;
        w->list[i] =
            (sy_listed){from, to, i, yuan * 100 + (int64_t)((draw >> 8) % (uint64_t)(yuan * 100))};
    }
    if (sy_list_build(&w->flow, NULL, w->list, w->n, w->accounts, NULL, &err) != SY_OK) {
        stop("list", err.text);
    }
    snprintf(path, sizeof path, "%s/list.csv", w->folder);
    FILE *f = fopen(path, "w");
    if (!f) stop(path, "cannot be written");
    fputs("src,dst,moment,amount\n", f);
    for (uint32_t i = 0; i < w->n; i++) {
        fprintf(f, "%u,%u,%" PRId64 ",%" PRId64 "\n", w->list[i].from, w->list[i].to, w->list[i].at,
                w->list[i].amount);
    }
    if (fclose(f) != 0) stop(path, "cannot be written");
}

/* ---- this engine ---- */

static void ask_reach(const world *w, answers *a)
{
    const sy_flow *f = sy_list_flow(w->flow);
    char answer[ANSWER];
    sy_reach *r = NULL;
    sy_err err = {0};
    int64_t sum = 0;
    uint32_t n = 0;
    const double begun = now();

    if (sy_reach_from(&r, NULL, f, w->from, INT64_MIN, HOPS, &err) != SY_OK)
        stop("reach", err.text);
    for (uint32_t i = 0; i < f->n_accounts; i++) {
        if (r[i].hops == SY_NONE || i == w->from) continue;
        n++;
        sum += sy_flow_at(f, r[i].transfer);
    }
    snprintf(answer, sizeof answer, "%u/%" PRId64, n, sum);
    tell(a, 0, "suyuan", now() - begun, answer);
    sy_drop(NULL, r);
}

static void ask_cycles(const world *w, answers *a)
{
    const sy_cycle_query q = {.window = w->window, .max_length = HOPS};
    char answer[ANSWER];
    sy_cycle_count count;
    sy_err err = {0};
    const double begun = now();

    if (sy_cycles_find(&count, NULL, sy_list_flow(w->flow), &q, NULL, NULL, &err) != SY_OK) {
        stop("cycles", err.text);
    }
    snprintf(answer, sizeof answer, "%" PRIu64, count.total);
    tell(a, 1, "suyuan", now() - begun, answer);
}

static void ask_path(const world *w, answers *a)
{
    const sy_path_query q = {
        .from = w->from, .to = w->to, .limit = 1, .max_hops = HOPS, .max_work = SY_MAX_PATH_WORK};
    char answer[ANSWER];
    sy_ways *ways = NULL;
    sy_paths *p = NULL;
    sy_err err = {0};

    if (sy_ways_new(&ways, NULL, sy_list_flow(w->flow), &err) != SY_OK) stop("path", err.text);
    const double begun = now();
    if (sy_paths_find(&p, NULL, ways, &q, &err) != SY_OK) stop("path", err.text);
    snprintf(answer, sizeof answer, "%" PRId64, p->n ? p->paths[0].least : 0);
    tell(a, 2, "suyuan", now() - begun, answer);
    sy_paths_free(p);
    sy_ways_free(ways);
}

/* ---- SQL ---- */

/* Cycles and paths are joins in both; {from} and {to} are filled in. */
static const char cycles_sql[] =
    "SELECT CAST((SELECT count(*) FROM t a JOIN t b ON b.src = a.dst AND b.dst = a.src"
    " AND b.moment > a.moment AND b.moment <= a.moment + %d) + (SELECT count(*) FROM t a JOIN t b "
    "ON"
    " b.src = a.dst AND b.moment > a.moment AND b.moment <= a.moment + %d JOIN t c ON c.src = "
    "b.dst AND"
    " c.dst = a.src AND c.moment > b.moment AND c.moment <= a.moment + %d"
    " WHERE b.dst <> a.src AND a.dst <> a.src) AS VARCHAR)";
static const char path_sql[] =
    "SELECT CAST(coalesce(max(least_amount), 0) AS VARCHAR) FROM ("
    "SELECT a.amount AS least_amount FROM t a WHERE a.src = %u AND a.dst = %u UNION ALL "
    "SELECT min(a.amount, b.amount) FROM t a JOIN t b ON b.src = a.dst AND b.moment > a.moment"
    " WHERE a.src = %u AND b.dst = %u AND a.dst NOT IN (%u, %u) UNION ALL "
    "SELECT min(a.amount, b.amount, c.amount) FROM t a JOIN t b ON b.src = a.dst AND b.moment > "
    "a.moment"
    " JOIN t c ON c.src = b.dst AND c.moment > b.moment WHERE a.src = %u AND c.dst = %u"
    " AND a.dst NOT IN (%u, %u) AND b.dst NOT IN (%u, %u, a.dst)) AS found";
/* Each step keeps the earliest arrival of an account at that number of hops: what
 * arrives later by no fewer transfers can reach nothing more. */
static const char reach_duckdb[] =
    "WITH RECURSIVE r(account, hops, moment) AS (SELECT %u, 0, -1::BIGINT UNION ALL "
    "SELECT t.dst, r.hops + 1, min(t.moment) FROM r JOIN t ON t.src = r.account AND t.moment > "
    "r.moment"
    " WHERE r.hops < %d AND t.dst <> %u GROUP BY t.dst, r.hops) "
    "SELECT count(*) || '/' || sum(moment) FROM (SELECT account, min(moment) AS moment FROM r"
    " WHERE hops > 0 GROUP BY account) AS first";
/* SQLite allows no GROUP BY in the step, so steps are written out. */
static const char reach_sqlite[] =
    "WITH h1 AS MATERIALIZED (SELECT dst AS account, min(moment) AS moment FROM t WHERE src = %u "
    "GROUP BY dst),"
    "h2 AS MATERIALIZED (SELECT t.dst AS account, min(t.moment) AS moment FROM h1 JOIN t ON t.src "
    "= h1.account AND"
    " t.moment > h1.moment WHERE t.dst <> %u GROUP BY t.dst),"
    "h3 AS MATERIALIZED (SELECT t.dst AS account, min(t.moment) AS moment FROM h2 JOIN t ON t.src "
    "= h2.account AND"
    " t.moment > h2.moment WHERE t.dst <> %u GROUP BY t.dst) "
    "SELECT count(*) || '/' || sum(moment) FROM (SELECT account, min(moment) AS moment FROM "
    "(SELECT * FROM h1"
    " UNION ALL SELECT * FROM h2 UNION ALL SELECT * FROM h3) GROUP BY account)";

static void write_sql(const world *w, int question, bool is_duckdb, char *sql, size_t size)
{
    const uint32_t a = w->from, b = w->to;

    if (question == 0 && is_duckdb)
        snprintf(sql, size, reach_duckdb, a, HOPS, a);
    else if (question == 0)
        snprintf(sql, size, reach_sqlite, a, a, a);
    else if (question == 1)
        snprintf(sql, size, cycles_sql, w->window, w->window, w->window);
    else
        snprintf(sql, size, path_sql, a, b, a, b, a, b, a, b, a, b, a, b);
    /* DuckDB's min of several values is called least. */
    for (char *p = sql; is_duckdb && question == 2 && (p = strstr(p, "min(a")); p += 5) {
        char rest[2048];
        snprintf(rest, sizeof rest, "least%s", p + 3);
        snprintf(p, size - (size_t)(p - sql), "%s", rest);
    }
}

/* ---- DuckDB ---- */

typedef struct watch {
    duckdb_connection connection;
    double until;
    volatile bool is_done;
} watch;

static void *interrupt_when_late(void *ctx)
{
    watch *w = ctx;

    while (!w->is_done && now() < w->until) usleep(2000);
    if (!w->is_done) duckdb_interrupt(w->connection);
    return NULL;
}

static bool duck(duckdb_connection c, const char *sql, char *answer)
{
    duckdb_result result;
    const bool ok = duckdb_query(c, sql, &result) == DuckDBSuccess;

    if (ok && answer) {
        char *text = duckdb_value_varchar(&result, 0, 0);
        snprintf(answer, ANSWER, "%s", text ? text : "NULL");
        duckdb_free(text);
    } else if (!ok && !strstr(duckdb_result_error(&result), "INTERRUPT")) {
        stop("duckdb", duckdb_result_error(&result));
    }
    duckdb_destroy_result(&result);
    return ok;
}

static void ask_duckdb(const world *w, answers *a)
{
    duckdb_database database = NULL;
    duckdb_connection c = NULL;
    char sql[2048], answer[ANSWER];

    if (duckdb_open(NULL, &database) != DuckDBSuccess ||
        duckdb_connect(database, &c) != DuckDBSuccess) {
        stop("duckdb", "does not open");
    }
    snprintf(sql, sizeof sql,
             "CREATE TABLE t AS SELECT src::UINTEGER AS src, dst::UINTEGER AS dst,"
             " moment, amount FROM"
             " read_csv('%s/list.csv')",
             w->folder);
    duck(c, sql, NULL);
    for (int q = 0; q < 3; q++) {
        watch late = {c, now() + w->limit, false};
        pthread_t thread;
        write_sql(w, q, true, sql, sizeof sql);
        pthread_create(&thread, NULL, interrupt_when_late, &late);
        const double begun = now();
        const bool ok = duck(c, sql, answer);
        const double took = now() - begun;
        late.is_done = true;
        pthread_join(thread, NULL);
        tell(a, q, "duckdb", took, ok ? answer : NULL);
    }
    duckdb_disconnect(&c);
    duckdb_close(&database);
}

/* ---- SQLite ---- */

static int is_late(void *ctx)
{
    return now() > *(double *)ctx;
}

static void sql_or_stop(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) stop("sqlite", sqlite3_errmsg(db));
}

static void fill_sqlite(const world *w, sqlite3 *db)
{
    sqlite3_stmt *insert = NULL;

    sql_or_stop(db, "CREATE TABLE t(src INT, dst INT, moment INT, amount INT); BEGIN");
    sqlite3_prepare_v2(db, "INSERT INTO t VALUES(?,?,?,?)", -1, &insert, NULL);
    for (uint32_t i = 0; i < w->n; i++) {
        sqlite3_bind_int64(insert, 1, w->list[i].from);
        sqlite3_bind_int64(insert, 2, w->list[i].to);
        sqlite3_bind_int64(insert, 3, w->list[i].at);
        sqlite3_bind_int64(insert, 4, w->list[i].amount);
        if (sqlite3_step(insert) != SQLITE_DONE) stop("sqlite", sqlite3_errmsg(db));
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    sql_or_stop(db, "COMMIT; CREATE INDEX by_src ON t(src, moment, dst, amount);"
                    "CREATE INDEX by_ends ON t(src, dst, moment, amount); ANALYZE");
}

static void ask_sqlite(const world *w, answers *a)
{
    sqlite3 *db = NULL;
    double until = 0;
    char sql[2048], answer[ANSWER];

    if (sqlite3_open(":memory:", &db) != SQLITE_OK) stop("sqlite", "does not open");
    fill_sqlite(w, db);
    sqlite3_progress_handler(db, 10000, is_late, &until);
    for (int q = 0; q < 3; q++) {
        sqlite3_stmt *s = NULL;
        write_sql(w, q, false, sql, sizeof sql);
        until = now() + w->limit;
        const double begun = now();
        if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK) {
            stop("sqlite", sqlite3_errmsg(db));
        }
        const bool ok = sqlite3_step(s) == SQLITE_ROW;
        const double took = now() - begun;
        if (ok) snprintf(answer, sizeof answer, "%s", (const char *)sqlite3_column_text(s, 0));
        sqlite3_finalize(s);
        tell(a, q, "sqlite", took, ok ? answer : NULL);
    }
    sqlite3_close(db);
}

/* ---- FIFO: the answer for peers.py ---- */

/* What each account holds of account `from`'s money at the end, as one number. */
static void ask_trace(const world *w)
{
    const sy_seed seed = {.account = w->from, .since = INT64_MIN};
    const sy_trace_query q = {.rule = SY_FIFO, .seeds = &seed, .n_seeds = 1, .summary = true};
    sy_trace *t = NULL;
    sy_err err = {0};
    uint64_t sum = 0;
    const double begun = now();

    if (sy_trace_run(&t, NULL, sy_list_flow(w->flow), &q, &err) != SY_OK) stop("trace", err.text);
    const double took = now() - begun;
    for (size_t i = 0; i < t->n_sinks; i++) {
        sum += (uint64_t)t->sinks[i].amount * (t->sinks[i].ledger + 1);
    }
    printf("fifo,suyuan,%.6f,%" PRIu64 "\n", took, sum);
    sy_trace_free(t);
}

int main(int argc, char **argv)
{
    world w = {0};
    answers a = {0};

    if (argc != 4 || strtoull(argv[1], NULL, 10) < 1000 || strlen(argv[2]) > 500 ||
        strchr(argv[2], '\'')) {
        fputs("usage: peers TRANSFERS FOLDER SECONDS\n", stderr);
        return 2;
    }
    w.n = (uint32_t)strtoul(argv[1], NULL, 10);
    w.accounts = w.n / 10;
    w.from = w.accounts / 100; /* accounts are numbered by rank here */
    w.to = w.accounts / 50;
    w.window = (int)(w.n / (3 * 365 / 7));
    w.limit = atof(argv[3]);
    snprintf(w.folder, sizeof w.folder, "%s", argv[2]);
    make_list(&w);
    puts("question,program,seconds,answer");
    for (int run = 0; run < 3; run++) {
        ask_trace(&w);
        ask_reach(&w, &a);
        ask_cycles(&w, &a);
        ask_path(&w, &a);
    }
    ask_duckdb(&w, &a);
    ask_sqlite(&w, &a);
    if (a.differs) fputs("peers: two programs answer differently\n", stderr);
    return a.differs;
}
