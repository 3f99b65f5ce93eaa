# Who is who: joined by number, proposed by name, contradictions told.
set -e
cat >a.csv <<'END'
交易卡号,交易方户名,交易方证件号码,交易方开户行,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,对手身份证号,摘要说明
6222021234567890003,,,样行,2023-01-05 10:00:00,5000.00,5000.00,进,6228481234567890128,某县样品贸易有限公司,91330683MA2000019N,货款
6222021234567890003,,,样行,2023-01-06 10:00:00,3000.00,2000.00,出,6217001234567890122,王样一,,转账
6222021234567890003,,,样行,2023-01-07 10:00:00,800.00,1200.00,出,6212345678901234569,王*一,,转账
6222021234567890003,,,样行,2023-01-08 10:00:00,200.00,1000.00,出,,ATM取款,,ATM取款
END
cat >b.csv <<'END'
交易卡号,交易方户名,交易方证件号码,交易方开户行,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,对手身份证号,摘要说明
6217001234567890122,王样一,330699850315002,别行,2023-01-06 10:00:05,3000.00,3000.00,进,6222021234567890003,王样一,330699198503150025,转账
6217001234567890122,王样一,330699850315002,别行,2023-01-09 10:00:00,600.00,2400.00,出,6299990000000000011,王样一,,转账
6217001234567890122,王样一,330699850315002,别行,2023-01-09 11:00:00,100.00,2300.00,出,6299990000000000029,null,,转账
END
cat >accounts.csv <<'END'
账户开户名称,开户人证件号码,交易卡号,账号开户时间,账户状态,账户余额,联系电话,账号开户银行
王样一,330699198503150025,6222021234567890003,2015-01-02,正常,1000.00,13900000001,样行
李样二,330699199202291233,6222020000000000015,2016-03-04,销户,0.00,13900000002,样行
END
suyuan init a.suyuan
suyuan import a.suyuan a.csv b.csv accounts.csv
suyuan accounts a.suyuan
suyuan parties a.suyuan
suyuan parties a.suyuan --lang en --all
suyuan parties a.suyuan --json | python3 "$HERE/pretty.py"
# A person decides; every decision can be taken back.
before=$(suyuan parties a.suyuan --json | sha256sum)
suyuan parties a.suyuan confirm 61b43c79
suyuan parties a.suyuan reject c35a34b3
suyuan parties a.suyuan
suyuan parties a.suyuan --json | python3 "$HERE/pretty.py" proposals
suyuan parties a.suyuan undo 61b43c79 --json
suyuan parties a.suyuan undo
suyuan parties a.suyuan undo || echo "code $?"
[ "$before" = "$(suyuan parties a.suyuan --json | sha256sum)" ] && echo "as before"
suyuan parties a.suyuan confirm 00000000 || echo "code $?"
suyuan parties a.suyuan confirm || echo "code $?"
suyuan parties a.suyuan join x || echo "code $?"
