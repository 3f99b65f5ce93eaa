/* weights_test.c - the weights as they stand, as somebody might spoil them, and what they
 * make of amounts and shares; words as bits, beside a slow look. */
#include "test.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/fold.h"
#include "base/lang.h"
#include "insight/weights.h"
#include "scratch.h"

/* ---- the file ---- */

static char standard[65536];

static void read_standard(void)
{
    char *data = NULL, *path = NULL, *text = NULL;
    size_t n = 0;
    sy_err err = {0};

    assert_ok(sy_data_folder(&data, &err), err);
    path = sy_path_join(NULL, data, "dict/weights.yaml");
    assert_ok(sy_file_read(NULL, &text, &n, path, sizeof standard - 1, &err), err);
    memcpy(standard, text, n + 1);
    sy_drop(NULL, text);
    sy_drop(NULL, path);
    sy_drop(NULL, data);
}

static void the_file_of_the_program_is_right(void **state)
{
    sy_weights *w = NULL;
    sy_err err = {0};
    (void)state;

    assert_ok(sy_weights_load(&w, NULL, NULL, &err), err);
    for (int c = 0; c < SY_PROXY_CODES; c++) assert_true(w->code[c].points > 0);
    assert_int_equal(w->code[SY_PROXY_PAYS_BILLS].points, 25);
    assert_int_equal(w->code[SY_PROXY_PAYS_BILLS].amount, 300000);
    assert_int_equal(w->code[SY_PROXY_TRADE].from, 500);
    assert_int_equal(w->trace[SY_WEIGH_IP], 750);
    assert_int_equal(w->mirror_hours, 24);
    assert_true(sy_word_bits_in(w->terms, SY_TEXT("７月　电费")) & SY_WORD_BILL);
    assert_true(sy_word_bits_in(w->terms, SY_TEXT("还借款")) & SY_WORD_LOAN);
    assert_false(sy_word_bits_in(w->terms, SY_TEXT("信用卡还款")) & SY_WORD_LOAN);
    assert_int_equal(sy_word_bits_in(w->terms, SY_TEXT("")), 0);
    sy_weights_free(w);
}

/* What is said of the file when `from` stands there as `to`. */
static void spoiled(const char *from, const char *to, const char *line, const char *said)
{
    char folder[SCRATCH], path[SCRATCH + 32];
    const char *at = strstr(standard, from);
    sy_weights *w = NULL;
    sy_err err = {0};
    sy_buf text;

    if (!at) fail_msg("\"%s\" does not stand in the file", from);
    sy_buf_init(&text, NULL, sizeof standard * 2);
    sy_buf_add(&text, standard, (size_t)(at - standard));
    sy_buf_text(&text, to);
    sy_buf_text(&text, at + strlen(from));
    scratch_make(folder);
    snprintf(path, sizeof path, "%s/weights.yaml", folder);
    assert_ok(sy_file_write(path, text.ptr, text.len, &err), err);
    sy_buf_dispose(&text);
    sy_lang_set(SY_LANG_EN);
    assert_int_equal(sy_weights_load(&w, NULL, path, &err), SY_EDATA);
    sy_lang_set(SY_LANG_ZH);
    scratch_remove(folder);
    assert_null(w);
    if (!strstr(err.text, line) || !strstr(err.text, said))
        fail_msg("\"%s\" -> \"%s\": %s", from, to, err.text);
}

static void mistakes_are_told_with_their_line(void **state)
{
    (void)state;
    spoiled("points: 25, amount: 3000", "points: many, amount: 3000",
            "weights.yaml:13:", "\"many\" is no whole number");
    spoiled("points: 25, amount: 3000", "points: 101", "weights.yaml:13:", "from 0 to 100");
    spoiled("points: 25, amount: 3000", "points: 25, amount: -3",
            "weights.yaml:13:", "no amount in yuan");
    spoiled("share: 15%", "share: 15", "weights.yaml:15:", "write it as 15%");
    spoiled("share: 15%", "share: 150%", "weights.yaml:15:", "from 0% to 100%");
    spoiled("  profile: {points: 10, amount: 300000}\n", "", "weights.yaml:13:", "profile");
    spoiled("  mac: 100%", "  mack: 100%", "weights.yaml:", "mack");
    spoiled("  mirror-hours: 24", "  mirror-hours: 24h", "weights.yaml:", "24h");
    spoiled("from: 50%, share: 80%", "from: 80%, share: 80%", "weights.yaml:", "less than share");
    spoiled("  bills: [电费", "  bills: [\" \"", "weights.yaml:", "an empty text");
    spoiled("reasons:", "reason:", "weights.yaml:", "reason");
}

/* ---- points ---- */

static void points_rise_with_amount_and_share(void **state)
{
    const sy_weight by_both = {.points = 20, .amount = 10000, .from = 200, .share = 600},
                    plain = {.points = 40};
    (void)state;

    assert_int_equal(sy_weight_points(&plain, 0, 0), 40);
    assert_int_equal(sy_weight_points(&by_both, 10000, 600), 20);
    assert_int_equal(sy_weight_points(&by_both, INT64_MAX, 1000), 20);
    assert_int_equal(sy_weight_points(&by_both, 5000, 1000), 10);
    assert_int_equal(sy_weight_points(&by_both, 10000, 400), 10);
    assert_int_equal(sy_weight_points(&by_both, 10000, 200), 0);
    assert_int_equal(sy_weight_points(&by_both, 10000, 0), 0);
    for (int32_t share = 0; share <= 1000; share++) {
        for (sy_minor amount = 0; amount <= 20000; amount += 500) {
            const int32_t p = sy_weight_points(&by_both, amount, share);
            assert_in_range(p, 0, 20);
            if (share) assert_true(p >= sy_weight_points(&by_both, amount, share - 1));
            if (amount) assert_true(p >= sy_weight_points(&by_both, amount - 500, share));
        }
    }
}

static void parts_do_not_overflow(void **state)
{
    (void)state;
    assert_int_equal(sy_part_of(1, 0), 0);
    assert_int_equal(sy_part_of(0, 5), 0);
    assert_int_equal(sy_part_of(-5, 5), 0);
    assert_int_equal(sy_part_of(6, 5), 1000);
    assert_int_equal(sy_part_of(1, 3), 333);
    assert_int_equal(sy_part_of(INT64_MAX / 2, INT64_MAX), 499);
    assert_int_equal(sy_part_of(INT64_MAX - 1, INT64_MAX), 1000 - 1);
}

/* ---- words ---- */

typedef struct word {
    char text[32];
    uint32_t gives, voids;
} word;

static uint32_t look_slowly(const word *words, size_t n, sy_slice text)
{
    char folded[SY_WORD_BITS_TEXT];
    const sy_slice s = {folded, sy_words_fold(folded, sizeof folded, text)};
    uint32_t gives = 0, voids = 0;

    for (size_t i = 0; i < n; i++) {
        char w[64];
        const sy_slice x = {w, sy_words_fold(w, sizeof w, sy_slice_of(words[i].text))};
        if (x.len == 0 || x.len > s.len || sy_slice_find(s, x) == s.len) continue;
        gives |= words[i].gives;
        voids |= words[i].voids;
    }
    return gives & ~voids;
}

static void bits_are_those_of_a_slow_look(void **state)
{
    static const char *const pieces[] = {"电", "费", "水", "ａ", "A", " ", "货", "款", "1", "还"};
    dice d = {7};
    (void)state;

    for (int round = 0; round < 60; round++) {
        word words[12];
        sy_word_bits *w = NULL;
        sy_err err = {0};
        assert_ok(sy_word_bits_new(&w, NULL, &err), err);
        for (size_t i = 0; i < 12; i++) {
            words[i] = (word){.gives = 1u << roll_below(&d, 8),
                              .voids = roll_below(&d, 3) ? 0 : 1u << roll_below(&d, 8)};
            for (uint64_t k = roll_below(&d, 4); k-- > 0;)
                strcat(words[i].text, pieces[roll_below(&d, 10)]);
            assert_ok(sy_word_bits_add(w, sy_slice_of(words[i].text), words[i].gives,
                                       words[i].voids, &err),
                      err);
        }
        assert_ok(sy_word_bits_ready(w, &err), err);
        for (int t = 0; t < 200; t++) {
            char text[128] = "";
            for (uint64_t k = roll_below(&d, 10); k-- > 0;)
                strcat(text, pieces[roll_below(&d, 10)]);
            assert_int_equal(sy_word_bits_in(w, sy_slice_of(text)),
                             look_slowly(words, 12, sy_slice_of(text)));
        }
        sy_word_bits_free(w);
    }
}

static void survives_every_failed_allocation(void **state)
{
    (void)state;
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        const sy_alloc al = {scarce_get, scarce_put, &s};
        sy_weights *w = NULL;
        const sy_status st = sy_weights_load(&w, &al, NULL, NULL);
        assert_true(st == SY_OK || st == SY_ENOMEM);
        sy_weights_free(w);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) return;
        assert_null(w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_file_of_the_program_is_right),
        cmocka_unit_test(mistakes_are_told_with_their_line),
        cmocka_unit_test(points_rise_with_amount_and_share),
        cmocka_unit_test(parts_do_not_overflow),
        cmocka_unit_test(bits_are_those_of_a_slow_look),
        cmocka_unit_test(survives_every_failed_allocation),
    };
    read_standard();
    return cmocka_run_group_tests_name("weights", tests, NULL, NULL);
}
