/* boards_test.c - a board is never overwritten by who has not seen it, whoever writes at once
 * and whenever he is killed. */
#include "test.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scarcity.h"
#include "scratch.h"

#include "store/board_state.h"
#include "store/boards.h"
#include "suyuan/limits.h"

typedef struct bench {
    char folder[SCRATCH], path[SCRATCH + 32];
    sy_arena arena;
} bench;

static int set_up(void **state)
{
    bench *b = calloc(1, sizeof *b);
    sy_err err = {0};
    if (!b) return -1;
    scratch_make(b->folder);
    sy_arena_init(&b->arena, NULL);
    snprintf(b->path, sizeof b->path, "%s/case.suyuan", b->folder);
    *state = b;
    return sy_workspace_create(b->path, &err) == SY_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    bench *b = *state;
    sy_arena_dispose(&b->arena);
    scratch_remove(b->folder);
    free(b);
    return 0;
}

static sy_boards *open_boards(const bench *b)
{
    sy_boards *boards = NULL;
    sy_err err = {0};
    assert_ok(sy_boards_open(&boards, b->path, SY_WRITE, &err), err);
    return boards;
}

/* A board that says which number it has, and who made it. */
static sy_slice body_by(bench *b, unsigned number, int writer)
{
    char text[120];
    const int n = snprintf(text, sizeof text, "{\"graph\":{\"since\":\"%u\",\"until\":\"%d\"}}",
                           number, writer);
    return (sy_slice){sy_arena_text(&b->arena, text, (size_t)n), (size_t)n};
}

static sy_slice body_of(bench *b, unsigned number)
{
    return body_by(b, number, 0);
}

static unsigned number_of(bench *b, const sy_board *board)
{
    sy_board_state state;
    sy_err err = {0};
    assert_ok(sy_board_read(&state, board->body, &b->arena, &err), err);
    assert_string_equal(state.options[0].name, "since");
    return (unsigned)strtoul(state.options[0].value, NULL, 10);
}

/* ---- many at once ---- */

enum { WRITERS = 4, SAVES = 25 };

/* Reads, adds one, saves; where somebody was quicker, again. */
static int add_one_many_times(bench *b, int writer)
{
    sy_boards *boards = NULL;
    sy_board board;

    if (sy_boards_open(&boards, b->path, SY_WRITE, NULL) != SY_OK) return 1;
    for (int done = 0; done < SAVES;) {
        if (sy_board_find(boards, &board, "共", &b->arena, NULL) != SY_OK) return 2;
        const sy_slice body = body_by(b, number_of(b, &board) + 1, writer);
        const sy_status st =
            sy_board_save(boards, &board, "共", board.version, body, &b->arena, NULL);
        if (st != SY_OK && st != SY_ECONFLICT) return 3;
        done += st == SY_OK;
    }
    sy_boards_close(boards);
    return 0;
}

static void of_many_writers_none_loses_a_change(void **state)
{
    bench *b = *state;
    sy_boards *boards = open_boards(b);
    sy_board board;
    sy_err err = {0};

    assert_ok(sy_board_save(boards, &board, "共", 0, body_of(b, 0), &b->arena, &err), err);
    sy_boards_close(boards);
    for (int i = 0; i < WRITERS; i++) {
        if (fork() == 0) _exit(add_one_many_times(b, i + 1));
    }
    for (int i = 0; i < WRITERS; i++) {
        int status = -1;
        wait(&status);
        assert_int_equal(status, 0);
    }
    boards = open_boards(b);
    assert_ok(sy_board_find(boards, &board, "共", &b->arena, &err), err);
    assert_int_equal(number_of(b, &board), WRITERS * SAVES);
    assert_int_equal(board.version, WRITERS * SAVES + 1);
    sy_boards_close(boards);
}

/* ---- killed ---- */

static void a_kill_loses_no_save_that_was_told(void **state)
{
    bench *b = *state;
    dice d = {7};
    int proved = 0;

    for (int round = 0; round < 12; round++) {
        int told[2];
        unsigned last = 0, seen;
        assert_int_equal(pipe(told), 0);
        const pid_t child = fork();
        if (child == 0) {
            sy_boards *boards = NULL;
            sy_board board = {.version = 0};
            if (sy_boards_open(&boards, b->path, SY_WRITE, NULL) != SY_OK) _exit(1);
            (void)!sy_board_find(boards, &board, "图", &b->arena, NULL);
            for (unsigned i = board.name ? number_of(b, &board) + 1 : 1;; i++) {
                if (sy_board_save(boards, &board, "图", board.version, body_of(b, i), &b->arena,
                                  NULL) != SY_OK)
                    _exit(2);
                if (write(told[1], &i, sizeof i) != sizeof i) _exit(3);
            }
        }
        close(told[1]);
        usleep((useconds_t)(20000 + roll(&d) % 80000));
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        while (read(told[0], &seen, sizeof seen) == sizeof seen) last = seen;
        close(told[0]);
        if (last == 0) continue;
        sy_boards *boards = open_boards(b);
        sy_board board;
        sy_err err = {0};
        assert_ok(sy_board_find(boards, &board, "图", &b->arena, &err), err);
        const unsigned stands = number_of(b, &board);
        assert_true(stands == last || stands == last + 1);
        sy_boards_close(boards);
        proved++;
    }
    assert_true(proved > 3); /* a kill before the first save proves nothing */
}

/* ---- bounds ---- */

static void a_case_has_so_many_boards_and_no_more(void **state)
{
    bench *b = *state;
    sy_boards *boards = open_boards(b);
    sy_board board;
    sy_board *list;
    sy_err err = {0};
    size_t n;

    assert_ok(sy_board_save(boards, &board, "0", 0, body_of(b, 0), &b->arena, &err), err);
    for (unsigned i = 1; i < SY_MAX_BOARDS; i++) {
        char name[20];
        snprintf(name, sizeof name, "%u", i);
        assert_ok(sy_board_copy(boards, "0", name, &err), err);
    }
    assert_int_equal(sy_board_copy(boards, "0", "more", NULL), SY_ELIMIT);
    assert_int_equal(sy_board_save(boards, &board, "more", 0, body_of(b, 1), &b->arena, NULL),
                     SY_ELIMIT);
    assert_ok(sy_board_delete(boards, "7", &err), err);
    assert_ok(sy_board_copy(boards, "0", "more", &err), err);
    assert_int_equal(sy_board_restore(boards, "7", NULL), SY_ELIMIT);
    assert_ok(sy_boards_list(boards, &list, &n, &b->arena, &err), err);
    assert_int_equal(n, SY_MAX_BOARDS + 1);
    assert_non_null(list[n - 1].deleted_at);
    sy_boards_close(boards);
}

static void a_damaged_store_is_said_and_not_written_over(void **state)
{
    bench *b = *state;
    char path[SCRATCH + 64];
    sy_boards *boards = NULL;
    sy_err err = {0};

    snprintf(path, sizeof path, "%s/boards.sqlite", b->path);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    for (int i = 0; i < 1000; i++) fputs("no database ", f);
    fclose(f);
    assert_int_equal(sy_boards_open(&boards, b->path, SY_WRITE, &err), SY_EENGINE);
    assert_non_null(strstr(err.text, "boards.sqlite"));
    assert_null(boards);
}

/* ---- no memory ---- */

static sy_status save_and_list(bench *b, long granted, sy_slice body)
{
    sy_boards *boards = NULL;
    sy_board board, *list;
    sy_arena arena;
    size_t n;

    sy_arena_init(&arena, NULL);
    begin_scarcity(granted);
    sy_status st = sy_boards_open(&boards, b->path, SY_WRITE, NULL);
    if (st == SY_OK) st = sy_board_save(boards, &board, "缺", 0, body, &arena, NULL);
    if (st == SY_OK) st = sy_boards_list(boards, &list, &n, &arena, NULL);
    end_scarcity();
    sy_boards_close(boards);
    sy_arena_dispose(&arena);
    return st;
}

static void without_memory_it_fails_and_is_whole(void **state)
{
    bench *b = *state;
    const sy_slice body = body_of(b, 1);
    long granted = 0;

    while (save_and_list(b, granted, body) == SY_ENOMEM) granted++;
    assert_int_equal(save_and_list(b, granted + 1, body), SY_OK);
    assert_true(granted > 3 && granted < 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(of_many_writers_none_loses_a_change, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_kill_loses_no_save_that_was_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_case_has_so_many_boards_and_no_more, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_damaged_store_is_said_and_not_written_over, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(without_memory_it_fails_and_is_whole, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("boards", tests, NULL, NULL);
}
