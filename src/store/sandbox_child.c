/* sandbox_child.c - the process of a model, from its request to its last lead.
 *
 * The order is the safety: open and make views (our own SQL), lock, read the model's SQL
 * into a tree, check the tree, prepare, run. After the lock a query that gets past the list
 * still reaches nothing. The process ends by _exit: there is nothing to tidy up. */
#include "store/sandbox.h"

#include <errno.h>
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/lang.h"
#include "store/duck.h"
#include "store/query_tree.h"
#include "store/sandbox_answer.h"
#include "store/sandbox_private.h"
#include "store/scalars.h"
#include "suyuan/limits.h"

enum { MOST_NAMES = 128, ANSWERS = 1, REQUEST = 0 };
enum { MOST_COUNTED = 10 * SY_MAX_LEADS }; /* leads: a query without end is not waited for */

typedef struct child {
    json_t *request;
    sy_slice sql;
    sy_duck facts;
    sy_workdays *calendar;
    const char *tables[MOST_NAMES], *parameters[MOST_NAMES];
    size_t n_tables, n_parameters;
    sy_query_place place; /* of what is wrong */
    bool lacks_memory;    /* that is why it failed */
    uint64_t leads;
} child;

bool sy_sandbox_is_wanted(int argc, char **argv)
{
    return argc == 2 && strcmp(argv[1], SY_SANDBOX_WORD) == 0;
}

/* Frames go out by the piece, not each by itself: there may be a million of them. */
static struct {
    char bytes[SY_SANDBOX_PIECE];
    size_t n;
} answers;

static void write_out(const void *bytes, size_t n)
{
    if (sy_write_all(ANSWERS, bytes, n, "", NULL) != SY_OK)
        _exit(SY_SANDBOX_EXIT_PIPE); /* nobody listens any more */
}

static void flush_frames(void)
{
    write_out(answers.bytes, answers.n);
    answers.n = 0;
}

static void send_bytes(const void *bytes, size_t n)
{
    if (n > sizeof answers.bytes - answers.n) flush_frames();
    if (n > sizeof answers.bytes) {
        write_out(bytes, n);
        return;
    }
    if (n) memcpy(answers.bytes + answers.n, bytes, n);
    answers.n += n;
}

static void send_frame(uint32_t kind, const void *bytes, size_t n)
{
    const sy_frame_head head = {kind, (uint32_t)n};

    send_bytes(&head, sizeof head);
    send_bytes(bytes, n);
    if (kind != SY_FRAME_LEAD) flush_frames(); /* the last one */
}

static void send_error(const child *c, sy_status st, const sy_err *err)
{
    char frame[sizeof(sy_sandbox_error) + SY_SANDBOX_WORDS];
    const sy_sandbox_error head = {(int32_t)st, c->place.line, c->place.column, c->lacks_memory};
    const size_t n = strnlen(err->text, SY_SANDBOX_WORDS);

    memcpy(frame, &head, sizeof head);
    memcpy(frame + sizeof head, err->text, n);
    send_frame(SY_FRAME_ERROR, frame, sizeof head + n);
}

/* ---- the request ---- */

/* n bytes, or as many as come before the end. */
static size_t read_bytes(void *to, size_t n)
{
    size_t got = 0;
    ssize_t piece;

    while (got < n && (piece = read(REQUEST, (char *)to + got, n - got)) > 0) got += (size_t)piece;
    return got;
}

/* NULL: the end, or what is none. */
static json_t *read_json(void)
{
    uint32_t n = 0;
    json_t *request = NULL;

    if (read_bytes(&n, sizeof n) != sizeof n || n == 0 || n > SY_SANDBOX_REQUEST) return NULL;
    char *text = sy_new_array(NULL, n, 1);
    if (text && read_bytes(text, n) == n) request = json_loadb(text, n, 0, NULL);
    sy_drop(NULL, text);
    return request;
}

static sy_status read_request(child *c, sy_err *err)
{
    if (!c->request)
        return sy_fail(err, SY_EINVAL, N_("the request to the model's process is none"));
    const json_t *sql = json_object_get(c->request, "sql");
    c->sql = (sy_slice){json_string_value(sql), json_string_length(sql)};
    sy_lang_set((sy_lang)json_integer_value(json_object_get(c->request, "lang")));
    return SY_OK;
}

static const char *said(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

/* ---- before the lock ---- */

static sy_status make_view(child *c, const json_t *view, sy_err *err)
{
    sy_buf sql;

    if (c->n_tables == MOST_NAMES)
        return sy_fail(err, SY_ELIMIT, N_("a model with more than %d tables"), (int)MOST_NAMES);
    c->tables[c->n_tables++] = said(view, "name");
    sy_buf_init(&sql, NULL, SY_SANDBOX_REQUEST);
    sy_buf_printf(&sql, "CREATE OR REPLACE TEMP VIEW \"%s\" AS %s", said(view, "name"),
                  said(view, "sql"));
    sy_status st = sy_duck_run_buf(c->facts.con, &sql, err);
    sy_buf_dispose(&sql);
    return st;
}

static sy_status open_facts(child *c, sy_err *err)
{
    const char *path = said(c->request, "facts"), *workdays = said(c->request, "workdays");
    const sy_duck_options options = {
        .can_write = !path,
        .memory_mb = (unsigned)json_integer_value(json_object_get(c->request, "memory_mb")),
        .spill = "" /* nothing is written anywhere */,
        .blocks_mb = (unsigned)json_integer_value(json_object_get(c->request, "blocks_mb")),
    };
    sy_status st = SY_OK;

    if (workdays) st = sy_workdays_load(&c->calendar, NULL, workdays, err);
    if (st == SY_OK) st = sy_duck_open(&c->facts, path ? path : ":memory:", &options, err);
    return st == SY_OK ? sy_scalars_register(c->facts.con, c->calendar, err) : st;
}

/* Also after the lock, for the next query: what one before had and this one has not is on no
 * list of its tables. */
static sy_status make_views(child *c, sy_err *err)
{
    const json_t *views = json_object_get(c->request, "views");
    sy_status st = SY_OK;

    for (size_t i = 0; i < json_array_size(views) && st == SY_OK; i++) {
        st = make_view(c, json_array_get(views, i), err);
    }
    return st;
}

/* ---- after it ---- */

/* The tree as DuckDB sees the text; as a value, so that the text itself is never SQL here. */
static sy_status tree_of(child *c, char **tree, sy_err *err)
{
    duckdb_prepared_statement q = NULL;
    duckdb_result result = {0};
    sy_status st = SY_OK;

    *tree = NULL;
    if (duckdb_prepare(c->facts.con, "SELECT json_serialize_sql(?::VARCHAR)", &q) !=
            DuckDBSuccess ||
        duckdb_bind_varchar_length(q, 1, c->sql.ptr, c->sql.len) != DuckDBSuccess ||
        duckdb_execute_prepared(q, &result) != DuckDBSuccess) {
        const char *words = duckdb_result_error(&result);
        st = sy_fail(err, SY_EDATA, N_("the query cannot be read: %s"), words ? words : "?");
    } else {
        *tree = duckdb_value_varchar(&result, 0, 0);
        if (!*tree) st = sy_fail_nomem(err);
    }
    duckdb_destroy_result(&result);
    duckdb_destroy_prepare(&q);
    return st;
}

static sy_status check_tree(child *c, sy_err *err)
{
    const sy_query_rules rules = {c->tables, c->n_tables, c->parameters, c->n_parameters};
    char *tree;
    sy_status st = tree_of(c, &tree, err);

    if (st == SY_OK) st = sy_query_tree_check(sy_slice_of(tree), c->sql, &rules, &c->place, err);
    duckdb_free(tree);
    return st;
}

static sy_status fail_query(child *c, const char *words, bool of_rows, sy_err *err)
{
    const sy_status st = sy_sandbox_fail(&c->place.line, words, of_rows, err);

    c->lacks_memory = st == SY_ELIMIT;
    return st;
}

static sy_status bind_one(duckdb_prepared_statement q, const json_t *argument, sy_err *err)
{
    const char *name = said(argument, "name"), *text = said(argument, "text");
    const int64_t number = json_integer_value(json_object_get(argument, "number"));
    const int type = (int)json_integer_value(json_object_get(argument, "type"));
    duckdb_state state;
    idx_t at;

    if (duckdb_bind_parameter_index(q, &at, name) != DuckDBSuccess) return SY_OK; /* not used */
    if (type == SY_ARGUMENT_TEXT)
        state = duckdb_bind_varchar(q, at, text);
    else if (type == SY_ARGUMENT_DAY)
        state = duckdb_bind_date(q, at, (duckdb_date){(int32_t)number});
    else
        state = duckdb_bind_int64(q, at, number);
    if (state == DuckDBSuccess) return SY_OK;
    return sy_fail(err, SY_EENGINE, N_("the parameter \"$%s\" cannot be given"), name);
}

static sy_status send_chunk(child *c, const sy_answer *a, duckdb_data_chunk chunk, sy_buf *lead,
                            sy_err *err)
{
    const idx_t n = duckdb_data_chunk_get_size(chunk);
    sy_status st = SY_OK;

    for (idx_t row = 0; row < n && st == SY_OK; row++) {
        if (c->leads++ >= SY_MAX_LEADS) continue; /* how many there are is said at the end */
        sy_buf_clear(lead);
        st = sy_answer_row(a, chunk, row, lead, err);
        if (st != SY_OK) break;
        send_frame(SY_FRAME_LEAD, lead->ptr, lead->len);
    }
    return st;
}

/* Works while there is work for this thread too, and sleeps while the others have it all:
 * duckdb_execute_pending alone would ask without pause, on a processor that the recording of
 * the leads before needs. */
static duckdb_pending_state work(duckdb_pending_result pending)
{
    enum { PAUSE_NS = 100000 };
    duckdb_pending_state state;

    do {
        state = duckdb_pending_execute_task(pending);
        if (state == DUCKDB_PENDING_NO_TASKS_AVAILABLE)
            nanosleep(&(struct timespec){0, PAUSE_NS}, NULL);
    } while (!duckdb_pending_execution_is_finished(state));
    return state;
}

static sy_status run_statement(child *c, duckdb_prepared_statement q, sy_err *err)
{
    sy_answer a;
    duckdb_pending_result pending = NULL;
    duckdb_result result = {0};
    duckdb_data_chunk chunk = NULL;
    sy_buf lead;
    sy_status st = SY_OK;

    sy_buf_init(&lead, NULL, SY_MAX_LEAD_BYTES);
    if (duckdb_pending_prepared_streaming(q, &pending) != DuckDBSuccess)
        st = fail_query(c, duckdb_pending_error(pending), false, err);
    /* Asked for a result, one that has failed says only that it has. */
    if (st == SY_OK && work(pending) == DUCKDB_PENDING_ERROR)
        st = fail_query(c, duckdb_pending_error(pending), true, err);
    if (st == SY_OK && duckdb_execute_pending(pending, &result) != DuckDBSuccess)
        st = fail_query(c, duckdb_result_error(&result), true, err);
    /* Not of the prepared statement: its types are open until parameters have theirs. */
    if (st == SY_OK) st = sy_answer_columns(&a, &result, err);
    while (st == SY_OK && c->leads < MOST_COUNTED && (chunk = duckdb_fetch_chunk(result)) != NULL) {
        st = send_chunk(c, &a, chunk, &lead, err);
        duckdb_destroy_data_chunk(&chunk);
    }
    const char *words = st == SY_OK ? duckdb_result_error(&result) : NULL;
    if (words && *words) st = fail_query(c, words, true, err);
    if (st == SY_OK && c->leads > SY_MAX_LEADS)
        st = sy_fail(
            err, SY_ELIMIT,
            N_("at least %llu leads, more than the %u that one run may give; nothing was recorded: "
               "raise a threshold (--set; model WS show ID lists them)"),
            (unsigned long long)c->leads, SY_MAX_LEADS);
    sy_buf_dispose(&lead);
    duckdb_destroy_result(&result);
    duckdb_destroy_pending(&pending);
    return st;
}

static sy_status run_query(child *c, sy_err *err)
{
    duckdb_prepared_statement q = NULL;
    const json_t *arguments = json_object_get(c->request, "arguments");
    sy_status st = SY_OK;

    if (duckdb_prepare(c->facts.con, c->sql.ptr, &q) != DuckDBSuccess)
        st = fail_query(c, duckdb_prepare_error(q), false, err);
    for (size_t i = 0; i < json_array_size(arguments) && st == SY_OK; i++) {
        st = bind_one(q, json_array_get(arguments, i), err);
    }
    if (st == SY_OK) st = run_statement(c, q, err);
    duckdb_destroy_prepare(&q);
    return st;
}

static sy_status serve(child *c, bool is_first, sy_err *err)
{
    sy_status st = read_request(c, err);
    const json_t *arguments = json_object_get(c->request, "arguments");
    unsigned memory_mb = (unsigned)json_integer_value(json_object_get(c->request, "memory_mb"));

    for (size_t i = 0; i < json_array_size(arguments) && c->n_parameters < MOST_NAMES; i++) {
        c->parameters[c->n_parameters++] = said(json_array_get(arguments, i), "name");
    }
    /* Its death is a signal for us, unless it died before that was asked for. */
    if (st == SY_OK && is_first &&
        getppid() != (pid_t)json_integer_value(json_object_get(c->request, "parent")))
        _exit(SY_SANDBOX_EXIT_PIPE);
    if (st == SY_OK && is_first) st = open_facts(c, err);
    if (st == SY_OK) st = make_views(c, err);
    if (st == SY_OK && is_first) st = sy_sandbox_lock(memory_mb, err);
    if (st == SY_OK) st = check_tree(c, err);
    if (st == SY_OK) st = run_query(c, err);
    return st;
}

int sy_sandbox_serve(void)
{
    static child c;

    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    for (bool is_first = true;; is_first = false) {
        sy_err err = {0};
        c = (child){.request = read_json(), .facts = c.facts, .calendar = c.calendar};
        if (!c.request && !is_first) _exit(0);
        const sy_status st = serve(&c, is_first, &err);
        if (st != SY_OK) {
            send_error(&c, st, &err);
            _exit(0);
        }
        send_frame(SY_FRAME_DONE, &c.leads, sizeof c.leads);
        json_decref(c.request);
    }
}
