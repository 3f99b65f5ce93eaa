/* case_form_test.c - the form of a case: labels and headings in any words that people use,
 * every wrong cell named, a debtor once, and nothing lost for want of memory. */
#include "intake_place.h"

#include "base/buf.h"
#include "intake/case_form.h"

#define A_ID "330699198503150025"
#define B_ID "330699199202291232"

static sy_case_form read_form(place *p, const char *text, const sy_case_facts *known)
{
    sy_case_form form;
    sy_err err = {0};
    put(p, "form.csv", text);
    assert_ok(sy_case_form_read(&form, in(p, "form.csv"), known, &p->arena, &err), err);
    return form;
}

static void labels_may_be_said_in_other_words(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    const sy_case_form f =
        read_form(&p,
                  "案件名,某案\n案 号,(2023)浙0699执1234号\n被执行人姓名,虚构甲\n"
                  "被执行人身份证号, 330699 19850315 0025\n执行标的（元）,12.5万元\n"
                  "终本日期,2023年9月20日\n",
                  NULL);
    assert_int_equal(f.n_problems, 0);
    assert_string_equal(f.facts.name, "某案");
    assert_string_equal(f.facts.number, "(2023)浙0699执1234号");
    assert_string_equal(f.facts.debtor_id, A_ID);
    assert_string_equal(f.facts.claim, "125000.00");
    assert_string_equal(f.facts.terminated, "2023-09-20");
    assert_null(f.facts.resumed);
    close_place(&p);
}

/* Each label and heading of the written form is one that the reader knows. */
static void every_label_leads_to_its_own_field(void **state)
{
    static const char *const values[] = {"x", "x", "x", A_ID, "1", "2020-01-01"};
    place p;
    (void)state;
    open_place(&p);
    for (size_t i = 0; i < SY_CASE_FIELDS; i++) {
        for (int k = -1; k < 4; k++) {
            char text[300];
            const char *label = k < 0 ? sy_case_fields[i].label : sy_case_fields[i].also[k];
            if (!label) continue;
            snprintf(text, sizeof text, "%s,%s\n", label, values[i < 5 ? i : 5]);
            sy_case_form f = read_form(&p, text, NULL);
            assert_int_equal(f.n_problems, 0);
            for (size_t other = 0; other < SY_CASE_FIELDS; other++) {
                assert_true((*sy_case_field_in(&f.facts, other) != NULL) == (other == i));
            }
        }
    }
    close_place(&p);
}

static void a_debtor_stands_there_once(void **state)
{
    static const sy_case_facts known = {.debtor = (char *)(uintptr_t) "虚构甲"};
    place p;
    (void)state;
    open_place(&p);
    sy_case_form f =
        read_form(&p, "关系,姓名,身份证号\n被执行人,虚构甲," A_ID "\n被执行人,虚构乙,\n", NULL);
    assert_string_equal(f.facts.debtor, "虚构甲"); /* nobody else was named */
    assert_string_equal(f.facts.debtor_id, A_ID);
    assert_int_equal(f.n_people, 1);
    assert_string_equal(f.people[0].name, "虚构乙");
    f = read_form(&p, "关系,姓名,身份证号\n被执行人,虚构乙," B_ID "\n被执行人,虚构甲," A_ID "\n",
                  &known);
    assert_null(f.facts.debtor); /* known already; the number is new */
    assert_string_equal(f.facts.debtor_id, A_ID);
    assert_int_equal(f.n_people, 1);
    assert_string_equal(f.people[0].name, "虚构乙");
    close_place(&p);
}

static void wrong_cells_are_named_and_doubtful_ones_too(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    const sy_case_form f = read_form(&p,
                                     "执行标的,-5\n裁判生效日,2023-01-01\n执行立案日,2022-01-01\n"
                                     "关系,姓名,身份证号\n配偶,虚构丁,330699199202291233\n"
                                     "父母,虚构己,330699198503150000\n",
                                     NULL);
    static const struct {
        uint32_t row;
        const char *column;
        bool is_warning;
    } want[] = {{1, "申请执行标的额", false},
                {5, "证件号码", true},
                {6, "证件号码", false},
                {3, "执行立案日", true}};
    assert_int_equal(f.n_problems, 4);
    assert_int_equal(f.n_warnings, 2);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(f.problems[i].row, want[i].row);
        assert_string_equal(f.problems[i].column, want[i].column);
        assert_true(f.problems[i].is_warning == want[i].is_warning);
    }
    assert_int_equal(f.n_people, 1);
    close_place(&p);
}

static void a_change_is_whole_and_is_taken_back_whole(void **state)
{
    const sy_case_facts first = {.name = (char *)(uintptr_t) "某案",
                                 .claim = (char *)(uintptr_t) "1.00"},
                        second = {.name = (char *)(uintptr_t) "某案",
                                  .claim = (char *)(uintptr_t) "2.00"};
    const sy_case_person wife = {.relation = SY_RELATION_SPOUSE, .name = "虚构丁"};
    sy_case_changes c;
    sy_case_facts now;
    sy_case_person *people;
    size_t n;
    sy_err err = {0};
    place p;
    (void)state;
    open_place(&p);
    assert_ok(sy_case_change(p.ws, &c, &first, NULL, 0, &err), err);
    assert_int_equal(c.facts, 2);
    assert_ok(sy_case_change(p.ws, &c, &second, &wife, 1, &err), err);
    assert_int_equal(c.facts, 1); /* the name stood there */
    assert_int_equal(c.people, 1);
    assert_ok(sy_case_change(p.ws, &c, &second, &wife, 1, &err), err);
    assert_int_equal(c.facts + c.people, 0);
    assert_ok(sy_case_undo(p.ws, &c, &err), err);
    assert_int_equal(c.facts, 1);
    assert_int_equal(c.people, 1);
    assert_ok(sy_case_get(p.ws, &now, &p.arena, &err), err);
    assert_string_equal(now.claim, "1.00");
    assert_ok(sy_people(p.ws, &people, &n, &p.arena, &err), err);
    assert_int_equal(n, 0);
    assert_ok(sy_case_undo(p.ws, &c, &err), err);
    assert_ok(sy_case_undo(p.ws, &c, &err), err);
    assert_int_equal(c.facts + c.people, 0);
    assert_ok(sy_case_get(p.ws, &now, &p.arena, &err), err);
    assert_null(now.name);
    close_place(&p);
}

static void too_many_rows_are_no_form(void **state)
{
    sy_case_form form;
    sy_err err = {0};
    sy_buf text;
    place p;
    (void)state;
    open_place(&p);
    sy_buf_init(&text, NULL, 1 << 20);
    for (int i = 0; i < 10001; i++) sy_buf_text(&text, "x,\n");
    put_bytes(&p, "form.csv", text.ptr, text.len);
    sy_buf_dispose(&text);
    assert_int_equal(sy_case_form_read(&form, in(&p, "form.csv"), NULL, &p.arena, &err), SY_ELIMIT);
    close_place(&p);
}

static void survives_every_failed_allocation(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    put(&p, "form.csv",
        "被执行人,虚构甲\n执行标的,许多\n关系,姓名,身份证号\n配偶,虚构丁," B_ID "\n老婆,虚构己,\n");
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        const sy_alloc al = {scarce_get, scarce_put, &s};
        sy_case_form form;
        sy_arena arena;
        sy_err err = {0};
        sy_arena_init(&arena, &al);
        const sy_status st = sy_case_form_read(&form, in(&p, "form.csv"), NULL, &arena, &err);
        assert_true(st == SY_OK || st == SY_ENOMEM);
        if (st == SY_OK) assert_int_equal(form.n_problems, 2);
        sy_arena_dispose(&arena);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) break;
    }
    close_place(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_may_be_said_in_other_words),
        cmocka_unit_test(every_label_leads_to_its_own_field),
        cmocka_unit_test(a_debtor_stands_there_once),
        cmocka_unit_test(wrong_cells_are_named_and_doubtful_ones_too),
        cmocka_unit_test(a_change_is_whole_and_is_taken_back_whole),
        cmocka_unit_test(too_many_rows_are_no_form),
        cmocka_unit_test(survives_every_failed_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
