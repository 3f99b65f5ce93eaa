/* folder_log_test.c - the log of a folder is chained, says who did what from where, and is not
 * filled by those who try names. */
#include "test.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include "base/file.h"
#include "scratch.h"
#include "server/login_log.h"
#include "store/folder_log.h"

typedef struct told {
    sy_arena arena;
    sy_log_act *acts;
    size_t n, total;
} told;

static void read_all(told *t, const char *folder, const char *kind)
{
    const sy_log_filter filter = {.kind = kind};
    sy_folder_log *log = NULL;
    sy_err err = {0};

    sy_arena_init(&t->arena, NULL);
    assert_ok(sy_folder_log_open(&log, folder, &err), err);
    assert_ok(sy_folder_log_read(log, &t->acts, &t->n, &t->total, &filter, &t->arena, &err), err);
    sy_folder_log_close(log);
}

static sy_log_check_result checked(const char *folder)
{
    sy_log_check_result c;
    sy_folder_log *log = NULL;
    sy_err err = {0};

    assert_ok(sy_folder_log_open(&log, folder, &err), err);
    assert_ok(sy_folder_log_check(log, &c, &err), err);
    sy_folder_log_close(log);
    return c;
}

static void assert_word(const sy_log_act *a, size_t i, const char *field, const char *text)
{
    assert_true(i < a->n_words);
    assert_string_equal(a->words[i].field, field);
    assert_string_equal(a->words[i].text, text);
}

static void an_act_says_who_what_from_where_and_how_it_ended(void **state)
{
    char folder[SCRATCH], path[SCRATCH + 20];
    struct stat info;
    sy_err err = {0};
    told t;
    (void)state;

    scratch_make(folder);
    const sy_folder_act added = {.kind = "user",
                                 .what = "add",
                                 .subject = "b",
                                 .said = "reader",
                                 .who = "a",
                                 .from = "192.0.2.7"};
    const sy_folder_act failed = {.kind = "backup",
                                  .what = "restored",
                                  .subject = "c.suyuan",
                                  .who = "a",
                                  .from = "192.0.2.7",
                                  .result = "failed"};
    assert_ok(sy_folder_log_add(folder, &added, &err), err); /* no log: nothing is made */
    assert_false(sy_folder_log_is_there(folder));
    assert_ok(sy_folder_log_make(folder, &err), err);
    assert_ok(sy_folder_log_make(folder, &err), err);
    snprintf(path, sizeof path, "%s/log.sqlite", folder);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    assert_ok(sy_folder_log_add(folder, &added, &err), err);
    snprintf(path, sizeof path, "%s/c.suyuan", folder);
    assert_ok(sy_folder_log_add_beside(path, &failed, &err), err);
    read_all(&t, folder, NULL);
    assert_int_equal(t.total, 2);
    assert_string_equal(t.acts[0].kind, "backup");
    assert_word(&t.acts[0], 2, "result", "failed");
    assert_string_equal(t.acts[1].who, "a");
    assert_string_equal(t.acts[1].words[0].subject, "b");
    assert_word(&t.acts[1], 0, "add", "reader");
    assert_word(&t.acts[1], 1, "from", "192.0.2.7");
    assert_word(&t.acts[1], 2, "result", "done");
    sy_arena_dispose(&t.arena);
    read_all(&t, folder, "user");
    assert_int_equal(t.total, 1);
    sy_arena_dispose(&t.arena);
    scratch_remove(folder);
}

static void run_sql(const char *folder, const char *sql)
{
    char path[SCRATCH + 20];
    sqlite3 *db = NULL;

    snprintf(path, sizeof path, "%s/log.sqlite", folder);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void what_was_changed_breaks_the_chain(void **state)
{
    char folder[SCRATCH];
    sy_err err = {0};
    (void)state;

    scratch_make(folder);
    assert_ok(sy_folder_log_make(folder, &err), err);
    for (int i = 0; i < 3; i++) {
        const sy_folder_act act = {.kind = "login", .what = "in", .who = "a", .from = "192.0.2.7"};
        assert_ok(sy_folder_log_add(folder, &act, &err), err);
    }
    sy_log_check_result c = checked(folder);
    assert_true(sy_log_is_sound(&c) && c.rows == 9 && *c.head);
    run_sql(folder, "DROP TRIGGER log_stays; DROP TRIGGER log_remains;"
                    "UPDATE log SET text = '192.0.2.8' WHERE id = 5");
    c = checked(folder);
    assert_int_equal(c.broken, 5);
    run_sql(folder, "UPDATE log SET text = '192.0.2.7' WHERE id = 5; DELETE FROM log WHERE id > 6");
    c = checked(folder);
    assert_int_equal(c.broken, 9); /* the end is gone */
    scratch_remove(folder);
}

static void who_tries_names_fills_nothing_and_hides_nothing(void **state)
{
    char folder[SCRATCH];
    sy_err err = {0};
    told t;
    (void)state;

    scratch_make(folder);
    assert_ok(sy_folder_log_make(folder, &err), err);
    sy_login_log *log = sy_login_log_new(folder);
    assert_non_null(log);
    for (int i = 0; i < 1000; i++)
        sy_login_log_failed_at(log, "my password", "192.0.2.7", false, SY_LOGIN_WRONG, "in", 1000);
    sy_login_log_failed_at(log, "a", "192.0.2.7", true, SY_LOGIN_LOCKED, "in", 1000);
    read_all(&t, folder, NULL);
    assert_int_equal(t.total, SY_FAILED_OF_OTHERS + 1);
    assert_string_equal(t.acts[0].who, "a");
    assert_word(&t.acts[0], 2, "result", "locked");
    assert_string_equal(t.acts[1].who, "-"); /* what was typed is not kept */
    assert_string_equal(t.acts[1].words[0].subject, "");
    sy_arena_dispose(&t.arena);
    sy_login_log_tick(log, 1000 + SY_FAILED_MS - 1);
    sy_login_log_tick(log, 1000 + SY_FAILED_MS);
    sy_login_log_tick(log, 1000 + SY_FAILED_MS);
    read_all(&t, folder, NULL);
    assert_int_equal(t.total, SY_FAILED_OF_OTHERS + 2);
    assert_word(&t.acts[0], 0, "left-out", "990");
    sy_arena_dispose(&t.arena);
    sy_login_log_failed_at(log, "x", "192.0.2.7", false, SY_LOGIN_WRONG, "in", 5000000);
    sy_login_log_free(log);
    read_all(&t, folder, NULL);
    assert_int_equal(t.total, SY_FAILED_OF_OTHERS + 3); /* a new hour */
    sy_arena_dispose(&t.arena);
    scratch_remove(folder);
}

/* Cut off between the file and its table, or met there. */
static void a_file_without_its_table_is_an_empty_log(void **state)
{
    const sy_folder_act act = {.kind = "login", .what = "in", .who = "a", .from = "192.0.2.7"};
    char folder[SCRATCH], path[SCRATCH + 20];
    const char **people = NULL;
    sy_folder_log *log = NULL;
    sy_err err = {0};
    told t;
    (void)state;

    scratch_make(folder);
    snprintf(path, sizeof path, "%s/log.sqlite", folder);
    assert_ok(sy_file_write(path, "", 0, &err), err);
    read_all(&t, folder, NULL);
    assert_int_equal(t.total, 0);
    assert_int_equal(t.n, 0);
    assert_ok(sy_folder_log_open(&log, folder, &err), err);
    assert_ok(sy_folder_log_people(log, &people, &t.n, &t.arena, &err), err);
    assert_int_equal(t.n, 0);
    sy_folder_log_close(log);
    sy_arena_dispose(&t.arena);
    const sy_log_check_result c = checked(folder);
    assert_true(sy_log_is_sound(&c) && c.rows == 0 && !*c.head);
    assert_ok(sy_folder_log_add(folder, &act, &err), err);
    read_all(&t, folder, NULL);
    assert_int_equal(t.total, 1);
    sy_arena_dispose(&t.arena);
    scratch_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_act_says_who_what_from_where_and_how_it_ended),
        cmocka_unit_test(what_was_changed_breaks_the_chain),
        cmocka_unit_test(a_file_without_its_table_is_an_empty_log),
        cmocka_unit_test(who_tries_names_fills_nothing_and_hides_nothing)};
    return cmocka_run_group_tests_name("folder log", tests, NULL, NULL);
}
