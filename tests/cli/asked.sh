# What was asked for, and how much of it came.
A=6299990000000000011 B=6299990000000000029
{
    echo "任务流水号,银行名称,主体类别,证账号码,账卡号,发送时间,反馈时间,反馈结果,查询开始时间,查询截止时间"
    echo "T1,虚构银行,个人,$A,$A,2023-12-01,2023-12-05,成功,2023-01-01,2023-06-30"
    echo "T2,虚构银行,个人,$B,$B,2023-12-01,2023-12-05,查无此账户,2023-01-01,2023-06-30"
} >tasks.csv
{
    echo 交易卡号,交易方户名,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明,交易流水号
    echo "$A,甲小丁,2023-02-10 09:00:00,9000.00,10000.00,进,,,工资,A1"
    echo "$A,甲小丁,2023-04-20 10:00:00,4000.00,6000.00,出,$B,乙大壬,转账,A2"
} >a.csv
suyuan init w.suyuan >/dev/null
suyuan import w.suyuan tasks.csv a.csv --json | python3 -c 'import json, sys; print([(f["path"], f["accepted"]) for f in json.load(sys.stdin)["files"]])'
suyuan quality w.suyuan
suyuan quality w.suyuan --json | python3 -c 'import json, sys
q = json.load(sys.stdin)
for a in q["accounts"]:
    print(a["account"], [(m["month"], m["state"]) for m in a["months"]], a["asked"])
print(q["unanswered"])'
