# A folder of exchange: what is whole is taken once, bad files are named and stay, nothing is
# deleted or overwritten, and a kill loses nothing. Everybody is made up.
export XDG_CONFIG_HOME=$PWD/config
quiet() { "$@" >/dev/null; }
untimed() { sed 's/^[0-9-]* [0-9:]*  //'; }
mkdir -p data/models in/机动车登记 in/vehicles in/样
for kind in profiles pools dict; do ln -s "$HERE/../../$kind" data; done
ln -s "$HERE/../../models/vehicle-two-files" data/models
export SUYUAN_DATA=$PWD/data
quiet suyuan init a.suyuan
head='号牌号码,所有人,身份证明号码,机动车状态,初次登记日期,检验有效期止'
cat > in/cases.csv <<'END'
案号,执行法院,被执行人姓名/名称,身份证号码/组织机构代码,立案时间,终本日期,执行标的,未履行金额
(2023)浙0699执12号,某县法院,样甲,330699198503150025,2023-01-10,2023-06-20,100000.00,80000.00
END
printf '%s\n浙D00001,样甲,330699198503150025,A,2020-03-02,2027-03-31\n' "$head" > in/机动车登记/a.csv
printf '%s\n浙D00002,样甲,330699198503150025,A,20-03-02x,2027-03-31\n' "$head" > in/vehicles/b.csv
echo "样" > in/样/readme.doc
echo "half" > in/cars.csv.part
echo "样" > "in/$(printf '\033[2J\342\200\256').doc"
ln -s "$PWD/in/cases.csv" in/link.csv

echo "== what is there at the start"
suyuan watch a.suyuan in --once --run all --as-of 2026-01-15 | untimed
echo "== again: only what is bad, and no new lead"
suyuan watch a.suyuan in --once --run vehicle-two-files --as-of 2026-01-15 | untimed
find in -type f | grep -v 2J | sort

echo "== the same file again, and another of the same name"
cp in/done/cases.csv in/cases.csv
rm in/样/readme.doc in/*.doc
suyuan watch a.suyuan in --once | untimed
printf '%s\n浙D00003,样甲,330699198503150025,A,2021-03-02,2027-03-31\n' "$head" > in/机动车登记/a.csv
suyuan watch a.suyuan in --once --json | sed 's/"time":"[^"]*"/"time":"T"/'
find in -type f | grep -v 2J | sort

echo "== headings that were not taken"
printf '%s,发证日斯,备考,发证机关2\n浙D00003,样甲,330699198503150025,A,2021-03-02,2027-03-31,1,2,3\n' "$head" > in/vehicles/c.csv
suyuan watch a.suyuan in --once | untimed

echo "== left where it is"
mkdir leave
cp in/done/cases.csv leave
suyuan watch a.suyuan leave --once --after leave | untimed
find leave -type f

rm in/vehicles/b.csv
echo "== while it watches"
until_there() { for i in $(seq 600); do [ -e "$1" ] && return; sleep 0.1; done; echo "not there: $1"; }
suyuan watch a.suyuan in --run all --as-of 2026-01-15 > log &
watching=$!
{ echo "$head"; sleep 1; echo "浙D00004,样甲,330699198503150025,A,2021-03-02,2027-03-31"; } > in/slow.csv
until_there in/done/slow.csv
echo "浙D00005" > moved
{ echo "$head"; echo "浙D00005,样甲,330699198503150025,A,2021-03-02,2027-03-31"; } > moved
mv moved in/moved.csv
until_there in/done/moved.csv
for i in $(seq 600); do [ "$(grep -c "新增" log)" -ge 2 ] && break; sleep 0.1; done
# It is idle: others can work, also write.
for i in $(seq 600); do suyuan people a.suyuan add --relation 配偶 --name 样乙 >/dev/null 2>&1 && break; sleep 0.1; done
suyuan people a.suyuan | head -2
kill -TERM $watching
wait $watching
echo "exit $?"
untimed < log | grep -v "^模型\|^新线索"

echo "== killed again and again"
quiet suyuan init b.suyuan
mkdir many
for i in $(seq 10 21); do
    { echo "$head"; echo "浙D001$i,样甲,330699198503150025,A,2021-03-02,2027-03-31"; } > many/$i.csv
done
for wait in 0.1 0.2 0.3; do
    suyuan watch b.suyuan many > /dev/null 2>&1 &
    watching=$!
    sleep $wait
    kill -KILL $watching
    wait $watching 2>/dev/null
done
quiet suyuan watch b.suyuan many --once
suyuan pool b.suyuan list --json | tr '{' '\n' | sed -n 's/"id":"vehicles".*\("rows":[0-9]*\).*\("files":[0-9]*\).*/\1 \2/p'
ls many/done | wc -l
find many -maxdepth 1 -type f

echo "== what is refused"
suyuan watch a.suyuan nowhere
suyuan watch a.suyuan in/done/cases.csv
suyuan watch a.suyuan in --once --run nobody
suyuan watch a.suyuan in --daily 24:00
suyuan watch a.suyuan in --after delete
suyuan watch nowhere.suyuan in --once
