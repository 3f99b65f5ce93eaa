#!/usr/bin/env python3
"""count_tests.py BUILD...: what the last `meson test` of these folders gave,
as one plain line: N passed, N failed, N skipped. Fails when a test did, or
when there was none."""
import json
import sys

counts = {"passed": 0, "failed": 0, "skipped": 0}
for folder in sys.argv[1:]:
    with open(f"{folder}/meson-logs/testlog.json", encoding="utf-8") as log:
        for line in log:
            result = json.loads(line)["result"]
            kind = {"OK": "passed", "EXPECTEDFAIL": "passed", "SKIP": "skipped"}.get(result, "failed")
            counts[kind] += 1
print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
sys.exit(counts["failed"] > 0 or counts["passed"] == 0)
