#!/usr/bin/env python3
"""readers.py make FOLDER ROWS: one statement as statement.csv, .xlsx and .xls.
readers.py read FILE: every cell of a workbook by openpyxl, read-only; prints rows.

Twenty columns as bank feedback has them: four numbers and sixteen texts, of
which some repeat. A sheet of an old workbook has 65,536 rows, so the .xls has as
many sheets as it needs.
"""
import os
import struct
import sys
import zipfile

COLUMNS = 20
NUMBERS = (3, 4, 5, 6)
XLS_ROWS = 65_536


def row(i):
    for c in range(COLUMNS):
        if c in NUMBERS:
            yield (i * 7919 + c * 31) % 10_000_000 / 100
        elif c % 3 == 0:
            yield f"62299{i % 40_000:014}"
        elif c % 3 == 1:
            yield f"虚构某某有限公司{(i + c) % 3_000}"
        else:
            yield f"摘要{(i * c) % 97}"


def write_csv(path, rows):
    with open(path, "w", encoding="utf-8") as f:
        for i in range(rows):
            f.write(",".join(f"{v:.2f}" if isinstance(v, float) else v for v in row(i)) + "\n")


class Strings:
    """The shared strings of a workbook, in the order of their first use."""

    def __init__(self):
        self.numbers = {}
        self.uses = 0

    def number(self, text):
        self.uses += 1
        return self.numbers.setdefault(text, len(self.numbers))


def write_xlsx(path, rows):
    strings = Strings()
    names = [chr(65 + c) for c in range(COLUMNS)]
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as z:
        with z.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as f:
            f.write(f'{head}<worksheet xmlns="{main}"><sheetData>'.encode())
            for i in range(rows):
                cells = "".join(
                    f'<c r="{n}{i + 1}"><v>{v:.2f}</v></c>' if isinstance(v, float) else
                    f'<c r="{n}{i + 1}" t="s"><v>{strings.number(v)}</v></c>'
                    for n, v in zip(names, row(i)))
                f.write(f'<row r="{i + 1}">{cells}</row>'.encode())
            f.write(b"</sheetData></worksheet>")
        z.writestr("xl/sharedStrings.xml", head + f'<sst xmlns="{main}">' + "".join(
            f"<si><t>{t}</t></si>" for t in strings.numbers) + "</sst>")
        z.writestr("xl/workbook.xml", head + f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
                   '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>')
        z.writestr("xl/_rels/workbook.xml.rels", head +
                   f'<Relationships xmlns="{package}/relationships">'
                   f'<Relationship Id="r1" Type="{office}/worksheet" '
                   'Target="worksheets/sheet1.xml"/>'
                   f'<Relationship Id="r2" Type="{office}/sharedStrings" '
                   'Target="sharedStrings.xml"/></Relationships>')
        z.writestr("_rels/.rels", head + f'<Relationships xmlns="{package}/relationships">'
                   f'<Relationship Id="r1" Type="{office}/officeDocument" '
                   'Target="xl/workbook.xml"/></Relationships>')
        z.writestr("[Content_Types].xml", head + f'<Types xmlns="{package}/content-types">'
                   '<Default Extension="rels" ContentType='
                   '"application/vnd.openxmlformats-package.relationships+xml"/>'
                   f'<Override PartName="/xl/workbook.xml" ContentType="{kind}sheet.main+xml"/>'
                   '<Override PartName="/xl/worksheets/sheet1.xml" '
                   f'ContentType="{kind}worksheet+xml"/>'
                   '<Override PartName="/xl/sharedStrings.xml" '
                   f'ContentType="{kind}sharedStrings+xml"/></Types>')


def record(kind, body):
    return struct.pack("<HH", kind, len(body)) + body


def shared_strings(strings):
    """SST and its CONTINUE records; no string is cut."""
    out, body = [], struct.pack("<II", strings.uses, len(strings.numbers))
    for text in strings.numbers:
        units = text.encode("utf-16-le")
        item = struct.pack("<HB", len(units) // 2, 1) + units
        if len(body) + len(item) > 8_224:
            out.append(record(0x3C if out else 0xFC, body))
            body = b""
        body += item
    out.append(record(0x3C if out else 0xFC, body))
    return b"".join(out)


def write_xls(path, rows):
    strings = Strings()
    sheets = []
    for first in range(0, rows, XLS_ROWS):
        out = [record(0x809, struct.pack("<HHHH", 0x600, 0x10, 0, 0))]
        for r in range(min(XLS_ROWS, rows - first)):
            for c, v in enumerate(row(first + r)):
                if isinstance(v, float):
                    out.append(record(0x203, struct.pack("<HHHd", r, c, 0, v)))
                else:
                    out.append(record(0xFD, struct.pack("<HHHI", r, c, 0, strings.number(v))))
        sheets.append(b"".join(out) + record(0x0A, b""))
    table = shared_strings(strings)
    begin = record(0x809, struct.pack("<HHHH", 0x600, 5, 0, 0))
    names = [f"s{i}".encode() for i in range(len(sheets))]
    at = len(begin) + sum(12 + len(n) for n in names) + len(table) + 4
    listed = b""
    for name, sheet in zip(names, sheets):
        listed += record(0x85, struct.pack("<IHBB", at, 0, len(name), 0) + name)
        at += len(sheet)
    pack(path, begin + listed + table + record(0x0A, b"") + b"".join(sheets))


def pack(path, stream):
    """One stream as a compound file (MS-CFB) of sectors of 512 bytes."""
    free, end, fat, difat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
    data = (len(stream) + 511) // 512
    tables = more = 0
    while True:  # the tables list themselves, too
        need = (data + 1 + tables + more + 127) // 128
        need_more = max(0, (need - 109 + 126) // 127)
        if (need, need_more) == (tables, more):
            break
        tables, more = need, need_more
    first_table = data + 1
    entries = [*range(1, data), end, end] + [fat] * tables + [difat] * more
    entries += [free] * (tables * 128 - len(entries))
    places = [*range(first_table, first_table + tables)]
    head = struct.pack("<8s16xHHHHH6xIIIIIIIII", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 0x3E, 3,
                       0xFFFE, 9, 6, 0, tables, data, 0, 4096, end, 0,
                       first_table + tables if more else end, more)
    head += struct.pack("<109I", *(places[:109] + [free] * (109 - len(places[:109]))))
    lists = b""
    for i in range(more):
        part = places[109 + i * 127:109 + (i + 1) * 127]
        part += [free] * (127 - len(part))
        lists += struct.pack("<128I", *part, first_table + tables + i + 1 if i + 1 < more else end)

    def entry(name, kind, start, size):
        raw = (name + "\0").encode("utf-16-le") if name else b""
        return struct.pack("<64sHBBIII36xIQ", raw, len(raw), kind, 1, free, free,
                           1 if kind == 5 else free, start, size)
    folder = entry("Root Entry", 5, end, 0) + entry("Workbook", 2, 0, len(stream)) + \
        entry("", 0, 0, 0) * 2
    with open(path, "wb") as f:
        f.write(head + stream + b"\0" * (data * 512 - len(stream)) + folder +
                struct.pack(f"<{len(entries)}I", *entries) + lists)


def read(path):
    import openpyxl
    book = openpyxl.load_workbook(path, read_only=True)
    print(sum(1 for sheet in book for _ in sheet.iter_rows(values_only=True)))


def main():
    if sys.argv[1] == "read":
        read(sys.argv[2])
        return
    folder, rows = sys.argv[2], int(sys.argv[3])
    for write, name in ((write_csv, "csv"), (write_xlsx, "xlsx"), (write_xls, "xls")):
        write(os.path.join(folder, "statement." + name), rows)


if __name__ == "__main__":
    main()
