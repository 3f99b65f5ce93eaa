"""check_page.py PAGE [--hostile]: the page needs nothing from outside, runs
nothing, links only to its own anchors, and hostile names stand as text."""
import re
import sys
from html.parser import HTMLParser

ALLOWED = set("""html head meta title style body p h1 h2 h3 h4 dl div dt dd ol ul li b a span small br section figure
figcaption table thead tbody tr th td bdi footer svg defs pattern rect path marker g text""".split())
VOID = {"meta", "br"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.ids, self.links, self.words, self.open, self.wrong = set(), [], [], [], []

    def handle_starttag(self, tag, attributes):
        if tag not in ALLOWED:
            self.wrong.append(f"element {tag}")
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attributes:
            if name.startswith("on") or name in ("src", "srcset", "action", "formaction", "data", "xlink:href"):
                self.wrong.append(f"attribute {name} of {tag}")
            if name == "href":
                self.links.append(value)
            if name == "id":
                if value in self.ids:
                    self.wrong.append(f"id {value} is there twice")
                self.ids.add(value)
            if name == "style" and not re.fullmatch(r"max-width:[\d.]+px", value):
                self.wrong.append(f"style {value}")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes something else")

    def handle_data(self, data):
        if not self.open or self.open[-1] != "style":
            self.words.append(data)


text = open(sys.argv[1], encoding="utf-8").read()
page = Page()
page.feed(text)
page.close()
wrong = page.wrong + [f"<{tag}> is not closed" for tag in page.open]
wrong += [f"link {link}" for link in page.links if not link.startswith("#") or link[1:] not in page.ids]
if "default-src 'none'" not in text:
    wrong.append("no Content-Security-Policy")
outside = [a for a in re.findall(r"https?://[^\s\"'<>]*", text) if a != "http://www.w3.org/2000/svg"]
wrong += [f"address {a}" for a in outside] + (["@import"] if "@import" in text else [])
wrong += [f"url {u}" for u in re.findall(r"url\(([^)]*)\)", text) if not u.startswith("#")]
if bad := re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200b-\u200f]", text):
    wrong.append(f"character {ord(bad[0]):04X}")
if "--hostile" in sys.argv:
    shown = "".join(page.words)
    for name in ["<img src=x onerror=alert(1)>", "\"><script>alert(2)</script>", "=cmd|' /C calc'!A0", "+1+1",
                 "@SUM(A1)", "\u27e8202E\u27e9\u5f20\u4f1f", "\u27e8001B\u27e9[2J", "a b c", "\u957f" * 20, "&lt;b&gt;",
                 "]]>", "; DROP TABLE entries; --", "zero", "10000"]:
        if name not in shown:
            wrong.append(f"not shown as text: {name[:40]!r}")
print("\n".join(wrong) or "the page is sound")
sys.exit(bool(wrong))
