"""A statement whose counterparties have hostile names."""
import csv
import sys

with open(__file__.replace("make_hostile.py", "other.csv"), encoding="utf-8") as file:
    header = next(csv.reader(file))
names = ["<img src=x onerror=alert(1)>", "\"><script>alert(2)</script>", "=cmd|' /C calc'!A0",
         "+1+1", "-2", "@SUM(A1)", "\u202e\u5f20\u4f1f\u202c", "\x1b[2J\x1b[31mred", "a\tb\nc",
         "\u957f" * 10000, "&lt;b&gt;", "]]>", "'; DROP TABLE entries; --", "\u200bzero"]
out = csv.writer(sys.stdout)
out.writerow(header)
balance = 100000
for i, name in enumerate(names):
    balance -= 100
    row = dict.fromkeys(header, "")
    row.update({"交易卡号": "6299990000000000011", "交易方户名": names[0], "交易时间": f"2023-05-01 09:00:{i:02}",
                "交易金额": "1.00", "交易余额": f"{balance / 100:.2f}", "收付标志": "出", "对手户名": name,
                "对手开户银行": name[:40], "摘要说明": name, "备注": name, "交易币种": "CNY",
                "交易是否成功": "成功", "交易流水号": f"H{i}"})
    out.writerow(row[key] for key in header)
