# Accounts that the debtor may be using, income that went elsewhere, and its trace.
set -e
head='交易卡号,交易方户名,交易方证件号码,交易方开户行,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明,备注,MAC地址'
debtor=6222021234567890003,王样一,330699198503150025,样行
mother=6217001234567890122,李样二,330699195001010029,别行
friend=6222020000000000015,赵样四,,样行
wife=6222020000000000049,张样三,,样行
cat >debtor.csv <<END
$head
$debtor,2022-03-05 10:00:00,30000.00,30000.00,进,,样品贸易甲有限公司,货款,,
$debtor,2022-04-05 10:00:00,30000.00,60000.00,进,,样品贸易甲有限公司,货款,,
$debtor,2022-05-05 10:00:00,30000.00,90000.00,进,,样品贸易甲有限公司,货款,,
$debtor,2022-05-20 10:00:00,20000.00,70000.00,出,6222020000000000015,赵样四,转账,借款,
$debtor,2022-06-20 10:00:00,20000.00,90000.00,进,6222020000000000015,赵样四,转账,还款,
$debtor,2022-07-05 10:00:00,200.00,89800.00,出,,虚构供电公司,电费,户号3300112233,AA-BB-CC-00-11-22
$debtor,2023-03-20 09:00:00,80000.00,9800.00,出,6217001234567890122,李样二,转账,,AA-BB-CC-00-11-22
$debtor,2023-07-05 10:00:00,5000.00,4800.00,出,6222020000000000049,张样三,转账,,
END
cat >mother.csv <<END
$head
$mother,2023-03-20 09:00:04,80000.00,80000.00,进,6222021234567890003,王样一,转账,,
$mother,2023-04-05 10:00:00,30000.00,110000.00,进,,样品贸易甲有限公司,货款,王样一货款,
$mother,2023-05-05 10:00:00,30000.00,140000.00,进,,样品贸易甲有限公司,货款,,
$mother,2023-06-05 10:00:00,30000.00,170000.00,进,,样品贸易甲有限公司,货款,,
$mother,2023-06-10 10:00:00,3200.00,166800.00,出,,虚构供电公司,电费,户号3300112233,
$mother,2023-06-15 10:00:00,160000.00,6800.00,出,,虚构市样品房地产开发有限公司,首付款,,AA-BB-CC-00-11-22
END
cat >friend.csv <<END
$head
$friend,2022-05-20 10:00:03,20000.00,20000.00,进,6222021234567890003,王样一,转账,借款,
$friend,2022-06-20 09:59:58,20000.00,0.00,出,6222021234567890003,王样一,转账,还款,
$friend,2023-06-20 10:00:00,5000.00,5000.00,进,,某公司,工资,,
$friend,2023-06-22 10:00:00,4000.00,1000.00,出,,样品超市,消费,,
END
cat >wife.csv <<END
$head
$wife,2023-03-01 10:00:00,6000.00,6000.00,进,,某公司,工资,,
$wife,2023-07-05 10:00:04,5000.00,11000.00,进,6222021234567890003,王样一,转账,,
END
cat >accounts.csv <<'END'
账户开户名称,开户人证件号码,交易卡号,账号开户时间,账户状态,账户余额,联系电话,账号开户银行
王样一,330699198503150025,6222021234567890003,2015-01-02,正常,9800.00,13900000001,样行
李样二,330699195001010029,6217001234567890122,2023-03-01,正常,6800.00,13900000001,别行
END
suyuan init a.suyuan >/dev/null
suyuan proxies a.suyuan || echo "code $?"
suyuan import a.suyuan debtor.csv mother.csv friend.csv wife.csv accounts.csv
suyuan proxies a.suyuan || echo "code $?"
suyuan diverted a.suyuan --party 王样一 || echo "code $?"
suyuan case a.suyuan --debtor 王样一 --debtor-id 330699198503150025 --suit-served 2023-02-05
suyuan people a.suyuan add --relation 父母 --name 李样二 >/dev/null
suyuan people a.suyuan add --relation 配偶 --name 张样三 >/dev/null
suyuan proxies a.suyuan
suyuan proxies a.suyuan --lang en --all
suyuan proxies a.suyuan --json | python3 "$HERE/pretty.py"
suyuan diverted a.suyuan
suyuan diverted a.suyuan --lang en --since 2023-05-01
suyuan diverted a.suyuan --json | python3 "$HERE/pretty.py"
suyuan trace a.suyuan --diverted
suyuan trace a.suyuan --diverted --from 6222021234567890003 --since 2023-02-05 --lang en
suyuan trace a.suyuan --diverted --backward || echo "code $?"
funded='import json,sys
for c in json.load(sys.stdin)["clues"]: print(c["class"], c["amount"], [f["amount"] for f in c["funded"] if f["rule"] == "fifo"])'
suyuan clues a.suyuan --class real_estate --json | python3 -c "$funded"
suyuan clues a.suyuan --class real_estate --diverted --json | python3 -c "$funded"
# A person decides; every decision can be taken back.
before=$(suyuan proxies a.suyuan --json | sha256sum)
id=$(suyuan proxies a.suyuan --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["accounts"][0]["id"])')
suyuan proxies a.suyuan refute "$id" --note 已核实系本人使用
suyuan proxies a.suyuan
suyuan proxies a.suyuan undo "$id" --json
[ "$before" = "$(suyuan proxies a.suyuan --json | sha256sum)" ] && echo "as before"
suyuan proxies a.suyuan confirm 000000000000 || echo "code $?"
suyuan proxies a.suyuan confirm || echo "code $?"
suyuan proxies a.suyuan judge x || echo "code $?"
id=$(suyuan diverted a.suyuan --json | python3 -c 'import json,sys; print(json.load(sys.stdin)["diverted"][0]["id"])')
suyuan diverted a.suyuan refute "$id"
suyuan diverted a.suyuan
suyuan trace a.suyuan --diverted || echo "code $?"
suyuan diverted a.suyuan undo
