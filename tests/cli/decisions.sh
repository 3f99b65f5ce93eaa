# A person's word on two rows counts, and can be taken back.
cp "$HERE/statement.csv" "$HERE/other.csv" .
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan statement.csv other.csv >/dev/null
suyuan match a.suyuan list --json >list.json
out=$(python3 -c 'import json; print(json.load(open("list.json"))["matches"][0]["out"]["id"])')
in=$(python3 -c 'import json; print(json.load(open("list.json"))["matches"][0]["in"]["id"])')
try() {
    suyuan "$@"
    echo "-> $?"
}
try match a.suyuan reject "$in" "$out"
try match a.suyuan list --state rejected
try trace a.suyuan --from 6299990000000000011
try match a.suyuan undo
try match a.suyuan list --state rejected
try match a.suyuan confirm "$out" "$out"
try match a.suyuan confirm "$out" 000000000000-0-2
try match a.suyuan confirm "$out" "$in" --json
try match a.suyuan list
try match a.suyuan confirm "$out" "$in"
try match a.suyuan undo
