/* model_runs.c - one transaction a run. An edition of a lead is a row of its own; the run
 * that saw it last stands in it, which is all that tells whether it has vanished. */
#include "store/model_runs.h"

#include <string.h>

#include "base/lang.h"
#include "store/private.h"

struct sy_model_run {
    sy_workspace *ws;
    char *model;
    int64_t id, before; /* before: the model's last run; 0 */
    sqlite3_stmt *see, *add;
    sy_model_run_tally tally;
};

static sy_status insert_run(sy_model_run *run, const sy_model_run_record *r, sy_err *err)
{
    const sy_slice values[] = {sy_slice_of(r->model),
                               sy_slice_of(r->version),
                               sy_slice_of(r->hash),
                               sy_slice_of(r->as_of),
                               sy_slice_of(r->parameters),
                               sy_slice_of(r->pools),
                               SY_TEXT("suyuan " SUYUAN_VERSION),
                               sy_who_am_i()};
    sy_status st = sy_sqlite_execute(
        run->ws->decisions,
        "INSERT INTO model_runs(model, version, hash, as_of, parameters, pools, program, who,"
        " ran_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, " SY_SQL_NOW ")",
        values, 8, err);
    run->id = sqlite3_last_insert_rowid(run->ws->decisions);
    return st;
}

static sy_status find_before(sy_model_run *run, sy_err *err)
{
    const sy_slice model = sy_slice_of(run->model);
    sqlite3_stmt *q = NULL;
    sy_status st = sy_sqlite_prepare(run->ws->decisions, &q,
                                     "SELECT coalesce(max(id), 0) FROM model_runs WHERE model = ?1",
                                     &model, 1, err);

    if (st == SY_OK && sqlite3_step(q) != SQLITE_ROW) st = sy_sqlite_fail(run->ws->decisions, err);
    if (st == SY_OK) run->before = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    return st;
}

static sy_status prepare_both(sy_model_run *run, sy_err *err)
{
    sy_status st = sy_sqlite_prepare(run->ws->decisions, &run->see,
                                     "UPDATE leads SET last_run = ?1 WHERE lead = ?2 AND"
                                     " body = ?3 AND grade = ?4 AND last_run = ?5",
                                     NULL, 0, err);
    if (st != SY_OK) return st;
    return sy_sqlite_prepare(
        run->ws->decisions, &run->add,
        "INSERT INTO leads(lead, model, version, first_run, last_run, grade, rule, case_number,"
        " court, amount, rank, body, act_date)"
        " SELECT ?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12"
        " WHERE NOT EXISTS (SELECT 1 FROM leads WHERE lead = ?1 AND last_run = ?4)",
        NULL, 0, err);
}

sy_status sy_model_run_begin(sy_model_run **out, sy_workspace *ws,
                             const sy_model_run_record *record, sy_err *err)
{
    sy_status st = sy_needs_write(ws, err);

    *out = NULL;
    if (st != SY_OK) return st;
    sy_model_run *run = sy_new(NULL, sizeof *run);
    if (!run) return sy_fail_nomem(err);
    run->ws = ws;
    run->model = sy_copy_text(NULL, record->model, strlen(record->model));
    st = run->model ? sy_sqlite_run(ws->decisions, "BEGIN IMMEDIATE", err) : sy_fail_nomem(err);
    if (st == SY_OK) st = find_before(run, err);
    if (st == SY_OK) st = insert_run(run, record, err);
    if (st == SY_OK) st = prepare_both(run, err);
    if (st == SY_OK)
        *out = run;
    else
        sy_model_run_drop(run);
    return st;
}

static int bind_text(sqlite3_stmt *q, int at, const char *text)
{
    return sqlite3_bind_text(q, at, text, -1, SQLITE_STATIC);
}

/* One that says the same as in the run before is seen again: an edition has no gaps, so that
 * it is known which runs, and so which versions of the model, gave it. *changes: was there one? */
static sy_status see_again(sy_model_run *run, const sy_lead *lead, int *changes, sy_err *err)
{
    const char grade[2] = {lead->grade, '\0'};
    sqlite3_stmt *q = run->see;

    sqlite3_reset(q);
    if (sqlite3_bind_int64(q, 1, run->id) != SQLITE_OK || bind_text(q, 2, lead->id) != SQLITE_OK ||
        bind_text(q, 3, lead->body) != SQLITE_OK || bind_text(q, 4, grade) != SQLITE_OK ||
        sqlite3_bind_int64(q, 5, run->before) != SQLITE_OK || sqlite3_step(q) != SQLITE_DONE)
        return sy_sqlite_fail(run->ws->decisions, err);
    *changes = sqlite3_changes(run->ws->decisions);
    sqlite3_reset(q);
    return SY_OK;
}

static sy_status add_edition(sy_model_run *run, const sy_lead *lead, int *changes, sy_err *err)
{
    const char grade[2] = {lead->grade, '\0'};
    sqlite3_stmt *q = run->add;
    int rc = bind_text(q, 1, lead->id);

    rc |= bind_text(q, 2, lead->model) | bind_text(q, 3, lead->version);
    rc |= sqlite3_bind_int64(q, 4, run->id) | bind_text(q, 5, grade);
    rc |= bind_text(q, 6, lead->rule) | bind_text(q, 7, lead->case_number);
    rc |= bind_text(q, 8, lead->court) | sqlite3_bind_int64(q, 10, lead->rank);
    rc |= lead->has_amount ? sqlite3_bind_int64(q, 9, lead->amount) : sqlite3_bind_null(q, 9);
    rc |= bind_text(q, 11, lead->body) | bind_text(q, 12, lead->act_date ? lead->act_date : "");
    if (rc != SQLITE_OK || sqlite3_step(q) != SQLITE_DONE)
        return sy_sqlite_fail(run->ws->decisions, err);
    *changes = sqlite3_changes(run->ws->decisions);
    sqlite3_reset(q);
    return SY_OK;
}

sy_status sy_model_run_lead(sy_model_run *run, const sy_lead *lead, sy_err *err)
{
    int seen = 0, added = 0;
    sy_status st = see_again(run, lead, &seen, err);

    if (st == SY_OK && !seen) st = add_edition(run, lead, &added, err);
    if (st == SY_OK && !seen && !added)
        return sy_fail(err, SY_EDATA, N_("the model gave the same lead twice: %s"), lead->id);
    if (st == SY_OK) run->tally.leads++;
    return st;
}

/* Of this model: new ones, those that say something else than they did last, those that are
 * gone. */
static sy_status count_all(sy_model_run *run, sy_err *err)
{
    const sy_slice model = sy_slice_of(run->model);
    sqlite3_stmt *q = NULL;
    sy_status st = sy_sqlite_prepare(
        run->ws->decisions, &q,
        "SELECT count(*) FILTER (WHERE first = ?2),"
        " count(*) FILTER (WHERE last < ?2),"
        " (SELECT count(*) FROM leads n JOIN leads o ON o.id ="
        " (SELECT max(id) FROM leads WHERE lead = n.lead AND id < n.id)"
        " WHERE n.model = ?1 AND n.first_run = ?2 AND (o.body <> n.body OR o.grade <> n.grade))"
        " FROM (SELECT min(first_run) AS first, max(last_run) AS last"
        " FROM leads WHERE model = ?1 GROUP BY lead)",
        &model, 1, err);

    if (st == SY_OK &&
        (sqlite3_bind_int64(q, 2, run->id) != SQLITE_OK || sqlite3_step(q) != SQLITE_ROW))
        st = sy_sqlite_fail(run->ws->decisions, err);
    if (st == SY_OK) {
        run->tally.added = (uint64_t)sqlite3_column_int64(q, 0);
        run->tally.vanished = (uint64_t)sqlite3_column_int64(q, 1);
        run->tally.changed = (uint64_t)sqlite3_column_int64(q, 2);
    }
    sqlite3_finalize(q);
    return st;
}

static void release(sy_model_run *run)
{
    sqlite3_finalize(run->see);
    sqlite3_finalize(run->add);
    sy_drop(NULL, run->model);
    sy_drop(NULL, run);
}

sy_status sy_model_run_end(sy_model_run *run, sy_model_run_tally *tally, int64_t ms, sy_err *err)
{
    sqlite3 *const db = run->ws->decisions;
    char sql[160];
    sy_status st = count_all(run, err);

    sqlite3_snprintf(sizeof sql, sql,
                     "UPDATE model_runs SET leads = %lld, ms = %lld WHERE id = %lld",
                     (long long)run->tally.leads, (long long)ms, (long long)run->id);
    if (st == SY_OK) st = sy_sqlite_run(db, sql, err);
    sqlite3_finalize(run->see);
    sqlite3_finalize(run->add);
    run->see = run->add = NULL;
    if (st == SY_OK) st = sy_sqlite_run(db, "COMMIT", err);
    if (st != SY_OK) sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    *tally = run->tally;
    release(run);
    return st;
}

void sy_model_run_drop(sy_model_run *run)
{
    if (!run) return;
    sqlite3 *const db = run->ws->decisions;
    release(run);
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
}

/* ---- reading ---- */

static sy_status read_lead(void *to, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    sy_lead *lead = to;
    const char *grade = sy_sqlite_text(q, 3, arena);

    *lead = (sy_lead){.id = sy_sqlite_text(q, 0, arena),
                      .model = sy_sqlite_text(q, 1, arena),
                      .version = sy_sqlite_text(q, 2, arena),
                      .grade = grade ? grade[0] : 'C',
                      .rule = sy_sqlite_text(q, 4, arena),
                      .case_number = sy_sqlite_text(q, 5, arena),
                      .court = sy_sqlite_text(q, 6, arena),
                      .has_amount = sqlite3_column_type(q, 7) != SQLITE_NULL,
                      .amount = sqlite3_column_int64(q, 7),
                      .rank = sqlite3_column_int64(q, 8),
                      .body = sy_sqlite_text(q, 9, arena),
                      .is_new = sqlite3_column_int64(q, 10) != 0,
                      .has_vanished = sqlite3_column_int64(q, 11) != 0,
                      .first_seen = sy_sqlite_text(q, 12, arena),
                      .last_seen = sy_sqlite_text(q, 13, arena),
                      .edition = sqlite3_column_int64(q, 14),
                      .first_run = sqlite3_column_int64(q, 15),
                      .last_run = sqlite3_column_int64(q, 16),
                      .act_date = sy_sqlite_text(q, 17, arena)};
    return grade && lead->id && lead->model && lead->version && lead->rule && lead->case_number &&
                   lead->court && lead->act_date && lead->body && lead->first_seen &&
                   lead->last_seen
               ? SY_OK
               : sy_fail_nomem(err);
}

sy_status sy_leads(sy_workspace *ws, const char *model, sy_lead **list, size_t *n, sy_arena *arena,
                   sy_err *err)
{
    const sy_slice only = sy_slice_of(model);
    char sql[1024];

    sqlite3_snprintf(
        sizeof sql, sql,
        "WITH last AS (SELECT model, max(id) AS run FROM model_runs GROUP BY model),"
        " span AS (SELECT lead, min(first_run) AS first, max(last_run) AS newest FROM leads%s"
        " GROUP BY lead)"
        " SELECT l.lead, l.model, l.version, l.grade, l.rule, l.case_number, l.court, l.amount,"
        " l.rank, l.body, s.first = last.run, l.last_run < last.run, a.ran_at, b.ran_at, l.id,"
        " l.first_run, l.last_run, l.act_date"
        " FROM span s JOIN leads l ON l.lead = s.lead AND l.last_run = s.newest"
        " JOIN last ON last.model = l.model JOIN model_runs a ON a.id = s.first"
        " JOIN model_runs b ON b.id = l.last_run WHERE ?1 IS NULL OR l.model = ?1"
        " ORDER BY l.last_run < last.run, l.rank DESC, l.model, l.lead",
        model ? " WHERE model = ?1" : "");
    return sy_sqlite_list(ws, (void **)list, n, sizeof **list, sql, &only, 1, read_lead, arena,
                          err);
}

sy_status sy_lead_edition(sy_workspace *ws, int64_t edition, sy_lead *lead, sy_arena *arena,
                          sy_err *err)
{
    sqlite3_stmt *q = NULL;
    sy_status st = sy_sqlite_prepare(
        ws->decisions, &q,
        "SELECT l.lead, l.model, l.version, l.grade, l.rule, l.case_number, l.court, l.amount,"
        " l.rank, l.body, 0, 0, a.ran_at, b.ran_at, l.id, l.first_run, l.last_run,"
        " l.act_date"
        " FROM leads l"
        " JOIN model_runs a ON a.id = l.first_run JOIN model_runs b ON b.id = l.last_run"
        " WHERE l.id = ?1",
        NULL, 0, err);

    if (st == SY_OK && sqlite3_bind_int64(q, 1, edition) != SQLITE_OK)
        st = sy_sqlite_fail(ws->decisions, err);
    if (st == SY_OK) {
        const int rc = sqlite3_step(q);
        if (rc == SQLITE_ROW)
            st = read_lead(lead, q, arena, err);
        else
            st = rc == SQLITE_DONE
                     ? sy_fail(err, SY_EDATA, N_("there is no edition %lld of a lead"),
                               (long long)edition)
                     : sy_sqlite_fail(ws->decisions, err);
    }
    sqlite3_finalize(q);
    return st;
}

static sy_status read_ran(void *to, sqlite3_stmt *q, sy_arena *arena, sy_err *err)
{
    sy_model_ran *r = to;

    *r = (sy_model_ran){.id = sqlite3_column_int64(q, 0),
                        .record = {.model = sy_sqlite_text(q, 1, arena),
                                   .version = sy_sqlite_text(q, 2, arena),
                                   .hash = sy_sqlite_text(q, 3, arena),
                                   .as_of = sy_sqlite_text(q, 4, arena),
                                   .parameters = sy_sqlite_text(q, 5, arena),
                                   .pools = sy_sqlite_text(q, 6, arena)},
                        .leads = (uint64_t)sqlite3_column_int64(q, 7),
                        .ms = sqlite3_column_int64(q, 8),
                        .who = sy_sqlite_text(q, 9, arena),
                        .ran_at = sy_sqlite_text(q, 10, arena)};
    return r->record.model && r->record.version && r->record.hash && r->record.as_of &&
                   r->record.parameters && r->record.pools && r->who && r->ran_at
               ? SY_OK
               : sy_fail_nomem(err);
}

sy_status sy_model_runs(sy_workspace *ws, sy_model_ran **list, size_t *n, sy_arena *arena,
                        sy_err *err)
{
    return sy_sqlite_list(ws, (void **)list, n, sizeof **list,
                          "SELECT id, model, version, hash, as_of, parameters, pools, leads, ms,"
                          " who, ran_at FROM model_runs ORDER BY id",
                          NULL, 0, read_ran, arena, err);
}

/* ---- models that were shown ---- */

sy_status sy_model_shown(sy_workspace *ws, const char *model, const char *hash, sy_err *err)
{
    const sy_slice values[] = {sy_slice_of(model), sy_slice_of(hash), sy_who_am_i()};
    sy_status st = sy_needs_write(ws, err);

    if (st != SY_OK) return st;
    return sy_sqlite_execute(ws->decisions,
                             "INSERT INTO models_shown(model, hash, who, shown_at)"
                             " VALUES (?1, ?2, ?3, " SY_SQL_NOW ")",
                             values, 3, err);
}

sy_status sy_model_was_shown(sy_workspace *ws, const char *hash, bool *was_shown, sy_err *err)
{
    const sy_slice values[] = {sy_slice_of(hash), sy_who_am_i()};
    sqlite3_stmt *q = NULL;
    sy_status st = sy_sqlite_prepare(
        ws->decisions, &q, "SELECT count(*) FROM models_shown WHERE hash = ?1 AND who = ?2", values,
        2, err);

    *was_shown = false;
    if (st == SY_OK && sqlite3_step(q) != SQLITE_ROW) st = sy_sqlite_fail(ws->decisions, err);
    if (st == SY_OK) *was_shown = sqlite3_column_int64(q, 0) > 0;
    sqlite3_finalize(q);
    return st;
}
