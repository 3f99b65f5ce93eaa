# What a spreadsheet program makes of rows that were taken away.
command -v soffice >/dev/null || { echo "skipped: LibreOffice is not installed"; exit 77; }
set -e
cp "$HERE/hostile_rows.csv" a.csv
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan a.csv >/dev/null
suyuan entries a.suyuan -o a-out.csv >/dev/null; suyuan entries a.suyuan -o a.xlsx >/dev/null
/usr/bin/python3 "$HERE/check_entries.py" a-out.csv a.xlsx --office
