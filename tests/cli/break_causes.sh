# A break of balances beside a row that was not read says so.
set -e
cat >a.csv <<'END'
交易卡号,交易时间,交易金额,交易余额,收付标志,交易对手账卡号
6222021234567890003,2023-01-05 10:00:00,100.00,100.00,进,
6222021234567890003,2023-01-06 10:00:00,"12,5O",112.50,进,
6222021234567890003,2023-01-07 10:00:00,5.00,117.50,进,
6222021234567890003,2023-01-08 10:00:00,5.00,132.50,进,
6222021234567890003,2023-01-09 10:00:00,2.50,135.00,进,
END
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan a.csv >/dev/null
suyuan quality a.suyuan
suyuan quality a.suyuan --lang en | grep cause
suyuan quality a.suyuan --json | python3 -c '
import json, sys
for g in json.load(sys.stdin)["accounts"][0]["gaps"]:
    print(g["difference"], g.get("likely_cause"))'
suyuan report a.suyuan trace --from 6222021234567890003 -o r.html >/dev/null
grep -o '可能原因[^<]*' r.html
