/* inquiries_test.c - what is missing in the small made-up case, and what it would explain:
 * amounts against a slow sum over the trace's sinks, bounds around every rule's figure, and
 * requests that stand. */
#include "made_case.h"

#include "insight/grounds.h"
#include "insight/inquiries.h"
#include "insight/inquiry_dict.h"

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

static sy_scene *open_scene(made_case *m)
{
    sy_scene *s = NULL;
    sy_err err = {0};
    assert_ok(sy_scene_open(&s, m->c, &(sy_scene_options){0}, &m->arena, &err), err);
    return s;
}

static sy_inquiries *find(const sy_scene *s)
{
    sy_inquiries *q = NULL;
    sy_err err = {0};
    assert_ok(sy_inquiries_find(&q, s, &err), err);
    return q;
}

/* ---- what is asked for ---- */

/* 云中鹤 was paid by the debtor; of his account there is no statement (docs/synth.md). */
static void the_account_that_was_withheld_comes_first(void **state)
{
    sy_scene *s = open_scene(*state);
    const sy_inquiries *q = find(s);

    assert_true(q->n > 0);
    assert_int_equal(q->items[0].kind, SY_INQUIRY_STATEMENT);
    assert_string_equal(q->items[0].holder, "云中鹤");
    assert_true(q->items[0].waiting[SY_FIFO] > 0);
    assert_true(q->items[0].n_transfers > 0);
    assert_true(*q->items[0].bank);
    assert_int_equal(q->items[0].to, q->horizon);
    assert_true(sy_inquiry_is_shown(q, &q->items[0]));
    sy_scene_close(s);
}

static int64_t slow_sum(const sy_scene *s, sy_rule rule, const char *account)
{
    const sy_trace *t = s->traces[rule];
    int64_t sum = 0;

    for (size_t i = 0; i < t->n_sinks; i++) {
        const sy_sink *k = &t->sinks[i];
        if (k->kind != SY_SINK_UNSUPPLIED) continue;
        if (strcmp(sy_flow_text(s->f, s->f->ledgers[k->ledger].number), account) == 0)
            sum += k->amount;
    }
    return sum;
}

static void amounts_are_those_of_the_traces(void **state)
{
    sy_scene *s = open_scene(*state);
    const sy_inquiries *q = find(s);
    size_t checked = 0;

    for (size_t i = 0; i < q->n; i++) {
        const sy_inquiry *x = &q->items[i];
        if (x->kind != SY_INQUIRY_STATEMENT) continue;
        for (int r = 0; r < SY_RULES; r++) {
            assert_true(x->waiting[r] == slow_sum(s, (sy_rule)r, x->account));
            checked += x->waiting[r] > 0;
        }
    }
    assert_true(checked > SY_RULES);
    sy_scene_close(s);
}

static void bounds_hold_every_rules_figure(void **state)
{
    sy_scene *s = open_scene(*state);
    const sy_inquiries *q = find(s);
    size_t checked = 0;

    for (size_t i = 0; i < q->n; i++) {
        const sy_inquiry *x = &q->items[i];
        for (int r = 0; r < SY_RULES && x->has_bounds; r++) {
            assert_true(x->at_least <= x->waiting[r] && x->waiting[r] <= x->at_most);
            checked++;
        }
        assert_true(x->opens <= x->waiting[SY_FIFO]);
    }
    assert_true(checked > SY_RULES);
    sy_scene_close(s);
}

static void the_order_is_by_what_it_would_explain(void **state)
{
    sy_scene *s = open_scene(*state);
    const sy_inquiries *q = find(s);

    for (size_t i = 1; i < q->n; i++) {
        const sy_inquiry *a = &q->items[i - 1], *b = &q->items[i];
        assert_true(
            a->is_business < b->is_business ||
            (a->is_business == b->is_business && a->waiting[SY_FIFO] >= b->waiting[SY_FIFO]));
        assert_ptr_equal(sy_inquiry_find(q, a->id), a);
    }
    for (size_t i = 0; i < q->n; i++) assert_true(q->items[i].reasons);
    for (size_t i = 0; i < q->n_people; i++) {
        assert_int_equal(q->people[i].kind, SY_INQUIRY_ACCOUNTS);
        assert_ptr_equal(sy_inquiry_find(q, q->people[i].id), &q->people[i]);
    }
    assert_string_equal(q->people[0].holder, made_debtor);
    assert_true(q->unexplained > 0 && q->unexplained <= q->seeded); /* no fen twice */
    assert_null(sy_inquiry_find(q, "00000000"));
    sy_scene_close(s);
}

/* A court is paid its fee and a shop its goods: nobody hides money there. */
static void offices_and_shops_come_last_and_are_not_shown(void **state)
{
    sy_scene *s = open_scene(*state);
    const sy_inquiries *q = find(s);
    bool court = false;

    for (size_t i = 0; i < q->n; i++) {
        if (!strstr(q->items[i].holder, "人民法院")) continue;
        court = true;
        assert_true(q->items[i].is_business);
        assert_false(sy_inquiry_is_shown(q, &q->items[i]));
    }
    assert_true(court);
    sy_scene_close(s);
}

static void wallets_are_asked_for_by_person(void **state)
{
    sy_scene *s = open_scene(*state);
    const sy_inquiries *q = find(s);
    bool debtor = false, spouse = false;

    for (size_t i = 0; i < q->n; i++) {
        const sy_inquiry *x = &q->items[i];
        if (x->kind != SY_INQUIRY_WALLET) continue;
        assert_string_equal(x->account, "");
        assert_true(*x->holder && *x->bank);
        debtor |= x->relation == SY_RELATION_DEBTOR;
        spouse |= x->relation == SY_RELATION_SPOUSE;
        assert_int_equal(x->from, sy_day_of(s->since));
    }
    assert_true(debtor && spouse);
    sy_scene_close(s);
}

static void the_same_twice(void **state)
{
    sy_scene *s = open_scene(*state);
    const sy_inquiries *a = find(s), *b = find(s);

    assert_int_equal(a->n, b->n);
    assert_int_equal(a->n_people, b->n_people);
    for (size_t i = 0; i < a->n; i++) assert_string_equal(a->items[i].id, b->items[i].id);
    for (size_t i = 0; i < a->n_people; i++) {
        assert_string_equal(a->people[i].id, b->people[i].id);
    }
    sy_scene_close(s);
}

/* ---- requests ---- */

static void say(made_case *m, int64_t *number, sy_request_field f, const char *value)
{
    const sy_request_word w = {f, value};
    sy_err err = {0};
    assert_ok(sy_request_say(sy_case_workspace(m->c), number, &w, 1, &err), err);
}

static void a_request_is_seen_until_its_answer_is_imported(void **state)
{
    made_case *m = *state;
    sy_scene *s = open_scene(m);
    const sy_inquiries *q = find(s);
    const sy_request_word words[] = {
        {SY_REQUEST_WHAT, "statement"},   {SY_REQUEST_ACCOUNT, q->items[0].account},
        {SY_REQUEST_INSTITUTION, "某行"}, {SY_REQUEST_FROM, "2010-01-01"},
        {SY_REQUEST_TO, "2030-01-01"},    {SY_REQUEST_GROUND, "rules-64-4"},
        {SY_REQUEST_APPROVER, "甲"},      {SY_REQUEST_OFFICER, "乙"},
        {SY_REQUEST_SECOND, "丙"},        {SY_REQUEST_SENT, "2024-02-01"},
    };
    int64_t number = 0;
    sy_err err = {0};

    assert_null(q->items[0].request);
    assert_ok(
        sy_request_say(sy_case_workspace(m->c), &number, words, sizeof words / sizeof *words, &err),
        err);
    q = find(s);
    assert_non_null(q->items[0].request);
    assert_int_equal(q->items[0].request->state, SY_REQUEST_IS_SENT);
    assert_true(sy_inquiry_is_shown(q, &q->items[0]));
    assert_null(q->items[1].request);
    say(m, &number, SY_REQUEST_ARRIVED, "2024-03-01");
    q = find(s);
    assert_true(sy_inquiry_is_shown(q, &q->items[0])); /* arrived, and nobody has read it */
    say(m, &number, SY_REQUEST_IMPORT, "1");
    q = find(s);
    assert_true(q->items[0].is_answered);
    assert_false(sy_inquiry_is_shown(q, &q->items[0]));
    for (int i = 0; i < 3; i++) {
        int64_t of = number;
        assert_ok(sy_request_undo(sy_case_workspace(m->c), &of, &err), err);
    }
    assert_null(find(s)->items[0].request);
    sy_scene_close(s);
}

/* An answer for a year does not answer for the year before. */
static void an_answer_answers_only_for_its_days(void **state)
{
    made_case *m = *state;
    sy_scene *s = open_scene(m);
    const sy_inquiries *q = find(s);
    sy_request_word words[] = {
        {SY_REQUEST_WHAT, "statement"},     {SY_REQUEST_ACCOUNT, q->items[0].account},
        {SY_REQUEST_INSTITUTION, "某行"},   {SY_REQUEST_FROM, "2024-01-01"},
        {SY_REQUEST_TO, "2030-01-01"},      {SY_REQUEST_GROUND, "rules-64-4"},
        {SY_REQUEST_APPROVER, "甲"},        {SY_REQUEST_OFFICER, "乙"},
        {SY_REQUEST_SECOND, "丙"},          {SY_REQUEST_SENT, "2024-02-01"},
        {SY_REQUEST_ARRIVED, "2024-03-01"}, {SY_REQUEST_IMPORT, "1"},
    };
    const sy_request_word earlier = {SY_REQUEST_FROM, "2010-01-01"};
    const sy_request_word named[] = {{SY_REQUEST_FROM, "2024-01-01"},
                                     {SY_REQUEST_INQUIRY, q->items[0].id}};
    int64_t number = 0;
    sy_err err = {0};

    assert_ok(
        sy_request_say(sy_case_workspace(m->c), &number, words, sizeof words / sizeof *words, &err),
        err);
    q = find(s);
    assert_non_null(q->items[0].request);
    assert_false(q->items[0].is_answered);
    assert_ok(sy_request_say(sy_case_workspace(m->c), &number, &earlier, 1, &err), err);
    assert_true(find(s)->items[0].is_answered);
    assert_ok(sy_request_say(sy_case_workspace(m->c), &number, named, 2, &err), err);
    assert_true(find(s)->items[0].is_answered); /* it was made from this very inquiry */
    for (int i = 0; i < 3; i++) {
        int64_t of = number;
        assert_ok(sy_request_undo(sy_case_workspace(m->c), &of, &err), err);
    }
    sy_scene_close(s);
}

/* ---- dictionaries ---- */

static void write_text(const made_case *m, char path[SCRATCH + 32], const char *text)
{
    sy_err err = {0};
    snprintf(path, SCRATCH + 32, "%s/words.yaml", m->folder);
    assert_ok(sy_file_write(path, text, strlen(text), &err), err);
}

static void the_dictionary_knows_firms_and_offices(void **state)
{
    made_case *m = *state;
    sy_inquiry_dict d;
    char path[SCRATCH + 32];
    sy_err err = {0};

    assert_ok(sy_inquiry_dict_load(&d, NULL, &m->arena, &err), err);
    const unsigned wechat = sy_inquiry_firm(&d, SY_TEXT("财付通-扫二维码付款"));
    assert_string_equal(d.firms[wechat], "财付通支付科技有限公司");
    assert_int_equal(sy_inquiry_firm(&d, SY_TEXT("ｔｅｎ ｐａｙ")), wechat);
    assert_int_equal(sy_inquiry_firm(&d, SY_TEXT("王样一")), SY_NO_FIRM);
    assert_true(sy_inquiry_is_not_asked(&d, SY_TEXT("某县人民法院")));
    assert_false(sy_inquiry_is_not_asked(&d, SY_TEXT("某县样品贸易有限公司")));
    write_text(m, path, "payment-firms:\n  甲: [一, '']\nnot-asked: []\nwrong: 1\n");
    assert_int_equal(sy_inquiry_dict_load(&d, path, &m->arena, &err), SY_EDATA);
    assert_non_null(strstr(err.text, "words.yaml:2:"));
    assert_non_null(strstr(err.text, "words.yaml:4:"));
}

static void a_ground_without_a_law_is_none(void **state)
{
    made_case *m = *state;
    sy_grounds g;
    char path[SCRATCH + 32];
    sy_err err = {0};

    assert_ok(sy_grounds_load(&g, NULL, &m->arena, &err), err);
    assert_non_null(sy_ground_find(&g, "rules-64-4"));
    assert_true(sy_ground_find(&g, "rules-64-4")->banks);
    assert_false(sy_ground_find(&g, "rules-64-4")->payment_firms);
    assert_null(sy_ground_find(&g, "rules-64-5"));
    for (size_t i = 0; i < g.n; i++) assert_non_null(strstr(g.items[i].law, "第二百二十一条"));
    write_text(m, path, "x:\n  rule: r\n  case: c\n  institutions: bank\n");
    assert_int_equal(sy_grounds_load(&g, path, &m->arena, &err), SY_EDATA);
    assert_non_null(strstr(err.text, "law"));
    err = (sy_err){0};
    write_text(m, path, "x:\n  law: l\n  case: c\n  institutions: court\n");
    assert_int_equal(sy_grounds_load(&g, path, &m->arena, &err), SY_EDATA);
    assert_non_null(strstr(err.text, "words.yaml:4:"));
}

/* ---- memory ---- */

static void survives_every_failed_allocation_of_its_arena(void **state)
{
    sy_scene *s = open_scene(*state);
    sy_arena *own = s->arena;

    for (size_t n = 0;; n++) {
        scarce few = {.left = n};
        const sy_alloc al = {scarce_get, scarce_put, &few};
        sy_inquiries *q = NULL;
        sy_arena arena;

        sy_arena_init(&arena, &al);
        s->arena = &arena;
        const sy_status st = sy_inquiries_find(&q, s, NULL);
        assert_true((st == SY_OK) == (q != NULL));
        sy_arena_dispose(&arena);
        assert_int_equal(few.live, 0);
        if (st == SY_OK) {
            assert_true(n > 3);
            break;
        }
        assert_int_equal(st, SY_ENOMEM);
    }
    s->arena = own;
    sy_scene_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_account_that_was_withheld_comes_first),
        cmocka_unit_test(amounts_are_those_of_the_traces),
        cmocka_unit_test(bounds_hold_every_rules_figure),
        cmocka_unit_test(the_order_is_by_what_it_would_explain),
        cmocka_unit_test(offices_and_shops_come_last_and_are_not_shown),
        cmocka_unit_test(wallets_are_asked_for_by_person),
        cmocka_unit_test(the_same_twice),
        cmocka_unit_test(a_request_is_seen_until_its_answer_is_imported),
        cmocka_unit_test(an_answer_answers_only_for_its_days),
        cmocka_unit_test(the_dictionary_knows_firms_and_offices),
        cmocka_unit_test(a_ground_without_a_law_is_none),
        cmocka_unit_test(survives_every_failed_allocation_of_its_arena),
    };
    return cmocka_run_group_tests_name("inquiries", tests, set_up, tear_down);
}
