/* A table says who earns and spends what in which months; a month then draws
 * its rows from it. Nothing here pays for anything that could be mistaken for
 * property. */
#include "synth/life.h"

#include "base/civil.h"
#include "synth/story.h"

#define TENPAY "财付通支付科技有限公司", "Z2004944000010N", "", "快捷支付"
#define ALIPAY "支付宝（中国）网络技术有限公司", "Z2007933000010N", "", "快捷支付"

/* clang-format off */
static const sy_payee shops[] = {
    {TENPAY, "虚构市好再来便利店", "网联支付", false},
    {TENPAY, "虚构市春风面馆", "网联支付", false},
    {TENPAY, "虚构市云上水果店", "网联支付", false},
    {TENPAY, "财付通-扫二维码付款", "网联支付", false},
    {ALIPAY, "虚构市一页书店", "网联支付", false},
    {ALIPAY, "虚构市回春药房", "网联支付", false},
    {ALIPAY, "虚构市四季青菜场", "网联支付", false},
    {"虚构市月满西楼百货有限公司", "", "", "消费", "虚构市月满西楼百货有限公司", "POS", false},
    {"虚构市家常便饭餐饮店", "", "", "消费", "虚构市家常便饭餐饮店", "POS", false},
    {"国网浙江电力虚构市供电公司", "", "", "电费", "", "代扣", false},
};
/* clang-format on */
enum { SHOPS = sizeof shops / sizeof *shops };

/* clang-format off */
static const sy_payee
    atm = {"", "", "", "ATM取款", "", "ATM", true},
    interest = {"", "", "", "结息", "", "结息", false},
    message_fee = {"", "", "", "短信费", "", "收费", false},
    pension_office = {"虚构市社会保险事业管理中心", "99010112010900208",
                      "中国邮政储蓄银行虚构支行", "养老金", "", "代发", false},
    school = {"虚构市桃李小学", "99010112010900216", "中信银行虚构支行", "代发工资", "", "代发",
              false},
    factory = {"虚构市锦绣纺织有限公司", "99060112010900224", "中国银行虚构支行", "代发工资", "",
               "代发", false},
    clinic = {"虚构市妙手诊所", "99060112010900232", "中国农业银行虚构支行", "代发工资", "",
              "代发", false},
    market = {"虚构市万家灯火灯饰有限公司", "99060112010900240", "交通银行虚构支行", "代发工资",
              "", "代发", false},
    buyer = {"虚构市万里春家居有限公司", "99060112010900109", "浦发银行虚构支行", "货款", "",
             "对公转账", false},
    supplier = {"虚构市流水高山五金有限公司", "99060112010900117", "招商银行虚构支行", "货款", "",
                "对公转账", false};
/* clang-format on */

/* One account's habits from one month to another, both inclusive; months
 * count from January 2022. */
typedef struct habit {
    int account, from_month, to_month;
    const sy_payee *payer; /* NULL: no regular income */
    sy_minor pay_least, pay_most;
    uint32_t shops; /* at most so many a month */
    sy_minor shop_most;
    int cash_every; /* months; 0: never */
    bool has_interest;
} habit;

static const habit habits[] = {
    {SY_ACC_MAIN, 0, 32, NULL, 0, 0, 1, 180000, 6, true},
    {SY_ACC_PAY, 0, 32, NULL, 0, 0, 2, 160000, 5, true},
    {SY_ACC_MOTHER, 13, 32, NULL, 0, 0, 0, 0, 0, true},
    {SY_ACC_PENSION, 0, 32, &pension_office, 318000, 318000, 1, 60000, 4, true},
    {SY_ACC_WIFE, 0, 32, &school, 640000, 680000, 3, 190000, 6, true},
    {SY_ACC_BROTHER, 0, 12, &factory, 520000, 590000, 1, 280000, 4, true},
    {SY_ACC_BROTHER, 15, 32, &factory, 520000, 590000, 1, 280000, 4, true},
    {SY_ACC_HIS_WIFE, 0, 12, &clinic, 460000, 480000, 1, 270000, 5, true},
    {SY_ACC_HIS_WIFE, 15, 32, &clinic, 460000, 480000, 1, 270000, 5, true},
    {SY_ACC_FRIEND, 0, 6, &market, 800000, 900000, 1, 450000, 3, true},
    {SY_ACC_FRIEND, 9, 32, &market, 800000, 900000, 1, 450000, 4, true},
    {SY_ACC_NEIGHBOUR, 11, 32, &factory, 560000, 620000, 1, 320000, 5, true},
    {SY_ACC_STRAW_MAN, 9, 15, &market, 380000, 420000, 1, 120000, 3, false},
    {SY_ACC_STRAW_MAN, 18, 26, &market, 380000, 420000, 1, 120000, 3, false},
};

static int64_t in_month(sy_random *r, int month, int first_day, int last_day, int hour)
{
    const int day = (int)sy_random_between(r, first_day, last_day);

    return sy_days_from_civil(2022 + month / 12, 1 + month % 12, day) * SY_DAY + hour * 3600 +
           sy_random_below(r, 3600);
}

static void spend(sy_book *b, int account, int64_t at, sy_minor fen, const sy_payee *to)
{
    sy_book_pay(b, account, at, fen, to)->is_optional = true;
}

static void live_month(sy_book *b, sy_random *r, const habit *h, int month)
{
    const uint32_t n_shops = h->shops ? sy_random_below(r, h->shops + 1) : 0;

    if (h->payer) {
        sy_book_get(b, h->account, in_month(r, month, 10, 10, 15),
                    sy_random_between(r, h->pay_least / 100, h->pay_most / 100) * 100, h->payer);
    }
    for (uint32_t i = 0; i < n_shops; i++) {
        const int hour = 8 + (int)sy_random_below(r, 13);
        spend(b, h->account, in_month(r, month, 1, 28, hour),
              sy_random_between(r, 500, h->shop_most), &shops[sy_random_below(r, SHOPS)]);
    }
    if (h->cash_every && month % h->cash_every == 1) {
        spend(b, h->account, in_month(r, month, 12, 27, 11), sy_random_between(r, 5, 20) * 10000,
              &atm);
    }
    if (h->has_interest && month % 3 == 2) {
        sy_book_get(b, h->account, in_month(r, month, 21, 21, 2), sy_random_between(r, 15, 4000),
                    &interest);
        spend(b, h->account, in_month(r, month, 22, 22, 3), 600, &message_fee);
    }
}

/* The company buys and sells; not while the debtor's money lies there. */
static void trade(sy_book *b, sy_random *r)
{
    for (int month = 0; month <= 32; month++) {
        if (month == 16) continue;
        sy_book_get(b, SY_ACC_COMPANY, in_month(r, month, 3, 12, 10),
                    sy_random_between(r, 20000, 90000) * 100, &buyer);
        spend(b, SY_ACC_COMPANY, in_month(r, month, 14, 27, 14),
              sy_random_between(r, 15000, 80000) * 100, &supplier);
    }
}

void sy_life_go_on(sy_book *b, sy_random *r)
{
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        for (int m = habits[i].from_month; m <= habits[i].to_month; m++) {
            live_month(b, r, &habits[i], m);
        }
    }
    trade(b, r);
}
