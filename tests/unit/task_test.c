/* task_test.c - a command in a process of its own ends when it is not wanted, takes too long or
 * says too much, with all that it has started. This program is that command, too. */
#include "test.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/progress.h"
#include "server/task.h"

/* ---- the command ---- */

static int flood(void)
{
    static char block[1 << 16];

    memset(block, 'x', sizeof block);
    while (write(STDOUT_FILENO, block, sizeof block) > 0) continue;
    return 0;
}

/* A child that holds the pipes, in the same group; its number is what this says on stderr. */
static int breed(bool stays)
{
    const pid_t child = fork();

    if (child == 0) {
        signal(SIGTERM, SIG_IGN);
        for (;;) pause();
    }
    fprintf(stderr, "%d", (int)child);
    while (stays) pause();
    return 7;
}

/* What it does while it is held cannot be stopped; then it waits to be. That it is held, a file
 * says to the process that waits for it (SUYUAN_TEST_HELD). */
static int hold(bool is_freed)
{
    sy_progress_lines(3); /* where the spawner puts the pipe for it */
    sy_progress_hold(true);
    (void)usleep(100000); /* it has been read */
    FILE *f = fopen(getenv("SUYUAN_TEST_HELD"), "w");
    if (f) fclose(f);
    (void)usleep(300000);
    sy_progress_hold(!is_freed);
    fputs("held", stderr);
    while (is_freed) pause();
    return 7;
}

static int as_command(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";

    if (strcmp(what, "flood") == 0) return flood();
    if (strcmp(what, "breed") == 0) return breed(false);
    if (strcmp(what, "hold") == 0) return hold(false);
    if (strcmp(what, "hold and free") == 0) return hold(true);
    if (strcmp(what, "breed and stay") == 0) return breed(true);
    fputs(what, stderr);
    puts("said");
    return 3;
}

/* ---- the claims ---- */

static sy_spawner *spawner;

static void prepare_nothing(void)
{
}

typedef struct patience {
    int64_t until_ms; /* 0: until it is held */
} patience;

static char held[64];

static bool is_wanted(void *ctx)
{
    const patience *p = ctx;

    return p->until_ms ? sy_now_ms() < p->until_ms : access(held, F_OK) != 0;
}

static sy_status run(sy_task_end *end, const char *what, unsigned seconds, uint64_t most_bytes,
                     patience *p, sy_err *err)
{
    const char *const words[] = {what, NULL};
    const sy_task_order order = {.spawner = spawner,
                                 .words = words,
                                 .seconds = seconds,
                                 .most_bytes = most_bytes,
                                 .is_wanted = p ? is_wanted : NULL,
                                 .wanted_ctx = p};
    return sy_task_run(end, &order, err);
}

static bool is_alive(pid_t pid)
{
    char path[64], state = 'X', text[256];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *f = fopen(path, "r");
    const bool is_there = f && fgets(text, sizeof text, f);

    if (f) fclose(f);
    if (is_there && strrchr(text, ')')) state = strrchr(text, ')')[2];
    return is_there && state != 'Z' && state != 'X';
}

/* All that the spawner, our only child, has begun. */
static bool has_commands(void)
{
    char path[64];
    int pid = 0, other = 0;
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    FILE *f = fopen(path, "r");

    assert_non_null(f);
    assert_int_equal(fscanf(f, "%d %d", &pid, &other), 1);
    fclose(f);
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", pid, pid);
    f = fopen(path, "r");
    assert_non_null(f);
    const bool has = fscanf(f, "%d", &other) == 1;
    fclose(f);
    return has;
}

static void assert_dies(pid_t pid)
{
    assert_true(pid > 1);
    for (int i = 0; i < 1000 && is_alive(pid); i++) (void)usleep(10000);
    assert_false(is_alive(pid));
}

static void what_it_says_is_kept(void **state)
{
    sy_task_end end;
    sy_err err = {0};

    (void)state;
    assert_ok(run(&end, "talk", 0, 0, NULL, &err), err);
    char *text = sy_task_answer(&end);
    assert_string_equal(text, "said\n");
    assert_string_equal(end.said, "talk");
    assert_int_equal(end.exit_code, 3);
    sy_drop(NULL, text);
    sy_task_end_dispose(&end);
}

static void too_much_is_stopped_while_it_is_said(void **state)
{
    const uint64_t most = 8 << 20;
    sy_task_end end;
    sy_err err = {0};

    (void)state;
    assert_int_equal(run(&end, "flood", 60, most, NULL, &err), SY_ELIMIT);
    assert_non_null(strstr(err.text, "too large"));
    assert_int_equal(end.out, -1);
}

static void what_takes_too_long_is_stopped(void **state)
{
    const int64_t begun = sy_now_ms();
    sy_task_end end;
    sy_err err = {0};

    (void)state;
    assert_int_equal(run(&end, "breed and stay", 1, 0, NULL, &err), SY_ELIMIT);
    assert_true(sy_now_ms() - begun >= 1000);
}

/* Whenever that is: before it has become the command, and between its steps. */
static void what_is_not_wanted_leaves_nothing(void **state)
{
    (void)state;
    for (int ms = 0; ms < 60; ms += 3) {
        patience p = {sy_now_ms() + ms};
        sy_task_end end;
        sy_err err = {0};
        assert_int_equal(run(&end, "breed and stay", 0, 0, &p, &err), SY_ECANCEL);
        for (int i = 0; i < 1000 && has_commands(); i++) (void)usleep(10000);
        assert_false(has_commands());
        if (*end.said) assert_dies((pid_t)atoi(end.said));
    }
}

/* Unwanted from its middle on: it tells what it did all the same. */
static void what_takes_effect_is_told(void **state)
{
    patience p = {0};
    sy_task_end end;
    sy_err err = {0};

    (void)state;
    assert_ok(run(&end, "hold", 0, 0, &p, &err), err);
    assert_int_equal(end.exit_code, 7);
    assert_string_equal(end.said, "held");
    sy_task_end_dispose(&end);
    unlink(held);
    assert_int_equal(run(&end, "hold and free", 0, 0, &p, &err), SY_ECANCEL);
    assert_string_equal(end.said, "held");
    unlink(held);
}

static void what_it_has_started_ends_with_it(void **state)
{
    sy_task_end end;
    sy_err err = {0};

    (void)state;
    assert_ok(run(&end, "breed", 30, 0, NULL, &err), err);
    assert_int_equal(end.exit_code, 7);
    assert_dies((pid_t)atoi(end.said));
    sy_task_end_dispose(&end);
}

int main(int n, char **words)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_says_is_kept),
        cmocka_unit_test(too_much_is_stopped_while_it_is_said),
        cmocka_unit_test(what_takes_too_long_is_stopped),
        cmocka_unit_test(what_is_not_wanted_leaves_nothing),
        cmocka_unit_test(what_takes_effect_is_told),
        cmocka_unit_test(what_it_has_started_ends_with_it),
    };

    if (sy_spawner_is_wanted(n, words))
        return sy_spawner_serve(n, words, as_command, prepare_nothing);
    sy_lang_set(SY_LANG_EN);
    snprintf(held, sizeof held, "/tmp/suyuan-held-%d", (int)getpid());
    setenv("SUYUAN_TEST_HELD", held, 1);
    spawner = sy_spawner_new();
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    sy_spawner_free(spawner);
    return failed;
}
