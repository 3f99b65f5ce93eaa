# The worked example of docs/design: the five rules, to the fen.
cp "$HERE/example.csv" .
set -e
suyuan init a.suyuan
suyuan import a.suyuan example.csv --profile transfers --json | python3 "$HERE/pretty.py"
suyuan accounts a.suyuan
suyuan trace a.suyuan --from A --since 0 --rule all
suyuan trace a.suyuan --from A --since 0 --rule all --json | python3 "$HERE/pretty.py"
