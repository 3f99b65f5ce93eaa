#!/usr/bin/env python3
"""summary.py KIND RAW OUT [KEY=VALUE]...: medians of what was measured.

KIND import: lines of measure.c; a LABEL=FILE says which file a label read, so
that MB/s can be told. KIND phases: LABEL, milliseconds, message. KIND trace:
lines of trace.c. KIND open: lines of measure.c. KIND page: what canvas.mjs printed, with
server= and entries= of the two others (bench/page). Writes OUT with one line a label (median, least, most of the runs)
under comment lines that say where and when, and prints it.
"""
import csv
import datetime
import json
import os
import platform
import re
import statistics
import subprocess
import sys


def machine():
    cpu = "unknown processor"
    for line in open("/proc/cpuinfo", encoding="utf-8"):
        if line.startswith(("model name", "CPU part")):
            cpu = line.split(":", 1)[1].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 30
    return f"{cpu}, {os.cpu_count()} cores, {memory} GiB, {platform.system()} {platform.machine()}"


def commit():
    found = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True,
                           text=True, check=False)
    return found.stdout.strip() or "unknown"


def by_label(path, is_number=True):
    labels = {}
    for row in csv.reader(open(path, encoding="utf-8")):
        labels.setdefault(row[0], []).append(
            [float(x) for x in row[1:]] if is_number else [row[1], ",".join(row[2:])])
    return labels


def spread(values, digits):
    return [f"{f(values):.{digits}f}" for f in (statistics.median, min, max)]


def import_table(labels, settings):
    yield ["what", "rows", "MB", "runs", "wall_s", "wall_least", "wall_most", "cpu_s",
           "peak_MB", "peak_least", "peak_most", "rows_per_s", "MB_per_s", "failed"]
    rows = int(settings["rows"])
    for label, runs in labels.items():
        size = os.path.getsize(settings[label]) / 1e6
        wall = statistics.median(r[0] for r in runs)
        yield [label, rows, f"{size:.0f}", len(runs), *spread([r[0] for r in runs], 2),
               f"{statistics.median(r[1] + r[2] for r in runs):.2f}",
               *spread([r[3] for r in runs], 0), f"{rows / wall:.0f}", f"{size / wall:.0f}",
               sum(r[4] != 0 for r in runs)]


def trace_table(labels, settings):
    yield ["what", "transfers", "with_pseudo", "runs", "cpu_s", "cpu_least", "cpu_most", "MB"]
    for label, runs in labels.items():
        yield [label, settings["transfers"], f"{runs[0][1]:.0f}", len(runs),
               *spread([r[0] for r in runs], 3), f"{max(r[2] for r in runs):.0f}"]


def open_table(labels, settings):
    yield ["what", "rows", "runs", "wall_s", "wall_least", "wall_most", "cpu_s", "peak_MB",
           "failed"]
    for label, runs in labels.items():
        yield [label, settings["rows"], len(runs), *spread([r[0] for r in runs], 3),
               f"{statistics.median(r[1] + r[2] for r in runs):.3f}",
               f"{max(r[3] for r in runs):.0f}", sum(r[4] != 0 for r in runs)]


def phases_table(labels, _):
    """When each phase of an import ended; its message without its numbers."""
    yield ["what", "ended", "runs", "at_s", "at_least", "at_most"]
    for label, runs in labels.items():
        ended = {}
        for at, message in runs:
            ended.setdefault(re.sub("[0-9]+", "N", message), []).append(int(at) / 1000)
        for message, times in ended.items():
            yield [label, message, len(times), *spread(times, 1)]


def last_json(path, is_whole=False):
    """What a measurement printed last: a line, or (is_whole) all of it."""
    text = open(path, encoding="utf-8").read().strip()
    return json.loads(text if is_whole else text.splitlines()[-1])


def page_table(canvas, settings):
    """canvas.mjs, server.py and entries.mjs, a line a figure; least and most where there were several runs."""
    server, entries = last_json(settings["server"]), last_json(settings["entries"])
    board = f"canvas of {canvas['cards']} cards, {canvas['links']} links"
    yield ["what", "unit", "runs", "median", "least", "most"]
    yield [f"{board}: first paint", "ms", 1, canvas["first_paint_ms"], "", ""]
    for name, moved in canvas.items():
        if isinstance(moved, dict):
            yield [f"{board}: {name.replace('_', ', ')}", "frames/s", 1, moved["fps"], "", ""]
            yield [f"{board}: {name.replace('_', ', ')}, worst frame", "ms", 1, moved["worst_ms"], "", ""]
    yield [f"{board}: heap", "MB", 1, canvas["heap_mb"], "", ""]
    for part in server["parts"]:
        yield [f"server, 20 at once, {part['name']}: 99th percentile", "ms", part["requests"], part["p99"], "", part["max"]]
        yield [f"server, 20 at once, {part['name']}", "requests/s", 1, f"{part['requests'] / part['seconds']:.0f}", "", ""]
    for when, size in zip(("at first", "after 20,000 requests", "at the end"), server["rss"]):
        yield [f"server, {server['requests']} requests: memory {when}", "MiB", 1, size, "", ""]
    for f in entries["figures"]:
        yield [f"page, {entries['rows']} rows: {f['what']}", f["unit"], f["runs"], f["median"], f["least"], f["most"]]


def main():
    kind, raw, out = sys.argv[1:4]
    settings = dict(word.split("=", 1) for word in sys.argv[4:])
    tables = {"import": import_table, "phases": phases_table, "trace": trace_table,
              "open": open_table, "page": page_table}
    given = last_json(raw, True) if kind == "page" else by_label(raw, kind != "phases")
    with open(out, "w", encoding="utf-8", newline="") as f:
        f.write(f"# {datetime.date.today()}, {commit()}, {machine()}, "
                f"threads {settings.get('threads', '1')}, load {os.environ.get('LOAD', '?')} "
                f"before and {os.getloadavg()[0]:.2f} at the end\n")
        csv.writer(f, lineterminator="\n").writerows(tables[kind](given, settings))
    print(open(out, encoding="utf-8").read(), end="")


main()
