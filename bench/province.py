#!/usr/bin/env python3
"""province.py [PROGRAM PLAIN [SCALE [RUNS]]]: a made-up province (synth --size province), loaded
pool by pool, screened by every model, each beside the same question as plain SQL in DuckDB
(bench/models.c), and its leads held against the truth by `suyuan evaluate`.

Writes bench/results/province_pools.csv (rows, seconds, MB), province_models.csv (seconds and
MB of both, median of RUNS with the least and the most) and province_rules.csv. At scale 1 it
takes half an hour of two cores and 50 GB in TMPDIR, which it gives back.

Figures on made-up data (合成数据) prove the code, not the world."""
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM, PLAIN = (sys.argv[1:3] + ["build/suyuan", "build/bench/models"])[:2]
SCALE = int(sys.argv[3]) if len(sys.argv) > 3 else 1
RUNS = int(sys.argv[4]) if len(sys.argv) > 4 else 3
RESULTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "results")


def measure(*words):
    """Seconds by the wall, seconds of processor, peak MB, output: the kernel's count (wait4)."""
    begun = time.monotonic()
    child = subprocess.Popen(words, stdout=subprocess.PIPE)
    out = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    wall = time.monotonic() - begun
    code = os.waitstatus_to_exitcode(status)
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, out, code


def load(workspace, folder, truth):
    files = {}
    for f in truth["files"]:
        files.setdefault(f["pool"], []).append(f)
    for pool, parts in files.items():
        paths = [os.path.join(folder, f["path"]) for f in parts]
        wall, cpu, mb, _, code = measure(PROGRAM, "pool", workspace, "load", pool, "--json", *paths)
        if code:
            sys.exit(f"province: {pool} was not loaded ({code})")
        row = {"pool": pool, "files": len(parts), "rows": sum(f["rows"] for f in parts),
               "MB of files": sum(map(os.path.getsize, paths)) >> 20,
               "seconds": f"{wall:.1f}", "cpu": f"{cpu:.1f}", "peak_mb": f"{mb:.0f}"}
        print(*row.values(), flush=True)
        yield row


def spread(values, form="{:.2f}"):
    return [form.format(f(values)) for f in (statistics.median, min, max)]


def run_models(workspace, day, models):
    """The two take turns, so that what else the machine does falls on both."""
    for model in models:
        ours, plain, leads = [], [], ""
        for _ in range(RUNS):
            a = measure(PROGRAM, "model", workspace, "run", model, "--as-of", day, "--json")
            ran = json.loads(a[3])["models"][0]
            if ran["state"] != "ran":
                break
            leads = ran["leads"]
            b = measure(PLAIN, workspace, day, model)
            if b[4]:
                sys.exit(f"province: {model} as plain SQL failed")
            ours.append(a)
            plain.append(b)
        if not ours:
            print(model, ran["state"], ran["missing"] or ran.get("error"), flush=True)
            continue
        row = dict(zip(("model", "leads", "seconds", "least", "most", "peak_mb", "plain",
                        "plain_least", "plain_most", "plain_peak_mb"),
                       [model, leads, *spread([r[0] for r in ours]),
                        f"{max(r[2] for r in ours):.0f}", *spread([r[0] for r in plain]),
                        f"{max(r[2] for r in plain):.0f}"]))
        print(*row.values(), flush=True)
        yield row


def write(name, rows, note):
    with open(os.path.join(RESULTS, name), "w", newline="") as out:
        out.write(f"# {note}\n")
        table = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def note_of(more):
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], stdout=subprocess.PIPE).stdout
    return (f"synthetic; {time.strftime('%Y-%m-%d')}, commit {commit.decode().strip()}, "
            f"load {os.getloadavg()[0]:.1f}, scale 1/{SCALE}, {more}")


def main():
    with tempfile.TemporaryDirectory(prefix="suyuan-province-") as work:
        folder, workspace = f"{work}/p", f"{work}/p.suyuan"
        print("synth", *measure(PROGRAM, "synth", folder, "--size", "province",
                                "--scale", f"1/{SCALE}")[:3], flush=True)
        with open(f"{folder}/truth.json") as file:
            truth = json.load(file)
        subprocess.run([PROGRAM, "init", workspace], stdout=subprocess.DEVNULL, check=True)
        write("province_pools.csv", list(load(workspace, folder, truth)), note_of("one load each"))
        models = [m["id"] for m in json.loads(measure(
            PROGRAM, "model", workspace, "list", "--json")[3])["models"]]
        write("province_models.csv", list(run_models(workspace, truth["as_of"], models)),
              note_of(f"{RUNS} runs"))
        found = json.loads(measure(PROGRAM, "evaluate", folder, "--keep", work, "--json")[3])
        rules = [{k: r[k] for k in ("model", "rule", "grade", "planted", "found", "wrong", "near",
                                    "near_hit", "elsewhere")} for r in found["rules"]]
        write("province_rules.csv", rules, note_of("suyuan evaluate"))
        subprocess.run(["chmod", "-R", "u+w", work], check=True)


main()
