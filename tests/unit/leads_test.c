/* leads_test.c - what runs leave behind: against a twin that keeps every run whole, and in a
 * workspace of a program that stored every lead whole. */
#include "test.h"

#include <sqlite3.h>

#include "scarcity.h"
#include "scratch.h"
#include "store/edition.h"
#include "store/lead_text.h"
#include "store/model_runs.h"

typedef struct place {
    char folder[SCRATCH], path[SCRATCH + 16], db[SCRATCH + 40];
    sy_workspace *ws;
    sy_arena arena;
} place;

static void open_place(place *p)
{
    sy_err err = {0};

    scratch_make(p->folder);
    snprintf(p->path, sizeof p->path, "%s/w.suyuan", p->folder);
    snprintf(p->db, sizeof p->db, "%s/decisions.sqlite", p->path);
    assert_ok(sy_workspace_create(p->path, &err), err);
    assert_ok(sy_workspace_open(&p->ws, p->path, SY_WRITE, &err), err);
    sy_arena_init(&p->arena, NULL);
}

static void close_place(place *p)
{
    sy_workspace_close(p->ws);
    sy_arena_dispose(&p->arena);
    scratch_remove(p->folder);
}

static const char *const common[] = {"{\"duty\":\"may\"}", "{\"duty\":\"none\"}"};
static const char *const places[] = {"{\"file\":\"a.csv\",\"sha256\":\"0a\",\"sheet\":null}",
                                     "{\"file\":\"b.xlsx\",\"sha256\":\"0b\",\"sheet\":\"表一\"}"};

/* The n-th thing that a lead may say; 0 is not said. 2 and 3 differ in the place alone. */
static sy_lead saying(const char *id, int n, char body[200])
{
    snprintf(body, 200, "{\"facts\":[[\"值\",\"%d\",%d,7]],\"wording\":[\"样\",\"sample\"]}", n / 2,
             n % 2);
    return (sy_lead){.id = id,
                     .model = "m",
                     .version = "1",
                     .grade = 'B',
                     .rule = "r",
                     .case_number = "",
                     .court = "",
                     .key = id,
                     .parties = "[\"样甲\"]",
                     .common = common[n / 2 % 2],
                     .body = body,
                     .places = places,
                     .n_places = 2};
}

/* ---- the twin ---- */

enum { LEADS = 5, RUNS = 8 };
static const char *const ids[LEADS] = {"a", "b", "c", "d", "e"};
typedef int world[RUNS][LEADS];

static sy_model_run_tally run_once(place *p, const int *said)
{
    const sy_model_run_record record = {"m", "1", "h", "2026-01-15", "{}", "[]"};
    sy_model_run_tally tally;
    sy_model_run *run;
    sy_err err = {0};

    assert_ok(sy_model_run_begin(&run, p->ws, &record, &err), err);
    for (int i = 0; i < LEADS; i++) {
        char body[200];
        const sy_lead lead = saying(ids[i], said[i], body);
        if (said[i]) assert_ok(sy_model_run_lead(run, &lead, &err), err);
    }
    assert_ok(sy_model_run_end(run, &tally, 1, &err), err);
    return tally;
}

/* The last run before r that gave the lead; -1. */
static int given_before(world w, int r, int i)
{
    while (--r >= 0 && !w[r][i]) continue;
    return r;
}

static sy_model_run_tally tally_slowly(world w, int r)
{
    sy_model_run_tally t = {0};

    for (int i = 0; i < LEADS; i++) {
        const int before = given_before(w, r, i);
        t.leads += w[r][i] > 0;
        t.added += w[r][i] && before < 0;
        t.changed += w[r][i] && before >= 0 && w[before][i] / 2 != w[r][i] / 2;
        t.vanished += !w[r][i] && before >= 0;
    }
    return t;
}

/* Runs are numbered from 1. */
static void check_lead(place *p, world w, int r, sy_lead *l)
{
    const int i = (int)(l->id[0] - 'a'), last = w[r][i] ? r : given_before(w, r, i);
    int first = last, born = last;
    char body[200];
    sy_err err = {0};

    while (first > 0 && w[first - 1][i] == w[last][i]) first--;
    while (given_before(w, born, i) >= 0) born = given_before(w, born, i);
    assert_int_equal(l->has_vanished, !w[r][i]);
    assert_int_equal(l->is_new, born == r);
    assert_int_equal(l->first_run, first + 1);
    assert_int_equal(l->last_run, last + 1);
    assert_ok(sy_lead_read(p->ws, l, &p->arena, &err), err);
    const sy_lead wanted = saying(ids[i], w[last][i], body);
    json_t *is = sy_lead_whole(l), *is_to_be = NULL;
    sy_lead full = wanted;
    full.act_date = "";
    is_to_be = sy_lead_whole(&full);
    assert_non_null(is);
    assert_true(json_equal(is, is_to_be));
    json_decref(is);
    json_decref(is_to_be);
}

static void assert_same_lead(const sy_lead *a, const sy_lead *b)
{
    const char *const x[] = {a->id,      a->model,       a->version,  a->key,
                             a->rule,    a->case_number, a->court,    a->act_date,
                             a->parties, a->first_seen,  a->last_seen};
    const char *const y[] = {b->id,      b->model,       b->version,  b->key,
                             b->rule,    b->case_number, b->court,    b->act_date,
                             b->parties, b->first_seen,  b->last_seen};

    for (size_t i = 0; i < sizeof x / sizeof *x; i++) assert_string_equal(x[i], y[i]);
    assert_true(a->grade == b->grade && a->has_amount == b->has_amount && a->amount == b->amount &&
                a->rank == b->rank && a->edition == b->edition && a->is_new == b->is_new &&
                a->has_vanished == b->has_vanished && a->first_run == b->first_run &&
                a->last_run == b->last_run);
}

/* Those that are named, and no others, as the whole list has them. */
static void check_named(place *p, const sy_lead *all, size_t n)
{
    for (unsigned bits = 0; bits < 1u << n; bits++) {
        const char *named[LEADS * 2 + 2] = {"nobody", "\xff"};
        size_t n_ids = 2, found, at = 0;
        sy_lead *list;
        sy_err err = {0};
        for (size_t i = n; i-- > 0;) { /* each twice, in another order */
            if (bits >> i & 1u) named[n_ids++] = all[i].id;
            if (bits >> i & 1u) named[n_ids++] = all[i].id;
        }
        assert_ok(sy_leads_named(p->ws, bits & 1u ? "m" : NULL, named, n_ids, &list, &found,
                                 &p->arena, &err),
                  err);
        for (size_t i = 0; i < n; i++) {
            if (!(bits >> i & 1u)) continue;
            assert_true(at < found);
            assert_same_lead(&list[at++], &all[i]);
        }
        assert_int_equal(at, found);
        assert_ok(sy_leads_named(p->ws, "another", named, n_ids, &list, &found, &p->arena, &err),
                  err);
        assert_int_equal(found, 0);
    }
}

static void runs_leave_what_a_list_of_all_runs_says(void **state)
{
    uint64_t seed = 20261126;
    (void)state;

    for (int turn = 0; turn < 6; turn++) {
        world w;
        place p;
        open_place(&p);
        for (int r = 0; r < RUNS; r++) {
            size_t n, given = 0;
            sy_lead *list;
            sy_err err = {0};
            for (int i = 0; i < LEADS; i++) {
                seed = seed * 6364136223846793005ull + 1442695040888963407ull;
                const int roll = (int)(seed >> 33) % 8; /* often the same as before */
                w[r][i] = r > 0 && roll > 3 ? w[r - 1][i] : roll;
                given += w[r][i] || given_before(w, r, i) >= 0;
            }
            const sy_model_run_tally is = run_once(&p, w[r]), is_to_be = tally_slowly(w, r);
            assert_memory_equal(&is, &is_to_be, sizeof is);
            assert_ok(sy_leads(p.ws, "m", &list, &n, &p.arena, &err), err);
            assert_int_equal(n, given);
            for (size_t i = 0; i < n; i++) check_lead(&p, w, r, &list[i]);
            check_named(&p, list, n);
        }
        close_place(&p);
    }
}

/* ---- without memory ---- */

/* A run that gives two leads, one of them as before; then the list. */
static sy_status run_and_list(place *p, sy_arena *arena, sy_err *err)
{
    const sy_model_run_record record = {"m", "1", "h", "2026-01-15", "{}", "[]"};
    sy_model_run *run = NULL;
    sy_model_run_tally tally;
    char body[2][200];
    const sy_lead given[] = {saying("a", 1, body[0]), saying("b", 2, body[1])};
    sy_lead *list;
    size_t n = 0;
    sy_status st = sy_model_run_begin(&run, p->ws, &record, err);

    for (int i = 0; i < 2 && st == SY_OK; i++) st = sy_model_run_lead(run, &given[i], err);
    if (st == SY_OK)
        st = sy_model_run_end(run, &tally, 1, err);
    else
        sy_model_run_drop(run);
    if (st == SY_OK) st = sy_leads(p->ws, NULL, &list, &n, arena, err);
    if (st == SY_OK) {
        const char *const id = list[0].id;
        assert_int_equal(n, 2);
        st = sy_leads_named(p->ws, "m", &id, 1, &list, &n, arena, err);
    }
    if (st == SY_OK) {
        assert_int_equal(n, 1);
        st = sy_lead_read(p->ws, &list[0], arena, err);
    }
    return st;
}

static void a_run_without_memory_records_nothing(void **state)
{
    const int first[LEADS] = {1, 3};
    sy_status st = SY_ENOMEM;
    place p;
    (void)state;

    open_place(&p);
    (void)run_once(&p, first);
    for (long granted = 0; st != SY_OK; granted++) {
        sy_model_ran *runs;
        size_t n;
        sy_arena arena;
        sy_err err = {0};
        sy_arena_init(&arena, NULL);
        begin_scarcity(granted);
        st = run_and_list(&p, &arena, &err);
        end_scarcity();
        if (st != SY_OK && st != SY_ENOMEM) fail_msg("status %d: %s", (int)st, err.text);
        err = (sy_err){0};
        assert_ok(sy_model_runs(p.ws, &runs, &n, &arena, &err), err);
        assert_true(n >= 1);
        sy_arena_dispose(&arena);
    }
    close_place(&p);
}

/* ---- what counts as something else ---- */

static bool differ(sy_lead a, sy_lead b)
{
    bool says = false, back = false;
    sy_err err = {0};

    assert_ok(sy_leads_differ(&says, &a, &b, &err), err);
    assert_ok(sy_leads_differ(&back, &b, &a, &err), err);
    assert_int_equal(says, back);
    return says;
}

#define BODY(facts, words) "{\"facts\":[" facts "],\"wording\":[\"" words "\",\"x\"]}"

static void only_what_matters_to_a_verdict_is_something_else(void **state)
{
    static const struct {
        const char *a, *b;
        bool differ;
    } bodies[] = {
        {BODY("[\"值\",\"1\",0,7]", "样"), BODY("[\"值\",\"1\",1,9]", "样"), false},
        {BODY("[\"值\",\"1\",0,7]", "样"), BODY("[\"值\",\"1\"]", "别的话"), false},
        {BODY("[\"值\",\"1\"],[\"号\",\"2\"]", "样"), BODY("[\"号\",\"2\"],[\"值\",\"1\"]", "样"),
         false},
        {BODY("[\"值\",\"1\"]", "样"), BODY("[\"值\",\"1\"],[\"空\",\"\"]", "样"), false},
        {BODY("[\"值\",\"1\"]", "样"), BODY("[\"值\",\"1\"],[\"号\",\"2\"]", "样"), true},
        {BODY("[\"值\",\"\\\"\"]", "样"), BODY("[\"值\",\"\\\\\"]", "样"), true},
        {BODY("[\"值\",\"wording\"],[\"号\",\"1\"]", "样"),
         BODY("[\"值\",\"wording\"],[\"号\",\"2\"]", "样"), true},
        {BODY("", "样"), BODY("[\"值\",\"1\"]", "样"), true},
    };
    char body[200];
    (void)state;

    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        sy_lead a = saying("a", 2, body), b = a;
        a.body = bodies[i].a;
        b.body = bodies[i].b;
        assert_int_equal(differ(a, b), bodies[i].differ);
    }
    const sy_lead a = saying("a", 2, body);
    sy_lead b = a;
    b.common = common[0]; /* another duty: words of the model */
    assert_false(differ(a, b));
    b.common = "{\"missing\":[{\"zh\":\"样\"}]}";
    assert_true(differ(a, b));
    b = a;
    b.has_amount = true;
    assert_true(differ(a, b));
    b = a;
    b.parties = "[\"样乙\"]";
    assert_true(differ(a, b));
}

/* ---- a workspace of before ---- */

static void run_sql(const char *db, const char *sql)
{
    sqlite3 *d = NULL;
    char *words = NULL;

    assert_int_equal(sqlite3_open(db, &d), SQLITE_OK);
    if (sqlite3_exec(d, sql, NULL, NULL, &words) != SQLITE_OK) fail_msg("%s", words);
    assert_int_equal(sqlite3_close(d), SQLITE_OK);
}

#define FACT(value, file, row)                                                                     \
    "{\"name\":\"值\",\"source\":{\"file\":\"" file "\",\"row\":" row                              \
    ",\"sha256\":\"0a\",\"sheet\":null},\"value\":\"" value "\"}"
#define WHOLE(value)                                                                               \
    "{\"act_date\":\"2024-05-06\",\"basis\":[{\"text\":\"样法第一条\"}],\"duty\":\"may\","    \
    "\"facts\":[" FACT(value, "a.csv", "7") "," FACT("\\\"引\\\\", "b.csv", "8") "," FACT(         \
        "x", "a.csv", "9") ",{\"name\":\"无处\",\"value\":\"\"}],\"key\":\"甲\","               \
                           "\"missing\":[],\"parties\":[\"样甲\",\"样乙\"],"                   \
                           "\"wording\":{\"en\":\"sample\",\"zh\":\"样\"}}"

/* As the tables were, with a lead that has changed, one that has vanished, one that has not. */
static const char before[] =
    "DROP TABLE leads; DROP TABLE lead_bodies; DROP TABLE lead_texts;"
    "CREATE TABLE leads(id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " lead TEXT NOT NULL, model TEXT NOT NULL, version TEXT NOT NULL,"
    " first_run INTEGER NOT NULL, last_run INTEGER NOT NULL, grade TEXT NOT NULL,"
    " rule TEXT NOT NULL, case_number TEXT NOT NULL, court TEXT NOT NULL, amount INTEGER,"
    " rank INTEGER NOT NULL, body TEXT NOT NULL, act_date TEXT NOT NULL DEFAULT '') STRICT;"
    "CREATE INDEX leads_of ON leads(lead, last_run);"
    "CREATE INDEX leads_of_model ON leads(model, lead, first_run, last_run);"
    "INSERT INTO model_runs(model, version, hash, as_of, parameters, pools, program, who, ran_at)"
    " VALUES ('m', '1', 'h', '2026-01-15', '{}', '[]', 'p', 'w', '2026-01-15T00:00:00Z'),"
    " ('m', '1', 'h', '2026-01-15', '{}', '[]', 'p', 'w', '2026-01-16T00:00:00Z');"
    "INSERT INTO leads VALUES"
    " (1, 'a', 'm', '1', 1, 1, 'B', 'r', '', '', 5, 0, '" WHOLE(
        "1") "', '2024-05-06'),"
             " (2, 'b', 'm', '1', 1, 1, 'B', 'r', '', '', NULL, 0, '" WHOLE(
                 "2") "', '2024-05-06'),"
                      " (3, 'c', 'm', '1', 1, 2, 'B', 'r', '', '', NULL, 0, '" WHOLE(
                          "3") "', '2024-05-06'),"
                               " (4, 'a', 'm', '1', 2, 2, 'B', 'r', '', '', 5, 0, '" WHOLE(
                                   "4") "', '2024-05-06');";

/* The steps that made the log and removals came after the one that took leads apart. */
enum { STEPS_SINCE = 8 };

static void drop_log(sqlite3 *d)
{
    static const char all[] = "SELECT group_concat('DROP TRIGGER ' || name, ';') || ';DROP VIEW "
                              "logged; DROP TABLE log; DROP TABLE removals'"
                              " FROM sqlite_master WHERE type = 'trigger'";
    sqlite3_stmt *q = NULL;

    assert_int_equal(sqlite3_prepare_v2(d, all, -1, &q, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    char *sql = sqlite3_mprintf("%s", sqlite3_column_text(q, 0));
    sqlite3_finalize(q);
    assert_int_equal(sqlite3_exec(d, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_free(sql);
}

static void set_back(const char *db)
{
    char sql[64];
    sqlite3 *d = NULL;
    sqlite3_stmt *q = NULL;

    assert_int_equal(sqlite3_open(db, &d), SQLITE_OK);
    drop_log(d);
    assert_int_equal(sqlite3_exec(d, before, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(d, "PRAGMA user_version", -1, &q, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    snprintf(sql, sizeof sql, "PRAGMA user_version = %d", sqlite3_column_int(q, 0) - STEPS_SINCE);
    sqlite3_finalize(q);
    assert_int_equal(sqlite3_close(d), SQLITE_OK);
    run_sql(db, sql);
}

static void check_whole(place *p, sy_lead *l, const char *body)
{
    json_t *wanted = json_loads(body, 0, NULL), *is;
    sy_err err = {0};

    assert_ok(sy_lead_read(p->ws, l, &p->arena, &err), err);
    is = sy_lead_whole(l);
    assert_non_null(wanted);
    assert_true(json_equal(is, wanted));
    json_decref(is);
    json_decref(wanted);
}

/* What a run of this program makes of the same lead. */
static sy_lead same_again(sy_lead l, sy_buf *body, sy_buf *parties)
{
    static const char *const files[] = {"{\"file\":\"a.csv\",\"sha256\":\"0a\",\"sheet\":null}",
                                        "{\"file\":\"b.csv\",\"sha256\":\"0a\",\"sheet\":null}"};
    const sy_slice names[] = {SY_TEXT("样甲"), SY_TEXT("样乙")};

    sy_lead_body_fact(body, SY_TEXT("值"), SY_TEXT("3"), 0, 7);
    sy_lead_body_fact(body, SY_TEXT("值"), SY_TEXT("\"引\\"), 1, 8);
    sy_lead_body_fact(body, SY_TEXT("值"), SY_TEXT("x"), 0, 9);
    sy_lead_body_fact(body, SY_TEXT("无处"), SY_TEXT(""), SY_NO_PLACE, 0);
    sy_lead_body_end(body, SY_TEXT("样"), SY_TEXT("sample"));
    sy_lead_texts(parties, names, 2);
    l.body = body->ptr;
    l.parties = parties->ptr;
    l.places = files;
    return l;
}

static void an_older_workspace_says_what_it_said(void **state)
{
    const sy_model_run_record record = {"m", "1", "h", "2026-01-15", "{}", "[]"};
    sy_model_run_tally tally;
    sy_model_run *run;
    sy_lead *list, then;
    sy_buf body, parties;
    size_t n;
    place p;
    sy_err err = {0};
    (void)state;

    open_place(&p);
    sy_workspace_close(p.ws);
    set_back(p.db);
    assert_ok(sy_workspace_open(&p.ws, p.path, SY_WRITE, &err), err);
    assert_ok(sy_leads(p.ws, NULL, &list, &n, &p.arena, &err), err);
    assert_int_equal(n, 3);
    assert_true(strcmp(list[0].id, "a") == 0 && !list[0].is_new && !list[0].has_vanished);
    assert_true(list[0].edition == 4 && list[0].first_run == 2 && list[0].last_run == 2);
    assert_true(list[0].has_amount && list[0].amount == 5);
    assert_string_equal(list[0].first_seen, "2026-01-15T00:00:00Z");
    assert_true(list[1].edition == 3 && list[1].first_run == 1 && list[1].last_run == 2);
    assert_true(list[2].has_vanished && list[2].last_run == 1);
    check_whole(&p, &list[0], WHOLE("4"));
    check_whole(&p, &list[1], WHOLE("3"));
    assert_ok(sy_lead_edition(p.ws, 1, &then, &p.arena, &err), err);
    check_whole(&p, &then, WHOLE("1"));
    assert_true(then.last_run == 1);

    sy_buf_init(&body, NULL, 1000);
    sy_buf_init(&parties, NULL, 1000);
    const sy_lead again = same_again(list[1], &body, &parties);
    assert_ok(sy_model_run_begin(&run, p.ws, &record, &err), err);
    assert_ok(sy_model_run_lead(run, &again, &err), err);
    assert_ok(sy_model_run_end(run, &tally, 1, &err), err);
    assert_true(tally.leads == 1 && tally.added == 0 && tally.changed == 0 && tally.vanished == 2);
    assert_ok(sy_leads(p.ws, NULL, &list, &n, &p.arena, &err), err);
    assert_true(list[0].edition == 3 && list[0].last_run == 3 && list[1].has_vanished);
    sy_buf_dispose(&body);
    sy_buf_dispose(&parties);
    close_place(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_matters_to_a_verdict_is_something_else),
        cmocka_unit_test(runs_leave_what_a_list_of_all_runs_says),
        cmocka_unit_test(a_run_without_memory_records_nothing),
        cmocka_unit_test(an_older_workspace_says_what_it_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
