# What people found out about leads measures the model that gave them, version by version.
# Everybody is made up.
export XDG_CONFIG_HOME=$PWD/config
quiet() { "$@" >/dev/null; }
mkdir -p data/models
for kind in profiles pools dict; do ln -s "$HERE/../../$kind" data; done
cp -r "$HERE/../../models/vehicle-two-files" data/models
sed -i 's/^version: .*/version: 1.0.0/' data/models/vehicle-two-files/model.yaml
export SUYUAN_DATA=$PWD/data
quiet suyuan init a.suyuan
{
    echo "案号,执行法院,被执行人姓名/名称,身份证号码/组织机构代码,立案时间,终本日期,执行标的,未履行金额"
    echo "(2023)浙0699执12号,某县法院,样甲,330699198503150025,2023-01-10,2023-06-20,100000.00,80000.00"
    echo "(2023)浙0699执30号,某县法院,样乙,330699199202291232,2023-01-10,2023-06-20,100000.00,60000.00"
} > cases.csv
{
    echo "号牌号码,所有人,身份证明号码,机动车状态,初次登记日期,检验有效期止"
    for i in 1 2 3 4 5 6; do echo "浙D0000$i,样甲,330699198503150025,A,2020-03-02,2027-03-31"; done
    for i in 7 8 9; do echo "浙D0000$i,样乙,330699199202291232,A,2024-03-02,2026-03-31"; done
} > cars.csv
quiet suyuan pool a.suyuan load terminated-cases cases.csv
quiet suyuan pool a.suyuan load vehicles cars.csv

echo "== no leads, then no verdicts"
suyuan model a.suyuan feedback
quiet suyuan model a.suyuan run --as-of 2026-01-15
suyuan model a.suyuan feedback

# The id of the lead on a plate: of the model and of what the lead is about.
lead() {
    owner=330699198503150025
    [ "$1" -lt 7 ] || owner=330699199202291232
    printf 'vehicle-two-files\0浙D0000%s %s' "$1" $owner | sha256sum | cut -c 1-16
}
judge() {
    quiet suyuan lead a.suyuan move "$(lead "$1")" checking
    quiet suyuan lead a.suyuan move "$(lead "$1")" "$2"
}
for i in 1 2 3; do judge $i confirmed; done
judge 4 refuted
judge 7 refuted
echo "== few verdicts look like few"
suyuan model a.suyuan feedback
suyuan model a.suyuan feedback vehicle-two-files --json | sed 's/"hash":"[0-9a-f]*"/"hash":"H"/g'

echo "== what became of them"
quiet suyuan lead a.suyuan move "$(lead 1)" referred --measure property-referral --item 6
quiet suyuan lead a.suyuan move "$(lead 1)" replied
quiet suyuan lead a.suyuan move "$(lead 1)" adopted --money 12000.50
quiet suyuan lead a.suyuan move "$(lead 1)" closed
suyuan model a.suyuan feedback --json | sed 's/"hash":"[0-9a-f]*"/"hash":"H"/g'

echo "== another version says the same of most"
sed -i 's/^version: .*/version: 1.10.0/' data/models/vehicle-two-files/model.yaml
quiet suyuan model a.suyuan run --as-of 2026-01-15
suyuan model a.suyuan feedback

echo "== and one that was changed without a number"
echo "# 样" >> data/models/vehicle-two-files/model.yaml
quiet suyuan model a.suyuan run --as-of 2026-01-15
judge 8 confirmed
suyuan model a.suyuan feedback | sed 's/SHA-256 [0-9a-f]*/SHA-256 HASH/'
suyuan model a.suyuan compare vehicle-two-files --set young_years=1 --as-of 2026-01-15
suyuan model a.suyuan feedback nobody
suyuan model a.suyuan feedback vehicle-two-files twice

echo "== a signed file for who adds up the offices"
key() { sed 's/[0-9a-f]\{4\}\( [0-9a-f]\{4\}\)\{5\}/KEY/'; }
days() { sed 's/[0-9]\{4\}-[0-9][0-9]-[0-9][0-9]/DAY/g'; }
suyuan model a.suyuan results -o yang.syresults --office 样县人民检察院 2>notes | key | days
key < notes
suyuan model a.suyuan results -o later.syresults --office 样县人民检察院 --since 2030-01-01 \
    --until 2030-06-30 | key | tail -2
XDG_CONFIG_HOME=$PWD/other suyuan model a.suyuan results -o li.syresults --office 例县人民检察院 \
    --json 2>notes | key | days
for word in 样甲 330699198503150025 浙0699 浙D0; do ! grep -c "$word" yang.syresults; done
suyuan results yang.syresults li.syresults later.syresults > sum
key < sum | days | sed 's/SHA-256 [0-9a-f]*/SHA-256 HASH/'
suyuan results li.syresults --json | key | days | sed 's/"hash":"[0-9a-f]*"/"hash":"H"/g'
echo "== and what is not added"
suyuan results yang.syresults li.syresults yang.syresults 2>&1 | days
sed 's/"confirmed":3/"confirmed":4/' yang.syresults > better.syresults
suyuan results better.syresults
suyuan results cars.csv
suyuan model a.suyuan pack vehicle-two-files -o v.symodel | key
suyuan results v.symodel
suyuan model a.suyuan results -o none
suyuan model a.suyuan results -o none --office 样县 --since 2030-01-01 --until 2029-01-01
XDG_CONFIG_HOME=$PWD/other suyuan model a.suyuan results -o z.syresults --office 样县人民检察院 \
    --part 第二批 >/dev/null
suyuan results yang.syresults z.syresults >/dev/null

echo "== a document for submission"
suyuan model a.suyuan dossier vehicle-two-files -o model.html --as-of 2026-02-01 --cases 2
python3 "$HERE/text_of_page.py" model.html > text
grep "^[一二三四五六七八]、" text
sed -n '/^六、/,/^八、/p' text
for word in 样甲 样乙 330699 浙D0000 执12号 执30号; do grep -c "$word" model.html; done
suyuan model a.suyuan dossier vehicle-two-files -o again.html --as-of 2026-02-01 --cases 2
cmp model.html again.html
suyuan model a.suyuan dossier vehicle-two-files -o model.xlsx
unzip -t model.xlsx | tail -1
suyuan model a.suyuan dossier vehicle-two-files -o model.docx --as-of 2026-02-01 --cases 2
suyuan model a.suyuan dossier vehicle-two-files -o again.docx --as-of 2026-02-01 --cases 2
cmp model.docx again.docx
unzip -t model.docx | tail -1
mkdir part
(cd part && unzip -q ../model.docx && find . -type f | sort | xargs xmllint --noout)
suyuan model a.suyuan dossier vehicle-two-files -o nowhere/model.docx
suyuan --lang en model a.suyuan dossier vehicle-two-files -o en.html --as-of 2026-02-01 --cases 0
suyuan model a.suyuan dossier vehicle-two-files -o model.doc
suyuan model a.suyuan dossier vehicle-two-files -o model.html --cases many
suyuan model a.suyuan dossier nobody -o model.html
