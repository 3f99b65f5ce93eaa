# What who writes a model gets to see of his slips: in model.yaml, in query.sql, in a value; a model
# without a test, one that could not be installed. Everybody is made up.
export XDG_CONFIG_HOME=$PWD/config
quiet() { "$@" >/dev/null; }
mkdir -p data/models
for kind in profiles pools dict; do ln -s "$HERE/../../$kind" data; done
export SUYUAN_DATA=$PWD/data
quiet suyuan init a.suyuan
m=a.suyuan/models/slips
mkdir -p $m
cat > cars.csv <<'CSV'
号牌号码,所有人,身份证明号码,机动车状态,初次登记日期
浙D00001,样甲,330699198503150025,A,2020-03-02
浙D00002,样乙,330699199202291232,K,2018-03-02
CSV
quiet suyuan pool a.suyuan load vehicles cars.csv
cat > good.yaml <<'YAML'
id: slips
name: {zh: 样}
version: 1
maker: 样
purpose: {zh: 样}
next: {zh: 样}
status: in-force
object: property
duty: none
exits: [file]
family: other
severity: low
grade: B
basis:
  - {law: 样法, article: 第一条, words: 样样。, duty: none, from: 2010-01-01, until: 2020-12-31, at-hand: 是}
  - {law: 样法, article: 第一条, words: 样样。, duty: none, from: 2021-01-01, at-hand: 是}
data:
  - {pool: vehicles, columns: [plate, owner-id]}
parameters:
  - {id: days, zh: 多少天, type: integer, default: 30, least: 1, most: 60}
  - {id: since, zh: 从哪一天起, type: date, default: 2020-01-01}
conditions:
  - {id: owner, zh: 样, column: vehicles.owner-id}
rules:
  - {id: any, zh: "车辆{key}，号牌{号牌}"}
verify: []
YAML
echo "SELECT plate AS key, \$today AS act_date, [fact('号牌', plate, place)] AS facts FROM vehicles" > good.sql
echo "样" > $m/README.md
# with NAME CHANGE: model.yaml with it; query.sql is the good one
yaml() { cp good.sql $m/query.sql; sed "$1" good.yaml > $m/model.yaml; suyuan model a.suyuan check slips 2>&1 | grep -v '^slips  \|^模型  \|^【'; }
# sql TEXT: the query instead
sql() { sed 's/，号牌{号牌}//' good.yaml > $m/model.yaml; printf '%s\n' "$1" > $m/query.sql; quiet suyuan model a.suyuan show slips --seen; suyuan model a.suyuan run slips --as-of 2026-01-15 2>&1 | grep -v '^slips  \|^模型  \|^【'; }

echo "== model.yaml"
yaml 's/2020-12-31/2021-12-31/'
yaml 's/from: 2021-01-01/from: 2021-02-30/'
yaml 's/pool: vehicles/pool: vehicels/'
yaml 's/pool: vehicles/pool: vehicels/; s/column: vehicles/column: vehicels/'
yaml 's/owner-id/ownerid/'
yaml 's/号牌{号牌}/号牌{号牌，以登记为限/'
yaml 's/{号牌}/{号牌号码}/'
yaml 's/2020-12-31/2098-12-31/; s/2021-01-01/2099-01-01/'
suyuan model a.suyuan check slips --json
echo "== query.sql"
sql "SELECT plate AS key FROM vehicles WHERE first_registered < current_date"
sql "SELECT plate AS key,
 plate::BIGINT AS amount FROM vehicles"
sql "SELECT plate AS key, make_date(2020, 2, 30) AS act_date FROM vehicles"
sql "SELECT plate AS key, (SELECT owner_id FROM vehicles) AS court FROM vehicles"
sql "SELECT plate AS key, 9223372036854775807 + length(plate) AS amount FROM vehicles"
sql "SELECT plate AS key FROM vehicles
WHERE \$days = 1 AND \$nosuch = 1"
sql "SELECT plate AS key FROM vehicles USING SAMPLE 1"
sql "SELECT * FROM (DESCRIBE vehicles)"
sql "SELECT '{}'::JSON::VARCHAR AS key"
sql "SELECT plate AS key FROM vehicles WHERE plate BETWEN 1 AND 2"
sql "SELECT plate AS key FROM vehicles v JOIN vehicles w ON v.plate = w.plate"
suyuan model a.suyuan run slips --as-of 2026-01-15 --lang en
sql "SELECT plate AS key FROM vehicles WHERE plate = '浙​D00001'"
printf '\357\273\277' | cat - good.sql > $m/query.sql
quiet suyuan model a.suyuan show slips --seen
suyuan model a.suyuan run slips --as-of 2026-01-15
echo "== values"
suyuan model a.suyuan run slips --as-of 2026-02-30
suyuan model a.suyuan run slips --set days=abc
suyuan model a.suyuan run slips --set days=-1
suyuan model a.suyuan run slips --set since=2020-02-30
suyuan model a.suyuan run slips --set since=2020
echo "== tests, packs"
suyuan model a.suyuan test slips
echo "exit $?"
mkdir $m/test
printf 'today 2026-02-30\n' > $m/test/a.test
suyuan model a.suyuan test slips
printf '\357\273\277today 2026-01-15\n\npool vehicles\nplate,owner-id\n浙D00001,330699198503150025\n\nleads key\n----\n浙D00002\n' > $m/test/a.test
suyuan model a.suyuan test slips
suyuan model a.suyuan pack slips -o slips.symodel
echo "exit $?"
sed -i 's/浙D00002/浙D00001/' $m/test/a.test
echo "COPY vehicles TO 'x.csv'" > $m/query.sql
sed 's/，号牌{号牌}//' good.yaml > $m/model.yaml
suyuan model a.suyuan pack slips -o slips.symodel
echo "exit $?"
ls
cp good.yaml $m/model.yaml
cp good.sql $m/query.sql
suyuan model a.suyuan pack slips -o slips.symodel | sed 's/[0-9a-f]\{4\}\( [0-9a-f]\{4\}\)\{5\}/KEY/'
