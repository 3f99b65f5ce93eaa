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
suyuan accounts far.suyuan
