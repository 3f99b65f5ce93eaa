# What the flow engine finds, as tables that models read: made before a run, made anew when
# something that they rest on has changed, recorded with the run. Everybody is made up.
export XDG_CONFIG_HOME=$PWD/config
quiet() { "$@" >/dev/null; }
head='交易卡号,交易方户名,交易方证件号码,交易方开户行,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明,备注,MAC地址'
debtor=6222021234567890003,王样一,330699198503150025,样行
mother=6217001234567890122,李样二,330699195001010029,别行
cat >debtor.csv <<END
$head
$debtor,2022-03-05 10:00:00,30000.00,30000.00,进,,样品贸易甲有限公司,货款,,
$debtor,2022-04-05 10:00:00,30000.00,60000.00,进,,样品贸易甲有限公司,货款,,
$debtor,2022-05-05 10:00:00,30000.00,90000.00,进,,样品贸易甲有限公司,货款,,
$debtor,2022-07-05 10:00:00,200.00,89800.00,出,,虚构供电公司,电费,户号3300112233,AA-BB-CC-00-11-22
$debtor,2023-03-20 09:00:00,80000.00,9800.00,出,6217001234567890122,李样二,转账,,AA-BB-CC-00-11-22
$debtor,2023-03-25 09:00:00,70000.00,79800.00,进,6217001234567890122,李样二,转账,,AA-BB-CC-00-11-22
$debtor,2023-03-26 09:00:00,70000.00,9800.00,出,6217001234567890122,李样二,转账,,AA-BB-CC-00-11-22
END
cat >mother.csv <<END
$head
$mother,2023-03-20 09:00:04,80000.00,80000.00,进,6222021234567890003,王样一,转账,,
$mother,2023-03-25 08:59:58,70000.00,10000.00,出,6222021234567890003,王样一,转账,,AA-BB-CC-00-11-22
$mother,2023-03-26 09:00:02,70000.00,80000.00,进,6222021234567890003,王样一,转账,,
$mother,2023-04-05 10:00:00,30000.00,110000.00,进,,样品贸易甲有限公司,货款,王样一货款,
$mother,2023-05-05 10:00:00,30000.00,140000.00,进,,样品贸易甲有限公司,货款,,
$mother,2023-06-05 10:00:00,30000.00,170000.00,进,,样品贸易甲有限公司,货款,,
$mother,2023-06-10 10:00:00,3200.00,166800.00,出,,虚构供电公司,电费,户号3300112233,
$mother,2023-06-15 10:00:00,160000.00,6800.00,出,,虚构市样品房地产开发有限公司,首付款,,AA-BB-CC-00-11-22
END
cat > cases.csv <<'END'
案号,执行法院,被执行人姓名/名称,身份证号码/组织机构代码,立案时间,终本日期,执行标的,未履行金额
(2023)浙0699执12号,某县法院,王样一,330699198503150025,2023-01-10,2023-05-20,100000.00,80000.00
END
sums() { sed 's/"ms":[0-9]*/"ms":0/g; s/"rests_on\\*":\\*"[0-9a-f]*/"rests_on":"H/g; s/"who":"[^"]*"/"who":"样"/g; s/"ran_at":"[^"]*"/"ran_at":"T"/g; s/"hash":"[0-9a-f]*"/"hash":"H"/g'; }

quiet suyuan init a.suyuan
quiet suyuan pool a.suyuan load terminated-cases cases.csv
echo "== what it reads; nothing is there"
suyuan model a.suyuan show proxy-purchase --lang en | sed -n '/it reads/,/^$/p'
suyuan model a.suyuan check proxy-purchase
suyuan model a.suyuan run proxy-purchase --json | sums

echo "== statements, and no debtor"
quiet suyuan import a.suyuan debtor.csv mother.csv
suyuan model a.suyuan check proxy-purchase --lang en

echo "== all that it needs"
quiet suyuan case a.suyuan --debtor 王样一 --debtor-id 330699198503150025 --suit-served 2023-02-05
quiet suyuan people a.suyuan add --relation 父母 --name 李样二
suyuan model a.suyuan check proxy-purchase
suyuan model a.suyuan run proxy-purchase --as-of 2026-01-15 --dry-run || echo "code $?"
suyuan model a.suyuan run proxy-purchase --as-of 2026-01-15
suyuan model a.suyuan run proxy-purchase --as-of 2026-01-15 --dry-run --json | sums
id=$(suyuan lead a.suyuan list --model proxy-purchase --json | sed 's/.*"leads":\[{"id":"\([0-9a-f]*\)".*/\1/')
suyuan lead a.suyuan show "$id"

echo "== nothing has changed: the same snapshot; then somebody says the account is not his"
suyuan model a.suyuan run proxy-purchase --as-of 2026-01-15 --json | sums
proxy=$(suyuan proxies a.suyuan --json | sed 's/.*"accounts":\[{"id":"\([^"]*\)".*/\1/')
quiet suyuan proxies a.suyuan refute "$proxy"
suyuan model a.suyuan run proxy-purchase --as-of 2026-01-15 --json | sums
suyuan model a.suyuan log --json | sums

echo "== the facts are what they were"
suyuan verify a.suyuan

echo "== a loan that came back by another's account; one that was spent"
lender=6222020000000000115,样甲,330699198503150025,样行
borrower=6222020000000000123,样乙,330699199202291232,样行
middle=6222020000000000131,样丙,330699198001010014,样行
head='交易卡号,交易方户名,交易方证件号码,交易方开户行,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明'
cat >lender.csv <<END
$head
$lender,2024-02-01 10:00:00,300000.00,300000.00,进,,样品商行,货款
$lender,2024-03-01 10:00:00,100000.00,200000.00,出,6222020000000000123,样乙,借款
$lender,2024-03-03 10:00:00,90000.00,290000.00,进,6222020000000000131,样丙,转账
$lender,2024-06-01 10:00:00,100000.00,190000.00,出,6222020000000000123,样乙,借款
END
cat >borrower.csv <<END
$head
$borrower,2024-03-01 10:00:02,100000.00,100000.00,进,6222020000000000115,样甲,借款
$borrower,2024-03-02 10:00:00,100000.00,0.00,出,6222020000000000131,样丙,转账
$borrower,2024-06-01 10:00:02,100000.00,100000.00,进,6222020000000000115,样甲,借款
$borrower,2024-06-02 10:00:00,100000.00,0.00,出,,样品装饰有限公司,装修款
END
cat >middle.csv <<END
$head
$middle,2024-03-02 10:00:02,100000.00,100000.00,进,6222020000000000123,样乙,转账
$middle,2024-03-03 09:59:58,90000.00,10000.00,出,6222020000000000115,样甲,转账
END
cat > suits.csv <<'END'
案号,审理法院,案由,原告,原告证件号码,被告,被告证件号码,诉讼标的额,出借日期,立案日期,结案方式
(2024)浙0699民初1号,某县法院,民间借贷纠纷,样甲,330699198503150025,样乙,330699199202291232,100000.00,2024-03-01,2024-09-01,调解
(2024)浙0699民初2号,某县法院,民间借贷纠纷,样甲,330699198503150025,样乙,330699199202291232,100000.00,2024-06-01,2024-09-01,调解
END
quiet suyuan init b.suyuan
quiet suyuan import b.suyuan lender.csv borrower.csv middle.csv
quiet suyuan pool b.suyuan load suits suits.csv
suyuan model b.suyuan run sham-suit-circular-loan --as-of 2026-01-15
id=$(suyuan lead b.suyuan list --json | sed 's/.*"leads":\[{"id":"\([0-9a-f]*\)".*/\1/')
suyuan lead b.suyuan show "$id" | sed -n '1,/法律依据/p'
