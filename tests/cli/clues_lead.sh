# A clue becomes a lead: with the places of its rows, worked on like those of models.
set -e
suyuan synth demo --seed 3 >/dev/null
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan demo/statements >/dev/null
suyuan case a.suyuan --debtor 钱流水 --case-number "(2022)浙0699执1234号" --suit-served 2022-01-24 \
  --judgment-effective 2022-06-20 --enforcement-filed 2023-02-15 \
  --consumption-restricted 2023-03-17 >/dev/null
of_class() {
  suyuan clues a.suyuan --class "$1" --json |
    python3 -c 'import json,sys; print(json.load(sys.stdin)["clues"][0]["id"])'
}
car=$(of_class vehicle)
policy=$(of_class insurance)
suyuan clues a.suyuan lead "$car"
suyuan clues a.suyuan lead "$policy" --json
suyuan clues a.suyuan --class vehicle | grep "$car"
echo "the same once more is no second lead"
suyuan clues a.suyuan lead "$car"
suyuan lead a.suyuan
id=$(suyuan lead a.suyuan list --json |
  python3 -c 'import json,sys; print(json.load(sys.stdin)["leads"][0]["id"])')
suyuan lead a.suyuan show "$id"
suyuan lead a.suyuan show "$id" --lang en | head -8
echo "what it says, for programs"
suyuan lead a.suyuan show "$id" --json | python3 -c '
import json, sys
lead = json.load(sys.stdin)["leads"][0]
for key in "model", "rule", "case", "court", "grade", "amount", "object", "duty", "act_date", "exits":
    print(key, lead[key])
rows = [f for f in lead["facts"] if "source" in f]
print(len(rows), "rows with file and row;", rows[0]["source"]["file"], rows[0]["source"]["row"])'
echo "a register that knows the car"
cat >cars.csv <<'ROWS'
号牌号码,发证机关,所有人,身份证明号码,初次登记日期,转移登记日期,销售价格(万元),机动车状态,中文品牌
00001,浙D,柳成荫,33069919860526252X,2023-03-09,,28.58,A,虚构牌
ROWS
suyuan import a.suyuan cars.csv >/dev/null
suyuan clues a.suyuan lead "$car"
suyuan lead a.suyuan show "$id" | grep -e 登记信息 -e "C 级" -e "B 级"
echo "worked on like any other"
suyuan lead a.suyuan move "$id" checking | tail -1
suyuan lead a.suyuan move "$id" confirmed --note 已向车管所核实 | tail -1
suyuan lead a.suyuan move "$id" referred --measure property-referral --item 1 | tail -1
suyuan model a.suyuan feedback
echo "mistakes"
set +e
suyuan clues a.suyuan refute "$policy" >/dev/null
suyuan clues a.suyuan lead "$policy"
echo "exit $?"
suyuan clues a.suyuan lead 000000000000
echo "exit $?"
suyuan clues a.suyuan lead
echo "exit $?"
