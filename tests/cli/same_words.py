"""same_words.py PAGE TEXT [LEAST] - does a text have the words of an HTML page's body, and no others, in the same order?
Blanks, bullets and what a word processor adds between cells do not count."""
import html
import re
import sys


def letters(text):
    return re.sub(r"[\s•\ufeff]", "", text)


with open(sys.argv[1], encoding="utf-8") as page, open(sys.argv[2], encoding="utf-8") as document:
    body = re.sub(r"<style>.*?</style>", "", page.read().split("<body>")[1], flags=re.S)
    wanted, found = letters(html.unescape(re.sub(r"<[^>]*>", "", body))), letters(document.read())
same = next((i for i, (a, b) in enumerate(zip(wanted, found)) if a != b), min(len(wanted), len(found)))
if wanted != found:
    sys.exit(f"they differ at {same} of {len(wanted)}:\n{wanted[same - 40:same + 40]}\n{found[same - 40:same + 40]}")
least = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
print("the same words" if len(wanted) > least and ("法院" in wanted or "court" in wanted) else f"only {len(wanted)} letters")
