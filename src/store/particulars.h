/* particulars.h - what files say of accounts, people and requests, beside the entries.
 *
 * A bank's answer has more than movements: whose account it is (账户信息,
 * 子账户信息), who that person is (人员信息), what was asked and answered
 * (任务信息), what is frozen (强制措施); payment firms add who registered and
 * which cards are bound. Each such table has columns of its own, so what it
 * says is kept as single statements with their place:
 *
 *     (source 7, row 3, column 1)   name        王样一
 *     (source 7, row 3, column 2)   id-number   330699198503150025
 *     (source 7, row 3, column 22)  phone       0575-00000000
 *
 * Values are the cells' own words, trimmed: reading them (a date, an ID number)
 * is for whoever uses them, so a better reading later needs no new import. A row
 * that says again what another one said is counted as a duplicate (facts.h) and
 * kept: which of the two came first must not matter to anybody. */
#ifndef SY_STORE_PARTICULARS_H
#define SY_STORE_PARTICULARS_H

#include "store/facts.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a table is of: sy_source.kind is the name. */
typedef enum sy_source_kind {
    SY_OF_ENTRIES,      /* movements of accounts */
    SY_OF_TRANSFERS,    /* a plain list of transfers */
    SY_OF_ACCOUNTS,     /* 账户信息: and whose they are */
    SY_OF_SUB_ACCOUNTS, /* 子账户信息 */
    SY_OF_PERSONS,      /* 人员信息, 联系方式, 住址 */
    SY_OF_TASKS,        /* 任务信息: what was asked and answered */
    SY_OF_MEASURES,     /* 强制措施: what is frozen, for whom, until when */
    SY_OF_REGISTER,     /* rows of a pool (store/pools.h) */
    SY_SOURCE_KINDS
} sy_source_kind;
extern const char *const sy_source_kind_names[SY_SOURCE_KINDS]; /* "entries", ... */
static inline bool sy_kind_has_particulars(sy_source_kind k)
{
    return k >= SY_OF_ACCOUNTS && k <= SY_OF_MEASURES;
}
/* No movements: its rows are read apart from those of ledgers. */
static inline bool sy_kind_is_apart(sy_source_kind k)
{
    return k >= SY_OF_ACCOUNTS;
}

typedef enum sy_particular {
    SY_PART_CARD,       /* 交易卡号 */
    SY_PART_ACCOUNT,    /* 交易账号; a payment firm's user id */
    SY_PART_SUB,        /* 子账户账号 */
    SY_PART_SUB_NUMBER, /* 子账户序号 */
    SY_PART_BOUND,      /* a bank card bound to the account (绑定银行卡, 关联资金账户) */
    SY_PART_BOUND_BANK, /* ... and its bank */
    SY_PART_NAME,       /* 户名, 客户名称 */
    SY_PART_ID_KIND,    /* 证件类型 */
    SY_PART_ID_NUMBER,  /* 证件号码 */
    SY_PART_LICENCE,    /* 工商执照号码 */
    SY_PART_TAX,        /* 国税, 地税纳税号 */
    SY_PART_CUSTOMER,   /* 客户代码 */
    SY_PART_BANK,       /* 开户银行 */
    SY_PART_BRANCH,     /* 开户网点 */
    SY_PART_PROVINCE,
    SY_PART_CITY,
    SY_PART_CURRENCY,
    SY_PART_CASH_KIND,  /* 钞汇标志 */
    SY_PART_BALANCE,    /* 账户余额 */
    SY_PART_AVAILABLE,  /* 可用余额 */
    SY_PART_STATE,      /* 账户状态: 正常, 销户, 冻结, ... */
    SY_PART_TYPE,       /* 账户类型, 子账户类别 */
    SY_PART_OPENED,     /* 开户日期 */
    SY_PART_CLOSED,     /* 销户日期 */
    SY_PART_LAST_MOVED, /* 最后交易时间 */
    SY_PART_PHONE,
    SY_PART_ADDRESS,
    SY_PART_EMAIL,
    SY_PART_EMPLOYER, /* 工作单位 */
    SY_PART_BORN,
    SY_PART_AGENT, /* 代办人 */
    SY_PART_AGENT_ID,
    SY_PART_AGENT_PHONE,
    SY_PART_LEGAL, /* 法定代表人 */
    SY_PART_LEGAL_ID,
    SY_PART_DEVICE,   /* an IP or device number of a registration */
    SY_PART_TASK,     /* 任务流水号, 请求单号 */
    SY_PART_SUBJECT,  /* 主体类别 */
    SY_PART_ASKED,    /* 证账号码: the number that was asked about */
    SY_PART_SENT,     /* 发送时间 */
    SY_PART_ANSWERED, /* 反馈时间 */
    SY_PART_RESULT,   /* 反馈结果, 查询结果 */
    SY_PART_FROM,
    SY_PART_TO,        /* of the period asked for; of a measure */
    SY_PART_MEASURE,   /* 冻结措施类型 */
    SY_PART_AMOUNT,    /* 冻结金额 */
    SY_PART_AUTHORITY, /* 冻结机关 */
    SY_PART_SERIAL,    /* 措施序号 */
    SY_PART_NOTE,
    SY_PART_LOGIN, /* when somebody logged in */
    SY_PARTICULARS
} sy_particular;
extern const char *const sy_particular_names[SY_PARTICULARS]; /* "card", ...: as in profiles */

typedef struct sy_particular_row {
    uint32_t source, row;
    uint32_t column; /* of the file's table, from 0 */
    sy_particular what;
    sy_slice value; /* never empty */
} sy_particular_row;

SY_MUST_USE sy_status sy_import_particulars(sy_import *imp, const sy_particular_row *rows, size_t n,
                                            sy_err *err);

/* All of them, duplicates too, by (sha256, sheet, row, column, value):
 * the same order in every run. value is borrowed for the call. */
typedef sy_status sy_particular_fn(void *ctx, const sy_particular_row *row, sy_err *err);
SY_MUST_USE sy_status sy_facts_particulars(sy_workspace *ws, sy_particular_fn *fn, void *ctx,
                                           sy_err *err);

/* The cards and account numbers that one row names together, as written; in no order. */
typedef sy_status sy_card_number_fn(void *ctx, sy_slice card, sy_slice number, sy_err *err);
SY_MUST_USE sy_status sy_facts_card_numbers(sy_workspace *ws, sy_card_number_fn *fn, void *ctx,
                                            sy_err *err);

#ifdef __cplusplus
}
#endif

#endif
