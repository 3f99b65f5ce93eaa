# What becomes of leads: judged alone and in groups, recommended, answered, counted, taken
# back; a judged lead that changes. Everybody is made up.
export XDG_CONFIG_HOME=$PWD/config
quiet() { "$@" >/dev/null; }
lead() { suyuan lead a.suyuan "$@" 2>&1; }
named() { suyuan lead a.suyuan list --json | tr '{' '\n' | sed -n "s/^\"id\":\"\([0-9a-f]*\)\".*\"case\":\"$1\".*/\1/p"; }
whoever() { sed 's/  20[0-9-]* [0-9:]*  [^ ]*/  T  样/; s/（2[0-9-]* [0-9:]* 由 [^ ]* 撤销）/（撤销）/; s/"who":"[^"]*"/"who":"样"/g; s/"at":"[^"]*"/"at":"T"/g; s/"undone_\(by\|at\)":"[^"]*"/"undone_\1":"T"/g'; }
quiet suyuan init a.suyuan
cat > seals.csv <<'END'
案号,查封法院,查封类型,财产类型,号牌号码,查封日期,查封到期日,申请续封日期
(2022)浙0699执1号,某县法院,首封,车辆,浙D00004,2022-05-10,2024-05-09,2024-04-20
(2022)浙0699执2号,某县法院,首封,车辆,浙D00005,2022-05-10,2024-05-09,2024-04-20
(2022)浙0699执3号,某县法院,首封,车辆,浙D00006,2022-08-10,2024-08-09,2024-08-01
(2022)浙0699执4号,某县法院,首封,车辆,浙D00007,2022-08-10,2024-08-09,
(2022)浙0699执5号,另县法院,首封,车辆,浙D00008,2022-08-10,2024-08-09,2024-08-01
END
quiet suyuan pool a.suyuan load seals seals.csv
quiet suyuan model a.suyuan run seal-lapsed --as-of 2026-01-15
one=$(named '(2022)浙0699执1号') two=$(named '(2022)浙0699执2号') four=$(named '(2022)浙0699执4号')

echo "== groups"
lead groups
lead groups --period month --all
# What the rule says, as its first lead has it.
suyuan lead a.suyuan groups --json | grep -o '"rule":"[^"]*","wording":"[^"]*","wording_en":"[^"]*"' | head -1
group=$(suyuan lead a.suyuan groups --json | sed 's/.*"groups":\[{"group":"\([0-9a-f]*\)".*/\1/')
lead move "$two" refuted --note 卷宗内有续封裁定 --as-of 2026-02-01
lead move --group "$group" confirmed --note 已阅卷 --as-of 2026-02-02
lead list

echo "== what cannot be"
lead move "$one" adopted
lead move "$one" confirmd
lead move "$one" recommended
lead move "$four" confirmed --as-of 2026-02-02
lead move "$four" recommended --item 6
lead move "$four" referred --item 6
lead move "$four" referred --item 7 --measure reminder
lead move "$one" recommended --item 6 --on 2099-01-01 | sed "s/（[0-9-]*）/（当天）/"
lead move "$one" recommended --item 6 --on 2026-02-31
lead move nobody confirmed
lead move confirmed
lead note "$one"
lead assign "$one"
lead note "$two" --money 1
lead note "$one" --money 1,5
lead list --state done
lead list --grade D
lead move --group 0000000000 confirmed
lead blame

echo "== it goes on"
lead assign "$four" --to 甲检
lead move "$one" recommended --item 6 --document 某检建〔2026〕1号 --on 2026-02-10 --as-of 2026-02-10
lead move "$four" referred --item 6 --measure reminder --as-of 2026-02-10
for day in 2026-03-01 2026-05-01 2026-05-11 2026-06-11; do lead list --due --as-of $day; done
lead move "$one" adopted --money 80000 --document 某法函〔2026〕1号 --on 2026-05-08 --as-of 2026-05-08
lead note "$one" --money 90000.5 --note =1+1 --as-of 2026-06-01
lead show "$one" | sed '/^比对的事实/,/^$/d; /^法律依据/,/^$/d; /^以下不明/,/^$/d; /^待核/,/^$/d; /^调查核实/,/^$/d; s/seal-lapsed [0-9.]*/seal-lapsed V/' | whoever
lead list --assigned-to 甲检
lead list --state adopted,refuted --court 某县
for what in found confirmed refuted recommended adopted money open late; do lead list --counted $what --json | grep -o '"total":[0-9]*\|"message".*'; done
lead list --counted adopted --month 2026-05
lead list --month 2026
lead list --rule applied-not-extended --outcome refuted
lead list --of-version 0.0.1
lead list --outcome right
lead stats --as-of 2026-06-11 | sed "s/20[0-9][0-9]-[01][0-9]  \( *5 \)/20YY-MM  \1/"
lead stats --json --as-of 2026-06-11 | sed 's/"month":"20[0-9]*-[0-9]*","found":5/"month":"M","found":5/'
suyuan report a.suyuan stats -o stats.csv
sed "s/20[0-9][0-9]-[01][0-9],5,/M,5,/" stats.csv
suyuan report a.suyuan stats -o stats.xlsx && od -An -c -N2 stats.xlsx
suyuan report a.suyuan stats -o stats.html || echo "exit $?"

echo "== taken back"
lead undo
lead undo "$one"
lead list --due --as-of 2026-05-01
lead show "$one" --json --as-of 2026-05-01 | sed 's/^.*"group":"[0-9a-f]*",//' | whoever

echo "== a later extract says something else"
sed 's/2024-04-20/2024-04-22/' seals.csv > later.csv
quiet suyuan pool a.suyuan load seals later.csv
quiet suyuan model a.suyuan run seal-lapsed --as-of 2026-06-15
lead list --changed
lead show "$one" | sed -n '/^认定以后/,/^$/p'
echo "a page of the list"
suyuan lead a.suyuan list --limit 1 --offset 1
suyuan lead a.suyuan list --limit 1 --offset 1 --json | python3 -c '
import json, sys
page = json.load(sys.stdin)
print(page["total"], page["offset"], len(page["leads"]))'
suyuan lead a.suyuan list --offset 1000 --json
suyuan lead a.suyuan list --per-state 1 --json | python3 -c '
import json, sys
page = json.load(sys.stdin)
print(page["total"], [l["state"] for l in page["leads"]], {s: n for s, n in page["states"].items() if n})'
suyuan lead a.suyuan list --sort size || echo "exit $?"
suyuan lead a.suyuan list --limit viele || echo "exit $?"
