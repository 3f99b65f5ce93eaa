#!/usr/bin/env python3
"""embed_site.py WEB OUT.c - the built page (WEB/dist) as a table of gzip bytes.

Without WEB/dist: WEB/missing.html alone, which says what to do."""
import gzip
import os
import sys

web, out = sys.argv[1:]
dist = os.path.join(web, "dist")
files = {}
if os.path.exists(os.path.join(dist, "index.html")):
    for folder, _, names in os.walk(dist):
        for name in names:
            path = os.path.join(folder, name)
            if name != "stamp":
                files[os.path.relpath(path, dist)] = path
else:
    files["index.html"] = os.path.join(web, "missing.html")

table, arrays = [], []
for i, (name, path) in enumerate(sorted(files.items())):
    with open(path, "rb") as f:
        plain = f.read()
    packed = gzip.compress(plain, 9, mtime=0)
    arrays.append(f"static const unsigned char file_{i}[] = {{{','.join(map(str, packed))}}};\n")
    table.append(f'    {{"{name}", file_{i}, {len(packed)}u, {len(plain)}u}},\n')
text = ('#include "server/site.h"\n\n' + "".join(arrays)
        + "\nconst sy_site_file sy_site_files[] = {\n" + "".join(table) + "};\n"
        + f"const size_t sy_site_n_files = {len(table)};\n")

# Written only when it differs: then nothing is compiled anew.
if not os.path.exists(out) or open(out, encoding="utf-8").read() != text:
    with open(out, "w", encoding="utf-8") as c:
        c.write(text)
