# A plain list is a stable sort by time, file order at ties (design: tracing 3): whatever
# order its other rows stand in. B's rows here run newest first, A's do not.
cat >ties.csv <<'END'
from,to,time,amount
6299990000000000011,6299990000000000029,2023-01-02 10:00:00,10.00
6299990000000000029,6299990000000000011,2023-01-02 10:00:00,10.00
6299990000000000037,6299990000000000029,2023-01-01 10:00:00,10.00
6299990000000000011,6299990000000000045,2023-01-03 10:00:00,10.00
END
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan ties.csv --profile transfers >/dev/null
suyuan entries a.suyuan --account 6299990000000000029 --json | grep -o '"time":"[^"]*"\|"amount":"[^"]*"'
suyuan trace a.suyuan --from 6299990000000000037 --json | grep -o '"kind":"[a-z]*","account":"[0-9]*"'
