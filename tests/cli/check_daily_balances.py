#!/usr/bin/env python3
"""check_daily_balances.py SUYUAN BERKA - broken days of a real bank are found, and
no day is called broken because its rows stand in another order.

The file is sorted by date only and states a balance after each row, rounded to
0.10. The truth is found here by another way: a day of an account holds when the
last balance of the day before and the day's sum lead to one of its balances. Here
all balances that a day may have ended with are kept; the program orders the rows
by a trail through their balances, and asks the whole day only where there is none."""
import collections
import csv
import json
import subprocess
import sys

suyuan, folder = sys.argv[1:3]


def fen(text):
    sign = -1 if text.startswith("-") else 1
    whole, _, part = text.lstrip("-").partition(".")
    return sign * (int(whole) * 100 + int((part + "00")[:2]))


def run(*words):
    done = subprocess.run([suyuan, *words], capture_output=True, text=True)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout


def read(path):
    """The rows of a file; those that are cut off apart."""
    with open(path, newline="", encoding="latin-1") as f:
        lines = list(csv.reader(f, delimiter=";"))
    return lines[0], [r for r in lines[1:] if len(r) == len(lines[0])], \
        [r for r in lines[1:] if len(r) != len(lines[0])]


def statement(rows, torn, path):
    with open(path, "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f)
        w.writerow(["交易账号", "交易日期", "交易金额", "交易余额", "收付标志", "交易流水号", "摘要说明"])
        for r in rows:
            w.writerow([f"{int(r[1]):010d}", f"19{r[2]}", r[5], r[6], "进" if r[3] == "PRIJEM" else "出",
                        r[0], r[7].strip()])
        for r in torn: # what is left of it
            cells = r + [""] * (7 - len(r))
            w.writerow([f"{int(cells[1]):010d}" if cells[1] else "", f"19{cells[2]}" if cells[2] else "",
                        cells[5], cells[6], "", cells[0], ""])


head, rows, none = read(folder + "/trans_prefix.asc")
assert not none
statement(rows, [], "whole.csv")
days = collections.defaultdict(list)
for r in rows:
    amount = fen(r[5]) if r[3] == "PRIJEM" else -fen(r[5])
    days[f"{int(r[1]):010d}", r[2]].append((amount, fen(r[6])))

run("init", "w.suyuan")
report = json.loads(run("import", "w.suyuan", "whole.csv", "--json"))
assert report["accepted"] == len(rows), report
quality = json.loads(run("quality", "w.suyuan", "--json"))

broken = set()
for account in quality["accounts"]:
    for gap in account["gaps"]:
        broken.add((account["account"], gap["to"][2:].replace("-", "")))

# Every balance that a day may have ended with, day after day: those of its own
# that the day's sum leads to from a possible end of the day before, give or take
# the 0.10 to which this bank rounds; where there is none, the day is broken, and
# any of its balances may be its last.
truth = set()
by_account = collections.defaultdict(list)
for (account, day) in sorted(days):
    by_account[account].append(day)
for account, its in by_account.items():
    ends = None
    for day in its:
        total = sum(amount for amount, _ in days[account, day])
        printed = {balance for _, balance in days[account, day]}
        if ends is None:
            ends = printed
            continue
        led_to = {b for b in printed for e in ends if abs(e + total - b) <= 10}
        if not led_to:
            truth.add((account, day))
        ends = led_to or printed
assert broken == truth, (sorted(broken - truth)[:5], sorted(truth - broken)[:5])
in_file_order = 0
last = {}
for r in rows:
    amount = fen(r[5]) if r[3] == "PRIJEM" else -fen(r[5])
    if r[1] in last and last[r[1]] + amount != fen(r[6]):
        in_file_order += 1
    last[r[1]] = fen(r[6])
assert in_file_order > 10000

# The same file as its uploader cut it: the torn last line is a rejected row.
head, rows, torn = read(folder + "/trans_prefix_3MiB.asc")
assert len(torn) == 1, torn
statement(rows, torn, "torn.csv")
run("init", "t.suyuan")
report = json.loads(run("import", "t.suyuan", "torn.csv", "--json"))
assert report["accepted"] == len(rows) and report["rejected"] == 1, report
print(f"{len(days)} account-days, {len(truth)} broken: all found, and no other; "
      f"{in_file_order} rows out of order in the file")
