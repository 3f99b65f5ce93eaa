# The order of import leaves no trace in ledgers, matches and proof.
python3 "$HERE/check_any_order.py" suyuan
