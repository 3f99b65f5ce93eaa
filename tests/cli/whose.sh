# A statement that does not say whose it is.
mkdir folder && cp "$HERE/whose.csv" folder/ && cp "$HERE/whose.csv" .
suyuan init a.suyuan >/dev/null
suyuan import a.suyuan whose.csv
echo "exit $?"
suyuan import a.suyuan folder --account 6299990700000000017
echo "exit $?"
suyuan import a.suyuan whose.csv --account wang --lang en
echo "exit $?"
suyuan import a.suyuan whose.csv --account 6299990700000000017
suyuan accounts a.suyuan
