"""template.py SHEET OUT WRONG: types three rows into the sheet that suyuan template
wrote; WRONG adds that much to the balance of the second."""
import sys
import zipfile

sheet, out, wrong = sys.argv[1], sys.argv[2], float(sys.argv[3])
rows = [(45047, 100.0, None, 1100.0, "虚构乙", "6299990000000000029"),
        (45048, None, 350.5, 749.5 + wrong, "虚构丙", "6299990000000000037"),
        (45049, None, 49.5, None, "ATM", ""), # the page is blurred here
        (45050, 1.0, None, 701.0 + wrong, "虚构乙", "6299990000000000029")]


def text(place, value):
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>' if value else ""


def number(place, value):
    return f'<c r="{place}"><v>{value}</v></c>' if value is not None else ""


with zipfile.ZipFile(sheet) as source, zipfile.ZipFile(out, "w") as target:
    for name in source.namelist():
        xml = source.read(name).decode()
        if name == "xl/worksheets/sheet1.xml":
            style = xml.split('<col min="1"')[1].split('style="')[1].split('"')[0]
            typed = "".join(
                f'<row r="{i}"><c r="A{i}" s="{style}"><v>{day}</v></c>' + number(f"C{i}", into) +
                number(f"D{i}", out_of) + number(f"E{i}", balance) + text(f"F{i}", name_of) +
                text(f"G{i}", account) + "</row>"
                for i, (day, into, out_of, balance, name_of, account) in enumerate(rows, 3))
            for place, value in (("B1", "6299990000000000771"), ("D1", "虚构辛")):
                begin = xml.index(f'<c r="{place}"')
                end = xml.index("/>", begin) + 2
                xml = xml[:begin] + text(place, value) + xml[end:]
            begin = xml.index('<c r="F1"')
            xml = xml[:begin] + number("F1", 1000) + xml[xml.index("/>", begin) + 2:]
            xml = xml.replace("</sheetData>", typed + "</sheetData>")
        target.writestr(zipfile.ZipInfo(name), xml)
