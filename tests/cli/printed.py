"""printed.py FOLDER: statements of made-up people as banks print them.

abc.pdf, boc.pdf and cmb.pdf have a text layer (drawn with a font that is only
named, whose codes are UTF-16: ToUnicode says so); scan.pdf is a page without
text, locked.pdf asks for a password (its handler is made up), boc.ofd is the
same statement as OFD.
"""
import io
import os
import sys
import zipfile

FOLDER = sys.argv[1] if len(sys.argv) > 1 else "."
SIZE = 9


def width(text, size):
    """As both writers draw: a Chinese character is a square, others half of one."""
    return sum(size if ord(c) > 0x2E80 else size / 2 for c in text)


class Pdf:
    """Pages of text; y grows downwards from the top of an A4 page on its side."""

    def __init__(self):
        self.pages = []

    def page(self):
        self.pages.append([])

    def text(self, x, y, text, size=SIZE):
        code = text.encode("utf-16-be").hex().upper()
        self.pages[-1].append(f"BT /F {size} Tf 1 0 0 1 {x:.2f} {595 - y:.2f} Tm <{code}> Tj ET")

    def bytes(self):
        ranges = [f"<{i:02X}00> <{i:02X}FF> <{i:02X}00>" for i in range(256) if not 0xD8 <= i < 0xE0]
        cmap = ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def",
                "1 begincodespacerange <0000> <FFFF> endcodespacerange"]
        for at in range(0, len(ranges), 100):
            part = ranges[at:at + 100]
            cmap += [f"{len(part)} beginbfrange", *part, "endbfrange"]
        cmap.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        objects = ["<< /Type /Catalog /Pages 2 0 R >>", None,
                   "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H "
                   "/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
                   "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 /W [32 126 500] "
                   "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                   "/FontDescriptor 6 0 R >>",
                   self.stream("\n".join(cmap)),
                   "<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 900] "
                   "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>"]
        kids = []
        for page in self.pages:
            kids.append(f"{len(objects) + 1} 0 R")
            objects.append("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Resources << "
                           f"/Font << /F 3 0 R >> >> /Contents {len(objects) + 2} 0 R >>")
            objects.append(self.stream("\n".join(page)))
        objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
        out = io.BytesIO(b"%PDF-1.5\n")
        out.seek(0, 2)
        places = []
        for number, body in enumerate(objects, 1):
            places.append(out.tell())
            out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1"))
        start = out.tell()
        out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
        for place in places:
            out.write(f"{place:010} 00000 n \n".encode())
        out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
                  .encode())
        return out.getvalue()

    @staticmethod
    def stream(text):
        return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


class Ofd:
    """The same calls; places become millimetres."""

    def __init__(self):
        self.pages = []

    def page(self):
        self.pages.append([])

    def text(self, x, y, text, size=SIZE):
        mm = 25.4 / 72
        steps = " ".join(f"{width(c, size) * mm:.3f}" for c in text[:-1])
        text = text.replace("&", "&amp;").replace("<", "&lt;")
        self.pages[-1].append(
            f'<ofd:TextObject Boundary="{x * mm:.3f} {(y - size) * mm:.3f} 90 6" Font="1" '
            f'Size="{size * mm:.3f}"><ofd:TextCode X="0" Y="{size * mm:.3f}" DeltaX="{steps}">'
            f"{text}</ofd:TextCode></ofd:TextObject>")

    def bytes(self):
        space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
        head = '<?xml version="1.0" encoding="UTF-8"?>'
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as z:
            def put(name, text):
                z.writestr(zipfile.ZipInfo(name), head + text)
            put("OFD.xml", f"<ofd:OFD {space} DocType='OFD'><ofd:DocBody><ofd:DocRoot>"
                "Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
            pages = "".join(f'<ofd:Page ID="{10 + i}" BaseLoc="Pages/Page_{i}/Content.xml"/>'
                            for i in range(len(self.pages)))
            put("Doc_0/Document.xml", f"<ofd:Document {space}><ofd:Pages>{pages}</ofd:Pages>"
                "</ofd:Document>")
            for i, page in enumerate(self.pages):
                put(f"Doc_0/Pages/Page_{i}/Content.xml",
                    f"<ofd:Page {space}><ofd:Content><ofd:Layer>{''.join(page)}</ofd:Layer>"
                    "</ofd:Content></ofd:Page>")
        return out.getvalue()


def print_table(out, columns, rows, titles, foot, per_page, size=SIZE, second=None, centred=False,
                first_y=130, pad=6):
    """columns: (heading, left, right, align). A cell that is too wide is wrapped."""
    step = size * 1.15
    number = 0
    pages = (len(rows) + per_page - 1) // per_page
    for page in range(pages):
        out.page()
        for i, title in enumerate(titles if page == 0 else titles[:1]):
            out.text(60, 50 + i * 18, title, 14 if i == 0 else size)
        y = first_y
        for heading, left, right, align in columns:
            out.text(place(heading, left, right, align, size), y, heading, size)
        if second:
            for (_, left, right, align), heading in zip(columns, second):
                out.text(place(heading, left, right, align, size * 0.8), y + step, heading,
                         size * 0.8)
            y += step
        y += size + pad
        for row in rows[number:number + per_page]:
            cells = [wrap(cell, right - left, size)
                     for cell, (_, left, right, _) in zip(row, columns)]
            lines = max(len(cell) for cell in cells)
            for cell, (_, left, right, align) in zip(cells, columns):
                top = y + (lines - len(cell)) * step / 2 if centred else y
                for i, line in enumerate(cell):
                    if line:
                        out.text(place(line, left, right, align, size), top + i * step, line, size)
            y += lines * step + pad
        number += per_page
        y += 2 * size
        for line in foot if page == pages - 1 else []:
            out.text(60, y, line, size)
            y += 1.6 * size
        out.text(400, 570, f"第 {page + 1} 页 / 共 {pages} 页", size)


def place(text, left, right, align, size):
    room = right - left - width(text, size)
    return left + (0 if align == "l" else room if align == "r" else room / 2)


def wrap(text, room, size):
    lines = [""]
    for c in text:
        if width(lines[-1] + c, size) > room:
            lines.append("")
        lines[-1] += c
    return lines


def money(fen, plus=False):
    sign = "-" if fen < 0 else "+" if plus else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02}"


NAMES = ["虚构甲", "虚构乙", "虚构市某某建材贸易有限公司城南分公司", "虚构丙", "某某物业服务有限公司"]


def movements(n, opening):
    """(day, clock, fen, balance, other, other's number, summary)"""
    balance = opening
    for i in range(n):
        fen = (17_350 + 9_901 * i) * (1 if i % 3 == 0 else -1)
        balance += fen
        yield (1 + i % 28, f"{8 + i % 12:02}:{(i * 7) % 60:02}:{(i * 13) % 60:02}", fen, balance,
               NAMES[i % len(NAMES)], f"62999900000000{i % 5:02}118",
               ["转账存入", "消费", "手机银行转账"][i % 3])


def abc():
    """No printed lines, dates of 8 digits, a name and a number in one cell."""
    rows = [[f"202303{day:02}", clock.replace(":", "") if i != 4 else "", summary,
             money(fen, True), money(balance), f"{other}{number}", f"{700000 + i}", "掌上银行", ""]
            for i, (day, clock, fen, balance, other, number, summary)
            in enumerate(movements(28, 100_000_00))]
    out = Pdf()
    print_table(out, [("交易日期", 60, 105, "l"), ("交易时间", 115, 160, "l"),
                      ("交易摘要", 170, 240, "l"), ("交易金额", 250, 320, "r"),
                      ("本次余额", 330, 410, "r"), ("对手信息", 425, 575, "l"),
                      ("日志号", 590, 630, "l"), ("交易渠道", 645, 700, "l"),
                      ("交易附言", 715, 780, "l")],
                rows, ["中国农业银行账户活期交易明细清单",
                       "户名：虚构戊    账户：6299990000000000433    币种：人民币"],
                ["以上为虚构账户的全部交易"], 14)
    return out.bytes()


def boc_rows():
    return [[f"2023-04-{day:02}", clock, "人民币", money(fen), money(balance), summary, "网上银行",
             "虚构支行", "-------------------", other, number, "虚构银行"]
            for day, clock, fen, balance, other, number, summary in movements(25, 80_000_00)]


def boc(out):
    """Every cell centred, also downwards; empty cells are dashes."""
    print_table(out, [("记账日期", 30, 85, "c"), ("记账时间", 90, 135, "c"), ("币别", 140, 175, "c"),
                      ("金额", 180, 240, "c"), ("余额", 245, 310, "c"), ("交易名称", 315, 375, "c"),
                      ("渠道", 380, 425, "c"), ("网点名称", 430, 475, "c"), ("附言", 480, 585, "c"),
                      ("对方账户名", 590, 665, "c"), ("对方卡号/账号", 670, 755, "c"),
                      ("对方开户行", 760, 815, "c")],
                boc_rows(), ["中国银行交易流水明细清单",
                             "客户姓名：虚构己    借记卡号：6299990000000000540"],
                ["合计笔数：25"], 9, centred=True)
    return out.bytes()


def cmb():
    """Headings in two languages; one cell for the other side."""
    rows = [[f"2023-05-{day:02}", "CNY", money(fen), money(balance), summary, f"{other} {number}"]
            for day, clock, fen, balance, other, number, summary in movements(24, 500_000_00)]
    out = Pdf()
    print_table(out, [("记账日期", 60, 130, "l"), ("货币", 150, 190, "l"),
                      ("交易金额", 200, 280, "r"), ("联机余额", 300, 390, "r"),
                      ("交易摘要", 410, 500, "l"), ("对手信息", 520, 640, "l")],
                rows, ["招商银行交易流水", "户    名：虚构庚    账号：6299990000000000656"],
                ["合并统计"], 12,
                second=["Date", "Currency", "Amount", "Balance", "Type", "Counter Party"])
    return out.bytes()


def scan():
    out = Pdf()
    out.page()
    return out.bytes()


def locked():
    """Encrypted, and no password is empty: the key's check value is made up."""
    plain = scan()
    encrypt = b" /ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]" \
              b" /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -44 /O <" + b"4A" * 32 + \
              b"> /U <" + b"5B" * 32 + b"> >>"
    return plain.replace(b" /Root 1 0 R", b" /Root 1 0 R" + encrypt)


def main():
    for name, content in (("abc.pdf", abc()), ("boc.pdf", boc(Pdf())), ("cmb.pdf", cmb()),
                          ("scan.pdf", scan()), ("locked.pdf", locked()), ("boc.ofd", boc(Ofd()))):
        with open(os.path.join(FOLDER, name), "wb") as f:
            f.write(content)


if __name__ == "__main__":
    main()
