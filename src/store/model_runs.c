/* model_runs.c - one transaction a run. What the model's leads said so far is known before the
 * first of this run comes: one that says the same costs a look-up, and no writing. An edition
 * that still holds has no last run, so that a run without news changes no row at all. */
#include "store/model_runs.h"

#include <stdio.h>
#include <string.h>

#include "base/keys.h"
#include "base/lang.h"
#include "store/edition.h"
#include "store/lead_text.h"
#include "store/private.h"

enum { MOST_PLACES_TEXT = 1 << 16 };

/* A lead of the model, by its newest edition. */
typedef struct known {
    int64_t edition, born_run;
    bool holds;   /* the run before gave it */
    bool is_seen; /* this one did */
    char says[SY_LEAD_SAYS];
} known;

struct sy_model_run {
    sy_workspace *ws;
    char *model;
    int64_t id, before; /* before: the model's last run; 0 */
    sqlite3_stmt *add, *add_body, *outdate, *add_text, *find_text, *find_said;
    sy_keys leads; /* their ids */
    known *known;  /* of each */
    size_t n_known;
    sy_keys texts;
    int64_t *numbers; /* of each text */
    size_t n_numbers;
    sy_buf places;
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

static sy_status prepare_all(sy_model_run *run, sy_err *err)
{
    const struct {
        sqlite3_stmt **q;
        const char *sql;
    } all[] = {
        {&run->add,
         "INSERT INTO leads(lead, model, version, born_run, first_run, is_newest, says,"
         " grade, rule, case_number, court, amount, rank, act_date, key, parties)"
         " VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"},
        {&run->add_body, "INSERT INTO lead_bodies(edition, common, places, body)"
                         " VALUES (?1, ?2, ?3, ?4)"},
        {&run->outdate, "UPDATE leads SET is_newest = ?2, last_run = coalesce(last_run, ?3)"
                        " WHERE id = ?1"},
        {&run->add_text, "INSERT OR IGNORE INTO lead_texts(text) VALUES (?1)"},
        {&run->find_text, "SELECT id FROM lead_texts WHERE text = ?1"},
        {&run->find_said,
         "SELECT l.grade, l.rule, l.amount, l.parties, t.text, b.body FROM leads l"
         " JOIN lead_bodies b ON b.edition = l.id JOIN lead_texts t ON t.id = b.common"
         " WHERE l.id = ?1"},
    };
    sy_status st = SY_OK;

    for (size_t i = 0; i < sizeof all / sizeof *all && st == SY_OK; i++)
        st = sy_sqlite_prepare(run->ws->decisions, all[i].q, all[i].sql, NULL, 0, err);
    return st;
}

/* ---- what is known ---- */

static sy_status know(sy_model_run *run, const char *lead, known **out, bool *is_new, sy_err *err)
{
    uint32_t at;

    if (!sy_grow(NULL, (void **)&run->known, &run->n_known, run->leads.n, run->leads.n + 1,
                 sizeof *run->known))
        return sy_fail_nomem(err);
    const sy_status st = sy_keys_put(&run->leads, sy_slice_of(lead), &at, is_new, err);
    if (st == SY_OK) *out = &run->known[at];
    return st;
}

static sy_status know_row(sy_model_run *run, sqlite3_stmt *q, sy_err *err)
{
    const char *lead = (const char *)sqlite3_column_text(q, 0),
               *says = (const char *)sqlite3_column_text(q, 4);
    bool is_new;
    known *k = NULL;

    if (!lead || !says) return sy_fail_nomem(err);
    const sy_status st = know(run, lead, &k, &is_new, err);
    if (st != SY_OK) return st;
    k->edition = sqlite3_column_int64(q, 1);
    k->born_run = sqlite3_column_int64(q, 2);
    k->holds = sqlite3_column_type(q, 3) == SQLITE_NULL;
    snprintf(k->says, sizeof k->says, "%s", says);
    return SY_OK;
}

static sy_status know_all(sy_model_run *run, sy_err *err)
{
    const sy_slice model = sy_slice_of(run->model);
    sqlite3_stmt *q = NULL;
    int rc = SQLITE_DONE;
    sy_status st = sy_sqlite_prepare(run->ws->decisions, &q,
                                     "SELECT lead, id, born_run, last_run, says FROM leads"
                                     " WHERE model = ?1 AND is_newest = 1",
                                     &model, 1, err);

    while (st == SY_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) st = know_row(run, q, err);
    if (st == SY_OK && rc != SQLITE_DONE) st = sy_sqlite_fail(run->ws->decisions, err);
    sqlite3_finalize(q);
    return st;
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
    sy_keys_init(&run->leads, NULL);
    sy_keys_init(&run->texts, NULL);
    sy_buf_init(&run->places, NULL, MOST_PLACES_TEXT);
    run->model = sy_copy_text(NULL, record->model, strlen(record->model));
    st = run->model ? sy_sqlite_run(ws->decisions, "BEGIN IMMEDIATE", err) : sy_fail_nomem(err);
    if (st == SY_OK) st = find_before(run, err);
    if (st == SY_OK) st = insert_run(run, record, err);
    if (st == SY_OK) st = prepare_all(run, err);
    if (st == SY_OK) st = know_all(run, err);
    if (st == SY_OK)
        *out = run;
    else
        sy_model_run_drop(run);
    return st;
}

/* ---- a lead ---- */

static int bind_text(sqlite3_stmt *q, int at, const char *text)
{
    return sqlite3_bind_text(q, at, text, -1, SQLITE_STATIC);
}

/* Runs a statement whose values are bound (rc: whether they are). */
static sy_status run_bound(sy_model_run *run, sqlite3_stmt *q, int rc, sy_err *err)
{
    const bool is_done = rc == SQLITE_OK && sqlite3_step(q) == SQLITE_DONE;
    const sy_status st = is_done ? SY_OK : sy_sqlite_fail(run->ws->decisions, err);

    sqlite3_reset(q);
    return st;
}

static sy_status store_text(sy_model_run *run, const char *text, int64_t *number, sy_err *err)
{
    sy_status st = run_bound(run, run->add_text, bind_text(run->add_text, 1, text), err);

    if (st != SY_OK) return st;
    if (bind_text(run->find_text, 1, text) == SQLITE_OK &&
        sqlite3_step(run->find_text) == SQLITE_ROW)
        *number = sqlite3_column_int64(run->find_text, 0);
    else
        st = sy_sqlite_fail(run->ws->decisions, err);
    sqlite3_reset(run->find_text);
    return st;
}

/* The number of a text that many leads share. */
static sy_status number_of(sy_model_run *run, const char *text, int64_t *number, sy_err *err)
{
    bool is_new;
    uint32_t at;

    if (!sy_grow(NULL, (void **)&run->numbers, &run->n_numbers, run->texts.n, run->texts.n + 1,
                 sizeof *run->numbers))
        return sy_fail_nomem(err);
    sy_status st = sy_keys_put(&run->texts, sy_slice_of(text), &at, &is_new, err);
    if (st == SY_OK && is_new) st = store_text(run, text, &run->numbers[at], err);
    if (st == SY_OK) *number = run->numbers[at];
    return st;
}

static sy_status number_texts(sy_model_run *run, const sy_lead *lead, int64_t *common, sy_err *err)
{
    sy_status st = number_of(run, lead->common, common, err);

    sy_buf_clear(&run->places);
    for (size_t i = 0; i < lead->n_places && st == SY_OK; i++) {
        int64_t number;
        st = number_of(run, lead->places[i], &number, err);
        if (st == SY_OK && i > 0) sy_buf_char(&run->places, ' ');
        if (st == SY_OK) sy_buf_number(&run->places, (uint64_t)number);
    }
    return st == SY_OK && sy_buf_status(&run->places) != SY_OK ? sy_fail_nomem(err) : st;
}

static const char *places_of(const sy_model_run *run)
{
    return run->places.len ? run->places.ptr : "";
}

static sy_status digest_of(sy_model_run *run, char out[SY_LEAD_SAYS], const sy_lead *lead,
                           int64_t common, sy_err *err)
{
    char amount[24] = "", number[24];

    if (lead->has_amount) snprintf(amount, sizeof amount, "%lld", (long long)lead->amount);
    snprintf(number, sizeof number, "%lld", (long long)common);
    const sy_slice texts[] = {
        {&lead->grade, 1},           sy_slice_of(lead->rule), sy_slice_of(lead->case_number),
        sy_slice_of(lead->court),    sy_slice_of(amount),     sy_slice_of(number),
        sy_slice_of(places_of(run)), sy_slice_of(lead->body)};
    return sy_lead_says(out, texts, sizeof texts / sizeof *texts, err);
}

static sy_status add_body(sy_model_run *run, const sy_lead *lead, int64_t edition, int64_t common,
                          sy_err *err)
{
    sqlite3_stmt *q = run->add_body;
    int rc = sqlite3_bind_int64(q, 1, edition) | sqlite3_bind_int64(q, 2, common);

    rc |= bind_text(q, 3, places_of(run)) | bind_text(q, 4, lead->body);
    return run_bound(run, q, rc, err);
}

static sy_status add_edition(sy_model_run *run, const sy_lead *lead, known *k, int64_t common,
                             sy_err *err)
{
    const char grade[2] = {lead->grade, '\0'};
    sqlite3_stmt *q = run->add;
    int rc = bind_text(q, 1, lead->id) | bind_text(q, 2, lead->model);

    rc |= bind_text(q, 3, lead->version) | sqlite3_bind_int64(q, 4, k->born_run);
    rc |= sqlite3_bind_int64(q, 5, run->id) | bind_text(q, 6, k->says) | bind_text(q, 7, grade);
    rc |= bind_text(q, 8, lead->rule) | bind_text(q, 9, lead->case_number);
    rc |= bind_text(q, 10, lead->court) | sqlite3_bind_int64(q, 12, lead->rank);
    rc |= lead->has_amount ? sqlite3_bind_int64(q, 11, lead->amount) : sqlite3_bind_null(q, 11);
    rc |= bind_text(q, 13, lead->act_date ? lead->act_date : "") | bind_text(q, 14, lead->key);
    rc |= bind_text(q, 15, lead->parties);
    const sy_status st = run_bound(run, q, rc, err);
    if (st != SY_OK) return st;
    k->edition = sqlite3_last_insert_rowid(run->ws->decisions);
    return add_body(run, lead, k->edition, common, err);
}

/* What an edition says no longer holds: another one of the lead does, or none. */
static sy_status outdate(sy_model_run *run, const known *k, bool is_newest, sy_err *err)
{
    sqlite3_stmt *q = run->outdate;
    const int rc = sqlite3_bind_int64(q, 1, k->edition) | sqlite3_bind_int(q, 2, is_newest) |
                   sqlite3_bind_int64(q, 3, run->before);

    return run_bound(run, q, rc, err);
}

static sy_status compare_said(bool *differs, sqlite3_stmt *q, const sy_lead *lead, sy_err *err)
{
    const char *text[6];

    for (int i = 0; i < 6; i++) text[i] = (const char *)sqlite3_column_text(q, i);
    const bool has_amount = text[2] != NULL;
    if (!text[0] || !text[1] || !text[3] || !text[4] || !text[5]) return sy_fail_nomem(err);
    const sy_lead before = {.key = lead->key,
                            .grade = *text[0],
                            .rule = text[1],
                            .has_amount = has_amount,
                            .amount = has_amount ? sqlite3_column_int64(q, 2) : 0,
                            .parties = text[3],
                            .common = text[4],
                            .body = text[5]};
    return sy_leads_differ(differs, &before, lead, err);
}

/* Whether it says something else than its edition of before, and not only in other words or with
 * its facts in another file: asked only where the digests differ. */
static sy_status has_changed(sy_model_run *run, bool *changed, const sy_lead *lead, const known *k,
                             sy_err *err)
{
    sqlite3_stmt *q = run->find_said;
    sy_status st = SY_EENGINE;

    if (sqlite3_bind_int64(q, 1, k->edition) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW)
        st = compare_said(changed, q, lead, err);
    if (st == SY_EENGINE) st = sy_sqlite_fail(run->ws->decisions, err);
    sqlite3_reset(q);
    return st;
}

/* An edition has no gaps, so that it is known which runs, and so which versions of the model,
 * gave it: what says the same as long ago, but was gone, is a new one. */
static sy_status take_lead(sy_model_run *run, const sy_lead *lead, known *k, bool is_new,
                           sy_err *err)
{
    char says[SY_LEAD_SAYS];
    bool changed = false;
    int64_t common;
    sy_status st = number_texts(run, lead, &common, err);

    if (st == SY_OK) st = digest_of(run, says, lead, common, err);
    if (st != SY_OK) return st;
    const bool is_same = !is_new && strcmp(says, k->says) == 0;
    if (is_same && k->holds) return SY_OK;
    if (!is_new && !is_same) st = has_changed(run, &changed, lead, k, err);
    if (is_new)
        k->born_run = run->id;
    else if (st == SY_OK)
        st = outdate(run, k, false, err);
    run->tally.added += is_new;
    run->tally.changed += changed;
    memcpy(k->says, says, sizeof says);
    return st == SY_OK ? add_edition(run, lead, k, common, err) : st;
}

sy_status sy_model_run_lead(sy_model_run *run, const sy_lead *lead, sy_err *err)
{
    bool is_new;
    known *k = NULL;
    sy_status st = know(run, lead->id, &k, &is_new, err);

    if (st == SY_OK && k->is_seen)
        return sy_fail(err, SY_EDATA,
                       N_("the model gave two leads with the key %s: each needs one of its own"),
                       lead->key);
    if (st == SY_OK) st = take_lead(run, lead, k, is_new, err);
    if (st != SY_OK) return st;
    k->is_seen = true;
    run->tally.leads++;
    return SY_OK;
}

/* ---- the end ---- */

/* Those that this run did not give; of those that the run before gave, it was the last. */
static sy_status end_vanished(sy_model_run *run, sy_err *err)
{
    sy_status st = SY_OK;

    for (size_t i = 0; i < run->leads.n && st == SY_OK; i++) {
        const known *k = &run->known[i];
        if (k->is_seen) continue;
        run->tally.vanished++;
        if (k->holds) st = outdate(run, k, true, err);
    }
    return st;
}

/* A statement that is still there would keep the transaction open. */
static void finalize_all(sy_model_run *run)
{
    sqlite3_stmt **const all[] = {&run->add,      &run->add_body,  &run->outdate,
                                  &run->add_text, &run->find_text, &run->find_said};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        sqlite3_finalize(*all[i]);
        *all[i] = NULL;
    }
}

static void release(sy_model_run *run)
{
    finalize_all(run);
    sy_keys_dispose(&run->leads);
    sy_keys_dispose(&run->texts);
    sy_buf_dispose(&run->places);
    sy_drop(NULL, run->known);
    sy_drop(NULL, run->numbers);
    sy_drop(NULL, run->model);
    sy_drop(NULL, run);
}

sy_status sy_model_run_end(sy_model_run *run, sy_model_run_tally *tally, int64_t ms, sy_err *err)
{
    sqlite3 *const db = run->ws->decisions;
    char sql[160];
    sy_status st = end_vanished(run, err);

    sqlite3_snprintf(sizeof sql, sql,
                     "UPDATE model_runs SET leads = %lld, ms = %lld WHERE id = %lld",
                     (long long)run->tally.leads, (long long)ms, (long long)run->id);
    if (st == SY_OK) st = sy_sqlite_run(db, sql, err);
    finalize_all(run);
    st = sy_sqlite_end(db, st, err);
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

/* ---- which runs there were ---- */

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
