# The register of requests: from an inquiry to its answer, and back again.
set -e
cat >debtor.csv <<'END'
交易卡号,交易方户名,交易方证件号码,交易方开户行,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,对手开户银行,摘要说明
6222021234567890003,王样一,330699198503150025,样行,2023-01-05 10:00:00,100000.00,100000.00,进,6228481234567890128,某县样品贸易有限公司,农样行,货款
6222021234567890003,王样一,330699198503150025,样行,2023-02-01 10:00:00,30000.00,70000.00,出,6217001234567890122,李样二,建样行,转账
6222021234567890003,王样一,330699198503150025,样行,2023-02-03 10:00:00,5000.00,65000.00,出,,财付通-转账,,快捷支付
END
cat >second.csv <<'END'
交易卡号,交易方户名,交易方证件号码,交易方开户行,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,对手开户银行,摘要说明
6217001234567890122,李样二,330699199202291233,建样行,2023-02-01 10:00:05,30000.00,30000.00,进,6222021234567890003,王样一,样行,转账
6217001234567890122,李样二,330699199202291233,建样行,2023-02-09 10:00:00,9000.00,21000.00,出,6299990000000000029,某楼盘置业有限公司,农样行,购房款
END
try() {
    suyuan "$@" || echo "-> $?"
}
suyuan init a.suyuan --debtor 王样一 --suit-served 2023-01-10 --case-number '(2023)浙0699执1234号' >/dev/null
suyuan import a.suyuan debtor.csv >/dev/null
suyuan inquiries a.suyuan
try request a.suyuan list
try request a.suyuan grounds
# One step takes an inquiry over; a second request for it is refused.
try request a.suyuan add --from-inquiry e9b70390
try request a.suyuan add --from-inquiry e9b70390
try request a.suyuan add --from-inquiry 00000000
try request a.suyuan list
# No ground, no text; then approver, officers.
try request a.suyuan text 1 -o r.html
try request a.suyuan set 1 --ground rules-64-9
try request a.suyuan set 1 --ground rules-64-4 --why '王样一被诉后向李样二转款'
try request a.suyuan text 1 -o r.html
try request a.suyuan sent 1 --on 2024-01-02
try request a.suyuan set 1 --approver 甲样 --officer 乙样
try request a.suyuan set 1 --approver 甲样 --officer 乙样,乙样
try request a.suyuan set 1 --approver 甲样 --officer 乙样,丙样
try request a.suyuan text 1
try request a.suyuan text 1 -o r.html
python3 "$HERE/text_of_page.py" r.html
try request a.suyuan text 1 -o r.xlsx --json
suyuan request a.suyuan text 1 -o again.xlsx >/dev/null
cmp r.xlsx again.xlsx && echo "the same twice"
# A payment firm: the ground for banks does not reach it.
try request a.suyuan add --from-inquiry "$(suyuan inquiries a.suyuan --json | python3 -c 'import json, sys
print([i["id"] for i in json.load(sys.stdin)["inquiries"] if i["kind"] == "wallet"][0])')" --ground rules-64-4 --approver 甲样 --officer 乙样,丙样
try request a.suyuan text 2 -o w.html
try request a.suyuan set 2 --ground rules-63
try request a.suyuan text 2 -o w.html
python3 "$HERE/text_of_page.py" w.html | sed -n 1,12p
# Sent, refused, sent again, arrived, imported: then it is out of the list.
try request a.suyuan sent 1 --letter 虚检调〔2024〕7号 --on 2024-01-02
try request a.suyuan refused 1 --on 2024-01-03
try request a.suyuan refused 1 --on 2024-01-03 --reason 缺工作证复印件
suyuan inquiries a.suyuan | grep 请求
try request a.suyuan undo 1
try request a.suyuan arrived 1 --on 2024-01-01
try request a.suyuan arrived 1 --on 2024-01-20 --import 2
try request a.suyuan arrived 1 --on 2024-01-20
try request a.suyuan list
# The import that names the letter is found by itself.
suyuan import a.suyuan second.csv --request 虚检调〔2024〕7号 >/dev/null
try request a.suyuan arrived 1 --on 2024-01-20
try request a.suyuan list
suyuan inquiries a.suyuan
suyuan request a.suyuan list --all --json | python3 -c 'import json, sys
for r in json.load(sys.stdin)["requests"]:
    print(r["request"], r["state"], r["letter"], r["lacks"], [f["file"] for f in r["files"]])
    for s in r["steps"]:
        print("  ", s["step"], sorted(s["said"]), "taken back" if s["undone_at"] else "")'
# Everything can be taken back, nothing is deleted.
for i in 1 2 3 4; do suyuan request a.suyuan undo 1 >/dev/null; done
try request a.suyuan list
suyuan request a.suyuan list --all --json | python3 -c 'import json, sys
print([(r["request"], r["state"], len(r["steps"])) for r in json.load(sys.stdin)["requests"]])'
# What cannot be.
try request a.suyuan add
try request a.suyuan add --person 张样五 --identity 330699198503150026 --from 2023-13-01
try request a.suyuan add --person 张样五 --identity 330699198503150026 --lang en
try request a.suyuan set 1 --note x
try request a.suyuan set
try request a.suyuan set eins --note x
try request a.suyuan ask
try request a.suyuan list 1
