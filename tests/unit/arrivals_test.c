/* arrivals_test.c - what was said of files stays readable, whatever a kill has left of the last
 * line; a folder of exchange is remembered, and no memory is no folder. */
#include "test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "scarcity.h"
#include "scratch.h"
#include "store/arrivals.h"
#include "store/exchange.h"

typedef struct bench {
    char folder[SCRATCH], inbox[SCRATCH + 16];
    sy_arena arena;
} bench;

static int set_up(void **state)
{
    bench *b = calloc(1, sizeof *b);
    sy_err err = {0};

    if (!b) return -1;
    scratch_make(b->folder);
    snprintf(b->inbox, sizeof b->inbox, "%s-in", b->folder);
    sy_arena_init(&b->arena, NULL);
    *state = b;
    return sy_make_folder(b->inbox, &err) == SY_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    bench *b = *state;

    sy_arena_dispose(&b->arena);
    scratch_remove(b->folder);
    scratch_remove(b->inbox);
    free(b);
    return 0;
}

static void add(const bench *b, const char *event, const char *file, const char *text)
{
    sy_err err = {0};
    const sy_arrival a = {"2026-01-15T09:30:00", event, file, text};

    assert_ok(sy_arrivals_add(b->folder, &a, &err), err);
}

static sy_arrivals read_all(bench *b)
{
    sy_arrivals all;
    sy_err err = {0};

    assert_ok(sy_arrivals_read(&all, b->folder, &b->arena, &err), err);
    return all;
}

static void what_was_said_is_read_in_its_order(void **state)
{
    bench *b = *state;

    assert_int_equal(read_all(b).n, 0);
    add(b, SY_ARRIVALS_BEGAN, NULL, NULL);
    assert_true(read_all(b).is_cut);
    add(b, "loaded", "a\xff\n\".csv", "line\nline");
    add(b, "ran", NULL, "model");
    assert_true(read_all(b).is_cut);
    add(b, SY_ARRIVALS_ENDED, NULL, NULL);
    const sy_arrivals all = read_all(b);
    assert_false(all.is_cut);
    assert_int_equal(all.n, 2);
    assert_string_equal(all.items[0].file, "a\xef\xbf\xbd\n\".csv");
    assert_string_equal(all.items[0].text, "line\nline");
    assert_null(all.items[1].file);
}

static void a_torn_line_hides_no_other(void **state)
{
    bench *b = *state;
    char path[SCRATCH + 32];
    sy_err err = {0};

    add(b, "loaded", "a.csv", "first");
    add(b, "loaded", "b.csv", "second");
    snprintf(path, sizeof path, "%s/arrivals.jsonl", b->folder);
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    for (off_t size = info.st_size - 1; size > info.st_size / 2; size--) {
        assert_int_equal(truncate(path, size), 0);
        assert_int_equal(read_all(b).n, 1);
    }
    assert_ok(sy_file_write(path, "no JSON\n[]\n{}\n", 14, &err), err);
    assert_int_equal(read_all(b).n, 0);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(symlink("/etc/passwd", path), 0);
    sy_arrivals all;
    assert_int_equal(sy_arrivals_read(&all, b->folder, &b->arena, &err), SY_EIO);
}

static void the_last_are_kept_and_the_file_stays_small(void **state)
{
    bench *b = *state;
    char text[1000], name[32], path[SCRATCH + 32];
    struct stat info;

    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    for (int i = 0; i < 2500; i++) {
        snprintf(name, sizeof name, "%d.csv", i);
        add(b, "loaded", name, i % 2 ? text : "short");
    }
    const sy_arrivals all = read_all(b);
    assert_true(all.n > 50 && all.n <= SY_MOST_ARRIVALS);
    for (size_t i = 0; i < all.n; i++) {
        snprintf(name, sizeof name, "%zu.csv", 2500 - all.n + i);
        assert_string_equal(all.items[i].file, name);
    }
    for (int old = 0; old < 2; old++) {
        snprintf(path, sizeof path, "%s/arrivals.%sjsonl", b->folder, old ? "old." : "");
        assert_int_equal(stat(path, &info), 0);
        assert_true(info.st_size < (1 << 20) + 2000);
    }
}

static void no_memory_is_neither_an_empty_list_nor_no_folder(void **state)
{
    bench *b = *state;
    const char *const run[] = {"one", "two"};
    sy_arrivals all;
    sy_exchange x;
    sy_err err = {0};

    add(b, "loaded", "a.csv", "first");
    assert_ok(sy_exchange_set(b->folder, b->inbox, run, 2, &b->arena, &err), err);
    for (long n = 0;; n++) {
        sy_arena arena;
        sy_arena_init(&arena, NULL);
        begin_scarcity(n);
        const sy_status said = sy_arrivals_read(&all, b->folder, &arena, NULL),
                        set = sy_exchange_read(&x, b->folder, &arena, NULL);
        end_scarcity();
        assert_true(said == SY_ENOMEM || (said == SY_OK && all.n == 1));
        assert_true(set == SY_ENOMEM || (set == SY_OK && x.n_models == 2));
        if (set == SY_OK) {
            assert_string_equal(x.models[1], "two");
            assert_string_equal(x.folder, b->inbox);
        }
        sy_arena_dispose(&arena);
        if (said == SY_OK && set == SY_OK) break;
    }
    assert_ok(sy_exchange_off(b->folder, &b->arena, &err), err);
    assert_ok(sy_exchange_read(&x, b->folder, &b->arena, &err), err);
    assert_null(x.folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_said_is_read_in_its_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_torn_line_hides_no_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_last_are_kept_and_the_file_stays_small, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(no_memory_is_neither_an_empty_list_nor_no_folder, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
