/* registers_test.c - registers of other offices: known by their headings, kept in normal
 * form with their place, found again by owner and by thing, and what became of a thing. */
#include "intake_place.h"

#include "base/civil.h"
#include "store/registers.h"

#define A_ID "330699198503150025"
#define B_ID "330699199202291232"
#define CARS                                                                                                           \
    "号牌号码,发证机关,车辆识别代号,所有人,身份证明号码,初次登记日期,转移登记日期," \
    "销售价格(万元),机动车状态\n"
#define CAR_OF_A "12345,浙D,,虚构甲," A_ID ",2019年3月1日,,12.5806,A\n"
#define FLATS "坐落,不动产权证号,权利人,证件号码,登记时间,取得价格,权属状态,原权利人\n"
#define SHARES                                                                                     \
    "企业名称,统一社会信用代码,股东,股东证件号码,认缴出资额(万元),股东变更日期,退出日期\n"

typedef struct answer {
    sy_pools *pools;
    sy_registration *list;
    size_t n;
} answer;

static answer ask(place *p, const char *name, const char *identity, const char *key)
{
    const sy_register_owner who = {name, identity};
    const sy_register_query q = {
        .owners = &who, .n_owners = name || identity, .keys = &key, .n_keys = key != NULL};
    sy_err err = {0};
    answer a = {0};

    assert_ok(sy_pools_load(&a.pools, NULL, sy_workspace_path(p->ws), &err), err);
    assert_ok(sy_registrations(p->ws, a.pools, &q, &a.list, &a.n, &p->arena, &err), err);
    return a;
}

static int32_t day(int year, int month, int day_of_month)
{
    return (int32_t)sy_days_from_civil(year, month, day_of_month);
}

static sy_register_answer fate_in(const answer *a, size_t i, const char *name, const char *identity)
{
    const sy_register_owner who = {name, identity};
    return sy_register_fate_of(a->list, a->n, i, &who);
}

static void each_register_is_known_by_its_headings(void **state)
{
    static const struct {
        const char *text, *profile;
    } files[] = {
        {CARS CAR_OF_A, "pool:vehicles"},
        {"HPHM,FZJG,SYR,SFZMHM,CCDJRQ,ZT\n12345,浙D,虚构甲," A_ID ",20190301,GK\n",
         "pool:vehicles"},
        {FLATS "样县一街1号,浙(2020)样县不动产权第0000001号,虚构甲," A_ID ",2020-01-02,100,现势,\n",
         "pool:real-estate"},
        {"公司,保单号,险种,投保人,投保人身份证号,被保险人,承保日,期交保费,保单状态\n"
         "虚构人寿,P0001,终身寿险,虚构甲," A_ID ",虚构乙,2020-01-02,12000,有效\n",
         "pool:insurance"},
        {SHARES "虚构商贸有限公司,91330683MA2000019N,虚构甲," A_ID ",50,2018-01-02,\n",
         "pool:companies"},
        {"企业名称,统一社会信用代码,法定代表人,成立日期,登记状态\n"
         "虚构商贸有限公司,91330683MA2000019N,虚构甲,2018-01-02,存续\n",
         "pool:companies"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        place p;
        open_place(&p);
        sy_import_report r = import_text(&p, "a.csv", files[i].text);
        assert_int_equal(r.n_tables, 1);
        assert_string_equal(r.tables[0].profile, files[i].profile);
        assert_string_equal(r.tables[0].kind, "register");
        assert_int_equal(r.tables[0].accepted, 1);
        close_place(&p);
    }
}

static void values_are_kept_in_their_normal_form(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv", CARS CAR_OF_A);
    answer a = ask(&p, NULL, A_ID, NULL);
    assert_int_equal(a.n, 1);
    assert_string_equal(a.list[0].pool->id, "vehicles");
    assert_string_equal(a.list[0].keys[0], "浙D12345"); /* completed by the office */
    assert_string_equal(a.list[0].owner, "虚构甲");
    assert_int_equal(a.list[0].since, day(2019, 3, 1)); /* no transfer: the first one */
    assert_int_equal(a.list[0].price, 12580600);
    assert_int_equal(a.list[0].until, SY_NO_DAY);
    assert_int_equal(a.list[0].row, 2);
    sy_pools_free(a.pools);
    close_place(&p);
}

static void every_row_is_accepted_repeated_or_refused(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r = import_text(&p, "a.csv",
                                     CARS CAR_OF_A CAR_OF_A CARS /* the header once more */
                                     "00001,浙D,,虚构乙,3.30699E+17,2019-03-01,,,A\n"
                                     ",,,虚构乙," B_ID ",2019-03-01,,,A\n"
                                     "00002,浙D,,虚构乙," B_ID ",2019-02-30,,,A\n"
                                     "00003,浙D,,虚构乙," B_ID ",2019-03-01,,许多,A\n"
                                     "00004,浙D,,虚构乙," B_ID ",2019-03-01,,,A,one too many\n");
    static const char *const rules[] = {"repeated-header",     "number-unrecoverable",
                                        "value-missing",       "time-impossible",
                                        "amount-not-a-number", "too-many-cells"};
    static const char *const columns[] = {"号牌号码",     "身份证明号码",   "号牌号码",
                                          "初次登记日期", "销售价格(万元)", ""};
    assert_int_equal(r.tables[0].rows, 8);
    assert_int_equal(r.tables[0].accepted, 1);
    assert_int_equal(r.tables[0].duplicate, 1);
    assert_int_equal(r.tables[0].rejected, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_string_equal(r.tables[0].rejects[i].rule, rules[i]);
        assert_string_equal(r.tables[0].rejects[i].column, columns[i]);
    }
    close_place(&p);
}

static void the_same_row_in_a_later_extract_is_a_duplicate(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv", CARS CAR_OF_A);
    sy_import_report r =
        import_text(&p, "b.csv", CARS CAR_OF_A "00001,浙D,,虚构乙," B_ID ",2019-03-01,,,A\n");
    assert_int_equal(r.accepted, 1);
    assert_int_equal(r.duplicate, 1);
    answer a = ask(&p, NULL, A_ID, NULL);
    assert_int_equal(a.n, 1);
    sy_pools_free(a.pools);
    close_place(&p);
}

static void a_thing_that_went_on_shows_both_owners(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv",
                CARS CAR_OF_A "12345,浙D,,虚构乙," B_ID ",2019-03-01,2022-01-02,,A\n"
                              "00007,浙D,,虚构丙,330699197001019989,2020-01-01,,,A\n");
    answer a = ask(&p, NULL, A_ID, NULL);
    assert_int_equal(a.n, 2);
    const sy_register_answer f = fate_in(&a, 0, "虚构甲", A_ID);
    assert_int_equal(f.fate, SY_FATE_TRANSFERRED);
    assert_int_equal(f.day, day(2022, 1, 2));
    assert_string_equal(f.to, "虚构乙");
    assert_string_equal(f.to_id, B_ID);
    assert_int_equal(f.at->row, 2);
    assert_int_equal(f.then->row, 3);
    assert_int_equal(fate_in(&a, 0, "虚构乙", B_ID).fate, SY_FATE_STANDS);
    assert_int_equal(fate_in(&a, 0, "虚构丙", "").fate, SY_FATE_NONE);
    sy_pools_free(a.pools);
    close_place(&p);
}

static void a_state_or_a_former_owner_tells_the_end(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv", CARS "12345,浙D,,虚构甲," A_ID ",2019-03-01,,,GE\n");
    import_text(&p, "b.csv",
                FLATS "样县一街1号,,虚构甲," A_ID ",2018-01-02,100,历史,\n"
                      "样县二街2号,,虚构乙," B_ID ",2021-05-06,90,现势,虚构甲\n"
                      "样县三街3号,,虚构甲、虚构乙," A_ID "、" B_ID ",2020-01-02,80,现势,\n");
    answer a = ask(&p, "虚构甲", A_ID, NULL);
    assert_int_equal(a.n, 4);
    assert_string_equal(a.list[0].pool->id, "real-estate"); /* by pool, then by thing */
    assert_int_equal(fate_in(&a, 3, "虚构甲", A_ID).fate, SY_FATE_ENDED);
    for (size_t i = 0; i < 3; i++) {
        const sy_register_answer f = fate_in(&a, i, "虚构甲", A_ID);
        const bool is_third = strstr(a.list[i].asset, "三街") != NULL;
        assert_int_equal(f.fate, is_third ? SY_FATE_STANDS : SY_FATE_TRANSFERRED);
        if (!strstr(a.list[i].asset, "二街")) continue;
        assert_string_equal(f.to, "虚构乙");
        assert_int_equal(f.day, day(2021, 5, 6));
        assert_true(f.by_name); /* the register gives no number of the former owner */
    }
    sy_pools_free(a.pools);
    close_place(&p);
}

static void shareholders_beside_him_are_no_successors(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv",
                SHARES "虚构商贸有限公司,91330683MA2000019N,虚构甲," A_ID ",50,2018-01-02,\n"
                       "虚构商贸有限公司,91330683MA2000019N,虚构乙," B_ID ",50,2020-01-02,\n");
    answer a = ask(&p, NULL, A_ID, NULL);
    assert_int_equal(a.n, 2);
    assert_int_equal(fate_in(&a, 0, "虚构甲", A_ID).fate, SY_FATE_STANDS);
    assert_int_equal(a.list[0].price, 50000000);
    sy_pools_free(a.pools);
    close_place(&p);
}

static void numbers_decide_before_names(void **state)
{
    const sy_register_owner him = {"虚构甲", A_ID}, namesake = {"虚构甲", B_ID},
                            unknown = {"虚构甲", ""};
    bool by_name = false;
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv", CARS CAR_OF_A);
    answer a = ask(&p, "虚构甲", NULL, NULL);
    assert_int_equal(a.n, 1);
    assert_true(sy_registration_is_owned(&a.list[0], &him, &by_name));
    assert_false(by_name);
    assert_false(sy_registration_is_owned(&a.list[0], &namesake, NULL));
    assert_true(sy_registration_is_owned(&a.list[0], &unknown, &by_name));
    assert_true(by_name);
    sy_pools_free(a.pools);
    a = ask(&p, NULL, NULL, "浙D12345");
    assert_int_equal(a.n, 1);
    sy_pools_free(a.pools);
    a = ask(&p, "", "", ""); /* nobody and nothing */
    assert_int_equal(a.n, 0);
    sy_pools_free(a.pools);
    close_place(&p);
}

/* Whichever file came first. */
static void the_order_of_import_changes_nothing(void **state)
{
    char said[2][600];
    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        place p;
        open_place(&p);
        static const char *const texts[] = {
            CARS CAR_OF_A "00007,浙D,,虚构甲," A_ID ",2020-01-01,,,A\n",
            CARS "12345,浙D,,虚构乙," B_ID ",2019-03-01,2022-01-02,,A\n" CAR_OF_A};
        import_text(&p, "a.csv", texts[turn]);
        import_text(&p, "b.csv", texts[!turn]);
        answer a = ask(&p, NULL, A_ID, NULL);
        int at = 0;
        said[turn][0] = '\0';
        for (size_t i = 0; i < a.n; i++) {
            at += snprintf(said[turn] + at, sizeof said[turn] - (size_t)at, "%s %s %d row %u;",
                           a.list[i].keys[0], a.list[i].owner, a.list[i].since, a.list[i].row);
        }
        assert_int_equal(a.n, 3);
        sy_pools_free(a.pools);
        close_place(&p);
    }
    assert_string_equal(said[0], said[1]);
}

static void stocks_say_how_much_there_is(void **state)
{
    sy_pool_stock *stocks;
    sy_pools *pools;
    sy_err err = {0};
    size_t n, seen = 0;
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv", CARS CAR_OF_A "12345,浙D,,虚构乙," B_ID ",2019-03-01,2022-01-02,,A\n");
    assert_ok(sy_pools_load(&pools, NULL, NULL, &err), err);
    assert_ok(sy_pool_stocks(p.ws, pools, &stocks, &n, &p.arena, &err), err);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(stocks[i].pool->id, "vehicles") != 0) {
            assert_int_equal(stocks[i].rows, 0);
            continue;
        }
        const int price = sy_pool_column_of(stocks[i].pool, SY_ROLE_PRICE);
        assert_int_equal(stocks[i].rows, 2);
        assert_int_equal(stocks[i].things, 1);
        assert_int_equal(stocks[i].files, 1);
        assert_int_equal(stocks[i].newest, day(2022, 1, 2));
        assert_int_equal(stocks[i].columns[price].filled, 1);
        seen++;
    }
    assert_int_equal(seen, 1);
    sy_pools_free(pools);
    close_place(&p);
}

/* A definition that has got a column since: what was loaded before is still there. */
static void a_pool_may_get_columns(void **state)
{
    static const char *const definition[] = {
        "id: boats\nname: {zh: 船, en: boats}\nrequired: [[number, owner]]\ncolumns:\n"
        "  - {id: number, zh: 船号, en: number, type: key, role: key}\n"
        "  - {id: owner, zh: 船主, en: owner, type: names, role: owner}\n",
        "id: boats\nname: {zh: 船, en: boats}\nrequired: [[number, owner]]\ncolumns:\n"
        "  - {id: number, zh: 船号, en: number, type: key, role: key}\n"
        "  - {id: since, zh: 登记日, en: since, type: date, role: since}\n"
        "  - {id: owner, zh: 船主, en: owner, type: names, role: owner}\n"};
    static const char *const files[] = {"船号,船主\nA1,虚构甲\n",
                                        "船号,登记日,船主\nA2,2020-01-02,虚构甲\n"};
    char path[SCRATCH + 200];
    sy_err err = {0};
    place p;
    (void)state;
    open_place(&p);
    snprintf(path, sizeof path, "%s/pools", sy_workspace_path(p.ws));
    assert_ok(sy_make_folder(path, &err), err);
    snprintf(path, sizeof path, "%s/pools/boats.yaml", sy_workspace_path(p.ws));
    for (int i = 0; i < 2; i++) {
        assert_ok(sy_file_write(path, definition[i], strlen(definition[i]), &err), err);
        sy_import_report r = import_text(&p, i ? "b.csv" : "a.csv", files[i]);
        assert_string_equal(r.tables[0].profile, "pool:boats");
    }
    answer a = ask(&p, "虚构甲", NULL, NULL);
    assert_int_equal(a.n, 2);
    assert_int_equal(a.list[0].since, SY_NO_DAY);
    assert_int_equal(a.list[1].since, day(2020, 1, 2));
    sy_pools_free(a.pools);
    close_place(&p);
}

static void a_trial_leaves_nothing(void **state)
{
    const sy_import_options trial = {.dry_run = true, .period_from = 1};
    sy_import_report r;
    sy_err err = {0};
    place p;
    (void)state;
    open_place(&p);
    put(&p, "a.csv", CARS CAR_OF_A);
    assert_ok(try_import(&p, &r, "a.csv", &trial, &err), err);
    assert_int_equal(r.accepted, 1);
    answer a = ask(&p, NULL, A_ID, NULL);
    assert_int_equal(a.n, 0);
    sy_pools_free(a.pools);
    close_place(&p);
}

static void what_is_wrong_in_a_definition_is_named(void **state)
{
    static const struct {
        const char *text, *words;
    } bad[] = {
        {"id: Boats\nname: {zh: 船, en: boats}\nrequired: [[a]]\ncolumns: [{id: a, zh: 甲, en: "
         "a}]\n",
         "x.yaml:1:5: \"Boats\" is no id"},
        {"id: b\nname: {zh: 船, en: b}\nrequired: [[c]]\ncolumns: [{id: a, zh: 甲, en: a}]\n",
         "x.yaml:3:13: there is no column \"c\""},
        {"id: b\nname: {zh: 船, en: b}\nrequired: [[a]]\ncolumns: [{id: a, zh: 甲, en: a, type: "
         "day}]\n",
         "\"day\" is not known here"},
        {"id: b\nname: {zh: 船, en: b}\nrequired: [[a]]\ncolumns:\n  - {id: a, zh: 甲, en: a}\n"
         "  - {id: a, zh: 乙, en: a}\n",
         "x.yaml:6:5: \"a\" stands twice"},
        {"id: b\nname: {zh: 船, en: b}\nfresh-days: soon\nrequired: [[a]]\n"
         "columns: [{id: a, zh: 甲, en: a}]\n",
         "x.yaml:3:13: \"soon\" is no number of days"},
        {"id: b\nname: {zh: 船, en: b}\nrequired: [[a]]\ncolumns:\n"
         "  - {id: a, zh: 甲, en: a, type: date}\n  - {id: c, zh: 丙, en: c, or: a}\n",
         "\"a\" is of another type"},
    };
    (void)state;
    sy_lang_set(SY_LANG_EN);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        sy_pools *pools = NULL;
        sy_err err = {0};
        assert_int_equal(sy_pools_parse(&pools, NULL, "x.yaml", sy_slice_of(bad[i].text), &err),
                         SY_EDATA);
        assert_null(pools);
        if (!strstr(err.text, bad[i].words)) fail_msg("%s", err.text);
    }
}

static void pools_survive_every_failed_allocation(void **state)
{
    (void)state;
    for (size_t n = 0;; n += n < 40 ? 1 : 7) {
        scarce s = {.left = n};
        const sy_alloc al = {scarce_get, scarce_put, &s};
        sy_pools *pools = NULL;
        sy_err err = {0};
        const sy_status st = sy_pools_load(&pools, &al, NULL, &err);
        assert_true(st == SY_OK || st == SY_ENOMEM);
        sy_pools_free(pools);
        assert_int_equal(s.live, 0);
        if (st == SY_OK) return;
        assert_null(pools);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_register_is_known_by_its_headings),
        cmocka_unit_test(values_are_kept_in_their_normal_form),
        cmocka_unit_test(every_row_is_accepted_repeated_or_refused),
        cmocka_unit_test(the_same_row_in_a_later_extract_is_a_duplicate),
        cmocka_unit_test(a_thing_that_went_on_shows_both_owners),
        cmocka_unit_test(a_state_or_a_former_owner_tells_the_end),
        cmocka_unit_test(shareholders_beside_him_are_no_successors),
        cmocka_unit_test(numbers_decide_before_names),
        cmocka_unit_test(the_order_of_import_changes_nothing),
        cmocka_unit_test(stocks_say_how_much_there_is),
        cmocka_unit_test(a_pool_may_get_columns),
        cmocka_unit_test(a_trial_leaves_nothing),
        cmocka_unit_test(what_is_wrong_in_a_definition_is_named),
        cmocka_unit_test(pools_survive_every_failed_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
