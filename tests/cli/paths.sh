# Ways from one account to another, also through one without a statement.
cp "$HERE/loops.csv" "$HERE/through.csv" .
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan loops.csv --profile transfers --json >/dev/null
suyuan paths a.suyuan --from A --to D
suyuan paths a.suyuan --lang en --from A --to D --min-share 90% --max-hops 3
suyuan paths a.suyuan --from B --to D --json --limit 1 | python3 "$HERE/pretty.py"
suyuan paths a.suyuan --from B --to A --avoid C --json --max-gap 50h | python3 "$HERE/pretty.py"
suyuan paths a.suyuan --from A --to D --work 1 --lang en
suyuan paths a.suyuan --from B --to D --window 1d
echo "through an account without a statement"
suyuan init b.suyuan >/dev/null
suyuan import b.suyuan through.csv --json >/dev/null
suyuan paths b.suyuan --from 6299990000000000011 --to 6299990000000000045
suyuan paths b.suyuan --from 6299990000000000011 --to 6299990000000000045 --json | python3 "$HERE/pretty.py"
suyuan paths a.suyuan --from A
echo "exit $?"
suyuan paths a.suyuan --from A --to A
echo "exit $?"
suyuan paths a.suyuan --from A --to E1
echo "exit $?"
suyuan paths a.suyuan --from A --to D --max-hops 33
echo "exit $?"
suyuan paths a.suyuan --from A --to D --min-share 101
echo "exit $?"
echo "other ranks"
suyuan paths a.suyuan --from A --to D --rank shortest
suyuan paths a.suyuan --from A --to D --rank earliest --limit 1 --lang en
suyuan paths a.suyuan --from B --to D --rank fewest --since 2023-05-02T10:00:00 --until 2023-05-04
suyuan paths a.suyuan --from A --to D --rank shortest --work 1 --json | python3 "$HERE/pretty.py" rank complete cut_by left_out_seconds_at_least
suyuan paths a.suyuan --from A --to D --rank earliest --work 1 --lang en
suyuan paths a.suyuan --from A --to D --rank fewest --work 1
suyuan paths a.suyuan --from A --to D --rank fifo
suyuan paths a.suyuan --from A --to D --rank lifo --lang en
suyuan paths a.suyuan --from A --to D --rank fifo --json | python3 "$HERE/pretty.py" rank complete
suyuan paths a.suyuan --from A --to D --rank nearest
echo "exit $?"
suyuan paths a.suyuan --from A --to D --until noon
