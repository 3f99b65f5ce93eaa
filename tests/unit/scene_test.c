/* scene_test.c - who is who, what rows say, and whose money, in the small made-up case. */
#include "made_case.h"

#include "insight/scene.h"

static int set_up(void **state)
{
    static made_case m;
    made_case_open(&m, SY_WRITE);
    *state = &m;
    return 0;
}

static int tear_down(void **state)
{
    made_case_close(*state);
    return 0;
}

static sy_scene *open_scene(made_case *m, const sy_scene_options *options)
{
    sy_scene *s = NULL;
    sy_err err = {0};
    assert_ok(sy_scene_open(&s, m->c, options, &m->arena, &err), err);
    return s;
}

static uint32_t account_of(const sy_scene *s, const char *holder)
{
    uint32_t account = SY_NONE;
    assert_true(sy_case_accounts_of(s->c, sy_slice_of(holder), &account, 1) >= 1);
    return account;
}

static void people_have_their_relation(void **state)
{
    sy_scene *s = open_scene(*state, &(sy_scene_options){.no_trace = true});
    const uint32_t debtor = s->party_of[account_of(s, made_debtor)],
                   mother = s->party_of[account_of(s, made_mother)];

    assert_int_equal(s->n_debtors, 1);
    assert_int_equal(s->debtors[0], debtor);
    assert_true(sy_scene_is_debtor(s, debtor));
    assert_int_equal(s->relation[mother], SY_RELATION_PARENT);
    assert_int_equal(sy_scene_party_named(s, sy_slice_of(made_mother)), mother);
    assert_int_equal(sy_scene_party_named(s, SY_TEXT("谁也不是")), SY_NONE);
    assert_int_equal(s->n_people, 2);
    assert_int_equal(s->fits[0], 1);
    assert_null(s->traces[SY_FIFO]);
    sy_scene_close(s);
}

static void whoever_is_asked_about_takes_the_debtors_place(void **state)
{
    made_case *m = *state;
    sy_scene *s = open_scene(m, &(sy_scene_options){.party = made_mother, .no_trace = true});
    sy_err err = {0};
    sy_scene *none = NULL;

    assert_int_equal(s->n_debtors, 1);
    assert_string_equal(s->parties->items[s->debtors[0]].name, made_mother);
    assert_false(sy_scene_is_debtor(s, s->party_of[account_of(s, made_debtor)]));
    sy_scene_close(s);
    assert_int_equal(
        sy_scene_open(&none, m->c, &(sy_scene_options){.party = "无此人"}, &m->arena, &err),
        SY_EDATA);
    assert_null(none);
}

static void a_number_that_fits_nobody_is_no_guess(void **state)
{
    made_case *m = *state;
    /* Right in form, and another person's: the name alone must not decide. */
    const sy_case_person other = {
        .relation = SY_RELATION_SIBLING, .name = made_mother, .identity = "330699195111265000"};
    size_t added;
    bool undone;
    sy_err err = {0};

    assert_ok(sy_people_add(sy_case_workspace(m->c), &added, &other, 1, &err), err);
    sy_scene *s = open_scene(m, &(sy_scene_options){.no_trace = true});
    const sy_identity *mother = &s->parties->items[s->party_of[account_of(s, made_mother)]];
    bool has_number = false;
    for (size_t i = 0; i < mother->n_ids; i++) has_number |= mother->ids[i].verdict == SY_ID_GOOD;
    assert_int_equal(s->fits[2], has_number ? 0 : 1);
    assert_int_equal(s->relation[s->party_of[account_of(s, made_mother)]], SY_RELATION_PARENT);
    sy_scene_close(s);
    assert_ok(sy_people_undo(sy_case_workspace(m->c), 0, &undone, &err), err);
}

/* The payment of the flat, found by its words. */
static sy_scene_row first_payment(const sy_scene *s)
{
    const sy_flow *f = s->f;

    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        for (uint32_t i = f->row_begin[l]; i < f->row_begin[l + 1]; i++) {
            const sy_scene_row r = sy_scene_row_at(s, l, i);
            if (sy_slice_is(sy_scene_text(s, r.place, SY_SUMMARY), SY_TEXT("首付款"))) return r;
        }
    }
    fail_msg("no row says 首付款");
    return (sy_scene_row){0};
}

static void the_flat_was_paid_with_his_money(void **state)
{
    sy_scene *s = open_scene(*state, &(sy_scene_options){0});
    const sy_scene_row r = first_payment(s);

    assert_int_equal(r.amount, -57600000);
    assert_true(sy_slice_ends(sy_scene_other_name(s, &r), SY_TEXT("房地产开发有限公司")));
    assert_int_equal(sy_scene_party(s, r.ledger), s->party_of[account_of(s, made_mother)]);
    for (int rule = 0; rule < SY_RULES; rule++) {
        const sy_traced *t = sy_scene_traced(s, (sy_rule)rule, r.transfer);
        assert_non_null(t);
        assert_int_equal(t->tainted, 57600000);
    }
    assert_true(sy_scene_traced(s, SY_FIFO, r.transfer)->upper >= 57600000);
    assert_int_equal(sy_scene_after(s, r.at), SY_DAY_JUDGMENT_EFFECTIVE);
    assert_true(sy_scene_is_after(s, r.at, SY_DAY_SUIT_SERVED));
    assert_false(sy_scene_is_after(s, r.at, SY_DAY_CONSUMPTION_RESTRICTED));
    assert_false(sy_scene_is_after(s, r.at, SY_DAY_TERMINATED)); /* not known */
    sy_scene_close(s);
}

/* Beside the facts themselves: each row that moves money has the words of its entry. */
static void every_row_has_the_words_of_its_entry(void **state)
{
    made_case *m = *state;
    sy_scene *s = open_scene(m, &(sy_scene_options){.no_trace = true});
    const sy_flow *f = s->f;
    sy_err err = {0};
    size_t seen = 0;

    for (uint32_t l = 0; l < f->n_ledgers; l++) {
        const uint32_t n = f->row_begin[l + 1] - f->row_begin[l];
        uint32_t *places = sy_arena_get(&m->arena, (n + 1) * sizeof *places);
        sy_scene_row *rows = sy_arena_get(&m->arena, (n + 1) * sizeof *rows);
        sy_evidence *e;
        uint32_t k = 0;
        for (uint32_t i = 0; i < n; i++) {
            rows[k] = sy_scene_row_at(s, l, f->row_begin[l] + i);
            places[k] = rows[k].place;
            if (places[k] != SY_NONE) k++;
        }
        assert_ok(sy_case_evidence(m->c, &e, places, k, &m->arena, &err), err);
        for (uint32_t i = 0; i < k; i++, seen++) {
            assert_int_equal(rows[i].amount, e[i].amount);
            for (int t = SY_OTHER_NUMBER; t < SY_ENTRY_TEXTS; t++) {
                assert_true(
                    sy_slice_is(sy_scene_text(s, places[i], (sy_entry_text)t), e[i].text[t]));
            }
        }
    }
    assert_true(seen > 300);
    sy_scene_close(s);
}

static void rules_keep_the_sum_of_what_he_paid(void **state)
{
    sy_scene *s = open_scene(*state, &(sy_scene_options){0});

    assert_int_equal(s->n_seeds, 2);
    assert_int_equal(s->accounts_left_out, 0);
    for (int rule = 0; rule < SY_RULES; rule++) {
        int64_t seeded = 0, ended = 0;
        for (size_t i = 0; i < s->traces[rule]->n_seeds; i++) seeded += s->traces[rule]->seeded[i];
        for (size_t i = 0; i < s->traces[rule]->n_sinks; i++)
            ended += s->traces[rule]->sinks[i].amount;
        assert_true(seeded > 0);
        assert_int_equal(seeded, ended);
    }
    sy_scene_close(s);
}

static void without_a_debtor_there_is_no_scene(void **state)
{
    made_case *m = *state;
    char nobody[] = "";
    const sy_case_facts clear = {.debtor = nobody};
    sy_scene *s = NULL;
    sy_err err = {0};

    assert_ok(sy_case_set(sy_case_workspace(m->c), &clear, &err), err);
    assert_int_equal(sy_scene_open(&s, m->c, &(sy_scene_options){0}, &m->arena, &err), SY_EINVAL);
    assert_null(s);
    made_case_enter(sy_case_workspace(m->c));
}

/* ---- memory ---- */

static void an_arena_that_is_empty_is_said(void **state)
{
    made_case *m = *state;

    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        const sy_alloc al = {scarce_get, scarce_put, &s};
        sy_arena arena;
        sy_scene *scene = NULL;
        sy_arena_init(&arena, &al);
        const sy_status st =
            sy_scene_open(&scene, m->c, &(sy_scene_options){.no_trace = n % 4 != 0}, &arena, NULL);
        assert_true(st == SY_OK || st == SY_ENOMEM);
        assert_true((st == SY_OK) == (scene != NULL));
        sy_scene_close(scene);
        sy_arena_dispose(&arena);
        assert_int_equal(s.live, 0);
        if (st == SY_OK && n % 4 == 0) return;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_have_their_relation),
        cmocka_unit_test(whoever_is_asked_about_takes_the_debtors_place),
        cmocka_unit_test(a_number_that_fits_nobody_is_no_guess),
        cmocka_unit_test(the_flat_was_paid_with_his_money),
        cmocka_unit_test(every_row_has_the_words_of_its_entry),
        cmocka_unit_test(rules_keep_the_sum_of_what_he_paid),
        cmocka_unit_test(without_a_debtor_there_is_no_scene),
        cmocka_unit_test(an_arena_that_is_empty_is_said),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
