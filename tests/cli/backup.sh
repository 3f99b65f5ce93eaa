# A case as one file, and back; never over what is there.
export SUYUAN_USER=钱某
cp "$HERE/example.csv" .
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan example.csv >/dev/null
suyuan case a.suyuan --name 某案 >/dev/null
suyuan accounts a.suyuan >before
echo "correct horse 电池" >word
masked() { sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}/(time)/; s/[0-9a-f]{64}/(hash)/; s/[0-9]{6,} 字节/(n) 字节/; s/[0-9]{6,} bytes/(n) bytes/'; }
suyuan backup a.suyuan | masked
suyuan backup a.suyuan -o a.backup --password-file word | masked
suyuan backup a.suyuan -o a.backup --password-file word
suyuan restore a.backup --check --password-file - <word | masked
suyuan restore a.backup b.suyuan --password-file word --lang en | masked
suyuan accounts b.suyuan | cmp - before && echo "the same accounts"
suyuan log b.suyuan check | masked
suyuan restore a.backup b.suyuan --password-file word
suyuan restore a.backup --password-file word
echo short >short
suyuan backup a.suyuan -o c.backup --password-file short
echo "correct horse and another" | suyuan restore a.backup c.suyuan --password-file -
suyuan restore example.csv c.suyuan --password-file word
head -c 90000 a.backup >cut.backup
suyuan restore cut.backup c.suyuan --password-file word
suyuan restore a.backup c.suyuan --password-file word --json | python3 -c '
import json, sys
told = json.load(sys.stdin)
print(told["done"], told["path"], told["case"], told["who"], told["changed"], told["log_rows"])'
ls
# A case without files, too.
suyuan init empty.suyuan >/dev/null
suyuan backup empty.suyuan -o empty.backup --password-file word >/dev/null
suyuan restore empty.backup e.suyuan --password-file word | tail -1
suyuan log e.suyuan check | masked
rm -r e.suyuan
