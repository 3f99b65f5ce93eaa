# A real bank's rows, sorted by date only: broken days are found, no other is.
data=${SUYUAN_SHARED:-$HERE/../../../shared}/data/transfers/berka
if [ ! -f "$data/trans_prefix.asc" ]; then
    echo "skipped: $data is not here"
    exit 77
fi
python3 "$HERE/check_daily_balances.py" suyuan "$data"
