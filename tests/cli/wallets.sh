# Two views of one wallet's money: never added; the payments lend the balance
# their counterparties, whatever came first. Tenpay and its registration.
set -e
cp "$HERE"/../layouts/alipay-*.csv "$HERE"/../layouts/Tenpay*.txt .
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan alipay-balance.csv
suyuan accounts a.suyuan --all
echo "the payments too"
suyuan import a.suyuan alipay-details.csv alipay-transfers.csv
suyuan accounts a.suyuan --all | tee first.txt
suyuan trace a.suyuan --from 2088000000000011 --since 2023-09-01
suyuan init b.suyuan >/dev/null
suyuan import b.suyuan alipay-transfers.csv alipay-details.csv >/dev/null
suyuan import b.suyuan alipay-balance.csv >/dev/null
suyuan accounts b.suyuan --all | cmp - first.txt && echo "the other way round: the same"
suyuan init c.suyuan >/dev/null
suyuan import c.suyuan TenpayTrades.txt TenpayRegInfo.txt
suyuan accounts c.suyuan --all
suyuan entries a.suyuan --account 2088000000000011 --uncounted
suyuan entries a.suyuan --account 2088000000000011 --uncounted --limit 1 --json | python3 "$HERE/pretty.py"
echo "with the card's statement"
cat >card.csv <<'ROWS'
交易卡号,交易方户名,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明,交易流水号
6299990000000000012,王样一,2023-07-01 10:00:02,1000.00,500.00,出,,财付通支付科技有限公司,微信零钱充值,K1
6299990000000000012,王样一,2023-07-03 12:00:05,200.00,300.00,出,,财付通-某某商行,快捷支付,K2
6299990000000000012,王样一,2023-07-05 14:02:00,5711.00,6011.00,进,,财付通支付科技有限公司,微信零钱提现,K3
ROWS
suyuan import c.suyuan card.csv >/dev/null
suyuan match c.suyuan list
suyuan trace c.suyuan --from wxid_yangyi01 --since 2023-07-01
echo "one order in both, twenty minutes apart"
printf '%s\n' "用户ID	交易单号	用户侧账号名称	借贷类型	交易业务类型	交易用途类型	交易时间	交易金额(分)	账户余额(分)	用户银行卡号	用户侧网银联单号	对手方ID	对手侧账户名称	备注1" \
    "wxid_made_up	3000001	虚构己	出	商户消费	条码支付	2023-07-08 10:00:00	3300	800		2023070812345678901234567890123	1900000111	虚构面馆	午饭" \
    "wxid_made_up	3000002	虚构己	出	商户消费	条码支付	2023-07-08 10:01:00	3300	800			1900000112	虚构书店	" >orders.txt
cat >card2.csv <<'ROWS'
交易卡号,交易方户名,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明,备注,交易流水号
6299990000000000053,虚构己,2023-07-08 10:21:00,33.00,500.00,出,,财付通-虚构面馆,快捷支付,网联流水2023070812345678901234567890123,K9
ROWS
suyuan init d.suyuan >/dev/null
suyuan import d.suyuan orders.txt card2.csv >/dev/null
suyuan match d.suyuan list
