# The form of a case: written, filled in, taken over whole or not at all, twice without a
# change, and taken back. The same rows as csv.
set -e
suyuan init a.suyuan --name 测试案 >/dev/null
suyuan template case -o case.xlsx
suyuan template case -o again.xlsx --json
cmp case.xlsx again.xlsx
suyuan case a.suyuan --from case.xlsx
python3 "$HERE/fill.py" case.xlsx facts.xlsx 案件 "B4=(2023)浙0699执1234号" B5=虚构甲 \
    B6=330699198503150025 B7=186万元 "B8=#44986" B9=2023年5月4日 B14=2023-09-20
python3 "$HERE/fill.py" facts.xlsx filled.xlsx 人员 A3=配偶 B3=虚构丁 C3=330699199202291232 \
    D3=13900000001 E3=样县一街1号 F3=户籍信息第3页 A4=被执行人 B4=虚构甲 A5=被执行人 B5=虚构戊 \
    C5=330699197001019989 A6=被执行人的公司 B6=虚构商贸有限公司 C6=91330683MA2000019N
echo "taken over"
suyuan case a.suyuan --from filled.xlsx
echo "twice"
suyuan case a.suyuan --from filled.xlsx --json | python3 "$HERE/pretty.py"
echo "taken back"
suyuan case a.suyuan --undo
echo "csv"
cat >case.csv <<'END'
项目,内容
案号,(2023)浙0699执1234号
被执行人,虚构甲
执行标的(元),"1,860,000.00"
终本日,2023/9/20
限消令日,2023-03-01
,
关系,姓名,身份证号,备注
配偶,虚构丁,330699199202291233,
父母,虚构己,,户籍信息
END
suyuan case a.suyuan --from case.csv
echo "wrong cells"
cat >wrong.csv <<'END'
被执行人,虚构甲
被执行人,虚构乙
执行标的,许多
裁判生效日,2023-02-30
恢复执行日,明年
被执行人证件号码,3.30699E+17
案由,民间借贷
关系,姓名,身份证号
老婆,虚构丁,
配偶,,330699199202291232
,虚构己,
END
suyuan case a.suyuan --from wrong.csv || echo "exit $?"
suyuan case a.suyuan --from wrong.csv --lang en || echo "exit $?"
suyuan case a.suyuan --from wrong.csv --json | python3 "$HERE/pretty.py" || true
suyuan people a.suyuan
echo "a dash takes back"
printf '限消令日,-\n' >dash.csv
suyuan case a.suyuan --from dash.csv
echo "no form"
printf 'a,b\n1,2\n' >other.csv
suyuan case a.suyuan --from other.csv || echo "exit $?"
suyuan case a.suyuan --from none.xlsx || echo "exit $?"
suyuan case a.suyuan --from dash.csv --undo || echo "exit $?"
echo "people"
suyuan people a.suyuan add --relation sibling --name 虚构庚 --identity 330699800101001
suyuan people a.suyuan add --relation 兄弟姐妹 --name 虚构庚 --identity 330699198001010014 --json |
    python3 "$HERE/pretty.py"
suyuan people a.suyuan undo
suyuan people a.suyuan undo 99 || echo "exit $?"
suyuan people a.suyuan undo x || echo "exit $?"
suyuan people a.suyuan add --relation 邻居 --name 虚构辛 || echo "exit $?"
suyuan people a.suyuan add --relation 配偶 || echo "exit $?"
suyuan people a.suyuan show || echo "exit $?"
