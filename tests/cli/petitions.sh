# Petitions beside a lead: of its case, of other cases of its debtor, of its applicant about the
# same court. Everybody is made up.
export XDG_CONFIG_HOME=$PWD/config
suyuan init a.suyuan >/dev/null
cat > seals.csv <<'END'
案号,查封法院,查封类型,财产类型,号牌号码,查封日期,查封到期日,申请续封日期
(2022)浙0699执1号,某县法院,首封,车辆,浙D00004,2022-05-10,2024-05-09,2024-04-20
(2022)浙0699执9号,某县法院,首封,车辆,浙D00009,2022-05-10,2024-05-09,2024-04-20
END
# Of 执1号 the debtors are 样甲 (with his number) and 样乙 (without one).
cat > cases.csv <<'END'
案号,执行法院,申请执行人,申请执行人证件号码,被执行人,被执行人证件号码
(2022)浙0699执1号,某县法院,样丙,330699197503030037,样甲,330699198001010014
(2021)浙0699执2号,另县法院,样戊,,样甲（个体）,330699198001010014
(2021)浙0699执3号,另县法院,样戊,,样甲,330699198102020027
(2021)浙0699执4号,另县法院,样戊,,样甲,
(2021)浙0699执6号,某县法院,样丙,,样己,
(2021)浙0699执7号,另县法院,样丙,330699197503030037,样己,
(2021)浙0699执8号,另县法院,样戊,,样*,330699********0025
END
cat > parties.csv <<'END'
案号,诉讼地位,当事人姓名/名称,证件号码
(2022)浙0699执1号,被执行人,样*,330699********0025
(2022)浙0699执1号,被执行人,样乙,
(2022)浙0699执1号,申请执行人,样丙,
(2022)浙0699执1号,案外人,样己,
(2021)浙0699执5号,被执行人,样乙,330699198102020027
END
cat > petitions.csv <<'END'
登记编号,来访日期,渠道,申请人,申请人证件号码,案号,被申请法院
XF1,2024-05-06,12309热线,样丙,,（2022）浙0699执1号之一,
XF2,2024-05-07,综治中心转办,样戊,,(2021)浙0699执2号,另县法院
XF3,2024-05-08,来信,样戊,,(2021)浙0699执3号,另县法院
XF4,2024-05-09,来信,样戊,,(2021)浙0699执4号,另县法院
XF5,2024-05-10,网络,样庚,,(2021)浙0699执5号,另县法院
XF6,2024-05-11,来访,样丙,330699197503030037,(2021)浙0699执6号,
XF7,2024-05-12,来访,样丙,330699197503030037,(2021)浙0699执7号,另县法院
XF8,2024-05-13,来访,样丙,,,某县法院
XF9,2024-05-14,来访,样丙,330699198102020027,,某县法院
XF10,2024-05-15,来访,样戊,,(2021)浙0699执8号,另县法院
END
for pool in seals cases parties petitions; do suyuan pool a.suyuan load $pool $pool.csv | grep '不合' ; done
suyuan model a.suyuan run seal-lapsed --as-of 2026-01-15 >/dev/null
lead() { suyuan lead a.suyuan list --case "$1" --json | sed 's/.*"leads":\[{"id":"\([0-9a-f]*\)".*/\1/'; }

echo "== of the case, of the debtor by number and by name, of the applicant"
one=$(lead '(2022)浙0699执1号')
suyuan lead a.suyuan show "$one" | sed -n '/^来源/,$p'
suyuan lead a.suyuan show "$one" --json | python3 -c '
import json, sys
for p in json.load(sys.stdin)["leads"][0]["petitions"]: print(json.dumps(p, ensure_ascii=False))'

echo "== a case that no register knows: only its own; ex officio, whatever else there is"
suyuan lead a.suyuan show "$(lead '(2022)浙0699执9号')" | sed -n '/^来源/,$p'
suyuan lead a.suyuan list --json | python3 -c '
import json, sys
for l in json.load(sys.stdin)["leads"]: print(l["case"], l["source"], l["petition"])'
