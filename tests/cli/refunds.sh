# What a shop sends back in part comes in, is tied to its payment, and can be taken apart.
set -e
cat >a.csv <<'END'
支付宝账单
支付宝账户：13900000000
交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,
2023-02-12 21:32:14,日用百货,虚构商城,/,锅,支出,100.00,余额,交易成功,Z0001,M1,,
2023-02-15 18:21:04,退款,虚构商城,/,退款-锅,不计收支,20.00,余额,退款成功,Z0001_R2,M1,,
2023-02-16 10:00:00,日用百货,虚构百货,/,衣,支出,80.00,余额,交易关闭,Z0002,M2,,
2023-02-17 10:00:00,退款,虚构百货,/,退款-衣,不计收支,80.00,余额,退款成功,Z0002_R1,M2,,
2023-02-18 10:00:00,退款,虚构店铺,/,退款-鞋,不计收支,9.00,余额,退款成功,Z0009_R1,M9,,
END
cat >b.csv <<'END'
支付宝账单
支付宝账户：13900000000
交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,
2023-03-14 18:21:04,退款,虚构商城,/,退款-锅,不计收支,30.00,余额,退款成功,Z0001_R1,M1,,
END
cat >w.csv <<'END'
微信支付账单明细
微信号：[wxid_made_up]

交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注
2023-05-08 09:00:00,商户消费,虚构小店,衣,支出,¥60.00,零钱,已退款(￥10.00),1000001,M1,
2023-05-09 10:00:00,虚构小店-退款,虚构小店,衣,收入,¥10.00,零钱,已退款(￥10.00),1000002,M1,
2023-05-10 10:00:00,商户消费,虚构大店,袜,支出,¥5.00,零钱,支付成功,1000003,M1,
END
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan b.csv | grep 留存 # before its payment it counts nowhere
suyuan entries a.suyuan --account 13900000000 || echo "code $?"
suyuan import a.suyuan a.csv w.csv | tail -2
suyuan entries a.suyuan --account 13900000000
suyuan entries a.suyuan --account 13900000000 --uncounted
suyuan match a.suyuan list
suyuan quality a.suyuan | grep -A6 前后
suyuan trace a.suyuan --from 13900000000 --json | python3 -c '
import json, sys
t = json.load(sys.stdin)
print(t["seeded"], t["conserved"], [(m["kind"], m["amount"]) for m in t["suspected_met"]])'
suyuan match a.suyuan list --json >before.json
ids=$(python3 -c '
import json
m = [m for m in json.load(open("before.json"))["matches"] if m["reason"] == "part-by-shop"][0]
print(*[v["id"] for v in m.values() if isinstance(v, dict)])')
suyuan match a.suyuan confirm $ids
suyuan match a.suyuan list --state confirmed | wc -l
suyuan match a.suyuan undo
suyuan match a.suyuan list --json | cmp - before.json && echo "as before"
# Whatever comes first.
suyuan init b.suyuan >/dev/null
for f in w.csv a.csv b.csv; do suyuan import b.suyuan $f >/dev/null; done
suyuan match b.suyuan list --json | cmp - before.json && echo "in any order"
