/* parse_test.c - every form of domain.md 3.1, 3.7 and 3.8, and what is refused. */
#include "test.h"

#include "intake/parse.h"

static sy_slice text(const char *s)
{
    return sy_slice_of(s);
}

static void amounts_in_all_their_forms(void **state)
{
    static const struct {
        const char *text;
        int64_t fen;
    } good[] = {
        {"0", 0},
        {"12", 1200},
        {"12.5", 1250},
        {"12.50", 1250},
        {".50", 50},
        {"-12.50", -1250},
        {"+1,234.00", 123400},
        {"1,234.50", 123450},
        {"1，234.50", 123450},
        {"１２３．４５", 12345},
        {"(1,234.50)", -123450},
        {"（1，234.50）", -123450},
        {"-￥1,234.50", -123450},
        {"￥-1,234.50", -123450},
        {"¥12.00", 1200},
        {"1,234.50-", -123450},
        {"−5.00", -500},
        {"人民币负5.00", -500},
        {"5.00元", 500},
        {"5元", 500},
        {"CNY 123.18", 12318},
        {"12.340000", 1234},
        {"  12.5\t", 1250},
        {"'12.5", 1250},
        {"=\"12.5\"", 1250},
        {"\xEF\xBB\xBF"
         "7",
         700},
        {"12,345,678.90", 1234567890},
        {"92233720368547758.07", INT64_MAX},
        {"-92233720368547758.08", INT64_MIN},
    };
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        int64_t fen = -1;
        sy_rule rule = sy_parse_amount(&fen, text(good[i].text));
        if (rule != SY_FINE || fen != good[i].fen) {
            fail_msg("%s: rule %s, %lld fen", good[i].text, sy_rule_id(rule), (long long)fen);
        }
    }
}

static void amounts_that_are_refused(void **state)
{
    static const struct {
        const char *text;
        sy_rule rule;
    } bad[] = {
        {"", SY_AMOUNT_MISSING},
        {"-", SY_AMOUNT_MISSING},
        {"-----", SY_AMOUNT_MISSING},
        {"无", SY_AMOUNT_MISSING},
        {"NULL", SY_AMOUNT_MISSING},
        {"n/a", SY_AMOUNT_MISSING},
        {"12,5O", SY_AMOUNT_NOT_A_NUMBER},
        {"12,34", SY_AMOUNT_NOT_A_NUMBER},
        {"1,2345", SY_AMOUNT_NOT_A_NUMBER},
        {"1234,567", SY_AMOUNT_NOT_A_NUMBER},
        {",123", SY_AMOUNT_NOT_A_NUMBER},
        {"5.", SY_AMOUNT_NOT_A_NUMBER},
        {".", SY_AMOUNT_NOT_A_NUMBER},
        {"1.2.3", SY_AMOUNT_NOT_A_NUMBER},
        {"--5", SY_AMOUNT_NOT_A_NUMBER},
        {"-5-", SY_AMOUNT_NOT_A_NUMBER},
        {"(-5)", SY_AMOUNT_NOT_A_NUMBER},
        {"((5))", SY_AMOUNT_NOT_A_NUMBER},
        {"1.2E+5", SY_AMOUNT_NOT_A_NUMBER},
        {"5万元", SY_AMOUNT_NOT_A_NUMBER},
        {"\xFF\xFE", SY_AMOUNT_NOT_A_NUMBER},
        {"0x10", SY_AMOUNT_NOT_A_NUMBER},
        {"$5", SY_UNIT_UNKNOWN},
        {"US$100", SY_UNIT_UNKNOWN},
        {"-HK$1,000.00", SY_UNIT_UNKNOWN},
        {"€-100", SY_UNIT_UNKNOWN},
        {"（£5.00）", SY_UNIT_UNKNOWN},
        {"$x", SY_AMOUNT_NOT_A_NUMBER},
        {"12.345", SY_AMOUNT_BELOW_FEN},
        {"0.001", SY_AMOUNT_BELOW_FEN},
        {"92233720368547758.08", SY_AMOUNT_TOO_LARGE},
        {"-92233720368547758.09", SY_AMOUNT_TOO_LARGE},
        {"99999999999999999999999999999999999999", SY_AMOUNT_TOO_LARGE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int64_t fen = 77;
        sy_rule rule = sy_parse_amount(&fen, text(bad[i].text));
        if (rule != bad[i].rule) fail_msg("%s: rule %s", bad[i].text, sy_rule_id(rule));
        assert_int_equal(fen, 77);
    }
    int64_t fen;
    assert_int_equal(sy_parse_amount(&fen, (sy_slice){"1\0"
                                                      "2",
                                                      3}),
                     SY_AMOUNT_NOT_A_NUMBER);
}

static void a_sign_of_money_must_be_of_the_currency(void **state)
{
    static const struct {
        const char *text, *iso;
        sy_rule rule;
    } cells[] = {
        {"US$5", "USD", SY_FINE}, {"$5", "USD", SY_FINE},
        {"$5", "HKD", SY_FINE},   {"US$5", "HKD", SY_UNIT_UNKNOWN},
        {"€5", "EUR", SY_FINE},   {"¥5", "USD", SY_UNIT_UNKNOWN},
        {"￥5", "JPY", SY_FINE},  {"5元", "USD", SY_FINE},
        {"£5", "", SY_FINE},      {"人民币5", "EUR", SY_UNIT_UNKNOWN},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        int64_t fen = 77;
        const sy_rule rule = sy_parse_amount_in(&fen, text(cells[i].text), cells[i].iso);
        if (rule != cells[i].rule || fen != (rule == SY_FINE ? 500 : 77))
            fail_msg("%s in %s: %s", cells[i].text, cells[i].iso, sy_rule_id(rule));
    }
}

static void an_amount_survives_printing(void **state)
{
    dice d = {2026};
    (void)state;
    for (int i = 0; i < 20000; i++) {
        char out[SY_MINOR_TEXT];
        int64_t want = (int64_t)(roll(&d) >> roll_below(&d, 64)), got;
        if (i % 2) want = -want;
        assert_int_equal(sy_parse_amount(&got, text(sy_minor_print(out, want))), SY_FINE);
        assert_int_equal(got, want);
        assert_int_equal(sy_parse_amount(&got, text(sy_minor_print_grouped(out, want))), SY_FINE);
        assert_int_equal(got, want);
    }
}

static void numbers_of_workbooks_become_decimals(void **state)
{
    static const struct {
        const char *stored, *plain;
    } cases[] = {
        {"12.5", "12.5"},
        {"0.30000000000000004", "0.3"},
        {"1234.5599999999999", "1234.56"},
        {"-7", "-7"},
        {"1E+3", "1000"},
        {"1.5e2", "150"},
        {"1.25E-2", "0.0125"},
        {"0", "0"},
        {"0.00", "0"},
        {"100", "100"},
        {"99999999999999999", NULL},
        {"9.9999999999999999", "10"},
        {"999999999999999", "999999999999999"},
        {"x", NULL},
        {"", NULL},
        {"1E", NULL},
        {"1E+999", NULL},
        {"1E-300", "0.001"},
        {"1.2.3", NULL},
        {"6.22202E+18", NULL},
        {"-0.0049999999999999999", "-0.005"},
        {"000012", "12"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[SY_STORED_TEXT];
        bool good = sy_stored_number(out, text(cases[i].stored));
        if (good != (cases[i].plain != NULL)) fail_msg("%s", cases[i].stored);
        if (good) assert_string_equal(out, cases[i].plain);
    }
}

static void times_in_all_their_forms(void **state)
{
    static const struct {
        const char *text, *iso;
    } good[] = {
        {"2023-01-05 09:30:12", "2023-01-05T09:30:12"},
        {"2023-01-05T09:30:12", "2023-01-05T09:30:12"},
        {"20230105093012", "2023-01-05T09:30:12"},
        {"20230105 093012", "2023-01-05T09:30:12"},
        {"20230105 93012", "2023-01-05T09:30:12"},
        {"2023/1/5 9:30", "2023-01-05T09:30:00"},
        {"2023.1.5", "2023-01-05"},
        {"2023年1月5日", "2023-01-05"},
        {"2023年1月5日 9时30分12秒", "2023-01-05T09:30:12"},
        {"2023年01月05日09时30分", "2023-01-05T09:30:00"},
        {"2023-01-05", "2023-01-05"},
        {"20230105", "2023-01-05"},
        {"2023-01-05 00:00:00", "2023-01-05"},
        {"20230105000000", "2023-01-05"},
        {"2023-01-05-09.30.12.123456", "2023-01-05T09:30:12"},
        {"2023-01-05 09:30:12.000", "2023-01-05T09:30:12"},
        {"\t2023-01-05 09:30:12\t", "2023-01-05T09:30:12"},
        {"２０２３－０１－０５", "2023-01-05"},
        {"2023-01-05　09:30:12", "2023-01-05T09:30:12"},
        {"2024-02-29", "2024-02-29"},
        {"=\"20230212\"", "2023-02-12"},
        {"2023-1-5 23:59:59", "2023-01-05T23:59:59"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        char out[SY_TIME_TEXT];
        int64_t at = 0;
        sy_precision precision = SY_SECOND;
        sy_rule rule = sy_parse_time(&at, &precision, text(good[i].text));
        if (rule != SY_FINE) fail_msg("%s: %s", good[i].text, sy_rule_id(rule));
        assert_string_equal(sy_time_print(out, at, precision), good[i].iso);
    }
}

static void times_that_are_refused(void **state)
{
    static const struct {
        const char *text;
        sy_rule rule;
    } bad[] = {
        {"", SY_TIME_MISSING},
        {"--", SY_TIME_MISSING},
        {"1900-01-00", SY_TIME_IMPOSSIBLE},
        {"2023-02-29", SY_TIME_IMPOSSIBLE},
        {"2023-13-01", SY_TIME_IMPOSSIBLE},
        {"0000-00-00", SY_TIME_IMPOSSIBLE},
        {"2023-01-05 24:00:00", SY_TIME_IMPOSSIBLE},
        {"2023-01-05 09:60:00", SY_TIME_IMPOSSIBLE},
        {"9999-01-01", SY_TIME_IMPOSSIBLE},
        {"20231305", SY_TIME_IMPOSSIBLE},
        {"人民币合计", SY_TIME_NOT_A_TIME},
        {"2023-01/05", SY_TIME_NOT_A_TIME},
        {"05-01-2023", SY_TIME_NOT_A_TIME},
        {"45000", SY_TIME_NOT_A_TIME},
        {"2023-01-05 3012", SY_TIME_NOT_A_TIME},
        {"2023-01-05 09:30:12+08:00", SY_TIME_NOT_A_TIME},
        {"2023-01-05x", SY_TIME_NOT_A_TIME},
        {"2023-01", SY_TIME_NOT_A_TIME},
        {"202301051", SY_TIME_NOT_A_TIME},
    };
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int64_t at;
        sy_precision precision;
        sy_rule rule = sy_parse_time(&at, &precision, text(bad[i].text));
        if (rule != bad[i].rule) fail_msg("%s: %s", bad[i].text, sy_rule_id(rule));
    }
}

static void a_time_survives_printing(void **state)
{
    dice d = {7};
    const int64_t first = sy_days_from_civil(1900, 1, 1) * SY_DAY;
    const int64_t last = sy_days_from_civil(2199, 12, 31) * SY_DAY;
    (void)state;
    for (int i = 0; i < 20000; i++) {
        char out[SY_TIME_TEXT];
        int64_t want = first + (int64_t)roll_below(&d, (uint64_t)(last - first)), got;
        sy_precision precision, wanted = want % SY_DAY == 0 ? SY_DATE : SY_SECOND;
        assert_int_equal(sy_parse_time(&got, &precision, text(sy_time_print(out, want, wanted))),
                         SY_FINE);
        assert_int_equal(got, want);
        assert_int_equal(precision, wanted);
    }
}

static void clocks_may_have_lost_a_zero(void **state)
{
    int32_t s = -1;
    (void)state;
    assert_int_equal(sy_parse_clock(&s, text("93012")), SY_FINE);
    assert_int_equal(s, 9 * 3600 + 30 * 60 + 12);
    assert_int_equal(sy_parse_clock(&s, text("10:19:28")), SY_FINE);
    assert_int_equal(sy_parse_clock(&s, text("120102")), SY_FINE);
    assert_int_equal(s, 12 * 3600 + 62);
    assert_int_equal(sy_parse_clock(&s, text("9:05")), SY_FINE);
    assert_int_equal(sy_parse_clock(&s, text("3012")), SY_TIME_NOT_A_TIME);
    assert_int_equal(sy_parse_clock(&s, text("996012")), SY_TIME_IMPOSSIBLE);
    assert_int_equal(sy_parse_clock(&s, text("")), SY_TIME_MISSING);
}

static void day_numbers_of_spreadsheets(void **state)
{
    char out[SY_TIME_TEXT];
    int64_t at;
    sy_precision p;
    (void)state;
    assert_int_equal(sy_parse_day_number(&at, &p, text("45000")), SY_FINE);
    assert_string_equal(sy_time_print(out, at, p), "2023-03-15");
    assert_int_equal(sy_parse_day_number(&at, &p, text("45000.5")), SY_FINE);
    assert_string_equal(sy_time_print(out, at, p), "2023-03-15T12:00:00");
    assert_int_equal(sy_parse_day_number(&at, &p, text("45000.999999999999")), SY_FINE);
    assert_string_equal(sy_time_print(out, at, p), "2023-03-16");
    assert_int_equal(sy_parse_day_number(&at, &p, text("1")), SY_FINE);
    assert_string_equal(sy_time_print(out, at, p), "1900-01-01");
    assert_int_equal(sy_parse_day_number(&at, &p, text("0")), SY_TIME_IMPOSSIBLE);
    assert_int_equal(sy_parse_day_number(&at, &p, text("60")), SY_TIME_IMPOSSIBLE);
    assert_int_equal(sy_parse_day_number(&at, &p, text("999999")), SY_TIME_IMPOSSIBLE);
    assert_int_equal(sy_parse_day_number(&at, &p, text("20230105")), SY_TIME_NOT_A_TIME);
    assert_int_equal(sy_parse_day_number(&at, &p, text("4.5E+4")), SY_TIME_NOT_A_TIME);
}

static void directions_in_the_words_of_banks(void **state)
{
    static const char *const in[] = {"进",   "收",   "贷",   "贷方",  "C",  "cr",
                                     "收入", "转入", "入",   "入账",  "存", "存入",
                                     "来账", "+",    " 进 ", "贷 Cr", "Ｃ", "C:贷"};
    static const char *const out[] = {"出",   "付", "借",   "借方", "D", "DR", "支出", "转出", "支",
                                      "出账", "取", "支取", "往账", "-", "O",  "o",    "借 Dr"};
    (void)state;
    for (size_t i = 0; i < sizeof in / sizeof *in; i++) {
        assert_int_equal(sy_parse_direction(text(in[i])), SY_DIRECTION_IN);
    }
    for (size_t i = 0; i < sizeof out / sizeof *out; i++) {
        assert_int_equal(sy_parse_direction(text(out[i])), SY_DIRECTION_OUT);
    }
    assert_int_equal(sy_parse_direction(text("1")), SY_DIRECTION_BOTH_WAYS);
    assert_int_equal(sy_parse_direction(text("0")), SY_DIRECTION_BOTH_WAYS);
    assert_int_equal(sy_parse_direction(text(" ")), SY_DIRECTION_BLANK);
    assert_int_equal(sy_parse_direction(text("/")), SY_DIRECTION_BLANK);
    assert_int_equal(sy_parse_direction(text("左")), SY_DIRECTION_NO_WORD);
}

static void currencies_successes_and_cash(void **state)
{
    char iso[4];
    (void)state;
    assert_true(sy_parse_currency(iso, text("")));
    assert_string_equal(iso, "CNY");
    assert_true(sy_parse_currency(iso, text("人民币元")));
    assert_string_equal(iso, "CNY");
    assert_true(sy_parse_currency(iso, text("156")));
    assert_string_equal(iso, "CNY");
    assert_true(sy_parse_currency(iso, text("美元")));
    assert_string_equal(iso, "USD");
    assert_false(sy_parse_currency(iso, text("贝壳")));
    assert_int_equal(sy_parse_success(text("成功")), SY_SUCCESS_YES);
    assert_int_equal(sy_parse_success(text("")), SY_SUCCESS_YES);
    assert_int_equal(sy_parse_success(text("1")), SY_SUCCESS_YES);
    assert_int_equal(sy_parse_success(text("失败")), SY_SUCCESS_NO);
    assert_int_equal(sy_parse_success(text("0")), SY_SUCCESS_NO_WORD);
    assert_true(sy_parse_cash(text("现金")));
    assert_false(sy_parse_cash(text("转账")));
    assert_false(sy_parse_cash(text("")));
}

static void account_numbers_lose_their_marks(void **state)
{
    static const struct {
        const char *text, *number, *sub, *currency;
    } good[] = {
        {"6222021234567890003", "6222021234567890003", "", ""},
        {"\t6222021234567890003\t", "6222021234567890003", "", ""},
        {"'6222021234567890003", "6222021234567890003", "", ""},
        {"=\"6222021234567890003\"", "6222021234567890003", "", ""},
        {"\xE2\x80\x8B"
         "6222 0212 3456 7890 003\xE3\x80\x80",
         "6222021234567890003", "", ""},
        {"9000-001 23", "900000123", "", ""},
        {"6222021234567890003_156_1", "6222021234567890003", "1", "CNY"},
        {"6222021234567890003_CNY", "6222021234567890003", "", "CNY"},
        {"6222021234567890003_840", "6222021234567890003", "", "USD"},
        {"6222021234567890003_2", "6222021234567890003", "2", ""},
        {"6222021234567890003-1", "6222021234567890003", "1", ""},
        {"45-6222021234567890003", "6222021234567890003", "45", ""},
        {"CNY06222021234567890003", "6222021234567890003", "", "CNY"},
        {"CNY06222021234567890004", "06222021234567890004", "", "CNY"}, /* no card: kept */
        {"ee273300333505610002", "EE273300333505610002", "", ""},
        {"６２２２０２１２３４５６７８９０００３", "6222021234567890003", "", ""},
        {"6226******5669", "6226******5669", "", ""},
        {"-", "", "", ""},
        {"0", "", "", ""},
        {"0000000000", "", "", ""},
        {"", "", "", ""},
        {"NULL", "", "", ""},
        {"@", "", "", ""},
        {"33050165623500000120", "33050165623500000120", "", ""},
        {"6222021234567890100", "6222021234567890100", "", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        sy_number n;
        sy_rule rule = sy_parse_number(&n, text(good[i].text), false);
        if (rule != SY_FINE) fail_msg("%s: %s", good[i].text, sy_rule_id(rule));
        assert_true(sy_slice_is((sy_slice){n.text, n.len}, text(good[i].number)));
        assert_true(sy_slice_is((sy_slice){n.sub, n.sub_len}, text(good[i].sub)));
        assert_string_equal(n.currency, good[i].currency);
    }
}

static void account_numbers_that_a_spreadsheet_destroyed(void **state)
{
    static const char *const bad[] = {"6.22202E+18", "6.2220212345678E+18", "6E+18",
                                      "########",    "6222021234567890000", "6.22202e18"};
    sy_number n;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(sy_parse_number(&n, text(bad[i]), false), SY_ACCOUNT_UNRECOVERABLE);
    }
    /* The same digits in a number cell: 2^53 is where doubles lose units. */
    assert_int_equal(sy_parse_number(&n, text("9007199254740992"), true), SY_ACCOUNT_UNRECOVERABLE);
    assert_int_equal(sy_parse_number(&n, text("6222021234567890003"), true),
                     SY_ACCOUNT_UNRECOVERABLE);
    assert_int_equal(sy_parse_number(&n, text("6.2220212345678E+18"), true),
                     SY_ACCOUNT_UNRECOVERABLE);
    assert_int_equal(sy_parse_number(&n, text("6222021234567891"), true), SY_FINE);
    assert_int_equal(n.len, 16);
    assert_int_equal(sy_parse_number(&n, text("6.222021234567891E+15"), true), SY_FINE);
    assert_true(sy_slice_is((sy_slice){n.text, n.len}, SY_TEXT("6222021234567891")));
    assert_int_equal(sy_parse_number(&n, text("6222021234567890"), true), SY_ACCOUNT_UNRECOVERABLE);
    assert_int_equal(sy_parse_number(&n, text("12345.5"), true), SY_ACCOUNT_UNRECOVERABLE);
    assert_int_equal(sy_parse_number(&n, text("-5"), true), SY_ACCOUNT_NOT_AN_ACCOUNT);
    char wide[200];
    memset(wide, '7', sizeof wide);
    assert_int_equal(sy_parse_number(&n, (sy_slice){wide, sizeof wide}, false),
                     SY_ACCOUNT_NOT_AN_ACCOUNT);
}

static void a_number_is_its_own_canonical_form(void **state)
{
    dice d = {99};
    (void)state;
    for (int i = 0; i < 20000; i++) {
        char raw[40];
        sy_number a, b;
        size_t n = roll_below(&d, sizeof raw);
        for (size_t k = 0; k < n; k++) raw[k] = "0123456789-_ aE.+'*CNY\t"[roll_below(&d, 23)];
        if (sy_parse_number(&a, (sy_slice){raw, n}, false) != SY_FINE) continue;
        sy_rule again = sy_parse_number(&b, (sy_slice){a.text, a.len}, false);
        if (again != SY_FINE) continue; /* "1e+5" inside something longer */
        assert_true(b.len <= a.len);
        if (!memchr(a.text, '_', a.len) && b.sub_len == 0 && b.currency[0] == '\0' && b.len > 0) {
            assert_true(sy_slice_is((sy_slice){a.text, a.len}, (sy_slice){b.text, b.len}));
        }
    }
}

static void check_digits(void **state)
{
    (void)state;
    assert_true(sy_luhn_holds(SY_TEXT("4111111111111111")));
    assert_true(sy_luhn_holds(SY_TEXT("6222021234567890003")));
    assert_true(sy_luhn_holds(SY_TEXT("6217001234567890122")));
    assert_false(sy_luhn_holds(SY_TEXT("6222021234567890004")));
    assert_false(sy_luhn_holds(SY_TEXT("")));
    assert_false(sy_luhn_holds(SY_TEXT("62220A")));
}

static void no_bytes_are_too_odd(void **state)
{
    dice d = {5};
    (void)state;
    for (int i = 0; i < 200000; i++) {
        char raw[64];
        size_t n = roll_below(&d, sizeof raw);
        int64_t v;
        int32_t s;
        sy_precision p;
        sy_number number;
        char out[SY_STORED_TEXT], iso[4];
        for (size_t k = 0; k < n; k++) {
            raw[k] = i % 2 ? (char)roll(&d) : "0123456789.,-+:/ ETe()_"[roll_below(&d, 23)];
        }
        sy_slice t = {raw, n};
        (void)sy_parse_amount(&v, t);
        (void)sy_parse_time(&v, &p, t);
        (void)sy_parse_clock(&s, t);
        (void)sy_parse_day_number(&v, &p, t);
        (void)sy_parse_number(&number, t, i % 3 == 0);
        (void)sy_parse_direction(t);
        (void)sy_parse_currency(iso, t);
        if (sy_stored_number(out, t)) assert_true(strlen(out) < SY_STORED_TEXT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_in_all_their_forms),
        cmocka_unit_test(amounts_that_are_refused),
        cmocka_unit_test(a_sign_of_money_must_be_of_the_currency),
        cmocka_unit_test(an_amount_survives_printing),
        cmocka_unit_test(numbers_of_workbooks_become_decimals),
        cmocka_unit_test(times_in_all_their_forms),
        cmocka_unit_test(times_that_are_refused),
        cmocka_unit_test(a_time_survives_printing),
        cmocka_unit_test(clocks_may_have_lost_a_zero),
        cmocka_unit_test(day_numbers_of_spreadsheets),
        cmocka_unit_test(directions_in_the_words_of_banks),
        cmocka_unit_test(currencies_successes_and_cash),
        cmocka_unit_test(account_numbers_lose_their_marks),
        cmocka_unit_test(account_numbers_that_a_spreadsheet_destroyed),
        cmocka_unit_test(a_number_is_its_own_canonical_form),
        cmocka_unit_test(check_digits),
        cmocka_unit_test(no_bytes_are_too_odd),
    };
    return cmocka_run_group_tests_name("parse", tests, NULL, NULL);
}
