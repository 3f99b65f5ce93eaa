# A scanned statement is typed into a sheet; a wrong digit is found by its row.
set -e
suyuan template statement -o sheet.xlsx
suyuan template statement -o again.xlsx --json
cmp sheet.xlsx again.xlsx
suyuan init a.suyuan >/dev/null
python3 "$HERE/template.py" sheet.xlsx right.xlsx 0
python3 "$HERE/template.py" sheet.xlsx wrong.xlsx 0.09
suyuan import a.suyuan right.xlsx
suyuan quality a.suyuan
suyuan import a.suyuan wrong.xlsx --dry-run
suyuan import a.suyuan wrong.xlsx --dry-run --lang en
echo "the empty sheet"
suyuan import a.suyuan sheet.xlsx || echo "exit $?"
suyuan template letter -o x.xlsx || echo "exit $?"
suyuan template statement || echo "exit $?"
