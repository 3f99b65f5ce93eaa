"""check_truth.py TRUTH: what import, quality, trace and report of this folder
say, against the truth of the made-up case."""
import json
import re
import sys


def read(name):
    with open(name, encoding="utf-8") as file:
        return json.load(file)


truth, traces = read(sys.argv[1]), read("trace.json")["traces"]
imports = [read("import.json"), read("supplement.json")]
wrong = []


def check(what, found, wanted):
    if found != wanted:
        wrong.append(f"{what}: {found}, truth {wanted}")


for key in ("accepted", "duplicate", "rejected"):
    check(key, sum(i[key] for i in imports), truth["totals"][key])
for file in (f for i in imports for f in i["files"]):
    check(f"rows of {file['path']}", file["rows"], file["accepted"] + file["duplicate"] + file["rejected"])
found = sorted((r["row"], r["column"], r["value"]) for i in imports for f in i["files"] for r in f["rejects"])
wanted = sorted((r["row"], r["column"], r["value"]) for f in truth["files"] for r in f["rejects"])
check("rejected rows", found, wanted)
for trace in traces:
    rule = trace["rule"]
    fen = lambda text: int(text.replace(".", ""))
    check(f"{rule}: sum of the sinks", sum(fen(s["amount"]) for s in trace["sinks"]), fen(trace["seeded"]))
    by_row = {(e["file"].split("/", 1)[1], e["sheet"], e["row"]): t for t in trace["transfers"] for e in t["entries"]}
    for p in truth["properties"]:
        transfer = by_row.get((p["file"], p["sheet"], p["row"]), {"tainted": "0.00"})
        check(f"{rule}: {p['item']}", transfer["tainted"], p["tainted"][rule])
        low, high = fen(transfer["lower"]), fen(transfer["upper"])
        if not low <= fen(p["tainted"][rule]) <= high:
            wrong.append(f"{rule}: {p['item']} not within {transfer['lower']}..{transfer['upper']}")
    for m in truth["missing"]:
        waiting = {b["account"]: b["amount"] for b in trace["breakpoints"]}
        check(f"{rule}: waits at {m['holder']}", waiting.get(m["account"]), m["amount"])
page = re.sub(r"<[^>]*>", "", open("report.html", encoding="utf-8").read())
for p in truth["properties"]:
    if p["payee"] not in page or f"{float(p['tainted']['fifo']):,.2f}" not in page:
        wrong.append(f"the report lacks {p['payee']} {p['tainted']['fifo']}")
print("\n".join(wrong) or "as the truth has it")
sys.exit(bool(wrong))
