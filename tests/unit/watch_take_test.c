/* watch_take_test.c - of two programs that watch one folder each file is taken by one: to the
 * other a file that is gone is no file that is wrong. */
#include "test.h"

#include <unistd.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/watch.h"
#include "scratch.h"

static void what_another_has_taken_is_no_bad_file(void **state)
{
    char folder[SCRATCH], workspace[SCRATCH + 32], inbox[SCRATCH + 32], path[SCRATCH + 64],
        gone[SCRATCH + 64];
    static const char rows[] = "from,to,time,amount\nA,B,2024-01-01,5.00\n";
    sy_call call = {.command = &sy_cmd_watch, .json = true};
    sy_err err = {0};
    bool has_news = false;

    (void)state;
    scratch_make(folder);
    snprintf(workspace, sizeof workspace, "%s/a.suyuan", folder);
    snprintf(inbox, sizeof inbox, "%s/in", folder);
    snprintf(path, sizeof path, "%s/b.csv", inbox);
    snprintf(gone, sizeof gone, "%s/a.csv", inbox);
    assert_ok(sy_workspace_create(workspace, &err), err);
    assert_ok(sy_make_folder(inbox, &err), err);
    assert_ok(sy_file_write(path, rows, sizeof rows - 1, &err), err);
    sy_arena_init(&call.arena, NULL);
    sy_watch w = {.call = &call, .workspace = workspace, .puts_away = true};
    const sy_inbox_file files[] = {{gone, "a.csv", ""}, {path, "b.csv", ""}};
    assert_ok(sy_inbox_open(&w.inbox, inbox, &err), err);
    assert_ok(sy_watch_take(&w, files, 2, &has_news, &err), err);
    assert_int_equal(w.bad, 0);
    assert_true(has_news);
    assert_int_not_equal(access(path, F_OK), 0);
    sy_inbox_close(w.inbox);
    sy_arena_dispose(&call.arena);
    scratch_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_another_has_taken_is_no_bad_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
