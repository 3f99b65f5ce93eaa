/* A made-up province, small: made twice the same, loaded whole, all models run, and each lead
 * held against the truth. What is planted and lawful is the same as at full size. */
#include "test.h"

#include "base/file.h"
#include "evaluate/province.h"
#include "scratch.h"
#include "store/sandbox.h"
#include "synth/synth.h"

enum { SCALE = 2000 };

static char scratch[SCRATCH];
static sy_arena arena;
static sy_pools *pools;
static sy_province_evaluation *found;

static char *make(const char *name, uint64_t seed)
{
    char *dir = sy_path_join(NULL, scratch, name);
    sy_synth_result made;
    sy_err err = {0};

    assert_ok(sy_synth_province(dir, seed, SCALE, pools, &made, &err), err);
    return dir;
}

static void assert_same_file(const char *a, const char *b, const char *name, bool is_same)
{
    char *paths[2] = {sy_path_join(NULL, a, name), sy_path_join(NULL, b, name)}, *texts[2];
    size_t lengths[2];

    for (int i = 0; i < 2; i++) {
        sy_err err = {0};
        assert_ok(sy_file_read(NULL, &texts[i], &lengths[i], paths[i], 64 << 20, &err), err);
    }
    assert_int_equal(lengths[0] == lengths[1] && memcmp(texts[0], texts[1], lengths[0]) == 0,
                     is_same);
    for (int i = 0; i < 2; i++) {
        sy_drop(NULL, texts[i]);
        sy_drop(NULL, paths[i]);
    }
}

static void is_the_same_for_the_same_seed(void **state)
{
    static const char *const files[] = {
        "truth.json",         "pools/vehicles-01.csv", "pools/cases-01.csv",
        "pools/seals-01.csv", "pools/auctions-01.csv", "statements/交易明细.csv"};
    char *a = make("a", 5), *b = make("b", 5), *c = make("c", 6);

    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        assert_same_file(a, b, files[i], true);
    assert_same_file(a, c, "pools/vehicles-01.csv", false);
    sy_drop(NULL, a);
    sy_drop(NULL, b);
    sy_drop(NULL, c);
}

static void refuses_a_scale_that_makes_nothing(void **state)
{
    sy_synth_result made;
    sy_err err = {0};

    (void)state;
    assert_int_equal(sy_synth_province(scratch, 1, 0, pools, &made, &err), SY_EINVAL);
    assert_int_equal(
        sy_synth_province(scratch, 1, SY_PROVINCE_SMALLEST + 1, pools, &made, &(sy_err){0}),
        SY_EINVAL);
}

static void loads_every_row(void **state)
{
    uint64_t rows = 0;

    (void)state;
    for (size_t i = 0; i < found->n_pools; i++) {
        rows += found->pools[i].rows;
        if (found->pools[i].rejected || found->pools[i].duplicate)
            print_error("%s: %llu rejected, %llu duplicate\n", found->pools[i].pool,
                        (unsigned long long)found->pools[i].rejected,
                        (unsigned long long)found->pools[i].duplicate);
        assert_int_equal(found->pools[i].rejected, 0);
    }
    assert_true(rows > 5000);
}

/* One that a province has no data for is told of; most of them run. */
static void runs_the_models(void **state)
{
    size_t ran = 0;

    (void)state;
    for (size_t i = 0; i < found->n_models; i++) {
        const sy_model_score *m = &found->models[i];
        if (strcmp(m->state, "ran") != 0)
            print_message("%s: %s %s\n", m->model, m->state, m->trouble);
        assert_string_not_equal(m->state, "failed");
        ran += strcmp(m->state, "ran") == 0;
    }
    assert_true(ran * 10 >= found->n_models * 8);
}

static void tell_misses(void)
{
    for (size_t i = 0; i < found->n_misses; i++) {
        const sy_model_miss *m = &found->misses[i];
        if (strcmp(m->what, "elsewhere") == 0) continue;
        print_error("%s %s/%s %c %s %s\n", m->what, m->model, m->rule, m->grade, m->key, m->why);
    }
}

/* Grade A: recall 1.0 and precision 1.0, by the letter. */
static void finds_all_of_grade_a_and_nothing_else(void **state)
{
    uint64_t planted = 0;

    (void)state;
    tell_misses();
    for (size_t i = 0; i < found->n_rules; i++) {
        const sy_rule_score *r = &found->rules[i];
        assert_int_equal(r->wrong_by_grade[0], 0);
        if (r->grade != 'A') continue;
        planted += r->planted;
        assert_int_equal(r->found, r->planted);
        assert_int_equal(r->wrong, 0);
    }
    assert_true(planted > 0);
}

/* Models that read what the flow analysis finds do so here, too. */
static void loads_the_statements(void **state)
{
    (void)state;
    assert_true(found->entries > 300);
    for (size_t i = 0; i < found->n_models; i++) {
        const sy_model_score *m = &found->models[i];
        if (strcmp(m->model, "sham-suit-circular-loan") == 0) assert_int_equal(m->leads, 18);
    }
}

/* What a case breaks besides the rule of its scheme is planted as well. */
static void leaves_no_lead_unexplained(void **state)
{
    (void)state;
    for (size_t i = 0; i < found->n_misses; i++) {
        const sy_model_miss *m = &found->misses[i];
        if (strcmp(m->what, "elsewhere") == 0)
            print_error("elsewhere %s/%s %s\n", m->model, m->rule, m->key);
        assert_string_not_equal(m->what, "elsewhere");
    }
}

/* Of grades B and C, too: what makes them less than A is what no column says, and here all
 * columns are filled in. */
static void finds_what_was_planted_of_every_grade(void **state)
{
    (void)state;
    for (size_t i = 0; i < found->n_rules; i++) {
        assert_int_equal(found->rules[i].found, found->rules[i].planted);
        assert_int_equal(found->rules[i].near_hit, 0);
        assert_int_equal(found->rules[i].wrong, 0);
    }
}

/* Terms that are about to end are asked for by a parameter, and cannot be planted. */
static bool is_not_planted(const char *rule)
{
    return strcmp(rule, "about-to") == 0;
}

/* A rule of which nothing is planted is not measured. */
static void plants_something_for_every_rule(void **state)
{
    size_t missing = 0;

    (void)state;
    for (size_t i = 0; i < found->n_rules; i++) {
        const sy_rule_score *r = &found->rules[i];
        if (r->planted || r->rule[0] == '\0' || is_not_planted(r->rule)) continue;
        print_error("nothing is planted for %s/%s\n", r->model, r->rule);
        missing++;
    }
    assert_int_equal(missing, 0);
}

/* A rule of grade A has its threshold tried from both sides. */
static void misses_every_rule_of_grade_a_by_a_hair(void **state)
{
    const sy_rule_score *of_all = NULL; /* what misses any rule of the model */

    (void)state;
    for (size_t i = found->n_rules; i-- > 0;) {
        const sy_rule_score *r = &found->rules[i];
        if (r->rule[0] == '\0') of_all = r;
        if (r->grade != 'A' || r->near || (of_all && of_all->near)) continue;
        fail_msg("no near miss of %s/%s", r->model, r->rule);
    }
}

static int begin(void **state)
{
    sy_err err = {0};

    (void)state;
    scratch_make(scratch);
    sy_arena_init(&arena, NULL);
    if (sy_pools_load(&pools, NULL, NULL, &err) != SY_OK) fail_msg("%s", err.text);
    char *dir = make("province", 1);
    const sy_status st = sy_evaluate_province(&found, dir, &(sy_evaluate_options){0}, &arena, &err);
    if (st != SY_OK) fail_msg("%s", err.text);
    sy_drop(NULL, dir);
    return 0;
}

static int end(void **state)
{
    (void)state;
    sy_pools_free(pools);
    sy_arena_dispose(&arena);
    scratch_remove(scratch);
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_same_for_the_same_seed),
        cmocka_unit_test(refuses_a_scale_that_makes_nothing),
        cmocka_unit_test(loads_every_row),
        cmocka_unit_test(runs_the_models),
        cmocka_unit_test(finds_all_of_grade_a_and_nothing_else),
        cmocka_unit_test(finds_what_was_planted_of_every_grade),
        cmocka_unit_test(loads_the_statements),
        cmocka_unit_test(leaves_no_lead_unexplained),
        cmocka_unit_test(plants_something_for_every_rule),
        cmocka_unit_test(misses_every_rule_of_grade_a_by_a_hair),
    };
    if (sy_sandbox_is_wanted(argc, argv)) return sy_sandbox_serve();
    return cmocka_run_group_tests(tests, begin, end);
}
