# Days and rows that supplied statements lack, and wallets of which the statement is there.
set -e
HEAD=交易卡号,交易方户名,交易方证件号码,交易方开户行,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,对手开户银行,摘要说明
A=6222021234567890003,王样一,330699198503150025,样行
B=6212345678901234569,王样三,330699199202291233,工样行
C=6217001234567890122,李样二,330699199202291233,建样行
{
    echo "$HEAD"
    echo "$A,2023-03-01 10:00:00,100000.00,100000.00,进,,柜面存款,,现金存入"
    echo "$A,2023-03-02 10:00:00,20000.00,80000.00,出,6212345678901234569,王样三,工样行,转账"
    echo "$A,2023-03-03 10:00:00,4000.00,76000.00,出,6217001234567890122,李样二,建样行,转账"
    echo "$A,2023-03-04 10:00:00,7000.00,69000.00,出,6222021234567890003,王样一,样行,转账"
    echo "$A,2023-05-20 10:00:00,9000.00,60000.00,出,6212345678901234569,王样三,工样行,转账"
    echo "$A,2023-06-30 10:00:00,10.00,60010.00,进,,结息,,结息"
} >debtor.csv
{
    echo "$HEAD"
    echo "$B,2023-03-02 10:00:02,20000.00,20000.00,进,6222021234567890003,王样一,样行,转账"
    echo "$B,2023-03-10 10:00:00,1000.00,16000.00,出,,超市购物,,消费"
    echo "$B,2023-03-31 10:00:00,1.00,16001.00,进,,结息,,结息"
} >skips.csv
{
    echo "$HEAD"
    echo "$C,2023-02-01 10:00:00,500.00,500.00,进,,结息,,结息"
    echo "$C,2023-06-30 10:00:00,1.00,501.00,进,,结息,,结息"
} >lacks.csv
suyuan init a.suyuan --debtor 王样一 --suit-served 2023-01-01 >/dev/null
suyuan import a.suyuan debtor.csv skips.csv lacks.csv >/dev/null
suyuan people a.suyuan add --relation 配偶 --name 李样二 >/dev/null
suyuan inquiries a.suyuan --all
suyuan inquiries a.suyuan --json | python3 -c 'import json, sys
for i in json.load(sys.stdin)["inquiries"]:
    print(i["kind"], i["holder"], i["relation"], i["from"], i["to"], i.get("missing", ""), i["amount_waiting"],
          i.get("at_least"), i.get("at_most"), i["reasons"], len(i["entries"]))'
# The period that was asked for proves the edges to the day.
suyuan init b.suyuan --debtor 王样一 --suit-served 2023-01-01 >/dev/null
suyuan import b.suyuan debtor.csv lacks.csv >/dev/null
suyuan import b.suyuan skips.csv --period 2023-03-01..2023-06-15 >/dev/null
suyuan inquiries b.suyuan --json | python3 -c 'import json, sys
for i in json.load(sys.stdin)["inquiries"]:
    print(i["kind"], i["holder"], i["from"], i["to"], i.get("missing", ""), i["amount_waiting"], i["reasons"])'
# A wallet whose statement is there is not asked for; another firm's is.
cp "$HERE"/../layouts/Tenpay*.txt .
cat >card.csv <<'ROWS'
交易卡号,交易方户名,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明,交易流水号
6299990000000000012,王样一,2023-07-01 10:00:02,1000.00,5500.00,出,,财付通支付科技有限公司,微信零钱充值,K1
6299990000000000012,王样一,2023-07-03 12:00:05,200.00,5300.00,出,,财付通-某某商行,快捷支付,K2
6299990000000000012,王样一,2023-07-04 12:00:05,300.00,5000.00,出,,支付宝-某某商行,快捷支付,K3
ROWS
suyuan init c.suyuan --debtor 王样一 >/dev/null
suyuan import c.suyuan card.csv >/dev/null
suyuan inquiries c.suyuan --json >before.json
suyuan import c.suyuan TenpayTrades.txt TenpayRegInfo.txt >/dev/null
suyuan inquiries c.suyuan --json >after.json
python3 -c 'import json
for name in "before.json", "after.json":
    print([(i["kind"], i["bank"], i["amount_waiting"]) for i in json.load(open(name))["inquiries"]])'
