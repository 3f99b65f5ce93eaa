# What belongs together, and every decision on it: made, seen, undone byte for byte.
head=交易卡号,交易方户名,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明,交易流水号,交易是否成功
A=6299990000000000011 B=6299990000000000029 C=6299990000000000037
{
    echo $head
    echo "$A,甲小丁,2023-05-01 09:00:00,9000.00,10000.00,进,,,工资,A1,成功"
    echo "$A,甲小丁,2023-05-01 10:00:00,5000.00,5000.00,出,$B,乙大壬,转账,A2,成功"
    echo "$A,甲小丁,2023-05-01 10:02:00,5000.00,10000.00,进,$B,乙大壬,冲正,A3,成功"
    echo "$A,甲小丁,2023-05-01 11:00:00,5000.00,10000.00,出,$B,乙大壬,转账,A4,失败"
    echo "$A,甲小丁,2023-05-01 11:05:00,5000.00,5000.00,出,$B,乙大壬,转账,A5,成功"
    echo "$A,甲小丁,2023-05-02 10:00:00,300.00,4700.00,出,,丙*癸,转账,A6,成功"
    echo "$A,甲小丁,2023-05-03 10:00:00,88.00,4612.00,出,,,消费,A7,成功"
    echo "$A,甲小丁,2023-05-03 10:00:30,88.00,4700.00,进,,,撤销,A8,成功"
    echo "$A,甲小丁,2023-05-04 10:00:00,77.00,4777.00,进,,,冲正,A9,成功"
    echo "$A,甲小丁,2023-05-05 10:00:00,60.00,4717.00,出,,财付通支付科技有限公司,快捷支付,A10,成功"
    echo "$A,甲小丁,2023-05-06 10:00:00,70.00,4647.00,出,,财付通支付科技有限公司,快捷支付,A11,成功"
} >a.csv
{
    echo $head
    echo "$B,乙大壬,2023-05-01 11:05:02,5000.00,5000.00,进,$A,甲小丁,转账,B1,成功"
    echo "$B,乙大壬,2023-05-07 09:00:00,1200.00,3800.00,出,$C,丙小癸,转账,B2,成功"
} >b.csv
{
    echo $head
    echo "$C,丙小癸,2023-05-02 10:00:03,300.00,0.00,进,$A,甲小丁,转账,C1,成功"
    echo "$C,丙小癸,2023-05-08 09:00:00,1200.00,0.00,进,$B,乙大壬,转账,C2,成功"
    echo "$C,丙小癸,2023-05-09 09:00:00,30.00,0.00,出,,ATM,ATM取款,C3,成功"
    echo "$C,丙小癸,2023-05-10 09:00:00,40.00,0.00,出,,ATM,ATM取款,C4,成功"
} >c.csv
# The same account as its holder printed it: dates only, no serial.
{
    echo "账号：$B"
    echo 交易日期,摘要,收入金额,支出金额,余额,对方户名,对方账户
    echo "2023-05-01,转账,5000.00,,5000.00,甲小丁,$A"
    echo "2023-05-07,转账,,1200.00,3800.00,丙小癸,$C"
    echo "2023-05-09,消费,,100.00,3700.00,某超市,"
} >b-printed.csv
# The wallet names the card in one row only.
{
    printf '用户ID\t交易单号\t用户侧账号名称\t借贷类型\t交易业务类型\t交易用途类型\t交易时间\t交易金额(分)\t账户余额(分)\t用户银行卡号\t对手方ID\t对手侧账户名称\n'
    printf 'wx-jia\tW1\t甲小丁\t出\t商户消费\t快捷支付\t2023-05-05 10:00:02\t6000\t0\t%s\tmch-1\t某某超市\n' $A
    printf 'wx-jia\tW2\t甲小丁\t出\t商户消费\t余额支付\t2023-05-06 10:01:00\t7000\t0\t\tmch-2\t某某药房\n'
} >TenpayTrades.txt
suyuan init w.suyuan >/dev/null
suyuan import w.suyuan a.csv b.csv c.csv b-printed.csv TenpayTrades.txt
suyuan quality w.suyuan
suyuan match w.suyuan list
suyuan match w.suyuan list --open

state() {
    suyuan quality w.suyuan --json
    suyuan match w.suyuan list --json
    suyuan trace w.suyuan --from $A --rule all --json
}
state >before
suyuan match w.suyuan list --json >list.json
# Page by page it is the same.
for at in 0 5 10; do suyuan match w.suyuan list --json --limit 5 --offset $at; done | python3 -c '
import json, sys
whole, pages = json.load(open("list.json")), [json.loads(line) for line in sys.stdin]
print("pages:", [len(p["matches"]) for p in pages], {p["total"] for p in pages} == {whole["total"]},
      sum((p["matches"] for p in pages), []) == whole["matches"])'
suyuan match w.suyuan list --limit 1 --offset 2 | tail -n 1
suyuan match w.suyuan confirm --rule sides --limit 1
# A match of each kind is turned round (a yes into a no, a guess into a yes) and back.
python3 - list.json >words <<'PY'
import json, sys
seen = set()
for m in json.load(open(sys.argv[1]))["matches"]:
    if (m["kind"], m["state"]) in seen:
        continue
    seen.add((m["kind"], m["state"]))
    rows = [v["id"] for v in m.values() if isinstance(v, dict)] or m["accounts"]
    print("reject" if m["state"] == "confirmed" else "confirm", *rows, m["kind"])
PY
suyuan quality w.suyuan --json >quality
while read -r verdict x y kind; do
    suyuan match w.suyuan "$verdict" "$x" "$y" >/dev/null
    suyuan quality w.suyuan --json | cmp -s quality - && echo "$verdict $kind: nothing has changed"
    suyuan match w.suyuan "$verdict" "$y" "$x" >said
    grep -q 没有变化 said || echo "$verdict $kind: the second time changes something"
    suyuan match w.suyuan undo >/dev/null
    state >after
    cmp before after && echo "$verdict $kind: undone"
done <words
suyuan match w.suyuan confirm --rule sides --above 1000
suyuan match w.suyuan undo
state >after
cmp before after && echo "bulk: undone"
suyuan match w.suyuan confirm $A $B
suyuan match w.suyuan undo 99 || echo "-> $?"
suyuan match w.suyuan undo >/dev/null
state >after
cmp before after && echo "accounts: undone"
suyuan match w.suyuan log --json | python3 -c 'import json, sys
d = json.load(sys.stdin)["decisions"]
print(len(d), "decisions,", sum(x["undone_at"] is not None for x in d), "undone")'
