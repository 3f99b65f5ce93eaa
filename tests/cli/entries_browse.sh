# Rows of all statements: what fits, its sums, a window of it, mistakes.
set -e
suyuan init a.suyuan --sample >/dev/null
suyuan entries a.suyuan --text 置业 --least 10000 --sort amount --backwards
suyuan entries a.suyuan --sort time --limit 3
suyuan entries a.suyuan --sort time --way out --since 2024-05-01 --until 2024-05-31 --least 100000
suyuan entries a.suyuan --sort time --offset 14047 --limit 5 --json | python3 "$HERE/pretty.py"
suyuan entries a.suyuan --text 'nothing of the kind'
suyuan entries a.suyuan --counterparty 置业 --least 10000 --sort amount --backwards
suyuan entries a.suyuan --counterparty zhiye --limit 0
# In a plain list each side sees the other one; text finds both.
suyuan init b.suyuan >/dev/null
suyuan import b.suyuan "$HERE/example.csv" >/dev/null
suyuan entries b.suyuan --counterparty B --sort time
suyuan entries b.suyuan --counterparty Ｂ -o b.csv
python3 "$HERE/check_counterparty.py" b.suyuan A B C D E F W X
python3 "$HERE/check_counterparty.py" a.suyuan 置业 9989 公司
for wrong in "--sort day" "--way up" "--least -5" "--offset x" "--text a --uncounted"; do
    suyuan entries a.suyuan $wrong || echo "exit code $?"
done
