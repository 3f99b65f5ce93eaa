/* casework_list_test.c - leads in groups, deadlines, counts, lists that go out and come back,
 * key cases. */
#include "case_leads.h"
#include "scarcity.h"

#include "base/civil.h"
#include "base/file.h"
#include "base/lang.h"
#include "casework/court_list.h"
#include "casework/deadline.h"
#include "casework/groups.h"
#include "casework/key_cases.h"
#include "casework/key_rows.h"
#include "casework/lead_stats.h"
#include "casework/petition_links.h"
#include "casework/read_back.h"
#include "intake/import.h"
#include "report/lead_list.h"

static const given leads[] = {
    {"a1", "seal", "applied", "某县法院", "(2022)浙0699执1号", "court-omission", "shall",
     "2024-03-31", "=1+1", 'A', 100},
    {"a2", "seal", "applied", "某县法院", "(2022)浙0699执2号", "court-omission", "shall",
     "2024-04-01", "浙D00002", 'A', 200},
    {"a3", "seal", "applied", "另县法院", "(2022)浙0699执3号", "court-omission", "shall",
     "2024-04-01", "浙D00003", 'A', 0},
    {"a4", "seal", "applied", "某县法院", "(2022)浙0699执4号", "court-omission", "shall", NULL,
     "浙D00004", 'B', 0},
    {"b1", "cars", "registered", "某县法院", "(2022)浙0699执1号", "property", "may", "2024-04-01",
     "浙D00005", 'B', 300},
};
enum { LEADS = sizeof leads / sizeof *leads };

static void fill(office *o)
{
    run_model(o, "seal", leads, LEADS);
    run_model(o, "cars", leads, LEADS);
    look(o);
}

static sy_lead_said move_on(const char *to, const char *day)
{
    return (sy_lead_said){
        .word = {[SY_LEAD_STATE] = to, [SY_LEAD_ITEM] = "6", [SY_LEAD_DAY] = day}};
}

static void must_say(office *o, const char *id, sy_lead_said said)
{
    sy_err err = {0};
    assert_ok(say(o, id, said, &err), err);
}

static int32_t day_of(const char *text)
{
    sy_precision precision;
    int64_t at;

    assert_true(sy_time_parse_iso(&at, &precision, sy_slice_of(text)));
    return (int32_t)sy_day_of(at);
}

/* ---- groups ---- */

static void a_group_is_of_one_rule_court_and_period(void **state)
{
    static const size_t groups_of[SY_PERIODS] = {4, 5, 5, 3}, largest[SY_PERIODS] = {2, 1, 1, 3};
    office *o = *state;
    fill(o);
    for (int p = 0; p < SY_PERIODS; p++) {
        sy_lead_groups g;
        sy_err err = {0};
        size_t all = 0;
        assert_ok(sy_lead_groups_of(&g, o->docket, (sy_period)p, &o->arena, &err), err);
        assert_int_equal(g.n, groups_of[p]);
        assert_int_equal(g.items[0].n, largest[p]);
        for (size_t i = 0; i < g.n; i++) {
            all += g.items[i].n;
            for (size_t k = 0; k < LEADS; k++) { /* the slow way: ask each lead */
                sy_docket_lead *l = sy_docket_at(o->docket, k);
                bool is_in, is_there = false;
                assert_ok(sy_lead_is_in_group(&is_in, l, g.items[i].id, &err), err);
                for (size_t m = 0; m < g.items[i].n; m++)
                    is_there = is_there || g.items[i].leads[m] == l;
                assert_int_equal(is_in, is_there);
            }
        }
        assert_int_equal(all, LEADS);
    }
}

static void periods_are_named_by_the_day(void **state)
{
    static const char *const days[] = {"2024-01-01", "2024-03-31", "2024-04-01", "2024-12-31", ""},
                             *const quarters[] = {"2024-Q1", "2024-Q1", "2024-Q2", "2024-Q4", ""};
    char text[SY_PERIOD_TEXT];
    (void)state;
    for (int i = 0; i < 5; i++) {
        sy_period_of(text, SY_PERIOD_QUARTER, days[i]);
        assert_string_equal(text, quarters[i]);
        sy_period_of(text, SY_PERIOD_ALL, days[i]);
        assert_string_equal(text, "all");
    }
    sy_period_of(text, SY_PERIOD_MONTH, "2024-04-01");
    assert_string_equal(text, "2024-04");
}

/* ---- deadlines ---- */

static sy_due due_on(office *o, const char *day)
{
    return sy_deadline_of(lead_of(o, "a1"), day_of(day)).due;
}

static void a_reply_is_due_in_three_months_and_one_more(void **state)
{
    office *o = *state;
    fill(o);
    must_say(o, "a1", move_on("confirmed", "2025-11-01"));
    assert_int_equal(due_on(o, "2030-01-01"), SY_DUE_NONE);
    must_say(o, "a1", move_on("recommended", "2025-11-30")); /* to the last day of February */
    assert_int_equal(due_on(o, "2025-11-30"), SY_DUE_RUNNING);
    assert_int_equal(due_on(o, "2026-02-12"), SY_DUE_RUNNING);
    assert_int_equal(due_on(o, "2026-02-13"), SY_DUE_NEAR);
    assert_int_equal(due_on(o, "2026-02-28"), SY_DUE_NEAR); /* the last day counts */
    assert_int_equal(due_on(o, "2026-03-01"), SY_DUE_LATE);
    assert_int_equal(due_on(o, "2026-03-30"), SY_DUE_LATE);
    assert_int_equal(due_on(o, "2026-03-31"), SY_DUE_OVER);
    must_say(o, "a1", move_on("replied", "2026-03-31"));
    assert_int_equal(due_on(o, "2030-01-01"), SY_DUE_NONE);
    must_say(o, "a1", move_on("recommended", "2026-04-05")); /* followed up: it runs anew */
    assert_int_equal(sy_deadline_of(lead_of(o, "a1"), 0).by, day_of("2026-07-05"));
}

static void what_is_also_referred_still_waits_for_the_court(void **state)
{
    office *o = *state;
    sy_lead_said referred = move_on("referred", "2026-01-06");
    fill(o);
    referred.word[SY_LEAD_MEASURE] = "police";
    must_say(o, "a1", move_on("confirmed", "2026-01-01"));
    must_say(o, "a1", move_on("recommended", "2026-01-05"));
    must_say(o, "a1", referred);
    assert_int_equal(due_on(o, "2026-05-06"), SY_DUE_OVER);
}

/* ---- counts ---- */

static const sy_lead_stat *stat_of(const sy_lead_stats *s, const char *model, const char *month)
{
    for (size_t i = 0; i < s->n; i++) {
        if (strcmp(s->items[i].model, model) == 0 && strcmp(s->items[i].month, month) == 0)
            return &s->items[i];
    }
    fail_msg("no row of %s %s", model, month);
    return NULL;
}

/* Each number counts as many leads as the list of it has. */
static void numbers_are_of_leads(office *o, const sy_lead_stat *s)
{
    const size_t told[] = {s->found,   s->confirmed, s->refuted,  s->recommended, s->referred,
                           s->replied, s->adopted,   s->declined, s->open};
    const char *month = *s->month ? s->month : NULL;
    size_t n[SY_LEAD_COUNTS] = {0};

    for (size_t i = 0; i < sy_docket_count(o->docket); i++) {
        const sy_docket_lead *l = sy_docket_at(o->docket, i);
        if (*s->model && strcmp(s->model, l->lead.model) != 0) continue;
        for (int c = 0; c < SY_LEAD_COUNTS; c++)
            n[c] += sy_lead_is_counted(l, (sy_lead_count)c, month);
    }
    for (int c = 0; c < SY_COUNT_OPEN + !month; c++) assert_int_equal(n[c], told[c]);
    assert_int_equal(n[SY_COUNT_MONEY] > 0, s->money != 0);
}

static void counts_add_up(void **state)
{
    office *o = *state;
    sy_lead_said money = move_on("adopted", "2026-03-05");
    sy_lead_stats s;
    sy_err err = {0};
    fill(o);
    money.word[SY_LEAD_MONEY] = "100.00";
    must_say(o, "a1", move_on("confirmed", "2026-01-01"));
    must_say(o, "a1", move_on("recommended", "2026-02-05"));
    must_say(o, "a1", money);
    must_say(
        o, "a1",
        (sy_lead_said){
            .word = {[SY_LEAD_MONEY] = "70.00", [SY_LEAD_DAY] = "2026-04-01"}}); /* it was less */
    must_say(o, "a2", move_on("refuted", "2026-01-31"));
    must_say(o, "a3", move_on("confirmed", "2026-01-31"));
    must_say(o, "a3", move_on("checking", "2026-02-01")); /* no verdict any more */
    assert_ok(sy_lead_stats_of(&s, o->docket, day_of("2026-06-01"), &o->arena, &err), err);
    assert_int_equal(s.all.found, LEADS);
    assert_int_equal(s.all.confirmed, 1);
    assert_int_equal(s.all.refuted, 1);
    assert_int_equal(s.all.open, 3);
    assert_int_equal(s.all.money, 7000);
    assert_int_equal(stat_of(&s, "seal", "2026-01")->confirmed, 1);
    assert_int_equal(stat_of(&s, "seal", "2026-03")->money, 10000);
    assert_int_equal(stat_of(&s, "seal", "2026-04")->money, -3000);
    assert_int_equal(stat_of(&s, "cars", "")->found, 1);
    numbers_are_of_leads(o, &s.all);
    for (size_t i = 0; i < s.n; i++) numbers_are_of_leads(o, &s.items[i]);
    sy_lead_stat sum = {.model = ""};
    for (size_t i = 0; i < s.n; i++) { /* months add up to what all of them are */
        const sy_lead_stat *x = &s.items[i];
        if (!*x->month) continue;
        sum.found += x->found;
        sum.confirmed += x->confirmed;
        sum.recommended += x->recommended;
        sum.adopted += x->adopted;
        sum.money += x->money;
    }
    assert_int_equal(sum.found, s.all.found);
    assert_int_equal(sum.confirmed, s.all.confirmed);
    assert_int_equal(sum.recommended, s.all.recommended);
    assert_int_equal(sum.adopted, s.all.adopted);
    assert_int_equal(sum.money, s.all.money);
}

/* ---- lists ---- */

static void answers_are_read_in_few_ways(void **state)
{
    static const struct {
        sy_list_column column;
        sy_cell_kind kind;
        const char *cell, *value; /* NULL: wrong */
    } cases[] = {
        {SY_LIST_SEALED, SY_CELL_TEXT, " 是 ", "是"},
        {SY_LIST_SEALED, SY_CELL_TEXT, "ｙ", "是"},
        {SY_LIST_SEALED, SY_CELL_BOOL, "FALSE", "否"},
        {SY_LIST_SEALED, SY_CELL_TEXT, "无", "否"},
        {SY_LIST_SEALED, SY_CELL_TEXT, "--", ""},
        {SY_LIST_SEALED, SY_CELL_EMPTY, "", ""},
        {SY_LIST_SEALED, SY_CELL_TIME, "2026-02-03", "2026-02-03"},
        {SY_LIST_SEALED, SY_CELL_TEXT, "2026年2月3日", "2026-02-03"},
        {SY_LIST_SEALED, SY_CELL_NUMBER, "20260203", NULL},
        {SY_LIST_SEALED, SY_CELL_TEXT, "已查封一部分", NULL},
        {SY_LIST_SEALED, SY_CELL_ERROR, "", NULL},
        {SY_LIST_REASON, SY_CELL_TEXT, "=cmd|'/c calc'!A1", "=cmd|'/c calc'!A1"},
        {SY_LIST_PAGES, SY_CELL_NUMBER, "12.000000000000001", "12"},
        {SY_LIST_PAGES, SY_CELL_TEXT, "3-5", "3-5"},
        {SY_LIST_VERDICT, SY_CELL_TEXT, "属实", "confirmed"},
        {SY_LIST_VERDICT, SY_CELL_TEXT, "不属实", "refuted"},
        {SY_LIST_VERDICT, SY_CELL_TEXT, "基本属实", NULL},
    };
    office *o = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const sy_cell cell = {sy_slice_of(cases[i].cell), cases[i].kind};
        const char *value, *what;
        sy_err err = {0};
        assert_ok(sy_list_value(&value, &what, cases[i].column, &cell, &o->arena, &err), err);
        if ((what == NULL) != (cases[i].value != NULL)) fail_msg("%s", cases[i].cell);
        assert_string_equal(value, cases[i].value ? cases[i].value : "");
    }
}

static void the_code_tells_a_moved_row_from_a_changed_lead(void **state)
{
    office *o = *state;
    char a1[SY_LIST_CODE_TEXT], a2[SY_LIST_CODE_TEXT];
    sy_code_says says;
    sy_err err = {0};
    given changed[LEADS];
    fill(o);
    assert_ok(sy_list_code(a1, lead_of(o, "a1"), &err), err);
    assert_ok(sy_list_code(a2, lead_of(o, "a2"), &err), err);
    assert_ok(sy_list_code_check(&says, sy_slice_of(a1), lead_of(o, "a1"), &err), err);
    assert_int_equal(says, SY_CODE_RIGHT);
    assert_ok(sy_list_code_check(&says, sy_slice_of(a2), lead_of(o, "a1"), &err), err);
    assert_int_equal(says, SY_CODE_WRONG);
    for (size_t n = 0; n < strlen(a1); n++) { /* cut short */
        assert_ok(sy_list_code_check(&says, (sy_slice){a1, n}, lead_of(o, "a1"), &err), err);
        assert_int_equal(says, SY_CODE_WRONG);
    }
    memcpy(changed, leads, sizeof leads);
    changed[0].value = "浙D00009";
    run_model(o, "seal", changed, LEADS);
    look(o);
    assert_ok(sy_list_code_check(&says, sy_slice_of(a1), lead_of(o, "a1"), &err), err);
    assert_int_equal(says, SY_CODE_CHANGED);
}

/* A list as text: of each lead its row, with what was answered. */
static const char *list_of(office *o, const char *const answers[LEADS])
{
    static char path[SCRATCH + 64];
    char text[4000];
    size_t at = (size_t)snprintf(text, sizeof text,
                                 "样表\n序号,线索编号,案号,核对码,已查封,已扣押,已处置,"
                                 "不能处置原因,卷页,认定(检察院填写)\n");
    sy_err err = {0};

    for (size_t i = 0; i < LEADS; i++) {
        sy_docket_lead *l = lead_of(o, leads[i].id);
        char code[SY_LIST_CODE_TEXT];
        if (!answers[i]) continue;
        assert_ok(sy_list_code(code, l, &err), err);
        at += (size_t)snprintf(text + at, sizeof text - at, "%zu,%s,%s,%s,%s\n", i + 1, l->lead.id,
                               l->lead.case_number, code, answers[i]);
    }
    snprintf(path, sizeof path, "%s/list.csv", o->folder);
    assert_ok(sy_file_write(path, text, at, &err), err);
    return path;
}

static sy_read_back read_list(office *o, const char *path)
{
    const sy_read_back_options options = {.rules = &o->rules, .day = "2026-03-01"};
    sy_read_back r;
    sy_err err = {0};

    assert_ok(sy_read_back_read(&r, o->docket, path, &options, &o->arena, &err), err);
    return r;
}

static void a_list_comes_back_whole(void **state)
{
    static const char *const answers[LEADS] = {"是,否,2026/2/3,,3-5,", ",,,,,", "否,,,找不到,,属实",
                                               NULL, "√,,,,,不属实"};
    office *o = *state;
    sy_step *undone;
    sy_err err = {0};
    size_t n;
    fill(o);
    sy_read_back r = read_list(o, list_of(o, answers));
    assert_int_equal(r.n_problems, 0);
    assert_int_equal(r.rows, 4);
    assert_int_equal(r.blank, 1);
    assert_int_equal(r.n, 3);
    assert_ok(sy_read_back_keep(&r, o->ws, &o->arena, &err), err);
    look(o);
    assert_string_equal(lead_of(o, "a1")->word[SY_LEAD_DISPOSED], "2026-02-03");
    assert_int_equal(lead_of(o, "a1")->state, SY_LEAD_SCREENED); /* an answer is no verdict */
    assert_int_equal(lead_of(o, "a3")->verdict, SY_LEAD_IS_TRUE);
    assert_int_equal(lead_of(o, "b1")->verdict, SY_LEAD_IS_FALSE);
    assert_string_equal(lead_of(o, "b1")->word[SY_LEAD_LIST], r.sha256);
    r = read_list(o, list_of(o, answers)); /* once more: nothing new */
    assert_int_equal(r.n, 0);
    assert_int_equal(r.same, 3);
    assert_ok(sy_steps_undo(o->ws, SY_STEPS_OF_LEADS, NULL, &undone, &n, &o->arena, &err), err);
    assert_int_equal(n, 3);
    look(o);
    assert_string_equal(lead_of(o, "a1")->word[SY_LEAD_SEALED], "");
}

static void what_is_wrong_has_its_row(void **state)
{
    static const char *const answers[LEADS] = {"是,否,是,找不到,,", "也许,,,,,", NULL, NULL, NULL};
    office *o = *state;
    fill(o);
    const sy_read_back r = read_list(o, list_of(o, answers));
    assert_int_equal(r.n, 0);
    assert_int_equal(r.n_problems, 2);
    assert_int_equal(r.problems[0].row, 3);
    assert_string_equal(r.problems[0].column, "不能处置原因");
    assert_int_equal(r.problems[1].row, 4);
    assert_string_equal(r.problems[1].value, "也许");
}

static void a_list_goes_out_and_is_read_again(void **state)
{
    office *o = *state;
    sy_docket_lead *list[LEADS];
    char path[SCRATCH + 64];
    sy_err err = {0};
    fill(o);
    for (size_t i = 0; i < LEADS; i++) list[i] = sy_docket_at(o->docket, i);
    snprintf(path, sizeof path, "%s/list.xlsx", o->folder);
    assert_ok(
        sy_court_list_xlsx(
            path, &(sy_lead_table){.title = "=样", .note = "=样", .leads = list, .n = LEADS}, &err),
        err);
    const sy_read_back r = read_list(o, path);
    assert_int_equal(r.rows, LEADS);
    assert_int_equal(r.blank, LEADS);
    assert_int_equal(r.n_problems, 0);
}

/* ---- key cases ---- */

static void put_pools(office *o)
{
    static const char *const files[][2] = {
        {"petitions.csv", "登记编号,来访日期,渠道,申请人,案号\n"
                          "XF1,2024-05-06,12309,样丁,（2022）浙0699执1号\n"
                          "XF2,2024-05-07,12309,样丁,某案\n"},
        {"key.csv", "案号,交办文号,交办单位\n(2022)浙0699执9号,某发1号,某委\n"},
        {"cases.csv", "案号,案由,原执行案号,申请标的额,到位金额,结案方式\n"
                      "(2022)浙0699执1号,工伤待遇,(2021)浙0699执1号,900000,100000,终本\n"
                      "(2021)浙0699执1号,工伤待遇,(2022)浙0699执1号,900000,,终结本次执行程序\n"}};
    sy_err err = {0};

    for (size_t i = 0; i < 3; i++) {
        sy_import_options options = {.has_period = false};
        sy_import_report r;
        char path[SCRATCH + 64];
        const char *list = path;
        snprintf(path, sizeof path, "%s/%s", o->folder, files[i][0]);
        assert_ok(sy_file_write(path, files[i][1], strlen(files[i][1]), &err), err);
        assert_ok(sy_intake_import(&r, o->ws, &list, 1, &options, &o->arena, &err), err);
        assert_true(r.accepted > 0);
    }
}

/* Of a reason; NULL: of the document. */
static size_t rows_of(office *o, const sy_key_cases *list, const sy_key_case *k,
                      const sy_key_reason *r, const char *pool)
{
    sy_key_rows rows;
    sy_err err = {0};

    assert_ok(sy_key_rows_read(&rows, list, k, r, &o->arena, &err), err);
    for (size_t i = 0; i < rows.n; i++) {
        assert_string_equal(rows.items[i].pool, pool);
        assert_in_range((uint32_t)rows.items[i].place, 2, 3);
    }
    return rows.n;
}

static void key_cases_have_their_reasons(void **state)
{
    office *o = *state;
    sy_key_weights w;
    sy_key_cases k;
    sy_pools *pools;
    sy_err err = {0};
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
    put_pools(o);
    fill(o);
    assert_ok(sy_key_weights_load(&w, NULL, &o->arena, &err), err);
    assert_ok(sy_pools_load(&pools, NULL, NULL, &err), err);
    assert_ok(sy_key_cases_read(&k, o->ws, pools, o->docket, &w, false, &o->arena, &err), err);
    assert_int_equal(k.n, 2);
    assert_string_equal(k.items[0].document, "某发1号"); /* named: first, whatever its points */
    assert_int_equal(k.items[0].points, 0);
    assert_string_equal(k.items[1].case_number, "(2022)浙0699执1号");
    assert_int_equal(k.items[1].n_leads, 2);
    assert_int_equal(k.items[1].n_reasons, SY_KEY_CONDITIONS); /* a ring of cases ends, too */
    assert_int_equal(k.items[1].reasons[0].amount, 80000000);
    assert_int_equal(k.items[1].reasons[0].points, 24); /* 800,000 of 1,000,000: of 30 */
    assert_int_equal(k.items[1].reasons[2].count, 2);
    assert_int_equal(rows_of(o, &k, &k.items[0], NULL, "key-cases"), 1);
    assert_int_equal(rows_of(o, &k, &k.items[1], NULL, "key-cases"), 0);
    for (size_t i = 0; i < SY_KEY_CONDITIONS; i++) {
        static const char *const pools_of[] = {"cases", "cases", "", "petitions", "cases"};
        static const size_t counts[] = {1, 1, 0, 1, 2}; /* closings: its own and that before it */
        const sy_key_reason *r = &k.items[1].reasons[i];
        assert_int_equal(r->is_of_leads, r->condition == SY_KEY_MODELS);
        assert_int_equal(rows_of(o, &k, &k.items[1], r, pools_of[r->condition]),
                         counts[r->condition]);
    }
    assert_int_equal(k.looked_at, 6); /* four cases of leads, the named one, and 某案 */
    sy_docket_close(o->docket);
    assert_ok(sy_docket_open(&o->docket, o->ws, &(sy_docket_options){.pools = pools}, &err), err);
    assert_string_equal(lead_of(o, "a1")->petition->number, "XF1");
    assert_null(lead_of(o, "a2")->petition);
    sy_pools_free(pools);
}

static void points_grow_to_their_bound(void **state)
{
    sy_key_weights w = {.points = {30, 30, 25, 25, 25}, .amount = 100000000};
    (void)state;
    assert_int_equal(sy_key_points_of_amount(&w, -1), 0);
    assert_int_equal(sy_key_points_of_amount(&w, 0), 0);
    assert_int_equal(sy_key_points_of_amount(&w, 99999999), 29);
    assert_int_equal(sy_key_points_of_amount(&w, 100000000), 30);
    assert_int_equal(sy_key_points_of_amount(&w, INT64_MAX), 30);
    w.amount = INT64_MAX;
    assert_int_equal(sy_key_points_of_amount(&w, INT64_MAX / 2), 14);
    w.points[SY_KEY_AMOUNT] = 0;
    assert_int_equal(sy_key_points_of_amount(&w, INT64_MAX / 2), 0);
    assert_int_equal(sy_key_points_of_count(25, 3, 2), 16);
    assert_int_equal(sy_key_points_of_count(25, 3, 3), 25);
    assert_int_equal(sy_key_points_of_count(25, 3, SIZE_MAX), 25);
}

/* ---- no memory ---- */

static sy_status do_all(office *o, sy_pools *pools, const char *list, sy_arena *arena, sy_err *err)
{
    const sy_read_back_options options = {.rules = &o->rules, .day = "2026-03-01"};
    char path[SCRATCH + 64];
    sy_linked_petition *links;
    sy_docket_lead *lead;
    sy_docket *d = NULL;
    size_t n_links;
    sy_key_weights w;
    sy_lead_groups g;
    sy_lead_stats s;
    sy_key_cases k;
    sy_key_rows rows;
    sy_read_back r;
    sy_buf page;
    sy_status st = sy_docket_open(&d, o->ws, &(sy_docket_options){.pools = pools}, err);

    sy_buf_init(&page, NULL, 1 << 20);
    if (st == SY_OK) st = sy_lead_groups_of(&g, d, SY_PERIOD_YEAR, arena, err);
    if (st == SY_OK) st = sy_lead_stats_of(&s, d, 20000, arena, err);
    if (st == SY_OK) st = sy_key_weights_load(&w, NULL, arena, err);
    if (st == SY_OK) st = sy_key_cases_read(&k, o->ws, pools, d, &w, true, arena, err);
    for (size_t i = 0; st == SY_OK && i < k.n; i++) {
        for (size_t n = 0; st == SY_OK && n < k.items[i].n_reasons; n++)
            st = sy_key_rows_read(&rows, &k, &k.items[i], &k.items[i].reasons[n], arena, err);
    }
    if (st == SY_OK)
        st = sy_petition_links_of(&links, &n_links, sy_docket_at(d, 0), o->ws, pools, arena, err);
    if (st == SY_OK) st = sy_read_back_read(&r, d, list, &options, arena, err);
    if (st == SY_OK) {
        lead = sy_docket_at(d, 0);
        const sy_lead_table t = {.title = "样", .note = "样", .leads = &lead, .n = 1};
        snprintf(path, sizeof path, "%s/out.xlsx", o->folder);
        st = sy_court_list_xlsx(path, &t, err);
        if (st == SY_OK) st = sy_lead_list_xlsx(path, &t, err);
        if (st == SY_OK) st = sy_lead_list_page(&page, &t, err);
    }
    sy_buf_dispose(&page);
    sy_docket_close(d);
    return st;
}

static void survives_every_failed_allocation(void **state)
{
    static const char *const answers[LEADS] = {"是,否,是,找不到,,", "是,,,,3,", "否,,,,,属实", NULL,
                                               NULL};
    office *o = *state;
    sy_status st = SY_ENOMEM;
    sy_pools *pools;
    sy_err err = {0};
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
    put_pools(o);
    fill(o);
    const char *list = list_of(o, answers);
    assert_ok(sy_pools_load(&pools, NULL, NULL, &err), err);
    for (long n = 0; st != SY_OK; n += n < 30 ? 1 : 11) {
        sy_arena arena;
        sy_err why = {0};
        sy_arena_init(&arena, NULL);
        begin_scarcity(n);
        st = do_all(o, pools, list, &arena, &why);
        end_scarcity();
        if (st != SY_OK && st != SY_ENOMEM) fail_msg("at %ld status %d: %s", n, (int)st, why.text);
        sy_arena_dispose(&arena);
        assert_true(n < 5000);
    }
    sy_pools_free(pools);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_office, close_office)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_group_is_of_one_rule_court_and_period),
        cmocka_unit_test(periods_are_named_by_the_day),
        TEST(a_reply_is_due_in_three_months_and_one_more),
        TEST(what_is_also_referred_still_waits_for_the_court),
        TEST(counts_add_up),
        TEST(answers_are_read_in_few_ways),
        TEST(the_code_tells_a_moved_row_from_a_changed_lead),
        TEST(a_list_comes_back_whole),
        TEST(what_is_wrong_has_its_row),
        TEST(a_list_goes_out_and_is_read_again),
        TEST(key_cases_have_their_reasons),
        cmocka_unit_test(points_grow_to_their_bound),
        TEST(survives_every_failed_allocation),
    };
    sy_lang_set(SY_LANG_EN);
    return cmocka_run_group_tests_name("casework lists", tests, NULL, NULL);
}
