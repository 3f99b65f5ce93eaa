/* finding_columns.c - the columns of findings, as those of pools are described. Unlike pools these
 * are the program's own: what the flow engine says is no file that an office could name otherwise.
 */
#include "store/findings.h"

#include <string.h>

#define COLUMN(at, id_, sql_, zh_, en_, type_)                                                     \
    [at] = {.id = id_,                                                                             \
            .zh = zh_,                                                                             \
            .en = en_,                                                                             \
            .example = "",                                                                         \
            .type = type_,                                                                         \
            .stands_in = -1,                                                                       \
            .sql = sql_}

static sy_pool_column clues[] = {
    COLUMN(SY_CLUE_TABLE_ID, "id", "id", "线索编号", "clue", SY_POOL_TEXT),
    COLUMN(SY_CLUE_TABLE_CLASS, "class", "class", "财产种类", "class of property", SY_POOL_TEXT),
    COLUMN(SY_CLUE_TABLE_GRADE, "grade", "grade", "线索等级", "grade", SY_POOL_TEXT),
    COLUMN(SY_CLUE_TABLE_STANDING, "standing", "standing", "财产归属（本人、家庭、他人）",
           "whose it seems to be (debtor, household, others)", SY_POOL_TEXT),
    COLUMN(SY_CLUE_TABLE_DEBTOR, "debtor", "debtor", "被执行人", "debtor", SY_POOL_NAME),
    COLUMN(SY_CLUE_TABLE_DEBTOR_ID, "debtor-id", "debtor_id", "被执行人证件号码",
           "debtor's ID number", SY_POOL_IDENTITY),
    COLUMN(SY_CLUE_TABLE_HOLDER, "holder", "holder", "户名", "holder of the account that paid",
           SY_POOL_NAME),
    COLUMN(SY_CLUE_TABLE_HOLDER_ID, "holder-id", "holder_id", "户主证件号码", "holder's ID number",
           SY_POOL_IDENTITY),
    COLUMN(SY_CLUE_TABLE_ACCOUNT, "account", "account", "账号", "account that paid", SY_POOL_KEY),
    COLUMN(SY_CLUE_TABLE_PAYEE, "payee", "payee", "收款方", "payee", SY_POOL_TEXT),
    COLUMN(SY_CLUE_TABLE_AMOUNT, "amount", "amount", "支付金额", "paid", SY_POOL_AMOUNT),
    COLUMN(SY_CLUE_TABLE_LEAST, "least", "least", "其中被执行人资金至少",
           "of it the debtor's money, at least", SY_POOL_AMOUNT),
    COLUMN(SY_CLUE_TABLE_MOST, "most", "most", "其中被执行人资金至多",
           "of it the debtor's money, at most", SY_POOL_AMOUNT),
    COLUMN(SY_CLUE_TABLE_FIRST, "first", "first", "首次支付日期", "first payment on", SY_POOL_DATE),
    COLUMN(SY_CLUE_TABLE_LAST, "last", "last", "末次支付日期", "last payment on", SY_POOL_DATE),
    COLUMN(SY_CLUE_TABLE_PLATE, "plate", "plate", "号牌号码", "plate", SY_POOL_PLATE),
    COLUMN(SY_CLUE_TABLE_VIN, "vin", "vin", "车辆识别代号", "VIN", SY_POOL_VIN),
    COLUMN(SY_CLUE_TABLE_POLICY, "policy", "policy", "保单号", "policy", SY_POOL_KEY),
    COLUMN(SY_CLUE_TABLE_ADDRESS, "address", "address", "地址", "address", SY_POOL_TEXT),
    COLUMN(SY_CLUE_TABLE_GROUNDS, "grounds", "grounds",
           "与被执行人的联系（holder match money diverted proxy）",
           "what ties it to the debtor (holder match money diverted proxy)", SY_POOL_TEXT),
    COLUMN(SY_CLUE_TABLE_REASON, "reason", "reason", "理由", "reason", SY_POOL_TEXT),
    COLUMN(SY_CLUE_TABLE_VERDICT, "verdict", "verdict", "人工认定（confirmed refuted）",
           "what people said (confirmed, refuted)", SY_POOL_TEXT),
};

static sy_pool_column cycles[] = {
    COLUMN(SY_CYCLE_TABLE_ID, "id", "id", "第一笔编号", "entry of the first transfer",
           SY_POOL_TEXT),
    COLUMN(SY_CYCLE_TABLE_HOLDER, "holder", "holder", "付出并收回的人", "who paid and got it back",
           SY_POOL_NAME),
    COLUMN(SY_CYCLE_TABLE_HOLDER_ID, "holder-id", "holder_id", "其证件号码", "his ID number",
           SY_POOL_IDENTITY),
    COLUMN(SY_CYCLE_TABLE_NEXT, "next", "next", "第一手收款人", "who received it first",
           SY_POOL_NAME),
    COLUMN(SY_CYCLE_TABLE_NEXT_ID, "next-id", "next_id", "第一手收款人证件号码",
           "ID number of who received it first", SY_POOL_IDENTITY),
    COLUMN(SY_CYCLE_TABLE_ACCOUNTS, "accounts", "accounts", "经过的账号", "accounts on the way",
           SY_POOL_TEXT),
    COLUMN(SY_CYCLE_TABLE_HOLDERS, "holders", "holders", "经过的户名", "holders on the way",
           SY_POOL_TEXT),
    COLUMN(SY_CYCLE_TABLE_AMOUNT, "amount", "amount", "第一笔金额", "first transfer",
           SY_POOL_AMOUNT),
    COLUMN(SY_CYCLE_TABLE_LEAST, "least", "least", "各笔中最小金额", "least transfer on the way",
           SY_POOL_AMOUNT),
    COLUMN(SY_CYCLE_TABLE_BACK, "back", "back", "最后一笔金额", "last transfer", SY_POOL_AMOUNT),
    COLUMN(SY_CYCLE_TABLE_FIRST, "first", "first", "第一笔日期", "first transfer on", SY_POOL_DATE),
    COLUMN(SY_CYCLE_TABLE_LAST, "last", "last", "最后一笔日期", "last transfer on", SY_POOL_DATE),
    COLUMN(SY_CYCLE_TABLE_DAYS, "days", "days", "历时天数", "days from first to last",
           SY_POOL_NUMBER),
    COLUMN(SY_CYCLE_TABLE_LENGTH, "length", "length", "笔数", "transfers", SY_POOL_NUMBER),
};

static sy_pool_column onward[] = {
    COLUMN(SY_ONWARD_TABLE_TRANSFER, "transfer", "transfer", "转账编号", "entry of the transfer",
           SY_POOL_TEXT),
    COLUMN(SY_ONWARD_TABLE_PAYER, "payer", "payer", "付款人", "payer", SY_POOL_NAME),
    COLUMN(SY_ONWARD_TABLE_PAYER_ID, "payer-id", "payer_id", "付款人证件号码", "payer's ID number",
           SY_POOL_IDENTITY),
    COLUMN(SY_ONWARD_TABLE_PAYER_ACCOUNT, "payer-account", "payer_account", "付款账号",
           "payer's account", SY_POOL_KEY),
    COLUMN(SY_ONWARD_TABLE_PAYEE, "payee", "payee", "收款人", "payee", SY_POOL_NAME),
    COLUMN(SY_ONWARD_TABLE_PAYEE_ID, "payee-id", "payee_id", "收款人证件号码", "payee's ID number",
           SY_POOL_IDENTITY),
    COLUMN(SY_ONWARD_TABLE_PAYEE_ACCOUNT, "payee-account", "payee_account", "收款账号",
           "payee's account", SY_POOL_KEY),
    COLUMN(SY_ONWARD_TABLE_DAY, "day", "day", "转账日期", "transferred on", SY_POOL_DATE),
    COLUMN(SY_ONWARD_TABLE_AMOUNT, "amount", "amount", "转账金额", "transferred", SY_POOL_AMOUNT),
    COLUMN(SY_ONWARD_TABLE_END, "end", "end", "七日后在哪里（returned held 等）",
           "where it was seven days later (returned, held, ...)", SY_POOL_TEXT),
    COLUMN(SY_ONWARD_TABLE_RECEIVER, "receiver", "receiver", "到了谁的账户", "who has it",
           SY_POOL_NAME),
    COLUMN(SY_ONWARD_TABLE_RECEIVER_ID, "receiver-id", "receiver_id", "其证件号码",
           "ID number of who has it", SY_POOL_IDENTITY),
    COLUMN(SY_ONWARD_TABLE_LEAST, "least", "least", "至少", "least, of five rules", SY_POOL_AMOUNT),
    COLUMN(SY_ONWARD_TABLE_MOST, "most", "most", "至多", "most, of five rules", SY_POOL_AMOUNT),
};

static sy_pool_column proxies[] = {
    COLUMN(SY_PROXY_TABLE_ID, "id", "id", "编号", "id", SY_POOL_TEXT),
    COLUMN(SY_PROXY_TABLE_ACCOUNT, "account", "account", "账号", "account", SY_POOL_KEY),
    COLUMN(SY_PROXY_TABLE_BANK, "bank", "bank", "开户行", "bank", SY_POOL_TEXT),
    COLUMN(SY_PROXY_TABLE_HOLDER, "holder", "holder", "户名", "holder", SY_POOL_NAME),
    COLUMN(SY_PROXY_TABLE_HOLDER_ID, "holder-id", "holder_id", "户主证件号码", "holder's ID number",
           SY_POOL_IDENTITY),
    COLUMN(SY_PROXY_TABLE_RELATION, "relation", "relation", "与被执行人的关系",
           "what he is to the debtor", SY_POOL_TEXT),
    COLUMN(SY_PROXY_TABLE_DEBTOR, "debtor", "debtor", "被执行人", "debtor", SY_POOL_NAME),
    COLUMN(SY_PROXY_TABLE_DEBTOR_ID, "debtor-id", "debtor_id", "被执行人证件号码",
           "debtor's ID number", SY_POOL_IDENTITY),
    COLUMN(SY_PROXY_TABLE_SCORE, "score", "score", "分值", "score", SY_POOL_NUMBER),
    COLUMN(SY_PROXY_TABLE_RANK, "rank", "rank", "名次", "rank", SY_POOL_NUMBER),
    COLUMN(SY_PROXY_TABLE_REASONS, "reasons", "reasons", "理由", "reasons", SY_POOL_TEXT),
    COLUMN(SY_PROXY_TABLE_CODES, "codes", "codes", "理由代码", "codes of the reasons",
           SY_POOL_TEXT),
    COLUMN(SY_PROXY_TABLE_INCOME, "income", "income", "改付到该账户的被执行人收入",
           "the debtor's income that went there", SY_POOL_AMOUNT),
    COLUMN(SY_PROXY_TABLE_IN, "money-in", "money_in", "流入", "came in", SY_POOL_AMOUNT),
    COLUMN(SY_PROXY_TABLE_OUT, "money-out", "money_out", "流出", "went out", SY_POOL_AMOUNT),
    COLUMN(SY_PROXY_TABLE_FIRST, "first", "first", "首笔日期", "first row on", SY_POOL_DATE),
    COLUMN(SY_PROXY_TABLE_LAST, "last", "last", "末笔日期", "last row on", SY_POOL_DATE),
    COLUMN(SY_PROXY_TABLE_VERDICT, "verdict", "verdict", "人工认定（confirmed refuted）",
           "what people said (confirmed, refuted)", SY_POOL_TEXT),
};

static sy_pool_column transfers[] = {
    COLUMN(SY_TRANSFER_TABLE_ID, "id", "id", "转账编号", "entry of the transfer", SY_POOL_TEXT),
    COLUMN(SY_TRANSFER_TABLE_PAYER, "payer", "payer", "付款人", "payer", SY_POOL_NAME),
    COLUMN(SY_TRANSFER_TABLE_PAYER_ID, "payer-id", "payer_id", "付款人证件号码",
           "payer's ID number", SY_POOL_IDENTITY),
    COLUMN(SY_TRANSFER_TABLE_PAYER_ACCOUNT, "payer-account", "payer_account", "付款账号",
           "payer's account", SY_POOL_KEY),
    COLUMN(SY_TRANSFER_TABLE_PAYER_RELATION, "payer-relation", "payer_relation",
           "付款人与被执行人的关系", "what the payer is to the debtor", SY_POOL_TEXT),
    COLUMN(SY_TRANSFER_TABLE_PAYEE, "payee", "payee", "收款人", "payee", SY_POOL_NAME),
    COLUMN(SY_TRANSFER_TABLE_PAYEE_ID, "payee-id", "payee_id", "收款人证件号码",
           "payee's ID number", SY_POOL_IDENTITY),
    COLUMN(SY_TRANSFER_TABLE_PAYEE_ACCOUNT, "payee-account", "payee_account", "收款账号",
           "payee's account", SY_POOL_KEY),
    COLUMN(SY_TRANSFER_TABLE_PAYEE_RELATION, "payee-relation", "payee_relation",
           "收款人与被执行人的关系", "what the payee is to the debtor", SY_POOL_TEXT),
    COLUMN(SY_TRANSFER_TABLE_DAY, "day", "day", "转账日期", "transferred on", SY_POOL_DATE),
    COLUMN(SY_TRANSFER_TABLE_AMOUNT, "amount", "amount", "转账金额", "transferred", SY_POOL_AMOUNT),
    COLUMN(SY_TRANSFER_TABLE_SUMMARY, "summary", "summary", "摘要", "summary", SY_POOL_TEXT),
    COLUMN(SY_TRANSFER_TABLE_LEAST, "least", "least", "其中被执行人资金至少",
           "of it the debtor's money, at least", SY_POOL_AMOUNT),
    COLUMN(SY_TRANSFER_TABLE_MOST, "most", "most", "其中被执行人资金至多",
           "of it the debtor's money, at most", SY_POOL_AMOUNT),
};

#define TABLE(kind, id_, zh_, en_, columns_)                                                       \
    [kind] = {.id = id_,                                                                           \
              .zh = zh_,                                                                           \
              .en = en_,                                                                           \
              .property_class = "",                                                                \
              .table = "found_" id_,                                                               \
              .columns = columns_,                                                                 \
              .n_columns = sizeof columns_ / sizeof *(columns_)}

static const sy_pool tables[SY_FINDING_KINDS] = {
    TABLE(SY_FINDING_CLUES, "clues", "流水分析：财产线索", "property clues of the flow engine",
          clues),
    TABLE(SY_FINDING_CYCLES, "cycles", "流水分析：资金回流", "money that came back", cycles),
    TABLE(SY_FINDING_ONWARD, "onward", "流水分析：转账七日内的去向",
          "where a transfer's money was seven days later", onward),
    TABLE(SY_FINDING_PROXIES, "proxies", "流水分析：疑似被借用的账户",
          "accounts that the debtor may be using", proxies),
    TABLE(SY_FINDING_TRANSFERS, "transfers", "流水分析：各人之间的转账", "transfers between people",
          transfers),
};

const sy_pool *sy_finding_table(sy_finding_kind kind)
{
    return &tables[kind];
}

const sy_pool *sy_finding_named(const char *id)
{
    for (int k = 0; k < SY_FINDING_KINDS; k++) {
        if (strcmp(tables[k].id, id) == 0) return &tables[k];
    }
    return NULL;
}

sy_finding_kind sy_finding_kind_of(const sy_pool *table)
{
    return (sy_finding_kind)(table - tables);
}
