/* property_test.c - what the words of dict/property.yaml say: the list of ordinary payees
 * gives nothing that makes a clue, the list of true ones its class; and bad dictionaries
 * are refused with line and column. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "intake/property.h"
#include "text/terms.h"

enum { MOST_BYTES = 1 << 20, FEWEST_ORDINARY = 300 };

static sy_property_words *words;

static int load(void **state)
{
    sy_err err = {0};
    (void)state;
    assert_ok(sy_property_load_default(&words, NULL, &err), err);
    return 0;
}

static int unload(void **state)
{
    (void)state;
    sy_property_free(words);
    return 0;
}

static char *list_named(const char *name)
{
    char path[1024], *text = NULL;
    size_t len;
    sy_err err = {0};

    snprintf(path, sizeof path, "%s/tests/lists/%s", getenv("SUYUAN_DATA"), name);
    assert_ok(sy_file_read(NULL, &text, &len, path, MOST_BYTES, &err), err);
    return text;
}

/* Cuts a line at its bars; missing fields are empty. */
static void cut(char *line, char *fields[], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        fields[i] = line;
        char *bar = strchr(line, '|');
        if (bar) *bar++ = '\0';
        line = bar ? bar : line + strlen(line);
    }
}

static sy_property_row judge(const char *name, const char *merchant, const char *summary,
                             const char *note, bool comes_in)
{
    const sy_property_texts t = {
        sy_property_judge(words, sy_slice_of(name)), sy_property_judge(words, sy_slice_of(merchant)),
        sy_property_judge(words, sy_slice_of(summary)), sy_property_judge(words, sy_slice_of(note))};
    return sy_property_of_row(words, &t, comes_in);
}

/* Signs that make no clue by themselves. */
static bool is_harmless(const sy_property_sign *s)
{
    return !s || s->joins || s->role == SY_FITS || s->role == SY_USES;
}

static void must_be_harmless(const char *name, const char *merchant, const char *summary,
                             bool comes_in)
{
    const sy_property_row r = judge(name, merchant, summary, "", comes_in);

    if (is_harmless(r.sign)) return;
    fail_msg("%s / %s / %s: %s.%s by \"%.*s\"", name, merchant, summary,
             sy_asset_class_name(r.sign->asset), r.sign->name, (int)r.term.len, r.term.ptr);
}

static void ordinary_payees_give_nothing_whatever_the_amount(void **state)
{
    char *text = list_named("ordinary.txt");
    size_t n = 0;
    (void)state;

    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        char *f[3];
        if (line[0] == '#') continue;
        cut(line, f, 3);
        const bool comes_in = f[2][0] == 'i';
        must_be_harmless(f[0], "", f[1], comes_in);
        must_be_harmless("财付通支付科技有限公司", f[0], f[1], comes_in);
        n++;
    }
    assert_true(n >= FEWEST_ORDINARY);
    sy_drop(NULL, text);
}

static void true_payees_give_their_class(void **state)
{
    char *text = list_named("property.txt");
    (void)state;

    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        char *f[6];
        sy_minor amount = 0;
        if (line[0] == '#') continue;
        cut(line, f, 6);
        assert_true(sy_minor_parse(&amount, sy_slice_of(f[4])));
        const sy_property_row r = judge(f[1], "", f[2], f[3], f[5][0] == 'i');
        if (!r.sign) fail_msg("%s / %s: nothing", f[1], f[2]);
        if (strcmp(sy_asset_class_name(r.sign->asset), f[0]) != 0) {
            fail_msg("%s / %s: %s.%s", f[1], f[2], sy_asset_class_name(r.sign->asset),
                     r.sign->name);
        }
        if (amount < r.sign->least || amount > r.sign->most) {
            fail_msg("%s / %s: %s is out of the bounds of %s", f[1], f[2], f[4], r.sign->name);
        }
    }
    sy_drop(NULL, text);
}

/* ---- rules, one by one ---- */

static void what_a_firm_is_stands_last_in_its_name(void **state)
{
    (void)state;
    assert_string_equal(judge("晴川酒店置业有限公司", "", "", "", false).sign->name, "developer");
    assert_null(judge("晴川置业酒店", "", "", "", false).sign);
    assert_null(judge("置业大厦停车场", "", "", "", false).sign);
    assert_null(judge("平安银行股份有限公司信用卡中心", "", "保费", "", false).sign);
}

static void full_width_case_and_blanks_do_not_matter(void **state)
{
    (void)state;
    assert_string_equal(judge("", "", "ｅｔｃ　通 行 费", "", false).sign->name, "toll");
    assert_string_equal(judge("晴川 置 业 有限公司", "", "", "", false).sign->name, "developer");
}

static void grades_follow_the_contract(void **state)
{
    (void)state;
    assert_int_equal(judge("", "", "契税", "", false).grade, 'A');
    assert_int_equal(judge("晴川置业有限公司", "", "", "", false).grade, 'B');
    assert_int_equal(judge("", "", "购房款", "", false).grade, 'C');
    assert_int_equal(judge("长青人寿保险股份有限公司", "", "", "", false).grade, 'B');
    assert_int_equal(judge("长青人寿保险股份有限公司", "", "保费", "", false).grade, 'A');
    assert_int_equal(judge("安稳财产保险股份有限公司", "", "", "", false).grade, 'C');
    assert_int_equal(judge("安稳财产保险股份有限公司", "", "车险", "", false).grade, 'A');
}

static void property_insurance_points_to_a_car_and_never_to_a_policy(void **state)
{
    static const char *const said[] = {"", "保费", "车险", "交强险", "续期保费"};
    (void)state;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        const sy_property_row r = judge("安稳财产保险股份有限公司", "", said[i], "", false);
        assert_int_equal(r.sign->asset, SY_ASSET_VEHICLE);
    }
}

static void the_name_goes_before_the_words(void **state)
{
    (void)state;
    const sy_property_row r = judge("晴川汽车销售有限公司", "", "首付款", "", false);
    assert_int_equal(r.sign->asset, SY_ASSET_VEHICLE);
    assert_true(r.by_name);
    assert_string_equal(r.field, "name");
}

static void wages_go_one_way_only(void **state)
{
    (void)state;
    assert_int_equal(judge("", "", "代发工资", "", true).sign->asset, SY_ASSET_INCOME);
    assert_null(judge("", "", "代发工资", "", false).sign);
    assert_null(judge("晴川置业有限公司", "", "工资", "", false).sign);
}

/* ---- dictionaries that are wrong ---- */

static void must_say(const char *yaml, const char *what)
{
    const char *path = "property_test.yaml";
    sy_property_words *d = NULL;
    sy_err err = {0};

    assert_ok(sy_file_write(path, yaml, strlen(yaml), &err), err);
    assert_int_equal(sy_property_load(&d, NULL, path, &err), SY_EDATA);
    if (!strstr(err.text, what)) fail_msg("\"%s\" is not in: %s", what, err.text);
    remove(path);
}

static void mistakes_are_said_with_line_and_column(void **state)
{
    (void)state;
    must_say("houses: {}\n", "property_test.yaml:1:1:");
    must_say("vehicle:\n  car: {label: x, role: flies, grade: A}\n", ":2:25:");
    must_say("vehicle:\n  car: {label: x, role: buys, grade: D}\n", ":2:38:");
    must_say("vehicle:\n  car: {role: buys, grade: A}\n", "label");
    must_say("vehicle:\n  car: {label: x, role: buys, grade: A, least: much}\n", ":2:48:");
    must_say("vehicle:\n  car: {label: x, role: buys, grade: A, ends: moon}\n", ":2:47:");
    must_say("vehicle:\n  car:\n    label: x\n    role: buys\n    grade: A\n    names: [\"\"]\n",
             ":6:13:");
    must_say("ordinary:\n  x: {role: buys}\n", ":2:7:");
}

static void survives_every_failed_allocation(void **state)
{
    const char *path = "property_test.yaml",
               *yaml = "vehicle:\n  car: {label: x, role: buys, grade: A, names: [汽贸, 车行], "
                       "words: [购车], not: [租车]}\nordinary:\n  food: {names: [餐饮]}\n";
    sy_err err = {0};
    (void)state;

    assert_ok(sy_file_write(path, yaml, strlen(yaml), &err), err);
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        const sy_alloc al = {scarce_get, scarce_put, &s};
        sy_property_words *d = NULL;
        const sy_status st = sy_property_load(&d, &al, path, NULL);
        assert_true(st == SY_OK || st == SY_ENOMEM);
        sy_property_free(d);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) break;
    }
    remove(path);
}

/* ---- the search against the slow way ---- */

typedef struct places {
    size_t n;
    uint64_t sum;
} places;

static void take(void *ctx, uint32_t word, size_t begin, size_t end)
{
    places *p = ctx;
    p->n++;
    p->sum += (uint64_t)(word + 1) * 1000003u + begin * 1009u + end;
}

static void terms_are_found_where_they_stand(void **state)
{
    static const char *const parts[] = {"房", "款", "购", "车", "A"};
    sy_slice list[40];
    char text[40][16];
    uint32_t seed = 1;
    sy_terms *t = NULL;
    sy_err err = {0};
    (void)state;

    for (size_t i = 0; i < 40; i++) {
        text[i][0] = '\0';
        for (size_t k = 0; k <= i % 3; k++) {
            seed = seed * 1664525u + 1013904223u;
            strcat(text[i], parts[seed >> 16 & 3]);
        }
        list[i] = sy_slice_of(text[i]);
    }
    assert_ok(sy_terms_new(&t, NULL, list, 40, &err), err);
    for (int round = 0; round < 500; round++) {
        char where[64] = "";
        places fast = {0}, slow = {0};
        for (int k = 0; k < 8; k++) {
            seed = seed * 1664525u + 1013904223u;
            strcat(where, parts[(seed >> 16) % 5]);
        }
        sy_terms_each(t, sy_slice_of(where), take, &fast);
        for (uint32_t i = 0; i < 40; i++) {
            for (size_t at = 0; at + list[i].len <= strlen(where); at++) {
                if (memcmp(where + at, list[i].ptr, list[i].len) == 0) {
                    take(&slow, i, at, at + list[i].len);
                }
            }
        }
        assert_int_equal(fast.n, slow.n);
        assert_true(fast.sum == slow.sum);
    }
    sy_terms_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ordinary_payees_give_nothing_whatever_the_amount),
        cmocka_unit_test(true_payees_give_their_class),
        cmocka_unit_test(what_a_firm_is_stands_last_in_its_name),
        cmocka_unit_test(full_width_case_and_blanks_do_not_matter),
        cmocka_unit_test(grades_follow_the_contract),
        cmocka_unit_test(property_insurance_points_to_a_car_and_never_to_a_policy),
        cmocka_unit_test(the_name_goes_before_the_words),
        cmocka_unit_test(wages_go_one_way_only),
        cmocka_unit_test(mistakes_are_said_with_line_and_column),
        cmocka_unit_test(survives_every_failed_allocation),
        cmocka_unit_test(terms_are_found_where_they_stand),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
