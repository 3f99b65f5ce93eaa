"""text_of_page.py PAGE.html: its words, a block a line."""
import html
import re
import sys

body = open(sys.argv[1], encoding="utf-8").read().split("<body>")[1]
body = re.sub(r"<style>.*?</style>", "", body, flags=re.S)
for line in re.sub(r"</(?:p|dl|h1|h2|div)>", "\n", body).split("\n"):
    words = html.unescape(re.sub(r"</dt>", "： ", line))
    words = re.sub(r"<[^>]*>", "", words).strip()
    if words:
        print(words)
