#!/usr/bin/env python3
"""embed.py FILE NAME OUT.c: a text file as `const char NAME[]`, for what a
program carries in itself. Indentation and CSS comments stay behind."""
import re
import sys

source, name, out = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
text = "\n".join(line.strip() for line in text.splitlines() if line.strip())
with open(out, "w", encoding="utf-8") as file:
    file.write(f"/* Made of {source.split('/')[-1]} by tools/embed.py. */\n")
    file.write(f"extern const char {name}[];\nconst char {name}[] = {{\n")
    data = text.encode() + b"\0"
    for at in range(0, len(data), 24):
        file.write("".join(f"{byte}," if byte < 128 else f"'\\x{byte:x}'," for byte in data[at:at + 24]) + "\n")
    file.write("};\n")
