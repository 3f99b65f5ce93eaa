#!/usr/bin/env python3
"""check_any_order.py SUYUAN - importing in any order gives the same answers: lists of
accounts and entries, matches, proof, people, patterns, traces, report and receipt.

Made-up statements of one small world: what truly happened is written down by
each bank in its own layout, with overlapping periods, rows taken back, masked
counterparties, late arrivals, rows that nobody shows, a card's statement beside
one of its account's number, which only the account file joins. The same files are
then imported in several orders, at once and one by one; every answer must be the
same, and each must name the same rows as its evidence."""
import json
import os
import random
import subprocess
import sys

suyuan = sys.argv[1]
WORLDS = int(os.environ.get("WORLDS", 3))
HEAD = "交易卡号,交易方户名,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明,交易流水号"


def run(*words):
    done = subprocess.run([suyuan, *words], capture_output=True, text=True)
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done.stdout


def clock(minute):
    day, rest = divmod(minute, 1440)
    return f"2023-03-{1 + day:02d} {rest // 60:02d}:{rest % 60:02d}:07"


def money(fen):
    return f"{fen // 100}.{fen % 100:02d}"


class Account:
    def __init__(self, number, holder, dice):
        self.number, self.holder = number, holder
        self.balance = dice.randrange(0, 500000)
        self.rows = []

    def move(self, minute, fen, other, name, words):
        self.balance += fen
        self.rows.append((minute, fen, self.balance, other, name, words, f"{self.number[-2:]}{len(self.rows)}"))


def world(seed):
    dice = random.Random(seed)
    accounts = [Account(f"62999900000000{n:05d}", h, dice)
                for n, h in ((11, "甲小丁"), (29, "乙大壬"), (37, "丙小癸"))]
    minute = 0
    for _ in range(60):
        minute += dice.randrange(1, 400)
        a, b = dice.sample(accounts, 2)
        fen = dice.choice([10000, 20000, 30000, dice.randrange(1, 90000)])
        kind = dice.randrange(10)
        if kind < 5: # both sides, now and then days later, or masked
            late = dice.choice([0, 0, 0, 1, 2 * 1440, 5 * 1440])
            masked = dice.randrange(5) == 0
            a.move(minute, -fen, "" if masked else b.number,
                   b.holder[0] + "*" + b.holder[2] if masked else b.holder, "转账")
            b.move(minute + late, fen, a.number, a.holder, "转账")
        elif kind < 7: # taken back, sometimes without a name
            silent = dice.randrange(2)
            a.move(minute, -fen, b.number, b.holder, "转账")
            a.move(minute + dice.randrange(1, 3000), fen, "" if silent else b.number,
                   "" if silent else b.holder, dice.choice(["冲正", "退汇"]))
        elif kind < 8:
            a.move(minute, -fen, "", "ATM", "ATM取款")
        elif kind < 9: # words that only some of the files have (see `write`)
            a.move(minute, -fen if len(a.rows) % 2 else fen, "", "", "理财申购" if len(a.rows) % 2 else "理财赎回")
        else:
            a.move(minute, fen, "", "", "工资")
    for a in accounts: # rows that came late stand where they belong, and chain
        start = a.rows[0][2] - a.rows[0][1]
        a.rows.sort(key=lambda r: r[0])
        for i, r in enumerate(a.rows):
            start += r[1]
            a.rows[i] = (*r[:2], start, *r[3:])
    return accounts, dice


def write(path, a, rows, has_words=True):
    with open(path, "w", encoding="utf-8") as f:
        f.write(HEAD + "\n")
        for minute, fen, balance, other, name, words, serial in rows:
            f.write(f"{a.number},{a.holder},{clock(minute)},{money(abs(fen))},"
                    f"{'-' if balance < 0 else ''}{money(abs(balance))},{'进' if fen > 0 else '出'},"
                    f"{other},{name},{words if has_words else ''},{serial}\n")


OWN_HEAD = "交易账号,交易方户名,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明,交易流水号"


def number_of(a):
    """The account's own number, under which its bank keeps the card."""
    return f"3306{a.number[-5:]}0001"


def write_by_number(path, a, rows):
    with open(path, "w", encoding="utf-8") as f:
        f.write(OWN_HEAD + "\n")
        for minute, fen, balance, other, name, words, serial in rows:
            f.write(f"{number_of(a)},{a.holder},{clock(minute)},{money(abs(fen))},"
                    f"{'-' if balance < 0 else ''}{money(abs(balance))},{'进' if fen > 0 else '出'},"
                    f"{other},{name},{words},{serial}\n")


def write_accounts(path, accounts):
    with open(path, "w", encoding="utf-8") as f:
        f.write("账户开户名称,交易卡号,交易账号,账号开户时间,账户状态,账号开户银行\n")
        for a in accounts:
            f.write(f"{a.holder},{a.number},{number_of(a)},2015-01-02,正常,样行\n")


def write_printed(path, a, rows):
    with open(path, "w", encoding="utf-8") as f:
        f.write(f"账号：{a.number}\n交易日期,摘要,收入金额,支出金额,余额,对方户名,对方账户\n")
        for minute, fen, balance, other, name, words, _ in rows:
            amount = money(abs(fen))
            f.write(f"{clock(minute)[:10]},{words},{amount if fen > 0 else ''},"
                    f"{amount if fen < 0 else ''},{'-' if balance < 0 else ''}{money(abs(balance))},"
                    f"{name},{other}\n")


def files_of(name):
    """What the receipt says of each file, without the import that brought it."""
    deliveries = json.loads(run("receipt", name, "--json"))["deliveries"]
    return sorted((json.dumps(f, sort_keys=True) for d in deliveries for f in d["files"]))


def answers(name, accounts):
    account = accounts[0].number
    q = json.loads(run("quality", name, "--json"))
    run("report", name, "trace", "--from", account, "-o", "report.html")
    return [q, run("match", name, "list", "--json"), run("accounts", name, "--all", "--json"),
            run("trace", name, "--from", account, "--rule", "all", "--json"),
            *[run("entries", name, "--account", a.number, "--json") for a in accounts],
            *[run("entries", name, "--account", a.number, "--uncounted", "--json") for a in accounts],
            run("parties", name, "--all", "--json"), run("patterns", name, "--json"),
            run("titles", name, "list", "--json"), open("report.html", encoding="utf-8").read(),
            files_of(name)]


def removed_and_brought_back(seed, paths, accounts, dice, whole):
    """Files that are taken out again leave nothing behind; imported again they are there as before."""
    n = seed % 2
    name, order = f"{seed}-removed-{n}.suyuan", dice.sample(paths, len(paths))
    gone = dice.sample(paths, dice.randrange(1, len(paths) - 1))
    run("init", name)
    if n: # one by one, so that each may be the first of its rows
        for p in order:
            run("import", name, p)
    else:
        run("import", name, *order)
    for p in gone:
        run("sources", name, "remove", p, "--yes")
    never = f"{seed}-never-{n}.suyuan"
    run("init", never)
    run("import", never, *[p for p in paths if p not in gone])
    for k, (one, other) in enumerate(zip(answers(never, accounts), answers(name, accounts))):
        assert one == other, (seed, n, k, gone)
    for p in dice.sample(gone, len(gone)):
        run("import", name, p)
    for k, (one, other) in enumerate(zip(whole, answers(name, accounts))):
        assert one == other, (seed, n, k, gone)


found = 0
for seed in range(1, 1 + WORLDS):
    accounts, dice = world(seed)
    paths = []
    for i, a in enumerate(accounts):
        half = len(a.rows) // 2
        for k, rows in enumerate((a.rows[:half + 6], a.rows[half - 6:])):
            paths.append(f"{seed}-{i}-{k}.csv")
            write(paths[-1], a, rows, has_words=(i + k) % 2 == 0)
    paths.append(f"{seed}-number.csv") # the card's middle again, under its account's number
    write_by_number(paths[-1], accounts[1], accounts[1].rows[len(accounts[1].rows) // 3:])
    paths.append(f"{seed}-accounts.csv")
    write_accounts(paths[-1], accounts)
    paths.append(f"{seed}-printed.csv")
    days = [r[0] // 1440 for r in accounts[0].rows] # whole days, as banks print
    write_printed(paths[-1], accounts[0], [r for r in accounts[0].rows if r[0] // 1440 <= days[len(days) // 2]])
    first = None
    for n, order in enumerate([paths, paths[::-1], dice.sample(paths, len(paths))]):
        name = f"{seed}-{n}.suyuan"
        run("init", name)
        if n == 1: # one by one
            for p in order:
                run("import", name, p)
        else:
            run("import", name, *order)
        these = answers(name, accounts)
        if first is None:
            first = these
            found += sum(m["kind"] != "sides" for m in json.loads(these[1])["matches"])
        for k, (one, other) in enumerate(zip(first, these)):
            assert one == other, (seed, n, k)
    if seed < 3: # once imported together, once one by one
        removed_and_brought_back(seed, paths, accounts, dice, first)
    q = first[0]
    assert all(not g["gaps"] for g in q["accounts"]), [g["gaps"] for g in q["accounts"]]
    assert sum(g["entries"] for g in q["accounts"]) == sum(len(a.rows) for a in accounts)
assert found > 20 * WORLDS, found
print("the same answers in every order of import, and after files were taken out; every row of the world once")
