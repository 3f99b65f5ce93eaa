/* The layouts of the intake tests (tests/layouts), as tables: headings and what stands under
 * them. Feedback to authorities, prints for customers, a company's print, a wallet's file. */
#include "synth/office/layouts.h"

/* clang-format off */
static const sy_office_column columns_0[] = {
    {"交易卡号", SY_CELL_CARD}, {"交易账号", SY_CELL_INNER}, {"交易方户名", SY_CELL_HOLDER},
    {"交易方证件号码", SY_CELL_HOLDER_ID}, {"交易时间", SY_CELL_TIME}, {"交易金额", SY_CELL_AMOUNT},
    {"交易余额", SY_CELL_BALANCE}, {"收付标志", SY_CELL_DIRECTION},
    {"交易对手账卡号", SY_CELL_OTHER_NUMBER}, {"现金标志", SY_CELL_CASH},
    {"对手户名", SY_CELL_OTHER_NAME}, {"对手身份证号", SY_CELL_OTHER_ID},
    {"对手开户银行", SY_CELL_OTHER_BANK}, {"摘要说明", SY_CELL_SUMMARY}, {"交易币种", SY_CELL_CURRENCY},
    {"交易网点名称", SY_CELL_BRANCH}, {"交易发生地", SY_CELL_PLACE}, {"交易是否成功", SY_CELL_SUCCESS},
    {"传票号", SY_CELL_EMPTY}, {"IP地址", SY_CELL_IP}, {"MAC地址", SY_CELL_MAC},
    {"对手交易余额", SY_CELL_EMPTY}, {"交易流水号", SY_CELL_SERIAL}, {"日志号", SY_CELL_EMPTY},
    {"凭证种类", SY_CELL_EMPTY}, {"凭证号", SY_CELL_EMPTY}, {"交易柜员号", SY_CELL_EMPTY},
    {"备注", SY_CELL_NOTE}, {"商户名称", SY_CELL_MERCHANT}, {"交易类型", SY_CELL_TYPE},
    {"查询反馈结果原因", SY_CELL_EMPTY}
};
static const sy_office_column columns_1[] = {
    {"交易卡号", SY_CELL_CARD}, {"交易账号", SY_CELL_INNER}, {"账户开户名称", SY_CELL_HOLDER},
    {"开户人证件号码", SY_CELL_HOLDER_ID}, {"交易时间", SY_CELL_TIME}, {"交易金额", SY_CELL_AMOUNT},
    {"交易余额", SY_CELL_BALANCE}, {"收付标志", SY_CELL_DIRECTION},
    {"交易对手账卡号", SY_CELL_OTHER_NUMBER}, {"现金标志", SY_CELL_CASH},
    {"对手户名", SY_CELL_OTHER_NAME}, {"对手身份证号", SY_CELL_OTHER_ID},
    {"对手开户银行", SY_CELL_OTHER_BANK}, {"摘要说明", SY_CELL_SUMMARY}, {"交易币种", SY_CELL_CURRENCY},
    {"交易网点名称", SY_CELL_BRANCH}, {"交易网点代码", SY_CELL_EMPTY}, {"交易发生地", SY_CELL_PLACE},
    {"交易是否成功", SY_CELL_SUCCESS}, {"传票号", SY_CELL_EMPTY}, {"终端号", SY_CELL_EMPTY},
    {"IP地址", SY_CELL_IP}, {"MAC地址", SY_CELL_MAC}, {"对手交易余额", SY_CELL_EMPTY},
    {"交易流水号", SY_CELL_SERIAL}, {"日志号", SY_CELL_EMPTY}, {"凭证种类", SY_CELL_EMPTY},
    {"凭证号", SY_CELL_EMPTY}, {"交易柜员号", SY_CELL_EMPTY}, {"商户名称", SY_CELL_MERCHANT},
    {"商户号", SY_CELL_EMPTY}, {"备注", SY_CELL_NOTE}, {"交易类型", SY_CELL_TYPE},
    {"查询反馈结果原因", SY_CELL_EMPTY}
};
static const sy_office_column columns_2[] = {
    {"交易卡号", SY_CELL_CARD}, {"交易账号", SY_CELL_INNER}, {"交易户名", SY_CELL_HOLDER},
    {"交易证件号码", SY_CELL_HOLDER_ID}, {"交易方开户行", SY_CELL_BANK},
    {"账户性质", SY_CELL_HOLDER_KIND}, {"交易时间", SY_CELL_TIME}, {"交易金额", SY_CELL_AMOUNT},
    {"交易余额", SY_CELL_BALANCE}, {"收付标志", SY_CELL_DIRECTION},
    {"交易对手账卡号", SY_CELL_OTHER_NUMBER}, {"对手账户性质", SY_CELL_EMPTY},
    {"现金标志", SY_CELL_CASH}, {"对手户名", SY_CELL_OTHER_NAME}, {"对手身份证号", SY_CELL_OTHER_ID},
    {"对手开户银行", SY_CELL_OTHER_BANK}, {"摘要说明", SY_CELL_SUMMARY}, {"交易币种", SY_CELL_CURRENCY},
    {"交易网点名称", SY_CELL_BRANCH}, {"交易发生地", SY_CELL_PLACE}, {"交易是否成功", SY_CELL_SUCCESS},
    {"传票号", SY_CELL_EMPTY}, {"IP地址", SY_CELL_IP}, {"MAC地址", SY_CELL_MAC},
    {"对手交易余额", SY_CELL_EMPTY}, {"交易流水号", SY_CELL_SERIAL}, {"商户流水号", SY_CELL_EMPTY},
    {"日志号", SY_CELL_EMPTY}, {"凭证种类", SY_CELL_EMPTY}, {"凭证号", SY_CELL_EMPTY},
    {"交易柜员号", SY_CELL_EMPTY}, {"备注", SY_CELL_NOTE_MERCHANT}
};
static const sy_office_column columns_3[] = {
    {"交易账卡号", SY_CELL_CARD}, {"交易户名", SY_CELL_HOLDER}, {"交易证件号码", SY_CELL_HOLDER_ID},
    {"交易日期", SY_CELL_DATE}, {"交易时间", SY_CELL_CLOCK}, {"交易金额", SY_CELL_AMOUNT},
    {"交易余额", SY_CELL_BALANCE}, {"收付标志", SY_CELL_DIRECTION}, {"对手账号", SY_CELL_EMPTY},
    {"对手卡号", SY_CELL_OTHER_NUMBER}, {"对手户名", SY_CELL_OTHER_NAME}, {"对手余额", SY_CELL_EMPTY},
    {"摘要说明", SY_CELL_SUMMARY}, {"商户代码", SY_CELL_EMPTY}
};
static const sy_office_column columns_4[] = {
    {"交易日期", SY_CELL_DATE}, {"交易时间", SY_CELL_CLOCK}, {"客户名称", SY_CELL_HOLDER},
    {"交易卡号", SY_CELL_CARD}, {"交易方向(D:借|C:贷)", SY_CELL_DIRECTION},
    {"交易金额", SY_CELL_AMOUNT}, {"联机余额", SY_CELL_BALANCE}, {"对方帐号", SY_CELL_OTHER_NUMBER},
    {"对方客户名称", SY_CELL_OTHER_NAME}, {"交易摘要", SY_CELL_SUMMARY}, {"账号", SY_CELL_INNER}
};
static const sy_office_column columns_5[] = {
    {"序号", SY_CELL_LINE}, {"摘要", SY_CELL_SUMMARY}, {"币别", SY_CELL_CURRENCY},
    {"钞汇", SY_CELL_EMPTY}, {"交易日期", SY_CELL_DATE}, {"交易金额", SY_CELL_SIGNED},
    {"账户余额", SY_CELL_BALANCE}, {"交易地点/附言", SY_CELL_NOTE_MERCHANT},
    {"对方账号与户名", SY_CELL_NUMBER_AND_NAME}
};
static const sy_office_column columns_6[] = {
    {"记账日期", SY_CELL_DATE}, {"记账时间", SY_CELL_CLOCK}, {"币别", SY_CELL_CURRENCY},
    {"金额", SY_CELL_SIGNED}, {"余额", SY_CELL_BALANCE}, {"交易名称", SY_CELL_SUMMARY},
    {"渠道", SY_CELL_EMPTY}, {"网点名称", SY_CELL_BRANCH}, {"附言", SY_CELL_NOTE_MERCHANT},
    {"对方账户名", SY_CELL_OTHER_NAME}, {"对方卡号/账号", SY_CELL_OTHER_NUMBER},
    {"对方开户行", SY_CELL_OTHER_BANK}
};
static const sy_office_column columns_7[] = {
    {"交易日期", SY_CELL_DATE}, {"交易时间", SY_CELL_CLOCK}, {"摘要", SY_CELL_SUMMARY},
    {"收入金额", SY_CELL_IN}, {"支出金额", SY_CELL_OUT}, {"余额", SY_CELL_BALANCE},
    {"对方户名", SY_CELL_OTHER_NAME}, {"对方账号", SY_CELL_OTHER_NUMBER}, {"交易场所", SY_CELL_PLACE},
    {"备注", SY_CELL_NOTE_MERCHANT}
};
static const sy_office_column columns_8[] = {
    {"交易时间", SY_CELL_TIME}, {"借贷标志", SY_CELL_DIRECTION}, {"交易金额", SY_CELL_AMOUNT},
    {"交易后余额", SY_CELL_BALANCE}, {"对方账(卡)号", SY_CELL_OTHER_NUMBER},
    {"对方姓名", SY_CELL_OTHER_NAME}, {"摘要", SY_CELL_SUMMARY}, {"备注", SY_CELL_NOTE_MERCHANT},
    {"柜员号", SY_CELL_EMPTY}
};
static const sy_office_column columns_9[] = {
    {"交易日期", SY_CELL_DATE}, {"交易时间", SY_CELL_CLOCK}, {"凭证号", SY_CELL_EMPTY},
    {"借方发生额", SY_CELL_OUT}, {"贷方发生额", SY_CELL_IN}, {"账户余额", SY_CELL_BALANCE},
    {"对方户名", SY_CELL_OTHER_NAME}, {"对方账号", SY_CELL_OTHER_NUMBER},
    {"对方开户行", SY_CELL_OTHER_BANK}, {"摘要", SY_CELL_SUMMARY}, {"用途", SY_CELL_NOTE_MERCHANT}
};
static const sy_office_column columns_10[] = {
    {"用户ID", SY_CELL_CARD}, {"交易单号", SY_CELL_SERIAL}, {"大单号", SY_CELL_EMPTY},
    {"用户侧账号名称", SY_CELL_HOLDER}, {"借贷类型", SY_CELL_DIRECTION}, {"交易业务类型", SY_CELL_TYPE},
    {"交易用途类型", SY_CELL_SUMMARY}, {"交易时间", SY_CELL_TIME}, {"交易金额(分)", SY_CELL_FEN},
    {"账户余额(分)", SY_CELL_FEN_BALANCE}, {"用户银行卡号", SY_CELL_EMPTY},
    {"用户侧网银联单号", SY_CELL_EMPTY}, {"网联/银联", SY_CELL_EMPTY},
    {"第三方账户名称", SY_CELL_EMPTY}, {"对手方ID", SY_CELL_EMPTY},
    {"对手侧账户名称", SY_CELL_OTHER_NAME}, {"对手方银行卡号", SY_CELL_OTHER_NUMBER},
    {"对手侧银行名称", SY_CELL_OTHER_BANK}, {"对手侧网银联单号", SY_CELL_EMPTY},
    {"网联/银联", SY_CELL_EMPTY}, {"基金公司信息", SY_CELL_EMPTY}, {"间联/非间联交易", SY_CELL_EMPTY},
    {"第三方账户名称", SY_CELL_EMPTY}, {"对手方接收时间", SY_CELL_EMPTY},
    {"对手方接收金额(分)", SY_CELL_EMPTY}, {"备注1", SY_CELL_NOTE_MERCHANT}, {"备注2", SY_CELL_EMPTY}
};
static const sy_office_column columns_11[] = {
    {"交易订单号/外部流水号", SY_CELL_SERIAL}, {"账户", SY_CELL_CARD},
    {"对方帐户", SY_CELL_EMPTY}, {"交易发生日期", SY_CELL_TIME}, {"银行处理日期", SY_CELL_EMPTY},
    {"收入金额(+)（元）", SY_CELL_IN}, {"支出金额(-)（元）", SY_CELL_MINUS},
    {"余额（元）", SY_CELL_BALANCE}, {"业务类型", SY_CELL_SUMMARY}, {"交易发生地", SY_CELL_EMPTY},
    {"银行名称", SY_CELL_EMPTY}, {"备注", SY_CELL_NOTE_OTHER}, {"对应的协查数据", SY_CELL_HOLDER}
};
static const sy_office_column columns_12[] = {
    {"交易日期", SY_CELL_DATE}, {"交易时间", SY_CELL_CLOCK}, {"交易摘要", SY_CELL_SUMMARY},
    {"交易金额", SY_CELL_SIGNED}, {"本次余额", SY_CELL_BALANCE},
    {"对手信息", SY_CELL_NAME_AND_NUMBER}, {"日 志 号", SY_CELL_SERIAL},
    {"交易渠道", SY_CELL_EMPTY}, {"交易附言", SY_CELL_NOTE_MERCHANT}
};
static const sy_office_column columns_13[] = {
    {"查询账号", SY_CELL_CARD}, {"对方账号姓名", SY_CELL_OTHER_NAME},
    {"对方账号卡号", SY_CELL_OTHER_NUMBER}, {"金额", SY_CELL_AMOUNT}, {"余额", SY_CELL_BALANCE},
    {"借贷标志", SY_CELL_DIRECTION}, {"交易类型", SY_CELL_TYPE}, {"交易结果", SY_CELL_SUCCESS},
    {"交易时间", SY_CELL_TIME}, {"交易开户行", SY_CELL_BANK}, {"交易网点名称", SY_CELL_BRANCH},
    {"交易流水号", SY_CELL_SERIAL}, {"交易摘要", SY_CELL_SUMMARY}
};

#define COLUMNS(n) columns_##n, sizeof columns_##n / sizeof *columns_##n

const sy_office_layout sy_office_layouts[] = {
    {"交易明细", COLUMNS(0), SY_PREAMBLE_NONE, "进", "出", "CNY", '-', true, false, false, false},
    {"交易明细信息", COLUMNS(1), SY_PREAMBLE_NONE, "贷", "借", "人民币", '-', true, false, false, false},
    {"交易数据", COLUMNS(2), SY_PREAMBLE_NONE, "收入", "支出", "人民币元", '-', true, false, false, false},
    {"反馈", COLUMNS(3), SY_PREAMBLE_NONE, "收", "付", "CNY", '-', false, false, false, false},
    {"账户明细", COLUMNS(4), SY_PREAMBLE_NONE, "C", "D", "CNY", 0, false, false, false, false},
    {"活期明细", COLUMNS(5), SY_PREAMBLE_ACCOUNT, "进", "出", "人民币", 0, false, false, false, false},
    {"交易流水明细清单", COLUMNS(6), SY_PREAMBLE_ACCOUNT, "进", "出", "人民币", '-', false, false, false, false},
    {"借记卡账户历史明细", COLUMNS(7), SY_PREAMBLE_ACCOUNT, "进", "出", "CNY", '-', false, false, false, false},
    {"对账单", COLUMNS(8), SY_PREAMBLE_ACCOUNT, "贷", "借", "CNY", '/', false, false, false, false},
    {"对公账户明细", COLUMNS(9), SY_PREAMBLE_ACCOUNT, "进", "出", "CNY", '-', false, false, true, false},
    {"TenpayTrades", COLUMNS(10), SY_PREAMBLE_NONE, "入", "出", "CNY", '-', false, true, false, true},
    {"余额明细", COLUMNS(11), SY_PREAMBLE_NONE, "", "", "", '-', false, true, false, false},
    {"明细", COLUMNS(12), SY_PREAMBLE_NONE, "", "", "", 0, false, false, false, false},
    {"涉案账户", COLUMNS(13), SY_PREAMBLE_NONE, "贷", "借", "", 0, false, false, false, false},
};
/* clang-format on */
const size_t sy_n_office_layouts = sizeof sy_office_layouts / sizeof *sy_office_layouts;
