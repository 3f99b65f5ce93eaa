# The list of ordinary payees gives no clue, whatever the amounts; the list of true ones
# gives each its class. The same clues, with the same ids, in whatever order files come.
set -e
head='交易卡号,交易方户名,交易时间,交易金额,收付标志,交易对手账卡号,对手户名,摘要说明,备注,交易流水号'
python3 - "$HERE/../lists" "$head" <<'PY'
import csv, datetime, sys
day = datetime.date(2022, 1, 3)
with open("ordinary.csv", "w", newline="") as out:
    out.write(sys.argv[2] + "\n")
    w, n = csv.writer(out), 0
    for line in open(sys.argv[1] + "/ordinary.txt", encoding="utf-8"):
        if line.startswith("#"): continue
        name, said, way = line.rstrip("\n").split("|")
        for amount in ("35.50", "680.00", "12000.00", "150000.00"):
            n += 1
            w.writerow(["6299990000000000012", "王样一", f"{day + datetime.timedelta(n)} 10:00:00", amount,
                        "出" if way == "o" else "进", "", name, said, "", f"O{n}"])
for part in (0, 1):
    with open(f"true{part}.csv", "w", newline="") as out:
        out.write(sys.argv[2] + "\n")
        w = csv.writer(out)
        lines = [x for x in open(sys.argv[1] + "/property.txt", encoding="utf-8") if x[0] != "#"]
        for n, line in enumerate(lines):
            if n % 2 != part: continue
            kind, name, said, note, amount, way = line.rstrip("\n").split("|")
            # what is regular comes three times
            for month in range(3 if kind in ("income", "rent", "receivable") else 1):
                when = day + datetime.timedelta(20 * n + 30 * month + (400 if kind == "receivable" else 0))
                w.writerow(["6299990000000000020", "王样二", f"{when} 10:00:00", amount,
                            "出" if way == "o" else "进", "", name, said, note, f"T{n}-{month}"])
PY
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan ordinary.csv | tail -2
suyuan clues a.suyuan --party 王样一
suyuan init b.suyuan >/dev/null
suyuan import b.suyuan true0.csv true1.csv >/dev/null
suyuan init c.suyuan >/dev/null
suyuan import c.suyuan true1.csv >/dev/null
suyuan import c.suyuan true0.csv >/dev/null
suyuan case b.suyuan --debtor 王样二 --consumption-restricted 2022-01-01 >/dev/null
suyuan case c.suyuan --debtor 王样二 --consumption-restricted 2022-01-01 >/dev/null
suyuan clues b.suyuan --all --json >b.json
suyuan clues c.suyuan --all --json | cmp - b.json && echo "the other way round: the same"
python3 - <<'PY'
import collections, json
found = json.load(open("b.json"))
count = collections.Counter((c["class"], c["aside"] or "") for c in found["clues"] + found["spending"])
for (kind, aside), n in sorted(count.items()): print(kind, aside, n)
PY
suyuan clues b.suyuan
