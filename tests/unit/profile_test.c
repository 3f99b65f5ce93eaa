/* profile_test.c - profiles as data: strict reading, headers found by their
 * headings, and what the words of counterparties say. SUYUAN_DATA is the
 * source tree (tests/unit/meson.build). */
#include "test.h"

#include "base/file.h"
#include "base/lang.h"
#include "base/yaml.h"
#include "intake/counterparty.h"
#include "intake/profile.h"

static const char small[] = "id: x\nname: {zh: 甲, en: x}\nrequired: [[time, amount]]\n"
                            "columns:\n  time: [时间]\n  amount: [金额]\n";

static sy_status parse(sy_profiles **out, const char *text, sy_err *err)
{
    return sy_profiles_parse(out, NULL, "x.yaml", sy_slice_of(text), err);
}

static void a_small_profile_is_read(void **state)
{
    sy_profiles *set = NULL;
    sy_err err = {0};
    (void)state;
    assert_ok(parse(&set, small, &err), err);
    assert_int_equal(sy_profiles_count(set), 1);
    const sy_profile *p = sy_profiles_at(set, 0);
    assert_string_equal(p->id, "x");
    assert_false(p->is_transfers || p->spends_positive || p->has_day_numbers);
    assert_non_null(sy_profiles_find(set, "x"));
    assert_null(sy_profiles_find(set, "y"));
    sy_profiles_free(set);
}

static void mistakes_are_named_with_their_places(void **state)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"", "x.yaml: the file is empty"},
        {"[1, 2", "not YAML"},
        {"just a text", "lines of the form"},
        {"id: x\n", "x.yaml:1:1: \"name\" is missing"},
        {"id: x\nbogus: 1\n", "x.yaml:2:1: \"bogus\" is not known here"},
        {"id: x\nid: y\n", "x.yaml:2:1: \"id\" stands twice"},
        {"id: x\nday-numbers: flase\n", "x.yaml:2:14: \"day-numbers\" wants true or false"},
        {"id: x\nday-numbers: 'no'\n", "x.yaml:2:14: \"day-numbers\" wants true or false"},
        {"id: [x]\n", "x.yaml:1:5: a text is expected here"},
        {"columns: {time: 时间}\n", "x.yaml:1:17: a list is expected here"},
        {"columns: {time: [时间, 时 间]}\n", "stands twice"},
        {"columns: {tiem: [时间]}\n", "x.yaml:1:11: \"tiem\" is not known here"},
        {"columns: {time: [时间]}\nrequired: [[amount]]\n", "\"amount\" is no field with headings"},
        {"kind: rows\n", "\"rows\" is not known here"},
        {"dates: mdy\n", "x.yaml:1:8: \"mdy\" is not known here"},
        {"amount-unit: jiao\n", "x.yaml:1:14: \"jiao\" is not known here"},
        {"view: third\n", "x.yaml:1:7: \"third\" is not known here"},
        {"currency: 铜板\n", "x.yaml:1:11: \"铜板\" is no currency"},
        {"columns-by-position: {date: 0}\n", "x.yaml:1:29: \"0\" is not the number of a column"},
        {"columns-by-position: {tiem: 1}\n", "x.yaml:1:23: \"tiem\" is not known here"},
        {"split: [{from: [a], as: ['{tiem}']}]\n", "x.yaml:1:26: \"{tiem}\" is no form"},
        {"split: [{from: [a], as: ['{account}']}]\n", "x.yaml:1:25: the last form must take"},
        {"split: [{from: [a]}]\n", "\"as\" is missing"},
        {"split: [{as: ['{other-name}']}]\n", "\"from\" is missing"},
        {"split: [{from: [a], as: ['{note}'], by: x}]\n", "\"by\" is not known here"},
        {"kind: accounts\nsplit: [{from: [a], as: ['{other-name}']}]\n", "is no form"},
        {"id: x\nname: {zh: 甲, en: x}\nrequired: []\ncolumns: {time: [a]}\n", "an empty list"},
    };
    (void)state;
    sy_lang_set(SY_LANG_EN);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sy_profiles *set = NULL;
        sy_err err = {0};
        assert_int_equal(parse(&set, cases[i].text, &err), SY_EDATA);
        assert_null(set);
        if (!strstr(err.text, cases[i].message)) fail_msg("%s\n%s", cases[i].text, err.text);
    }
}

static void several_mistakes_come_in_one_run(void **state)
{
    sy_profiles *set = NULL;
    sy_err err = {0};
    (void)state;
    sy_lang_set(SY_LANG_EN);
    assert_int_equal(parse(&set, "a: 1\nb: 2\nkind: x\n", &err), SY_EDATA);
    assert_non_null(strstr(err.text, "\"a\""));
    assert_non_null(strstr(err.text, "\"b\""));
    assert_non_null(strstr(err.text, "\"x\""));
}

static sy_profiles *ours(void)
{
    sy_profiles *set = NULL;
    sy_err err = {0};
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
    assert_ok(sy_profiles_load(&set, NULL, NULL, &err), err);
    return set;
}

/* Cells of a header line, split at commas. */
static size_t cells_of(sy_slice *cells, const char *line)
{
    size_t n = 0;
    for (const char *p = line;;) {
        const char *end = strchr(p, ',');
        cells[n++] = (sy_slice){p, end ? (size_t)(end - p) : strlen(p)};
        if (!end) return n;
        p = end + 1;
    }
}

static sy_header_match try(const sy_profiles *set, const char *line)
{
    sy_slice cells[64];
    sy_header_match m;
    sy_header_try(set, NULL, cells, cells_of(cells, line), &m);
    return m;
}

static const char full[] =
    "id: x\nname: {zh: 甲, en: x}\nrequired: [[time, amount, other-name]]\n"
    "split: [{from: [对方], as: ['{other-number}/{other-name}', '{other-name}']}]\n"
    "dates: day-month-year\namount-unit: fen\nsign-repeats: 是\nview: second\ngeneral: 是\n"
    "own-bank: 乙\ncurrency: USD\nname-labels: [昵称]\nstop-at: [注销]\n"
    "words: {neutral: ['/'], type-in: ['*充值*', 收*], type-out: ['*款']}\n"
    "columns: {time: [时间], amount: [金额, 金额#2]}\n";

static void every_key_is_read(void **state)
{
    sy_profiles *set = NULL;
    sy_header_match m;
    sy_err err = {0};
    (void)state;
    assert_ok(parse(&set, full, &err), err);
    const sy_profile *p = sy_profiles_at(set, 0);
    assert_int_equal(p->n_splits, 1);
    assert_int_equal(p->splits[0].n_forms, 2);
    assert_int_equal(p->dates, SY_DATES_DAY_MONTH_YEAR);
    assert_true(p->sign_repeats && p->is_second_view && p->is_general && !p->has_no_header);
    assert_string_equal(p->own_bank, "乙");
    assert_string_equal(p->currency, "USD");
    assert_true(sy_heading_in_fen(p, SY_TEXT("金额")));
    assert_true(sy_heading_in_fen(p, SY_TEXT("金额（分）")));
    assert_false(sy_heading_in_fen(p, SY_TEXT("金额(元)")));
    assert_int_equal(sy_profile_direction(p, SY_TEXT("/")), SY_DIRECTION_NEUTRAL);
    assert_true(sy_profile_has_word(p, SY_WORD_TYPE_IN, SY_TEXT("零钱充值成功")));
    assert_true(sy_profile_has_word(p, SY_WORD_TYPE_IN, SY_TEXT("收益")));
    assert_false(sy_profile_has_word(p, SY_WORD_TYPE_IN, SY_TEXT("应收")));
    assert_true(sy_profile_has_word(p, SY_WORD_TYPE_OUT, SY_TEXT("还款")));
    assert_false(sy_profile_has_word(p, SY_WORD_TYPE_OUT, SY_TEXT("款项")));
    m = try(set, "时间,对方,金额(分)");
    assert_ptr_equal(m.profile, p);
    assert_int_equal(m.split[0], 1);
    assert_int_equal(m.column[SY_FIELD_OTHER_NAME], 1);
    assert_int_equal(m.column[SY_FIELD_OTHER_NUMBER], 1);
    assert_null(try(set, "时间,金额").profile);
    sy_profiles_free(set);
}

/* Of equal headings each has its number. */
static void equal_headings_are_told_apart(void **state)
{
    static const char text[] = "id: x\nname: {zh: 甲, en: x}\nrequired: [[time, amount, note]]\n"
                               "columns: {time: [时间], amount: [金额], note: [备注#2], type: "
                               "[备注#3]}\n";
    sy_profiles *set = NULL;
    sy_err err = {0};
    (void)state;
    assert_ok(parse(&set, text, &err), err);
    sy_header_match m = try(set, "备注,时间,金额,备 注,备注");
    assert_non_null(m.profile);
    assert_int_equal(m.column[SY_FIELD_NOTE], 3);
    assert_int_equal(m.column[SY_FIELD_TYPE], 4);
    assert_null(try(set, "备注,时间,金额").profile);
    sy_profiles_free(set);
}

/* A general profile gives way to another that fits as well, whichever was read first. */
static void a_general_profile_gives_way(void **state)
{
    sy_profiles *set = ours();
    (void)state;
    sy_header_match m = try(set, "卡号,交易时间,交易金额,收付标志,余额,币种");
    assert_non_null(m.profile);
    assert_int_equal(m.n_rivals, 0);
    sy_profiles_free(set);
}

static void survives_every_failed_allocation(void **state)
{
    (void)state;
    for (size_t n = 0;; n++) {
        scarce s = {.left = n};
        sy_alloc al = {scarce_get, scarce_put, &s};
        sy_profiles *set = NULL;
        sy_status st = sy_profiles_parse(&set, &al, "x.yaml", sy_slice_of(full), NULL);
        assert_true(st == SY_OK || st == SY_ENOMEM);
        if (st == SY_OK) {
            sy_profiles_free(set);
            assert_int_equal(s.live, 0);
            return;
        }
        assert_null(set);
        assert_int_equal(s.live, 0);
    }
}

static void headers_of_banks_are_known(void **state)
{
    static const struct {
        const char *line, *id;
    } cases[] = {
        {"交易卡号,交易账号,交易方户名,交易方证件号码,交易时间,交易金额,交易余额,收付标志,"
         "交易对手账卡号,"
         "现金标志,对手户名,对手身份证号,对手开户银行,摘要说明,交易币种,交易网点名称,交易发生地,"
         "交易是否成功,"
         "传票号,IP地址,MAC地址,对手交易余额,交易流水号,日志号,凭证种类,凭证号,交易柜员号,备注,"
         "商户名称,"
         "交易类型,查询反馈结果原因",
         "bank-feedback-31"},
        {"交易卡号,交易账号,账户开户名称,开户人证件号码,交易时间,交易金额,交易余额,收付标志,"
         "交易对手账卡号,"
         "现金标志,对手户名,对手身份证号,对手开户银行,摘要说明,交易币种,交易网点名称,交易网点代码,"
         "交易发生地,"
         "交易是否成功,传票号,终端号,IP地址,MAC地址,对手交易余额,交易流水号,日志号,凭证种类,凭证号,"
         "交易柜员号,"
         "商户名称,商户号,备注,交易类型,查询反馈结果原因",
         "bank-feedback-34"},
        {"交易卡号,交易账号,交易户名,交易证件号码,交易方开户行,账户性质,交易时间,交易金额,交易余额,"
         "收付标志,"
         "交易对手账卡号,对手账户性质,现金标志,对手户名,摘要说明,数据来源",
         "bank-feedback-34"},
        {"交易账卡号,交易户名,交易证件号码,交易日期,交易时间,交易金额,收付标志,对手账号,对手卡号,"
         "对手余额,商户代码",
         "bank-feedback-31"},
        {"收付标志,交易金额,交易时间,交易帐号", "bank-feedback-31"},
        {"from,to,time,amount", "transfers"},
        {"amount,TIME, to ,From,remark", "transfers"},
        {"付款账号,收款账号,时间,金额", "transfers"},
        {"序号,交易日期,交易时间,交易类型,借贷,交易金额,余额,对方账号,对方户名,交易地点,摘要",
         "bank-statement"},
        {"交易日期,摘要,交易详情,交易场所,交易国家或地区简称,钞/"
         "汇,交易金额(收入),交易金额(支出),交易币种,"
         "记账金额(收入),记账金额(支出),记账币种,余额,对方户名,对方账户",
         "bank-statement"},
        {"记账日期,货币,交易金额,联机余额,交易摘要,对手信息,客户摘要", "bank-statement"},
        {"交易日期,入账日期,交易摘要,交易金额,交易货币,入账金额,入账货币", "card-bill"},
        {"姓名,电话", NULL},
        {"", NULL},
    };
    sy_profiles *set = ours();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sy_header_match m = try(set, cases[i].line);
        if (m.profile && !cases[i].id) fail_msg("%s is %s", cases[i].line, m.id);
        if (!cases[i].id) {
            assert_null(m.profile);
            continue;
        }
        if (!m.profile) fail_msg("nobody knows %s", cases[i].line);
        assert_string_equal(m.id, cases[i].id);
        assert_int_equal(m.n_rivals, 0);
    }
    sy_profiles_free(set);
}

static void headings_are_compared_without_their_dress(void **state)
{
    sy_profiles *set = ours();
    (void)state;
    sy_header_match m =
        try(set, "\xEF\xBB\xBF 交易 卡号,交易\n时间,交易金额（元）,收付标志\t,交易帐号");
    assert_non_null(m.profile);
    assert_int_equal(m.column[SY_FIELD_CARD], 0);
    assert_int_equal(m.column[SY_FIELD_TIME], 1);
    assert_int_equal(m.column[SY_FIELD_AMOUNT], 2);
    assert_int_equal(m.column[SY_FIELD_DIRECTION], 3);
    assert_int_equal(m.column[SY_FIELD_ACCOUNT], 4);
    assert_int_equal(m.column[SY_FIELD_BALANCE], SY_NO_COLUMN);
    sy_profiles_free(set);
}

static void two_profiles_that_fit_as_well_are_rivals(void **state)
{
    char folder[] = "/tmp/suyuan-profile-XXXXXX", path[128];
    sy_profiles *set = NULL;
    sy_err err = {0};
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/profiles", folder);
    assert_ok(sy_make_folder(path, &err), err);
    snprintf(path, sizeof path, "%s/profiles/twin.yaml", folder);
    static const char twin[] = "id: twin\nname: {zh: 双, en: twin}\nkind: transfers\n"
                               "required: [[account, other-number, time, amount]]\n"
                               "columns: {account: [from], other-number: [to], time: [time], "
                               "amount: [amount]}\n";
    assert_ok(sy_file_write(path, twin, sizeof twin - 1, &err), err);
    setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
    assert_ok(sy_profiles_load(&set, NULL, folder, &err), err);
    sy_header_match m = try(set, "from,to,time,amount");
    assert_non_null(m.profile);
    assert_int_equal(m.n_rivals, 1);
    sy_header_match alone;
    sy_slice cells[8];
    sy_header_try(set, sy_profiles_find(set, "twin"), cells, cells_of(cells, "from,to,time,amount"),
                  &alone);
    assert_string_equal(alone.id, "twin");
    assert_int_equal(alone.n_rivals, 0);
    sy_profiles_free(set);
    remove(path);
    snprintf(path, sizeof path, "%s/profiles", folder);
    remove(path);
    remove(folder);
}

static void words_of_a_profile_come_first(void **state)
{
    sy_profiles *set = NULL;
    sy_err err = {0};
    char text[600];
    (void)state;
    snprintf(text, sizeof text, "%swords: {in: ['1'], out: ['2'], failure: ['1'], cash: ['01']}\n",
             small);
    assert_ok(parse(&set, text, &err), err);
    const sy_profile *p = sy_profiles_at(set, 0);
    assert_int_equal(sy_profile_direction(p, SY_TEXT("1")), SY_DIRECTION_IN);
    assert_int_equal(sy_profile_direction(p, SY_TEXT("2")), SY_DIRECTION_OUT);
    assert_int_equal(sy_profile_direction(p, SY_TEXT("进")), SY_DIRECTION_IN);
    assert_int_equal(sy_profile_success(p, SY_TEXT("1")), SY_SUCCESS_NO);
    assert_true(sy_profile_cash(p, SY_TEXT("01")));
    assert_false(sy_profile_cash(p, SY_TEXT("现金")));
    sy_profiles_free(set);
}

/* ---- counterparties ---- */

static sy_property_words *property; /* of the dictionary below */

static sy_counterparties *dictionary(void)
{
    sy_counterparties *d = NULL;
    sy_err err = {0};
    char path[1024];
    snprintf(path, sizeof path, "%s/dict/counterparties.yaml", getenv("SUYUAN_DATA"));
    assert_ok(sy_property_load_default(&property, NULL, &err), err);
    assert_ok(sy_counterparties_load(&d, NULL, path, property, &err), err);
    return d;
}

static void put_away(sy_counterparties *d)
{
    sy_counterparties_free(d);
    sy_property_free(property);
}

static void payees_are_what_their_words_say(void **state)
{
    static const struct {
        const char *name, *summary, *number;
        sy_other_kind kind;
    } cases[] = {
        {"", "ATM取款", "", SY_OTHER_CASH},
        {"", "结息", "", SY_OTHER_FEE},
        {"应付个人活期储蓄存款利息", "批处理", "", SY_OTHER_FEE},
        {"", "短信费", "", SY_OTHER_FEE},
        {"财付通支付科技有限公司", "快捷支付", "243300133", SY_OTHER_CLEARING},
        {"支付宝-扫二维码付款", "消费", "", SY_OTHER_CLEARING},
        {"支付宝（中国）网络技术有限公司", "", "", SY_OTHER_CLEARING},
        {"网银在线（北京）科技有限公司", "", "", SY_OTHER_CLEARING},
        {"跨行清算资金往来", "", "", SY_OTHER_INTERNAL},
        {"他行来账待清算", "", "", SY_OTHER_INTERNAL},
        {"", "购汇", "", SY_OTHER_EXCHANGE},
        {"晴川县云栖置业有限公司", "首付款", "33050165623500000120", SY_OTHER_REAL_ESTATE},
        {"晴川房地产开发有限公司", "", "33050165623500000120", SY_OTHER_REAL_ESTATE},
        {"", "购房款", "", SY_OTHER_REAL_ESTATE},
        {"", "缴纳契税", "", SY_OTHER_REAL_ESTATE},
        {"", "偿还房贷", "", SY_OTHER_REAL_ESTATE},
        {"晴川宏达汽车销售服务有限公司", "购车款", "33050165623500000121", SY_OTHER_VEHICLE},
        {"", "车辆购置税", "", SY_OTHER_VEHICLE},
        {"某某人寿保险股份有限公司", "保费", "33050165623500000122", SY_OTHER_INSURANCE},
        {"某某财产保险有限公司", "", "", SY_OTHER_INSURANCE},
        {"", "续期保费", "", SY_OTHER_INSURANCE},
        /* one word, two readings: who stands on the other side decides */
        {"张三", "手续费", "6222021234567890003", SY_OTHER_PLAIN},
        {"李四", "还利息", "6222021234567890003", SY_OTHER_PLAIN},
        {"李四", "还利息", "", SY_OTHER_PLAIN},
        {"王五", "取现", "", SY_OTHER_CASH},
    };
    sy_counterparties *d = dictionary();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sy_other_words w = {.name = sy_slice_of(cases[i].name),
                            .summary = sy_slice_of(cases[i].summary),
                            .number = sy_slice_of(cases[i].number)};
        sy_slice term;
        sy_other_kind kind = sy_counterparty_kind(d, &w, &term);
        if (kind != cases[i].kind) {
            fail_msg("%s %s: %d for \"%.*s\"", cases[i].name, cases[i].summary, (int)kind,
                     (int)term.len, term.ptr);
        }
    }
    sy_other_words cash = {.is_cash = true};
    assert_int_equal(sy_counterparty_kind(d, &cash, NULL), SY_OTHER_CASH);
    put_away(d);
}

static void ordinary_payees_are_no_property(void **state)
{
    static const struct {
        const char *name, *summary;
    } ordinary[] = {
        {"华润万家超市", "消费"},
        {"大地影院", "电影票"},
        {"阳光幼儿园", "学费"},
        {"平安银行信用卡中心", "还款"},
        {"太平鸟服饰", "消费"},
        {"众安村民委员会", "分红"},
        {"房玉琴", "借款"},
        {"车建军", "转账"},
        {"保险箱制造厂", "货款"},
        {"保利影院", "消费"},
        {"车厘子水果店", "消费"},
        {"理想大厦物业", "物业费"},
        {"万科物业服务有限公司", "物业费"},
        {"绿城物业", "停车费"},
        {"房东李四", "房租"},
        {"某某酒店", "房费"},
        {"平安好医生", "问诊"},
        {"太平洋咖啡", "咖啡"},
        {"晴川县社保中心", "社保"},
        {"晴川县医保局", "医疗保险费"},
        {"滴滴出行", "打车"},
        {"某某汽车租赁有限公司", "租车"},
        {"某某汽车配件有限公司", "货款"},
        {"某某汽车维修服务部", "修车"},
        {"晴川汽车站", "汽车票"},
        {"电动车专卖店", "电动车"},
        {"张宝马", "转账"},
        {"李奔驰", "还款"},
        {"某某玩具店", "玩具车"},
        {"租房平台", "房租"},
        {"某某家居", "装修"},
        {"住房公积金管理中心", "公积金"},
        {"中国石化", "加油"},
        {"某某停车场", "停车费"},
        {"购物网", "购物车结算"},
        {"王首", "付款"},
        {"某某科技开发有限公司", "货款"},
        {"某某驾校", "学车"},
        {"城乡居民养老", "养老保险费"},
    };
    sy_counterparties *d = dictionary();
    (void)state;
    for (size_t i = 0; i < sizeof ordinary / sizeof *ordinary; i++) {
        sy_other_words w = {.name = sy_slice_of(ordinary[i].name),
                            .summary = sy_slice_of(ordinary[i].summary)};
        sy_slice term;
        sy_other_kind kind = sy_counterparty_kind(d, &w, &term);
        if (kind != SY_OTHER_PLAIN && kind != SY_OTHER_MERCHANT) {
            fail_msg("%s %s: %d for \"%.*s\"", ordinary[i].name, ordinary[i].summary, (int)kind,
                     (int)term.len, term.ptr);
        }
    }
    put_away(d);
}

static void numbers_that_can_hold_money(void **state)
{
    sy_counterparties *d = dictionary();
    (void)state;
    assert_true(sy_counterparty_has_account(d, SY_TEXT("6222021234567890003"), SY_TEXT("张三")));
    assert_true(sy_counterparty_has_account(d, SY_TEXT("9000-001 23"), SY_TEXT("")));
    assert_true(sy_counterparty_has_account(d, SY_TEXT("EE273300333505610002"), SY_TEXT("")));
    assert_false(sy_counterparty_has_account(d, SY_TEXT("Z2004944000010N"), SY_TEXT("")));
    assert_false(sy_counterparty_has_account(d, SY_TEXT("6226******5669"), SY_TEXT("张三")));
    assert_false(
        sy_counterparty_has_account(d, SY_TEXT("243300133"), SY_TEXT("财付通支付科技有限公司")));
    assert_false(sy_counterparty_has_account(d, SY_TEXT("-"), SY_TEXT("张三")));
    assert_false(sy_counterparty_has_account(d, SY_TEXT(""), SY_TEXT("")));
    assert_false(sy_counterparty_has_account(d, SY_TEXT("0000000000000"), SY_TEXT("")));
    assert_false(sy_counterparty_has_account(d, SY_TEXT("1234"), SY_TEXT("")));
    assert_false(sy_counterparty_has_account(d, SY_TEXT("6.22202E+18"), SY_TEXT("张三")));
    put_away(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_profile_is_read),
        cmocka_unit_test(mistakes_are_named_with_their_places),
        cmocka_unit_test(several_mistakes_come_in_one_run),
        cmocka_unit_test(every_key_is_read),
        cmocka_unit_test(equal_headings_are_told_apart),
        cmocka_unit_test(a_general_profile_gives_way),
        cmocka_unit_test(survives_every_failed_allocation),
        cmocka_unit_test(headers_of_banks_are_known),
        cmocka_unit_test(headings_are_compared_without_their_dress),
        cmocka_unit_test(two_profiles_that_fit_as_well_are_rivals),
        cmocka_unit_test(words_of_a_profile_come_first),
        cmocka_unit_test(payees_are_what_their_words_say),
        cmocka_unit_test(ordinary_payees_are_no_property),
        cmocka_unit_test(numbers_that_can_hold_money),
    };
    return cmocka_run_group_tests_name("profile", tests, NULL, NULL);
}
