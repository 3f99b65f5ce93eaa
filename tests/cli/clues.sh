# Property clues: a flat, a car, a policy and a parking space bought through others.
set -e
suyuan synth demo --seed 3 >/dev/null
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan demo/statements >/dev/null
suyuan case a.suyuan --debtor 钱流水 --suit-served 2022-01-24 --judgment-effective 2022-06-20 \
  --enforcement-filed 2023-02-15 --consumption-restricted 2023-03-17 >/dev/null
suyuan clues a.suyuan
echo "one class, English"
suyuan clues a.suyuan --class vehicle --lang en
echo "the rows of one"
id=$(suyuan clues a.suyuan --class vehicle --json |
  python3 -c 'import json,sys; print(json.load(sys.stdin)["clues"][0]["id"])')
suyuan clues a.suyuan show "$id"
echo "what people say of it"
suyuan clues a.suyuan refute "$id" --note "车已退"
suyuan clues a.suyuan --class vehicle --all
suyuan clues a.suyuan undo "$id"
suyuan clues a.suyuan confirm "$id" --json
suyuan clues a.suyuan --class vehicle --json | python3 "$HERE/pretty.py" |
  grep -v '"decided_'
echo "from another day"
suyuan clues a.suyuan --since 2023-03-05 --class real_estate
echo "what a file on measures says of his accounts"
cat >measures.csv <<'ROWS'
账号,冻结机关名称,冻结金额,冻结截止日期
6299990302608734913,虚构市人民法院,1860000.00,2026-01-01
ROWS
suyuan import a.suyuan measures.csv | tail -2
suyuan clues a.suyuan --party 向春暖 --class own_account
echo "mistakes"
set +e
suyuan clues a.suyuan --class houses
echo "exit $?"
suyuan clues a.suyuan refute 000000000000
echo "exit $?"
suyuan clues a.suyuan undo 000000000000
echo "exit $?"
suyuan clues a.suyuan forget "$id"
echo "exit $?"
suyuan clues a.suyuan confirm
echo "exit $?"
suyuan init b.suyuan >/dev/null
suyuan clues b.suyuan --party 钱流水
echo "exit $?"
