/* log_test.c - whatever is decided is in the log, in the same transaction; what was changed
 * behind its back is found; an older workspace gets a log of what it has. */
#include "test.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "scratch.h"
#include "store/finding_decisions.h"
#include "store/log.h"
#include "store/people.h"
#include "store/stated.h"
#include "store/steps.h"

typedef struct place {
    char folder[SCRATCH], path[SCRATCH + 20], db[SCRATCH + 40];
    sy_arena arena;
} place;

static void run_sql(const place *p, const char *sql)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(p->db, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void decide(sy_workspace *ws)
{
    const sy_step_word said[] = {{"state", "confirmed"}, {"note", "阅卷核实"}};
    const sy_step steps[] = {{.subject = "a", .edition = 1, .words = said, .n = 2},
                             {.subject = "b", .edition = 2, .words = said, .n = 2}};
    const sy_match_decision match = {.kind = SY_MATCH_SIDES,
                                     .a = SY_TEXT("x-0-1"),
                                     .b = SY_TEXT("x-0-2"),
                                     .verdict = SY_VERDICT_CONFIRMED};
    sy_case_facts facts = {.name = (char *)(uintptr_t) "某案"};
    bool undone = false;
    size_t n;
    sy_err err = {0};

    assert_ok(sy_case_set(ws, &facts, &err), err);
    assert_ok(sy_match_decide(ws, &n, &match, 1, &err), err);
    assert_ok(sy_match_undo(ws, 0, &n, &err), err);
    assert_ok(sy_title_decide(ws, "aa", 0, SY_VERDICT_REJECTED, &err), err);
    assert_ok(sy_title_undo(ws, &undone, &err), err);
    assert_true(undone);
    assert_ok(sy_steps_add(ws, SY_STEPS_OF_LEADS, steps, 2, &err), err);
}

static void open_place(place *p, sy_workspace **ws)
{
    sy_err err = {0};

    scratch_make(p->folder);
    snprintf(p->path, sizeof p->path, "%s/a.suyuan", p->folder);
    snprintf(p->db, sizeof p->db, "%s/decisions.sqlite", p->path);
    sy_arena_init(&p->arena, NULL);
    setenv("SUYUAN_USER", "钱某", 1);
    assert_ok(sy_workspace_create(p->path, &err), err);
    assert_ok(sy_workspace_open(ws, p->path, SY_WRITE, &err), err);
}

static void close_place(place *p, sy_workspace *ws)
{
    sy_workspace_close(ws);
    sy_arena_dispose(&p->arena);
    scratch_remove(p->folder);
}

static sy_log_check_result check(sy_workspace *ws)
{
    sy_log_check_result c;
    sy_err err = {0};

    assert_ok(sy_log_check(ws, &c, &err), err);
    return c;
}

static void every_decision_is_an_act_of_somebody(void **state)
{
    static const char *const kinds[] = {"lead", "title", "title", "match", "match", "case"};
    const sy_log_filter all = {0}, some = {.kind = "match", .limit = 1, .offset = 1},
                        other = {.who = "孙某"}, later = {.since = "2999-01-01"};
    sy_log_act *acts;
    size_t n, total;
    sy_workspace *ws;
    place p;
    sy_err err = {0};
    (void)state;

    open_place(&p, &ws);
    assert_true(check(ws).rows == 0 && sy_log_is_sound(&(sy_log_check_result){0}));
    decide(ws);
    assert_ok(sy_log_read(ws, &acts, &n, &total, &all, &p.arena, &err), err);
    assert_true(n == 6 && total == 6);
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(acts[i].kind, kinds[i]);
        assert_string_equal(acts[i].who, "钱某");
        assert_int_equal(acts[i].is_undo, i == 1 || i == 3);
    }
    assert_true(acts[0].subjects == 2 && acts[0].rows == 6 && acts[0].n_words == 6);
    assert_string_equal(acts[0].words[2].text, "阅卷核实");
    assert_string_equal(acts[0].hash, check(ws).head);
    assert_ok(sy_log_read(ws, &acts, &n, &total, &some, &p.arena, &err), err);
    assert_true(n == 1 && total == 2 && !acts[0].is_undo);
    assert_ok(sy_log_read(ws, &acts, &n, &total, &other, &p.arena, &err), err);
    assert_true(n == 0 && total == 0);
    assert_ok(sy_log_read(ws, &acts, &n, &total, &later, &p.arena, &err), err);
    assert_int_equal(n, 0);
    close_place(&p, ws);
}

static void what_was_changed_behind_its_back_is_found(void **state)
{
    static const struct {
        const char *sql;
        int64_t broken, missing, foreign;
    } changes[] = {
        {"UPDATE match_decisions SET who = '孙某'", 0, 1, 1},
        {"DELETE FROM title_decisions", 0, 0, 2},
        {"UPDATE step_words SET value = 'refuted' WHERE id = 1", 0, 1, 1},
        {"DROP TRIGGER log_stays; UPDATE log SET who = '孙某' WHERE id = 2", 2, 1, 1},
        {"DROP TRIGGER log_remains; DELETE FROM log WHERE id = 3", 4, 1, 0},
        {"DROP TRIGGER log_remains; DELETE FROM log WHERE id > 9", 11, 2, 0},
    };
    (void)state;

    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        sy_workspace *ws;
        place p;
        sy_err err = {0};
        open_place(&p, &ws);
        decide(ws);
        sy_log_check_result c = check(ws);
        assert_true(sy_log_is_sound(&c) && c.rows == 11 && strlen(c.head) == 64);
        sy_workspace_close(ws);
        run_sql(&p, changes[i].sql);
        assert_ok(sy_workspace_open(&ws, p.path, SY_READ, &err), err);
        c = check(ws);
        assert_int_equal(c.broken, changes[i].broken);
        assert_int_equal(c.missing, changes[i].missing);
        assert_int_equal(c.foreign, changes[i].foreign);
        close_place(&p, ws);
    }
}

/* As it was before there was a log. */
static void set_back(const place *p)
{
    sqlite3_stmt *q = NULL;
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(p->db, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(db,
                           "SELECT group_concat('DROP TRIGGER ' || name, ';') || ';DROP VIEW "
                           "logged; DROP TABLE log; DROP TABLE removals;"
                           " PRAGMA user_version = ' || (user_version - 7)"
                           " FROM sqlite_master, pragma_user_version WHERE type = 'trigger'",
                           -1, &q, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    char *sql = sqlite3_mprintf("%s", sqlite3_column_text(q, 0));
    sqlite3_finalize(q);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    run_sql(p, sql);
    sqlite3_free(sql);
}

static void an_older_workspace_gets_a_log_of_what_it_has(void **state)
{
    const sy_log_filter all = {0};
    sy_log_act *acts;
    size_t n, total;
    sy_workspace *ws;
    place p;
    sy_err err = {0};
    (void)state;

    open_place(&p, &ws);
    decide(ws);
    sy_workspace_close(ws);
    set_back(&p);
    assert_ok(sy_workspace_open(&ws, p.path, SY_READ, &err), err);
    sy_log_check_result c = check(ws);
    assert_true(sy_log_is_sound(&c) && c.rows == 11);
    assert_ok(sy_log_read(ws, &acts, &n, &total, &all, &p.arena, &err), err);
    assert_int_equal(total, 6);
    sy_workspace_close(ws);
    assert_ok(sy_workspace_open(&ws, p.path, SY_WRITE, &err), err);
    decide(ws);
    c = check(ws);
    assert_true(sy_log_is_sound(&c) && c.rows == 21);
    close_place(&p, ws);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_decision_is_an_act_of_somebody),
        cmocka_unit_test(what_was_changed_behind_its_back_is_found),
        cmocka_unit_test(an_older_workspace_gets_a_log_of_what_it_has)};
    return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
