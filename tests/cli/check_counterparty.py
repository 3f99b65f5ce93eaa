"""check_counterparty.py WS TEXT... - --counterparty finds the rows whose column of the other party has the text."""
import json
import subprocess
import sys


def entries(*options):
    told = subprocess.run(["suyuan", "entries", sys.argv[1], *options, "--limit", "1000000", "--json"],
                          stdout=subprocess.PIPE, check=True).stdout
    return json.loads(told)


def fen(entry):
    return int(entry["amount"].replace(".", ""))


def has(entry, text):
    return any(text in (entry[column] or "") for column in ("other_name", "other_account", "merchant"))


everything = entries("--offset", "0")["entries"]
for text in sys.argv[2:]:
    wanted = [e for e in everything if has(e, text)]
    found = entries("--counterparty", text)
    assert [(e["id"], e["account"]) for e in found["entries"]] == [(e["id"], e["account"]) for e in wanted], text
    assert found["total"] == len(wanted), text
    for way, sign in (("in", 1), ("out", -1)):
        assert int(found[way].replace(".", "")) == sum(abs(fen(e)) for e in wanted if sign * fen(e) > 0), (text, way)
    print(text, len(wanted))
