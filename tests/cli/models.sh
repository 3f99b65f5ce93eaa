# Models on small pools: check, run, run again, a lead that vanishes, the law of the day, a
# model that was packed, changed, installed, looked at. Everybody is made up.
export XDG_CONFIG_HOME=$PWD/config
quiet() { "$@" >/dev/null; }
# Three models, whatever else the library has.
mkdir -p data/models
for kind in profiles pools dict; do ln -s "$HERE/../../$kind" data; done
for id in vehicle-two-files seal-lapsed case-money-unpaid; do ln -s "$HERE/../../models/$id" data/models; done
export SUYUAN_DATA=$PWD/data
quiet suyuan init a.suyuan
cat > cases.csv <<'END'
案号,执行法院,被执行人姓名/名称,身份证号码/组织机构代码,立案时间,终本日期,执行标的,未履行金额
(2023)浙0699执12号,某县法院,样甲,330699198503150025,2023-01-10,2023-06-20,100000.00,80000.00
(2023)浙0699执30号,某县法院,样乙,330699199202291232,2023-01-10,2023-06-20,100000.00,60000.00
END
cat > cars.csv <<'END'
号牌号码,所有人,身份证明号码,机动车状态,初次登记日期,检验有效期止
浙D00001,样甲,330699198503150025,A,2020-03-02,2027-03-31
浙D00002,样乙,330699199202291232,K,2018-03-02,2024-03-31
浙D00003,样乙,330699199202291232,A,2024-03-02,2026-03-31
END
cat > sold.csv <<'END'
号牌号码,所有人,身份证明号码,机动车状态,初次登记日期,转移登记日期
浙D00001,样丙,330699198001010014,A,2020-03-02,2025-12-01
END
cat > seals.csv <<'END'
案号,查封法院,查封类型,财产类型,号牌号码,查封日期,查封到期日,申请续封日期
(2022)浙0699执1号,某县法院,首封,车辆,浙D00004,2022-05-10,2024-05-09,2024-04-20
(2022)浙0699执2号,某县法院,首封,车辆,浙D00005,2022-05-10,2024-05-09,
(2010)浙0699执3号,某县法院,首封,车辆,浙D00006,2010-05-10,2012-05-09,2012-05-01
END

echo "== what there is"
suyuan model a.suyuan
suyuan model a.suyuan check
suyuan model a.suyuan list --family passive
suyuan model a.suyuan list --family cars

quiet suyuan pool a.suyuan load terminated-cases cases.csv
quiet suyuan pool a.suyuan load vehicles cars.csv
quiet suyuan pool a.suyuan load seals seals.csv
echo "== run"
suyuan model a.suyuan run --as-of 2026-01-15
suyuan lead a.suyuan
id=$(suyuan lead a.suyuan list --model seal-lapsed --json | sed 's/.*"id":"\([0-9a-f]*\)","model":"seal-lapsed".*"rule":"applied.*/\1/; s/","model.*//; s/.*"//')
suyuan lead a.suyuan show "$id"

echo "== again, with a later extract in which one car is somebody else's"
quiet suyuan pool a.suyuan load vehicles sold.csv
suyuan model a.suyuan run vehicle-two-files --as-of 2026-01-15 --json | sed 's/"ms":[0-9]*/"ms":0/'
suyuan lead a.suyuan list --model vehicle-two-files

suyuan model a.suyuan log --json | sed 's/"ms":[0-9]*/"ms":0/g; s/"who":"[^"]*"/"who":"样"/g; s/"ran_at":"[^"]*"/"ran_at":"T"/g; s/"hash":"[0-9a-f]*"/"hash":"H"/g'

echo "== what is refused"
suyuan model a.suyuan run vehicle-two-file
suyuan model a.suyuan run seal-lapsed --set days_ahead=900
suyuan model a.suyuan run seal-lapsed --set hours=1
suyuan lead a.suyuan show 0000
mkdir -p a.suyuan/models/wrong
cat > a.suyuan/models/wrong/model.yaml <<'END'
id: wrong
name: {zh: 违法一览}
version: 1
maker: 样
purpose: {zh: 样}
next: {zh: 样}
status: in-force
object: property
duty: may
exits: [recommendation]
family: other
severity: high
grade: A
basis:
  - {law: 样法, article: 第一条, words: 人民法院应当样样。, duty: may, from: 2020-01-01, at-hand: 是}
data:
  - {pool: vehicles, columns: [plate]}
conditions:
  - {id: sealed, zh: 样}
rules:
  - {id: any, zh: 样}
verify: []
colour: red
END
echo "SELECT plate AS key FROM vehicles" > a.suyuan/models/wrong/query.sql
echo "样" > a.suyuan/models/wrong/README.md
suyuan model a.suyuan list
suyuan model a.suyuan run --as-of 2026-01-15
echo "exit $?"
suyuan model a.suyuan run seal-lapsed --as-of 2026-01-15
echo "exit $?"
suyuan model a.suyuan run wrong
suyuan model a.suyuan test | tail -6
suyuan model a.suyuan list --ready --json | sed 's/"hash":"[0-9a-f]*"/"hash":"H"/g; s/"error":"[^"]*"/"error":"E"/'
cp -r "$HERE/../../models/seal-lapsed" a.suyuan/models
echo "colour: red" >> a.suyuan/models/seal-lapsed/model.yaml
suyuan model a.suyuan run seal-lapsed --as-of 2026-01-15
suyuan model a.suyuan check --json | sed 's/"error":"[^"]*"/"error":"E"/g'
rm -r a.suyuan/models/wrong a.suyuan/models/seal-lapsed

echo "== a pool of which no column must be there may be empty; that is said on the lead"
mkdir -p a.suyuan/models/spare/test
cat > a.suyuan/models/spare/model.yaml <<'END'
id: spare
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
grade: A
basis:
  - {law: 样法, article: 第一条, words: 样样。, duty: none, from: 2020-01-01, at-hand: 是}
data:
  - {pool: vehicles, columns: [plate]}
  - {pool: companies, optional: [owner-id]}
conditions:
  - {id: holder, zh: 是不是股东, column: companies.owner-id}
rules:
  - {id: any, zh: "车辆{key}"}
verify: []
END
echo "SELECT plate AS key, \$today AS act_date FROM vehicles
      WHERE plate = '浙D00002' AND NOT EXISTS (FROM companies)" > a.suyuan/models/spare/query.sql
echo "样" > a.suyuan/models/spare/README.md
quiet suyuan model a.suyuan show spare
suyuan model a.suyuan run spare --as-of 2026-01-15
suyuan lead a.suyuan list --model spare
rm -r a.suyuan/models/spare

echo "== passed on as one file"
suyuan model a.suyuan pack seal-lapsed -o seal.symodel | sed 's/[0-9a-f]\{4\}\( [0-9a-f]\{4\}\)\{5\}/KEY/'
quiet suyuan init b.suyuan
suyuan model b.suyuan install seal.symodel | sed 's/[0-9a-f]\{4\}\( [0-9a-f]\{4\}\)\{5\}/KEY/'
quiet suyuan pool b.suyuan load seals seals.csv
suyuan model b.suyuan run seal-lapsed --as-of 2026-01-15
suyuan model b.suyuan show seal-lapsed | sed '/SHA-256/d'
suyuan model b.suyuan show vehicle-two-files | grep -A3 '^  - vehicles'
suyuan model b.suyuan run seal-lapsed --as-of 2026-01-15
head -c 3000 seal.symodel > short.symodel
suyuan model b.suyuan install short.symodel
sed 's/vehicle/vehicel/; s/2024/2023/' seal.symodel > changed.symodel
suyuan model b.suyuan install changed.symodel
suyuan model b.suyuan install cars.csv
suyuan model a.suyuan test vehicle-two-files
