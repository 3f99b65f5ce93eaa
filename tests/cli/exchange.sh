# The folder from which the page's server takes files into a case: set, shown, refused, off; and
# what watch has said of it. Everybody is made up.
export XDG_CONFIG_HOME=$PWD/config
here=$(pwd -P)
plain() { sed "s|$here|HERE|g; s/([^ ]*, 20[0-9-]* [0-9:]*)/(WHO, WHEN)/; s/^20[0-9-]* [0-9:]*  /TIME  /; s/^20[0-9-]* [0-9:]*\$/TIME/"; }
json() { python3 -c '
import json, sys
x = json.load(sys.stdin)
print(x["folder"], x["who"] is not None, x["set_at"] is not None, x["problem"], x["run"])
for a in x["arrivals"]: print(a["event"], a["file"], "|", a["text"])' | plain; }
mkdir -p cases in data/models
for kind in profiles pools dict; do ln -s "$HERE/../../$kind" data; done
ln -s "$HERE/../../models/vehicle-two-files" data/models
export SUYUAN_DATA=$PWD/data
for name in a b; do suyuan init cases/$name.suyuan >/dev/null; done
try() { suyuan exchange "$@" >told 2>&1; code=$?; plain <told; echo "exit $code"; }

echo "== none, then one"
try cases/a.suyuan
try cases/a.suyuan set "$PWD/in"
try cases/a.suyuan set "$PWD/in" --run vehicle-two-files
try cases/a.suyuan set "$PWD/in/" --run none
suyuan exchange cases/a.suyuan show --json | json

echo "== refused"
try cases/a.suyuan set in
try cases/a.suyuan set "$PWD/none"
try cases/a.suyuan set "$PWD/cases/b.suyuan/originals"
try cases/a.suyuan set "$PWD/cases"
try cases/b.suyuan set "$PWD/in"
try cases/a.suyuan set "$PWD/in" --run no-such-model
try cases/a.suyuan off --run all
try cases/a.suyuan set
try cases/a.suyuan show more
try cases/a.suyuan king
try nothing.suyuan

echo "== what watch has said"
cat > in/cases.csv <<'END'
案号,执行法院,被执行人姓名/名称,身份证号码/组织机构代码,立案时间,终本日期,执行标的,未履行金额
(2023)浙0699执12号,某县法院,样甲,330699198503150025,2023-01-10,2023-06-20,100000.00,80000.00
END
printf '样' > "in/$(printf '\033[2Jx').doc"
suyuan watch cases/a.suyuan in --once >/dev/null 2>&1
try cases/a.suyuan
suyuan exchange cases/a.suyuan --json | json

echo "== a copy takes nothing; gone, and off"
cp -r cases/a.suyuan cases/c.suyuan
try cases/c.suyuan | head -3
mv in away
try cases/a.suyuan | head -3
suyuan exchange cases/a.suyuan --lang en | plain | head -3
try cases/a.suyuan off | head -1
