# Rows of an account as either side of a plain list sees them.
cp "$HERE/example.csv" .
set -e
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan example.csv >/dev/null
suyuan entries a.suyuan --account B
suyuan entries a.suyuan --account B --since 4 --limit 1
suyuan entries a.suyuan --account A --json | python3 "$HERE/pretty.py"
