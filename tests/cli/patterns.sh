# How accounts are used, for people and for programs; thresholds and their errors.
cp "$HERE/patterns.csv" .
suyuan init a.suyuan >/dev/null
suyuan patterns a.suyuan
echo "exit $?"
suyuan import a.suyuan patterns.csv --profile transfers --json >/dev/null
suyuan patterns a.suyuan
suyuan patterns a.suyuan --lang en --kind circular,probe
suyuan patterns a.suyuan --json --kind circular | python3 "$HERE/pretty.py"
suyuan patterns a.suyuan --account 己 --kind probe
suyuan patterns a.suyuan --kind pass-through --set pass-through.days=4
suyuan patterns a.suyuan --thresholds --lang en
suyuan patterns a.suyuan --kind probes
echo "exit $?"
suyuan patterns a.suyuan --set probe.smal=20
echo "exit $?"
suyuan patterns a.suyuan --set probe.small=lots
echo "exit $?"
suyuan patterns a.suyuan --set night.share --lang en
echo "exit $?"
suyuan patterns a.suyuan --account 庚
suyuan patterns a.suyuan --kind emptied --date 2024-02-02
suyuan patterns a.suyuan --kind emptied --date soon
echo "exit $?"
