#!/bin/sh
# run.sh - the measurements of bench/README.md, into bench/results/*.csv.
#   SIZE=10000000   rows and transfers
#   RUNS=5          repetitions of each; the tables show median, least and most
#   THREADS=        for both programs; all cores where not given
#   PARTS="import readers index trace provenance peers ways open office findings store kill page"   which of them
# Needs 400 bytes of disk a row in TMPDIR, three times over; gives all of it back.
set -eu
cd "$(dirname "$0")/.."
SIZE=${SIZE:-10000000}
RUNS=${RUNS:-5}
THREADS=${THREADS:-$(nproc)}
PARTS=${PARTS:-import readers index trace provenance peers ways open office findings store kill page}
export SUYUAN_THREADS="$THREADS" SUYUAN_DATA="$PWD"
ninja -C build bench-tools suyuan tests/kill/kill_test >/dev/null
tools=build/bench
suyuan=build/suyuan
mkdir -p bench/results
LOAD=$(cut -d" " -f1 /proc/loadavg)
export LOAD
work=$(mktemp -d "${TMPDIR:-/tmp}/suyuan-bench.XXXXXX")
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

wants() {
    case " $PARTS " in *" $1 "*) return 0 ;; esac
    return 1
}

# Each measurement begins after a sync: what earlier ones still have to write
# must not be paid by the next.
import_into() { # WORKSPACE FILE LABEL
    rm -rf "$1"
    $suyuan init "$1" >/dev/null
    sync
    SUYUAN_LOG=debug $tools/measure "$work/import.raw" "$3" $suyuan import "$1" "$2" --json \
        2>"$work/import.log" || { cat "$work/import.log" >&2; return 1; }
    sed -n "s/^\[ *\([0-9]*\) ms[^]]*\] \(.*\)/$3,\1,\2/p" "$work/import.log" >>"$work/phases.raw"
}

forget() { # WORKSPACE: its originals are read-only
    chmod -R u+w "$1"
    rm -rf "$1"
}

import_part() {
    echo "bench: writing $SIZE rows twice"
    $tools/input "$work/utf8.csv" "$SIZE" utf8
    $tools/input "$work/gb18030.csv" "$SIZE" gb18030
    for run in $(seq "$RUNS"); do
        echo "bench: import, run $run of $RUNS"
        cat "$work/utf8.csv" >/dev/null # both begin with the file in memory
        sync
        $tools/measure "$work/import.raw" duckdb-utf8 \
            $tools/duckdb_read "$work/utf8.csv" "$work/duck.db" "$THREADS"
        rm -f "$work"/duck.db*
        import_into "$work/case" "$work/utf8.csv" suyuan-utf8
        forget "$work/case"
        cat "$work/gb18030.csv" >/dev/null
        import_into "$work/case" "$work/gb18030.csv" suyuan-gb18030
        forget "$work/case"
    done
    python3 bench/summary.py import "$work/import.raw" bench/results/import.csv \
        rows="$SIZE" threads="$THREADS" duckdb-utf8="$work/utf8.csv" \
        suyuan-utf8="$work/utf8.csv" suyuan-gb18030="$work/gb18030.csv"
    python3 bench/summary.py phases "$work/phases.raw" bench/results/import_phases.csv \
        rows="$SIZE" threads="$THREADS"
}

# A twentieth of SIZE: openpyxl is slow. Each reading is a process of its own.
readers_part() {
    rows=$((SIZE / 20))
    echo "bench: reading $rows rows as csv, xlsx and xls"
    python3 bench/readers.py make "$work" "$rows"
    /usr/bin/python3 -c "import openpyxl" 2>/dev/null ||
        echo "bench: python3-openpyxl is not installed, its line is left out"
    for run in $(seq "$RUNS"); do
        for form in csv xlsx xls; do
            cat "$work/statement.$form" >/dev/null
            $tools/measure "$work/readers.raw" suyuan-$form \
                $tools/readers "$work/statement.$form" "$rows"
        done
        if /usr/bin/python3 -c "import openpyxl" 2>/dev/null; then
            $tools/measure "$work/readers.raw" openpyxl-xlsx \
                /usr/bin/python3 bench/readers.py read "$work/statement.xlsx"
        fi
    done
    python3 bench/summary.py import "$work/readers.raw" bench/results/readers.csv rows="$rows" \
        suyuan-csv="$work/statement.csv" suyuan-xlsx="$work/statement.xlsx" \
        suyuan-xls="$work/statement.xls" openpyxl-xlsx="$work/statement.xlsx"
    rm -f "$work"/statement.*
}

index_part() {
    echo "bench: the index of $SIZE rows"
    for kind in statements list; do $tools/index "$kind" "$SIZE" "$work"; done |
        tee bench/results/index.csv
}

trace_part() {
    echo "bench: traces of $SIZE transfers"
    $tools/trace "$SIZE" "$RUNS" "$work" >"$work/trace.raw"
    python3 bench/summary.py trace "$work/trace.raw" bench/results/trace.csv transfers="$SIZE"
}

provenance_part() {
    echo "bench: 10,000 questions about one payment of $SIZE transfers"
    $tools/provenance "$SIZE" 10000 "$work" | tee bench/results/provenance.csv
}

# Not among the standard parts: 14 GB of memory and ten minutes.
growth_part() {
    for size in 1000000 10000000 100000000; do
        echo "bench: traces of $size transfers"
        $tools/trace "$size" 3 "$work" >"$work/trace-$size.raw"
    done
    python3 bench/growth.py bench/results/growth.csv bench/results/growth.svg \
        1000000="$work/trace-1000000.raw" 10000000="$work/trace-10000000.raw" \
        100000000="$work/trace-100000000.raw"
}

# A tenth of SIZE: the others take long. Debian's Python has Debian's igraph.
peers_part() {
    echo "bench: $((SIZE / 10)) transfers, the same questions to others"
    /usr/bin/python3 -c "import igraph" 2>/dev/null ||
        echo "bench: python3-igraph is not installed, its column is left out"
    mkdir -p "$work/peers"
    $tools/peers $((SIZE / 10)) "$work/peers" 120 >"$work/peers.csv"
    /usr/bin/python3 bench/peers.py "$work/peers/list.csv" $((SIZE / 10000)) $((SIZE / 5000)) 120 \
        >>"$work/peers.csv"
    { echo "# transfers: $((SIZE / 10)), load: $LOAD"; cat "$work/peers.csv"; } |
        tee bench/results/peers.csv
}

# Cycles also of a network whose counts are published, where it is at hand.
ways_part() {
    echo "bench: paths and cycles over $SIZE transfers"
    edges=${SUYUAN_SHARED:-../shared}/data/transfers/cycles/soc-sign-bitcoinalpha.csv
    if [ -f "$edges" ]; then set -- "$edges" 7 30 45; else set --; fi
    $tools/ways "$SIZE" 200 "$@" | tee bench/results/ways.txt
}

# A workspace of SIZE rows, opened by a new process for each question. The seed
# is an account from the middle of the file.
open_part() {
    [ -f "$work/utf8.csv" ] || $tools/input "$work/utf8.csv" "$SIZE" utf8
    import_into "$work/case" "$work/utf8.csv" build
    account=$(sed -n "$((SIZE / 2 + 1))p" "$work/utf8.csv" | cut -d, -f1)
    ask() { # LABEL OPTION...
        label=$1
        shift
        $tools/measure "$work/open.raw" "$label" $suyuan trace "$work/case" \
            --from "$account" --rule fifo --json "$@"
    }
    for run in $(seq "$RUNS"); do
        echo "bench: open and answer, run $run of $RUNS"
        ask "first trace" --summary
        ask "first trace with transfers and bounds"
        ask "first trace of two hops with bounds" --max-hops 2
        $tools/measure "$work/open.raw" "all accounts" $suyuan accounts "$work/case" --json
    done
    forget "$work/case"
    python3 bench/summary.py open "$work/open.raw" bench/results/open.csv rows="$SIZE" \
        threads="$THREADS"
}

store_part() {
    echo "bench: $SIZE rows into the store and out of it"
    $tools/store "$SIZE" | tee bench/results/store.txt
}

# A case of a million rows, and fifty of a quarter million: whatever SIZE says.
office_part() {
    echo "bench: the findings of a case of a million rows"
    python3 bench/office.py $suyuan "$RUNS"
}

findings_part() {
    echo "bench: findings of fifty cases beside their truth"
    python3 bench/findings.py $suyuan
}

# Not among the standard parts: half an hour of two cores and 50 GB. SCALE=1000 to see that it works.
province_part() {
    echo "bench: a province of 1/${SCALE:-1}"
    python3 bench/province.py $suyuan $tools/models "${SCALE:-1}" "$RUNS"
}

# Half the size of the others is the least that the claim is made for.
kill_part() {
    echo "bench: 50 imports of $((SIZE / 2)) rows, killed inside the commit"
    build/tests/kill/kill_test 50 $((SIZE / 2)) commit | tee bench/results/kill.txt
}

# The page in headless Chromium and the server under wrk: a million rows whatever SIZE says. CARDS, ROWS: fewer, to see
# that it works.
page_part() {
    echo "bench: the page and its server"
    node bench/page/canvas.mjs $suyuan "${CARDS:-2000}" $((${CARDS:-2000} * 5)) | tee "$work/canvas.raw"
    python3 bench/page/server.py $suyuan --seconds 10 | tee "$work/server.raw"
    node bench/page/entries.mjs $suyuan "${ROWS:-1300000}" "$RUNS" | tee "$work/entries.raw"
    python3 bench/summary.py page "$work/canvas.raw" bench/results/page.csv \
        server="$work/server.raw" entries="$work/entries.raw"
}

for part in import readers index trace provenance peers ways open office findings store kill page growth province; do
    if wants "$part"; then "${part}_part"; fi
done
echo "bench: done; the tables are in bench/results"
