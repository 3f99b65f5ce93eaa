# Where the money of one account can have got to.
cp "$HERE/loops.csv" "$HERE/through.csv" .
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan loops.csv --profile transfers --json >/dev/null
suyuan reach a.suyuan --from A
suyuan reach a.suyuan --from A --max-hops 1 --lang en
suyuan reach a.suyuan --from B --since 2023-05-03 --json | python3 "$HERE/pretty.py"
suyuan reach a.suyuan --from D
echo "an account without a statement"
suyuan init b.suyuan >/dev/null
suyuan import b.suyuan through.csv --json >/dev/null
suyuan reach b.suyuan --from 6299990000000000011
suyuan reach a.suyuan
echo "exit $?"
suyuan reach a.suyuan --from E1
echo "exit $?"
suyuan reach a.suyuan --from A --max-hops 0
