# Names that want to be markup, formulas, escape sequences or right to left
# stand as text in tables, JSON, workbook and page.
python3 "$HERE/make_hostile.py" >hostile.csv
set -e
suyuan init a.suyuan --name '<img src=x onerror=alert(1)>' --debtor '=cmd|x' >/dev/null
suyuan import a.suyuan hostile.csv >/dev/null
suyuan accounts a.suyuan
suyuan trace a.suyuan --from 6299990000000000011 --xlsx out.xlsx
suyuan report a.suyuan trace --from 6299990000000000011 -o report.html
python3 "$HERE/check_page.py" report.html --hostile
python3 "$HERE/check_xlsx.py" out.xlsx
asked=$(date +%s)
# Names of files, people and cases move no cursor: what a stranger sent is listed, taken out,
# asked for, refused, backed up.
set +e
evil=$(printf '\033[2J\342\200\256x.csv')
export SUYUAN_USER=$(printf '\033]0;甲\007检')
masked() { sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]{8}Z?/(time)/; s/[0-9a-f]{64}/(hash)/; s/[0-9]{6,} 字节/(n) 字节/'; }
cp "$HERE/example.csv" "$evil"
suyuan init e.suyuan >/dev/null
suyuan case e.suyuan --name "$(printf '某\033[31m案')" >/dev/null
suyuan import e.suyuan "$evil" >/dev/null
suyuan import e.suyuan "$evil" "$(printf '\033c.doc')"
entry=$(suyuan entries e.suyuan --json --least 0 | grep -o '"id":"[^"]*"' | head -1 | cut -d'"' -f4)
suyuan original e.suyuan --entry "$entry" | head -1
echo correct horse battery >word
suyuan backup e.suyuan -o e.backup --password-file word | masked
suyuan restore e.backup "$(printf '\033[Hf.suyuan')" --password-file word | tail -1
suyuan sources e.suyuan remove "$evil"
suyuan sources e.suyuan remove "$evil" --yes >/dev/null
suyuan sources e.suyuan | tail -1
suyuan sources e.suyuan release "$evil"
# The same question gives the same bytes, two seconds later (a zip counts in twos).
while [ $(($(date +%s) - asked)) -lt 3 ]; do sleep 0.1; done
suyuan trace a.suyuan --from 6299990000000000011 --xlsx again.xlsx >/dev/null
suyuan report a.suyuan trace --from 6299990000000000011 -o again.html >/dev/null
cmp out.xlsx again.xlsx
cmp report.html again.html
