# Originals are checked by their hashes, the index by its checksum.
cp "$HERE/example.csv" "$HERE/other.csv" .
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan example.csv other.csv >/dev/null
suyuan accounts a.suyuan >/dev/null
suyuan verify a.suyuan
printf x | dd of=a.suyuan/index/ledgers.flow bs=1 seek=200 conv=notrunc 2>/dev/null
suyuan verify a.suyuan --json | python3 "$HERE/pretty.py" index ok
suyuan accounts a.suyuan >/dev/null && echo "built anew"
original=$(ls a.suyuan/originals | head -n 1)
chmod u+w "a.suyuan/originals/$original"
echo "X,Y,9,1.00" >>"a.suyuan/originals/$original"
suyuan verify a.suyuan
