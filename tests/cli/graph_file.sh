# A picture for other programs: what they read is what `graph --json` says, hostile names and all.
set -e
cat >a.csv <<'END'
交易卡号,交易方户名,交易方证件号码,交易方开户行,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,对手身份证号,摘要说明
6222021234567890003,<img onerror=alert(1)>,330699198503150025,"样""行&<b>",2023-01-05 10:00:00,5000.00,5000.00,进,6228481234567890128,"]]>&amp;""'",,货款
6222021234567890003,<img onerror=alert(1)>,330699198503150025,"样""行&<b>",2023-01-06 10:00:00,3000.00,2000.00,出,6217001234567890122,=cmd|' /C calc'!A0,,转账
6222021234567890003,<img onerror=alert(1)>,330699198503150025,"样""行&<b>",2023-01-07 10:00:00,800.55,1199.45,出,6217001234567890122,=cmd|' /C calc'!A0,,转账
6222021234567890003,<img onerror=alert(1)>,330699198503150025,"样""行&<b>",2023-01-08 10:00:00,200.00,999.45,出,,ATM取款,,ATM取款
END
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan a.csv >/dev/null
export SUYUAN_USER=王检察
both() {
    suyuan graph a.suyuan "$@" --json >graph.json
    for form in gexf graphml anx; do
        suyuan graph a.suyuan "$@" -o x.$form >/dev/null
        xmllint --noout x.$form
    done
    /usr/bin/python3 "$HERE/check_chart.py" . graph.json
}
both --right 6222021234567890003 --left 6222021234567890003
cp x.anx first.anx
suyuan graph a.suyuan --right 6222021234567890003 --left 6222021234567890003 -o x.anx --json
cmp x.anx first.anx && echo "the same bytes"
# A board: its cards, places, filters, notes.
cat >board.json <<'END'
{"graph":{"level":"account","since":"2023-01-06","until":"2023-01-31","least":"500.00",
 "placed":"6222021234567890003@2@5,6217001234567890122@4@-1,0000@1@1","trace":"6222021234567890003","rule":"lifo"},
 "notes":{"6217001234567890122":"问 <b>谁</b>\n]]> \u0001 \u202e"}}
END
suyuan board a.suyuan save '图 "1" <b>' <board.json >/dev/null
both --board '图 "1" <b>'
grep -o 'Description="[^"]*"' x.anx
grep -o 'SummaryFieldTitle" Field="[^"]*"' x.anx
both --board '图 "1" <b>' --least 5000 --lang en
echo '{"graph":{"placed":"fold:两人@0@0","fold":["两人=6222021234567890003","两人=6217001234567890122"]}}' | suyuan board a.suyuan save 合 >/dev/null
both --board 合 --right fold:两人
for wrong in '{"output":"x"}' '{"flight":"1"}' '{"periods":"true"}' '{"level":"town"}'; do
    echo "{\"graph\":$wrong}" | suyuan board a.suyuan save "$wrong" >/dev/null
    suyuan graph a.suyuan --board "$wrong" || echo "exit code $?"
done
# Each transfer a line, with the number of its row.
echo '{"graph":{"placed":"6222021234567890003@0@0,6217001234567890122@1@0","lines":"single","trace":"6222021234567890003"}}' | suyuan board a.suyuan save 逐笔 >/dev/null
both --board 逐笔 --transfers 100
both --right 6222021234567890003 --lines single --transfers 100 --until 2023-01-06 --lang en
suyuan init b.suyuan --sample >/dev/null
suyuan graph b.suyuan --level person --right 安添足 --top 30 --json >graph.json
for form in gexf graphml anx; do suyuan graph b.suyuan --level person --right 安添足 --top 30 -o x.$form >/dev/null; done
/usr/bin/python3 "$HERE/check_chart.py" . graph.json
one=6299990102562979425
suyuan graph b.suyuan --right $one --top 5 --transfers 10000 --trace $one --json >graph.json
for form in gexf graphml anx; do suyuan graph b.suyuan --right $one --top 5 --lines single --trace $one -o x.$form >/dev/null; done
/usr/bin/python3 "$HERE/check_chart.py" . graph.json
for wrong in "--board none" "--board x -o x.pdf" "-o x.exe" "--lines three"; do
    suyuan graph b.suyuan $wrong || echo "exit code $?"
done
