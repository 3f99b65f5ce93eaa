/* pools_test.c - definitions of pools: those of the program are told apart by their headings,
 * say what tells their rows apart, and their cells are read by type. */
#include "intake_place.h"

#include "intake/pool_cells.h"
#include "intake/profile.h"
#include "intake/units.h"

static sy_profiles *load_profiles(void)
{
    sy_profiles *p = NULL;
    sy_err err = {0};

    sy_lang_set(SY_LANG_EN);
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
    assert_ok(sy_profiles_load(&p, NULL, NULL, &err), err);
    return p;
}

static void each_pool_is_told_apart_by_its_own_headings(void **state)
{
    sy_profiles *profiles = load_profiles();
    size_t pools = 0;
    (void)state;

    for (size_t i = 0; i < sy_profiles_count(profiles); i++) {
        const sy_pool *pool = sy_profiles_at(profiles, i)->pool;
        sy_slice cells[SY_POOL_COLUMNS];
        sy_header_match m;
        if (!pool) continue;
        for (size_t k = 0; k < pool->n_columns; k++) cells[k] = sy_slice_of(pool->columns[k].zh);
        sy_header_try(profiles, NULL, cells, pool->n_columns, &m);
        assert_ptr_equal(m.profile, sy_profiles_at(profiles, i));
        assert_int_equal(m.n_rivals, 0);
        assert_int_equal(m.hits, pool->n_columns);
        for (size_t k = 0; k < pool->n_columns; k++) assert_int_equal(m.particular[k], k);
        pools++;
    }
    assert_int_equal(pools, 28);
    sy_profiles_free(profiles);
}

static void no_heading_stands_for_two_columns_of_a_pool(void **state)
{
    sy_pools *pools = NULL;
    sy_err err = {0};
    (void)state;

    assert_ok(sy_pools_load(&pools, NULL, NULL, &err), err);
    for (size_t i = 0; i < sy_pools_count(pools); i++) {
        const sy_pool *p = sy_pools_at(pools, i);
        for (size_t c = 0; c < p->n_columns; c++) {
            for (size_t h = 0; h < p->columns[c].headings.n; h++) {
                for (size_t d = c + 1; d < p->n_columns; d++) {
                    for (size_t g = 0; g < p->columns[d].headings.n; g++) {
                        if (strcmp(p->columns[c].headings.items[h],
                                   p->columns[d].headings.items[g]) != 0)
                            continue;
                        fail_msg("%s: %s is %s and %s", p->id, p->columns[c].headings.items[h],
                                 p->columns[c].id, p->columns[d].id);
                    }
                }
            }
        }
    }
    sy_pools_free(pools);
}

static void a_heading_that_fits_several_is_asked_about(void **state)
{
    place p;
    (void)state;

    open_place(&p);
    sy_import_report r = import_text(&p, "a.csv", "案号,立案日期\n(2023)浙0699执12号,2023-01-02\n");
    assert_int_equal(r.n_tables, 0);
    assert_int_equal(r.n_unrecognised, 1);
    assert_non_null(strstr(r.unrecognised[0].why, "pool:cases, pool:suits; choose with"));
    const sy_import_options as = {.profile = "pool:suits"};
    sy_err err = {0};
    assert_ok(try_import(&p, &r, "a.csv", &as, &err), err);
    assert_string_equal(r.tables[0].profile, "pool:suits");
    assert_int_equal(r.tables[0].accepted, 1);
    close_place(&p);
}

static void each_pool_says_what_tells_its_rows_apart(void **state)
{
    sy_pools *pools = NULL;
    sy_err err = {0};
    (void)state;

    assert_ok(sy_pools_load(&pools, NULL, NULL, &err), err);
    for (size_t i = 0; i < sy_pools_count(pools); i++) {
        assert_true(sy_pools_at(pools, i)->n_row_key > 0);
    }
    const sy_pool *seals = sy_pools_find(pools, "seals");
    assert_int_equal(seals->n_row_key, 5);
    assert_int_equal(seals->row_key[0].n, 1);
    assert_string_equal(seals->columns[seals->row_key[0].columns[0]].id, "case-number");
    assert_int_equal(seals->row_key[1].n, 4);
    assert_string_equal(seals->columns[seals->row_key[1].columns[1]].id, "vin");
    sy_pools_free(pools);
}

static void what_is_wrong_with_a_key_is_named(void **state)
{
    static const struct {
        const char *key, *words;
    } bad[] = {
        {"[]", "x.yaml:4:10: an empty list"},
        {"[c]", "x.yaml:4:11: there is no column \"c\""},
        {"[a, []]", "x.yaml:4:14: an empty list"},
        {"[[a, d]]", "x.yaml:4:15: \"d\" is of another type"},
        {"[[a, a, a, a, a]]", "x.yaml:4:11: more than 4 items"},
        {"[a, a, a, a, a, a, a, a, a]", "x.yaml:4:10: more than 8 items"},
        {"a", "x.yaml:4:10: a list is expected here"},
    };
    (void)state;
    sy_lang_set(SY_LANG_EN);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char text[400];
        sy_pools *pools = NULL;
        sy_err err = {0};
        snprintf(text, sizeof text,
                 "id: b\nname: {zh: 船, en: b}\nrequired: [[a]]\nrow-key: %s\ncolumns:\n"
                 "  - {id: a, zh: 甲, en: a}\n  - {id: d, zh: 乙, en: d, type: date}\n",
                 bad[i].key);
        assert_int_equal(sy_pools_parse(&pools, NULL, "x.yaml", sy_slice_of(text), &err), SY_EDATA);
        if (!strstr(err.text, bad[i].words)) fail_msg("%s: %s", bad[i].key, err.text);
    }
}

/* ---- cells ---- */

static sy_rule read_cell(int64_t *number, sy_pool_type type, const char *text, bool is_stored)
{
    const sy_pool_column column = {.type = type};
    const sy_single_cell cell = {.text = sy_slice_of(text), .is_number = is_stored};
    bool has_no_memory = false;
    sy_pool_value value;
    sy_arena arena;

    sy_arena_init(&arena, NULL);
    const sy_rule rule =
        sy_pool_read_cell(&value, &column, &cell, SY_IN_YUAN, &arena, &has_no_memory);
    *number = value.number;
    assert_false(has_no_memory);
    sy_arena_dispose(&arena);
    return rule;
}

static void counts_are_whole_and_no_money(void **state)
{
    static const struct {
        const char *text;
        bool is_stored;
        int64_t count; /* -1: refused */
    } cells[] = {
        {"0", false, 0},
        {"12", false, 12},
        {"1,234", false, 1234},
        {"３人", false, 3},
        {"86次", false, 86},
        {"1.2万次", false, 12000},
        {"30 天", false, 30},
        {"12.0", true, 12},
        {"1.2E+3", true, 1200},
        {"12.5", false, -1},
        {"12元", false, -1},
        {"￥12", false, -1},
        {"-3", false, -1},
        {"约30", false, -1},
        {"12.5", true, -1},
        {"1.23456万", false, -1},
        {"三", false, -1},
        {"天", false, -1},
        {"99999999999999999999", false, -1},
    };
    int64_t count;
    (void)state;

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        const sy_rule rule = read_cell(&count, SY_POOL_NUMBER, cells[i].text, cells[i].is_stored);
        if (cells[i].count < 0 ? rule != SY_COUNT_NOT_A_NUMBER
                               : rule != SY_FINE || count != cells[i].count)
            fail_msg("%s: %s, %lld", cells[i].text, sy_rule_id(rule), (long long)count);
    }
    assert_int_equal(read_cell(&count, SY_POOL_NUMBER, " / ", false), SY_FINE);
    assert_true(count == sy_pool_nothing(SY_POOL_NUMBER));
}

static void times_keep_their_clock_and_dates_are_midnights(void **state)
{
    const int64_t day = sy_days_from_civil(2024, 3, 5) * SY_DAY;
    static const char *const with_clock[] = {"2024-03-05 10:00:01", "2024年3月5日 10:00:01",
                                             "20240305100001", "2024/3/5 10:00:01"};
    int64_t at;
    (void)state;

    for (size_t i = 0; i < sizeof with_clock / sizeof *with_clock; i++) {
        assert_int_equal(read_cell(&at, SY_POOL_TIME, with_clock[i], false), SY_FINE);
        assert_true(at == day + 36001);
        assert_int_equal(read_cell(&at, SY_POOL_DATE, with_clock[i], false), SY_FINE);
        assert_true(at == day / SY_DAY);
    }
    assert_int_equal(read_cell(&at, SY_POOL_TIME, "2024-03-05", false), SY_FINE);
    assert_true(at == day);
    assert_int_equal(read_cell(&at, SY_POOL_TIME, "45356.5", true), SY_FINE);
    assert_true(at == day + SY_DAY / 2);
    assert_int_equal(read_cell(&at, SY_POOL_TIME, "", false), SY_FINE);
    assert_true(at == sy_pool_nothing(SY_POOL_TIME));
    assert_int_equal(read_cell(&at, SY_POOL_TIME, "上午十点", false), SY_TIME_NOT_A_TIME);
}

static void amounts_know_their_unit(void **state)
{
    static const struct {
        const char *text;
        int unit;
        int64_t fen;
        sy_rule rule;
    } cells[] = {
        {"1,250,000.50", SY_IN_YUAN, 125000050, SY_FINE},
        {"12.5万元", SY_IN_YUAN, 12500000, SY_FINE},
        {"12.3456", SY_IN_WAN, 12345600, SY_FINE},
        {"12.5元", SY_IN_WAN, 1250, SY_FINE},
        {"3千元", SY_IN_YUAN, 300000, SY_FINE},
        {"1.2亿元", SY_IN_YUAN, 12000000000, SY_FINE},
        {"12345", -2, 12345, SY_FINE},
        {"人民币5万元", SY_IN_YUAN, 5000000, SY_FINE},
        {"5万元人民币", SY_IN_YUAN, 5000000, SY_FINE},
        {"12.345", -2, 0, SY_AMOUNT_BELOW_FEN},
        {"0.05", -2, 0, SY_AMOUNT_BELOW_FEN},
        {"5万美元", SY_IN_YUAN, 0, SY_UNIT_UNKNOWN},
        {"100USD", SY_IN_YUAN, 0, SY_UNIT_UNKNOWN},
        {"US$100", SY_IN_YUAN, 0, SY_UNIT_UNKNOWN},
        {"$100", SY_IN_WAN, 0, SY_UNIT_UNKNOWN},
        {"£100万元", SY_IN_YUAN, 0, SY_UNIT_UNKNOWN},
        {"¥100万元", SY_IN_YUAN, 100000000, SY_FINE},
        {"许多", SY_IN_YUAN, 0, SY_AMOUNT_NOT_A_NUMBER},
        {"99999999999亿", SY_IN_YUAN, 0, SY_AMOUNT_TOO_LARGE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        int64_t fen = 0;
        const sy_rule rule = sy_parse_yuan(&fen, sy_slice_of(cells[i].text), false, cells[i].unit);
        if (rule != cells[i].rule || (rule == SY_FINE && fen != cells[i].fen))
            fail_msg("%s: %s, %lld", cells[i].text, sy_rule_id(rule), (long long)fen);
    }
}

static void headings_say_their_unit(void **state)
{
    static const struct {
        const char *heading, *base;
        int unit;
    } headings[] = {
        {"成交价(万元)", "成交价", 4},     {"成交价（元）", "成交价", 0},
        {"收款金额(分)", "收款金额", -2},  {"注册资本（单位：亿元）", "注册资本", 8},
        {"价格(人民币万元)", "价格", 4},   {"价格(人民币)", "价格", 0},
        {"成交价(万美元)", "成交价", 101}, {"成交价(USD)", "成交价", 101},
        {"面积(㎡)", "面积(㎡)", 100},     {"成交价", "成交价", 100},
        {"金额(含税)", "金额(含税)", 100}, {"(元)", "", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
        sy_slice base;
        const int unit = sy_heading_unit(sy_slice_of(headings[i].heading), &base);
        if (unit != headings[i].unit || !sy_slice_is(base, sy_slice_of(headings[i].base)))
            fail_msg("%s: %d, %.*s", headings[i].heading, unit, (int)base.len, base.ptr);
    }
}

static void days_of_other_calendars_are_told(void **state)
{
    static const char *const others[] = {
        "民国112年5月1日", "中华民国112年5月1日", "农历正月初五", "农历二〇二三年三月初五",
        "令和5年5月1日",   "平成31年4月30日",     "R5.5.1",       "癸卯年三月廿一",
        "2023年腊月"};
    static const char *const none[] = {"不详", "2023年初", "112/05/01", "早上"};
    int64_t day;
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const sy_rule rule = read_cell(&day, SY_POOL_DATE, others[i], false);
        if (rule != SY_TIME_OTHER_CALENDAR) fail_msg("%s: %s", others[i], sy_rule_id(rule));
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        const sy_rule rule = read_cell(&day, SY_POOL_DATE, none[i], false);
        if (rule != SY_TIME_NOT_A_TIME && rule != SY_TIME_IMPOSSIBLE)
            fail_msg("%s: %s", none[i], sy_rule_id(rule));
    }
}

static void days_without_end_are_none(void **state)
{
    static const char *const endless[] = {"9999-12-31", "9999/12/31 23:59:59", "99991231",
                                          "9999年12月31日", "2999-12-31", "9999-01-01", "长期"};
    int64_t day;
    (void)state;

    for (size_t i = 0; i < sizeof endless / sizeof *endless; i++) {
        const sy_rule rule = read_cell(&day, SY_POOL_DATE, endless[i], false);
        if (rule != SY_FINE || day != sy_pool_nothing(SY_POOL_DATE))
            fail_msg("%s: %s", endless[i], sy_rule_id(rule));
    }
    assert_int_equal(read_cell(&day, SY_POOL_DATE, "2958465", true), SY_FINE);
    assert_true(day == sy_pool_nothing(SY_POOL_DATE));
    assert_int_equal(read_cell(&day, SY_POOL_DATE, "2205-03-01", false), SY_TIME_IMPOSSIBLE);
    assert_int_equal(read_cell(&day, SY_POOL_DATE, "9999-12-30", false), SY_TIME_IMPOSSIBLE);
    assert_int_equal(read_cell(&day, SY_POOL_DATE, "2958464", true), SY_TIME_NOT_A_TIME);
}

#define NUMBER_A "330699198503150025"
#define NUMBER_B "330699199205238058"

/* A blank inside is no mark between numbers that nobody has. */
static void numbers_with_blanks_are_one_or_several_or_refused(void **state)
{
    static const struct {
        sy_pool_type type;
        const char *text, *value;
        sy_rule rule;
    } cells[] = {
        {SY_POOL_IDENTITIES, "33069919850315002 5", NUMBER_A, SY_FINE},
        {SY_POOL_IDENTITIES, "330699 19850315\n0025", NUMBER_A, SY_FINE},
        {SY_POOL_IDENTITY, "３３０６９９　19850315 0025", NUMBER_A, SY_FINE},
        {SY_POOL_IDENTITIES, NUMBER_A " " NUMBER_B, NUMBER_A "、" NUMBER_B, SY_FINE},
        {SY_POOL_IDENTITIES, NUMBER_A "\n" NUMBER_B, NUMBER_A "、" NUMBER_B, SY_FINE},
        {SY_POOL_IDENTITIES, NUMBER_A "，91330683MA2000019N；" NUMBER_B,
         NUMBER_A "、91330683MA2000019N、" NUMBER_B, SY_FINE},
        {SY_POOL_IDENTITIES, "33069919850315002 5、" NUMBER_B, NUMBER_A "、" NUMBER_B, SY_FINE},
        {SY_POOL_IDENTITIES, "E1234 5678", "E12345678", SY_FINE},
        {SY_POOL_IDENTITIES, "330699198503150024", "330699198503150024", SY_FINE},
        {SY_POOL_IDENTITIES, "33069919850315002 4", "", SY_NUMBER_UNCLEAR},
        {SY_POOL_IDENTITY, "33069919850315002 4", "", SY_NUMBER_UNCLEAR},
        {SY_POOL_IDENTITY, NUMBER_A " " NUMBER_B, "", SY_NUMBER_UNCLEAR},
        {SY_POOL_IDENTITIES, NUMBER_B "、33069919850315002 4", "", SY_NUMBER_UNCLEAR},
        {SY_POOL_IDENTITIES, NUMBER_A " 12345", "", SY_NUMBER_UNCLEAR},
        {SY_POOL_NAMES, "虚构甲\n虚构乙", "虚构甲、虚构乙", SY_FINE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        const sy_pool_column column = {.type = cells[i].type};
        const sy_single_cell cell = {.text = sy_slice_of(cells[i].text)};
        bool has_no_memory = false;
        sy_pool_value value;
        sy_arena arena;
        sy_arena_init(&arena, NULL);
        const sy_rule rule =
            sy_pool_read_cell(&value, &column, &cell, SY_IN_YUAN, &arena, &has_no_memory);
        if (rule != cells[i].rule ||
            (rule == SY_FINE && !sy_slice_is(value.text, sy_slice_of(cells[i].value))))
            fail_msg("%s: %s, %.*s", cells[i].text, sy_rule_id(rule), (int)value.text.len,
                     value.text.ptr);
        sy_arena_dispose(&arena);
    }
}

static void headings_that_were_not_taken_are_named(void **state)
{
    place p;
    (void)state;

    open_place(&p);
    sy_import_report r = import_text(&p, "a.csv",
                                     "序号,车牌,转移登计日期,车主,机动车状太,身份证号,号牌号码,"
                                     "销售价格（万元）,销售价格（含税）\n"
                                     "1,浙D00051,2024-01-01,虚构甲,K," NUMBER_A ",浙D00052,1,2\n");
    assert_int_equal(r.accepted, 1);
    const sy_table_report *t = &r.tables[0];
    static const struct {
        uint32_t column, same_as;
        const char *heading, *near;
    } left[] = {{2, 7, "车牌", NULL},
                {3, 0, "转移登计日期", "转移登记日期"},
                {5, 0, "机动车状太", "机动车状态"},
                {9, 0, "销售价格（含税）", NULL}};
    assert_int_equal(t->n_left, sizeof left / sizeof *left);
    for (size_t i = 0; i < t->n_left; i++) {
        assert_int_equal(t->left[i].column, left[i].column);
        assert_int_equal(t->left[i].same_as, left[i].same_as);
        assert_string_equal(t->left[i].heading, left[i].heading);
        if (left[i].near)
            assert_string_equal(t->left[i].near, left[i].near);
        else
            assert_null(t->left[i].near);
    }
    close_place(&p);
}

static void what_a_file_lacks_is_named(void **state)
{
    const sy_import_options receipts = {.profile = "pool:receipts"};
    sy_import_report r;
    sy_err err = {0};
    place p;
    (void)state;

    open_place(&p);
    put(&p, "a.csv", "样县法院\n收款编号,到账日期,收款金额\nSK1,2024-01-01,5\n");
    assert_ok(try_import(&p, &r, "a.csv", &receipts, &err), err);
    assert_int_equal(r.n_tables, 0);
    assert_string_equal(r.unrecognised[0].why, "row 2 has 3 columns of it, but not 案号");
    const sy_import_options cars = {.profile = "pool:vehicles"};
    put(&p, "v.csv", "号牌号码,机动车状态\n浙D00001,A\n");
    assert_ok(try_import(&p, &r, "v.csv", &cars, &err), err);
    assert_string_equal(r.unrecognised[0].why,
                        "row 1 has 2 columns of it, but not 所有人 or 身份证明号码");
    put(&p, "w.csv", "号牌号码,机动车状态,身份证明号码\n浙D00001,A,330699198503150025\n");
    assert_ok(try_import(&p, &r, "w.csv", &receipts, &err), err);
    assert_string_equal(r.unrecognised[0].why,
                        "its header is that of motor vehicle register: load it as vehicles");
    put(&p, "b.csv", "收款编号,案号,收款金额(美元)\nSK1,(2023)浙0699执1号,5\n");
    assert_ok(try_import(&p, &r, "b.csv", &receipts, &err), err);
    assert_int_equal(r.n_tables, 0);
    assert_non_null(strstr(r.unrecognised[0].why, "the unit of column 收款金额(美元)"));
    static const char *const strange[] = {"吨", "元/月", "含税", "万美元"};
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
        char text[200];
        snprintf(text, sizeof text, "收款编号,案号,收款金额（%s）\nSK1,(2023)浙0699执1号,5\n",
                 strange[i]);
        put(&p, "u.csv", text);
        assert_ok(try_import(&p, &r, "u.csv", &receipts, &err), err);
        assert_int_equal(r.n_tables, 0);
        assert_non_null(strstr(r.unrecognised[0].why, strange[i]));
    }
    put(&p, "c.csv", "甲,乙\n1,2\n");
    assert_ok(try_import(&p, &r, "c.csv", &receipts, &err), err);
    assert_string_equal(r.unrecognised[0].why, "no header that a profile knows");
    put(&p, "d.csv", "收款编号,案号,收款金额（分）\nSK1,(2023)浙0699执1号,12345\n");
    assert_ok(try_import(&p, &r, "d.csv", NULL, &err), err);
    assert_int_equal(r.accepted, 1);
    close_place(&p);
}

static void none_is_an_answer_only_where_the_definition_says_so(void **state)
{
    const sy_single_cell none = {.text = SY_TEXT(" 无 ")}, dash = {.text = SY_TEXT("--")};
    sy_pool_column column = {.type = SY_POOL_TEXT};
    bool has_no_memory = false;
    sy_pool_value v;
    sy_arena arena;
    (void)state;

    sy_arena_init(&arena, NULL);
    assert_int_equal(sy_pool_read_cell(&v, &column, &none, SY_IN_YUAN, &arena, &has_no_memory),
                     SY_FINE);
    assert_false(sy_pool_is_filled(SY_POOL_TEXT, &v));
    column = (sy_pool_column){.type = SY_POOL_KEY, .takes_none = true};
    assert_int_equal(sy_pool_read_cell(&v, &column, &none, SY_IN_YUAN, &arena, &has_no_memory),
                     SY_FINE);
    assert_true(sy_slice_is(v.text, SY_TEXT("无")));
    assert_int_equal(sy_pool_read_cell(&v, &column, &dash, SY_IN_YUAN, &arena, &has_no_memory),
                     SY_FINE);
    assert_false(sy_pool_is_filled(SY_POOL_TEXT, &v));
    sy_arena_dispose(&arena);
}

static void a_state_says_what_became_of_the_registration(void **state)
{
    static const struct {
        const char *pool, *state;
        sy_pool_state want;
    } cases[] = {
        {"vehicles", "A", SY_POOL_STANDS},         {"vehicles", "GK", SY_POOL_STANDS},
        {"vehicles", "", SY_POOL_STANDS},          {"vehicles", "B", SY_POOL_TRANSFERRED},
        {"vehicles", "GB", SY_POOL_TRANSFERRED},   {"vehicles", "A、ｂ", SY_POOL_TRANSFERRED},
        {"vehicles", "转移", SY_POOL_TRANSFERRED}, {"vehicles", "已过户", SY_POOL_TRANSFERRED},
        {"vehicles", "e", SY_POOL_ENDED},          {"vehicles", "A,M", SY_POOL_ENDED},
        {"vehicles", "报废", SY_POOL_ENDED},       {"vehicles", "未注销", SY_POOL_STANDS},
        {"real-estate", "现势", SY_POOL_STANDS},   {"real-estate", "历史", SY_POOL_TRANSFERRED},
        {"real-estate", "已注销", SY_POOL_ENDED},
    };
    sy_pools *pools = NULL;
    sy_err err = {0};
    (void)state;

    assert_ok(sy_pools_load(&pools, NULL, NULL, &err), err);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const sy_pool *pool = sy_pools_find(pools, cases[i].pool);
        assert_int_equal(sy_pool_state_of(pool, sy_slice_of(cases[i].state)), cases[i].want);
    }
    sy_pools_free(pools);
}

static void examples_of_definitions_are_read(void **state)
{
    sy_pools *pools = NULL;
    sy_err err = {0};
    sy_arena arena;
    (void)state;

    sy_arena_init(&arena, NULL);
    assert_ok(sy_pools_load(&pools, NULL, NULL, &err), err);
    for (size_t i = 0; i < sy_pools_count(pools); i++) {
        const sy_pool *p = sy_pools_at(pools, i);
        for (size_t k = 0; k < p->n_columns; k++) {
            const sy_single_cell cell = {.text = sy_slice_of(p->columns[k].example)};
            bool has_no_memory = false;
            sy_pool_value value;
            if (!*p->columns[k].example) continue;
            assert_int_equal(sy_pool_read_cell(&value, &p->columns[k], &cell, SY_IN_YUAN, &arena,
                                               &has_no_memory),
                             SY_FINE);
            if (!sy_pool_is_filled(p->columns[k].type, &value))
                fail_msg("%s.%s: %s", p->id, p->columns[k].id, p->columns[k].example);
        }
    }
    sy_pools_free(pools);
    sy_arena_dispose(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_pool_is_told_apart_by_its_own_headings),
        cmocka_unit_test(no_heading_stands_for_two_columns_of_a_pool),
        cmocka_unit_test(a_heading_that_fits_several_is_asked_about),
        cmocka_unit_test(each_pool_says_what_tells_its_rows_apart),
        cmocka_unit_test(what_is_wrong_with_a_key_is_named),
        cmocka_unit_test(counts_are_whole_and_no_money),
        cmocka_unit_test(times_keep_their_clock_and_dates_are_midnights),
        cmocka_unit_test(amounts_know_their_unit),
        cmocka_unit_test(headings_say_their_unit),
        cmocka_unit_test(days_of_other_calendars_are_told),
        cmocka_unit_test(days_without_end_are_none),
        cmocka_unit_test(numbers_with_blanks_are_one_or_several_or_refused),
        cmocka_unit_test(headings_that_were_not_taken_are_named),
        cmocka_unit_test(what_a_file_lacks_is_named),
        cmocka_unit_test(none_is_an_answer_only_where_the_definition_says_so),
        cmocka_unit_test(examples_of_definitions_are_read),
        cmocka_unit_test(a_state_says_what_became_of_the_registration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
