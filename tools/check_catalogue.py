#!/usr/bin/env python3
"""check_catalogue.py SOURCE_ROOT: the Chinese catalogue is complete.

Every literal in _() or N_() in src/ has its Chinese text in po/zh_CN.po; no
entry there is unused, empty or there twice; both texts take the same printf
arguments.
"""
import ast
import os
import re
import sys

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|\b(?:N_|_)\s*\(', re.S)
STRING = re.compile(r'\s*("(?:[^"\\\n]|\\.)*")')
DIRECTIVE = re.compile(
    r'%(?:(\d+)\$)?[-+ #0\']*(?:\*|\d+)?(?:\.(\*|\d+)?)?(hh|h|ll|l|z|j|t)?([a-zA-Z%])')


def messages(path):
    """(line, text) of each marked literal of a C file."""
    code = open(path, encoding="utf-8").read()
    at = 0
    while token := TOKEN.search(code, at):
        at = token.end()
        if token[0][0] not in "N_":
            continue
        text = ""
        while piece := STRING.match(code, at):
            text += ast.literal_eval(piece[1])
            at = piece.end()
        if text:
            yield code.count("\n", 0, token.start()) + 1, text


def entries(path):
    """(line, msgid, msgstr) of each entry of the catalogue."""
    entry, field = None, None
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.strip()
        if line.startswith("msgid "):
            if entry:
                yield entry["line"], entry["msgid"], entry["msgstr"]
            entry, field, line = {"line": number, "msgid": "", "msgstr": ""}, "msgid", line[6:]
        elif line.startswith("msgstr "):
            field, line = "msgstr", line[7:]
        if line.startswith('"'):
            entry[field] += ast.literal_eval(line)
    if entry:
        yield entry["line"], entry["msgid"], entry["msgstr"]


def arguments(text):
    """The types that a format takes, by position."""
    taken, nth = {}, 0
    for match in DIRECTIVE.finditer(text):
        if match[4] == "%":
            continue
        for star in re.findall(r"\*", match[0]):
            nth += 1
            taken[nth] = star
        nth += 1
        taken[int(match[1]) if match[1] else nth] = (match[3] or "") + match[4]
    return taken


def main():
    root = sys.argv[1]
    catalogue = os.path.join(root, "po/zh_CN.po")
    complaints, used, chinese = [], set(), {}
    for line, key, text in entries(catalogue):
        if key in chinese:
            complaints.append(f"{catalogue}:{line}: there twice: {key!r}")
        if key and not text:
            complaints.append(f"{catalogue}:{line}: no Chinese text: {key!r}")
        if arguments(key) != arguments(text) and key:
            complaints.append(f"{catalogue}:{line}: other printf arguments: {key!r}")
        chinese[key] = line
    for folder, _, files in os.walk(os.path.join(root, "src")):
        for path in (os.path.join(folder, f) for f in sorted(files) if f.endswith((".c", ".h"))):
            for line, text in messages(path):
                used.add(text)
                if text not in chinese:
                    complaints.append(f"{path}:{line}: not in po/zh_CN.po: {text!r}")
    for key, line in chinese.items():
        if key and key not in used:
            complaints.append(f"{catalogue}:{line}: not used: {key!r}")
    print("\n".join(complaints) or f"{len(used)} texts, all in Chinese")
    sys.exit(bool(complaints))


main()
