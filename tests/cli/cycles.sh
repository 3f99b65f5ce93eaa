# Money that comes back, for people and for programs; the window and the limits.
cp "$HERE/loops.csv" .
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan loops.csv --profile transfers --json >/dev/null
suyuan cycles a.suyuan
suyuan cycles a.suyuan --lang en --window 7d --min-amount 100
suyuan cycles a.suyuan --count --json --window 7d
suyuan cycles a.suyuan --count --json --window 36h
suyuan cycles a.suyuan --json --max-length 2 | python3 "$HERE/pretty.py"
suyuan cycles a.suyuan --window 1h
suyuan cycles a.suyuan --window soon
echo "exit $?"
suyuan cycles a.suyuan --max-length 256
echo "exit $?"
suyuan cycles a.suyuan --min-amount 5,000
echo "exit $?"
suyuan cycles a.suyuan --min-amount 9.999 --lang en
