#!/usr/bin/env python3
"""embed_site.py WEB OUT.c DEPFILE - the built page (WEB/dist) as a table of gzip bytes.

Without WEB/dist: WEB/missing.html alone, which says what to do."""
import gzip
import os
import sys

web, out, depfile = sys.argv[1:]
dist = os.path.join(web, "dist")
files = {}
if os.path.exists(os.path.join(dist, "index.html")):
    for folder, _, names in os.walk(dist):
        for name in names:
            path = os.path.join(folder, name)
            files[os.path.relpath(path, dist)] = path
else:
    files["index.html"] = os.path.join(web, "missing.html")

with open(out, "w", encoding="utf-8") as c:
    c.write('#include "server/site.h"\n\n')
    rows = []
    for i, (name, path) in enumerate(sorted(files.items())):
        with open(path, "rb") as f:
            plain = f.read()
        packed = gzip.compress(plain, 9, mtime=0)
        c.write(f"static const unsigned char file_{i}[] = {{")
        c.write(",".join(map(str, packed)))
        c.write("};\n")
        rows.append(f'    {{"{name}", file_{i}, {len(packed)}u, {len(plain)}u}},\n')
    c.write("\nconst sy_site_file sy_site_files[] = {\n" + "".join(rows) + "};\n")
    c.write(f"const size_t sy_site_n_files = {len(rows)};\n")

with open(depfile, "w", encoding="utf-8") as d:
    d.write(f"{out}: " + " ".join(p.replace(" ", "\\ ") for p in sorted(files.values())) + "\n")
