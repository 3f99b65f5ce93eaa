/* base_test.c - money, time, buffers, arenas, digests, threads. */
#include "test.h"

#include <stdatomic.h>

#include "base/bits.h"
#include "base/buf.h"
#include "base/civil.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/json.h"
#include "base/keys.h"
#include "base/money.h"
#include "base/parallel.h"
#include "base/utf8.h"

static void money_reads_what_it_prints(void **state)
{
    (void)state;
    static const sy_minor edges[] = {0,   1,    -1,        9,         10,        99,
                                     100, -100, 123456789, INT64_MAX, INT64_MIN, INT64_MIN + 1};
    dice d = {7};
    char text[SY_MINOR_TEXT];
    for (size_t i = 0; i < 20000; i++) {
        sy_minor v = i < sizeof edges / sizeof *edges ? edges[i] : (sy_minor)(roll(&d) >> (i % 64));
        sy_minor back = 77;
        assert_true(sy_minor_parse(&back, sy_slice_of(sy_minor_print(text, v))));
        assert_true(back == v);
    }
    assert_string_equal(sy_minor_print_grouped(text, -123456789), "-1,234,567.89");
    assert_string_equal(sy_minor_print_grouped(text, 10000), "100.00");
}

static void money_refuses_what_is_no_amount(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "-",
                                      ".",
                                      "1.",
                                      ".5",
                                      "1.234",
                                      "1,0",
                                      " 1",
                                      "1 ",
                                      "--1",
                                      "92233720368547758.08",
                                      "-92233720368547758.09",
                                      "1e3",
                                      "+1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        sy_minor v = 77;
        assert_false(sy_minor_parse(&v, sy_slice_of(bad[i])));
        assert_true(v == 77);
    }
}

static void sums_do_not_wrap(void **state)
{
    (void)state;
    sy_minor v = 5;
    assert_false(sy_minor_add(&v, INT64_MAX, 1));
    assert_false(sy_minor_add(&v, INT64_MIN, -1));
    assert_false(sy_minor_sub(&v, INT64_MIN, 1));
    assert_false(sy_minor_sub(&v, 0, INT64_MIN));
    assert_true(v == 5);
    assert_true(sy_minor_sub(&v, -1, INT64_MIN) && v == INT64_MAX);
}

static void times_read_what_they_print(void **state)
{
    (void)state;
    dice d = {11};
    char text[SY_TIME_TEXT];
    for (int i = 0; i < 20000; i++) {
        int64_t at = (int64_t)roll_below(&d, 253402300800ull + 62167219200ull) - 62167219200;
        sy_precision p = i % 2 ? SY_DATE : SY_SECOND;
        if (p == SY_DATE) at = sy_day_of(at) * SY_DAY;
        int64_t back = 0;
        sy_precision back_p = SY_SECOND;
        assert_true(sy_time_parse_iso(&back, &back_p, sy_slice_of(sy_time_print(text, at, p))));
        assert_true(back == at && back_p == p);
    }
    int64_t at;
    sy_precision p;
    assert_false(sy_time_parse_iso(&at, &p, SY_TEXT("2023-02-29")));
    assert_true(sy_time_parse_iso(&at, &p, SY_TEXT("2024-02-29 23:59:59")));
    assert_false(sy_time_parse_iso(&at, &p, SY_TEXT("2024-02-29T24:00:00")));
    char utc[SY_UTC_TEXT];
    assert_string_equal(sy_utc_print(utc, 1709251199), "2024-02-29T23:59:59Z");
}

static void digests_are_the_published_ones(void **state)
{
    (void)state;
    static const struct {
        sy_digest_kind kind;
        const char *text, *hex;
    } known[] = {
        {SY_SHA256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        /* GM/T 0004-2012, annex A.1 */
        {SY_SM3, "abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"},
    };
    for (size_t i = 0; i < 2; i++) {
        sy_digest g = {0};
        sy_err err = {0};
        char hex[SY_DIGEST_TEXT];
        assert_ok(sy_digest_begin(&g, known[i].kind, &err), err);
        sy_digest_add(&g, known[i].text, 1);
        sy_digest_add(&g, known[i].text + 1, 2);
        sy_digest_end(&g, hex);
        assert_string_equal(hex, known[i].hex);
    }
}

static void a_buffer_stops_at_its_maximum(void **state)
{
    (void)state;
    sy_buf b;
    sy_buf_init(&b, NULL, 8);
    sy_buf_text(&b, "12345");
    sy_buf_printf(&b, "%d", 6789);
    assert_int_equal(sy_buf_status(&b), SY_ELIMIT);
    assert_string_equal(b.ptr, "12345");
    sy_buf_clear(&b);
    sy_buf_text(&b, "12345678");
    assert_int_equal(sy_buf_status(&b), SY_OK);
    sy_buf_dispose(&b);
}

static void numbers_are_digits(void **state)
{
    static const uint64_t numbers[] = {0, 9, 10, 4294967296, UINT64_MAX};
    static const char *const texts[] = {"0", "9", "10", "4294967296", "18446744073709551615"};
    sy_buf b;
    (void)state;

    sy_buf_init(&b, NULL, 100);
    for (int i = 0; i < 5; i++) {
        sy_buf_clear(&b);
        sy_buf_number(&b, numbers[i]);
        assert_string_equal(b.ptr, texts[i]);
    }
    sy_buf_dispose(&b);
}

static void arenas_survive_every_failed_allocation(void **state)
{
    (void)state;
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        sy_alloc al = {scarce_get, scarce_put, &s};
        sy_arena a;
        bool whole = true;
        sy_arena_init(&a, &al);
        for (int i = 0; i < 100 && whole; i++) {
            char *p = sy_arena_get(&a, 5000);
            whole = p != NULL;
            if (p) memset(p, i, 5000);
        }
        sy_arena_clear(&a);
        sy_arena_dispose(&a);
        assert_int_equal(s.live, 0);
        if (whole) return;
    }
}

static void utf8_is_strict(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        if (code >= 0xD800 && code <= 0xDFFF) continue;
        char bytes[4];
        size_t n = sy_utf8_encode(bytes, code), length;
        assert_true(sy_utf8_decode(bytes, n, &length) == code && length == n);
        assert_true(sy_utf8_count(bytes, n) == 1);
    }
    static const char *const bad[] = {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80",
                                      "\xE4\xB8"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(sy_utf8_valid_prefix(bad[i], strlen(bad[i])), 0);
    }
}

static sy_status count_part(void *ctx, size_t part, sy_err *err)
{
    atomic_fetch_add((atomic_size_t *)ctx, part);
    return part == 700 || part == 900 ? sy_fail(err, SY_EDATA, "part %zu", part) : SY_OK;
}

static void parallel_work_is_done_once_and_fails_by_the_first_part(void **state)
{
    (void)state;
    atomic_size_t sum = 0;
    sy_err err = {0};
    assert_ok(sy_parallel(600, count_part, &sum, &err), err);
    assert_int_equal(atomic_load(&sum), 600 * 599 / 2);
    assert_int_equal(sy_parallel(1000, count_part, &sum, &err), SY_EDATA);
    assert_string_equal(err.text, "part 700");
}

static void json_escapes_hostile_text(void **state)
{
    (void)state;
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    sy_json j;
    sy_err err = {0};
    sy_json_init(&j, out);
    sy_json_object(&j);
    sy_json_key(&j, "a");
    sy_json_text(&j, (sy_slice){"\"\\\n\0\xff"
                                "张",
                                8});
    sy_json_key(&j, "b");
    sy_json_array(&j);
    sy_json_minor(&j, -5);
    sy_json_time(&j, 0, SY_DATE);
    sy_json_end(&j);
    sy_json_end(&j);
    assert_ok(sy_json_finish(&j, &err), err);
    fclose(out);
    assert_string_equal(
        text, "{\"a\":\"\\\"\\\\\\n\\u0000\xEF\xBF\xBD张\",\"b\":[\"-0.05\",\"1970-01-01\"]}\n");
    free(text);
}

/* Texts of several scripts with a wrong byte somewhere, long enough for the
 * vectors: the fast way stops where the slow one does. */
static void utf8_is_valid_up_to_its_first_wrong_byte(void **state)
{
    (void)state;
    static const uint32_t scripts[] = {'a', 0xE9, 0x4E2D, 0x1F600, 0x7FF, 0xFFFF, 0xD7FF, 0x10000};
    char text[1200];
    dice d = {3};

    for (int round = 0; round < 20000; round++) {
        size_t n = 0, slow = 0, max = roll_below(&d, sizeof text - 4);
        while (n < max) n += sy_utf8_encode(text + n, scripts[roll_below(&d, 8)]);
        if (n && round % 4) text[roll_below(&d, n)] = (char)roll(&d);
        for (size_t length = 1; slow < n && length; slow += length) {
            length = sy_utf8_length(text + slow, n - slow);
        }
        assert_int_equal(sy_utf8_valid_prefix(text, n), slow);
    }
}

static void keys_number_texts_as_they_come(void **state)
{
    enum { TEXTS = 3000 };
    sy_keys k;
    bool is_new;
    uint32_t at;
    sy_err err = {0};
    (void)state;

    sy_keys_init(&k, NULL);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < TEXTS; i++) {
            char text[40];
            const int n = snprintf(text, sizeof text, "%.*s%u", (int)(i % 9), "ABCDEFGH", i);
            assert_ok(sy_keys_put(&k, (sy_slice){text, (size_t)n}, &at, &is_new, &err), err);
            assert_true(at == i && is_new == (pass == 0));
            assert_string_equal(sy_keys_text(&k, at), text);
        }
    }
    /* NUL is a byte, nothing is a text */
    assert_ok(sy_keys_put(&k, (sy_slice){"1\0", 2}, &at, &is_new, &err), err);
    assert_true(is_new);
    assert_ok(sy_keys_put(&k, (sy_slice){NULL, 0}, &at, &is_new, &err), err);
    assert_true(is_new && at == TEXTS + 1);
    assert_ok(sy_keys_put(&k, SY_TEXT(""), &at, &is_new, &err), err);
    assert_false(is_new);
    sy_keys_dispose(&k);
}

static void keys_survive_every_failed_allocation(void **state)
{
    (void)state;

    for (size_t n = 0; n < 60; n++) {
        scarce s = {.left = n};
        sy_alloc al = {scarce_get, scarce_put, &s};
        uint32_t at, put = 0;
        bool is_new;
        sy_keys k;
        sy_keys_init(&k, &al);
        for (uint32_t i = 0; i < 200; i++) {
            const sy_status st =
                sy_keys_put(&k, (sy_slice){(const char *)&i, sizeof i}, &at, &is_new, NULL);
            assert_true(st == SY_OK || st == SY_ENOMEM);
            if (st == SY_OK) assert_int_equal(at, put++);
        }
        assert_int_equal(k.n, put);
        sy_keys_dispose(&k);
        assert_int_equal(s.live, 0);
    }
}

static void a_quoted_text_reads_back(void **state)
{
    sy_buf out;
    (void)state;

    sy_buf_init(&out, NULL, 100);
    sy_json_quote(&out, (sy_slice){"\"\\\n\t\x01/\xff"
                                   "张",
                                   10});
    assert_string_equal(out.ptr, "\"\\\"\\\\\\n\\t\\u0001/\xEF\xBF\xBD张\"");
    sy_buf_dispose(&out);
}

static void a_path_is_its_folder_and_its_name(void **state)
{
    static const struct {
        const char *path, *folder, *name;
    } cases[] = {{"a/b/c", "a/b", "c"}, {"/c", "/", "c"}, {"c", ".", "c"}, {"a/b/", "a/b", ""}};
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *folder = sy_path_folder(NULL, cases[i].path);
        assert_string_equal(folder, cases[i].folder);
        assert_string_equal(sy_path_name(cases[i].path), cases[i].name);
        sy_drop(NULL, folder);
    }
}

static void a_text_is_cut_into_its_parts(void **state)
{
    sy_slice rest = SY_TEXT("a、b、、c、");
    const char *const parts[] = {"a", "b", "", "c"};
    (void)state;

    for (size_t i = 0; i < 4; i++)
        assert_true(sy_slice_is(sy_slice_cut(&rest, SY_TEXT("、")), sy_slice_of(parts[i])));
    assert_int_equal(rest.len, 0);
    rest = SY_TEXT("a、b");
    assert_true(sy_slice_is(sy_slice_cut(&rest, SY_TEXT("")), SY_TEXT("a、b")));
    assert_int_equal(rest.len, 0);
}

static void a_flag_is_set_and_cleared_alone(void **state)
{
    uint64_t bits[SY_BIT_WORDS(130)] = {0};
    (void)state;

    for (uint64_t i = 0; i < 130; i++) sy_bit_set(bits, i);
    sy_bit_clear(bits, 64);
    for (uint64_t i = 0; i < 130; i++) assert_int_equal(sy_bit(bits, i), i != 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_reads_what_it_prints),
        cmocka_unit_test(money_refuses_what_is_no_amount),
        cmocka_unit_test(sums_do_not_wrap),
        cmocka_unit_test(times_read_what_they_print),
        cmocka_unit_test(digests_are_the_published_ones),
        cmocka_unit_test(a_buffer_stops_at_its_maximum),
        cmocka_unit_test(numbers_are_digits),
        cmocka_unit_test(arenas_survive_every_failed_allocation),
        cmocka_unit_test(utf8_is_strict),
        cmocka_unit_test(utf8_is_valid_up_to_its_first_wrong_byte),
        cmocka_unit_test(parallel_work_is_done_once_and_fails_by_the_first_part),
        cmocka_unit_test(json_escapes_hostile_text),
        cmocka_unit_test(a_quoted_text_reads_back),
        cmocka_unit_test(keys_number_texts_as_they_come),
        cmocka_unit_test(keys_survive_every_failed_allocation),
        cmocka_unit_test(a_path_is_its_folder_and_its_name),
        cmocka_unit_test(a_text_is_cut_into_its_parts),
        cmocka_unit_test(a_flag_is_set_and_cleared_alone),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
