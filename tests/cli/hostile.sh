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
# The same question gives the same bytes.
sleep 2
suyuan trace a.suyuan --from 6299990000000000011 --xlsx again.xlsx >/dev/null
suyuan report a.suyuan trace --from 6299990000000000011 -o again.html >/dev/null
cmp out.xlsx again.xlsx
cmp report.html again.html
