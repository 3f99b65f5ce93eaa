# Originals are checked by their hashes, the index by its checksum.
cp "$HERE/example.csv" "$HERE/other.csv" .
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan example.csv other.csv >/dev/null
suyuan accounts a.suyuan >/dev/null
suyuan verify a.suyuan
printf x | dd of=a.suyuan/index/ledgers.flow bs=1 seek=200 conv=notrunc 2>/dev/null
suyuan verify a.suyuan --json | python3 "$HERE/pretty.py" index ok
suyuan accounts a.suyuan >/dev/null && echo "built anew"
# An original that is kept of a removed file, and of its archive, is looked at too; once it is released it may go.
printf '%s\n' 交易卡号,交易方户名,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明,交易流水号 \
    6299990000000000045,丙误入,2023-02-01\ 09:00:00,7.00,7.00,进,6299990000000000011,甲小丁,还款,W1 >wrong.csv
python3 -m zipfile -c wrong.zip wrong.csv
suyuan init b.suyuan >/dev/null
suyuan import b.suyuan example.csv >/dev/null; suyuan import b.suyuan wrong.zip >/dev/null
suyuan sources b.suyuan remove wrong.csv --yes >/dev/null
suyuan verify b.suyuan
for one in wrong.csv wrong.zip; do
    hash=$(sha256sum <$one | cut -c -64)
    chmod u+w b.suyuan/originals/$hash; echo x >>b.suyuan/originals/$hash
done
suyuan verify b.suyuan | sed "s/^\(wrong.zip *\)[0-9a-f]*/\1(hash)/"
rm b.suyuan/originals/$(sha256sum <wrong.csv | cut -c -64)
suyuan verify b.suyuan --json | grep -o '"sha256":"[0-9a-f]*","state":"[a-z]*","removed":true' | grep -o '"state".*'
suyuan sources b.suyuan release wrong.csv >/dev/null
suyuan verify b.suyuan | tail -n 2
original=$(ls a.suyuan/originals | head -n 1)
chmod u+w "a.suyuan/originals/$original"
echo "X,Y,9,1.00" >>"a.suyuan/originals/$original"
suyuan verify a.suyuan
