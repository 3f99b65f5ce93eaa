/* list_test.c - a plain list of transfers becomes a flow. */
#include "test.h"

#include "flow/list.h"
#include "flow/trace.h"

enum { A, B, C, ACCOUNTS };

static const sy_listed list[] = {
    {B, C, 30, 20000}, {A, B, 20, 30000}, {C, C, 25, 999}, {B, C, 20, 10000}};
enum { N = sizeof list / sizeof *list };

static void the_pass_is_the_list_by_time_its_own_order_at_ties(void **state)
{
    (void)state;
    sy_list *l = NULL;
    sy_err err = {0};

    assert_ok(sy_list_build(&l, NULL, list, N, ACCOUNTS, NULL, &err), err);
    const sy_flow *f = sy_list_flow(l);
    assert_true(f->closed_world);
    assert_int_equal(f->n_ledgers, ACCOUNTS);
    static const uint32_t wanted[] = {1, 3, 0}; /* the self transfer moves nothing */
    size_t n = 0;
    for (uint32_t t = 0; t < f->n_transfers; t++) {
        if (f->flags[t] & SY_T_PSEUDO) continue;
        assert_in_range(n, 0, 2);
        assert_int_equal(f->out_place[t], wanted[n]);
        assert_int_equal(f->amount[t], list[wanted[n]].amount);
        assert_int_equal(f->from[t], list[wanted[n]].from);
        n++;
    }
    assert_int_equal(n, 3);
    sy_list_free(l);
}

static void accounts_have_the_names_they_are_given_or_their_numbers(void **state)
{
    (void)state;
    static const char *const names[] = {"甲", "", "丙"};
    sy_list *named = NULL, *plain = NULL;
    sy_err err = {0};

    assert_ok(sy_list_build(&named, NULL, list, N, ACCOUNTS, names, &err), err);
    assert_ok(sy_list_build(&plain, NULL, list, N, ACCOUNTS, NULL, &err), err);
    for (uint32_t a = 0; a < ACCOUNTS; a++) {
        char number[12];
        const sy_flow *f = sy_list_flow(named);
        assert_string_equal(sy_flow_text(f, f->ledgers[a].number), names[a]);
        snprintf(number, sizeof number, "%u", a);
        f = sy_list_flow(plain);
        assert_string_equal(sy_flow_text(f, f->ledgers[a].number), number);
        assert_string_equal(sy_flow_text(f, f->ledgers[a].holder), "");
    }
    sy_list_free(named);
    sy_list_free(plain);
}

static void money_is_traced_through_it(void **state)
{
    (void)state;
    const sy_seed seed = {.account = A, .since = INT64_MIN};
    const sy_trace_query q = {.rule = SY_FIFO, .seeds = &seed, .n_seeds = 1};
    sy_list *l = NULL;
    sy_trace *t = NULL;
    sy_err err = {0};

    assert_ok(sy_list_build(&l, NULL, list, N, ACCOUNTS, NULL, &err), err);
    assert_ok(sy_trace_run(&t, NULL, sy_list_flow(l), &q, &err), err);
    assert_int_equal(t->seeded[0], 30000);
    assert_int_equal(t->n_transfers, 3); /* A->B, and B->C twice, whole */
    for (size_t i = 0; i < t->n_transfers; i++) {
        const uint32_t n = t->transfers[i].transfer;
        assert_int_equal(t->transfers[i].tainted, sy_list_flow(l)->amount[n]);
    }
    sy_trace_free(t);
    sy_list_free(l);
}

static void a_list_that_cannot_be_says_which_item(void **state)
{
    (void)state;
    static const sy_listed wrong[][2] = {{{A, B, 1, 5}, {A, ACCOUNTS, 1, 5}},
                                         {{A, B, 1, 5}, {B, C, 1, 0}},
                                         {{A, B, 1, 5}, {B, C, 1, -1}}};
    sy_list *l = NULL;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        sy_err err = {0};
        assert_int_equal(sy_list_build(&l, NULL, wrong[i], 2, ACCOUNTS, NULL, &err), SY_EINVAL);
        assert_null(l);
        assert_non_null(strstr(err.text, "2"));
    }
    const sy_listed large[] = {{A, B, 1, INT64_MAX}, {C, B, 2, INT64_MAX}};
    sy_err err = {0};
    assert_int_equal(sy_list_build(&l, NULL, large, 2, ACCOUNTS, NULL, &err), SY_ELIMIT);
    assert_non_null(strstr(err.text, "1")); /* the account's number */
}

static void an_empty_list_is_a_flow_without_transfers(void **state)
{
    (void)state;
    sy_list *l = NULL;
    sy_err err = {0};

    assert_ok(sy_list_build(&l, NULL, list, 0, 0, NULL, &err), err);
    assert_int_equal(sy_list_flow(l)->n_transfers, 0);
    sy_list_free(l);
}

static void survives_every_failed_allocation(void **state)
{
    (void)state;
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        const sy_alloc al = {scarce_get, scarce_put, &s};
        sy_list *l = NULL;
        const sy_status st = sy_list_build(&l, &al, list, N, ACCOUNTS, NULL, NULL);

        assert_true(st == SY_OK || st == SY_ENOMEM);
        sy_list_free(l);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) return;
        assert_null(l);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_pass_is_the_list_by_time_its_own_order_at_ties),
        cmocka_unit_test(accounts_have_the_names_they_are_given_or_their_numbers),
        cmocka_unit_test(money_is_traced_through_it),
        cmocka_unit_test(a_list_that_cannot_be_says_which_item),
        cmocka_unit_test(an_empty_list_is_a_flow_without_transfers),
        cmocka_unit_test(survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("lists of transfers", tests, NULL, NULL);
}
