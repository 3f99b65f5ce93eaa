# Registers of other offices: a file is known by its headings, every row is accounted for,
# a template comes back as it was filled in, and check says what is there.
set -e
suyuan init a.suyuan >/dev/null
suyuan pool a.suyuan --today 2024-01-01
cat >vehicles.csv <<'END'
序号,号牌号码,发证机关,所有人,身份证明号码,初次登记日期,转移登记日期,销售价格(万元),机动车状态,住址
1,12345,浙D,虚构甲,330699198503150025,2019-03-01,,12.58,A,样县一街1号
2,浙D·54321,,虚构乙,330699199202291232,2020/5/6,2021年1月2日,,GB,
3,浙D00001,,虚构丙,3.30699E+17,2020-01-01,,,A,
4,,,虚构丁,330699197001019989,2020-01-01,,,A,
5,浙D00002,,虚构丁,330699197001019989,不详,,,A,
6,浙D·54321,,虚构戊,330699197001019989,2020/5/6,2022年1月2日,,A,
6,浙D·54321,,虚构戊,330699197001019989,2020/5/6,2022年1月2日,,A,
END
suyuan import a.suyuan vehicles.csv
suyuan import a.suyuan vehicles.csv
# Which models look at which column changes with the models.
suyuan pool a.suyuan check --today 2022-02-01 | sed 's/[0-9]* 个模型/N 个模型/; /个模型/s/、.*//'
suyuan pool a.suyuan list --today 2024-01-01 --lang en
echo "templates"
for pool in vehicles real-estate auctions cases; do
    suyuan pool a.suyuan template $pool -o $pool.xlsx
    suyuan pool a.suyuan template $pool -o again.xlsx --json
    cmp $pool.xlsx again.xlsx
    suyuan import a.suyuan $pool.xlsx --dry-run
done
suyuan pool a.suyuan template 机动车登记 -o named.xlsx >/dev/null
cmp vehicles.xlsx named.xlsx
echo "an id comes before a name, and a name that two have is nobody's"
suyuan init n.suyuan >/dev/null
mkdir -p n.suyuan/pools
for id in boats ships; do
    printf 'id: %s\nname: {zh: vehicles, en: %s}\nrequired: [[a]]\ncolumns: [{id: a, zh: 甲, en: a}]\n' $id 船 >n.suyuan/pools/$id.yaml
done
suyuan pool n.suyuan template vehicles -o id.xlsx >/dev/null
cmp vehicles.xlsx id.xlsx
suyuan pool n.suyuan template 船 -o none.xlsx || echo "exit $?"
echo "filled in"
python3 "$HERE/fill.py" real-estate.xlsx filled.xlsx 不动产登记 "A3=00000000000000000000000000F1" \
    "B3=浙(2023)样县不动产权第0000001号" "D3=样县一街1号" "E3=虚构甲、虚构乙" \
    "F3=330699198503150025、330699199202291232" "N3=#45047" "O3=#1250000.5"
suyuan pool a.suyuan load real-estate filled.xlsx
suyuan pool a.suyuan check --today 2023-06-01 --json | python3 -c '
import json, sys
for pool in json.load(sys.stdin)["pools"]:
    if pool["rows"] == 0:
        continue
    columns = pool.pop("columns")
    assert pool.pop("loaded") and all(c["models"] >= 0 for c in columns) and any(c["models"] for c in columns)
    filled = {c["id"]: c["filled"] for c in columns if c["filled"]}
    print(pool, filled)'
echo "bad rows are told by row"
cat >receipts.csv <<END
收款编号,案号,到账日期,收款金额
SK1,(2023)浙0699执1号,2024-01-02,1000
SK2,(2023)浙0699执1号,民国113年1月2日,1000
SK3,(2023)浙0699执1号,2024-01-02,1000美元
SK1,(2023)浙0699执2号,2024-01-02,1000
END
suyuan import a.suyuan receipts.csv
echo "案号,到账日期,收款金额" >lacking.csv
echo "(2023)浙0699执1号,2024-01-02,1" >>lacking.csv
suyuan pool a.suyuan load receipts lacking.csv || echo "exit $?"
echo "what is wrong"
suyuan import a.suyuan vehicles.csv --as vehicles || echo "exit $?"
suyuan import a.suyuan vehicles.csv --as pool:vehicle || echo "exit $?"
suyuan import a.suyuan vehicles.csv --as pool:vehicles --profile x || echo "exit $?"
suyuan pool a.suyuan load vehicle vehicles.csv || echo "exit $?"
suyuan pool a.suyuan load real-estate again.xlsx || echo "exit $?"
suyuan pool a.suyuan template vehicles || echo "exit $?"
suyuan pool a.suyuan lst || echo "exit $?"
mkdir -p a.suyuan/pools
printf 'id: boats\nname: {zh: 船, en: boats}\nrequired: [[a]]\ncolumns: [{id: b, zh: 乙}]\n' \
    >a.suyuan/pools/boats.yaml
suyuan pool a.suyuan || echo "exit $?"
rm a.suyuan/pools/boats.yaml
echo "the day is that of the place: never the same in Kiribati and on Baker Island"
suyuan init day.suyuan >/dev/null
old=$(TZ=LINT-14 python3 -c 'import time; print(time.strftime("%F", time.localtime(time.time() - 91 * 86400)))')
printf '号牌号码,所有人,身份证明号码,数据日期\n浙D00009,虚构己,330699198503150025,%s\n' "$old" >day.csv
suyuan pool day.suyuan load vehicles day.csv >/dev/null
for zone in LINT-14 BIT12; do
    TZ=$zone suyuan pool day.suyuan list --json | python3 -c '
import json, sys
print([p["state"] for p in json.load(sys.stdin)["pools"] if p["rows"]])'
done
echo "what of a file was not taken is named, and what it may have been"
suyuan init t.suyuan >/dev/null
printf '车牌,转移登计日期,车主,机动车状太,身份证号,号牌号码\n浙D00051,2024-01-01,虚构甲,K,330699198503150025,浙D00052\n' >typo.csv
suyuan pool t.suyuan load vehicles typo.csv
suyuan sources t.suyuan remove typo.csv --yes >/dev/null
suyuan pool t.suyuan load vehicles typo.csv --lang en
suyuan sources t.suyuan remove typo.csv --yes >/dev/null
suyuan pool t.suyuan load vehicles typo.csv --json | python3 -c '
import json, sys
print(json.load(sys.stdin)["files"][0]["not_taken"])'
printf '案号,被执行人,终本日期,执行标的（元/月）\n(2023)浙0699执1号,虚构甲,2023-06-20,186\n' >unit.csv
suyuan pool t.suyuan load terminated-cases unit.csv || echo "exit $?"
echo "other money and numbers with blanks"
printf '案号,被执行人,证件号码,终本日期,执行标的\n(2023)浙0699执1号,虚构甲,33069919850315002 5,2023-06-20,US$100\n(2023)浙0699执2号,虚构甲,33069919850315002 4,2023-06-20,100\n(2023)浙0699执3号,虚构甲,33069919850315002 5,2023-06-20,¥100\n' >money.csv
suyuan pool t.suyuan load terminated-cases money.csv
suyuan pool t.suyuan rows terminated-cases --json | grep -o '330699[0-9 、]*'
echo "days that have not come are no state of the data; a load of which nothing or not all was taken says so"
printf '号牌号码,身份证明号码,所有人,初次登记日期,数据日期\n浙D00041,330699198503150025,虚构甲,2120-01-01,\n浙D00042,330699198503150025,虚构甲,2020-01-01,2120-01-01\n' >future.csv
suyuan pool t.suyuan load vehicles future.csv
suyuan pool t.suyuan list --json | python3 -c '
import json, sys
print([(p["newest"], p["as_of"], p["state"]) for p in json.load(sys.stdin)["pools"] if p["id"] == "vehicles"])'
suyuan pool t.suyuan list --today 2120-01-01 | grep vehicles
printf '号牌号码,所有人,初次登记日期\n浙D1,虚构甲,民国1年\n' >bad.csv
suyuan pool t.suyuan load vehicles bad.csv || echo "exit $?"
printf '号牌号码,所有人\n浙D00061,虚构甲\n' >good.csv
suyuan pool t.suyuan load vehicles good.csv receipts.csv || echo "exit $?"
suyuan pool t.suyuan load vehicles good.csv receipts.csv --json | grep -o '"error":.*' || true
echo "what was replaced"
suyuan init h.suyuan >/dev/null
suyuan pool h.suyuan history vehicles
printf '号牌号码,所有人,身份证明号码,初次登记日期,销售价格(万元),机动车状态\n浙D00011,虚构甲,330699198503150025,2020-01-02,12.5,A\n浙D00012,虚构乙,330699199202291232,2020-01-03,,A\n浙D00013,虚构丙,330699197001019989,2020-01-04,,A\n' >first.csv
printf '号牌号码,所有人,身份证明号码,初次登记日期,销售价格(万元),机动车状态\n浙D00012,虚构乙,330699199202291232,2020-01-03,,A\n浙D00011,虚构甲,330699198503150025,2020-01-02,11.5,AK\n' >second.csv
printf '号牌号码,所有人,身份证明号码,初次登记日期,销售价格(万元),机动车状态\n浙D00011,虚构甲,330699198503150025,2020-01-02,11.5,M\n' >third.csv
for file in first second third; do suyuan pool h.suyuan load vehicles $file.csv >/dev/null; done
suyuan pool h.suyuan history vehicles
suyuan pool h.suyuan history vehicles 00012 --lang en
suyuan pool h.suyuan history vehicles --limit 1 --offset 1 --json
suyuan pool h.suyuan history || echo "exit $?"
echo "each load, and the rows behind its numbers"
suyuan pool h.suyuan loads real-estate
printf '号牌号码,所有人,身份证明号码,初次登记日期,销售价格(万元),机动车状态,数据日期\n浙D00014,<虚构戊>,330699197001019989,2020-01-05,1,A,2024-05-01\n浙D00014,<虚构戊>,330699197001019989,2020-01-05,2,A,2024-04-01\n浙D00013,虚构丙,330699197001019989,2020-01-04,,A,\n浙D00012,虚构乙,330699199202291232,2020-02-30,,A,\n,,,,,,\n浙D00015,虚构己,330699198503150025,2020-02-03,3元/年,A,\n' >"fourth ().csv"
suyuan pool h.suyuan load vehicles "fourth ().csv" >/dev/null
loads() { suyuan pool h.suyuan loads vehicles "$@"; }
loads --json | python3 -c '
import json, re, sys
for load in json.load(sys.stdin)["loads"]:
    assert load["rows"] == load["new"] + load["changed"] + load["same"] + load["earlier"] + load["rejected"]
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT[\d:]{8}Z", load.pop("at")) and load.pop("who") and len(load.pop("sha256")) == 64
    print(load)'
for rows in "2 changed" "2 same" "4 new" "4 earlier" "4 rejected" "3 new"; do
    echo "$rows"
    loads $rows
done
loads 1 new --limit 1 --offset 1 --json
loads 3 changed --offset 99999999999 --json
loads 4 rejected --limit 1 --offset 1 --json
loads 5 new || echo "exit $?"
loads 2 renewed || echo "exit $?"
loads x new || echo "exit $?"
suyuan sources h.suyuan remove fourth.csv --yes >/dev/null || echo "exit $?"
suyuan sources h.suyuan remove "fourth ().csv" --yes >/dev/null
loads --lang en | grep -c "taken out again by"
loads --json | python3 -c '
import json, sys
for load in json.load(sys.stdin)["loads"]:
    print(load["load"], load["rows"], load["new"], load["changed"], load["reasons"], load["removed_at"] and "removed")'
loads 4 new || echo "exit $?"
suyuan pool h.suyuan load vehicles "fourth ().csv" >/dev/null
loads --json | python3 -c '
import json, sys
for load in json.load(sys.stdin)["loads"]:
    print(load["load"], load["rows"], load["new"], load["changed"], load["removed_at"] and "removed")'
suyuan log h.suyuan check | sed 's/[0-9a-f]\{64\}/<hash>/'
echo "rows behind the numbers of the check"
printf '案号,号牌号码,查封法院,查封类型,财产类型,查封日期,查封到期日\n(2023)浙0699执1号,浙D00011,某县法院,首封,车辆,2024-01-01,2026-01-01\n(2023)浙0699执9号,浙D00019,某县法院,首封,车辆,2024-01-01,2026-01-01\n' >seals.csv
printf '案号,执行法院,立案日期,被执行人,案由\n(2023)浙0699执1号,某县法院,2023-01-05,虚构甲,买卖合同纠纷\n' >cases.csv
suyuan pool h.suyuan load seals seals.csv >/dev/null; suyuan pool h.suyuan load cases cases.csv >/dev/null
suyuan pool h.suyuan rows vehicles --json
suyuan pool h.suyuan rows vehicles --blank price --lang en
suyuan pool h.suyuan rows vehicles --filled plate --limit 1 --offset 2
suyuan pool h.suyuan rows boats || echo "exit $?"
suyuan pool h.suyuan rows vehicles --blank wings || echo "exit $?"
suyuan pool h.suyuan rows vehicles --blank vin --filled plate || echo "exit $?"
suyuan pool h.suyuan check --json >check.json
# As many rows as each number says.
python3 - <<'EOF'
import json, subprocess
rows = lambda pool, *words: json.loads(subprocess.run(["suyuan", "pool", "h.suyuan", "rows", pool, *words, "--limit", "0", "--json"], capture_output=True, check=True).stdout)["total"]
n = lost = 0
for p in json.load(open("check.json"))["pools"]:
    if p["rows"] == 0: continue
    assert rows(p["id"]) == p["rows"], p["id"]
    for c in p["columns"]:
        if c["filled"] in (0, p["rows"]) and n > 12: continue
        assert rows(p["id"], "--filled", c["id"]) == c["filled"], c
        assert rows(p["id"], "--blank", c["id"]) == p["rows"] - c["filled"], c
        n += 1
    for o in p["orphans"]:
        assert rows(p["id"], "--lost", o["column"]) == o["rows"], o
        lost += o["rows"]
print("numbers of columns:", n, "rows that lead nowhere:", lost)
EOF
suyuan pool h.suyuan rows seals --lost case-number
