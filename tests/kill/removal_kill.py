#!/usr/bin/env python3
"""removal_kill.py PROGRAM KILLS - a removal that is killed was not begun, or is finished by whoever opens the case next.

A case of three statements that repeat each other's rows; one of them is taken out, and the program is killed (SIGKILL)
after a random part of the time that this takes. What the case says afterwards must be what it said before or what it
says after a removal that nobody disturbed, its originals as they were; taken out again, it is the second."""
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

PROGRAM, KILLS = os.path.abspath(sys.argv[1]), int(sys.argv[2])
ROWS = 60_000
HEAD = "交易卡号,交易方户名,交易时间,交易金额,交易余额,收付标志,交易对手账卡号,对手户名,摘要说明,交易流水号\n"


def run(*words):
    return subprocess.run([PROGRAM, *words], stdout=subprocess.PIPE, text=True, check=True).stdout


def rows(first, last):
    return "".join(f"6299990000000000011,甲小丁,2023-{1 + i // 28 % 12:02d}-{1 + i % 28:02d} 10:{i // 60 % 60:02d}:{i % 60:02d},{1 + i}.00,"
                   f"{(i + 1) * (i + 2) // 2}.00,进,62999900000{i % 500:08d},户{i % 500},转账{i % 97},{i}\n" for i in range(first, last))


def answers(case):
    return [run("quality", case, "--json"), run("entries", case, "--sort", "ledger", "--limit", "300", "--json"),
            sorted(f["sha256"] for f in json.loads(run("sources", case, "--json"))["files"]), run("verify", case, "--json"),
            sorted(os.listdir(os.path.join(case, "originals")))]


random.seed(1)
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for name, first, last in (("a.csv", 0, ROWS // 2), ("b.csv", ROWS // 3, ROWS), ("c.csv", ROWS // 4, ROWS // 2)):
        with open(name, "w", encoding="utf-8") as f:
            f.write(HEAD + rows(first, last))
        if name == "a.csv":
            run("init", "a.suyuan")
        run("import", "a.suyuan", name)
    before = answers("a.suyuan")
    shutil.copytree("a.suyuan", "done.suyuan")
    begin = time.monotonic()
    run("sources", "done.suyuan", "remove", "a.csv", "--yes")
    took = time.monotonic() - begin
    after = answers("done.suyuan")
    assert before[:3] != after[:3] and before[4] == after[4]
    counts = {"before": 0, "after": 0}
    for k in range(KILLS):
        shutil.rmtree("k.suyuan", ignore_errors=True)
        shutil.copytree("a.suyuan", "k.suyuan")
        child = subprocess.Popen([PROGRAM, "sources", "k.suyuan", "remove", "a.csv", "--yes"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(took * random.random())
        child.kill()
        child.wait()
        found = answers("k.suyuan")
        assert found in (before, after), (k, [i for i in range(5) if found[i] not in (before[i], after[i])])
        counts["before" if found == before else "after"] += 1
        if found == before:
            run("sources", "k.suyuan", "remove", "a.csv", "--yes")
            assert answers("k.suyuan") == after, k
    for name, owner in (("old.csv", "虚构甲"), ("new.csv", "虚构乙")):
        with open(name, "w", encoding="utf-8") as f:
            f.write("号牌号码,所有人\n" + "".join(f"浙D{i:05d},{owner}\n" for i in range(20_000)))
        run("import", "a.suyuan", name, "--as", "pool:vehicles")
    refused = [PROGRAM, "sources", "a.suyuan", "remove", "old.csv", "--yes"]
    begin = time.monotonic()
    assert subprocess.run(refused, capture_output=True).returncode == 3
    took = time.monotonic() - begin
    whole = run("verify", "a.suyuan", "--json")
    for k in range(2 * KILLS):
        child = subprocess.Popen(refused, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(took * random.uniform(0.3, 1))
        child.kill()
        child.wait()
        assert run("verify", "a.suyuan", "--json") == whole, k
print(f"{KILLS} killed: {counts['before']} had not begun, {counts['after']} were finished")
