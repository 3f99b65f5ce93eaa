#!/usr/bin/env python3
"""demo.py [FOLDER [PROGRAM]]: one made-up case from the bank's files to the
report, by the same commands that a user would type. Everything is left in
FOLDER (demo) to look at. Fails when a figure differs from the truth.

The case's facts (number, debtor, dates) come from truth.json beside the made-up
statements, as in a real case they come from the judgment."""
import json
import os
import shlex
import shutil
import subprocess
import sys

FOLDER = sys.argv[1] if len(sys.argv) > 1 else "demo"
SUYUAN = sys.argv[2] if len(sys.argv) > 2 else "build/suyuan"
CASE, WORKSPACE, REPORT = (f"{FOLDER}/{name}" for name in ("case", "demo.suyuan", "report.html"))
CLASSES = {"real_estate": ("房产", "flat"), "vehicle": ("车辆", "car"), "insurance": ("保险", "policy")}


def is_english():
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name].startswith("en")
    return False


def say(chinese, english):
    print(english if is_english() else chinese, flush=True)


def run(*words, quiet=False):
    """Runs suyuan as shown; the demo ends where a command fails."""
    if not quiet:
        print("\n$ suyuan " + " ".join(shlex.quote(w) for w in words), flush=True)
    done = subprocess.run([SUYUAN, *words], stdout=subprocess.PIPE if quiet else None)
    if done.returncode:
        sys.exit(done.returncode)
    return json.loads(done.stdout) if quiet else None


def init_options(case):
    options = {"name": "name", "number": "case-number"}
    words = []
    for key in ("name", "number", "debtor", "debtor_id", "claim", "suit_served",
                "judgment_effective", "enforcement_filed", "report_ordered",
                "consumption_restricted", "terminated", "resumed"):
        if case.get(key):
            words += ["--" + options.get(key, key.replace("_", "-")), case[key]]
    return words


def fen(yuan):
    whole, _, rest = yuan.partition(".")
    return int(whole) * 100 + int(rest or 0)


def yuan(amount):
    return f"{amount // 100:,}.{amount % 100:02}"


def compare_with_truth(truth, traces):
    """What the program found of each bought thing, beside what was put in;
    whether all are equal."""
    is_equal = True
    for kind, names in CLASSES.items():
        payments = [p for p in truth["properties"] if p["class"] == kind]
        put_in = sum(fen(p["tainted"]["fifo"]) for p in payments)
        found = 0
        for payment in payments:
            for transfer in next(t for t in traces if t["rule"] == "fifo")["transfers"]:
                if any(e["row"] == payment["row"] and e["file"].endswith(payment["file"])
                       for e in transfer["entries"]):
                    found += fen(transfer["tainted"])
        is_equal = is_equal and found == put_in
        zh, en = names
        say(f"  {zh}：查明 {yuan(found)} 元，真实 {yuan(put_in)} 元，{len(payments)} 笔",
            f"  {en}: found {yuan(found)} yuan, true {yuan(put_in)} yuan, {len(payments)} payments")
    return is_equal


def report_names(truth):
    """Does the page name each payment: payee, amount, and the share traced?"""
    with open(REPORT, encoding="utf-8") as file:
        page = file.read()
    return all(text in page for p in truth["properties"]
               for text in (p["payee"], yuan(fen(p["amount"])), yuan(fen(p["tainted"]["fifo"]))))


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.mkdir(FOLDER)
    run("synth", CASE)
    with open(f"{CASE}/truth.json", encoding="utf-8") as file:
        truth = json.load(file)
    run("init", WORKSPACE, *init_options(truth["case"]))
    for part in truth["imports"]:  # a later request asked for a shorter period
        run("import", WORKSPACE, f"{CASE}/{part['folder']}",
            "--period", f"{part['from']}..{part['to']}")
    run("quality", WORKSPACE)
    question = ["--from", ",".join(truth["trace"]["from"]), "--since", truth["trace"]["since"]]
    run("trace", WORKSPACE, *question, "--rule", "all", "--summary")
    run("report", WORKSPACE, "trace", *question, "-o", REPORT)

    traces = run("trace", WORKSPACE, *question, "--rule", "all", "--json", quiet=True)["traces"]
    say("\n被执行人的钱买了什么（先进先出）：", "\nWhat the debtor's money bought (first in, first out):")
    if not compare_with_truth(truth, traces) or not report_names(truth):
        sys.exit("demo: the figures differ from the truth")
    say(f"\n报告：{REPORT}（用浏览器打开）。接着可以试：",
        f"\nThe report is {REPORT} (open it in a browser). Try next:")
    seller = truth["properties"][0]
    print(f"  {SUYUAN} entries {WORKSPACE} --account {seller['account']}")


main()
