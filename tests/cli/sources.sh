# A file that was imported by mistake goes again: said before, whole, and brought back by an import.
HEAD=交易卡号,交易方户名,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明,交易流水号
row() { echo "6299990000000000011,甲小丁,2023-01-0$1 10:00:00,$2.00,$3.00,进,6299990000000000029,乙大壬,转账,S$1"; }
{ echo $HEAD; row 1 100 100; row 2 50 150; row 3 50 200; } >first.csv
{ echo $HEAD; row 2 50 150; row 3 50 200; row 4 10 210; } >second.csv
{ echo $HEAD; echo "6299990000000000045,丙误入,2023-02-01 09:00:00,7.00,7.00,进,6299990000000000011,甲小丁,还款,W1"; } >wrong.csv
mkdir twin; cp first.csv twin/; echo >>twin/first.csv
export SUYUAN_USER=李助理
try() {
    suyuan "$@"
    echo "-> $?"
}
suyuan init a.suyuan >/dev/null
try sources a.suyuan
suyuan import a.suyuan first.csv >/dev/null; suyuan import a.suyuan second.csv wrong.csv >/dev/null
echo '{"graph":{"placed":"6299990000000000045@0@0"}}' | suyuan board a.suyuan save 图 >/dev/null
# Of what a board shows, not of the steps that led there, nor of a longer number.
board() { suyuan board a.suyuan save "$1" >/dev/null; }
echo '{"graph":{},"notes":{"6299990000000000045@某银行":"问其妻"}}' | board 备注
echo '{"graph":{"fold":["家族=6299990000000000011,6299990000000000045@某银行"]}}' | board 合并
echo '{"graph":{},"exhibits":[{"name":"一","cards":["6299990000000000045"]}]}' | board 示意图
echo '{"graph":{"placed":"62999900000000000451@0@0"},"page":{"undo":["6299990000000000045@0@0"]}}' | board 没有
try sources a.suyuan
# The rows behind each number.
{ echo $HEAD; row 5 9 9; row 6 12,5O 9; } >third.csv
suyuan import a.suyuan third.csv >/dev/null 2>&1
for what in accepted duplicate rejected all; do
    try sources a.suyuan rows second.csv --what $what
    suyuan sources a.suyuan rows third.csv --what $what --json | sed "s/\"sha256\":\"[0-9a-f]*\",//"
done
try sources a.suyuan rows third.csv --what bad
try sources a.suyuan rows third.csv --sheet none
try sources a.suyuan rows third.csv --what all --limit 1
suyuan sources a.suyuan remove third.csv --yes >/dev/null
# What goes is said; nothing goes.
try sources a.suyuan remove wrong.csv
try sources a.suyuan remove first.csv
suyuan sources a.suyuan remove first.csv --json | python3 "$HERE/pretty.py" | grep -v sha256
suyuan sources a.suyuan --json | grep -o '"path"' | wc -l
# It goes, and a case that never had it says the same.
try sources a.suyuan remove wrong.csv --yes
suyuan init b.suyuan >/dev/null; suyuan import b.suyuan first.csv second.csv >/dev/null
same() {
    for what in accounts quality verify; do
        suyuan $what a.suyuan --json >x.json; suyuan $what b.suyuan --json >y.json
        cmp x.json y.json || echo "differs: $what"
    done
}
same
# The first of repeated rows goes: the others stand for themselves.
try sources a.suyuan remove first.csv --yes
rm -r b.suyuan; suyuan init b.suyuan >/dev/null; suyuan import b.suyuan second.csv >/dev/null
same
try sources a.suyuan
try import a.suyuan first.csv
try sources a.suyuan
# Two files of one name, what is not there, what is in use.
suyuan import a.suyuan twin/first.csv >/dev/null
for wrong in "remove first.csv" "remove third.csv" "remove" "rename first.csv" "release first.csv" "release second.csv"; do
    try sources a.suyuan $wrong
done
ls a.suyuan/originals | wc -l
try sources a.suyuan release wrong.csv
ls a.suyuan/originals | wc -l
try sources a.suyuan release wrong.csv
suyuan log a.suyuan --kind source | grep 移除文件 | sed "s/^20[0-9-]* [0-9:]*/DAY/"
suyuan log a.suyuan check | sed "s/[0-9a-f]\{64\}/(hash)/"
# A register is taken back from its last load on.
HEADS=序号,号牌号码,所有人,身份证明号码,初次登记日期
{ echo $HEADS; echo 1,浙D00001,虚构甲,330699198503150025,2019-03-01; } >old.csv
{ echo $HEADS; echo 1,浙D00001,虚构乙,330699199202291232,2021-03-01; } >new.csv
suyuan import a.suyuan old.csv --as pool:vehicles >/dev/null; suyuan import a.suyuan new.csv --as pool:vehicles >/dev/null
try sources a.suyuan remove old.csv --yes
try sources a.suyuan remove new.csv --yes
suyuan pool a.suyuan list --json --today 2024-01-01 | grep -o '{"id":"vehicles"[^}]*"rows":[0-9]*' | grep -o '"rows":.*'
suyuan pool a.suyuan history vehicles --json | head -c 300; echo
try sources a.suyuan remove old.csv --yes
# All of them: an empty case.
for one in $(suyuan sources a.suyuan --json | grep -o '"sha256":"[0-9a-f]*"' | cut -d'"' -f4 | sort -u); do
    suyuan sources a.suyuan remove $one --yes >/dev/null 2>&1
done
try accounts a.suyuan
