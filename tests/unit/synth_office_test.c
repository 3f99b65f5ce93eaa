/* What synth.h promises of an office case: the same bytes for the same seed, another case for
 * another one, every row that truth speaks of standing in a file, and files of another case
 * never mixed in. */
#include "test.h"

#include <jansson.h>

#include "base/buf.h"
#include "base/file.h"
#include "scratch.h"
#include "synth/synth.h"

enum { ROWS = 8000, MAX_TRUTH = 64 << 20 };

static char scratch[SCRATCH];

static json_t *make(const char *name, uint64_t seed, sy_synth_result *result)
{
    sy_err err = {0};
    json_error_t at;
    char *dir = sy_path_join(NULL, scratch, name);
    char *path = sy_path_join(NULL, dir, "truth.json");
    char *text = NULL;
    size_t len;

    assert_ok(sy_synth_office(dir, seed, ROWS, result, &err), err);
    assert_ok(sy_file_read(NULL, &text, &len, path, MAX_TRUTH, &err), err);
    json_t *truth = json_loadb(text, len, 0, &at);
    assert_non_null(truth);
    sy_drop(NULL, text);
    sy_drop(NULL, path);
    sy_drop(NULL, dir);
    return truth;
}

/* truth.json names every file's hash, so equal truth is equal bytes of all files. */
static void gives_the_same_bytes_for_the_same_seed(void **state)
{
    sy_synth_result r;
    json_t *a = make("a", 7, &r), *b = make("b", 7, &r), *c = make("c", 8, &r);

    (void)state;
    assert_true(json_equal(a, b));
    assert_false(json_equal(json_object_get(a, "proxies"), json_object_get(c, "proxies")));
    json_decref(a);
    json_decref(b);
    json_decref(c);
}

static void has_a_place_for_each_row_of_a_clue(void **state)
{
    static const char *const main_classes[] = {"real_estate", "vehicle", "insurance"};
    sy_synth_result r;
    json_t *truth = make("d", 11, &r), *clue, *entry;
    size_t i, k, found[3] = {0};

    (void)state;
    json_array_foreach(json_object_get(truth, "clues"), i, clue)
    {
        const char *class = json_string_value(json_object_get(clue, "class"));
        for (int m = 0; m < 3; m++) found[m] += strcmp(class, main_classes[m]) == 0;
        json_array_foreach(json_object_get(clue, "entries"), k, entry)
        {
            assert_true(json_array_size(json_object_get(entry, "places")) > 0);
        }
    }
    for (int m = 0; m < 3; m++) assert_true(found[m] > 0);
    assert_true(json_array_size(json_object_get(truth, "proxies")) >= 2);
    assert_true(json_array_size(json_object_get(truth, "withheld")) >= 1);
    assert_true(r.accounts >= 20 && r.rows == r.accepted + r.duplicate + r.rejected);
    json_decref(truth);
}

static void does_not_write_into_another_case(void **state)
{
    sy_synth_result r;
    sy_err err = {0};
    json_t *truth = make("e", 12, &r);
    char *dir = sy_path_join(NULL, scratch, "e");

    (void)state;
    assert_int_equal(sy_synth_office(dir, 13, ROWS, &r, &err), SY_EINVAL);
    err = (sy_err){0};
    assert_int_equal(sy_synth_office(scratch, 13, SY_OFFICE_ROWS_LEAST - 1, &r, &err), SY_EINVAL);
    sy_drop(NULL, dir);
    json_decref(truth);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_the_same_bytes_for_the_same_seed),
        cmocka_unit_test(has_a_place_for_each_row_of_a_clue),
        cmocka_unit_test(does_not_write_into_another_case),
    };

    scratch_make(scratch);
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    scratch_remove(scratch);
    return failed;
}
