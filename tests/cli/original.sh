# The row of the file that came, of each kind of file; hostile cells; a file that is gone or changed.
mkdir files
python3 "$HERE/folder.py" files
python3 "$HERE/make_hostile.py" >files/hostile.csv
cp "$HERE/../layouts/securities.xls" files
set -e
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan files >/dev/null
suyuan entries a.suyuan --sort ledger --limit 100000 --json >entries.json
cat >check.py <<'END'
import json, subprocess, sys
def original(id, *more):
    run = subprocess.run(["suyuan", "original", "a.suyuan", "--entry", id, "--json", *more], capture_output=True, text=True)
    return json.loads(run.stdout)
entries = json.load(open("entries.json"))["entries"]
seen = set()
for e in sorted(entries, key=lambda e: (e["file"], e["sheet"] or "", e["row"])):
    if (e["file"], e["sheet"]) in seen: continue
    seen.add((e["file"], e["sheet"]))
    o = original(e["id"], "--around", "1")
    row = next(r["cells"] for r in o["rows"] if r["row"] == e["row"])
    amount = e["amount"].lstrip("-")
    there = any(c.replace(",", "").lstrip("+-¥") in (amount, amount.rstrip("0").rstrip(".")) for c in row)
    print(o["file"], o["sheet"], o["row"], [r["row"] for r in o["rows"]], o["header_row"], o["header"][:4],
          "the amount stands there" if there else row)
long = next(e for e in entries if e["file"].endswith("hostile.csv") and len(e["other_name"] or "") > 9000)
o = original(long["id"], "--around", "50")
print([len(r["cells"]) for r in o["rows"]], max(len(c) for r in o["rows"] for c in r["cells"]))
for r in o["rows"]:
    print(r["row"], [c[:40] for c in r["cells"] if c][7:8])
END
python3 check.py
echo "for people"
id=$(python3 -c 'import json; print([e["id"] for e in json.load(open("entries.json"))["entries"] if e["file"].endswith("hostile.csv")][0])')
suyuan original a.suyuan --entry "$id" --around 1
echo "a rejected row, the header, a row too far, no row"
hash=${id%%-*}
suyuan original a.suyuan --entry "$hash-0-1" --around 0 | head -3
for wrong in "$hash-0-16" "$hash-1-2" "$hash-0-0" "$hash-0--1" "x" "000000000000-0-1" "$hash-0-99999999999"; do
    suyuan original a.suyuan --entry "$wrong" || echo "exit code $?"
done
suyuan original a.suyuan || echo "exit code $?"
suyuan original a.suyuan --entry "$id" --around 51 || echo "exit code $?"
echo "changed, then gone"
file=$(ls a.suyuan/originals/"$hash"*)
chmod u+w "$file" a.suyuan/originals
printf x >>"$file"
suyuan original a.suyuan --entry "$id" --json || echo "exit code $?"
rm "$file"
suyuan original a.suyuan --entry "$id" || echo "exit code $?"
