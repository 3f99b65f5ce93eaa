#!/usr/bin/env python3
"""findings.py [PROGRAM [FIRST LAST]]: the findings on made-up office cases that nobody tuned on
(seeds 151 to 200), compared with their truth by `suyuan evaluate`. One row a seed goes to
bench/results/findings.csv, the sums to bench/results/findings_sum.csv. One case at a time lies
in TMPDIR, some 100 MB.

Figures on made-up data (合成数据) prove the code, not the world."""
import csv
import json
import os
import subprocess
import sys
import tempfile
import time

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else "build/suyuan"
FIRST, LAST = (int(a) for a in sys.argv[2:4]) if len(sys.argv) > 3 else (151, 200)
RESULTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "results")
MAIN = ("real_estate", "vehicle", "insurance")


def run(*words):
    return subprocess.run([PROGRAM, *words], stdout=subprocess.PIPE, check=True).stdout


def evaluate(seed):
    with tempfile.TemporaryDirectory(prefix="suyuan-findings-") as folder:
        case = f"{folder}/case"
        run("synth", case, "--size", "office", "--seed", str(seed), "--json")
        return json.loads(run("evaluate", case, "--json"))


def row_of(seed, e):
    row = {"seed": seed, "rows": e["rows"], "findings_ms": e["cases"][0]["findings_ms"]}
    for name, c in e["clues"].items():
        for key in ("true", "found", "false"):
            row[f"{name}_{key}"] = c[key]
    for key in ("true", "in_top", "cases_all_in_top", "hard_negatives", "hard_negatives_60", "others_60"):
        row[f"proxies_{key}"] = e["proxies"][key]
    for key in ("withheld", "first_or_second", "gaps", "gaps_found"):
        row[f"inquiries_{key}"] = e["inquiries"][key]
    row["amounts_checked"], row["amounts_exact"] = e["amounts"]["checked"], e["amounts"]["exact"]
    row |= {f"baseline_{key}": value for key, value in e["baseline"].items()}
    return row


def share(part, whole):
    return f"{part / whole:.4f}" if whole else ""


def sums_of(rows):
    total = {key: sum(r[key] for r in rows) for key in rows[0] if key != "seed"}
    for key in [k for k in total if k.endswith("_true") and not k.startswith("proxies")]:
        name = key[: -len("_true")]
        true, found, false = (total[f"{name}_{k}"] for k in ("true", "found", "false"))
        if true or false:
            yield name, true, found, false, share(found, found + false), share(found, true)
    n = len(rows)
    true = total["proxies_true"]
    for what, key in (("proxies in the top", "proxies_in_top"),
                      ("... by turnover (baseline)", "baseline_proxies_in_top_by_turnover"),
                      ("... by counterparties (baseline)", "baseline_proxies_in_top_by_degree")):
        yield what, true, total[key], "", "", share(total[key], true)
    for what, key in (("cases with all proxies in the top", "proxies_cases_all_in_top"),
                      ("... by turnover (baseline)", "baseline_cases_all_in_top_by_turnover"),
                      ("... by counterparties (baseline)", "baseline_cases_all_in_top_by_degree")):
        yield what, n, total[key], "", "", share(total[key], n)
    yield ("hard negatives scored 60 or more", total["proxies_hard_negatives"],
           total["proxies_hard_negatives_60"], "", "", "")
    withheld = total["inquiries_withheld"]
    yield "withheld account first or second", withheld, total["inquiries_first_or_second"], "", "", share(
        total["inquiries_first_or_second"], withheld)
    yield "... by amount received (baseline)", withheld, total["baseline_withheld_in_top_by_amount"], "", "", share(
        total["baseline_withheld_in_top_by_amount"], withheld)
    yield "gaps asked for", total["inquiries_gaps"], total["inquiries_gaps_found"], "", "", share(
        total["inquiries_gaps_found"], total["inquiries_gaps"])
    yield "amounts equal to the fen", total["amounts_checked"], total["amounts_exact"], "", "", share(
        total["amounts_exact"], total["amounts_checked"])


def write(name, head, rows):
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], stdout=subprocess.PIPE,
                            check=False).stdout.decode().strip()
    with open(os.path.join(RESULTS, name), "w", encoding="utf-8", newline="") as file:
        file.write(f"# synthetic data (合成数据), seeds {FIRST} to {LAST}, {time.strftime('%Y-%m-%d')}, "
                   f"commit {commit}, load {os.getloadavg()[0]:.1f}\n")
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)


def main():
    rows = []
    for seed in range(FIRST, LAST + 1):
        rows.append(row_of(seed, evaluate(seed)))
        print(seed, " ".join(f"{m} {rows[-1][m + '_found']}/{rows[-1][m + '_true']}-{rows[-1][m + '_false']}"
                             for m in MAIN), flush=True)
    write("findings.csv", list(rows[0]), [list(r.values()) for r in rows])
    sums = list(sums_of(rows))
    write("findings_sum.csv", ("what", "true", "found", "false", "precision", "recall"), sums)
    for line in sums:
        print(*line, sep="\t")


main()
