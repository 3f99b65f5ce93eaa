# Who did what and when; what was taken back stays; a row that was changed is found.
export SUYUAN_USER=钱某
cp "$HERE/example.csv" .
quiet() { "$@" >/dev/null; }
quiet suyuan init a.suyuan
quiet suyuan import a.suyuan example.csv
quiet suyuan case a.suyuan --name 某案 --debtor 赵某
SUYUAN_USER=孙某 quiet suyuan case a.suyuan --undo
quiet suyuan people a.suyuan add --relation spouse --name 李某
no_time() { sed -E 's/[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]{8}Z?/(time)/; s/[0-9a-f]{64}/(hash)/; s/\t/<TAB>/g'; }
suyuan log a.suyuan | no_time
suyuan log a.suyuan --who 孙某 --json | python3 -c '
import json, sys
log = json.load(sys.stdin)
print(log["total"], log["people"], [(a["kind"], a["undo"], a["who"], a["says"], a["words"]) for a in log["acts"]])'
suyuan log a.suyuan --kind people --limit 1 | no_time
suyuan log a.suyuan --until 2001-01-01
suyuan log a.suyuan --who 李某
suyuan log a.suyuan --kind persons
suyuan log a.suyuan --since yesterday
suyuan log a.suyuan -o log.csv
no_time <log.csv
suyuan log a.suyuan -o log.xlsx --lang en
suyuan log a.suyuan -o log.pdf
suyuan log a.suyuan check | no_time
echo "--- somebody changes what stands there ---"
python3 - <<'END'
import sqlite3
db = sqlite3.connect("a.suyuan/decisions.sqlite")
for change in ("UPDATE log SET who = 'x'", "DELETE FROM log"):
    try:
        db.execute(change)
    except sqlite3.IntegrityError as error:
        print(error)
db.execute("DROP TRIGGER log_remains")
db.execute("DELETE FROM log WHERE id = (SELECT max(id) FROM log)")
db.commit()
END
suyuan log a.suyuan check --lang en | no_time
suyuan log a.suyuan check --json | python3 "$HERE/pretty.py" ok rows broken missing foreign
suyuan verify a.suyuan
echo "--- what somebody typed is no formula in a list, and no number that a spreadsheet rounds ---"
quiet suyuan init b.suyuan
quiet suyuan people b.suyuan add --relation spouse --name '=HYPERLINK("http://x.example/")'
SUYUAN_USER=@SUM quiet suyuan people b.suyuan add --relation spouse --name 6299990000000000011
suyuan log b.suyuan -o typed.csv
no_time <typed.csv
echo "--- what is done to a folder of cases stands in its own log ---"
mkdir cases arriving
quiet suyuan init cases/c.suyuan
echo 一个足够长的登录口令 | quiet suyuan users cases add 钱某 --role admin --password-file -
echo 一个足够长的登录口令 | quiet suyuan users cases add 孙某 --role reader --password-file -
quiet suyuan users cases role 孙某 assistant
quiet suyuan exchange cases/c.suyuan set "$PWD/arriving" --run none
quiet suyuan exchange cases/c.suyuan off
quiet suyuan users cases remove 孙某
no_place() { no_time | sed "s|$PWD|(here)|g"; }
suyuan log cases --kind user | no_time
suyuan log cases --json | python3 -c '
import json, sys
for a in json.load(sys.stdin)["acts"]:
    print(a["kind"], a["who"], a["about"], a["says"])' | no_place
suyuan log cases check --lang en | no_time
python3 - <<'END'
import sqlite3
db = sqlite3.connect("cases/log.sqlite")
for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
    db.execute(f"DROP TRIGGER {name}")
db.execute("UPDATE log SET who = 'x' WHERE id = 2")
db.commit()
END
suyuan log cases check --lang en | no_time
