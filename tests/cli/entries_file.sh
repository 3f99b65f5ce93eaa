# Rows to take away, as lines and as a workbook: exact, harmless, no digit lost, each with its place.
set -e
cp "$HERE/hostile_rows.csv" a.csv
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan a.csv >/dev/null
suyuan entries a.suyuan -o all.csv --lang zh
suyuan entries a.suyuan -o all.xlsx --lang zh --json
sed 's/\t/<TAB>/g; s/\r$//' all.csv
/usr/bin/python3 "$HERE/check_xlsx.py" all.xlsx
/usr/bin/python3 "$HERE/check_entries.py" all.csv all.xlsx
suyuan entries a.suyuan --account 6222021234567890003 --way out --least 100 -o some.csv --lang en
sed 's/\r$//' some.csv | cut -d, -f1,4,7,9
suyuan entries a.suyuan --text nothing -o none.xlsx --lang en
cp all.xlsx first.xlsx; cp all.csv first.csv
suyuan entries a.suyuan -o all.xlsx --lang zh >/dev/null; suyuan entries a.suyuan -o all.csv --lang zh >/dev/null
cmp all.xlsx first.xlsx; cmp all.csv first.csv && echo "the same bytes"
for wrong in "-o x.pdf" "-o none/x.csv"; do
    suyuan entries a.suyuan $wrong || echo "exit code $?"
done
ls
# A plain list is looked at from both ends.
printf 'from,to,time,amount\nA1,B1,2023-01-01,5\n' >list.csv
suyuan init b.suyuan >/dev/null; suyuan import b.suyuan list.csv --profile transfers >/dev/null
suyuan entries b.suyuan -o list-out.csv >/dev/null; cut -d, -f4,7,10 list-out.csv
# All of the sample case: sums and rows as the command line says them.
suyuan init c.suyuan --sample >/dev/null
suyuan entries c.suyuan -o c.csv; suyuan entries c.suyuan -o c.xlsx >/dev/null
suyuan entries c.suyuan --sort ledger --limit 20000 --json >c.json
/usr/bin/python3 "$HERE/check_entries.py" c.csv c.xlsx c.json
