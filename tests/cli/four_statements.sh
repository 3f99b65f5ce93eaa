# Real bank transfers as four statements: both sides are found, none is invented.
data=${SUYUAN_SHARED:-$HERE/../../../shared}/data/transfers/azerbaijani_2012.csv
if [ ! -f "$data" ]; then
    echo "skipped: $data is not here"
    exit 77
fi
python3 "$HERE/check_four_statements.py" suyuan "$data"
