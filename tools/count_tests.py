#!/usr/bin/env python3
"""count_tests.py BUILD...: what the last `meson test` of these folders gave,
as one plain line: N passed, N failed, N skipped. Fails when a test did, or
when there was none. A test that passed only when it was run again
(meson-logs/again.json, scripts/check.sh) is named.

count_tests.py --web-alone BUILD: if all that failed there are tests of the
page, their names."""
import json
import os
import sys

KINDS = {"OK": "passed", "EXPECTEDFAIL": "passed", "SKIP": "skipped"}


def kinds(folder, log="testlog"):
    path = f"{folder}/meson-logs/{log}.json"
    if log == "again" and not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as lines:
        tests = map(json.loads, lines)
        return [(test["name"], KINDS.get(test["result"], "failed")) for test in tests]


if sys.argv[1] == "--web-alone":
    failed = [name for name, kind in kinds(sys.argv[2]) if kind == "failed"]
    if all(name.startswith("suyuan:web / ") for name in failed):
        print(*(name.removeprefix("suyuan:web / ") for name in failed))
    sys.exit()

counts = {"passed": 0, "failed": 0, "skipped": 0}
for folder in sys.argv[1:]:
    again = kinds(folder, "again")
    for name, kind in kinds(folder):
        if kind == "failed" and (name, "passed") in again:
            print(f"passed only when it was run again: {name}")
            kind = "passed"
        counts[kind] += 1
print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
sys.exit(counts["failed"] > 0 or counts["passed"] == 0)
