#!/bin/sh
# check.sh - every test: plain, then under ASan and UBSan; clang must compile
# all without a warning where it is installed: it says the same without
# optimising, and links nothing. The last line is the count.
set -eu
cd "$(dirname "$0")/.."

# setup FOLDER OPTION...: once; later runs reconfigure by themselves.
setup() {
    folder=$1
    shift
    [ -f "$folder/build.ninja" ] ||
        meson setup ${DUCKDB:+"-Dduckdb=$DUCKDB"} "$@" "$folder" >"$folder.log" 2>&1 || {
        cat "$folder.log" >&2
        echo "check: meson setup $folder failed" >&2
        exit 1
    }
    rm -f "$folder.log"
}

# A later failure must not hide an earlier one, nor keep other tests from running.
failed=0
run() {
    "$@" || failed=1
}

sh scripts/web.sh
setup build
# The sanitizers' own code makes GCC warn of things that cannot be (a null format). Lines of
# the source are all that a report needs: -g1.
setup build-asan -Doptimization=2 -Ddebug=false -Dc_args=-g1 -Db_sanitize=address,undefined \
    -Dwerror=false -Db_lundef=false
ninja -C build
ninja -C build bench-tools # a bench that does not compile is found here, not in a year
ninja -C build-asan
if command -v clang >/dev/null; then
    CC=clang setup build-clang -Doptimization=0
    objects=$(ninja -C build-clang -t targets rule c_COMPILER)
    # shellcheck disable=SC2086
    run ninja -C build-clang $objects
else
    echo "check: clang is not installed, its warnings are not checked"
fi

# Two frames of each allocation: half of the sanitizer's time is DuckDB's own. For a report with
# more, run the test that failed without that.
export ASAN_OPTIONS=detect_stack_use_after_return=1:malloc_context_size=2
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
run meson test -C build --no-rebuild --print-errorlogs
run meson test -C build-asan --no-rebuild --print-errorlogs --timeout-multiplier 4
run python3 tools/count_tests.py build build-asan
exit $failed
