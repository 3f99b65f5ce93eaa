# Statements of two accounts: rejects, duplicates, quality, matches, trace.
cp "$HERE/statement.csv" "$HERE/other.csv" .
set -e
suyuan init a.suyuan >/dev/null
echo "a trial"
suyuan import a.suyuan statement.csv --dry-run
suyuan accounts a.suyuan --json
echo "for good"
suyuan import a.suyuan statement.csv other.csv --period 2023-05-01..2023-05-31 --json | python3 "$HERE/pretty.py"
echo "once more"
suyuan import a.suyuan statement.csv
suyuan accounts a.suyuan --all
suyuan quality a.suyuan
suyuan quality a.suyuan --json | python3 "$HERE/pretty.py"
suyuan entries a.suyuan --account 6299990000000000011
suyuan match a.suyuan list
suyuan trace a.suyuan --from 6299990000000000011
suyuan trace a.suyuan --from 6299990000000000011 --json | python3 "$HERE/pretty.py"
