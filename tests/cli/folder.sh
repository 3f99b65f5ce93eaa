# A folder with one file of each layout, a zip in a zip, a photo, a Word document:
# one command, the right number of rows each, and a list of what is no statement.
mkdir all
python3 "$HERE/folder.py" all
set -e
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan all
echo "a second time nothing changes"
suyuan import a.suyuan all --json >again.json
python3 - <<'PYTHON'
import json
answer = json.load(open("again.json"))
print(answer["accepted"], all(f["imported_before"] for f in answer["files"]), len(answer["files"]))
PYTHON
suyuan verify a.suyuan
echo "killed at any time, an import is not there"
for wait in 0.05 0.15 0.4; do
    rm -rf b.suyuan
    suyuan init b.suyuan >/dev/null
    timeout -s KILL $wait suyuan import b.suyuan all >/dev/null 2>&1 || true
    suyuan verify b.suyuan --json >state.json 2>/dev/null
    ls b.suyuan/originals >kept
    python3 - <<'PYTHON'
import json
state = json.load(open("state.json"))
assert state["ok"], state
assert {o["sha256"] for o in state["originals"]} == set(open("kept").read().split())
PYTHON
done
echo "each original is named by what was read from it, no other is there"
