# The second writer is told who holds the workspace; so is a reader.
cp "$HERE/example.csv" .
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan example.csv >/dev/null
python3 - <<'END'
import fcntl, os, subprocess
with open("a.suyuan/lock", "r+") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    lock.truncate()
    lock.write(f"{os.getpid()} another")
    lock.flush()
    for command in ["import a.suyuan example.csv", "accounts a.suyuan", "case a.suyuan --name x --json"]:
        done = subprocess.run(["suyuan", *command.split()], capture_output=True, text=True)
        print(command, "->", done.returncode)
        print((done.stdout + done.stderr).replace(str(os.getpid()), "PID"), end="")
END
suyuan accounts a.suyuan
