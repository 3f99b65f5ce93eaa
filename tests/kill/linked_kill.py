#!/usr/bin/env python3
"""linked_kill.py PROGRAM KILLS - a run that is killed while it keeps the linked rows of a register apart (store/linked.h)
leaves a case whose next run finds what an undisturbed one finds.

A register just large enough, twenty debtors, two models that say `rows: linked`; the program is killed (SIGKILL) after a
random part of the time that the run takes."""
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

PROGRAM, KILLS = os.path.abspath(sys.argv[1]), int(sys.argv[2])
VEHICLES = 110_000  # SY_LINKED_LEAST is 100,000
RUN = ["vehicle-two-files", "vehicle-bought-after-termination", "--as-of", "2026-01-15"]


def run(*words):
    return subprocess.run([PROGRAM, *words], stdout=subprocess.PIPE, text=True, check=True).stdout


def number(n):
    """An ID number of a region that there is not."""
    first = f"330699{1950 + n % 50}{1 + n % 12:02d}{1 + n % 28:02d}{n % 1000:03d}"
    return first + "10X98765432"[sum(int(d) * 2 ** (17 - i) for i, d in enumerate(first)) % 11]


def leads(case):
    run("model", case, "run", *RUN)
    return sorted((lead["id"], lead["rule"], lead["state"]) for lead in json.loads(run("lead", case, "--limit", "1000", "--json"))["leads"])


random.seed(1)
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    with open("vehicles.csv", "w", encoding="utf-8") as f:
        f.write("号牌号码,所有人,身份证明号码,机动车状态,转移登记日期\n")
        f.writelines(f"浙D{i:06d},虚构{i},{number(i)},A,{2020 + i % 6}-03-02\n" for i in range(VEHICLES))
    with open("closed.csv", "w", encoding="utf-8") as f:
        f.write("案号,被执行人,证件号码,终本日期\n")
        f.writelines(f"(2023)浙0699执{i}号,虚构{i * 5000},{number(i * 5000)},2023-06-20\n" for i in range(1, 21))
    run("init", "a.suyuan")
    run("import", "a.suyuan", "vehicles.csv", "--as", "pool:vehicles")
    run("import", "a.suyuan", "closed.csv", "--as", "pool:terminated-cases")
    shutil.copytree("a.suyuan", "done.suyuan")
    facts = os.path.join("done.suyuan", "facts.duckdb")
    size = os.stat(facts).st_size
    begin = time.monotonic()
    expected = leads("done.suyuan")
    took = time.monotonic() - begin
    assert len(expected) >= 20 and os.stat(facts).st_size > size, "no rows were kept apart"
    whole, made = run("verify", "a.suyuan", "--json"), 0
    for k in range(KILLS):
        shutil.rmtree("k.suyuan", ignore_errors=True)
        shutil.copytree("a.suyuan", "k.suyuan")
        child = subprocess.Popen([PROGRAM, "model", "k.suyuan", "run", *RUN], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(took * random.random())
        child.kill()
        child.wait()
        made += os.stat(os.path.join("k.suyuan", "facts.duckdb")).st_size > size
        assert leads("k.suyuan") == expected, k
        assert run("verify", "k.suyuan", "--json") == whole, k
print(f"{KILLS} killed, {made} after something was written; the next run found all {len(expected)} leads each time")
