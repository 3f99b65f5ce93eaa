"""on_terminal.py ANSWERS COMMAND...: runs a command on a terminal of its own, types
the answers (one a line) when it asks, prints what it prints, exits as it does."""
import os
import pty
import sys

answers = sys.argv[1].split("/")
pid, fd = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
text = b""
asked = 0
while True:
    try:
        piece = os.read(fd, 4096)
    except OSError:
        break
    if not piece:
        break
    text += piece
    while text.count(b"[y/N]") > asked:
        os.write(fd, (answers[asked] if asked < len(answers) else "n").encode() + b"\n")
        asked += 1
_, status = os.waitpid(pid, 0)
shown = text.decode("utf-8", "replace").replace("\x1b[K", "").replace("\r", "\n")
for line in shown.split("\n"):
    if line.strip() and "%" not in line:  # a progress bar has per cents
        print(line.rstrip())
sys.exit(os.waitstatus_to_exitcode(status))
