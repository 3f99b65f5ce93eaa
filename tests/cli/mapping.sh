# A file that no profile knows: shown, corrected, kept, and read so from then on.
cat >a.csv <<'END'
某行对账数据
账号：6299990000000000011
流水编号,入账目期,往来金额,结存,进出,往来方,说明
1,2023-01-05,1000.00,1000.00,进,乙二二,工资
2,2023-01-06,200.00,800.00,出,丙三三,消费
3,2023-01-07,100.00,700.00,出,丙三三,消费
4,2023-01-08,50.00,650.00,出,丙三三,消费
5,2023-01-09,40.00,610.00,出,丙三三,消费
6,2023-01-10,400.00,1010.00,进,丙三三,退款
7,2023-01-11,10.00,1000.00,出,丙三三,消费
8,2023-01-12,20.00,980.00,出,丙三三,消费
9,2023-01-13,30.00,950.00,出,丙三三,消费
10,2023-01-14,30.00,920.00,出,丙三三,消费
END
sed -e 's/2023/2024/' a.csv >b.csv
printf '日子,多少,给谁,卡号码\n2023-01-05,10.00,乙二二,6299990000000000011\n2023-01-06,-2.00,丙三三,6299990000000000011\n' >c.csv
printf '姓名,身高\n甲一一,170\n' >d.csv
try() {
    suyuan "$@"
    echo "-> $?"
}
suyuan init a.suyuan >/dev/null
try mapping a.suyuan a.csv
try mapping a.suyuan a.csv --set 往来=3
try mapping a.suyuan a.csv --set other-name=往来人
try mapping a.suyuan a.csv --set amount=
try mapping a.suyuan a.csv --set other-name=往来方,summary=7,serial= --save bank-x
try mapping a.suyuan a.csv --set other-name=往来方,summary=7,serial= --save bank-x | tail -3
try mapping a.suyuan a.csv --set serial=1 --save bank-x | tail -3
try mapping a.suyuan a.csv --save ../x
try import a.suyuan b.csv c.csv d.csv
suyuan import a.suyuan c.csv --dry-run --json | python3 "$HERE/pretty.py"
suyuan init t.suyuan >/dev/null
python3 "$HERE/on_terminal.py" n suyuan import t.suyuan c.csv
python3 "$HERE/on_terminal.py" y suyuan import t.suyuan c.csv
python3 "$HERE/on_terminal.py" y suyuan import t.suyuan b.csv
suyuan titles t.suyuan
try import a.suyuan c.csv --accept-mapping
try mapping a.suyuan b.csv
try mapping a.suyuan d.csv
try mapping a.suyuan e.csv
cat a.suyuan/profiles/bank-x.yaml
