#!/usr/bin/env python3
"""check_fact_names.py SOURCE_ROOT: every fact that a shipped model or a clue's lead names has an English name.

The list is src/casework/fact_names.c: sorted by bytes, each name once, none that nothing uses, two things never
called the same. Names that a query puts together are followed into their CASE; what it takes from a column is not.
"""
import glob
import os
import re
import sys

ROOT = sys.argv[1]
LITERAL = re.compile(r"'([^']*)'")


def read(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return file.read()


def first_argument(text, at):
    """Of the call whose arguments begin at `at`."""
    depth, quoted, begin = 0, False, at
    while True:
        c = text[at]
        quoted ^= c == "'"
        if not quoted:
            if c == "," and depth == 0 or c == ")" and depth == 0:
                return text[begin:at]
            depth += (c == "(") - (c == ")")
        at += 1


def named():
    for path in sorted(glob.glob(os.path.join(ROOT, "models/*/query.sql"))):
        text = re.sub(r"--[^\n]*", "", read(path))
        for call in re.finditer(r"\bfact\(", text):
            name = first_argument(text, call.end())
            if name.startswith("CASE"):
                name = re.sub(r"WHEN\b.*?\bTHEN", "THEN", name, flags=re.S)
            for word in LITERAL.findall(name):
                yield word.strip("（）"), path
        for word in re.findall(r"'word': '([^']*)'", text):
            yield word, path
    for word in re.findall(r'add_(?:text|fact|money|day)\(d, "([^"]*)"', read("src/cli/clues_lead.c")):
        yield word, "clues_lead.c"


rows = re.findall(r'^    \{"([^"]*)", "([^"]*)"\},$', read("src/casework/fact_names.c"), re.M)
known = [zh for zh, _ in rows]
used = dict(named())
wrong = [f"{where}: no English name for {name}" for name, where in sorted(used.items()) if name and name not in known]
wrong += [f"{zh}: nothing names a fact so" for zh in known if zh not in used and zh != "节点"]
wrong += ["the list is not sorted"] * (sorted(known, key=str.encode) != known or len(set(known)) != len(known))
wrong += [f"{en}: called so twice" for en in {en for _, en in rows} if sum(e == en for _, e in rows) > 1]
wrong += [f"{zh}: {en} is not English" for zh, en in rows if not en or not en.isascii()]
for line in wrong:
    print(line, file=sys.stderr)
print(f"{len(rows)} names of facts, {len(used)} used")
sys.exit(bool(wrong) or len(rows) < 300)
