# A ledger index that was cut, changed or is of another version is built anew, with
# a word; sums and dates that do not fit name their accounts.
cp "$HERE/loops.csv" .
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan loops.csv --profile transfers --json >/dev/null
index=a.suyuan/index/ledgers.flow
cp "$index" kept
suyuan accounts a.suyuan --json >whole.json
damaged() {
    suyuan accounts a.suyuan --json | cmp - whole.json && cmp "$index" kept && echo as before
}
damaged
head -c 1000 kept >"$index"
damaged
python3 -c 'b = bytearray(open("kept", "rb").read()); b[len(b) // 2] ^= 1; open("'$index'", "wb").write(b)'
damaged
python3 -c 'b = bytearray(open("kept", "rb").read()); b[16] ^= 1; open("'$index'", "wb").write(b)'
damaged
: >"$index"
damaged
cat >huge.csv <<'END'
from,to,time,amount
6299990000000000011,6299990000000000029,2023-01-01 10:00:00,90000000000000000.00
6299990000000000037,6299990000000000029,2023-01-02 10:00:00,90000000000000000.00
END
suyuan init huge.suyuan >/dev/null
suyuan import huge.suyuan huge.csv --profile transfers --json >/dev/null
cat >far.csv <<'END'
from,to,time,amount
6299990000000000011,6299990000000000029,1900-01-01 10:00:00,90.00
6299990000000000037,6299990000000000029,2199-01-02 10:00:00,90.00
END
suyuan init far.suyuan >/dev/null
suyuan import far.suyuan far.csv --profile transfers --json >/dev/null
suyuan accounts far.suyuan; echo "exit $?"
# A dictionary that a user has changed is followed: what was a shop sells flats now.
mkdir data && cp -r "$HERE/../../dict" "$HERE/../../profiles" data/
export SUYUAN_DATA=$PWD/data
cat >shop.csv <<'END'
交易卡号,交易方户名,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明
6222021234567890003,王样一,2023-01-05 10:00:00,100000.00,100000.00,进,6228481234567890128,李样二,转账
6222021234567890003,王样一,2023-02-01 10:00:00,60000.00,40000.00,出,,无名样本屋,转账
END
suyuan init shop.suyuan >/dev/null
suyuan import shop.suyuan shop.csv --json >/dev/null
suyuan trace shop.suyuan --from 6222021234567890003 --json | grep -o '"kind":"[a-z]*"' | sort | uniq -c
python3 - <<'END'
text = open("data/dict/property.yaml").read()
assert "names: [置业, " in text
open("data/dict/property.yaml", "w").write(text.replace("names: [置业, ", "names: [样本屋, 置业, ", 1))
END
suyuan verify shop.suyuan --json | grep -o "\"index\":\"[a-z]*\""
suyuan trace shop.suyuan --from 6222021234567890003 --json | grep -o '"kind":"[a-z]*"' | sort | uniq -c
suyuan verify shop.suyuan --json | grep -o "\"index\":\"[a-z]*\""
echo "what quality says is kept, until something changes; damage is noticed"
suyuan quality shop.suyuan --json >first.json
ls shop.suyuan/index/quality.kept
sed -i '2s/"entries":[0-9]*/"entries":7/' shop.suyuan/index/quality.kept
suyuan quality shop.suyuan --json >second.json
cmp first.json second.json
printf 'nothing' >shop.suyuan/index/quality.kept
suyuan quality shop.suyuan --json | cmp first.json -
suyuan quality shop.suyuan --json --lang en | cmp first.json -
