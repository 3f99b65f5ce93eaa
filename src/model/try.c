/* try.c - the pools of a test become a database in a folder of its own, the model runs on it,
 * and what came is compared line by line with what was wanted. */
#include "model/try.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/civil.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/money.h"
#include "model/lead.h"
#include "model/needs.h"
#include "store/trial.h"

enum { MOST_LINE = 1 << 16, MOST_CAME = 20000 };

typedef struct trying {
    const sy_model *model;
    const sy_pools *pools;
    bool is_linked; /* of registers of which it may: the rows that concern debtors */
    const char *name;
    sy_try_test test;
    sy_model_needs needs;
    const char **absent;
    size_t n_absent;
    sy_arena arena;
    sy_lead_maker maker;
    char **came; /* lines */
    size_t n_came;
    sy_err *err;
} trying;

static sy_status wrong(const trying *t, uint32_t line, const char *words, sy_slice what)
{
    return sy_try_wrong(t->err, t->name, line, words, what);
}

/* ---- the pools ---- */

static sy_status map_columns(trying *t, const sy_try_table *table, const sy_pool *pool, int *to)
{
    for (size_t i = 0; i < table->n_columns; i++) {
        to[i] = -1;
        for (size_t k = 0; k < pool->n_columns; k++) {
            if (sy_slice_is(table->columns[i], sy_slice_of(pool->columns[k].id))) to[i] = (int)k;
        }
        if (to[i] < 0)
            return wrong(t, table->line, _("the pool has no such column"), table->columns[i]);
    }
    return SY_OK;
}

static sy_status give_rows(trying *t, sy_trial *trial, const sy_try_table *table,
                           const sy_pool *pool, sy_pool_table *tally)
{
    sy_slice cells[SY_POOL_COLUMNS];
    int to[SY_TRY_COLUMNS];
    sy_status st = map_columns(t, table, pool, to);

    if (st == SY_OK) st = sy_trial_begin(trial, pool, t->err);
    for (size_t i = 0; i < table->n_rows && st == SY_OK; i++) {
        sy_err why = {0};
        memset(cells, 0, sizeof cells);
        for (size_t k = 0; k < table->n_columns; k++) {
            cells[to[k]] = table->rows[i].cells[k];
            tally->filled[to[k]] = tally->filled[to[k]] || cells[to[k]].len > 0;
        }
        st = sy_trial_row(trial, cells, table->rows[i].line, &why);
        if (st != SY_OK) st = wrong(t, table->rows[i].line, why.text, (sy_slice){"", 0});
    }
    tally->rows = table->n_rows;
    return st == SY_OK ? sy_trial_end(trial, t->err) : st;
}

static const sy_try_table *table_of(const trying *t, const sy_pool *pool)
{
    for (size_t i = 0; i < t->test.n_pools; i++) {
        if (sy_slice_is(t->test.pools[i].name, sy_slice_of(pool->id))) return &t->test.pools[i];
    }
    return NULL;
}

static sy_status link_rows(trying *t, sy_trial *trial)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < t->needs.n && st == SY_OK; i++) {
        sy_model_need *need = &t->needs.items[i];
        if (!need->data->is_linked) continue;
        st = sy_trial_link(&need->linked, trial, t->pools, need->pool,
                           sy_linked_columns_of(need->columns, need->n_columns), t->err);
        need->linked.table.rows = need->table.rows;
    }
    return st;
}

/* Tables for the pools that the model reads; the test must give each, if only its columns. */
static sy_status make_facts(trying *t, const char *path)
{
    sy_trial trial;
    sy_status st = sy_trial_open(&trial, path, t->err);

    for (size_t i = 0; i < t->needs.n && st == SY_OK; i++) {
        sy_model_need *need = &t->needs.items[i];
        const sy_try_table *table = table_of(t, need->pool);
        if (!table || table->is_finding != need->data->is_finding) {
            st = wrong(t, 1, _("the test does not give the pool"), sy_slice_of(need->pool->id));
            break;
        }
        for (size_t k = 0; k < need->pool->n_columns; k++)
            need->table.has[k] = need->table.has_norm[k] = true;
        st = give_rows(t, &trial, table, need->pool, &need->table);
    }
    if (st == SY_OK && t->is_linked) st = link_rows(t, &trial);
    sy_trial_close(&trial);
    return st;
}

static sy_status find_absent(trying *t)
{
    t->absent = sy_arena_get(&t->arena, SY_MODEL_POOLS * SY_POOL_COLUMNS * sizeof *t->absent);
    if (!t->absent) return sy_fail_nomem(t->err);
    for (size_t i = 0; i < t->needs.n; i++) {
        const sy_model_need *need = &t->needs.items[i];
        for (size_t k = need->n_required; k < need->n_columns; k++) {
            char name[2 * SY_POOL_SQL];
            if (sy_pool_table_fills(&need->table, need->pool, need->columns[k])) continue;
            snprintf(name, sizeof name, "%s.%s", need->pool->id,
                     need->pool->columns[need->columns[k]].id);
            t->absent[t->n_absent] = sy_arena_text(&t->arena, name, strlen(name));
            if (!t->absent[t->n_absent++]) return sy_fail_nomem(t->err);
        }
    }
    return SY_OK;
}

/* ---- the leads that came ---- */

static void put_cell(sy_buf *line, sy_slice cell)
{
    const bool quoted = memchr(cell.ptr, ',', cell.len) || memchr(cell.ptr, '"', cell.len) ||
                        memchr(cell.ptr, '\n', cell.len);

    if (quoted) sy_buf_char(line, '"');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.ptr[i] == '"') sy_buf_char(line, '"');
        sy_buf_char(line, cell.ptr[i]);
    }
    if (quoted) sy_buf_char(line, '"');
}

static void put_list(sy_buf *line, const sy_slice *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i) sy_buf_char(line, ' ');
        sy_buf_slice(line, list[i]);
    }
}

static void put_fact(sy_buf *line, const sy_lead_row *row, sy_slice name)
{
    for (size_t i = 0; i < row->n_facts; i++) {
        if (!sy_slice_is(row->facts[i].name, name)) continue;
        put_cell(line, row->facts[i].value);
        return;
    }
}

static bool put_column(sy_buf *line, sy_slice column, const sy_lead_row *row,
                       const sy_made_lead *made)
{
    const char grade[2] = {made->lead.grade, '\0'};
    char space[SY_TIME_TEXT];

    if (sy_slice_is(column, SY_TEXT("key")))
        put_cell(line, row->key);
    else if (sy_slice_is(column, SY_TEXT("rule")))
        sy_buf_text(line, made->lead.rule);
    else if (sy_slice_is(column, SY_TEXT("grade")))
        sy_buf_text(line, grade);
    else if (sy_slice_is(column, SY_TEXT("case")))
        put_cell(line, row->case_number);
    else if (sy_slice_is(column, SY_TEXT("court")))
        put_cell(line, row->court);
    else if (sy_slice_is(column, SY_TEXT("amount")))
        sy_buf_text(line, row->has_amount ? sy_minor_print(space, row->amount) : "");
    else if (sy_slice_is(column, SY_TEXT("date")))
        sy_buf_text(line, row->has_act_date
                              ? sy_time_print(space, (int64_t)row->act_date * SY_DAY, SY_DATE)
                              : "");
    else if (sy_slice_is(column, SY_TEXT("rank")))
        sy_buf_printf(line, "%lld", (long long)row->rank);
    else if (sy_slice_is(column, SY_TEXT("parties")))
        put_list(line, row->parties, row->n_parties);
    else if (sy_slice_is(column, SY_TEXT("missing")))
        put_list(line, row->missing, row->n_missing);
    else if (sy_slice_is(column, SY_TEXT("questions")))
        put_list(line, row->questions, row->n_questions);
    else if (sy_slice_is(column, SY_TEXT("law")))
        sy_buf_text(line, made->is_outside_law ? "no" : "yes");
    else if (sy_slice_starts(column, SY_TEXT("fact:")))
        put_fact(line, row, (sy_slice){column.ptr + 5, column.len - 5});
    else
        return false;
    return true;
}

static bool no_place(void *ctx, uint32_t source, sy_lead_place *place)
{
    (void)ctx, (void)source, (void)place;
    return false;
}

static sy_status on_lead(void *ctx, const sy_lead_row *row, sy_err *err)
{
    trying *t = ctx;
    const sy_try_table *wanted = &t->test.leads;
    sy_made_lead made;
    sy_buf line;
    sy_status st = sy_lead_make(&made, &t->maker, row, err);

    if (st != SY_OK) return st;
    sy_buf_init(&line, NULL, MOST_LINE);
    for (size_t i = 0; i < wanted->n_columns && st == SY_OK; i++) {
        if (i) sy_buf_char(&line, ',');
        if (!put_column(&line, wanted->columns[i], row, &made))
            st = wrong(t, wanted->line, _("a lead has no such column"), wanted->columns[i]);
    }
    if (st == SY_OK && t->n_came == MOST_CAME) st = wrong(t, 1, _("too many leads"), row->key);
    if (st == SY_OK) {
        t->came[t->n_came] = sy_arena_text(&t->arena, line.ptr ? line.ptr : "", line.len);
        if (!t->came[t->n_came++]) st = sy_fail_nomem(err);
    }
    sy_buf_dispose(&line);
    return st;
}

/* ---- comparing ---- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static char **wanted_lines(trying *t)
{
    const sy_try_table *wanted = &t->test.leads;
    char **list = sy_arena_get(&t->arena, (wanted->n_rows + 1) * sizeof *list);

    for (size_t i = 0; list && i < wanted->n_rows; i++) {
        sy_buf line;
        sy_buf_init(&line, NULL, MOST_LINE);
        for (size_t k = 0; k < wanted->n_columns; k++) {
            if (k) sy_buf_char(&line, ',');
            put_cell(&line, wanted->rows[i].cells[k]);
        }
        list[i] = sy_arena_text(&t->arena, line.ptr ? line.ptr : "", line.len);
        sy_buf_dispose(&line);
        if (!list[i]) return NULL;
    }
    return list;
}

static sy_status compare(trying *t, sy_model_trial *out, sy_buf *difference)
{
    const size_t n = t->test.leads.n_rows;
    char **wanted = wanted_lines(t);
    size_t i = 0, k = 0;

    if (!wanted) return sy_fail_nomem(t->err);
    qsort(wanted, n, sizeof *wanted, by_text);
    qsort(t->came, t->n_came, sizeof *t->came, by_text);
    out->leads = n;
    while (i < n || k < t->n_came) {
        const int order = i == n ? 1 : k == t->n_came ? -1 : strcmp(wanted[i], t->came[k]);
        if (order < 0) sy_buf_printf(difference, "-%s\n", wanted[i]);
        if (order > 0) sy_buf_printf(difference, "+%s\n", t->came[k]);
        if (order != 0) out->has_passed = false;
        i += order <= 0;
        k += order >= 0;
    }
    return SY_OK;
}

/* ---- together ---- */

static sy_status run_on(trying *t, const char *facts)
{
    sy_model_setting settings[SY_TRY_COLUMNS];
    char *calendar = NULL;

    for (size_t i = 0; i < t->test.n_settings; i++)
        settings[i] = (sy_model_setting){t->test.settings[i].id, t->test.settings[i].value};
    sy_status st = make_facts(t, facts);
    if (st == SY_OK) st = find_absent(t);
    if (st == SY_OK) st = sy_model_needs_views(&t->needs, true, t->err);
    if (st == SY_OK)
        st = sy_model_needs_arguments(&t->needs, t->model, settings, t->test.n_settings,
                                      t->test.today, t->err);
    if (st == SY_OK) st = sy_model_calendar(&calendar, t->err);
    if (st == SY_OK) {
        const sy_sandbox_job job = {.facts = facts,
                                    .sql = t->model->sql,
                                    .sql_len = t->model->sql_len,
                                    .name = t->model->sql_path ? t->model->sql_path : "query.sql",
                                    .views = t->needs.views,
                                    .n_views = t->needs.n,
                                    .arguments = t->needs.arguments,
                                    .n_arguments = t->needs.n_arguments,
                                    .workdays = calendar};
        sy_lead_maker_init(&t->maker, t->model, t->absent, t->n_absent, no_place, NULL);
        st = sy_sandbox_run(&job, on_lead, t, t->err);
        sy_lead_maker_dispose(&t->maker);
    }
    sy_drop(NULL, calendar);
    return st;
}

static sy_status run_in_folder(trying *t)
{
    const char *tmp = getenv("TMPDIR");
    char folder[512], facts[560];

    snprintf(folder, sizeof folder, "%s/suyuan-try-XXXXXX", tmp && *tmp ? tmp : "/tmp");
    if (!mkdtemp(folder)) return sy_fail_errno(t->err, folder);
    snprintf(facts, sizeof facts, "%s/facts.duckdb", folder);
    const sy_status st = run_on(t, facts);
    unlink(facts);
    rmdir(folder);
    return st;
}

static sy_status try_once(trying *t, bool is_linked, sy_model_trial *out, sy_buf *difference)
{
    sy_status st = sy_model_needs_find(&t->needs, t->model, t->pools, t->err);

    t->is_linked = is_linked;
    t->n_came = t->n_absent = 0;
    if (st == SY_OK) st = run_in_folder(t);
    if (st == SY_OK) st = compare(t, out, difference);
    sy_model_needs_dispose(&t->needs);
    memset(&t->needs, 0, sizeof t->needs);
    return st;
}

static bool reads_linked(const sy_model *m)
{
    for (size_t i = 0; i < m->n_data; i++) {
        if (m->data[i].is_linked) return true;
    }
    return false;
}

sy_status sy_model_try(sy_model_trial *out, const sy_model *m, const sy_pools *pools,
                       const char *name, sy_slice test, sy_buf *difference, sy_err *err)
{
    trying *t = sy_new(NULL, sizeof *t);

    *out = (sy_model_trial){0};
    if (!t) return sy_fail_nomem(err);
    t->model = m;
    t->pools = pools;
    t->name = name;
    t->err = err;
    sy_arena_init(&t->arena, NULL);
    t->came = sy_arena_get(&t->arena, MOST_CAME * sizeof *t->came);
    sy_status st =
        t->came ? sy_try_parse(&t->test, name, test, &t->arena, err) : sy_fail_nomem(err);
    out->has_passed = true;
    if (st == SY_OK) st = try_once(t, false, out, difference);
    if (st == SY_OK && out->has_passed && reads_linked(m)) {
        st = try_once(t, true, out, difference);
        if (!out->has_passed) sy_buf_text(difference, "(rows: linked)\n");
    }
    sy_arena_dispose(&t->arena);
    sy_drop(NULL, t);
    return st;
}
