# A made-up case, and what the findings say of it beside its truth: the JSON that scripts rely on.
suyuan synth case --size office --seed 4 --rows 5000 --json >made.json
suyuan evaluate case --keep kept --json >found.json
python3 - <<'PY'
import json
made, found = json.load(open("made.json")), json.load(open("found.json"))
print("rows as made:", found["rows"] == made["accepted"])
print("data:", found["data"])
for key in ("real_estate", "vehicle", "insurance"):
    print(key, sorted(found["clues"][key]))
for key in ("proxies", "inquiries", "amounts", "baseline"):
    print(key, sorted(found[key]))
print("one case:", found["cases"][0]["folder"], "misses" in found["cases"][0])
PY
ls kept
suyuan synth case --size office || echo "code $?"
suyuan evaluate case --lang en | head -3
