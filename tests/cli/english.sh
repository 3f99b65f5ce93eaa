# The same in English: by --lang, and by the locale.
cp "$HERE/statement.csv" "$HERE/other.csv" .
set -e
suyuan init a.suyuan --lang en
suyuan import a.suyuan statement.csv other.csv --lang en
env LC_ALL=en_US.UTF-8 suyuan accounts a.suyuan
env LC_ALL= LANG=en_GB suyuan quality a.suyuan
suyuan trace a.suyuan --from 6299990000000000011 --rule all --lang en
suyuan report a.suyuan trace --from 6299990000000000011 -o report.html --lang en
grep -o 'lang="[a-z-]*"' report.html
python3 "$HERE/check_page.py" report.html
suyuan trace a.suyuan --from 1 --lang=en
