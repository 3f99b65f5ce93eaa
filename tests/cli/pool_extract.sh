# A county keeps only the rows of its debtors: what was seen and kept is on record, the extract
# verifies, and more debtors ask for the file again. Keys that lead nowhere are named by row.
set -e
suyuan init a.suyuan >/dev/null
cat >cases.csv <<'END'
案号,执行法院,被执行人姓名/名称,身份证号码/组织机构代码,立案时间,终本日期,执行标的
(2023)浙0699执12号,样县法院,样甲,330699198503150025,2023-01-10,2023-06-20,100000.00
(2023)浙0699执30号,样县法院,虚构商贸有限公司,91330683MA2000019N,2023-01-10,2023-06-20,100000.00
END
cat >more.csv <<'END'
案号,执行法院,被执行人姓名/名称,身份证号码/组织机构代码,立案时间,终本日期,执行标的
(2024)浙0699执31号,样县法院,样乙,330699199202291232,2024-01-10,2024-06-20,100000.00
END
cat >cars.csv <<'END'
号牌号码,所有人,身份证明号码,机动车状态,初次登记日期,住址
浙D00001,样甲,330699198503150025,A,2020-03-02,"样县一街1号,二楼"
号牌号码,所有人,身份证明号码,机动车状态,初次登记日期,住址
浙D00002,样乙,330699199202291232,K,2018-03-02,
浙D00003,虚构商贸有限公司,MA200001-9,A,2024-03-02,
浙D00004,样丁,3.30699E+17,A,2024-03-02,
浙D00005,样甲,330699850315002,A,不详,
END
cat >receipts.csv <<'END'
收款编号,案号,到账日期,收款金额
SK1,(2023)浙0699执12号,2024-01-02,1000
SK2,(2023)浙0699执99号,2024-01-02,1000
END
suyuan pool a.suyuan load vehicles cars.csv --only-matching terminated-cases || echo "exit $?"
suyuan pool a.suyuan load terminated-cases cases.csv >/dev/null
suyuan pool a.suyuan load vehicles cars.csv --only-matching terminated-cases
echo "the extract stands in the place of the original"
cat a.suyuan/originals/$(suyuan verify a.suyuan --json | python3 -c '
import json, sys
for o in json.load(sys.stdin)["originals"]:
    if "extract_of" in o:
        print(o["sha256"])')
test ! -e a.suyuan/originals/$(sha256sum cars.csv | cut -d" " -f1) && ls a.suyuan
suyuan verify a.suyuan
suyuan verify a.suyuan --lang en | grep extract
suyuan pool a.suyuan load vehicles cars.csv --only-matching terminated-cases | head -2
echo "places are those of the file, not of the extract"
id=$(suyuan pool a.suyuan rows vehicles --json | grep -o '"id":"[^"]*-5"' | cut -d'"' -f4)
suyuan original a.suyuan --entry $id
suyuan original a.suyuan --entry $id --around 1 --json | grep -o '"header_row".*'
echo "of a workbook, by case"
suyuan pool a.suyuan template receipts -o receipts.xlsx >/dev/null
python3 "$HERE/fill.py" receipts.xlsx filled.xlsx 案款收款 "A3=SK3" "B3=(2023)浙0699执12号" \
    "D3=#45047" "F3=#1250000.5" "A4=SK4" "B4=(2023)浙0699执98号" "D4=#45047" "F4=#1"
suyuan pool a.suyuan load receipts filled.xlsx --only-matching terminated-cases
suyuan pool a.suyuan load receipts receipts.csv | head -2
suyuan pool a.suyuan load terminated-cases more.csv >/dev/null
suyuan pool a.suyuan check --today 2024-06-01 | grep -v '尚未导入\|个模型'
suyuan pool a.suyuan check --today 2024-06-01 --json | python3 -c '
import json, sys
for pool in json.load(sys.stdin)["pools"]:
    if pool["rows"]:
        print(pool["id"], pool["orphans"], pool["extracts"])'
suyuan pool a.suyuan load vehicles cars.csv --only-matching terminated-cases
suyuan pool a.suyuan loads vehicles | grep 摘录
suyuan pool a.suyuan loads vehicles --json | grep -o '"extract_of":[0-9nul]*'
echo "what is refused"
suyuan pool a.suyuan load vehicles cars.csv --only-matching case || echo "exit $?"
suyuan pool a.suyuan load vehicles receipts.csv --only-matching terminated-cases || echo "exit $?"
suyuan pool a.suyuan load court-staff cars.csv --only-matching receipts || echo "exit $?"
ls a.suyuan
