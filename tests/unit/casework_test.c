/* casework_test.c - what becomes of a lead: which states follow on which, what a step may
 * say, that taking steps back restores what was, and that a judged lead which says something
 * else is noticed. */
#include "case_leads.h"
#include "scarcity.h"

#include "base/lang.h"
#include "casework/two_persons.h"
#include "store/edition.h"

static const given leads[] = {
    {"a1", "seal", "applied", "某县法院", "(2022)浙0699执1号", "court-omission", "shall",
     "2024-05-09", "浙D00001", 'A', 100},
    {"a2", "seal", "applied", "某县法院", "(2022)浙0699执2号", "court-omission", "shall",
     "2024-07-09", "浙D00002", 'A', 200},
    {"a3", "seal", "not-applied", "某县法院", "(2022)浙0699执3号", "court-omission", "may",
     "2024-07-09", "浙D00003", 'B', 0},
    {"b1", "cars", "registered", "某县法院", "(2022)浙0699执1号", "property", "may", NULL,
     "浙D00004", 'B', 300},
};
enum { LEADS = sizeof leads / sizeof *leads };

static void fill(office *o)
{
    run_model(o, "seal", leads, LEADS);
    run_model(o, "cars", leads, LEADS);
    look(o);
}

#define SAID(field, value)                                                                         \
    (sy_lead_said)                                                                                 \
    {                                                                                              \
        .word = { [field] = (value) }                                                              \
    }

static sy_lead_said move(const char *to)
{
    return SAID(SY_LEAD_STATE, to);
}

static sy_lead_said move_out(const char *to, const char *item)
{
    return (sy_lead_said){.word = {[SY_LEAD_STATE] = to, [SY_LEAD_ITEM] = item}};
}

/* ---- the table ---- */

/* Written down once more, as the design has it. */
static void only_the_moves_of_the_table_are_allowed(void **state)
{
    static const char *const rows[] = {
        "screened: assigned checking confirmed refuted closed",
        "assigned: checking confirmed refuted closed",
        "checking: confirmed refuted closed",
        "confirmed: checking refuted recommended referred closed",
        "refuted: checking closed",
        "recommended: referred replied adopted declined closed",
        "referred: recommended replied adopted declined closed",
        "replied: recommended referred adopted declined closed",
        "adopted: referred closed",
        "declined: recommended referred closed",
        "closed: checking",
    };
    (void)state;
    assert_int_equal(sizeof rows / sizeof *rows, SY_LEAD_STATES);
    for (int from = 0; from < SY_LEAD_STATES; from++) {
        const char *colon = strchr(rows[from], ':');
        assert_true(strncmp(rows[from], sy_lead_state_name((sy_lead_state)from),
                            (size_t)(colon - rows[from])) == 0);
        for (int to = 0; to < SY_LEAD_STATES; to++) {
            const bool is_there = strstr(colon, sy_lead_state_name((sy_lead_state)to)) != NULL;
            assert_int_equal(sy_lead_state_follows((sy_lead_state)from, (sy_lead_state)to),
                             is_there);
        }
    }
}

static void a_new_lead_is_screened_and_unjudged(void **state)
{
    office *o = *state;
    fill(o);
    assert_int_equal(sy_docket_count(o->docket), LEADS);
    const sy_docket_lead *l = lead_of(o, "a1");
    assert_int_equal(l->state, SY_LEAD_SCREENED);
    assert_int_equal(l->verdict, SY_LEAD_UNJUDGED);
    assert_string_equal(l->word[SY_LEAD_PERSON], "");
    assert_null(sy_docket_find(o->docket, "zz"));
}

static void a_step_that_does_not_follow_changes_nothing(void **state)
{
    office *o = *state;
    sy_err err = {0};
    fill(o);
    assert_int_equal(say(o, "a1", move_out("recommended", "6"), &err), SY_EDATA);
    assert_non_null(strstr(err.text, "screened"));
    assert_int_equal(say(o, "a1", move("nowhere"), NULL), SY_EINVAL);
    assert_int_equal(say(o, "a1", move("screened"), NULL), SY_EDATA);
    assert_int_equal(lead_of(o, "a1")->n_steps, 0);
}

/* ---- what a step may say ---- */

static void only_a_breached_duty_of_a_court_is_recommended(void **state)
{
    office *o = *state;
    fill(o);
    static const char *const ids[] = {"a1", "a3", "b1"};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(say(o, ids[i], move("confirmed"), NULL), SY_OK);
        assert_int_equal(say(o, ids[i], move_out("recommended", "6"), NULL),
                         i == 0 ? SY_OK : SY_EDATA);
    }
    assert_string_equal(lead_of(o, "a1")->word[SY_LEAD_MEASURE], "recommendation");
    assert_int_equal(lead_of(o, "b1")->state, SY_LEAD_CONFIRMED);
}

static void what_goes_out_ex_officio_names_its_item(void **state)
{
    office *o = *state;
    sy_err err = {0};
    fill(o);
    assert_int_equal(say(o, "a1", move("confirmed"), NULL), SY_OK);
    assert_int_equal(say(o, "a1", move("recommended"), &err), SY_EDATA);
    assert_non_null(strstr(err.text, "--item 6"));
    assert_int_equal(say(o, "a1", move_out("recommended", "9"), NULL), SY_EINVAL);
    assert_int_equal(say(o, "a1", SAID(SY_LEAD_ITEM, "6"), NULL), SY_OK); /* said before */
    assert_int_equal(say(o, "a1", move("recommended"), NULL), SY_OK);
}

static void a_measure_is_one_of_the_models_exits(void **state)
{
    office *o = *state;
    sy_lead_said said = move_out("referred", "6");
    fill(o);
    assert_int_equal(say(o, "b1", move("confirmed"), NULL), SY_OK);
    assert_int_equal(say(o, "b1", said, NULL), SY_EDATA); /* three ways: which? */
    said.word[SY_LEAD_MEASURE] = "discipline";
    assert_int_equal(say(o, "b1", said, NULL), SY_EDATA);
    said.word[SY_LEAD_MEASURE] = "recommendation";
    assert_int_equal(say(o, "b1", said, NULL), SY_EDATA);
    said.word[SY_LEAD_MEASURE] = "sword";
    assert_int_equal(say(o, "b1", said, NULL), SY_EINVAL);
    said.word[SY_LEAD_MEASURE] = "police";
    assert_int_equal(say(o, "b1", said, NULL), SY_OK);
    assert_string_equal(lead_of(o, "b1")->word[SY_LEAD_MEASURE], "police");
    assert_int_equal(say(o, "a1", SAID(SY_LEAD_MEASURE, "police"), NULL), SY_EINVAL);
}

static void money_needs_a_confirmed_lead(void **state)
{
    office *o = *state;
    fill(o);
    assert_int_equal(say(o, "a1", SAID(SY_LEAD_MONEY, "5.00"), NULL), SY_EDATA);
    assert_int_equal(say(o, "a1", move("confirmed"), NULL), SY_OK);
    assert_int_equal(say(o, "a1", SAID(SY_LEAD_MONEY, "-5.00"), NULL), SY_EINVAL);
    assert_int_equal(say(o, "a1", SAID(SY_LEAD_MONEY, "5,00"), NULL), SY_EINVAL);
    assert_int_equal(say(o, "a1", SAID(SY_LEAD_MONEY, "5.00"), NULL), SY_OK);
    assert_int_equal(say(o, "a1", SAID(SY_LEAD_MONEY, "7.50"), NULL), SY_OK);
    assert_int_equal(lead_of(o, "a1")->money, 750); /* so far, in all */
}

static void an_answer_comes_after_what_it_answers(void **state)
{
    office *o = *state;
    sy_lead_said said = move_out("recommended", "6");
    fill(o);
    assert_int_equal(say(o, "a1", move("confirmed"), NULL), SY_OK);
    said.word[SY_LEAD_DAY] = "2026-02-30";
    assert_int_equal(say(o, "a1", said, NULL), SY_EINVAL);
    said.word[SY_LEAD_DAY] = "2026-02-10";
    assert_int_equal(say(o, "a1", said, NULL), SY_OK);
    said = move("replied");
    said.word[SY_LEAD_DAY] = "2026-02-09";
    assert_int_equal(say(o, "a1", said, NULL), SY_EDATA);
    said.word[SY_LEAD_DAY] = "2026-02-10";
    assert_int_equal(say(o, "a1", said, NULL), SY_OK);
}

static void who_gets_a_lead_has_it_assigned(void **state)
{
    office *o = *state;
    fill(o);
    assert_int_equal(say(o, "a1", move("assigned"), NULL), SY_EINVAL); /* to whom? */
    assert_int_equal(say(o, "a1", SAID(SY_LEAD_PERSON, "甲检"), NULL), SY_OK);
    assert_int_equal(lead_of(o, "a1")->state, SY_LEAD_ASSIGNED);
    assert_int_equal(say(o, "a1", move("checking"), NULL), SY_OK);
    assert_int_equal(say(o, "a1", SAID(SY_LEAD_PERSON, "乙检"), NULL), SY_OK);
    assert_int_equal(lead_of(o, "a1")->state, SY_LEAD_CHECKING); /* only the person changes */
    assert_string_equal(lead_of(o, "a1")->word[SY_LEAD_PERSON], "乙检");
}

static void a_verdict_stays_until_the_lead_is_checked_anew(void **state)
{
    office *o = *state;
    fill(o);
    assert_int_equal(say(o, "a1", move("confirmed"), NULL), SY_OK);
    assert_int_equal(say(o, "a1", move("closed"), NULL), SY_OK);
    assert_int_equal(lead_of(o, "a1")->verdict, SY_LEAD_IS_TRUE);
    assert_int_equal(say(o, "a1", move("checking"), NULL), SY_OK);
    assert_int_equal(lead_of(o, "a1")->verdict, SY_LEAD_UNJUDGED);
    assert_int_equal(say(o, "a1", move("refuted"), NULL), SY_OK);
    assert_int_equal(lead_of(o, "a1")->verdict, SY_LEAD_IS_FALSE);
}

/* ---- many at once ---- */

static void a_group_is_judged_at_once_and_each_keeps_its_own(void **state)
{
    office *o = *state;
    const sy_lead_said said = move("confirmed");
    sy_docket_lead *group[3];
    sy_step *undone;
    sy_lead_left *others;
    size_t n_left, n;
    sy_err err = {0};
    fill(o);
    assert_int_equal(say(o, "a2", move("refuted"), NULL), SY_OK);
    for (int i = 0; i < 3; i++) group[i] = lead_of(o, leads[i].id);
    assert_ok(sy_leads_say(o->ws, SY_STEPS_OF_LEADS, group, 3, &said, &o->rules, &others, &n_left,
                           &o->arena, &err),
              err);
    look(o);
    assert_int_equal(n_left, 1);
    assert_non_null(strstr(others[0].why, "a2"));
    assert_int_equal(lead_of(o, "a1")->state, SY_LEAD_CONFIRMED);
    assert_int_equal(lead_of(o, "a2")->state, SY_LEAD_REFUTED);
    assert_int_equal(lead_of(o, "a3")->state, SY_LEAD_CONFIRMED);
    assert_int_equal(lead_of(o, "a1")->steps[0].act, lead_of(o, "a3")->steps[0].act);

    /* One of them alone, then the rest of the act. */
    assert_ok(sy_steps_undo(o->ws, SY_STEPS_OF_LEADS, "a3", &undone, &n, &o->arena, &err), err);
    assert_int_equal(n, 1);
    assert_ok(sy_steps_undo(o->ws, SY_STEPS_OF_LEADS, NULL, &undone, &n, &o->arena, &err), err);
    assert_int_equal(n, 1);
    assert_string_equal(undone[0].subject, "a1");
    look(o);
    assert_int_equal(lead_of(o, "a1")->state, SY_LEAD_SCREENED);
    assert_int_equal(lead_of(o, "a2")->state, SY_LEAD_REFUTED);
    for (int i = 0; i < 3; i++) group[i] = lead_of(o, leads[i].id);
    const sy_lead_said none = move("replied");
    assert_int_equal(sy_leads_say(o->ws, SY_STEPS_OF_LEADS, group, 3, &none, &o->rules, &others,
                                  &n_left, &o->arena, &err),
                     SY_EDATA);
}

/* ---- a lead that says something else ---- */

static void a_judged_lead_that_changes_says_so(void **state)
{
    office *o = *state;
    sy_difference *list;
    sy_err err = {0};
    size_t n;
    given changed[LEADS];
    fill(o);
    memcpy(changed, leads, sizeof leads);
    assert_int_equal(say(o, "a1", move("confirmed"), NULL), SY_OK);
    run_model(o, "seal", leads, LEADS);
    look(o);
    assert_false(lead_of(o, "a1")->has_changed); /* the same, seen again */
    changed[0].value = "浙D00009";
    changed[0].grade = 'B';
    changed[1].grade = 'B';
    run_model(o, "seal", changed, LEADS);
    look(o);
    const sy_docket_lead *l = lead_of(o, "a1");
    assert_true(l->has_changed);
    assert_int_equal(l->state, SY_LEAD_CONFIRMED);
    assert_false(lead_of(o, "a2")->has_changed); /* nobody has judged it */
    assert_ok(sy_edition_differences(&list, &n, o->ws, l->seen, &l->lead, &o->arena, &err), err);
    assert_int_equal(n, 2);
    assert_string_equal(list[0].what, "grade");
    assert_string_equal(list[1].name, "号牌");
    assert_string_equal(list[1].before, "浙D00001");
    assert_string_equal(list[1].now, "浙D00009");
    assert_int_equal(say(o, "a1", move_out("recommended", "6"), NULL), SY_OK);
    assert_false(lead_of(o, "a1")->has_changed); /* seen by whoever moved it */
    run_model(o, "seal", leads + 1, 1);          /* vanished: what was done stays */
    look(o);
    assert_true(lead_of(o, "a1")->lead.has_vanished);
    assert_int_equal(lead_of(o, "a1")->state, SY_LEAD_RECOMMENDED);
}

static void the_same_facts_in_another_file_are_no_change(void **state)
{
    office *o = *state;
    const sy_model_run_record record = {"seal", "1.0.0", "h", "2026-01-15", "{}", "[]"};
    sy_model_run_tally tally;
    sy_model_run *run;
    sy_err err = {0};
    texts said;
    static const char *const places[] = {
        "{\"file\":\"二月.csv\",\"sha256\":\"00\",\"sheet\":null}"};
    fill(o);
    assert_int_equal(say(o, "a1", move("confirmed"), NULL), SY_OK);
    texts_of(&said, &leads[0]);
    const sy_lead lead = {.id = "a1",
                          .model = "seal",
                          .version = "1.0.0",
                          .grade = 'A',
                          .rule = "applied",
                          .case_number = "(2022)浙0699执1号",
                          .court = "某县法院",
                          .has_amount = true,
                          .amount = 100,
                          .rank = 10,
                          .key = "a1",
                          .parties = "[\"样甲\"]",
                          .common = said.common,
                          .body = "{\"facts\":[[\"号牌\",\"浙D00001\",0,7]],"
                                  "\"wording\":[\"样\",\"sample\"]}",
                          .places = places,
                          .n_places = 1};
    assert_ok(sy_model_run_begin(&run, o->ws, &record, &err), err);
    assert_ok(sy_model_run_lead(run, &lead, &err), err);
    assert_ok(sy_model_run_end(run, &tally, 1, &err), err);
    assert_int_equal(tally.changed, 0);
    look(o);
    assert_true(lead_of(o, "a1")->seen != lead_of(o, "a1")->lead.edition);
    assert_false(lead_of(o, "a1")->has_changed);
    const json_t *facts = json_object_get(sy_docket_body(lead_of(o, "a1")), "facts");
    const json_t *source = json_object_get(json_array_get(facts, 0), "source");
    assert_string_equal(json_string_value(json_object_get(source, "file")), "二月.csv");
    assert_int_equal(json_integer_value(json_object_get(source, "row")), 7);
}

/* ---- any sequence of steps ---- */

typedef struct past { /* what a lead was */
    sy_lead_state state;
    sy_lead_verdict verdict;
    sy_minor money;
    char person[8];
} past;

static past past_of(const sy_docket_lead *l)
{
    past p = {l->state, l->verdict, l->money, ""};
    snprintf(p.person, sizeof p.person, "%s", l->word[SY_LEAD_PERSON]);
    return p;
}

static bool is_same(const past *a, const past *b)
{
    return a->state == b->state && a->verdict == b->verdict && a->money == b->money &&
           strcmp(a->person, b->person) == 0;
}

static sy_lead_said random_step(dice *d)
{
    static const char *const money[] = {"1.00", "20.00"}, *const people[] = {"甲", "乙"},
                             *const ways[] = {NULL, "police", "reminder", "file"};
    sy_lead_said s = {{NULL}};

    if (roll_below(d, 4) > 0)
        s.word[SY_LEAD_STATE] = sy_lead_state_name((sy_lead_state)roll_below(d, SY_LEAD_STATES));
    if (roll_below(d, 3) == 0) s.word[SY_LEAD_PERSON] = people[roll_below(d, 2)];
    if (roll_below(d, 4) == 0) s.word[SY_LEAD_MONEY] = money[roll_below(d, 2)];
    if (roll_below(d, 3) > 0) s.word[SY_LEAD_ITEM] = "6";
    if (roll_below(d, 2) == 0) s.word[SY_LEAD_MEASURE] = ways[roll_below(d, 4)];
    if (roll_below(d, 6) == 0) s.word[SY_LEAD_NOTE] = "=1+1";
    return s;
}

/* Steps and undoing at random, beside a plain stack of what was: after each, both agree; all
 * steps ever taken are there; undoing everything gives what the model gave. */
static void undoing_restores_whatever_was_before(void **state)
{
    enum { TURNS = 400 };
    office *o = *state;
    dice d = {0x9E3779B97F4A7C15u};
    past stack[TURNS + 1];
    size_t depth = 0, taken = 0, undone_so_far = 0;
    sy_step *undone;
    sy_err err = {0};
    size_t n;
    fill(o);
    stack[0] = past_of(lead_of(o, "a1"));
    for (int i = 0; i < TURNS; i++) {
        if (roll_below(&d, 4) == 0) {
            const char *of = roll_below(&d, 2) ? "a1" : NULL;
            assert_ok(sy_steps_undo(o->ws, SY_STEPS_OF_LEADS, of, &undone, &n, &o->arena, &err),
                      err);
            assert_int_equal(n, depth > 0);
            if (n) depth--;
            undone_so_far += n;
            look(o);
        } else if (say(o, "a1", random_step(&d), NULL) == SY_OK) {
            stack[++depth] = past_of(lead_of(o, "a1"));
            taken++;
        }
        const sy_docket_lead *l = lead_of(o, "a1");
        const past now = past_of(l);
        assert_true(is_same(&now, &stack[depth]));
        assert_int_equal(l->n_steps, taken);
        size_t standing = 0;
        for (size_t k = 0; k < l->n_steps; k++) standing += !l->steps[k].undone_at;
        assert_int_equal(standing, depth);
    }
    assert_true(taken > 50 && undone_so_far > 30);
}

/* ---- no memory ---- */

static void survives_every_failed_allocation(void **state)
{
    office *o = *state;
    const sy_lead_said said = move("confirmed");
    sy_status st = SY_ENOMEM;
    given changed[LEADS];
    fill(o);
    memcpy(changed, leads, sizeof leads);
    changed[0].value = "浙D00009";
    assert_int_equal(say(o, "a1", move("confirmed"), NULL), SY_OK);
    run_model(o, "seal", changed, LEADS); /* so that editions are compared too */
    for (long n = 0; st != SY_OK; n++) {
        sy_docket *docket = NULL;
        sy_arena arena;
        sy_err err = {0};
        sy_arena_init(&arena, NULL);
        begin_scarcity(n);
        st = sy_docket_open(&docket, o->ws, &(sy_docket_options){0}, &err);
        if (st == SY_OK) {
            sy_docket_lead *l = sy_docket_find(docket, "a2");
            sy_lead_left *others;
            size_t n_left;
            st = sy_leads_say(o->ws, SY_STEPS_OF_LEADS, &l, 1, &said, &o->rules, &others, &n_left,
                              &arena, &err);
        }
        end_scarcity();
        if (st != SY_OK && st != SY_ENOMEM) fail_msg("status %d: %s", (int)st, err.text);
        sy_docket_close(docket);
        sy_arena_dispose(&arena);
        assert_true(n < 1000);
    }
    look(o);
    assert_int_equal(lead_of(o, "a2")->n_steps, 1);
    assert_int_equal(lead_of(o, "a2")->state, SY_LEAD_CONFIRMED);
}

static sy_status confirm_as(office *o, const char *who, const char *id, sy_err *err)
{
    sy_docket_lead *l = lead_of(o, id);
    sy_lead_left *others;
    size_t n_left;

    setenv("SUYUAN_USER", who, 1);
    const sy_status st =
        sy_leads_confirm(o->ws, &l, 1, &o->rules, &others, &n_left, &o->arena, err);
    look(o);
    return st;
}

static sy_status propose_as(office *o, const char *who, const char *id, sy_lead_said said)
{
    sy_docket_lead *l = lead_of(o, id);
    sy_lead_left *others;
    size_t n_left;

    setenv("SUYUAN_USER", who, 1);
    const sy_status st = sy_leads_say(o->ws, SY_STEPS_OF_PROPOSALS, &l, 1, &said, &o->rules,
                                      &others, &n_left, &o->arena, NULL);
    look(o);
    return st;
}

static void a_proposal_waits_for_somebody_else_and_for_the_same_lead(void **state)
{
    office *o = *state;
    sy_two_persons two;
    sy_step *undone;
    size_t n;
    sy_err err = {0};

    fill(o);
    assert_ok(sy_two_persons_read(&two, o->ws, &o->arena, &err), err);
    assert_true(!two.is_on && !two.who);
    assert_ok(sy_two_persons_set(o->ws, true, &err), err);
    assert_ok(sy_two_persons_read(&two, o->ws, &o->arena, &err), err);
    assert_true(two.is_on && two.who);
    assert_int_equal(say(o, "a1", move("confirmed"), NULL), SY_OK);
    /* It is checked as a move is, and moves nothing. */
    assert_int_equal(propose_as(o, "甲", "a1", move("recommended")), SY_EDATA);
    assert_int_equal(propose_as(o, "甲", "a1", move_out("recommended", "6")), SY_OK);
    assert_true(lead_of(o, "a1")->state == SY_LEAD_CONFIRMED && lead_of(o, "a1")->proposal);
    assert_string_equal(lead_of(o, "a1")->word[SY_LEAD_ITEM], "");
    assert_int_equal(confirm_as(o, "甲", "a1", &err), SY_EDATA);
    assert_int_equal(confirm_as(o, "乙", "a1", NULL), SY_OK);
    assert_true(lead_of(o, "a1")->state == SY_LEAD_RECOMMENDED && !lead_of(o, "a1")->proposal);
    assert_string_equal(lead_of(o, "a1")->word[SY_LEAD_PROPOSER], "甲");
    assert_string_equal(lead_of(o, "a1")->word[SY_LEAD_ITEM], "6");
    /* Taken back, it waits again; another move of the lead ends it. */
    err = (sy_err){0};
    assert_ok(sy_steps_undo(o->ws, SY_STEPS_OF_LEADS, "a1", &undone, &n, &o->arena, &err), err);
    look(o);
    assert_non_null(lead_of(o, "a1")->proposal);
    assert_int_equal(say(o, "a1", move("checking"), NULL), SY_OK);
    assert_null(lead_of(o, "a1")->proposal);
    assert_int_equal(confirm_as(o, "乙", "a1", NULL), SY_EDATA);
    unsetenv("SUYUAN_USER");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_office, close_office)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_moves_of_the_table_are_allowed),
        TEST(a_new_lead_is_screened_and_unjudged),
        TEST(a_step_that_does_not_follow_changes_nothing),
        TEST(only_a_breached_duty_of_a_court_is_recommended),
        TEST(what_goes_out_ex_officio_names_its_item),
        TEST(a_measure_is_one_of_the_models_exits),
        TEST(money_needs_a_confirmed_lead),
        TEST(an_answer_comes_after_what_it_answers),
        TEST(who_gets_a_lead_has_it_assigned),
        TEST(a_verdict_stays_until_the_lead_is_checked_anew),
        TEST(a_group_is_judged_at_once_and_each_keeps_its_own),
        TEST(a_judged_lead_that_changes_says_so),
        TEST(the_same_facts_in_another_file_are_no_change),
        TEST(undoing_restores_whatever_was_before),
        TEST(a_proposal_waits_for_somebody_else_and_for_the_same_lead),
        TEST(survives_every_failed_allocation),
    };
    sy_lang_set(SY_LANG_EN);
    return cmocka_run_group_tests_name("casework", tests, NULL, NULL);
}
