# An account or entry that is not there: what is near it.
cat >list.csv <<'END'
付款账号,收款账号,时间,金额
6299990108405133757,6299990303436255071,2023-05-01 09:30:00,300.00
6299990303436255071,99010112010900018,2023-05-02 10:00:00,200.00
END
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan list.csv >/dev/null
try() {
    suyuan "$@"
    echo "-> $?"
}
try trace a.suyuan --from 6299990108405133775
try trace a.suyuan --from 3757
try trace a.suyuan --from 张三 --json
try trace a.suyuan --entry 000000000000-0-2
try trace a.suyuan --from 6299990108405133757 --stop-at 1
try entries a.suyuan --account 629999010840513375
try report a.suyuan trace --from nobody -o x.html
try report a.suyuan trace -o x.html
ls
