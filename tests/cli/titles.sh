# What stands in titles and names of files is shown, and confirmed once.
cat >a.csv <<'END'
某某农村商业银行交易明细,,,,,,
户  名：甲一一,,账号：6299990000000000011,,起止日期：2023-01-01至2023-03-31,,
交易日期,发生额,,余额,对方,,摘要
,借方,贷方,,户名,账号,
2023-01-05,,1000.00,1000.00,乙二二,6299990000000000029,转账
2023-01-06,200.00,,800.00,丙三三,6299990000000000037,转账
END
sed 1,2d a.csv >"甲一一、6299990000000000045.csv"
try() {
    suyuan "$@"
    echo "-> $?"
}
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan a.csv --dry-run --json | python3 "$HERE/pretty.py"
try import a.suyuan a.csv 甲*.csv
try titles a.suyuan
try quality a.suyuan
try accounts a.suyuan --json
try titles a.suyuan confirm a.csv
try accounts a.suyuan --json
try quality a.suyuan
try titles a.suyuan --json
try titles a.suyuan undo
try titles a.suyuan undo
try titles a.suyuan confirm --json
try titles a.suyuan confirm
try titles a.suyuan reject b.csv
try titles a.suyuan reject a.csv
try titles a.suyuan agree
suyuan init b.suyuan >/dev/null
try import b.suyuan a.csv --confirm-titles
try titles b.suyuan
