# Accounts by name, number and pinyin; transfers by amount; nothing; mistakes.
set -e
suyuan init a.suyuan --sample >/dev/null
suyuan find a.suyuan --text 添足 --limit 3
suyuan find a.suyuan --text 0500265397
suyuan find a.suyuan --text liufl
suyuan find a.suyuan --text lflin
suyuan find a.suyuan --text '>80万' --limit 4
suyuan find a.suyuan --text 78,000.00元 --json | python3 "$HERE/pretty.py"
suyuan find a.suyuan --text atz --limit 1 --json | python3 "$HERE/pretty.py"
suyuan find a.suyuan --text 没有这个人
suyuan find a.suyuan --text '<img onerror=1>'
for wrong in "" "--text x --limit 0"; do
    suyuan find a.suyuan $wrong || echo "exit code $?"
done
