#!/usr/bin/env python3
"""server.py PROGRAM [--seconds N] [--million] - suyuan serve under 20 connections (wrk): answers that are kept and answers
that are made anew, requests a second, 99th percentile, and the server's memory over more than 100,000 requests.

Each part runs --seconds (15). Prints a table and one line of JSON. Fails where the 99th percentile is not under 200 ms (but
for full windows of rows made anew), an answer is not 200, or memory has grown by more than 8 MiB over the last 110,000
requests; before them it grows by the different answers, which are kept up to 256 MiB (KEPT_BYTES in src/server/server.c)."""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../tests/server"))
from serving import Server  # noqa: E402

parser = argparse.ArgumentParser()
parser.add_argument("program")
parser.add_argument("--seconds", type=int, default=15)
parser.add_argument("--million", action="store_true", help="a case of a million rows instead of the sample")
args = parser.parse_args()

# Each connection asks the addresses one after the other; DIFFERENT makes every address another, by the least amount that is
# asked for: up to MOST yuan, so that with 10 million most questions find no rows, and with 500 nearly all find a full window.
LUA = """
local paths = {PATHS}
local i, n = 0, 0
function setup(thread) thread:set("number", math.random(1000000)) end
request = function()
  i = i % #paths + 1
  n = n + 1
  local path = paths[i]
  if DIFFERENT then
    local x = number * 7919 + n
    path = path .. string.format("&least=%d.%02d", x % MOST, math.floor(x / MOST) % 100)
  end
  return wrk.format("GET", path, {["Cookie"] = "COOKIE", ["Host"] = "HOST"})
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('{"requests":%d,"seconds":%.3f,"p50":%.2f,"p99":%.2f,"max":%.2f,"bad":%d,"lost":%d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    latency.max / 1e3, e.status, e.connect + e.read + e.write + e.timeout))
end
"""


def memory(server):
    """Resident MiB of the server alone; its commands are processes of their own."""
    with open(f"/proc/{server.process.pid}/status", encoding="ascii") as f:
        return int(re.search(r"VmRSS:\s+(\d+)", f.read()).group(1)) / 1024


def wrk(server, folder, paths, most, seconds):
    script = os.path.join(folder, "ask.lua")
    lua = LUA.replace("PATHS", ",".join(json.dumps(urllib.parse.quote(p, safe="/?=&")) for p in paths))
    lua = lua.replace("DIFFERENT", "true" if most else "false").replace("MOST", str(most or 1)).replace("COOKIE", server.cookie)
    with open(script, "w", encoding="utf-8") as f:
        f.write(lua.replace("HOST", f"{server.name}:{server.port}"))
    told = subprocess.run(["wrk", "-t2", "-c20", f"-d{seconds}s", "--timeout", "60s", "-s", script,
                           f"http://{server.name}:{server.port}/"], stdout=subprocess.PIPE, text=True, check=True).stdout
    return json.loads(told.strip().splitlines()[-1])


def make_case(path):
    env = dict(os.environ, LANG="en_US.UTF-8")
    if not args.million:
        subprocess.run([args.program, "init", path, "--sample"], check=True, stdout=subprocess.DEVNULL, env=env)
        return
    rows = path + ".csv"
    with open(rows, "w", encoding="ascii") as f:
        f.write("from,to,time,amount\n")
        for i in range(1_000_000):
            f.write(f"A{i % 5000},B{i * 7 % 9000},20{18 + i % 6}-{i % 12 + 1:02d}-{i % 28 + 1:02d},{i % 100000 + 1}.00\n")
    subprocess.run([args.program, "init", path], check=True, stdout=subprocess.DEVNULL, env=env)
    subprocess.run([args.program, "import", path, rows, "--profile", "transfers"], check=True, stdout=subprocess.DEVNULL, env=env)


def main():
    results, failures = [], []
    with tempfile.TemporaryDirectory() as folder:
        make_case(os.path.join(folder, "a.suyuan"))
        with Server(args.program, "--cases", folder) as server:
            server.log_in()
            account = server.get("/api/v1/cases/a/accounts").json["accounts"][0]["account"]
            base = "/api/v1/cases/a/"
            kept = [base + p for p in ("accounts?lang=zh", "quality?lang=zh", f"entries?account={account}&limit=100&lang=zh",
                                       f"graph?right={account}&top=12&lang=zh", "case?lang=zh")]
            anew = [base + f"entries?account={account}&limit=50&lang=zh", base + f"graph?right={account}&top=12&lang=zh"]
            for path in kept:  # once, so that they are kept
                server.ask("GET", path.split("?")[0], params=dict(urllib.parse.parse_qsl(path.split("?")[1])))
            begun = memory(server)
            total = 0
            for name, paths, most in (("kept, first", kept, None), ("made anew", anew, 10_000_000),
                                      ("made, rows", anew, 500), ("kept, again", kept, None)):
                before = memory(server)
                got = wrk(server, folder, paths, most, args.seconds)
                total += got["requests"]
                results.append(dict(got, name=name, rss_before=round(before, 1), rss_after=round(memory(server), 1)))
            again, early = got["requests"], before  # all that may be kept of different answers is kept by now
            while again < 110_000:
                again += wrk(server, folder, kept, None, 5)["requests"]
            time.sleep(1)
            ended = memory(server)
            server.stop()
    for r in results:
        print(f"{r['name']:12} {r['requests']:8} requests {r['requests'] / r['seconds']:9.0f}/s   50% {r['p50']:8.1f} ms   "
              f"99% {r['p99']:8.1f} ms   max {r['max']:8.1f} ms   bad {r['bad']} lost {r['lost']}   "
              f"{r['rss_before']:.0f} -> {r['rss_after']:.0f} MiB")
        if r["bad"] or r["lost"]:
            failures.append(f"{r['name']}: {r['bad']} bad, {r['lost']} lost")
        if r["name"] != "made, rows" and r["p99"] >= 200:
            failures.append(f"{r['name']}: 99% in {r['p99']} ms")
    print(f"memory: {begun:.0f} MiB at first, {early:.0f} with the different answers kept, "
          f"{ended:.0f} after {again} requests more")
    if ended > early + 8:
        failures.append(f"memory grew from {early:.0f} to {ended:.0f} MiB over {again} requests")
    print(json.dumps({"parts": results, "requests": total, "rss": [round(x, 1) for x in (begun, early, ended)]}))
    for f in failures:
        print("FAILED:", f, file=sys.stderr)
    return 1 if failures else 0


sys.exit(main())
