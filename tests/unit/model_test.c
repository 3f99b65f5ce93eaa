/* model_test.c - models: what they may claim, and the tests that come with each. */
#include "test.h"

#include "scratch.h"

#include "base/file.h"
#include "base/lang.h"
#include "model/files.h"
#include "model/model.h"
#include "model/run.h"
#include "model/try.h"
#include "store/sandbox.h"

static void each_model_passes_its_own_tests(void **state)
{
    sy_models *models = NULL;
    sy_pools *pools = NULL;
    sy_err err = {0};
    size_t tests = 0;
    (void)state;

    assert_ok(sy_pools_load(&pools, NULL, NULL, &err), err);
    assert_ok(sy_models_load(&models, NULL, NULL, &err), err);
    assert_true(sy_models_count(models) >= 3);
    for (size_t i = 0; i < sy_models_count(models); i++) {
        const sy_model *m = sy_models_at(models, i);
        sy_model_files *files = calloc(1, sizeof *files);
        sy_arena arena;
        size_t own = 0;

        sy_arena_init(&arena, NULL);
        assert_ok(sy_model_files_read(files, &arena, m->folder, &err), err);
        for (size_t k = 0; k < files->n; k++) {
            sy_model_trial trial;
            sy_buf difference;
            if (strncmp(files->items[k].name, "test/", 5) != 0) continue;
            sy_buf_init(&difference, NULL, 1 << 20);
            assert_ok(sy_model_try(&trial, m, pools, files->items[k].name, files->items[k].bytes,
                                   &difference, &err),
                      err);
            if (!trial.has_passed) fail_msg("%s %s:\n%s", m->id, files->items[k].name, difference.ptr);
            sy_buf_dispose(&difference);
            own++;
        }
        assert_true(own > 0); /* a model without a test is none */
        tests += own;
        sy_arena_dispose(&arena);
        free(files);
    }
    assert_true(tests >= 3);
    sy_models_free(models);
    sy_pools_free(pools);
}

int main(int argc, char **argv)
{
    if (sy_sandbox_is_wanted(argc, argv)) return sy_sandbox_serve();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_model_passes_its_own_tests),
    };
    sy_lang_set(SY_LANG_EN);
    return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
