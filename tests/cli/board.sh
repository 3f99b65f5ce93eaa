# Boards: saved by version, refused when somebody was quicker, renamed, deleted and brought back.
set -e
export SUYUAN_USER=王检察
told() { sed -E 's/20[0-9]{2}-[0-9]{2}-[0-9]{2}[T ][0-9:]{8}Z?/TIME/g'; }
board='{"graph":{"level":"account","placed":"6299990000000000011@0@1"},"notes":{"6299990000000000011":"问其妻"},"exhibits":[{"name":"路径一","cards":["6299990000000000011"]}],"page":{"at":0}}'
suyuan init a.suyuan >/dev/null
suyuan board a.suyuan
suyuan board a.suyuan list --json
ls a.suyuan/boards.sqlite 2>/dev/null || echo "reading makes nothing"
echo "$board" | suyuan board a.suyuan save 资金图 --json | told
# The same again is no conflict: an answer may have been lost.
echo "$board" | suyuan board a.suyuan save 资金图
echo "$board" | sed 's/问其妻/已问/' | SUYUAN_USER=李助理 suyuan board a.suyuan save 资金图 --base 1
{ echo "$board" | sed 's/问其妻/未问/' | suyuan board a.suyuan save 资金图 --base 1 || echo "code $?"; } 2>&1 | told
{ echo "$board" | sed 's/问其妻/未问/' | suyuan board a.suyuan save 资金图 --json || echo "code $?"; } 2>&1 | told
suyuan board a.suyuan show 资金图
suyuan board a.suyuan show 资金图 --json | told
suyuan board a.suyuan copy 资金图 副本 | told
suyuan board a.suyuan rename 副本 '<img onerror=alert(1)>' | told
suyuan board a.suyuan rename 资金图 '<img onerror=alert(1)>' || echo "code $?"
suyuan board a.suyuan delete 资金图 | told
echo "$board" | suyuan board a.suyuan save 资金图 --base 2 || echo "code $?"
suyuan board a.suyuan list --deleted --lang en | told
suyuan board a.suyuan restore 资金图 | told
suyuan board a.suyuan restore 资金图 || echo "code $?"
# What is no board, no name, no version.
for wrong in '' '[]' '{"graph":1}' '{"graph":{"placed":1}}' '{"graph":{"fold":[[]]}}' '{"graph":{},"notes":[]}' '{"graph":{},"graph":{}}' '{"graph":{},"exhibits":[{"cards":["a",1]}]}'; do
    echo "$wrong" | suyuan board a.suyuan save 错 || echo "code $?"
done
head -c 1100000 /dev/zero | tr '\0' ' ' | suyuan board a.suyuan save 大 || echo "code $?"
echo "$board" | suyuan board a.suyuan save ' 前' || echo "code $?"
echo "$board" | suyuan board a.suyuan save "$(printf 'a\nb')" || echo "code $?"
echo "$board" | suyuan board a.suyuan save 资金图 --base x || echo "code $?"
suyuan board a.suyuan show 无 || echo "code $?"
suyuan board a.suyuan show || echo "code $?"
suyuan board a.suyuan fly || echo "code $?"
suyuan board nowhere.suyuan || echo "code $?"
