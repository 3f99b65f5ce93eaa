/* leads.c - lists read the narrow table alone; what a lead says is read of one at a time. Times
 * of runs and texts that repeat are kept once. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/keys.h"
#include "base/lang.h"
#include "base/utf8.h"
#include "store/lead_text.h"
#include "store/model_runs.h"
#include "store/private.h"

typedef struct run {
    int64_t id;
    const char *model, *ran_at;
} run;

/* A text that many rows say; of a model its last run. */
typedef struct text {
    const char *copy; /* in the arena */
    int64_t last_run;
} text;

typedef struct reader {
    sqlite3_stmt *q;
    sy_arena *arena;
    run *runs; /* by id */
    size_t n_runs;
    sy_keys keys;
    text *texts; /* of each key */
    size_t n_texts;
} reader;

static sy_status shared_text(reader *r, sy_slice said, text **out, sy_err *err)
{
    bool is_new;
    uint32_t at;

    if (!said.ptr ||
        !sy_grow(NULL, (void **)&r->texts, &r->n_texts, r->keys.n, r->keys.n + 1, sizeof *r->texts))
        return sy_fail_nomem(err);
    const sy_status st = sy_keys_put(&r->keys, said, &at, &is_new, err);
    if (st != SY_OK) return st;
    *out = &r->texts[at];
    if (is_new) (*out)->copy = sy_arena_text(r->arena, said.ptr, said.len);
    return (*out)->copy ? SY_OK : sy_fail_nomem(err);
}

static sy_status shared_column(reader *r, int column, text **out, sy_err *err)
{
    const char *said = (const char *)sqlite3_column_text(r->q, column);
    return shared_text(r, (sy_slice){said, (size_t)sqlite3_column_bytes(r->q, column)}, out, err);
}

/* ---- runs ---- */

static sy_status read_run(void *to, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    run *r = to;

    *r =
        (run){sqlite3_column_int64(q, 0), sy_sqlite_text(q, 1, arena), sy_sqlite_text(q, 2, arena)};
    return r->model && r->ran_at ? SY_OK : sy_fail_nomem(err);
}

static sy_status read_runs(reader *r, sy_workspace *ws, sy_err *err)
{
    sy_status st = sy_sqlite_list(ws, (void **)&r->runs, &r->n_runs, sizeof *r->runs,
                                  "SELECT id, model, ran_at FROM model_runs ORDER BY id", NULL, 0,
                                  read_run, r->arena, err);

    for (size_t i = 0; i < r->n_runs && st == SY_OK; i++) {
        text *model = NULL;
        st = shared_text(r, sy_slice_of(r->runs[i].model), &model, err);
        if (st == SY_OK) model->last_run = r->runs[i].id;
    }
    return st;
}

static int by_id(const void *a, const void *b)
{
    const run *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static const char *time_of(const reader *r, int64_t id)
{
    const run wanted = {.id = id},
              *found =
                  r->n_runs ? bsearch(&wanted, r->runs, r->n_runs, sizeof *r->runs, by_id) : NULL;
    return found ? found->ran_at : "";
}

/* ---- the list ---- */

/* The columns from the second to the fifth. */
static sy_status read_shared(reader *r, sy_lead *lead, sy_err *err)
{
    const char **const columns[] = {&lead->version, &lead->rule, &lead->court, &lead->act_date};
    sy_status st = SY_OK;

    for (int i = 0; i < 4 && st == SY_OK; i++) {
        text *said = NULL;
        st = shared_column(r, i + 1, &said, err);
        if (st == SY_OK) *columns[i] = said->copy;
    }
    return st;
}

#define LEAD_COLUMNS                                                                               \
    "l.model, l.version, l.rule, l.court, l.act_date, l.lead, l.grade, l.case_number,"             \
    " l.amount, l.rank, l.key, l.parties, l.id, l.born_run, l.first_run, l.last_run"

/* The other columns, from the sixth on. */
static sy_status read_rest(reader *r, sy_lead *lead, sy_err *err)
{
    sqlite3_stmt *q = r->q;
    const char *grade = (const char *)sqlite3_column_text(q, 6);

    lead->id = sy_sqlite_text(q, 5, r->arena);
    lead->grade = grade ? grade[0] : 'C';
    lead->case_number = sy_sqlite_text(q, 7, r->arena);
    lead->has_amount = sqlite3_column_type(q, 8) != SQLITE_NULL;
    lead->amount = sqlite3_column_int64(q, 8);
    lead->rank = sqlite3_column_int64(q, 9);
    lead->key = sy_sqlite_text(q, 10, r->arena);
    lead->parties = sy_sqlite_text(q, 11, r->arena);
    lead->edition = sqlite3_column_int64(q, 12);
    lead->first_run = sqlite3_column_int64(q, 14);
    lead->last_run = sqlite3_column_int64(q, 15);
    return lead->id && lead->case_number && lead->key && lead->parties ? SY_OK : sy_fail_nomem(err);
}

static sy_status read_lead(reader *r, sy_lead *lead, sy_err *err)
{
    const int64_t born = sqlite3_column_int64(r->q, 13);
    text *model = NULL;
    sy_status st = shared_column(r, 0, &model, err);

    if (st != SY_OK) return st;
    lead->model = model->copy;
    const int64_t last = model->last_run;
    st = read_shared(r, lead, err); /* model may have moved */
    if (st == SY_OK) st = read_rest(r, lead, err);
    lead->has_vanished = lead->last_run != 0;
    if (!lead->has_vanished) lead->last_run = last;
    lead->is_new = born == last;
    lead->first_seen = time_of(r, born);
    lead->last_seen = time_of(r, lead->last_run);
    return st;
}

static sy_status open_reader(reader *r, sy_workspace *ws, const char *sql, const sy_slice *texts,
                             int n, sy_arena *arena, sy_err *err)
{
    *r = (reader){.arena = arena};
    sy_keys_init(&r->keys, NULL);
    const sy_status st = read_runs(r, ws, err);
    return st == SY_OK ? sy_sqlite_prepare(ws->decisions, &r->q, sql, texts, n, err) : st;
}

static void close_reader(reader *r)
{
    sqlite3_finalize(r->q);
    sy_keys_dispose(&r->keys);
    sy_drop(NULL, r->texts);
}

static int by_rank(const void *a, const void *b)
{
    const sy_lead *x = a, *y = b;

    if (x->has_vanished != y->has_vanished) return x->has_vanished ? 1 : -1;
    if (x->rank != y->rank) return x->rank > y->rank ? -1 : 1;
    const int order = strcmp(x->model, y->model);
    return order ? order : strcmp(x->id, y->id);
}

static sy_status count_leads(sy_workspace *ws, const sy_slice *model, int64_t *n, sy_err *err)
{
    sqlite3_stmt *q = NULL;
    sy_status st = sy_sqlite_prepare(ws->decisions, &q,
                                     "SELECT count(*) FROM leads WHERE is_newest = 1"
                                     " AND (?1 IS NULL OR model = ?1)",
                                     model, 1, err);

    if (st == SY_OK && sqlite3_step(q) != SQLITE_ROW) st = sy_sqlite_fail(ws->decisions, err);
    if (st == SY_OK) *n = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    return st;
}

/* What the query gives, at most so many, by rank. */
static sy_status list_leads(sy_workspace *ws, const char *sql, const sy_slice *texts, int n_texts,
                            size_t most, sy_lead **list, size_t *n, sy_arena *arena, sy_err *err)
{
    sy_lead *leads = sy_arena_get(arena, (most + 1) * sizeof *leads);
    int rc = SQLITE_DONE;
    reader r;

    *n = 0;
    if (!leads) return sy_fail_nomem(err);
    sy_status st = open_reader(&r, ws, sql, texts, n_texts, arena, err);
    while (st == SY_OK && *n < most && (rc = sqlite3_step(r.q)) == SQLITE_ROW)
        st = read_lead(&r, &leads[(*n)++], err);
    if (st == SY_OK && rc != SQLITE_DONE && rc != SQLITE_ROW)
        st = sy_sqlite_fail(ws->decisions, err);
    close_reader(&r);
    if (st != SY_OK) {
        *n = 0;
        return st;
    }
    if (*n) qsort(leads, *n, sizeof *leads, by_rank);
    *list = leads;
    return SY_OK;
}

sy_status sy_leads(sy_workspace *ws, const char *model, sy_lead **list, size_t *n, sy_arena *arena,
                   sy_err *err)
{
    const sy_slice only = sy_slice_of(model);
    int64_t most = 0;
    const sy_status st = count_leads(ws, &only, &most, err);

    *list = NULL;
    *n = 0;
    if (st != SY_OK) return st;
    return list_leads(ws,
                      model ? "SELECT " LEAD_COLUMNS " FROM leads l"
                              " WHERE l.is_newest = 1 AND l.model = ?1"
                            : "SELECT " LEAD_COLUMNS " FROM leads l WHERE l.is_newest = 1",
                      &only, model != NULL, (size_t)most, list, n, arena, err);
}

/* A list of them in JSON; free() it. What is no text is no lead's id. NULL: no memory. */
static char *json_of(const char *const *ids, size_t n)
{
    json_t *array = json_array();
    bool is_whole = array != NULL;

    for (size_t i = 0; i < n && is_whole; i++) {
        const size_t len = strlen(ids[i]);
        if (sy_utf8_valid_prefix(ids[i], len) == len)
            is_whole = json_array_append_new(array, json_string(ids[i])) == 0;
    }
    char *list = is_whole ? json_dumps(array, JSON_COMPACT) : NULL;
    json_decref(array);
    return list;
}

sy_status sy_leads_named(sy_workspace *ws, const char *model, const char *const *ids, size_t n_ids,
                         sy_lead **list, size_t *n, sy_arena *arena, sy_err *err)
{
    char *wanted = json_of(ids, n_ids);
    const sy_slice texts[] = {sy_slice_of(wanted), sy_slice_of(model)};

    *list = NULL;
    *n = 0;
    if (!wanted) return sy_fail_nomem(err);
    const sy_status st = list_leads(ws,
                                    "SELECT " LEAD_COLUMNS " FROM leads l WHERE l.is_newest = 1"
                                    " AND l.lead IN (SELECT value FROM json_each(?1))"
                                    " AND (?2 IS NULL OR l.model = ?2)",
                                    texts, 2, n_ids, list, n, arena, err);
    free(wanted);
    return st;
}

/* ---- what a lead says ---- */

static sy_status read_place(sqlite3_stmt *q, int64_t number, const char **out, sy_arena *arena)
{
    sy_status st = SY_EENGINE;

    sqlite3_reset(q);
    if (sqlite3_bind_int64(q, 1, number) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW) {
        *out = sy_sqlite_text(q, 0, arena);
        st = *out ? SY_OK : SY_ENOMEM;
    }
    return st;
}

/* numbers: of the texts, with blanks between them. */
static sy_status read_places(sy_workspace *ws, sy_lead *lead, const char *numbers, sy_arena *arena,
                             sy_err *err)
{
    const char **places = sy_arena_get(arena, (strlen(numbers) / 2 + 1) * sizeof *places);
    sqlite3_stmt *q = NULL;
    sy_status st =
        places ? sy_sqlite_prepare(ws->decisions, &q, "SELECT text FROM lead_texts WHERE id = ?1",
                                   NULL, 0, err)
               : sy_fail_nomem(err);

    lead->n_places = 0;
    while (st == SY_OK && *numbers) {
        char *end;
        st = read_place(q, strtoll(numbers, &end, 10), &places[lead->n_places++], arena);
        numbers = *end ? end + 1 : end;
        if (st == SY_ENOMEM) st = sy_fail_nomem(err);
        if (st == SY_EENGINE) st = sy_sqlite_fail(ws->decisions, err);
    }
    sqlite3_finalize(q);
    lead->places = places;
    return st;
}

sy_status sy_lead_read(sy_workspace *ws, sy_lead *lead, sy_arena *arena, sy_err *err)
{
    const char *numbers = NULL;
    sqlite3_stmt *q = NULL;
    sy_status st = sy_sqlite_prepare(ws->decisions, &q,
                                     "SELECT b.body, t.text, b.places FROM lead_bodies b"
                                     " JOIN lead_texts t ON t.id = b.common WHERE b.edition = ?1",
                                     NULL, 0, err);

    if (st == SY_OK &&
        (sqlite3_bind_int64(q, 1, lead->edition) != SQLITE_OK || sqlite3_step(q) != SQLITE_ROW))
        st = sy_sqlite_fail(ws->decisions, err);
    if (st == SY_OK) {
        lead->body = sy_sqlite_text(q, 0, arena);
        lead->common = sy_sqlite_text(q, 1, arena);
        numbers = sy_sqlite_text(q, 2, arena);
        if (!lead->body || !lead->common || !numbers) st = sy_fail_nomem(err);
    }
    sqlite3_finalize(q);
    return st == SY_OK ? read_places(ws, lead, numbers, arena, err) : st;
}

sy_status sy_lead_edition(sy_workspace *ws, int64_t edition, sy_lead *lead, sy_arena *arena,
                          sy_err *err)
{
    reader r;
    int rc = SQLITE_DONE;
    sy_status st = open_reader(&r, ws, "SELECT " LEAD_COLUMNS " FROM leads l WHERE l.id = ?1", NULL,
                               0, arena, err);

    *lead = (sy_lead){0};
    if (st == SY_OK && sqlite3_bind_int64(r.q, 1, edition) != SQLITE_OK)
        st = sy_sqlite_fail(ws->decisions, err);
    if (st == SY_OK) rc = sqlite3_step(r.q);
    if (st == SY_OK && rc == SQLITE_DONE)
        st = sy_fail(err, SY_EDATA, N_("there is no edition %lld of a lead"), (long long)edition);
    if (st == SY_OK && rc != SQLITE_ROW) st = sy_sqlite_fail(ws->decisions, err);
    if (st == SY_OK) st = read_lead(&r, lead, err);
    lead->is_new = lead->has_vanished = false;
    close_reader(&r);
    return st == SY_OK ? sy_lead_read(ws, lead, arena, err) : st;
}
