# The same address, device or phone under different holders; what says nothing is left out.
cp "$HERE/devices.csv" "$HERE/openings.csv" .
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan devices.csv openings.csv >/dev/null
suyuan patterns a.suyuan --kind shared
suyuan patterns a.suyuan --kind shared --json | python3 "$HERE/pretty.py" | sed '/"thresholds"/,$d'
suyuan patterns a.suyuan --kind shared --set shared.holders=1 --lang en
suyuan patterns a.suyuan --kind shared --set shared.holders=none --lang en
echo "exit $?"
