#!/usr/bin/env python3
"""province.py [PROGRAM PLAIN [SCALE [RUNS]]]: a made-up province (synth --size province), loaded
pool by pool, each beside DuckDB's own read_csv of the same files (bench/duckdb_read.c); all
models in one command; each model by itself RUNS times, beside the same question as plain SQL in
DuckDB (bench/models.c); and the leads held against the truth by `suyuan evaluate`.

Writes bench/results/province_pools.csv (rows, seconds, MB), province_models.csv (seconds and MB
of both, median of RUNS with the least and the most; the first two rows are all of them in one
command, with all leads new and with none)
and province_rules.csv, each as soon as it is known. At scale 1 it takes less than half an hour
of two quiet cores and 50 GB in TMPDIR, which it gives back.

KEEP=DIR: works in DIR and leaves it; where DIR/p.suyuan is loaded already, by this or by hand,
with DIR/p as its files, it is not loaded again and its models are run as if for the first time.
ONLY=together: stops after all models in one command, and writes nothing.

Figures on made-up data (合成数据) prove the code, not the world."""
import contextlib
import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM, PLAIN = (sys.argv[1:3] + ["build/suyuan", "build/bench/models"])[:2]
READ_CSV = os.path.join(os.path.dirname(PLAIN), "duckdb_read")
SCALE = int(sys.argv[3]) if len(sys.argv) > 3 else 1
RUNS = int(sys.argv[4]) if len(sys.argv) > 4 else 3
THREADS = os.environ.get("SUYUAN_THREADS") or str(len(os.sched_getaffinity(0)))
HERE = os.path.dirname(os.path.abspath(__file__))
RESULTS = os.path.join(HERE, "results")
os.environ.setdefault("SUYUAN_DATA", os.path.dirname(HERE))  # for the program of plain SQL


class Measured:
    """Seconds by the wall and of processor, peak MB, output: the kernel's count (wait4)."""

    def __init__(self, *words):
        os.sync()  # nobody pays for what an earlier one still had to write
        begun = time.monotonic()
        child = subprocess.Popen(words, stdout=subprocess.PIPE)
        self.out = child.stdout.read()
        _, status, used = os.wait4(child.pid, 0)
        self.wall = time.monotonic() - begun
        self.cpu = used.ru_utime + used.ru_stime
        self.mb = used.ru_maxrss / 1024
        self.code = os.waitstatus_to_exitcode(status)

    def json(self):
        return json.loads(self.out)


def say(*words):
    print(*words, flush=True)


def note_of(more):
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], stdout=subprocess.PIPE).stdout
    return (f"synthetic (合成数据); {time.strftime('%Y-%m-%d')}, commit {commit.decode().strip()}, "
            f"load {os.getloadavg()[0]:.1f}, {THREADS} threads, scale 1/{SCALE}, {more}")


def write(name, rows, note):
    with open(os.path.join(RESULTS, name), "w", newline="") as out:
        out.write(f"# {note}\n")
        table = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def load(work, workspace, folder, truth):
    files = {}
    for f in truth["files"]:
        files.setdefault(f["pool"], []).append(f)
    for pool, parts in files.items():
        paths = [os.path.join(folder, f["path"]) for f in parts]
        plain = Measured(READ_CSV, os.path.join(folder, "pools", f"{pool}-*.csv"),
                         f"{work}/plain.duckdb", THREADS)
        if plain.code:
            sys.exit(f"province: DuckDB did not read {pool}")
        os.remove(f"{work}/plain.duckdb")
        ours = Measured(PROGRAM, "pool", workspace, "load", pool, "--json", *paths)
        if ours.code:
            sys.exit(f"province: {pool} was not loaded ({ours.code})")
        row = {"pool": pool, "files": len(parts), "rows": sum(f["rows"] for f in parts),
               "MB of files": sum(map(os.path.getsize, paths)) >> 20,
               "seconds": f"{ours.wall:.1f}", "cpu": f"{ours.cpu:.1f}", "peak_mb": f"{ours.mb:.0f}",
               "read_csv_seconds": f"{plain.wall:.1f}", "read_csv_cpu": f"{plain.cpu:.1f}"}
        say(*row.values())
        yield row


def fill_case(workspace, folder, truth):
    """The statements of a few, and whom they are about: what evaluate does in a new workspace."""
    options = [w for k, v in truth.get("case", {}).items() for w in (f"--{k.replace('_', '-')}", v)]
    commands = [["import", workspace, os.path.join(folder, i["folder"])]
                for i in truth.get("imports", [])]
    if options:
        commands.append(["case", workspace, *options])
    commands += [["people", workspace, "add", "--relation", p["relation"], "--name", p["name"],
                  "--identity", p["identity"]] for p in truth.get("people", [])]
    for words in commands:
        done = Measured(PROGRAM, *words)
        if done.code:
            sys.exit(f"province: {words[0]} failed ({done.code})")


def make(work, workspace, folder):
    made = Measured(PROGRAM, "synth", folder, "--size", "province", "--scale", f"1/{SCALE}")
    say("synth", f"{made.wall:.1f} s, {made.cpu:.1f} s of CPU, {made.mb:.0f} MB")
    with open(f"{folder}/truth.json") as file:
        truth = json.load(file)
    subprocess.run([PROGRAM, "init", workspace], stdout=subprocess.DEVNULL, check=True)
    pools = list(load(work, workspace, folder, truth))
    if os.environ.get("ONLY") != "together":
        write("province_pools.csv", pools, note_of("one load each; read_csv: DuckDB's own"))
    say("loaded", f"{sum(float(p['seconds']) for p in pools):.0f} s, read_csv "
        f"{sum(float(p['read_csv_seconds']) for p in pools):.0f} s; facts "
        f"{os.path.getsize(f'{workspace}/facts.duckdb') >> 20} MB")
    fill_case(workspace, folder, truth)
    shutil.copy(f"{workspace}/decisions.sqlite", f"{work}/decisions.sqlite")


def forget_leads(work, workspace):
    """The decisions as they were after loading; all connections are closed, so one file is all."""
    for left in "decisions.sqlite-wal", "decisions.sqlite-shm":
        with contextlib.suppress(FileNotFoundError):
            os.remove(f"{workspace}/{left}")
    shutil.copy(f"{work}/decisions.sqlite", f"{workspace}/decisions.sqlite")


@contextlib.contextmanager
def work_folder():
    if "KEEP" in os.environ:
        os.makedirs(os.environ["KEEP"], exist_ok=True)
        yield os.environ["KEEP"]
        return
    with tempfile.TemporaryDirectory(prefix="suyuan-province-") as work:
        yield work
        subprocess.run(["chmod", "-R", "u+w", work], check=True)


def spread(measured):
    return [f"{f([m.wall for m in measured]):.2f}" for f in (statistics.median, min, max)]


HEADINGS = ("model", "leads", "seconds", "least", "most", "cpu", "peak_mb", "plain_seconds",
            "plain_cpu", "plain_peak_mb")


def run_all(workspace, day):
    """All models in one command, as a county does it: first all leads are new, then none. What
    the second takes less is what writing the leads adds where it overlaps with queries."""
    rows = []
    for name in "all", "all again":
        run = Measured(PROGRAM, "model", workspace, "run", "--as-of", day, "--json")
        models = [m for m in run.json()["models"] if m["state"] == "ran"]
        row = [name, sum(m["leads"] for m in models), *spread([run]), f"{run.cpu:.1f}",
               f"{run.mb:.0f}", "", "", ""]
        say(*row, "new", sum(m["new"] for m in models))
        rows.append(dict(zip(HEADINGS, row)))
    return models, rows


def run_each(workspace, day, models):
    """In rounds, so that what else the machine does falls on all."""
    ours, plain = {m["id"]: [] for m in models}, {}
    for turn in range(RUNS):
        for model in ours:
            ours[model].append(Measured(PROGRAM, "model", workspace, "run", model, "--as-of", day,
                                        "--json"))
            if turn == 0:
                plain[model] = Measured(PLAIN, workspace, day, model)
                if plain[model].code:
                    sys.exit(f"province: {model} as plain SQL failed")
                say(model, f"{ours[model][0].wall:.2f} {plain[model].wall:.2f}")
    for m in models:
        runs, sql = ours[m["id"]], plain[m["id"]]
        yield dict(zip(HEADINGS, [m["id"], m["leads"], *spread(runs),
                                  f"{statistics.median([r.cpu for r in runs]):.2f}",
                                  f"{max(r.mb for r in runs):.0f}", f"{sql.wall:.2f}",
                                  f"{sql.cpu:.2f}", f"{sql.mb:.0f}"]))


def main():
    with work_folder() as work:
        folder, workspace = f"{work}/p", f"{work}/p.suyuan"
        if not os.path.exists(f"{work}/decisions.sqlite"):
            make(work, workspace, folder)
        forget_leads(work, workspace)
        with open(f"{folder}/truth.json") as file:
            truth = json.load(file)
        models, together = run_all(workspace, truth["as_of"])
        if os.environ.get("ONLY") == "together":
            return
        each = list(run_each(workspace, truth["as_of"], models))
        write("province_models.csv", together + each,
              note_of(f"{RUNS} runs of each, all together and plain SQL once"))
        slow = [r["model"] for r in each if float(r["seconds"]) > 10]
        say("models", f"together {together[0]['seconds']} s, again {together[1]['seconds']} s, one after the other "
            f"{sum(float(r['seconds']) for r in each):.0f} s, plain "
            f"{sum(float(r['plain_seconds']) for r in each):.0f} s; over 10 s: {slow or 'none'}")
        found = Measured(PROGRAM, "evaluate", folder, "--keep", work, "--json").json()
        rules = [{k: r[k] for k in ("model", "rule", "grade", "planted", "found", "wrong", "near",
                                    "near_hit", "elsewhere")} for r in found["rules"]]
        write("province_rules.csv", rules, note_of("suyuan evaluate"))
        for grade in "ABC":
            of = [r for r in rules if r["grade"] == grade]
            say("grade", grade, *(f"{k} {sum(r[k] for r in of)}" for k in
                                  ("planted", "found", "wrong", "near", "near_hit")))


main()
