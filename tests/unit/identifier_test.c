/* identifier_test.c - numbers of people, companies, accounts, cars and cases:
 * the vectors, every single wrong character, what prints reads back. Region
 * 330699 is assigned to nobody. */
#include "test.h"

#include "base/file.h"
#include "identifier/banks.h"
#include "identifier/case_number.h"
#include "identifier/identifier.h"
#include "identifier/mask.h"
#include "identifier/name.h"
#include "identifier/plate.h"
#include "identifier/register_words.h"
#include "identifier/vehicle_state.h"
#include "synth/ids.h"

static void assert_reads(sy_id_kind kind, const char *text, sy_id_verdict want, const char *normal)
{
    char out[SY_ID_SPACE];
    const sy_id_verdict got = sy_id_read(out, kind, sy_slice_of(text));
    if (got != want)
        print_error("%s as %s: %s\n", text, sy_id_kind_name(kind), sy_id_verdict_name(got));
    assert_int_equal(got, want);
    if (normal) assert_string_equal(out, normal);
}

static void citizens(void **state)
{
    static const char *const good[] = {
        "11010519491231002X", "440524188001010014", "330699190001010018", "330699198503150025",
        "330699199202291232", "330699197001019989", "33069919800101009X",
    };
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_reads(SY_ID_CITIZEN, good[i], SY_ID_GOOD, good[i]);
    }
    assert_reads(SY_ID_CITIZEN, "33069919800101009x", SY_ID_GOOD, "33069919800101009X");
    assert_reads(SY_ID_CITIZEN, "３３０６９９１９８００１０１００９Ｘ", SY_ID_GOOD,
                 "33069919800101009X");
    assert_reads(SY_ID_CITIZEN, "\t330699 19800101\xE2\x80\x8B 009x\xEF\xBB\xBF", SY_ID_GOOD,
                 "33069919800101009X");
    assert_reads(SY_ID_CITIZEN, "'330699198503150025", SY_ID_GOOD, "330699198503150025");
    assert_reads(SY_ID_CITIZEN, "330699800101001", SY_ID_GOOD, "330699198001010014");
    assert_reads(SY_ID_CITIZEN, "110105194912310021", SY_ID_WRONG_CHECK, NULL);
    assert_reads(SY_ID_CITIZEN, "330699199102291234", SY_ID_IMPOSSIBLE, NULL);
    assert_reads(SY_ID_CITIZEN, "003069919850315002", SY_ID_IMPOSSIBLE, NULL);
    assert_reads(SY_ID_CITIZEN, "330699184912310021", SY_ID_IMPOSSIBLE, NULL);
    assert_reads(SY_ID_CITIZEN, "810000199001010018", SY_ID_WRONG_CHECK, NULL);
    assert_reads(SY_ID_CITIZEN, "3.30699E+17", SY_ID_DAMAGED, "");
    assert_reads(SY_ID_CITIZEN, "330699198503150000", SY_ID_DAMAGED, "");
    assert_reads(SY_ID_CITIZEN, "330699********0025", SY_ID_MASKED, "330699********0025");
    assert_reads(SY_ID_CITIZEN, "33069919850315002", SY_ID_NOT, "");
    assert_reads(SY_ID_CITIZEN, "", SY_ID_NOT, "");
    assert_reads(SY_ID_CITIZEN, "\xFF", SY_ID_NOT, "");
    int y, m, d;
    sy_citizen_born("330699198503150025", &y, &m, &d);
    assert_true(y == 1985 && m == 3 && d == 15);
    assert_true(sy_citizen_is_woman("330699198503150025"));
}

static void companies(void **state)
{
    (void)state;
    assert_reads(SY_ID_CREDIT, "91350100M000100Y43", SY_ID_GOOD, "91350100M000100Y43");
    assert_reads(SY_ID_CREDIT, "91330683ma2000019n", SY_ID_GOOD, "91330683MA2000019N");
    assert_reads(SY_ID_CREDIT, "91330683MA2000019M", SY_ID_WRONG_CHECK, NULL);
    for (const char *c = "IOSVZ"; *c; c++) {
        char text[] = "91330683MA2000019N";
        text[8] = *c;
        assert_reads(SY_ID_CREDIT, text, SY_ID_NOT, "");
    }
    assert_reads(SY_ID_ORGANISATION, "D2143569-X", SY_ID_GOOD, "D2143569-X");
    assert_reads(SY_ID_ORGANISATION, "ma200001 9", SY_ID_GOOD, "MA200001-9");
    assert_reads(SY_ID_ORGANISATION, "D2143569-1", SY_ID_WRONG_CHECK, NULL);
    /* By a program of another language, trying all ten digits (ISO 7064, MOD 11,10). */
    assert_int_equal(sy_registration_check(SY_TEXT("11000001000000")), '2');
    assert_int_equal(sy_registration_check(SY_TEXT("33068300001234")), '5');
    assert_int_equal(sy_registration_check(SY_TEXT("31011500000001")), '2');
}

static void cards(void **state)
{
    static const char *const good[] = {"4111111111111111", "6222021234567890003",
                                       "6217001234567890122", "6212345678901234569",
                                       "6228481234567890128"};
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        char bad[32];
        assert_reads(SY_ID_CARD, good[i], SY_ID_GOOD, good[i]);
        snprintf(bad, sizeof bad, "%s", good[i]);
        char *last = bad + strlen(bad) - 1;
        *last = (char)('0' + (*last - '0' + 1) % 10);
        assert_reads(SY_ID_CARD, bad, SY_ID_WRONG_CHECK, NULL);
    }
    assert_reads(SY_ID_CARD, "4111 1111-1111 1111", SY_ID_GOOD, "4111111111111111");
    assert_reads(SY_ID_CARD, "6.22202E+18", SY_ID_DAMAGED, "");
    assert_reads(SY_ID_CARD, "6222021234567890000", SY_ID_DAMAGED, "");
    assert_reads(SY_ID_CARD, "6222****0003", SY_ID_MASKED, "6222****0003");
    assert_reads(SY_ID_ACCOUNT, "33050165623500000120", SY_ID_UNCHECKED, "33050165623500000120");
    assert_reads(SY_ID_ALIPAY, "2088123412341234", SY_ID_UNCHECKED, "2088123412341234");
    assert_reads(SY_ID_WECHAT, " wxid_Ab12cd34 ", SY_ID_UNCHECKED, "wxid_Ab12cd34");
    assert_reads(SY_ID_PHONE, "+86 139-0000-0001", SY_ID_UNCHECKED, "13900000001");
    assert_reads(SY_ID_PHONE, "11900000001", SY_ID_NOT, "");
}

static void cars(void **state)
{
    (void)state;
    assert_reads(SY_ID_VIN, "1M8GDM9AXKP042788", SY_ID_GOOD, NULL);
    assert_reads(SY_ID_VIN, "11111111111111111", SY_ID_GOOD, NULL);
    assert_reads(SY_ID_VIN, "lsvaa4183e2000001", SY_ID_GOOD, "LSVAA4183E2000001");
    assert_reads(SY_ID_VIN, "LSVAA4180E2000001", SY_ID_WRONG_CHECK, NULL);
    assert_reads(SY_ID_VIN, "WVWZZZ1KZAW000001", SY_ID_UNCHECKED, NULL);
    for (const char *c = "IOQ"; *c; c++) {
        char text[] = "LSVAA4183E2000001";
        text[4] = *c;
        assert_reads(SY_ID_VIN, text, SY_ID_NOT, "");
    }
}

/* Whatever single character is put for another, the number is not good: that is
 * what the check digits are for. (Luhn, MOD 11-2, MOD 31 and the VIN's MOD 11
 * catch every single mistake; a VIN's letters share values.) */
static void every_single_wrong_character_is_caught(void **state)
{
    static const struct {
        sy_id_kind kind;
        const char *number, *alphabet;
    } cases[] = {
        {SY_ID_CITIZEN, "330699198503150025", "0123456789"},
        {SY_ID_CITIZEN, "11010519491231002X", "0123456789"},
        {SY_ID_CREDIT, "91330683MA2000019N", "0123456789ABCDEFGHJKLMNPQRTUWXY"},
        {SY_ID_ORGANISATION, "MA2000019", "0123456789"},
        {SY_ID_CARD, "6222021234567890003", "0123456789"},
        {SY_ID_VIN, "LSVAA4183E2000001", "0123456789"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const size_t n = strlen(cases[i].number);
        char out[SY_ID_SPACE];
        assert_int_equal(sy_id_read(out, cases[i].kind, sy_slice_of(cases[i].number)), SY_ID_GOOD);
        for (size_t at = 0; at < n; at++) {
            if (cases[i].number[at] > '9' && cases[i].kind != SY_ID_CREDIT) continue;
            for (const char *c = cases[i].alphabet; *c; c++) {
                char text[32];
                if (*c == cases[i].number[at]) continue;
                snprintf(text, sizeof text, "%s", cases[i].number);
                text[at] = *c;
                assert_int_not_equal(sy_id_read(out, cases[i].kind, sy_slice_of(text)), SY_ID_GOOD);
            }
        }
    }
}

/* Two neighbours exchanged: MOD 11-2 catches all of them. */
static void exchanged_neighbours_of_a_citizen_are_caught(void **state)
{
    char out[SY_ID_SPACE];
    (void)state;
    for (size_t at = 0; at + 1 < 18; at++) {
        char text[] = "330699198503150025", c = text[at];
        if (text[at] == text[at + 1]) continue;
        text[at] = text[at + 1];
        text[at + 1] = c;
        assert_int_not_equal(sy_id_read(out, SY_ID_CITIZEN, sy_slice_of(text)), SY_ID_GOOD);
    }
}

/* The makers of synthetic cases have formulas of their own. */
static void agrees_with_the_other_program(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 2000; i++) {
        char id[SY_ID_TEXT], card[SY_CARD_TEXT], code[SY_ID_TEXT], out[SY_ID_SPACE];
        sy_synth_id(id, 1930 + (int)(i % 80), 1 + (int)(i % 12), 1 + (int)(i % 28), i % 1000);
        sy_synth_card(card, 622202 + i, 123456789ull * i % 1000000000000ull);
        sy_synth_credit_code(code, i * 499);
        assert_reads(SY_ID_CITIZEN, id, SY_ID_GOOD, id);
        assert_reads(SY_ID_CARD, card, SY_ID_GOOD, card);
        assert_reads(SY_ID_CREDIT, code, SY_ID_GOOD, code);
        assert_int_equal(sy_citizen_is_woman(id), i % 2 == 0);
        (void)out;
    }
}

static void a_guess_takes_the_most_certain_kind(void **state)
{
    static const struct {
        const char *text;
        sy_id_kind kind;
        sy_id_verdict verdict;
    } cases[] = {
        {"330699198503150025", SY_ID_CITIZEN, SY_ID_GOOD},
        {"330699800101001", SY_ID_CITIZEN, SY_ID_GOOD},
        {"330699198503150026", SY_ID_CITIZEN, SY_ID_WRONG_CHECK},
        {"91330683MA2000019N", SY_ID_CREDIT, SY_ID_GOOD},
        {"D2143569-X", SY_ID_ORGANISATION, SY_ID_GOOD},
        {"6222021234567890003", SY_ID_CARD, SY_ID_GOOD},
        {"33050165623500000120", SY_ID_ACCOUNT, SY_ID_UNCHECKED},
        {"2088123412341234", SY_ID_ALIPAY, SY_ID_UNCHECKED},
        {"LSVAA4183E2000001", SY_ID_VIN, SY_ID_GOOD},
        {"浙D·12345", SY_ID_PLATE, SY_ID_UNCHECKED},
        {"(2023)浙0683执1234号", SY_ID_CASE, SY_ID_UNCHECKED},
        {"13900000001", SY_ID_PHONE, SY_ID_UNCHECKED},
        {"H12345678", SY_ID_TRAVEL, SY_ID_UNCHECKED},
        {"王样一", SY_ID_NONE, SY_ID_NOT},
        {"", SY_ID_NONE, SY_ID_NOT},
        {"12", SY_ID_NONE, SY_ID_NOT},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[SY_ID_SPACE];
        sy_id_verdict verdict;
        const sy_id_kind kind = sy_id_guess(out, &verdict, sy_slice_of(cases[i].text));
        if (kind != cases[i].kind) print_error("%s: %s\n", cases[i].text, sy_id_kind_name(kind));
        assert_int_equal(kind, cases[i].kind);
        assert_int_equal(verdict, cases[i].verdict);
    }
}

/* ---- plates ---- */

static void states_of_vehicles_in_letters(void **state)
{
    static const struct {
        const char *text, *letters;
    } cases[] = {
        {"A", "A"},
        {"GK", "GK"},
        {"KGK", "GK"},
        {"ABCDEGHIJKLMNOPQ", "ABCDEGHIJKLMNOPQ"},
        {"Ｋ", "K"},
        {"Ｍ", "M"},
        {"e", "E"},
        {"A,E", "AE"},
        {"A/M", "AM"},
        {" A B ", "AB"},
        {"a、ｋ；Ｐ", "AKP"},
        {"转移", "B"},
        {"已转移登记", "B"},
        {"转出", "B"},
        {"过户", "B"},
        {"注销", "E"},
        {"强制注销", "M"},
        {"已报废", "P"},
        {"达到报废标准公告牌证作废", "P"},
        {"被盗抢", "C"},
        {"机动车状态：正常", "A"},
        {"K查封，抵押", "K"},
        {"违法未处理、事故未处理、逾期未检验", "GIQ"},
        {"事故逃逸", "N"},
        {"F", "?"},
        {"1", "?"},
        {"A、见备注", "A?"},
        {"转出至虚构县", "B?"},
        {"未查封", "?"},
        {"A，已解除查封", "?"},
        {"注销后恢复", "?"},
        {"拟转出", "?"},
        {"抵押", ""},
        {"", ""},
        {"　、", ""},
    };
    char long_text[600], out[SY_VEHICLE_STATE];
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const bool says = sy_vehicle_state(out, sy_slice_of(cases[i].text));
        assert_string_equal(out, cases[i].letters);
        assert_int_equal(says, *cases[i].letters != '\0');
    }
    memset(long_text, 'A', sizeof long_text);
    assert_true(sy_vehicle_state(out, (sy_slice){long_text, sizeof long_text}));
    assert_string_equal(out, "A?");
    assert_true(sy_vehicle_state(out, SY_TEXT("A\xFF")));
    assert_string_equal(out, "A?");
}

static void plates_of_all_kinds(void **state)
{
    static const struct {
        const char *text, *normal;
        sy_plate_kind kind;
    } cases[] = {
        {"浙D12345", "浙D12345", SY_PLATE_ORDINARY},
        {"浙d·1a2b3", "浙D1A2B3", SY_PLATE_ORDINARY},
        {"京A-F0236", "京AF0236", SY_PLATE_ORDINARY},
        {"浙DD12345", "浙DD12345", SY_PLATE_NEW_ENERGY_SMALL},
        {"浙DF1234５", "浙DF12345", SY_PLATE_NEW_ENERGY_SMALL},
        {"浙D12345D", "浙D12345D", SY_PLATE_NEW_ENERGY_LARGE},
        {"浙D1234挂", "浙D1234挂", SY_PLATE_TRAILER},
        {"浙D1234学", "浙D1234学", SY_PLATE_LEARNER},
        {"浙O1234警", "浙O1234警", SY_PLATE_POLICE},
        {"沪A1234领", "沪A1234领", SY_PLATE_CONSULATE},
        {"粤Z1234港", "粤Z1234港", SY_PLATE_HONG_KONG},
        {"粤ZAB12澳", "粤ZAB12澳", SY_PLATE_MACAO},
        {"123456使", "123456使", SY_PLATE_EMBASSY},
        {"使123456", "使123456", SY_PLATE_EMBASSY},
        {"WJ浙12345", "WJ浙12345", SY_PLATE_ARMED_POLICE},
        {"VA12345", "VA12345", SY_PLATE_MILITARY},
        {"浙X1234应急", "浙X1234应急", SY_PLATE_EMERGENCY},
    };
    static const char *const bad[] = {"浙D1234",   "浙I12345",  "浙D1I345", "内A12345",
                                      "浙DL12345", "浙D123456", "D12345",   "",
                                      "粤Z1234京", "浙D12345DD"};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sy_plate p, again;
        if (!sy_plate_read(&p, sy_slice_of(cases[i].text))) fail_msg("%s", cases[i].text);
        assert_string_equal(p.text, cases[i].normal);
        assert_int_equal(p.kind, cases[i].kind);
        assert_true(sy_plate_read(&again, sy_slice_of(p.text)));
        assert_string_equal(again.text, p.text);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        sy_plate p;
        if (sy_plate_read(&p, sy_slice_of(bad[i]))) fail_msg("%s", bad[i]);
        assert_string_equal(p.text, "");
    }
}

static void a_register_s_plate_is_whole_with_its_office(void **state)
{
    sy_plate p;
    (void)state;
    assert_true(sy_plate_join(&p, SY_TEXT("浙D"), SY_TEXT("12345")));
    assert_string_equal(p.text, "浙D12345");
    assert_true(sy_plate_join(&p, SY_TEXT("浙D"), SY_TEXT("D12345")));
    assert_string_equal(p.text, "浙D12345");
    assert_true(sy_plate_join(&p, SY_TEXT("浙D"), SY_TEXT("浙D12345")));
    assert_string_equal(p.text, "浙D12345");
    assert_true(sy_plate_join(&p, SY_TEXT("浙D"), SY_TEXT("D1234挂")));
    assert_string_equal(p.text, "浙D1234挂");
    assert_false(sy_plate_join(&p, SY_TEXT("D"), SY_TEXT("12345")));
    assert_false(sy_plate_join(&p, SY_TEXT(""), SY_TEXT("")));
}

/* ---- case numbers ---- */

static void case_numbers_old_and_new(void **state)
{
    static const struct {
        const char *text, *normal;
    } cases[] = {
        {"(2023)浙0683执1234号", "(2023)浙0683执1234号"},
        {"（2024）浙06执复12号", "(2024)浙06执复12号"},
        {"(2014)绍嵊执民字第01234号", "(2014)绍嵊执民字第1234号"},
        {"(2014)绍嵊执民字第01234-2号", "(2014)绍嵊执民字第1234-2号"},
        {"(2023)浙0683执恢56号之一", "(2023)浙0683执恢56号之一"},
        {"〔2023〕浙０６８３执恢 ００５６ 号 之二", "(2023)浙0683执恢56号之二"},
        {"[2021]最高法民终1号", "(2021)最高法民终1号"},
        {"(2021)最高法知民终1号", "(2021)最高法知民终1号"},
        {"(2020)兵0101执3号", "(2020)兵0101执3号"},
        {"(2022)浙0683民诉前调4567号", "(2022)浙0683民诉前调4567号"},
        {"(2022)浙民辖终5号", "(2022)浙民辖终5号"},
    };
    static const char *const bad[] = {"(2023)浙683执1号",
                                      "(23)浙0683执1号",
                                      "(2023)浙0683执号",
                                      "(2023)浙0683执1",
                                      "(1984)浙0683执1号",
                                      "(2023)浙0683哈1号",
                                      "2023浙0683执1号",
                                      "(2023)浙0683执1号之",
                                      "",
                                      "(2014)字第1号",
                                      "(2023)浙0683执12345678901号"};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sy_case_number c, again;
        char out[SY_CASE_TEXT], twice[SY_CASE_TEXT];
        if (!sy_case_number_read(&c, sy_slice_of(cases[i].text))) fail_msg("%s", cases[i].text);
        assert_string_equal(sy_case_number_print(out, &c), cases[i].normal);
        assert_true(sy_case_number_read(&again, sy_slice_of(out)));
        assert_string_equal(sy_case_number_print(twice, &again), out);
        assert_true(sy_case_number_same(&c, &again));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        sy_case_number c;
        if (sy_case_number_read(&c, sy_slice_of(bad[i]))) fail_msg("%s", bad[i]);
    }
}

static bool join(void *ctx, const sy_case_number *c)
{
    char one[SY_CASE_TEXT], *to = ctx;
    sprintf(to + strlen(to), "%s ", sy_case_number_print(one, c));
    return strlen(to) < 900;
}

static void assert_found(const char *text, const char *want)
{
    char all[1400] = "";
    sy_case_numbers_in(sy_slice_of(text), join, all);
    assert_string_equal(all, want);
}

static void lists_and_ranges_of_cases(void **state)
{
    (void)state;
    assert_found("案款（2023）浙0683执1234、1235号，见(2022)浙06民终7号",
                 "(2023)浙0683执1234号 (2023)浙0683执1235号 (2022)浙06民终7号 ");
    assert_found("(2023)浙0683执1234号、1236号之外", "(2023)浙0683执1234号 (2023)浙0683执1236号 ");
    assert_found("(2023)浙0683执1-3号", "(2023)浙0683执1号 (2023)浙0683执2号 (2023)浙0683执3号 ");
    assert_found("(2023)浙0683执8至9、11号",
                 "(2023)浙0683执8号 (2023)浙0683执9号 (2023)浙0683执11号 ");
    assert_found("(2014)绍嵊执民字第5-2号", "(2014)绍嵊执民字第5-2号 ");
    assert_found("(2023)浙0683执5号，12人", "(2023)浙0683执5号 ");
    assert_found("(2023)浙0683执9-3号 (2023)浙0683执1-99999号 ((2023)浙0683执7号)",
                 "(2023)浙0683执7号 ");
    assert_found("(2023)浙0683执56号之一", "(2023)浙0683执56号之一 ");
    assert_found("nothing", "");
}

/* ---- masks and names ---- */

static void masks_say_who_it_can_be(void **state)
{
    const sy_slice known[] = {SY_TEXT("王样一"), SY_TEXT("李样一"), SY_TEXT("王样二"),
                              SY_TEXT("王小样一")};
    size_t found[4];
    (void)state;
    assert_true(sy_mask_fits_name(SY_TEXT("王*一"), SY_TEXT("王样一")));
    assert_true(sy_mask_fits_name(SY_TEXT("*样一"), SY_TEXT("王样一")));
    assert_true(sy_mask_fits_name(SY_TEXT("王＊＊"), SY_TEXT("王样一")));
    assert_true(sy_mask_fits_name(SY_TEXT("王某一"), SY_TEXT("王样一")));
    assert_false(sy_mask_fits_name(SY_TEXT("王*"), SY_TEXT("王样一")));
    assert_false(sy_mask_fits_name(SY_TEXT("***"), SY_TEXT("王样一")));
    assert_false(sy_mask_fits_name(SY_TEXT("李*一"), SY_TEXT("王样一")));
    assert_int_equal(sy_mask_candidates(SY_TEXT("*样一"), known, 4, found, 4), 2);
    assert_true(found[0] == 0 && found[1] == 1);
    assert_int_equal(sy_mask_candidates(SY_TEXT("王*"), known, 4, found, 4), 0);
    assert_true(sy_is_masked(SY_TEXT("张*三")) && sy_is_masked(SY_TEXT("张某")));
    assert_false(sy_is_masked(SY_TEXT("某县样品有限公司")) || sy_is_masked(SY_TEXT("张三")));
    assert_true(
        sy_mask_fits_number(SY_TEXT("6222****0003"), SY_TEXT("6222021234567890003"), false));
    assert_false(
        sy_mask_fits_number(SY_TEXT("6222****0003"), SY_TEXT("6222021234567890004"), false));
    assert_false(sy_mask_fits_number(SY_TEXT("62220003*"), SY_TEXT("62220003"), false));
    assert_false(sy_mask_fits_number(SY_TEXT("6***3"), SY_TEXT("62220003"), false));
    assert_true(
        sy_mask_fits_number(SY_TEXT("330699********0025"), SY_TEXT("330699198503150025"), true));
    assert_false(
        sy_mask_fits_number(SY_TEXT("330699****0025"), SY_TEXT("330699198503150025"), true));
}

static void what_kind_of_name_it_is(void **state)
{
    static const struct {
        const char *name;
        sy_name_kind_of kind;
    } cases[] = {
        {"王样一", SY_NAME_PERSON},
        {"阿依古丽·样本", SY_NAME_PERSON},
        {"样", SY_NAME_UNKNOWN},
        {"WANG YANGYI", SY_NAME_UNKNOWN},
        {"某县样品贸易有限公司", SY_NAME_COMPANY},
        {"Sample Ltd", SY_NAME_COMPANY},
        {"王*一", SY_NAME_MASKED},
        {"null", SY_NAME_PLACEHOLDER},
        {"ＮＵＬＬ", SY_NAME_PLACEHOLDER},
        {"无", SY_NAME_PLACEHOLDER},
        {"-", SY_NAME_PLACEHOLDER},
        {"", SY_NAME_PLACEHOLDER},
        {"0", SY_NAME_PLACEHOLDER},
        {"内部账户", SY_NAME_PLACEHOLDER},
        {"内部帐户", SY_NAME_PLACEHOLDER},
        {"待清算往来款", SY_NAME_PLACEHOLDER},
        {"\xFF", SY_NAME_UNKNOWN},
    };
    sy_names *d = NULL;
    sy_err err = {0};
    char path[600];
    (void)state;
    snprintf(path, sizeof path, "%s/dict/names.yaml", getenv("SUYUAN_DATA"));
    assert_ok(sy_names_load(&d, NULL, path, &err), err);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const sy_name_kind_of kind = sy_name_kind(d, sy_slice_of(cases[i].name));
        if (kind != cases[i].kind) print_error("%s: %d\n", cases[i].name, (int)kind);
        assert_int_equal(kind, cases[i].kind);
    }
    sy_arena arena;
    sy_arena_init(&arena, NULL);
    assert_true(sy_slice_is(sy_name_fold(&arena, SY_TEXT("某县样品（浙江） 有限公司")),
                            sy_name_fold(&arena, SY_TEXT("某县样品(浙江)有限公司　"))));
    sy_arena_dispose(&arena);
    sy_names_free(d);
}

static void a_card_number_hints_at_its_bank(void **state)
{
    sy_banks *b = NULL;
    sy_err err = {0};
    char path[600];
    (void)state;
    snprintf(path, sizeof path, "%s/dict/bank-cards.yaml", getenv("SUYUAN_DATA"));
    assert_ok(sy_banks_load(&b, NULL, path, &err), err);
    assert_string_equal(sy_bank_of_card(b, SY_TEXT("6222021234567890003")), "工商银行");
    assert_null(sy_bank_of_card(b, SY_TEXT("9999991234567890003")));
    assert_null(sy_bank_of_card(b, SY_TEXT("622202")));
    sy_banks_free(b);
}

static void a_persons_number_is_a_citizens_or_a_companys(void **state)
{
    (void)state;
    static const char *const right[] = {"11010519491231002X", "330699198503150025",
                                        "33069919800101009x", "91330683MA2000019N",
                                        "91350100M000100Y43"};
    static const char *const wrong[] = {"110105194912310021", "330699199102291234",
                                        "91330683MA2000019M", "330699198503150026"};
    static const char *const other[] = {"", "E12345678", "军字第0000001号"};
    char out[SY_ID_SPACE];
    sy_id_kind kind;
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        assert_int_equal(sy_id_read_person(out, &kind, sy_slice_of(right[i])), SY_ID_GOOD);
        assert_int_equal(kind, i < 3 ? SY_ID_CITIZEN : SY_ID_CREDIT);
    }
    assert_string_equal(out, right[4]);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const sy_id_verdict verdict = sy_id_read_person(out, &kind, sy_slice_of(wrong[i]));
        assert_true(verdict == SY_ID_WRONG_CHECK || verdict == SY_ID_IMPOSSIBLE);
        assert_string_equal(out, wrong[i]);
    }
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        assert_int_equal(sy_id_read_person(out, &kind, sy_slice_of(other[i])), SY_ID_NOT);
        assert_int_equal(kind, SY_ID_NONE);
        assert_string_equal(out, other[i]);
    }
    assert_int_equal(sy_id_read_person(out, &kind, SY_TEXT("3.30699E+17")), SY_ID_DAMAGED);
    assert_int_equal(sy_id_read_person(out, &kind, SY_TEXT("330699800101001")), SY_ID_GOOD);
    assert_string_equal(out, "330699198001010014");
}

/* ---- what registers say in free words ---- */

typedef struct read_as {
    const char *text, *as;
} read_as;

static void assert_read(const read_as *list, size_t n, const char *(*read)(sy_slice))
{
    for (size_t i = 0; i < n; i++) {
        const char *as = read(sy_slice_of(list[i].text));
        if (!as != !list[i].as || (as && strcmp(as, list[i].as) != 0))
            fail_msg("%s is read as %s", list[i].text, as ? as : "nothing");
    }
}

static void rounds_of_auctions(void **state)
{
    static const read_as list[] = {
        {"一拍", "first"},
        {"第一次拍卖", "first"},
        {"首次拍卖", "first"},
        {"首拍", "first"},
        {"第 １ 次", "first"},
        {"1", "first"},
        {"一", "first"},
        {"第一", "first"},
        {"1拍", "first"},
        {"2025年第一次拍卖", "first"},
        {"2025年6月2日第一次拍卖", "first"},
        {"2022年一拍", "first"},
        {"一拍（重新拍卖）", "first"},
        {"首次拍卖（第二次公告）", "first"},
        {"(2022)第一次拍卖", "first"},
        {"二拍", "second"},
        {"第二次拍卖", "second"},
        {"第2次网络拍卖", "second"},
        {"2", "second"},
        {"２拍", "second"},
        {"再次拍卖", "second"},
        {"2021年第二次拍卖", "second"},
        {"二拍（一拍流拍）", "second"},
        {"变卖", "sale"},
        {"第一次变卖", "sale"},
        {"", NULL},
        {"拍卖", NULL},
        {"2025年拍卖", NULL},
        {"2025-1-2", NULL},
        {"2025.6.1拍卖", NULL},
        {"6月1日拍卖", NULL},
        {"12拍", NULL},
        {"第十一次拍卖", NULL},
        {"第十二次", NULL},
        {"第二十次", NULL},
        {"第三次拍卖", NULL},
        {"三拍（二拍流拍）", NULL},
        {"一拍流拍后二拍", NULL},
        {"重新拍卖", NULL},
        {"统一拍卖", NULL},
        {"\xff", NULL},
    };
    (void)state;

    assert_read(list, sizeof list / sizeof *list, sy_auction_round);
}

static void kinds_of_lots(void **state)
{
    static const read_as list[] = {
        {"不动产", "immovable"},     {"住宅", "immovable"},     {"住宅用房", "immovable"},
        {"商铺", "immovable"},       {"工业用地", "immovable"}, {"土地使用权", "immovable"},
        {"地下车位", "immovable"},   {"车间", "immovable"},     {"厂房及机器设备", "immovable"},
        {"在建工程", "immovable"},   {"酒店", "immovable"},     {"采矿权", "right"},
        {"股权", "right"},           {"债权", "right"},         {"其他财产权", "right"},
        {"无形资产", "right"},       {"动产", "movable"},       {"机动车", "movable"},
        {"房车", "movable"},         {"在建船舶", "movable"},   {"机器设备", "movable"},
        {"白酒", "movable"},         {"出租车经营权", NULL},    {"其他", NULL},
        {"资产", NULL},              {"", NULL},
    };
    (void)state;

    assert_read(list, sizeof list / sizeof *list, sy_lot_class);
}

static void no_is_said_in_many_ways(void **state)
{
    static const char *const none[] = {"无", "否", "没有", " 无 ", "/", "／", "-", "－", "——"};
    static const char *const others[] = {"", "是", "分配异议", "无法联系", "不明", "没有账户"};
    (void)state;

    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_true(sy_says_no(sy_slice_of(none[i])));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(sy_says_no(sy_slice_of(others[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_persons_number_is_a_citizens_or_a_companys),
        cmocka_unit_test(citizens),
        cmocka_unit_test(companies),
        cmocka_unit_test(cards),
        cmocka_unit_test(cars),
        cmocka_unit_test(every_single_wrong_character_is_caught),
        cmocka_unit_test(exchanged_neighbours_of_a_citizen_are_caught),
        cmocka_unit_test(agrees_with_the_other_program),
        cmocka_unit_test(a_guess_takes_the_most_certain_kind),
        cmocka_unit_test(plates_of_all_kinds),
        cmocka_unit_test(a_register_s_plate_is_whole_with_its_office),
        cmocka_unit_test(states_of_vehicles_in_letters),
        cmocka_unit_test(case_numbers_old_and_new),
        cmocka_unit_test(lists_and_ranges_of_cases),
        cmocka_unit_test(masks_say_who_it_can_be),
        cmocka_unit_test(what_kind_of_name_it_is),
        cmocka_unit_test(rounds_of_auctions),
        cmocka_unit_test(kinds_of_lots),
        cmocka_unit_test(no_is_said_in_many_ways),
        cmocka_unit_test(a_card_number_hints_at_its_bank),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
