#!/usr/bin/env python3
"""po2c.py CATALOGUE.po OUT.c: a gettext catalogue as a sorted C table.

Understands what msgmerge writes: comments, msgid and msgstr over several
lines; plural forms and contexts are refused, since the program uses none.
"""
import ast
import sys


def entries(path):
    message, field = {}, None
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            if line.startswith("#~") or line.startswith("#,") and "fuzzy" in line:
                sys.exit(f"{path}:{number}: fuzzy and obsolete entries are not used here")
            continue
        if line.startswith("msgid "):
            if message:
                yield message["msgid"], message["msgstr"]
            message, field, line = {"msgid": "", "msgstr": ""}, "msgid", line[6:]
        elif line.startswith("msgstr "):
            field, line = "msgstr", line[7:]
        elif not line.startswith('"'):
            sys.exit(f"{path}:{number}: not understood: {line}")
        message[field] += ast.literal_eval(line)
    if message:
        yield message["msgid"], message["msgstr"]


def quoted(text):
    out = []
    for byte in text.encode("utf-8"):
        char = chr(byte)
        if char in '"\\':
            out.append("\\" + char)
        elif 32 <= byte < 127 and char != "?":
            out.append(char)
        else:
            out.append(f"\\{byte:03o}")
    return '"' + "".join(out) + '"'


def main():
    source, target = sys.argv[1:]
    table = {key: text for key, text in entries(source) if key and text}
    with open(target, "w", encoding="ascii") as out:
        out.write('#include "base/catalogue.h"\n\nconst sy_message sy_catalogue_zh[] = {\n')
        for key in sorted(table, key=lambda k: k.encode("utf-8")):
            out.write(f"    {{{quoted(key)},\n     {quoted(table[key])}}},\n")
        out.write("    {\"\", \"\"}};\n")
        out.write(f"const size_t sy_catalogue_zh_n = {len(table)};\n")


main()
