# Leads as a list for a court, filled in by it and read back: whole or not at all, with what
# is wrong row by row. And as a list beside a letter. Everybody is made up.
export XDG_CONFIG_HOME=$PWD/config
quiet() { "$@" >/dev/null; }
filled() { name=$1; shift; python3 "$HERE/fill.py" list.xlsx "$name" 线索清单 "$@"; }
back() { suyuan lead a.suyuan read-back "$@" --as-of 2026-03-01 2>&1 | sed 's/[0-9a-f]\{4\}-[0-9a-f]\{6\}/CODE/'; }
answers() { suyuan lead a.suyuan list --json | tr '{' '\n' | sed -n 's/^"sealed":/  sealed:/p' | sed 's/"list":"[0-9a-f]*"/"list":"L"/; s/}.*//'; }
quiet suyuan init a.suyuan
cat > seals.csv <<'END'
案号,查封法院,查封类型,财产类型,财产名称,号牌号码,查封日期,查封到期日,申请续封日期
(2022)浙0699执1号,某县法院,首封,车辆,=HYPERLINK("http://样"),浙D00004,2022-05-10,2024-05-09,2024-04-20
(2022)浙0699执2号,某县法院,首封,车辆,样车,浙D00005,2022-05-10,2024-05-09,2024-04-20
(2022)浙0699执3号,某县法院,首封,车辆,样车,浙D00006,2022-08-10,2024-08-09,
(2022)浙0699执4号,另县法院,首封,车辆,样车,浙D00007,2022-08-10,2024-08-09,
END
quiet suyuan pool a.suyuan load seals seals.csv
quiet suyuan model a.suyuan run seal-lapsed --as-of 2026-01-15

echo "== one list, one court"
suyuan report a.suyuan court-list -o list.xlsx 2>&1
suyuan report a.suyuan court-list --court 某县 -o list.csv 2>&1
suyuan report a.suyuan court-list --court 无此 -o list.xlsx 2>&1
suyuan report a.suyuan court-list --court 某县法院 --party 样 -o list.xlsx 2>&1
suyuan report a.suyuan court-list --court 某县法院 -o list.xlsx
suyuan report a.suyuan court-list --court 某县法院 -o again.xlsx
cmp list.xlsx again.xlsx && echo same bytes
python3 - <<'END'
import re, zipfile
book = zipfile.ZipFile("list.xlsx")
sheet = book.read("xl/worksheets/sheet1.xml").decode()
print("formulas", sheet.count("<f>"), "protected", "<sheetProtection" in sheet,
      "landscape", 'orientation="landscape"' in sheet, "a page wide", 'fitToHeight="0"' in sheet)
END

echo "== nothing is filled in"
back list.xlsx

echo "== filled in"
filled good.xlsx H4=是 I4=否 J4=2026/2/3 L4=3-5 H5=√ K5==1+1 L5=#12 M5=属实 M6=不属实
back good.xlsx
back good.xlsx
answers
suyuan lead a.suyuan list --court 某县
suyuan lead a.suyuan undo
suyuan lead a.suyuan list --court 某县
quiet back good.xlsx
filled other.xlsx H4=否 H5=是
back other.xlsx
suyuan lead a.suyuan undo

echo "== what is wrong"
filled wrong.xlsx H4=也许 J5=2026-02-30 B5=0000 H6=是 C6='(2022)浙0699执9号' J6=是 K6=找不到
back wrong.xlsx
back wrong.xlsx --json | sed 's/.*"problems"/"problems"/'
of() { python3 -c 'import re, sys, zipfile
sheet = zipfile.ZipFile("list.xlsx").read("xl/worksheets/sheet1.xml").decode()
print(re.search(f"<c r=\"{sys.argv[1]}\".*?<t>(.*?)</t>", sheet)[1])' "$1"; }
filled twice.xlsx H5=否 B5="$(of B6)" C5="$(of C6)" G5="$(of G6)" H6=是
back twice.xlsx
filled code.xlsx H4=否 G4=0000-000000
back code.xlsx
answers
back seals.csv
filled renamed.xlsx H3=是否查封 I3=是否扣押 H4=是 I4=是
back renamed.xlsx
filled more.xlsx N3=备注 N4=已还款 O3=已查封 O4=否
back more.xlsx
filled more.xlsx N3=备注 N4=已还款
back more.xlsx --json
back nothing.xlsx
printf 'PK\003\004' > broken.xlsx
back broken.xlsx

echo "== a lead that has changed since the list was written"
sed 's/2024-04-20/2024-04-22/' seals.csv > later.csv
quiet suyuan pool a.suyuan load seals later.csv
quiet suyuan model a.suyuan run seal-lapsed --as-of 2026-02-15
filled late.xlsx I5=否 I6=否
back late.xlsx
back late.xlsx --accept-changed

echo "== names that would do something to a terminal"
printf '案号,查封法院,查封类型,财产类型,财产名称,号牌号码,查封日期,查封到期日,申请续封日期\n(2022)浙0699执8号,\033[31m县法院,首封,车辆,\033]0;x\007\342\200\256车,浙D00008,2022-05-10,2024-05-09,2024-04-20\n' > hostile.csv
quiet suyuan init h.suyuan
quiet suyuan pool h.suyuan load seals hostile.csv
quiet suyuan model h.suyuan run seal-lapsed --as-of 2026-02-15
id=$(suyuan lead h.suyuan list --json | sed 's/^{"leads":\[{"id":"\([0-9a-f]*\)".*/\1/')
quiet suyuan lead h.suyuan move "$id" confirmed --note "$(printf '\033[2J阅卷')"
suyuan lead h.suyuan show "$id" | sed -n '2,3p; /财产 /p; /  20[0-9-]* [0-9:]\{8\}  /p' | sed 's/  20[0-9-]* [0-9:]\{8\}  [^ ]*/  T  样/; s/20[0-9-]* /D /'
suyuan lead h.suyuan groups --all

echo "== beside a letter"
group=$(suyuan lead a.suyuan groups --json | sed 's/.*"groups":\[{"group":"\([0-9a-f]*\)".*/\1/')
suyuan report a.suyuan leads --group "$group" -o leads.html
suyuan report a.suyuan leads --group "$group" -o leads.xlsx
suyuan report a.suyuan leads -o leads.pdf 2>&1
sed -n '/<h1>/,$p' leads.html
