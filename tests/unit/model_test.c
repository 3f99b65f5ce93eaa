/* model_test.c - models: what they may claim, and the tests that come with each. */
#include "test.h"

#include "scratch.h"

#include "base/civil.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/workdays.h"
#include "model/files.h"
#include "model/lead.h"
#include "model/library.h"
#include "model/model.h"
#include "model/pack.h"
#include "model/run.h"
#include "model/try.h"
#include "store/lead_text.h"
#include "store/query_tree.h"
#include "store/sandbox.h"

/* Of our own code one model runs through the same as the next: the sanitizers need not see all. */
#ifdef __SANITIZE_ADDRESS__
enum { EACH = 8 };
#else
enum { EACH = 1 };
#endif

static void each_model_passes_its_own_tests(void **state)
{
    sy_models *models = NULL;
    sy_pools *pools = NULL;
    sy_err err = {0};
    size_t tests = 0;
    (void)state;

    assert_ok(sy_pools_load(&pools, NULL, NULL, &err), err);
    assert_ok(sy_models_load(&models, NULL, NULL, &err), err);
    assert_true(sy_models_count(models) >= 3);
    if (sy_models_broken(models)) fail_msg("%s", sy_models_broken_at(models, 0)->why.text);
    for (size_t i = 0; i < sy_models_count(models); i += EACH) {
        const sy_model *m = sy_models_at(models, i);
        sy_model_files *files = calloc(1, sizeof *files);
        sy_arena arena;
        size_t own = 0;

        sy_arena_init(&arena, NULL);
        assert_ok(sy_model_files_read(files, &arena, m->folder, &err), err);
        for (size_t k = 0; k < files->n; k++) {
            sy_model_trial trial;
            sy_buf difference;
            if (strncmp(files->items[k].name, "test/", 5) != 0) continue;
            sy_buf_init(&difference, NULL, 1 << 20);
            assert_ok(sy_model_try(&trial, m, pools, files->items[k].name, files->items[k].bytes,
                                   &difference, &err),
                      err);
            if (!trial.has_passed)
                fail_msg("%s %s:\n%s", m->id, files->items[k].name, difference.ptr);
            sy_buf_dispose(&difference);
            own++;
        }
        assert_true(own > 0); /* a model without a test is none */
        tests += own;
        sy_arena_dispose(&arena);
        free(files);
    }
    assert_true(tests >= 3);
    sy_models_free(models);
    sy_pools_free(pools);
}

/* ---- what a model may claim ---- */

static const char whole[] =
    "id: m\n"
    "name: {zh: 样}\n"
    "version: 1\n"
    "maker: 样\n"
    "purpose: {zh: 样}\n"
    "next: {zh: 样}\n"
    "status: in-force\n"
    "object: court-omission\n"
    "duty: shall\n"
    "exits: [recommendation, file]\n"
    "severity: high\n"
    "grade: A\n"
    "basis:\n"
    "  - {law: 法, article: 一, words: 应当样, duty: shall, from: 2020-01-01, "
    "until: 2024-01-01, at-hand: 是}\n"
    "  - {law: 法, article: 二, duty: may, from: 2020-01-01, until: "
    "2021-01-01}\n"
    "  - {law: 法, article: 三, duty: none, from: 2020-01-01, until: 2025-01-01, rules: [hint]}\n"
    "data:\n"
    "  - {pool: vehicles, columns: [plate], optional: [state]}\n"
    "parameters:\n"
    "  - {id: days, zh: 天, type: integer, default: 30, least: 1, most: 60}\n"
    "conditions:\n"
    "  - {id: sealed, zh: 样, column: vehicles.state}\n"
    "  - {id: told, zh: 告知, column: vehicles.state, rules: [hint]}\n"
    "rules:\n"
    "  - {id: late, zh: 涉嫌违法}\n"
    "  - {id: hint, zh: 提示, duty: may, grade: C}\n"
    "verify:\n"
    "  - {id: file, zh: 阅卷}\n"
    "family: other\n";

/* A query names a column without its table: a pool's must not be a function's name then. */
static void no_column_of_a_pool_is_called_like_a_function(void **state)
{
    sy_pools *pools = NULL;
    sy_err err = {0};
    (void)state;

    assert_ok(sy_pools_load(&pools, NULL, NULL, &err), err);
    for (size_t i = 0; i < sy_pools_count(pools); i++) {
        const sy_pool *pool = sy_pools_at(pools, i);
        for (size_t k = 0; k < pool->n_columns; k++) {
            if (sy_query_column_is_function(sy_slice_of(pool->columns[k].sql)))
                fail_msg("%s.%s", pool->id, pool->columns[k].sql);
        }
    }
    sy_pools_free(pools);
}

static void write_model(const char *folder, const char *id, const char *more)
{
    char path[SCRATCH + 128], text[4096];
    sy_err err = {0};

    snprintf(path, sizeof path, "%s/models/%s", folder, id);
    assert_ok(sy_make_folder(path, &err), err);
    const size_t n = strlen(whole) - strlen("family: other\n");
    const bool has_family = strncmp(more, "family:", 7) == 0;
    snprintf(text, sizeof text, "id: %s\n%.*s%s%s", id, (int)(n - strlen("id: m\n")),
             whole + strlen("id: m\n"), has_family ? "" : "family: other\n", more);
    snprintf(path, sizeof path, "%s/models/%s/model.yaml", folder, id);
    assert_ok(sy_file_write(path, text, strlen(text), &err), err);
    snprintf(path, sizeof path, "%s/models/%s/query.sql", folder, id);
    assert_ok(sy_file_write(path, "SELECT 1", 8, &err), err);
    snprintf(path, sizeof path, "%s/models/%s/README.md", folder, id);
    assert_ok(sy_file_write(path, "m", 1, &err), err);
}

static void a_broken_model_stops_no_other_and_is_not_passed_over(void **state)
{
    char folder[SCRATCH], path[SCRATCH + 64];
    sy_models *models = NULL;
    sy_err err = {0};
    int last = 1; /* the line after the whole */
    (void)state;

    scratch_make(folder);
    write_model(folder, "whole", "family: auction\n");
    write_model(folder, "unknown-family", "family: cars\n");
    write_model(folder, "seal-lapsed", "colour: red\n"); /* the program has one of that name */
    write_model(folder, "case-money-unpaid", "");        /* as well, and takes its place */
    write_model(folder, "no-query", "");
    snprintf(path, sizeof path, "%s/models/no-query/query.sql", folder);
    remove(path);
    assert_ok(sy_models_load(&models, NULL, folder, &err), err);

    assert_non_null(sy_models_find(models, "whole"));
    assert_int_equal(sy_models_find(models, "whole")->family, SY_FAMILY_AUCTION);
    assert_int_equal(sy_models_find(models, "case-money-unpaid")->origin, SY_MODEL_OF_WORKSPACE);
    assert_int_equal(sy_models_broken(models), 3);
    assert_string_equal(sy_models_broken_at(models, 0)->id, "no-query");
    assert_string_equal(sy_models_broken_at(models, 1)->id, "seal-lapsed");
    assert_null(sy_models_find(models, "seal-lapsed"));
    assert_null(sy_models_find(models, "no-query"));
    for (const char *c = whole; *c; c++) last += *c == '\n';
    snprintf(path, sizeof path, "seal-lapsed/model.yaml:%d:1: ", last);
    assert_non_null(strstr(sy_models_broken_find(models, "seal-lapsed")->why.text, path));
    snprintf(path, sizeof path, "model.yaml:%d:9: \"cars\" is not known here", last - 1);
    assert_non_null(strstr(sy_models_broken_find(models, "unknown-family")->why.text, path));
    for (size_t i = 1; i < sy_models_count(models); i++) {
        const sy_model *a = sy_models_at(models, i - 1), *b = sy_models_at(models, i);
        assert_true(a->family < b->family || (a->family == b->family && strcmp(a->id, b->id) < 0));
    }
    sy_models_free(models);
    scratch_remove(folder);
}

static void loading_all_survives_every_failed_allocation(void **state)
{
    char folder[SCRATCH];
    (void)state;

    scratch_make(folder);
    write_model(folder, "whole", "");
    write_model(folder, "broken", "colour: red\n");
    for (size_t n = 0;; n += n < 400 ? 1 : 37) {
        scarce s = {.left = n};
        sy_alloc al = {scarce_get, scarce_put, &s};
        sy_models *models = NULL;
        const sy_status st = sy_models_load(&models, &al, folder, NULL);
        if (st == SY_OK) {
            assert_int_equal(sy_models_broken(models), 1); /* never for want of memory */
            sy_models_free(models);
            assert_int_equal(s.live, 0);
            break;
        }
        assert_int_equal(st, SY_ENOMEM);
        assert_null(models);
        assert_int_equal(s.live, 0);
    }
    scratch_remove(folder);
}

static sy_status parse_model(sy_model **m, const char *line, const char *instead, const char *sql,
                             sy_err *err)
{
    char text[4096];
    const char *at = strstr(whole, line);

    if (!at) fail_msg("not in the model: %s", line);
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - whole), whole, instead, at + strlen(line));
    *m = NULL;
    *err = (sy_err){0};
    return sy_model_parse(m, NULL, "m.yaml", sy_slice_of(text), sy_slice_of(sql), err);
}

static sy_status parse_with(const char *line, const char *instead, sy_err *err)
{
    sy_model *m;
    const sy_status st =
        parse_model(&m, line, instead, "SELECT plate AS key, [fact('车牌', plate, place)] AS facts",
                    err);

    sy_model_free(m);
    return st;
}

static void what_a_model_may_not_claim_is_said_with_its_place(void **state)
{
    static const struct {
        const char *line, *instead, *words;
    } wrong[] = {
        {"object: court-omission", "object: property", "m.yaml:10:8: a recommendation"},
        {"object: court-omission", "object: property", "m.yaml:25:5: 违法 (unlawful)"},
        {"duty: shall\nexits", "duty: may\nexits", "m.yaml:10:8: a recommendation"},
        {"duty: shall\nexits", "duty: none\nexits", "claims more than its model"},
        {"name: {zh: 样}", "name: {zh: 样, en: illegal seals}", ""},
        {"{id: hint, zh: 提示,", "{id: hint, zh: 违法,", "m.yaml:26:5: 违法 (unlawful)"},
        {"words: 应当样", "words: 可以样", "m.yaml:14:5: the article's words do not say"},
        {"words: 应当样, ", "", "m.yaml:14:5: \"words\" is missing"},
        {"until: 2024-01-01", "until: 2019-01-01", "m.yaml:14:5: the article is in force until"},
        {"from: 2020-01-01", "from: 2020-02-31", "m.yaml:14:57: there is no day 2020-02-31"},
        {"from: 2020-01-01", "from: 2020", "\"2020\" is not a date"},
        {", until: 2021-01-01}", "}", "m.yaml:7:9: it rests on a text that is not at hand"},
        {"at-hand: 是", "at-hand: flase", "\"at-hand\" wants true or false"},
        {", column: vehicles.state", "", "grade A needs every condition"},
        {"vehicles.state", "vehicles.colour", "\"vehicles.colour\" is not among"},
        {"vehicles.state", "state", "POOL.COLUMN is expected"},
        {"optional: [state]", "optional: [plate]", "\"plate\" stands twice"},
        {"optional: [state]", "optional: [state], rows: some", "\"linked\" can stand here"},
        {"optional: [state]", "optional: [state], rows: linked", ""},
        {"default: 30", "default: 61", "\"61\" is out of its bounds"},
        {"default: 30", "default: 3x", "\"3x\" is no whole number"},
        {"id: m\n", "id: M\n", "\"M\" is no id"},
        {"version: 1\n", "version: 1\ncolour: red\n", "\"colour\" is not known here"},
        {"version: 1\n", "version: 1\nversion: 2\n", "\"version\" stands twice"},
        {"severity: high\n", "", "\"severity\" is missing"},
        {"grade: A\n", "grade: D\n", "\"D\" is not known here"},
        {"exits: [recommendation, file]", "exits: []", "an empty list"},
        {"duty: may, grade: C}", "duty: may, grade: E}", "\"E\" is not known here"},
        {"vehicles.state, rules: [hint]", "vehicles.state", ""},
        {"zh: 告知, column: vehicles.state, rules: [hint]", "zh: 告知, rules: [hint]", ""},
        {"zh: 告知, column: vehicles.state, rules: [hint]", "zh: 告知", "grade A needs every"},
        {"2025-01-01, rules: [hint]", "2025-01-01, rules: [hints]", "there is no rule \"hints\""},
        {"2025-01-01, rules: [hint]", "2025-01-01, rules: []", "an empty list"},
        {"vehicles.state, rules: [hint]", "vehicles.state, rules: [x]", "there is no rule \"x\""},
        {"2024-01-01, at-hand: 是", "2024-01-01, at-hand: 是, rules: [hint]",
         "has the duty \"shall\" of the rule \"late\""},
        /* Wordings. */
        {"zh: 涉嫌违法", "zh: '涉嫌违法：{key，以两份表为限'",
         "m.yaml:25:5: \"{\" without its other"},
        {"zh: 涉嫌违法", "zh: '涉嫌违法：key}'", "m.yaml:25:5: \"}\" without its other half"},
        {"zh: 涉嫌违法", "zh: '涉嫌违法：{key{case}'", "\"{\" without its other half"},
        {"zh: 涉嫌违法", "zh: '涉嫌违法', en: '{key'", "\"{\" without its other half"},
        {"zh: 涉嫌违法", "zh: '涉嫌违法：{号牌}'", "\"{号牌}\" is neither key, case"},
        {"zh: 涉嫌违法", "zh: '涉嫌违法：{}'", "\"{}\" is neither key, case"},
        {"zh: 涉嫌违法", "zh: '涉嫌违法：{key}{case}{court}{amount}{date}{party}{车牌}'", ""},
        /* Versions of one article. */
        {"article: 二", "article: 一",
         "m.yaml:15:5: 法 一 stands in line 14 too, and both are in "
         "force on 2020-01-01"},
        {"article: 三", "article: 一", "m.yaml:16:5: 法 一 stands in line 14 too"},
        {"article: 三", "article: 二", "m.yaml:16:5: 法 二 stands in line 15 too"},
        {"article: 三, duty: none, from: 2020-01-01", "article: 二, duty: none, from: 2021-01-02",
         ""},
        {"法, article: 二", "法二, article: 一", ""},
        /* A slip in the name of a pool is told where it may be, once. */
        {"pool: vehicles", "pool: vehicels",
         "m.yaml:22:5: \"data\" has no pool \"vehicles\", only: vehicels (line 18)"},
    };
    sy_err err;
    (void)state;

    assert_ok(parse_with("id: m\n", "id: m\n", &err), err);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const sy_status st = parse_with(wrong[i].line, wrong[i].instead, &err);
        if (!*wrong[i].words) {
            assert_ok(st, err);
            continue;
        }
        if (st != SY_EDATA || !strstr(err.text, wrong[i].words))
            fail_msg("%s\n  %d: %s\n  wanted: %s", wrong[i].instead, st, err.text, wrong[i].words);
    }
}

/* rows: linked, and a lead of a vehicle that concerns no debtor. */
static void a_promise_that_is_not_kept_fails_the_models_own_test(void **state)
{
    static const char test[] = "today 2026-01-15\n\npool vehicles\nplate,owner-id\n"
                               "浙D00001,330699198001010014\n\nleads key\n----\n浙D00001\n";
    static const char *const rows[] = {"optional: [state]", "optional: [state], rows: linked"};
    sy_pools *pools;
    sy_err err = {0};
    (void)state;

    assert_ok(sy_pools_load(&pools, NULL, NULL, &err), err);
    for (int i = 0; i < 2; i++) {
        sy_model *m;
        sy_model_trial trial;
        sy_buf difference;
        sy_buf_init(&difference, NULL, 1 << 20);
        assert_ok(parse_model(&m, "optional: [state]", rows[i], "SELECT plate AS key FROM vehicles",
                              &err),
                  err);
        assert_ok(sy_model_try(&trial, m, pools, "t", sy_slice_of(test), &difference, &err), err);
        assert_int_equal(trial.has_passed, i == 0);
        if (i == 1) assert_string_equal(difference.ptr, "-浙D00001\n(rows: linked)\n");
        sy_buf_dispose(&difference);
        sy_model_free(m);
    }
    sy_pools_free(pools);
}

static void what_is_looked_at_is_what_is_there(void **state)
{
    static const char *const sqls[] = {
        "SELECT 1 -- \x1b[2K",        "SELECT 1\r\n\t", "SELECT '\xE2\x80\xAE'",
        "SELECT '\xC2\x9B'",          "SELECT '查封'",  "\xEF\xBB\xBFSELECT 1",
        "SELECT\n '查\xEF\xBB\xBF封'"};
    static const bool are_plain[] = {false, true, false, false, true, true, false};
    sy_err err;
    (void)state;

    /* YAML writes what it may not hold. */
    assert_int_equal(parse_with("name: {zh: 样}", "name: {zh: \"样\\e[1A\"}", &err), SY_EDATA);
    assert_non_null(strstr(err.text, "control characters"));
    assert_int_equal(parse_with("maker: 样", "maker: \"a\\u202Eb\"", &err), SY_EDATA);
    for (size_t i = 0; i < sizeof sqls / sizeof *sqls; i++) {
        sy_model *m = NULL;
        err = (sy_err){0};
        const sy_status st =
            sy_model_parse(&m, NULL, "m.yaml", sy_slice_of(whole), sy_slice_of(sqls[i]), &err);
        assert_int_equal(st, are_plain[i] ? SY_OK : SY_EDATA);
        sy_model_free(m);
    }
    assert_non_null(strstr(err.text, "query.sql:2:4: a character that is not seen"));
}

static void several_mistakes_are_said_at_once(void **state)
{
    sy_err err;
    (void)state;
    assert_int_equal(parse_with("duty: shall\nexits", "duty: may\ncolour: red\nexits", &err),
                     SY_EDATA);
    assert_non_null(strstr(err.text, "colour"));
    assert_non_null(strstr(err.text, "\nm.yaml:11:8: a recommendation"));
}

static void what_both_languages_lack_is_said_once(void **state)
{
    sy_err err;
    (void)state;
    assert_int_equal(parse_with("{id: late, zh: 涉嫌违法}",
                                "{id: late, zh: \"涉嫌{x}违法\", en: \"{x} late, {x}\"}", &err),
                     SY_EDATA);
    const char *first = strstr(err.text, "\"{x}\" is neither");
    assert_non_null(first);
    assert_null(strstr(first + 1, "\"{x}\" is neither"));
}

static void reading_survives_every_failed_allocation(void **state)
{
    (void)state;
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        sy_alloc al = {scarce_get, scarce_put, &s};
        sy_model *m = NULL;
        const sy_status st =
            sy_model_parse(&m, &al, "m.yaml", sy_slice_of(whole), SY_TEXT("SELECT 1"), NULL);
        if (st == SY_OK) {
            sy_model_free(m);
            assert_int_equal(s.live, 0);
            assert_true(n > 2);
            return;
        }
        assert_int_equal(st, SY_ENOMEM);
        assert_null(m);
        assert_int_equal(s.live, 0);
    }
}

/* ---- leads ---- */

static bool no_place(void *ctx, uint32_t source, sy_lead_place *place)
{
    (void)ctx, (void)source, (void)place;
    return false;
}

/* A lead, and all that it says as one JSON text. */
typedef struct told {
    sy_made_lead made;
    char *body;
} told;

static told make_without(const sy_model *m, sy_lead_row row, const char *absent)
{
    sy_lead_maker maker;
    told t;
    sy_err err = {0};

    sy_lead_maker_init(&maker, m, &absent, absent != NULL, no_place, NULL);
    row.key = SY_TEXT("浙D00001");
    assert_ok(sy_lead_make(&t.made, &maker, &row, &err), err);
    json_t *all = sy_lead_whole(&t.made.lead);
    assert_non_null(all);
    t.body = json_dumps(all, JSON_COMPACT | JSON_SORT_KEYS);
    json_decref(all);
    sy_lead_maker_dispose(&maker);
    return t;
}

static told make(const sy_model *m, sy_lead_row row)
{
    return make_without(m, row, NULL);
}

static void a_lead_claims_what_is_known_and_no_more(void **state)
{
    static const sy_slice sealed[] = {{"sealed", 6}};
    const int32_t in_force = (int32_t)sy_days_from_civil(2023, 5, 1),
                  before = (int32_t)sy_days_from_civil(2019, 5, 1);
    sy_model *m = NULL;
    told l;
    sy_err err = {0};
    (void)state;

    assert_ok(sy_model_parse(&m, NULL, "m.yaml", sy_slice_of(whole), SY_TEXT("SELECT 1"), &err),
              err);
    l = make(m, (sy_lead_row){.has_act_date = true, .act_date = in_force});
    assert_int_equal(l.made.lead.grade, 'A');
    assert_non_null(strstr(l.body, "违法"));
    assert_non_null(strstr(l.body, "\"recommendation\""));
    assert_non_null(strstr(l.body, "法一"));
    assert_null(strstr(l.body, "法二")); /* no longer in force that day */
    assert_null(strstr(l.body, "法三")); /* another rule's */
    free(l.body);

    l = make(m, (sy_lead_row){
                    .has_act_date = true, .act_date = in_force, .missing = sealed, .n_missing = 1});
    assert_int_equal(l.made.lead.grade, 'B'); /* and says which condition */
    free(l.body);

    l = make(m, (sy_lead_row){.has_act_date = false}); /* a missing date: unknown */
    assert_int_equal(l.made.lead.grade, 'B');
    assert_null(strstr(l.body, "违法"));
    assert_null(strstr(l.body, "\"recommendation\""));
    assert_non_null(strstr(l.body, "\"duty\":\"none\""));
    free(l.body);

    l = make(m, (sy_lead_row){.has_act_date = true, .act_date = before});
    assert_true(l.made.is_outside_law);
    free(l.body);

    l = make(m, (sy_lead_row){.has_act_date = true, .act_date = in_force, .rule = SY_TEXT("hint")});
    assert_int_equal(l.made.lead.grade, 'C');
    assert_null(strstr(l.body, "\"recommendation\""));
    assert_non_null(strstr(l.body, "法三"));
    assert_false(l.made.is_outside_law); /* a hint may rest on a duty */
    free(l.body);
    sy_model_free(m);
}

static void a_condition_is_missed_once_and_by_its_own_rules_only(void **state)
{
    static const sy_slice sealed[] = {{"sealed", 6}};
    const int32_t day = (int32_t)sy_days_from_civil(2023, 5, 1);
    sy_model *m = NULL;
    sy_err err = {0};
    (void)state;

    assert_ok(sy_model_parse(&m, NULL, "m.yaml", sy_slice_of(whole), SY_TEXT("SELECT 1"), &err),
              err);
    const sy_lead_row row = {
        .has_act_date = true, .act_date = day, .missing = sealed, .n_missing = 1};
    told late = make_without(m, row, "vehicles.state");
    assert_non_null(strstr(late.body, "\"missing\":[{\"en\":\"样\",\"zh\":\"样\"}]"));
    free(late.body);

    sy_lead_row other = row;
    other.rule = SY_TEXT("hint");
    told hint = make_without(m, other, "vehicles.state");
    assert_non_null(strstr(hint.body, "告知"));
    free(hint.body);
    sy_model_free(m);
}

/* ---- runs ---- */

static sy_model_run_tally run_once(sy_workspace *ws, const sy_lead *leads, size_t n)
{
    const sy_model_run_record record = {"m", "1", "hash", "2026-01-15", "{}", "[]"};
    sy_model_run_tally tally;
    sy_model_run *run;
    sy_err err = {0};

    assert_ok(sy_model_run_begin(&run, ws, &record, &err), err);
    for (size_t i = 0; i < n; i++) assert_ok(sy_model_run_lead(run, &leads[i], &err), err);
    assert_ok(sy_model_run_end(run, &tally, 5, &err), err);
    return tally;
}

static sy_lead lead_of(const char *id, const char *body)
{
    return (sy_lead){.id = id,
                     .model = "m",
                     .version = "1",
                     .grade = 'B',
                     .rule = "r",
                     .case_number = "",
                     .court = "",
                     .key = id,
                     .parties = "[]",
                     .common = "{}",
                     .body = body};
}

static bool says(sy_workspace *ws, sy_lead *lead, const char *body, sy_arena *arena)
{
    return sy_lead_read(ws, lead, arena, NULL) == SY_OK && strcmp(lead->body, body) == 0;
}

#define SAYS_X "{\"facts\":[[\"x\",\"1\"]],\"wording\":[\"\",\"\"]}"

static void running_again_doubles_nothing_and_what_is_gone_is_shown(void **state)
{
    const sy_lead both[] = {lead_of("a", "{}"), lead_of("b", "{}")},
                  changed[] = {lead_of("a", SAYS_X)};
    char folder[SCRATCH], path[SCRATCH + 16];
    sy_workspace *ws = NULL;
    sy_model_run *run;
    sy_model_run_tally tally;
    sy_lead *list;
    size_t n;
    sy_arena arena;
    sy_err err = {0};
    (void)state;

    scratch_make(folder);
    snprintf(path, sizeof path, "%s/w.suyuan", folder);
    assert_ok(sy_workspace_create(path, &err), err);
    assert_ok(sy_workspace_open(&ws, path, SY_WRITE, &err), err);
    sy_arena_init(&arena, NULL);
    assert_int_equal(run_once(ws, both, 2).added, 2);
    assert_int_equal(run_once(ws, both, 2).added, 0);
    tally = run_once(ws, changed, 1);
    assert_int_equal(tally.changed, 1);
    assert_int_equal(tally.vanished, 1);
    assert_ok(sy_leads(ws, "m", &list, &n, &arena, &err), err);
    assert_int_equal(n, 2);
    assert_string_equal(list[0].id, "a");
    assert_null(list[0].body); /* a list does not read it */
    assert_true(says(ws, &list[0], SAYS_X, &arena));
    assert_false(list[0].has_vanished || list[0].is_new);
    assert_true(list[1].has_vanished);
    assert_true(list[0].first_run == 3 && list[0].last_run == 3);
    assert_true(list[1].first_run == 1 && list[1].last_run == 2);
    /* Back again, as it was: one says something else than last time, the other is no news,
     * and neither claims to be of the run in between. */
    tally = run_once(ws, both, 2);
    assert_int_equal(tally.added + tally.vanished, 0);
    assert_int_equal(tally.changed, 1);
    assert_int_equal(run_once(ws, both, 2).changed, 0);
    assert_ok(sy_leads(ws, NULL, &list, &n, &arena, &err), err);
    assert_int_equal(n, 2);
    assert_true(says(ws, &list[0], "{}", &arena));
    for (size_t i = 0; i < n; i++)
        assert_true(list[i].first_run == 4 && list[i].last_run == 5 && !list[i].is_new);
    /* Twice in one run is a mistake of the query; nothing of that run is kept. */
    const sy_model_run_record record = {"m", "1", "hash", "2026-01-15", "{}", "[]"};
    assert_ok(sy_model_run_begin(&run, ws, &record, &err), err);
    assert_ok(sy_model_run_lead(run, &changed[0], &err), err);
    assert_int_equal(sy_model_run_lead(run, &changed[0], &err), SY_EDATA);
    assert_non_null(strstr(err.text, "the key a"));
    sy_model_run_drop(run);
    assert_ok(sy_leads(ws, NULL, &list, &n, &arena, &(sy_err){0}), err);
    assert_true(says(ws, &list[0], "{}", &arena));
    sy_arena_dispose(&arena);
    sy_workspace_close(ws);
    scratch_remove(folder);
}

/* ---- packs ---- */

static void make_pack(sy_buf *out, const char *const *names, size_t n, const sy_pack_key *key)
{
    /* By hand: names that sy_pack_write would not take. */
    sy_buf_text(out, "SUYUAN MODEL 1\n");
    sy_buf_add(out, (const char[]){(char)n, 0, 0, 0}, 4);
    for (size_t i = 0; i < n; i++) {
        sy_buf_add(out, (const char[]){(char)strlen(names[i]), 0}, 2);
        sy_buf_text(out, names[i]);
        sy_buf_add(out, (const char[]){1, 0, 0, 0}, 4);
        sy_buf_char(out, 'x');
    }
    assert_int_equal(sy_pack_sign(out, key, NULL), SY_OK);
}

static sy_status read_pack(const sy_buf *b, size_t len, sy_err *err)
{
    sy_model_files *files = malloc(sizeof *files);
    unsigned char maker[SY_PACK_PUBLIC];

    *err = (sy_err){0};
    const sy_status st = sy_pack_read(files, maker, (sy_slice){b->ptr, len}, "p", err);
    free(files);
    return st;
}

static void a_pack_is_read_whole_or_refused(void **state)
{
    static const char *const names[] = {"README.md", "model.yaml", "query.sql", "test/a.test"};
    sy_pack_key key;
    sy_err err = {0};
    sy_buf b;
    (void)state;

    assert_ok(sy_pack_key_make(&key, &err), err);
    sy_buf_init(&b, NULL, 1 << 20);
    make_pack(&b, names, 4, &key);
    assert_ok(read_pack(&b, b.len, &err), err);
    for (size_t n = 0; n < b.len; n++) { /* cut anywhere */
        assert_int_equal(read_pack(&b, n, &err), SY_EDATA);
    }
    for (size_t i = 0; i < b.len; i++) { /* one bit turned anywhere */
        b.ptr[i] ^= 1;
        assert_int_equal(read_pack(&b, b.len, &err), SY_EDATA);
        b.ptr[i] ^= 1;
    }
    sy_buf_dispose(&b);
}

static void names_in_a_pack_are_never_paths(void **state)
{
    static const char *const bad[] = {
        "../model.yaml",          "/etc/passwd", "test/../../x.test", "test/.test", "model.yaml/",
        "test/a.test/b",          "run.sh",      "test/A.test",       "",           "query.sql ",
        "test/\xE6\xA0\xB7.test", "MAKER"};
    sy_pack_key key;
    sy_err err = {0};
    (void)state;

    assert_ok(sy_pack_key_make(&key, &err), err);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *const names[] = {"README.md", "model.yaml", "query.sql", bad[i]};
        sy_buf b;
        sy_buf_init(&b, NULL, 1 << 20);
        make_pack(&b, names, 4, &key);
        assert_int_equal(read_pack(&b, b.len, &err), SY_EDATA);
        assert_non_null(strstr(err.text, "is no file of a model"));
        sy_buf_dispose(&b);
    }
    const char *const twice[] = {"README.md", "model.yaml", "query.sql", "query.sql"};
    sy_buf b;
    sy_buf_init(&b, NULL, 1 << 20);
    make_pack(&b, twice, 4, &key);
    assert_int_equal(read_pack(&b, b.len, &err), SY_EDATA);
    assert_non_null(strstr(err.text, "stands twice"));
    sy_buf_clear(&b);
    make_pack(&b, twice, 2, &key);
    assert_int_equal(read_pack(&b, b.len, &err), SY_EDATA);
    assert_non_null(strstr(err.text, "the model has no query.sql"));
    sy_buf_dispose(&b);
}

static void another_makers_model_is_not_replaced(void **state)
{
    sy_model_files *files = calloc(1, sizeof *files);
    unsigned char first[SY_PACK_PUBLIC] = {1}, second[SY_PACK_PUBLIC] = {2};
    char folder[SCRATCH], path[SCRATCH + 64], *text;
    size_t n;
    sy_err err = {0};
    (void)state;

    scratch_make(folder);
    assert_ok(sy_model_files_add(files, SY_TEXT("model.yaml"), SY_TEXT("a"), &err), err);
    assert_ok(sy_model_files_add(files, SY_TEXT("test/a.test"), SY_TEXT("t"), &err), err);
    assert_ok(sy_pack_install(files, "m", first, folder, &err), err);
    assert_int_equal(sy_pack_install(files, "m", second, folder, &err), SY_EDATA);
    files->n = 1; /* a later version has one file less */
    files->items[0].bytes = SY_TEXT("b");
    err = (sy_err){0};
    assert_ok(sy_pack_install(files, "m", first, folder, &err), err);
    snprintf(path, sizeof path, "%s/models/m/model.yaml", folder);
    assert_ok(sy_file_read(NULL, &text, &n, path, 100, &err), err);
    assert_string_equal(text, "b");
    sy_drop(NULL, text);
    snprintf(path, sizeof path, "%s/models/m/test/a.test", folder);
    assert_int_equal(access(path, F_OK), -1);
    snprintf(path, sizeof path, "%s/models/.old-m", folder);
    assert_int_equal(access(path, F_OK), -1);
    scratch_remove(folder);
    free(files);
}

/* ---- tests of models ---- */

static void a_test_that_is_wrong_is_named_with_its_line(void **state)
{
    static const struct {
        const char *text, *words;
    } wrong[] = {
        {"leads key\n----\n", "t:2: a line \"today DATE\" is missing"},
        {"today 2026-01-15\n", "t:1: it expects no leads"},
        {"today 2026-13-15\n", "t:1: there is no such day in the calendar: 2026-13-15"},
        {"today 15.1.2026\n", "t:1: a date YYYY-MM-DD is expected, not: 15.1.2026"},
        {"\xEF\xBB\xBFtoday 2026-01-15\n", "t:1: it expects no leads"}, /* Windows' mark */
        {"today 2026-01-15\nleads key\nx\n", "t:3: ---- is expected"},
        {"pool a\nb,c\n1\n", "t:3: not as many cells as columns"},
        {"pool a\nb\n\npool a\nb\n", "t:4: the pool stands twice: a"},
        {"pool a\nb\n\"1\"2\n", "t:3: a comma is expected before: 2"},
        {"hello\n", "t:1: pool, finding, leads, set or today is expected, not: hello"},
        {"set days\n", "t:1: set PARAMETER VALUE is expected, not: days"},
        {"leads a\n----\n\nleads a\n----\n", "t:4: leads are expected twice"},
        {"\xFF", "no UTF-8 text"},
    };
    sy_try_test *t = malloc(sizeof *t);
    (void)state;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        sy_arena arena;
        sy_err err = {0};
        sy_arena_init(&arena, NULL);
        assert_int_equal(sy_try_parse(t, "t", sy_slice_of(wrong[i].text), &arena, &err), SY_EDATA);
        if (!strstr(err.text, wrong[i].words)) fail_msg("%s: %s", wrong[i].text, err.text);
        sy_arena_dispose(&arena);
    }
    free(t);
}

/* ---- days ---- */

static void periods_end_on_working_days(void **state)
{
    static const char table[] =
        "years:\n"
        "  - {year: 2024, free: [2024-02-10/2024-02-17], worked: [2024-02-18]}\n";
    sy_workdays *w = NULL;
    sy_err err = {0};
    int64_t end = 0;
    bool works = false;
    const int64_t eve = sy_days_from_civil(2024, 2, 9);
    (void)state;

    assert_ok(sy_workdays_parse(&w, NULL, "w", sy_slice_of(table), &err), err);
    assert_true(sy_is_workday(&works, w, eve) && works);
    assert_true(sy_is_workday(&works, w, eve + 1) && !works);
    assert_true(sy_is_workday(&works, w, eve + 9) && works); /* a Sunday that is worked */
    assert_false(sy_is_workday(&works, w, sy_days_from_civil(2023, 12, 29)));
    assert_true(sy_period_end(&end, w, eve, 0) && end == eve);
    assert_true(sy_period_end(&end, w, eve, 1) && end == eve + 9);
    assert_false(sy_period_end(&end, w, sy_days_from_civil(2024, 12, 30), 5)); /* into 2025 */
    assert_true(sy_workdays_after(&end, w, eve, 2) && end == eve + 10);
    assert_true(sy_add_months(&end, sy_days_from_civil(2023, 11, 30), 3) &&
                end == sy_days_from_civil(2024, 2, 29));
    assert_true(sy_add_months(&end, sy_days_from_civil(2024, 2, 29), -12) &&
                end == sy_days_from_civil(2023, 2, 28));
    assert_false(sy_add_months(&end, INT32_MAX, 1)); /* DuckDB's infinity */
    sy_workdays_free(w);
    assert_int_equal(sy_workdays_parse(&w, NULL, "w",
                                       SY_TEXT("years:\n  - {year: 2024, free: "
                                               "[2023-01-01], worked: []}\n"),
                                       &err),
                     SY_EDATA);
    assert_non_null(strstr(err.text, "w:2:25: a day of 2024"));
}

int main(int argc, char **argv)
{
    if (sy_sandbox_is_wanted(argc, argv)) return sy_sandbox_serve();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_model_passes_its_own_tests),
        cmocka_unit_test(no_column_of_a_pool_is_called_like_a_function),
        cmocka_unit_test(a_broken_model_stops_no_other_and_is_not_passed_over),
        cmocka_unit_test(loading_all_survives_every_failed_allocation),
        cmocka_unit_test(what_a_model_may_not_claim_is_said_with_its_place),
        cmocka_unit_test(a_promise_that_is_not_kept_fails_the_models_own_test),
        cmocka_unit_test(what_is_looked_at_is_what_is_there),
        cmocka_unit_test(several_mistakes_are_said_at_once),
        cmocka_unit_test(what_both_languages_lack_is_said_once),
        cmocka_unit_test(reading_survives_every_failed_allocation),
        cmocka_unit_test(a_lead_claims_what_is_known_and_no_more),
        cmocka_unit_test(a_condition_is_missed_once_and_by_its_own_rules_only),
        cmocka_unit_test(running_again_doubles_nothing_and_what_is_gone_is_shown),
        cmocka_unit_test(a_pack_is_read_whole_or_refused),
        cmocka_unit_test(names_in_a_pack_are_never_paths),
        cmocka_unit_test(another_makers_model_is_not_replaced),
        cmocka_unit_test(a_test_that_is_wrong_is_named_with_its_line),
        cmocka_unit_test(periods_end_on_working_days),
    };
    sy_lang_set(SY_LANG_EN);
    return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
