# Missing statements: accounts never supplied, days between statements, payment firms, payees
# without a number, and what account files list; the register of requests beside them.
set -e
cat >debtor.csv <<'END'
交易卡号,交易方户名,交易方证件号码,交易方开户行,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,对手开户银行,摘要说明
6222021234567890003,王样一,330699198503150025,样行,2023-01-05 10:00:00,100000.00,100000.00,进,6228481234567890128,某县样品贸易有限公司,农样行,货款
6222021234567890003,王样一,330699198503150025,样行,2023-02-01 10:00:00,30000.00,70000.00,出,6217001234567890122,李样二,建样行,转账
6222021234567890003,王样一,330699198503150025,样行,2023-02-02 10:00:00,20000.00,50000.00,出,6212345678901234569,王样三,工样行,转账
6222021234567890003,王样一,330699198503150025,样行,2023-02-03 10:00:00,5000.00,45000.00,出,,财付通-转账,,快捷支付
6222021234567890003,王样一,330699198503150025,样行,2023-02-04 10:00:00,2000.00,43000.00,出,,赵样四,,转账
6222021234567890003,王样一,330699198503150025,样行,2023-02-05 10:00:00,800.00,42200.00,出,99990000000000018,某县人民法院,样行,诉讼费
6222021234567890003,王样一,330699198503150025,样行,2023-06-30 10:00:00,1.00,42201.00,进,,结息,,结息
END
cat >third.csv <<'END'
交易卡号,交易方户名,交易方证件号码,交易方开户行,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,对手开户银行,摘要说明
6212345678901234569,王样三,330699199202291233,工样行,2023-02-02 10:00:00,20000.00,20000.00,进,6222021234567890003,王样一,样行,转账
6212345678901234569,王样三,330699199202291233,工样行,2023-02-10 09:00:00,12000.00,32000.00,进,6217001234567890122,李样二,建样行,还款
END
cat >third_later.csv <<'END'
交易卡号,交易方户名,交易方证件号码,交易方开户行,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,对手开户银行,摘要说明
6212345678901234569,王样三,330699199202291233,工样行,2023-05-20 09:00:00,100.00,32100.00,进,,,,结息
6212345678901234569,王样三,330699199202291233,工样行,2023-06-20 09:00:00,100.00,32200.00,进,,,,结息
END
cat >accounts.csv <<'END'
账户开户名称,开户人证件号码,交易卡号,账号开户时间,账户状态,账户余额,联系电话,账号开户银行
王样一,330699198503150025,6222021234567890003,2015-01-02,正常,42201.00,13900000001,样行
王样一,330699198503150025,6222020000000000015,2016-03-04,正常,0.00,13900000001,样行
END
cat >tasks.csv <<'END'
任务流水号,银行名称,主体类别,证账号码,账卡号,反馈时间,反馈结果,查询开始时间,查询截止时间
T1,样行,个人,6222021234567890003,6222021234567890003,2023-12-05,成功,2023-01-01,2023-06-30
T2,样行,个人,6222020000000000015,6222020000000000015,2023-12-05,查询失败,2023-01-01,2023-06-30
T3,丙样行,个人,6299990000000000029,6299990000000000029,2023-12-05,查无此账户,2023-01-01,2023-06-30
T4,丙样行,个人,330699199202291233,,2023-12-05,成功,2023-01-01,2023-06-30
END
suyuan init a.suyuan --debtor 王样一 --suit-served 2023-01-10 >/dev/null
suyuan import a.suyuan debtor.csv third.csv third_later.csv accounts.csv tasks.csv >/dev/null
suyuan inquiries a.suyuan
suyuan inquiries a.suyuan --all --lang en
suyuan inquiries a.suyuan --json | python3 "$HERE/pretty.py"
suyuan inquiries a.suyuan --xlsx out.xlsx >/dev/null
suyuan inquiries a.suyuan --xlsx again.xlsx >/dev/null
cmp out.xlsx again.xlsx && echo "the same twice"
python3 - <<'END'
import re, zipfile
book = zipfile.ZipFile("out.xlsx")
print(re.findall(r'sheet name="([^"]+)"', book.read("xl/workbook.xml").decode()))
for n in range(1, 4):
    print(book.read(f"xl/worksheets/sheet{n}.xml").decode().count("<row "), "rows")
END
# The order of import changes nothing.
suyuan init b.suyuan --debtor 王样一 --suit-served 2023-01-10 >/dev/null
for f in tasks accounts third_later debtor third; do suyuan import b.suyuan $f.csv >/dev/null; done
suyuan inquiries a.suyuan --json >a.json
suyuan inquiries b.suyuan --json >b.json
cmp a.json b.json && echo "the same in any order"
# Somebody else's money, and nobody's.
suyuan inquiries a.suyuan --party 李样二
suyuan inquiries a.suyuan --party 无此人 || echo "code $?"
suyuan init empty.suyuan >/dev/null
suyuan inquiries empty.suyuan || echo "code $?"
