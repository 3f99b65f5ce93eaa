"""check_entries.py FILE.csv FILE.xlsx [FILE.json] [--office]: both files have the same cells, the JSON has the same
rows and sums; --office: LibreOffice reads the same out of both."""
import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def lines(path, encoding="utf-8-sig"):
    with open(path, encoding=encoding, newline="") as f:
        return list(csv.reader(f))


def column(name):
    n = 0
    for c in re.match("[A-Z]+", name)[0]:
        n = n * 26 + ord(c) - 64
    return n - 1


def sheets(path):
    """The rows of all sheets, without further heads."""
    rows = []
    with zipfile.ZipFile(path) as book:
        names = sorted((n for n in book.namelist() if n.startswith("xl/worksheets/sheet")), key=lambda n: int(re.findall(r"\d+", n)[0]))
        for k, name in enumerate(names):
            for i, row in enumerate(ElementTree.parse(book.open(name)).iter(X + "row")):
                cells = [""] * width if rows else []
                for c in row.iter(X + "c"):
                    at = column(c.get("r"))
                    cells += [""] * (at + 1 - len(cells))
                    value = "".join(t.text or "" for t in c.iter(X + "t")) if c.get("t") == "inlineStr" else c.findtext(X + "v")
                    cells[at] = value if c.get("t") == "inlineStr" else Decimal(value)
                if not rows:
                    width = len(cells)
                if i or not k:
                    rows.append(cells)
    return rows


def plain(text):
    """As it stands in a workbook: without what keeps a spreadsheet program from rewriting lines."""
    if text.startswith("'") and text[1:].lstrip()[:1] in tuple("=+-@＝＋－＠"):
        return text[1:]
    return text.removesuffix("\t")


def same(a, b):
    if isinstance(b, Decimal):
        return Decimal(a) == b.quantize(Decimal("0.01")) and abs(Decimal(a) - b) < Decimal("0.001")
    return plain(a) == b


files = [a for a in sys.argv[1:] if a != "--office"]
rows, cells = lines(files[0]), sheets(files[1])
assert len(rows) == len(cells), (len(rows), len(cells))
for a, b in zip(rows, cells):
    assert len(a) == len(b) and all(map(same, a, b)), (a, b)
print(f"{len(rows) - 1} rows of {len(rows[0])} cells are the same in both")

if len(files) > 2:
    with open(files[2], encoding="utf-8") as f:
        told = json.load(f)
    assert [r[-1] for r in rows[1:]] == [e["id"] for e in told["entries"]]
    assert [Decimal(r[6]) for r in rows[1:]] == [Decimal(e["amount"]) for e in told["entries"]]
    assert [(r[-4], r[-2]) for r in rows[1:]] == [(e["file"], str(e["row"])) for e in told["entries"]]
    for way, wanted in ((1, told["in"]), (-1, told["out"])):
        assert sum(Decimal(r[6]) * way for r in rows[1:] if Decimal(r[6]) * way > 0) == Decimal(wanted)
    print("rows, places and sums are those of the answer")

# ---- what LibreOffice reads: lines as Excel does, with numbers and days recognised ----

if "--office" in sys.argv:
    with tempfile.TemporaryDirectory() as folder:
        for k, path in enumerate(files[:2]):
            copy = shutil.copy(path, os.path.join(folder, f"in{k}" + os.path.splitext(path)[1]))
            reads = ["--infilter=CSV:44,34,76,1,,0,false,true"] if path.endswith(".csv") else []
            subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", *reads, "--convert-to",
                            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", "--outdir", f"{folder}/out{k}", copy],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            read = lines(os.path.join(folder, f"out{k}", f"in{k}.csv"), "utf-8")
            assert len(read) == len(rows), (path, len(read), len(rows))
            for a, b in zip(rows, read):
                for i, (x, y) in enumerate(zip(a, b)):
                    if i not in (0, 6, 7):  # a day and an amount are shown as its language has them
                        assert plain(x) == plain(y), (path, x, y)
            print(f"LibreOffice reads {len(read) - 1} rows of {os.path.splitext(path)[1]}, every text as it stands")
