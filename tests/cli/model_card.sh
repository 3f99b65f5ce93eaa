# A model as a card: all that it says, for a page; one from elsewhere is looked at before it runs.
set -e
export XDG_CONFIG_HOME="$PWD/config"
suyuan init a.suyuan >/dev/null
suyuan model a.suyuan show vehicle-two-files --json | python3 -c '
import json, sys
m = json.load(sys.stdin)
print(*m)
print(m["name"], "|", m["name_en"], "|", m["purpose"]["en"][:40])
for d in m["data"]:
    print(d["id"], d["zh"], [c["zh"] for c in d["columns"]], len(d["optional"]), d["columns"][0])
for name in "basis", "parameters", "conditions", "exclusions", "questions", "rules", "verify", "exits":
    print(name, len(m[name]), m[name][0])'
echo "from elsewhere"
suyuan model a.suyuan pack vehicle-two-files -o v.symodel 2>/dev/null | head -1
suyuan model a.suyuan show v.symodel --json | python3 -c '
import json, sys
m = json.load(sys.stdin)
print(m["id"], m["origin"], len(m["key"].split()), "groups in the key")'
suyuan model a.suyuan install v.symodel --json | sed 's/"key":"[^"]*"/"key":"..."/'
cat >cars.csv <<'ROWS'
号牌号码,身份证明号码,所有人,机动车状态,初次登记日期
浙D00001,330699198503150025,甲虚构,A,2020-01-02
ROWS
cat >closed.csv <<'ROWS'
案号,被执行人姓名/名称,身份证号码/组织机构代码,终本日期
（2023）浙0699执12号,甲虚构,330699198503150025,2024-05-06
ROWS
suyuan pool a.suyuan load vehicles cars.csv >/dev/null
suyuan pool a.suyuan load terminated-cases closed.csv >/dev/null
set +e
suyuan model a.suyuan run vehicle-two-files
echo "exit $?"
echo "a look by a program is none"
suyuan model a.suyuan show vehicle-two-files --json >/dev/null
suyuan model a.suyuan run vehicle-two-files
echo "exit $?"
suyuan model a.suyuan show vehicle-two-files --json --seen >/dev/null
suyuan model a.suyuan run vehicle-two-files --as-of 2026-01-15 | sed 's/  *[0-9]* ms.*//' | head -3
