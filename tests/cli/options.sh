# The options of trace, on the worked example.
cp "$HERE/example.csv" .
set -e
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan example.csv >/dev/null
echo "until 5"
suyuan trace a.suyuan --from A --until 5
echo "stop at B and C, as words"
suyuan trace a.suyuan --from A --stop-at B C
echo "one hop"
suyuan trace a.suyuan --from A --max-hops 1
echo "nothing left"
suyuan trace a.suyuan --from A --since 3
echo "several sources, two seeds"
suyuan trace a.suyuan --from A,W --json | python3 "$HERE/pretty.py" seeds sinks
echo "summary"
suyuan trace a.suyuan --from A --summary --json | python3 "$HERE/pretty.py" transfers sinks
echo "an entry"
entry=$(suyuan entries a.suyuan --account B --json | python3 -c '
import json, sys
print([e["id"] for e in json.load(sys.stdin)["entries"] if e["amount"] == "-2000.00"][0])')
suyuan trace a.suyuan --entry "$entry" --rule lifo
echo "bounds: all that may carry traced money"
suyuan trace a.suyuan --from A --bounds --json | python3 -c '
import json, sys
for t in json.load(sys.stdin)["transfers"]:
    print(t["from"], t["to"], t["tainted"], t["lower"], t["upper"])'
echo "backward"
suyuan trace a.suyuan --from E --backward --rule all
suyuan trace a.suyuan --from E --backward --rule fifo --json | python3 "$HERE/pretty.py"
