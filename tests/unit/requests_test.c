/* requests_test.c - the register of requests: what was said of each, in steps that are
 * taken back whole; a request goes out only when it is complete. */
#include "test.h"

#include "scratch.h"

#include "store/requests.h"

typedef struct bench {
    char folder[SCRATCH];
    char path[SCRATCH + 32];
    sy_workspace *ws;
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
    if (sy_workspace_create(b->path, &err) == SY_OK &&
        sy_workspace_open(&b->ws, b->path, SY_WRITE, &err) == SY_OK) {
        return 0;
    }
    print_error("%s\n", err.text);
    return -1;
}

static int tear_down(void **state)
{
    bench *b = *state;

    sy_workspace_close(b->ws);
    sy_arena_dispose(&b->arena);
    scratch_remove(b->folder);
    free(b);
    return 0;
}

static const sy_request_word whole[] = {
    {SY_REQUEST_WHAT, "statement"},    {SY_REQUEST_PERSON, "王样一"},
    {SY_REQUEST_ACCOUNT, "6222"},      {SY_REQUEST_INSTITUTION, "样行"},
    {SY_REQUEST_FROM, "2023-01-01"},   {SY_REQUEST_TO, "2023-12-31"},
    {SY_REQUEST_GROUND, "rules-64-4"}, {SY_REQUEST_APPROVER, "甲检"},
    {SY_REQUEST_OFFICER, "乙检"},      {SY_REQUEST_SECOND, "丙检"},
};
enum { WHOLE = sizeof whole / sizeof *whole };

/* Says one thing; the status, and that nothing was added where it failed. */
static sy_status say(bench *b, int64_t *number, sy_request_field f, const char *value)
{
    const sy_request_word w = {f, value};
    return sy_request_say(b->ws, number, &w, 1, NULL);
}

static int64_t make_whole(bench *b)
{
    int64_t number = 0;
    sy_err err = {0};

    assert_ok(sy_request_say(b->ws, &number, whole, WHOLE, &err), err);
    return number;
}

static sy_request *look(bench *b, size_t *n)
{
    sy_request *list = NULL;
    sy_err err = {0};

    assert_ok(sy_requests(b->ws, &list, n, &b->arena, &err), err);
    return list;
}

static const sy_request *only(bench *b)
{
    size_t n = 0;
    const sy_request *list = look(b, &n);

    assert_int_equal(n, 1);
    return list;
}

static void an_empty_register_is_empty(void **state)
{
    size_t n = 1;
    look(*state, &n);
    assert_int_equal(n, 0);
}

static void the_newest_word_of_a_field_holds(void **state)
{
    bench *b = *state;
    int64_t number = make_whole(b);

    assert_int_equal(number, 1);
    assert_int_equal(say(b, &number, SY_REQUEST_INSTITUTION, "别行"), SY_OK);
    assert_int_equal(say(b, &number, SY_REQUEST_NOTE, "急"), SY_OK);
    assert_int_equal(say(b, &number, SY_REQUEST_NOTE, ""), SY_OK);
    const sy_request *r = only(b);
    assert_string_equal(r->word[SY_REQUEST_INSTITUTION], "别行");
    assert_string_equal(r->word[SY_REQUEST_NOTE], "");
    assert_string_equal(r->word[SY_REQUEST_PERSON], "王样一");
    assert_int_equal(r->n_steps, 4);
    assert_int_equal(r->steps[0].n, WHOLE);
    assert_non_null(r->steps[3].who);
    assert_int_equal(r->state, SY_REQUEST_IS_DRAFT);
}

static void numbers_go_up_and_are_never_used_twice(void **state)
{
    bench *b = *state;
    int64_t undone = 0;
    size_t n = 0;

    assert_int_equal(make_whole(b), 1);
    assert_int_equal(make_whole(b), 2);
    assert_int_equal(sy_request_undo(b->ws, &undone, NULL), SY_OK);
    assert_int_equal(undone, 2);
    assert_int_equal(make_whole(b), 3);
    const sy_request *list = look(b, &n);
    assert_int_equal(n, 3);
    assert_int_equal(list[1].state, SY_REQUEST_IS_WITHDRAWN);
    assert_non_null(list[1].steps[0].undone_at);
    assert_string_equal(list[1].word[SY_REQUEST_PERSON], "");
}

static void steps_are_taken_back_one_by_one_the_newest_first(void **state)
{
    bench *b = *state;
    int64_t number = make_whole(b);

    assert_int_equal(say(b, &number, SY_REQUEST_SENT, "2024-01-02"), SY_OK);
    assert_int_equal(only(b)->state, SY_REQUEST_IS_SENT);
    assert_int_equal(say(b, &number, SY_REQUEST_REFUSED, "2024-01-05"), SY_OK);
    assert_int_equal(only(b)->state, SY_REQUEST_IS_REFUSED);
    assert_int_equal(say(b, &number, SY_REQUEST_ARRIVED, "2024-02-01"), SY_OK);
    assert_int_equal(only(b)->state, SY_REQUEST_IS_ARRIVED);
    static const sy_request_state back[] = {SY_REQUEST_IS_REFUSED, SY_REQUEST_IS_SENT,
                                            SY_REQUEST_IS_DRAFT, SY_REQUEST_IS_WITHDRAWN};
    for (int i = 0; i < 4; i++) {
        int64_t of = number;
        assert_int_equal(sy_request_undo(b->ws, &of, NULL), SY_OK);
        assert_int_equal(of, number);
        assert_int_equal(only(b)->state, back[i]);
    }
    int64_t of = number;
    assert_int_equal(sy_request_undo(b->ws, &of, NULL), SY_OK);
    assert_int_equal(of, 0);
    assert_int_equal(only(b)->n_steps, 4); /* nothing is deleted */
    assert_int_equal(say(b, &number, SY_REQUEST_NOTE, "x"), SY_EDATA);
}

static void only_a_complete_request_goes_out(void **state)
{
    static const sy_request_field needed[] = {
        SY_REQUEST_WHAT,   SY_REQUEST_INSTITUTION, SY_REQUEST_FROM,    SY_REQUEST_TO,
        SY_REQUEST_GROUND, SY_REQUEST_APPROVER,    SY_REQUEST_OFFICER, SY_REQUEST_SECOND};
    bench *b = *state;
    int64_t number = make_whole(b);

    assert_int_equal(sy_request_lacks(only(b)), SY_REQUEST_FIELDS);
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        const char *before = only(b)->word[needed[i]];
        assert_int_equal(say(b, &number, needed[i], ""), SY_OK);
        assert_int_equal(sy_request_lacks(only(b)), needed[i]);
        assert_int_equal(say(b, &number, SY_REQUEST_SENT, "2024-01-02"), SY_EINVAL);
        assert_int_equal(say(b, &number, needed[i], before), SY_OK);
    }
    /* Either of the two says who is asked about. */
    assert_int_equal(say(b, &number, SY_REQUEST_PERSON, ""), SY_OK);
    assert_int_equal(sy_request_lacks(only(b)), SY_REQUEST_FIELDS);
    assert_int_equal(say(b, &number, SY_REQUEST_ACCOUNT, ""), SY_OK);
    assert_int_equal(sy_request_lacks(only(b)), SY_REQUEST_PERSON);
    assert_int_equal(say(b, &number, SY_REQUEST_PERSON, "王样一"), SY_OK);
    /* Which accounts he has is asked without days. */
    assert_int_equal(say(b, &number, SY_REQUEST_WHAT, "accounts"), SY_OK);
    assert_int_equal(say(b, &number, SY_REQUEST_FROM, ""), SY_OK);
    assert_int_equal(say(b, &number, SY_REQUEST_TO, ""), SY_OK);
    assert_int_equal(say(b, &number, SY_REQUEST_SENT, "2024-01-02"), SY_OK);
    /* Once it is out, nothing that it needs is taken from it. */
    assert_int_equal(say(b, &number, SY_REQUEST_GROUND, ""), SY_EINVAL);
}

static void what_cannot_be_is_refused(void **state)
{
    bench *b = *state;
    int64_t number = make_whole(b), nobody = 7;
    const sy_request_word two[] = {{SY_REQUEST_NOTE, "kept?"}, {SY_REQUEST_FROM, "2023-02-30"}};

    assert_int_equal(sy_request_say(b->ws, &number, two, 2, NULL), SY_EINVAL);
    assert_string_equal(only(b)->word[SY_REQUEST_NOTE], ""); /* all words or none */
    assert_int_equal(say(b, &number, SY_REQUEST_TO, "2023-01-01T10:00:00"), SY_EINVAL);
    assert_int_equal(say(b, &number, SY_REQUEST_TO, "2022-12-31"), SY_EINVAL);
    assert_int_equal(say(b, &number, SY_REQUEST_WHAT, "everything"), SY_EINVAL);
    assert_int_equal(say(b, &number, SY_REQUEST_SECOND, "乙检"), SY_EINVAL);
    assert_int_equal(say(b, &number, SY_REQUEST_IMPORT, "1"), SY_EINVAL);
    assert_int_equal(say(b, &number, SY_REQUEST_ARRIVED, "2024-01-01"), SY_EINVAL);
    assert_int_equal(say(b, &number, SY_REQUEST_SENT, "2024-01-02"), SY_OK);
    assert_int_equal(say(b, &number, SY_REQUEST_ARRIVED, "2024-01-01"), SY_EINVAL);
    assert_int_equal(say(b, &number, SY_REQUEST_REFUSED, "2024-01-01"), SY_EINVAL);
    assert_int_equal(say(b, &nobody, SY_REQUEST_NOTE, "x"), SY_EDATA);
    assert_int_equal(nobody, 7);
    assert_int_equal(sy_request_say(b->ws, &number, NULL, 0, NULL), SY_EINVAL);
    assert_int_equal(only(b)->n_steps, 2);
}

static void a_reader_says_nothing(void **state)
{
    bench *b = *state;
    int64_t number = make_whole(b);
    sy_err err = {0};

    sy_workspace_close(b->ws);
    b->ws = NULL;
    assert_ok(sy_workspace_open(&b->ws, b->path, SY_READ, &err), err);
    assert_int_equal(say(b, &number, SY_REQUEST_NOTE, "x"), SY_EINVAL);
    assert_int_equal(sy_request_undo(b->ws, &number, NULL), SY_EINVAL);
    assert_int_equal(only(b)->n_steps, 1);
}

static void reading_survives_every_failed_allocation(void **state)
{
    bench *b = *state;

    make_whole(b);
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        const sy_alloc al = {scarce_get, scarce_put, &s};
        sy_request *list = NULL;
        sy_arena arena;
        size_t count = 0;

        sy_arena_init(&arena, &al);
        const sy_status st = sy_requests(b->ws, &list, &count, &arena, NULL);
        sy_arena_dispose(&arena);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) {
            assert_true(n > 0);
            return;
        }
        assert_int_equal(st, SY_ENOMEM);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(an_empty_register_is_empty),
        TEST(the_newest_word_of_a_field_holds),
        TEST(numbers_go_up_and_are_never_used_twice),
        TEST(steps_are_taken_back_one_by_one_the_newest_first),
        TEST(only_a_complete_request_goes_out),
        TEST(what_cannot_be_is_refused),
        TEST(a_reader_says_nothing),
        TEST(reading_survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("requests", tests, NULL, NULL);
}
