"""fill.py SHEET OUT NAME CELL=VALUE...: types values into a sheet of a workbook that suyuan
wrote. NAME: the sheet's; VALUE: text, or #NUMBER. A cell keeps the format that it has."""
import re
import sys
import zipfile
from xml.sax.saxutils import escape

source, out, sheet_name, *cells = sys.argv[1:]


def place(ref):
    letters, row = re.fullmatch(r"([A-Z]+)(\d+)", ref).groups()
    column = 0
    for c in letters:
        column = column * 26 + ord(c) - 64
    return int(row), column, letters


def cell(ref, value, style):
    style = f' s="{style}"' if style else ""
    if value.startswith("#"):
        return f'<c r="{ref}"{style}><v>{value[1:]}</v></c>'
    return f'<c r="{ref}"{style} t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def column_styles(xml):
    styles = {}
    for low, high, style in re.findall(r'<col min="(\d+)" max="(\d+)"[^>]*? style="(\d+)"', xml):
        for i in range(int(low), int(high) + 1):
            styles[i] = style
    return styles


def typed(xml):
    styles = column_styles(xml)
    rows = {}
    for number, attributes, body in re.findall(r'<row r="(\d+)"([^>]*?)(?:/>|>(.*?)</row>)', xml, re.S):
        rows[int(number)] = {place(ref)[1]: whole for whole, ref in
                             re.findall(r'(<c r="([A-Z]+\d+)".*?(?:/>|</c>))', body, re.S)}
    for item in cells:
        ref, value = item.split("=", 1)
        row, column, _ = place(ref)
        old = rows.setdefault(row, {}).get(column, "")
        style = re.search(r' s="(\d+)"', old)
        rows[row][column] = cell(ref, value, style[1] if style else styles.get(column, ""))
    data = "".join(f'<row r="{r}">' + "".join(rows[r][c] for c in sorted(rows[r])) + "</row>"
                   for r in sorted(rows))
    return re.sub(r"<sheetData/>|<sheetData>.*?</sheetData>", lambda _: f"<sheetData>{data}</sheetData>", xml, flags=re.S)


with zipfile.ZipFile(source) as book, zipfile.ZipFile(out, "w") as target:
    names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
    wanted = f"xl/worksheets/sheet{names.index(sheet_name) + 1}.xml"
    for name in book.namelist():
        data = book.read(name)
        if name == wanted:
            data = typed(data.decode()).encode()
        target.writestr(zipfile.ZipInfo(name), data)
