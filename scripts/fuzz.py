#!/usr/bin/env python3
"""fuzz.py [MINUTES]: every reader under libFuzzer, one after the other, with ASan and UBSan.

MINUTES is processor time in all (60 when not given), shared out evenly; a busy machine
takes longer, it does not fuzz less. What was found on the way is kept in
build-fuzz/corpus/NAME and taken up again by the next run; logs and findings (crash-...,
timeout-..., leak-...) lie in build-fuzz/logs. Ends with one line a reader and with 1 when
there is a finding.
"""
import os
import pathlib
import re
import resource
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build-fuzz"
ROUND_SECONDS = 60  # one run of a target; libFuzzer counts by the clock
FINDINGS = ("crash-", "timeout-", "leak-", "oom-")


def build():
    if not (BUILD / "build.ninja").exists():
        subprocess.run(
            ["meson", "setup", "-Dfuzz=true", "-Dbuildtype=debugoptimized",
             "-Db_sanitize=address,undefined", "-Db_lundef=false", "-Dwerror=false", str(BUILD)],
            cwd=ROOT, env={**os.environ, "CC": os.environ.get("CC", "clang")}, check=True)
    names = sorted(p.name[:-len("_fuzz.c")] for p in (ROOT / "tests/fuzz").glob("*_fuzz.c"))
    subprocess.run(["ninja", "-C", str(BUILD)] + [f"tests/fuzz/{n}_fuzz" for n in names],
                   check=True)
    return names


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def fuzz(name, seconds):
    """Runs one target until it has had `seconds` of the processor; (runs, coverage, findings)."""
    logs, corpus = BUILD / "logs" / name, BUILD / "corpus" / name
    for folder in (logs, corpus):
        folder.mkdir(parents=True, exist_ok=True)
    began, runs, coverage = processor_seconds(), 0, 0
    with open(logs / "log.txt", "wb") as log:
        while processor_seconds() - began < seconds:
            left = min(ROUND_SECONDS, max(5, int(seconds - (processor_seconds() - began))))
            subprocess.run(
                [str(BUILD / f"tests/fuzz/{name}_fuzz"), "-max_len=8192", "-timeout=60",
                 "-rss_limit_mb=3000", f"-max_total_time={left}", "-print_final_stats=1",
                 "-report_slow_units=60", f"-artifact_prefix={logs}/", str(corpus),
                 str(ROOT / "tests/fuzz/corpus" / name)],
                cwd=ROOT, env={**os.environ, "SUYUAN_DATA": str(ROOT)}, stdout=log,
                stderr=subprocess.STDOUT, check=False)
            log.flush()
            text = (logs / "log.txt").read_bytes()
            if any(p.name.startswith(FINDINGS) for p in logs.iterdir()):
                break
        runs = sum(map(int, re.findall(rb"stat::number_of_executed_units:\s+(\d+)", text)))
        coverage = max(map(int, re.findall(rb"cov: (\d+)", text)), default=0)
    findings = sorted(p.name for p in logs.iterdir() if p.name.startswith(FINDINGS))
    return runs, coverage, processor_seconds() - began, findings


def main():
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    names = build()
    found = 0
    print(f"{'reader':<14}{'runs':>12}{'edges':>8}{'cpu s':>8}  findings", flush=True)
    for name in names:
        runs, coverage, seconds, findings = fuzz(name, minutes * 60 / len(names))
        found += len(findings)
        print(f"{name:<14}{runs:>12}{coverage:>8}{seconds:>8.0f}  {' '.join(findings) or '-'}",
              flush=True)
    print(f"{found} findings")
    sys.exit(found > 0)


if __name__ == "__main__":
    main()
