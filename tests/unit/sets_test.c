/* sets_test.c - what sets said is remembered as it was said, and never changed. */
#include "test.h"

#include "scratch.h"

#include "store/sets.h"

typedef struct bench {
    char folder[SCRATCH], path[SCRATCH + 32];
} bench;

static int set_up(void **state)
{
    bench *b = calloc(1, sizeof *b);
    sy_err err = {0};
    if (!b) return -1;
    scratch_make(b->folder);
    snprintf(b->path, sizeof b->path, "%s/case.suyuan", b->folder);
    *state = b;
    return sy_workspace_create(b->path, &err) == SY_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    bench *b = *state;
    scratch_remove(b->folder);
    free(b);
    return 0;
}

static sy_workspace *open_ws(const bench *b, sy_access access)
{
    sy_workspace *ws = NULL;
    sy_err err = {0};
    assert_ok(sy_workspace_open(&ws, b->path, access, &err), err);
    return ws;
}

static const sy_set_line lines[] = {
    {.cut = "month", .key = "2023-05", .title = "", .n_in = 3, .n_out = 4, .in = 5000, .out = 1},
    {.cut = "counterparty", .key = "name:王样二", .title = "王样二", .n_out = 1, .out = INT64_MAX},
};

static void an_edition_comes_back_as_it_was_given(void **state)
{
    sy_workspace *ws = open_ws(*state, SY_WRITE);
    sy_set_edition given[] = {
        {.person = "citizen:1", .name = "王样一", .accounts = "1\n2", .lines = lines, .n_lines = 2},
        {.person = "name:王样二", .name = "王样二", .accounts = "3", .lines = lines, .n_lines = 1}};
    sy_set_edition *editions = NULL;
    sy_set_issue *issues = NULL;
    sy_set_line *kept = NULL;
    sy_arena arena;
    sy_err err = {0};
    size_t n = 0;

    sy_arena_init(&arena, NULL);
    assert_ok(sy_set_record(ws, "a.html", "cash=10000.00", given, 2, &err), err);
    assert_true(given[0].id > 0 && given[1].id > given[0].id);
    assert_ok(sy_set_editions(ws, &editions, &n, &arena, &err), err);
    assert_int_equal(n, 2);
    assert_string_equal(editions[0].person, "name:王样二"); /* the newest first */
    assert_string_equal(editions[1].accounts, "1\n2");
    assert_string_equal(editions[1].name, "王样一");
    assert_true(*editions[1].who && strlen(editions[1].made_at) == 20);
    assert_ok(sy_set_lines(ws, given[0].id, &kept, &n, &arena, &err), err);
    assert_int_equal(n, 2);
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(kept[i].cut, lines[i].cut);
        assert_string_equal(kept[i].key, lines[i].key);
        assert_string_equal(kept[i].title, lines[i].title);
        assert_int_equal(kept[i].n_in, lines[i].n_in);
        assert_int_equal(kept[i].n_out, lines[i].n_out);
        assert_int_equal(kept[i].in, lines[i].in);
        assert_int_equal(kept[i].out, lines[i].out);
    }
    assert_ok(sy_set_issues(ws, &issues, &n, &arena, &err), err);
    assert_int_equal(n, 1);
    assert_string_equal(issues[0].names, "王样一\n王样二");
    assert_string_equal(issues[0].terms, "cash=10000.00");
    sy_arena_dispose(&arena);
    sy_workspace_close(ws);
}

static void the_same_figures_are_one_edition_of_two_sets(void **state)
{
    sy_workspace *ws = open_ws(*state, SY_WRITE);
    sy_set_edition e = {.person = "p", .name = "n", .accounts = "1", .lines = lines, .n_lines = 2};
    sy_set_edition *editions = NULL;
    sy_set_issue *issues = NULL;
    sy_arena arena;
    sy_err err = {0};
    size_t n = 0;

    sy_arena_init(&arena, NULL);
    assert_ok(sy_set_record(ws, "a.html", "", &e, 1, &err), err);
    const int64_t id = e.id;
    assert_ok(sy_set_record(ws, "a.xlsx", "", &e, 1, &err), err);
    assert_int_equal(e.id, id);
    assert_ok(sy_set_editions(ws, &editions, &n, &arena, &err), err);
    assert_int_equal(n, 1);
    assert_ok(sy_set_issues(ws, &issues, &n, &arena, &err), err);
    assert_int_equal(n, 2);
    assert_string_equal(issues[1].file, "a.xlsx");
    sy_arena_dispose(&arena);
    sy_workspace_close(ws);
}

static void a_reader_writes_nothing(void **state)
{
    sy_workspace *ws = open_ws(*state, SY_READ);
    sy_set_edition e = {.person = "p", .name = "n", .accounts = "1"}, *editions = NULL;
    sy_arena arena;
    sy_err err = {0};
    size_t n = 1;

    sy_arena_init(&arena, NULL);
    assert_int_equal(sy_set_record(ws, "a.html", "", &e, 1, &err), SY_EINVAL);
    err = (sy_err){0};
    assert_ok(sy_set_editions(ws, &editions, &n, &arena, &err), err);
    assert_int_equal(n, 0);
    sy_arena_dispose(&arena);
    sy_workspace_close(ws);
}

/* A text that cannot be stored: nothing of the set stays, not even its first person. */
static void a_set_is_recorded_whole_or_not_at_all(void **state)
{
    sy_workspace *ws = open_ws(*state, SY_WRITE);
    sy_set_edition given[] = {
        {.person = "p", .name = "n", .accounts = "1", .lines = lines, .n_lines = 2},
        {.person = NULL, .name = "n", .accounts = "1"}};
    sy_set_edition *editions = NULL;
    sy_arena arena;
    sy_err err = {0};
    size_t n = 1;

    sy_arena_init(&arena, NULL);
    assert_int_equal(sy_set_record(ws, "a.html", "", given, 2, &err), SY_EENGINE);
    err = (sy_err){0};
    assert_ok(sy_set_editions(ws, &editions, &n, &arena, &err), err);
    assert_int_equal(n, 0);
    sy_arena_dispose(&arena);
    sy_workspace_close(ws);
}

static void a_failed_allocation_is_reported(void **state)
{
    sy_workspace *ws = open_ws(*state, SY_WRITE);
    sy_set_edition e = {.person = "p", .name = "n", .accounts = "1", .lines = lines, .n_lines = 2};
    sy_err err = {0};

    assert_ok(sy_set_record(ws, "a.html", "", &e, 1, &err), err);
    for (size_t left = 0;; left++) {
        scarce s = {.left = left};
        const sy_alloc al = {scarce_get, scarce_put, &s};
        sy_set_edition *editions = NULL;
        sy_set_line *kept = NULL;
        sy_arena arena;
        size_t n = 0;

        sy_arena_init(&arena, &al);
        err = (sy_err){0};
        sy_status st = sy_set_editions(ws, &editions, &n, &arena, &err);
        if (st == SY_OK) st = sy_set_lines(ws, e.id, &kept, &n, &arena, &err);
        sy_arena_dispose(&arena);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) break;
        assert_int_equal(st, SY_ENOMEM);
    }
    sy_workspace_close(ws);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_edition_comes_back_as_it_was_given, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_figures_are_one_edition_of_two_sets, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_reader_writes_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_set_is_recorded_whole_or_not_at_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_failed_allocation_is_reported, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
