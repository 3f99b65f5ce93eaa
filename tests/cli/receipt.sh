# What was received, as a list to sign: medium, ground, number, files, two hashes.
set -e
cat >a.csv <<'END'
交易卡号,交易方户名,交易时间,交易金额,交易余额,收付标志
6222021234567890003,王样一,2023-01-05 10:00:00,5000.00,5000.00,进
6222021234567890003,王样一,2023-01-09 10:00:00,3000.00,2000.00,出
END
cat >accounts.csv <<'END'
账户开户名称,开户人证件号码,交易卡号,账号开户时间,账户状态,账号开户银行
王样一,330699198503150025,6222021234567890003,2015-01-02,正常,样行
END
suyuan init a.suyuan --name 王样一执行案
suyuan receipt a.suyuan -o none.html || echo "code $?"
suyuan import a.suyuan a.csv --medium "光盘一张<b>" --ground 调取证据通知书 \
    --number 样检调证〔2023〕12号 --request T1 --received-by 样助理 | tail -1
suyuan import a.suyuan accounts.csv | tail -1
suyuan receipt a.suyuan --json | python3 -c '
import json, sys
answer = json.load(sys.stdin)
for d in answer["deliveries"]:
    assert d.pop("at").endswith("Z") and d.pop("who")
json.dump(answer, sys.stdout, ensure_ascii=False, indent=1)
print()'
suyuan receipt a.suyuan -o r.html
suyuan receipt a.suyuan -o r.xlsx
suyuan receipt a.suyuan -o again.html >/dev/null
suyuan receipt a.suyuan -o again.xlsx >/dev/null
cmp r.html again.html && cmp r.xlsx again.xlsx && echo "the same twice"
grep -c '<b>' r.html || true
grep -o '光盘一张[^<]*' r.html
python3 - <<'END'
import re, zipfile
sheet = zipfile.ZipFile('r.xlsx').read('xl/worksheets/sheet1.xml').decode()
print(re.search('<pageSetup[^>]*>', sheet).group(0))
END
# An original that is not what it was is said to be so.
for f in a.suyuan/originals/*; do chmod u+w "$f"; echo >>"$f"; break; done
suyuan receipt a.suyuan -o r.html --lang en
grep -o 'original changed' r.html
suyuan receipt a.suyuan || echo "code $?"
suyuan receipt a.suyuan -o r.doc || echo "code $?"
