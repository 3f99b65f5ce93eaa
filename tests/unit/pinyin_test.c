/* pinyin_test.c - names by how they sound, against a twin that tries every way to share the
 * letters out among the characters. */
#include "base/pinyin.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "test.h"

static bool finds(const char *text, const char *name)
{
    sy_pinyin_query q;

    return sy_pinyin_query_read(&q, sy_slice_of(text)) && sy_pinyin_finds(&q, sy_slice_of(name));
}

static void a_name_is_found_by_initials_by_syllables_and_by_both(void **state)
{
    static const char *const ways[] = {"qls",    "QLS",        "qianls",        "qlongs", "ｑｌｓ",
                                       "qianlo", "qianlongshan", "qian long shan", "ls",
                                       "longshan", "q'l's",    "钱ls",          "q龙s"};

    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (!finds(ways[i], "钱龙善")) fail_msg("%s", ways[i]);
    }
    assert_true(finds("qian", "欠"));
    assert_true(finds("kjgs", "浙江某某科技公司"));
    assert_true(finds("abkj", "AB科技"));
}

static void other_names_are_not_found(void **state)
{
    static const char *const ways[] = {"qs", "lqs", "qlsx", "qng", "qianlong's'w", "sl"};

    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (finds(ways[i], "钱龙善")) fail_msg("%s", ways[i]);
    }
    assert_false(finds("qls", ""));
    assert_false(finds("qls", "\xff\xfe"));
}

static void every_reading_of_a_character_counts(void **state)
{
    (void)state;
    assert_true(finds("zengm", "曾某") && finds("cengm", "曾某"));
    assert_true(finds("shanm", "单某") && finds("danm", "单某"));
    assert_true(finds("lvm", "吕某") && finds("lum", "吕某"));
    assert_true(finds("chongqing", "重庆") && finds("zhongq", "重庆"));
    assert_true(finds("yinhang", "银行") && finds("piao", "朴"));
}

static void what_is_no_pinyin_is_no_query(void **state)
{
    char most[SY_PINYIN_MOST + 2];
    sy_pinyin_query q;

    (void)state;
    memset(most, 'a', sizeof most);
    most[SY_PINYIN_MOST + 1] = '\0';
    assert_false(sy_pinyin_query_read(&q, sy_slice_of("")));
    assert_false(sy_pinyin_query_read(&q, sy_slice_of("q")));
    assert_false(sy_pinyin_query_read(&q, sy_slice_of("6299")));
    assert_false(sy_pinyin_query_read(&q, sy_slice_of("钱龙善")));
    assert_false(sy_pinyin_query_read(&q, sy_slice_of(most)));
    most[SY_PINYIN_MOST] = '\0';
    assert_true(sy_pinyin_query_read(&q, sy_slice_of(most)));
    assert_false(sy_pinyin_finds(&q, sy_slice_of("啊啊啊")));
}

/* The query from place on, shared out among the characters from name on: tries every way. */
static bool shares_out(const sy_pinyin_query *q, unsigned place, const char *name)
{
    const size_t step = *name ? sy_utf8_length(name, strlen(name)) : 0;

    if (place == q->n) return true;
    if (!step) return false;
    for (unsigned n = 1; place + n <= q->n; n++) {
        sy_pinyin_query part = {.n = n};
        memcpy(part.codes, q->codes + place, n * sizeof *part.codes);
        if (sy_pinyin_finds(&part, (sy_slice){name, step}) &&
            shares_out(q, place + n, name + step))
            return true;
    }
    return false;
}

static void agrees_with_the_twin_that_tries_every_way(void **state)
{
    static const char *const characters[] = {"安", "昂", "西", "先", "鱼", "女", "A", "长", "曾"};
    size_t found = 0;

    (void)state;
    srand(11);
    for (int round = 0; round < 20000; round++) {
        char name[32] = "";
        sy_pinyin_query q = {.n = 1 + (unsigned)rand() % 6};
        for (int k = rand() % 5; k >= 0; k--) strcat(name, characters[rand() % 9]);
        for (unsigned k = 0; k < q.n; k++) q.codes[k] = (uint32_t)"angxieuvyc"[rand() % 10];
        bool slow = false;
        for (const char *from = name; *from && !slow; from += sy_utf8_length(from, strlen(from)))
            slow = shares_out(&q, 0, from);
        assert_int_equal(sy_pinyin_finds(&q, sy_slice_of(name)), slow);
        found += slow;
    }
    assert_true(found > 200 && found < 15000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_found_by_initials_by_syllables_and_by_both),
        cmocka_unit_test(other_names_are_not_found),
        cmocka_unit_test(every_reading_of_a_character_counts),
        cmocka_unit_test(what_is_no_pinyin_is_no_query),
        cmocka_unit_test(agrees_with_the_twin_that_tries_every_way),
    };
    return cmocka_run_group_tests_name("pinyin", tests, NULL, NULL);
}
