/* clues_test.c - what rows say for a register, what payments show by their days, and the
 * clues of the small made-up case. */
#include "made_case.h"

#include "base/lang.h"
#include "insight/clue_parts.h"

/* ---- what a register would know ---- */

static void plates_are_found_inside_a_text(void **state)
{
    static const struct {
        const char *text, *plate;
    } cases[] = {
        {"浙D12345 车险", "浙D12345"},  {"交强险浙d·12345保费", "浙D12345"},
        {"ETC 浙AD12345 通行费", "浙AD12345"}, {"车牌：浙Ｄ１２３４５", "浙D12345"},
        {"浙江分行", ""},               {"沪A1", ""},
        {"浙D123456789", ""},           {"新A座停车", ""},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char plate[SY_CLUE_KEY] = "";
        const bool found = sy_clue_plate_in(plate, sy_slice_of(cases[i].text));
        if (found != (cases[i].plate[0] != '\0') || strcmp(plate, cases[i].plate) != 0) {
            fail_msg("%s: \"%s\"", cases[i].text, plate);
        }
    }
}

static void policies_need_their_word_and_addresses_two_of_theirs(void **state)
{
    char policy[SY_CLUE_KEY] = "";
    (void)state;
    assert_true(sy_clue_policy_in(policy, SY_TEXT("续期保费 保单号：P2021000123456")));
    assert_string_equal(policy, "P2021000123456");
    assert_true(sy_clue_policy_in(policy, SY_TEXT("保单号码 8600123456789")));
    assert_false(sy_clue_policy_in(policy, SY_TEXT("流水号 P2021000123456")));
    assert_false(sy_clue_policy_in(policy, SY_TEXT("保单 12")));
    assert_true(sy_clue_is_address(SY_TEXT("羽衣苑17幢702室")));
    assert_false(sy_clue_is_address(SY_TEXT("办公室 17")));
    assert_false(sy_clue_is_address(SY_TEXT("某幢某室")));
}

static void frame_numbers_need_their_check_digit(void **state)
{
    char vin[SY_CLUE_KEY] = "";
    (void)state;
    assert_true(sy_clue_vin_in(vin, SY_TEXT("车架号1M8GDM9AXKP042788车险")));
    assert_string_equal(vin, "1M8GDM9AXKP042788");
    assert_false(sy_clue_vin_in(vin, SY_TEXT("1M8GDM9A1KP042788")));
    assert_false(sy_clue_vin_in(vin, SY_TEXT("62299906025099058")));
}

/* ---- shapes ---- */

static sy_clue_row paid(int year, int month, int day, int64_t amount)
{
    return (sy_clue_row){.at = sy_days_from_civil(year, month, day) * SY_DAY,
                         .amount = amount,
                         .counts = true};
}

static void equal_instalments_a_month_apart_are_counted(void **state)
{
    sy_clue_row rows[20];
    size_t n = 0;
    (void)state;

    for (int m = 1; m <= 7; m++) {
        rows[n++] = paid(2023, m, 5, 430000);
        rows[n++] = paid(2023, m, 6, 100 * m); /* something else between */
    }
    assert_int_equal(sy_clue_monthly(rows, n).times, 7);
    assert_int_equal(sy_clue_monthly(rows, n).each, 430000);
    rows[6].amount++; /* the rate changes in April: two runs of three */
    assert_int_equal(sy_clue_monthly(rows, n).times, 3);
    for (size_t i = 0; i < n; i++) rows[i].counts = false;
    assert_int_equal(sy_clue_monthly(rows, n).times, 0);
}

/* The longest chain of equal payments 25 to 36 days apart, by trying every chain. */
static uint32_t longest_slowly(const sy_clue_row *rows, size_t n, size_t from, uint32_t chain)
{
    uint32_t best = chain;

    for (size_t i = from + 1; i < n; i++) {
        const int64_t gap = sy_day_of(rows[i].at) - sy_day_of(rows[from].at);
        if (rows[i].amount != rows[from].amount || gap < 25 || gap > 36) continue;
        const uint32_t longer = longest_slowly(rows, n, i, chain + 1);
        if (longer > best) best = longer;
    }
    return best;
}

/* A run takes the first payment that fits; that is at most a payment or two short of the
 * best chain only where there are several a month. With one a month both agree. */
static void runs_agree_with_the_slow_way_for_one_payment_a_month(void **state)
{
    dice d = {12345};
    (void)state;

    for (int round = 0; round < 300; round++) {
        sy_clue_row rows[12];
        size_t n = 0;
        uint32_t slow = 0;
        for (int m = 0; m < 12; m++) {
            if (roll(&d) % 4 == 0) continue;
            rows[n++] = paid(2023, 1 + m, 10 + (int)(roll(&d) % 3), 100 + (int64_t)(roll(&d) % 2));
        }
        for (size_t i = 0; i < n; i++) {
            const uint32_t chain = longest_slowly(rows, n, i, 1);
            if (chain > slow) slow = chain;
        }
        assert_int_equal(sy_clue_monthly(rows, n).times, slow);
    }
}

static void premiums_come_back_in_the_same_month(void **state)
{
    const sy_clue_row yearly[] = {paid(2022, 8, 10, 1), paid(2023, 8, 12, 2)},
                      next_month[] = {paid(2022, 8, 10, 1), paid(2023, 9, 1, 2)},
                      quarterly[] = {paid(2022, 8, 10, 1), paid(2022, 11, 10, 1)};
    (void)state;
    assert_true(sy_clue_is_yearly(yearly, 2));
    assert_true(sy_clue_is_yearly(next_month, 2));
    assert_false(sy_clue_is_yearly(quarterly, 2));
    assert_int_equal(sy_clue_months(quarterly, 2), 2);
}

/* ---- the made-up case ---- */

typedef struct world {
    made_case m;
    sy_property_words *words;
    sy_scene *s;
    sy_clues *k;
} world;

static int set_up(void **state)
{
    static world w;
    sy_err err = {0};

    made_case_open(&w.m, SY_WRITE);
    assert_ok(sy_property_load_default(&w.words, NULL, &err), err);
    assert_ok(sy_scene_open(&w.s, w.m.c, &(sy_scene_options){0}, &w.m.arena, &err), err);
    assert_ok(sy_clues_find(&w.k, w.s, w.words, &w.m.arena, &err), err);
    *state = &w;
    return 0;
}

static int tear_down(void **state)
{
    world *w = *state;
    sy_scene_close(w->s);
    sy_property_free(w->words);
    made_case_close(&w->m);
    return 0;
}

static const sy_clue *clue_of(const world *w, sy_asset_class c, const char *holder, size_t n)
{
    for (size_t i = 0; i < w->k->n_shown; i++) {
        const sy_clue *k = &w->k->items[i];
        if (k->asset == c && sy_slice_is(k->holder, sy_slice_of(holder)) && n-- == 0) return k;
    }
    return NULL;
}

static void one_clue_is_one_asset(void **state)
{
    const world *w = *state;
    const sy_clue *flat = clue_of(w, SY_ASSET_REAL_ESTATE, "向春暖", 0),
                  *car = clue_of(w, SY_ASSET_VEHICLE, "柳成荫", 0),
                  *space = clue_of(w, SY_ASSET_REAL_ESTATE, "钟有时", 0),
                  *policy = clue_of(w, SY_ASSET_INSURANCE, "虚构市云上商贸有限公司", 0);

    assert_true(flat && car && space && policy);
    assert_null(clue_of(w, SY_ASSET_REAL_ESTATE, "向春暖", 1));
    assert_int_equal(flat->grade, 'A');
    assert_int_equal(car->grade, 'A');
    assert_int_equal(space->grade, 'B');
    assert_true(flat->shapes & SY_CLUE_STORY && car->shapes & SY_CLUE_STORY);
    assert_true(policy->shapes & SY_CLUE_YEARLY);
    assert_true(flat->after_judgment && car->after_judgment);
    assert_true(flat->price_least < flat->amount * 4 && flat->amount < flat->price_most);
    assert_int_equal(car->price_least, car->price_most);
    assert_true(space->sign->is_apart);
}

/* The flat, the car and the policy are paid with his money alone: every rule says so. */
static void the_money_is_that_of_the_trace(void **state)
{
    const world *w = *state;

    for (size_t i = 0; i < w->k->n_shown; i++) {
        const sy_clue *k = &w->k->items[i];
        if (k->standing != SY_CLUE_OF_OTHERS) continue;
        for (int rule = 0; rule < SY_RULES; rule++) {
            int64_t sum = 0;
            for (size_t r = 0; r < k->n_rows; r++) {
                const sy_traced *t = sy_scene_traced(w->s, (sy_rule)rule, k->rows[r].transfer);
                if (k->rows[r].counts && t) sum += t->tainted;
            }
            assert_int_equal(k->money.by_rule[rule], sum);
            assert_true(k->money.least <= sum && sum <= k->money.most);
        }
        assert_true(k->grounds);
    }
}

static void clues_stand_in_order_and_have_different_ids(void **state)
{
    const world *w = *state;

    for (size_t i = 0; i < w->k->n; i++) {
        assert_int_equal(strlen(w->k->items[i].id), SY_CLUE_ID - 1);
        assert_int_equal(w->k->items[i].aside == SY_CLUE_IS_SHOWN, i < w->k->n_shown);
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(w->k->items[i].id, w->k->items[j].id);
        }
        if (i == 0 || i == w->k->n_shown) continue;
        assert_true(w->k->items[i - 1].standing <= w->k->items[i].standing);
    }
}

static void ids_do_not_depend_on_the_trace(void **state)
{
    world *w = *state;
    sy_scene *s = NULL;
    sy_clues *k = NULL;
    sy_err err = {0};

    assert_ok(sy_scene_open(&s, w->m.c, &(sy_scene_options){.no_trace = true}, &w->m.arena, &err),
              err);
    assert_ok(sy_clues_find(&k, s, w->words, &w->m.arena, &err), err);
    assert_int_equal(k->n, w->k->n);
    for (size_t i = 0; i < k->n; i++) {
        bool found = false;
        for (size_t j = 0; j < k->n; j++) found |= strcmp(k->items[i].id, w->k->items[j].id) == 0;
        assert_true(found);
        assert_false(k->items[i].money.is_known && k->items[i].standing == SY_CLUE_OF_OTHERS);
    }
    sy_scene_close(s);
}

static void what_people_said_is_remembered(void **state)
{
    world *w = *state;
    const sy_clue *car = clue_of(w, SY_ASSET_VEHICLE, "柳成荫", 0);
    const sy_finding_decision no = {.kind = SY_CLUE_KIND,
                                    .finding = car->id,
                                    .verdict = SY_VERDICT_REJECTED,
                                    .note = "已核实"};
    sy_workspace *ws = sy_case_workspace(w->m.c);
    sy_clues *k = NULL;
    sy_err err = {0};
    bool undone;

    assert_ok(sy_finding_decide(ws, &no, &err), err);
    assert_ok(sy_clues_find(&k, w->s, w->words, &w->m.arena, &err), err);
    assert_int_equal(k->n_shown, w->k->n_shown - 1);
    for (size_t i = 0; i < k->n; i++) {
        if (strcmp(k->items[i].id, car->id) != 0) continue;
        assert_int_equal(k->items[i].aside, SY_CLUE_REFUTED);
        assert_string_equal(k->items[i].decision->note, "已核实");
    }
    assert_ok(sy_finding_undo(ws, SY_CLUE_KIND, car->id, &undone, &err), err);
    assert_true(undone);
}

static void every_clue_has_words_in_both_languages(void **state)
{
    const world *w = *state;

    for (int lang = SY_LANG_ZH; lang <= SY_LANG_EN; lang++) {
        sy_lang_set((sy_lang)lang);
        for (size_t i = 0; i < w->k->n; i++) {
            sy_buf b;
            sy_buf_init(&b, NULL, 1 << 16);
            assert_int_equal(sy_clue_reason(&b, &w->k->items[i]), SY_OK);
            assert_true(b.len > 0 && sy_clue_next(&w->k->items[i])[0]);
            sy_buf_dispose(&b);
        }
    }
    sy_lang_set(SY_LANG_ZH);
}

static void survives_every_failed_allocation(void **state)
{
    world *w = *state;
    size_t n = 0;

    for (;; n += n < 40 ? 1 : n / 8) {
        scarce s = {.left = n};
        const sy_alloc al = {scarce_get, scarce_put, &s};
        sy_arena arena;
        sy_clues *k = NULL;
        sy_arena_init(&arena, &al);
        const sy_status st = sy_clues_find(&k, w->s, w->words, &arena, NULL);
        assert_true(st == SY_OK || st == SY_ENOMEM);
        assert_true((st == SY_OK) == (k != NULL));
        sy_arena_dispose(&arena);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) break;
    }
    assert_true(n > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plates_are_found_inside_a_text),
        cmocka_unit_test(policies_need_their_word_and_addresses_two_of_theirs),
        cmocka_unit_test(frame_numbers_need_their_check_digit),
        cmocka_unit_test(equal_instalments_a_month_apart_are_counted),
        cmocka_unit_test(runs_agree_with_the_slow_way_for_one_payment_a_month),
        cmocka_unit_test(premiums_come_back_in_the_same_month),
        cmocka_unit_test(one_clue_is_one_asset),
        cmocka_unit_test(the_money_is_that_of_the_trace),
        cmocka_unit_test(clues_stand_in_order_and_have_different_ids),
        cmocka_unit_test(ids_do_not_depend_on_the_trace),
        cmocka_unit_test(what_people_said_is_remembered),
        cmocka_unit_test(every_clue_has_words_in_both_languages),
        cmocka_unit_test(survives_every_failed_allocation),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
