/* particulars_test.c - account, person, task and measure files: known by their
 * headings, kept as single statements, every row accounted for. */
#include "intake_place.h"

#include <sys/stat.h>

#include "base/buf.h"
#include "store/particulars.h"

#define ACCOUNTS                                                                                   \
    "账户开户名称,开户人证件号码,交易卡号,交易账号,账号开户时间,账户状态,联系电话,住宅电话\n"
#define SAMPLE "王样一,330699198503150025," CARD ",1202021234567890,2015-01-02,正常,13900000001,-\n"

static sy_status join(void *ctx, const sy_particular_row *p, sy_err *err)
{
    sy_buf *to = ctx;
    (void)err;
    sy_buf_printf(to, "%u.%u %s=%.*s;", p->row, p->column, sy_particular_names[p->what],
                  (int)p->value.len, p->value.ptr);
    return SY_OK;
}

/* Everything that is stored, as one text. */
static void assert_said(place *p, const char *want)
{
    sy_buf all;
    sy_err err = {0};
    sy_buf_init(&all, NULL, 1 << 20);
    assert_ok(sy_facts_particulars(p->ws, join, &all, &err), err);
    assert_string_equal(all.len ? all.ptr : "", want);
    sy_buf_dispose(&all);
}

static void each_kind_is_known_by_its_headings(void **state)
{
    static const struct {
        const char *text, *profile, *kind;
    } files[] = {
        {ACCOUNTS SAMPLE, "bank-accounts", "accounts"},
        {"客户姓名,户口号,开户机构,开户日期,户口状态,证件类型,证件号码,活期帐户余额,户口名称\n"
         "王样一,6214830000000001,某支行,20150102,正常,身份证,330699198503150025,1.00,王样一\n",
         "bank-accounts", "accounts"},
        {"银行名称,开户账号,子账户账号,余额,可用余额,子账户类别,子账户序号,币种,钞汇标识,账户状态,"
         "账户人姓名,账户序号,备注\n"
         "样行,1202021234567890,1202021234567890001,1.00,1.00,活期,1,CNY,钞,正常,王样一,1,\n",
         "bank-sub-accounts", "sub-accounts"},
        {"客户名称,证照类型,证照号码,单位地址,联系电话,联系手机\n"
         "王样一,身份证,330699198503150025,,0575-00000001,13900000001\n",
         "bank-persons", "persons"},
        {"开户名称,证照类型,证照号码,住宅地址,住宅电话\n"
         "王样一,身份证,330699198503150025,样县一街1号,\n",
         "bank-persons", "persons"},
        {"任务流水号,银行名称,主体类别,证账号码,账卡号,发送时间,反馈时间,反馈结果,请求单号\n"
         "T1,样行,个人,330699198503150025," CARD ",2023-01-01,2023-01-02,成功,R1\n",
         "bank-tasks", "tasks"},
        {"银行名称,账号,冻结措施类型,冻结措施类型名称,冻结金额,冻结机关,冻结开始日期,冻结截止日期,"
         "措施序号,备注\n"
         "样行," CARD ",1,司法冻结,1000.00,某县人民法院,2023-01-01,2024-01-01,1,\n",
         "bank-measures", "measures"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        place p;
        open_place(&p);
        sy_import_report r = import_text(&p, "a.csv", files[i].text);
        assert_int_equal(r.n_tables, 1);
        assert_string_equal(r.tables[0].profile, files[i].profile);
        assert_string_equal(r.tables[0].kind, files[i].kind);
        assert_int_equal(r.tables[0].accepted, 1);
        close_place(&p);
    }
}

static void cells_become_statements_with_their_place(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv", ACCOUNTS "\n" SAMPLE);
    assert_said(&p, "3.0 name=王样一;3.1 id-number=330699198503150025;3.2 card=" CARD
                    ";3.3 account=1202021234567890;3.4 opened=2015-01-02;3.5 state=正常;"
                    "3.6 phone=13900000001;");
    close_place(&p);
}

static void every_row_is_accepted_repeated_or_refused(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r = import_text(&p, "a.csv",
                                     ACCOUNTS SAMPLE SAMPLE ACCOUNTS /* the header once more */
                                     "李样二,,6.22202E+18,,,正常,,\n"
                                     "李样二,,,,,正常,,\n"
                                     "李样二,," CARD ",,,正常,,,one too many\n"
                                     ",,,,,,,\n");
    const sy_table_report *t = &r.tables[0];
    assert_int_equal(t->rows, 6);
    assert_int_equal(t->accepted, 1);
    assert_int_equal(t->duplicate, 1);
    assert_int_equal(t->rejected, 4);
    assert_string_equal(t->rejects[0].rule, "repeated-header");
    assert_string_equal(t->rejects[1].rule, "account-unrecoverable");
    assert_string_equal(t->rejects[1].column, "交易卡号");
    assert_string_equal(t->rejects[2].rule, "account-missing");
    assert_string_equal(t->rejects[3].rule, "too-many-cells");
    close_place(&p);
}

/* The same words in other columns, in a later import. */
static void what_was_said_before_is_a_duplicate_and_stays(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    import_text(&p, "a.csv", ACCOUNTS SAMPLE);
    sy_import_report r = import_text(&p, "b.csv",
                                     "交易卡号,账户状态,账户开户名称,开户人证件号码,交易账号,"
                                     "账号开户时间,联系电话\n" CARD
                                     ",正常,王样一,330699198503150025,1202021234567890,2015-01-02,"
                                     "13900000001\n" CARD ",销户,王样一,,,,\n");
    assert_int_equal(r.duplicate, 1);
    assert_int_equal(r.accepted, 1);
    uint64_t rows, repeated;
    sy_err err = {0};
    assert_ok(sy_facts_count_entries(p.ws, &rows, &repeated, &err), err);
    assert_int_equal(rows + repeated, 0); /* those of movements */
    close_place(&p);
}

/* Payment firms list a person's further cards below, with blank cells before. */
static void rows_may_go_on_with_the_one_above(void **state)
{
    static const char profile[] = "id: reg\nname: {zh: 甲, en: x}\nkind: accounts\n"
                                  "accounts: any\nrows-continue: true\n"
                                  "required: [[account, bound]]\ncolumns:\n"
                                  "  account: [账号]\n  name: [注册姓名]\n  bound: [银行账号]\n";
    place p;
    char path[600];
    (void)state;
    open_place(&p);
    snprintf(path, sizeof path, "%s/profiles", sy_workspace_path(p.ws));
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/profiles/reg.yaml", sy_workspace_path(p.ws));
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(profile, f);
    fclose(f);
    sy_import_report r = import_text(&p, "a.txt",
                                     "账号\t注册姓名\t银行账号\n\t\t6217001234567890122\n"
                                     "wxid_made_up\t王样一\t" CARD "\n\t\t6217001234567890122\n");
    assert_string_equal(r.tables[0].profile, "reg");
    assert_int_equal(r.accepted, 2);
    assert_int_equal(r.rejected, 1); /* nothing stands above it */
    assert_said(&p, "3.0 account=wxid_made_up;3.1 name=王样一;3.2 bound=" CARD
                    ";4.0 account=wxid_made_up;4.1 name=王样一;4.2 bound=6217001234567890122;");
    close_place(&p);
}

static void bytes_that_are_no_text_refuse_their_row(void **state)
{
    place p;
    (void)state;
    open_place(&p);
    sy_import_report r = import_text(&p, "a.csv", ACCOUNTS SAMPLE "\xFF\xFE\x81,," CARD ",,,,,\n");
    assert_int_equal(r.accepted, 1);
    assert_int_equal(r.rejected, 1);
    assert_string_equal(r.tables[0].rejects[0].rule, "text-not-decodable");
    close_place(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_is_known_by_its_headings),
        cmocka_unit_test(cells_become_statements_with_their_place),
        cmocka_unit_test(every_row_is_accepted_repeated_or_refused),
        cmocka_unit_test(what_was_said_before_is_a_duplicate_and_stays),
        cmocka_unit_test(rows_may_go_on_with_the_one_above),
        cmocka_unit_test(bytes_that_are_no_text_refuse_their_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
