# The set of a county office: figures and their rows, written twice the same, and what has
# changed since the set before.
set -e
cat >a.csv <<'END'
交易卡号,交易方户名,交易方证件号码,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明,现金标志,交易网点名称
6222021234567890003,王样一,330699198503150025,2023-01-05 10:00:00,800000.00,800000.00,进,,样品贸易有限公司,货款,,
6222021234567890003,王样一,330699198503150025,2023-01-06 10:00:00,300000.00,500000.00,出,6228481234567890128,李样三,转账,,
6222021234567890003,王样一,330699198503150025,2023-01-09 10:00:00,20000.00,480000.00,出,,,ATM取款,1,样城支行
6222021234567890003,王样一,330699198503150025,2023-02-09 10:00:00,5000.00,475000.00,出,,,ATM取款,1,样城支行
6222021234567890003,王样一,330699198503150025,2023-02-10 10:00:00,100000.00,375000.00,出,,,理财申购,,
6222021234567890003,王样一,330699198503150025,2023-02-11 10:00:00,50000.00,325000.00,出,6217001234567890122,王样一,转账,,
6222021234567890003,王样一,330699198503150025,2023-02-12 10:00:00,66.60,324933.40,出,,=cmd|' /C calc'!A0,<b>消费</b>,,
END
cat >b.csv <<'END'
交易卡号,交易方户名,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明
6228481234567890128,李样三,2023-01-06 10:00:03,300000.00,301000.00,进,6222021234567890003,王样一,转账
6228481234567890128,李样三,2023-01-08 09:00:00,300000.00,1000.00,出,,样城置业有限公司,购房款
END
cat >more.csv <<'END'
交易卡号,交易方户名,交易方证件号码,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明
6222021234567890003,王样一,330699198503150025,2023-03-01 10:00:00,900000.00,1224933.40,进,,样品贸易有限公司,货款
END
suyuan init a.suyuan --name 王样一执行案 --debtor 王样一 --claim 1000000.00
suyuan report a.suyuan set -o none.html || echo "code $?"
suyuan import a.suyuan a.csv b.csv | tail -1
suyuan report a.suyuan set -o s.html
suyuan report a.suyuan set -o again.html
suyuan report a.suyuan set -o s.xlsx
suyuan report a.suyuan set -o again.xlsx
cmp s.html again.html && cmp s.xlsx again.xlsx && echo "the same twice"
python3 "$HERE/check_page.py" s.html
python3 "$HERE/check_set.py" s.html s.xlsx
echo "--- another import changes figures"
suyuan import a.suyuan more.csv | tail -1
suyuan report a.suyuan set -o s2.html
suyuan report a.suyuan set -o s2.xlsx
suyuan report a.suyuan set -o s2-again.html
cmp s2.html s2-again.html && echo "the same twice"
python3 "$HERE/check_page.py" s2.html
python3 "$HERE/check_set.py" s2.html s2.xlsx --changes --only=数据已变动
echo "--- one person, thresholds, English, a folder"
suyuan report a.suyuan set --party 李样三 --large 100000 --cash 1 -o li.html --lang en
python3 "$HERE/check_page.py" li.html
python3 "$HERE/check_set.py" li.html
suyuan report a.suyuan set -o folder
ls folder
echo "--- what went out"
suyuan sets a.suyuan | sed 's/20[0-9-]* [0-9:]*  [^ ]*/(when) (who)/; s/  */ /g'
suyuan sets a.suyuan --json | python3 -c '
import json, sys
sets = json.load(sys.stdin)["sets"]
print(len(sets), sets[-1]["file"], sets[-1]["terms"], sets[-1]["persons"])'
echo "--- what is wrong"
suyuan report a.suyuan set --party 赵样九 -o x.html || echo "code $?"
suyuan report a.suyuan set --large 0 -o x.html || echo "code $?"
suyuan report a.suyuan set --since 2023-01-01 -o x.html || echo "code $?"
suyuan report a.suyuan trace --party 李样三 -o x.html || echo "code $?"
suyuan report a.suyuan sets -o x.html || echo "code $?"
suyuan report a.suyuan set || echo "code $?"
ls x.html 2>/dev/null || echo "nothing was written"
