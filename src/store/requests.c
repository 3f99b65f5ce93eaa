/* requests.c - one table: a row is a word of a step. Reading goes through all rows once,
 * by request and step, and keeps of each field the last word that stands. What a step
 * may say is decided on the request as it would be afterwards. */
#include "store/requests.h"

#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/lang.h"
#include "store/private.h"

static const struct {
    const char *name, *label;
} fields[SY_REQUEST_FIELDS] = {
    [SY_REQUEST_INQUIRY] = {"inquiry", N_("inquiry")},
    [SY_REQUEST_WHAT] = {"what", N_("what is asked for")},
    [SY_REQUEST_PERSON] = {"person", N_("whose")},
    [SY_REQUEST_IDENTITY] = {"identity", N_("ID number")},
    [SY_REQUEST_ACCOUNT] = {"account", N_("account")},
    [SY_REQUEST_INSTITUTION] = {"institution", N_("bank or payment firm")},
    [SY_REQUEST_FROM] = {"from", N_("first day")},
    [SY_REQUEST_TO] = {"to", N_("last day")},
    [SY_REQUEST_GROUND] = {"ground", N_("ground")},
    [SY_REQUEST_WHY] = {"why", N_("facts behind the ground")},
    [SY_REQUEST_APPROVER] = {"approver", N_("approved by")},
    [SY_REQUEST_OFFICER] = {"officer", N_("first officer")},
    [SY_REQUEST_SECOND] = {"second_officer", N_("second officer")},
    [SY_REQUEST_LETTER] = {"letter", N_("number of the letter")},
    [SY_REQUEST_SENT] = {"sent", N_("sent on")},
    [SY_REQUEST_ARRIVED] = {"arrived", N_("arrived on")},
    [SY_REQUEST_IMPORT] = {"import", N_("import")},
    [SY_REQUEST_REFUSED] = {"refused", N_("refused on")},
    [SY_REQUEST_REASON] = {"reason", N_("reason")},
    [SY_REQUEST_NOTE] = {"note", N_("note")},
};

static const struct {
    const char *name, *label;
} states[SY_REQUEST_STATES] = {
    [SY_REQUEST_IS_DRAFT] = {"draft", N_("to be sent")},
    [SY_REQUEST_IS_SENT] = {"sent", N_("sent")},
    [SY_REQUEST_IS_ARRIVED] = {"arrived", N_("arrived")},
    [SY_REQUEST_IS_REFUSED] = {"refused", N_("refused")},
    [SY_REQUEST_IS_WITHDRAWN] = {"withdrawn", N_("taken back")},
};

const char *sy_request_field_name(sy_request_field f)
{
    return fields[f].name;
}

const char *sy_request_field_label(sy_request_field f)
{
    return _(fields[f].label);
}

const char *sy_request_state_name(sy_request_state s)
{
    return states[s].name;
}

const char *sy_request_state_label(sy_request_state s)
{
    return _(states[s].label);
}

static sy_request_field field_of(const char *name)
{
    int f = 0;

    while (f < SY_REQUEST_FIELDS && strcmp(fields[f].name, name) != 0) f++;
    return (sy_request_field)f;
}

/* ---- reading ---- */

typedef struct reader {
    sqlite3_stmt *q;
    sy_arena *arena;
    sy_request *requests; /* as many as there are numbers */
    sy_request_step *steps;
    sy_request_word *words;
    size_t n_requests, n_steps, n_words;
} reader;

static bool read_text(const char **text, const reader *r, int column)
{
    *text = NULL;
    if (sqlite3_column_type(r->q, column) == SQLITE_NULL) return true;
    *text = sy_sqlite_text(r->q, column, r->arena);
    return *text != NULL;
}

static bool begin_step(reader *r, int64_t number)
{
    sy_request *request = &r->requests[r->n_requests - 1];
    sy_request_step *s = &r->steps[r->n_steps++];

    *s = (sy_request_step){.number = number, .words = &r->words[r->n_words]};
    if (request->n_steps++ == 0) request->steps = s;
    return read_text(&s->who, r, 4) && read_text(&s->at, r, 5) && read_text(&s->undone_by, r, 6) &&
           read_text(&s->undone_at, r, 7);
}

/* The day that tells how far a request has come is the one said last. */
static void advance(sy_request *r, sy_request_field f, const char *value)
{
    static const sy_request_field days[] = {SY_REQUEST_SENT, SY_REQUEST_ARRIVED,
                                            SY_REQUEST_REFUSED};

    for (int i = 0; i < 3; i++) {
        if (f != days[i]) continue;
        if (*value)
            r->state = (sy_request_state)(SY_REQUEST_IS_SENT + i);
        else
            r->state = *r->word[SY_REQUEST_SENT] ? SY_REQUEST_IS_SENT : SY_REQUEST_IS_DRAFT;
    }
}

static void hold(sy_request *r, const sy_request_word *w)
{
    r->word[w->field] = w->value;
    if (r->state == SY_REQUEST_IS_WITHDRAWN) r->state = SY_REQUEST_IS_DRAFT;
    advance(r, w->field, w->value);
}

static sy_status read_row(reader *r, sy_err *err)
{
    const int64_t number = sqlite3_column_int64(r->q, 0), step = sqlite3_column_int64(r->q, 1);
    sy_request *request = r->n_requests ? &r->requests[r->n_requests - 1] : NULL;
    const char *name = (const char *)sqlite3_column_text(r->q, 2);

    if (!request || request->number != number) {
        request = &r->requests[r->n_requests++];
        *request = (sy_request){.number = number, .state = SY_REQUEST_IS_WITHDRAWN};
        for (int f = 0; f < SY_REQUEST_FIELDS; f++) request->word[f] = "";
    }
    if (request->n_steps == 0 || request->steps[request->n_steps - 1].number != step) {
        if (!begin_step(r, step)) return sy_fail_nomem(err);
    }
    sy_request_step *s = &request->steps[request->n_steps - 1];
    sy_request_word *w = &r->words[r->n_words];
    w->field = name ? field_of(name) : SY_REQUEST_FIELDS;
    if (w->field == SY_REQUEST_FIELDS) return SY_OK; /* of a newer program */
    if (!read_text(&w->value, r, 3)) return sy_fail_nomem(err);
    r->n_words++;
    s->n++;
    if (!s->undone_at) hold(request, w);
    return SY_OK;
}

static sy_status make_room(reader *r, sqlite3 *db, sy_err *err)
{
    int64_t rows = 0;
    sy_status st = sy_sqlite_number(db, &rows, "SELECT count(*) FROM request_words", err);

    if (st != SY_OK) return st;
    r->requests = sy_arena_get(r->arena, ((size_t)rows + 1) * sizeof *r->requests);
    r->steps = sy_arena_get(r->arena, ((size_t)rows + 1) * sizeof *r->steps);
    r->words = sy_arena_get(r->arena, ((size_t)rows + 1) * sizeof *r->words);
    return r->requests && r->steps && r->words ? SY_OK : sy_fail_nomem(err);
}

sy_status sy_requests(sy_workspace *ws, sy_request **list, size_t *n, sy_arena *arena, sy_err *err)
{
    reader r = {.arena = arena};
    int rc = SQLITE_DONE;
    sy_status st = make_room(&r, ws->decisions, err);

    *list = NULL;
    *n = 0;
    if (st == SY_OK) {
        st = sy_sqlite_prepare(ws->decisions, &r.q,
                               "SELECT request, step, field, value, who, decided_at, undone_by,"
                               " undone_at FROM request_words ORDER BY request, id",
                               NULL, 0, err);
    }
    while (st == SY_OK && (rc = sqlite3_step(r.q)) == SQLITE_ROW) st = read_row(&r, err);
    if (st == SY_OK && rc != SQLITE_DONE) st = sy_sqlite_fail(ws->decisions, err);
    sqlite3_finalize(r.q);
    if (st != SY_OK) return st;
    *list = r.requests;
    *n = r.n_requests;
    return SY_OK;
}

/* ---- what may be said ---- */

sy_request_field sy_request_lacks(const sy_request *r)
{
    static const sy_request_field needed[] = {SY_REQUEST_WHAT,    SY_REQUEST_INSTITUTION,
                                              SY_REQUEST_GROUND,  SY_REQUEST_APPROVER,
                                              SY_REQUEST_OFFICER, SY_REQUEST_SECOND};
    const bool is_statement = strcmp(r->word[SY_REQUEST_WHAT], "statement") == 0;

    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        if (!*r->word[needed[i]]) return needed[i];
    }
    if (!*r->word[SY_REQUEST_PERSON] && !*r->word[SY_REQUEST_ACCOUNT]) return SY_REQUEST_PERSON;
    if (is_statement && !*r->word[SY_REQUEST_FROM]) return SY_REQUEST_FROM;
    if (is_statement && !*r->word[SY_REQUEST_TO]) return SY_REQUEST_TO;
    return SY_REQUEST_FIELDS;
}

static sy_status check_day(const sy_request *r, sy_request_field f, sy_err *err)
{
    sy_precision precision;
    int64_t at;

    if (!*r->word[f]) return SY_OK;
    if (sy_time_parse_iso(&at, &precision, sy_slice_of(r->word[f])) && precision == SY_DATE) {
        return SY_OK;
    }
    return sy_fail(err, SY_EINVAL, N_("%s: \"%.40s\" is not a day like 2023-05-01"),
                   sy_request_field_label(f), r->word[f]);
}

/* Days written as YYYY-MM-DD compare as texts. */
static sy_status check_order(const sy_request *r, sy_request_field a, sy_request_field b,
                             sy_err *err)
{
    if (!*r->word[a] || !*r->word[b] || strcmp(r->word[a], r->word[b]) <= 0) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("%s %s lies after %s %s"), sy_request_field_label(a),
                   r->word[a], sy_request_field_label(b), r->word[b]);
}

static sy_status check_days(const sy_request *r, sy_err *err)
{
    static const sy_request_field days[] = {SY_REQUEST_FROM, SY_REQUEST_TO, SY_REQUEST_SENT,
                                            SY_REQUEST_ARRIVED, SY_REQUEST_REFUSED};
    sy_status st = SY_OK;

    for (size_t i = 0; i < sizeof days / sizeof *days && st == SY_OK; i++) {
        st = check_day(r, days[i], err);
    }
    if (st == SY_OK) st = check_order(r, SY_REQUEST_FROM, SY_REQUEST_TO, err);
    if (st == SY_OK) st = check_order(r, SY_REQUEST_SENT, SY_REQUEST_ARRIVED, err);
    if (st == SY_OK) st = check_order(r, SY_REQUEST_SENT, SY_REQUEST_REFUSED, err);
    return st;
}

static sy_status check_import(sy_workspace *ws, const char *value, sy_err *err)
{
    const sy_slice text = sy_slice_of(value);
    sqlite3_stmt *q = NULL;

    if (!*value) return SY_OK;
    sy_status st = sy_sqlite_prepare(ws->decisions, &q,
                                     "SELECT 1 FROM imports WHERE done_at IS NOT NULL"
                                     " AND cast(id AS TEXT) = ?1",
                                     &text, 1, err);
    if (st == SY_OK && sqlite3_step(q) != SQLITE_ROW) {
        st = sy_fail(err, SY_EINVAL,
                     N_("there is no import %.40s (suyuan receipt WS --json lists them)"), value);
    }
    sqlite3_finalize(q);
    return st;
}

static sy_status check_officers(const sy_request *r, sy_err *err)
{
    const char *first = r->word[SY_REQUEST_OFFICER], *second = r->word[SY_REQUEST_SECOND];

    if (!*first || strcmp(first, second) != 0) return SY_OK;
    return sy_fail(err, SY_EINVAL, N_("%.60s is named twice: a request is carried out by two"),
                   first);
}

static sy_status check_steps(const sy_request *r, sy_err *err)
{
    const bool is_out = *r->word[SY_REQUEST_SENT] != '\0';
    const sy_request_field lacks = sy_request_lacks(r);

    if (!is_out && (*r->word[SY_REQUEST_ARRIVED] || *r->word[SY_REQUEST_REFUSED])) {
        return sy_fail(err, SY_EINVAL, N_("it was not sent, so nothing can have come of it"));
    }
    if (is_out && lacks != SY_REQUEST_FIELDS) {
        return sy_fail(err, SY_EINVAL, N_("it cannot go out yet: it does not say: %s"),
                       sy_request_field_label(lacks));
    }
    return SY_OK;
}

static sy_status check(sy_workspace *ws, const sy_request *r, sy_err *err)
{
    const char *what = r->word[SY_REQUEST_WHAT];
    sy_status st = SY_OK;

    if (*what && strcmp(what, "accounts") != 0 && strcmp(what, "statement") != 0) {
        return sy_fail(err, SY_EINVAL, N_("\"%.40s\": what is asked for is accounts or statement"),
                       what);
    }
    st = check_days(r, err);
    if (st == SY_OK) st = check_officers(r, err);
    if (st == SY_OK) st = check_import(ws, r->word[SY_REQUEST_IMPORT], err);
    if (st == SY_OK) st = check_steps(r, err);
    return st;
}

/* ---- writing ---- */

static sy_status find(sy_request *out, sy_workspace *ws, int64_t number, sy_arena *arena,
                      sy_err *err)
{
    sy_request *list = NULL;
    size_t n = 0;
    sy_status st = sy_requests(ws, &list, &n, arena, err);

    *out = (sy_request){.state = SY_REQUEST_IS_DRAFT};
    for (int f = 0; f < SY_REQUEST_FIELDS; f++) out->word[f] = "";
    if (st != SY_OK || number == 0) return st;
    for (size_t i = 0; i < n; i++) {
        if (list[i].number != number || list[i].state == SY_REQUEST_IS_WITHDRAWN) continue;
        *out = list[i];
        return SY_OK;
    }
    return sy_fail(err, SY_EDATA, N_("there is no request %lld (suyuan request WS list)"),
                   (long long)number);
}

static sy_status add_word(sqlite3 *db, int64_t request, int64_t step, const sy_request_word *w,
                          sy_err *err)
{
    const sy_slice texts[] = {sy_slice_of(fields[w->field].name), sy_slice_of(w->value),
                              sy_who_am_i()};
    sqlite3_stmt *q = NULL;
    sy_status st = sy_sqlite_prepare(db, &q,
                                     "INSERT INTO request_words(field, value, who, decided_at,"
                                     " request, step) VALUES (?1, ?2, ?3, " SY_SQL_NOW ", ?4, ?5)",
                                     texts, 3, err);

    if (st == SY_OK &&
        (sqlite3_bind_int64(q, 4, request) != SQLITE_OK ||
         sqlite3_bind_int64(q, 5, step) != SQLITE_OK || sqlite3_step(q) != SQLITE_DONE)) {
        st = sy_sqlite_fail(db, err);
    }
    sqlite3_finalize(q);
    return st;
}

/* Inside the transaction: nobody else takes the same numbers. */
static sy_status add_step(sy_workspace *ws, int64_t *number, const sy_request_word *words, size_t n,
                          sy_err *err)
{
    sqlite3 *db = ws->decisions;
    int64_t step = 0;
    sy_status st =
        sy_sqlite_number(db, &step, "SELECT 1 + coalesce(max(step), 0) FROM request_words", err);

    if (st == SY_OK && *number == 0) {
        st = sy_sqlite_number(db, number, "SELECT 1 + coalesce(max(request), 0) FROM request_words",
                              err);
    }
    for (size_t i = 0; i < n && st == SY_OK; i++) st = add_word(db, *number, step, &words[i], err);
    return st;
}

sy_status sy_request_say(sy_workspace *ws, int64_t *number, const sy_request_word *words, size_t n,
                         sy_err *err)
{
    const int64_t wanted = *number;
    sy_request after;
    sy_arena arena;
    sy_status st = sy_needs_write(ws, err);

    if (st == SY_OK && n == 0) st = sy_fail(err, SY_EINVAL, N_("nothing is said of the request"));
    if (st != SY_OK) return st;
    sy_arena_init(&arena, NULL);
    st = sy_sqlite_run(ws->decisions, "BEGIN IMMEDIATE", err);
    if (st != SY_OK) goto done;
    st = find(&after, ws, wanted, &arena, err);
    for (size_t i = 0; i < n && st == SY_OK; i++) hold(&after, &words[i]);
    if (st == SY_OK) st = check(ws, &after, err);
    if (st == SY_OK) st = add_step(ws, number, words, n, err);
    st = sy_sqlite_end(ws->decisions, st, err);
    if (st != SY_OK) *number = wanted;

done:
    sy_arena_dispose(&arena);
    return st;
}

sy_status sy_request_undo(sy_workspace *ws, int64_t *number, sy_err *err)
{
    const sy_slice who = sy_who_am_i();
    const int64_t wanted = *number;
    sqlite3_stmt *q = NULL;
    int rc = SQLITE_DONE;
    sy_status st = sy_needs_write(ws, err);

    *number = 0;
    if (st == SY_OK) {
        st = sy_sqlite_prepare(ws->decisions, &q,
                               "UPDATE request_words SET undone_by = ?1, undone_at = " SY_SQL_NOW
                               " WHERE step = (SELECT max(step) FROM request_words"
                               " WHERE undone_at IS NULL AND (?2 = 0 OR request = ?2))"
                               " RETURNING request",
                               &who, 1, err);
    }
    if (st == SY_OK && sqlite3_bind_int64(q, 2, wanted) != SQLITE_OK) {
        st = sy_sqlite_fail(ws->decisions, err);
    }
    while (st == SY_OK && (rc = sqlite3_step(q)) == SQLITE_ROW) {
        *number = sqlite3_column_int64(q, 0);
    }
    if (st == SY_OK && rc != SQLITE_DONE) st = sy_sqlite_fail(ws->decisions, err);
    sqlite3_finalize(q);
    return st;
}
