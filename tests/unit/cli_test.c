/* cli_test.c - how a command line is read, numbers that check, tables. */
#include "test.h"

#include "cli/command.h"
#include "cli/help.h"
#include "base/near.h"
#include "cli/table.h"

static sy_status parse(sy_call *call, int argc, const char **argv, sy_err *err)
{
    *call = (sy_call){0};
    *err = (sy_err){0};
    return sy_call_parse(call, argc, (char **)argv, err);
}
#define PARSE(call, err, ...)                                                                  \
    parse(call, (int)(sizeof((const char *[]){"suyuan", __VA_ARGS__}) / sizeof(char *)),       \
          (const char *[]){"suyuan", __VA_ARGS__}, err)

static void options_stand_anywhere(void **state)
{
    (void)state;
    sy_call call;
    sy_err err;
    assert_ok(PARSE(&call, &err, "--json", "trace", "--since=2021-01-01", "ws", "--from", "A,B"), err);
    assert_string_equal(call.command->name, "trace");
    assert_int_equal(call.n_words, 1);
    assert_string_equal(call.words[0], "ws");
    assert_true(call.json);
    assert_string_equal(sy_call_option(&call, "since"), "2021-01-01");
    assert_null(sy_call_option(&call, "until"));
    assert_false(sy_call_has(&call, "backward"));
    sy_call_dispose(&call);
}

static void a_list_takes_commas_repeats_and_words(void **state)
{
    (void)state;
    sy_call call;
    sy_err err;
    const char **values;
    size_t n;
    assert_ok(PARSE(&call, &err, "trace", "ws", "--stop-at", "A,B,", "C", "--from", "X", "--stop-at", "D",
                    "E"),
              err);
    assert_ok(sy_call_list(&call, "stop-at", &values, &n, &err), err);
    assert_int_equal(n, 5);
    for (size_t i = 0; i < n; i++) assert_int_equal(values[i][0], "ABCDE"[i]);
    assert_ok(sy_call_list(&call, "entry", &values, &n, &err), err);
    assert_int_equal(n, 0);
    sy_call_dispose(&call);
    assert_int_equal(PARSE(&call, &err, "trace", "ws", "--since", "1", "x"), SY_EINVAL);
    sy_call_dispose(&call);
}

static void two_dashes_end_the_options(void **state)
{
    (void)state;
    sy_call call;
    sy_err err;
    assert_ok(PARSE(&call, &err, "import", "ws", "--", "--lang", "-x"), err);
    assert_int_equal(call.n_words, 3);
    assert_string_equal(call.words[2], "-x");
    sy_call_dispose(&call);
}

static void every_command_can_be_explained(void **state)
{
    (void)state;
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    for (size_t i = 0; sy_commands[i]; i++) {
        const sy_command *c = sy_commands[i];
        assert_ptr_equal(sy_command_find(c->name), c);
        assert_non_null(c->summary);
        assert_non_null(c->run);
        assert_true(c->min_words <= c->max_words);
        sy_help_command(out, c);
    }
    sy_help_man(out);
    assert_true(sy_help_completion(out, "bash") && sy_help_completion(out, "zsh"));
    fclose(out);
    free(text);
}

static void edits_are_counted(void **state)
{
    (void)state;
    assert_int_equal(sy_edits(SY_TEXT("trace"), SY_TEXT("trcae")), 1);
    assert_int_equal(sy_edits(SY_TEXT(""), SY_TEXT("abc")), 3);
    assert_int_equal(sy_edits(SY_TEXT("kitten"), SY_TEXT("sitting")), 3);
    assert_int_equal(sy_edits(SY_TEXT("same"), SY_TEXT("same")), 0);
    assert_int_equal(sy_edits(SY_TEXT("转移登计日期"), SY_TEXT("转移登记日期")), 1);
}

static void tables_align_by_what_is_seen(void **state)
{
    (void)state;
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    sy_arena arena;
    sy_err err = {0};
    sy_table t;
    sy_arena_init(&arena, NULL);
    sy_table_init(&t, &arena, "llr");
    sy_table_head(&t, "户名", "nothing", "x");
    sy_table_cell(&t, "张三丰");
    sy_table_cell(&t, "");
    sy_table_money(&t, 123456);
    sy_table_cell(&t, "a\x1b");
    sy_table_cell(&t, NULL);
    sy_table_int(&t, 7);
    assert_ok(sy_table_print(&t, out, &err), err);
    fclose(out);
    assert_string_equal(text, "户名            x\n"
                              "张三丰   1,234.56\n"
                              "a⟨001B⟩         7\n");
    free(text);
    sy_arena_dispose(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_stand_anywhere),
        cmocka_unit_test(a_list_takes_commas_repeats_and_words),
        cmocka_unit_test(two_dashes_end_the_options),
        cmocka_unit_test(every_command_can_be_explained),
        cmocka_unit_test(edits_are_counted),
        cmocka_unit_test(tables_align_by_what_is_seen),
    };
    return cmocka_run_group_tests_name("cli", tests, NULL, NULL);
}
