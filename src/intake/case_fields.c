/* case_fields.c - the facts of a case and the columns of its people, and how one value is
 * read, for the form and for options of the command line alike. */
#include "intake/case_form.h"

#include <stddef.h>
#include <string.h>

#include "base/civil.h"
#include "base/lang.h"
#include "base/money.h"
#include "intake/parse.h"
#include "intake/units.h"

#define AT(field) offsetof(sy_case_facts, field)

const sy_case_field sy_case_fields[SY_CASE_FIELDS] = {
    {"name", N_("what the case is called"), "案件名称", {"案件名"}, NULL, AT(name), SY_CASE_TEXT},
    {"case_number",
     N_("the court's case number"),
     "执行案号",
     {"案号"},
     N_("for example (2023)浙0699执1234号"),
     AT(number),
     SY_CASE_TEXT},
    {"debtor",
     N_("the judgment debtor"),
     "被执行人",
     {"被执行人姓名", "被执行人名称"},
     N_("one of them; further debtors go into the sheet of people"),
     AT(debtor),
     SY_CASE_TEXT},
    {"debtor_id",
     N_("the debtor's identity number or credit code"),
     "被执行人证件号码",
     {"被执行人身份证号", "被执行人统一社会信用代码"},
     N_("ID number or unified social credit code; the check digit is tested"),
     AT(debtor_id),
     SY_CASE_IDENTITY},
    {"claim",
     N_("what the debtor owes"),
     "申请执行标的额",
     {"执行标的", "申请标的额", "执行标的额"},
     N_("in yuan; 186万元 is read too"),
     AT(claim),
     SY_CASE_YUAN},
    {"suit_served",
     N_("the suit was served"),
     "起诉状送达日",
     {"应诉通知送达日", "起诉状送达日期"},
     N_("when he learned of the suit: what he did with his money after it counts"),
     AT(suit_served),
     SY_CASE_DATE},
    {"judgment_effective",
     N_("the judgment took effect"),
     "裁判生效日",
     {"判决生效日", "裁判生效日期"},
     NULL,
     AT(judgment_effective),
     SY_CASE_DATE},
    {"enforcement_filed",
     N_("enforcement was filed"),
     "执行立案日",
     {"执行立案日期"},
     NULL,
     AT(enforcement_filed),
     SY_CASE_DATE},
    {"report_ordered",
     N_("the debtor was ordered to report property"),
     "报告财产令送达日",
     {"报告财产令日期"},
     NULL,
     AT(report_ordered),
     SY_CASE_DATE},
    {"consumption_restricted",
     N_("consumption was restricted"),
     "限制消费令日",
     {"限制消费令日期", "限消令日"},
     NULL,
     AT(consumption_restricted),
     SY_CASE_DATE},
    {"terminated",
     N_("this enforcement procedure was terminated"),
     "终结本次执行程序日",
     {"终本日", "终结本次执行日期", "终本日期"},
     NULL,
     AT(terminated),
     SY_CASE_DATE},
    {"resumed",
     N_("enforcement was resumed"),
     "恢复执行日",
     {"恢复执行日期"},
     NULL,
     AT(resumed),
     SY_CASE_DATE},
};

const sy_person_field sy_person_fields[SY_PERSON_FIELDS] = {
    {"与被执行人关系", {"关系"}, N_("choose from the list; further debtors: 被执行人")},
    {"姓名或名称", {"姓名", "名称", "企业名称"}, NULL},
    {"证件号码",
     {"身份证号", "统一社会信用代码", "身份证号码"},
     N_("ID number or unified social credit code; the check digit is tested")},
    {"电话", {"联系电话", "手机"}, NULL},
    {"住址", {"地址", "住所"}, NULL},
    {"备注", {"说明", "来源"}, N_("where this is known from, as household register, file, page")},
};

static sy_status keep(char **out, sy_arena *arena, const char *text, size_t n, sy_err *err)
{
    *out = sy_arena_text(arena, text, n);
    return *out ? SY_OK : sy_fail_nomem(err);
}

static sy_status keep_yuan(char **out, const char **what, sy_slice text, bool is_number,
                           sy_arena *arena, sy_err *err)
{
    char printed[SY_MINOR_TEXT];
    sy_minor fen;

    if (sy_parse_yuan(&fen, text, is_number, SY_IN_YUAN) != SY_FINE || fen < 0) {
        *what = N_("is not an amount in yuan");
        return SY_OK;
    }
    return keep(out, arena, printed, strlen(sy_minor_print(printed, fen)), err);
}

static sy_status keep_date(char **out, const char **what, sy_slice text, bool is_number,
                           sy_arena *arena, sy_err *err)
{
    char printed[SY_TIME_TEXT];
    sy_precision precision;
    int64_t at;
    sy_rule rule = sy_parse_time(&at, &precision, text);

    if (rule == SY_TIME_NOT_A_TIME && is_number) {
        rule = sy_parse_day_number(&at, &precision, text);
    }
    if (rule != SY_FINE || precision != SY_DATE) {
        *what = rule == SY_TIME_IMPOSSIBLE ? N_("is a day that does not exist")
                                           : N_("is not a date like 2023-05-01");
        return SY_OK;
    }
    return keep(out, arena, printed, strlen(sy_time_print(printed, at, SY_DATE)), err);
}

static sy_status keep_identity(char **out, const char **what, sy_id_verdict *verdict, sy_slice text,
                               sy_arena *arena, sy_err *err)
{
    char number[SY_ID_SPACE];
    sy_id_kind kind;

    *verdict = sy_id_read_person(number, &kind, text);
    if (*verdict == SY_ID_DAMAGED) {
        *what = N_("has lost digits in a spreadsheet: type it again, into a text cell");
        return SY_OK;
    }
    const sy_slice known = *number ? sy_slice_of(number) : text;
    return keep(out, arena, known.ptr, known.len, err);
}

sy_status sy_case_value(char **out, const char **what, sy_id_verdict *verdict, sy_case_kind kind,
                        sy_slice text, bool is_number, sy_arena *arena, sy_err *err)
{
    char plain[SY_STORED_TEXT];
    sy_id_verdict ignored;

    *what = NULL;
    *out = sy_arena_text(arena, "", 0);
    if (!*out) return sy_fail_nomem(err);
    text = sy_cell_trim(text);
    if (text.len == 0) return SY_OK;
    if (kind == SY_CASE_YUAN) return keep_yuan(out, what, text, is_number, arena, err);
    if (kind == SY_CASE_DATE) return keep_date(out, what, text, is_number, arena, err);
    if (is_number && sy_stored_number(plain, text)) text = sy_slice_of(plain);
    if (kind == SY_CASE_IDENTITY) {
        return keep_identity(out, what, verdict ? verdict : &ignored, text, arena, err);
    }
    return keep(out, arena, text.ptr, text.len, err);
}
