#!/usr/bin/env python3
"""picture.py: docs/images/report.png, the top of the made-up case's report as
chromium shows it, in at most 64 colours. Needs build/suyuan and chromium."""
import collections
import json
import os
import struct
import subprocess
import sys
import tempfile
import zlib

SUYUAN, OUT = os.path.abspath("build/suyuan"), "docs/images/report.png"
WIDTH, HEIGHT, COLOURS = 1120, 1500, 64


def run(*words):
    subprocess.run([SUYUAN, *words, "--lang", "zh"], check=True, stdout=subprocess.DEVNULL)


def make_report(folder):
    made, workspace, page = (f"{folder}/{name}" for name in ("made", "a.suyuan", "report.html"))
    run("synth", made)
    with open(f"{made}/truth.json", encoding="utf-8") as file:
        truth = json.load(file)
    case = truth["case"]
    run("init", workspace, "--name", case["name"], "--case-number", case["number"],
        "--debtor", case["debtor"], "--debtor-id", case["debtor_id"], "--claim", case["claim"],
        "--suit-served", case["suit_served"], "--judgment-effective", case["judgment_effective"],
        "--enforcement-filed", case["enforcement_filed"], "--terminated", case["terminated"])
    for part in truth["imports"]:
        run("import", workspace, f"{made}/{part['folder']}", "--period", f"{part['from']}..{part['to']}")
    run("report", workspace, "trace", "--since", truth["trace"]["since"], "-o", page)
    return page


def pixels(path):
    """(width, rows of RGB triples) of an 8-bit RGB or RGBA file without interlace."""
    data, at, packed = open(path, "rb").read(), 8, b""
    while at < len(data):
        n, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind == b"IHDR":
            width, height, _, colour = struct.unpack(">IIBB", data[at + 8:at + 18])
        if kind == b"IDAT":
            packed += data[at + 8:at + 8 + n]
        at += 12 + n
    step = {2: 3, 6: 4}[colour]
    raw, stride, above, rows = zlib.decompress(packed), width * step, bytearray(width * step), []
    for y in range(height):
        start = y * (stride + 1)
        how, line = raw[start], bytearray(raw[start + 1:start + 1 + stride])
        for i in range(stride):
            left, up = (line[i - step] if i >= step else 0), above[i]
            corner = above[i - step] if i >= step else 0
            guess = left + up - corner
            paeth = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
            line[i] = (line[i] + (0, left, up, (left + up) // 2, paeth)[how]) & 255
        above = line
        rows.append([tuple(line[i:i + 3]) for i in range(0, stride, step)])
    return width, rows


def write_small(path, width, rows):
    """The same with a palette of the most frequent colours."""
    counts = collections.Counter(colour for row in rows for colour in row)
    palette = [colour for colour, _ in counts.most_common(COLOURS)]
    nearest = {c: min(range(len(palette)), key=lambda i: sum((a - b) ** 2 for a, b in zip(palette[i], c)))
               for c in counts}
    data = zlib.compress(b"".join(b"\0" + bytes(nearest[c] for c in row) for row in rows), 9)

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    with open(path, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, len(rows), 8, 3, 0, 0, 0)))
        out.write(chunk(b"PLTE", b"".join(bytes(c) for c in palette)) + chunk(b"IDAT", data) + chunk(b"IEND", b""))


with tempfile.TemporaryDirectory() as folder:
    page, shot = make_report(folder), f"{folder}/shot.png"
    subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                    f"--screenshot={shot}", f"--window-size={WIDTH},{HEIGHT}", f"file://{page}"],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    write_small(OUT, *pixels(shot))
print(f"{OUT}: {os.path.getsize(OUT) // 1024} KB", file=sys.stderr)
