/* task_test.c - a command in a process of its own ends when it is not wanted, takes too long or
 * says too much, with all that it has started. This program is that command, too. */
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
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

/* A child that holds the pipes, in the same group; its number is what this says. */
static int breed(bool stays)
{
    const pid_t child = fork();

    if (child == 0) {
        signal(SIGTERM, SIG_IGN);
        for (;;) pause();
    }
    printf("%d", (int)child);
    fflush(stdout);
    while (stays) pause();
    return 7;
}

static int as_command(const char *what)
{
    if (strcmp(what, "flood") == 0) return flood();
    if (strcmp(what, "breed") == 0) return breed(false);
    if (strcmp(what, "breed and stay") == 0) return breed(true);
    fputs(what, stderr);
    puts("said");
    return 3;
}

/* ---- the claims ---- */

typedef struct patience {
    int64_t until_ms;
} patience;

static bool is_wanted(void *ctx)
{
    return sy_now_ms() < ((const patience *)ctx)->until_ms;
}

static sy_status run(sy_task_end *end, const char *what, unsigned seconds, uint64_t most_bytes,
                     patience *p, sy_err *err)
{
    const char *const words[] = {what, NULL};
    const sy_task_order order = {.words = words,
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

/* Whenever that is: before it has become the command, too. */
static void what_is_not_wanted_leaves_nothing(void **state)
{
    (void)state;
    for (int ms = 0; ms < 60; ms += 3) {
        patience p = {sy_now_ms() + ms};
        sy_task_end end;
        sy_err err = {0};
        assert_int_equal(run(&end, "breed and stay", 0, 0, &p, &err), SY_ECANCEL);
        assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
        assert_int_equal(errno, ECHILD);
    }
}

static void what_it_has_started_ends_with_it(void **state)
{
    sy_task_end end;
    sy_err err = {0};

    (void)state;
    assert_ok(run(&end, "breed", 30, 0, NULL, &err), err);
    assert_int_equal(end.exit_code, 7);
    char *text = sy_task_answer(&end);
    assert_dies((pid_t)atoi(text));
    sy_drop(NULL, text);
    sy_task_end_dispose(&end);
}

int main(int n, char **words)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_says_is_kept),
        cmocka_unit_test(too_much_is_stopped_while_it_is_said),
        cmocka_unit_test(what_takes_too_long_is_stopped),
        cmocka_unit_test(what_is_not_wanted_leaves_nothing),
        cmocka_unit_test(what_it_has_started_ends_with_it),
    };

    if (n > 1) return as_command(words[1]);
    sy_lang_set(SY_LANG_EN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
