/* inbox_test.c - which files in a folder are whole, once each, and where they go. */
#include "test.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/inbox.h"
#include "scratch.h"

typedef struct box {
    char folder[SCRATCH];
    sy_inbox *inbox;
    sy_arena arena;
} box;

static int open_box(void **state)
{
    box *b = calloc(1, sizeof *b);
    sy_err err = {0};

    if (!b) return -1;
    scratch_make(b->folder);
    sy_arena_init(&b->arena, NULL);
    *state = b;
    return sy_inbox_open(&b->inbox, b->folder, &err) == SY_OK ? 0 : -1;
}

static int close_box(void **state)
{
    box *b = *state;

    sy_inbox_close(b->inbox);
    sy_arena_dispose(&b->arena);
    scratch_remove(b->folder);
    free(b);
    return 0;
}

static void put(const box *b, const char *name, const char *text)
{
    char path[2 * SCRATCH];
    sy_err err = {0};

    snprintf(path, sizeof path, "%s/%s", b->folder, name);
    assert_ok(sy_file_write(path, text, strlen(text), &err), err);
}

static void folder_of(const box *b, const char *name)
{
    char path[2 * SCRATCH];
    sy_err err = {0};

    snprintf(path, sizeof path, "%s/%s", b->folder, name);
    assert_ok(sy_make_folder(path, &err), err);
}

/* What a look gives, "a b c". */
static const char *look(box *b, bool *waiting)
{
    static char names[1024];
    sy_inbox_file *list;
    sy_err err = {0};
    size_t n;

    assert_ok(sy_inbox_look(b->inbox, &list, &n, waiting, &b->arena, &err), err);
    names[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        strcat(names, i ? " " : "");
        strcat(names, list[i].name);
    }
    return names;
}

static void each_file_is_given_once_and_again_when_it_changes(void **state)
{
    box *b = *state;
    bool waiting;

    put(b, "b.csv", "1");
    put(b, "a.csv", "1");
    assert_string_equal(look(b, &waiting), "a.csv b.csv");
    assert_false(waiting);
    assert_string_equal(look(b, &waiting), "");
    put(b, "a.csv", "22");
    assert_string_equal(look(b, &waiting), "a.csv");
    put(b, "c.csv", "1");
    assert_string_equal(look(b, &waiting), "c.csv");
}

static void a_file_that_somebody_writes_is_not_whole(void **state)
{
    box *b = *state;
    char path[2 * SCRATCH];
    bool waiting;

    snprintf(path, sizeof path, "%s/slow.csv", b->folder);
    const int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "half", 4), 4);
    assert_string_equal(look(b, &waiting), "");
    assert_true(waiting);
    assert_int_equal(write(fd, "rest", 4), 4);
    assert_string_equal(look(b, &waiting), "");
    close(fd);
    assert_string_equal(look(b, &waiting), "slow.csv");
    assert_false(waiting);
}

static void only_plain_files_one_level_deep(void **state)
{
    box *b = *state;
    char path[2 * SCRATCH];
    bool waiting;

    folder_of(b, "vehicles/deeper");
    folder_of(b, "done");
    put(b, "vehicles/a.csv", "1");
    put(b, "vehicles/deeper/b.csv", "1");
    put(b, "done/c.csv", "1");
    put(b, ".hidden", "1");
    put(b, "~$open.xlsx", "1");
    put(b, "coming.csv.part", "1");
    snprintf(path, sizeof path, "%s/link.csv", b->folder);
    assert_int_equal(symlink("/etc/passwd", path), 0);
    snprintf(path, sizeof path, "%s/pipe.csv", b->folder);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_string_equal(look(b, &waiting), "vehicles/a.csv");
    assert_false(waiting);
}

static void nothing_is_overwritten_when_it_is_put_away(void **state)
{
    static const char *const where[] = {"done/vehicles/a.csv", "done/vehicles/a (2).csv",
                                        "done/vehicles/a (3).csv"};
    box *b = *state;

    folder_of(b, "vehicles");
    for (int i = 0; i < 3; i++) {
        sy_inbox_file *list;
        const char *to;
        char text[2] = {(char)('1' + i), '\0'}, *kept;
        bool waiting;
        sy_err err = {0};
        size_t n;

        put(b, "vehicles/a.csv", text);
        assert_ok(sy_inbox_look(b->inbox, &list, &n, &waiting, &b->arena, &err), err);
        assert_int_equal(n, 1);
        assert_string_equal(list[0].subfolder, "vehicles");
        assert_ok(sy_inbox_put_away(b->inbox, &list[0], &to, &b->arena, &err), err);
        assert_string_equal(to + strlen(b->folder) + 1, where[i]);
        for (int k = 0; k <= i; k++) {
            char path[2 * SCRATCH];
            snprintf(path, sizeof path, "%s/%s", b->folder, where[k]);
            assert_ok(sy_file_read(NULL, &kept, &n, path, 10, &err), err);
            assert_int_equal(kept[0], '1' + k);
            sy_drop(NULL, kept);
        }
    }
}

static void a_folder_that_is_gone_is_said(void **state)
{
    box *b = *state;
    sy_inbox *other;
    sy_inbox_file *list;
    bool waiting;
    sy_err err = {0};
    size_t n;

    scratch_remove(b->folder);
    assert_int_equal(sy_inbox_look(b->inbox, &list, &n, &waiting, &b->arena, &err), SY_EIO);
    assert_int_equal(sy_inbox_open(&other, "/etc/passwd", &(sy_err){0}), SY_EIO);
    assert_int_equal(sy_inbox_open(&other, "/nowhere/at/all", &(sy_err){0}), SY_EIO);
}

static void survives_every_failed_allocation(void **state)
{
    box *b = *state;

    put(b, "a.csv", "1");
    put(b, "b.csv", "1");
    for (size_t k = 0;; k++) {
        scarce s = {.left = k};
        sy_alloc al = {scarce_get, scarce_put, &s};
        sy_inbox_file *list;
        const char *to;
        sy_arena arena;
        bool waiting;
        size_t n;

        sy_arena_init(&arena, &al);
        sy_status st = sy_inbox_look(b->inbox, &list, &n, &waiting, &arena, NULL);
        if (st == SY_OK && n) st = sy_inbox_put_away(b->inbox, &list[0], &to, &arena, NULL);
        sy_arena_dispose(&arena);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) return;
        assert_int_equal(st, SY_ENOMEM);
    }
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_box, close_box)
    const struct CMUnitTest tests[] = {
        TEST(each_file_is_given_once_and_again_when_it_changes),
        TEST(a_file_that_somebody_writes_is_not_whole),
        TEST(only_plain_files_one_level_deep),
        TEST(nothing_is_overwritten_when_it_is_put_away),
        TEST(a_folder_that_is_gone_is_said),
        TEST(survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("inbox", tests, NULL, NULL);
}
