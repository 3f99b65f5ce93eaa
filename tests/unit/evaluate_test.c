/* The whole way on two small office cases of the tuning seeds: made, imported, searched, and
 * compared with their truth. The floors are below what is reached, and a detector that finds
 * nothing, or everything, falls through them. */
#include "test.h"

#include "base/file.h"
#include "evaluate/evaluate.h"
#include "scratch.h"
#include "synth/synth.h"

enum { ROWS = 6000 };

static const uint64_t seeds[] = {3, 8};
enum { CASES = sizeof seeds / sizeof *seeds };

static char scratch[SCRATCH];
static sy_arena arena;
static sy_evaluation sum;

static void evaluate_all(void)
{
    for (int i = 0; i < CASES; i++) {
        sy_synth_result made;
        sy_evaluation *e = NULL;
        sy_err err = {0};
        char name[16];
        snprintf(name, sizeof name, "case-%d", i);
        char *dir = sy_path_join(NULL, scratch, name);
        assert_ok(sy_synth_office(dir, seeds[i], ROWS, &made, &err), err);
        assert_ok(sy_evaluate(&e, dir, &(sy_evaluate_options){0}, &arena, &err), err);
        assert_int_equal(e->rows, made.accepted);
        sy_evaluation_add(&sum, e);
        sy_drop(NULL, dir);
    }
}

static void finds_property_of_the_three_main_classes(void **state)
{
    uint32_t n_true = 0, found = 0, wrong = 0;

    (void)state;
    for (int i = 0; i < SY_MAIN_CLASSES; i++) {
        n_true += sum.classes[i].n_true;
        found += sum.classes[i].found;
        wrong += sum.classes[i].wrong + sum.classes[i].repeated;
    }
    assert_true(n_true >= 6);
    assert_true(found * 10 >= n_true * 9);
    assert_true(wrong * 3 <= found);
}

static void ranks_those_whom_the_debtor_uses_first(void **state)
{
    (void)state;
    assert_true(sum.proxies.n_true >= 4);
    assert_int_equal(sum.proxies.in_top, sum.proxies.n_true);
    assert_int_equal(sum.proxies.hard_negatives_60, 0);
    assert_true(sum.proxies.whole_by_turnover < CASES); /* it would not be worth it otherwise */
}

static void asks_for_the_withheld_statement_first(void **state)
{
    (void)state;
    assert_true(sum.inquiries.withheld >= 2);
    assert_int_equal(sum.inquiries.in_top, sum.inquiries.withheld);
}

/* Two programs that share no code: src/flow, and the plain model of src/synth/office/money.c. */
static void traces_what_the_plain_model_traces(void **state)
{
    (void)state;
    assert_true(sum.amounts.checked > 500 && sum.amounts.of > 0);
    assert_true(sum.amounts.exact * 100 >= sum.amounts.checked * 99);
}

static void says_what_is_no_office_case(void **state)
{
    sy_evaluation *e = NULL;
    sy_err err = {0};

    (void)state;
    assert_int_equal(sy_evaluate(&e, scratch, &(sy_evaluate_options){0}, &arena, &err), SY_EDATA);
    assert_non_null(strstr(err.text, "truth.json"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_property_of_the_three_main_classes),
        cmocka_unit_test(ranks_those_whom_the_debtor_uses_first),
        cmocka_unit_test(asks_for_the_withheld_statement_first),
        cmocka_unit_test(traces_what_the_plain_model_traces),
        cmocka_unit_test(says_what_is_no_office_case),
    };

    scratch_make(scratch);
    sy_arena_init(&arena, NULL);
    evaluate_all();
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    sy_arena_dispose(&arena);
    scratch_remove(scratch);
    return failed;
}
