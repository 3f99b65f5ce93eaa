#!/usr/bin/env python3
"""office.py [PROGRAM [RUNS]]: how long the findings of a case of a million rows take, each
command a process of its own, into bench/results/office.csv. The case is made up (seed 777),
its facts and people are entered, its index is there. Needs 700 MB in TMPDIR."""
import csv
import json
import os
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/suyuan")
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
RESULTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "results")
FACTS = ("debtor", "debtor_id", "claim", "suit_served", "judgment_effective",
         "enforcement_filed", "report_ordered", "consumption_restricted", "terminated")


def run(*words):
    subprocess.run([PROGRAM, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   check=True)


def make_case(folder):
    made, workspace = f"{folder}/made", f"{folder}/office.suyuan"
    run("synth", made, "--size", "office", "--seed", "777", "--rows", "1300000")
    with open(f"{made}/truth.json", encoding="utf-8") as file:
        truth = json.load(file)
    run("init", workspace)
    run("import", workspace, f"{made}/statements", f"{made}/parts")
    options = [word for fact in FACTS if truth["case"].get(fact)
               for word in ("--" + fact.replace("_", "-"), truth["case"][fact])]
    run("case", workspace, *options)
    for person in truth["people"]:
        if person.get("relation") and person["role"] != "debtor":
            number = ["--identity", person["identity"]] if person.get("identity") else []
            run("people", workspace, "add", "--relation", person["relation"], "--name",
                person["name"], *number)
    run("accounts", workspace)
    return workspace, truth["totals"]["rows"]


def measure(words):
    """(wall s, processor s, peak MB) of one process."""
    begun = time.time()
    process = subprocess.Popen([PROGRAM, *words], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(words)}: status {status}")
    return time.time() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="suyuan-office-") as folder:
        workspace, rows = make_case(folder)
        questions = [[name, workspace, "--json"]
                     for name in ("clues", "proxies", "diverted", "inquiries")]
        questions += [["report", workspace, "set", "-o", f"{folder}/set.{form}"]
                      for form in ("html", "xlsx")]
        with open(f"{RESULTS}/office.csv", "w", encoding="utf-8", newline="") as file:
            file.write(f"# synthetic data (合成数据), seed 777, {rows} rows, {time.strftime('%Y-%m-%d')}, "
                       f"{RUNS} runs, load {load:.2f} before and {os.getloadavg()[0]:.2f} while made\n")
            out = csv.writer(file)
            out.writerow(["what", "wall_s", "wall_least", "wall_most", "cpu_s", "peak_MB"])
            for words in questions:
                runs = sorted(measure(words) for _ in range(RUNS))
                middle = runs[len(runs) // 2]
                out.writerow([" ".join([words[0], *words[2:]]).replace(folder + "/", ""),
                              *(f"{s:.2f}" for s in (middle[0], runs[0][0], runs[-1][0])),
                              f"{sorted(r[1] for r in runs)[len(runs) // 2]:.2f}",
                              f"{max(r[2] for r in runs):.0f}"])
                file.flush()


if __name__ == "__main__":
    main()
