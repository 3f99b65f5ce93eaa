"""check_set.py PAGE [BOOK] [--changes] [--only=TITLE]: prints what a set says, and checks that each figure
that is a link opens rows whose amounts add up to it; of the workbook too, with no cell a
formula and no link that leads outside."""
import re
import sys
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

wrong = []


class Page(HTMLParser):
    """Rows of tables as lists of (text, link); headings; blocks of evidence by id."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines, self.row, self.cell, self.link, self.block, self.blocks = [], None, None, None, None, {}
        self.open, self.words = [], ""

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.open.append(tag)
        if tag in ("h2", "h3", "h4"):
            self.words, self.block = "", None
            if values.get("id", "").startswith("k"):
                self.block = self.blocks[values["id"]] = []
        if tag == "tr":
            self.row = []
        if tag in ("td", "th"):
            self.cell, self.link = "", None
        if tag == "a" and self.cell is not None:
            self.link = values["href"]
        if tag == "p":
            self.words = ""

    def handle_endtag(self, tag):
        self.open.pop()
        if tag in ("td", "th"):
            self.row.append((self.cell.strip(), self.link))
            self.cell = None
        elif tag == "tr":
            (self.block if self.block is not None else self.lines).append(self.row)
        elif tag in ("h2", "h3", "h4", "p") and self.block is None:
            self.lines.append(f"{'#' * int(tag[1]) + ' ' if tag[0] == 'h' else ''}{self.words.strip()}")

    def handle_data(self, data):
        if self.open and self.open[-1] in ("style", "title"):
            return
        if self.cell is not None:
            self.cell += data
        else:
            self.words += data


def fen(text):
    return int(text.replace(",", "").replace(".", "")) if re.fullmatch(r"-?[\d,]+\.\d\d", text) else None


def check_page(path):
    page = Page()
    text = open(path, encoding="utf-8").read()
    page.feed(re.sub(r"<(meta|br)[^>]*>", "", text))
    figures = opened = 0
    only, shown = next((a[7:] for a in sys.argv if a.startswith("--only=")), None), True
    for line in page.lines:
        if isinstance(line, str):
            if only and line.startswith("## "):
                shown = only in line
            if shown:
                print(hide(line))
            continue
        if shown:
            print("  " + " | ".join(hide(cell) for cell, _ in line).rstrip(" |"))
        for cell, link in line:
            if link and link.startswith("#k") and fen(cell) is not None:
                figures += 1
                rows = page.blocks[link[1:]][1:]
                sums = [sum(fen(row[i][0]) or 0 for row in rows) for i in (2, 3)]
                if rows:
                    opened += 1
                    if fen(cell) not in sums:
                        wrong.append(f"{cell} opens rows of {sums}")
    print(f"{figures} figures are links; {opened} open rows that add up to them, the others name where the rows stand")


def hide(text):
    text = re.sub(r"SHA-256 [0-9a-f]{64}", "SHA-256 ...", text)
    return re.sub(r"20\d\d-\d\d-\d\dT[\d:]+Z（UTC）由 \S+", "(when)（UTC）由 (who)", text)


NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
      "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}


def check_book(path, want_changes):
    book = zipfile.ZipFile(path)
    sheets = {}
    for i, sheet in enumerate(ElementTree.fromstring(book.read("xl/workbook.xml")).find("m:sheets", NS), 1):
        sheets[sheet.get("name")] = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{i}.xml"))
    print("sheets:", " ".join(sheets))
    values = {}
    for name, sheet in sheets.items():
        for cell in sheet.iter(f"{{{NS['m']}}}c"):
            if cell.find("m:f", NS) is not None:
                wrong.append(f"{name} {cell.get('r')}: a formula")
            number = cell.find("m:v", NS)
            values[name, cell.get("r")] = (round(float(number.text) * 100) if number is not None and
                                           cell.get("t") in (None, "n") else "".join(cell.itertext()))
    if not any(isinstance(v, str) and v.startswith("=cmd") for v in values.values()):
        wrong.append("the hostile name is not there as text")
    links = sums = 0
    for name, sheet in sheets.items():
        for link in sheet.iter(f"{{{NS['m']}}}hyperlink"):
            links += 1
            place = re.fullmatch(r"'?(.*?)'?!([A-Z])(\d+)(?::([A-Z])(\d+))?", link.get("location") or "")
            if not place or place[1] not in sheets:
                wrong.append(f"{name} {link.get('ref')}: a link to {link.attrib}")
                continue
            figure, column = values.get((name, link.get("ref"))), place[2]
            if column == (place[4] or column) and column in "CD" and isinstance(figure, int):
                rows = range(int(place[3]), int(place[5] or place[3]) + 1)
                total = sum(v for v in (values.get((place[1], f"{column}{row}"), 0) for row in rows) if isinstance(v, int))
                sums += 1
                if total != figure:
                    wrong.append(f"{name} {link.get('ref')}: {figure} opens {total}")
    print(f"{links} links, {sums} select amounts that add up to their figure")
    if want_changes and "数据已变动" not in sheets:
        wrong.append("no sheet of changes")


arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
check_page(arguments[0])
if len(arguments) > 1:
    check_book(arguments[1], "--changes" in sys.argv)
print("\n".join(wrong) or "the set is sound")
sys.exit(bool(wrong))
