# A workspace without statements says what to do next.
try() {
    suyuan "$@"
    echo "-> $?"
}
try accounts nowhere.suyuan
suyuan init a.suyuan
try init a.suyuan
try accounts a.suyuan
try accounts a.suyuan --json
try quality a.suyuan
try trace a.suyuan --from A
try trace a.suyuan --from A --json
try report a.suyuan trace --from A -o x.html
try match a.suyuan list
try match a.suyuan undo
try verify a.suyuan
: >empty.csv
mkdir folder
try import a.suyuan empty.csv
try import a.suyuan folder
try import a.suyuan empty.csv --json
try import a.suyuan missing.csv
ls
