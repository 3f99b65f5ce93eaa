# The made-up case from files to report; the figures are those of its truth.
set -e
suyuan synth made >/dev/null
suyuan init a.suyuan --debtor 钱流水 --name 虚构案 >/dev/null
suyuan import a.suyuan made/statements --period 2022-01-01..2024-09-30 --json >import.json
suyuan import a.suyuan made/supplement --period 2023-01-01..2024-09-30 --json >supplement.json
suyuan quality a.suyuan --json >quality.json
accounts=$(python3 -c 'import json; print(",".join(json.load(open("made/truth.json"))["trace"]["from"]))')
since=$(python3 -c 'import json; print(json.load(open("made/truth.json"))["trace"]["since"])')
suyuan trace a.suyuan --from "$accounts" --since "$since" --rule all --json >trace.json
suyuan report a.suyuan trace --since "$since" -o report.html
python3 "$HERE/check_truth.py" made/truth.json
python3 "$HERE/check_page.py" report.html
