/* parts_test.c - tables without headings: which go on with another's, and which
 * do not. */
#include "intake_place.h"

#define ROWS ROW("05", "1.00", "9.00", "S1") ROW("06", "2.00", "7.00", "S2")
#define MORE ROW("07", "3.00", "4.00", "S3")

/* Imports a folder of two files; how many rows were taken of the second. */
static size_t taken_of_second(const char *first, const char *second, const char *text,
                              const char **note)
{
    char path[100];
    place p;
    sy_err err = {0};
    size_t taken = 0;
    static char kept[300];

    open_place(&p);
    assert_ok(sy_make_folder(in(&p, "all"), &err), err);
    snprintf(path, sizeof path, "all/%s", first);
    put(&p, path, HEAD ROWS);
    snprintf(path, sizeof path, "all/%s", second);
    put(&p, path, text);
    sy_import_report r = import(&p, "all");
    assert_int_equal(r.n_tables + r.n_unrecognised, 2);
    if (r.n_tables == 2) {
        taken = (size_t)r.tables[1].accepted;
        snprintf(kept, sizeof kept, "%s", r.tables[1].note ? r.tables[1].note : "");
    }
    *note = r.n_tables == 2 ? kept : "";
    close_place(&p);
    return taken;
}

static void parts_go_on_with_the_headings_of_the_first(void **state)
{
    static const char *const names[][2] = {{"a_part1.csv", "a_part2.csv"},
                                           {"a.csv", "a_2.csv"},
                                           {"流水(1).csv", "流水(2).csv"},
                                           {"流水第1部分.csv", "流水第2部分.csv"},
                                           {"a-01.csv", "a-02.txt"}};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *note;
        assert_int_equal(taken_of_second(names[i][0], names[i][1], MORE, &note), 1);
        assert_non_null(strstr(note, names[i][0]));
    }
}

static void others_do_not(void **state)
{
    static const char *const names[][2] = {{"a_part1.csv", "b_part2.csv"},
                                           {"a20230101.csv", "a20230201.csv"}, /* months */
                                           {"a.csv", "b.csv"}};
    const char *note;
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_int_equal(taken_of_second(names[i][0], names[i][1], MORE, &note), 0);
    }
    /* The name alone is not enough: there is no time, or too many cells. */
    assert_int_equal(taken_of_second("a_part1.csv", "a_part2.csv", "说明,没有流水\n", &note), 0);
    assert_int_equal(taken_of_second("a_part1.csv", "a_part2.csv",
                                     CARD ",,张三,2023-01-07,1.00,2.00,出,,,,,,,,x,x\n", &note),
                     0);
}

static void a_part_with_headings_needs_no_other(void **state)
{
    const char *note;
    (void)state;
    assert_int_equal(taken_of_second("a_part1.csv", "a_part2.csv", HEAD MORE, &note), 1);
    assert_string_equal(note, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_go_on_with_the_headings_of_the_first),
        cmocka_unit_test(others_do_not),
        cmocka_unit_test(a_part_with_headings_needs_no_other),
    };
    return cmocka_run_group_tests_name("parts", tests, NULL, NULL);
}
