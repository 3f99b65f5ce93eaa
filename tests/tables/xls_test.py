"""xls_test.py SHOW_TABLE SOURCE_ROOT: old workbooks cell by cell as Python's
xlrd reads them: some that xlwt writes here, and the real ones in
data/statements where they are. Skips (exit code 77) without those modules."""
import datetime
import os
import pathlib
import random
import subprocess
import sys
import tempfile

try:
    import xlrd
    import xlwt
except ImportError:
    print("no xlrd or no xlwt: nothing to compare with")
    sys.exit(77)


def as_text(value):
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def as_time(book, value):
    year, month, day, hour, minute, second = xlrd.xldate_as_tuple(value, book.datemode)
    clock = f"{hour:02}:{minute:02}:{second:02}"
    if (year, month, day) == (0, 0, 0):
        return clock
    date = f"{year:04}-{month:02}-{day:02}"
    return date if clock == "00:00:00" else date + " " + clock


def expected(path):
    """{(sheet, row, column): (kind, value)} by xlrd; numbers stay numbers."""
    book = xlrd.open_workbook(str(path), formatting_info=True)
    cells, names, shown = {}, [], 0
    for sheet in book.sheets():
        found = [(row, column) for row in range(sheet.nrows) for column in range(sheet.row_len(row))
                 if sheet.cell_type(row, column) not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)]
        if not found:
            continue
        shown += 1
        names.append(sheet.name)
        for row, column in found:
            cell = sheet.cell(row, column)
            place = (shown, row + 1, column + 1)
            if cell.ctype == xlrd.XL_CELL_TEXT and cell.value:
                cells[place] = ("T", as_text(cell.value))
            elif cell.ctype == xlrd.XL_CELL_NUMBER:
                cells[place] = ("N", cell.value)
            elif cell.ctype == xlrd.XL_CELL_DATE:
                cells[place] = ("D", as_time(book, cell.value))
            elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                cells[place] = ("B", "TRUE" if cell.value else "FALSE")
            elif cell.ctype == xlrd.XL_CELL_ERROR:
                cells[place] = ("E", xlrd.error_text_from_code[cell.value])
    return names, cells


def ours(show_table, path):
    run = subprocess.run([show_table, path], capture_output=True)
    assert run.returncode == 0, run.stderr.decode()
    cells, names = {}, []
    for line in run.stdout.decode().split("\n")[:-1]:
        sheet, row, column, kind, text = line.split("\t")
        if kind == "=":
            names.append(text)
        else:
            cells[int(sheet), int(row), int(column)] = (kind, text)
    return names, cells


def significant(text):
    digits = text.upper().split("E")[0].replace(".", "").lstrip("-0")
    return len(digits)


def compare(show_table, path):
    want_names, want = expected(path)
    names, got = ours(show_table, path)
    assert names == want_names, (path, names, want_names)
    assert got.keys() == want.keys(), (path, got.keys() ^ want.keys())
    for place, (kind, value) in want.items():
        our_kind, text = got[place]
        assert our_kind == kind, (path, place, got[place], kind, value)
        if kind == "N":
            assert float(text) == value and significant(text) <= 17, (path, place, text, value)
        elif kind == "D" and text != value:
            assert text.startswith(value) and text.endswith(" 00:00:00"), (path, place, text, value)
        elif kind != "D":
            assert text == value, (path, place, text, value)
    return len(want)


def write_everything(path, is_1904):
    random.seed(1904)
    book = xlwt.Workbook()
    book.dates_1904 = is_1904
    sheet = book.add_sheet("流水", cell_overwrite_ok=True)
    date, clock, both = xlwt.XFStyle(), xlwt.XFStyle(), xlwt.XFStyle()
    date.num_format_str = 'yyyy"年"m"月"d"日"'
    clock.num_format_str = "h:mm:ss"
    both.num_format_str = "yyyy-mm-dd hh:mm:ss"
    for row in range(3000):  # the shared strings fill many records
        sheet.write(row, 0, f"甲{row}" + "长" * random.randrange(200))
        sheet.write(row, 1, "plain" * random.randrange(60) + str(row))
        sheet.write(row, 2, random.choice([row, -row, row / 100, random.random() * 1e9,
                                           random.uniform(-1, 1) * 10.0 ** random.randrange(-20, 20)]))
        sheet.write(row, 3, datetime.date(2023, 1, 1) + datetime.timedelta(row), date)
        sheet.write(row, 5, datetime.datetime(2023, 1, 1, 1, 2, 3) + datetime.timedelta(seconds=row), both)
    sheet.write(0, 6, datetime.time(23, 59, 58), clock)
    sheet.write(1, 6, True)
    sheet.write(2, 6, False)
    sheet.write(3, 6, 6222021234567890)
    sheet.write(4, 6, 6222021234567890123)
    sheet.write(5, 6, 0.1 + 0.2)
    sheet.write(6, 6, "𠮷野\n二行\t\\")
    sheet.write_rich_text(7, 6, ("甲", ("乙", xlwt.easyfont("bold on")), "丙"))
    sheet.write(8, 6, xlwt.Formula("1+1"))
    for column in range(200):
        sheet.write(65535, column, column / 4)
    book.add_sheet("空")
    book.add_sheet("Ünï").write(9, 255, "末")
    book.save(str(path))


def write_small(path):
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "x")
    book.save(str(path))


show_table, root = sys.argv[1], pathlib.Path(sys.argv[2])
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    for name, is_1904 in (("1900.xls", False), ("1904.xls", True)):
        write_everything(folder / name, is_1904)
        print(name, compare(show_table, folder / name), "cells")
    write_small(folder / "small.xls")
    print("small.xls", compare(show_table, folder / "small.xls"), "cells")

shared = pathlib.Path(os.environ.get("SUYUAN_SHARED", root / ".." / "shared"))
real = [path for path in sorted((shared / "data" / "statements").glob("**/*.xls"))
        if path.read_bytes()[:4] == b"\xD0\xCF\x11\xE0"]
if not real:
    print("no real workbooks in", shared)
for path in real:
    print(path.name, compare(show_table, path), "cells")
