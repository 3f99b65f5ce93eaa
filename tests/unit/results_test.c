/* results_test.c - files of results: what is written is read back, what was changed or cannot
 * be is refused with the reason, and nothing is counted twice. */
#include "test.h"

#include "base/lang.h"
#include "casework/results.h"

static const char hash[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
static const char magic[] = "SUYUAN RESULTS 1\n";

static sy_feedback_line line_of(const char *model, const char *rule, uint64_t confirmed)
{
    sy_feedback_line l = {.level = SY_FEEDBACK_RULE,
                          .model = model,
                          .version = "1.0.0",
                          .hash = hash,
                          .rule = rule,
                          .tally = {.leads = confirmed + 3,
                                    .confirmed = confirmed,
                                    .refuted = 1,
                                    .open = 2,
                                    .replied = 1,
                                    .adopted = 1,
                                    .recovered = 1234550}};
    l.tally.measures[SY_EXIT_RECOMMENDATION] = 1;
    return l;
}

static void write_results(sy_buf *out, const sy_results *r)
{
    static sy_pack_key key;
    static bool has_key;
    sy_err err = {0};

    if (!has_key) assert_ok(sy_pack_key_make(&key, &err), err);
    has_key = true;
    sy_buf_init(out, NULL, 1 << 20);
    assert_ok(sy_results_write(out, r, &key, &err), err);
}

/* Any JSON, signed as it should be. */
static sy_status read_json(const char *json, sy_err *err)
{
    sy_pack_key key;
    sy_results r;
    sy_arena arena;
    sy_buf out;

    *err = (sy_err){0};
    sy_arena_init(&arena, NULL);
    sy_buf_init(&out, NULL, 1 << 20);
    assert_int_equal(sy_pack_key_make(&key, NULL), SY_OK);
    sy_buf_text(&out, magic);
    sy_buf_text(&out, json);
    assert_int_equal(sy_pack_sign(&out, &key, NULL), SY_OK);
    const sy_status st = sy_results_read(&r, (sy_slice){out.ptr, out.len}, "f", &arena, err);
    sy_buf_dispose(&out);
    sy_arena_dispose(&arena);
    return st;
}

static void what_is_written_is_read_back(void **state)
{
    sy_feedback_line lines[] = {line_of("a", "early", 5), line_of("a", "late", 0),
                                line_of("b", "late", 7)};
    const sy_results r = {.office = "样县人民检察院",
                          .part = "",
                          .since = "2026-01-01",
                          .until = "2026-06-30",
                          .written = "2026-07-01",
                          .lines = lines,
                          .n = 3};
    sy_results back;
    sy_arena arena;
    sy_err err = {0};
    sy_buf out, again;
    (void)state;

    write_results(&out, &r);
    write_results(&again, &r);
    assert_int_equal(out.len, again.len);
    assert_memory_equal(out.ptr, again.ptr, out.len); /* same results, same bytes */
    sy_arena_init(&arena, NULL);
    assert_ok(sy_results_read(&back, (sy_slice){out.ptr, out.len}, "f", &arena, &err), err);
    assert_string_equal(back.office, r.office);
    assert_string_equal(back.written, r.written);
    assert_int_equal(back.n, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(sy_feedback_order(&back.lines[i], &lines[i]), 0);
        assert_memory_equal(&back.lines[i].tally, &lines[i].tally, sizeof lines[i].tally);
    }
    sy_arena_dispose(&arena);
    sy_buf_dispose(&out);
    sy_buf_dispose(&again);
}

static void a_change_of_any_byte_and_any_cut_are_seen(void **state)
{
    sy_feedback_line lines[] = {line_of("a", "early", 5)};
    const sy_results r = {"样", "", "2026-01-01", "2026-06-30", "2026-07-01", lines, 1, {0}, NULL};
    sy_results back;
    sy_buf out;
    (void)state;

    write_results(&out, &r);
    for (size_t i = 0; i < out.len; i++) {
        sy_arena arena;
        sy_arena_init(&arena, NULL);
        out.ptr[i] ^= 1;
        assert_int_equal(sy_results_read(&back, (sy_slice){out.ptr, out.len}, "f", &arena, NULL),
                         SY_EDATA);
        out.ptr[i] ^= 1;
        assert_int_equal(sy_results_read(&back, (sy_slice){out.ptr, i}, "f", &arena, NULL),
                         SY_EDATA);
        sy_arena_dispose(&arena);
    }
    sy_buf_dispose(&out);
}

#define HEAD                                                                                       \
    "\"office\":\"o\",\"part\":\"\",\"since\":\"2026-01-01\",\"until\":\"2026-06-30\","            \
    "\"written\":\"2026-07-01\",\"program\":\"1\","
#define NAMES                                                                                      \
    "\"model\":\"a\",\"version\":\"1\",\"rule\":\"r\",\"hash\":"                                   \
    "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\","
#define COUNTS                                                                                     \
    "\"confirmed\":1,\"refuted\":0,\"open\":0,\"vanished\":0,\"replied\":0,\"adopted\":0,"         \
    "\"declined\":0,\"measures\":{},\"recovered\":\"0.00\""

static void what_cannot_be_is_refused_with_the_reason(void **state)
{
    static const struct {
        const char *json, *words;
    } wrong[] = {
        {"{" HEAD "\"lines\":[]}", ""},
        {"{" HEAD "\"lines\":[{" NAMES "\"leads\":1," COUNTS "}]}", ""},
        {"{" HEAD "\"lines\":[{" NAMES "\"leads\":2," COUNTS "}]}", "do not fit together"},
        {"{" HEAD "\"lines\":[{" NAMES "\"leads\":-1," COUNTS "}]}", "a count is missing"},
        {"{" HEAD "\"lines\":[{" NAMES "\"leads\":1.0," COUNTS "}]}", "a count is missing"},
        {"{" HEAD "\"lines\":[{" NAMES "\"leads\":99999999999999999999," COUNTS "}]}",
         "one object of JSON"},
        {"{" HEAD "\"lines\":[{" NAMES "\"leads\":1,\"name\":\"样甲\"," COUNTS "}]}",
         "says more than it may"},
        {"{" HEAD "\"lines\":[{" NAMES "\"leads\":1,\"leads\":1," COUNTS "}]}",
         "one object of JSON"},
        {"{" HEAD "\"lines\":[{" NAMES "\"leads\":1," COUNTS "},{" NAMES "\"leads\":1," COUNTS
         "}]}",
         "there twice"},
        {"{" HEAD "\"lines\":[1]}", "a line is none"},
        {"{" HEAD "\"lines\":{}}", "no lines"},
        {"{" HEAD "\"more\":1,\"lines\":[]}", "says more than it may"},
        {"[]", "one object of JSON"},
        {"{}", "a text is missing"},
        {"", "one object of JSON"},
        {"{\"office\":\"\",\"part\":\"\",\"since\":\"2026-01-01\",\"until\":\"2026-06-30\","
         "\"written\":\"2026-07-01\",\"program\":\"1\",\"lines\":[]}",
         "the office has no name"},
        {"{\"office\":\"a\\nb\",\"part\":\"\",\"since\":\"2026-01-01\",\"until\":\"2026-06-30\","
         "\"written\":\"2026-07-01\",\"program\":\"1\",\"lines\":[]}",
         "the office has no name"},
        {"{\"office\":\"o\",\"part\":\"\",\"since\":\"2026-07-01\",\"until\":\"2026-06-30\","
         "\"written\":\"2026-07-01\",\"program\":\"1\",\"lines\":[]}",
         "ends before it begins"},
        {"{\"office\":\"o\",\"part\":\"\",\"since\":\"2026-02-30\",\"until\":\"2026-06-30\","
         "\"written\":\"2026-07-01\",\"program\":\"1\",\"lines\":[]}",
         "a day is not"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        sy_err err;
        const sy_status st = read_json(wrong[i].json, &err);
        if (!*wrong[i].words) {
            assert_ok(st, err);
            continue;
        }
        if (st != SY_EDATA || !strstr(err.text, wrong[i].words))
            fail_msg("%s: %d \"%s\"", wrong[i].json, (int)st, err.text);
    }
}

static void offices_add_up_and_nothing_twice(void **state)
{
    sy_feedback_line first[] = {line_of("a", "early", 5), line_of("b", "late", 1)},
                     second[] = {line_of("a", "early", 2), line_of("a", "late", 4)};
    sy_results list[] = {
        {"样县", "", "2026-01-01", "2026-06-30", "2026-07-01", first, 2, {0}, "first"},
        {"例县", "", "2026-01-01", "2026-06-30", "2026-07-01", second, 2, {0}, "second"},
    };
    sy_feedback_line *lines;
    sy_arena arena;
    sy_err err = {0};
    size_t n;
    (void)state;

    sy_arena_init(&arena, NULL);
    assert_ok(sy_results_sum(&lines, &n, list, 2, &arena, &err), err);
    assert_int_equal(n, 7); /* a, its version, two rules; b, its version, one rule */
    assert_string_equal(lines[0].model, "a");
    assert_int_equal(lines[0].tally.confirmed, 11);
    assert_int_equal(lines[0].tally.recovered, 3 * 1234550);
    assert_int_equal(lines[2].tally.confirmed, 7);
    assert_int_equal(lines[4].tally.confirmed, 1);

    list[1].office = "样县"; /* the same office, the same days */
    assert_int_equal(sy_results_sum(&lines, &n, list, 2, &arena, &err), SY_EDATA);
    assert_non_null(strstr(err.text, "first and second report the same days"));
    list[1].since = list[1].until = "2026-06-30"; /* one day is enough */
    assert_int_equal(sy_results_sum(&lines, &n, list, 2, &arena, NULL), SY_EDATA);
    list[1].since = list[1].until = "2026-07-01";
    assert_int_equal(sy_results_sum(&lines, &n, list, 2, &arena, NULL), SY_OK);
    list[1].since = "2025-01-01";
    list[1].until = "2026-12-31"; /* around it */
    assert_int_equal(sy_results_sum(&lines, &n, list, 2, &arena, NULL), SY_EDATA);
    list[1].part = "第二批";
    assert_int_equal(sy_results_sum(&lines, &n, list, 2, &arena, NULL), SY_OK);

    first[0].tally.recovered = INT64_MAX;
    err = (sy_err){0};
    assert_int_equal(sy_results_sum(&lines, &n, list, 2, &arena, &err), SY_ELIMIT);
    sy_arena_dispose(&arena);
}

static void reading_survives_every_failed_allocation(void **state)
{
    sy_feedback_line lines[] = {line_of("a", "early", 5), line_of("b", "early", 5)};
    const sy_results r = {"样", "", "2026-01-01", "2026-06-30", "2026-07-01", lines, 2, {0}, NULL};
    sy_buf out;
    (void)state;

    write_results(&out, &r);
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        sy_alloc al = {scarce_get, scarce_put, &s};
        sy_feedback_line *sum;
        sy_results back;
        sy_arena arena;
        size_t n_sum;

        sy_arena_init(&arena, &al);
        sy_status st = sy_results_read(&back, (sy_slice){out.ptr, out.len}, "f", &arena, NULL);
        if (st == SY_OK) st = sy_results_sum(&sum, &n_sum, &back, 1, &arena, NULL);
        sy_arena_dispose(&arena);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) break;
        assert_int_equal(st, SY_ENOMEM);
    }
    sy_buf_dispose(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(a_change_of_any_byte_and_any_cut_are_seen),
        cmocka_unit_test(what_cannot_be_is_refused_with_the_reason),
        cmocka_unit_test(offices_add_up_and_nothing_twice),
        cmocka_unit_test(reading_survives_every_failed_allocation),
    };
    sy_lang_set(SY_LANG_EN);
    return cmocka_run_group_tests_name("results", tests, NULL, NULL);
}
