"""folder.py FOLDER: what twenty offices put into one folder, all of it made up.

One file of each layout, a zip in a zip with names in GBK, a locked zip, parts of
one statement, and what is no statement: a photo, a Word document, a program.
"""
import io
import os
import subprocess
import sys
import zipfile

FOLDER = sys.argv[1]
HERE = os.path.dirname(os.path.abspath(__file__))


def put(name, content, encoding="utf-8"):
    path = os.path.join(FOLDER, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(content if isinstance(content, bytes) else content.encode(encoding))


def table(head, rows, separator=","):
    return "".join(separator.join(row) + "\n" for row in [head, *rows])


def feedback(card, day, n=3):
    head = ("交易卡号,交易账号,交易方户名,交易方证件号码,交易时间,交易金额,交易余额,收付标志,"
            "交易对手账卡号,对手户名,摘要说明,交易是否成功,交易流水号").split(",")
    return table(head, [[card, "", "虚构甲", "", f"2023-{day} 10:0{i}:00", f"{100 + i}.00",
                         f"{5000 - i}.00", "出", "6299990000000000029", "虚构乙", "转账", "成功",
                         f"{card[-3:]}{day}{i}"] for i in range(n)])


def page(rows):
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    return f"<html><body><table>{cells}</table></body></html>"


def sheet_of(rows):
    return "".join("<row>" + "".join(f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in row) +
                   "</row>" for row in rows)


def xlsx(first, second):
    """The least that is a workbook, with two sheets."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return pack([
        ("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>'
         '<sheet name="流水" sheetId="1" r:id="a"/><sheet name="流水 (2)" sheetId="2" r:id="b"/>'
         "</sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels",
         '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
         f'<Relationship Id="a" Type="{rel}/worksheet" Target="worksheets/1.xml"/>'
         f'<Relationship Id="b" Type="{rel}/worksheet" Target="worksheets/2.xml"/></Relationships>'),
        ("_rels/.rels",
         '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
         f'<Relationship Id="a" Type="{rel}/officeDocument" Target="xl/workbook.xml"/>'
         "</Relationships>"),
        ("xl/worksheets/1.xml", f'<worksheet xmlns="{main}"><sheetData>{sheet_of(first)}'
         "</sheetData></worksheet>"),
        ("xl/worksheets/2.xml", f'<worksheet xmlns="{main}"><sheetData>{sheet_of(second)}</sheetData>'
         "</worksheet>")])


def pack(items, gbk=False):
    """A zip that is the same each time; gbk: names as old Windows programs write them."""
    out = io.BytesIO()
    names = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as z:
        for name, content in items:
            if gbk:
                raw = name.encode("gb18030")
                names.append((f"~{len(names)}".ljust(len(raw), "~").encode(), raw))
                name = names[-1][0].decode()
            z.writestr(zipfile.ZipInfo(name), content)
    data = out.getvalue()
    for stand_in, raw in names:
        data = data.replace(stand_in, raw)
    return data


def main():
    put("公安/反馈_31列.csv", feedback("6299990000000000011", "05-01"), "gb18030")
    put("公安/账户信息.csv", table(
        ["账户开户名称", "开户人证件号码", "交易卡号", "交易账号", "账号开户时间", "账户余额",
         "开户网点", "账户状态"],
        [["虚构甲", "", "6299990000000000011", "", "2015-03-01", "1.00", "虚构支行", "正常"]]))
    put("银行/工行明细.csv", "明细查询文件下载\n卡号: 6299990000000000128\n" + table(
        "交易日期,摘要,交易场所,交易国家或地区简称,钞/汇,交易金额(收入),交易金额(支出),交易币种,"
        "记账金额(收入),记账金额(支出),记账币种,余额,对方户名,对方账户".split(","),
        [["2023-05-02", "消费", "虚构商场", "CHN", "钞", "", "12.00", "人民币", "", "12.00", "人民币",
          "88.00", "虚构商场", ""],
         ["2023-05-03", "工资", "", "CHN", "钞", '"1,000.00"', "", "人民币", '"1,000.00"', "", "人民币",
          '"1,088.00"', "虚构公司", ""]]), "utf-8-sig")
    put("银行/网银导出.xls", page([
        ["账号：6299990000000000243"],
        ["交易日期", "借方发生额", "贷方发生额", "余额", "对方户名", "对方账号", "摘要"],
        ["2023-05-04", "10.00", "", "90.00", "虚构丙", "6299990000000000037", "转账"],
        ["2023-05-05", "", "5.00", "95.00", "虚构丙", "6299990000000000037", "转账"]]))
    rows = [["账号：6299990000000000358"],
            ["交易日期", "交易金额", "余额", "对方户名", "摘要"],
            ["2023-05-06", "-10.00", "90.00", "虚构丁", "转账"],
            ["2023-05-07", "20.00", "110.00", "虚构丁", "转账"]]
    put("银行/两张同样的表.xlsx", xlsx(rows, rows))  # as WPS leaves it
    rows[0] = ["账号：6299990000000000813"]
    put("银行/两张续表.xlsx", xlsx(rows[:3], rows[3:]))  # as a full sheet goes on
    rows[0] = ["账号：6299990000000000920"]
    put("银行/WPS表格.et", xlsx(rows, []))  # the name says nothing, the bytes do
    put("微信/微信支付账单.csv", "微信支付账单明细\n微信昵称：[虚构昵称]\n\n" + table(
        "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注".split(","),
        [["2023-05-08 09:00:00", "扫二维码付款", "虚构小店", "早餐", "支出", "¥6.00", "零钱", "支付成功",
          "1000001", "", ""],
         ["2023-05-08 10:00:00", "转账", "虚构戊", "", "收入", "¥60.00", "零钱", "已存入零钱", "1000002",
          "", ""]]), "utf-8-sig")
    put("支付宝/支付宝账单.csv", "支付宝账单\n支付宝账户：13900000000\n" + table(
        "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,"
        "商家订单号,备注,".split(","),
        [["2023-05-09 09:00:00", "餐饮", "虚构饭馆", "", "午饭", "支出", "20.00", "余额", "交易成功",
          "2000001\t", "", "", ""]]), "gb18030")
    put("财付通/TenpayTrades.txt", table(
        ["用户ID", "交易单号", "用户侧账号名称", "借贷类型", "交易业务类型", "交易用途类型", "交易时间",
         "交易金额(分)", "账户余额(分)", "用户银行卡号", "对手方ID", "对手侧账户名称"],
        [["wxid_made_up", "3000001", "虚构己", "出", "转账", "", "2023-05-10 08:00:00", "1200", "800",
          "", "wxid_other", "虚构庚"],
         ["wxid_made_up", "3000002", "虚构己", "入", "转账", "", "2023-05-10 09:00:00", "500", "1300",
          "", "wxid_other", "虚构庚"]], "\t"))
    put("其他/转账清单.csv", "from,to,time,amount\nA1,B1,2023-05-11,7.00\n")
    subprocess.run([sys.executable, os.path.join(HERE, "printed.py"),
                    os.path.join(FOLDER, "银行")], check=True)

    # Parts of one statement: only the first has headings.
    whole = feedback("6299990000000000466", "06-01", 6).splitlines(keepends=True)
    put("分卷/流水_part1.csv", "".join(whole[:4]))
    put("分卷/流水_part2.csv", "".join(whole[4:]))
    # No part of anything, and no headings.
    put("分卷/别的.csv", "".join(whole[4:]))

    inner = pack([("法院/深层/反馈.csv", feedback("6299990000000000581", "07-01", 2)),
                  ("法院/说明.txt", "")], gbk=True)
    put("法院.zip", pack([("内层.zip", inner), ("../../反馈.csv", feedback("6299990000000000698",
                                                                        "08-01", 1))], gbk=True))
    put("照片.jpg", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0" + bytes(range(256)))
    put("函.docx", pack([("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<d/>")]))
    put("查看器.exe", b"MZ" + bytes(58) + b"\x40\0\0\0PE\0\0" + bytes(64))
    put("空.csv", b"")


if __name__ == "__main__":
    main()
