# The bank's own totals prove a month, or show that rows are missing.
HEAD=交易日期,交易时间,摘要,收入金额,支出金额,余额,对方户名,对方账户
{
    echo "账号：6299990000000000011,户名：甲小丁,起止日期：2023-05-01至2023-05-31"
    echo $HEAD
    echo "2023-05-03,09:00:00,工资,9000.00,,10000.00,某厂,"
    echo "2023-05-08,10:00:00,转账,,4000.00,6000.00,乙大壬,6299990000000000029"
    echo "2023-05-20,11:00:00,转账,,1500.00,4500.00,丙小癸,6299990000000000037"
    echo "收入笔数：1,收入合计：9000.00,支出笔数：2,支出合计：5500.00,期初余额：1000.00,期末余额：4500.00"
} >whole.csv
# Two rows that net to zero are cut out: the balances follow from each other all the same.
{
    echo "账号：6299990000000000029,户名：乙大壬,起止日期：2023-05-01至2023-05-31"
    echo $HEAD
    echo "2023-05-08,10:00:02,转账,4000.00,,4000.00,甲小丁,6299990000000000011"
    echo "2023-05-21,10:00:00,消费,,1000.00,3000.00,某店,"
    echo "收入笔数：2,收入合计：12000.00,支出笔数：2,支出合计：9000.00,期初余额：0.00,期末余额：3000.00"
} >cut.csv
suyuan init w.suyuan >/dev/null
suyuan import w.suyuan whole.csv cut.csv
suyuan quality w.suyuan
suyuan quality w.suyuan --json >q.json
python3 - <<'PY'
import json
for a in json.load(open("q.json"))["accounts"]:
    print(a["account"], [m["state"] for m in a["months"]], [(t["proves"], [f["of"] for f in t["figures"] if not f["agrees"]]) for t in a["totals"]])
PY
# A period asked for proves nothing against the bank's own totals.
suyuan init p.suyuan >/dev/null
suyuan import p.suyuan whole.csv cut.csv --period 2023-04-01..2023-05-31 >/dev/null
suyuan quality p.suyuan --json | python3 -c 'import json, sys
for a in json.load(sys.stdin)["accounts"]:
    print(a["account"], [(m["month"], m["state"]) for m in a["months"]], a["asked"])'
