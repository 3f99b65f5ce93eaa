# What goes out or ends a lead, by two people: proposed by one, confirmed by another; who is
# alone names the second; the log has both. Everybody is made up.
export XDG_CONFIG_HOME=$PWD/config
quiet() { "$@" >/dev/null; }
as() { name=$1; shift; SUYUAN_USER=$name suyuan lead a.suyuan "$@" 2>&1; }
alone() { suyuan lead a.suyuan "$@" 2>&1; }
masked() { sed -E "s/[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]{8}Z?/(time)/g; s/$one/(one)/g; s/$two/(two)/g; s/(time)  $(id -un) /(time)  我 /"; }
state() { suyuan lead a.suyuan show "$1" --json | python3 -c '
import json, sys
l = json.load(sys.stdin)["leads"][0]
print(l["state"], l["proposed"] and (l["proposed"]["who"], l["proposed"]["said"].get("state")))'; }
quiet suyuan init a.suyuan
cat > seals.csv <<'END'
案号,查封法院,查封类型,财产类型,号牌号码,查封日期,查封到期日,申请续封日期
(2022)浙0699执1号,某县法院,首封,车辆,浙D00004,2022-05-10,2024-05-09,2024-04-20
(2022)浙0699执2号,某县法院,首封,车辆,浙D00005,2022-05-10,2024-05-09,2024-04-20
END
quiet suyuan pool a.suyuan load seals seals.csv
quiet suyuan model a.suyuan run seal-lapsed --as-of 2026-01-15
named() { suyuan lead a.suyuan list --json | tr '{' '\n' | sed -n "s/^\"id\":\"\([0-9a-f]*\)\".*\"case\":\"$1\".*/\1/p"; }
one=$(named '(2022)浙0699执1号') two=$(named '(2022)浙0699执2号')

echo "== one person is enough until somebody says otherwise"
alone two-persons
quiet as 甲检 move "$one" confirmed --as-of 2026-02-02
as 主任 two-persons --require on
as 主任 two-persons --require perhaps

echo "== proposed, and not made"
as 甲检 move "$one" recommended --item 6 --document 某检建〔2026〕1号 --as-of 2026-02-03 | masked
state "$one"
as 甲检 confirm "$one" | masked
as 乙检 confirm "$two" | masked
as 甲检 move "$one" recommended --item 6 --second 乙检 | masked
as 甲检 list --proposed --json | python3 -c 'import json, sys; print(len(json.load(sys.stdin)["leads"]))'
alone show "$one" | sed -n '/^待第二人确认/,$p' | masked

echo "== what is wrong is told when it is proposed"
as 甲检 move "$two" recommended --item 6 | masked

echo "== sent back, proposed anew, confirmed by another"
as 乙检 withdraw "$one"
state "$one"
as 乙检 withdraw "$one" | masked
quiet as 甲检 move "$one" recommended --item 6 --document 某检建〔2026〕1号 --as-of 2026-02-03
as 乙检 confirm "$one"
state "$one"
alone show "$one" | sed -n '/^办理经过/,$p' | masked
as 乙检 confirm "$one" | masked

echo "== proposed twice: the second takes the place of the first, and withdrawn leaves neither"
quiet as 甲检 move "$two" closed --as-of 2026-02-04
quiet as 甲检 move "$two" closed --note 再报 --as-of 2026-02-05
as 乙检 withdraw "$two" | masked
state "$two"
as 乙检 confirm "$two" | masked

echo "== taken back, it waits again"
quiet as 乙检 undo "$one"
state "$one"
quiet as 丙检 confirm "$one"
state "$one"

echo "== other steps need nobody else; closing does"
quiet as 甲检 move "$one" adopted --as-of 2026-03-03
as 甲检 move "$two" closed | masked
state "$two"

echo "== alone: the second person is named in the act"
alone move "$two" closed --second "$(id -un)" | sed "s/$(id -un)/我/"
alone move "$two" closed --second 乙检
state "$two"
suyuan log a.suyuan --limit 4 | sed 's/ *$//' | masked | sed "s/  $(id -un) /  我 /"
suyuan log a.suyuan check | tail -1

echo "== off again"
as 主任 two-persons --require off
as 甲检 move "$one" closed --as-of 2026-04-03
