/* form_test.c - texts with holes, beside a slow way that tries every cut. */
#include "test.h"

#include "intake/form.h"
#include "intake/parse.h"

enum { NAME, NUMBER, BANK, AMOUNT };

static int hole_of(sy_slice name, sy_hole_kind *kind)
{
    static const char *const names[] = {"name", "number", "bank", "amount"};
    for (int i = 0; i < 4; i++) {
        if (!sy_slice_is(name, sy_slice_of(names[i]))) continue;
        *kind = i == NUMBER ? SY_HOLE_NUMBER : i == AMOUNT ? SY_HOLE_AMOUNT : SY_HOLE_WORDS;
        return i;
    }
    return SY_HOLE_UNKNOWN;
}

static void forms_take_cells_apart(void **state)
{
    static const struct {
        const char *form, *text, *name, *number; /* name NULL: does not fit */
    } cases[] = {
        {"{number}/{name}", "6299990000000000012/王样一", "王样一", "6299990000000000012"},
        {"{number}/{name}", "Z******0014/*样一", "*样一", "Z******0014"},
        {"{number}/{name}", "王样一", NULL, NULL},
        {"{number}/{name}", "12/王样一", NULL, NULL}, /* too short for an account */
        {"{name} {number}", "王样一 62999900", "王样一", "62999900"},
        {"{name}{number}", "某某公积金中心1111111111", "某某公积金中心", "1111111111"},
        {"{name}{number}", "某某公积金中心", NULL, NULL},
        {"{number}({name})", "2088000000000011（王样一）", "王样一", "2088000000000011"},
        {"({bank}){number}", "（某某银行）6299990000000000012", "", "6299990000000000012"},
        {"{name}({bank})({number})", "王样一(某某银行)(62999900)", "王样一", "62999900"},
        {"{name}({bank})({number})", "某某(集团)公司(某某银行)(62999900)", "某某", "62999900"},
        {"{}:{}:{number}", "借记卡:某某银行:62999900", "", "62999900"},
        {"{}:{}:{number}", "::62999900", "", "62999900"},
        {"{name}", "  王样一　", "王样一", ""},
        {"{name}", "", NULL, NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sy_slice found[SY_FORM_PARTS], by_hole[4] = {{"", 0}, {"", 0}, {"", 0}, {"", 0}};
        sy_form f;
        assert_true(sy_form_read(&f, sy_slice_of(cases[i].form), hole_of));
        const bool fits = sy_form_match(&f, sy_slice_of(cases[i].text), found);
        if (fits != (cases[i].name != NULL)) fail_msg("%s: %s", cases[i].form, cases[i].text);
        for (size_t k = 0; fits && k < f.n; k++) {
            if (f.parts[k].hole >= 0) by_hole[f.parts[k].hole] = found[k];
        }
        if (!fits) continue;
        if (!sy_slice_is(by_hole[NAME], sy_slice_of(cases[i].name)) ||
            !sy_slice_is(by_hole[NUMBER], sy_slice_of(cases[i].number))) {
            fail_msg("%s of %s: %.*s and %.*s", cases[i].form, cases[i].text,
                     (int)by_hole[NAME].len, by_hole[NAME].ptr, (int)by_hole[NUMBER].len,
                     by_hole[NUMBER].ptr);
        }
    }
}

static void what_is_no_form_is_refused(void **state)
{
    static const char *const wrong[] = {"",
                                        "{",
                                        "{name",
                                        "name}",
                                        "{nobody}",
                                        "{name}{bank}",
                                        "{name} {name}",
                                        "{name}{}",
                                        "{name}1{number}2{bank}3{amount}4{}5",
                                        "{name}123456789012345678901234567890123"};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        sy_form f;
        if (sy_form_read(&f, sy_slice_of(wrong[i]), hole_of)) fail_msg("%s", wrong[i]);
    }
}

/* ---- the slow way ---- */

static bool takes(const sy_form_part *p, const char *text, size_t n)
{
    size_t digits = 0;

    for (size_t i = 0; i < n; i++) {
        const bool is_digit = text[i] >= '0' && text[i] <= '9';
        digits += is_digit || text[i] == '*';
        if (p->kind == SY_HOLE_NUMBER && !is_digit && !(text[i] >= 'a' && text[i] <= 'z') &&
            text[i] != '*') {
            return false;
        }
    }
    if (n == 0) return p->hole == SY_HOLE_UNNAMED;
    return p->kind != SY_HOLE_NUMBER || (n >= 6 && digits >= 4);
}

/* The first of all cuts, words as short and numbers as long as they can be. */
static bool match_slowly(const sy_form *f, size_t part, const char *text, size_t from, size_t n,
                         size_t *begins)
{
    begins[part] = from;
    if (part == f->n) return from == n;
    const sy_form_part *p = &f->parts[part];
    if (p->hole == SY_NO_HOLE) {
        for (size_t i = 0; i < p->n_literal; i++) {
            if (from + i >= n || (uint32_t)text[from + i] != p->literal[i]) return false;
        }
        return match_slowly(f, part + 1, text, from + p->n_literal, n, begins);
    }
    for (size_t i = 0; i <= n - from; i++) {
        const size_t len = p->kind == SY_HOLE_WORDS ? i : n - from - i;
        if (!takes(p, text + from, len)) continue;
        if (match_slowly(f, part + 1, text, from + len, n, begins)) return true;
    }
    return false;
}

static void agrees_with_the_slow_way(void **state)
{
    static const char *const forms[] = {"{name}/{number}",    "{number}{name}", "{name}({number})",
                                        "{}/{name}/{number}", "{number}/{}",    "{name}{number}/"};
    static const char letters[] = "1212/a1*21()";
    uint32_t seed = 7, fitting = 0;
    (void)state;
    for (int round = 0; round < 60000; round++) {
        char text[12];
        size_t n = 0, begins[SY_FORM_PARTS + 1];
        sy_slice found[SY_FORM_PARTS];
        sy_form f;
        assert_true(sy_form_read(&f, sy_slice_of(forms[round % 6]), hole_of));
        seed = seed * 1664525u + 1013904223u;
        const size_t most = 1 + seed / 65536 % sizeof text;
        while (n < most) {
            seed = seed * 1664525u + 1013904223u;
            text[n++] = letters[seed / 65536 % (sizeof letters - 1)];
        }
        const bool want = match_slowly(&f, 0, text, 0, n, begins);
        const bool got = sy_form_match(&f, (sy_slice){text, n}, found);
        if (got != want) fail_msg("%s: %.*s", forms[round % 6], (int)n, text);
        fitting += got;
        for (size_t i = 0; got && i < f.n; i++) {
            assert_ptr_equal(found[i].ptr, text + begins[i]);
            assert_int_equal(found[i].len, begins[i + 1] - begins[i]);
        }
    }
    assert_true(fitting > 500);
}

/* A hostile cell costs parts times characters squared, not more. */
static void long_cells_are_no_trap(void **state)
{
    char text[2000];
    sy_slice found[SY_FORM_PARTS];
    sy_form f;
    (void)state;
    memset(text, ':', sizeof text);
    assert_true(sy_form_read(&f, SY_TEXT("{}:{}a:{}:{}"), hole_of));
    assert_false(sy_form_match(&f, (sy_slice){text, SY_FORM_TEXT}, found));
    assert_false(sy_form_match(&f, (sy_slice){text, sizeof text}, found));
    assert_true(sy_form_read(&f, SY_TEXT("{name}"), hole_of));
    assert_true(sy_form_match(&f, (sy_slice){text, sizeof text}, found));
    assert_int_equal(found[0].len, sizeof text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_take_cells_apart),
        cmocka_unit_test(what_is_no_form_is_refused),
        cmocka_unit_test(agrees_with_the_slow_way),
        cmocka_unit_test(long_cells_are_no_trap),
    };
    return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
